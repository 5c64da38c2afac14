//! Rows of cells, darker for more: a real table, so it needs no other.

use domain::chart::{Heat, Mark};

use super::scale::Scale;
use crate::markup::Markup;

/// How dark: 1 to 5 by equal steps from the smallest to the largest, nothing for a gap.
pub fn level(value: i64, scale: Scale) -> u8 {
    (scale.at(value).0 / 2_000 + 1).clamp(1, 5) as u8
}

pub(crate) fn draw(page: &mut Markup, chart: &Heat) {
    let values = || chart.rows.iter().flat_map(|row| &row.cells).filter_map(|cell| cell.value);
    let (Some(low), Some(high)) = (values().min(), values().max()) else { return };
    let scale = Scale::new(low, high);
    page.element("table", &[("class", "heat")], |page| {
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
    let shade = level.as_deref().map_or(("", ""), |level| ("data-level", level));
    page.element("td", &[shade], |page| linked(page, cell.href.as_deref(), &cell.display));
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
}
