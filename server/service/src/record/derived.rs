//! What a record means at this moment: the service-level clocks of a ticket (T41).

use domain::board::Lamp;
use domain::calendar::working::{WorkCalendar, local};
use domain::noun::ticket::Ticket;
use domain::record::{Record, Row, Spec};
use domain::register::Derived;
use domain::text::{Locale, text};
use domain::ticket_sla::{ClockState, SlaClock, SlaPolicy, TicketTimes, status};
use jiff::Timestamp;

use crate::Ctx;

/// Everything computed from this record for this reader.
pub fn derived(ctx: &Ctx, spec: &Spec, row: &Row) -> Vec<Derived> {
    if spec.table == "ticket" {
        Ticket::from_row(row).map_or_else(Vec::new, |ticket| clocks(ctx, &ticket))
    } else {
        Vec::new()
    }
}

/// The two clocks of a ticket, under the default service levels and office hours of ours.
fn clocks(ctx: &Ctx, ticket: &Ticket) -> Vec<Derived> {
    let minutes = domain::calendar::working::CHINA_OFFSET_MINUTES;
    let at = |stamp: &str| stamp.parse::<Timestamp>().ok().map(|stamp| local(stamp, minutes));
    let (Some(opened_at), Ok(priority)) = (at(&ticket.submitted_at), ticket.priority.parse()) else {
        return Vec::new();
    };
    let first_responded_at = ticket
        .first_response_minutes
        .and_then(|minutes| opened_at.checked_add(jiff::Span::new().try_minutes(minutes).ok()?).ok());
    let resolved_at = ticket.closed_at.as_deref().and_then(at);
    let times = TicketTimes {
        priority,
        opened_at,
        first_responded_at: first_responded_at.or(resolved_at),
        resolved_at,
        pauses: Vec::new(),
    };
    let now = status(&SlaPolicy::default(), &WorkCalendar::office(), &times, local(ctx.now, minutes));
    vec![
        clock(text("首次响应时限", "First response target").in_(ctx.locale), &now.first_response, ctx.locale),
        clock(text("解决时限", "Resolution target").in_(ctx.locale), &now.resolution, ctx.locale),
    ]
}

fn clock(label: &str, clock: &SlaClock, locale: Locale) -> Derived {
    let target = span(i64::from(clock.target_minutes), locale);
    let used = span(clock.used_minutes, locale);
    let left = span(clock.left_minutes.abs(), locale);
    let breached = clock.state == ClockState::Breached;
    let text = match (locale, clock.is_done, breached) {
        (Locale::Zh, true, false) => format!("用时 {used}，在 {target} 之内"),
        (Locale::Zh, true, true) => format!("用时 {used}，超出 {target} 的时限"),
        (Locale::Zh, false, false) => format!("还剩 {left}（时限 {target}）"),
        (Locale::Zh, false, true) => format!("已超时 {left}（时限 {target}）"),
        (Locale::En, true, false) => format!("took {used}, within {target}"),
        (Locale::En, true, true) => format!("took {used}, over the target of {target}"),
        (Locale::En, false, false) => format!("{left} left (target {target})"),
        (Locale::En, false, true) => format!("{left} over (target {target})"),
    };
    let lamp = if breached {
        Lamp::Act
    } else if clock.is_done || clock.left_minutes * 4 > i64::from(clock.target_minutes) {
        Lamp::Good
    } else {
        Lamp::Watch
    };
    Derived { label: label.to_owned(), text, lamp: Some(lamp) }
}

fn span(minutes: i64, locale: Locale) -> String {
    let (hours, rest) = (minutes / 60, minutes % 60);
    match (locale, hours, rest) {
        (Locale::Zh, 0, _) => format!("{rest} 分钟"),
        (Locale::Zh, _, 0) => format!("{hours} 小时"),
        (Locale::Zh, ..) => format!("{hours} 小时 {rest} 分"),
        (Locale::En, 0, _) => format!("{rest} min"),
        (Locale::En, _, 0) => format!("{hours} h"),
        (Locale::En, ..) => format!("{hours} h {rest} min"),
    }
}
