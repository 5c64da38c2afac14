//! A scorecard as a form: each weight, edge and threshold is a row with a path, a name and its value as people
//! type it (points 0 to 100, %, days); and back from what was typed to a card, or to every problem at its row.
//!
//! One walk over the card ([`parts`]) serves both directions, so the form cannot show what it would not read.
//! Paths are those of the problems of [`super::validate_all`], so that these too are told where they belong.
//! Deliberately absent: new cards, groups and limits. An input joins from the closed list and leaves by weight 0.

mod join;
mod part;
mod sheet;
mod unit;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use join::is_leaving as removes;
pub use sheet::{Change, Entry, Outcome, PORTFOLIO, Past, Sheet, Shifted};

use self::join::{PATHS, join, joining, leaving};
use self::part::{Held, Part, Place, edge_parts, parts};
use self::unit::{WEIGHT, read_curve, write_curve};
use super::Card;
use crate::board::Lamp;
use crate::light::PortfolioEdges;
use crate::problem::{Problem, Problems};
use crate::quadrant::Thresholds;
use crate::ratio::{fixed, round_div};
use crate::text::{Locale, Text, text};

/// What was typed, by path.
pub type Typed = BTreeMap<String, String>;

/// One place to type.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Which value of the card it is.
    pub path: String,
    /// What it is called.
    pub label: String,
    /// Its value as people type it.
    pub value: String,
    /// The unit behind it; may be empty.
    pub unit: String,
    /// What may be chosen, as key and words; empty where it is typed.
    pub choices: Vec<(String, String)>,
    /// A number; otherwise several of them, in a line of text.
    pub is_number: bool,
    /// Rows of one family are weights of one whole; empty for all that are not weights.
    pub family: String,
}

/// Rows that belong together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Problems of the whole section are told under this path.
    pub path: String,
    /// Its heading.
    pub title: String,
    /// What it is about.
    pub help: String,
    /// Its rows, those side by side in one line.
    pub lines: Vec<Vec<Row>>,
}

/// The form of a card, in the reader's language.
///
/// ```
/// use domain::{scorecard::{edit, presets}, text::Locale};
/// let sections = edit::sections(&presets()[0], Locale::En);
/// let seats = sections.iter().flat_map(|section| section.lines.iter().flatten()).find(|row| row.path == "groups.usage.active_seats");
/// assert_eq!(seats.map(|row| (row.label.as_str(), row.value.as_str())), Some(("Active seats, 28 days", "35")));
/// ```
pub fn sections(card: &Card, locale: Locale) -> Vec<Section> {
    let mut held = card.clone();
    let mut sections: Vec<Section> = parts(&mut held).into_iter().map(|part| part.show(locale)).collect();
    sections.push(joining(card, locale));
    sections.push(leaving(locale));
    sections
}

/// The card as it was typed; nothing when it is to be removed.
///
/// What was not typed stays as it is. The card is not yet checked as a whole: its parts may still not fit.
///
/// # Errors
/// Every row that cannot be read.
pub fn apply(card: &Card, typed: &Typed) -> Result<Option<Card>, Problems> {
    let mut card = card.clone();
    let mut problems = read(parts(&mut card), typed, PATHS);
    problems.extend(join(&mut card, typed).err());
    card.limits.retain(|limit| limit.at_best != Lamp::Good);
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok((!removes(typed)).then_some(card))
}

/// The form of what stands above all cards: where the quadrant's axes cross, when the portfolio is red.
pub fn edge_sections(crossing: Thresholds, edges: PortfolioEdges, locale: Locale) -> Vec<Section> {
    let (mut crossing, mut edges) = (crossing, edges);
    edge_parts(&mut crossing, &mut edges).into_iter().map(|part| part.show(locale)).collect()
}

/// Reads them back.
///
/// # Errors
/// Every row that cannot be read.
pub fn apply_edges(
    crossing: Thresholds,
    edges: PortfolioEdges,
    typed: &Typed,
) -> Result<(Thresholds, PortfolioEdges), Problems> {
    let (mut crossing, mut edges) = (crossing, edges);
    let problems = read(edge_parts(&mut crossing, &mut edges), typed, &[]);
    if problems.is_empty() { Ok((crossing, edges)) } else { Err(problems) }
}

/// Of each weight its share of its family, as it would be with what was typed.
pub fn shares(sections: &[Section], typed: &Typed) -> BTreeMap<String, String> {
    let rows = || {
        sections
            .iter()
            .flat_map(|section| section.lines.iter().flatten())
            .filter(|row| !row.family.is_empty())
    };
    let weight = |row: &Row| {
        let text = typed.get(&row.path).unwrap_or(&row.value);
        WEIGHT.read(text).filter(|weight| *weight >= 0).unwrap_or(0)
    };
    let mut sums: BTreeMap<&str, i64> = BTreeMap::new();
    for row in rows() {
        let sum = sums.entry(&row.family).or_default();
        *sum = sum.saturating_add(weight(row));
    }
    let share = |row: &Row| match sums.get(row.family.as_str()).copied().unwrap_or(0) {
        0 => "—".to_owned(),
        sum => {
            let tenths = round_div(i128::from(weight(row)) * 1_000, sum.into());
            format!("{}%", fixed(tenths, 1).trim_end_matches(".0"))
        }
    };
    rows().map(|row| (row.path.clone(), share(row))).collect()
}

impl Part<'_> {
    fn show(self, locale: Locale) -> Section {
        let Self { path, title, help, lines } = self;
        let lines = lines
            .into_iter()
            .map(|places| places.into_iter().map(|place| place.show(locale)).collect())
            .collect();
        Section { path, title: title.in_(locale).to_owned(), help: help.in_(locale).to_owned(), lines }
    }
}

impl Place<'_> {
    fn show(self, locale: Locale) -> Row {
        let Self { path, label, family, held } = self;
        let row = Row { path, label: label.in_(locale).to_owned(), family, ..Row::default() };
        match held {
            Held::Number(value, unit) => Row {
                value: unit.write(*value),
                unit: unit.mark.in_(locale).to_owned(),
                is_number: true,
                ..row
            },
            Held::Curve(curve, unit) => Row { value: write_curve(curve, unit), ..row },
            Held::Best(lamp) => {
                let best = |key: &str, words: Text| (key.to_owned(), words.in_(locale).to_owned());
                Row {
                    value: best_key(*lamp).to_owned(),
                    choices: BEST.map(|(_, key, words)| best(key, words)).to_vec(),
                    ..row
                }
            }
        }
    }

    fn read(self, text: &str) -> Result<(), Problem> {
        let Self { path, label, family: _, held } = self;
        match held {
            Held::Number(value, unit) => *value = unit.read_at(&path, &label, text)?,
            Held::Curve(curve, unit) => *curve = read_curve(&path, text, unit)?,
            Held::Best(lamp) => *lamp = best(text).ok_or_else(|| choose(&path))?,
        }
        Ok(())
    }
}

/// Reads every place that was typed, and refuses what no place knows.
fn read(parts: Vec<Part<'_>>, typed: &Typed, known: &[&str]) -> Problems {
    let mut problems = Problems::new();
    let mut left: Vec<&String> = typed.keys().filter(|path| !known.contains(&path.as_str())).collect();
    for place in parts.into_iter().flat_map(|part| part.lines).flatten() {
        left.retain(|path| **path != place.path);
        if let Some(text) = typed.get(&place.path) {
            problems.extend(place.read(text).err());
        }
    }
    problems.extend(left.into_iter().map(|path| {
        Problem::invalid(
            path,
            format!("这张评分卡上没有“{path}”。请刷新页面后再改。"),
            format!("There is no “{path}” on this scorecard. Reload the page, then change it."),
        )
    }));
    problems
}

const BEST: [(Lamp, &str, Text); 3] = [
    (Lamp::Act, "act", text("最好为预警", "At best act")),
    (Lamp::Watch, "watch", text("最好为关注", "At best watch")),
    (Lamp::Good, "good", text("不再限制", "No limit")),
];

fn best_key(lamp: Lamp) -> &'static str {
    BEST.iter().find(|(known, ..)| *known == lamp).map_or("good", |(_, key, _)| *key)
}

fn best(key: &str) -> Option<Lamp> {
    BEST.iter().find(|(_, known, _)| *known == key).map(|(lamp, ..)| *lamp)
}

fn choose(path: &str) -> Problem {
    Problem::invalid(path, "请从列表中选择。", "Choose one from the list.")
}

#[cfg(test)]
mod tests;
