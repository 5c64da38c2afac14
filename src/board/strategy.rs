//! The strategy board: how much may come and when, what the company chose and what it let go, whether the year's goals
//! cover its target, who has not said that they have theirs, and where nobody has looked yet (H12–H19).
//!
//! It is of today and of the fiscal year of its closing day; no period moves it.

mod tiles;

use super::Board;
use super::about::About;
use super::named::Named;
use crate::calendar::Period;
use crate::text::Locale;

/// What the store counted.
#[derive(Clone, Debug)]
pub struct StrategyFacts {
    /// Our company and the period.
    pub about: About,
    /// The fiscal year: its name and its days.
    pub year: (i64, Period),
    /// What may come, by horizon: the near first.
    pub horizons: Vec<Horizon>,
    /// What the year's selections chose: how many, and their space.
    pub chosen: (i64, i64),
    /// What they let go.
    pub abandoned: (i64, i64),
    /// The year's goals: how many, what they come to, and how many nobody has acknowledged.
    pub goals: (i64, i64, i64),
    /// What is to be signed this year, where a target says it.
    pub target_cents: Option<i64>,
    /// Customers, and those in whose sandbox nothing lies.
    pub accounts: (i64, i64),
    /// The largest of these: id and name.
    pub empty: Vec<(String, String)>,
}

/// What may come at a horizon, without what was let go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Horizon {
    /// Its key.
    pub key: String,
    /// How many opportunities.
    pub many: i64,
    /// Their space.
    pub space_cents: i64,
    /// The space of those that are chosen.
    pub chosen_cents: i64,
}

/// Composes the board in the reader's language.
pub fn compose(facts: &StrategyFacts, locale: Locale) -> Board {
    facts.about.board(Named::Strategy, tiles::all(facts, locale), locale)
}

#[cfg(test)]
mod tests;
