//! One small line with no axis, and a dot for now.

use domain::chart::Spark;

use super::scale::{At, Scale};
use super::{Words, certainty, svg, tone, trend};
use crate::markup::Markup;

pub(crate) fn draw(page: &mut Markup, chart: &Spark) {
    let values = || chart.points.iter().filter_map(|point| point.value);
    let (Some(low), Some(high)) = (values().min(), values().max()) else { return };
    let scale = Scale::new(low, high);
    let count = chart.points.len();
    let last = chart.points.iter().enumerate().rev().find(|(_, point)| point.value.is_some());
    let Some((index, end)) = last else { return };
    let words = Words::new(&chart.frame.caption, [(end.label.as_str(), end.display.as_str())].into_iter());
    svg(page, &words, false, |page| {
        let frame = [
            ("viewBox", "0 0 1000 1000"),
            ("preserveAspectRatio", "none"),
            ("width", "100%"),
            ("height", "100%"),
        ];
        page.element("svg", &frame, |page| {
            for stretch in trend::stretches(&chart.points, scale) {
                let line = [
                    ("class", "chart-line"),
                    tone(end.tone),
                    certainty(stretch.certainty),
                    ("d", &stretch.path),
                ];
                page.empty("path", &line);
            }
        });
        let x = At::spread(index, count).to_string();
        let y = scale.at(end.value.unwrap_or_default()).flipped().to_string();
        page.empty("circle", &[("class", "chart-dot"), tone(end.tone), ("cx", &x), ("cy", &y), ("r", "3.5")]);
    });
}
