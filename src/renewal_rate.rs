//! How much is renewed, on two bases that must never be mixed.
//!
//! - 到期口径 (due in the period): renewed ÷ what fell due in the period. The renewal manager's figure.
//! - 存量口径 (whole stock): kept ÷ everything running on the opening day, due or not. The investor's figure;
//!   by amount it equals GRR.
//!
//! Invariant: what is paid above the old contract is upsell and never lifts a rate above one.
//! Each result carries its [`Basis`], which is printed beside the number.

use crate::{
    calendar::Period,
    ratio::Ratio,
    retention::Bridge,
    text::{Text, text},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What a renewal rate is measured against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Contracts that fell due in the period.
    Due,
    /// All that ran on the opening day.
    Stock,
}

impl Basis {
    /// The words printed beside the number.
    pub const fn label(self) -> Text {
        match self {
            Self::Due => text("到期口径", "of contracts due"),
            Self::Stock => text("存量口径", "of the whole book"),
        }
    }
}

/// How a renewal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Signed, at this yearly amount in cents.
    Won(i64),
    /// Not decided; expected at this yearly amount in cents.
    Open(i64),
    /// Not renewed.
    Lost,
}

/// One contract that falls due. `A` names the customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Renewal<A> {
    /// Whose contract it is.
    pub account: A,
    /// The day it falls due.
    pub due_on: Date,
    /// The yearly amount that is up for renewal, in cents, before any upsell.
    pub target_cents: i64,
    /// How it stands.
    pub outcome: Outcome,
}

/// Renewed against renewable, by amount and by customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RenewalRate {
    /// What it is measured against.
    pub basis: Basis,
    /// The denominator: the amount to be renewed, in cents.
    pub target_cents: i64,
    /// Renewed so far, at most the target of each contract.
    pub renewed_cents: i64,
    /// Renewed so far and expected of open ones, at most the target of each contract.
    pub forecast_cents: i64,
    /// Signed above the target: upsell, in no rate.
    pub upsell_cents: i64,
    /// Customers with something to renew.
    pub target_customers: u32,
    /// Those of them with something renewed.
    pub renewed_customers: u32,
}

impl RenewalRate {
    /// Of the contracts due in the period. Source: formulas §3, the renewal-rate family.
    ///
    /// ```
    /// use domain::{calendar::Period, renewal_rate::{Outcome, Renewal, RenewalRate}};
    /// use jiff::civil::date;
    /// let due = |account, target_cents, outcome| Renewal { account, due_on: date(2026, 11, 30), target_cents, outcome };
    /// let november = Period { from: date(2026, 11, 1), to: date(2026, 11, 30) };
    /// let rate = RenewalRate::due([
    ///     due("A", 600, Outcome::Won(900)), // 300 of it is upsell
    ///     due("B", 300, Outcome::Open(200)),
    ///     due("C", 100, Outcome::Lost),
    /// ], november);
    /// assert_eq!(rate.amount_rate().map(|r| r.display_pct(0)).as_deref(), Some("60%"));
    /// assert_eq!(rate.forecast_rate().map(|r| r.display_pct(0)).as_deref(), Some("80%"));
    /// assert_eq!(rate.customer_rate().map(|r| r.display_pct(1)).as_deref(), Some("33.3%"));
    /// assert_eq!(rate.upsell_cents, 300);
    /// ```
    pub fn due<A: Ord>(renewals: impl IntoIterator<Item = Renewal<A>>, period: Period) -> Self {
        let (mut customers, mut renewed) = (BTreeSet::new(), BTreeSet::new());
        let mut rate = Self::none(Basis::Due);
        let in_period = |renewal: &Renewal<A>| period.contains(renewal.due_on) && renewal.target_cents > 0;
        for renewal in renewals.into_iter().filter(in_period) {
            let target = renewal.target_cents;
            rate.target_cents = rate.target_cents.saturating_add(target);
            let (won, open) = match renewal.outcome {
                Outcome::Won(cents) => (cents.max(0), 0),
                Outcome::Open(cents) => (0, cents.max(0)),
                Outcome::Lost => (0, 0),
            };
            rate.renewed_cents = rate.renewed_cents.saturating_add(won.min(target));
            rate.forecast_cents = rate.forecast_cents.saturating_add(won.min(target) + open.min(target));
            rate.upsell_cents = rate.upsell_cents.saturating_add((won - target).max(0));
            if won > 0 {
                renewed.insert(renewal.account);
            } else {
                customers.insert(renewal.account);
            }
        }
        rate.renewed_customers = renewed.len() as u32;
        rate.target_customers = customers.union(&renewed).count() as u32;
        rate
    }

    /// Of everything that ran on the opening day of a bridge; by amount it is GRR. What was contracted as
    /// growth is the upsell.
    ///
    /// ```
    /// use domain::{renewal_rate::RenewalRate, retention::{Bridge, Position}};
    /// let row = |opening_cents, closing_cents| Position { opening_cents, closing_cents, had_before: true };
    /// let bridge = Bridge::between([row(100, 130), row(100, 0)]);
    /// let rate = RenewalRate::stock(&bridge);
    /// assert_eq!(rate.amount_rate(), bridge.grr());
    /// assert_eq!(rate.customer_rate().map(|r| r.display_pct(0)).as_deref(), Some("50%"));
    /// ```
    pub fn stock(bridge: &Bridge) -> Self {
        let kept =
            bridge.opening_cents.saturating_sub(bridge.contraction_cents).saturating_sub(bridge.churn_cents);
        Self {
            target_cents: bridge.opening_cents,
            renewed_cents: kept,
            forecast_cents: kept,
            upsell_cents: bridge.expansion_cents,
            target_customers: bridge.opening_customers,
            renewed_customers: bridge.opening_customers.saturating_sub(bridge.churn_customers),
            ..Self::none(Basis::Stock)
        }
    }

    /// 金额续费率, renewal rate by amount: renewed ÷ to be renewed, 0 to 1; nothing when nothing was.
    pub fn amount_rate(&self) -> Option<Ratio> {
        Ratio::new(self.renewed_cents, self.target_cents)
    }

    /// The same with what is expected of open renewals, 0 to 1.
    pub fn forecast_rate(&self) -> Option<Ratio> {
        Ratio::new(self.forecast_cents, self.target_cents)
    }

    /// 客户数续费率, renewal rate by customer: customers with something renewed ÷ customers with something to
    /// renew, 0 to 1.
    pub fn customer_rate(&self) -> Option<Ratio> {
        Ratio::new(self.renewed_customers, self.target_customers)
    }

    const fn none(basis: Basis) -> Self {
        Self {
            basis,
            target_cents: 0,
            renewed_cents: 0,
            forecast_cents: 0,
            upsell_cents: 0,
            target_customers: 0,
            renewed_customers: 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    const NOVEMBER: Period = Period { from: date(2026, 11, 1), to: date(2026, 11, 30) };

    fn due(account: u8, day: Date, target_cents: i64, outcome: Outcome) -> Renewal<u8> {
        Renewal { account, due_on: day, target_cents, outcome }
    }

    #[test]
    fn only_what_falls_due_in_the_period_counts() {
        let check = |day, expected| {
            let rate = RenewalRate::due([due(1, day, 100, Outcome::Won(100))], NOVEMBER);
            assert_eq!(rate.target_cents, expected, "{day}");
        };
        check(date(2026, 10, 31), 0);
        check(date(2026, 11, 1), 100);
        check(date(2026, 11, 30), 100);
        check(date(2026, 12, 1), 0);
        assert_eq!(RenewalRate::due::<u8>([], NOVEMBER).amount_rate(), None);
    }

    #[test]
    fn a_customer_with_two_contracts_counts_once() {
        let day = date(2026, 11, 9);
        let rate =
            RenewalRate::due([due(1, day, 50, Outcome::Lost), due(1, day, 50, Outcome::Won(20))], NOVEMBER);
        assert_eq!((rate.target_customers, rate.renewed_customers), (1, 1));
        assert_eq!((rate.target_cents, rate.renewed_cents, rate.upsell_cents), (100, 20, 0));
    }

    proptest! {
        #[test]
        fn upsell_never_lifts_a_rate_above_one(rows in prop::collection::vec((0..5_u8, 0..900_i64, 0..3_u8, -9..2_000_i64), 0..20)) {
            let rows = rows.into_iter().map(|(account, target, state, cents)| {
                due(account, date(2026, 11, 9), target, match state {
                    0 => Outcome::Won(cents),
                    1 => Outcome::Open(cents),
                    _ => Outcome::Lost,
                })
            });
            let rate = RenewalRate::due(rows, NOVEMBER);
            for share in [rate.amount_rate(), rate.forecast_rate(), rate.customer_rate()] {
                prop_assert!(share.is_none_or(|share| share <= Ratio::whole(1)));
            }
            prop_assert!(rate.renewed_cents <= rate.forecast_cents);
        }
    }
}
