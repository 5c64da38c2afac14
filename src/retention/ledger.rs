//! The event ledger of recurring revenue: what happened to an account, on which day, by how much.
//!
//! It is derived from subscriptions and kept as rows, so that a board never has to guess a change from a
//! start and an end. Invariants: amounts never fall below zero, changes of one day are netted into one event,
//! and the events after one day up to another add up to the difference between the two days.
//! A trial counts nothing: the first money after it is *new*, not an expansion.

use super::{Kind, Position, kind_of};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One subscription as far as revenue is concerned. `A` names the account: an id, or a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interval<A> {
    /// Whose it is.
    pub account: A,
    /// The first day it runs.
    pub start_on: Date,
    /// The first day it no longer runs; none while it is open.
    pub end_on: Option<Date>,
    /// Its price a month, in cents.
    pub mrr_cents: i64,
    /// Whether it is tried, not paid.
    pub is_trial: bool,
}

impl<A> Interval<A> {
    /// Active on day d = `start ≤ d and (end none or end > d)`. Source: formulas §3.
    ///
    /// ```
    /// use domain::retention::Interval;
    /// use jiff::civil::date;
    /// let year = Interval {
    ///     account: "A", start_on: date(2026, 1, 1), end_on: Some(date(2027, 1, 1)), mrr_cents: 1, is_trial: false,
    /// };
    /// assert!(year.is_active_on(date(2026, 12, 31)));
    /// assert!(!year.is_active_on(date(2027, 1, 1)));
    /// ```
    pub fn is_active_on(&self, day: Date) -> bool {
        self.start_on <= day && self.end_on.is_none_or(|end| end > day)
    }

    /// What it brings a month while it is active: nothing for a trial or a price below zero.
    pub fn paid_cents(&self) -> i64 {
        if self.is_trial { 0 } else { self.mrr_cents.max(0) }
    }

    /// Whether it was paid on some day up to and including this one.
    fn was_paid_by(&self, day: Date) -> bool {
        self.paid_cents() > 0 && self.start_on <= day && self.end_on.is_none_or(|end| end > self.start_on)
    }
}

/// One change of an account's recurring revenue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// The first day on which the new amount holds.
    pub on: Date,
    /// What kind of change it is.
    pub kind: Kind,
    /// By how much a month, in cents; below zero for contraction and churn, never zero.
    pub delta_cents: i64,
    /// What the account pays a month from that day, in cents.
    pub mrr_after_cents: i64,
}

/// What every account pays a month on a day, in cents. Accounts with an active subscription only; one that
/// is only on trial is there with zero.
///
/// ```
/// use domain::retention::{Interval, mrr_on};
/// use jiff::civil::date;
/// let of = |account, mrr_cents| Interval {
///     account, start_on: date(2026, 1, 1), end_on: None, mrr_cents, is_trial: false,
/// };
/// let paid = mrr_on(&[of("A", 700), of("A", 300), of("B", 50)], date(2026, 3, 1));
/// assert_eq!(paid.into_iter().collect::<Vec<_>>(), [("A", 1000), ("B", 50)]);
/// ```
pub fn mrr_on<A: Ord + Clone>(intervals: &[Interval<A>], day: Date) -> BTreeMap<A, i64> {
    let mut paid = BTreeMap::new();
    for interval in intervals.iter().filter(|interval| interval.is_active_on(day)) {
        add(paid.entry(interval.account.clone()).or_default(), interval.paid_cents());
    }
    paid
}

/// Every account on both days of a bridge, ready for [`super::Bridge::between`]. Accounts that pay on neither
/// day are there too, with zeros.
pub fn positions<A: Ord + Clone>(intervals: &[Interval<A>], from: Date, to: Date) -> BTreeMap<A, Position> {
    let mut positions: BTreeMap<A, Position> = BTreeMap::new();
    for interval in intervals {
        let position = positions.entry(interval.account.clone()).or_default();
        if interval.is_active_on(from) {
            add(&mut position.opening_cents, interval.paid_cents());
        }
        if interval.is_active_on(to) {
            add(&mut position.closing_cents, interval.paid_cents());
        }
        position.had_before |= interval.was_paid_by(from);
    }
    positions
}

/// The ledger of **one** account: its changes in order of day. Give it the subscriptions of that account only.
///
/// ```
/// use domain::retention::{Interval, Kind, ledger};
/// use jiff::civil::{Date, date};
/// let plan = |start_on, end_on, mrr_cents| Interval { account: (), start_on, end_on, mrr_cents, is_trial: false };
/// let events = ledger(&[
///     plan(date(2026, 1, 1), Some(date(2026, 6, 1)), 100),
///     plan(date(2026, 6, 1), Some(date(2026, 9, 1)), 150), // the upgrade of one day is one event
///     plan(date(2026, 11, 1), None, 80),
/// ]);
/// let kinds: Vec<_> = events.iter().map(|event| (event.kind, event.delta_cents)).collect();
/// assert_eq!(kinds, [(Kind::New, 100), (Kind::Expansion, 50), (Kind::Churn, -150), (Kind::Reactivation, 80)]);
/// ```
pub fn ledger<A>(intervals: &[Interval<A>]) -> Vec<Event> {
    let mut changes: BTreeMap<Date, i64> = BTreeMap::new();
    for interval in intervals {
        let (start, end, paid) = (interval.start_on, interval.end_on, interval.paid_cents());
        if end.is_some_and(|end| end <= start) {
            continue; // It ended before it ran a day.
        }
        add(changes.entry(start).or_default(), paid);
        if let Some(end) = end {
            add(changes.entry(end).or_default(), -paid);
        }
    }
    let (mut paid, mut paid_before) = (0_i64, false);
    let mut events = Vec::new();
    for (on, delta_cents) in changes {
        let after = paid.saturating_add(delta_cents);
        if let Some(kind) = kind_of(paid, after, paid_before) {
            events.push(Event { on, kind, delta_cents, mrr_after_cents: after });
        }
        paid_before |= after > 0;
        paid = after;
    }
    events
}

/// What the events of a time add up to, by kind. Amounts are zero or more, in cents a month.
///
/// Not a [`super::Bridge`], and without NRR on purpose: in a ledger the growth of a customer won within the time
/// is an expansion too, and a rise taken back counts on both sides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Movements {
    /// First revenue ever.
    pub new_cents: i64,
    /// Rises.
    pub expansion_cents: i64,
    /// Falls of those who stay.
    pub contraction_cents: i64,
    /// Lost with those who left.
    pub churn_cents: i64,
    /// Won back.
    pub reactivation_cents: i64,
}

impl Movements {
    /// The events after the day `from`, up to and including the day `to`, of any number of accounts.
    ///
    /// ```
    /// use domain::retention::{Event, Kind, ledger::Movements};
    /// use jiff::civil::date;
    /// let event = Event { on: date(2026, 5, 1), kind: Kind::Churn, delta_cents: -90, mrr_after_cents: 0 };
    /// let april = Movements::within([event], date(2026, 3, 31), date(2026, 4, 30));
    /// let may = Movements::within([event], date(2026, 4, 30), date(2026, 5, 31));
    /// assert_eq!((april.churn_cents, may.churn_cents, may.net_cents()), (0, 90, -90));
    /// ```
    pub fn within(events: impl IntoIterator<Item = Event>, from: Date, to: Date) -> Self {
        let mut sums = Self::default();
        for event in events.into_iter().filter(|event| from < event.on && event.on <= to) {
            let sum = match event.kind {
                Kind::New => &mut sums.new_cents,
                Kind::Expansion => &mut sums.expansion_cents,
                Kind::Contraction => &mut sums.contraction_cents,
                Kind::Churn => &mut sums.churn_cents,
                Kind::Reactivation => &mut sums.reactivation_cents,
            };
            add(sum, event.delta_cents.saturating_abs());
        }
        sums
    }

    /// All of it together: closing less opening.
    pub fn net_cents(&self) -> i64 {
        self.new_cents
            .saturating_add(self.expansion_cents)
            .saturating_add(self.reactivation_cents)
            .saturating_sub(self.contraction_cents)
            .saturating_sub(self.churn_cents)
    }
}

fn add(sum: &mut i64, cents: i64) {
    *sum = sum.saturating_add(cents);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::retention::Bridge;
    use jiff::{ToSpan, civil::date};
    use proptest::prelude::*;

    fn plan(start_on: Date, end_on: Option<Date>, mrr_cents: i64) -> Interval<u8> {
        Interval { account: 1, start_on, end_on, mrr_cents, is_trial: false }
    }

    #[test]
    fn a_ledger_tells_what_happened_in_order() {
        let check = |plans: &[Interval<u8>], expected: &[(Kind, i64, i64)]| {
            let told: Vec<_> =
                ledger(plans).iter().map(|e| (e.kind, e.delta_cents, e.mrr_after_cents)).collect();
            assert_eq!(told, expected, "{plans:?}");
        };
        let (jan, feb, mar, apr) = (date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1), date(2026, 4, 1));
        let trial = Interval { is_trial: true, ..plan(jan, Some(feb), 900) };
        check(&[], &[]);
        check(&[trial], &[]);
        check(&[trial, plan(feb, None, 90)], &[(Kind::New, 90, 90)]);
        check(&[plan(jan, Some(jan), 90)], &[]);
        check(&[plan(feb, Some(jan), 90)], &[]);
        check(&[plan(jan, Some(feb), 90), plan(feb, None, 90)], &[(Kind::New, 90, 90)]);
        check(
            &[plan(jan, None, 50), plan(jan, Some(mar), 20), plan(feb, Some(apr), 10)],
            &[
                (Kind::New, 70, 70),
                (Kind::Expansion, 10, 80),
                (Kind::Contraction, -20, 60),
                (Kind::Contraction, -10, 50),
            ],
        );
        check(
            &[plan(jan, Some(feb), 50), plan(mar, Some(apr), 70)],
            &[
                (Kind::New, 50, 50),
                (Kind::Churn, -50, 0),
                (Kind::Reactivation, 70, 70),
                (Kind::Churn, -70, 0),
            ],
        );
    }

    #[test]
    fn a_customer_had_paid_before_only_with_money_on_a_day() {
        let check = |interval: Interval<u8>, expected| {
            let found = positions(&[interval], date(2026, 6, 1), date(2026, 9, 1));
            assert_eq!(found[&1].had_before, expected, "{interval:?}");
        };
        check(plan(date(2026, 1, 1), Some(date(2026, 2, 1)), 5), true);
        check(plan(date(2026, 6, 1), None, 5), true);
        check(plan(date(2026, 6, 2), None, 5), false);
        check(plan(date(2026, 1, 1), Some(date(2026, 1, 1)), 5), false);
        check(plan(date(2026, 1, 1), None, 0), false);
        check(Interval { is_trial: true, ..plan(date(2026, 1, 1), None, 5) }, false);
    }

    fn plans() -> impl Strategy<Value = Vec<Interval<u8>>> {
        let one =
            (0..3_u8, 0..300_i64, prop::option::of(-2..200_i64), 0..5_000_i64, prop::bool::weighted(0.1));
        let one = one.prop_map(|(account, start, length, mrr_cents, is_trial)| {
            let start_on = date(2026, 1, 1) + start.days();
            Interval { account, start_on, end_on: length.map(|l| start_on + l.days()), mrr_cents, is_trial }
        });
        prop::collection::vec(one, 0..12)
    }

    fn ledgers(plans: &[Interval<u8>]) -> Vec<Event> {
        (0..3)
            .flat_map(|account| {
                ledger(&plans.iter().filter(|p| p.account == account).copied().collect::<Vec<_>>())
            })
            .collect()
    }

    proptest! {
        #[test]
        fn events_between_two_days_add_up_to_closing_less_opening(plans in plans(), a in 0..500_i64, b in 0..500_i64) {
            let day = |n: i64| date(2025, 12, 1) + n.days();
            let (from, to) = (day(a.min(b)), day(a.max(b)));
            let (opening, closing) = (mrr_on(&plans, from), mrr_on(&plans, to));
            let movements = Movements::within(ledgers(&plans), from, to);
            prop_assert_eq!(movements.net_cents(), closing.values().sum::<i64>() - opening.values().sum::<i64>());
            let bridge = Bridge::with_reactivation(positions(&plans, from, to).into_values());
            prop_assert_eq!(bridge.opening_cents, opening.values().sum::<i64>());
            prop_assert_eq!(bridge.net_cents(), movements.net_cents());
        }

        #[test]
        fn the_last_event_up_to_a_day_holds_what_is_paid_on_it(plans in plans(), n in 0..500_i64) {
            let day = date(2025, 12, 1) + n.days();
            let mine: Vec<_> = plans.iter().filter(|p| p.account == 1).copied().collect();
            let last = ledger(&mine).iter().rfind(|event| event.on <= day).map_or(0, |e| e.mrr_after_cents);
            prop_assert_eq!(last, mrr_on(&mine, day).values().sum::<i64>());
        }

        #[test]
        fn an_account_is_new_once_and_back_only_after_leaving(plans in plans()) {
            let mine: Vec<_> = plans.iter().filter(|p| p.account == 1).copied().collect();
            let mut before = None;
            for event in ledger(&mine) {
                prop_assert_eq!(event.kind == Kind::New, before.is_none());
                prop_assert_eq!(event.kind == Kind::Reactivation, before == Some(Kind::Churn));
                prop_assert!(event.mrr_after_cents >= 0 && event.delta_cents != 0);
                before = Some(event.kind);
            }
        }
    }
}
