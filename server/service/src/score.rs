//! Scores kept true: every day, and after every write that could move one, accounts are measured and scored with
//! the cards in force, in the same transaction; what they were made from is kept beside them, so that any two
//! days can be compared and every move explained.
//!
//! Past days are measured from dated records as they stand; a day that was scored when it was today stays as
//! it was then.

pub mod explain;
pub mod setting;

use std::collections::BTreeMap;

use domain::calendar::plus_days;
use domain::calendar::working::{CHINA_OFFSET_MINUTES, WorkCalendar};
use domain::noun::score::{ScoreDay, lamp_key};
use domain::record::Record as _;
use domain::scorecard::{Card, Input, Kind, Reading, Readings, Scored, for_stage};
use domain::ticket_sla::{SlaPolicy, TicketTimes, status};
use domain::value::Value;
use jiff::civil::{Date, DateTime};
use store::score::{Now, Standing, TicketRow};
use store::{Conn, Error};

use crate::Ctx;
use setting::Steering;

/// Writes to these nouns can move a score of the account they are filed under.
const MOVES: &[&str] = &[
    "stakeholder",
    "touchpoint",
    "demand",
    "meeting",
    "value_statement",
    "team_member",
    "subscription",
    "arr_event",
    "payment",
    "usage",
    "ticket",
    "survey_response",
];

/// Whether a write to this noun can move a score.
pub fn moves(table: &str) -> bool {
    table == "account" || MOVES.contains(&table)
}

/// Scores one account anew for today.
///
/// # Errors
/// When the store fails.
pub async fn refresh(ctx: &Ctx, conn: &mut Conn, account_id: &str) -> Result<(), Error> {
    if store::score::taken(conn, ctx.today).await? == Some(ctx.today) {
        score(ctx, conn, ctx.today, Some(account_id)).await
    } else {
        take(ctx, conn, ctx.today).await
    }
}

/// Scores all accounts on a day.
///
/// # Errors
/// When the store fails.
pub async fn take(ctx: &Ctx, conn: &mut Conn, on: Date) -> Result<(), Error> {
    score(ctx, conn, on, None).await?;
    store::score::took(conn, on, &ctx.stamp()).await
}

/// Lets the scores follow time: does nothing when today is scored.
///
/// # Errors
/// When the store fails.
pub async fn catch_up(ctx: &Ctx) -> Result<bool, Error> {
    if store::score::taken(&mut *ctx.store.read().await?, ctx.today).await? == Some(ctx.today) {
        return Ok(false);
    }
    let mut write = ctx.store.write().await?;
    take(ctx, write.conn(), ctx.today).await?;
    write.commit().await?;
    Ok(true)
}

/// After many records came in at once: today anew, and the past when nothing was ever scored.
///
/// # Errors
/// When the store fails.
pub async fn follow(ctx: &Ctx, conn: &mut Conn) -> Result<(), Error> {
    if store::score::taken(conn, ctx.today).await?.is_none() {
        return look_back(ctx, conn).await;
    }
    take(ctx, conn, ctx.today).await
}

/// Scores the past of a company whose records came in at once: the month ends of three years, and with few
/// accounts every day of the last five weeks. Days that were scored before stay as they are.
///
/// # Errors
/// When the store fails.
pub async fn look_back(ctx: &Ctx, conn: &mut Conn) -> Result<(), Error> {
    let Some(first) = store::score::first_month(conn).await? else { return take(ctx, conn, ctx.today).await };
    let known = store::score::days(conn).await?;
    let few = store::record::count(
        conn,
        domain::noun::account::Account::SPEC,
        &store::record::Cut::All,
        &domain::query::Query::default(),
        1_001,
    )
    .await?
        <= 1_000;
    let daily = if few { 35 } else { 8 };
    let mut days: Vec<Date> = (1..daily).map(|back| plus_days(ctx.today, -back)).collect();
    let months = (1..=36).map(|back| {
        use jiff::ToSpan as _;
        ctx.today.first_of_month().saturating_sub(i64::from(back - 1).months()).saturating_sub(1.day())
    });
    days.extend(months.filter(|day| *day >= first));
    days.sort_unstable();
    days.dedup();
    for day in days.into_iter().filter(|day| !known.contains(day)) {
        take(ctx, conn, day).await?;
    }
    take(ctx, conn, ctx.today).await
}

async fn score(ctx: &Ctx, conn: &mut Conn, on: Date, account: Option<&str>) -> Result<(), Error> {
    let steering = setting::in_force(conn).await?;
    let mut book = store::score::measure(conn, account, on, &day_end(on)).await?;
    let tickets = store::score::tickets(conn, account, on, &day_end(on)).await?;
    breaches(&mut book, &tickets, &crate::record::calendar(conn).await?, on);
    store::score::forget(conn, on, account).await?;
    let (mut rows, mut readings) = (Vec::with_capacity(book.len()), Vec::with_capacity(book.len()));
    let mut kept: BTreeMap<&str, Scores> = BTreeMap::new();
    for (id, standing) in &book {
        let scores = Scores::of(&steering.cards, &standing.stage, &standing.readings);
        // An id that is always the same for an account and a day, so that a link to a snapshot survives.
        rows.push((crate::ledger::event_id(id, on), cells(&steering, id, on, standing, &scores)));
        readings.push((id.clone(), written(&standing.readings)));
        kept.insert(id, scores);
    }
    store::score::write(conn, on, &rows, &readings, &ctx.stamp()).await?;
    if on == ctx.today {
        keep(&steering, conn, &kept, account, on).await?;
    }
    Ok(())
}

/// Keeps today's scores on the accounts; one that is no customer any more keeps none.
async fn keep(
    steering: &Steering,
    conn: &mut Conn,
    kept: &BTreeMap<&str, Scores>,
    account: Option<&str>,
    on: Date,
) -> Result<(), Error> {
    if let Some(account) = account.filter(|account| !kept.contains_key(account)) {
        return store::score::keep(conn, account, &Now::default()).await;
    }
    if account.is_none() {
        store::score::clear_others(conn, on).await?;
    }
    for (id, scores) in kept {
        let now = Now {
            health_bp: scores.points(Kind::Health),
            health_lamp: scores.lamp(Kind::Health),
            quadrant: scores.corner(steering),
            sponsor_lamp: scores.lamp(Kind::Sponsor),
        };
        store::score::keep(conn, id, &now).await?;
    }
    Ok(())
}

/// All the scores of one account on one day.
pub struct Scores(BTreeMap<Kind, Scored>);

impl Scores {
    /// Scores what was measured with the cards for the stage.
    pub fn of(cards: &[Card], stage: &str, readings: &Readings) -> Self {
        let score = |kind: Kind| Some((kind, for_stage(cards, kind, stage)?.score(readings)));
        Self(Kind::ALL.into_iter().filter_map(score).collect())
    }

    /// All of them.
    pub fn all(self) -> BTreeMap<Kind, Scored> {
        self.0
    }

    /// One of them.
    pub fn get(&self, kind: Kind) -> Option<&Scored> {
        self.0.get(&kind)
    }

    fn points(&self, kind: Kind) -> Option<i64> {
        self.get(kind)?.points_bp
    }

    fn lamp(&self, kind: Kind) -> Option<&'static str> {
        self.get(kind)?.band.map(lamp_key)
    }

    fn corner(&self, steering: &Steering) -> Option<&'static str> {
        let (warmth, willingness) = (self.points(Kind::Warmth)?, self.points(Kind::Willingness)?);
        Some(steering.crossing.corner(warmth, willingness).key())
    }
}

fn cells(
    steering: &Steering,
    account_id: &str,
    on: Date,
    standing: &Standing,
    scores: &Scores,
) -> Vec<Value> {
    let value = |name: &str| match name {
        "account_id" => Value::from(account_id),
        "day_on" => Value::from(on),
        "stage" => Value::from(standing.stage.as_str()),
        "mrr_cents" => Value::from(standing.mrr_cents),
        "health_bp" => Value::from(scores.points(Kind::Health)),
        "health_lamp" => Value::from(scores.lamp(Kind::Health).map(ToOwned::to_owned)),
        "coverage_bp" => Value::from(scores.get(Kind::Health).map_or(0, |scored| scored.coverage_bp)),
        "willingness_bp" => Value::from(scores.points(Kind::Willingness)),
        "warmth_bp" => Value::from(scores.points(Kind::Warmth)),
        "quadrant" => Value::from(scores.corner(steering).map(ToOwned::to_owned)),
        "sponsor_bp" => Value::from(scores.points(Kind::Sponsor)),
        "sponsor_lamp" => Value::from(scores.lamp(Kind::Sponsor).map(ToOwned::to_owned)),
        "project_lamp" => Value::from(scores.lamp(Kind::Project).map(ToOwned::to_owned)),
        "own_lamp" => Value::from(scores.lamp(Kind::Own).map(ToOwned::to_owned)),
        "cards" => Value::from(steering.version),
        _ => Value::Null,
    };
    ScoreDay::SPEC.fields.iter().map(|field| value(field.name)).collect()
}

/// Counts the tickets of 90 days that broke their service level by the day's end.
fn breaches(book: &mut BTreeMap<String, Standing>, tickets: &[TicketRow], calendar: &WorkCalendar, on: Date) {
    let end = on.at(23, 59, 59, 0);
    for ticket in tickets.iter().filter(|ticket| is_broken(calendar, ticket, end)) {
        if let Some(reading) =
            book.get_mut(&ticket.account_id).and_then(|held| held.readings.of.get_mut(&Input::SlaBreaches))
        {
            reading.value += 1;
        }
    }
}

fn is_broken(calendar: &WorkCalendar, ticket: &TicketRow, end: DateTime) -> bool {
    let TicketRow { priority, submitted_at, first_response_minutes, closed_at, .. } = ticket;
    TicketTimes::stored(
        priority,
        submitted_at,
        *first_response_minutes,
        closed_at.as_deref(),
        CHINA_OFFSET_MINUTES,
    )
    .is_some_and(|times| status(&SlaPolicy::default(), calendar, &times, end).is_breached())
}

/// The instant a day ends where the company is, as instants are stored.
fn day_end(on: Date) -> String {
    let offset = jiff::tz::Offset::from_hours(8).unwrap_or(jiff::tz::Offset::UTC);
    let next = plus_days(on, 1).at(0, 0, 0, 0);
    offset.to_timestamp(next).map_or_else(|_| format!("{on}T24"), |instant| instant.to_string())
}

/// Readings as they are kept: `key=value`, and `@day` where the day is another.
pub fn written(readings: &Readings) -> String {
    let one = |(input, reading): (&Input, &Reading)| {
        let day = if reading.on == readings.on { String::new() } else { format!("@{}", reading.on) };
        format!("{}={}{day}", input.key(), reading.value)
    };
    readings.of.iter().map(one).collect::<Vec<_>>().join(";")
}

/// Reads what [`written`] wrote; what cannot be read is left out.
pub fn read(on: Date, kept: &str) -> Readings {
    let one = |part: &str| {
        let (key, rest) = part.split_once('=')?;
        let (value, day) = rest.split_once('@').map_or((rest, None), |(value, day)| (value, Some(day)));
        let day = day.map_or(Some(on), |day| day.parse().ok())?;
        Some((Input::parse(key)?, Reading { value: value.parse().ok()?, on: day }))
    };
    Readings { on, of: kept.split(';').filter_map(one).collect() }
}

#[cfg(test)]
mod tests;
