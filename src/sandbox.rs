//! 战略沙盘 · the strategic sandbox: what may come of customers, near and far, how attractive each of it is, and in which
//! order the company would fight for it (H12, H14).
//!
//! Attractiveness is a weighted mean of four criteria, each 1 to 5 by a written rubric, competition reversed (6 − x).
//! What is not scored whole is listed apart with what is missing: it is never ranked as if it were poor.

pub mod knapsack;
pub mod plan;
pub mod rubric;
pub mod sensitivity;
pub mod table;

use serde::{Deserialize, Serialize};

use crate::problem::Problem;
use crate::ratio::Ratio;
use crate::text::{Text, text};

/// What attractiveness is made of, in the order of weights and scores.
pub const CRITERIA: [Text; 4] = [
    text("市场空间", "Market space"),
    text("增长速度", "Growth"),
    text("利润水平", "Profit"),
    text("竞争强度（反向）", "Competition (reversed)"),
];

/// An opportunity as it lies in the sandbox.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// The opportunity.
    pub id: String,
    /// The version that was read.
    pub version: i64,
    /// Its customer.
    pub account_id: String,
    /// The customer's name.
    pub account: String,
    /// The customer's region.
    pub region: String,
    /// What it is called.
    pub name: String,
    /// When it may come.
    pub horizon: String,
    /// `chosen`, `abandoned`, or empty.
    pub verdict: String,
    /// What it may be worth.
    pub space_cents: i64,
    /// Space, growth, profit and competition as they were scored.
    pub scores: [Option<i64>; 4],
    /// The resources asked for.
    pub request_cents: Option<i64>,
    /// What they are for.
    pub request_note: String,
    /// Who looks after it.
    pub owner_id: Option<String>,
    /// Their name.
    pub owner: String,
}

impl Card {
    /// The weighted sum of its scores, competition reversed; nothing unless it is scored whole.
    pub fn points(&self, weights: &Weights) -> Option<i64> {
        let [space, growth, profit, competition] = self.scores;
        let scores = [space?, growth?, profit?, 6 - competition?];
        Some(scores.iter().zip(weights.0).map(|(score, weight)| score * weight).sum())
    }

    /// The criteria nobody has scored.
    pub fn missing(&self) -> Vec<Text> {
        let named = CRITERIA.into_iter().zip(self.scores);
        named.filter(|(_, score)| score.is_none()).map(|(name, _)| name).collect()
    }

    /// Whether the company has let it go.
    pub fn is_abandoned(&self) -> bool {
        self.verdict == "abandoned"
    }
}

/// How much each criterion counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weights(pub [i64; 4]);

impl Default for Weights {
    fn default() -> Self {
        Self([30, 25, 25, 20])
    }
}

impl Weights {
    /// Their sum.
    pub fn sum(&self) -> i64 {
        self.0.iter().sum()
    }

    /// The same with one of them at another value, between 0 and 100.
    #[must_use]
    pub fn with(&self, criterion: usize, weight: i64) -> Self {
        let mut weights = *self;
        if let Some(slot) = weights.0.get_mut(criterion) {
            *slot = weight.clamp(0, 100);
        }
        weights
    }

    /// What is wrong with them, if anything is.
    ///
    /// # Errors
    /// When one is out of range, or all are zero.
    pub fn check(&self) -> Result<(), Problem> {
        if self.0.iter().any(|weight| !(0..=100).contains(weight)) {
            return Err(Problem::invalid(
                "space_weight",
                "每项权重在 0 到 100 之间。",
                "Each weight is between 0 and 100.",
            ));
        }
        if self.sum() == 0 {
            return Err(Problem::invalid(
                "space_weight",
                "四项权重都是 0，就没有任何标准可以排序。请至少给一项大于 0 的权重。",
                "All four weights are zero, so nothing is left to rank by. Give at least one of them more than zero.",
            ));
        }
        Ok(())
    }
}

/// Attractiveness as it is shown: 1 to 5.
pub fn attraction(points: i64, weights: &Weights) -> Option<Ratio> {
    Ratio::new(points, weights.sum())
}

/// Opportunities in the order of their attractiveness, as places in the list they were given in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ranking {
    /// What is scored whole with its points, the most attractive first: equals by space, then by name.
    pub order: Vec<(usize, i64)>,
    /// What is not scored whole.
    pub missing: Vec<usize>,
}

/// Ranks them.
///
/// ```
/// use domain::sandbox::{Card, Weights, rank};
/// let card = |scores| Card { scores, ..Card::default() };
/// let cards = [card([Some(2); 4]), card([Some(5), Some(5), Some(5), Some(1)]), card([Some(5), None, None, None])];
/// let ranking = rank(&cards, &Weights::default());
/// assert_eq!(ranking.order, [(1, 500), (0, 240)]);
/// assert_eq!(ranking.missing, [2]);
/// ```
pub fn rank(cards: &[Card], weights: &Weights) -> Ranking {
    let mut ranking = Ranking::default();
    for (place, card) in cards.iter().enumerate() {
        match card.points(weights) {
            Some(points) => ranking.order.push((place, points)),
            None => ranking.missing.push(place),
        }
    }
    ranking.order.sort_by(|(left, more), (right, less)| {
        less.cmp(more).then_with(|| match (cards.get(*left), cards.get(*right)) {
            (Some(left), Some(right)) => right
                .space_cents
                .cmp(&left.space_cents)
                .then_with(|| left.name.cmp(&right.name))
                .then_with(|| left.id.cmp(&right.id)),
            _ => left.cmp(right),
        })
    });
    ranking
}

/// What may come at a horizon, or of a customer: everything that was not let go.
pub fn space<'a>(cards: impl IntoIterator<Item = &'a Card>) -> i64 {
    cards.into_iter().filter(|card| !card.is_abandoned()).map(|card| card.space_cents).sum()
}

#[cfg(test)]
mod tests;
