//! Every noun's life: list, get, create, update, archive, restore, history. One set of use cases
//! serves them all; what is special to a noun hangs on its declaration or in its own file.

mod derived;
pub mod history;
pub mod page;

use domain::policy::Action;
use domain::problem::{Problem, ProblemKind, Problems};
use domain::record::{Draft, Field, Row, Scope, Spec, parse, parse_cell};
use domain::register::Updated;
use domain::value::Value;
use store::record::Cut;

pub(crate) use derived::calendar;
pub use history::history;
pub use page::{get, list, options};
pub(crate) use page::{typed, typed_list};

use crate::ctx::new_id;
use crate::fault::of_store;
use crate::policy::{require, shared_only};
use crate::{Ctx, headline, hook};

/// The noun of that table, if this person may know of it.
///
/// # Errors
/// `NotFound` otherwise.
pub fn spec(table: &str) -> Result<&'static Spec, Problem> {
    domain::noun::spec(table).ok_or_else(Problem::not_found)
}

/// A record that is not there yet, with what its declaration begins it with.
///
/// # Errors
/// When this person may not make one.
pub fn blank(ctx: &Ctx, spec: &'static Spec) -> Result<Row, Problem> {
    require(ctx, Action::Create, spec)?;
    let begun = hook::begun(ctx, spec, &Draft::new());
    let value = |field: &Field| begun.get(field.name).and_then(|typed| parse_cell(field, typed).ok());
    let cells = spec.fields.iter().map(|field| value(field).unwrap_or_default()).collect();
    Ok(Row { cells, ..Row::default() })
}

/// Makes a new record from what was typed; returns its id.
///
/// # Errors
/// Every problem of the draft at once, or the one of rights.
pub async fn create(ctx: &Ctx, spec: &'static Spec, draft: &Draft) -> Result<String, Problems> {
    let said = headline::said(ctx, spec, None, draft).await?;
    let mut write = ctx.store.write().await.map_err(inner)?;
    let id = create_within(ctx, write.conn(), spec, draft).await?;
    headline::sign(ctx, write.conn(), &id, said).await.map_err(inner)?;
    write.commit().await.map_err(inner)?;
    Ok(id)
}

/// The same within a transaction of the caller's.
///
/// # Errors
/// As [`create`].
pub(crate) async fn create_within(
    ctx: &Ctx,
    conn: &mut store::Conn,
    spec: &'static Spec,
    draft: &Draft,
) -> Result<String, Problems> {
    let cut = require(ctx, Action::Create, spec).map_err(one)?;
    refuse_fixed(spec, draft)?;
    refuse_hidden(ctx, spec, draft)?;
    let mut cells = parse(spec, &hook::begun(ctx, spec, draft))?;
    let id = new_id();
    hook::before_write(ctx, conn, spec, None, &mut cells).await?;
    reachable(conn, spec, &cut, &cells).await?;
    store::record::insert(conn, spec, &id, &cells, &ctx.stamp()).await.map_err(inner)?;
    let blank = vec![Value::Null; cells.len()];
    history::write(ctx, conn, "create", spec, &id, &blank, &cells).await.map_err(inner)?;
    hook::after_write(ctx, conn, spec, &id, None, Some(&cells)).await.map_err(inner)?;
    Ok(id)
}

/// Changes a record that still has the version it was read at. Fields not in the draft keep their value.
///
/// # Errors
/// Every problem of the draft at once, or the one of rights.
pub async fn update(
    ctx: &Ctx,
    spec: &'static Spec,
    id: &str,
    version: i64,
    draft: &Draft,
) -> Result<Updated, Problems> {
    let said = headline::said(ctx, spec, Some(id), draft).await?;
    let mut write = ctx.store.write().await.map_err(inner)?;
    match update_within(ctx, write.conn(), spec, id, version, draft).await? {
        None => {
            drop(write);
            page::get(ctx, spec, id).await.map(|theirs| Updated::Conflict(Box::new(theirs))).map_err(one)
        }
        Some((_, now)) if now == version => Ok(Updated::Stored(version)),
        Some((_, now)) => {
            headline::sign(ctx, write.conn(), id, said).await.map_err(inner)?;
            write.commit().await.map_err(inner)?;
            Ok(Updated::Stored(now))
        }
    }
}

/// The same within a transaction of the caller's: what was there before and the version after, or nothing when
/// somebody else was faster.
///
/// # Errors
/// As [`update`].
pub(crate) async fn update_within(
    ctx: &Ctx,
    conn: &mut store::Conn,
    spec: &'static Spec,
    id: &str,
    version: i64,
    draft: &Draft,
) -> Result<Option<(Row, i64)>, Problems> {
    let cut = require(ctx, Action::Update, spec).map_err(one)?;
    refuse_fixed(spec, draft)?;
    refuse_hidden(ctx, spec, draft)?;
    let before = found_for_write(ctx, conn, spec, &cut, id).await?;
    let mut cells = merge(spec, &before, draft)?;
    if before.version != version {
        return Ok(None);
    }
    hook::before_write(ctx, conn, spec, Some(&before), &mut cells).await?;
    reachable(conn, spec, &cut, &cells).await?;
    if cells == before.cells {
        return Ok(Some((before, version)));
    }
    store::record::update(conn, spec, id, version, &cells, &ctx.stamp()).await.map_err(inner)?;
    history::write(ctx, conn, "update", spec, id, &before.cells, &cells).await.map_err(inner)?;
    hook::after_write(ctx, conn, spec, id, Some(&before.cells), Some(&cells)).await.map_err(inner)?;
    Ok(Some((before, version + 1)))
}

/// Takes back a new record that nobody has touched since, for whoever made it.
///
/// # Errors
/// `Conflict` when somebody has; rights as for making it.
pub(crate) async fn take_back(
    ctx: &Ctx,
    conn: &mut store::Conn,
    spec: &'static Spec,
    id: &str,
    version: i64,
) -> Result<(), Problem> {
    let cut = require(ctx, Action::Create, spec)?;
    let row = found_for_write(ctx, conn, spec, &cut, id).await.map_err(first)?;
    put_away(ctx, conn, spec, &row, version, Some(ctx.stamp())).await
}

/// Puts a record away, where it can be brought back from.
///
/// # Errors
/// `Conflict` when somebody changed it meanwhile; rights as usual.
pub async fn archive(ctx: &Ctx, spec: &'static Spec, id: &str, version: i64) -> Result<i64, Problem> {
    set_archived(ctx, spec, id, version, Some(ctx.stamp())).await
}

/// Brings a record back.
///
/// # Errors
/// As [`archive`].
pub async fn restore(ctx: &Ctx, spec: &'static Spec, id: &str, version: i64) -> Result<i64, Problem> {
    set_archived(ctx, spec, id, version, None).await
}

async fn set_archived(
    ctx: &Ctx,
    spec: &'static Spec,
    id: &str,
    version: i64,
    at: Option<String>,
) -> Result<i64, Problem> {
    let cut = require(ctx, Action::Archive, spec)?;
    let mut write = ctx.store.write().await.map_err(of_store)?;
    let row = found_for_write(ctx, write.conn(), spec, &cut, id).await.map_err(first)?;
    if at.is_some() {
        hook::before_archive(ctx, write.conn(), spec, &row).await?;
    }
    put_away(ctx, write.conn(), spec, &row, version, at).await?;
    write.commit().await.map_err(of_store)?;
    Ok(version + 1)
}

async fn put_away(
    ctx: &Ctx,
    conn: &mut store::Conn,
    spec: &Spec,
    row: &Row,
    version: i64,
    at: Option<String>,
) -> Result<(), Problem> {
    let id = row.id.as_str();
    let done = store::record::set_archived(conn, spec, id, version, at.as_deref(), &ctx.stamp())
        .await
        .map_err(of_store)?;
    if !done {
        return Err(Problem::new(
            ProblemKind::Conflict,
            "此记录刚被他人修改，请刷新后再试。",
            "Somebody has just changed this record. Please reload and try again.",
        ));
    }
    let action = if at.is_some() { "archive" } else { "restore" };
    history::write(ctx, conn, action, spec, id, &row.cells, &row.cells).await.map_err(of_store)?;
    let (before, after) =
        if at.is_some() { (Some(row.cells.as_slice()), None) } else { (None, Some(row.cells.as_slice())) };
    hook::after_write(ctx, conn, spec, id, before, after).await.map_err(of_store)?;
    Ok(())
}

/// The draft over what is stored.
fn merge(spec: &Spec, before: &Row, draft: &Draft) -> Result<Vec<Value>, Problems> {
    let mut cells = before.cells.clone();
    let mut problems = Problems::new();
    for (name, typed) in draft {
        let Some((index, field)) = spec.field(name) else {
            problems.push(Problem::invalid(
                name,
                format!("没有名为“{name}”的字段。"),
                format!("There is no field “{name}”."),
            ));
            continue;
        };
        match domain::record::parse_cell(field, typed) {
            Ok(value) => {
                if let Some(cell) = cells.get_mut(index) {
                    *cell = value;
                }
            }
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() { Ok(cells) } else { Err(problems) }
}

/// What the product sets, nobody types.
fn refuse_fixed(spec: &Spec, draft: &Draft) -> Result<(), Problems> {
    let problems: Problems = draft
        .keys()
        .filter(|name| spec.field(name).is_some_and(|(_, field)| field.fixed))
        .map(|name| {
            Problem::invalid(
                name,
                "此项由系统计算，不能填写。",
                "This is computed by the product and cannot be typed in.",
            )
        })
        .collect();
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

/// What somebody may not see they cannot write either: to them there is no such field.
fn refuse_hidden(ctx: &Ctx, spec: &Spec, draft: &Draft) -> Result<(), Problems> {
    if !shared_only(ctx) {
        return Ok(());
    }
    let closed = draft.keys().filter_map(|name| spec.field(name)).filter(|(_, field)| !field.is_typed(true));
    let problems: Problems = closed
        .map(|(_, Field { name, shared, .. })| {
            if *shared {
                Problem::invalid(name, "此项由我们的同事填写。", "This is filled in by our side.")
            } else {
                Problem::invalid(
                    name,
                    format!("没有名为“{name}”的字段。"),
                    format!("There is no field “{name}”."),
                )
            }
        })
        .collect();
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

/// The record, if the person may read it; `Forbidden` when they may read but not write it.
async fn found_for_write(
    ctx: &Ctx,
    conn: &mut store::Conn,
    spec: &Spec,
    cut: &Cut,
    id: &str,
) -> Result<Row, Problems> {
    if let Some(row) = store::record::get(conn, spec, cut, id).await.map_err(inner)? {
        return Ok(row);
    }
    let reading = require(ctx, Action::Read, spec).map_err(one)?;
    let readable = store::record::get(conn, spec, &reading, id).await.map_err(inner)?;
    Err(one(if readable.is_some() { Problem::forbidden() } else { Problem::not_found() }))
}

/// The account a record is filed under must be within the cut, or a record could be pushed into
/// another customer's file.
async fn reachable(conn: &mut store::Conn, spec: &Spec, cut: &Cut, cells: &[Value]) -> Result<(), Problems> {
    let Scope::By(field) = spec.scope else { return Ok(()) };
    let account = spec.field(field).and_then(|(index, _)| cells.get(index)).map_or("", Value::as_str);
    let accounts = domain::noun::spec("account").ok_or_else(|| one(Problem::not_found()))?;
    match store::record::get(conn, accounts, cut, account).await.map_err(inner)? {
        Some(_) => Ok(()),
        None => Err(one(Problem::invalid(
            field,
            "没有这个客户，或您不在该客户的团队中。请重新选择。",
            "There is no such account, or you are not on its team. Please choose again.",
        ))),
    }
}

fn one(problem: Problem) -> Problems {
    vec![problem]
}

fn inner(error: store::Error) -> Problems {
    vec![of_store(error)]
}

pub(crate) fn first(problems: Problems) -> Problem {
    problems.into_iter().next().unwrap_or_else(Problem::not_found)
}
