//! How revenue moved between two days: the ARR bridge, net and gross retention, churn.
//!
//! Level: the customer. A customer's subscriptions are summed first, so a plan that ends while another
//! begins is an expansion or a contraction, not a churn and a new customer.
//!
//! Invariant: every bridge balances to the cent,
//! `closing = opening + new + reactivation + expansion − contraction − churn`.
//!
//! Two ways to see a customer that is back, both kept:
//! - between two dates ([`Bridge::between`]) all that counts is the opening day. Nothing on that day means
//!   *new*, also for one who had paid, left and returned: the convention of the oracle, and of NRR;
//! - [`Bridge::with_reactivation`] and the event ledger ([`ledger`]) know the past and call it *reactivation*.
//!
//! Amounts are whole cents of monthly recurring revenue (MRR) unless a name says otherwise; every rate is the
//! same for ARR, which is twelve times as much. One-off fees, implementation and custom development are
//! left out by whoever gathers the subscriptions. NRR is net revenue retention, never non-recurring revenue.

use crate::{
    ratio::{Ratio, round_div},
    text::{Text, text},
};
use serde::{Deserialize, Serialize};

pub mod ledger;
#[cfg(test)]
mod oracle;

pub use ledger::{Event, Interval, ledger, mrr_on, positions};

/// One customer on both days of a bridge.
///
/// An amount below zero (a credit note) counts as zero: nobody is retained by a debt.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// S: what the customer paid on the opening day.
    pub opening_cents: i64,
    /// E: what the same customer paid on the closing day.
    pub closing_cents: i64,
    /// Whether it ever paid on or before the opening day. A trial is not paying.
    pub had_before: bool,
}

/// The kinds of movement of recurring revenue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// First revenue ever (in a bridge between two dates: none on the opening day).
    New,
    /// A paying customer pays more.
    Expansion,
    /// A paying customer pays less, but pays.
    Contraction,
    /// A paying customer pays nothing any more.
    Churn,
    /// A customer that had left pays again.
    Reactivation,
}

impl Kind {
    /// Its stored key.
    pub const fn key(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Expansion => "expansion",
            Self::Contraction => "contraction",
            Self::Churn => "churn",
            Self::Reactivation => "reactivation",
        }
    }

    /// Its name.
    pub const fn label(self) -> Text {
        match self {
            Self::New => text("新增", "New"),
            Self::Expansion => text("增购", "Expansion"),
            Self::Contraction => text("减购", "Contraction"),
            Self::Churn => text("流失", "Churn"),
            Self::Reactivation => text("回流", "Reactivation"),
        }
    }
}

impl Position {
    /// What this customer adds to the bridge: the kind and the signed difference, or nothing when it stayed
    /// the same. These are the records behind each bar.
    ///
    /// ```
    /// use domain::retention::{Kind, Position};
    /// let back = Position { opening_cents: 0, closing_cents: 500, had_before: true };
    /// assert_eq!(back.movement(), Some((Kind::Reactivation, 500)));
    /// ```
    pub fn movement(self) -> Option<(Kind, i64)> {
        let (opening, closing) = (self.opening_cents.max(0), self.closing_cents.max(0));
        kind_of(opening, closing, self.had_before).map(|kind| (kind, closing - opening))
    }
}

/// The kind of a change between two amounts that are not below zero; nothing when they are equal.
fn kind_of(before: i64, after: i64, paid_before: bool) -> Option<Kind> {
    match (before, after) {
        (b, a) if b == a => None,
        (0, _) if paid_before => Some(Kind::Reactivation),
        (0, _) => Some(Kind::New),
        (_, 0) => Some(Kind::Churn),
        (b, a) if a > b => Some(Kind::Expansion),
        _ => Some(Kind::Contraction),
    }
}

/// From what was there to what is there, and by which movements. Every amount is zero or more.
///
/// Sums beyond 92 quadrillion are cut off at that; records refuse such amounts long before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bridge {
    /// Revenue on the opening day.
    pub opening_cents: i64,
    /// From customers with none on the opening day.
    pub new_cents: i64,
    /// From customers that pay more than on the opening day.
    pub expansion_cents: i64,
    /// Lost with customers that pay less but stay.
    pub contraction_cents: i64,
    /// Lost with customers that left.
    pub churn_cents: i64,
    /// From customers that had left and are back; zero in [`Bridge::between`], which counts it as new.
    pub reactivation_cents: i64,
    /// Revenue on the closing day.
    pub closing_cents: i64,
    /// Customers that paid on the opening day.
    pub opening_customers: u32,
    /// Customers behind `new_cents`.
    pub new_customers: u32,
    /// Customers behind `expansion_cents`.
    pub expansion_customers: u32,
    /// Customers behind `contraction_cents`.
    pub contraction_customers: u32,
    /// Customers behind `churn_cents`.
    pub churn_customers: u32,
    /// Customers behind `reactivation_cents`.
    pub reactivation_customers: u32,
    /// Customers that pay on the closing day.
    pub closing_customers: u32,
}

impl Bridge {
    /// The bridge between two dates: a customer with nothing on the opening day is new, whatever its past.
    /// Source: formulas §3; the oracle's convention.
    ///
    /// ```
    /// use domain::retention::{Bridge, Position};
    /// let row = |opening_cents, closing_cents| Position { opening_cents, closing_cents, had_before: true };
    /// let bridge = Bridge::between([row(100, 130), row(100, 80), row(100, 0), row(0, 50)]);
    /// assert_eq!((bridge.opening_cents, bridge.closing_cents), (300, 260));
    /// assert_eq!((bridge.new_cents, bridge.reactivation_cents), (50, 0));
    /// assert_eq!(bridge.nrr().map(|r| r.six_decimals()).as_deref(), Some("0.700000"));
    /// assert_eq!(bridge.grr().map(|r| r.six_decimals()).as_deref(), Some("0.600000"));
    /// ```
    pub fn between(positions: impl IntoIterator<Item = Position>) -> Self {
        Self::with_reactivation(positions.into_iter().map(|p| Position { had_before: false, ..p }))
    }

    /// The same bridge with customers that are back shown apart from new ones. Opening, closing, expansion,
    /// contraction, churn and every rate are those of [`Bridge::between`]; `new + reactivation` is its `new`.
    pub fn with_reactivation(positions: impl IntoIterator<Item = Position>) -> Self {
        let mut bridge = Self::default();
        for position in positions {
            bridge.add(position);
        }
        bridge
    }

    fn add(&mut self, position: Position) {
        let (opening, closing) = (position.opening_cents.max(0), position.closing_cents.max(0));
        count(&mut self.opening_cents, &mut self.opening_customers, opening);
        count(&mut self.closing_cents, &mut self.closing_customers, closing);
        let Some((kind, delta)) = position.movement() else { return };
        let (cents, customers) = match kind {
            Kind::New => (&mut self.new_cents, &mut self.new_customers),
            Kind::Expansion => (&mut self.expansion_cents, &mut self.expansion_customers),
            Kind::Contraction => (&mut self.contraction_cents, &mut self.contraction_customers),
            Kind::Churn => (&mut self.churn_cents, &mut self.churn_customers),
            Kind::Reactivation => (&mut self.reactivation_cents, &mut self.reactivation_customers),
        };
        count(cents, customers, delta.saturating_abs());
    }

    /// NRR, net revenue retention (净收入留存): `(opening + expansion − contraction − churn) ÷ opening`, that is
    /// ΣE ÷ ΣS over the customers of the opening day. 0 or more, and above 1 when they grow; new customers
    /// are left out. Nothing when nobody paid on the opening day. Source: formulas §3.
    pub fn nrr(&self) -> Option<Ratio> {
        let kept = self.kept_cents() + i128::from(self.expansion_cents);
        Ratio::new(kept, self.opening_cents)
    }

    /// GRR, gross revenue retention (毛收入留存): `(opening − contraction − churn) ÷ opening`, that is Σmin(E, S) ÷ ΣS.
    /// 0 to 1, never above: growth cannot hide a loss. Nothing when nobody paid on the opening day.
    /// Source: formulas §3.
    pub fn grr(&self) -> Option<Ratio> {
        Ratio::new(self.kept_cents(), self.opening_cents)
    }

    /// Logo churn (客户数流失率): customers lost ÷ customers of the opening day, 0 to 1.
    ///
    /// ```
    /// use domain::retention::Bridge;
    /// let bridge = Bridge { opening_customers: 20, churn_customers: 3, ..Bridge::default() };
    /// assert_eq!(bridge.logo_churn().map(|r| r.display_pct(0)).as_deref(), Some("15%"));
    /// ```
    pub fn logo_churn(&self) -> Option<Ratio> {
        Ratio::new(self.churn_customers, self.opening_customers)
    }

    /// Revenue churn (金额流失率): `(churn + contraction) ÷ opening`, 0 to 1; what GRR lacks to 1.
    ///
    /// ```
    /// use domain::retention::Bridge;
    /// let bridge = Bridge { opening_cents: 600, churn_cents: 56, ..Bridge::default() };
    /// assert_eq!(bridge.revenue_churn().map(|r| r.display_pct(2)).as_deref(), Some("9.33%"));
    /// ```
    pub fn revenue_churn(&self) -> Option<Ratio> {
        self.grr().map(Ratio::complement)
    }

    /// The bars between opening and closing, in the order of a waterfall: kind, signed cents, customers.
    ///
    /// ```
    /// use domain::retention::{Bridge, Kind, Position};
    /// let bridge = Bridge::between([Position { opening_cents: 100, closing_cents: 70, had_before: true }]);
    /// assert!(bridge.steps().contains(&(Kind::Contraction, -30, 1)));
    /// assert_eq!(bridge.steps().iter().map(|(_, cents, _)| cents).sum::<i64>(), bridge.net_cents());
    /// ```
    pub fn steps(&self) -> [(Kind, i64, u32); 5] {
        [
            (Kind::New, self.new_cents, self.new_customers),
            (Kind::Reactivation, self.reactivation_cents, self.reactivation_customers),
            (Kind::Expansion, self.expansion_cents, self.expansion_customers),
            (Kind::Contraction, self.contraction_cents.saturating_neg(), self.contraction_customers),
            (Kind::Churn, self.churn_cents.saturating_neg(), self.churn_customers),
        ]
    }

    /// What the movements add up to; equals `closing − opening` in every bridge made here.
    pub fn net_cents(&self) -> i64 {
        let gained = i128::from(self.new_cents)
            + i128::from(self.expansion_cents)
            + i128::from(self.reactivation_cents);
        let lost = i128::from(self.contraction_cents) + i128::from(self.churn_cents);
        i64::try_from(gained - lost).unwrap_or(i64::MAX)
    }

    /// Whether the movements explain the difference to the cent. An imported bridge may not.
    pub fn is_balanced(&self) -> bool {
        i128::from(self.opening_cents) + i128::from(self.net_cents()) == i128::from(self.closing_cents)
    }

    /// The same bridge in ARR: every amount twelve times as much, every count and rate as before.
    #[must_use]
    pub fn annual(self) -> Self {
        Self {
            opening_cents: arr_cents(self.opening_cents),
            new_cents: arr_cents(self.new_cents),
            expansion_cents: arr_cents(self.expansion_cents),
            contraction_cents: arr_cents(self.contraction_cents),
            churn_cents: arr_cents(self.churn_cents),
            reactivation_cents: arr_cents(self.reactivation_cents),
            closing_cents: arr_cents(self.closing_cents),
            ..self
        }
    }

    fn kept_cents(&self) -> i128 {
        i128::from(self.opening_cents) - i128::from(self.contraction_cents) - i128::from(self.churn_cents)
    }
}

fn count(cents: &mut i64, customers: &mut u32, amount: i64) {
    *cents = cents.saturating_add(amount);
    *customers = customers.saturating_add(u32::from(amount > 0));
}

/// ARR, annual recurring revenue (年度经常性收入): `MRR × 12`, in cents. Source: formulas §3.
///
/// ```
/// assert_eq!(domain::retention::arr_cents(1_015_960_800), 12_191_529_600);
/// ```
pub const fn arr_cents(mrr_cents: i64) -> i64 {
    mrr_cents.saturating_mul(12)
}

/// MRR, monthly recurring revenue (月度经常性收入): the yearly price ÷ 12, in cents, half a cent up.
///
/// ```
/// assert_eq!(domain::retention::mrr_cents(100_000), 8_333);
/// ```
pub fn mrr_cents(annual_price_cents: i64) -> i64 {
    i64::try_from(round_div(i128::from(annual_price_cents), 12)).unwrap_or_default()
}

/// What a monthly retention r comes to in a year: `r^12`. Source: formulas §3.
///
/// ```
/// use domain::{ratio::Ratio, retention::annual_retention};
/// let year = Ratio::new(99, 100).and_then(annual_retention);
/// assert_eq!(year.map(|r| r.six_decimals()).as_deref(), Some("0.886385"));
/// ```
pub fn annual_retention(monthly: Ratio) -> Option<Ratio> {
    monthly.power(12)
}

/// What a monthly churn c comes to in a year: `1 − (1 − c)^12`, less than twelve times c.
///
/// ```
/// use domain::{ratio::Ratio, retention::annual_churn};
/// let year = Ratio::new(1, 100).and_then(annual_churn);
/// assert_eq!(year.map(|r| r.six_decimals()).as_deref(), Some("0.113615"));
/// ```
pub fn annual_churn(monthly: Ratio) -> Option<Ratio> {
    annual_retention(monthly.complement()).map(Ratio::complement)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn row(opening_cents: i64, closing_cents: i64, had_before: bool) -> Position {
        Position { opening_cents, closing_cents, had_before }
    }

    #[test]
    fn a_movement_is_named_by_both_days_and_the_past() {
        let check = |opening, closing, had_before, expected| {
            assert_eq!(row(opening, closing, had_before).movement(), expected, "{opening} to {closing}");
        };
        check(0, 10, false, Some((Kind::New, 10)));
        check(0, 10, true, Some((Kind::Reactivation, 10)));
        check(10, 15, true, Some((Kind::Expansion, 5)));
        check(15, 10, true, Some((Kind::Contraction, -5)));
        check(10, 0, true, Some((Kind::Churn, -10)));
        check(10, 10, true, None);
        check(0, 0, false, None);
        check(-5, 10, false, Some((Kind::New, 10)));
    }

    #[test]
    fn rates_over_an_empty_opening_do_not_exist() {
        let bridge = Bridge::between([row(0, 700, false)]);
        assert_eq!(bridge.closing_cents, 700);
        assert_eq!((bridge.nrr(), bridge.grr()), (None, None));
        assert_eq!((bridge.logo_churn(), bridge.revenue_churn()), (None, None));
    }

    #[test]
    fn a_customer_that_is_back_is_new_between_dates_and_apart_when_asked() {
        let rows = [row(100, 100, true), row(0, 40, true), row(0, 60, false)];
        let (plain, split) = (Bridge::between(rows), Bridge::with_reactivation(rows));
        assert_eq!((plain.new_cents, plain.new_customers, plain.reactivation_cents), (100, 2, 0));
        assert_eq!((split.new_cents, split.reactivation_cents, split.reactivation_customers), (60, 40, 1));
        assert_eq!(plain.nrr(), split.nrr());
    }

    fn rows() -> impl Strategy<Value = Vec<Position>> {
        let amount = || prop_oneof![2 => Just(0_i64), 5 => 1..9_000_000_000_i64, 1 => -500..0_i64];
        prop::collection::vec(
            (amount(), amount(), any::<bool>()).prop_map(|(s, e, had)| row(s, e, had)),
            0..60,
        )
    }

    proptest! {
        #[test]
        fn every_bridge_balances_to_the_cent(rows in rows()) {
            for bridge in [Bridge::between(rows.clone()), Bridge::with_reactivation(rows.clone())] {
                prop_assert!(bridge.is_balanced());
                prop_assert!(bridge.annual().is_balanced());
                prop_assert_eq!(bridge.closing_cents, rows.iter().map(|r| r.closing_cents.max(0)).sum::<i64>());
            }
        }

        #[test]
        fn gross_retention_never_passes_one_and_is_the_sum_of_minima(rows in rows()) {
            let bridge = Bridge::between(rows.clone());
            let minima: i64 = rows.iter().map(|r| r.opening_cents.max(0).min(r.closing_cents.max(0))).sum();
            prop_assert_eq!(bridge.grr(), Ratio::new(minima, bridge.opening_cents));
            prop_assert!(bridge.grr().is_none_or(|grr| grr <= Ratio::whole(1) && grr >= Ratio::whole(0)));
        }

        #[test]
        fn net_retention_is_gross_plus_expansion_over_opening(rows in rows()) {
            let bridge = Bridge::between(rows);
            let sum = bridge.grr().and_then(|grr| grr.plus(Ratio::new(bridge.expansion_cents, bridge.opening_cents)?));
            prop_assert_eq!(bridge.nrr(), sum);
        }
    }
}
