//! What lies on the table of a selection: the candidates in order, the line the budget draws, the set that would be worth
//! most for the same money, and what that set trades against the line (H15, H17).
//!
//! What is maximised is the space of what is taken, each at its attractiveness out of 5: ten million at 4 out of 5 count
//! eight. So a large poor opportunity does not beat a good one by its size alone.

use super::knapsack::{Item, best};
use super::{Card, Ranking, Weights, rank};
use crate::format::{Currency, money};
use crate::ratio::Ratio;
use crate::text::Locale;

/// A table laid.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Candidates by attractiveness: their place in the list and their points.
    pub order: Vec<(usize, i64)>,
    /// Above the line: taken from the top while the money lasts.
    pub line: Vec<usize>,
    /// Worth most for the money.
    pub best: Vec<usize>,
    /// Not scored whole.
    pub missing: Vec<usize>,
}

/// Lays it.
pub fn lay(cards: &[Card], weights: &Weights, budget_cents: i64) -> Table {
    let Ranking { order, missing } = rank(cards, weights);
    let item = |(place, points): &(usize, i64)| {
        let card = cards.get(*place);
        Item {
            cost: card.and_then(|card| card.request_cents).unwrap_or_default(),
            value: i128::from(*points) * i128::from(card.map_or(0, |card| card.space_cents.max(0))),
        }
    };
    let items: Vec<Item> = order.iter().map(item).collect();
    let place = |index: usize| order.get(index).map(|(place, _)| *place);
    let best: Vec<usize> = best(&items, budget_cents).into_iter().filter_map(place).collect();
    Table { line: line(cards, &order, budget_cents), best, order, missing }
}

/// Taken from the top while the money lasts; the first that does not fit ends it.
pub fn line(cards: &[Card], order: &[(usize, i64)], budget_cents: i64) -> Vec<usize> {
    let mut left = budget_cents;
    let fits = |(place, _): &&(usize, i64)| {
        left -= cost(cards, *place);
        left >= 0
    };
    order.iter().take_while(fits).map(|(place, _)| *place).collect()
}

/// The resources an opportunity asks for.
pub fn cost(cards: &[Card], place: usize) -> i64 {
    cards.get(place).and_then(|card| card.request_cents).unwrap_or_default().max(0)
}

/// The resources a set asks for.
pub fn cost_of(cards: &[Card], set: &[usize]) -> i64 {
    set.iter().map(|place| cost(cards, *place)).sum()
}

/// The space of a set, each at its attractiveness out of 5, in cents.
pub fn worth(cards: &[Card], weights: &Weights, set: &[usize]) -> i64 {
    let points = |card: &Card| i128::from(card.points(weights).unwrap_or_default());
    let sum: i128 = set
        .iter()
        .filter_map(|place| cards.get(*place))
        .map(|card| points(card) * i128::from(card.space_cents.max(0)))
        .sum();
    let five = Ratio::new(sum, i128::from(weights.sum()) * 5);
    five.and_then(|worth| i64::try_from(worth.scaled(0)).ok()).unwrap_or_default()
}

impl Table {
    /// Why nothing fits, where nothing does.
    pub fn too_little(
        &self,
        cards: &[Card],
        budget_cents: i64,
        currency: Currency,
        locale: Locale,
    ) -> Option<String> {
        let least = self.order.iter().map(|(place, _)| cost(cards, *place)).min()?;
        (least > budget_cents).then(|| {
            let (budget, least) = (figure(budget_cents, currency, locale), figure(least, currency, locale));
            match locale {
                Locale::Zh => format!("预算 {budget} 低于每一个候选商机申请的资源，最少的一个也要 {least}：请提高预算，或请团队缩小申请。"),
                Locale::En => format!("The budget of {budget} is below what every candidate asks for; the smallest asks for {least}. Raise the budget, or have the teams ask for less."),
            }
        })
    }

    /// What the best set trades against the line, in one sentence.
    pub fn trade(&self, cards: &[Card], weights: &Weights, currency: Currency, locale: Locale) -> String {
        let names = |set: &[usize], without: &[usize]| -> Vec<String> {
            let only = set.iter().filter(|place| !without.contains(place));
            only.filter_map(|place| cards.get(*place)).map(|card| card.name.clone()).collect()
        };
        let (takes, leaves) = (names(&self.best, &self.line), names(&self.line, &self.best));
        let (line, best) = (worth(cards, weights, &self.line), worth(cards, weights, &self.best));
        let say = |cents| figure(cents, currency, locale);
        let (spent, before) = (say(cost_of(cards, &self.best)), say(cost_of(cards, &self.line)));
        let (gain, joined) = (say(best - line), |names: &[String]| match locale {
            Locale::Zh => names.join("、"),
            Locale::En => names.join(", "),
        });
        match (takes.is_empty(), leaves.is_empty(), locale) {
            (true, true, Locale::Zh) => {
                format!("按名次划线就是同样的钱能取得的最好组合：共 {} 个，用去 {spent}。", self.best.len())
            }
            (true, true, Locale::En) => format!(
                "The line by rank already takes the best set for the money: {} of them for {spent}.",
                self.best.len()
            ),
            (_, true, Locale::Zh) => format!(
                "划线之后还有余钱：再加上{}，用去 {spent}（划线 {before}），加权空间多 {gain}。",
                joined(&takes)
            ),
            (_, true, Locale::En) => format!(
                "The line leaves money over: adding {} spends {spent} (the line {before}) and gains {gain} of weighted space.",
                joined(&takes)
            ),
            (_, _, Locale::Zh) => format!(
                "不取名次靠前的{}，改取{}：用去 {spent}（划线 {before}），加权空间多 {gain}。",
                joined(&leaves),
                joined(&takes)
            ),
            (_, _, Locale::En) => format!(
                "It passes over {}, ranked higher, for {}: that spends {spent} (the line {before}) and gains {gain} of weighted space.",
                joined(&leaves),
                joined(&takes)
            ),
        }
    }
}

fn figure(cents: i64, currency: Currency, locale: Locale) -> String {
    money(cents, currency, locale).to_string()
}
