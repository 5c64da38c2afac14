//! The account's tiles about people: what they asked for, when we met, who looks after them.

use super::tiles::{rows, tile};
use super::{AccountFacts, label};
use crate::board::sentence::Sentence;
use crate::board::{Lamp, Line, Size, Tile};
use crate::format::{count, date_near};
use crate::query::Op;
use crate::text::{Locale, text};

pub(super) fn demands(facts: &AccountFacts, locale: Locale) -> Tile {
    let href = rows(facts).sort("-raised_on").href("demand");
    let kept = rows(facts).filter("state", Op::In, "delivered|accepted").href("demand");
    let total = facts.demands_total;
    let headline = match (total, locale) {
        (0, Locale::Zh) => Sentence::default().say("还没有记下他们的诉求。"),
        (0, Locale::En) => Sentence::default().say("None of their demands is on record yet."),
        (_, Locale::Zh) => Sentence::default()
            .say("他们提出过 ")
            .number(count(total), &href)
            .say(" 条诉求，已兑现 ")
            .number(count(facts.demands_kept), &kept)
            .say(" 条。"),
        (_, Locale::En) => Sentence::default()
            .say("They asked for ")
            .number(count(total), &href)
            .say(" things; ")
            .number(count(facts.demands_kept), &kept)
            .say(" are kept."),
    };
    let lines = facts
        .demands
        .iter()
        .map(|demand| Line {
            title: format!("“{}”", demand.quote),
            href: Some(format!("/register/demand/{}", demand.id)),
            detail: demand.raised_on.to_string(),
            value: label(crate::noun::demand::STATES, &demand.state, locale),
            lamp: None,
            action: None,
        })
        .collect();
    Tile {
        headline: headline.done(),
        lines,
        href: Some(href),
        ..tile("demands", Size::Half, text("诉求（原话）", "Demands, in their words"), locale)
    }
}

pub(super) fn touchpoints(facts: &AccountFacts, locale: Locale) -> Tile {
    let href = rows(facts).sort("-happened_on").href("touchpoint");
    let headline = match (facts.touchpoints.first(), locale) {
        (None, Locale::Zh) => Sentence::default().say("还没有任何接触记录。"),
        (None, Locale::En) => Sentence::default().say("No contact is on record yet."),
        (Some(last), Locale::Zh) => Sentence::default()
            .say("最近一次接触在 ")
            .number(date_near(last.happened_on, facts.today, locale), &href)
            .say("。"),
        (Some(last), Locale::En) => Sentence::default()
            .say("The latest contact was on ")
            .number(date_near(last.happened_on, facts.today, locale), &href)
            .say("."),
    };
    let lines = facts
        .touchpoints
        .iter()
        .map(|touch| Line {
            title: touch.subject.clone(),
            href: Some(format!("/register/touchpoint/{}", touch.id)),
            detail: [touch.by.clone(), touch.with.clone()]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" → "),
            value: touch.happened_on.to_string(),
            lamp: None,
            action: None,
        })
        .collect();
    Tile {
        headline: headline.done(),
        lines,
        href: Some(href),
        ..tile("touchpoints", Size::Half, text("最近接触", "Latest contacts"), locale)
    }
}

/// The iron triangle and the owners (J30, M16), with what is vacant named first.
pub(super) fn team(facts: &AccountFacts, locale: Locale) -> Tile {
    const NEEDED: [&str; 3] = ["ar", "sr", "fr"];
    let href = rows(facts).href("team_member");
    let role = |key: &str| label(crate::noun::team::ROLES, key, locale);
    let vacant: Vec<&str> =
        NEEDED.into_iter().filter(|key| !facts.team.iter().any(|(has, _)| has == key)).collect();
    let names: Vec<String> = vacant.iter().map(|key| role(key)).collect();
    let headline = match (names.is_empty(), locale) {
        (true, Locale::Zh) => Sentence::default()
            .say("铁三角齐备，共有 ")
            .number(count(facts.team.len() as i64), &href)
            .say(" 人照看这个客户。"),
        (true, Locale::En) => Sentence::default()
            .say("The iron triangle is complete; ")
            .number(count(facts.team.len() as i64), &href)
            .say(" people look after them."),
        (false, Locale::Zh) => {
            Sentence::default().say("铁三角缺少").number(names.join("、"), &href).say("。")
        }
        (false, Locale::En) => {
            Sentence::default().say("The iron triangle lacks ").number(names.join(", "), &href).say(".")
        }
    };
    let lines = facts
        .team
        .iter()
        .map(|(key, name)| Line { title: name.clone(), href: None, detail: role(key), ..Line::default() })
        .collect();
    Tile {
        headline: headline.done(),
        lines,
        lamp: Some(if vacant.is_empty() { Lamp::Good } else { Lamp::Watch }),
        href: Some(href),
        ..tile("team", Size::Half, text("团队", "Team"), locale)
    }
}

/// Everything that happened, the latest first: one line of each noun.
pub(super) fn timeline(facts: &AccountFacts, locale: Locale) -> Tile {
    let noun = |table: &str| crate::noun::spec(table).map_or("", |spec| spec.noun.in_(locale)).to_owned();
    let headline = match (facts.timeline.first(), locale) {
        (None, Locale::Zh) => Sentence::default().say("这个客户还没有任何记录。"),
        (None, Locale::En) => Sentence::default().say("Nothing is on record of this customer yet."),
        (Some(last), Locale::Zh) => Sentence::default()
            .say("最近发生的一件事在 ")
            .number(&last.happened_on, &format!("/register/{}/{}", last.table, last.id))
            .say(format!("，是一条{}。", noun(&last.table))),
        (Some(last), Locale::En) => Sentence::default()
            .say("The latest thing that happened was on ")
            .number(&last.happened_on, &format!("/register/{}/{}", last.table, last.id))
            .say(format!(": {}.", noun(&last.table).to_lowercase())),
    };
    let lines = facts
        .timeline
        .iter()
        .map(|event| Line {
            title: event.title.clone(),
            href: Some(format!("/register/{}/{}", event.table, event.id)),
            detail: noun(&event.table),
            value: event.happened_on.clone(),
            lamp: None,
            action: None,
        })
        .collect();
    Tile {
        headline: headline.done(),
        lines,
        ..tile("timeline", Size::Half, text("时间线", "Timeline"), locale)
    }
}
