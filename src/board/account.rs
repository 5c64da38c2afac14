//! One account's board: where the customer stands, what they pay, who decides, what they asked for,
//! what needs somebody. The customer's own sponsor is shown the same account without our inner life:
//! no alerts, no silence counts, no vacancies.

mod agreed;
mod relation;
pub mod standing;
mod tiles;

use jiff::civil::Date;

use super::portfolio::CsatCount;
use crate::board::Board;
use crate::format::Currency;
use crate::noun::account::Account;
use crate::text::{Locale, text};

/// What the store counted of one account.
#[derive(Clone, Debug)]
pub struct AccountFacts {
    /// The account itself.
    pub account: Account,
    /// Its owner's name.
    pub owner: Option<String>,
    /// The currency of every amount.
    pub currency: Currency,
    /// Generated data.
    pub is_demo: bool,
    /// The day the board speaks of.
    pub today: Date,
    /// MRR at month ends, oldest first.
    pub months: Vec<(Date, i64)>,
    /// The executive sponsor, if one is named.
    pub sponsor: Option<Sponsor>,
    /// Demands, newest first, at most five; and how many there are, and how many of them are kept.
    pub demands: Vec<DemandLine>,
    /// All demands.
    pub demands_total: i64,
    /// Delivered or accepted.
    pub demands_kept: i64,
    /// Who has which place: role key and name.
    pub team: Vec<(String, String)>,
    /// Tickets that are not closed.
    pub tickets_open: i64,
    /// Ratings of 24 months.
    pub csat: CsatCount,
    /// Uses a week, oldest first: the week's Monday and the count.
    pub weeks: Vec<(Date, i64)>,
    /// Core features used in 28 days, and all core features.
    pub core: (i64, i64),
    /// Payments due and not paid: how many, how much.
    pub overdue: (i64, i64),
    /// Open alerts, worst first, at most five.
    pub alerts: Vec<AlertLine>,
    /// The latest touchpoints, at most five.
    pub touchpoints: Vec<TouchLine>,
    /// How the account stands, once it has been scored.
    pub standing: Option<standing::Standing>,
    /// How the sponsor looks at our boards.
    pub looks: Looks,
    /// Meetings still to come, the next first.
    pub meetings: Vec<super::home::Meeting>,
    /// What things were worth, newest first.
    pub values: Vec<super::home::Worth>,
    /// The latest of everything that happened, newest first.
    pub timeline: Vec<Event>,
}

/// The one person who decides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sponsor {
    /// The record.
    pub id: String,
    /// Their name.
    pub name: String,
    /// Their post.
    pub job_title: Option<String>,
    /// When somebody of ours last spoke with them.
    pub touched_on: Option<Date>,
}

/// How a sponsor looks at our boards (M10).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Looks {
    /// The last day they did.
    pub last_on: Option<Date>,
    /// How often in the last four weeks.
    pub month: i64,
    /// How much of the boards they scrolled to; per cent.
    pub depth: Option<i64>,
}

/// A demand in short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemandLine {
    /// The record.
    pub id: String,
    /// In their words.
    pub quote: String,
    /// Its state's key.
    pub state: String,
    /// When it was raised.
    pub raised_on: Date,
}

/// An alert in short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlertLine {
    /// The record.
    pub id: String,
    /// What was noticed.
    pub message: String,
    /// Which rule noticed.
    pub rule: String,
    /// When.
    pub raised_on: Date,
    /// `act` or `watch` or `info`.
    pub severity: String,
    /// Who has it.
    pub owner: Option<String>,
}

/// A touchpoint in short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TouchLine {
    /// The record.
    pub id: String,
    /// What it was about.
    pub subject: String,
    /// When.
    pub happened_on: Date,
    /// Who of ours.
    pub by: Option<String>,
    /// Who of theirs.
    pub with: Option<String>,
}

/// Something that happened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Event {
    /// The noun it is a record of.
    pub table: String,
    /// The record.
    pub id: String,
    /// When.
    pub happened_on: String,
    /// What it is called.
    pub title: String,
}

/// For whom the board is composed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Our own people and partners.
    Team,
    /// The customer.
    Customer,
}

/// Composes the board in the reader's language.
pub fn compose(facts: &AccountFacts, audience: Audience, locale: Locale) -> Board {
    let account = &facts.account;
    let stage = label(crate::noun::account::STAGES, &account.stage, locale);
    let tier = account.tier.as_deref().map(|tier| label(crate::noun::account::TIERS, tier, locale));
    let mut parts: Vec<String> =
        [account.industry.clone(), account.region.clone(), Some(stage)].into_iter().flatten().collect();
    if audience == Audience::Team {
        parts.extend(tier);
        parts.push(match (&facts.owner, locale) {
            (Some(name), Locale::Zh) => format!("负责人 {name}"),
            (Some(name), Locale::En) => format!("owner {name}"),
            (None, _) => text("尚无负责人", "no owner yet").in_(locale).to_owned(),
        });
    }
    Board {
        key: "account".to_owned(),
        title: account.name.clone(),
        subtitle: parts.join(" · "),
        as_of: facts.today.to_string(),
        tiles: tiles::all(facts, audience, locale),
        is_demo: facts.is_demo,
        ..Board::default()
    }
}

fn label(set: &'static [crate::record::Choice], key: &str, locale: Locale) -> String {
    set.iter()
        .find(|choice| choice.key == key)
        .map_or_else(|| key.to_owned(), |choice| choice.label.in_(locale).to_owned())
}

#[cfg(test)]
mod tests;
