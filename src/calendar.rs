//! Days, weeks, months, quarters and fiscal years. How an address names a period: [`key`].
//!
//! A fiscal year begins with the month the company chose and is named after the calendar year in which it
//! **ends** (with April as first month, 2026 runs from 2025-04-01 to 2026-03-31); with January both agree.
//! Weeks start on Monday. Today is always an argument. Working hours and holidays: [`working`].

use crate::ratio::Ratio;
use jiff::{SignedDuration, ToSpan, civil::Date};
use serde::{Deserialize, Serialize};

pub mod key;
pub mod sheet;
pub mod working;

pub use key::{PeriodError, PeriodKey, Stretch};

/// Some days in a row, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Period {
    /// The first day.
    pub from: Date,
    /// The last day; a period whose last day lies before its first is empty.
    pub to: Date,
}

impl Period {
    /// Whether a day lies in it.
    pub fn contains(self, day: Date) -> bool {
        self.from <= day && day <= self.to
    }

    /// How many days it has.
    ///
    /// ```
    /// use domain::calendar::Fiscal;
    /// assert_eq!(Fiscal::default().year(2024).days(), 366);
    /// ```
    pub fn days(self) -> u32 {
        u32::try_from(days_between(self.from, self.to).saturating_add(1)).unwrap_or(0)
    }

    /// The day whose evening is the opening of the period: the one before its first. Bridges open there.
    ///
    /// ```
    /// use domain::calendar::Fiscal;
    /// assert_eq!(Fiscal::default().quarter(2024, 4).opening_on().to_string(), "2024-09-30");
    /// ```
    pub fn opening_on(self) -> Date {
        plus_days(self.from, -1)
    }

    /// The same number of days just before.
    #[must_use]
    pub fn before(self) -> Self {
        Self { from: plus_days(self.from, -i32::try_from(self.days()).unwrap_or(0)), to: self.opening_on() }
    }

    /// The same days a year earlier; 29 February becomes 28 February.
    #[must_use]
    pub fn year_before(self) -> Self {
        Self { from: self.from.saturating_sub(1.year()), to: self.to.saturating_sub(1.year()) }
    }

    /// The part up to and including today: 累计, year or quarter to date. Empty before it begins.
    #[must_use]
    pub fn to_date(self, today: Date) -> Self {
        Self { to: self.to.min(today), ..self }
    }

    /// Time progress (时间进度): elapsed days, today among them, ÷ days of the period; 0 to 1.
    /// Nothing for an empty period. Source: formulas §10.
    ///
    /// ```
    /// use domain::calendar::Fiscal;
    /// use jiff::civil::date;
    /// let progress = Fiscal::default().month(2026, 11).progress(date(2026, 11, 22));
    /// assert_eq!(progress.map(|r| r.display_pct(0)).as_deref(), Some("73%"));
    /// ```
    pub fn progress(self, today: Date) -> Option<Ratio> {
        Ratio::new(self.to_date(today).days(), self.days())
    }
}

/// The fiscal calendar of a company: the month its year begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "u8", into = "u8")]
pub struct Fiscal {
    start_month: u8,
}

impl Fiscal {
    /// A fiscal year beginning with that month, 1 to 12; anything else is brought into range.
    pub fn starting(month: u8) -> Self {
        Self { start_month: month.clamp(1, 12) }
    }

    /// The month it begins with, 1 to 12.
    pub const fn start_month(self) -> u8 {
        self.start_month
    }

    /// The fiscal year of that name.
    ///
    /// ```
    /// use domain::calendar::Fiscal;
    /// let year = Fiscal::starting(4).year(2026);
    /// assert_eq!((year.from.to_string(), year.to.to_string()), ("2025-04-01".into(), "2026-03-31".into()));
    /// ```
    pub fn year(self, name: i16) -> Period {
        months(self.first_month(name), 12)
    }

    /// The quarter 1 to 4 of the fiscal year of that name.
    ///
    /// ```
    /// use domain::calendar::Fiscal;
    /// assert_eq!(Fiscal::default().quarter(2026, 3).from.to_string(), "2026-07-01");
    /// ```
    pub fn quarter(self, year: i16, quarter: u8) -> Period {
        months(self.first_month(year) + 3 * (i32::from(quarter.clamp(1, 4)) - 1), 3)
    }

    /// A month of the ordinary calendar, whatever the fiscal year.
    pub fn month(self, year: i16, month: u8) -> Period {
        months(month_index(year, month), 1)
    }

    /// The name of the fiscal year a day belongs to.
    pub fn year_of(self, day: Date) -> i16 {
        let next = self.start_month > 1 && day.month().unsigned_abs() >= self.start_month;
        day.year().saturating_add(i16::from(next))
    }

    /// The quarter a day belongs to, as fiscal year and number.
    ///
    /// ```
    /// use domain::calendar::Fiscal;
    /// use jiff::civil::date;
    /// assert_eq!(Fiscal::default().quarter_of(date(2026, 11, 22)), (2026, 4));
    /// assert_eq!(Fiscal::starting(4).quarter_of(date(2026, 11, 22)), (2027, 3));
    /// ```
    pub fn quarter_of(self, day: Date) -> (i16, u8) {
        let months = (day.month().unsigned_abs() + 12 - self.start_month) % 12;
        (self.year_of(day), months / 3 + 1)
    }

    fn first_month(self, year: i16) -> i32 {
        month_index(year, self.start_month) - if self.start_month > 1 { 12 } else { 0 }
    }
}

impl Default for Fiscal {
    /// The calendar year.
    fn default() -> Self {
        Self { start_month: 1 }
    }
}

impl From<u8> for Fiscal {
    fn from(month: u8) -> Self {
        Self::starting(month)
    }
}

impl From<Fiscal> for u8 {
    fn from(fiscal: Fiscal) -> Self {
        fiscal.start_month
    }
}

/// The week a day belongs to, Monday to Sunday.
///
/// ```
/// use domain::calendar::week_of;
/// use jiff::civil::date;
/// let week = week_of(date(2026, 11, 22));
/// assert_eq!((week.from, week.to), (date(2026, 11, 16), date(2026, 11, 22)));
/// ```
pub fn week_of(day: Date) -> Period {
    let from = plus_days(day, -i32::from(day.weekday().to_monday_zero_offset()));
    Period { from, to: plus_days(from, 6) }
}

/// Whether a day lies in the month-end window: the 25th to the 30th (in February to its last day).
/// Source: formulas §10.
///
/// ```
/// use domain::calendar::is_month_end;
/// use jiff::civil::date;
/// assert!(is_month_end(date(2026, 2, 28)) && !is_month_end(date(2026, 10, 31)));
/// ```
pub fn is_month_end(day: Date) -> bool {
    (25..=30).contains(&day.day())
}

/// Days from one day to another; below zero when the second is earlier.
///
/// ```
/// use domain::calendar::days_between;
/// use jiff::civil::date;
/// assert_eq!(days_between(date(2026, 11, 22), date(2026, 12, 1)), 9);
/// ```
pub fn days_between(from: Date, to: Date) -> i32 {
    i32::try_from(from.duration_until(to).as_hours() / 24).unwrap_or(0)
}

/// A day's month as stored days begin: `2026-11`.
///
/// ```
/// use domain::calendar::month_key;
/// assert_eq!(month_key(jiff::civil::date(2026, 3, 9)), "2026-03");
/// ```
pub fn month_key(day: Date) -> String {
    format!("{:04}-{:02}", day.year(), day.month())
}

/// The day so many days later, or earlier when below zero; it stops at the end of the calendar.
pub fn plus_days(day: Date, days: i32) -> Date {
    day.saturating_add(SignedDuration::from_hours(i64::from(days) * 24))
}

/// The English short name of a month, 1 to 12.
pub(crate) fn month_name(month: u8) -> &'static str {
    const NAMES: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    NAMES.get(usize::from(month.clamp(1, 12) - 1)).copied().unwrap_or_default()
}

fn month_index(year: i16, month: u8) -> i32 {
    i32::from(year.clamp(1900, 2200)) * 12 + i32::from(month.clamp(1, 12)) - 1
}

fn months(first: i32, count: i32) -> Period {
    let begin = |index: i32| {
        let (year, month) = (index.div_euclid(12), index.rem_euclid(12) + 1);
        Date::new(year as i16, month as i8, 1).unwrap_or(Date::ZERO)
    };
    Period { from: begin(first), to: plus_days(begin(first + count), -1) }
}

#[cfg(test)]
mod tests;
