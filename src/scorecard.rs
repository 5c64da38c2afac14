//! A scorecard (评分卡): how what was measured about an account becomes one score that explains itself.
//!
//! One idea behind several scores that must never be mixed ([`Kind`]): 健康分, the composite health score;
//! 健康度, the willingness to pay; 温度, the stickiness; and the marks of the sponsor, the project and
//! ourselves. A card has groups with weights; a group has inputs with weights; a [`Curve`] turns a raw value
//! into 0 to 100. An input without a reading leaves its weight to the others of its group, an empty group
//! leaves its weight to the other groups, and **coverage** always says how much of the weights was backed.
//!
//! Invariants. Scores are kept in basis points of full marks (`_bp`, 0 to 10,000: 6,254 is shown as 62.5).
//! Contributions always add up to the score, exactly. A [`Limit`] (knock-out or cap) never touches the points:
//! it bounds the band, and says why. Bands are half-open, so a score has one colour. A card is a setting: it
//! is checked by [`Card::validate`] and may be old, so scoring never fails on a bad one.
//!
//! Deliberately absent: gathering readings (the service) and history (the store). Source: formulas §2.

mod curve;
pub mod edit;
mod input;
mod limit;
mod moved;
mod preset;
mod preview;
mod score;
mod validate;

use serde::{Deserialize, Serialize};

pub use curve::Curve;
pub use input::{Input, Measure};
pub use limit::{Condition, Hit, Limit, Test};
pub use moved::{Cause, Move, Moved, moved};
pub use preset::presets;
pub use preview::{Measured, Preview, Shift, preview};
pub use score::{Contribution, GroupPoints, Missing, Reading, Readings, Scored};
pub use validate::validate_all;

use crate::board::Lamp;
use crate::text::{Text, Words, text};

/// Full marks.
pub const FULL_BP: i64 = 10_000;

/// Which score a card makes. Three of them are easily confused: their names are fixed here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 健康分: the composite of the industry. Its band is the light “customer succeeds” (M02).
    Health,
    /// 健康度: willingness to pay (J17). Not health.
    Willingness,
    /// 温度: stickiness (J18).
    Warmth,
    /// 1W 健康: how the executive sponsor fares with us (M06).
    Sponsor,
    /// Whether the project succeeds (M02).
    Project,
    /// Whether our own organisation succeeds with the account (M02).
    Own,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Health, Self::Willingness, Self::Warmth, Self::Sponsor, Self::Project, Self::Own];

    /// Its name.
    pub const fn label(self) -> Text {
        match self {
            Self::Health => text("健康分", "Health score"),
            Self::Willingness => text("健康度（购买意愿指数）", "Willingness index"),
            Self::Warmth => text("温度（黏度指数）", "Warmth index"),
            Self::Sponsor => text("1W 健康", "Sponsor health"),
            Self::Project => text("项目成功", "Project success"),
            Self::Own => text("自身成功", "Our own success"),
        }
    }

    /// What is stored.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Health => "health",
            Self::Willingness => "willingness",
            Self::Warmth => "warmth",
            Self::Sponsor => "sponsor",
            Self::Project => "project",
            Self::Own => "own",
        }
    }
}

/// How one score is made: a setting with history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// Its key, unique among cards: lower-case letters, digits, `_`.
    pub key: String,
    /// Which score it makes.
    pub kind: Kind,
    /// What people call it.
    pub name: Words,
    /// The account stages it is for; none means all that no other card of its kind names.
    pub stages: Vec<String>,
    /// What is weighed.
    pub groups: Vec<Group>,
    /// Where the colours begin.
    pub bands: Bands,
    /// What bounds the band whatever the points say: knock-outs and caps.
    pub limits: Vec<Limit>,
    /// Judgements of people older than so many days drop out; 1 to 730.
    pub human_days_max: i64,
    /// Under so much coverage the points claim no band; basis points.
    pub coverage_min_bp: i64,
}

/// Inputs that belong together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Its key, unique on the card.
    pub key: String,
    /// What people call it.
    pub name: Words,
    /// Its weight against the other groups; any scale, 0 to 10,000.
    pub weight: i64,
    /// What is weighed in it.
    pub lines: Vec<Line>,
}

/// One input of a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// What is measured.
    pub input: Input,
    /// Its weight against the other inputs of the group; any scale, 0 to 10,000.
    pub weight: i64,
    /// How its value becomes 0 to 100.
    pub curve: Curve,
}

/// Where the colours begin: `[0, watch)` act, `[watch, good)` watch, `[good, 100]` good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bands {
    /// The lowest score that is watched rather than acted on; basis points.
    pub watch_from_bp: i64,
    /// The lowest score that is good; basis points.
    pub good_from_bp: i64,
}

impl Default for Bands {
    fn default() -> Self {
        Self { watch_from_bp: 6_000, good_from_bp: 8_000 }
    }
}

impl Bands {
    /// The lamp of a score; half-open, so an edge belongs to the band above it.
    ///
    /// ```
    /// use domain::{board::Lamp, scorecard::Bands};
    /// let bands = Bands::default();
    /// assert_eq!([5_995, 6_000, 7_999, 8_000].map(|bp| bands.lamp(bp)), [Lamp::Act, Lamp::Watch, Lamp::Watch, Lamp::Good]);
    /// ```
    pub const fn lamp(self, points_bp: i64) -> Lamp {
        if points_bp >= self.good_from_bp {
            Lamp::Good
        } else if points_bp >= self.watch_from_bp {
            Lamp::Watch
        } else {
            Lamp::Act
        }
    }
}

impl Card {
    /// Every line of the card, group by group.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.groups.iter().flat_map(|group| &group.lines)
    }
}

/// The card of a kind for an account's stage: the one that names the stage, else the one for all others.
///
/// ```
/// use domain::scorecard::{Kind, for_stage, presets};
/// let cards = presets();
/// let key = |stage| for_stage(&cards, Kind::Health, stage).map(|card| card.key.as_str());
/// assert_eq!(key("delivery"), Some("health_delivery"));
/// assert_eq!(key("service"), Some("health"));
/// ```
pub fn for_stage<'a>(cards: &'a [Card], kind: Kind, stage: &str) -> Option<&'a Card> {
    let of_kind = || cards.iter().filter(move |card| card.kind == kind);
    of_kind()
        .find(|card| card.stages.iter().any(|named| named == stage))
        .or_else(|| of_kind().find(|card| card.stages.is_empty()))
}
