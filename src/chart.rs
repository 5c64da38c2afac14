//! Charts as data: what a board wants drawn, in the reader's own words.
//!
//! A chart carries whole numbers and, beside each, the words that show it; the server composes
//! both, so the browser never formats and never guesses a language. A mark without a value is a
//! gap, never a zero. Every mark may be a link to the records behind it. Colour is named by
//! meaning (`Tone`), never by hue. How a chart looks is `ui::chart`'s business, not ours.

mod quadrant;
mod table;
mod unit;

use serde::{Deserialize, Serialize};

pub use quadrant::{Axis, Cell, Corner, Quadrant, Spot};
pub use table::{Table, TableRow};
pub use unit::Unit;

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
    Ruler(Box<Ruler>),
    /// Rows of cells, darker for more; or better and worse apart, where the cells say so.
    Heat(Heat),
    /// Places of one size on a grid, darker for more.
    Cartogram(Cartogram),
    /// Accounts on a plane of two scores, cut into four corners.
    Quadrant(Quadrant),
    /// Lamps that are read together, each with its reasons.
    Lights(Lights),
    /// The stages of the closed loop, and who stands where.
    Loop(Loop),
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
    /// The time it stands for is not over: an outline.
    Partial,
}

/// One value with the words that show it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    pub label: String,
    /// `None` is a gap.
    pub value: Option<i64>,
    /// The value as the reader reads it, unit included: “+1,234万”.
    pub display: String,
    /// What the value could have been at most: drawn as a ghost behind a lying bar.
    pub of: Option<i64>,
    /// A quieter word beside the label: the reading behind the points. May be empty.
    pub note: String,
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
    /// One for each label. A cell in `Tone::Good` is better than before, one in `Tone::Act` worse: each has its
    /// arrow. A cell's own label is what its link is called: “关注 → 正常”.
    pub cells: Vec<Mark>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cartogram {
    pub frame: Frame,
    /// How many columns and rows there are.
    pub grid: (u8, u8),
    pub tiles: Vec<Tile>,
}

/// One place of a cartogram.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tile {
    pub column: u8,
    pub row: u8,
    /// What stands on it: 沪, SH.
    pub short: String,
    pub mark: Mark,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lights {
    pub frame: Frame,
    /// In the order to be shown.
    pub lights: Vec<Light>,
}

/// One lamp of several.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Light {
    /// Whose it is, and the lamp in a word (“客户成功”, “预警”); its tone is the lamp, `Muted` when unknown.
    pub mark: Mark,
    /// Why, the weightiest first: words and the records behind them.
    pub reasons: Vec<Mark>,
    /// Of a portfolio: how many accounts have which lamp, at most four, none negative. Empty for one account.
    pub bands: Vec<Mark>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Loop {
    pub frame: Frame,
    /// In the loop's order; the last leads to the first. Of a portfolio each has its count; of one account none
    /// has a value, and the stage it stands at is `named`.
    pub stages: Vec<Mark>,
}

impl Chart {
    /// Every link of the chart, to be looked at or changed.
    pub fn each_href(&mut self, change: &mut impl FnMut(&mut Option<String>)) {
        let mut each = |mark: &mut Mark| change(&mut mark.href);
        match self {
            Self::Waterfall(chart) => chart.steps.iter_mut().for_each(|step| match step {
                Step::Level(mark) | Step::Change(mark) => each(mark),
            }),
            Self::Trend(chart) => {
                chart.series.iter_mut().flat_map(|series| &mut series.points).for_each(each)
            }
            Self::Bars(chart) => chart.columns.iter_mut().flat_map(|column| &mut column.parts).for_each(each),
            Self::Ranked(chart) => chart.marks.iter_mut().for_each(each),
            Self::Spark(chart) => chart.points.iter_mut().for_each(each),
            Self::Distribution(chart) => chart.bands.iter_mut().for_each(each),
            Self::Ruler(chart) => {
                each(&mut chart.now);
                chart.then.iter_mut().chain(&mut chart.target).for_each(each);
            }
            Self::Heat(chart) => {
                chart.rows.iter_mut().for_each(|row| row.cells.iter_mut().for_each(&mut each));
                chart.rows.iter_mut().for_each(|row| change(&mut row.href));
            }
            Self::Cartogram(chart) => chart.tiles.iter_mut().for_each(|tile| each(&mut tile.mark)),
            Self::Quadrant(chart) => {
                chart.corners.iter_mut().for_each(|corner| each(&mut corner.mark));
                chart.cells.iter_mut().for_each(|cell| each(&mut cell.mark));
                chart.spots.iter_mut().for_each(|spot| each(&mut spot.mark));
            }
            Self::Lights(chart) => chart
                .lights
                .iter_mut()
                .flat_map(|light| light.reasons.iter_mut().chain(&mut light.bands).chain([&mut light.mark]))
                .for_each(each),
            Self::Loop(chart) => chart.stages.iter_mut().for_each(each),
        }
    }

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
            Self::Cartogram(chart) => &chart.frame,
            Self::Quadrant(chart) => &chart.frame,
            Self::Lights(chart) => &chart.frame,
            Self::Loop(chart) => &chart.frame,
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
            Self::Cartogram(chart) => chart.tiles.iter().all(|tile| tile.mark.value.is_none()),
            Self::Quadrant(chart) => chart.cells.is_empty() && chart.spots.is_empty(),
            Self::Lights(chart) => chart.lights.is_empty(),
            Self::Loop(chart) => !chart.stages.iter().any(|stage| stage.named || stage.value.is_some()),
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

    /// The time it stands for is not over.
    #[must_use]
    pub fn partial(self) -> Self {
        Self { certainty: Certainty::Partial, ..self }
    }

    /// What it could have been at most.
    #[must_use]
    pub fn of(self, full: i64) -> Self {
        Self { of: Some(full), ..self }
    }

    #[must_use]
    pub fn note(self, note: impl Into<String>) -> Self {
        Self { note: note.into(), ..self }
    }
}

impl Frame {
    pub fn new(caption: impl Into<String>, across: impl Into<String>, unit: Unit) -> Self {
        Self { caption: caption.into(), across: across.into(), unit }
    }
}
