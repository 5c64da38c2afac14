use super::*;
use crate::scorecard::{Bands, Curve, Group, Kind, Limit, for_stage, presets};
use crate::text::Words;
use jiff::civil::date;
use proptest::prelude::*;

const TODAY: Date = date(2026, 11, 22);

/// A card whose inputs score their own value: groups of `(group weight, [(input, weight)])`.
fn plain(groups: &[(i64, &[(Input, i64)])]) -> Card {
    let groups = groups.iter().map(|(weight, lines)| Group {
        key: format!("g{weight}"),
        name: Words::new("组", "Group"),
        weight: *weight,
        lines: lines
            .iter()
            .map(|(input, weight)| Line {
                input: *input,
                weight: *weight,
                curve: Curve::of(&[(0, 0), (100, 100)]),
            })
            .collect(),
    });
    Card {
        key: "plain".into(),
        kind: Kind::Health,
        name: Words::new("卡", "Card"),
        stages: vec![],
        groups: groups.collect(),
        bands: Bands::default(),
        limits: vec![],
        human_days_max: 90,
        coverage_min_bp: 0,
    }
}

fn readings(values: &[(Input, i64)]) -> Readings {
    values.iter().fold(Readings::none(TODAY), |readings, (input, value)| readings.with(*input, *value))
}

use Input::{ActiveDays as A, CoreBreadth as B, Csat as C, OverdueDays as D};

#[test]
fn weights_of_what_is_missing_are_shared_in_the_group_and_then_among_groups() {
    let card = plain(&[(60, &[(A, 3), (B, 1)]), (40, &[(C, 1), (D, 1)])]);
    for (values, points, coverage, each) in [
        // 0.6 × (0.75 × 80 + 0.25 × 40) + 0.4 × (0.5 × 100 + 0.5 × 50)
        (vec![(A, 80), (B, 40), (C, 100), (D, 50)], Some(7_200), 10_000, vec![3_600, 600, 2_000, 1_000]),
        // B missing: A carries the whole of its group.
        (vec![(A, 80), (C, 100), (D, 50)], Some(7_800), 8_500, vec![4_800, 2_000, 1_000]),
        // The second group is empty: the first carries all.
        (vec![(A, 80), (B, 40)], Some(7_000), 6_000, vec![6_000, 1_000]),
        (vec![(D, 50)], Some(5_000), 2_000, vec![5_000]),
        (vec![], None, 0, vec![]),
    ] {
        let scored = card.score(&readings(&values));
        assert_eq!((scored.points_bp, scored.coverage_bp), (points, coverage), "{values:?}");
        assert_eq!(scored.contributions.iter().map(|g| g.points_bp).collect::<Vec<_>>(), each, "{values:?}");
        assert_eq!(scored.missing.len() + values.len(), 4);
    }
}

#[test]
fn thirds_add_up() {
    let card = plain(&[(1, &[(A, 1), (B, 1), (C, 1)])]);
    let scored = card.score(&readings(&[(A, 100), (B, 100), (C, 100)]));
    assert_eq!(scored.points_bp, Some(10_000));
    assert_eq!(scored.contributions.iter().map(|g| g.points_bp).collect::<Vec<_>>(), [3_334, 3_333, 3_333]);
    assert!(scored.drags().is_empty());
}

#[test]
fn a_judgement_older_than_its_days_drops_out_and_a_count_does_not() {
    let card = plain(&[(1, &[(A, 1), (Input::SponsorPulse, 1)])]);
    for (answered, aged, points) in [
        (date(2026, 8, 24), None, 9_000),                      // 90 days
        (date(2026, 8, 23), Some(date(2026, 8, 23)), 8_000),   // 91 days
        (date(2026, 11, 23), Some(date(2026, 11, 23)), 8_000), // not yet given on that day
    ] {
        let readings = Readings::none(TODAY).with_on(A, 80, date(2025, 1, 1)).with_on(
            Input::SponsorPulse,
            400,
            answered,
        );
        let scored = card.score(&readings);
        assert_eq!(scored.points_bp, Some(points), "{answered}");
        assert_eq!(scored.missing.first().and_then(|missing| missing.stale_on), aged);
    }
}

#[test]
fn of_two_limits_on_the_same_thing_only_the_harder_is_told() {
    let own = presets().into_iter().find(|card| card.key == "own").unwrap();
    for (overdue, lamps) in
        [(0, vec![]), (1, vec![Lamp::Watch]), (60, vec![Lamp::Watch]), (61, vec![Lamp::Act])]
    {
        let scored = own.score(&readings(&[(D, overdue)]));
        assert_eq!(scored.limits.iter().map(|hit| hit.limit.at_best).collect::<Vec<_>>(), lamps, "{overdue}");
    }
}

#[test]
fn readings_and_scores_survive_their_snapshot() {
    let card = presets().into_iter().find(|card| card.key == "health").unwrap();
    let readings = well().with(Input::BenefitEvidence, 0);
    let scored = card.score(&readings);
    let (stored, kept) = (serde_json::to_string(&readings).unwrap(), serde_json::to_string(&scored).unwrap());
    assert_eq!(serde_json::from_str::<Readings>(&stored).unwrap(), readings);
    assert_eq!(serde_json::from_str::<Scored>(&kept).unwrap(), scored);
}

#[test]
fn under_the_least_coverage_points_claim_no_band_but_a_knock_out_still_speaks() {
    let mut card = plain(&[(60, &[(A, 1)]), (40, &[(D, 1)])]);
    card.coverage_min_bp = 5_000;
    let limits = presets().into_iter().find(|card| card.key == "health").unwrap().limits;
    for (values, limits, by_points, band) in [
        (vec![(A, 90)], vec![], Some(Lamp::Good), Some(Lamp::Good)),
        (vec![(D, 90)], vec![], None, None),
        (vec![(D, 90)], limits.clone(), None, Some(Lamp::Act)),
        (vec![(D, 0), (Input::SponsorNamed, 1)], limits, None, None), // capped at yellow: still unknown
    ] {
        let card = Card { limits, ..card.clone() };
        let scored = card.score(&readings(&values));
        assert_eq!((scored.band_by_points, scored.band), (by_points, band), "{values:?}");
    }
}

/// An account in the best of health.
fn well() -> Readings {
    readings(&[
        (Input::ActiveSeats, 9_000),
        (Input::UsageChange, 1_000),
        (Input::ActiveDays, 25),
        (Input::CoreBreadth, 10_000),
        (Input::IdleDays, 0),
        (Input::SponsorNamed, 1),
        (Input::SponsorSilence, 3),
        (Input::SponsorTouches, 4),
        (Input::SponsorPulse, 500),
        (Input::DemandsRaised, 4),
        (Input::DemandsKept, 10_000),
        (Input::BenefitEvidence, 2),
        (Input::Csat, 9_500),
        (Input::UrgentTickets, 0),
        (Input::SlaBreaches, 0),
        (Input::Complaints, 0),
        (Input::PaidOnTime, 10_000),
        (Input::OverdueDays, 0),
        (Input::RenewalDays, 200),
        (Input::RenewalIntent, 150),
        (Input::AutoRenew, 10_000),
        (Input::ArrChange, 2_000),
    ])
}

#[test]
fn each_cap_and_knock_out_bounds_the_lamp_and_never_the_points() {
    let cards = presets();
    let scored = |stage, readings: &Readings| for_stage(&cards, Kind::Health, stage).unwrap().score(readings);
    let best = scored("service", &well());
    assert_eq!((best.points_bp, best.band, best.limits.len()), (Some(10_000), Some(Lamp::Good), 0));
    let without = |input: Input| {
        let mut readings = well();
        readings.of.remove(&input);
        readings
    };
    let near = |readings: Readings| readings.with(Input::RenewalDays, 29);
    for (readings, lamp, holds) in [
        // M15: no benefit felt, no green; no sponsor, red.
        (well().with(Input::BenefitEvidence, 0), Lamp::Watch, 1),
        (without(Input::BenefitEvidence), Lamp::Watch, 1),
        (without(Input::SponsorNamed), Lamp::Act, 1),
        (well().with(Input::SponsorNamed, 0), Lamp::Act, 1),
        (well().with(Input::SponsorNamed, 0).with(Input::BenefitEvidence, 0), Lamp::Act, 2),
        // M63: no attendance and no demand; one of the two is not enough.
        (well().with(Input::SponsorAttendance, 0).with(Input::DemandsRaised, 0), Lamp::Act, 1),
        (well().with(Input::DemandsRaised, 0), Lamp::Good, 0),
        // Fourteen days without use.
        (well().with(Input::IdleDays, 13), Lamp::Good, 0),
        (well().with(Input::IdleDays, 14), Lamp::Act, 1),
        // Usage down by more than half.
        (well().with(Input::UsageChange, -5_001), Lamp::Act, 1),
        // Under 30 days to the end without intent; said, or renewing by itself, is intent.
        (near(well()), Lamp::Good, 0),
        (near(well()).with(Input::RenewalIntent, 0), Lamp::Good, 0),
        (near(well()).with(Input::RenewalIntent, 0).with(Input::AutoRenew, 0), Lamp::Act, 1),
        // More than three complaints in 30 days; more than 30 days overdue.
        (well().with(Input::Complaints, 3), Lamp::Good, 0),
        (well().with(Input::Complaints, 4), Lamp::Act, 1),
        (well().with(Input::OverdueDays, 30), Lamp::Good, 0),
        (well().with(Input::OverdueDays, 31), Lamp::Act, 1),
    ] {
        let scored = scored("service", &readings);
        let only_limits = Scored { limits: vec![], ..scored.clone() };
        assert_eq!((scored.band, scored.limits.len()), (Some(lamp), holds), "{:?}", scored.limits);
        assert_eq!(scored.points_bp, only_limits.points_bp);
        assert_eq!(scored.band_by_points, Some(Lamp::Good), "the points stand");
    }
    let idle = well().with(Input::IdleDays, 300);
    assert_eq!(scored("delivery", &idle).limits, vec![], "before go-live nobody has to use it");
}

proptest! {
    #[test]
    fn contributions_always_add_up_whatever_is_weighed_or_missing(
        weights in proptest::collection::vec((0_i64..=10_000, 0_i64..=10_000, 0_i64..=10_000), 1..10),
        values in proptest::collection::vec(proptest::option::of(-20_i64..130), 20),
    ) {
        let inputs: Vec<(Input, i64)> = Input::ALL.iter().copied().zip(weights.iter().flat_map(|w| [w.1, w.2])).collect();
        let groups: Vec<(i64, &[(Input, i64)])> = weights.iter().map(|w| w.0).zip(inputs.chunks(2)).collect();
        let card = plain(&groups);
        let known: Vec<_> = inputs.iter().zip(&values).filter_map(|((i, _), v)| Some((*i, (*v)?))).collect();
        let scored = card.score(&readings(&known));
        let sum = |of: fn(&Contribution) -> i64| scored.contributions.iter().map(of).sum::<i64>();
        prop_assert!((0..=FULL_BP).contains(&scored.coverage_bp));
        match scored.points_bp {
            Some(points) => {
                prop_assert_eq!(sum(|given| given.points_bp), points);
                prop_assert_eq!(sum(|given| given.full_bp()), FULL_BP);
                let raws = || scored.contributions.iter().filter(|g| g.full_bp() > 1).map(|g| g.raw_bp);
                prop_assert!(points <= raws().max().unwrap_or(FULL_BP) + 1 && points >= raws().min().unwrap_or(0) - 1);
                prop_assert!(scored.contributions.iter().all(|g| g.points_bp >= 0 && g.drag_bp >= 0));
            }
            None => prop_assert_eq!((scored.contributions.len(), scored.coverage_bp), (0, 0)),
        }
    }

    #[test]
    fn all_measured_alike_scores_exactly_that(value in 0_i64..=100, a in 1_i64..99, b in 1_i64..99, c in 1_i64..99) {
        let card = plain(&[(a, &[(A, b), (B, c)]), (c, &[(C, a)])]);
        let scored = card.score(&readings(&[(A, value), (B, value), (C, value)]));
        prop_assert_eq!((scored.points_bp, scored.coverage_bp), (Some(value * 100), 10_000));
    }

    #[test]
    fn a_better_reading_never_lowers_the_score(value in 0_i64..100, more in 0_i64..50, other in 0_i64..100) {
        let card = plain(&[(60, &[(A, 3), (B, 1)]), (40, &[(C, 1)])]);
        let score = |a: i64| card.score(&readings(&[(A, a), (C, other)])).points_bp;
        prop_assert!(score(value) <= score(value + more));
    }

    #[test]
    fn a_limit_only_ever_makes_the_lamp_worse(points in 0_i64..=100, cap in 0_usize..2, overdue in 0_i64..60) {
        let at_best = [Lamp::Watch, Lamp::Act][cap];
        let when = vec![super::super::Condition { input: D, test: super::super::Test::Above(30) }];
        let mut card = plain(&[(1, &[(A, 1)])]);
        let free = card.score(&readings(&[(A, points), (D, overdue)]));
        card.limits = vec![Limit { at_best, when, why: Words::default() }];
        let bound = card.score(&readings(&[(A, points), (D, overdue)]));
        prop_assert_eq!(bound.points_bp, free.points_bp);
        prop_assert_eq!(bound.band, if overdue > 30 { free.band.map(|band| band.max(at_best)) } else { free.band });
    }
}
