//! What a customer's sponsor asks and answers: who they are to their company, and when they answered, is filled in
//! for them.

use domain::policy::Role;
use domain::problem::Problem;
use domain::record::{Row, Spec};
use domain::value::Value;
use store::Conn;

use super::{fill, text};
use crate::Ctx;

/// Fills in what follows from who asks and what they answer.
///
/// # Errors
/// When the store fails.
pub async fn settle(
    ctx: &Ctx,
    conn: &mut Conn,
    spec: &Spec,
    before: Option<&Row>,
    cells: &mut [Value],
) -> Result<(), store::Error> {
    match spec.table {
        "value_statement" => {
            let then = before.map_or("pending", |row| text(spec, &row.cells, "answer")).to_owned();
            let now = text(spec, cells, "answer").to_owned();
            if then != now
                && let Some(slot) = spec.field("answered_on").and_then(|(index, _)| cells.get_mut(index))
            {
                *slot = if now == "pending" { Value::Null } else { ctx.today.into() };
            }
        }
        "demand" | "survey_response" if ctx.who.role == Role::ExecutiveSponsor && before.is_none() => {
            let (account, user) =
                (text(spec, cells, "account_id").to_owned(), ctx.who.user_id.clone().unwrap_or_default());
            let own = store::home::stakeholder_of(conn, &account, &user).await?;
            fill(spec, cells, "stakeholder_id", own);
            if spec.table == "demand" {
                fill(spec, cells, "source", Some("1W 首页 · sponsor's home".to_owned()));
            }
        }
        _ => {}
    }
    Ok(())
}

/// A sponsor answers the one question that is theirs.
pub fn refuse(ctx: &Ctx, spec: &Spec, cells: &[Value]) -> Option<Problem> {
    let is_theirs = ctx.who.role == Role::ExecutiveSponsor && spec.table == "survey_response";
    (is_theirs && text(spec, cells, "kind") != "sponsor_pulse").then(|| {
        Problem::invalid("kind", "请回答首页上的那个问题。", "Please answer the question on your start page.")
    })
}
