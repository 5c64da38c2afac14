//! Working time: which days are worked, between which hours, and clocks that run only then.
//!
//! Statutory holidays and the weekend days worked instead (调休) are a table the company keeps; it is an
//! argument here. Instants are local wall-clock times: turn a UTC instant with [`local`] first (China has no
//! summer time, so a fixed offset is exact there).

use super::plus_days;
use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, DateTime, Time, Weekday},
    tz::Offset,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// China Standard Time, in minutes ahead of UTC.
pub const CHINA_OFFSET_MINUTES: i32 = 8 * 60;

const MINUTES_A_DAY: u16 = 24 * 60;
const SECONDS_A_DAY: i64 = 24 * 60 * 60;
/// How far ahead a due moment is looked for: ten years.
const DAYS_AHEAD_MAX: i32 = 3_660;

/// A stretch of a working day, in minutes from midnight; 1440 is its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shift {
    /// When work begins.
    pub from_minute: u16,
    /// When it ends.
    pub to_minute: u16,
}

/// When work is done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkCalendar {
    /// The stretches of a working day, in order, not overlapping.
    pub shifts: Vec<Shift>,
    /// Whether Saturdays and Sundays are free.
    pub has_weekends: bool,
    /// Days off besides weekends.
    pub holidays: BTreeSet<Date>,
    /// Weekend days and holidays that are worked after all.
    pub extra_workdays: BTreeSet<Date>,
}

impl WorkCalendar {
    /// Monday to Friday, 09:00 to 12:00 and 13:30 to 18:30, without holidays: a default of ours.
    pub fn office() -> Self {
        let shift = |from: u16, to: u16| Shift { from_minute: from, to_minute: to };
        Self {
            shifts: vec![shift(9 * 60, 12 * 60), shift(13 * 60 + 30, 18 * 60 + 30)],
            has_weekends: true,
            holidays: BTreeSet::new(),
            extra_workdays: BTreeSet::new(),
        }
    }

    /// Every hour of every day (7×24).
    pub fn around_the_clock() -> Self {
        Self {
            shifts: vec![Shift { from_minute: 0, to_minute: MINUTES_A_DAY }],
            has_weekends: false,
            holidays: BTreeSet::new(),
            extra_workdays: BTreeSet::new(),
        }
    }

    /// Whether a day is worked: the table of extra workdays wins over holidays, holidays over weekdays.
    ///
    /// ```
    /// use domain::calendar::working::WorkCalendar;
    /// use jiff::civil::date;
    /// let calendar = WorkCalendar {
    ///     holidays: [date(2026, 10, 1)].into(),
    ///     extra_workdays: [date(2026, 10, 10)].into(), // a Saturday worked instead
    ///     ..WorkCalendar::office()
    /// };
    /// assert!(!calendar.is_workday(date(2026, 10, 1)));
    /// assert!(calendar.is_workday(date(2026, 10, 10)));
    /// assert!(!calendar.is_workday(date(2026, 10, 11)));
    /// ```
    pub fn is_workday(&self, day: Date) -> bool {
        let weekend = self.has_weekends && matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        self.extra_workdays.contains(&day) || !(weekend || self.holidays.contains(&day))
    }

    /// The first workday on or after a day: where a due date that falls on a holiday moves to. Nothing when
    /// there is none within ten years.
    pub fn workday_from(&self, day: Date) -> Option<Date> {
        (0..DAYS_AHEAD_MAX).map(|n| plus_days(day, n)).find(|&day| self.is_workday(day))
    }

    /// The n-th workday after a day; 0 gives the first workday on or after it.
    ///
    /// ```
    /// use domain::calendar::working::WorkCalendar;
    /// use jiff::civil::date;
    /// let friday = date(2026, 11, 20);
    /// assert_eq!(WorkCalendar::office().plus_workdays(friday, 2), Some(date(2026, 11, 24)));
    /// ```
    pub fn plus_workdays(&self, day: Date, workdays: u16) -> Option<Date> {
        let Some(skip) = workdays.checked_sub(1) else { return self.workday_from(day) };
        let days = (1..DAYS_AHEAD_MAX).map(|n| plus_days(day, n));
        days.filter(|&day| self.is_workday(day)).nth(usize::from(skip))
    }

    /// Working seconds from one instant to another; zero when the second is not later.
    pub fn working_seconds(&self, from: DateTime, to: DateTime) -> i64 {
        if to <= from {
            return 0;
        }
        let mut seconds = 0;
        let mut day = from.date();
        while day <= to.date() {
            if self.is_workday(day) {
                let lower = if day == from.date() { second_of_day(from) } else { 0 };
                let upper = if day == to.date() { second_of_day(to) } else { SECONDS_A_DAY };
                seconds += self.stretches(lower, upper).map(|(begin, end)| end - begin).sum::<i64>();
            }
            let Ok(next) = day.tomorrow() else { break };
            day = next;
        }
        seconds
    }

    /// Whole working minutes from one instant to another.
    ///
    /// ```
    /// use domain::calendar::working::WorkCalendar;
    /// use jiff::civil::date;
    /// let friday_evening = date(2026, 11, 20).at(18, 0, 0, 0);
    /// let monday_morning = date(2026, 11, 23).at(9, 15, 0, 0);
    /// assert_eq!(WorkCalendar::office().working_minutes(friday_evening, monday_morning), 45);
    /// assert_eq!(WorkCalendar::around_the_clock().working_minutes(friday_evening, monday_morning), 3_795);
    /// ```
    pub fn working_minutes(&self, from: DateTime, to: DateTime) -> i64 {
        self.working_seconds(from, to) / 60
    }

    /// The instant at which so many working minutes have passed. Zero minutes give the next instant at which
    /// work goes on. Nothing when that is more than ten years away, or no hours are worked at all.
    ///
    /// ```
    /// use domain::calendar::working::WorkCalendar;
    /// use jiff::civil::date;
    /// let asked = date(2026, 11, 20).at(18, 0, 0, 0);
    /// let due = WorkCalendar::office().plus_working_minutes(asked, 60);
    /// assert_eq!(due, Some(date(2026, 11, 23).at(9, 30, 0, 0)));
    /// ```
    pub fn plus_working_minutes(&self, from: DateTime, minutes: u32) -> Option<DateTime> {
        let mut left = i64::from(minutes) * 60;
        for n in 0..DAYS_AHEAD_MAX {
            let day = plus_days(from.date(), n);
            if !self.is_workday(day) {
                continue;
            }
            let lower = if n == 0 { second_of_day(from) } else { 0 };
            for (begin, end) in self.stretches(lower, SECONDS_A_DAY) {
                if left <= end - begin {
                    let midnight = day.to_datetime(Time::midnight());
                    return midnight.checked_add(SignedDuration::from_secs(begin + left)).ok();
                }
                left -= end - begin;
            }
        }
        None
    }

    /// What is worked between two seconds of a workday.
    fn stretches(&self, lower: i64, upper: i64) -> impl Iterator<Item = (i64, i64)> + '_ {
        let cut = move |shift: &Shift| {
            (i64::from(shift.from_minute) * 60).max(lower)..(i64::from(shift.to_minute) * 60).min(upper)
        };
        self.shifts.iter().map(cut).filter(|part| part.start < part.end).map(|part| (part.start, part.end))
    }
}

/// The wall-clock time of an instant, so many minutes ahead of UTC.
///
/// ```
/// use domain::calendar::working::{CHINA_OFFSET_MINUTES, local};
/// let instant = "2026-11-21T17:30:00Z".parse()?;
/// assert_eq!(local(instant, CHINA_OFFSET_MINUTES).to_string(), "2026-11-22T01:30:00");
/// # Ok::<(), jiff::Error>(())
/// ```
pub fn local(instant: Timestamp, offset_minutes: i32) -> DateTime {
    Offset::from_seconds(offset_minutes.saturating_mul(60)).unwrap_or(Offset::UTC).to_datetime(instant)
}

fn second_of_day(at: DateTime) -> i64 {
    i64::from(at.hour()) * 3600 + i64::from(at.minute()) * 60 + i64::from(at.second())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    /// National Day 2026: 1 to 7 October off, Saturday 10 October worked.
    fn october() -> WorkCalendar {
        let holidays = (1..=7).map(|day| date(2026, 10, day)).collect();
        WorkCalendar { holidays, extra_workdays: [date(2026, 10, 10)].into(), ..WorkCalendar::office() }
    }

    #[test]
    fn the_clock_runs_only_in_working_hours() {
        let check = |from: DateTime, to: DateTime, expected| {
            assert_eq!(october().working_minutes(from, to), expected, "{from} to {to}");
        };
        let at = |day, hour, minute| date(2026, 10, day).at(hour, minute, 0, 0);
        check(at(8, 9, 0), at(8, 18, 30), 480);
        check(at(8, 11, 30), at(8, 14, 0), 60); // the midday break does not count
        check(at(8, 0, 0), at(9, 0, 0), 480);
        check(at(1, 0, 0), at(8, 9, 10), 10); // the holidays do not count
        check(at(9, 18, 0), at(10, 9, 30), 60); // the Saturday worked instead does
        check(at(10, 18, 30), at(12, 9, 0), 0);
        check(at(9, 12, 0), at(9, 11, 0), 0);
    }

    #[test]
    fn workdays_are_counted_over_holidays() {
        let check = |from, workdays, expected| {
            assert_eq!(october().plus_workdays(from, workdays), Some(expected), "{from} + {workdays}");
        };
        check(date(2026, 9, 30), 0, date(2026, 9, 30));
        check(date(2026, 9, 30), 1, date(2026, 10, 8));
        check(date(2026, 9, 30), 4, date(2026, 10, 12));
        check(date(2026, 10, 2), 0, date(2026, 10, 8));
        check(date(2026, 10, 2), 1, date(2026, 10, 8));
        check(date(2026, 10, 2), 2, date(2026, 10, 9));
    }

    #[test]
    fn a_calendar_without_hours_has_no_due_moment() {
        let idle = WorkCalendar { shifts: Vec::new(), ..WorkCalendar::office() };
        assert_eq!(idle.plus_working_minutes(date(2026, 1, 1).at(0, 0, 0, 0), 1), None);
    }

    #[test]
    fn round_the_clock_a_due_moment_may_be_midnight() {
        let due =
            WorkCalendar::around_the_clock().plus_working_minutes(date(2026, 10, 1).at(23, 0, 0, 0), 60);
        assert_eq!(due, Some(date(2026, 10, 2).at(0, 0, 0, 0)));
    }

    proptest! {
        #[test]
        fn the_due_moment_is_so_many_working_minutes_away(start in 0..60_000_i64, minutes in 0..9_000_u32) {
            let from = date(2026, 9, 20).at(0, 0, 0, 0).saturating_add(SignedDuration::from_mins(start));
            for calendar in [october(), WorkCalendar::around_the_clock()] {
                let due = calendar.plus_working_minutes(from, minutes).unwrap();
                prop_assert_eq!(calendar.working_minutes(from, due), i64::from(minutes));
            }
        }
    }
}
