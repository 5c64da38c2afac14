//! Days, times and ages in words.

use super::count;
use crate::{
    calendar::{days_between, month_name},
    text::{Locale, text},
};
use jiff::civil::{Date, DateTime, Weekday};

/// A day as files and forms write it: `2026-11-22`.
///
/// ```
/// use jiff::civil::date;
/// assert_eq!(domain::format::date_iso(date(2026, 11, 22)), "2026-11-22");
/// ```
pub fn date_iso(day: Date) -> String {
    day.to_string()
}

/// A day of this year as boards write it.
///
/// ```
/// use domain::{format::date_in_words, text::Locale};
/// use jiff::civil::date;
/// assert_eq!(date_in_words(date(2026, 11, 22), Locale::Zh), "11月22日 周日");
/// assert_eq!(date_in_words(date(2026, 11, 22), Locale::En), "Sun 22 Nov");
/// ```
pub fn date_in_words(day: Date, locale: Locale) -> String {
    let (month, number) = (day.month().unsigned_abs(), day.day());
    match locale {
        Locale::Zh => format!("{month}月{number}日 {}", weekday(day, locale)),
        Locale::En => format!("{} {number} {}", weekday(day, locale), month_name(month)),
    }
}

/// A day, with its year unless that is the year of today.
///
/// ```
/// use domain::{format::date_near, text::Locale};
/// use jiff::civil::date;
/// let today = date(2026, 11, 22);
/// assert_eq!(date_near(date(2027, 1, 3), today, Locale::Zh), "2027年1月3日 周日");
/// assert_eq!(date_near(date(2027, 1, 3), today, Locale::En), "Sun 3 Jan 2027");
/// assert_eq!(date_near(date(2026, 1, 3), today, Locale::En), "Sat 3 Jan");
/// ```
pub fn date_near(day: Date, today: Date, locale: Locale) -> String {
    let words = date_in_words(day, locale);
    match locale {
        _ if day.year() == today.year() => words,
        Locale::Zh => format!("{}年{words}", day.year()),
        Locale::En => format!("{words} {}", day.year()),
    }
}

/// The time of day on the 24-hour clock: `09:05`.
pub fn clock(at: DateTime) -> String {
    format!("{:02}:{:02}", at.hour(), at.minute())
}

/// The short name of the day of the week.
pub fn weekday(day: Date, locale: Locale) -> &'static str {
    match day.weekday() {
        Weekday::Monday => text("周一", "Mon"),
        Weekday::Tuesday => text("周二", "Tue"),
        Weekday::Wednesday => text("周三", "Wed"),
        Weekday::Thursday => text("周四", "Thu"),
        Weekday::Friday => text("周五", "Fri"),
        Weekday::Saturday => text("周六", "Sat"),
        Weekday::Sunday => text("周日", "Sun"),
    }
    .in_(locale)
}

/// How long ago something was (seconds above zero), or how soon it will be (below).
///
/// ```
/// use domain::{format::age, text::Locale};
/// assert_eq!((age(200, Locale::Zh), age(200, Locale::En)), ("3 分钟前".into(), "3 min ago".into()));
/// assert_eq!((age(5, Locale::Zh), age(-7_200, Locale::En)), ("刚刚".into(), "in 2 h".into()));
/// ```
pub fn age(seconds: i64, locale: Locale) -> String {
    const MINUTE: u64 = 60;
    const HOUR: u64 = 60 * MINUTE;
    const DAY: u64 = 24 * HOUR;
    let far = seconds.unsigned_abs();
    let (size, unit) = match far {
        0..MINUTE => return text("刚刚", "just now").in_(locale).to_owned(),
        MINUTE..HOUR => (MINUTE, text("分钟", "min")),
        HOUR..DAY => (HOUR, text("小时", "h")),
        _ if far < 30 * DAY => (DAY, text("天", "d")),
        _ if far < 365 * DAY => (30 * DAY, text("个月", "mo")),
        _ => (365 * DAY, text("年", "y")),
    };
    let (n, unit) = (count(i64::try_from(far / size).unwrap_or(i64::MAX)), unit.in_(locale));
    match (locale, seconds > 0) {
        (Locale::Zh, true) => format!("{n} {unit}前"),
        (Locale::Zh, false) => format!("{n} {unit}后"),
        (Locale::En, true) => format!("{n} {unit} ago"),
        (Locale::En, false) => format!("in {n} {unit}"),
    }
}

/// How far a day is from today.
///
/// ```
/// use domain::{format::days_apart, text::Locale};
/// use jiff::civil::date;
/// let today = date(2026, 11, 22);
/// assert_eq!(days_apart(date(2026, 11, 23), today, Locale::Zh), "明天");
/// assert_eq!(days_apart(date(2026, 11, 10), today, Locale::En), "12 days ago");
/// ```
pub fn days_apart(day: Date, today: Date, locale: Locale) -> String {
    let days = days_between(today, day);
    let n = count(i64::from(days.unsigned_abs()));
    match (days, locale) {
        (0, _) => text("今天", "today").in_(locale).to_owned(),
        (1, _) => text("明天", "tomorrow").in_(locale).to_owned(),
        (-1, _) => text("昨天", "yesterday").in_(locale).to_owned(),
        (1.., Locale::Zh) => format!("{n} 天后"),
        (1.., Locale::En) => format!("in {n} days"),
        (_, Locale::Zh) => format!("{n} 天前"),
        (_, Locale::En) => format!("{n} days ago"),
    }
}
