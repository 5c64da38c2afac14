//! The portfolio board: is the whole of our customers well, what is red, why, and who acts?
//!
//! Facts are counted in the store; here they become tiles and sentences. Thresholds of the lamps are
//! defaults of ours: NRR 100 % and 90 %, GRR 90 % and 80 %, CSAT 85 % and 70 %, adoption 75 % and 50 %.

mod risk;
mod sentence;
pub mod standing;
mod star;
pub(super) mod tiles;

use jiff::civil::Date;

use crate::board::Board;
use crate::delta::Comparison;
use crate::format::Currency;
use crate::retention::Bridge;
use crate::text::{Locale, text};

/// What the store counted.
#[derive(Clone, Debug)]
pub struct PortfolioFacts {
    /// Our company's name.
    pub company: String,
    /// The currency of every amount.
    pub currency: Currency,
    /// Generated data.
    pub is_demo: bool,
    /// The opening day: the period starts when it ends.
    pub from: Date,
    /// The closing day, which is the day the board speaks of.
    pub to: Date,
    /// The day it is.
    pub today: Date,
    /// MRR from opening to closing, customer by customer, netted. A customer who pays nothing at the
    /// opening and something at the closing counts as new, as the field's definition has it.
    pub bridge: Bridge,
    /// The same over the period of equal length before.
    pub before: Bridge,
    /// Retention over twelve months, month by month, oldest first.
    pub trend: Vec<MonthRetention>,
    /// What is due for renewal in the twelve months after the closing day.
    pub renewals: Vec<RenewalMonth>,
    /// The accounts that need somebody, worst first.
    pub at_risk: Vec<AtRisk>,
    /// How many accounts have an open alert, and their MRR together.
    pub at_risk_accounts: i64,
    /// MRR of those.
    pub at_risk_cents: i64,
    /// Rated tickets, satisfied ones (4 or 5) and all tickets in the 24 months to the closing day.
    pub csat: CsatCount,
    /// What the company steers by. It leads the board.
    pub north_star: Star,
    /// How all customers stand, once they have been scored.
    pub standing: Option<standing::Standing>,
    /// The company's clocks.
    pub offset: jiff::tz::Offset,
    /// Paying accounts that used a core feature in the 28 days to the closing day, and all paying ones.
    pub adoption: (i64, i64),
    /// The core actions of a week, counted where they lead the board.
    pub core_actions: Option<CoreWeek>,
}

impl PortfolioFacts {
    /// What figures of the period are compared with: a period of a year with the year before (同比), any other
    /// with the one of equal length before (环比).
    pub fn comparison(&self) -> Comparison {
        Comparison::of(self.from, self.to)
    }
}

/// How often the core actions were done in the week to the closing day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CoreWeek {
    /// In this week.
    pub now: i64,
    /// In the week before.
    pub then: i64,
    /// The features they are done with.
    pub features: Vec<String>,
}

/// The north star that is shown, and where the company's is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Star {
    /// What leads the board; see [`crate::north_star`].
    pub shown: String,
    /// What the company chose.
    pub chosen: String,
    /// The company's record.
    pub company_id: String,
    /// How often that was written.
    pub version: i64,
}

impl Star {
    /// Whether another than the company's is looked at.
    pub fn is_tried(&self) -> bool {
        self.shown != self.chosen
    }
}

/// Twelve months' retention at one month's end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthRetention {
    /// The month's last day.
    pub month_on: Date,
    /// MRR twelve months before.
    pub base_cents: i64,
    /// The same customers' MRR now.
    pub end_cents: i64,
    /// The same, each capped at what they paid then.
    pub kept_cents: i64,
}

/// One month's renewals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RenewalMonth {
    /// The month's first day.
    pub month_on: Date,
    /// MRR due.
    pub due_cents: i64,
    /// Of it, with accounts that have an open alert.
    pub at_risk_cents: i64,
    /// Accounts due.
    pub accounts: i64,
}

/// An account that needs somebody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AtRisk {
    /// The account's id.
    pub account_id: String,
    /// Its name.
    pub account: String,
    /// Its MRR.
    pub mrr_cents: i64,
    /// `act` or `watch`.
    pub severity: String,
    /// Why, as it was written.
    pub message: String,
    /// Since when.
    pub raised_on: Date,
    /// Which rule found it.
    pub rule: String,
    /// The alert's id.
    pub alert_id: String,
    /// How often the alert was written.
    pub version: i64,
    /// Its state's key.
    pub state: String,
    /// Who acts, if anybody: the person and their name.
    pub owner_id: Option<String>,
    /// Their name.
    pub owner: Option<String>,
    /// Who looks after the account: the person and their name.
    pub lead: Option<(String, String)>,
    /// The sponsor's name and telephone.
    pub sponsor: Option<(String, String)>,
    /// Who said that they know.
    pub known: Option<Told>,
    /// Who asked its owner and waits for an answer.
    pub asked: Option<Told>,
}

/// Somebody did something at some time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Who, by name.
    pub by: String,
    /// When.
    pub at: jiff::Timestamp,
}

/// Counts behind a satisfaction share.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CsatCount {
    /// Rated 4 or 5.
    pub satisfied: i64,
    /// Rated at all.
    pub answers: i64,
    /// Asked: all tickets.
    pub asked: i64,
}

/// Composes the board in the reader's language.
pub fn compose(facts: &PortfolioFacts, locale: Locale) -> Board {
    let title = text("客户经营总览", "Customer portfolio").in_(locale);
    let subtitle = match locale {
        Locale::Zh => format!("{} · {} 至 {}", facts.company, facts.from, facts.to),
        Locale::En => format!("{} · {} to {}", facts.company, facts.from, facts.to),
    };
    Board {
        key: "portfolio".to_owned(),
        title: title.to_owned(),
        subtitle,
        as_of: facts.to.to_string(),
        tiles: tiles::all(facts, locale),
        is_demo: facts.is_demo,
        ..Board::default()
    }
}

#[cfg(test)]
mod tests;
