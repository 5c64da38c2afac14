//! Amounts in a table: one unit for the whole column, named in the header (单位:万元), two decimals.
//!
//! Cells are rounded each for itself; the total is rounded from the unrounded sum, so it may differ from
//! the sum of the cells shown, and it is the total that is right.

use super::{Currency, grouped};
use crate::{
    ratio::{fixed, round_div},
    text::Locale,
};
use serde::{Deserialize, Serialize};

/// The one unit of a column of amounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TableUnit {
    /// Whole units of the currency.
    One,
    /// 千 / thousand.
    Thousand,
    /// 万, ten thousand.
    Wan,
    /// 百万 / million.
    Million,
    /// 亿, a hundred million.
    Yi,
}

impl TableUnit {
    /// The unit in which the largest amount of a column, in cents, has at most five digits before the point.
    pub const fn fitting(largest_cents: i64, locale: Locale) -> Self {
        match (largest_cents.unsigned_abs() / 100, locale) {
            (0..100_000, _) => Self::One,
            (100_000..1_000_000_000, Locale::Zh) => Self::Wan,
            (_, Locale::Zh) => Self::Yi,
            (100_000..100_000_000, Locale::En) => Self::Thousand,
            (_, Locale::En) => Self::Million,
        }
    }

    /// What the header says.
    ///
    /// ```
    /// use domain::{format::{Currency, TableUnit}, text::Locale};
    /// assert_eq!(TableUnit::Wan.header(Currency::CNY, Locale::Zh), "单位:万元");
    /// assert_eq!(TableUnit::Million.header(Currency::USD, Locale::En), "in million USD");
    /// ```
    pub fn header(self, currency: Currency, locale: Locale) -> String {
        match locale {
            Locale::Zh => format!("单位:{}{}", self.words().0, currency.unit_zh()),
            Locale::En => format!("in {}{}", self.words().1, currency.code()),
        }
    }

    /// The number of a cell, without its unit.
    ///
    /// ```
    /// use domain::format::TableUnit;
    /// assert_eq!(TableUnit::Wan.cell(1_234_567_890), "1,234.57");
    /// ```
    pub fn cell(self, cents: i64) -> String {
        grouped(&fixed(round_div(i128::from(cents), self.ones()), 2))
    }

    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::One => ("", ""),
            Self::Thousand => ("千", "thousand "),
            Self::Wan => ("万", "10,000 "),
            Self::Million => ("百万", "million "),
            Self::Yi => ("亿", "100 million "),
        }
    }

    const fn ones(self) -> i128 {
        match self {
            Self::One => 1,
            Self::Thousand => 1_000,
            Self::Wan => 10_000,
            Self::Million => 1_000_000,
            Self::Yi => 100_000_000,
        }
    }
}
