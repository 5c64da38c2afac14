//! Executives keep up with their peers at the rhythm they agreed on (M17). A pair that has not met for longer is an alert,
//! and a task for our executive to make a date; a contact between the two ends it.

use domain::noun::executive_pair::ExecutivePair;
use domain::noun::stakeholder::Stakeholder;
use domain::noun::task::Task;
use domain::query::{Op, Query};
use domain::record::Record as _;
use domain::value::Value;
use store::record::Cut;
use store::{Conn, Error};

use super::alarm;
use super::notice::{self, Moved, Notice};
use crate::Ctx;

/// How many days our executive has to make a date.
const DUE_DAYS: i32 = 7;

/// Raises or settles the alert of a pair as it stands today; whether anything was written.
pub async fn settle(ctx: &Ctx, conn: &mut Conn, id: &str) -> Result<bool, Error> {
    let Some(row) = store::record::get(conn, ExecutivePair::SPEC, &Cut::All, id).await? else {
        return Ok(false);
    };
    let archived = row.archived_at.is_some();
    let Some(pair) = ExecutivePair::from_row(&row) else { return Ok(false) };
    let days = store::relation::silent_days(conn, id, ctx.today).await?;
    let late = days.filter(|days| !archived && *days > pair.cadence_days);
    let peer = store::record::get(conn, Stakeholder::SPEC, &Cut::All, &pair.stakeholder_id).await?;
    let peer = peer.as_ref().map_or("", |row| Stakeholder::SPEC.title_of(row)).to_owned();
    let wanted = late.map(|days| Notice {
        account_id: pair.account_id.clone(),
        message: format!("高层对平：与{peer}已 {days} 天没有见面，约定是 {} 天一次。", pair.cadence_days),
        rule: "pair_overdue",
        severity: "watch",
        owner_id: Some(pair.user_id.clone()),
    });
    let is_late = wanted.is_some();
    let alert = notice::id("pair", id);
    let told = "两位高层已经见过面，或对平关系已调整。\nThe two have met, or the pair was changed.";
    let moved = notice::settle(ctx, conn, &alert, wanted, told).await?;
    if is_late && moved != Moved::Nothing {
        remind(ctx, conn, &pair, &peer, &alert).await?;
    }
    Ok(moved != Moved::Nothing)
}

/// A task for our executive, once a day at most.
async fn remind(
    ctx: &Ctx,
    conn: &mut Conn,
    pair: &ExecutivePair,
    peer: &str,
    alert: &str,
) -> Result<(), Error> {
    let id = notice::id("pair task", &format!("{} {}", pair.id, ctx.today));
    let title: String = format!("约{peer}见面：{}", pair.topic).chars().take(160).collect();
    let cells = [
        ("title", Value::from(title)),
        ("account_id", pair.account_id.clone().into()),
        ("owner_id", pair.user_id.clone().into()),
        ("due_on", domain::calendar::plus_days(ctx.today, DUE_DAYS).into()),
        ("state", "open".into()),
        ("alert_id", alert.into()),
    ];
    alarm::add(ctx, conn, Task::SPEC, &id, &cells).await?;
    Ok(())
}

/// Looks at the pairs of one customer.
pub async fn of_account(ctx: &Ctx, conn: &mut Conn, account: &str) -> Result<(), Error> {
    let asked = Query::default().filter("account_id", Op::Eq, account);
    for row in store::record::list(conn, ExecutivePair::SPEC, &Cut::All, &asked, 100).await? {
        settle(ctx, conn, &row.id).await?;
    }
    Ok(())
}

/// Looks at every pair whose time may have come, whoever wrote nothing; how many alerts that moved.
///
/// # Errors
/// When the store fails.
pub async fn catch_up(ctx: &Ctx) -> Result<u64, Error> {
    let late = store::relation::overdue(&mut *ctx.store.read().await?, ctx.today).await?;
    let mut moved = 0;
    for id in late {
        let mut write = ctx.store.write().await?;
        if settle(ctx, write.conn(), &id).await? {
            write.commit().await?;
            moved += 1;
        }
    }
    Ok(moved)
}
