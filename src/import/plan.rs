//! A mapping made ready for one file: every column found, every field known, every row read alike.

use super::date::DateOrder;
use super::read::coerce;
use super::{Fault, Find, ID, Mapping, TODO_CELL, TODO_DATE, TODO_ENCODING};
use crate::problem::{Problem, ProblemKind, Problems};
use crate::record::{Field, Kind, Scope, Spec};
use crate::value::Value;

/// How to read every row of one file.
#[derive(Debug)]
pub struct Plan {
    /// The noun.
    pub spec: &'static Spec,
    /// The file's headers.
    pub headers: Vec<String>,
    /// The fields that are filled, in the order of the declaration.
    pub fields: Vec<Filled>,
    /// The column that names the record's id.
    pub id_column: Option<usize>,
    /// By what a row meets its record.
    pub key: Key,
    utc_offset_hours: i64,
}

/// One field and where its value comes from.
#[derive(Debug)]
pub struct Filled {
    /// Its place in the declaration.
    pub place: usize,
    /// The field.
    pub field: &'static Field,
    /// What a fault calls it: the column's header, or the field's name.
    pub column: String,
    /// How its dates are written.
    pub dates: DateOrder,
    /// By what a referred record is found.
    pub find: Find,
    /// Make the referred record when there is none.
    pub make: bool,
    pieces: Vec<Piece>,
}

/// By what a row meets its record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    /// The id itself.
    Id,
    /// These fields, by their place in the declaration.
    Fields(Vec<usize>),
}

#[derive(Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    Cell(usize),
}

/// A row as read: what it fills, what still has to be looked up, what is wrong.
#[derive(Clone, Debug, Default)]
pub struct Parsed {
    /// The record's id, when the file names it.
    pub id: Option<String>,
    /// One a field of the declaration; nothing when the file does not fill it.
    pub cells: Vec<Option<Value>>,
    /// The references to look up.
    pub refs: Vec<Pending>,
    /// What is wrong with the row.
    pub faults: Vec<Fault>,
}

/// A reference to look up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pending {
    /// Which of the plan's fields.
    pub filled: usize,
    /// What the file says.
    pub text: String,
}

impl Plan {
    /// Makes a mapping ready for a file with these headers.
    ///
    /// # Errors
    /// Everything that does not fit: unknown fields and columns, what cannot be imported, a missing key.
    pub fn new(spec: &'static Spec, mapping: &Mapping, headers: &[String]) -> Result<Self, Problems> {
        let mut problems = Problems::new();
        let mut fields: Vec<Filled> = Vec::new();
        let mut id_column = None;
        for column in &mapping.columns {
            let Some(name) = column.field.as_deref() else { continue };
            let Some(index) = headers.iter().position(|header| *header == column.header) else {
                problems.push(no_column(&column.header));
                continue;
            };
            if name == ID {
                id_column = Some(index);
                continue;
            }
            match target(spec, name) {
                Ok((place, field)) => fields.push(Filled {
                    place,
                    field,
                    column: column.header.clone(),
                    dates: column.dates,
                    find: column.find,
                    make: column.make,
                    pieces: vec![Piece::Cell(index)],
                }),
                Err(problem) => problems.push(problem),
            }
        }
        for (name, template) in &mapping.constants {
            match target(spec, name).and_then(|found| Ok((found, pieces(template, headers)?))) {
                Ok(((place, field), pieces)) => fields.push(Filled {
                    place,
                    field,
                    column: field.name.to_owned(),
                    dates: DateOrder::Ymd,
                    find: Find::Any,
                    make: false,
                    pieces,
                }),
                Err(problem) => problems.push(problem),
            }
        }
        fields.sort_by_key(|filled| filled.place);
        for pair in fields.windows(2) {
            if let [one, two] = pair
                && one.place == two.place
            {
                problems.push(filled_twice(one.field, &one.column, &two.column));
            }
        }
        let key = key(spec, mapping, &fields, id_column, &mut problems);
        if problems.is_empty() {
            Ok(Self {
                spec,
                headers: headers.to_vec(),
                fields,
                id_column,
                key,
                utc_offset_hours: mapping.utc_offset_hours,
            })
        } else {
            Err(problems)
        }
    }

    /// Reads one row. `cell` gives a column's text, or nothing when the row is short.
    pub fn read<'a>(&self, row: u64, cell: impl Fn(usize) -> Option<&'a str>) -> Parsed {
        let mut parsed = Parsed { cells: vec![None; self.spec.fields.len()], ..Parsed::default() };
        parsed.id =
            self.id_column.and_then(&cell).map(str::trim).filter(|id| !id.is_empty()).map(str::to_owned);
        for (index, filled) in self.fields.iter().enumerate() {
            let composed;
            let typed = match filled.pieces.as_slice() {
                [Piece::Cell(column)] => cell(*column).unwrap_or_default(),
                pieces => {
                    composed = compose(pieces, &cell);
                    &composed
                }
            };
            if typed.contains('\u{FFFD}') {
                parsed.faults.push(Fault::new(
                    row,
                    &filled.column,
                    typed,
                    unreadable(filled.field),
                    TODO_ENCODING,
                ));
                continue;
            }
            match coerce(filled.field, typed, filled.dates, self.utc_offset_hours) {
                Ok(Value::Text(text)) if matches!(filled.field.kind, Kind::Ref(_)) => {
                    parsed.refs.push(Pending { filled: index, text })
                }
                Ok(value) => {
                    if let Some(slot) = parsed.cells.get_mut(filled.place) {
                        *slot = Some(value);
                    }
                }
                Err(problem) => {
                    let todo = if matches!(filled.field.kind, Kind::Date | Kind::Instant) {
                        TODO_DATE
                    } else {
                        TODO_CELL
                    };
                    parsed.faults.push(Fault::new(row, &filled.column, typed, problem, todo));
                }
            }
        }
        parsed
    }

    /// Whether the file fills this field of the declaration.
    pub fn fills(&self, place: usize) -> bool {
        self.fields.iter().any(|filled| filled.place == place)
    }

    /// What a fault calls a field of the declaration: the column that fills it, or its name.
    pub fn column_of(&self, place: usize) -> &str {
        self.fields
            .iter()
            .find(|filled| filled.place == place)
            .map(|filled| filled.column.as_str())
            .or_else(|| self.spec.fields.get(place).map(|field| field.name))
            .unwrap_or_default()
    }
}

/// A field that a file may fill.
fn target(spec: &'static Spec, name: &str) -> Result<(usize, &'static Field), Problem> {
    let Some((place, field)) = spec.field(name) else {
        return Err(Problem::invalid(
            name,
            format!("{}没有名为“{name}”的字段，请重新选择。", spec.noun.zh),
            format!("{} has no field “{name}”; please choose again.", spec.noun.en),
        ));
    };
    if field.fixed {
        return Err(Problem::invalid(
            name,
            format!("“{}”由系统计算，不能导入，请改为“不导入”。", field.label.zh),
            format!(
                "“{}” is computed by the product and cannot be imported; please leave it out.",
                field.label.en
            ),
        ));
    }
    Ok((place, field))
}

fn no_column(header: &str) -> Problem {
    Problem::new(
        ProblemKind::Invalid,
        format!("文件里没有“{header}”这一列。请换文件，或修改列对应。"),
        format!("The file has no column “{header}”. Choose another file or change the mapping."),
    )
}

fn filled_twice(field: &Field, one: &str, two: &str) -> Problem {
    Problem::invalid(
        field.name,
        format!("“{one}”和“{two}”都对应到“{}”，请只留一个。", field.label.zh),
        format!("Both “{one}” and “{two}” fill “{}”; please keep one.", field.label.en),
    )
}

fn unreadable(field: &Field) -> Problem {
    Problem::invalid(
        field.name,
        format!("“{}”里有无法识别的字符：文件编码可能不对。", field.label.zh),
        format!("“{}” has signs that cannot be read: the file's encoding may be wrong.", field.label.en),
    )
}

/// The fields of the key, all of them filled. An account may follow from another reference.
fn key(
    spec: &'static Spec,
    mapping: &Mapping,
    fields: &[Filled],
    id_column: Option<usize>,
    problems: &mut Problems,
) -> Key {
    if mapping.key.iter().any(|name| name == ID) {
        if id_column.is_none() {
            problems.push(no_column(ID));
        }
        return Key::Id;
    }
    if mapping.key.is_empty() {
        problems.push(Problem::invalid(
            "key",
            "请选择匹配键：系统凭它判断一行是新记录还是已有记录。",
            "Choose a key: by it a row is known as new or as a record that is already there.",
        ));
    }
    let mut places = Vec::new();
    for name in &mapping.key {
        match target(spec, name) {
            Ok((place, _))
                if fields.iter().any(|filled| filled.place == place)
                    || (spec.scope == Scope::By(name_of(spec, place)) && account_follows(fields)) =>
            {
                places.push(place);
            }
            Ok((_, field)) => problems.push(Problem::invalid(
                "key",
                format!("匹配键“{}”没有对应的列，请先对应。", field.label.zh),
                format!("No column fills the key “{}”; map one first.", field.label.en),
            )),
            Err(problem) => problems.push(problem),
        }
    }
    places.sort_unstable();
    places.dedup();
    Key::Fields(places)
}

fn name_of(spec: &'static Spec, place: usize) -> &'static str {
    spec.fields.get(place).map_or("", |field| field.name)
}

/// Whether a filled reference leads to a record that is filed under an account.
fn account_follows(fields: &[Filled]) -> bool {
    fields.iter().any(|filled| match filled.field.kind {
        Kind::Ref(table) => crate::noun::spec(table).is_some_and(|spec| matches!(spec.scope, Scope::By(_))),
        _ => false,
    })
}

fn pieces(template: &str, headers: &[String]) -> Result<Vec<Piece>, Problem> {
    let mut pieces = Vec::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((header, after)) = after.split_once('}') else { break };
        if !before.is_empty() {
            pieces.push(Piece::Text(before.to_owned()));
        }
        let index = headers.iter().position(|h| h == header).ok_or_else(|| no_column(header))?;
        pieces.push(Piece::Cell(index));
        rest = after;
    }
    if !rest.is_empty() || pieces.is_empty() {
        pieces.push(Piece::Text(rest.to_owned()));
    }
    Ok(pieces)
}

fn compose<'a>(pieces: &[Piece], cell: impl Fn(usize) -> Option<&'a str>) -> String {
    pieces
        .iter()
        .map(|piece| match piece {
            Piece::Text(text) => text.as_str(),
            Piece::Cell(column) => cell(*column).unwrap_or_default(),
        })
        .collect()
}
