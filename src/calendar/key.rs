//! The words by which an address, a report or a link names a period, and its name for people.

use super::{Fiscal, Period, month_name, plus_days};
use crate::text::{Locale, Text, text};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A period by name, as it stands in an address: `2026`, `2026Q3`, `2026-09`, `last-90d`,
/// `2026-07-01..2026-09-15`, or one that moves on by itself: `this-month`, `last-quarter`, `this-year`.
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
    /// The month, quarter or fiscal year that runs today.
    This(Stretch),
    /// The one before it.
    Last(Stretch),
}

/// How long a period that moves on by itself is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stretch {
    /// A calendar month.
    Month,
    /// A quarter of the fiscal year.
    Quarter,
    /// A fiscal year.
    Year,
}

impl Stretch {
    const ALL: [(Self, &'static str); 3] =
        [(Self::Month, "month"), (Self::Quarter, "quarter"), (Self::Year, "year")];

    fn key(self) -> &'static str {
        Self::ALL.into_iter().find(|(one, _)| *one == self).map_or("", |(_, key)| key)
    }
}

/// A text that names no period.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "not a period: write 2026, 2026Q3, 2026-09, this-month, last-quarter, last-90d or 2026-07-01..2026-09-15"
)]
pub struct PeriodError;

impl PeriodError {
    /// What to tell the person who typed it.
    pub const fn message(&self) -> Text {
        text(
            "无法识别的期间。请写成 2026、2026Q3、2026-09、this-month、last-quarter、last-90d 或 2026-07-01..2026-09-15",
            "This is no period. Write 2026, 2026Q3, 2026-09, this-month, last-quarter, last-90d or 2026-07-01..2026-09-15",
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
            Self::This(_) | Self::Last(_) => self.settled(fiscal, today).resolve(fiscal, today),
        }
    }

    /// What a period that moves on by itself is called today; any other is what it is.
    ///
    /// ```
    /// use domain::calendar::{Fiscal, PeriodKey};
    /// use jiff::civil::date;
    /// let key: PeriodKey = "last-quarter".parse()?;
    /// assert_eq!(key.settled(Fiscal::default(), date(2026, 2, 1)), PeriodKey::Quarter(2025, 4));
    /// # Ok::<(), domain::calendar::PeriodError>(())
    /// ```
    #[must_use]
    pub fn settled(self, fiscal: Fiscal, today: Date) -> Self {
        match self {
            Self::This(Stretch::Month) => Self::Month(today.year(), u8::try_from(today.month()).unwrap_or(1)),
            Self::This(Stretch::Quarter) => {
                let (year, quarter) = fiscal.quarter_of(today);
                Self::Quarter(year, quarter)
            }
            Self::This(Stretch::Year) => Self::Year(fiscal.year_of(today)),
            Self::Last(stretch) => Self::This(stretch).settled(fiscal, today).previous(fiscal, today),
            other => other,
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
            Self::This(_) | Self::Last(_) => self.settled(fiscal, today).previous(fiscal, today),
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
            Self::This(_) | Self::Last(_) => self.settled(fiscal, today).year_before(fiscal, today),
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
        let fiscal_year = fiscal.start_month() > 1;
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
            (Self::This(stretch), _) => running(stretch, fiscal_year, false).in_(locale).to_owned(),
            (Self::Last(stretch), _) => running(stretch, fiscal_year, true).in_(locale).to_owned(),
        }
    }
}

const fn running(stretch: Stretch, is_fiscal: bool, is_last: bool) -> Text {
    match (stretch, is_last) {
        (Stretch::Month, false) => text("本月", "This month"),
        (Stretch::Month, true) => text("上月", "Last month"),
        (Stretch::Quarter, false) => text("本季度", "This quarter"),
        (Stretch::Quarter, true) => text("上季度", "Last quarter"),
        (Stretch::Year, false) if is_fiscal => text("本财年", "This fiscal year"),
        (Stretch::Year, false) => text("今年", "This year"),
        (Stretch::Year, true) if is_fiscal => text("上财年", "Last fiscal year"),
        (Stretch::Year, true) => text("去年", "Last year"),
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
            Self::This(stretch) => write!(f, "this-{}", stretch.key()),
            Self::Last(stretch) => write!(f, "last-{}", stretch.key()),
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
    for (stretch, key) in Stretch::ALL {
        match typed.split_once('-') {
            Some(("this", found)) if found == key => return Some(PeriodKey::This(stretch)),
            Some(("last", found)) if found == key => return Some(PeriodKey::Last(stretch)),
            _ => {}
        }
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
