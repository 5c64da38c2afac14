//! What must fit together within one record: an end is not before its start, an answer is on its question's
//! scale, a line entered by hand says what its sign says.

use domain::policy::Role;
use domain::problem::{Problem, ProblemKind, Problems};
use domain::record::{Row, Spec};
use domain::sandbox::Weights;
use domain::value::Value;

use super::{cell, text};

/// No chain of command or of companies is longer than this.
pub const LEVELS_MOST: usize = 40;

/// Which end may not come before which start. Days and instants compare as they are stored.
const SPANS: &[(&str, &str, &str)] = &[
    ("subscription", "starts_on", "ends_on"),
    ("contract", "starts_on", "ends_on"),
    ("target", "starts_on", "ends_on"),
    ("team_member", "from_on", "until_on"),
    ("headline", "from_on", "until_on"),
    ("opportunity", "found_on", "germinated_on"),
];

/// The lowest and highest answer of each question.
const SCALES: &[(&str, i64, i64)] = &[("nps", 0, 10), ("csat", 1, 5), ("ces", 1, 7), ("sponsor_pulse", 1, 5)];

/// Everything that does not fit together in one record.
pub fn fits(spec: &Spec, before: Option<&Row>, cells: &[Value]) -> Problems {
    let mut problems = Problems::new();
    for (table, start, end) in SPANS {
        if spec.table == *table {
            problems.extend(span(spec, cells, start, end));
        }
    }
    match spec.table {
        "survey_response" => problems.extend(scale(spec, cells)),
        "arr_event" => problems.extend(entry(spec, before, cells)),
        "user" => problems.extend(person(spec, cells)),
        "headline" => problems.extend(crate::headline::says(spec, cells)),
        "activity" => problems.extend(super::activity::fits(spec, cells)),
        "gift" => problems.extend(super::gift::fits(spec, cells)),
        "target" => problems.extend(aim(spec, cells)),
        "selection" => problems.extend(sitting(spec, before, cells)),
        _ => {}
    }
    problems
}

/// A target of nothing is none: how far it is done could not be said.
fn aim(spec: &Spec, cells: &[Value]) -> Option<Problem> {
    let amount = cell(spec, cells, "amount_cents").and_then(Value::as_int)?;
    (amount <= 0).then(|| {
        Problem::invalid(
            "amount_cents",
            "目标金额必须大于 0，否则完成率无从算起。",
            "A target must be more than nothing, or nobody could say how far it is done.",
        )
    })
}

/// A selection needs a budget and weights to rank by; once it is closed, it stays as it was decided.
fn sitting(spec: &Spec, before: Option<&Row>, cells: &[Value]) -> Problems {
    if let Some(problem) = before.and_then(|before| stays(spec, &before.cells)) {
        return vec![problem];
    }
    let number = |name: &str| cell(spec, cells, name).and_then(Value::as_int).unwrap_or_default();
    let weights = ["space_weight", "growth_weight", "profit_weight", "competition_weight"].map(number);
    let mut problems: Problems = Weights(weights).check().err().into_iter().collect();
    if number("budget_cents") <= 0 {
        problems.push(Problem::invalid(
            "budget_cents",
            "预算必须大于 0，否则没有什么可以取舍。",
            "The budget must be more than nothing, or there is nothing to choose with.",
        ));
    }
    problems
}

/// Why a selection that is over cannot be changed or put away.
pub fn stays(spec: &Spec, cells: &[Value]) -> Option<Problem> {
    let is_over = spec.table == "selection" && !text(spec, cells, "closed_on").is_empty();
    is_over.then(|| {
        Problem::new(
            ProblemKind::Conflict,
            "这次取舍会已经散会，记录不再改动。需要重新讨论时，请在取舍会页面“重新讨论”。",
            "This selection is closed and stays as it was decided. To discuss it again, take it up again on its page.",
        )
    })
}

/// What is said, at a field, when records go in circles.
pub type Circle = fn(&str) -> Problem;

/// The field by which records of this noun stand above one another, and what is said when they go in circles.
pub fn chain(spec: &Spec) -> Option<(&'static str, Circle)> {
    let reports: Circle = |field| {
        Problem::invalid(
            field,
            "汇报关系不能绕回本人，请选择另一位上级。",
            "A reporting line cannot lead back to the same person. Please choose somebody else.",
        )
    };
    let parents: Circle = |field| {
        Problem::invalid(
            field,
            "上级客户不能绕回本客户，请选择另一家。",
            "A parent account cannot lead back to the same account. Please choose another one.",
        )
    };
    match spec.table {
        "stakeholder" => Some(("reports_to_id", reports)),
        "account" => Some(("parent_id", parents)),
        _ => None,
    }
}

fn span(spec: &Spec, cells: &[Value], start: &str, end: &str) -> Option<Problem> {
    let (from, to) = (text(spec, cells, start), text(spec, cells, end));
    if from.is_empty() || to.is_empty() || from <= to {
        return None;
    }
    Some(Problem::invalid(
        end,
        format!("结束日期 {to} 早于开始日期 {from}，请改正其一。"),
        format!("It ends on {to}, before it starts on {from}. Please correct one of them."),
    ))
}

/// A customer's sponsor belongs to one customer, and nobody else does.
fn person(spec: &Spec, cells: &[Value]) -> Option<Problem> {
    let is_sponsor = Role::parse(text(spec, cells, "role")) == Some(Role::ExecutiveSponsor);
    match (is_sponsor, text(spec, cells, "account_id").is_empty()) {
        (true, true) => Some(Problem::invalid(
            "account_id",
            "客户最高决策者(1W)只看自己的公司：请选择是哪一家。",
            "An executive sponsor sees their own company only: please choose which.",
        )),
        (false, false) => Some(Problem::invalid(
            "account_id",
            "只有客户最高决策者(1W)才属于某一家客户：请清空此项，或改选角色。",
            "Only an executive sponsor belongs to one account: please clear this, or choose that role.",
        )),
        _ => None,
    }
}

fn scale(spec: &Spec, cells: &[Value]) -> Option<Problem> {
    let score = cell(spec, cells, "score").and_then(Value::as_int)?;
    let kind = text(spec, cells, "kind");
    let (_, low, high) = SCALES.iter().find(|(key, ..)| *key == kind)?;
    if (*low..=*high).contains(&score) {
        return None;
    }
    Some(Problem::invalid(
        "score",
        format!("此问题的评分为 {low} 到 {high} 分，不能是 {score}。"),
        format!("Answers to this question run from {low} to {high}, not {score}."),
    ))
}

/// A ledger entry: what subscriptions tell is not typed in, and a kind says which way the money goes.
fn entry(spec: &Spec, before: Option<&Row>, cells: &[Value]) -> Option<Problem> {
    let was_derived = before.is_some_and(|row| text(spec, &row.cells, "source") == "derived");
    if was_derived || text(spec, cells, "source") == "derived" {
        return Some(Problem::invalid(
            "source",
            "由订阅推算的变动不能手工填写：请修改对应的订阅，或另登记一条来源为“人工登记”的变动。",
            "Events derived from subscriptions are not typed in. Please change the subscription, or add an event entered by hand.",
        ));
    }
    let delta = cell(spec, cells, "delta_cents").and_then(Value::as_int).unwrap_or(0);
    let grows = matches!(text(spec, cells, "kind"), "new" | "expansion" | "reactivation");
    if (grows && delta > 0) || (!grows && delta < 0) {
        return None;
    }
    Some(Problem::invalid(
        "delta_cents",
        if grows {
            "新增、扩展、回流的月费变化应大于 0。"
        } else {
            "收缩、流失的月费变化应小于 0。"
        },
        if grows {
            "New, expansion and reactivation raise the MRR: enter an amount above 0."
        } else {
            "Contraction and churn lower the MRR: enter an amount below 0."
        },
    ))
}
