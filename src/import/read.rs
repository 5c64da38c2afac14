//! One cell of a file as a field's value: as the form reads it, after meeting files half-way in
//! what exports commonly do to numbers, dates and choices.

use super::date::{self, DateOrder};
use crate::problem::Problem;
use crate::record::{Choice, Field, Kind, parse_cell};
use crate::value::Value;

/// Reads a cell as the field's value.
///
/// # Errors
/// The one thing that is wrong with it, and what would be right.
pub fn coerce(field: &Field, typed: &str, order: DateOrder, utc_offset_hours: i64) -> Result<Value, Problem> {
    let text = typed.trim();
    if text.is_empty() {
        return parse_cell(field, text);
    }
    match field.kind {
        Kind::Date => date::day(text, order).map(Value::from).ok_or_else(|| not_a_day(field, order)),
        Kind::Instant => date::instant(text, order, utc_offset_hours)
            .map(|at| Value::from(whole_second(at)))
            .ok_or_else(|| not_a_day(field, order)),
        Kind::Int(..) => parse_cell(field, &number(field, text)?),
        Kind::Money | Kind::Percent => parse_cell(field, &amount(field, text)?),
        Kind::Choice(set) => parse_cell(field, choice_key(set, text).unwrap_or(text)),
        _ => parse_cell(field, unguarded(text)),
    }
}

/// An export puts an apostrophe before what a spreadsheet would run as a formula; it is not part of the text.
fn unguarded(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@'])).unwrap_or(text)
}

fn whole_second(at: jiff::Timestamp) -> String {
    jiff::Timestamp::from_second(at.as_second()).unwrap_or(at).to_string()
}

fn not_a_day(field: &Field, order: DateOrder) -> Problem {
    let label = order.label();
    Problem::invalid(
        field.name,
        format!("“{}”应为日期，写法为：{}。", field.label.zh, label.zh),
        format!("“{}” must be a date written as {}.", field.label.en, label.en),
    )
}

/// `74.0` is 74: many programs write whole numbers so when a column has gaps.
fn number(field: &Field, text: &str) -> Result<String, Problem> {
    let text = grouped(field, text)?;
    Ok(match text.split_once('.') {
        Some((whole, part)) if !part.is_empty() && part.chars().all(|c| c == '0') => whole.to_owned(),
        _ => text,
    })
}

/// `(12.50)` is −12.50, as bookkeepers write it; `12.500` is 12.50.
fn amount(field: &Field, text: &str) -> Result<String, Problem> {
    let text = grouped(field, text)?;
    let text = match text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        Some(inner) => format!("-{inner}"),
        None => text,
    };
    Ok(match text.split_once('.') {
        Some((whole, part)) if part.len() > 2 && part.chars().all(|c| c.is_ascii_digit()) => format!(
            "{whole}.{}",
            part.get(..2).filter(|_| part.chars().skip(2).all(|c| c == '0')).unwrap_or(part)
        ),
        _ => text,
    })
}

/// A comma may only part thousands: `1234,56` would otherwise become a hundred times as much.
fn grouped(field: &Field, text: &str) -> Result<String, Problem> {
    let digits = text.split('.').next().unwrap_or_default();
    let mut groups = digits.split([',', '，']);
    let _ = groups.next();
    let fits = groups.all(|group| {
        group.chars().take_while(char::is_ascii_digit).count() == 3
            && group.trim_end_matches([')', ' ', '%']).len() == 3
    });
    let after_point = text.split_once('.').is_some_and(|(_, part)| part.contains([',', '，']));
    if fits && !after_point {
        return Ok(text.to_owned());
    }
    Err(Problem::invalid(
        field.name,
        format!("“{}”中的逗号只能分隔千位；小数请用点，例如 1234.56。", field.label.zh),
        format!(
            "In “{}” a comma may only part thousands; write decimals with a point, such as 1234.56.",
            field.label.en
        ),
    ))
}

/// The key of the choice this text means, written in any case, with any dashes.
fn choice_key(set: &'static [Choice], text: &str) -> Option<&'static str> {
    let wanted = plain(text);
    set.iter()
        .find(|choice| {
            plain(choice.key) == wanted
                || plain(choice.label.zh) == wanted
                || plain(choice.label.en) == wanted
        })
        .map(|choice| choice.key)
}

/// Text without case, blanks and dashes: how headers and choices are compared.
pub(super) fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
