//! The lifecycle board's sentences and where their numbers lead.

use super::{LifecycleFacts, ON_THE_WAY};
use crate::board::sentence::Sentence;
use crate::board::{Lamp, Span};
use crate::calendar::days_between;
use crate::format::count;
use crate::noun::account::STAGES;
use crate::noun::score::lamp_key;
use crate::query::{Op, Query};
use crate::retention::arr_cents;
use crate::text::Locale;

/// A monthly amount as its ARR in words.
pub fn arr(facts: &LifecycleFacts, mrr_cents: i64, locale: Locale) -> String {
    facts.about.money(arr_cents(mrr_cents), locale)
}

/// What a stage is called.
pub fn stage_label(key: &str, locale: Locale) -> String {
    let found = STAGES.iter().find(|choice| choice.key == key);
    found.map_or_else(|| key.to_owned(), |choice| choice.label.in_(locale).to_owned())
}

/// Customers on the loop.
pub fn on_loop() -> Query {
    Query::default().filter("stage", Op::Ne, "lost").sort("-mrr_cents")
}

/// Of these, those whose lamp is red.
pub fn red() -> Query {
    on_loop().filter("health_lamp", Op::Eq, lamp_key(Lamp::Act))
}

/// Customers of one stage.
pub fn of_stage(stage: &str) -> Query {
    Query::default().filter("stage", Op::Eq, stage).sort("-mrr_cents")
}

/// Of these, those under one lamp, or under none.
pub fn of_cell(stage: &str, lamp: Option<Lamp>) -> Query {
    match lamp {
        Some(lamp) => of_stage(stage).filter("health_lamp", Op::Eq, lamp_key(lamp)),
        None => of_stage(stage).filter("health_lamp", Op::Empty, ""),
    }
}

/// Of these, those whose lamp warns of nothing.
pub fn calm(stage: &str) -> Query {
    of_stage(stage).filter("health_lamp", Op::Ne, "watch").filter("health_lamp", Op::Ne, "act")
}

/// Customers that are not in service yet.
pub fn on_the_way() -> Query {
    Query::default().filter("stage", Op::In, ON_THE_WAY).sort("signed_up_on")
}

/// Nobody has them.
pub fn unowned() -> Query {
    on_loop().filter("owner_id", Op::Empty, "")
}

/// Of these, those nobody has planned anything for.
pub fn stepless() -> Query {
    on_loop().filter("without.task.state", Op::In, "open|doing")
}

/// Of these, those with a task still to be done.
pub fn with_step() -> Query {
    on_loop().filter("with.task.state", Op::In, "open|doing")
}

/// Tasks that are still to be done for customers on the loop.
pub fn open_tasks() -> Query {
    Query::default()
        .filter("state", Op::In, "open|doing")
        .filter("account.stage", Op::Ne, "lost")
        .sort("due_on")
}

/// Customers scored on both days, at these stages when they are named; before there are two, all on the loop.
pub fn compared(facts: &LifecycleFacts, way: Option<(&str, &str)>) -> String {
    let Some((before, on)) = facts.days else { return on_loop().href("account") };
    let mut query = Query::default();
    for (day, stage) in [(before, way.map(|way| way.0)), (on, way.map(|way| way.1))] {
        query = query.filter("with.score_day.day_on", Op::Eq, day.to_string());
        if let Some(stage) = stage {
            query = query.filter("with.score_day.stage", Op::Eq, stage);
        }
    }
    query.sort("-mrr_cents").href("account")
}

fn one(locale: Locale, number: i64, one: &'static str, many: &'static str) -> &'static str {
    if locale == Locale::En && number == 1 { one } else { many }
}

const fn stop(locale: Locale) -> &'static str {
    match locale {
        Locale::Zh => "。",
        Locale::En => ".",
    }
}

/// Where customers stand.
pub fn stages(facts: &LifecycleFacts, locale: Locale) -> Vec<Span> {
    let ((all, cents), link) = (facts.on_loop(), on_loop().href("account"));
    let head = match locale {
        Locale::Zh => Sentence::default()
            .say("闭环上走着 ")
            .number(count(all), &link)
            .say(" 家客户，ARR 共 ")
            .number(arr(facts, cents, locale), &link),
        Locale::En => Sentence::default()
            .number(count(all), &link)
            .say(one(locale, all, " customer worth ", " customers worth "))
            .number(arr(facts, cents, locale), &link)
            .say(one(locale, all, " of ARR stands on the loop", " of ARR stand on the loop")),
    };
    let most = STAGES
        .iter()
        .filter(|choice| choice.key != "lost")
        .map(|choice| (facts.sum(|one| one.stage == choice.key), choice))
        .max_by_key(|((accounts, _), _)| *accounts);
    let Some(((accounts, cents), choice)) = most.filter(|((accounts, _), _)| *accounts > 0) else {
        return head.say(stop(locale)).done();
    };
    let (rows, name) = (of_stage(choice.key).href("account"), choice.label.in_(locale));
    match locale {
        Locale::Zh => head
            .say(format!("，最多的在{name}："))
            .number(count(accounts), &rows)
            .say(" 家、")
            .number(arr(facts, cents, locale), &rows)
            .say("。"),
        Locale::En => head
            .say(", most of them in ")
            .say(name.to_lowercase())
            .say(": ")
            .number(count(accounts), &rows)
            .say(" with ")
            .number(arr(facts, cents, locale), &rows)
            .say("."),
    }
    .done()
}

/// Who is about to decide.
pub fn renewal(facts: &LifecycleFacts, locale: Locale) -> Vec<Span> {
    let (accounts, cents) = facts.sum(|one| one.stage == "renewal");
    let (red, _) = facts.sum(|one| one.stage == "renewal" && one.lamp == Some(Lamp::Act));
    let rows = of_stage("renewal").href("account");
    let red_rows = of_cell("renewal", Some(Lamp::Act)).href("account");
    match locale {
        Locale::Zh => Sentence::default()
            .say("正在续约的 ")
            .number(count(accounts), &rows)
            .say(" 家客户带着 ARR ")
            .number(arr(facts, cents, locale), &rows)
            .say("，其中 ")
            .number(count(red), &red_rows)
            .say(" 家已预警。"),
        Locale::En => Sentence::default()
            .number(count(accounts), &rows)
            .say(one(locale, accounts, " customer is renewing ", " customers are renewing "))
            .number(arr(facts, cents, locale), &rows)
            .say("; ")
            .number(count(red), &red_rows)
            .say(one(locale, red, " of them needs action.", " of them need action.")),
    }
    .done()
}

/// Who has nobody.
pub fn owner(facts: &LifecycleFacts, locale: Locale) -> Vec<Span> {
    let (all, _) = facts.on_loop();
    if facts.unowned == 0 && all > 0 {
        let link = on_loop().href("account");
        return match locale {
            Locale::Zh => {
                Sentence::default().say("闭环上 ").number(count(all), &link).say(" 家客户都有负责人。")
            }
            Locale::En if all == 1 => Sentence::default()
                .say("The ")
                .number(count(all), &link)
                .say(" customer on the loop has an owner."),
            Locale::En => Sentence::default()
                .say("All ")
                .number(count(all), &link)
                .say(" customers on the loop have an owner."),
        }
        .done();
    }
    let link = unowned().href("account");
    match locale {
        Locale::Zh => Sentence::default()
            .say("闭环上有 ")
            .number(count(facts.unowned), &link)
            .say(" 家客户没有负责人。"),
        Locale::En => Sentence::default().number(count(facts.unowned), &link).say(one(
            locale,
            facts.unowned,
            " customer on the loop has no owner.",
            " customers on the loop have no owner.",
        )),
    }
    .done()
}

/// Where the money stands.
pub fn money(facts: &LifecycleFacts, locale: Locale) -> Vec<Span> {
    let (_, all) = facts.on_loop();
    let (_, warned) =
        facts.sum(|one| one.stage != "lost" && matches!(one.lamp, Some(Lamp::Watch | Lamp::Act)));
    let link = on_loop().filter("mrr_cents", Op::Gt, "0").href("account");
    let warned_rows = on_loop().filter("health_lamp", Op::In, "act|watch").href("account");
    match locale {
        Locale::Zh => Sentence::default()
            .say("各阶段合计带来 ARR ")
            .number(arr(facts, all, locale), &link)
            .say("，其中 ")
            .number(arr(facts, warned, locale), &warned_rows)
            .say(" 亮着黄灯或红灯。"),
        Locale::En => Sentence::default()
            .say("All stages together bring ARR of ")
            .number(arr(facts, all, locale), &link)
            .say(", of which ")
            .number(arr(facts, warned, locale), &warned_rows)
            .say(" sits under a warning lamp."),
    }
    .done()
}

/// Who needs action.
pub fn act(facts: &LifecycleFacts, locale: Locale) -> Vec<Span> {
    let ((accounts, cents), rows) = (facts.red(), red().href("account"));
    match locale {
        Locale::Zh => Sentence::default()
            .say("闭环上有 ")
            .number(count(accounts), &rows)
            .say(" 家客户已预警，涉及 ARR ")
            .number(arr(facts, cents, locale), &rows)
            .say("。"),
        Locale::En => Sentence::default()
            .number(count(accounts), &rows)
            .say(one(
                locale,
                accounts,
                " customer on the loop needs action, with ",
                " customers on the loop need action, with ",
            ))
            .number(arr(facts, cents, locale), &rows)
            .say(" of ARR."),
    }
    .done()
}

/// How lamps spread over the stages.
pub fn lamps(facts: &LifecycleFacts, locale: Locale) -> Vec<Span> {
    let of = |key: &str, lamp: Option<Lamp>| facts.sum(|one| one.stage == key && one.lamp == lamp).0;
    let most = STAGES
        .iter()
        .filter(|choice| choice.key != "lost")
        .map(|choice| (of(choice.key, Some(Lamp::Act)), choice))
        .max_by_key(|(accounts, _)| *accounts);
    let Some((accounts, choice)) = most.filter(|(accounts, _)| *accounts > 0) else {
        let ((all, _), rows) = (facts.on_loop(), on_loop().href("account"));
        return match locale {
            Locale::Zh => {
                Sentence::default().say("闭环上的 ").number(count(all), &rows).say(" 家客户没有一家预警。")
            }
            Locale::En => Sentence::default()
                .say("Of ")
                .number(count(all), &rows)
                .say(" customers on the loop none needs action."),
        }
        .done();
    };
    let (there, _) = facts.sum(|one| one.stage == choice.key);
    let name = choice.label.in_(locale);
    let (rows, all) =
        (of_cell(choice.key, Some(Lamp::Act)).href("account"), of_stage(choice.key).href("account"));
    match locale {
        Locale::Zh => Sentence::default()
            .say(format!("预警最集中的是{name}："))
            .number(count(there), &all)
            .say(" 家里有 ")
            .number(count(accounts), &rows)
            .say(" 家。"),
        Locale::En => Sentence::default()
            .say(format!("Warnings gather in {}: ", name.to_lowercase()))
            .number(count(accounts), &rows)
            .say(" of ")
            .number(count(there), &all)
            .say(one(locale, there, " customer there needs action.", " customers there need action.")),
    }
    .done()
}

/// Which way customers went.
pub fn moved(facts: &LifecycleFacts, locale: Locale) -> Vec<Span> {
    let link = compared(facts, None);
    let Some((before, on)) = facts.days else {
        let (all, _) = facts.on_loop();
        return match locale {
            Locale::Zh => Sentence::default()
                .say("期初还没有评分，闭环上的 ")
                .number(count(all), &link)
                .say(" 家客户暂时看不出谁换了阶段。"),
            Locale::En => Sentence::default()
                .say("Nothing was scored at the opening, so it cannot be told yet which of ")
                .number(count(all), &link)
                .say(" customers moved."),
        }
        .done();
    };
    let compared_count = facts.compared();
    let head = match locale {
        Locale::Zh => Sentence::default()
            .say(format!("从 {before} 到 {on} 都有评分的 "))
            .number(count(compared_count), &link)
            .say(" 家客户里，"),
        Locale::En => Sentence::default()
            .say("Of ")
            .number(count(compared_count), &link)
            .say(format!(" customers scored both on {before} and {on}, ")),
    };
    let Some(way) = facts.ways().first().copied() else {
        return head
            .say(match locale {
                Locale::Zh => "没有人换阶段。",
                Locale::En => "none moved to another stage.",
            })
            .done();
    };
    let (from, to) = (stage_label(&way.before, locale), stage_label(&way.stage, locale));
    let rows = compared(facts, Some((&way.before, &way.stage)));
    match locale {
        Locale::Zh => head
            .say(format!("走得最多的一步是{from} → {to}："))
            .number(count(way.accounts), &rows)
            .say(" 家。"),
        Locale::En => head
            .say(format!("the step most taken led from {} to {}: ", from.to_lowercase(), to.to_lowercase()))
            .number(count(way.accounts), &rows)
            .say(one(locale, way.accounts, " customer.", " customers.")),
    }
    .done()
}

/// Who has been on the way longest.
pub fn longest(facts: &LifecycleFacts, locale: Locale) -> Vec<Span> {
    let is_on_the_way = |stage: &str| ON_THE_WAY.split('|').any(|key| key == stage);
    let (many, _) = facts.sum(|one| is_on_the_way(&one.stage));
    let link = on_the_way().href("account");
    let head = match locale {
        Locale::Zh => Sentence::default().say("还有 ").number(count(many), &link).say(" 家客户没有走到服务"),
        Locale::En => Sentence::default().number(count(many), &link).say(one(
            locale,
            many,
            " customer has not reached service yet",
            " customers have not reached service yet",
        )),
    };
    let first = facts.longest.first().and_then(|first| Some((first, first.since?)));
    let Some((first, since)) = first else { return head.say(stop(locale)).done() };
    let (days, rows) =
        (i64::from(days_between(since, facts.today)), format!("/account/{}", first.account_id));
    match locale {
        Locale::Zh => {
            head.say(format!("，最久的{}建档已有 ", first.account)).number(count(days), &rows).say(" 天。")
        }
        Locale::En => head
            .say(format!("; {} is on record longest, ", first.account))
            .number(count(days), &rows)
            .say(one(locale, days, " day.", " days.")),
    }
    .done()
}

/// Who has a next step.
pub fn planned(facts: &LifecycleFacts, locale: Locale) -> Vec<Span> {
    let (with, tasks) = facts.with_step;
    let (all, _) = facts.on_loop();
    let (all_rows, with_rows, task_rows) =
        (on_loop().href("account"), with_step().href("account"), open_tasks().href("task"));
    match locale {
        Locale::Zh => Sentence::default()
            .number(count(all), &all_rows)
            .say(" 家客户里有 ")
            .number(count(with), &with_rows)
            .say(" 家排好了下一步，共 ")
            .number(count(tasks), &task_rows)
            .say(" 项任务。"),
        Locale::En => Sentence::default()
            .number(count(with), &with_rows)
            .say(" of ")
            .number(count(all), &all_rows)
            .say(one(locale, all, " customer has a next step, in ", " customers have a next step, in "))
            .number(count(tasks), &task_rows)
            .say(one(locale, tasks, " task.", " tasks.")),
    }
    .done()
}

/// Who has no next step.
pub fn next(facts: &LifecycleFacts, locale: Locale) -> Vec<Span> {
    let without = facts.on_loop().0 - facts.with_step.0;
    let rows = stepless().href("account");
    let head = match locale {
        Locale::Zh => Sentence::default().say("还有 ").number(count(without), &rows).say(" 家客户没有下一步"),
        Locale::En => Sentence::default().number(count(without), &rows).say(one(
            locale,
            without,
            " customer has no next step",
            " customers have no next step",
        )),
    };
    let Some(first) = facts.stepless.first() else { return head.say(stop(locale)).done() };
    let its_rows = format!("/account/{}", first.account_id);
    match locale {
        Locale::Zh => head
            .say(format!("，最大的是{}，ARR ", first.account))
            .number(arr(facts, first.cents, locale), &its_rows)
            .say("。"),
        Locale::En => head
            .say(format!("; the largest is {} with ", first.account))
            .number(arr(facts, first.cents, locale), &its_rows)
            .say(" of ARR."),
    }
    .done()
}
