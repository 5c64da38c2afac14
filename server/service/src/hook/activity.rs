//! Activities are rated by those who did not do them, and only once they are done (H29, H32): the one who asked for it
//! first, and a second person who is neither of the two.

use domain::policy::Role;
use domain::problem::{Problem, Problems};
use domain::record::{Row, Spec};
use domain::value::Value;

use super::{cell, fill, text};
use crate::Ctx;

/// What the one who asked for it says.
const FIRST: [&str; 2] = ["quality", "effect"];
/// What the second rater says.
const SECOND: [&str; 2] = ["second_quality", "second_effect"];

/// Who asks for an activity is who writes it down; who rates it second is who says so.
pub fn settle(ctx: &Ctx, spec: &Spec, before: Option<&Row>, cells: &mut [Value]) {
    if spec.table != "activity" {
        return;
    }
    if before.is_none() {
        fill(spec, cells, "assigner_id", ctx.who.user_id.clone());
    }
    let is_own = ctx.who.user_id.as_deref().is_some_and(|user| text(spec, cells, "assignee_id") == user);
    if !is_own && SECOND.iter().any(|field| changed(spec, before, cells, field)) {
        fill(spec, cells, "second_rater_id", ctx.who.user_id.clone());
    }
}

/// What must fit together whoever writes it.
pub fn fits(spec: &Spec, cells: &[Value]) -> Problems {
    let mut problems = Problems::new();
    let rated =
        FIRST.iter().chain(&SECOND).find(|field| cell(spec, cells, field).is_some_and(|v| !v.is_null()));
    if let Some(field) = rated.filter(|_| text(spec, cells, "done_on").is_empty()) {
        problems.push(Problem::invalid(
            field,
            "活动完成后才能评分：请先填写完成日期。",
            "An activity is rated once it is done: please enter the day it was done first.",
        ));
    }
    let second = text(spec, cells, "second_rater_id");
    let is_one_of = |field: &str| !second.is_empty() && text(spec, cells, field) == second;
    if is_one_of("assignee_id") || is_one_of("assigner_id") {
        problems.push(Problem::invalid(
            "second_rater_id",
            "复评人不能是执行人，也不能是安排人：请另请一位同事。",
            "The second rater is neither who did it nor who asked for it: please ask another colleague.",
        ));
    }
    problems
}

/// Nobody rates what they did, and the first rating is its asker's.
pub fn refuse(ctx: &Ctx, spec: &Spec, before: Option<&Row>, cells: &[Value]) -> Option<Problem> {
    if spec.table != "activity" {
        return None;
    }
    let user = ctx.who.user_id.as_deref()?;
    let rates =
        |fields: &[&'static str]| fields.iter().copied().find(|field| changed(spec, before, cells, field));
    let field = rates(&FIRST).or_else(|| rates(&SECOND))?;
    if text(spec, cells, "assignee_id") == user {
        return Some(Problem::invalid(
            field,
            "不能给自己执行的活动评分：请由安排人或复评人来评。",
            "You cannot rate an activity of your own: whoever asked for it does, or a second rater.",
        ));
    }
    let keeps_data = matches!(ctx.who.role, Role::Administrator | Role::CsOps);
    let is_asker = text(spec, cells, "assigner_id") == user;
    rates(&FIRST).filter(|_| !is_asker && !keeps_data).map(|field| {
        Problem::invalid(
            field,
            "质量和效果由安排人评分；您的意见请填在“复评”里。",
            "Quality and effect are rated by whoever asked for it; please give yours as the second rater.",
        )
    })
}

fn changed(spec: &Spec, before: Option<&Row>, cells: &[Value], field: &str) -> bool {
    let now = cell(spec, cells, field).filter(|value| !value.is_null());
    let then = before.and_then(|row| cell(spec, &row.cells, field)).filter(|value| !value.is_null());
    now.is_some() && now != then
}
