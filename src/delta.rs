//! How a figure moved against a base: 同比 (a year ago) and 环比 (the period before).
//!
//! Three rules keep a percentage honest. A base of zero, or none, gives a dash: nothing can be said. A base
//! below zero gives a word (扭亏, 增亏), since a percentage of a loss misleads. Two rates are compared in
//! percentage points (百分点), never in percent of a percent. Source: formulas §10.

use crate::{
    calendar::{Fiscal, PeriodKey},
    format::{self, Figure},
    ratio::Ratio,
    text::{Locale, Text, text},
};
use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Serialize};

/// What a figure is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Comparison {
    /// The same period a year earlier.
    YearOnYear,
    /// The period just before.
    PeriodOnPeriod,
}

impl Comparison {
    /// Its name.
    pub const fn label(self) -> Text {
        match self {
            Self::YearOnYear => text("同比", "year on year"),
            Self::PeriodOnPeriod => text("环比", "on the period before"),
        }
    }

    /// What a period from one day's end to another's is compared with.
    ///
    /// ```
    /// use domain::delta::Comparison;
    /// let of = |from: &str| Comparison::of(from.parse().unwrap(), "2024-12-31".parse().unwrap());
    /// assert_eq!([of("2023-12-31"), of("2024-09-30")], [Comparison::YearOnYear, Comparison::PeriodOnPeriod]);
    /// ```
    pub fn of(from: Date, to: Date) -> Self {
        if to.saturating_sub(1.year()) == from { Self::YearOnYear } else { Self::PeriodOnPeriod }
    }

    /// The opening day of the period before the one from one day's end to another's.
    pub fn earlier(self, from: Date, to: Date) -> Date {
        match self {
            Self::YearOnYear => from.saturating_sub(1.year()),
            Self::PeriodOnPeriod => {
                crate::calendar::plus_days(from, -crate::calendar::days_between(from, to))
            }
        }
    }

    /// The period to compare with.
    pub fn base_of(self, key: PeriodKey, fiscal: Fiscal, today: Date) -> PeriodKey {
        match self {
            Self::YearOnYear => key.year_before(fiscal, today),
            Self::PeriodOnPeriod => key.previous(fiscal, today),
        }
    }
}

/// How a figure moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// There is nothing to compare with: shown as a dash.
    Unknown,
    /// By this share of the base.
    Percent(Ratio),
    /// Between two rates: by this difference, shown in percentage points.
    Points(Ratio),
    /// 扭亏: a loss became none.
    TurnedPositive,
    /// 增亏: a loss grew.
    LossWidened,
    /// 减亏: a loss shrank, but is one.
    LossNarrowed,
    /// A loss stayed the same.
    LossUnchanged,
}

/// Which way a figure moved, for an arrow. Whether that is good is another question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// More than before.
    Up,
    /// The same.
    Flat,
    /// Less than before.
    Down,
    /// Not known.
    Unknown,
}

/// The change of an amount or a count: `(current − base) ÷ |base|`; a dash or a word where that says nothing.
///
/// ```
/// use domain::{delta::{Change, change}, text::Locale};
/// let shown = |current, base| change(current, base).figure(Locale::Zh).to_string();
/// assert_eq!(shown(Some(120), Some(100)), "+20.0%");
/// assert_eq!(shown(Some(120), Some(0)), "—");
/// assert_eq!(shown(Some(120), Some(-100)), "扭亏");
/// assert_eq!(change(Some(-150), Some(-100)), Change::LossWidened);
/// ```
pub fn change(current: Option<i64>, base: Option<i64>) -> Change {
    let (Some(current), Some(base)) = (current, base) else { return Change::Unknown };
    match base {
        0 => Change::Unknown,
        1.. => {
            Ratio::new(i128::from(current) - i128::from(base), base).map_or(Change::Unknown, Change::Percent)
        }
        _ if current >= 0 => Change::TurnedPositive,
        _ if current < base => Change::LossWidened,
        _ if current > base => Change::LossNarrowed,
        _ => Change::LossUnchanged,
    }
}

/// The change of a rate: `current − base`, in percentage points. A base of zero is a rate like any other.
///
/// ```
/// use domain::{delta::change_of_rate, ratio::Ratio, text::Locale};
/// let moved = change_of_rate(Ratio::new(663, 1000), Ratio::new(65, 100));
/// assert_eq!(moved.figure(Locale::Zh).to_string(), "+1.3个百分点");
/// assert_eq!(moved.figure(Locale::En).to_string(), "+1.3 pp");
/// ```
pub fn change_of_rate(current: Option<Ratio>, base: Option<Ratio>) -> Change {
    current.zip(base).and_then(|(current, base)| current.minus(base)).map_or(Change::Unknown, Change::Points)
}

/// Attainment (完成率): `actual ÷ target`; above 1 when the target is passed, nothing without a target.
/// Shown beside the time progress. Source: formulas §10.
///
/// ```
/// let rate = domain::delta::attainment(8_000_000, 12_000_000);
/// assert_eq!(rate.map(|r| r.display_pct(1)).as_deref(), Some("66.7%"));
/// ```
pub fn attainment(actual: i64, target: i64) -> Option<Ratio> {
    Ratio::new(actual, target).filter(|_| target > 0)
}

impl Change {
    /// How it is written: with its sign, one decimal, or a word, or a dash.
    pub fn figure(self, locale: Locale) -> Figure {
        match self {
            Self::Unknown => Figure::dash(),
            Self::Percent(share) => format::signed(share, format::percent(share, 1)),
            Self::Points(difference) => format::signed(difference, format::points(difference, 1, locale)),
            Self::TurnedPositive => Figure::word(text("扭亏", "loss to profit").in_(locale)),
            Self::LossWidened => Figure::word(text("增亏", "loss widened").in_(locale)),
            Self::LossNarrowed => Figure::word(text("减亏", "loss narrowed").in_(locale)),
            Self::LossUnchanged => Figure::word(text("亏损持平", "loss unchanged").in_(locale)),
        }
    }

    /// Which way the figure itself moved.
    pub fn direction(self) -> Direction {
        match self {
            Self::Unknown => Direction::Unknown,
            Self::Percent(by) | Self::Points(by) => match by.num().signum() {
                1 => Direction::Up,
                0 => Direction::Flat,
                _ => Direction::Down,
            },
            Self::TurnedPositive | Self::LossNarrowed => Direction::Up,
            Self::LossUnchanged => Direction::Flat,
            Self::LossWidened => Direction::Down,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_change_is_a_percentage_a_word_or_a_dash() {
        let check = |current, base, zh: &str, direction| {
            let found = change(current, base);
            assert_eq!(found.figure(Locale::Zh).to_string(), zh, "{current:?} against {base:?}");
            assert_eq!(found.direction(), direction, "{current:?} against {base:?}");
        };
        check(Some(110), Some(100), "+10.0%", Direction::Up);
        check(Some(100), Some(100), "0.0%", Direction::Flat);
        check(Some(90), Some(100), "-10.0%", Direction::Down);
        check(Some(-50), Some(100), "-150.0%", Direction::Down);
        check(Some(5), Some(0), "—", Direction::Unknown);
        check(Some(5), None, "—", Direction::Unknown);
        check(None, Some(5), "—", Direction::Unknown);
        check(Some(5), Some(-10), "扭亏", Direction::Up);
        check(Some(0), Some(-10), "扭亏", Direction::Up);
        check(Some(-20), Some(-10), "增亏", Direction::Down);
        check(Some(-5), Some(-10), "减亏", Direction::Up);
        check(Some(-10), Some(-10), "亏损持平", Direction::Flat);
        check(Some(i64::MIN), Some(i64::MAX), "-200.0%", Direction::Down);
    }

    #[test]
    fn rates_are_compared_in_points_even_from_zero() {
        let check = |current, base, en: &str| {
            let (current, base) = (Ratio::new(current, 1000), Ratio::new(base, 1000));
            assert_eq!(change_of_rate(current, base).figure(Locale::En).to_string(), en);
        };
        check(12, 0, "+1.2 pp");
        check(0, 12, "-1.2 pp");
        check(500, 500, "0.0 pp");
        assert_eq!(change_of_rate(None, Ratio::new(1, 2)), Change::Unknown);
    }

    #[test]
    fn a_comparison_finds_its_base_period() {
        let (key, today) = (PeriodKey::Month(2026, 1), jiff::civil::date(2026, 1, 9));
        let base = |comparison: Comparison| comparison.base_of(key, Fiscal::default(), today);
        assert_eq!(base(Comparison::YearOnYear), PeriodKey::Month(2025, 1));
        assert_eq!(base(Comparison::PeriodOnPeriod), PeriodKey::Month(2025, 12));
    }

    proptest! {
        #[test]
        fn the_arrow_points_the_way_the_figure_went(current in -99_i64..99, base in -99_i64..99) {
            let expected = match (base, current.cmp(&base)) {
                (0, _) => Direction::Unknown,
                (_, std::cmp::Ordering::Greater) => Direction::Up,
                (_, std::cmp::Ordering::Equal) => Direction::Flat,
                (_, std::cmp::Ordering::Less) => Direction::Down,
            };
            prop_assert_eq!(change(Some(current), Some(base)).direction(), expected);
        }
    }
}
