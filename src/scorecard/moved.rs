//! What moved between two days: the change of a score, input by input.
//!
//! An input that appears takes weight from all others; told naively, every one of them would seem to have
//! fallen. So weight that changes hands is valued at the earlier score: an input that appears with exactly
//! that score moves nothing, a better one lifts, a worse one drags. The lines add up to the change, exactly.

use serde::{Deserialize, Serialize};

use super::{Contribution, FULL_BP, Hit, Input, Limit, Scored};
use crate::apportion::apportion;
use crate::board::Lamp;

/// How a score moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// The earlier score; a score that did not exist counts from zero.
    pub before_bp: Option<i64>,
    /// The later score.
    pub after_bp: Option<i64>,
    /// The later less the earlier, basis points.
    pub change_bp: i64,
    /// What moved it, the largest first; what did not move is not in it. They add up to the change.
    pub moves: Vec<Move>,
    /// The lamps, limits included.
    pub bands: (Option<Lamp>, Option<Lamp>),
    /// Knock-outs and caps that came to hold.
    pub limits_new: Vec<Hit>,
    /// Knock-outs and caps that ceased to hold.
    pub limits_gone: Vec<Hit>,
}

/// One input's part in the change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Move {
    /// Which input.
    pub input: Input,
    /// What it read before.
    pub before: Option<i64>,
    /// What it reads now.
    pub after: Option<i64>,
    /// Its part of the change, basis points of the score.
    pub change_bp: i64,
    /// Why it moved the score.
    pub cause: Cause,
}

/// Why an input moved the score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// It was measured for the first time.
    Appeared,
    /// It is measured no more, or grew too old.
    Disappeared,
    /// It reads something else.
    Reading,
    /// It reads the same: its weight or its curve changed.
    Weight,
}

/// What moved since then. Unit: basis points of the score, −10,000 to 10,000.
///
/// ```
/// use domain::scorecard::{Cause, Input, Kind, Readings, for_stage, moved, presets};
/// let cards = presets();
/// let card = for_stage(&cards, Kind::Warmth, "service").expect("a card for warmth");
/// let then = Readings::none(jiff::civil::date(2026, 10, 22)).with(Input::ActiveSeats, 9_000).with(Input::ActiveDays, 20);
/// let now = Readings::none(jiff::civil::date(2026, 11, 22)).with(Input::ActiveSeats, 4_500).with(Input::ActiveDays, 20);
/// let moved = moved(&card.score(&then), &card.score(&now));
/// assert_eq!((moved.moves.len(), moved.moves[0].input, moved.moves[0].cause), (1, Input::ActiveSeats, Cause::Reading));
/// assert_eq!(moved.moves[0].change_bp, moved.change_bp);
/// ```
pub fn moved(before: &Scored, after: &Scored) -> Moved {
    let change_bp = after.points_bp.unwrap_or(0) - before.points_bp.unwrap_or(0);
    // Between two scores, weight is valued at the earlier one; a score that begins or ends moves whole.
    let level = before.points_bp.filter(|_| after.points_bp.is_some()).unwrap_or(0);
    let pairs = pairs(&before.contributions, &after.contributions);
    let parts: Vec<i128> = pairs
        .iter()
        .map(|pair| {
            let of = |of: fn(Contribution) -> i64| {
                i128::from(pair.1.map_or(0, of)) - i128::from(pair.0.map_or(0, of))
            };
            i128::from(FULL_BP) * of(|given| given.points_bp) - i128::from(level) * of(Contribution::full_bp)
        })
        .collect();
    let mut moves: Vec<Move> = pairs
        .into_iter()
        .zip(apportion(change_bp, &parts, FULL_BP.into()))
        .filter(|(_, change_bp)| *change_bp != 0)
        .filter_map(|((was, is), change_bp)| {
            let (before, after) = (was.map(|given| given.reading), is.map(|given| given.reading));
            let cause = match (before, after) {
                (None, _) => Cause::Appeared,
                (_, None) => Cause::Disappeared,
                (Some(was), Some(is)) if was == is => Cause::Weight,
                _ => Cause::Reading,
            };
            Some(Move { input: is.or(was)?.input, before, after, change_bp, cause })
        })
        .collect();
    moves.sort_by_key(|line| std::cmp::Reverse(line.change_bp.abs()));
    Moved {
        before_bp: before.points_bp,
        after_bp: after.points_bp,
        change_bp,
        moves,
        bands: (before.band, after.band),
        limits_new: only(&after.limits, &before.limits),
        limits_gone: only(&before.limits, &after.limits),
    }
}

type Pair = (Option<Contribution>, Option<Contribution>);

/// Each input once: what it gave then, what it gives now.
fn pairs(before: &[Contribution], after: &[Contribution]) -> Vec<Pair> {
    let find = |list: &[Contribution], input| list.iter().copied().find(|given| given.input == input);
    let mut pairs: Vec<Pair> = after.iter().map(|is| (find(before, is.input), Some(*is))).collect();
    let gone = before.iter().filter(|was| find(after, was.input).is_none());
    pairs.extend(gone.map(|was| (Some(*was), None)));
    pairs
}

/// The limits that hold on one side only. A limit is known by what it asks, whatever the readings are.
fn only(these: &[Hit], those: &[Hit]) -> Vec<Hit> {
    let same = |left: &Limit, right: &Limit| left.when == right.when && left.at_best == right.at_best;
    these.iter().filter(|hit| !those.iter().any(|other| same(&hit.limit, &other.limit))).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scorecard::{Card, Kind, Readings, for_stage, presets};
    use jiff::civil::date;
    use proptest::prelude::*;

    fn card() -> Card {
        for_stage(&presets(), Kind::Health, "service").unwrap().clone()
    }

    fn score(values: &[(Input, i64)]) -> Scored {
        let none = Readings::none(date(2026, 11, 22));
        card().score(&values.iter().fold(none, |readings, (input, value)| readings.with(*input, *value)))
    }

    #[test]
    fn every_cause_is_told_apart() {
        let seats = (Input::ActiveSeats, 8_000);
        let bare = score(&[seats]);
        let none = score(&[]);
        let level = bare.points_bp.unwrap();
        for (before, after, expected) in [
            (score(&[seats]), score(&[(Input::ActiveSeats, 1_000)]), vec![Cause::Reading]),
            (none.clone(), bare.clone(), vec![Cause::Appeared]),
            (bare.clone(), none.clone(), vec![Cause::Disappeared]),
            (none.clone(), none.clone(), vec![]),
            // Tickets come in at nought: they alone are named, though the seats lost weight.
            (bare.clone(), score(&[seats, (Input::Csat, 0)]), vec![Cause::Appeared]),
        ] {
            let moved = moved(&before, &after);
            let causes: Vec<Cause> = moved.moves.iter().map(|line| line.cause).collect();
            assert_eq!(causes, expected, "{moved:?}");
            assert_eq!(moved.moves.iter().map(|line| line.change_bp).sum::<i64>(), moved.change_bp);
        }
        assert_eq!(moved(&none, &bare).change_bp, level);
        assert_eq!(moved(&bare, &none).change_bp, -level);
    }

    #[test]
    fn a_knock_out_that_came_and_one_that_went_are_named() {
        let late = score(&[(Input::OverdueDays, 45), (Input::SponsorNamed, 1)]);
        let later = score(&[(Input::OverdueDays, 60), (Input::SponsorNamed, 1)]);
        let paid = score(&[(Input::OverdueDays, 0), (Input::SponsorNamed, 0)]);
        assert_eq!(moved(&late, &later).limits_new, vec![], "worse, but the same limit");
        let moved = moved(&late, &paid);
        assert_eq!(moved.limits_gone[0].limit.when[0].input, Input::OverdueDays);
        assert_eq!(moved.limits_new[0].limit.when[0].input, Input::SponsorNamed);
    }

    proptest! {
        #[test]
        fn the_moves_always_add_up_to_the_change_largest_first(
            then in proptest::collection::vec(proptest::option::of(-12_000_i64..12_000), Input::ALL.len()),
            now in proptest::collection::vec(proptest::option::of(-12_000_i64..12_000), Input::ALL.len()),
        ) {
            let scored = |values: &[Option<i64>]| {
                let known: Vec<_> = Input::ALL.iter().zip(values).filter_map(|(i, v)| Some((*i, (*v)?))).collect();
                score(&known)
            };
            let moved = moved(&scored(&then), &scored(&now));
            prop_assert_eq!(moved.moves.iter().map(|line| line.change_bp).sum::<i64>(), moved.change_bp);
            prop_assert!(moved.moves.is_sorted_by_key(|line| -line.change_bp.abs()));
        }
    }
}
