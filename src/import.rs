//! 导入 · bringing in many records from a file: which column is which field, how its dates are
//! written, by which key a row meets the record it belongs to.
//!
//! Pure: the same reading serves the wizard's preview, the dry run and the run, so what the preview
//! promises the run keeps. Invariants: a cell reads as the form would read it ([`parse_cell`]), only
//! dates, numbers and choices are met half-way; what the product computes cannot be imported.
//! Absent on purpose: files, encodings and looking up what a reference points at.
//!
//! [`parse_cell`]: crate::record::parse_cell

pub mod date;
mod guess;
mod plan;
pub mod profile;
mod progress;
mod read;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use date::DateOrder;
pub use guess::{default_key, guess, guess_noun};
pub use plan::{Filled, Key, Parsed, Pending, Plan};
pub use progress::{FAULTS_SHOWN, Inspection, Phase, Profile, Progress, Report};
pub use read::coerce;

use crate::problem::Problem;
use crate::text::{Text, text};

/// The pseudo-field by which a row names its record directly.
pub const ID: &str = "id";

/// What the file's columns mean: remembered as a profile, and the whole order to the import.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Mapping {
    /// The noun.
    pub table: String,
    /// One for each column of the file that is known; matched by its header.
    pub columns: Vec<Column>,
    /// Field to text for every row; `{header}` stands for that column's cell.
    pub constants: BTreeMap<String, String>,
    /// The fields by which a row meets the record it belongs to.
    pub key: Vec<String>,
    /// What happens when a row is bad.
    pub mode: Mode,
    /// Hours from UTC of times written without a zone.
    pub utc_offset_hours: i64,
}

/// One column of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Column {
    /// Its header in the file.
    pub header: String,
    /// The field it fills; nothing when it is left out.
    pub field: Option<String>,
    /// How its dates are written.
    pub dates: DateOrder,
    /// By what a referred record is found.
    pub find: Find,
    /// Make the referred record when there is none.
    pub make: bool,
}

/// By what a referred record is found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Find {
    /// Its id, else its external id, else its name.
    #[default]
    Any,
    /// Its id.
    Id,
    /// Its external id.
    ExternalId,
    /// Its name.
    Title,
}

/// What happens when a row is bad.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// One bad row and nothing is stored.
    #[default]
    AllOrNothing,
    /// Bad rows are left out and listed, the others are stored.
    SkipBad,
}

/// What is wrong with one row, where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// The row in the file, the header being row 1.
    pub row: u64,
    /// The column's header, or the field's name when no column fills it.
    pub column: String,
    /// What the file says there, shortened.
    pub value: String,
    /// What is wrong.
    pub problem: Problem,
    /// What to do, in Chinese.
    pub todo_zh: String,
    /// What to do, in English.
    pub todo_en: String,
}

impl Fault {
    /// A fault of one cell.
    pub fn new(row: u64, column: &str, value: &str, problem: Problem, todo: Text) -> Self {
        let value = value.chars().take(200).collect();
        Self {
            row,
            column: column.to_owned(),
            value,
            problem,
            todo_zh: todo.zh.to_owned(),
            todo_en: todo.en.to_owned(),
        }
    }
}

/// What to do about a cell that cannot be read.
pub const TODO_CELL: Text = text(
    "改正这个单元格后重新导入；已导入的行不会重复。",
    "Correct this cell and import the file again; rows already stored are not doubled.",
);
/// What to do about a date that cannot be read.
pub const TODO_DATE: Text = text(
    "改正日期，或在“列对应”中选择这一列的日期写法。",
    "Correct the date, or choose how this column's dates are written under “columns”.",
);
/// What to do about a reference that leads nowhere.
pub const TODO_REF: Text = text(
    "先导入或新建被引用的记录，或改用它的编号。",
    "Import or create the record referred to first, or use its number.",
);
/// What to do about a reference that leads to several records.
pub const TODO_SEVERAL: Text = text(
    "名称不唯一，请改用编号（外部编号或系统编号）。",
    "The name is not unique; use the number (external id or id) instead.",
);
/// What to do about a required field no column fills.
pub const TODO_MAP: Text =
    text("为此字段对应一列，或填写固定值。", "Map a column to this field, or give it a fixed value.");
/// What to do about a repeated key.
pub const TODO_TWICE: Text = text(
    "删去重复的行，或把能区分它们的列加入匹配键。",
    "Remove the repeated row, or add a column that tells them apart to the key.",
);
/// What to do about a key that is empty.
pub const TODO_KEY: Text = text(
    "补上匹配键的值，或换一个每行都有值的匹配键。",
    "Fill in the key, or choose a key that every row has.",
);
/// What to do about a row whose cells do not line up.
pub const TODO_ROW: Text = text(
    "检查这一行的分隔符和引号，使列数与表头一致。",
    "Check this row's separators and quotes so that it has as many cells as the header.",
);
/// What to do about signs that cannot be read.
pub const TODO_ENCODING: Text =
    text("把文件另存为 UTF-8 编码的 CSV 后重新导入。", "Save the file as CSV in UTF-8 and import it again.");

#[cfg(test)]
mod tests;
