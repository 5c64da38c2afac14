//! Tickets: reported in working hours, answered within the promise nearly always, rated by some.

use domain::calendar::plus_days;
use domain::value::Value;
use jiff::civil::{Date, DateTime};
use jiff::{SignedDuration, Timestamp};

use super::World;
use super::care::workday;
use super::dice::Dice;
use super::life::{Arc, Life, Mood};
use super::people::People;
use super::sheet::Sheets;
use super::story::Story;
use super::words::TICKETS;

/// An open ticket past its promise, for the account's alert.
#[derive(Clone, Debug)]
pub struct Breach {
    /// What was reported.
    pub subject: String,
    /// For how many hours it has been open.
    pub hours: i64,
    /// Whether it was escalated.
    pub is_escalated: bool,
}

/// Writes an account's tickets; returns the worst open one.
pub fn settle(
    dice: &mut Dice,
    sheets: &mut Sheets,
    life: &Life,
    people: &People,
    world: &World<'_>,
) -> Option<Breach> {
    let first_day = life.live_on().or_else(|| life.project.map(|project| project.start))?;
    let last = life.left_on(world.today).unwrap_or(world.today);
    let rate = match (life.tier, life.mood()) {
        ("strategic", _) => 15,
        ("key", Mood::Bad | Mood::Uneasy) => 16,
        ("key", _) => 19,
        ("standard", Mood::Bad | Mood::Uneasy) => 23,
        ("standard", _) => 30,
        _ => 48,
    };
    let mut day = first_day.max(world.opening);
    loop {
        day = plus_days(day, dice.days(rate / 3, rate * 5 / 3) * world.density.ticket_stretch);
        let on = workday(day);
        if on >= last {
            break;
        }
        report(dice, sheets, life, people, world, on);
    }
    let late = match (life.story, life.arc) {
        (Some(Story::LateProject), _) => 3,
        (None, Arc::AtRisk) => dice.between(0, 2),
        _ => 0,
    };
    (0..late).map(|_| overrun(dice, sheets, life, people, world)).max_by_key(|breach| breach.hours)
}

/// Minutes to the first answer and hours to the end, at best and at worst.
const PACE: &[(&str, i64, [i64; 4])] = &[
    ("urgent", 6, [4, 28, 1, 4]),
    ("high", 24, [10, 58, 3, 22]),
    ("medium", 48, [30, 230, 8, 70]),
    ("low", 22, [60, 470, 20, 150]),
];

fn report(dice: &mut Dice, sheets: &mut Sheets, life: &Life, people: &People, world: &World<'_>, on: Date) {
    let kinds: Vec<(usize, i64)> =
        PACE.iter().enumerate().map(|(place, (_, weight, _))| (place, *weight)).collect();
    let Some((priority, _, [fast, slow, short, long])) = PACE.get(dice.weigh(&kinds)) else { return };
    let minutes = dice.between(9 * 60, 17 * 60 + 40);
    let submitted = on.at(0, 0, 0, 0).saturating_add(SignedDuration::from_mins(minutes));
    let slips = if matches!(life.mood(), Mood::Bad | Mood::Uneasy) { 9 } else { 4 };
    let slip = dice.chance(slips);
    let response = dice.between(*fast, *slow) * if slip { 3 } else { 1 };
    let hours = dice.between(*short, *long) * if slip { 3 } else { 1 };
    let closed = submitted.saturating_add(SignedDuration::from_hours(hours));
    let is_closed = closed.date() < world.today;
    let rated = is_closed && dice.chance(58);
    let score = match (slip, life.mood()) {
        (true, _) => dice.weigh(&[(1, 12), (2, 20), (3, 28), (4, 40)]),
        (_, Mood::Happy) => dice.weigh(&[(5, 68), (4, 29), (3, 3)]),
        (_, Mood::Content) => dice.weigh(&[(5, 55), (4, 38), (3, 5), (2, 2)]),
        (_, Mood::Uneasy) => dice.weigh(&[(5, 40), (4, 48), (3, 9), (2, 3)]),
        (_, Mood::Bad) => dice.weigh(&[(5, 22), (4, 50), (3, 16), (2, 8), (1, 4)]),
    };
    let subject = dice.word(if matches!(*priority, "urgent" | "high") { faults() } else { TICKETS });
    let facts = Ticket {
        subject,
        priority,
        submitted,
        response: Some(response),
        closed: is_closed.then_some(closed),
        score: rated.then_some(score),
        is_escalated: slip && dice.chance(40),
    };
    write(dice, sheets, life, people, &facts);
}

/// An open ticket that has outrun its promise by days.
fn overrun(dice: &mut Dice, sheets: &mut Sheets, life: &Life, people: &People, world: &World<'_>) -> Breach {
    let on = workday(plus_days(world.today, -dice.days(4, 12)));
    let submitted = on.at(9, 0, 0, 0).saturating_add(SignedDuration::from_mins(dice.between(0, 400)));
    let subject = dice.word(faults());
    let is_escalated = life.story == Some(Story::LateProject) || dice.chance(50);
    let facts = Ticket {
        subject,
        priority: "high",
        submitted,
        response: Some(dice.between(70, 300)),
        closed: None,
        score: None,
        is_escalated,
    };
    write(dice, sheets, life, people, &facts);
    let hours = world.today.at(0, 0, 0, 0).duration_since(submitted).as_hours();
    Breach { subject: subject.to_owned(), hours, is_escalated }
}

/// What stops work: not the wishes and questions at the list's end.
fn faults() -> &'static [&'static str] {
    TICKETS.split_last_chunk::<4>().map_or(TICKETS, |(faults, _)| faults)
}

struct Ticket<'a> {
    subject: &'a str,
    priority: &'a str,
    submitted: DateTime,
    response: Option<i64>,
    closed: Option<DateTime>,
    score: Option<i64>,
    is_escalated: bool,
}

fn write(dice: &mut Dice, sheets: &mut Sheets, life: &Life, people: &People, ticket: &Ticket<'_>) {
    let owner = people.csm.clone().or_else(|| people.service.clone());
    let id = dice.id(ticket.submitted.date());
    let number = format!("T{}{:04}", ticket.submitted.strftime("%y%m%d"), u64::from(life.index) % 10_000);
    let cells = [
        ("account_id", Value::from(life.id.clone())),
        ("subject", ticket.subject.into()),
        ("external_id", number.into()),
        ("priority", ticket.priority.into()),
        (
            "state",
            if ticket.closed.is_some() {
                "closed"
            } else if ticket.is_escalated || dice.chance(70) {
                "open"
            } else {
                "pending"
            }
            .into(),
        ),
        ("submitted_at", instant(ticket.submitted).into()),
        ("first_response_minutes", ticket.response.into()),
        ("closed_at", ticket.closed.map(instant).into()),
        ("score", ticket.score.into()),
        ("is_escalated", ticket.is_escalated.into()),
        ("owner_id", owner.into()),
        ("internal_note", ticket.is_escalated.then_some("已升级至服务负责人，每日同步进展。").into()),
    ];
    sheets.add("ticket", id, &cells);
}

/// Eight hours before UTC's clock, as it is stored.
fn instant(local: DateTime) -> String {
    let offset = jiff::tz::Offset::from_hours(8).unwrap_or(jiff::tz::Offset::UTC);
    offset.to_timestamp(local).unwrap_or(Timestamp::UNIX_EPOCH).to_string()
}
