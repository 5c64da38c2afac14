//! How much of what was sold is used: seats, features, days.
//!
//! Three questions, three figures, never one: how many of those who may use it do ([`seat_adoption`]), how
//! much of the product they use (breadth: [`FeatureAdoption`]), and how much on a day they use it (depth:
//! [`UsageSummary`]). *Core* features are those the company marked as carrying the value.

use crate::{calendar::Period, ratio::Ratio};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Seat adoption (席位使用率): users active in the window ÷ seats licensed.
///
/// 0 or more; above 1 means more people than were sold, which is an expansion waiting to be talked about.
/// Nothing when no seat was sold. Source: licence use, formulas §2.
///
/// ```
/// let share = domain::adoption::seat_adoption(42, 60);
/// assert_eq!(share.map(|r| r.display_pct(0)).as_deref(), Some("70%"));
/// ```
pub fn seat_adoption(active_seats: u32, licensed_seats: u32) -> Option<Ratio> {
    Ratio::new(active_seats, licensed_seats)
}

/// Which core features are used, and which are not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeatureAdoption {
    /// Core features used at least once in the window, in order of name.
    pub used: Vec<String>,
    /// Core features nobody touched: where to begin.
    pub unused: Vec<String>,
}

impl FeatureAdoption {
    /// Feature adoption (核心功能使用率): distinct core features used ÷ core features, 0 to 1; nothing
    /// when no feature is marked as core.
    pub fn share(&self) -> Option<Ratio> {
        Ratio::new(self.used.len() as i64, (self.used.len() + self.unused.len()) as i64)
    }
}

/// Sorts the core features into used and unused. Use of other features says nothing here.
///
/// ```
/// use domain::adoption::feature_adoption;
/// let found = feature_adoption(["plan", "report", "audit"], ["report", "report", "theme"]);
/// assert_eq!(found.share().map(|r| r.display_pct(1)).as_deref(), Some("33.3%"));
/// assert_eq!(found.unused, ["audit", "plan"]);
/// ```
pub fn feature_adoption<'a>(
    core: impl IntoIterator<Item = &'a str>,
    used: impl IntoIterator<Item = &'a str>,
) -> FeatureAdoption {
    let touched: BTreeSet<&str> = used.into_iter().collect();
    let core: BTreeSet<&str> = core.into_iter().collect();
    let (used, unused): (Vec<&str>, Vec<&str>) = core.into_iter().partition(|name| touched.contains(name));
    FeatureAdoption {
        used: used.into_iter().map(str::to_owned).collect(),
        unused: unused.into_iter().map(str::to_owned).collect(),
    }
}

/// One line of the usage log: a feature used so many times on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Usage<'a> {
    /// The day of use.
    pub on: Date,
    /// The feature's key.
    pub feature: &'a str,
    /// How many times; zero is no use.
    pub uses: u32,
}

/// How widely, how often and how deeply an account used the product in a window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsageSummary {
    /// Days with at least one use.
    pub active_days: u32,
    /// Days of the window.
    pub window_days: u32,
    /// Breadth: distinct features used, core or not.
    pub features: u32,
    /// All uses.
    pub uses: u64,
    /// The last day of use in the window: the start of a silence.
    pub last_on: Option<Date>,
}

impl UsageSummary {
    /// Sums up the lines that fall in the window, both its days included.
    ///
    /// ```
    /// use domain::{adoption::{Usage, UsageSummary}, calendar::Period};
    /// use jiff::civil::date;
    /// let line = |day, feature, uses| Usage { on: date(2026, 11, day), feature, uses };
    /// let window = Period { from: date(2026, 11, 1), to: date(2026, 11, 10) };
    /// let summary = UsageSummary::of([line(1, "plan", 4), line(1, "report", 1), line(9, "plan", 7)], window);
    /// assert_eq!((summary.active_days, summary.features, summary.uses), (2, 2, 12));
    /// assert_eq!(summary.active_day_share().map(|r| r.display_pct(0)).as_deref(), Some("20%"));
    /// assert_eq!(summary.depth().map(|r| r.decimal(1)).as_deref(), Some("6.0"));
    /// ```
    pub fn of<'a>(usages: impl IntoIterator<Item = Usage<'a>>, window: Period) -> Self {
        let (mut days, mut features, mut uses) = (BTreeSet::new(), BTreeSet::new(), 0_u64);
        for usage in usages.into_iter().filter(|usage| usage.uses > 0 && window.contains(usage.on)) {
            days.insert(usage.on);
            features.insert(usage.feature);
            uses = uses.saturating_add(u64::from(usage.uses));
        }
        Self {
            active_days: days.len() as u32,
            window_days: window.days(),
            features: features.len() as u32,
            uses,
            last_on: days.last().copied(),
        }
    }

    /// Regularity (活跃天数占比): active days ÷ days of the window, 0 to 1.
    pub fn active_day_share(&self) -> Option<Ratio> {
        Ratio::new(self.active_days, self.window_days)
    }

    /// Depth (使用深度): uses ÷ active days, 1 or more; nothing without a use.
    pub fn depth(&self) -> Option<Ratio> {
        Ratio::new(i128::from(self.uses), self.active_days)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn more_users_than_seats_is_more_than_one_and_no_seats_is_no_rate() {
        let check = |active, licensed, expected: Option<&str>| {
            assert_eq!(seat_adoption(active, licensed).map(|r| r.display_pct(0)).as_deref(), expected);
        };
        check(0, 10, Some("0%"));
        check(12, 10, Some("120%"));
        check(5, 0, None);
    }

    #[test]
    fn features_count_once_and_only_core_ones() {
        let check = |core: &[&'static str], used: &[&'static str], expected: Option<&str>| {
            let found = feature_adoption(core.iter().copied(), used.iter().copied());
            assert_eq!(found.share().map(|r| r.percent(0)).as_deref(), expected, "{core:?} {used:?}");
        };
        check(&[], &["a"], None);
        check(&["a", "b"], &[], Some("0"));
        check(&["a", "a", "b"], &["a"], Some("50"));
        check(&["a", "b"], &["b", "a", "c", "c"], Some("100"));
    }

    #[test]
    fn only_uses_within_the_window_count() {
        let window = Period { from: date(2026, 11, 1), to: date(2026, 11, 3) };
        let line = |on, uses| Usage { on, feature: "plan", uses };
        let check = |usage: Usage<'_>, active_days, last_on| {
            let summary = UsageSummary::of([usage], window);
            assert_eq!((summary.active_days, summary.last_on), (active_days, last_on), "{usage:?}");
        };
        check(line(date(2026, 10, 31), 1), 0, None);
        check(line(date(2026, 11, 1), 1), 1, Some(date(2026, 11, 1)));
        check(line(date(2026, 11, 3), 1), 1, Some(date(2026, 11, 3)));
        check(line(date(2026, 11, 4), 1), 0, None);
        check(line(date(2026, 11, 2), 0), 0, None);
        assert_eq!(UsageSummary::of([], window).depth(), None);
    }

    proptest! {
        #[test]
        fn nobody_is_active_on_more_days_than_there_are(days in prop::collection::vec(1..=30_i8, 0..60)) {
            let window = Period { from: date(2026, 11, 1), to: date(2026, 11, 30) };
            let lines = days.iter().map(|&day| Usage { on: date(2026, 11, day), feature: "plan", uses: 1 });
            let summary = UsageSummary::of(lines, window);
            prop_assert!(summary.active_day_share().unwrap() <= Ratio::whole(1));
            prop_assert!(summary.depth().is_none_or(|depth| depth >= Ratio::whole(1)));
        }
    }
}
