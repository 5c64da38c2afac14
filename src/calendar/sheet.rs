//! A fiscal year laid out to be looked at: its months and quarters, which days are worked and why.

use std::collections::BTreeMap;

use super::working::WorkCalendar;
use super::{Fiscal, Period, plus_days};
use crate::noun::holiday::{Holiday, observed};
use crate::ratio::Ratio;
use jiff::civil::{Date, Weekday};

/// A fiscal year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Its name: the calendar year it ends in.
    pub name: i16,
    /// Its days.
    pub period: Period,
    /// Its twelve months.
    pub months: Vec<Month>,
    /// The time progress in days: how much of it has passed with today.
    pub passed: Option<Ratio>,
    /// And in workdays.
    pub worked: Option<Ratio>,
}

/// A month of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Month {
    /// Its first day.
    pub first_on: Date,
    /// The quarter it belongs to, 1 to 4.
    pub quarter: u8,
    /// How many days stand before its first in a week that begins on Monday.
    pub lead: u8,
    /// Its days.
    pub days: Vec<Day>,
    /// How many of them are worked.
    pub workdays: u32,
}

/// One day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// Which.
    pub on: Date,
    /// What it is.
    pub kind: DayKind,
    /// Why it is not what its weekday says; empty when it is.
    pub why: String,
}

/// What a day is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayKind {
    /// A weekday that is worked.
    Workday,
    /// A weekend day that is free.
    Weekend,
    /// Off by the table.
    Off,
    /// Worked by the table (调休).
    Worked,
}

impl Sheet {
    /// The fiscal year of that name, with the company's table of days.
    ///
    /// ```
    /// use domain::calendar::{Fiscal, sheet::Sheet};
    /// use jiff::civil::date;
    /// let sheet = Sheet::of(Fiscal::starting(4), 2027, &[], date(2026, 4, 30));
    /// assert_eq!(sheet.months[0].first_on, date(2026, 4, 1));
    /// assert_eq!((sheet.months[0].workdays, sheet.months[11].quarter), (22, 4));
    /// assert_eq!(sheet.passed.map(|share| share.display_pct(1)).as_deref(), Some("8.2%"));
    /// ```
    pub fn of(fiscal: Fiscal, name: i16, table: &[Holiday], today: Date) -> Self {
        let calendar = observed(WorkCalendar::office(), table);
        let why: BTreeMap<Date, &str> = table.iter().map(|day| (day.falls_on, day.name.as_str())).collect();
        let period = fiscal.year(name);
        let quarter = |day: Date| fiscal.quarter_of(day).1;
        let day = |on: Date| Day {
            on,
            kind: kind_of(&calendar, &why, on),
            why: why.get(&on).copied().unwrap_or_default().to_owned(),
        };
        let mut months = Vec::new();
        let mut first_on = period.from;
        while first_on <= period.to && months.len() < 12 {
            let last = first_on.last_of_month();
            let days: Vec<Day> = (0..i32::from(last.day())).map(|n| day(plus_days(first_on, n))).collect();
            let workdays = days.iter().filter(|day| day.kind.is_worked()).count();
            months.push(Month {
                first_on,
                quarter: quarter(first_on),
                lead: u8::try_from(first_on.weekday().to_monday_zero_offset()).unwrap_or(0),
                days,
                workdays: u32::try_from(workdays).unwrap_or(0),
            });
            first_on = plus_days(last, 1);
        }
        let all: u32 = months.iter().map(|month| month.workdays).sum();
        let days = months.iter().flat_map(|month| &month.days);
        let gone = days.filter(|day| day.kind.is_worked() && day.on <= today).count();
        let worked = Ratio::new(u32::try_from(gone).unwrap_or(0), all);
        Self { name, period, months, passed: period.progress(today), worked }
    }

    /// The day, when it lies in this year.
    pub fn day(&self, on: Date) -> Option<&Day> {
        self.months.iter().flat_map(|month| &month.days).find(|day| day.on == on)
    }
}

impl DayKind {
    /// Whether it is worked.
    pub const fn is_worked(self) -> bool {
        matches!(self, Self::Workday | Self::Worked)
    }
}

fn kind_of(calendar: &WorkCalendar, why: &BTreeMap<Date, &str>, on: Date) -> DayKind {
    let is_weekend = matches!(on.weekday(), Weekday::Saturday | Weekday::Sunday);
    match (calendar.is_workday(on), is_weekend) {
        (true, true) => DayKind::Worked,
        (true, false) => DayKind::Workday,
        (false, true) if !why.contains_key(&on) => DayKind::Weekend,
        (false, _) => DayKind::Off,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_table_of_days_is_seen_and_counted() {
        let held = |falls_on, kind: &str, name: &str| Holiday {
            id: String::new(),
            version: 1,
            falls_on,
            kind: kind.into(),
            name: name.into(),
        };
        let table =
            [held(date(2026, 10, 1), "off", "国庆节"), held(date(2026, 10, 10), "working", "国庆节调休")];
        let sheet = Sheet::of(Fiscal::default(), 2026, &table, date(2026, 10, 31));
        let day = |on| sheet.day(on).map(|day| (day.kind, day.why.as_str()));
        assert_eq!(day(date(2026, 10, 1)), Some((DayKind::Off, "国庆节")));
        assert_eq!(day(date(2026, 10, 10)), Some((DayKind::Worked, "国庆节调休")));
        assert_eq!(day(date(2026, 10, 11)), Some((DayKind::Weekend, "")));
        assert_eq!(day(date(2026, 10, 12)), Some((DayKind::Workday, "")));
        assert_eq!(day(date(2027, 1, 1)), None);
        let october = &sheet.months[9];
        assert_eq!((october.workdays, october.lead, october.quarter), (22, 3, 4));
        assert_eq!(sheet.months.iter().map(|month| month.days.len()).sum::<usize>(), 365);
    }

    #[test]
    fn every_fiscal_year_has_its_days_once_and_four_quarters_of_three_months() {
        for start in 1..=12 {
            for name in [2024, 2026] {
                let fiscal = Fiscal::starting(start);
                let sheet = Sheet::of(fiscal, name, &[], date(2026, 1, 1));
                let days: Vec<Date> =
                    sheet.months.iter().flat_map(|month| &month.days).map(|day| day.on).collect();
                assert_eq!(u32::try_from(days.len()), Ok(fiscal.year(name).days()));
                assert!(days.is_sorted() && days.iter().all(|day| fiscal.year(name).contains(*day)));
                let quarters: Vec<u8> = sheet.months.iter().map(|month| month.quarter).collect();
                assert_eq!(quarters, [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4], "from month {start}");
            }
        }
    }
}
