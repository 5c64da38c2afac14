//! Somebody can always run the installation: nobody takes that right from themselves, and the last
//! administrator who may sign in stays one.

use domain::noun::user::User;
use domain::policy::Role;
use domain::problem::{Problem, ProblemKind};
use domain::query::{Op, Query};
use domain::record::{Record as _, Row};
use domain::value::Value;
use store::Conn;
use store::record::Cut;

use super::{cell, text};
use crate::Ctx;

/// What keeps this user from losing the right to run the installation; `after` is absent when their record
/// is put away. Asked inside the transaction that would take it.
///
/// # Errors
/// When the store fails.
pub async fn leaves(
    ctx: &Ctx,
    conn: &mut Conn,
    before: &Row,
    after: Option<&[Value]>,
) -> Result<Option<Problem>, store::Error> {
    if before.archived_at.is_some() || !runs(&before.cells) || after.is_some_and(runs) {
        return Ok(None);
    }
    let problem = |zh: &str, en: &str| match after {
        None => Problem::new(ProblemKind::Invalid, zh, en),
        Some(cells) if is_administrator(cells) => Problem::invalid("is_active", zh, en),
        Some(_) => Problem::invalid("role", zh, en),
    };
    if ctx.who.user_id.as_deref() == Some(before.id.as_str()) {
        return Ok(Some(problem(
            "不能取消自己的管理员身份，也不能停用或归档自己。请由另一位管理员操作。",
            "You cannot stop being an administrator, or stop or archive yourself. Please ask another administrator.",
        )));
    }
    let others =
        Query::default().filter("role", Op::Eq, Role::Administrator.key()).filter("is_active", Op::Eq, "1");
    if store::record::count(conn, User::SPEC, &Cut::All, &others, 2).await? > 1 {
        return Ok(None);
    }
    Ok(Some(problem(
        "这是最后一位可登录的管理员。请先让另一个人成为管理员。",
        "This is the last administrator who may sign in. Please make somebody else an administrator first.",
    )))
}

fn is_administrator(cells: &[Value]) -> bool {
    text(User::SPEC, cells, "role") == Role::Administrator.key()
}

/// Whether these are the cells of an administrator who may sign in.
fn runs(cells: &[Value]) -> bool {
    is_administrator(cells) && cell(User::SPEC, cells, "is_active").and_then(Value::as_int) == Some(1)
}
