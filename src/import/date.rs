//! Dates as files write them. A day that could be read in two ways is read only in the way the
//! column's order says; a year comes with four digits, since two would be a guess.

use jiff::civil::{Date, DateTime, Time};
use jiff::{Timestamp, ToSpan as _};
use serde::{Deserialize, Serialize};

use crate::text::{Text, text};

/// How a column's dates are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// Year, month, day: 2026-11-22, 2026/11/22, 20261122, 2026年11月22日.
    #[default]
    Ymd,
    /// Day, month, year: 22-11-2026, 22/11/2026, 22.11.2026.
    Dmy,
    /// Month, day, year: 11/22/2026.
    Mdy,
    /// Days since the end of 1899, as Excel counts them: 46348.
    Serial,
}

impl DateOrder {
    /// All of them, in the order a menu shows them.
    pub const ALL: [Self; 4] = [Self::Ymd, Self::Dmy, Self::Mdy, Self::Serial];

    /// Its spelling in a form.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Ymd => "ymd",
            Self::Dmy => "dmy",
            Self::Mdy => "mdy",
            Self::Serial => "serial",
        }
    }

    /// Reads its spelling.
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|order| order.key() == key)
    }

    /// What it looks like.
    pub const fn label(self) -> Text {
        match self {
            Self::Ymd => text("年-月-日 2026-11-22", "year-month-day 2026-11-22"),
            Self::Dmy => text("日-月-年 22-11-2026", "day-month-year 22-11-2026"),
            Self::Mdy => text("月/日/年 11/22/2026", "month/day/year 11/22/2026"),
            Self::Serial => text("Excel 序号 46348", "Excel serial 46348"),
        }
    }
}

/// Reads a day; a time after it is dropped.
///
/// ```
/// use domain::import::date::{DateOrder, day};
/// assert_eq!(day("16-10-2024", DateOrder::Dmy).map(|d| d.to_string()).as_deref(), Some("2024-10-16"));
/// assert_eq!(day("16-10-2024", DateOrder::Ymd), None);
/// ```
pub fn day(text: &str, order: DateOrder) -> Option<Date> {
    moment(text, order).map(DateTime::date)
}

/// Reads a moment; midnight when no time is given. Times without a zone are so many hours from UTC.
pub fn instant(text: &str, order: DateOrder, utc_offset_hours: i64) -> Option<Timestamp> {
    if let Ok(stamp) = text.trim().parse::<Timestamp>() {
        return Some(stamp);
    }
    let offset = jiff::tz::Offset::from_hours(i8::try_from(utc_offset_hours).ok()?).ok()?;
    offset.to_timestamp(moment(text, order)?).ok()
}

fn moment(text: &str, order: DateOrder) -> Option<DateTime> {
    let text = text.trim();
    if order == DateOrder::Serial
        && let Ok(serial) = text.parse::<f64>()
    {
        return of_serial(serial);
    }
    let (day, time) = split(text);
    let date = calendar_day(&day, order)?;
    let time = if time.is_empty() { Time::midnight() } else { clock(&time)? };
    Some(date.to_datetime(time))
}

/// The part that names the day and the part that names the time.
fn split(text: &str) -> (String, String) {
    let plain: String = text
        .chars()
        .map(|c| match c {
            '年' | '月' | '/' | '.' | '．' | '－' => '-',
            '日' => ' ',
            other => other,
        })
        .collect();
    let plain = plain.trim().replace("- ", "-");
    match plain.find([' ', 'T']) {
        Some(at) => {
            let (day, time) = plain.split_at(at);
            // The point before the seconds' fraction was taken for a separator of the day.
            (day.to_owned(), time.trim_start_matches([' ', 'T']).trim_end_matches('Z').replace('-', "."))
        }
        None => (plain, String::new()),
    }
}

fn calendar_day(text: &str, order: DateOrder) -> Option<Date> {
    let parts: Vec<&str> = text.split('-').filter(|part| !part.is_empty()).collect();
    if !parts.iter().all(|part| part.chars().all(|c| c.is_ascii_digit())) {
        return None;
    }
    let (year, month, day) = match parts.as_slice() {
        [whole] if whole.len() == 8 => {
            if order != DateOrder::Ymd {
                return None;
            }
            (whole.get(..4)?, whole.get(4..6)?, whole.get(6..)?)
        }
        // A year that leads can only be read one way.
        [year, month, day] if year.len() == 4 => (*year, *month, *day),
        [day, month, year] if order == DateOrder::Dmy && year.len() == 4 => (*year, *month, *day),
        [month, day, year] if order == DateOrder::Mdy && year.len() == 4 => (*year, *month, *day),
        _ => return None,
    };
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// `9:30`, `09:30:00`, `09:30:00.5`, `9:30 PM`.
fn clock(text: &str) -> Option<Time> {
    let upper = text.trim().to_ascii_uppercase();
    let (digits, half) = match upper.strip_suffix("PM") {
        Some(rest) => (rest.trim().to_owned(), Some(12)),
        None => upper
            .strip_suffix("AM")
            .map_or_else(|| (upper.clone(), None), |rest| (rest.trim().to_owned(), Some(0))),
    };
    let mut parts = digits.split(':');
    let hour: i8 = parts.next()?.parse().ok()?;
    let minute: i8 = parts.next()?.parse().ok()?;
    let second: f64 = parts.next().map_or(Ok(0.0), str::parse).ok()?;
    if parts.next().is_some() || !(0.0..60.0).contains(&second) {
        return None;
    }
    let hour = match half {
        Some(add) if (1..=12).contains(&hour) => hour % 12 + add,
        Some(_) => return None,
        None => hour,
    };
    Time::new(hour, minute, second as i8, 0).ok()
}

/// Excel's count. It believes that 1900 was a leap year, so days before March of that year are off by one.
fn of_serial(serial: f64) -> Option<DateTime> {
    if !(1.0..2_958_466.0).contains(&serial) {
        return None;
    }
    let days = serial.floor() as i64;
    let base = jiff::civil::date(1899, 12, 30);
    let date = base.checked_add((if days < 60 { days + 1 } else { days }).days()).ok()?;
    let seconds = ((serial - serial.floor()) * 86_400.0).round() as i64;
    date.to_datetime(Time::midnight()).checked_add(seconds.seconds()).ok()
}

/// How these samples are most likely written, and whether they could be read another way as well.
/// The order that reads most of them wins; nothing when none reads any.
pub fn detect<'a>(samples: impl Iterator<Item = &'a str> + Clone) -> Option<(DateOrder, bool)> {
    let seen = samples.map(str::trim).filter(|text| !text.is_empty());
    let slash = seen.clone().next()?.contains('/');
    let fits = |order: DateOrder| seen.clone().filter(|text| moment(text, order).is_some()).count();
    let preferred = if slash { [DateOrder::Mdy, DateOrder::Dmy] } else { [DateOrder::Dmy, DateOrder::Mdy] };
    let orders = [DateOrder::Ymd, preferred[0], preferred[1], DateOrder::Serial];
    let counts = orders.map(fits);
    let most = counts.iter().copied().max().filter(|most| *most > 0)?;
    let best = counts.iter().position(|count| *count == most)?;
    let in_doubt = best == 1 && counts[2] == most && counts[0] < most;
    Some((*orders.get(best)?, in_doubt))
}
