//! From what was typed to what may be stored: one reading of every field, used by the form in the
//! browser, by the service and by the import, so that all three refuse the same things in the same words.

use super::{Draft, Field, Kind, Spec};
use crate::problem::{Problem, Problems};
use crate::value::Value;

/// Reads a whole draft: one value a field, or every problem at once.
///
/// Names the declaration does not know are refused, since a typo would otherwise lose what was typed.
///
/// # Errors
/// One problem for each field that cannot be stored.
pub fn parse(spec: &Spec, draft: &Draft) -> Result<Vec<Value>, Problems> {
    let mut problems = Problems::new();
    for name in draft.keys() {
        if spec.field(name).is_none() {
            problems.push(Problem::invalid(
                name,
                format!("没有名为“{name}”的字段。"),
                format!("There is no field “{name}”."),
            ));
        }
    }
    let mut cells = Vec::with_capacity(spec.fields.len());
    for field in spec.fields {
        match parse_cell(field, draft.get(field.name).map_or("", String::as_str)) {
            Ok(value) => cells.push(value),
            Err(problem) => {
                problems.push(problem);
                cells.push(Value::Null);
            }
        }
    }
    if problems.is_empty() { Ok(cells) } else { Err(problems) }
}

/// Reads one typed text as the field's value.
///
/// # Errors
/// The one thing that is wrong with it, and what would be right.
pub fn parse_cell(field: &Field, typed: &str) -> Result<Value, Problem> {
    let text = typed.trim();
    if text.is_empty() {
        if matches!(field.kind, Kind::Flag) {
            return Ok(Value::Int(0));
        }
        return if field.required { Err(missing(field)) } else { Ok(Value::Null) };
    }
    match field.kind {
        Kind::Line(max) if field.name == "email" => email(field, text, max as usize),
        Kind::Line(max) => line(field, text, max as usize),
        Kind::Long => line(field, text, 8_000),
        Kind::Int(min, max) => integer(field, text, min, max),
        Kind::Money => decimal(text).map(Value::Int).ok_or_else(|| {
            Problem::invalid(
                field.name,
                format!("“{}”应为金额，例如 12800 或 12800.50。", field.label.zh),
                format!("“{}” must be an amount such as 12800 or 12800.50.", field.label.en),
            )
        }),
        Kind::Percent => percent(text).map(Value::Int).ok_or_else(|| {
            Problem::invalid(
                field.name,
                format!("“{}”应为 0 到 100 的百分数。", field.label.zh),
                format!("“{}” must be a percentage from 0 to 100.", field.label.en),
            )
        }),
        Kind::Date => text.parse::<jiff::civil::Date>().map(Value::from).map_err(|_| {
            Problem::invalid(
                field.name,
                format!("“{}”应为日期，例如 2026-11-22。", field.label.zh),
                format!("“{}” must be a date such as 2026-11-22.", field.label.en),
            )
        }),
        Kind::Instant => instant(text).map(Value::Text).ok_or_else(|| {
            Problem::invalid(
                field.name,
                format!("“{}”应为时间，例如 2026-11-22T09:30:00Z。", field.label.zh),
                format!("“{}” must be a time such as 2026-11-22T09:30:00Z.", field.label.en),
            )
        }),
        Kind::Flag => flag(text).map(Value::Int).ok_or_else(|| {
            Problem::invalid(
                field.name,
                format!("“{}”应为 是 或 否。", field.label.zh),
                format!("“{}” must be yes or no.", field.label.en),
            )
        }),
        Kind::Choice(set) => set
            .iter()
            .find(|choice| {
                choice.key == text || choice.label.zh == text || choice.label.en.eq_ignore_ascii_case(text)
            })
            .map(|choice| Value::from(choice.key))
            .ok_or_else(|| {
                let zh: Vec<_> = set.iter().map(|choice| choice.label.zh).collect();
                let en: Vec<_> = set.iter().map(|choice| choice.label.en).collect();
                Problem::invalid(
                    field.name,
                    format!("“{}”应为其中之一：{}。", field.label.zh, zh.join("、")),
                    format!("“{}” must be one of: {}.", field.label.en, en.join(", ")),
                )
            }),
        Kind::Ref(_) => line(field, text, 80),
    }
}

fn missing(field: &Field) -> Problem {
    Problem::invalid(
        field.name,
        format!("请填写“{}”。", field.label.zh),
        format!("Please fill in “{}”.", field.label.en),
    )
}

fn line(field: &Field, text: &str, max: usize) -> Result<Value, Problem> {
    let long = text.chars().count() > max;
    let control = text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'));
    if long {
        return Err(Problem::invalid(
            field.name,
            format!("“{}”最多 {max} 个字。", field.label.zh),
            format!("“{}” may have at most {max} characters.", field.label.en),
        ));
    }
    if control {
        return Err(Problem::invalid(
            field.name,
            format!("“{}”含有不可见的控制字符，请删去。", field.label.zh),
            format!("“{}” contains invisible control characters; please remove them.", field.label.en),
        ));
    }
    Ok(Value::from(text))
}

/// An address as it is kept: in lower case, so that one person has one. Whether anybody reads it, only a
/// message tells.
fn email(field: &Field, text: &str, max: usize) -> Result<Value, Problem> {
    let odd = |c: char| c.is_whitespace() || c.is_control() || "@<>()[],;:\"\\".contains(c);
    let (name, host) = text.split_once('@').unwrap_or_default();
    let is_name = !name.is_empty() && !name.contains(odd);
    let is_host = host.contains('.') && host.split('.').all(|part| !part.is_empty() && !part.contains(odd));
    if is_name && is_host {
        return line(field, &text.to_lowercase(), max);
    }
    Err(Problem::invalid(
        field.name,
        format!("“{}”应为邮箱地址，例如 wang@company.cn。", field.label.zh),
        format!("“{}” must be an e-mail address such as wang@company.com.", field.label.en),
    ))
}

fn integer(field: &Field, text: &str, min: i64, max: i64) -> Result<Value, Problem> {
    let plain: String = text.chars().filter(|c| !matches!(c, ',' | '，' | ' ')).collect();
    match plain.parse::<i64>() {
        Ok(int) if (min..=max).contains(&int) => Ok(Value::Int(int)),
        _ => Err(Problem::invalid(
            field.name,
            format!("“{}”应为 {min} 到 {max} 的整数。", field.label.zh),
            format!("“{}” must be a whole number from {min} to {max}.", field.label.en),
        )),
    }
}

/// A decimal with at most two places, in hundredths: `12,800.5` is 1,280,050.
fn decimal(text: &str) -> Option<i64> {
    let plain: String = text.chars().filter(|c| !matches!(c, ',' | '，' | ' ' | '¥' | '￥' | '$')).collect();
    let (negative, digits) = plain.strip_prefix('-').map_or((false, plain.as_str()), |rest| (true, rest));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    if part.len() > 2
        || (whole.is_empty() && part.is_empty())
        || !whole.chars().chain(part.chars()).all(|c| c.is_ascii_digit())
    {
        return None;
    }
    let cents: i64 = if part.is_empty() { 0 } else { format!("{part:0<2}").parse().ok()? };
    let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    let total = whole.checked_mul(100)?.checked_add(cents)?;
    Some(if negative { -total } else { total })
}

fn percent(text: &str) -> Option<i64> {
    let basis_points = decimal(text.trim_end_matches(['%', '％']).trim())?;
    (0..=10_000).contains(&basis_points).then_some(basis_points)
}

fn instant(text: &str) -> Option<String> {
    if let Ok(stamp) = text.parse::<jiff::Timestamp>() {
        return Some(stamp.to_string());
    }
    let local = text.replace(' ', "T").parse::<jiff::civil::DateTime>().ok()?;
    jiff::tz::Offset::UTC.to_timestamp(local).ok().map(|stamp| stamp.to_string())
}

fn flag(text: &str) -> Option<i64> {
    match text.to_lowercase().as_str() {
        "1" | "true" | "yes" | "y" | "on" | "是" | "t" => Some(1),
        "0" | "false" | "no" | "n" | "off" | "否" | "f" => Some(0),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::noun::account::Account;
    use crate::record::Record;
    use crate::text::text;

    fn field(kind: Kind) -> Field {
        Field::plain("x", text("项", "Item"), kind)
    }

    #[test]
    fn typed_text_is_read_by_the_type_of_its_field() {
        let rows: &[(Kind, &str, Option<Value>)] = &[
            (Kind::Line(3), "一二三", Some(Value::from("一二三"))),
            (Kind::Line(3), "一二三四", None),
            (Kind::Line(9), "a\u{7}b", None),
            (Kind::Int(0, 10), "10", Some(Value::Int(10))),
            (Kind::Int(0, 10), "11", None),
            (Kind::Int(0, 9_999), "1,234", Some(Value::Int(1234))),
            (Kind::Money, "¥12,800.5", Some(Value::Int(1_280_050))),
            (Kind::Money, "-0.01", Some(Value::Int(-1))),
            (Kind::Money, "1.234", None),
            (Kind::Money, "99999999999999999999", None),
            (Kind::Percent, "66.3%", Some(Value::Int(6_630))),
            (Kind::Percent, "100.01", None),
            (Kind::Date, "2026-11-22", Some(Value::from("2026-11-22"))),
            (Kind::Date, "2026-02-30", None),
            (Kind::Instant, "2026-11-22 09:30:00", Some(Value::from("2026-11-22T09:30:00Z"))),
            (Kind::Flag, "是", Some(Value::Int(1))),
            (Kind::Flag, "", Some(Value::Int(0))),
            (Kind::Flag, "maybe", None),
        ];
        for (kind, typed, expected) in rows {
            assert_eq!(parse_cell(&field(*kind), typed).ok(), *expected, "{kind:?} {typed:?}");
        }
    }

    #[test]
    fn an_email_is_an_address_in_lower_case() {
        let check = |typed: &str, expected: Option<&str>| {
            let field = Field::plain("email", text("邮箱", "E-mail"), Kind::Line(40));
            assert_eq!(parse_cell(&field, typed).ok(), expected.map(Value::from), "{typed:?}");
        };
        check(" Wang.Fang+cs@Demo.Example ", Some("wang.fang+cs@demo.example"));
        check("王芳@公司.中国", Some("王芳@公司.中国"));
        check("not an email", None);
        check("wang", None);
        check("wang@", None);
        check("@demo.example", None);
        check("wang@demo", None);
        check("wang@demo..example", None);
        check("wang@demo.example.", None);
        check("a@b@demo.example", None);
        check("wang fang@demo.example", None);
        check("Wang <wang@demo.example>", None);
        check("a@demo.example, b@demo.example", None);
        check(&format!("{}@demo.example", "x".repeat(40)), None);
    }

    #[test]
    fn a_draft_reports_every_problem_at_once_and_refuses_unknown_names() {
        let draft = Draft::from([("nmae".to_owned(), "华东".to_owned())]);
        let problems = parse(Account::SPEC, &draft).unwrap_err();
        let fields: Vec<_> = problems.iter().filter_map(|problem| problem.field.as_deref()).collect();
        assert!(fields.contains(&"nmae") && fields.contains(&"name"), "{fields:?}");
    }
}
