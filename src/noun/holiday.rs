//! 节假日 · a holiday: a statutory day off, or a weekend day worked instead (调休). The company keeps the
//! table; the service-level clocks of tickets run by it.

use crate::calendar::working::WorkCalendar;
use crate::record::{Choice, choice};

/// What a day is made into.
pub const KINDS: &[Choice] = &[choice("off", "放假", "Day off"), choice("working", "上班", "Worked")];

crate::record! {
    /// One day that is not what its weekday says.
    pub struct Holiday in "holiday" as "节假日" / "Holiday" / "Holidays", scope Company, title "name" {
        falls_on: Date, "日期" / "Day", required list unique;
        kind: Choice(KINDS), "安排" / "Kind", required list;
        name: Line(80), "名称" / "Name", required list search;
    }
}

/// The calendar with these days observed.
///
/// ```
/// use domain::calendar::working::WorkCalendar;
/// use domain::noun::holiday::{Holiday, observed};
/// use jiff::civil::date;
/// let day = |day, kind: &str| Holiday {
///     id: String::new(), version: 1, falls_on: date(2026, 10, day), kind: kind.into(), name: "国庆节".into(),
/// };
/// let calendar = observed(WorkCalendar::office(), &[day(1, "off"), day(10, "working")]);
/// assert!(!calendar.is_workday(date(2026, 10, 1)));
/// assert!(calendar.is_workday(date(2026, 10, 10)));
/// ```
pub fn observed(mut calendar: WorkCalendar, holidays: &[Holiday]) -> WorkCalendar {
    for holiday in holidays {
        let days = if holiday.kind == "off" { &mut calendar.holidays } else { &mut calendar.extra_workdays };
        days.insert(holiday.falls_on);
    }
    calendar
}
