//! One board in two periods: beside every figure what it was in the other period and by how much it differs, and the
//! same at the end of its sentence. 同比 and 环比 are said only where the other period is the one they mean.
//!
//! A figure that leads to the very same rows in both periods does not depend on them: it is not compared.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::sentence::Sentence;
use super::{Board, Delta, Span};
use crate::calendar::days_between;
use crate::chart::{Chart, Mark, Ruler, Tone};
use crate::delta::{Change, Comparison, Direction, change, change_of_rate};
use crate::format::Measure;
use crate::text::{Locale, text};

/// The other period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Against {
    /// What people call it.
    pub label: String,
    /// Its opening day.
    pub from: Date,
    /// Its closing day.
    pub to: Date,
}

impl Against {
    /// What comparing the period from one day's end to another's with it is called, where that has a name.
    ///
    /// ```
    /// use domain::board::compare::Against;
    /// use domain::delta::Comparison;
    /// use jiff::civil::date;
    /// let with = |from, to| Against { label: String::new(), from, to }.comparison(date(2026, 6, 30), date(2026, 9, 30));
    /// assert_eq!(with(date(2025, 6, 30), date(2025, 9, 30)), Some(Comparison::YearOnYear));
    /// assert_eq!(with(date(2026, 3, 31), date(2026, 6, 30)), Some(Comparison::PeriodOnPeriod));
    /// assert_eq!(with(date(2025, 3, 31), date(2025, 6, 30)), None);
    /// ```
    pub fn comparison(&self, from: Date, to: Date) -> Option<Comparison> {
        let is_year = |day: Date, before: Date| {
            day.saturating_sub(1.year()) == before || day == before.saturating_add(1.year())
        };
        if is_year(from, self.from) && is_year(to, self.to) {
            return Some(Comparison::YearOnYear);
        }
        // Quarters and months differ by a few days and follow each other all the same.
        let (length, other) = (days_between(from, to), days_between(self.from, self.to));
        (self.to == from && (length - other).abs() * 20 <= length.max(20))
            .then_some(Comparison::PeriodOnPeriod)
    }
}

/// How one measure differs from another: rates in percentage points, amounts and counts in percent.
pub fn difference(now: Measure, then: Measure) -> Change {
    match (now, then) {
        (Measure::Amount(now), Measure::Amount(then)) => change(Some(now), Some(then)),
        (Measure::Share(now), Measure::Share(then)) => change_of_rate(Some(now), Some(then)),
        _ => Change::Unknown,
    }
}

/// Puts what a board was in the other period beside what it is.
pub fn put(board: &mut Board, then: &Board, against: &Against, called: Option<Comparison>, locale: Locale) {
    let Against { label, from, to } = against;
    let beside = match locale {
        Locale::Zh => format!(" · 对比{label}（{from} 至 {to}）"),
        Locale::En => format!(" · vs {label} ({from}–{to})"),
    };
    board.subtitle.push_str(&beside);
    // The first letter of an English name, where it begins.
    let mut letters = label.chars();
    let named: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    for tile in &mut board.tiles {
        let before = then.tiles.iter().find(|before| before.key == tile.key);
        let Some((figure, was)) = tile.figure.as_mut().zip(before.and_then(|before| before.figure.as_ref()))
        else {
            continue;
        };
        if figure.href == was.href || (figure.measure == Measure::None && was.measure == Measure::None) {
            continue;
        }
        let moved = difference(figure.measure, was.measure);
        let shown = Span { text: format!("{}{}", was.value, was.unit), href: was.href.clone() };
        figure.delta = Some(delta(moved, called, label, locale));
        figure.then = Some((named.clone(), shown.clone()));
        let rows = figure.href.clone().unwrap_or_default();
        let by = moved.figure(locale).to_string();
        // What the sentence says of itself is not said again.
        let is_said = tile
            .headline
            .iter()
            .any(|span| span.href.is_some() && (span.text == by || span.text == shown.text));
        if !is_said {
            tile.beside = sentence(moved, called, &named, shown, &rows, locale);
        }
        let ruled = before.and_then(|before| before.chart.as_ref());
        if let (Some(Chart::Ruler(ruler)), Some(Chart::Ruler(before))) = (&mut tile.chart, ruled) {
            mark(ruler, before, &named);
        }
    }
}

/// On a ruler what was then stands where the period before stood.
fn mark(ruler: &mut Ruler, before: &Ruler, label: &str) {
    let then = Mark { label: label.to_owned(), tone: Tone::default(), named: false, ..before.now.clone() };
    if let Some(value) = then.value {
        ruler.from = ruler.from.min(value);
        ruler.to = ruler.to.max(value);
    }
    ruler.then = Some(then);
}

fn delta(moved: Change, called: Option<Comparison>, label: &str, locale: Locale) -> Delta {
    let direction = match moved.direction() {
        Direction::Up => 1,
        Direction::Down => -1,
        Direction::Flat => 0,
        Direction::Unknown => {
            return Delta { text: moved.figure(locale).to_string(), ..Delta::default() };
        }
    };
    let since = match (called, locale) {
        (Some(comparison), _) => comparison.label().in_(locale).to_owned(),
        (None, Locale::Zh) => format!("较{label}"),
        (None, Locale::En) => format!("on {label}"),
    };
    Delta { text: moved.figure(locale).to_string().replace("个百分点", "pp"), since, direction }
}

/// What is said at the end of the sentence: what it was, and what has become of it.
fn sentence(
    moved: Change,
    called: Option<Comparison>,
    label: &str,
    then: Span,
    rows: &str,
    locale: Locale,
) -> Vec<Span> {
    let written = moved.figure(locale).to_string();
    let by = written.trim_start_matches(['+', '-']).to_owned();
    let name = called.map(|comparison| comparison.label().in_(locale));
    let Span { text: was, href } = then;
    let href = href.unwrap_or_default();
    let said = match locale {
        Locale::Zh => Sentence::default().say(format!("{label}是 ")).number(was, &href),
        Locale::En => Sentence::default().say(format!(" {label} had ")).number(was, &href),
    };
    let up = moved.direction() == Direction::Up;
    let said = match (moved, locale) {
        (Change::Unknown, Locale::Zh) => said.say("，没有可比的基数。"),
        (Change::Unknown, Locale::En) => said.say(", which is nothing to compare with."),
        (Change::Percent(_) | Change::Points(_), _) if moved.direction() == Direction::Flat => {
            said.say(text("，这一期持平。", "; this period is the same.").in_(locale))
        }
        (Change::Percent(_) | Change::Points(_), Locale::Zh) => {
            let name = name.map_or_else(|| "这一期".to_owned(), str::to_owned);
            let points = matches!(moved, Change::Points(_));
            let how = match (up, points) {
                (true, true) => "高 ",
                (false, true) => "低 ",
                (true, false) => "多 ",
                (false, false) => "少 ",
            };
            said.say(format!("，{name}{how}")).number(by, rows).say("。")
        }
        (Change::Percent(_) | Change::Points(_), Locale::En) => {
            let how = if up { " more" } else { " less" };
            let name = name.map(|name| format!(" {name}")).unwrap_or_default();
            said.say("; this period has ").number(by, rows).say(format!("{how}{name}."))
        }
        (_, Locale::Zh) => said.say(format!("，这一期{written}。")),
        (_, Locale::En) => said.say(format!("; this period: {written}.")),
    };
    said.done()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::board::{Figure, Tile};
    use crate::ratio::Ratio;

    fn board(measure: Measure, value: &str, href: &str) -> Board {
        let figure =
            Figure { value: value.to_owned(), href: Some(href.to_owned()), measure, ..Figure::default() };
        let tile = Tile {
            key: "one".to_owned(),
            headline: vec![Span::words("现状。")],
            figure: Some(figure),
            ..Tile::default()
        };
        Board { tiles: vec![tile], ..Board::default() }
    }

    fn compared(now: Measure, then: Measure, locale: Locale) -> Tile {
        let mut board_now = board(now, "9", "/now");
        let against = Against { label: "Q3".to_owned(), from: date(2025, 6, 30), to: date(2025, 9, 30) };
        put(&mut board_now, &board(then, "8", "/then"), &against, None, locale);
        board_now.tiles.remove(0)
    }

    #[test]
    fn a_figure_shows_what_it_was_and_by_how_much_it_differs() {
        let share = |per_mille: i64| Measure::Share(Ratio::new(per_mille, 1000).unwrap());
        for (now, then, delta, zh, en) in [
            (
                Measure::Amount(120),
                Measure::Amount(100),
                "+20.0%",
                "Q3是 8，这一期多 20.0%。",
                " Q3 had 8; this period has 20.0% more.",
            ),
            (
                Measure::Amount(80),
                Measure::Amount(100),
                "-20.0%",
                "Q3是 8，这一期少 20.0%。",
                " Q3 had 8; this period has 20.0% less.",
            ),
            (
                Measure::Amount(100),
                Measure::Amount(100),
                "0.0%",
                "Q3是 8，这一期持平。",
                " Q3 had 8; this period is the same.",
            ),
            (
                Measure::Amount(1),
                Measure::Amount(0),
                "—",
                "Q3是 8，没有可比的基数。",
                " Q3 had 8, which is nothing to compare with.",
            ),
            (
                Measure::Amount(1),
                Measure::Amount(-5),
                "扭亏",
                "Q3是 8，这一期扭亏。",
                " Q3 had 8; this period: loss to profit.",
            ),
            (
                share(663),
                share(650),
                "+1.3pp",
                "Q3是 8，这一期高 1.3个百分点。",
                " Q3 had 8; this period has 1.3 pp more.",
            ),
            (
                share(663),
                Measure::None,
                "—",
                "Q3是 8，没有可比的基数。",
                " Q3 had 8, which is nothing to compare with.",
            ),
        ] {
            let tile = compared(now, then, Locale::Zh);
            let figure = tile.figure.clone().unwrap();
            assert_eq!(figure.delta.unwrap().text, delta);
            assert_eq!(figure.then, Some(("Q3".to_owned(), Span::number("8", "/then"))));
            assert_eq!(tile.whole(), format!("现状。{zh}"));
            assert_eq!(compared(now, then, Locale::En).whole(), format!("现状。{en}"));
            let links = tile.beside.iter().filter(|span| span.href.as_deref() == Some("/then")).count();
            assert_eq!(links, 1, "what it was leads to its rows");
        }
    }

    #[test]
    fn what_does_not_depend_on_the_period_is_not_compared() {
        let mut now = board(Measure::Amount(3), "3", "/same");
        let against = Against { label: "Q3".to_owned(), from: date(2025, 6, 30), to: date(2025, 9, 30) };
        put(&mut now, &board(Measure::Amount(3), "3", "/same"), &against, None, Locale::Zh);
        assert_eq!(
            (now.tiles[0].whole().as_str(), &now.tiles[0].figure.as_ref().unwrap().then),
            ("现状。", &None)
        );
        assert!(now.subtitle.contains("对比Q3（2025-06-30 至 2025-09-30）"));
    }

    #[test]
    fn a_comparison_with_a_name_is_called_by_it() {
        let year = delta(change(Some(2), Some(1)), Some(Comparison::YearOnYear), "去年", Locale::Zh);
        assert_eq!((year.text.as_str(), year.since.as_str()), ("+100.0%", "同比"));
        let any = delta(change(Some(2), Some(1)), None, "2025年三季度", Locale::Zh);
        assert_eq!(any.since, "较2025年三季度");
    }
}
