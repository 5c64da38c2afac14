//! The clocks of a support ticket: has somebody answered, is it solved, how long is left?
//!
//! Each priority has two targets in working time. The clock of the first response never pauses; the clock of
//! the resolution stands still while we wait for the customer. A clock that has stopped in time stays kept
//! for ever, one that ran out stays breached, also when the answer came later.

use crate::{
    calendar::working::{WorkCalendar, local},
    text::{Text, text},
};
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// How much a ticket hurts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    /// Work has stopped.
    Urgent,
    /// Work is hindered badly.
    High,
    /// Work goes on with effort.
    Medium,
    /// A question or a wish.
    Low,
}

impl Priority {
    /// All of them, the worst first.
    pub const ALL: [Self; 4] = [Self::Urgent, Self::High, Self::Medium, Self::Low];

    /// Its stored key.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Urgent => "urgent",
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
        }
    }

    /// Its name.
    pub const fn label(self) -> Text {
        match self {
            Self::Urgent => text("紧急", "Urgent"),
            Self::High => text("高", "High"),
            Self::Medium => text("中", "Medium"),
            Self::Low => text("低", "Low"),
        }
    }
}

impl FromStr for Priority {
    type Err = &'static str;

    fn from_str(key: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|priority| priority.key() == key).ok_or("no such priority")
    }
}

/// What is promised for one priority.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// Working minutes until somebody answers.
    pub first_response_minutes: u32,
    /// Working minutes until it is solved.
    pub resolution_minutes: u32,
    /// Whether every hour of every day counts (7×24), not only working hours.
    pub is_around_the_clock: bool,
}

/// What is promised, priority by priority.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlaPolicy {
    /// For urgent tickets.
    pub urgent: Target,
    /// For tickets of high priority.
    pub high: Target,
    /// For tickets of medium priority.
    pub medium: Target,
    /// For tickets of low priority.
    pub low: Target,
}

impl SlaPolicy {
    /// The target of a priority.
    pub const fn target(&self, priority: Priority) -> Target {
        match priority {
            Priority::Urgent => self.urgent,
            Priority::High => self.high,
            Priority::Medium => self.medium,
            Priority::Low => self.low,
        }
    }
}

impl Default for SlaPolicy {
    /// A default of ours, to be replaced by what the contract says: urgent 30 minutes and 4 hours round the clock,
    /// high 1 and 8 working hours, medium 4 and 24, low 8 and 40.
    fn default() -> Self {
        let working = |first: u32, resolution: u32| Target {
            first_response_minutes: first * 60,
            resolution_minutes: resolution * 60,
            is_around_the_clock: false,
        };
        Self {
            urgent: Target { first_response_minutes: 30, resolution_minutes: 240, is_around_the_clock: true },
            high: working(1, 8),
            medium: working(4, 24),
            low: working(8, 40),
        }
    }
}

/// A time we waited for the customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// When the question went out.
    pub from: DateTime,
    /// When the answer came; none while we wait.
    pub to: Option<DateTime>,
}

/// What happened to a ticket when, in local time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketTimes {
    /// How much it hurts.
    pub priority: Priority,
    /// When it came in.
    pub opened_at: DateTime,
    /// When somebody first answered.
    pub first_responded_at: Option<DateTime>,
    /// When it was solved.
    pub resolved_at: Option<DateTime>,
    /// The times we waited for the customer, in order, not overlapping.
    pub pauses: Vec<Pause>,
}

impl TicketTimes {
    /// The times of a ticket as it is stored, in UTC; nothing when it cannot be read. Closing it answers it too.
    ///
    /// ```
    /// use domain::{calendar::working::CHINA_OFFSET_MINUTES, ticket_sla::TicketTimes};
    /// let times = TicketTimes::stored("low", "2026-11-03T02:00:00Z", Some(5), None, CHINA_OFFSET_MINUTES).expect("a ticket");
    /// assert_eq!(times.opened_at.to_string(), "2026-11-03T10:00:00");
    /// assert_eq!(times.first_responded_at.map(|at| at.minute()), Some(5));
    /// assert!(TicketTimes::stored("low", "yesterday", None, None, CHINA_OFFSET_MINUTES).is_none());
    /// ```
    pub fn stored(
        priority: &str,
        submitted_at: &str,
        first_response_minutes: Option<i64>,
        closed_at: Option<&str>,
        offset_minutes: i32,
    ) -> Option<Self> {
        let at = |stamp: &str| stamp.parse().ok().map(|stamp| local(stamp, offset_minutes));
        let opened_at = at(submitted_at)?;
        let resolved_at = closed_at.and_then(at);
        let answered = first_response_minutes
            .and_then(|minutes| opened_at.checked_add(jiff::Span::new().try_minutes(minutes).ok()?).ok());
        Some(Self {
            priority: priority.parse().ok()?,
            opened_at,
            first_responded_at: answered.or(resolved_at),
            resolved_at,
            pauses: Vec::new(),
        })
    }
}

/// How a clock stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClockState {
    /// In time: still running, or stopped before its end.
    Within,
    /// The target has passed, or had when it stopped.
    Breached,
    /// In time and standing still: we wait for the customer.
    Paused,
}

impl ClockState {
    /// Its name.
    pub const fn label(self) -> Text {
        match self {
            Self::Within => text("达标", "Within target"),
            Self::Breached => text("超时", "Breached"),
            Self::Paused => text("暂停", "Paused"),
        }
    }
}

/// One clock of a ticket at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlaClock {
    /// How it stands.
    pub state: ClockState,
    /// Whether it has stopped: answered, or solved.
    pub is_done: bool,
    /// The promise, in minutes that count.
    pub target_minutes: u32,
    /// Minutes that counted so far.
    pub used_minutes: i64,
    /// Minutes left; below zero by how much it is over.
    pub left_minutes: i64,
    /// When it runs out if nothing pauses it further; none once it is done or while it is paused.
    pub due_at: Option<DateTime>,
}

/// Both clocks of a ticket at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlaStatus {
    /// Until somebody answers.
    pub first_response: SlaClock,
    /// Until it is solved.
    pub resolution: SlaClock,
}

impl SlaStatus {
    /// Whether either promise was broken.
    pub fn is_breached(&self) -> bool {
        [self.first_response, self.resolution].iter().any(|clock| clock.state == ClockState::Breached)
    }
}

/// How both clocks of a ticket stand at an instant. What happened after the instant is not known yet, so a
/// past state can be asked for too. A target is kept up to its last minute and broken in the next second.
/// An answer never logged is given at the latest with the solution.
/// Range: minutes used are zero or more. Source: service level table T41.
///
/// ```
/// use domain::{calendar::working::WorkCalendar, ticket_sla::{ClockState, Priority, SlaPolicy, TicketTimes, status}};
/// use jiff::civil::date;
/// let ticket = TicketTimes {
///     priority: Priority::High, // one working hour to answer, eight to solve
///     opened_at: date(2026, 11, 20).at(18, 0, 0, 0), // half an hour before the weekend
///     first_responded_at: None,
///     resolved_at: None,
///     pauses: Vec::new(),
/// };
/// let now = date(2026, 11, 23).at(9, 10, 0, 0);
/// let found = status(&SlaPolicy::default(), &WorkCalendar::office(), &ticket, now);
/// assert_eq!((found.first_response.state, found.first_response.left_minutes), (ClockState::Within, 20));
/// assert_eq!(found.first_response.due_at, Some(date(2026, 11, 23).at(9, 30, 0, 0)));
/// ```
pub fn status(policy: &SlaPolicy, calendar: &WorkCalendar, ticket: &TicketTimes, at: DateTime) -> SlaStatus {
    let target = policy.target(ticket.priority);
    let all_hours = WorkCalendar::around_the_clock();
    let calendar = if target.is_around_the_clock { &all_hours } else { calendar };
    let known = |instant: Option<DateTime>| instant.filter(|&instant| instant <= at);
    let resolved = known(ticket.resolved_at);
    let answered = known(ticket.first_responded_at).into_iter().chain(resolved).min();
    let clock =
        |minutes, done_at, pauses| Running { minutes, done_at, pauses, opened_at: ticket.opened_at, at };
    SlaStatus {
        first_response: clock(target.first_response_minutes, answered, &[]).read(calendar),
        resolution: clock(target.resolution_minutes, resolved, &ticket.pauses).read(calendar),
    }
}

/// What one clock is read from.
struct Running<'a> {
    minutes: u32,
    opened_at: DateTime,
    done_at: Option<DateTime>,
    pauses: &'a [Pause],
    at: DateTime,
}

impl Running<'_> {
    fn read(&self, calendar: &WorkCalendar) -> SlaClock {
        let until = self.done_at.unwrap_or(self.at);
        let waited = |pause: &Pause| {
            let (from, to) = (pause.from.max(self.opened_at), pause.to.unwrap_or(until).min(until));
            calendar.working_seconds(from, to)
        };
        let paused: i64 = self.pauses.iter().map(waited).sum();
        let used = (calendar.working_seconds(self.opened_at, until) - paused).max(0);
        let left = i64::from(self.minutes) * 60 - used;
        let is_waiting = self.done_at.is_none()
            && self
                .pauses
                .iter()
                .any(|pause| pause.from <= self.at && pause.to.is_none_or(|to| to > self.at));
        let state = match (left < 0, is_waiting) {
            (true, _) => ClockState::Breached,
            (false, true) => ClockState::Paused,
            (false, false) => ClockState::Within,
        };
        // The whole time it may take: what is promised and what was spent waiting.
        let span = u32::try_from(i64::from(self.minutes) + paused / 60).unwrap_or(u32::MAX);
        let due_at = if self.done_at.is_some() || is_waiting {
            None
        } else {
            calendar.plus_working_minutes(self.opened_at, span)
        };
        SlaClock {
            state,
            is_done: self.done_at.is_some(),
            target_minutes: self.minutes,
            used_minutes: used / 60,
            left_minutes: left.div_euclid(60),
            due_at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::{SignedDuration, civil::date};
    use proptest::prelude::*;

    /// Monday 2026-11-16, a working week ahead.
    fn at(day: i8, hour: i8, minute: i8) -> DateTime {
        date(2026, 11, day).at(hour, minute, 0, 0)
    }

    fn ticket(priority: Priority) -> TicketTimes {
        TicketTimes {
            priority,
            opened_at: at(16, 10, 0),
            first_responded_at: None,
            resolved_at: None,
            pauses: Vec::new(),
        }
    }

    fn read(ticket: &TicketTimes, now: DateTime) -> SlaStatus {
        status(&SlaPolicy::default(), &WorkCalendar::office(), ticket, now)
    }

    #[test]
    fn a_clock_is_within_up_to_its_last_minute_and_then_breached() {
        let check = |priority, now, state, left| {
            let clock = read(&ticket(priority), now).first_response;
            assert_eq!((clock.state, clock.left_minutes), (state, left), "{priority:?} at {now}");
        };
        check(Priority::High, at(16, 10, 0), ClockState::Within, 60);
        check(Priority::High, at(16, 11, 0), ClockState::Within, 0);
        check(Priority::High, at(16, 11, 1), ClockState::Breached, -1);
        check(Priority::Medium, at(16, 14, 0), ClockState::Within, 90);
        check(Priority::Low, at(17, 9, 0), ClockState::Within, 60);
        check(Priority::Urgent, at(16, 10, 31), ClockState::Breached, -1);
    }

    #[test]
    fn urgent_tickets_run_at_night_and_others_do_not() {
        let check = |priority, left| {
            let night = TicketTimes { opened_at: at(16, 22, 0), ..ticket(priority) };
            assert_eq!(read(&night, at(16, 23, 0)).resolution.left_minutes, left, "{priority:?}");
        };
        check(Priority::Urgent, 180);
        check(Priority::High, 480);
    }

    #[test]
    fn waiting_for_the_customer_stops_the_resolution_but_not_the_first_response() {
        let pauses = vec![Pause { from: at(16, 10, 30), to: None }];
        let waiting = TicketTimes { pauses, ..ticket(Priority::High) };
        let found = read(&waiting, at(20, 10, 0));
        assert_eq!((found.resolution.state, found.resolution.left_minutes), (ClockState::Paused, 450));
        assert_eq!((found.resolution.due_at, found.first_response.state), (None, ClockState::Breached));

        let pauses = vec![Pause { from: at(16, 10, 30), to: Some(at(16, 11, 30)) }];
        let resumed = read(&TicketTimes { pauses, ..ticket(Priority::High) }, at(16, 12, 0)).resolution;
        assert_eq!((resumed.state, resumed.used_minutes), (ClockState::Within, 60));
        assert_eq!(resumed.due_at, Some(at(17, 11, 0)));
    }

    #[test]
    fn a_stopped_clock_keeps_its_verdict() {
        let check = |answered, resolved, first, resolution| {
            let done =
                TicketTimes { first_responded_at: answered, resolved_at: resolved, ..ticket(Priority::High) };
            let found = read(&done, at(27, 10, 0));
            assert_eq!((found.first_response.state, found.resolution.state), (first, resolution));
            assert!(found.first_response.is_done && found.resolution.is_done);
        };
        let (kept, broken) = (ClockState::Within, ClockState::Breached);
        check(Some(at(16, 10, 30)), Some(at(16, 18, 0)), kept, kept);
        check(Some(at(16, 11, 30)), Some(at(16, 18, 0)), broken, kept);
        check(Some(at(16, 10, 30)), Some(at(17, 18, 0)), kept, broken);
        check(None, Some(at(16, 10, 30)), kept, kept);
    }

    #[test]
    fn a_past_instant_does_not_know_what_came_after() {
        let done = TicketTimes { resolved_at: Some(at(16, 18, 0)), ..ticket(Priority::High) };
        let then = read(&done, at(16, 12, 0));
        assert!(!then.resolution.is_done && then.first_response.state == ClockState::Breached);
    }

    #[test]
    fn a_priority_is_read_by_its_key() {
        assert!(Priority::ALL.into_iter().all(|priority| priority.key().parse() == Ok(priority)));
        assert!("P1".parse::<Priority>().is_err());
    }

    proptest! {
        #[test]
        fn used_and_left_make_the_target_and_the_clock_breaks_just_after_it_is_due(minutes in 0..9_000_i64) {
            let now = at(16, 10, 0).saturating_add(SignedDuration::from_mins(minutes));
            let clock = read(&ticket(Priority::Medium), now).resolution;
            prop_assert_eq!(clock.used_minutes + clock.left_minutes, i64::from(clock.target_minutes));
            let office = WorkCalendar::office();
            let passed = office.working_minutes(clock.due_at.unwrap(), now) > 0;
            prop_assert_eq!(clock.state == ClockState::Breached, passed);
        }
    }
}
