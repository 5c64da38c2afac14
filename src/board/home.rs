//! The home of a customer's executive sponsor, on the phone in their hand: what I asked for, what is done, what it
//! is worth, what needs me, who looks after me (M06, M08, M12, M14, M21, M26, M99).
//!
//! Only what is shared with the customer, in words a chairman would use: no scores, no ranks, no empty tiles.

mod tiles;

use jiff::civil::{Date, DateTime};

use super::Board;
use crate::calendar::days_between;
use crate::format::{Currency, date_near};
use crate::text::{Locale, text};

/// How many days after an answer the one question is asked again.
pub const PULSE_DAYS: i32 = 80;

/// What the store found of the sponsor's own company.
#[derive(Clone, Debug, Default)]
pub struct HomeFacts {
    /// The account.
    pub account_id: String,
    /// Its name.
    pub account: String,
    /// Who reads.
    pub reader: String,
    /// The currency of every amount.
    pub currency: Currency,
    /// Generated data.
    pub is_demo: bool,
    /// The day it is.
    pub today: Date,
    /// What they asked for, newest first.
    pub demands: Vec<Demand>,
    /// What things were worth, newest first.
    pub values: Vec<Worth>,
    /// Meetings still to come, the next first.
    pub meetings: Vec<Meeting>,
    /// Their last answer to the one question, and its day.
    pub pulse: Option<(i64, Date)>,
    /// Who looks after them.
    pub people: Vec<Person>,
}

/// What clocks show at the offset.
pub fn clock_at(at: jiff::Timestamp, offset: jiff::tz::Offset) -> DateTime {
    offset.to_datetime(at)
}

/// Something they asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Demand {
    /// The record.
    pub id: String,
    /// In their words.
    pub quote: String,
    /// Its state's key.
    pub state: String,
    /// When.
    pub raised_on: Date,
    /// What we answered.
    pub answer: Option<String>,
}

/// What something was worth.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Worth {
    /// The record.
    pub id: String,
    /// How often it was written.
    pub version: i64,
    /// What it brought.
    pub statement: String,
    /// In money, where it can be counted.
    pub amount_cents: Option<i64>,
    /// How we know.
    pub evidence: String,
    /// What the sponsor says to it.
    pub answer: String,
}

/// A meeting to come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// The record.
    pub id: String,
    /// How often it was written.
    pub version: i64,
    /// What it is about.
    pub subject: String,
    /// What is to be decided.
    pub purpose: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// When, where the company is.
    pub at: DateTime,
    /// What they answered.
    pub reply: String,
}

/// Somebody who looks after them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// Their place's key.
    pub place: String,
    /// Their name.
    pub name: String,
    /// Where to write to.
    pub email: String,
}

impl Demand {
    fn is_kept(&self) -> bool {
        matches!(self.state.as_str(), "delivered" | "accepted")
    }

    fn is_open(&self) -> bool {
        matches!(self.state.as_str(), "open" | "planned")
    }
}

impl HomeFacts {
    /// Whether the one question is due.
    fn asks_pulse(&self) -> bool {
        self.pulse.is_none_or(|(_, on)| days_between(on, self.today) >= PULSE_DAYS)
    }
}

/// Composes the board in the reader's language.
pub fn compose(facts: &HomeFacts, locale: Locale) -> Board {
    let day = date_near(facts.today, facts.today, locale);
    let subtitle = if facts.reader.is_empty() { day } else { format!("{} · {day}", facts.reader) };
    let title = if facts.account.is_empty() {
        text("我的公司", "My company").in_(locale).to_owned()
    } else {
        facts.account.clone()
    };
    Board {
        key: "home".to_owned(),
        title,
        subtitle,
        as_of: facts.today.to_string(),
        tiles: tiles::all(facts, locale),
        is_demo: facts.is_demo,
        ..Board::default()
    }
}

#[cfg(test)]
mod tests;
