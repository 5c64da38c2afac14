//! What is known of a customer, as it is written down: drafts of a profile are numbered and a final one stays as it is (H05,
//! H07); a transcript needs the speaker's consent (M40); whoever rates a colleague signs with their own name (M25).

use domain::noun::profile::Profile;
use domain::problem::{Problem, ProblemKind};
use domain::query::{Op, Query};
use domain::record::{Record as _, Row, Spec};
use domain::value::Value;
use store::record::Cut;
use store::{Conn, Error};

use super::{cell, fill, text};
use crate::Ctx;

/// Fills in what a person need not type.
pub async fn settle(
    ctx: &Ctx,
    conn: &mut Conn,
    spec: &Spec,
    before: Option<&Row>,
    cells: &mut [Value],
) -> Result<(), Error> {
    if before.is_some() {
        return Ok(());
    }
    match spec.table {
        "profile" => {
            let last = last_number(conn, text(spec, cells, "account_id")).await?;
            if let Some(slot) = spec.field("number").and_then(|(at, _)| cells.get_mut(at)) {
                *slot = Value::Int(last + 1);
            }
            fill(spec, cells, "author_id", ctx.who.user_id.clone());
        }
        "briefing" => fill(spec, cells, "owner_id", ctx.who.user_id.clone()),
        "competence" => fill(spec, cells, "rater_id", ctx.who.user_id.clone()),
        _ => {}
    }
    Ok(())
}

/// The number of the last draft of an account; drafts put away count.
async fn last_number(conn: &mut Conn, account_id: &str) -> Result<i64, Error> {
    let mut most = 0;
    for archived in [false, true] {
        let asked = Query { archived, ..Query::default() };
        let asked = asked.filter("account_id", Op::Eq, account_id).sort("-number");
        let last = store::record::list(conn, Profile::SPEC, &Cut::All, &asked, 1).await?;
        let number = last.first().and_then(|row| cell(Profile::SPEC, &row.cells, "number")?.as_int());
        most = most.max(number.unwrap_or(0));
    }
    Ok(most)
}

/// What does not fit.
pub fn refuse(spec: &Spec, before: Option<&Row>, cells: &[Value]) -> Option<Problem> {
    match spec.table {
        "profile" if before.is_some_and(|row| text(spec, &row.cells, "state") == "final") => {
            Some(Problem::new(
                ProblemKind::Conflict,
                "这一稿已经定稿，不再改动。请另起一稿，改动会与它并排比较。",
                "This draft is final and stays as it is. Please begin another one; the two are compared side by side.",
            ))
        }
        "transcript" if cell(spec, cells, "consent").and_then(Value::as_int) != Some(1) => {
            Some(Problem::invalid(
                "consent",
                "没有对方同意，录音内容不能留存。请先取得同意并勾选。",
                "Without their consent nothing that was recorded is kept. Please ask first, then tick this.",
            ))
        }
        _ => None,
    }
}
