//! Power maps: at the stories whole ones, with lines of reporting and influence, leanings and a chain of decision; at the
//! other large customers the little that is known.

use domain::calendar::plus_days;
use domain::noun::opportunity::Opportunity;
use domain::record::Record as _;
use domain::value::Value;

use super::World;
use super::dice::Dice;
use super::life::Life;
use super::people::People;
use super::sheet::Sheets;

/// Who else there is at a story's customer: place, role, who is above (an index into this list, or the sponsor), power,
/// stance, how many days ago anybody met them.
type Seat = (&'static str, &'static str, &'static str, Option<usize>, i64, Option<i64>, Option<i32>);

const SEATS: &[Seat] = &[
    ("卓闻笙", "首席财务官", "decision_maker", None, 5, Some(1), Some(18)),
    ("纪远帆", "分管运营副总", "decision_maker", None, 4, Some(0), Some(64)),
    ("黎望舒", "信息化总监", "influencer", Some(0), 4, Some(1), Some(9)),
    ("裴景和", "采购总监", "buyer", Some(0), 3, Some(-1), Some(132)),
    ("祝安澜", "运营管理部经理", "user", Some(1), 2, Some(2), Some(6)),
    ("岑一诺", "数据平台主管", "influencer", Some(2), 2, Some(0), None),
    ("万里晴", "审计部经理", "influencer", None, 3, None, None),
];

/// Writes the map of one story's customer.
pub fn settle(sheets: &mut Sheets, life: &Life, people: &People, world: &World<'_>) {
    if life.story.is_none() {
        return;
    }
    let mut dice = Dice::new(world.plan.rng ^ 0x706F_7765, u64::from(life.index));
    let day = plus_days(world.today, -320);
    let skip = usize::try_from(life.index).unwrap_or(0) % 3;
    let mut ids: Vec<String> = Vec::new();
    for (name, job, role, above, power, stance, met) in SEATS.iter().take(SEATS.len() - skip) {
        let id = dice.id(day);
        let above = above.and_then(|at| ids.get(at).cloned()).unwrap_or_else(|| people.sponsor.id.clone());
        let cells = [
            ("account_id", Value::from(life.id.clone())),
            ("name", surname(name, life.index).into()),
            ("job_title", (*job).into()),
            ("role", (*role).into()),
            ("reports_to_id", above.into()),
            ("power", (*power).into()),
            ("stance", stance.map_or(Value::Null, Value::from)),
        ];
        sheets.add("stakeholder", id.clone(), &cells);
        if let (Some(ago), Some(ours)) = (met, &people.ar) {
            let on = super::care::workday(plus_days(world.today, -ago));
            let cells = [
                ("account_id", Value::from(life.id.clone())),
                ("happened_on", on.into()),
                ("subject", format!("与{job}沟通下一步").into()),
                ("line", "account".into()),
                ("channel", "visit".into()),
                ("stakeholder_id", id.clone().into()),
                ("user_id", ours.clone().into()),
                ("depth", dice.between(2, 4).into()),
                ("effect", stance.unwrap_or(0).clamp(-1, 1).into()),
            ];
            sheets.add("touchpoint", dice.id(on), &cells);
        }
        ids.push(id);
    }
    chain(&mut dice, sheets, life, people, &ids);
    let bends =
        [(2, 0, 3, "技术评估报告由他定稿"), (3, 1, 2, "比价会上由他主讲"), (4, 2, 1, "一线意见常由她转达")];
    for (from, to, strength, note) in bends {
        let (Some(from), Some(to)) = (ids.get(from), ids.get(to)) else { continue };
        let cells = [
            ("account_id", Value::from(life.id.clone())),
            ("from_id", from.clone().into()),
            ("to_id", to.clone().into()),
            ("strength", i64::from(strength).into()),
            ("note", note.into()),
        ];
        sheets.add("influence", dice.id(day), &cells);
    }
}

/// Who decides the customer's first opportunity, and what they look for.
fn chain(dice: &mut Dice, sheets: &mut Sheets, life: &Life, people: &People, ids: &[String]) {
    let of = |row: &[Value]| {
        let cell = Opportunity::SPEC.field("account_id").and_then(|(at, _)| row.get(at));
        cell.is_some_and(|cell| cell.as_str() == life.id)
    };
    let found = sheets.of("opportunity").iter().find(|(_, row)| of(row)).map(|(id, _)| id.clone());
    let Some(opportunity) = found else { return };
    let steps = [
        (Some(people.champion.id.clone()), "initiates", "能让部门少加班、让数自己会说话"),
        (ids.get(2).cloned(), "evaluates", "接口开放、数据留在自己手里"),
        (ids.get(3).cloned(), "recommends", "三家可比，价格说得清"),
        (ids.first().cloned(), "approves", "现金什么时候出、什么时候回"),
        (Some(people.sponsor.id.clone()), "signs", "明年能不能讲给董事会听"),
    ];
    for (place, (who, does, note)) in (1_i64..).zip(steps) {
        let Some(who) = who.filter(|id| !id.is_empty()) else { continue };
        let cells = [
            ("account_id", Value::from(life.id.clone())),
            ("opportunity_id", opportunity.clone().into()),
            ("place", place.into()),
            ("stakeholder_id", who.into()),
            ("does", does.into()),
            ("note", note.into()),
        ];
        sheets.add("decision_step", dice.id(life.since), &cells);
    }
}

/// The same chair, another person at every customer.
fn surname(name: &str, index: u32) -> String {
    const FAMILIES: [&str; 4] = ["", "闻", "祁", "虞"];
    let family =
        usize::try_from(index).ok().and_then(|index| FAMILIES.get(index)).copied().unwrap_or_default();
    if family.is_empty() {
        name.to_owned()
    } else {
        format!("{family}{}", name.chars().skip(1).collect::<String>())
    }
}
