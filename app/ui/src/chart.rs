//! Charts drawn from `domain::chart`: pure geometry first, markup second.
//!
//! Positions along a side are hundredths of a per cent (`At`), so one drawing fits every width,
//! words keep their size, and server and browser write the same characters. Labels that might
//! collide are thinned here, once for a narrow place and once for a wide one; the style sheet shows
//! the right set. Every chart carries its table.

pub mod bars;
mod cartogram;
pub mod distribution;
pub mod fit;
pub mod heat;
pub mod lights;
pub mod quadrant;
pub mod rows;
pub mod ruler;
pub mod scale;
pub mod spark;
pub mod stages;
pub mod table;
pub mod trend;
pub mod waterfall;

use domain::chart::{Certainty, Chart, Tone};
use domain::text::Locale;
use leptos::prelude::*;

use crate::markup::Markup;

/// A chart with its table beneath it.
#[component]
pub fn ChartView(chart: Chart, locale: Locale) -> impl IntoView {
    view! { <figure class="chart" data-chart=kind(&chart) inner_html=markup(&chart, locale)></figure> }
}

/// The inside of the figure, for places without Leptos: reports, e-mail.
pub fn markup(chart: &Chart, locale: Locale) -> String {
    let mut page = Markup::new();
    match chart {
        Chart::Waterfall(chart) => waterfall::draw(&mut page, chart),
        Chart::Trend(chart) => trend::draw(&mut page, chart),
        Chart::Bars(chart) => bars::draw(&mut page, chart),
        Chart::Ranked(chart) => rows::draw_ranked(&mut page, chart),
        Chart::Spark(chart) => spark::draw(&mut page, chart),
        Chart::Distribution(chart) => distribution::draw(&mut page, chart),
        Chart::Ruler(chart) => ruler::draw(&mut page, chart),
        Chart::Heat(chart) => heat::draw(&mut page, chart),
        Chart::Cartogram(chart) => cartogram::draw(&mut page, chart),
        Chart::Quadrant(chart) => quadrant::draw(&mut page, chart),
        Chart::Lights(chart) => lights::draw(&mut page, chart),
        Chart::Loop(chart) => stages::draw(&mut page, chart),
    }
    if has_table(chart) {
        table::draw(&mut page, &chart.table(), locale);
    }
    page.finish()
}

/// Everything but what is a list or a table of words already, and what has but one value.
fn has_table(chart: &Chart) -> bool {
    let is_words = matches!(chart, Chart::Heat(_) | Chart::Lights(_) | Chart::Loop(_) | Chart::Ruler(_));
    !is_words && chart.table().rows.len() > 1
}

/// The word by which the style sheet knows the chart.
pub fn kind(chart: &Chart) -> &'static str {
    match chart {
        Chart::Waterfall(_) => "waterfall",
        Chart::Trend(_) => "trend",
        Chart::Bars(_) => "bars",
        Chart::Ranked(_) => "ranked",
        Chart::Spark(_) => "spark",
        Chart::Distribution(_) => "distribution",
        Chart::Ruler(_) => "ruler",
        Chart::Heat(_) => "heat",
        Chart::Cartogram(_) => "cartogram",
        Chart::Quadrant(_) => "quadrant",
        Chart::Lights(_) => "lights",
        Chart::Loop(_) => "loop",
    }
}

pub(crate) fn tone(tone: Tone) -> (&'static str, &'static str) {
    let word = match tone {
        Tone::Neutral => "neutral",
        Tone::Accent => "accent",
        Tone::Rise => "rise",
        Tone::Fall => "fall",
        Tone::Good => "good",
        Tone::Watch => "watch",
        Tone::Act => "act",
        Tone::Muted => "muted",
    };
    ("data-tone", word)
}

pub(crate) fn certainty(certainty: Certainty) -> (&'static str, &'static str) {
    match certainty {
        Certainty::Actual => ("", ""),
        Certainty::Forecast => ("data-certainty", "forecast"),
        Certainty::Estimate => ("data-certainty", "estimate"),
        Certainty::Partial => ("data-certainty", "partial"),
    }
}

/// A mark that can be pointed at, tapped and reached by keyboard: a link when there are records behind it.
pub(crate) fn mark(
    page: &mut Markup,
    href: Option<&str>,
    words: &str,
    named: bool,
    inside: impl FnOnce(&mut Markup),
) {
    let named = crate::markup::when(named, ("data-named", ""));
    match href {
        Some(href) => {
            let attributes = [("class", "chart-mark"), ("href", href), ("aria-label", words), named];
            page.element("a", &attributes, inside);
        }
        None => {
            let told = [("tabindex", "0"), ("role", "img"), ("aria-label", words)];
            page.element("g", &[&[("class", "chart-mark"), named], &told[..]].concat(), inside);
        }
    }
}

/// What a drawing is called and what it shows, for those who do not see it.
pub(crate) struct Words<'a> {
    pub class: &'static str,
    pub caption: &'a str,
    pub marks: String,
}

impl<'a> Words<'a> {
    pub(crate) fn new<'m>(caption: &'a str, marks: impl Iterator<Item = (&'m str, &'m str)>) -> Self {
        let marks: Vec<String> = marks.map(|(label, display)| format!("{label} {display}")).collect();
        Self { class: "chart-svg", caption, marks: marks.join(", ") }
    }
}

/// The label of a mark, before its figure: read together they are what the mark is called. The space parts
/// them for a reader who hears them; a drawing does not show it.
pub(crate) fn told(page: &mut Markup, attributes: &[(&'static str, &str)], label: &str) {
    page.words("text", attributes, &format!("{label} "));
}

/// The drawing itself. With links inside it is a group a reader can step into, otherwise one image.
pub(crate) fn svg(page: &mut Markup, words: &Words<'_>, linked: bool, inside: impl FnOnce(&mut Markup)) {
    let role = if linked { "group" } else { "img" };
    let Words { class, caption, marks } = words;
    let words = format!("{caption}: {marks}");
    page.element("svg", &[("class", class), ("role", role), ("aria-label", &words)], inside);
}
