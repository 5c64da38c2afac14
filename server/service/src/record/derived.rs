//! What a record means at this moment: the service-level clocks of a ticket (T41).

use domain::board::Lamp;
use domain::calendar::working::{CHINA_OFFSET_MINUTES, WorkCalendar, local};
use domain::noun::holiday::{Holiday, observed};
use domain::noun::ticket::Ticket;
use domain::problem::Problem;
use domain::query::Query;
use domain::record::{Record, Row, Spec};
use domain::register::Derived;
use domain::text::{Locale, text};
use domain::ticket_sla::{ClockState, SlaClock, SlaPolicy, TicketTimes, status};

use store::Conn;
use store::record::Cut;

use crate::Ctx;
use crate::fault::of_store;

/// The most days of the holiday table that are looked at: half a century's.
const HOLIDAYS_MOST: u32 = 2_000;

/// Everything computed from this record for this reader.
///
/// # Errors
/// When the store fails.
pub async fn derived(ctx: &Ctx, conn: &mut Conn, spec: &Spec, row: &Row) -> Result<Vec<Derived>, Problem> {
    let ticket = if spec.table == Ticket::SPEC.table { Ticket::from_row(row) } else { None };
    let Some(ticket) = ticket else { return Ok(Vec::new()) };
    let calendar = calendar(conn).await.map_err(of_store)?;
    Ok(clocks(ctx, &calendar, &ticket))
}

/// When we work: office hours of ours, on the days the company's holiday table leaves.
///
/// # Errors
/// When the store fails.
pub(crate) async fn calendar(conn: &mut Conn) -> Result<WorkCalendar, store::Error> {
    let days = Query::default().sort("-falls_on");
    let rows = store::record::list(conn, Holiday::SPEC, &Cut::All, &days, HOLIDAYS_MOST).await?;
    let holidays: Vec<Holiday> = rows.iter().filter_map(Holiday::from_row).collect();
    Ok(observed(WorkCalendar::office(), &holidays))
}

/// The two clocks of a ticket, under the default service levels.
fn clocks(ctx: &Ctx, calendar: &WorkCalendar, ticket: &Ticket) -> Vec<Derived> {
    let Ticket { priority, submitted_at, first_response_minutes, closed_at, .. } = ticket;
    let times = TicketTimes::stored(
        priority,
        submitted_at,
        *first_response_minutes,
        closed_at.as_deref(),
        CHINA_OFFSET_MINUTES,
    );
    let Some(times) = times else { return Vec::new() };
    let now = status(&SlaPolicy::default(), calendar, &times, local(ctx.now, CHINA_OFFSET_MINUTES));
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

#[cfg(test)]
mod tests {
    use domain::noun;
    use domain::record::Draft;
    use store::Store;

    use crate::Ctx;
    use crate::record::{create, get};

    async fn made(ctx: &Ctx, table: &str, cells: &[(&str, &str)]) -> String {
        let draft: Draft =
            cells.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        create(ctx, noun::spec(table).unwrap(), &draft).await.unwrap()
    }

    #[tokio::test]
    async fn a_tickets_clocks_stand_still_on_the_companys_holidays() {
        let now = "2026-09-30T10:00:00Z".parse().unwrap();
        let ctx = Ctx::system(Store::in_memory().await.unwrap(), now);
        let account = made(&ctx, "account", &[("name", "甲"), ("stage", "service")]).await;
        let ticket = [
            ("account_id", account.as_str()),
            ("subject", "报表打不开"),
            ("priority", "low"),
            ("state", "open"),
            // Half past five on the afternoon before the holidays.
            ("submitted_at", "2026-09-30T09:30:00Z"),
        ];
        let ticket = made(&ctx, "ticket", &ticket).await;
        let later = Ctx { now: "2026-10-03T02:00:00Z".parse().unwrap(), ..ctx.clone() };
        let read = async || {
            let detail = get(&later, noun::spec("ticket").unwrap(), &ticket).await.unwrap();
            detail.derived[0].text.clone()
        };
        assert_eq!(read().await, "已超时 9 小时（时限 8 小时）");
        for (day, kind) in [("2026-10-01", "off"), ("2026-10-02", "off"), ("2026-10-03", "working")] {
            made(&ctx, "holiday", &[("falls_on", day), ("kind", kind), ("name", "国庆节")]).await;
        }
        assert_eq!(read().await, "还剩 6 小时（时限 8 小时）");
    }
}
