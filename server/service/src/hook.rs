//! What hangs on particular nouns: values filled in and rules checked before a write, consequences in the
//! same transaction after it.

mod activity;
mod administrator;
mod alarm;
mod answer;
mod gift;
mod insight;
pub mod keeper;
mod known;
pub mod meeting;
mod notice;
pub mod pair;
mod rule;
mod salon;
mod sponsor;
mod within;

#[cfg(test)]
pub(crate) use rule::fits;

use domain::problem::{Problem, Problems};
use domain::record::{Draft, Row, Spec};
use domain::value::Value;
use store::Conn;

use crate::fault::of_store;
use crate::{Ctx, ledger, score};

/// The draft of a new record, with what its declaration begins it with where its writer says nothing: a customer
/// raises a demand, and how far it has come is ours to say.
pub fn begun(ctx: &Ctx, spec: &Spec, draft: &Draft) -> Draft {
    let mut begun = spec.begin(&ctx.today.to_string(), &ctx.stamp());
    begun.extend(draft.clone());
    begun
}

/// Fills in what a person need not type and refuses what does not fit together. `before` is absent for a
/// new record.
///
/// # Errors
/// Every problem at once, each at its field.
pub async fn before_write(
    ctx: &Ctx,
    conn: &mut Conn,
    spec: &Spec,
    before: Option<&Row>,
    cells: &mut [Value],
) -> Result<(), Problems> {
    if spec.table == "touchpoint" && before.is_none() {
        fill(spec, cells, "user_id", ctx.who.user_id.clone());
    }
    answer::settle(ctx, conn, spec, before, cells).await.map_err(|error| vec![of_store(error)])?;
    known::settle(ctx, conn, spec, before, cells).await.map_err(|error| vec![of_store(error)])?;
    activity::settle(ctx, spec, before, cells);
    gift::settle(conn, spec, cells).await.map_err(|error| vec![of_store(error)])?;
    let mut problems = rule::fits(spec, before, cells);
    problems.extend(activity::refuse(ctx, spec, before, cells));
    problems.extend(answer::refuse(ctx, spec, cells));
    problems.extend(insight::looked(conn, spec, cells).await.map_err(|error| vec![of_store(error)])?);
    let beyond = within::refuse(conn, spec, before, cells).await;
    problems.extend(beyond.map_err(|error| vec![of_store(error)])?);
    problems.extend(known::refuse(spec, before, cells));
    if let Some((field, links)) = rule::chain(spec) {
        problems.extend(
            loops(conn, spec, before, cells, field, links).await.map_err(|error| vec![of_store(error)])?,
        );
    }
    if let (Some(before), "user") = (before, spec.table) {
        let kept = administrator::leaves(ctx, conn, before, Some(cells)).await;
        problems.extend(kept.map_err(|error| vec![of_store(error)])?);
    }
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

/// Refuses to put away what must stay.
///
/// # Errors
/// Why it must.
pub async fn before_archive(ctx: &Ctx, conn: &mut Conn, spec: &Spec, row: &Row) -> Result<(), Problem> {
    if spec.table != "user" {
        return rule::stays(spec, &row.cells).map_or(Ok(()), Err);
    }
    administrator::leaves(ctx, conn, row, None).await.map_err(of_store)?.map_or(Ok(()), Err)
}

/// The consequences of a write, in the same transaction. `before` is absent for a new or returning
/// record, `after` for one put away.
///
/// # Errors
/// When the store fails; then the whole write is undone.
pub async fn after_write(
    ctx: &Ctx,
    conn: &mut Conn,
    spec: &Spec,
    id: &str,
    before: Option<&[Value]>,
    after: Option<&[Value]>,
) -> Result<(), store::Error> {
    match spec.table {
        "subscription" | "arr_event" => {
            for account in both(before, after, |cells| text(spec, cells, "account_id")) {
                ledger::refresh(ctx, conn, account).await?;
            }
        }
        "usage" => {
            for (account, day) in
                both(before, after, |cells| (text(spec, cells, "account_id"), text(spec, cells, "used_on")))
            {
                store::rollup::refresh_usage(conn, account, day).await?;
            }
        }
        "feature" => {
            let core = both(before, after, |cells| cell(spec, cells, "is_core").and_then(Value::as_int));
            if before.is_some() && after.is_some() && core.len() > 1 {
                store::rollup::rebuild_usage(conn).await?;
            }
        }
        _ => {}
    }
    match spec.table {
        "meeting" => {
            meeting::settle(ctx, conn, id).await?;
            sponsor::first_attended(ctx, conn, id, after).await?;
        }
        "stakeholder" => {
            sponsor::champion_lost(ctx, conn, id, before, after).await?;
        }
        "gift" => gift::tell(ctx, conn, id).await?,
        "salon" if after.is_some() => salon::suggest(ctx, conn, id).await?,
        "executive_pair" => {
            pair::settle(ctx, conn, id).await?;
        }
        "touchpoint" => {
            for account in both(before, after, |cells| text(spec, cells, "account_id")) {
                pair::of_account(ctx, conn, account).await?;
                keeper::settle(ctx, conn, account).await?;
            }
        }
        "account" => keeper::changed(ctx, conn, spec, id, (before, after)).await?,
        _ => {}
    }
    if spec.table == "holiday" {
        // Every ticket's clock may run otherwise now.
        score::take(ctx, conn, ctx.today).await?;
    } else if spec.table == "account" {
        score::refresh(ctx, conn, id).await?;
    } else if score::moves(spec.table) {
        for account in both(before, after, |cells| text(spec, cells, "account_id")) {
            score::refresh(ctx, conn, account).await?;
        }
    }
    Ok(())
}

/// What both states name, once each.
fn both<'a, T: PartialEq>(
    before: Option<&'a [Value]>,
    after: Option<&'a [Value]>,
    pick: impl Fn(&'a [Value]) -> T,
) -> Vec<T> {
    let mut picked: Vec<T> = [before, after].into_iter().flatten().map(pick).collect();
    picked.dedup();
    picked
}

/// Walks from the record named in `field` upwards: who comes back to the record itself has closed a circle.
async fn loops(
    conn: &mut Conn,
    spec: &Spec,
    before: Option<&Row>,
    cells: &[Value],
    field: &str,
    links: rule::Circle,
) -> Result<Option<Problem>, store::Error> {
    let Some(own) = before.map(|row| row.id.as_str()) else { return Ok(None) };
    let mut above = text(spec, cells, field).to_owned();
    for _ in 0..rule::LEVELS_MOST {
        if above.is_empty() {
            return Ok(None);
        }
        if above == own {
            return Ok(Some(links(field)));
        }
        let row = store::record::get(conn, spec, &store::record::Cut::All, &above).await?;
        above = row.map(|row| text(spec, &row.cells, field).to_owned()).unwrap_or_default();
    }
    Ok(Some(links(field)))
}

fn cell<'a>(spec: &Spec, cells: &'a [Value], name: &str) -> Option<&'a Value> {
    spec.field(name).and_then(|(index, _)| cells.get(index))
}

fn text<'a>(spec: &Spec, cells: &'a [Value], name: &str) -> &'a str {
    cell(spec, cells, name).map_or("", Value::as_str)
}

fn fill(spec: &Spec, cells: &mut [Value], name: &str, with: Option<String>) {
    let slot = spec.field(name).and_then(|(index, _)| cells.get_mut(index));
    if let Some(slot) = slot.filter(|slot| slot.is_null()) {
        *slot = with.into();
    }
}

#[cfg(test)]
mod tests;
