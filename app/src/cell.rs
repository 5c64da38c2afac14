//! How one cell of a record is read and typed: money, percentages, days, moments, choices and
//! references in the reader's language. Every register, record, history and comparison uses these,
//! so a value never looks different in two places.
//!
//! Moments are stored in UTC and shown at the company's offset, UTC+8.

use std::collections::{BTreeMap, BTreeSet};

use domain::format::{Currency, clock, count, money_full};
use domain::query::{Op, Query};
use domain::record::{Field, Kind, Row, Spec};
use domain::text::{Locale, Text, text};
use domain::value::Value;
use leptos::prelude::*;

/// What referred records are called: id to title.
pub type Titles = BTreeMap<String, String>;

const YES: Text = text("是", "Yes");
const NO: Text = text("否", "No");
const UNTITLED: Text = text("未命名", "Untitled");

/// The offset at which moments are shown and typed.
const OFFSET: jiff::tz::Offset = jiff::tz::Offset::constant(8);

/// A value in words; nothing recorded is the empty text.
pub fn words(field: &Field, value: &Value, titles: &Titles, locale: Locale) -> String {
    match (&field.kind, value) {
        (_, Value::Null) => String::new(),
        (Kind::Money, Value::Int(cents)) => amount(*cents),
        (Kind::Percent, Value::Int(points)) => format!("{}%", hundredths(*points)),
        (Kind::Flag, Value::Int(flag)) => if *flag == 0 { NO } else { YES }.in_(locale).to_owned(),
        (_, Value::Int(int)) => count(*int),
        (Kind::Choice(_), Value::Text(key)) => {
            field.kind.choice_label(key).map_or_else(|| key.clone(), |label| label.in_(locale).to_owned())
        }
        (Kind::Ref(_), Value::Text(id)) => titles.get(id).cloned().unwrap_or_else(|| short_id(id)),
        (Kind::Instant, Value::Text(at)) => moment(at),
        (_, Value::Text(text)) => text.clone(),
    }
}

/// The same, where there is room for a line only.
pub fn brief(field: &Field, value: &Value, titles: &Titles, locale: Locale) -> String {
    shorten(words(field, value, titles, locale), 72)
}

/// A cell as it stands on a page: words, and for a reference a link to what it names. Nothing
/// recorded is nothing at all, so that the style can put a dash there.
pub fn view(field: &Field, value: &Value, titles: &Titles, locale: Locale, is_brief: bool) -> AnyView {
    if value.is_null() {
        return ().into_any();
    }
    let words =
        if is_brief { brief(field, value, titles, locale) } else { words(field, value, titles, locale) };
    match field.kind {
        Kind::Ref(table) if titles.contains_key(value.as_str()) => {
            view! { <a href=href(table, value.as_str())>{words}</a> }.into_any()
        }
        _ => words.into_any(),
    }
}

/// What a record is called.
pub fn title(spec: &Spec, row: &Row, titles: &Titles, locale: Locale) -> String {
    let named = spec.field(spec.title).zip(row.cells.get(spec.title_index()));
    let title = named.map(|((_, field), value)| brief(field, value, titles, locale)).unwrap_or_default();
    if title.is_empty() { format!("{} {}", UNTITLED.in_(locale), short_id(&row.id)) } else { title }
}

/// Where a record is read: an account on its board, everything else as a record.
pub fn href(table: &str, id: &str) -> String {
    if table == "account" { format!("/account/{id}") } else { format!("/register/{table}/{id}") }
}

/// A field's name, with its unit where its numbers go without one.
pub fn label(field: &Field, currency: Currency, locale: Locale) -> String {
    let label = field.label.in_(locale);
    match (field.kind, locale) {
        (Kind::Money, Locale::Zh) => format!("{label}（{}）", currency.unit_zh()),
        (Kind::Money, Locale::En) => format!("{label} ({})", currency.symbol()),
        _ => label.to_owned(),
    }
}

/// How a column sets its cells: `number`, `date`, or as words.
pub const fn column(kind: &Kind) -> Option<&'static str> {
    match kind {
        Kind::Int(..) | Kind::Money | Kind::Percent => Some("number"),
        Kind::Date | Kind::Instant => Some("date"),
        _ => None,
    }
}

/// A stored value as a form holds it.
pub fn typed(field: &Field, value: &Value) -> String {
    match (&field.kind, value) {
        (_, Value::Null) => String::new(),
        (Kind::Money | Kind::Percent, Value::Int(int)) => hundredths(*int),
        (Kind::Instant, Value::Text(at)) => {
            local(at).map_or_else(|| at.clone(), |at| format!("{}T{}", at.date(), clock(at)))
        }
        (_, Value::Int(int)) => int.to_string(),
        (_, Value::Text(text)) => text.clone(),
    }
}

/// What a form holds, as the domain reads it: moments typed at the company's offset become UTC.
pub fn draft(field: &Field, typed: &str) -> String {
    if !matches!(field.kind, Kind::Instant) {
        return typed.to_owned();
    }
    let at = typed.trim().parse::<jiff::civil::DateTime>().ok();
    at.and_then(|at| OFFSET.to_timestamp(at).ok()).map_or_else(|| typed.to_owned(), |at| at.to_string())
}

/// A moment on the company's clock: `2026-11-22 17:30`.
pub fn moment(at: &str) -> String {
    local(at).map_or_else(|| at.to_owned(), |at| format!("{} {}", at.date(), clock(at)))
}

/// Asks what these records are called: by table, their ids. What the reader may not know is left out.
pub async fn names(wanted: BTreeMap<&'static str, BTreeSet<String>>) -> Titles {
    let mut titles = Titles::new();
    for (table, ids) in wanted {
        let Some(spec) = domain::noun::spec(table) else { continue };
        let ids: Vec<String> = ids.into_iter().take(50).collect();
        let ask = Query { limit: 50, ..Query::default() }.filter("id", Op::In, ids.join("|"));
        if let Ok(page) = crate::api::record::list(table.to_owned(), ask.to_url()).await {
            titles.extend(page.rows.iter().map(|row| (row.id.clone(), spec.title_of(row).to_owned())));
        }
    }
    titles
}

/// At most so many characters, and a sign that there is more.
pub fn shorten(text: String, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()),
        None => text,
    }
}

fn amount(cents: i64) -> String {
    let figure = money_full(cents, Currency::CNY, Locale::Zh);
    figure.before + &figure.number
}

/// Hundredths as a plain decimal: 6630 is `66.3`.
fn hundredths(int: i64) -> String {
    let sign = if int < 0 { "-" } else { "" };
    let (whole, rest) = (int.unsigned_abs() / 100, int.unsigned_abs() % 100);
    match (rest, rest % 10) {
        (0, _) => format!("{sign}{whole}"),
        (_, 0) => format!("{sign}{whole}.{}", rest / 10),
        _ => format!("{sign}{whole}.{rest:02}"),
    }
}

fn local(at: &str) -> Option<jiff::civil::DateTime> {
    at.parse::<jiff::Timestamp>().ok().map(|at| OFFSET.to_datetime(at))
}

fn short_id(id: &str) -> String {
    format!("#{}", id.get(id.len().saturating_sub(6)..).unwrap_or(id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::record::parse_cell;

    fn field(kind: Kind) -> Field {
        Field::plain("x", text("项", "Item"), kind)
    }

    #[test]
    fn what_is_shown_in_a_form_is_read_back_as_the_same_value() {
        let rows: &[(Kind, Value, &str, &str)] = &[
            (Kind::Money, Value::Int(1_280_050), "12800.5", "12,800.50"),
            (Kind::Money, Value::Int(-5), "-0.05", "-0.05"),
            (Kind::Money, Value::Int(900), "9", "9"),
            (Kind::Percent, Value::Int(6_630), "66.3", "66.3%"),
            (Kind::Instant, Value::from("2026-11-22T09:30:00Z"), "2026-11-22T17:30", "2026-11-22 17:30"),
            (Kind::Date, Value::from("2026-11-22"), "2026-11-22", "2026-11-22"),
            (Kind::Int(0, 9_999), Value::Int(1_234), "1234", "1,234"),
            (Kind::Flag, Value::Int(1), "1", "是"),
            (Kind::Line(9), Value::Null, "", ""),
        ];
        for (kind, value, in_form, in_words) in rows {
            let field = field(*kind);
            assert_eq!(typed(&field, value), *in_form, "{kind:?}");
            assert_eq!(parse_cell(&field, &draft(&field, in_form)).as_ref(), Ok(value), "{kind:?}");
            assert_eq!(words(&field, value, &Titles::new(), Locale::Zh), *in_words, "{kind:?}");
        }
    }

    #[test]
    fn long_words_are_cut_between_characters() {
        assert_eq!(shorten("一二三四".to_owned(), 3), "一二三…");
        assert_eq!(shorten("一二三".to_owned(), 3), "一二三");
    }
}
