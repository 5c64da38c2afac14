//! Taking records out to a file: exactly what a register shows, filtered, ordered and cut by rights,
//! with the names of what records refer to.
//!
//! A file is written whole before the first byte of it is sent, so a failure is an answer and not a
//! torn file. What a spreadsheet would run as a formula is made text.

mod write;

use std::path::{Path, PathBuf};

use domain::policy::Action;
use domain::problem::{Problem, ProblemKind};
use domain::query::{Cursor, Query};
use domain::record::{Field, Kind, Row, Spec};
use domain::text::{Locale, Text, text};
use domain::value::Value;
use tokio::sync::mpsc;

use crate::fault::of_store;
use crate::import::upload::random_id;
use crate::policy::{require, shared_only};
use crate::record::{history, page};
use crate::{Ctx, fault};

/// Rows a batch.
const BATCH: u32 = 500;
/// A sheet has no more rows than this, the header among them.
const SHEET_ROWS_MOST: u64 = 1_048_576;

/// The kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Text in UTF-8 with a byte-order mark, so that spreadsheets read Chinese right.
    Csv,
    /// An Excel workbook.
    Xlsx,
}

/// Which columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Columns {
    /// Those the register shows.
    Shown,
    /// Every column the reader may see, the id first.
    All,
}

/// A file that is ready. Whoever sends it removes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// Where it lies.
    pub path: PathBuf,
    /// The name to save it under.
    pub name: String,
    /// Its content type.
    pub content_type: &'static str,
    /// How many records it holds.
    pub rows: u64,
}

/// One cell on its way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Cell {
    /// Nothing.
    Empty,
    /// Words.
    Words(String),
    /// A number as it is written.
    Number(String),
    /// A day, ISO.
    Day(String),
}

impl Format {
    /// Reads its spelling in a URL.
    pub fn parse(key: &str) -> Option<Self> {
        match key {
            "csv" => Some(Self::Csv),
            "xlsx" => Some(Self::Xlsx),
            _ => None,
        }
    }

    const fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }

    const fn content_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

/// Writes what a register is asked for to a file in `directory`.
///
/// # Errors
/// Rights; more rows than a sheet can hold; a full disk.
pub async fn to_file(
    ctx: &Ctx,
    spec: &'static Spec,
    ask: &Query,
    format: Format,
    columns: Columns,
    directory: &Path,
) -> Result<Export, Problem> {
    require(ctx, Action::Export, spec)?;
    std::fs::create_dir_all(directory).map_err(|error| fault::internal(&error))?;
    let path = directory.join(format!("{}.export", random_id()?));
    let written = fill(ctx, spec, ask, format, columns, &path).await;
    let rows = match written {
        Ok(rows) => rows,
        Err(problem) => {
            let _ = std::fs::remove_file(&path);
            return Err(problem);
        }
    };
    let mut write = ctx.store.write().await.map_err(of_store)?;
    let changes = serde_json::json!({ "rows": rows, "query": ask.to_url(), "format": format.extension() });
    history::note(ctx, write.conn(), "export", spec.table, "", changes.to_string())
        .await
        .map_err(of_store)?;
    write.commit_quietly().await.map_err(of_store)?;
    let name = format!("{}-{}.{}", spec.table, ctx.today, format.extension());
    Ok(Export { path, name, content_type: format.content_type(), rows })
}

async fn fill(
    ctx: &Ctx,
    spec: &'static Spec,
    ask: &Query,
    format: Format,
    columns: Columns,
    path: &Path,
) -> Result<u64, Problem> {
    let cut = require(ctx, Action::Export, spec)?;
    let mut ask = Query { after: None, limit: BATCH, ..page::visible(ctx, spec, ask) };
    let places = places(ctx, spec, &ask, columns);
    let (sender, batches) = mpsc::channel(4);
    let (to, sheet) = (path.to_owned(), spec.plural.in_(ctx.locale));
    let writing = tokio::task::spawn_blocking(move || write::write(&to, format, sheet, batches));
    let mut rows = 0;
    let mut conn = ctx.store.read().await.map_err(of_store)?;
    let mut batch = vec![header(ctx, spec, &places)];
    loop {
        let mut found = store::record::list(&mut conn, spec, &cut, &ask, BATCH).await.map_err(of_store)?;
        let is_last = found.len() < BATCH as usize;
        ask.after = found.last().map(|row| cursor(spec, &ask, row));
        rows += found.len() as u64;
        if format == Format::Xlsx && rows >= SHEET_ROWS_MOST {
            return Err(too_many_rows());
        }
        page::conceal(ctx, spec, &mut found);
        let titles = page::titles(ctx, &mut conn, spec, &found).await?;
        let name = |id: &str| titles.get(id).cloned();
        batch.extend(
            found
                .iter()
                .map(|row| places.iter().map(|place| cell(spec, row, *place, ctx.locale, &name)).collect()),
        );
        if sender.send(std::mem::take(&mut batch)).await.is_err() || is_last {
            break;
        }
    }
    drop(sender);
    writing.await.map_err(|error| fault::internal(&error))??;
    Ok(rows)
}

/// The columns by their place in the declaration; nothing is the id.
fn places(ctx: &Ctx, spec: &Spec, ask: &Query, columns: Columns) -> Vec<Option<usize>> {
    let may = |field: &Field| !shared_only(ctx) || field.shared;
    if columns == Columns::All {
        let fields =
            spec.fields.iter().enumerate().filter(|(_, field)| may(field)).map(|(place, _)| Some(place));
        return std::iter::once(None).chain(fields).collect();
    }
    let asked: Vec<Option<usize>> = ask
        .columns
        .iter()
        .filter_map(|name| spec.field(name))
        .filter(|(_, field)| may(field))
        .map(|(place, _)| Some(place))
        .collect();
    if asked.is_empty() {
        spec.fields
            .iter()
            .enumerate()
            .filter(|(_, field)| field.list && may(field))
            .map(|(place, _)| Some(place))
            .collect()
    } else {
        asked
    }
}

fn header(ctx: &Ctx, spec: &Spec, places: &[Option<usize>]) -> Vec<Cell> {
    const ID: Text = text("系统编号", "id");
    let label = |place: &Option<usize>| {
        place.and_then(|place| spec.fields.get(place)).map_or(ID, |field| field.label)
    };
    places.iter().map(|place| Cell::Words(label(place).in_(ctx.locale).to_owned())).collect()
}

fn cell(
    spec: &Spec,
    row: &Row,
    place: Option<usize>,
    locale: Locale,
    name: &impl Fn(&str) -> Option<String>,
) -> Cell {
    let Some(place) = place else { return Cell::Words(row.id.clone()) };
    let (Some(field), Some(value)) = (spec.fields.get(place), row.cells.get(place)) else {
        return Cell::Empty;
    };
    if value.is_null() {
        return Cell::Empty;
    }
    match field.kind {
        Kind::Choice(_) => Cell::Words(
            field
                .kind
                .choice_label(value.as_str())
                .map_or_else(|| value.as_str().to_owned(), |label| label.in_(locale).to_owned()),
        ),
        Kind::Flag => {
            let words = if value.as_int() == Some(1) { text("是", "yes") } else { text("否", "no") };
            Cell::Words(words.in_(locale).to_owned())
        }
        Kind::Ref(_) => Cell::Words(name(value.as_str()).unwrap_or_else(|| value.as_str().to_owned())),
        Kind::Int(..) | Kind::Money | Kind::Percent => Cell::Number(plain(field, value)),
        Kind::Date => Cell::Day(value.as_str().to_owned()),
        Kind::Line(_) | Kind::Long | Kind::Instant => Cell::Words(value.as_str().to_owned()),
    }
}

/// A value as it would be typed into a form: money and percentages with two places.
pub(crate) fn plain(field: &Field, value: &Value) -> String {
    match (field.kind, value) {
        (Kind::Money | Kind::Percent, Value::Int(int)) => {
            let sign = if *int < 0 { "-" } else { "" };
            let minor = int.unsigned_abs();
            format!("{sign}{}.{:02}", minor / 100, minor % 100)
        }
        (_, Value::Int(int)) => int.to_string(),
        (_, value) => value.as_str().to_owned(),
    }
}

/// Text that no spreadsheet runs as a formula.
pub(crate) fn guarded(text: &str) -> String {
    let is_formula =
        text.trim_start().starts_with(['=', '+', '-', '@']) || text.starts_with(['\t', '\r', '\n']);
    if is_formula && text.trim().parse::<f64>().is_err() { format!("'{text}") } else { text.to_owned() }
}

fn cursor(spec: &Spec, ask: &Query, row: &Row) -> Cursor {
    let value = ask.sort.as_ref().and_then(|sort| spec.cell(row, &sort.field)).cloned().unwrap_or_default();
    Cursor { value, id: row.id.clone() }
}

fn too_many_rows() -> Problem {
    Problem::new(
        ProblemKind::Invalid,
        "结果超过 Excel 一张表的 1,048,576 行。请加筛选条件，或导出为 CSV。",
        "There are more rows than the 1,048,576 an Excel sheet holds. Filter further, or export as CSV.",
    )
}

#[cfg(test)]
mod tests;
