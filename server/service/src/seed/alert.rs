//! Alerts that follow from what was written: a rule fires only where its condition is true in the records.

use domain::calendar::plus_days;
use domain::value::Value;
use jiff::civil::Date;

use super::World;
use super::care::workday;
use super::deal::Overdue;
use super::desk::Breach;
use super::dice::Dice;
use super::life::{Arc, Life, Mood};
use super::people::People;
use super::sheet::Sheets;
use super::story::Story;
use super::usage::Recent;
use super::words::RESOLUTIONS;

/// What the rules look at.
#[derive(Debug)]
pub struct Signs {
    /// The worst overdue payment.
    pub overdue: Option<Overdue>,
    /// The worst open ticket.
    pub breach: Option<Breach>,
    /// Use of late.
    pub recent: Recent,
}

struct Found {
    rule: &'static str,
    severity: &'static str,
    raised_on: Date,
    message: String,
}

/// Writes the open alerts, a task for each serious one, and some that are over.
pub fn settle(
    dice: &mut Dice,
    sheets: &mut Sheets,
    life: &Life,
    people: &People,
    world: &World<'_>,
    signs: &Signs,
) {
    if life.cents_on(world.today) > 0 {
        for found in open(life, people, world, signs) {
            raise(dice, sheets, life, people, world, &found);
        }
    }
    let past = match life.mood() {
        Mood::Bad | Mood::Uneasy => 2,
        _ => i64::from(dice.chance(15)),
    };
    for _ in 0..past {
        over(dice, sheets, life, people, world);
    }
}

fn open(life: &Life, people: &People, world: &World<'_>, signs: &Signs) -> Vec<Found> {
    let today = world.today;
    let mut found = Vec::new();
    let days_to_renewal = life.renewal_on(today).map(|on| (on - today).get_days());
    let is_calm = matches!(life.mood(), Mood::Happy | Mood::Content);
    let quiet = (today - workday(plus_days(today, -life.quiet_days))).get_days();
    if quiet > 60 {
        let until = days_to_renewal.map_or(String::new(), |days| format!("，距续约还有 {days} 天"));
        found.push(Found {
            rule: "sponsor_silent",
            severity: if quiet > 90 { "act" } else { "watch" },
            raised_on: plus_days(today, 61 - quiet),
            message: format!("1W {} 已 {quiet} 天没有任何触点{until}。", people.sponsor.name),
        });
    }
    if let Some(days) = days_to_renewal.filter(|days| *days <= 60) {
        let severity = if is_calm {
            "info"
        } else if days <= 30 {
            "act"
        } else {
            "watch"
        };
        let yuan = life.cents_on(today) * 12 / 1_000_000;
        found.push(Found {
            rule: "renewal_near",
            severity,
            raised_on: plus_days(today, days - 60),
            message: format!(
                "{days} 天后续约，年金额 {yuan} 万元，{}。",
                if is_calm { "意愿良好，待确认报价" } else { "尚无明确意向" }
            ),
        });
    }
    if let Some(late) = signs.overdue.as_ref().filter(|late| late.days > 30) {
        found.push(Found {
            rule: "payment_overdue",
            severity: if late.days > 60 { "act" } else { "watch" },
            raised_on: plus_days(today, 31 - late.days),
            message: format!("“{}”逾期 {} 天，金额 {} 万元。", late.node, late.days, decimals(late.cents)),
        });
    }
    if signs.recent.before > 0 && signs.recent.last * 100 < signs.recent.before * 70 {
        let fall = 100 - signs.recent.last * 100 / signs.recent.before;
        found.push(Found {
            rule: "usage_drop",
            severity: if fall > 50 { "act" } else { "watch" },
            raised_on: plus_days(today, -3),
            message: format!("近 28 天使用量较前 28 天下降 {fall}%。"),
        });
    }
    if let Some(breach) = &signs.breach {
        found.push(Found {
            rule: "ticket_breach",
            severity: if breach.is_escalated { "act" } else { "watch" },
            raised_on: plus_days(today, -(i32::try_from(breach.hours / 24).unwrap_or(1) - 1)),
            message: format!(
                "高优先级工单“{}”已 {} 小时未解决，超出承诺时限。",
                breach.subject, breach.hours
            ),
        });
    }
    for role in &life.vacant {
        let name = if *role == "fr" { "FR 交付负责人" } else { "CSM" };
        found.push(Found {
            rule: "vacancy",
            severity: "watch",
            raised_on: plus_days(today, -10),
            message: format!("{name} 空缺，客户没有固定对接人。"),
        });
    }
    if let Some(message) = life.story.and_then(Story::watch) {
        found.push(Found {
            rule: "manual",
            severity: "watch",
            raised_on: plus_days(today, -16),
            message: message.to_owned(),
        });
    }
    found
}

/// Tens of thousands of yuan with one decimal.
fn decimals(cents: i64) -> String {
    let tenths = cents / 100_000;
    format!("{}.{}", tenths / 10, tenths % 10)
}

fn raise(
    dice: &mut Dice,
    sheets: &mut Sheets,
    life: &Life,
    people: &People,
    world: &World<'_>,
    found: &Found,
) {
    let nobody = found.rule == "vacancy";
    let owner = match found.rule {
        "usage_drop" | "ticket_breach" => people.csm.clone().or_else(|| people.ar.clone()),
        _ => people.ar.clone(),
    };
    let raised_on = found.raised_on.max(plus_days(life.since, 1)).min(world.today);
    let id = dice.id(raised_on);
    let cells = [
        ("account_id", Value::from(life.id.clone())),
        ("message", found.message.clone().into()),
        ("rule", found.rule.into()),
        ("severity", found.severity.into()),
        ("raised_on", raised_on.into()),
        ("state", if !nobody && dice.chance(35) { "acknowledged" } else { "open" }.into()),
        ("owner_id", owner.clone().filter(|_| !nobody).into()),
    ];
    sheets.add("alert", id.clone(), &cells);
    if found.severity == "info" {
        return;
    }
    let title = match found.rule {
        "sponsor_silent" => format!("约 1W {} 面谈，恢复月度沟通", people.sponsor.name),
        "renewal_near" => "完成续约方案并约见 1W".to_owned(),
        "payment_overdue" => "催收逾期款项，确认付款日期".to_owned(),
        "usage_drop" => "上门巡检，找出使用下降的原因".to_owned(),
        "ticket_breach" => "当天给出超时工单的解决时间".to_owned(),
        "vacancy" => "补齐团队空缺并向客户介绍".to_owned(),
        _ => "拟定商务谈判方案，先与强C对齐".to_owned(),
    };
    let due = workday(plus_days(world.today, dice.days(1, 9)));
    let cells = [
        ("title", Value::from(title)),
        ("account_id", life.id.clone().into()),
        ("owner_id", owner.into()),
        ("due_on", due.into()),
        ("state", "open".into()),
        ("alert_id", id.into()),
    ];
    let task = dice.id(raised_on);
    sheets.add("task", task, &cells);
}

/// One that was raised and is over.
fn over(dice: &mut Dice, sheets: &mut Sheets, life: &Life, people: &People, world: &World<'_>) {
    if life.arc == Arc::Prospect {
        return;
    }
    let on = plus_days(world.today, -dice.days(70, 300));
    if on <= life.since {
        return;
    }
    let (rule, message) = dice.weigh(&[
        (("usage_drop", "使用量较上月下降超过三成。"), 35),
        (("ticket_breach", "高优先级工单超时未解决。"), 30),
        (("payment_overdue", "到期款项逾期超过三十天。"), 20),
        (("sponsor_silent", "1W 超过六十天没有触点。"), 15),
    ]);
    let id = dice.id(on);
    let cells = [
        ("account_id", Value::from(life.id.clone())),
        ("message", message.into()),
        ("rule", rule.into()),
        ("severity", "watch".into()),
        ("raised_on", on.into()),
        ("state", "resolved".into()),
        ("owner_id", people.csm.clone().or_else(|| people.ar.clone()).into()),
        ("resolution", dice.word(RESOLUTIONS).into()),
    ];
    sheets.add("alert", id, &cells);
}
