//! 记录页 · one record as a wall shows it: where it stands, its figures, what else is known of it. What customers are
//! called and what was written about them is on it only where the wall may say so.

use std::collections::BTreeMap;

use super::about::About;
use super::portfolio::tiles::figure;
use super::{Board, Figure, Line, Size, Span, Tile};
use crate::format;
use crate::ratio::Ratio;
use crate::record::{Field, Kind, Row, Spec};
use crate::text::Locale;
use crate::value::Value;

/// How many figures stand beside it.
const FIGURES_MOST: usize = 4;
/// The most signs of a long text.
const WORDS_MOST: usize = 120;

/// A record and what it refers to.
#[derive(Clone, Debug)]
pub struct RecordFacts {
    /// What it is.
    pub spec: &'static Spec,
    /// What it holds.
    pub row: Row,
    /// What records it refers to are called.
    pub titles: BTreeMap<String, String>,
    /// Customers may be named, and what was written may be read.
    pub names_customers: bool,
    /// Our company, and the day.
    pub about: About,
}

/// The board.
pub fn compose(facts: &RecordFacts, locale: Locale) -> Board {
    let RecordFacts { spec, row, about, names_customers, .. } = facts;
    let noun = spec.noun.in_(locale);
    let called = if *names_customers { title(facts) } else { String::new() };
    let called = match (locale, called.is_empty()) {
        (_, false) => called,
        (Locale::Zh, true) => format!("一条{noun}（本屏不显示客户名称和文字）"),
        (Locale::En, true) => format!("One {} (this wall shows no names or notes)", noun.to_lowercase()),
    };
    let cells: Vec<(&'static Field, &Value)> =
        spec.fields.iter().zip(&row.cells).filter(|(_, value)| !value.is_null()).collect();
    let mut figures: Vec<(&Field, Figure)> = cells
        .iter()
        .filter_map(|(field, value)| Some((*field, number(field, value, about, locale)?)))
        .collect();
    let choices: Vec<(&Field, String)> = cells
        .iter()
        .filter_map(|(field, value)| {
            Some((*field, field.kind.choice_label(value.as_str())?.in_(locale).to_owned()))
        })
        .collect();
    // Where it stands, if it says so; otherwise what kind it is.
    let state = choices.iter().find(|(field, _)| is_state(field)).or(choices.first());
    let standing = state.map(|(field, words)| match locale {
        Locale::Zh => format!("{called}：{}是“{words}”。", field.label.zh),
        Locale::En => format!("{called}: its {} is “{words}”.", field.label.en.to_lowercase()),
    });
    let first = if figures.is_empty() { None } else { Some(figures.remove(0)) };
    let (label, big) = match (first, state) {
        (Some((field, figure)), _) => (field.label.in_(locale), Some(figure)),
        (None, Some((field, words))) => {
            (field.label.in_(locale), Some(Figure { value: words.clone(), ..Figure::default() }))
        }
        (None, None) => (noun, None),
    };
    let lead = Tile {
        key: "record".to_owned(),
        size: Size::Hero,
        label: label.to_owned(),
        headline: vec![Span::words(standing.unwrap_or_else(|| called.clone()))],
        figure: big,
        ..Tile::default()
    };
    let beside = figures.into_iter().take(FIGURES_MOST).map(|(field, figure)| Tile {
        key: field.name.to_owned(),
        size: Size::Figure,
        label: field.label.in_(locale).to_owned(),
        headline: vec![Span::words(format!("{} {}{}", field.label.in_(locale), figure.value, figure.unit))],
        figure: Some(figure),
        ..Tile::default()
    });
    let tiles = std::iter::once(lead).chain(beside).chain(known(facts, &cells, locale)).collect();
    Board {
        key: "record".to_owned(),
        title: if *names_customers { format!("{noun} · {}", title(facts)) } else { noun.to_owned() },
        subtitle: format!("{} · {}", about.company, about.to),
        as_of: about.to.to_string(),
        tiles,
        is_demo: about.is_demo,
        ..Board::default()
    }
}

/// Whether a field says where a record stands.
fn is_state(field: &Field) -> bool {
    matches!(field.name, "state" | "status" | "stage")
}

fn title(facts: &RecordFacts) -> String {
    let title = facts.spec.title_of(&facts.row);
    let title = facts.titles.get(title).map_or(title, String::as_str);
    shorten(title.trim_end_matches(['。', '.', '！', '!']))
}

fn shorten(words: &str) -> String {
    let mut short: String = words.chars().take(WORDS_MOST).collect();
    if short.len() < words.len() {
        short.push('…');
    }
    short
}

/// A number as walls show one.
fn number(field: &Field, value: &Value, about: &About, locale: Locale) -> Option<Figure> {
    let Value::Int(int) = value else { return None };
    let written = match field.kind {
        Kind::Money => format::money(*int, about.currency, locale),
        Kind::Percent => format::percent(Ratio::new(*int, 10_000)?, 1),
        Kind::Int(..) => format::count_short(*int, locale),
        _ => return None,
    };
    Some(Figure { href: None, ..figure(written, String::new(), None) })
}

/// What else is known: days, people, choices, and, where they may be read, words.
fn known(facts: &RecordFacts, cells: &[(&'static Field, &Value)], locale: Locale) -> Option<Tile> {
    let spec = facts.spec;
    let mut lines: Vec<(bool, Line)> = Vec::new();
    let mut words = None;
    for (field, value) in cells {
        // Both are said above.
        if field.name == spec.title || is_state(field) {
            continue;
        }
        let may_read = facts.names_customers;
        let said = match field.kind {
            Kind::Date => value.as_str().to_owned(),
            Kind::Choice(_) => match field.kind.choice_label(value.as_str()) {
                Some(label) => label.in_(locale).to_owned(),
                None => continue,
            },
            Kind::Ref(_) if may_read => match facts.titles.get(value.as_str()) {
                Some(title) => shorten(title),
                None => continue,
            },
            Kind::Long if may_read && words.is_none() => {
                words = Some(shorten(value.as_str()));
                continue;
            }
            _ => continue,
        };
        let line = Line { title: field.label.in_(locale).to_owned(), value: said, ..Line::default() };
        lines.push((!field.list, line));
    }
    // What a register shows comes first.
    lines.sort_by_key(|(is_late, _)| *is_late);
    let count = lines.len();
    let headline = words.unwrap_or_else(|| match locale {
        Locale::Zh => format!("已记录 {count} 项。"),
        Locale::En if count == 1 => "One thing is on record.".to_owned(),
        Locale::En => format!("{count} things are on record."),
    });
    (count > 0).then(|| Tile {
        key: "known".to_owned(),
        size: Size::Wide,
        label: spec.noun.in_(locale).to_owned(),
        headline: vec![Span::words(headline)],
        lines: lines.into_iter().map(|(_, line)| line).collect(),
        ..Tile::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Currency;
    use jiff::civil::date;

    fn facts(names_customers: bool) -> RecordFacts {
        let spec = crate::noun::spec("demand").unwrap();
        let mut row = Row { cells: vec![Value::Null; spec.fields.len()], ..Row::default() };
        for (field, cell) in spec.fields.iter().zip(&mut row.cells) {
            *cell = match field.kind {
                Kind::Line(_) | Kind::Long => Value::Text("Secret words".into()),
                Kind::Ref("account") => Value::Text("a1".into()),
                Kind::Date => Value::Text("2026-11-20".into()),
                Kind::Choice(set) => Value::Text(set[0].key.into()),
                Kind::Int(low, _) => Value::Int(low.max(3)),
                Kind::Money => Value::Int(120_000_000),
                _ => Value::Null,
            };
        }
        let titles = [("a1".to_owned(), "Secret Ltd".to_owned())].into();
        let about = About {
            company: "Ours".into(),
            currency: Currency::CNY,
            is_demo: true,
            from: date(2026, 11, 23),
            to: date(2026, 11, 23),
        };
        RecordFacts { spec, row, titles, names_customers, about }
    }

    #[test]
    fn a_wall_that_names_nobody_shows_neither_names_nor_words() {
        for locale in [Locale::Zh, Locale::En] {
            let told = |names| serde_json::to_string(&compose(&facts(names), locale)).unwrap();
            assert!(!told(false).contains("Secret"), "{}", told(false));
            assert!(told(true).contains("Secret Ltd") && told(true).contains("Secret words"));
        }
    }

    #[test]
    fn every_noun_makes_a_board_even_of_an_empty_record() {
        for spec in crate::noun::ALL {
            let row = Row { cells: vec![Value::Null; spec.fields.len()], ..Row::default() };
            let board = compose(&RecordFacts { spec, row, ..facts(true) }, Locale::En);
            assert_eq!((board.tiles.len(), board.tiles[0].size), (1, Size::Hero), "{}", spec.table);
        }
    }
}
