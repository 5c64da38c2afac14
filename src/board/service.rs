//! The service board: are customers content with the help they get, do we answer in time, and who is not content?
//!
//! Thresholds of the lamp are the portfolio's: CSAT 85 % and 70 %.

mod sentence;
mod tiles;

use jiff::civil::Date;

use super::Board;
use super::about::About;
use super::named::Named;
use super::portfolio::CsatCount;
use crate::text::Locale;

/// What the store counted.
#[derive(Clone, Debug)]
pub struct ServiceFacts {
    /// Our company and the period.
    pub about: About,
    /// Tickets of the period.
    pub now: Served,
    /// Tickets of the period of equal length before.
    pub before: Served,
    /// The twelve months up to the closing day, oldest first.
    pub months: Vec<Month>,
    /// First response by priority, in the period.
    pub priorities: Vec<Response>,
    /// Customers who rated worst in the period, the worst first.
    pub unhappy: Vec<Unhappy>,
    /// How many customers rated a ticket 1 or 2 in the period.
    pub unhappy_accounts: i64,
}

/// Tickets handed in within a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Served {
    /// Ratings and tickets.
    pub csat: CsatCount,
    /// Of the tickets, those that are not closed.
    pub open: i64,
    /// Tickets that were answered.
    pub answered: i64,
    /// Minutes within which half of these had their first response.
    pub median_minutes: Option<i64>,
}

/// Tickets of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month {
    /// Its first day.
    pub month_on: Date,
    /// Urgent and high ones.
    pub pressing: i64,
    /// All others.
    pub others: i64,
}

/// How soon tickets of one priority had their first response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// The priority.
    pub priority: String,
    /// Minutes within which half of them had it.
    pub median_minutes: i64,
    /// How many were answered.
    pub answered: i64,
}

/// A customer who rated badly.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unhappy {
    /// The account's id.
    pub account_id: String,
    /// Its name.
    pub account: String,
    /// Ratings of 1 or 2.
    pub low: i64,
    /// All ratings.
    pub answers: i64,
}

/// Composes the board in the reader's language.
pub fn compose(facts: &ServiceFacts, locale: Locale) -> Board {
    facts.about.board(Named::Service, tiles::all(facts, locale), locale)
}

#[cfg(test)]
mod tests;
