//! One bar of a hundred per cent in at most four bands; the words stand beneath in the same order.

use domain::chart::{Distribution, Mark, Tone};

use super::scale::{At, Scale};
use super::{Words, svg, tone};
use crate::markup::Markup;

/// Where each band lies; together they fill the bar exactly.
pub fn bands(chart: &Distribution) -> Vec<(&Mark, At, At)> {
    let sizes = || chart.bands.iter().take(4).map(|band| band.value.unwrap_or(0).max(0));
    let whole = sizes().fold(0, i64::saturating_add);
    if whole == 0 {
        return Vec::new();
    }
    let scale = Scale::new(0, whole);
    let mut sum = 0_i64;
    chart
        .bands
        .iter()
        .zip(sizes())
        .map(|(band, size)| {
            let from = scale.at(sum);
            sum = sum.saturating_add(size);
            (band, from, from.to(scale.at(sum)))
        })
        .collect()
}

pub(crate) fn draw(page: &mut Markup, chart: &Distribution) {
    let words =
        Words::new(&chart.frame.caption, chart.bands.iter().map(|b| (b.label.as_str(), b.display.as_str())));
    svg(page, &words, false, |page| {
        for (band, x, width) in bands(chart) {
            let (x, width) = (x.to_string(), width.to_string());
            page.empty(
                "rect",
                &[("class", "chart-bar"), tone(band.tone), ("x", &x), ("width", &width), ("height", "100%")],
            );
            page.empty("line", &[("class", "chart-cut"), ("x1", &x), ("x2", &x), ("y2", "100%")]);
        }
    });
    page.element("ul", &[("class", "chart-key")], |page| {
        for band in chart.bands.iter().take(4) {
            page.element("li", &[tone(band.tone)], |page| {
                swatch(page, band.tone);
                match &band.href {
                    Some(href) => page.element("a", &[("href", href)], |page| draw_words(page, band)),
                    None => page.element("span", &[], |page| draw_words(page, band)),
                }
            });
        }
    });
}

fn draw_words(page: &mut Markup, band: &Mark) {
    page.words("span", &[], &band.label);
    page.words("b", &[], &format!(" {}", band.display));
}

/// A key's sign: the lamp's own shape where the tone is a lamp, a square otherwise.
pub(crate) fn swatch(page: &mut Markup, tone: Tone) {
    let path = match tone {
        Tone::Good => crate::component::lamp::CIRCLE,
        Tone::Watch => crate::component::lamp::TRIANGLE,
        _ => crate::component::lamp::SQUARE,
    };
    page.element(
        "svg",
        &[("class", "chart-swatch"), ("viewBox", "0 0 12 12"), ("aria-hidden", "true")],
        |page| {
            page.empty("path", &[("d", path)]);
        },
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bands_fill_the_bar_without_gap_or_overlap() {
        let bands_of = |values: &[i64]| Distribution {
            bands: values.iter().map(|value| Mark::new("", *value, "")).collect(),
            ..Distribution::default()
        };
        for values in [vec![1, 1, 1], vec![500, 3, 0, 1], vec![7]] {
            let chart = bands_of(&values);
            let drawn = bands(&chart);
            let mut end = 0;
            for (_, x, width) in drawn {
                assert_eq!(x.0, end, "{values:?}");
                end += width.0;
            }
            assert_eq!(end, 10_000, "{values:?}");
        }
        assert!(bands(&bands_of(&[0, 0])).is_empty());
    }
}
