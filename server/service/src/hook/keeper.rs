//! Customers belong to the company (H01). Where one of ours has had a customer for years and nobody else has spoken to them
//! for a year, that is told; and when a customer is handed over, the new owner gets the steps of it as a task.

use domain::noun::task::Task;
use domain::record::{Record as _, Spec};
use domain::value::Value;
use store::{Conn, Error};

use super::notice::{self, Moved, Notice};
use super::{alarm, text};
use crate::Ctx;

/// How many days a handover takes.
const HANDOVER_DAYS: i32 = 14;

/// What a handover consists of.
const STEPS: &str = "一、与前任一起拜访 1W 和强C，当面介绍；二、逐条交接未完成的诉求、承诺与任务；三、两周内各条线至少联系一次。\n1. Visit the sponsor and the champion together with the previous owner. 2. Go through open demands, promises and tasks one by one. 3. Let every line of ours be in touch within two weeks.";

/// Raises or settles the alert of a customer as it stands today; whether anything was written.
pub async fn settle(ctx: &Ctx, conn: &mut Conn, account: &str) -> Result<bool, Error> {
    let found = store::relation::kept(conn, Some(account), ctx.today).await?;
    let wanted = found.into_iter().next().map(|kept| Notice {
        account_id: account.to_owned(),
        message: format!(
            "{}独自负责 {} 已 {} 年，近一年没有别的同事联系过这个客户：请安排共同拜访或交接。",
            kept.owner,
            kept.account,
            kept.days / 365
        ),
        rule: "landlord",
        severity: "info",
        owner_id: None,
    });
    let told = "已有其他同事联系客户，或客户已经交接。\nColleagues are in touch by now, or the customer was handed over.";
    let moved = notice::settle(ctx, conn, &notice::id("landlord", account), wanted, told).await?;
    Ok(moved != Moved::Nothing)
}

/// A customer with another owner is a customer handed over.
pub async fn changed(
    ctx: &Ctx,
    conn: &mut Conn,
    spec: &Spec,
    id: &str,
    (before, after): (Option<&[Value]>, Option<&[Value]>),
) -> Result<(), Error> {
    let (Some(before), Some(after)) = (before, after) else { return Ok(()) };
    let (was, now) = (text(spec, before, "owner_id"), text(spec, after, "owner_id"));
    if was == now || was.is_empty() || now.is_empty() {
        return Ok(());
    }
    settle(ctx, conn, id).await?;
    let task = notice::id("handover", &format!("{id} {was} {now} {}", ctx.today));
    let title: String = format!("交接客户：{}", text(spec, after, "name")).chars().take(160).collect();
    let cells = [
        ("title", Value::from(title)),
        ("account_id", id.into()),
        ("owner_id", now.into()),
        ("due_on", domain::calendar::plus_days(ctx.today, HANDOVER_DAYS).into()),
        ("state", "open".into()),
        ("note", STEPS.into()),
    ];
    alarm::add(ctx, conn, Task::SPEC, &task, &cells).await?;
    Ok(())
}

/// Looks at every customer somebody has had for long; how many alerts that moved.
///
/// # Errors
/// When the store fails.
pub async fn catch_up(ctx: &Ctx) -> Result<u64, Error> {
    let kept = store::relation::kept(&mut *ctx.store.read().await?, None, ctx.today).await?;
    let mut moved = 0;
    for one in kept {
        let mut write = ctx.store.write().await?;
        if settle(ctx, write.conn(), &one.account_id).await? {
            write.commit().await?;
            moved += 1;
        }
    }
    Ok(moved)
}
