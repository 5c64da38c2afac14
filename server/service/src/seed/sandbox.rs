//! What may come of the demonstration's customers, near and far; a selection of earlier this year with what followed from
//! it; and one that is still open, with ten candidates and a budget for about three.

use domain::calendar::{Fiscal, plus_days};
use domain::sandbox::{Card, Weights, rank};
use domain::value::Value;
use jiff::civil::Date;

use super::World;
use super::dice::Dice;
use super::life::{Arc, Life};
use super::people::People;
use super::sheet::Sheets;

/// An opportunity in outline: name, kind, source, horizon, stage, space in ten thousands, its four scores, resources asked
/// for in ten thousands and what they are for.
type Found =
    (&'static str, &'static str, &'static str, &'static str, &'static str, i64, [i64; 4], i64, &'static str);

/// Those that lie on the open selection's table.
const CANDIDATES: [Found; 10] = [
    (
        "物业与商管纳入经营看板",
        "expansion",
        "sales",
        "short",
        "opportunity",
        680,
        [5, 4, 4, 2],
        96,
        "一名驻场顾问半年，外加方案演示环境",
    ),
    (
        "采购协同平台二期",
        "expansion",
        "service",
        "short",
        "opportunity",
        420,
        [4, 4, 4, 3],
        58,
        "两名实施顾问三个月",
    ),
    (
        "门店巡检移动端全国推广",
        "expansion",
        "technology",
        "short",
        "lead",
        360,
        [4, 5, 3, 3],
        42,
        "移动端定制 40 人天",
    ),
    ("供应链金融数据服务", "new", "scan", "long", "seed", 900, [5, 4, 3, 5], 180, "联合方案团队与合规咨询"),
    ("质量追溯系统替换", "new", "service", "medium", "lead", 310, [4, 3, 3, 4], 66, "PoC 环境与竞品迁移工具"),
    ("研发项目工时核算", "new", "sales", "medium", "lead", 180, [3, 4, 5, 2], 24, "行业顾问 20 人天"),
    (
        "集团预算管控升级",
        "expansion",
        "event",
        "medium",
        "opportunity",
        540,
        [5, 3, 4, 4],
        110,
        "高层交流两次，样板客户参观",
    ),
    ("碳排放台账", "planted", "event", "long", "seed", 150, [2, 5, 4, 2], 18, "白皮书与两场研讨"),
    (
        "经销商对账与返利",
        "new",
        "technology",
        "short",
        "opportunity",
        260,
        [3, 3, 5, 3],
        35,
        "方案顾问一名两个月",
    ),
    ("海外子公司落地", "expansion", "scan", "long", "lead", 480, [4, 4, 2, 4], 130, "本地伙伴与多语言支持"),
];

/// Those that were decided earlier this year, with why the lower ones were let go.
const DECIDED: [(Found, &str); 6] = [
    (("主数据治理一期", "new", "sales", "short", "contract", 380, [4, 4, 4, 2], 52, "数据顾问两名"), ""),
    (
        (
            "售后工单智能派发",
            "expansion",
            "service",
            "short",
            "tender",
            290,
            [4, 4, 5, 3],
            38,
            "算法支持 30 人天",
        ),
        "",
    ),
    (("总部数据驾驶舱", "new", "event", "short", "opportunity", 240, [4, 3, 4, 2], 30, "方案与演示"), ""),
    (
        ("旧系统低价维保", "renewal", "sales", "short", "lead", 160, [3, 1, 1, 4], 45, "四名驻场工程师"),
        "毛利为负，占用四名驻场工程师，三年内看不到增购。",
    ),
    (
        ("定制硬件集成", "new", "technology", "medium", "lead", 350, [4, 2, 1, 5], 120, "硬件采购垫资"),
        "不是我们的能力圈，对手与客户高层绑定，垫资风险大。",
    ),
    (
        ("小程序商城外包", "new", "sales", "short", "lead", 80, [2, 2, 2, 5], 26, "外包团队"),
        "市场拼最低价，做完不能复制。",
    ),
];

/// What else lies in the sandbox: nobody has asked for resources yet.
const OTHERS: [Found; 10] = [
    ("数据中台规划咨询", "planted", "scan", "long", "seed", 220, [3, 4, 4, 3], 0, ""),
    ("移动审批全员推广", "expansion", "service", "short", "lead", 60, [2, 3, 4, 2], 0, ""),
    ("合同管理模块", "expansion", "sales", "medium", "lead", 95, [3, 3, 4, 3], 0, ""),
    ("年度续约与席位扩容", "renewal", "sales", "short", "opportunity", 120, [3, 2, 4, 2], 0, ""),
    ("设备点检物联网接入", "new", "technology", "long", "seed", 260, [4, 5, 3, 4], 0, ""),
    ("客户门户建设", "new", "event", "medium", "lead", 130, [3, 4, 3, 3], 0, ""),
    ("共享服务中心流程外包", "planted", "event", "long", "seed", 340, [4, 3, 3, 4], 0, ""),
    ("报表实时化改造", "expansion", "service", "medium", "lead", 70, [2, 3, 4, 2], 0, ""),
    ("招投标电子化", "new", "sales", "medium", "lead", 110, [3, 3, 3, 4], 0, ""),
    ("培训与认证服务", "expansion", "service", "short", "lead", 35, [1, 3, 5, 1], 0, ""),
];

/// The open selection's budget, in ten thousands.
const BUDGET: i64 = 200;
/// What the past selection could spend, in ten thousands.
const PAST_BUDGET: i64 = 130;

/// What has been handed out so far.
#[derive(Debug, Default)]
pub struct Handed {
    candidates: usize,
    decided: Vec<(Card, &'static str)>,
}

/// Writes a customer's opportunities and its plan of the year. One in nine has an empty sandbox: nobody looked yet.
pub fn settle(sheets: &mut Sheets, life: &Life, people: &People, world: &World<'_>, handed: &mut Handed) {
    if life.left_on(world.today).is_some() {
        return;
    }
    let dice = &mut Dice::new(world.plan.rng, (1 << 40) + u64::from(life.index));
    let owner = people.ar.clone().or_else(|| people.sr.clone());
    let is_empty = life.index % 9 == 7;
    if !is_empty {
        if let Some(found) = CANDIDATES.get(handed.candidates).filter(|_| life.arc != Arc::Prospect) {
            handed.candidates += 1;
            opportunity(dice, sheets, life, world, found, (owner.clone(), ""));
        } else if let Some((found, reason)) = DECIDED.get(handed.decided.len()) {
            let verdict = if reason.is_empty() { "chosen" } else { "abandoned" };
            let card = opportunity(dice, sheets, life, world, found, (owner.clone(), verdict));
            handed.decided.push((card, reason));
        }
        let more = match life.tier {
            "strategic" => dice.between(1, 3),
            "key" => dice.between(0, 2),
            _ => dice.between(0, 1),
        };
        let first = dice.between(0, 9);
        for step in 0..more {
            let Some(found) =
                usize::try_from((first + step * 3) % 10).ok().and_then(|place| OTHERS.get(place))
            else {
                continue;
            };
            opportunity(dice, sheets, life, world, found, (owner.clone(), ""));
        }
    }
    if life.tier == "strategic" || life.tier == "key" {
        plan(dice, sheets, life, world, is_empty);
    }
}

fn opportunity(
    dice: &mut Dice,
    sheets: &mut Sheets,
    life: &Life,
    world: &World<'_>,
    found: &Found,
    (owner, verdict): (Option<String>, &str),
) -> Card {
    let (name, kind, source, horizon, stage, space, scores, request, note) = *found;
    let on = plus_days(world.today, -dice.days(30, 200));
    let months = match horizon {
        "short" => dice.days(40, 150),
        "medium" => dice.days(200, 500),
        _ => dice.days(600, 1_200),
    };
    // Who found it has not scored everything yet, now and then.
    let is_whole = request > 0 || !dice.chance(25);
    let scores = [Some(scores[0]), Some(scores[1]).filter(|_| is_whole), Some(scores[2]), Some(scores[3])];
    let card = Card {
        id: dice.id(on),
        account_id: life.id.clone(),
        name: name.to_owned(),
        verdict: verdict.to_owned(),
        space_cents: cents(space),
        scores,
        request_cents: (request > 0).then(|| cents(request)),
        request_note: note.to_owned(),
        owner_id: owner,
        ..Card::default()
    };
    let [space_score, growth, profit, competition] = card.scores;
    let text = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let cells = [
        ("account_id", Value::from(life.id.clone())),
        ("name", name.into()),
        ("kind", kind.into()),
        ("source", source.into()),
        ("horizon", horizon.into()),
        ("stage", stage.into()),
        ("verdict", text(verdict).into()),
        ("space_cents", card.space_cents.into()),
        ("space_score", space_score.into()),
        ("growth_score", growth.into()),
        ("profit_score", profit.into()),
        ("competition_score", competition.into()),
        ("request_cents", card.request_cents.into()),
        ("request_note", text(note).into()),
        ("owner_id", card.owner_id.clone().into()),
        ("found_on", on.into()),
        ("expected_on", plus_days(world.today, months).into()),
    ];
    sheets.add("opportunity", card.id.clone(), &cells);
    card
}

/// The year's cycle: insight done where there is something to show for it.
fn plan(dice: &mut Dice, sheets: &mut Sheets, life: &Life, world: &World<'_>, is_empty: bool) {
    let calendar = Fiscal::default();
    let name = calendar.year_of(world.today);
    let from = calendar.year(name).from;
    let stage = if is_empty { "understand" } else { dice.word(&["plan", "execute", "execute"]) };
    let cells = [
        ("name", Value::from(format!("{name} 年客户规划"))),
        ("account_id", life.id.clone().into()),
        ("year", i64::from(name).into()),
        ("stage", stage.into()),
        ("insight_done", (!is_empty).into()),
        ("understand_on", plus_days(from, 45).into()),
        ("plan_on", plus_days(from, 75).into()),
        ("execute_on", plus_days(from, 330).into()),
        ("evaluate_on", plus_days(from, 360).into()),
    ];
    sheets.add("account_plan", dice.id(from), &cells);
}

/// The selection that was held, its log and its goals; and the one that is still open.
pub fn selections(sheets: &mut Sheets, world: &World<'_>, handed: &Handed) {
    let dice = &mut Dice::new(world.plan.rng, (1 << 40) - 1);
    let year = Fiscal::default().year_of(world.today);
    let by = world.staff.one("executive", 0).map(str::to_owned);
    if !handed.decided.is_empty() {
        let on = plus_days(world.today, -96);
        let name = format!("{year} 年度战略取舍会");
        let id = selection(dice, sheets, &name, (on, Some(on)), year, PAST_BUDGET);
        let cards: Vec<Card> = handed.decided.iter().map(|(card, _)| card.clone()).collect();
        let weights = Weights::default();
        for (rank, (place, points)) in rank(&cards, &weights).order.into_iter().enumerate() {
            let Some((card, reason)) = handed.decided.get(place) else { continue };
            let cells = [
                ("name", Value::from(card.name.clone())),
                ("account_id", card.account_id.clone().into()),
                ("opportunity_id", card.id.clone().into()),
                ("selection_id", id.clone().into()),
                ("verdict", card.verdict.clone().into()),
                ("reason", Some((*reason).to_owned()).filter(|reason| !reason.is_empty()).into()),
                ("place", i64::try_from(rank + 1).unwrap_or(1).into()),
                ("attraction", (points * 100 / weights.sum()).into()),
                ("space_cents", card.space_cents.into()),
                ("request_cents", card.request_cents.into()),
                ("decided_by_id", by.clone().into()),
                ("decided_on", on.into()),
            ];
            sheets.add("decision", dice.id(on), &cells);
            if reason.is_empty() {
                goal(dice, sheets, card, &id, (on, year), rank < 2);
            }
        }
    }
    if handed.candidates > 0 {
        let name = format!("{year} 年第四季度取舍会");
        selection(dice, sheets, &name, (world.today, None), year, BUDGET);
    }
}

fn selection(
    dice: &mut Dice,
    sheets: &mut Sheets,
    name: &str,
    (on, closed_on): (Date, Option<Date>),
    year: i16,
    budget: i64,
) -> String {
    let id = dice.id(plus_days(on, -3));
    let [space, growth, profit, competition] = Weights::default().0;
    let cells = [
        ("name", Value::from(name)),
        ("held_on", on.into()),
        ("year", i64::from(year).into()),
        ("budget_cents", cents(budget).into()),
        ("space_weight", space.into()),
        ("growth_weight", growth.into()),
        ("profit_weight", profit.into()),
        ("competition_weight", competition.into()),
        ("closed_on", closed_on.map_or(Value::Null, Value::from)),
    ];
    sheets.add("selection", id.clone(), &cells);
    id
}

fn goal(
    dice: &mut Dice,
    sheets: &mut Sheets,
    card: &Card,
    selection: &str,
    (on, year): (Date, i16),
    is_acknowledged: bool,
) {
    let seen = is_acknowledged.then(|| plus_days(on, dice.days(1, 6)));
    let cells = [
        ("name", Value::from(card.name.clone())),
        ("account_id", card.account_id.clone().into()),
        ("opportunity_id", card.id.clone().into()),
        ("selection_id", selection.to_owned().into()),
        ("year", i64::from(year).into()),
        ("amount_cents", card.space_cents.into()),
        ("resources_cents", card.request_cents.unwrap_or_default().into()),
        ("resources", Some(card.request_note.clone()).into()),
        ("owner_id", card.owner_id.clone().into()),
        ("issued_on", on.into()),
        ("acknowledged_on", seen.map_or(Value::Null, Value::from)),
        ("acknowledged_by_id", card.owner_id.clone().filter(|_| is_acknowledged).into()),
    ];
    sheets.add("goal", dice.id(on), &cells);
}

const fn cents(ten_thousands: i64) -> i64 {
    ten_thousands * 1_000_000
}
