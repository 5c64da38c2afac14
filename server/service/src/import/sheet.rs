//! An Excel workbook as rows. A workbook is a zip: before it is opened it is unpacked once into
//! nothing, so that a small file that unpacks to something enormous is refused.

use std::fs::File;
use std::io::{self, BufReader};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use calamine::{DataRef, ExcelDateTime, Reader as _, Xlsx};
use csv::StringRecord;
use domain::problem::{Problem, ProblemKind};

use super::file::{Line, no_table, nothing_in_it};
use crate::fault;

/// The largest workbook that is opened.
const FILE_MOST: u64 = 60 << 20;
/// The most it may unpack to.
const UNPACKED_MOST: u64 = 600 << 20;
/// The most its texts may unpack to: they are held in memory.
const TEXTS_MOST: u64 = 128 << 20;
/// How many times its size a part may unpack to, once it is large.
const RATIO_MOST: u64 = 150;
const LARGE: u64 = 8 << 20;

/// Refuses what is no workbook or unpacks to too much.
///
/// # Errors
/// What is wrong with the file.
pub fn guard(path: &Path) -> Result<(), Problem> {
    let file = File::open(path).map_err(|error| fault::internal(&error))?;
    let size = file.metadata().map_err(|error| fault::internal(&error))?.len();
    if size > FILE_MOST {
        return Err(too_large());
    }
    let mut archive = zip::ZipArchive::new(BufReader::new(file)).map_err(|_| broken())?;
    if archive.index_for_name("xl/workbook.xml").is_none() {
        return Err(no_table());
    }
    let mut total = 0;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|_| broken())?;
        let packed = part.compressed_size().max(1);
        let is_texts = part.name().is_ok_and(|name| name.ends_with("sharedStrings.xml"));
        let most = (UNPACKED_MOST - total)
            .min(if is_texts { TEXTS_MOST } else { UNPACKED_MOST })
            .min((packed * RATIO_MOST).max(LARGE));
        let unpacked =
            io::copy(&mut io::Read::take(part, most + 1), &mut io::sink()).map_err(|_| broken())?;
        if unpacked > most {
            return Err(too_large());
        }
        total += unpacked;
    }
    Ok(())
}

/// Walks the rows of the first sheet that holds anything. `meter` is told rows, not bytes.
///
/// # Errors
/// When the workbook cannot be read.
pub fn walk(
    path: &Path,
    meter: &Arc<AtomicU64>,
    visit: &mut dyn FnMut(Line) -> ControlFlow<()>,
) -> Result<(), Problem> {
    let mut book: Xlsx<_> = calamine::open_workbook(path).map_err(|_: calamine::XlsxError| broken())?;
    for name in book.sheet_names() {
        let Ok(mut cells) = book.worksheet_cells_reader(&name) else { continue };
        let mut row: Option<(u32, Vec<String>)> = None;
        let mut found = false;
        while let Some(cell) = cells.next_cell().map_err(|_| broken())? {
            let (at, column) = cell.get_position();
            let text = text(cell.get_value());
            if row.as_ref().is_some_and(|(current, _)| *current != at)
                && let Some((at, texts)) = row.take()
            {
                meter.store(u64::from(at) + 1, Ordering::Relaxed);
                if give(at, &texts, visit, &mut found).is_break() {
                    return Ok(());
                }
            }
            let (_, texts) = row.get_or_insert_with(|| (at, Vec::new()));
            let column = (column as usize).min(16_384);
            if texts.len() <= column {
                texts.resize(column + 1, String::new());
            }
            if let Some(slot) = texts.get_mut(column) {
                *slot = text;
            }
        }
        if let Some((at, texts)) = row {
            meter.store(u64::from(at) + 1, Ordering::Relaxed);
            let _ = give(at, &texts, visit, &mut found);
        }
        if found {
            return Ok(());
        }
    }
    Err(nothing_in_it())
}

/// How many rows the first sheet says it has.
pub fn rows(path: &Path) -> u64 {
    let Ok(mut book): Result<Xlsx<_>, calamine::XlsxError> = calamine::open_workbook(path) else { return 0 };
    let names = book.sheet_names();
    names
        .iter()
        .find_map(|name| {
            book.worksheet_cells_reader(name).ok().map(|cells| u64::from(cells.dimensions().end.0) + 1)
        })
        .unwrap_or(0)
}

fn give(
    at: u32,
    texts: &[String],
    visit: &mut dyn FnMut(Line) -> ControlFlow<()>,
    found: &mut bool,
) -> ControlFlow<()> {
    if texts.iter().all(|text| text.trim().is_empty()) {
        return ControlFlow::Continue(());
    }
    *found = true;
    visit(Line { number: u64::from(at) + 1, cells: StringRecord::from(texts.to_vec()) })
}

/// A cell as it would be typed: whole numbers without a point, days as year-month-day.
fn text(cell: &DataRef<'_>) -> String {
    match cell {
        DataRef::Int(int) => int.to_string(),
        DataRef::Float(float) => number(*float),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(flag) => if *flag { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::DateTime(moment) => moment_text(moment),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

/// Ten places: what a sheet computes carries noise after that.
fn number(float: f64) -> String {
    if float.fract() == 0.0 && float.abs() < 1e15 {
        return format!("{float:.0}");
    }
    let text = format!("{float:.10}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn moment_text(moment: &ExcelDateTime) -> String {
    if !moment.is_datetime() {
        return number(moment.as_f64());
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    if (hour, minute, second) == (0, 0, 0) {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
    }
}

fn broken() -> Problem {
    Problem::new(
        ProblemKind::Invalid,
        "这个 Excel 文件打不开：可能已损坏或有密码。请在 Excel 中重新保存，或另存为 CSV。",
        "This Excel file cannot be opened: it may be damaged or have a password. Save it again in Excel, or save it as CSV.",
    )
}

fn too_large() -> Problem {
    Problem::new(
        ProblemKind::Invalid,
        "这个 Excel 文件太大，或解压后过大。请另存为 CSV（最大 200 MB）后导入。",
        "This Excel file is too large, or unpacks to too much. Save it as CSV (at most 200 MB) and import that.",
    )
}
