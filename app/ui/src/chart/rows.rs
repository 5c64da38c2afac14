//! Lying bars, a row each: the name, the bar, the value. Real words in real boxes, so long names
//! shorten by themselves.

use domain::chart::{Mark, Ranked, Tone};

use super::scale::{At, Scale};
use super::{certainty, tone};
use crate::markup::{Markup, when};

/// One row's bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row<'a> {
    pub mark: &'a Mark,
    pub x: At,
    pub width: At,
    /// Where the bar would end at most, if it can be said.
    pub full: Option<At>,
    /// Whether zero is worth a line: only where bars do not all start on it.
    pub has_zero: bool,
    pub zero: At,
}

/// The rows of a ranking, on one scale that holds zero.
pub fn ranked(chart: &Ranked) -> Vec<Row<'_>> {
    let scale = Scale::from_zero(chart.marks.iter().flat_map(|mark| [mark.value, mark.of]).flatten());
    let zero = scale.at(0);
    let rows = chart.marks.iter().map(|mark| {
        let end = mark.value.map_or(zero, |value| scale.at(value));
        let full = mark.of.map(|full| scale.at(full));
        Row { mark, x: zero.min(end), width: zero.to(end), full, has_zero: scale.from < 0, zero }
    });
    rows.collect()
}

pub(crate) fn draw_ranked(page: &mut Markup, chart: &Ranked) {
    draw_rows(page, &chart.frame.caption, &ranked(chart), "chart-rows");
}

pub(crate) fn draw_rows(page: &mut Markup, caption: &str, rows: &[Row<'_>], class: &'static str) {
    page.element("ol", &[("class", class), ("aria-label", caption)], |page| {
        for row in rows {
            page.element("li", &[], |page| draw_row(page, *row));
        }
    });
}

fn draw_row(page: &mut Markup, row: Row<'_>) {
    let Row { mark, x, width, full, has_zero, zero } = row;
    let named = when(mark.named, ("data-named", ""));
    let inside = |page: &mut Markup| {
        page.element("span", &[("class", "chart-row-label")], |page| {
            page.words("span", &[], &mark.label);
            if !mark.note.is_empty() {
                page.words("small", &[("class", "chart-row-note")], &format!(" {}", mark.note));
            }
        });
        page.element("svg", &[("aria-hidden", "true")], |page| {
            if let Some(full) = full {
                draw_ghost(page, x, width, full);
            }
            if mark.value.is_some() {
                let (x, width) = (x.to_string(), width.to_string());
                let bar = [("x", x.as_str()), ("width", &width), ("height", "100%")];
                page.empty(
                    "rect",
                    &[&[("class", "chart-bar"), tone(mark.tone), certainty(mark.certainty)], &bar[..]]
                        .concat(),
                );
            }
            if has_zero {
                let zero = zero.to_string();
                page.empty("line", &[("class", "chart-base"), ("x1", &zero), ("x2", &zero), ("y2", "100%")]);
            }
        });
        page.element("span", &[("class", "chart-row-value")], |page| {
            if mark.value.is_some() {
                draw_arrow(page, mark.tone);
            }
            page.words("span", &[], &mark.display);
        });
    };
    match &mark.href {
        Some(href) => page.element("a", &[("class", "chart-row"), ("href", href), named], inside),
        None => page.element("div", &[("class", "chart-row"), named], inside),
    }
}

/// What is missing from the bar to its full length.
fn draw_ghost(page: &mut Markup, x: At, width: At, full: At) {
    let end = At(x.0 + width.0);
    let (from, wide) = (end.to_string(), At((full.0 - end.0).max(0)).to_string());
    page.empty("rect", &[("class", "chart-ghost"), ("x", &from), ("width", &wide), ("height", "100%")]);
}

/// Which way it went, beside its figure: colour alone says nothing.
fn draw_arrow(page: &mut Markup, moved: Tone) {
    let path = match moved {
        Tone::Rise => "M6 1 11 11H1z",
        Tone::Fall => "M6 11 1 1h10z",
        _ => return,
    };
    let attributes =
        [("class", "chart-swatch"), tone(moved), ("viewBox", "0 0 12 12"), ("aria-hidden", "true")];
    page.element("svg", &attributes, |page| page.empty("path", &[("d", path)]));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_bar_reaches_the_end_and_losses_reach_the_other_way() {
        let chart = Ranked {
            marks: vec![Mark::new("a", 300, ""), Mark::new("b", -100, ""), Mark::missing("c")],
            ..Ranked::default()
        };
        let rows = ranked(&chart);
        assert_eq!((rows[0].x, rows[0].width), (At(2_500), At(7_500)));
        assert_eq!((rows[1].x, rows[1].width), (At(0), At(2_500)));
        assert_eq!(rows[2].width, At(0));
        assert!(rows[0].has_zero);
    }

    #[test]
    fn what_could_have_been_is_on_the_same_scale() {
        let chart = Ranked {
            marks: vec![Mark::new("seats", 80, "").of(160), Mark::new("days", 100, "").of(200)],
            ..Ranked::default()
        };
        let rows = ranked(&chart);
        assert_eq!((rows[0].width, rows[0].full), (At(4_000), Some(At(8_000))));
        assert_eq!((rows[1].width, rows[1].full), (At(5_000), Some(At::END)));
    }
}
