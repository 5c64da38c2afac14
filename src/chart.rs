//! Charts as data: what a board wants drawn, in the reader's own words.
//!
//! A chart carries whole numbers and, beside each, the words that show it; the server composes
//! both, so the browser never formats and never guesses a language. A mark without a value is a
//! gap, never a zero. Every mark may be a link to the records behind it. Colour is named by
//! meaning (`Tone`), never by hue. How a chart looks is `ui::chart`'s business, not ours.

mod table;

use serde::{Deserialize, Serialize};

pub use table::{Table, TableRow};

/// One picture that answers one question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Chart {
    /// From an opening level through its changes to a closing level: the ARR bridge.
    Waterfall(Waterfall),
    /// One to three lines over time, each labelled at its end.
    Trend(Trend),
    /// Upright bars in time or stage order, each a stack of at most three parts.
    Bars(Bars),
    /// Lying bars, longest first: which ones, and how much.
    Ranked(Ranked),
    /// One small line with no axis, for beside a figure.
    Spark(Spark),
    /// One bar of a hundred per cent in at most four bands.
    Distribution(Distribution),
    /// The signature mark: now, then and target on one rule.
    Ruler(Ruler),
    /// Rows of cells, darker for more.
    Heat(Heat),
}

/// What every chart says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// What is drawn, in a few words: “ARR bridge, Q4”. Read aloud and shown above the table.
    pub caption: String,
    /// What one mark stands for, in a word: “Month”, “客户”. Heads the first table column.
    pub across: String,
    /// How the values are written.
    pub unit: Unit,
}

/// How whole numbers become the words on an axis: `value / divisor`, with `decimals`, then `suffix`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// “万元”, “%”, “accounts”: heads the value column of the table.
    pub word: String,
    /// How many of the stored unit make one shown unit; 1 or more.
    pub divisor: i64,
    /// Digits after the point on axis ticks.
    pub decimals: u8,
    /// Written right after each axis figure: “%”, “万”, “M”. May be empty.
    pub suffix: String,
}

/// What colour means here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Tone {
    #[default]
    Neutral,
    Accent,
    /// More than before. Follows the reader's red-up or green-up setting.
    Rise,
    /// Less than before. Follows the reader's setting too.
    Fall,
    /// Lamps: never follow the reader's setting.
    Good,
    Watch,
    Act,
    /// There, but not what the sentence is about.
    Muted,
}

/// How sure a value is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Certainty {
    #[default]
    Actual,
    /// Dotted.
    Forecast,
    /// Hatched.
    Estimate,
}

/// One value with the words that show it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    pub label: String,
    /// `None` is a gap.
    pub value: Option<i64>,
    /// The value as the reader reads it, unit included: “+1,234万”.
    pub display: String,
    /// The records behind it.
    pub href: Option<String>,
    pub tone: Tone,
    pub certainty: Certainty,
    /// The tile's sentence speaks of this very mark, so the chart points it out.
    pub named: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waterfall {
    pub frame: Frame,
    pub steps: Vec<Step>,
}

/// One bar of a waterfall.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    /// Stands on zero: opening, closing.
    Level(Mark),
    /// Hangs from where the last one ended; negative values hang down.
    Change(Mark),
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trend {
    pub frame: Frame,
    /// The time labels, oldest first; every series has a point for each.
    pub labels: Vec<String>,
    /// At most three are drawn.
    pub series: Vec<Series>,
    /// A level to reach, drawn as a notch at the right edge and a hairline.
    pub target: Option<Mark>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Series {
    pub label: String,
    pub tone: Tone,
    pub points: Vec<Mark>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bars {
    pub frame: Frame,
    pub columns: Vec<Column>,
    pub target: Option<Mark>,
}

/// One upright bar.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    pub label: String,
    /// The whole column in words, written above it.
    pub display: String,
    /// Bottom to top, at most three, none negative.
    pub parts: Vec<Mark>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ranked {
    pub frame: Frame,
    /// In the order to be shown.
    pub marks: Vec<Mark>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spark {
    pub frame: Frame,
    pub points: Vec<Mark>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Distribution {
    pub frame: Frame,
    /// At most four, in the order to be shown, none negative.
    pub bands: Vec<Mark>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ruler {
    pub frame: Frame,
    pub from: i64,
    pub to: i64,
    pub now: Mark,
    pub then: Option<Mark>,
    pub target: Option<Mark>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heat {
    pub frame: Frame,
    pub labels: Vec<String>,
    pub rows: Vec<HeatRow>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeatRow {
    pub label: String,
    pub href: Option<String>,
    /// One for each label.
    pub cells: Vec<Mark>,
}

impl Chart {
    pub fn frame(&self) -> &Frame {
        match self {
            Self::Waterfall(chart) => &chart.frame,
            Self::Trend(chart) => &chart.frame,
            Self::Bars(chart) => &chart.frame,
            Self::Ranked(chart) => &chart.frame,
            Self::Spark(chart) => &chart.frame,
            Self::Distribution(chart) => &chart.frame,
            Self::Ruler(chart) => &chart.frame,
            Self::Heat(chart) => &chart.frame,
        }
    }

    /// Nothing to draw: the tile shows its empty sentence instead.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Waterfall(chart) => chart.steps.iter().all(|step| step.mark().value.is_none()),
            Self::Trend(chart) => chart.series.iter().flat_map(|s| &s.points).all(|p| p.value.is_none()),
            Self::Bars(chart) => chart.columns.iter().flat_map(|c| &c.parts).all(|p| p.value.is_none()),
            Self::Ranked(chart) => chart.marks.iter().all(|mark| mark.value.is_none()),
            Self::Spark(chart) => chart.points.iter().all(|mark| mark.value.is_none()),
            Self::Distribution(chart) => chart.bands.iter().all(|mark| mark.value.unwrap_or(0) <= 0),
            Self::Ruler(chart) => chart.now.value.is_none(),
            Self::Heat(chart) => chart.rows.iter().flat_map(|r| &r.cells).all(|c| c.value.is_none()),
        }
    }
}

impl Step {
    pub fn mark(&self) -> &Mark {
        match self {
            Self::Level(mark) | Self::Change(mark) => mark,
        }
    }
}

impl Mark {
    pub fn new(label: impl Into<String>, value: i64, display: impl Into<String>) -> Self {
        Self { label: label.into(), value: Some(value), display: display.into(), ..Self::default() }
    }

    /// A gap: nothing was measured.
    pub fn missing(label: impl Into<String>) -> Self {
        Self { label: label.into(), display: "—".into(), ..Self::default() }
    }

    #[must_use]
    pub fn tone(self, tone: Tone) -> Self {
        Self { tone, ..self }
    }

    #[must_use]
    pub fn href(self, href: impl Into<String>) -> Self {
        Self { href: Some(href.into()), ..self }
    }

    #[must_use]
    pub fn named(self) -> Self {
        Self { named: true, ..self }
    }

    #[must_use]
    pub fn forecast(self) -> Self {
        Self { certainty: Certainty::Forecast, ..self }
    }

    #[must_use]
    pub fn estimate(self) -> Self {
        Self { certainty: Certainty::Estimate, ..self }
    }
}

impl Frame {
    pub fn new(caption: impl Into<String>, across: impl Into<String>, unit: Unit) -> Self {
        Self { caption: caption.into(), across: across.into(), unit }
    }
}

impl Default for Unit {
    fn default() -> Self {
        Self { word: String::new(), divisor: 1, decimals: 0, suffix: String::new() }
    }
}

impl Unit {
    /// Plain counts: `Unit::count("accounts")`.
    pub fn count(word: impl Into<String>) -> Self {
        Self { word: word.into(), ..Self::default() }
    }

    /// A value on an axis, rounded half away from zero.
    ///
    /// ```
    /// use domain::chart::Unit;
    /// let percent = Unit { word: "%".into(), divisor: 100, decimals: 1, suffix: "%".into() };
    /// assert_eq!(percent.show(9_742), "97.4%");
    /// assert_eq!(percent.show(-50), "-0.5%");
    /// assert_eq!(Unit::count("accounts").show(1_234_567), "1,234,567");
    /// ```
    pub fn show(&self, value: i64) -> String {
        let Self { divisor, decimals, suffix, word: _ } = self;
        let scale = 10_i128.pow(u32::from(*decimals).min(9));
        let divisor = i128::from((*divisor).max(1));
        let scaled = i128::from(value).abs() * scale;
        let units = (scaled + divisor / 2) / divisor;
        let sign = if value < 0 && units > 0 { "-" } else { "" };
        let whole = grouped(units / scale);
        if *decimals == 0 {
            return format!("{sign}{whole}{suffix}");
        }
        format!("{sign}{whole}.{:0width$}{suffix}", units % scale, width = usize::from((*decimals).min(9)))
    }
}

fn grouped(whole: i128) -> String {
    let digits = whole.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axis_figures_are_rounded_half_away_from_zero_and_grouped() {
        let unit = |divisor, decimals| Unit { word: String::new(), divisor, decimals, suffix: String::new() };
        for (value, divisor, decimals, shown) in [
            (0, 1, 0, "0"),
            (999, 1, 0, "999"),
            (1_000, 1, 0, "1,000"),
            (15, 10, 0, "2"),
            (-15, 10, 0, "-2"),
            (-4, 10, 0, "0"),
            (12_345, 100, 2, "123.45"),
            (1, 0, 0, "1"),
            (i64::MIN, 1, 0, "-9,223,372,036,854,775,808"),
        ] {
            assert_eq!(unit(divisor, decimals).show(value), shown, "{value}/{divisor}");
        }
    }
}
