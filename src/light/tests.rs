use super::*;
use crate::scorecard::{Input, Kind, Readings, for_stage, presets};
use jiff::civil::date;
use proptest::prelude::*;

fn scored(kind: Kind, values: &[(Input, i64)]) -> Scored {
    let none = Readings::none(date(2026, 11, 22));
    let readings = values.iter().fold(none, |readings, (input, value)| readings.with(*input, *value));
    for_stage(&presets(), kind, "service").unwrap().score(&readings)
}

fn lights(lamps: [Option<Lamp>; 3]) -> Lights {
    let light = |lamp| Light { lamp, reasons: vec![] };
    Lights { customer: light(lamps[0]), project: light(lamps[1]), own: light(lamps[2]) }
}

#[test]
fn a_light_says_why_and_an_unknown_one_never_shines() {
    let well = [
        (Input::ActiveSeats, 9_000),
        (Input::CoreBreadth, 10_000),
        (Input::UsageChange, 1_000),
        (Input::ActiveDays, 20),
    ];
    let felt = [(Input::SponsorNamed, 1), (Input::BenefitEvidence, 1)];
    let with = |more: &[(Input, i64)]| [&well[..], &felt, more].concat();
    for (kind, values, lamp, zh) in [
        (Kind::Project, vec![], None, "尚无数据"),
        (Kind::Project, vec![(Input::GoLiveDelay, 60)], Some(Lamp::Act), "上线延期 60 天，拉低 100 分"),
        (Kind::Warmth, vec![(Input::ActiveDays, 20)], None, "数据不足：只有 20% 的权重有依据"),
        (Kind::Health, with(&[]), Some(Lamp::Good), "得分 100.0，依据 40% 的权重"),
        (
            Kind::Health,
            with(&[(Input::BenefitEvidence, 0)]),
            Some(Lamp::Watch),
            "没有让 1W 感受到受益，不算客户成功（1W 受益证据：0）",
        ),
        (
            Kind::Health,
            with(&[(Input::SponsorNamed, 0), (Input::BenefitEvidence, 0)]),
            Some(Lamp::Act),
            "没有 1W，就没有客户成功（已确定 1W：否）",
        ),
    ] {
        let light = Light::of(&scored(kind, &values));
        assert_eq!((light.lamp, light.reasons[0].zh.as_str()), (lamp, zh), "{values:?}");
    }
}

#[test]
fn any_two_lights_that_part_are_named_widest_first() {
    use Lamp::{Act, Good, Watch};
    for (lamps, expected) in [
        ([Some(Act), None, Some(Good)], Some("Our own success: on track, yet Customer success: act")),
        ([Some(Good), Some(Watch), Some(Act)], Some("Customer success: on track, yet Our own success: act")),
        ([Some(Watch), Some(Good), None], Some("Project success: on track, yet Customer success: watch")),
        ([Some(Good), Some(Good), Some(Good)], None),
        ([Some(Act), None, None], None),
        ([None, None, None], None),
    ] {
        let said = lights(lamps).divergence();
        assert_eq!(said.map(|said| said.words().en).as_deref(), expected, "{lamps:?}");
    }
    assert!(lights([Some(Act), None, Some(Good)]).divergence().is_some_and(Divergence::is_alert));
    assert!(!lights([Some(Watch), None, Some(Good)]).divergence().is_some_and(Divergence::is_alert));
}

#[test]
fn a_portfolio_turns_by_the_share_of_its_revenue_that_is_red() {
    for (red, rest, lamp) in [
        (0, 1_000, Some(Lamp::Good)),
        (49, 951, Some(Lamp::Good)),
        (50, 950, Some(Lamp::Watch)),
        (199, 801, Some(Lamp::Watch)),
        (200, 800, Some(Lamp::Act)),
        (0, 0, None),
    ] {
        let mut tally = Tally::default();
        tally.add(Some(Lamp::Act), red);
        tally.add(Some(Lamp::Good), rest);
        tally.add(None, 5_000);
        assert_eq!(tally.light(PortfolioEdges::default()).lamp, lamp, "{red} of {rest}");
    }
    for (watch_from_bp, act_from_bp, faults) in
        [(500, 2_000, 0), (0, 2_000, 1), (2_000, 500, 1), (1, 10_001, 1)]
    {
        assert_eq!(PortfolioEdges { watch_from_bp, act_from_bp }.validate().len(), faults);
    }
}

proptest! {
    #[test]
    fn more_red_revenue_never_brightens_the_portfolio(red in 0_i64..1_000, more in 0_i64..1_000, good in 0_i64..1_000) {
        let light = |red| {
            let mut tally = Tally::default();
            tally.add(Some(Lamp::Act), red);
            tally.add(Some(Lamp::Good), good);
            tally.light(PortfolioEdges::default()).lamp
        };
        prop_assume!(red + good > 0);
        prop_assert!(light(red) <= light(red + more));
    }

    #[test]
    fn lights_part_exactly_when_two_known_ones_differ(lamps in proptest::array::uniform3(0_usize..4)) {
        let lamps = lamps.map(|lamp| Lamp::ALL.get(lamp).copied());
        let known: std::collections::BTreeSet<_> = lamps.iter().flatten().collect();
        prop_assert_eq!(lights(lamps).divergence().is_some(), known.len() > 1);
    }
}
