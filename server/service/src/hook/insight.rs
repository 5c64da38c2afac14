//! An empty sandbox means that nobody looked: a customer's insight is not done before an opportunity is found (H13).

use domain::noun::account_plan::AccountPlan;
use domain::problem::Problem;
use domain::record::{Record as _, Spec};
use domain::value::Value;
use store::Conn;

use super::{cell, text};

/// Why a plan cannot say that its insight is done, or go on to planning, if it cannot.
///
/// # Errors
/// When the store fails.
pub async fn looked(conn: &mut Conn, spec: &Spec, cells: &[Value]) -> Result<Option<Problem>, store::Error> {
    if spec.table != AccountPlan::SPEC.table {
        return Ok(None);
    }
    let is_done = cell(spec, cells, "insight_done").and_then(Value::as_int) == Some(1);
    let field = match (is_done, text(spec, cells, "stage")) {
        (true, _) => "insight_done",
        (false, "understand") => return Ok(None),
        _ => "stage",
    };
    if field == "stage" {
        return Ok(Some(Problem::invalid(
            "stage",
            "客户洞察还没有完成，不能进入下一步。请先完成洞察。",
            "The insight is not done yet, so the plan cannot go on. Finish the insight first.",
        )));
    }
    let found = store::sandbox::of_account(conn, text(spec, cells, "account_id")).await?;
    Ok((found == 0).then(|| {
        Problem::invalid(
            "insight_done",
            "这个客户的战略沙盘上一个商机也没有，说明洞察还没有做。请先找到至少一个商机，再标记完成。",
            "This customer's sandbox holds no opportunity, which means that nobody has looked yet. Find at least one first, then mark the insight as done.",
        )
    }))
}
