//! Upright bars on a zero line, each a stack of at most three parts, its whole written above it.

use domain::chart::{Bars, Column, Mark};

use super::fit::{Fit, all_or, apart, room_of, taken_by, thin_slots, width};
use super::scale::{At, Scale};
use super::{Words, certainty, mark, svg, tone};
use crate::markup::{Markup, when};

/// How near two names of parts may come: on a wall the plot is hardly five lines tall.
const NAMES_APART: i32 = 2_200;

/// One part of a stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    pub x: At,
    pub width: At,
    pub y: At,
    pub height: At,
}

pub fn whole(column: &Column) -> i64 {
    column.parts.iter().take(3).filter_map(|part| part.value).fold(0, i64::saturating_add)
}

/// Where the columns stand: from zero to the tallest, or to the target.
pub fn scale(chart: &Bars) -> Scale {
    let target = chart.target.as_ref().and_then(|target| target.value);
    Scale::from_zero(chart.columns.iter().map(whole).chain(target))
}

/// A bar fills five eighths of its slot, and never more than a fourteenth of the plot.
pub fn bar(index: usize, count: usize) -> (At, At) {
    let width = (10_000 * 5 / 8 / count.max(1) as i32).min(700);
    (At(At::slot_middle(index, count).0 - width / 2), At(width))
}

/// The blocks of one column, bottom first; their edges meet exactly.
pub fn blocks(column: &Column, index: usize, count: usize, scale: Scale) -> Vec<(&Mark, Block)> {
    let (x, width) = bar(index, count);
    let mut sum = 0_i64;
    let parts = column.parts.iter().take(3).filter_map(|part| Some((part, part.value?.max(0))));
    parts
        .map(|(part, value)| {
            let from = scale.at(sum);
            sum = sum.saturating_add(value);
            let to = scale.at(sum);
            (part, Block { x, width, y: to.flipped(), height: from.to(to) })
        })
        .collect()
}

pub(crate) fn draw(page: &mut Markup, chart: &Bars) {
    let scale = scale(chart);
    let words = Words::new(
        &chart.frame.caption,
        chart.columns.iter().map(|c| (c.label.as_str(), c.display.as_str())),
    );
    let linked = chart.columns.iter().flat_map(|c| &c.parts).any(|part| part.href.is_some());
    let ends = ends(chart, scale);
    let widest = ends.iter().map(|(part, _)| width(&part.label) + 300).max();
    let room = widest.map_or(("", ""), |widest| ("data-end", room_of(widest)));
    page.element("div", &[("class", "chart-plot"), room], |page| {
        svg(page, &words, linked, |page| {
            draw_columns(page, chart, scale, widest.map_or(0, taken_by));
            draw_ends(page, &ends);
            page.empty("line", &[("class", "chart-base"), ("x2", "100%"), ("y1", "100%"), ("y2", "100%")]);
            if let Some(target) = &chart.target
                && let Some(value) = target.value
            {
                let y = scale.at(value).flipped().to_string();
                page.empty("line", &[("class", "chart-target"), ("x2", "100%"), ("y1", &y), ("y2", &y)]);
                let words = format!("{} {}", target.label, target.display);
                page.words(
                    "text",
                    &[("x", "100%"), ("y", &y), ("dy", "-0.35em"), ("text-anchor", "end")],
                    &words,
                );
            }
        });
    });
}

/// Where the names of the parts stand: beside the last column that has them all, or most of them.
pub fn ends(chart: &Bars, scale: Scale) -> Vec<(&Mark, At)> {
    let count = chart.columns.len();
    let lies = |column: &&Column| column.parts.iter().filter(|part| part.value.unwrap_or(0) > 0).count();
    let Some(last) = chart.columns.iter().max_by_key(lies).filter(|column| column.parts.len() > 1) else {
        return Vec::new();
    };
    let blocks = blocks(last, 0, count, scale);
    let middles: Vec<At> = blocks.iter().map(|(_, block)| At(block.y.0 + block.height.0 / 2)).collect();
    blocks.iter().map(|(part, _)| *part).zip(apart(&middles, NAMES_APART)).collect()
}

/// What the parts are, each beside its own part at the end of the plot.
fn draw_ends(page: &mut Markup, ends: &[(&Mark, At)]) {
    for (part, y) in ends {
        let y = y.to_string();
        let place = [("x", "100%"), ("y", y.as_str()), ("dx", "0.7em"), ("dy", "0.35em")];
        page.words("text", &[&[("class", "chart-end"), tone(part.tone)], &place[..]].concat(), &part.label);
    }
}

fn draw_columns(page: &mut Markup, chart: &Bars, scale: Scale, taken: usize) {
    let count = chart.columns.len();
    let labels: Vec<&str> = chart.columns.iter().map(|column| column.label.as_str()).collect();
    let figures: Vec<&str> = chart.columns.iter().map(|column| column.display.as_str()).collect();
    let named =
        |index: usize| chart.columns.get(index).is_some_and(|c| c.parts.iter().any(|part| part.named));
    let tallest = chart.columns.iter().map(whole).max().unwrap_or(0);
    let any_named = (0..count).any(named);
    let chosen = |index: usize| {
        if any_named { named(index) } else { chart.columns.get(index).is_some_and(|c| whole(c) == tallest) }
    };
    let keep = (0..count).find(|index| named(*index)).unwrap_or(count.saturating_sub(1));
    let fits = thin_slots(&labels, taken, keep).into_iter().zip(all_or(&figures, taken, chosen));
    for (index, (column, (label_fit, figure_fit))) in chart.columns.iter().zip(fits).enumerate() {
        let blocks = blocks(column, index, count, scale);
        let href = column.parts.iter().find_map(|part| part.href.as_deref());
        mark(page, href, &format!("{} {}", column.label, column.display), named(index), |page| {
            let slot = At(10_000 / count.max(1) as i32);
            let left = At(At::slot_middle(index, count).0 - slot.0 / 2).to_string();
            page.empty(
                "rect",
                &[("class", "chart-hit"), ("x", &left), ("width", &slot.to_string()), ("height", "100%")],
            );
            for (part, block) in &blocks {
                draw_block(page, part, *block);
            }
            let middle = At::slot_middle(index, count).to_string();
            let top = blocks.last().map_or(At::END, |(_, block)| block.y).to_string();
            let class = if label_fit == Fit::Never && !named(index) { "chart-value" } else { "chart-label" };
            let place = [("x", middle.as_str()), ("y", "100%"), ("dy", "1.5em"), ("text-anchor", "middle")];
            let named = when(named(index), ("data-named", ""));
            let place = [&[("class", class), label_fit.attribute(), named], &place[..]].concat();
            super::told(page, &place, &column.label);
            if !blocks.is_empty() {
                let class = if figure_fit == Fit::Never { "chart-value" } else { "chart-figure" };
                let place =
                    [("x", middle.as_str()), ("y", &top), ("dy", "-0.45em"), ("text-anchor", "middle")];
                page.words(
                    "text",
                    &[&[("class", class), figure_fit.attribute()], &place[..]].concat(),
                    &column.display,
                );
            }
        });
    }
}

pub(crate) fn draw_block(page: &mut Markup, part: &Mark, block: Block) {
    let Block { x, width, y, height } = block;
    page.empty(
        "rect",
        &[
            ("class", "chart-bar"),
            tone(part.tone),
            certainty(part.certainty),
            ("x", &x.to_string()),
            ("y", &y.to_string()),
            ("width", &width.to_string()),
            ("height", &height.to_string()),
        ],
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(values: &[i64]) -> Column {
        Column { parts: values.iter().map(|value| Mark::new("", *value, "")).collect(), ..Column::default() }
    }

    #[test]
    fn stacked_blocks_meet_and_end_at_the_whole() {
        let column = column(&[1, 1, 1]);
        let scale = Scale::from_zero([7]);
        let drawn = blocks(&column, 0, 1, scale);
        assert_eq!(drawn[0].1.y.0 + drawn[0].1.height.0, 10_000, "the first stands on the zero line");
        for pair in drawn.windows(2) {
            assert_eq!(pair[1].1.y.0 + pair[1].1.height.0, pair[0].1.y.0);
        }
        assert_eq!(drawn[2].1.y, scale.at(3).flipped());
    }

    #[test]
    fn a_month_with_nothing_measured_has_no_block() {
        let empty = Column { parts: vec![Mark::missing("")], ..Column::default() };
        assert!(blocks(&empty, 0, 3, Scale::from_zero([5])).is_empty());
    }

    #[test]
    fn the_names_of_the_parts_stand_beside_them_and_keep_apart() {
        let chart =
            Bars { columns: vec![column(&[5, 5]), column(&[9, 1]), column(&[3, 0])], ..Bars::default() };
        let ends = ends(&chart, scale(&chart));
        assert_eq!(ends.len(), 2);
        assert!(ends[0].1.0 - ends[1].1.0 >= NAMES_APART, "{ends:?}");
        let plain = Bars { columns: vec![column(&[5])], ..Bars::default() };
        assert!(super::ends(&plain, scale(&plain)).is_empty());
    }

    #[test]
    fn few_bars_stay_slender() {
        assert_eq!(bar(0, 2).1, At(700));
        assert_eq!(bar(0, 12).1, At(520));
    }
}
