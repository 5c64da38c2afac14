//! The company board, for the monthly meeting (M100): what was signed and what was collected, the three lights of the
//! whole company (M02), whose customers fare best and worst by the same measure, and which customers recovered, so that
//! others may learn how.
//!
//! Signings come from the ARR ledger, collections from the payment nodes. A customer recovered whose light is good today
//! and was not 28 days ago.

mod aim;
mod place;
mod tiles;
mod words;

use jiff::civil::Date;

use super::about::About;
use super::named::Named;
use super::portfolio::standing::Standing;
use super::{Board, Lamp};
use crate::calendar::Period;
use crate::ratio::Ratio;
use crate::text::Locale;

/// Over how many days customers are asked whether they recovered.
pub const RECOVERY_DAYS: i32 = 28;

/// What the store counted.
#[derive(Clone, Debug)]
pub struct CompanyFacts {
    /// Whose, and of which period.
    pub about: About,
    /// Signed in the period.
    pub signed: Signed,
    /// And in the period of equal length before.
    pub signed_before: Signed,
    /// The twelve months up to the closing day, the oldest first.
    pub months: Vec<Month>,
    /// Contracts signed in the period, and what they are worth.
    pub contracts: (i64, i64),
    /// What was to come in.
    pub cash: Cash,
    /// The targets whose time it is.
    pub aims: Vec<Aim>,
    /// The three lights.
    pub standing: Option<Standing>,
    /// Customers by region, by retention; the best first.
    pub regions: Vec<Portfolio>,
    /// Customers by province; the key is one of [`crate::province::PROVINCES`], or empty.
    pub provinces: Vec<Portfolio>,
    /// Customers by who of ours has them, by retention; the best first.
    pub owners: Vec<Portfolio>,
    /// Who recovered.
    pub recovery: Option<Recovery>,
}

/// What the ledger says was won: MRR in cents and events.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signed {
    /// By new customers.
    pub new: (i64, i64),
    /// By customers who extended.
    pub expansion: (i64, i64),
    /// By customers who came back.
    pub back: (i64, i64),
}

/// A month of signing and collecting; amounts in cents, signings as MRR.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month {
    /// Its first day.
    pub month_on: Date,
    /// What the ledger says was won.
    pub signed: Signed,
    /// Of what was due in it, what has come in.
    pub came_cents: i64,
    /// And what has not.
    pub open_cents: i64,
}

/// A target, and what has been reached of it by the closing day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aim {
    /// Its record.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// What is aimed at: one of [`crate::noun::target::MEASURES`].
    pub measure: String,
    /// Its time.
    pub period: Period,
    /// How much is to be reached.
    pub amount_cents: i64,
    /// How much has been.
    pub actual_cents: i64,
}

/// Payment nodes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cash {
    /// Due in the period: cents and nodes.
    pub due: (i64, i64),
    /// Of these, come in.
    pub came: (i64, i64),
    /// Past due and not come in, whenever they were due.
    pub overdue: (i64, i64),
}

/// A part of our customers, by the same measure as every other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Portfolio {
    /// What tells it apart: a region's name, a user's id; may be empty.
    pub key: String,
    /// What it is called; may be empty.
    pub name: String,
    /// Customers at the closing day.
    pub customers: i64,
    /// What they pay a year.
    pub arr_cents: i64,
    /// MRR of the opening customers then.
    pub opening_cents: i64,
    /// And what they pay now.
    pub kept_cents: i64,
    /// Of the customers, those whose light is red.
    pub red: i64,
}

/// Customers who recovered between two scored days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recovery {
    /// The earlier day.
    pub since_on: Date,
    /// The later day.
    pub on: Date,
    /// How many.
    pub accounts: i64,
    /// The largest.
    pub largest: Vec<Recovered>,
}

/// A customer who recovered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recovered {
    /// The account's id.
    pub account_id: String,
    /// Its name.
    pub account: String,
    /// Who of ours has it; may be empty.
    pub owner: String,
    /// What it pays a year.
    pub arr_cents: i64,
    /// What its light was.
    pub before: Option<Lamp>,
    /// Contacts between the days.
    pub contacts: i64,
}

impl Signed {
    /// All of it a month, in cents.
    pub const fn mrr_cents(self) -> i64 {
        self.new.0 + self.expansion.0 + self.back.0
    }
}

impl Portfolio {
    /// Net revenue retention of its opening customers.
    pub fn nrr(&self) -> Option<Ratio> {
        Ratio::new(self.kept_cents, self.opening_cents).filter(|_| self.opening_cents > 0)
    }
}

/// Composes the board in the reader's language.
pub fn compose(facts: &CompanyFacts, locale: Locale) -> Board {
    facts.about.board(Named::Company, tiles::all(facts, locale), locale)
}

#[cfg(test)]
mod tests;
