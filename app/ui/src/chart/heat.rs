//! Rows of cells, darker for more, or better and worse told apart: a real table, so it needs no other.

use domain::chart::{Heat, Mark, Tone};

use super::scale::Scale;
use crate::markup::{Markup, when};

/// How dark: 1 to 5 by equal steps from the smallest to the largest, nothing for a gap.
pub fn level(value: i64, scale: Scale) -> u8 {
    (scale.at(value).0 / 2_000 + 1).clamp(1, 5) as u8
}

pub(crate) fn draw(page: &mut Markup, chart: &Heat) {
    let values = || chart.rows.iter().flat_map(|row| &row.cells).filter_map(|cell| cell.value);
    let (Some(low), Some(high)) = (values().min(), values().max()) else { return };
    let scale = Scale::new(low, high);
    // Where there are many columns, a narrow place shows the shades alone.
    let many = when(chart.labels.len() > 6, ("data-many", ""));
    page.element("table", &[("class", "heat"), many], |page| {
        page.words("caption", &[("class", "visually-hidden")], &chart.frame.caption);
        page.element("thead", &[], |page| {
            page.element("tr", &[], |page| {
                page.words("th", &[("scope", "col")], &chart.frame.across);
                for label in &chart.labels {
                    page.words("th", &[("scope", "col")], label);
                }
            });
        });
        page.element("tbody", &[], |page| {
            for row in &chart.rows {
                page.element("tr", &[], |page| {
                    page.element("th", &[("scope", "row")], |page| {
                        linked(page, row.href.as_deref(), &row.label);
                    });
                    for cell in &row.cells {
                        draw_cell(page, cell, scale);
                    }
                });
            }
        });
    });
}

fn draw_cell(page: &mut Markup, cell: &Mark, scale: Scale) {
    let level = cell.value.map(|value| level(value, scale).to_string());
    let moved = match cell.tone {
        _ if cell.value.is_none_or(|value| value == 0) => None,
        Tone::Good => Some(("better", "M6 1v10M2 5l4-4 4 4")),
        Tone::Act => Some(("worse", "M6 11V1M2 7l4 4 4-4")),
        _ => None,
    };
    let Some((word, arrow)) = moved else {
        let shade = level.as_deref().map_or(("", ""), |level| ("data-level", level));
        page.element("td", &[shade], |page| linked(page, cell.href.as_deref(), &cell.display));
        return;
    };
    page.element("td", &[("data-moved", word)], |page| {
        let inside = |page: &mut Markup| {
            let attributes = [("class", "heat-arrow"), ("viewBox", "0 0 12 12"), ("aria-hidden", "true")];
            page.element("svg", &attributes, |page| page.empty("path", &[("d", arrow)]));
            page.words("span", &[("class", "visually-hidden")], &format!("{} ", cell.label));
            page.words("span", &[], &cell.display);
        };
        match &cell.href {
            Some(href) => page.element("a", &[("href", href)], inside),
            None => page.element("span", &[], inside),
        }
    });
}

fn linked(page: &mut Markup, href: Option<&str>, words: &str) {
    match href {
        Some(href) => page.words("a", &[("href", href)], words),
        None => page.words("span", &[], words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_is_lightest_and_the_largest_darkest() {
        let scale = Scale::new(10, 110);
        let shades: Vec<u8> =
            [10, 40, 60, 80, 109, 110].into_iter().map(|value| level(value, scale)).collect();
        assert_eq!(shades, [1, 2, 3, 4, 5, 5]);
    }

    #[test]
    fn better_and_worse_have_arrows_and_nobody_has_none() {
        let drawn = |value, tone| {
            let mut page = Markup::new();
            draw_cell(
                &mut page,
                &Mark::new("watch → act", value, value.to_string()).tone(tone),
                Scale::new(0, 9),
            );
            page.finish()
        };
        assert!(drawn(3, Tone::Good).contains("data-moved=\"better\""));
        assert!(drawn(3, Tone::Act).contains("watch → act"));
        assert!(!drawn(0, Tone::Act).contains("<svg"));
        assert!(!drawn(3, Tone::Neutral).contains("<svg"));
    }
}
