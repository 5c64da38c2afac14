//! A file as rows: a header and lines of cells, whatever it is written in. One walk serves the
//! preview and the import, so both see the same rows. A line at a time: a file is never held whole.

use std::fs::File;
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use csv::StringRecord;
use domain::problem::{Problem, ProblemKind};
use encoding_rs::Encoding;

use super::{decode, sheet};
use crate::fault;

/// The most columns a file may have.
const COLUMNS_MOST: usize = 500;

/// What kind of file it is.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// Text whose cells are parted by a sign.
    Csv {
        /// How its signs are written.
        encoding: &'static Encoding,
        /// What parts the cells.
        delimiter: u8,
    },
    /// An Excel workbook; its first sheet that holds anything.
    Xlsx,
}

/// One row of a file. The header is row 1.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its number in the file.
    pub number: u64,
    /// Its cells.
    pub cells: StringRecord,
}

impl Shape {
    /// What kind of file it is, as people say it.
    pub fn label(&self) -> String {
        match self {
            Self::Xlsx => "Excel (.xlsx)".to_owned(),
            Self::Csv { encoding, delimiter } => {
                let sign = match delimiter {
                    b'\t' => "Tab",
                    b';' => ";",
                    b'|' => "|",
                    _ => ",",
                };
                format!("CSV · {} · {sign}", encoding.name())
            }
        }
    }
}

/// Finds out what kind of file it is.
///
/// # Errors
/// When it is empty, or nothing we can read.
pub fn detect(path: &Path) -> Result<Shape, Problem> {
    let mut magic = [0_u8; 8];
    let read = File::open(path)
        .and_then(|mut file| file.read(&mut magic))
        .map_err(|error| fault::internal(&error))?;
    let magic = magic.get(..read).unwrap_or_default();
    if magic.is_empty() {
        return Err(nothing_in_it());
    }
    if magic.starts_with(b"PK") {
        sheet::guard(path)?;
        return Ok(Shape::Xlsx);
    }
    if magic.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(Problem::new(
            ProblemKind::Invalid,
            "这是旧式 Excel 文件（.xls）。请在 Excel 中另存为 .xlsx 或 CSV 后再导入。",
            "This is an old Excel file (.xls). Save it as .xlsx or CSV in Excel and import that.",
        ));
    }
    let encoding = decode::sniff(path).map_err(|error| fault::internal(&error))?.ok_or_else(no_table)?;
    let mut head = String::new();
    decode::Transcoder::open(path, encoding, Arc::default())
        .and_then(|reader| {
            io::BufReader::new(reader.take(64 << 10)).read_to_string(&mut head).or_else(cut_sign)
        })
        .map_err(|error| fault::internal(&error))?;
    Ok(Shape::Csv { encoding, delimiter: decode::delimiter(&head) })
}

/// The look at the head may end in the middle of a sign; what was read so far is enough.
fn cut_sign(error: io::Error) -> io::Result<usize> {
    if error.kind() == io::ErrorKind::InvalidData { Ok(0) } else { Err(error) }
}

/// The headers: trimmed, every one of them different, none empty.
///
/// # Errors
/// When there is no header, or far too many columns.
pub fn headers(record: &StringRecord) -> Result<Vec<String>, Problem> {
    let mut headers: Vec<String> = Vec::new();
    for (index, cell) in record.iter().enumerate() {
        let plain: String = cell.trim().chars().filter(|c| !c.is_control()).take(120).collect();
        let name = if plain.is_empty() { format!("#{}", index + 1) } else { plain };
        let twins = headers.iter().filter(|other| **other == name).count();
        headers.push(if twins == 0 { name } else { format!("{name} ({})", twins + 1) });
    }
    while record.get(headers.len().wrapping_sub(1)).is_some_and(|cell| cell.trim().is_empty()) {
        headers.pop();
    }
    if headers.is_empty() {
        return Err(nothing_in_it());
    }
    if headers.len() > COLUMNS_MOST {
        return Err(Problem::new(
            ProblemKind::Invalid,
            format!("表头有 {} 列，最多 {COLUMNS_MOST} 列。请检查分隔符。", headers.len()),
            format!(
                "The header has {} columns; at most {COLUMNS_MOST} are read. Please check the separator.",
                headers.len()
            ),
        ));
    }
    Ok(headers)
}

/// Walks the file's rows, the header first, until it ends or the visitor has seen enough. Empty rows
/// are passed over.
///
/// # Errors
/// When the file cannot be read.
pub fn walk(
    path: &Path,
    shape: Shape,
    meter: &Arc<AtomicU64>,
    visit: &mut dyn FnMut(Line) -> ControlFlow<()>,
) -> Result<(), Problem> {
    match shape {
        Shape::Xlsx => sheet::walk(path, meter, visit),
        Shape::Csv { encoding, delimiter } => {
            let reader = decode::Transcoder::open(path, encoding, Arc::clone(meter))
                .map_err(|error| fault::internal(&error))?;
            let mut reader = csv::ReaderBuilder::new()
                .delimiter(delimiter)
                .flexible(true)
                .has_headers(false)
                .from_reader(reader);
            let mut cells = StringRecord::new();
            let mut number = 0;
            while reader.read_record(&mut cells).map_err(|error| fault::internal(&error))? {
                number += 1;
                if cells.iter().all(|cell| cell.trim().is_empty()) {
                    continue;
                }
                if visit(Line { number, cells: cells.clone() }).is_break() {
                    break;
                }
            }
            Ok(())
        }
    }
}

/// The headers and the first rows.
///
/// # Errors
/// As [`walk`] and [`headers`].
pub fn head(path: &Path, shape: Shape, rows: usize) -> Result<(Vec<String>, Vec<StringRecord>), Problem> {
    let mut header = None;
    let mut lines = Vec::new();
    walk(path, shape, &Arc::default(), &mut |line| {
        if header.is_none() {
            header = Some(line.cells);
        } else {
            lines.push(line.cells);
        }
        if lines.len() >= rows { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })?;
    let headers = headers(&header.ok_or_else(nothing_in_it)?)?;
    Ok((headers, lines))
}

pub(super) fn nothing_in_it() -> Problem {
    Problem::new(
        ProblemKind::Invalid,
        "文件是空的，或没有表头。第一行应为列名，请检查后重新选择。",
        "The file is empty or has no header. Its first row must name the columns; please check it and choose again.",
    )
}

pub(super) fn no_table() -> Problem {
    Problem::new(
        ProblemKind::Invalid,
        "这个文件不是表格。请导入 CSV（逗号、分号、制表符或竖线分隔）或 Excel（.xlsx）文件。",
        "This file is not a table. Import CSV (parted by comma, semicolon, tab or bar) or Excel (.xlsx).",
    )
}
