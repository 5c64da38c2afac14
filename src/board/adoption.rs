//! The adoption board: how many customers do what makes them stay (J24), which features keep those who try them (J22),
//! who pays and does not use, and how many seats stand empty?
//!
//! “Used” means in the 28 days to the closing day. A feature keeps a customer who used it twelve weeks earlier and uses
//! it still. Customers are those who pay today; whether a feature keeps somebody is asked of everybody who used it.

mod tiles;
mod words;

use jiff::civil::Date;

use super::Board;
use super::about::About;
use super::named::Named;
use crate::calendar::plus_days;
use crate::text::Locale;

/// How many days count as now.
pub const WINDOW_DAYS: i32 = 28;

/// How many days earlier a feature was used that is asked whether it keeps its users.
pub const KEPT_DAYS: i32 = 84;

/// What the store counted.
#[derive(Clone, Debug)]
pub struct AdoptionFacts {
    /// Whose, and of which period.
    pub about: About,
    /// The core features' ids.
    pub core: Vec<String>,
    /// Paying customers.
    pub paying: i64,
    /// Of these, who used a core feature.
    pub active: i64,
    /// And in the 28 days before.
    pub active_before: i64,
    /// Of those before, who did not in these.
    pub stopped: i64,
    /// And in the 28 days to the last twelve month ends, the oldest first.
    pub months: Vec<(Date, i64)>,
    /// People and seats.
    pub seats: Seats,
    /// The core actions in their order.
    pub actions: Vec<Action>,
    /// Features by how well they keep those who use them, the best first.
    pub features: Vec<Kept>,
    /// The largest of those who pay and use no core feature.
    pub idle: Vec<Idle>,
    /// What all of these pay a year.
    pub idle_arr_cents: i64,
}

/// People at paying customers that have seats.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seats {
    /// Such customers.
    pub accounts: i64,
    /// Seats they pay for.
    pub paid: i64,
    /// Of these, taken on each customer's busiest day.
    pub taken: i64,
    /// Customers with an empty seat.
    pub spare_accounts: i64,
    /// Those who pay most for empty seats.
    pub spare: Vec<Spare>,
}

/// A customer with empty seats.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spare {
    /// The account's id.
    pub account_id: String,
    /// Its name.
    pub account: String,
    /// Seats it pays for.
    pub paid: i64,
    /// Of these taken.
    pub taken: i64,
    /// What it pays a year for the rest.
    pub arr_cents: i64,
}

/// A core action, and how many paying customers did it and all before it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Action {
    /// What it is called.
    pub name: String,
    /// The feature it is done with.
    pub feature_id: String,
    /// Customers.
    pub accounts: i64,
}

/// How a feature keeps those who use it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// The feature's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether it is a core feature.
    pub is_core: bool,
    /// Customers who used it twelve weeks earlier.
    pub then: i64,
    /// Of these, who use it now.
    pub kept: i64,
}

/// A customer who pays and does not use.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Idle {
    /// The account's id.
    pub account_id: String,
    /// Its name.
    pub account: String,
    /// Who of ours has it; may be empty.
    pub owner: String,
    /// What it pays a year.
    pub arr_cents: i64,
    /// When it last used anything.
    pub last_on: Option<Date>,
}

/// The 28 days to a day.
pub fn window(to: Date) -> (Date, Date) {
    (plus_days(to, 1 - WINDOW_DAYS), to)
}

/// Composes the board in the reader's language.
pub fn compose(facts: &AdoptionFacts, locale: Locale) -> Board {
    facts.about.board(Named::Adoption, tiles::all(facts, locale), locale)
}

#[cfg(test)]
mod tests;
