//! Sponsor coverage: for how much of the book somebody of ours is in touch with the person who decides
//! (M06, M07, M10, M12, M63).
//!
//! An account is covered when a sponsor is named and not silent: when no knock-out of its sponsor card
//! holds. The days, targets and rates are the limits of that card, so there is one place to set them, and
//! the reasons are the limits that hold, with their readings. M63 in full: what never showed up and never
//! asked for anything is no sponsor.

use serde::{Deserialize, Serialize};

use crate::board::Lamp;
use crate::ratio::Ratio;
use crate::scorecard::{Hit, Scored};
use crate::text::Words;

/// One account, as its sponsor card scored it.
#[derive(Clone, Copy, Debug)]
pub struct Sponsored<'a> {
    /// The account.
    pub account_id: &'a str,
    /// Its name.
    pub account: &'a str,
    /// What it pays a year.
    pub arr_cents: i64,
    /// Its sponsor card's score ([`crate::scorecard::Kind::Sponsor`]).
    pub scored: &'a Scored,
}

/// How much of the book is covered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// All accounts.
    pub accounts: i64,
    /// Those with a named sponsor who is not silent.
    pub covered_accounts: i64,
    /// What all accounts pay a year.
    pub arr_cents: i64,
    /// What the covered ones pay a year.
    pub covered_arr_cents: i64,
    /// Where the sponsor is silent or slipping away: red first, then the largest, at most as many as asked.
    pub silent: Vec<Silent>,
    /// How many there are of them altogether.
    pub silent_accounts: i64,
}

/// An account whose sponsor is silent, or slipping away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Silent {
    /// The account.
    pub account_id: String,
    /// Its name.
    pub account: String,
    /// What it pays a year.
    pub arr_cents: i64,
    /// `Act` when it is not covered, `Watch` when it is about not to be.
    pub lamp: Lamp,
    /// Why, the hardest first.
    pub reasons: Vec<Words>,
}

impl Coverage {
    /// Covered accounts ÷ accounts, 0 to 1; nothing without accounts.
    pub fn of_accounts(&self) -> Option<Ratio> {
        Ratio::new(self.covered_accounts, self.accounts)
    }

    /// ARR of covered accounts ÷ ARR, 0 to 1; nothing without ARR.
    pub fn of_arr(&self) -> Option<Ratio> {
        Ratio::new(self.covered_arr_cents, self.arr_cents)
    }
}

/// Sums the book up. ARR below zero counts as none.
///
/// ```
/// use domain::scorecard::{Input, Kind, Readings, for_stage, presets};
/// use domain::sponsor_coverage::{Sponsored, coverage};
/// let cards = presets();
/// let card = for_stage(&cards, Kind::Sponsor, "service").expect("a sponsor card");
/// let named = Readings::none(jiff::civil::date(2026, 11, 22)).with(Input::SponsorNamed, 1).with(Input::SponsorTouches, 3);
/// let (met, silent) = (card.score(&named.clone().with(Input::SponsorSilence, 5)), card.score(&named.with(Input::SponsorSilence, 61)));
/// let one = |account_id, arr_cents, scored| Sponsored { account_id, account: account_id, arr_cents, scored };
/// let coverage = coverage(&[one("a", 300, &met), one("b", 100, &silent)], 10);
/// assert_eq!(coverage.of_arr().map(|r| r.display_pct(0)).as_deref(), Some("75%"));
/// assert_eq!(coverage.of_accounts().map(|r| r.display_pct(0)).as_deref(), Some("50%"));
/// assert_eq!(coverage.silent[0].reasons[0].zh, "1W 沉默太久（距上次 1W 触点 61 天，高于 60 天）");
/// ```
pub fn coverage(book: &[Sponsored<'_>], limit: u32) -> Coverage {
    let mut sum = Coverage::default();
    for account in book {
        let arr_cents = account.arr_cents.max(0);
        sum.accounts += 1;
        sum.arr_cents += arr_cents;
        if account.scored.knocked_out().next().is_none() {
            sum.covered_accounts += 1;
            sum.covered_arr_cents += arr_cents;
        }
        if let Some(worst) = account.scored.limits.first() {
            sum.silent_accounts += 1;
            sum.silent.push(Silent {
                account_id: account.account_id.to_owned(),
                account: account.account.to_owned(),
                arr_cents,
                lamp: worst.limit.at_best,
                reasons: account.scored.limits.iter().map(Hit::words).collect(),
            });
        }
    }
    sum.silent.sort_by(|left, right| {
        let key = |one: &Silent| std::cmp::Reverse((one.lamp, one.arr_cents));
        key(left).cmp(&key(right)).then_with(|| left.account_id.cmp(&right.account_id))
    });
    sum.silent.truncate(limit as usize);
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scorecard::{Card, Input, Kind, Readings, for_stage, presets};
    use jiff::civil::date;
    use proptest::prelude::*;

    fn card() -> Card {
        for_stage(&presets(), Kind::Sponsor, "service").unwrap().clone()
    }

    fn readings(values: &[(Input, i64)]) -> Readings {
        let none = Readings::none(date(2026, 11, 22));
        values.iter().fold(none, |readings, (input, value)| readings.with(*input, *value))
    }

    #[test]
    fn each_reason_of_silence_is_named_with_its_lamp() {
        use Input::*;
        let well = [(SponsorNamed, 1), (SponsorSilence, 10), (SponsorTouches, 3)];
        for (values, lamp, reason) in [
            (vec![], Some(Lamp::Act), "No sponsor is named"),
            (vec![(SponsorNamed, 0)], Some(Lamp::Act), "No sponsor is named"),
            (vec![(SponsorNamed, 1), (SponsorTouches, 0)], Some(Lamp::Act), "Nobody has ever spoken"),
            (vec![(SponsorSilence, 61)], Some(Lamp::Act), "silent too long"),
            (vec![(SponsorSilence, 60)], Some(Lamp::Watch), "too seldom"),
            (vec![(SponsorSilence, 31)], Some(Lamp::Watch), "too seldom"),
            (vec![(SponsorSilence, 30)], None, ""),
            (vec![(SponsorTouches, 1)], Some(Lamp::Watch), "Fewer touches than planned"),
            (vec![(SponsorOpened, 15)], Some(Lamp::Watch), "not opened a screen"),
            (vec![(SponsorOpened, 14)], None, ""),
            (vec![(SponsorAttendance, 2_500)], Some(Lamp::Watch), "misses milestones"),
            (vec![(SponsorAttendance, 0), (DemandsRaised, 0)], Some(Lamp::Act), "asked for nothing"),
        ] {
            let base = if values.iter().any(|(input, _)| *input == SponsorNamed) || values.is_empty() {
                readings(&[])
            } else {
                readings(&well)
            };
            let all = values.iter().fold(base, |all, (input, value)| all.with(*input, *value));
            let scored = card().score(&all);
            let one = Sponsored { account_id: "a", account: "A", arr_cents: 1, scored: &scored };
            let coverage = coverage(&[one], 9);
            assert_eq!(coverage.silent.first().map(|one| one.lamp), lamp, "{values:?}");
            assert_eq!(coverage.covered_accounts, i64::from(lamp != Some(Lamp::Act)), "{values:?}");
            let said = coverage.silent.first().map_or("", |one| one.reasons[0].en.as_str());
            assert!(said.contains(reason), "{values:?}: {said}");
        }
    }

    proptest! {
        #[test]
        fn coverage_is_a_share_and_the_silent_come_red_first_then_largest(
            book in proptest::collection::vec((proptest::option::of(0_i64..100), -5_i64..1_000), 0..30),
            limit in 0_u32..40,
        ) {
            let scores: Vec<Scored> = book
                .iter()
                .map(|(silence, _)| match silence {
                    Some(days) => readings(&[(Input::SponsorNamed, 1), (Input::SponsorSilence, *days)]),
                    None => readings(&[]),
                })
                .map(|readings| card().score(&readings))
                .collect();
            let names: Vec<String> = (0..book.len()).map(|id| id.to_string()).collect();
            let rows: Vec<Sponsored<'_>> = book.iter().zip(&scores).zip(&names)
                .map(|(((_, arr_cents), scored), id)| Sponsored { account_id: id, account: id, arr_cents: *arr_cents, scored })
                .collect();
            let coverage = coverage(&rows, limit);
            for share in [coverage.of_accounts(), coverage.of_arr()].into_iter().flatten() {
                prop_assert!(share >= Ratio::whole(0) && share <= Ratio::whole(1));
            }
            prop_assert_eq!(coverage.silent.len() as i64, coverage.silent_accounts.min(limit.into()));
            prop_assert!(coverage.silent.is_sorted_by_key(|one| std::cmp::Reverse((one.lamp, one.arr_cents))));
        }
    }
}
