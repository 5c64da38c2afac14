//! What travels between the settings of scores and their screen, in the reader's language.

use serde::{Deserialize, Serialize};

use super::{Section, Typed};
use crate::board::Lamp;

/// The key under which what stands above all cards is shown beside them.
pub const PORTFOLIO: &str = "portfolio";

/// One card as a form, and the cards beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// The version in force, on which a change builds.
    pub version: i64,
    /// The older version whose values the form shows.
    pub from: Option<i64>,
    /// All cards, and last what stands above them.
    pub cards: Vec<Entry>,
    /// The one shown.
    pub card: Entry,
    /// Its rows.
    pub sections: Vec<Section>,
    /// Whether the reader may change it.
    pub may_change: bool,
    /// Every version, the newest first.
    pub history: Vec<Past>,
}

/// A card in the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its key, as it stands in URLs.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// Which score it makes.
    pub kind: String,
    /// Which accounts it is for.
    pub stages: String,
}

/// A version.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Past {
    /// Counts up; 0 is how the product came.
    pub version: i64,
    /// When, where the company is.
    pub saved_at: String,
    /// By whom.
    pub saved_by: String,
    /// Why.
    pub note: String,
}

/// A change as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The card.
    pub card: String,
    /// The version the form was opened on.
    pub version: i64,
    /// The older version whose values it showed.
    pub from: Option<i64>,
    /// What was typed.
    pub typed: Typed,
}

/// What a change would do to today's portfolio.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// The whole of it in a sentence.
    pub lead: String,
    /// How many accounts were looked at.
    pub accounts: i64,
    /// How many of them would change.
    pub changed: i64,
    /// Where accounts would stand: the columns of the matrix.
    pub heads: Vec<String>,
    /// Where they stand now, and how many would stand where.
    pub rows: Vec<(String, Vec<i64>)>,
    /// Those that would move furthest.
    pub shifts: Vec<Shifted>,
}

/// What it would do to one account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shifted {
    /// The account.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Now, as people read it.
    pub before: String,
    /// With the new settings.
    pub after: String,
    /// By how much.
    pub change: String,
    /// The lamps now and then.
    pub lamps: (Option<Lamp>, Option<Lamp>),
}
