//! Contracts, subscriptions, payments by node, and what was said when somebody left.

use domain::calendar::plus_days;
use domain::value::Value;
use jiff::civil::Date;

use super::World;
use super::dice::Dice;
use super::life::{Life, Project, Term, years_later};
use super::people::People;
use super::sheet::Sheets;
use super::story::Story;
use super::words::CHURNS;

/// The most overdue payment of an account, for its alert.
#[derive(Clone, Debug)]
pub struct Overdue {
    /// Which node.
    pub node: String,
    /// How many days late.
    pub days: i32,
    /// How much, in cents.
    pub cents: i64,
}

/// Writes everything that was signed and what has been paid of it.
pub fn settle(
    dice: &mut Dice,
    sheets: &mut Sheets,
    life: &Life,
    people: &People,
    world: &World<'_>,
) -> Option<Overdue> {
    let mut overdue = None;
    for (place, term) in life.terms.iter().enumerate() {
        let before = life.terms.iter().take(place).rfind(|other| !other.is_addition && !other.is_trial);
        if term.is_trial {
            subscription(dice, sheets, life, term, before, None, world);
            continue;
        }
        let name = if term.is_addition {
            "增购订单".to_owned()
        } else {
            format!("{}年度订阅合同", term.start.year())
        };
        let paper = Paper {
            name,
            kind: "subscription",
            signed_on: plus_days(term.start, -dice.days(3, 20)),
            starts_on: term.start,
            ends_on: term.end,
            cents: term.cents * 12,
        };
        let contract = contract(dice, sheets, life, people, world, &paper);
        subscription(dice, sheets, life, term, before, Some(&contract), world);
        instalments(dice, sheets, life, term, &contract, world);
    }
    if let Some(project) = life.project {
        overdue = implementation(dice, sheets, life, people, project, world);
    }
    if life.overdue_days > 0 && life.project.is_none_or(|project| project.late_days == 0) {
        overdue = Some(custom(dice, sheets, life, people, world));
    }
    left(dice, sheets, life, world);
    overdue
}

struct Paper {
    name: String,
    kind: &'static str,
    signed_on: Date,
    starts_on: Date,
    ends_on: Date,
    cents: i64,
}

fn contract(
    dice: &mut Dice,
    sheets: &mut Sheets,
    life: &Life,
    people: &People,
    world: &World<'_>,
    paper: &Paper,
) -> String {
    let id = dice.id(paper.signed_on);
    let number = format!(
        "HT-{}-{:05}{:02}",
        paper.signed_on.year(),
        u64::from(life.index) + 1_001,
        sheets.of("contract").len() % 100
    );
    let cells = [
        ("account_id", Value::from(life.id.clone())),
        ("name", paper.name.clone().into()),
        ("external_id", number.into()),
        ("kind", paper.kind.into()),
        ("state", if paper.ends_on <= world.today { "ended" } else { "active" }.into()),
        ("signed_on", paper.signed_on.into()),
        ("starts_on", paper.starts_on.into()),
        ("ends_on", paper.ends_on.into()),
        ("amount_cents", paper.cents.into()),
        ("signing_owner_id", people.ar.clone().into()),
        ("collection_owner_id", people.service.clone().or_else(|| people.ar.clone()).into()),
    ];
    sheets.add("contract", id.clone(), &cells);
    id
}

fn subscription(
    dice: &mut Dice,
    sheets: &mut Sheets,
    life: &Life,
    term: &Term,
    before: Option<&Term>,
    contract: Option<&str>,
    world: &World<'_>,
) {
    let plan = match (term.is_trial, term.is_addition, life.tier) {
        (true, ..) => "试用",
        (_, true, _) => "模块增购",
        (_, _, "strategic") => "旗舰版",
        (_, _, "key") => "专业版",
        (_, _, "standard") => "标准版",
        _ => "基础版",
    };
    let last = life.terms.iter().map(|other| other.end).max() == Some(term.end);
    let churned = last && life.left_on(world.today) == Some(term.end);
    let cells = [
        ("account_id", Value::from(life.id.clone())),
        ("plan", plan.into()),
        (
            "external_id",
            format!("S{:05}-{}", u64::from(life.index) + 1_001, sheets.of("subscription").len() + 1).into(),
        ),
        ("starts_on", term.start.into()),
        ("ends_on", term.end.into()),
        ("mrr_cents", term.cents.into()),
        ("seats", (term.cents / 20_000 / 5 * 5).max(5).into()),
        ("billing", billing(life).into()),
        ("is_trial", term.is_trial.into()),
        ("is_auto_renew", (!term.is_trial && dice.chance(30)).into()),
        ("is_upgraded", (term.is_addition || before.is_some_and(|old| old.cents < term.cents)).into()),
        ("is_downgraded", (!term.is_addition && before.is_some_and(|old| old.cents > term.cents)).into()),
        ("is_churned", churned.into()),
        ("contract_id", contract.map(str::to_owned).into()),
    ];
    sheets.add("subscription", term.id.clone(), &cells);
}

fn billing(life: &Life) -> &'static str {
    match life.tier {
        "strategic" | "key" => "annual",
        "standard" => "quarterly",
        _ => "monthly",
    }
}

/// What a subscription is paid in, since the history's first day.
fn instalments(
    dice: &mut Dice,
    sheets: &mut Sheets,
    life: &Life,
    term: &Term,
    contract: &str,
    world: &World<'_>,
) {
    let (parts, months, node) = match billing(life) {
        "annual" => (1, 12, "年费"),
        "quarterly" => (4, 3, "季度费"),
        _ => (12, 1, "月费"),
    };
    for part in 0..parts {
        use jiff::ToSpan as _;
        let due = plus_days(term.start.saturating_add(i64::from(part * months).months()), 15);
        if due < world.opening || due >= term.end {
            continue;
        }
        let node = if parts == 1 { node.to_owned() } else { format!("{node} {}/{parts}", part + 1) };
        let how = paid(dice, due, world.today);
        payment(dice, sheets, life, contract, &node, due, term.cents * 12 / i64::from(parts), how);
    }
}

/// How a payment stands.
enum How {
    Planned,
    Invoiced,
    Paid(Date),
}

/// What is due pays in the end: nearly all within 25 days.
fn paid(dice: &mut Dice, due: Date, today: Date) -> How {
    // Three in four pay by the day.
    let paid_on = plus_days(due, dice.days(-24, 9).max(-6));
    if due > plus_days(today, 30) {
        How::Planned
    } else if due > today || paid_on > today {
        How::Invoiced
    } else {
        How::Paid(paid_on)
    }
}

#[expect(clippy::too_many_arguments, reason = "each is one column")]
fn payment(
    dice: &mut Dice,
    sheets: &mut Sheets,
    life: &Life,
    contract: &str,
    node: &str,
    due: Date,
    cents: i64,
    how: How,
) {
    let (state, paid_on) = match how {
        How::Planned => ("planned", None),
        How::Invoiced => ("invoiced", None),
        How::Paid(on) => ("paid", Some(on)),
    };
    let id = dice.id(plus_days(due, -20));
    let cells = [
        ("account_id", Value::from(life.id.clone())),
        ("node", node.into()),
        ("contract_id", contract.into()),
        ("due_on", due.into()),
        ("amount_cents", cents.into()),
        ("state", state.into()),
        ("paid_on", paid_on.into()),
        ("paid_cents", paid_on.map(|_| cents).into()),
    ];
    sheets.add("payment", id, &cells);
}

/// A project and its four nodes. A late one has its progress payment unpaid and its acceptance behind time.
fn implementation(
    dice: &mut Dice,
    sheets: &mut Sheets,
    life: &Life,
    people: &People,
    project: Project,
    world: &World<'_>,
) -> Option<Overdue> {
    let accepted = plus_days(project.start, 120);
    let paper = Paper {
        name: "经营协同平台实施合同".to_owned(),
        kind: "project",
        signed_on: plus_days(project.start, -15),
        starts_on: project.start,
        ends_on: years_later(accepted, 1),
        cents: project.cents,
    };
    let contract = contract(dice, sheets, life, people, world, &paper);
    let mut overdue = None;
    for (node, percent, due) in [
        ("预付款 30%", 30, plus_days(project.start, 10)),
        ("进度款 40%", 40, plus_days(project.start, 70)),
        ("验收款 20%", 20, accepted),
        ("质保金 10%", 10, years_later(accepted, 1)),
    ] {
        let cents = project.cents * percent / 100;
        let late = project.late_days > 0 && percent != 30;
        let due = if late && percent == 40 { plus_days(world.today, -project.late_days) } else { due };
        if due < world.opening {
            continue;
        }
        let how = match (late, percent) {
            (true, 40) => How::Invoiced,
            (true, _) => How::Planned,
            _ => paid(dice, due, world.today),
        };
        if late && percent == 40 {
            overdue = Some(Overdue { node: node.to_owned(), days: project.late_days, cents });
        }
        payment(dice, sheets, life, &contract, node, due, cents, how);
    }
    overdue
}

/// A piece of custom development whose last payment does not come.
fn custom(dice: &mut Dice, sheets: &mut Sheets, life: &Life, people: &People, world: &World<'_>) -> Overdue {
    let due = plus_days(world.today, -life.overdue_days);
    let start = plus_days(due, -100);
    let cents = life.cents_on(start).max(1_000_000) * dice.between(8, 16) / 10;
    let paper = Paper {
        name: if life.story == Some(Story::LovedUnpaid) {
            "门店小程序二开"
        } else {
            "报表与接口二开"
        }
        .to_owned(),
        kind: "custom",
        signed_on: plus_days(start, -8),
        starts_on: start,
        ends_on: plus_days(due, 365),
        cents,
    };
    let contract = contract(dice, sheets, life, people, world, &paper);
    payment(
        dice,
        sheets,
        life,
        &contract,
        "二开预付款 50%",
        plus_days(start, 10),
        cents / 2,
        How::Paid(plus_days(start, 16)),
    );
    payment(dice, sheets, life, &contract, "二开验收款 50%", due, cents - cents / 2, How::Invoiced);
    Overdue { node: "二开验收款 50%".to_owned(), days: life.overdue_days, cents: cents - cents / 2 }
}

/// The front line's word on every leaving and every return.
fn left(dice: &mut Dice, sheets: &mut Sheets, life: &Life, world: &World<'_>) {
    let paid: Vec<&Term> = life.terms.iter().filter(|term| !term.is_trial && !term.is_addition).collect();
    let mut told = |dice: &mut Dice, on: Date, is_return: bool, old: Option<&Term>| {
        let (reason, said) = CHURNS
            .get(dice.between(0, CHURNS.len() as i64 - 1) as usize)
            .copied()
            .unwrap_or(("预算削减", ""));
        let id = dice.id(on);
        let cells = [
            ("account_id", Value::from(life.id.clone())),
            ("happened_on", on.into()),
            ("reason", if is_return { "重新签约" } else { reason }.into()),
            (
                "refund_cents",
                (!is_return && dice.chance(15)).then(|| old.map_or(0, |term| term.cents)).into(),
            ),
            ("is_reactivation", is_return.into()),
            ("feedback", if is_return { "试了一圈，还是你们懂我们的流程。" } else { said }.into()),
        ];
        sheets.add("churn_event", id, &cells);
    };
    for pair in paid.windows(2) {
        let [old, new] = pair else { continue };
        if old.end < new.start {
            told(dice, old.end, false, Some(old));
            told(dice, new.start, true, None);
        }
    }
    if let Some(on) = life.left_on(world.today) {
        told(dice, on, false, paid.last().copied());
    }
}
