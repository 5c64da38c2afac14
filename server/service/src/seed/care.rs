//! What we did for a customer and what they said: touchpoints in the four lines, sponsor demands, survey
//! answers, tasks.

use domain::calendar::plus_days;
use domain::value::Value;
use jiff::civil::{Date, Weekday};

use super::World;
use super::dice::Dice;
use super::life::{Arc, Life, Mood};
use super::people::{People, Person};
use super::sheet::Sheets;
use super::story::Story;
use super::words::{
    ANSWERS, COMMENTS_BAD, COMMENTS_GOOD, COMMENTS_PLAIN, DEMANDS, NOTES_BAD, NOTES_GOOD, NOTES_PLAIN,
    SOURCES, SUBJECTS, TASKS,
};

/// Writes all of it.
pub fn settle(dice: &mut Dice, sheets: &mut Sheets, life: &Life, people: &People, world: &World<'_>) {
    sponsor_meetings(dice, sheets, life, people, world);
    contacts(dice, sheets, life, people, world);
    demands(dice, sheets, life, people, world);
    surveys(dice, sheets, life, people, world);
    tasks(dice, sheets, life, people, world);
}

/// The last day we had to do with them.
fn last_day(life: &Life, world: &World<'_>) -> Date {
    life.left_on(world.today).map_or(world.today, |left| plus_days(left, 30).min(world.today))
}

/// The decision maker hears from us every few weeks; how long ago that was is the outline's to say.
fn sponsor_meetings(dice: &mut Dice, sheets: &mut Sheets, life: &Life, people: &People, world: &World<'_>) {
    let first = life.since.max(world.opening);
    let (low, high) = match life.tier {
        "strategic" => (14, 30),
        "key" => (25, 45),
        _ => (35, 58),
    };
    let mut day = plus_days(last_day(life, world), -life.quiet_days);
    while day >= first {
        let day_of_work = workday(day);
        let topic = line_on(dice, life, day_of_work);
        touch(
            dice,
            sheets,
            life,
            people,
            &Touch { on: day_of_work, line: topic, with: &people.sponsor, is_high: true },
        );
        day = plus_days(day, -dice.days(low, high) * world.density.contact_stretch);
    }
}

/// Everybody else, as often as the tier deserves.
fn contacts(dice: &mut Dice, sheets: &mut Sheets, life: &Life, people: &People, world: &World<'_>) {
    let (low, high) = match (life.arc, life.tier) {
        (Arc::Prospect, _) => (6, 16),
        (_, "strategic") => (6, 12),
        (_, "key") => (10, 20),
        (_, "standard") => (18, 34),
        _ => (30, 70),
    };
    let others: Vec<Person> = people.all.iter().skip(1).cloned().collect();
    let mut day = life.since.max(world.opening);
    loop {
        day = plus_days(day, dice.days(low, high) * world.density.contact_stretch);
        let on = workday(day);
        if on > last_day(life, world) {
            return;
        }
        let Some(with) = dice.pick(&others).cloned() else { return };
        let topic = line_on(dice, life, on);
        touch(dice, sheets, life, people, &Touch { on, line: topic, with: &with, is_high: false });
    }
}

struct Touch<'a> {
    on: Date,
    line: &'static str,
    with: &'a Person,
    is_high: bool,
}

fn touch(dice: &mut Dice, sheets: &mut Sheets, life: &Life, people: &People, touch: &Touch<'_>) {
    let subjects =
        SUBJECTS.iter().find(|(line, _)| *line == touch.line).map_or(&[][..], |(_, subjects)| subjects);
    let channel = if touch.is_high {
        dice.weigh(&[("visit", 45), ("meeting", 30), ("call", 20), ("event", 5)])
    } else {
        dice.weigh(&[("meeting", 35), ("chat", 25), ("call", 20), ("visit", 12), ("email", 8)])
    };
    let effect = match life.mood() {
        Mood::Happy => dice.weigh(&[(2, 25), (1, 50), (0, 25)]),
        Mood::Content => dice.weigh(&[(2, 8), (1, 42), (0, 45), (-1, 5)]),
        Mood::Uneasy => dice.weigh(&[(1, 25), (0, 45), (-1, 30)]),
        Mood::Bad => dice.weigh(&[(1, 12), (0, 38), (-1, 35), (-2, 15)]),
    };
    let note = match effect {
        1.. => NOTES_GOOD,
        0 => NOTES_PLAIN,
        _ => NOTES_BAD,
    };
    // One customer is one person's alone: nobody else of ours speaks to them.
    let ours = match touch.line {
        _ if life.story.is_none() && life.index == 17 => &people.ar,
        "presales" => &people.sr,
        "delivery" => &people.fr,
        "service" => &people.csm,
        _ => &people.ar,
    };
    let depth = if touch.is_high { dice.between(3, 5) } else { dice.between(1, 4) };
    let note = dice.chance(if touch.is_high { 80 } else { 45 }).then(|| dice.word(note));
    let subject = dice.word(subjects);
    let id = dice.id(touch.on);
    let cells = [
        ("account_id", Value::from(life.id.clone())),
        ("happened_on", touch.on.into()),
        ("subject", subject.into()),
        ("line", touch.line.into()),
        ("channel", channel.into()),
        ("stakeholder_id", touch.with.id.clone().into()),
        ("user_id", ours.clone().or_else(|| people.ar.clone()).into()),
        ("depth", depth.into()),
        ("effect", effect.into()),
        ("note", note.into()),
    ];
    sheets.add("touchpoint", id, &cells);
}

/// The line that leads at that time of the account's life.
fn line_on(dice: &mut Dice, life: &Life, on: Date) -> &'static str {
    let Some(start) = life.terms.iter().find(|term| !term.is_trial).map(|term| term.start) else {
        return dice.weigh(&[("presales", 65), ("account", 35)]);
    };
    if on < start {
        return dice.weigh(&[("presales", 70), ("account", 30)]);
    }
    let delivering = life.project.is_some_and(|project| project.late_days > 0) || on < plus_days(start, 130);
    if delivering {
        dice.weigh(&[("delivery", 60), ("account", 25), ("service", 15)])
    } else {
        dice.weigh(&[("service", 55), ("account", 40), ("presales", 5)])
    }
}

fn demands(dice: &mut Dice, sheets: &mut Sheets, life: &Life, people: &People, world: &World<'_>) {
    if let Some(story) = life.story {
        for demand in story.demands() {
            let on = plus_days(world.today, -demand.days_ago);
            let id = dice.id(on);
            let answer = (!demand.answer.is_empty()).then_some(demand.answer);
            add_demand(
                sheets,
                id,
                life,
                people,
                on,
                &[
                    ("quote", demand.quote.into()),
                    ("state", demand.state.into()),
                    ("priority", demand.priority.into()),
                    ("answer", answer.into()),
                    ("source", demand.source.into()),
                ],
            );
        }
        return;
    }
    let count = match life.tier {
        "strategic" => 4,
        "key" => dice.between(2, 4),
        "standard" => dice.between(1, 2),
        _ => dice.between(0, 1),
    };
    let quotes =
        DEMANDS.iter().find(|(name, _)| *name == life.industry.name).map_or(&[][..], |(_, quotes)| quotes);
    let first = life.since.max(world.opening);
    let span = (last_day(life, world) - first).get_days();
    let offset = dice.between(0, 3) as usize;
    for quote in quotes.iter().cycle().skip(offset).take(count as usize) {
        let on = workday(plus_days(first, dice.days(5, (span - 5).max(6)))).min(world.today);
        let age = (world.today - on).get_days();
        let state = match life.mood() {
            _ if age < 30 => "open",
            Mood::Happy | Mood::Content if age > 200 => {
                dice.weigh(&[("accepted", 65), ("delivered", 30), ("dropped", 5)])
            }
            Mood::Happy | Mood::Content => dice.weigh(&[("delivered", 45), ("planned", 45), ("open", 10)]),
            Mood::Uneasy | Mood::Bad => dice.weigh(&[("open", 40), ("planned", 40), ("delivered", 20)]),
        };
        let answer = (state != "open").then(|| dice.word(ANSWERS));
        let (priority, source) =
            (dice.weigh(&[("high", 45), ("medium", 40), ("low", 15)]), dice.word(SOURCES));
        let id = dice.id(on);
        add_demand(
            sheets,
            id,
            life,
            people,
            on,
            &[
                ("quote", (*quote).into()),
                ("state", state.into()),
                ("priority", priority.into()),
                ("answer", answer.into()),
                ("source", source.into()),
            ],
        );
    }
}

fn add_demand(
    sheets: &mut Sheets,
    id: String,
    life: &Life,
    people: &People,
    on: Date,
    said: &[(&str, Value)],
) {
    let mut cells = vec![
        ("account_id", Value::from(life.id.clone())),
        ("stakeholder_id", people.sponsor.id.clone().into()),
        ("raised_on", on.into()),
    ];
    cells.extend(said.iter().cloned());
    sheets.add("demand", id, &cells);
}

/// Asked every quarter: NPS and CSAT of those who work with it, the pulse of the decision maker.
fn surveys(dice: &mut Dice, sheets: &mut Sheets, life: &Life, people: &People, world: &World<'_>) {
    let Some(start) = life
        .terms
        .iter()
        .find(|term| !term.is_trial)
        .map(|term| plus_days(term.start, 90).max(world.opening))
    else {
        return;
    };
    let mut day = plus_days(last_day(life, world), -dice.days(8, 60));
    let silent_since = plus_days(last_day(life, world), -life.quiet_days);
    while day >= start {
        let asked: Vec<Person> = people.all.iter().skip(1).cloned().collect();
        for person in asked.iter().take(if life.tier == "long_tail" { 1 } else { 2 }) {
            if dice.chance(75) {
                answer(dice, sheets, life, person, "nps", day);
            }
            if dice.chance(40) {
                answer(dice, sheets, life, person, "csat", day);
            }
        }
        if day <= silent_since && dice.chance(70) {
            answer(dice, sheets, life, &people.sponsor, "sponsor_pulse", day);
        }
        day = plus_days(day, -91 * world.density.contact_stretch);
    }
}

fn answer(dice: &mut Dice, sheets: &mut Sheets, life: &Life, person: &Person, kind: &str, day: Date) {
    let ten = match life.mood() {
        Mood::Happy => dice.weigh(&[(10, 45), (9, 35), (8, 15), (7, 5)]),
        Mood::Content => dice.weigh(&[(10, 20), (9, 34), (8, 27), (7, 13), (6, 6)]),
        Mood::Uneasy => dice.weigh(&[(9, 8), (8, 24), (7, 30), (6, 24), (5, 14)]),
        Mood::Bad => dice.weigh(&[(8, 10), (7, 20), (6, 25), (5, 20), (4, 15), (2, 10)]),
    };
    let score: i64 = if kind == "nps" { ten } else { (ten + 1) / 2 };
    let comments = match ten {
        9.. => COMMENTS_GOOD,
        7..=8 => COMMENTS_PLAIN,
        _ => COMMENTS_BAD,
    };
    let on = workday(plus_days(day, dice.days(0, 6)));
    let comment = dice.chance(35).then(|| dice.word(comments));
    let id = dice.id(on);
    let cells = [
        ("account_id", Value::from(life.id.clone())),
        ("kind", kind.into()),
        ("score", score.into()),
        ("answered_on", on.into()),
        ("stakeholder_id", person.id.clone().into()),
        ("comment", comment.into()),
    ];
    sheets.add("survey_response", id, &cells);
}

/// A few things done, one or two to do.
fn tasks(dice: &mut Dice, sheets: &mut Sheets, life: &Life, people: &People, world: &World<'_>) {
    let gone = life.left_on(world.today).is_some();
    let open = if gone { 0 } else { dice.between(0, 2) };
    for n in 0..(3 + open) {
        let is_done = n < 3;
        let due =
            workday(plus_days(world.today, if is_done { -dice.days(12, 200) } else { dice.days(-6, 24) }));
        if due < life.since {
            continue;
        }
        let state = if is_done {
            dice.weigh(&[("done", 92), ("dropped", 8)])
        } else {
            dice.weigh(&[("open", 60), ("doing", 40)])
        };
        let owner = if dice.chance(55) {
            people.csm.clone().or_else(|| people.ar.clone())
        } else {
            people.ar.clone()
        };
        let title = dice.word(TASKS);
        let id = dice.id(plus_days(due, -10));
        let cells = [
            ("title", Value::from(title)),
            ("account_id", life.id.clone().into()),
            ("owner_id", owner.into()),
            ("due_on", due.into()),
            ("state", state.into()),
        ];
        sheets.add("task", id, &cells);
    }
    if life.story == Some(Story::QuietSponsor) {
        let due = plus_days(world.today, -9);
        let id = dice.id(plus_days(due, -20));
        let title = format!("约{}当面沟通续约，已改期两次", people.sponsor.name);
        let cells = [
            ("title", Value::from(title)),
            ("account_id", life.id.clone().into()),
            ("owner_id", people.ar.clone().into()),
            ("due_on", due.into()),
            ("state", "doing".into()),
        ];
        sheets.add("task", id, &cells);
    }
}

/// The day itself, or the Friday before its weekend.
pub fn workday(day: Date) -> Date {
    match day.weekday() {
        Weekday::Saturday => plus_days(day, -1),
        Weekday::Sunday => plus_days(day, -2),
        _ => day,
    }
}
