//! What is red, and the one thing to do about each, done where it is read: give it to somebody, ring the sponsor,
//! ask its owner, or say that one knows. Who has acted is said to everybody, and not offered again.

use jiff::civil::DateTime;

use super::sentence::{self, Links};
use super::tiles::tile;
use super::{AtRisk, PortfolioFacts, Told};
use crate::board::act::Act;
use crate::board::{Lamp, Line, Size, Span, Tile};
use crate::calendar::plus_days;
use crate::format::{self, clock, count, date_near};
use crate::noun::alert;
use crate::query::{Op, Query};
use crate::retention::arr_cents;
use crate::text::{Locale, Text, text};

/// How many days somebody has to answer what they are asked.
const ANSWER_DAYS: i32 = 2;
/// How much of a reason becomes the title of a task.
const TITLE_LETTERS: usize = 60;

/// The tile.
pub(super) fn tile_of(facts: &PortfolioFacts, locale: Locale) -> Tile {
    let label = text("需要有人处理的客户", "Accounts that need somebody");
    let base = tile("at_risk", Size::Half, label, locale);
    Tile {
        headline: sentence::at_risk(facts, locale),
        acts: (0..)
            .zip(&facts.at_risk)
            .filter_map(|(at, risk)| Some(act(facts, risk, locale)?.of(at)))
            .collect(),
        lines: facts.at_risk.iter().map(|risk| line(facts, risk, locale)).collect(),
        lamp: facts.at_risk.first().map(|_| Lamp::Act),
        href: Some(Links::alerts()),
        label: format!("{} · {}", base.label, count(facts.at_risk_accounts)),
        ..base
    }
}

fn line(facts: &PortfolioFacts, risk: &AtRisk, locale: Locale) -> Line {
    let reason = alert::reason(&risk.rule, risk.raised_on, &risk.message, locale);
    let nobody = text("无人负责", "nobody yet").in_(locale);
    let owner = risk.owner.as_deref().unwrap_or(nobody).to_owned();
    let parts = [Some(reason), Some(owner), known(facts, risk, locale), asked(facts, risk, locale)];
    Line {
        title: risk.account.clone(),
        href: Some(format!("/account/{}", risk.account_id)),
        detail: parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        value: format::money(arr_cents(risk.mrr_cents), facts.currency, locale).to_string(),
        lamp: Some(if risk.severity == "act" { Lamp::Act } else { Lamp::Watch }),
        action: Some(link(risk, locale)),
    }
}

/// Who knows, and since when.
fn known(facts: &PortfolioFacts, risk: &AtRisk, locale: Locale) -> Option<String> {
    if risk.state != "acknowledged" {
        return None;
    }
    Some(match (&risk.known, locale) {
        (Some(told), Locale::Zh) => format!("已由{}于 {}知悉", told.by, when(facts, told, locale)),
        (Some(told), Locale::En) => format!("acknowledged by {}, {}", told.by, when(facts, told, locale)),
        (None, Locale::Zh) => "已有人知悉".to_owned(),
        (None, Locale::En) => "acknowledged".to_owned(),
    })
}

/// Who has asked about it, and when.
fn asked(facts: &PortfolioFacts, risk: &AtRisk, locale: Locale) -> Option<String> {
    let told = risk.asked.as_ref()?;
    Some(match locale {
        Locale::Zh => format!("{}于 {}问过，等答复", told.by, when(facts, told, locale)),
        Locale::En => format!("{} asked on {}, no answer yet", told.by, when(facts, told, locale)),
    })
}

fn when(facts: &PortfolioFacts, told: &Told, locale: Locale) -> String {
    let at: DateTime = facts.offset.to_datetime(told.at);
    let day =
        if at.date() == facts.today { String::new() } else { date_near(at.date(), facts.today, locale) };
    match (day.as_str(), locale) {
        ("", Locale::Zh) => format!("今天 {} ", clock(at)),
        ("", Locale::En) => format!("today {}", clock(at)),
        (day, Locale::Zh) => format!("{day} {} ", clock(at)),
        (day, Locale::En) => format!("{day}, {}", clock(at)),
    }
}

/// The sponsor's telephone, where a call is what helps.
fn telephone(risk: &AtRisk) -> Option<(&str, String)> {
    let (name, number) = risk.sponsor.as_ref().filter(|_| risk.rule == "sponsor_silent")?;
    let digits: String = number.chars().filter(|letter| letter.is_ascii_digit() || *letter == '+').collect();
    (digits.len() > 4).then_some((name.as_str(), digits))
}

/// What is done on the page; nothing where a link says it better, or somebody has acted.
fn act(facts: &PortfolioFacts, risk: &AtRisk, locale: Locale) -> Option<Act> {
    let say = |words: Text| words.in_(locale);
    let change = |words: &str, done: &str| Act::change("alert", &risk.alert_id, risk.version, words, done);
    let Some(owner_id) = &risk.owner_id else {
        let (id, name) = risk.lead.as_ref()?;
        let (words, done) = match locale {
            Locale::Zh => (format!("交给{name}"), format!("已交给{name}")),
            Locale::En => (format!("Give to {name}"), format!("Given to {name}")),
        };
        return Some(change(&words, &done).set("owner_id", id.clone()));
    };
    if risk.asked.is_some() || risk.state == "acknowledged" || telephone(risk).is_some() {
        return None;
    }
    if !matches!(risk.rule.as_str(), "payment_overdue" | "ticket_breach" | "usage_drop" | "sponsor_silent") {
        let done = say(text("大家都能看到您已知悉", "Everybody sees that you know"));
        return Some(change(say(text("知悉", "Acknowledge")), done).set("state", "acknowledged"));
    }
    let name = risk.owner.as_deref().unwrap_or_default();
    let reason = alert::reason(&risk.rule, risk.raised_on, &risk.message, locale);
    let short: String = reason.trim_end_matches(['。', '.']).chars().take(TITLE_LETTERS).collect();
    let (words, title, done) = match locale {
        Locale::Zh => (format!("问{name}"), format!("请答复：{short}"), format!("{name}的任务里已有这一问")),
        Locale::En => {
            (format!("Ask {name}"), format!("Please answer: {short}"), format!("{name} has it as a task"))
        }
    };
    Some(
        Act::add("task", &words, &done)
            .set("title", title)
            .set("account_id", risk.account_id.clone())
            .set("owner_id", owner_id.clone())
            .set("alert_id", risk.alert_id.clone())
            .set("due_on", plus_days(facts.today, ANSWER_DAYS).to_string())
            .ask("note", say(text("想问什么？", "What do you ask?")), hint(risk, locale), true),
    )
}

fn hint(risk: &AtRisk, locale: Locale) -> &'static str {
    let words = match risk.rule.as_str() {
        "payment_overdue" => text("哪天能到账，卡在谁那里？", "When will it be paid, and who holds it up?"),
        "ticket_breach" => text("哪天能解决，要我做什么？", "When will it be solved, and what do you need?"),
        "usage_drop" => text("为什么不用了，怎么办？", "Why do they use it less, and what will you do?"),
        _ => text("打算哪天去见 1W？", "On which day will you meet the sponsor?"),
    };
    words.in_(locale)
}

/// Where an act is not for the reader, or was done: the way to what helps.
fn link(risk: &AtRisk, locale: Locale) -> Span {
    if let Some((name, number)) = telephone(risk) {
        let words = match locale {
            Locale::Zh => format!("打给{name}"),
            Locale::En => format!("Ring {name}"),
        };
        return Span::number(words, format!("tel:{number}"));
    }
    let make = |noun: &str| format!("/register/{noun}/new?account_id={}", risk.account_id);
    let record = format!("/register/alert/{}", risk.alert_id);
    let (words, href) = match risk.rule.as_str() {
        _ if risk.owner_id.is_none() => (text("指派责任人", "Assign it"), format!("{record}?edit=1")),
        _ if risk.asked.is_some() => (
            text("看任务", "See the task"),
            Query::default().filter("alert_id", Op::Eq, &risk.alert_id).href("task"),
        ),
        _ if risk.state == "acknowledged" => (text("看进展", "See how it goes"), record),
        "sponsor_silent" => (text("约 1W", "Meet the sponsor"), make("touchpoint")),
        "payment_overdue" => (
            text("催收", "Chase the payment"),
            Query::default()
                .filter("account_id", Op::Eq, &risk.account_id)
                .filter("state", Op::In, "planned|invoiced")
                .sort("due_on")
                .href("payment"),
        ),
        "ticket_breach" => (
            text("看工单", "See the tickets"),
            Query::default()
                .filter("account_id", Op::Eq, &risk.account_id)
                .filter("state", Op::Ne, "closed")
                .sort("-submitted_at")
                .href("ticket"),
        ),
        "vacancy" => (text("补上空缺", "Fill the place"), make("team_member")),
        _ => (text("安排任务", "Plan a task"), make("task")),
    };
    Span::number(words.in_(locale), href)
}
