//! One to three lines over time. The last value is written at the line's end; a gap stays a gap.

use domain::chart::{Certainty, Mark, Series, Trend};

use super::fit::{Fit, apart, crowds, room_of, taken_by, thin, width};
use super::scale::{At, Scale};
use super::{Words, certainty, mark, svg, tone};
use crate::markup::{Markup, when};

/// How near two end labels may come, for a label of 14 px in a plot of about 150.
const LINE_APART: i32 = 1_250;

/// A stretch of line of one certainty, as an SVG path in a 1000 × 1000 box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    pub path: String,
    pub certainty: Certainty,
}

/// Where the values stand: round ends, zero when the values come near it.
pub fn scale(chart: &Trend) -> Option<Scale> {
    let values = || {
        let points = chart.series.iter().take(3).flat_map(|series| &series.points);
        points.chain(&chart.target).filter_map(|point| point.value)
    };
    let (low, high) = (values().min()?, values().max()?);
    if low >= 0 && low.saturating_mul(3) < high {
        return Scale::around(values().chain([0]));
    }
    Scale::around(values())
}

/// The line in stretches: broken at gaps, and where actual turns into forecast.
pub fn stretches(points: &[Mark], scale: Scale) -> Vec<Stretch> {
    let mut all: Vec<Stretch> = Vec::new();
    let mut last: Option<(String, Certainty)> = None;
    for (index, point) in points.iter().enumerate() {
        let Some(value) = point.value else {
            last = None;
            continue;
        };
        let place =
            format!("{} {}", At::spread(index, points.len()).milli(), scale.at(value).flipped().milli());
        match (&last, all.last_mut()) {
            (Some((_, kind)), Some(stretch)) if *kind == point.certainty => {
                stretch.path.push('L');
                stretch.path.push_str(&place);
            }
            (Some((from, _)), _) => {
                all.push(Stretch { path: format!("M{from}L{place}"), certainty: point.certainty });
            }
            _ => all.push(Stretch { path: format!("M{place}"), certainty: point.certainty }),
        }
        last = Some((place, point.certainty));
    }
    all
}

pub(crate) fn draw(page: &mut Markup, chart: &Trend) {
    let Some(scale) = scale(chart) else { return };
    let series: Vec<&Series> = chart.series.iter().take(3).collect();
    let ends: Vec<(&Series, &Mark)> = series
        .iter()
        .filter_map(|s| Some((*s, s.points.iter().rev().find(|p| p.value.is_some())?)))
        .collect();
    let words = Words::new(
        &chart.frame.caption,
        ends.iter().map(|(s, end)| (s.label.as_str(), end.display.as_str())),
    );
    let linked = series.iter().flat_map(|s| &s.points).any(|point| point.href.is_some());
    let end = ends.iter().map(|(s, end)| width(&s.label) + width(&end.display) + 300).max().unwrap_or(0);
    let tick = scale.ticks(3).iter().map(|tick| width(&chart.frame.unit.show(*tick))).max().unwrap_or(0);
    let start = if tick <= 2_600 { "s" } else { "m" };
    let plot = [("class", "chart-plot"), ("data-start", start), ("data-end", room_of(end))];
    page.element("div", &plot, |page| {
        svg(page, &words, linked, |page| {
            draw_grid(page, chart, scale);
            draw_lines(page, &series, scale);
            draw_ticks(page, chart, scale);
            draw_marks(page, chart, &series, scale, end);
            draw_ends(page, &ends, scale);
        });
    });
}

fn draw_grid(page: &mut Markup, chart: &Trend, scale: Scale) {
    let mut line = |class, value| {
        let y = scale.at(value).flipped().to_string();
        page.empty("line", &[("class", class), ("x2", "100%"), ("y1", &y), ("y2", &y)]);
    };
    for tick in scale.ticks(3) {
        line("chart-grid", tick);
    }
    if let Some(value) = chart.target.as_ref().and_then(|target| target.value) {
        line("chart-target", value);
    }
}

/// Beside the plot, where no line runs. The target's word stands on its line, at the start.
fn draw_ticks(page: &mut Markup, chart: &Trend, scale: Scale) {
    for tick in scale.ticks(3) {
        let y = scale.at(tick).flipped().to_string();
        page.words(
            "text",
            &[
                ("class", "chart-tick"),
                ("x", "0"),
                ("y", &y),
                ("dx", "-0.5em"),
                ("dy", "0.35em"),
                ("text-anchor", "end"),
            ],
            &chart.frame.unit.show(tick),
        );
    }
    if let Some(target) = &chart.target
        && let Some(value) = target.value
    {
        let y = scale.at(value).flipped().to_string();
        let words = format!("{} {}", target.label, target.display);
        let dy = if goes_above(&chart.series, scale, scale.at(value)) { "-0.35em" } else { "1.1em" };
        let place = [("class", "chart-tick"), ("x", "0"), ("y", &y), ("dy", dy)];
        page.words("text", &place, &words);
    }
}

/// A word at the start of a level line goes above it, unless only below is free of lines there.
fn goes_above(series: &[Series], scale: Scale, level: At) -> bool {
    let is_crowded = |above: bool| {
        series.iter().take(3).any(|line| {
            let mut start = line
                .points
                .iter()
                .enumerate()
                .take_while(|(index, _)| At::spread(*index, line.points.len()).0 <= 3_000);
            start.any(|(_, point)| {
                let rise = point.value.map_or(i32::MAX, |value| scale.at(value).0 - level.0);
                (0..1_500).contains(&if above { rise } else { rise.saturating_neg() })
            })
        })
    };
    !is_crowded(true) || is_crowded(false)
}

fn draw_lines(page: &mut Markup, series: &[&Series], scale: Scale) {
    let frame = [
        ("viewBox", "0 0 1000 1000"),
        ("preserveAspectRatio", "none"),
        ("width", "100%"),
        ("height", "100%"),
    ];
    page.element("svg", &frame, |page| {
        for one in series {
            let stretches = stretches(&one.points, scale);
            if series.len() == 1 && scale.from == 0 {
                draw_area(page, one, scale);
            }
            for stretch in stretches {
                let line = [
                    ("class", "chart-line"),
                    tone(one.tone),
                    certainty(stretch.certainty),
                    ("d", &stretch.path),
                ];
                page.empty("path", &line);
            }
        }
    });
}

/// Filled only where nothing is missing and the scale stands on zero.
fn draw_area(page: &mut Markup, series: &Series, scale: Scale) {
    if series.points.iter().any(|point| point.value.is_none()) {
        return;
    }
    let count = series.points.len();
    let top = series.points.iter().enumerate().filter_map(|(index, point)| {
        Some(format!("L{} {}", At::spread(index, count).milli(), scale.at(point.value?).flipped().milli()))
    });
    let path = format!("M0 1000{}L1000 1000Z", top.collect::<String>());
    page.empty("path", &[("class", "chart-area"), tone(series.tone), ("d", &path)]);
}

fn anchor(index: usize, count: usize) -> (&'static str, &'static str) {
    match index {
        0 if count > 1 => ("text-anchor", "start"),
        _ => ("text-anchor", "middle"),
    }
}

/// One mark a moment: its label below, a dot and its value on each line.
fn draw_marks(page: &mut Markup, chart: &Trend, series: &[&Series], scale: Scale, taken: usize) {
    let labels: Vec<&str> = chart.labels.iter().map(String::as_str).collect();
    let count = labels.len();
    let fits = thin(&labels, taken).into_iter().zip(crowds(&labels, taken_by(taken)));
    for (index, (label, (fit, crowds))) in labels.iter().zip(fits).enumerate() {
        let points: Vec<(&Series, &Mark)> =
            series.iter().filter_map(|one| Some((*one, one.points.get(index)?))).collect();
        let x = At::spread(index, count).to_string();
        let words = match points.as_slice() {
            [(_, only)] => only.display.clone(),
            many => many
                .iter()
                .map(|(one, p)| format!("{} {}", one.label, p.display))
                .collect::<Vec<_>>()
                .join(", "),
        };
        let href = points.iter().find_map(|(_, point)| point.href.as_deref());
        let named = points.iter().any(|(_, point)| point.named);
        mark(page, href, &format!("{label} {words}"), named, |page| {
            let slot = At(10_000 / count.max(1) as i32);
            let left = At(At::spread(index, count).0 - slot.0 / 2).to_string();
            page.empty(
                "rect",
                &[("class", "chart-hit"), ("x", &left), ("width", &slot.to_string()), ("height", "100%")],
            );
            let below = [("x", x.as_str()), ("y", "100%"), ("dy", "1.5em"), anchor(index, count)];
            let quiet = matches!(fit, Fit::Never) && !named;
            let class = if quiet { "chart-value" } else { "chart-label" };
            let named_so = when(named, ("data-named", ""));
            let crowds = when(crowds, ("data-crowds", ""));
            let place = [&[("class", class), fit.attribute(), named_so, crowds], &below[..]].concat();
            super::told(page, &place, label);
            for (one, point) in &points {
                draw_point(page, one, point, (&x, scale), anchor(index, count), index + 1 == count);
            }
        });
    }
}

fn draw_point(
    page: &mut Markup,
    series: &Series,
    point: &Mark,
    (x, scale): (&str, Scale),
    anchor: (&'static str, &'static str),
    is_last: bool,
) {
    let Some(value) = point.value else { return };
    let y = scale.at(value).flipped().to_string();
    let quiet = when(!point.named && !is_last, ("data-quiet", ""));
    page.empty(
        "circle",
        &[("class", "chart-dot"), tone(series.tone), quiet, ("cx", x), ("cy", &y), ("r", "3.5")],
    );
    if !is_last {
        let text = [("class", "chart-value"), ("x", x), ("y", &y), ("dy", "-0.8em"), anchor];
        page.words("text", &text, &point.display);
    }
}

fn draw_ends(page: &mut Markup, ends: &[(&Series, &Mark)], scale: Scale) {
    let places: Vec<At> = ends.iter().filter_map(|(_, end)| Some(scale.at(end.value?).flipped())).collect();
    for ((series, end), y) in ends.iter().zip(apart(&places, LINE_APART)) {
        let y = y.to_string();
        let place = [
            ("class", "chart-end"),
            tone(series.tone),
            ("x", "100%"),
            ("y", &y),
            ("dx", "0.7em"),
            ("dy", "0.35em"),
        ];
        page.element("text", &place, |page| {
            page.words("tspan", &[("class", "chart-end-value")], &end.display);
            page.words("tspan", &[("dx", "0.4em")], &series.label);
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(values: &[Option<i64>]) -> Vec<Mark> {
        values.iter().map(|value| Mark { value: *value, ..Mark::default() }).collect()
    }

    #[test]
    fn a_missing_month_breaks_the_line_and_is_not_drawn_as_zero() {
        let line = stretches(&points(&[Some(0), Some(10), None, Some(10), Some(5)]), Scale::new(0, 10));
        let paths: Vec<&str> = line.iter().map(|stretch| stretch.path.as_str()).collect();
        assert_eq!(paths, ["M0 1000L250 0", "M750 0L1000 500"]);
    }

    #[test]
    fn a_forecast_is_a_stretch_of_its_own_that_starts_where_the_facts_end() {
        let mut line = points(&[Some(0), Some(5), Some(10)]);
        line[2].certainty = Certainty::Forecast;
        let drawn = stretches(&line, Scale::new(0, 10));
        assert_eq!(drawn[0].path, "M0 1000L500 500");
        assert_eq!(drawn[1], Stretch { path: "M500 500L1000 0".into(), certainty: Certainty::Forecast });
    }

    #[test]
    fn the_word_for_the_target_keeps_clear_of_the_lines() {
        for (values, above) in
            [([0, 20, 80], true), ([60, 70, 80], false), ([55, 45, 0], false), ([40, 40, 90], true)]
        {
            let series = [Series { points: points(&values.map(Some)), ..Series::default() }];
            assert_eq!(goes_above(&series, Scale::new(0, 100), At(5_000)), above, "{values:?}");
        }
    }

    #[test]
    fn percentages_far_from_zero_are_not_flattened_by_it() {
        let chart = |values: &[Option<i64>]| Trend {
            series: vec![Series { points: points(values), ..Series::default() }],
            ..Trend::default()
        };
        assert!(scale(&chart(&[Some(9_600), Some(9_800)])).unwrap().from > 9_000);
        assert_eq!(scale(&chart(&[Some(10), Some(900)])).unwrap().from, 0);
        assert_eq!(scale(&chart(&[None])), None);
    }
}
