//! The growth board: did customers grow with us faster than others left, what comes up for renewal and how sure is
//! it, who grew and who shrank?
//!
//! Growth is counted at customer level between two days, as the portfolio counts it; months are the ledger's lines.
//! Thresholds of the lamps are defaults of ours: NRR 100 % and 90 %, GRR 90 % and 80 %, due revenue without a warning
//! lamp 85 % and 70 %.

mod sentence;
mod tiles;

use jiff::civil::Date;

use super::Board;
use super::about::About;
use super::named::Named;
use super::revenue::Revenue;
use crate::ratio::Ratio;
use crate::retention::Bridge;
use crate::text::Locale;

/// What the store counted.
#[derive(Clone, Debug)]
pub struct GrowthFacts {
    /// Our company and the period.
    pub about: About,
    /// The day it is: renewals are counted from here on.
    pub today: Date,
    /// MRR from opening to closing, customer by customer, netted.
    pub bridge: Bridge,
    /// The same over the period of equal length before.
    pub before: Bridge,
    /// The twelve months up to the closing day, oldest first.
    pub months: Vec<Gained>,
    /// What is due in the twelve months from today on, month by month.
    pub due: Vec<Due>,
    /// Subscriptions that end in these months.
    pub ending: Ending,
    /// Customers that grew most, the largest first.
    pub grown: Vec<Mover>,
    /// Customers that shrank or left, the largest loss first.
    pub shrunk: Vec<Mover>,
    /// By region, the largest first.
    pub regions: Vec<Part>,
    /// By industry, the largest first.
    pub industries: Vec<Part>,
}

/// What the ledger says of a month: MRR in cents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gained {
    /// Its first day.
    pub month_on: Date,
    /// From customers that bought more.
    pub expansion_cents: i64,
    /// How many lines of expansion.
    pub expansions: i64,
    /// From customers that are new or back.
    pub arrival_cents: i64,
}

/// A month's renewals by the customers' health lamp: MRR in cents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// Its first day.
    pub month_on: Date,
    /// Lamps that warn of nothing, or no lamp.
    pub calm_cents: i64,
    /// To be watched.
    pub watch_cents: i64,
    /// To be acted upon.
    pub act_cents: i64,
    /// Customers due.
    pub accounts: i64,
    /// Of these, with a warning lamp.
    pub at_risk: i64,
}

/// Subscriptions that end, and those of them that renew by themselves: MRR in cents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ending {
    /// All.
    pub cents: i64,
    /// How many.
    pub subscriptions: i64,
    /// Renewing by themselves.
    pub automatic_cents: i64,
    /// How many of these.
    pub automatic: i64,
}

/// A customer that grew, shrank or left: MRR in cents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mover {
    /// The account's id.
    pub account_id: String,
    /// Its name.
    pub account: String,
    /// What it paid on the opening day.
    pub opening_cents: i64,
    /// What it pays on the closing day.
    pub closing_cents: i64,
    /// Why it left, where somebody wrote it down.
    pub reason: Option<String>,
}

/// Customers that share a region or an industry: MRR in cents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// What they share; empty where nothing is recorded.
    pub value: String,
    /// What they paid on the opening day.
    pub opening_cents: i64,
    /// What those who paid then pay on the closing day.
    pub kept_cents: i64,
    /// What all of them pay on the closing day.
    pub closing_cents: i64,
}

impl Part {
    /// Net retention.
    pub fn nrr(&self) -> Option<Ratio> {
        Ratio::new(self.kept_cents, self.opening_cents).filter(|_| self.opening_cents > 0)
    }
}

impl Due {
    /// All of it.
    pub fn cents(&self) -> i64 {
        self.calm_cents + self.watch_cents + self.act_cents
    }

    /// Under a warning lamp.
    pub fn risk_cents(&self) -> i64 {
        self.watch_cents + self.act_cents
    }
}

impl GrowthFacts {
    fn links(&self) -> Revenue {
        Revenue { from: self.about.from, to: self.about.to, today: self.today }
    }

    /// The last day of the months that are looked ahead.
    fn until(&self) -> Date {
        self.due.last().map_or(self.today, |month| month.month_on.last_of_month())
    }
}

/// Composes the board in the reader's language.
pub fn compose(facts: &GrowthFacts, locale: Locale) -> Board {
    facts.about.board(Named::Growth, tiles::all(facts, locale), locale)
}

#[cfg(test)]
mod tests;
