//! Lying bars, a row each: the name, the bar, the value. Real words in real boxes, so long names
//! shorten by themselves.

use domain::chart::{Mark, Ranked};

use super::scale::{At, Scale};
use super::{certainty, tone};
use crate::markup::{Markup, when};

/// One row's bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row<'a> {
    pub mark: &'a Mark,
    pub x: At,
    pub width: At,
    /// Whether zero is worth a line: only where bars do not all start on it.
    pub has_zero: bool,
    pub zero: At,
}

/// The rows of a ranking, on one scale that holds zero.
pub fn ranked(chart: &Ranked) -> Vec<Row<'_>> {
    let scale = Scale::from_zero(chart.marks.iter().filter_map(|mark| mark.value));
    let zero = scale.at(0);
    let row = |mark| {
        let end = |mark: &Mark| mark.value.map_or(zero, |value| scale.at(value));
        Row { mark, x: zero.min(end(mark)), width: zero.to(end(mark)), has_zero: scale.from < 0, zero }
    };
    chart.marks.iter().map(row).collect()
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
    let Row { mark, x, width, has_zero, zero } = row;
    let named = when(mark.named, ("data-named", ""));
    let inside = |page: &mut Markup| {
        page.words("span", &[("class", "chart-row-label")], &mark.label);
        page.element("svg", &[("aria-hidden", "true")], |page| {
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
        page.words("span", &[("class", "chart-row-value")], &mark.display);
    };
    match &mark.href {
        Some(href) => page.element("a", &[("class", "chart-row"), ("href", href), named], inside),
        None => page.element("div", &[("class", "chart-row"), named], inside),
    }
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
}
