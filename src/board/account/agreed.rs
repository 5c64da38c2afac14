//! What is agreed with the customer's decision maker: meetings they come to (M12), values they acknowledged (M21, M26),
//! and whether they look at what we show them (M10).

use super::tiles::{rows, tile};
use super::{AccountFacts, label};
use crate::board::home::{Meeting, Worth};
use crate::board::sentence::Sentence;
use crate::board::{Lamp, Line, Size, Tile};
use crate::calendar::days_between;
use crate::format::{clock, count, date_near, money};
use crate::noun::{meeting, value_statement};
use crate::query::Op;
use crate::text::{Locale, text};

/// So many days before a meeting its sponsor should have said that they come.
pub const CONFIRM_DAYS: i32 = 7;

pub(super) fn meetings(facts: &AccountFacts, locale: Locale) -> Tile {
    let href = rows(facts).filter("state", Op::Eq, "planned").sort("meets_at").href("meeting");
    let waits = rows(facts)
        .filter("state", Op::Eq, "planned")
        .filter("reply", Op::Eq, "pending")
        .sort("meets_at")
        .href("meeting");
    let late = facts.meetings.iter().filter(|one| is_late(facts, one)).count() as i64;
    let all = facts.meetings.len() as i64;
    let said = Sentence::default();
    let headline = match (all, late, locale) {
        (0, _, Locale::Zh) => said.say("接下来还没有约好的会，请约 1W 的下一次见面。"),
        (0, _, Locale::En) => {
            said.say("No meeting is planned; please agree on the next one with the sponsor.")
        }
        (_, 0, Locale::Zh) => {
            said.say("接下来有 ").number(count(all), &href).say(" 场会，没有临近而未确认的。")
        }
        (_, 0, Locale::En) => {
            said.number(count(all), &href).say(" meetings are to come; none is near and unconfirmed.")
        }
        (_, _, Locale::Zh) => said
            .say("接下来有 ")
            .number(count(all), &href)
            .say(" 场会，其中 ")
            .number(count(late), &waits)
            .say(format!(" 场在 {CONFIRM_DAYS} 天之内，1W 还没有确认。")),
        (_, _, Locale::En) => {
            said.number(count(all), &href).say(" meetings are to come; ").number(count(late), &waits).say(
                format!(
                    " of them {} within {CONFIRM_DAYS} days and not confirmed by the sponsor.",
                    if late == 1 { "is" } else { "are" }
                ),
            )
        }
    };
    let line = |one: &Meeting| {
        let when = format!("{} {}", date_near(one.at.date(), facts.today, locale), clock(one.at));
        Line {
            title: one.subject.clone(),
            href: Some(format!("/register/meeting/{}", one.id)),
            detail: [Some(when), one.place.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · "),
            value: label(meeting::REPLIES, &one.reply, locale),
            lamp: Some(match one.reply.as_str() {
                "confirmed" => Lamp::Good,
                "pending" if !is_late(facts, one) => Lamp::Watch,
                _ => Lamp::Act,
            }),
            action: None,
        }
    };
    Tile {
        headline: headline.done(),
        lines: facts.meetings.iter().map(line).collect(),
        lamp: (late > 0).then_some(Lamp::Act),
        href: Some(href),
        ..tile("meetings", Size::Half, text("与 1W 约好的会", "Meetings with the sponsor"), locale)
    }
}

/// Near, and not confirmed.
fn is_late(facts: &AccountFacts, one: &Meeting) -> bool {
    one.reply == "pending" && days_between(facts.today, one.at.date()) <= CONFIRM_DAYS
}

/// What things were worth; nothing before anything was written down.
pub(super) fn values(facts: &AccountFacts, locale: Locale) -> Option<Tile> {
    if facts.values.is_empty() {
        return None;
    }
    let href = rows(facts).sort("-stated_on").href("value_statement");
    let agreed =
        rows(facts).filter("answer", Op::Eq, "acknowledged").sort("-stated_on").href("value_statement");
    let said: Vec<&Worth> = facts.values.iter().filter(|one| one.answer == "acknowledged").collect();
    let cents = said.iter().filter_map(|one| one.amount_cents).fold(0, i64::saturating_add);
    let (all, kept) = (count(facts.values.len() as i64), count(said.len() as i64));
    let amount = money(cents, facts.currency, locale);
    let headline = match locale {
        Locale::Zh => Sentence::default()
            .say("已写下 ")
            .number(all, &href)
            .say(" 项价值，1W 认可了 ")
            .number(kept, &agreed)
            .say(" 项，合计 ")
            .number(amount, &agreed)
            .say("。"),
        Locale::En => Sentence::default()
            .say("Of ")
            .number(all, &href)
            .say(" values on record the sponsor acknowledged ")
            .number(kept, &agreed)
            .say(", worth ")
            .number(amount, &agreed)
            .say("."),
    };
    let line = |one: &Worth| Line {
        title: one.statement.clone(),
        href: Some(format!("/register/value_statement/{}", one.id)),
        detail: label(value_statement::ANSWERS, &one.answer, locale),
        value: one
            .amount_cents
            .map(|cents| money(cents, facts.currency, locale).to_string())
            .unwrap_or_default(),
        lamp: match one.answer.as_str() {
            "acknowledged" => Some(Lamp::Good),
            "disputed" => Some(Lamp::Act),
            _ => None,
        },
        action: None,
    };
    Some(Tile {
        headline: headline.done(),
        lines: facts.values.iter().take(5).map(line).collect(),
        href: Some(href),
        ..tile("values", Size::Half, text("值多少（价值陈述）", "What it is worth"), locale)
    })
}

/// How the sponsor looks at our boards, said after when they were met.
pub(super) fn looks(facts: &AccountFacts, sentence: Sentence, locale: Locale) -> Sentence {
    let super::Looks { last_on, month, depth } = facts.looks;
    let href = rows(facts).sort("-opened_at").href("board_view");
    let Some(last) = last_on else {
        return sentence.say(match locale {
            Locale::Zh => "1W 还没有打开过看板。",
            Locale::En => " The sponsor has not opened a board yet.",
        });
    };
    let weekly = format!("{}.{}", month / 4, month % 4 * 10 / 4);
    let last = date_near(last, facts.today, locale);
    let said = match locale {
        Locale::Zh => sentence
            .say("近四周打开看板 ")
            .number(count(month), &href)
            .say(" 次（每周 ")
            .number(weekly, &href)
            .say(" 次），最近一次在 ")
            .number(last, &href),
        Locale::En => sentence
            .say(" Boards were opened ")
            .number(count(month), &href)
            .say(" times in four weeks (")
            .number(weekly, &href)
            .say(" a week), last on ")
            .number(last, &href),
    };
    match (depth, locale) {
        (None, Locale::Zh) => said.say("。"),
        (None, Locale::En) => said.say("."),
        (Some(depth), Locale::Zh) => said.say("，看到 ").number(format!("{depth}%"), &href).say("。"),
        (Some(depth), Locale::En) => said.say(", ").number(format!("{depth}%"), &href).say(" of them read."),
    }
}
