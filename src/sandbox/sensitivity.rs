//! How sure a ranking is: what changes places when one weight moves, and at which weight the line falls elsewhere (H14).

use super::table::line;
use super::{CRITERIA, Card, Weights, rank};

/// How far a weight is moved to see what happens.
pub const STEP: i64 = 10;

/// What moving one weight does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shift {
    /// Which criterion.
    pub criterion: usize,
    /// The weight it is moved to.
    pub to: i64,
    /// What changes places: the place in the list, its rank before and after, the farthest first.
    pub moved: Vec<(usize, usize, usize)>,
    /// What comes above the line.
    pub enters: Vec<usize>,
    /// What falls below it.
    pub leaves: Vec<usize>,
}

/// Every weight a step down and a step up, where there is room for one.
pub fn shifts(cards: &[Card], weights: &Weights, budget_cents: i64) -> Vec<Shift> {
    let mut found = Vec::new();
    for (criterion, weight) in weights.0.into_iter().enumerate() {
        for to in [weight - STEP, weight + STEP] {
            if (0..=100).contains(&to) && weights.with(criterion, to).sum() > 0 {
                found.push(shift(cards, weights, criterion, to, budget_cents));
            }
        }
    }
    found
}

/// The nearest weight of each criterion at which the line takes other opportunities, if there is one.
pub fn turning(cards: &[Card], weights: &Weights, budget_cents: i64) -> [Option<Shift>; CRITERIA.len()] {
    let mut places = 0..CRITERIA.len();
    [(); CRITERIA.len()].map(|()| {
        let criterion = places.next()?;
        let weight = weights.0.get(criterion).copied()?;
        (1..=100).flat_map(|far| [weight - far, weight + far]).find_map(|to| {
            let is_possible = (0..=100).contains(&to) && weights.with(criterion, to).sum() > 0;
            let shift = is_possible.then(|| shift(cards, weights, criterion, to, budget_cents))?;
            (!shift.enters.is_empty() || !shift.leaves.is_empty()).then_some(shift)
        })
    })
}

fn shift(cards: &[Card], weights: &Weights, criterion: usize, to: i64, budget_cents: i64) -> Shift {
    let (before, after) = (rank(cards, weights).order, rank(cards, &weights.with(criterion, to)).order);
    let mut stood = vec![0; cards.len()];
    for (rank, (place, _)) in before.iter().enumerate() {
        if let Some(slot) = stood.get_mut(*place) {
            *slot = rank + 1;
        }
    }
    let stands = after
        .iter()
        .enumerate()
        .map(|(rank, (place, _))| (*place, stood.get(*place).copied().unwrap_or_default(), rank + 1));
    let mut moved: Vec<_> = stands.filter(|(_, from, to)| from != to).collect();
    moved.sort_by_key(|(_, from, to)| (std::cmp::Reverse(from.abs_diff(*to)), *to));
    let (was, is) = (line(cards, &before, budget_cents), line(cards, &after, budget_cents));
    let only = |set: &[usize], without: &[usize]| {
        set.iter().filter(|place| !without.contains(place)).copied().collect()
    };
    Shift { criterion, to, moved, enters: only(&is, &was), leaves: only(&was, &is) }
}
