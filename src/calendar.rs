//! Days, weeks, months, quarters and fiscal years, and the words by which an address names a period.
//!
//! A fiscal year begins with the month the company chose and is named after the calendar year in which it
//! **ends** (with April as first month, 2026 runs from 2025-04-01 to 2026-03-31); with January both agree.
//! Weeks start on Monday. Today is always an argument. Working hours and holidays: [`working`].

use crate::{
    ratio::Ratio,
    text::{Locale, Text, text},
};
use jiff::{SignedDuration, ToSpan, civil::Date};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

pub mod working;

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

/// A period by name, as it stands in an address: `2026`, `2026Q3`, `2026-09`, `last-90d`, or
/// `2026-07-01..2026-09-15`.
///
/// ```
/// use domain::calendar::{Fiscal, PeriodKey};
/// use jiff::civil::date;
/// let key: PeriodKey = "last-90d".parse()?;
/// let period = key.resolve(Fiscal::default(), date(2026, 11, 22));
/// assert_eq!((period.from, period.to), (date(2026, 8, 25), date(2026, 11, 22)));
/// assert_eq!(key.to_string(), "last-90d");
/// # Ok::<(), domain::calendar::PeriodError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum PeriodKey {
    /// A fiscal year.
    Year(i16),
    /// A quarter, 1 to 4, of a fiscal year.
    Quarter(i16, u8),
    /// A calendar month, 1 to 12.
    Month(i16, u8),
    /// So many days, today the last of them.
    LastDays(u16),
    /// From one day to another.
    Between(Period),
}

/// A text that names no period.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a period: write 2026, 2026Q3, 2026-09, last-90d or 2026-07-01..2026-09-15")]
pub struct PeriodError;

impl PeriodError {
    /// What to tell the person who typed it.
    pub const fn message(&self) -> Text {
        text(
            "无法识别的期间。请写成 2026、2026Q3、2026-09、last-90d 或 2026-07-01..2026-09-15",
            "This is no period. Write 2026, 2026Q3, 2026-09, last-90d or 2026-07-01..2026-09-15",
        )
    }
}

impl PeriodKey {
    /// The days it stands for.
    pub fn resolve(self, fiscal: Fiscal, today: Date) -> Period {
        match self {
            Self::Year(year) => fiscal.year(year),
            Self::Quarter(year, quarter) => fiscal.quarter(year, quarter),
            Self::Month(year, month) => fiscal.month(year, month),
            Self::LastDays(days) => Period { from: plus_days(today, 1 - i32::from(days)), to: today },
            Self::Between(period) => period,
        }
    }

    /// 环比: the period just before.
    ///
    /// ```
    /// use domain::calendar::{Fiscal, PeriodKey};
    /// use jiff::civil::date;
    /// let before = PeriodKey::Quarter(2026, 1).previous(Fiscal::default(), date(2026, 2, 1));
    /// assert_eq!(before, PeriodKey::Quarter(2025, 4));
    /// ```
    #[must_use]
    pub fn previous(self, fiscal: Fiscal, today: Date) -> Self {
        match self {
            Self::Year(year) => Self::Year(year.saturating_sub(1)),
            Self::Quarter(year, 0..=1) => Self::Quarter(year.saturating_sub(1), 4),
            Self::Quarter(year, quarter) => Self::Quarter(year, quarter - 1),
            Self::Month(year, 0..=1) => Self::Month(year.saturating_sub(1), 12),
            Self::Month(year, month) => Self::Month(year, month - 1),
            Self::LastDays(_) | Self::Between(_) => Self::Between(self.resolve(fiscal, today).before()),
        }
    }

    /// 同比: the same period a year earlier.
    #[must_use]
    pub fn year_before(self, fiscal: Fiscal, today: Date) -> Self {
        match self {
            Self::Year(year) => Self::Year(year.saturating_sub(1)),
            Self::Quarter(year, quarter) => Self::Quarter(year.saturating_sub(1), quarter),
            Self::Month(year, month) => Self::Month(year.saturating_sub(1), month),
            Self::LastDays(_) | Self::Between(_) => Self::Between(self.resolve(fiscal, today).year_before()),
        }
    }

    /// Its name for people.
    ///
    /// ```
    /// use domain::{calendar::{Fiscal, PeriodKey}, text::Locale};
    /// let label = |locale| PeriodKey::Quarter(2026, 3).label(Fiscal::default(), locale);
    /// assert_eq!((label(Locale::Zh), label(Locale::En)), ("2026年三季度".into(), "Q3 2026".into()));
    /// ```
    pub fn label(self, fiscal: Fiscal, locale: Locale) -> String {
        let fiscal_year = fiscal.start_month > 1;
        match (self, locale) {
            (Self::Year(year), Locale::Zh) if fiscal_year => format!("{year}财年"),
            (Self::Year(year), Locale::Zh) => format!("{year}年"),
            (Self::Year(year), Locale::En) if fiscal_year => format!("FY{year}"),
            (Self::Year(year), Locale::En) => year.to_string(),
            (Self::Quarter(year, quarter), Locale::Zh) => {
                let era = if fiscal_year { "财年" } else { "年" };
                let number =
                    ["一", "二", "三", "四"].get(usize::from(quarter.clamp(1, 4) - 1)).unwrap_or(&"");
                format!("{year}{era}{number}季度")
            }
            (Self::Quarter(year, quarter), Locale::En) => {
                format!("Q{quarter} {}{year}", if fiscal_year { "FY" } else { "" })
            }
            (Self::Month(year, month), Locale::Zh) => format!("{year}年{month}月"),
            (Self::Month(year, month), Locale::En) => format!("{} {year}", month_name(month)),
            (Self::LastDays(days), Locale::Zh) => format!("近{days}天"),
            (Self::LastDays(days), Locale::En) => format!("last {days} days"),
            (Self::Between(Period { from, to }), Locale::Zh) => format!("{from} 至 {to}"),
            (Self::Between(Period { from, to }), Locale::En) => format!("{from} to {to}"),
        }
    }
}

impl fmt::Display for PeriodKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Quarter(year, quarter) => write!(f, "{year:04}Q{quarter}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::LastDays(days) => write!(f, "last-{days}d"),
            Self::Between(Period { from, to }) => write!(f, "{from}..{to}"),
        }
    }
}

impl FromStr for PeriodKey {
    type Err = PeriodError;

    fn from_str(typed: &str) -> Result<Self, PeriodError> {
        parse(typed.trim()).ok_or(PeriodError)
    }
}

fn parse(typed: &str) -> Option<PeriodKey> {
    if let Some((from, to)) = typed.split_once("..") {
        let period = Period { from: from.trim().parse().ok()?, to: to.trim().parse().ok()? };
        return (period.from <= period.to).then_some(PeriodKey::Between(period));
    }
    if let Some(days) = typed.strip_prefix("last-").and_then(|rest| rest.strip_suffix('d')) {
        let days = whole(days)?;
        return (1..=3660).contains(&days).then_some(PeriodKey::LastDays(days));
    }
    if let Some((year, quarter)) = typed.split_once(['Q', 'q']) {
        let quarter = u8::try_from(whole(quarter)?).ok()?;
        return (1..=4).contains(&quarter).then_some(PeriodKey::Quarter(year_number(year)?, quarter));
    }
    if let Some((year, month)) = typed.split_once('-') {
        let month = u8::try_from(whole(month)?).ok()?;
        return (1..=12).contains(&month).then_some(PeriodKey::Month(year_number(year)?, month));
    }
    year_number(typed).map(PeriodKey::Year)
}

fn year_number(typed: &str) -> Option<i16> {
    let year = whole(typed).filter(|_| typed.len() == 4)?;
    i16::try_from(year).ok().filter(|year| (1900..=2200).contains(year))
}

/// Digits only: the standard parser would take a sign.
fn whole(typed: &str) -> Option<u16> {
    typed.bytes().all(|byte| byte.is_ascii_digit()).then(|| typed.parse().ok()).flatten()
}

impl TryFrom<String> for PeriodKey {
    type Error = PeriodError;

    fn try_from(typed: String) -> Result<Self, PeriodError> {
        typed.parse()
    }
}

impl From<PeriodKey> for String {
    fn from(key: PeriodKey) -> Self {
        key.to_string()
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
