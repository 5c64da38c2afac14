//! What is said about a row that cannot be stored. What to do about it stands beside it, in
//! [`domain::import`].

use domain::import::{Fault, TODO_ROW};
use domain::problem::{Problem, ProblemKind};
use domain::record::{Field, Spec};

use super::file::Line;

pub fn uneven(line: &Line, width: usize) -> Fault {
    let found = line.cells.len();
    let problem = Problem::new(
        ProblemKind::Invalid,
        format!("这一行有 {found} 个单元格，表头有 {width} 列。"),
        format!("This row has {found} cells, the header {width}."),
    );
    let text: Vec<&str> = line.cells.iter().collect();
    Fault::new(line.number, "", &text.join(" | "), problem, TODO_ROW)
}

pub fn no_such(field: &Field) -> Problem {
    Problem::invalid(
        field.name,
        format!("“{}”没有对应的记录。", field.label.zh),
        format!("There is no such “{}”.", field.label.en),
    )
}

pub fn several(field: &Field, count: usize) -> Problem {
    Problem::invalid(
        field.name,
        format!("“{}”有 {count} 条同名记录，无法确定是哪一条。", field.label.zh),
        format!("{count} records have this name, so “{}” is not clear.", field.label.en),
    )
}

pub fn no_such_id(spec: &Spec) -> Problem {
    Problem::invalid(
        domain::import::ID,
        format!("没有这个系统编号的{}。新记录请把编号留空。", spec.noun.zh),
        format!(
            "There is no {} with this id. Leave the id empty for a new record.",
            spec.noun.en.to_lowercase()
        ),
    )
}

pub fn key_empty() -> Problem {
    Problem::new(ProblemKind::Invalid, "匹配键是空的。", "The key is empty.")
}

pub fn twice(first: u64) -> Problem {
    Problem::new(
        ProblemKind::Invalid,
        format!("与第 {first} 行的匹配键相同，同一条记录在文件里出现了两次。"),
        format!("It has the same key as row {first}: one record stands in the file twice."),
    )
}

pub fn meets_several(count: usize) -> Problem {
    Problem::new(
        ProblemKind::Invalid,
        format!("系统中有 {count} 条记录符合这个匹配键。"),
        format!("{count} stored records have this key."),
    )
}

pub fn too_many_wait() -> Problem {
    Problem::new(
        ProblemKind::Invalid,
        "引用后面各行的行太多，请把被引用的行移到前面。",
        "Too many rows name records further down in the file; move those rows up.",
    )
}

pub fn cancelled() -> Problem {
    Problem::new(
        ProblemKind::Invalid,
        "导入已取消，没有做任何改动。",
        "The import was cancelled; nothing was changed.",
    )
}

pub fn missing(field: &Field) -> Problem {
    Problem::invalid(
        field.name,
        format!("新记录缺少必填项“{}”。", field.label.zh),
        format!("A new record needs “{}”.", field.label.en),
    )
}

pub fn taken(spec: &Spec, field: &Field) -> Problem {
    Problem::invalid(
        field.name,
        format!("另一条{}已使用“{}”的这个值。", spec.noun.zh, field.label.zh),
        format!("Another {} already has this value of “{}”.", spec.noun.en.to_lowercase(), field.label.en),
    )
}
