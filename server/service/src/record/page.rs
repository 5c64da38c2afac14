//! Reading registers: a page of rows with what its references are called, one record with its
//! neighbours, and the choices of a reference field. What a person may not see is not in it.

use std::collections::BTreeMap;

use domain::policy::{Action, Grant, grant};
use domain::problem::Problem;
use domain::query::related::related;
use domain::query::{Cursor, Query};
use domain::record::{Kind, Record, Row, Spec};
use domain::register::{Detail, May, Page};
use domain::value::Value;
use store::Conn;

use crate::Ctx;
use crate::fault::of_store;
use crate::policy::{require, shared_only};

/// How far rows are counted before the count reads “more than”.
const COUNT_MOST: u32 = 10_001;

/// One page of a register, as asked.
///
/// # Errors
/// `NotFound` when the person may not know of the noun.
pub async fn list(ctx: &Ctx, spec: &'static Spec, ask: &Query) -> Result<Page, Problem> {
    let cut = require(ctx, Action::Read, spec)?;
    let ask = &visible(ctx, spec, ask);
    let mut conn = ctx.store.read().await.map_err(of_store)?;
    let size = ask.page_size();
    let mut rows = store::record::list(&mut conn, spec, &cut, ask, size + 1).await.map_err(of_store)?;
    let more = rows.len() > size as usize;
    rows.truncate(size as usize);
    let next = if more { rows.last().map(|row| cursor(spec, ask, row)) } else { None };
    let total = store::record::count(&mut conn, spec, &cut, ask, COUNT_MOST).await.map_err(of_store)?;
    conceal(ctx, spec, &mut rows);
    let titles = titles(ctx, &mut conn, spec, &rows).await?;
    Ok(Page { table: spec.table.to_owned(), rows, titles, total, next, may: may(ctx, spec) })
}

/// One record.
///
/// # Errors
/// `NotFound` when it is not there for this person.
pub async fn get(ctx: &Ctx, spec: &'static Spec, id: &str) -> Result<Detail, Problem> {
    let cut = require(ctx, Action::Read, spec)?;
    let mut conn = ctx.store.read().await.map_err(of_store)?;
    let row = store::record::get(&mut conn, spec, &cut, id)
        .await
        .map_err(of_store)?
        .ok_or_else(Problem::not_found)?;
    let mut rows = vec![row];
    conceal(ctx, spec, &mut rows);
    let titles = titles(ctx, &mut conn, spec, &rows).await?;
    let row = rows.into_iter().next().unwrap_or_default();
    let derived = super::derived::derived(ctx, &mut conn, spec, &row).await?;
    Ok(Detail { table: spec.table.to_owned(), row, titles, derived, may: may(ctx, spec) })
}

/// One record as its type, if this person may read it.
///
/// # Errors
/// `NotFound` when it is not there for this person.
pub(crate) async fn typed<T: Record>(ctx: &Ctx, conn: &mut Conn, id: &str) -> Result<T, Problem> {
    let cut = require(ctx, Action::Read, T::SPEC)?;
    let row = store::record::get(conn, T::SPEC, &cut, id).await.map_err(of_store)?;
    row.as_ref().and_then(T::from_row).ok_or_else(Problem::not_found)
}

/// The records of a question as their type, as many as this person may read.
///
/// # Errors
/// `NotFound` when they may not know of the noun.
pub(crate) async fn typed_list<T: Record>(
    ctx: &Ctx,
    conn: &mut Conn,
    asked: &Query,
    most: u32,
) -> Result<Vec<T>, Problem> {
    let cut = require(ctx, Action::Read, T::SPEC)?;
    let rows = store::record::list(conn, T::SPEC, &cut, asked, most).await.map_err(of_store)?;
    Ok(rows.iter().filter_map(T::from_row).collect())
}

/// Up to 20 records a reference field may name, best match first: id and title.
///
/// # Errors
/// `NotFound` when the person may not know of the noun.
pub async fn options(ctx: &Ctx, spec: &'static Spec, words: &str) -> Result<Vec<(String, String)>, Problem> {
    let cut = require(ctx, Action::Read, spec)?;
    let mut conn = ctx.store.read().await.map_err(of_store)?;
    let ask = visible(ctx, spec, &Query { words: words.to_owned(), ..Query::default() }.sort(spec.title));
    let rows = store::record::list(&mut conn, spec, &cut, &ask, 20).await.map_err(of_store)?;
    Ok(rows.iter().map(|row| (row.id.clone(), spec.title_of(row).to_owned())).collect())
}

/// What the reader may do with this noun.
pub fn may(ctx: &Ctx, spec: &Spec) -> May {
    let can = |action| grant(ctx.who.role, action, spec) != Grant::None;
    May {
        create: can(Action::Create) && !spec.is_single(),
        update: can(Action::Update),
        archive: can(Action::Archive),
        import: can(Action::Import),
        export: can(Action::Export),
        shared_only: shared_only(ctx),
    }
}

/// The question without what would let a reader find out what they may not see: filters and orders
/// on fields that are not shared match nothing and order nothing.
pub(crate) fn visible(ctx: &Ctx, spec: &Spec, ask: &Query) -> Query {
    let mut ask = ask.clone();
    // Whether a row has such records is told to those only who would find the same ones in their register.
    let reach = |spec: &Spec| require(ctx, Action::Read, spec).ok();
    for filter in &mut ask.filters {
        if related(spec, &filter.field).is_some_and(|other| reach(other.spec) != reach(spec)) {
            filter.field = String::new();
        }
    }
    if shared_only(ctx) {
        let shared = |name: &str| name == "id" || spec.field(name).is_some_and(|(_, field)| field.shared);
        for filter in &mut ask.filters {
            if !shared(&filter.field) {
                filter.field = String::new();
            }
        }
        ask.sort = ask.sort.filter(|sort| shared(&sort.field));
        ask.columns.retain(|name| shared(name));
        // Searching looks into fields that may be internal, so it is off for a customer's people
        // unless every searchable field is shared.
        if spec.fields.iter().any(|field| field.search && !field.shared) {
            ask.words.clear();
        }
    }
    ask
}

/// Removes what this person may not see.
pub(crate) fn conceal(ctx: &Ctx, spec: &Spec, rows: &mut [Row]) {
    if !shared_only(ctx) {
        return;
    }
    for row in rows {
        for (field, cell) in spec.fields.iter().zip(&mut row.cells) {
            if !field.shared {
                *cell = Value::Null;
            }
        }
    }
}

fn cursor(spec: &Spec, ask: &Query, row: &Row) -> Cursor {
    let value = ask.sort.as_ref().and_then(|sort| spec.cell(row, &sort.field)).cloned().unwrap_or_default();
    Cursor { value, id: row.id.clone() }
}

/// What the records these rows refer to are called, as far as this person may know.
pub(crate) async fn titles(
    ctx: &Ctx,
    conn: &mut Conn,
    spec: &Spec,
    rows: &[Row],
) -> Result<BTreeMap<String, String>, Problem> {
    let mut ids: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (index, field) in spec.fields.iter().enumerate() {
        if let Kind::Ref(table) = field.kind {
            let of = ids.entry(table).or_default();
            of.extend(
                rows.iter()
                    .filter_map(|row| row.cells.get(index))
                    .filter(|cell| !cell.is_null())
                    .map(|cell| cell.as_str().to_owned()),
            );
        }
    }
    let mut titles = BTreeMap::new();
    for (table, mut ids) in ids {
        let Some(other) = domain::noun::spec(table) else { continue };
        let Ok(cut) = require(ctx, Action::Read, other) else { continue };
        ids.sort_unstable();
        ids.dedup();
        titles.extend(store::record::titles(conn, other, &cut, &ids).await.map_err(of_store)?);
    }
    Ok(titles)
}
