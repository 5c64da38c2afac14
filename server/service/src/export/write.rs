//! Rows into a file, as they come, so that an export of a million rows needs no more memory than
//! one of a hundred.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;

use domain::problem::Problem;
use rust_xlsxwriter::{ExcelDateTime, Format as Style, Workbook, Worksheet, XlsxError};
use tokio::sync::mpsc::Receiver;

use super::{Cell, Format, guarded};
use crate::fault;

/// A sheet's cell holds no more signs than this.
const SIGNS_MOST: usize = 32_000;

type Batches = Receiver<Vec<Vec<Cell>>>;

/// Writes every batch until there are no more.
///
/// # Errors
/// When the disk is full.
pub fn write(path: &Path, format: Format, sheet: &str, batches: Batches) -> Result<(), Problem> {
    match format {
        Format::Csv => csv(path, batches).map_err(|error| fault::internal(&error)),
        Format::Xlsx => xlsx(path, sheet, batches).map_err(|error| fault::internal(&error)),
    }
}

fn csv(path: &Path, mut batches: Batches) -> Result<(), csv::Error> {
    let mut file = BufWriter::new(File::create(path)?);
    file.write_all("\u{FEFF}".as_bytes())?;
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(file);
    while let Some(rows) = batches.blocking_recv() {
        for row in rows {
            writer.write_record(row.iter().map(|cell| match cell {
                Cell::Empty => String::new(),
                Cell::Words(words) => guarded(words),
                Cell::Number(text) | Cell::Day(text) => text.clone(),
            }))?;
        }
    }
    writer.flush()?;
    Ok(())
}

fn xlsx(path: &Path, name: &str, mut batches: Batches) -> Result<(), XlsxError> {
    let mut book = Workbook::new();
    let heading = Style::new().set_bold();
    let day = Style::new().set_num_format("yyyy-mm-dd");
    let sheet = book.add_worksheet_with_constant_memory()?;
    sheet.set_name(name)?;
    sheet.set_freeze_panes(1, 0)?;
    let mut at = 0_u32;
    while let Some(rows) = batches.blocking_recv() {
        for row in rows {
            for (column, cell) in row.iter().enumerate() {
                let column = u16::try_from(column).unwrap_or(u16::MAX);
                if at == 0 {
                    if let Cell::Words(words) = cell {
                        sheet.write_string_with_format(0, column, words, &heading)?;
                    }
                } else {
                    put(sheet, at, column, cell, &day)?;
                }
            }
            at += 1;
        }
    }
    book.save(path)
}

fn put(sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell, day: &Style) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        Cell::Words(words) => {
            let words: String = words.chars().take(SIGNS_MOST).collect();
            sheet.write_string(row, column, words)?;
        }
        Cell::Number(text) => {
            sheet.write_number(row, column, text.parse::<f64>().unwrap_or_default())?;
        }
        Cell::Day(text) => match ExcelDateTime::parse_from_str(text) {
            Ok(date) => {
                sheet.write_datetime_with_format(row, column, &date, day)?;
            }
            Err(_) => {
                sheet.write_string(row, column, text)?;
            }
        },
    }
    Ok(())
}
