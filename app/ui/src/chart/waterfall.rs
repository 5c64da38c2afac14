//! From an opening level to a closing one: upright where there is room, lying where there is not.

use domain::chart::{Mark, Step, Waterfall};

use super::bars::{Block, bar, draw_block};
use super::fit::{Need, side_by_side};
use super::rows::{Row, draw_rows};
use super::scale::{At, Scale};
use super::{Words, mark, svg};
use crate::markup::{Markup, when};

/// One step between two running totals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span<'a> {
    pub mark: &'a Mark,
    pub from: i64,
    pub to: i64,
}

/// The running totals. A level stands on zero, a change hangs from where the last step ended; a
/// missing step changes nothing and is left out.
pub fn spans(chart: &Waterfall) -> Vec<Span<'_>> {
    let mut total = 0_i64;
    let steps = chart.steps.iter().filter_map(|step| Some((step, step.mark().value?)));
    steps
        .map(|(step, value)| {
            let (from, to) = match step {
                Step::Level(_) => (0, value),
                Step::Change(_) => (total, total.saturating_add(value)),
            };
            total = to;
            Span { mark: step.mark(), from, to }
        })
        .collect()
}

pub fn scale(spans: &[Span<'_>]) -> Scale {
    Scale::from_zero(spans.iter().flat_map(|span| [span.from, span.to]))
}

pub(crate) fn draw(page: &mut Markup, chart: &Waterfall) {
    let spans = spans(chart);
    let scale = scale(&spans);
    let labels: Vec<&str> = spans.iter().map(|span| span.mark.label.as_str()).collect();
    let figures: Vec<&str> = spans.iter().map(|span| span.mark.display.as_str()).collect();
    let need = side_by_side(&labels).max(side_by_side(&figures));
    let rows: Vec<Row<'_>> = spans
        .iter()
        .map(|span| {
            let (low, high) = (scale.at(span.from.min(span.to)), scale.at(span.from.max(span.to)));
            Row {
                mark: span.mark,
                x: low,
                width: low.to(high),
                full: None,
                has_zero: true,
                zero: scale.at(0),
            }
        })
        .collect();
    if need == Need::TooMuch {
        draw_rows(page, &chart.frame.caption, &rows, "chart-rows");
        return;
    }
    draw_rows(page, &chart.frame.caption, &rows, "chart-rows chart-flat");
    let words = Words::new(
        &chart.frame.caption,
        spans.iter().map(|s| (s.mark.label.as_str(), s.mark.display.as_str())),
    );
    let linked = spans.iter().any(|span| span.mark.href.is_some());
    let need = when(need == Need::Wider, ("data-need", "l"));
    page.element("div", &[("class", "chart-plot chart-tall"), need], |page| {
        svg(page, &words, linked, |page| draw_upright(page, &spans, scale));
    });
}

fn draw_upright(page: &mut Markup, spans: &[Span<'_>], scale: Scale) {
    let count = spans.len();
    for (index, span) in spans.iter().enumerate() {
        let (x, width) = bar(index, count);
        if index + 1 < count {
            let y = scale.at(span.to).flipped().to_string();
            let (from, to) = (At(x.0 + width.0).to_string(), bar(index + 1, count).0.to_string());
            page.empty(
                "line",
                &[("class", "chart-link"), ("x1", &from), ("x2", &to), ("y1", &y), ("y2", &y)],
            );
        }
        let (low, high) = (scale.at(span.from.min(span.to)), scale.at(span.from.max(span.to)));
        let words = format!("{} {}", span.mark.label, span.mark.display);
        mark(page, span.mark.href.as_deref(), &words, span.mark.named, |page| {
            let slot = At(10_000 / count.max(1) as i32);
            let middle = At::slot_middle(index, count);
            let left = At(middle.0 - slot.0 / 2).to_string();
            page.empty(
                "rect",
                &[("class", "chart-hit"), ("x", &left), ("width", &slot.to_string()), ("height", "100%")],
            );
            let height = At(low.to(high).0.max(if span.from == span.to { 0 } else { 60 }));
            draw_block(page, span.mark, Block { x, width, y: high.flipped(), height });
            let middle = middle.to_string();
            let (y, dy) =
                if span.to < span.from { (low.flipped(), "1.25em") } else { (high.flipped(), "-0.45em") };
            let figure = [
                ("class", "chart-figure"),
                ("x", &middle),
                ("y", &y.to_string()),
                ("dy", dy),
                ("text-anchor", "middle"),
            ];
            let named = when(span.mark.named, ("data-named", ""));
            let label = [
                ("class", "chart-label"),
                ("x", &middle),
                ("y", "100%"),
                ("dy", "1.5em"),
                ("text-anchor", "middle"),
                named,
                when(index % 2 == 1, ("data-odd", "")),
            ];
            super::told(page, &label, &span.mark.label);
            page.words("text", &figure, &span.mark.display);
        });
    }
    let zero = scale.at(0).flipped().to_string();
    page.empty("line", &[("class", "chart-base"), ("x2", "100%"), ("y1", &zero), ("y2", &zero)]);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bridge(steps: &[(bool, i64)]) -> Waterfall {
        let step = |(level, value): &(bool, i64)| {
            let mark = Mark::new("x", *value, "x");
            if *level { Step::Level(mark) } else { Step::Change(mark) }
        };
        Waterfall { steps: steps.iter().map(step).collect(), ..Waterfall::default() }
    }

    #[test]
    fn each_change_hangs_from_where_the_last_step_ended() {
        let chart = bridge(&[(true, 100), (false, 40), (false, -30), (true, 110)]);
        let drawn: Vec<(i64, i64)> = spans(&chart).iter().map(|span| (span.from, span.to)).collect();
        assert_eq!(drawn, [(0, 100), (100, 140), (140, 110), (0, 110)]);
        assert_eq!(scale(&spans(&chart)), Scale { from: 0, to: 140 });
    }

    #[test]
    fn a_fall_below_zero_stays_on_the_drawing() {
        let chart = bridge(&[(true, 10), (false, -30), (true, -20)]);
        assert_eq!(scale(&spans(&chart)), Scale { from: -20, to: 10 });
    }
}
