//! The sponsor board: does every customer have a named 1W (M06), who of ours keeps in touch with whom and who has
//! fallen silent (M07), do they come to meetings (M12), do they open what we made for them (M10, M65)?
//!
//! Customers are those who pay today. A sponsor is silent after 30 days without a contact and lost after 60, which are
//! also the edges of the sponsor's score.

mod tiles;
mod words;

use jiff::civil::Date;

use super::Board;
use super::about::About;
use super::named::Named;
use crate::text::Locale;

/// Days without a contact after which a sponsor is silent.
pub const SILENT_DAYS: i32 = 30;

/// Days without a contact after which a sponsor is lost sight of.
pub const LOST_DAYS: i32 = 60;

/// The days at which the distribution of silence is cut.
pub const EDGES: [i32; 5] = [15, 30, 45, 60, 90];

/// What the store counted.
#[derive(Clone, Debug)]
pub struct SponsorFacts {
    /// Whose, and of which period.
    pub about: About,
    /// Who has a sponsor and who has none.
    pub coverage: Coverage,
    /// Sponsors by how long they have been silent.
    pub bands: Bands,
    /// Sponsors by days since the last contact, as [`EDGES`] cut them; then those beyond, and those never spoken to.
    pub days: Vec<i64>,
    /// The same by who of ours has the customer: those with most lost sponsors first, a dozen at most.
    pub owners: Vec<OwnerBands>,
    /// Those silent for longest, the largest customers first among equals.
    pub silent: Vec<Silent>,
    /// Meetings of the period by kind.
    pub attendance: Vec<Attendance>,
    /// How sponsors opened their home.
    pub opens: Opens,
    /// How far sponsors have come with our screens.
    pub setup: Setup,
    /// Meetings of the next 30 days that nobody has confirmed, the next first.
    pub meetings: Vec<Unanswered>,
    /// How many there are.
    pub meetings_unanswered: i64,
    /// How many meetings are planned for these days.
    pub meetings_planned: i64,
}

/// Paying customers with and without a sponsor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// All who pay.
    pub customers: i64,
    /// Of these, with a named sponsor.
    pub named: i64,
    /// What the others pay a year.
    pub unnamed_arr_cents: i64,
    /// The largest of the others.
    pub unnamed: Vec<Unnamed>,
}

/// A customer without a sponsor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unnamed {
    /// The account's id.
    pub account_id: String,
    /// Its name.
    pub account: String,
    /// Who of ours has it; may be empty.
    pub owner: String,
    /// What it pays a year.
    pub arr_cents: i64,
}

/// Sponsors by days since the last contact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bands {
    /// Up to 30 days.
    pub near: i64,
    /// 31 to 60.
    pub silent: i64,
    /// More than 60.
    pub lost: i64,
    /// Never.
    pub never: i64,
}

/// The sponsors of one of ours.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnerBands {
    /// Who; empty for customers that nobody has.
    pub owner_id: String,
    /// Their name.
    pub owner: String,
    /// How their sponsors are kept in touch with.
    pub bands: Bands,
}

/// A sponsor nobody has spoken to for long.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Silent {
    /// The stakeholder's id.
    pub id: String,
    /// Their name.
    pub name: String,
    /// The account's id.
    pub account_id: String,
    /// Its name.
    pub account: String,
    /// Who of ours has it; may be empty.
    pub owner: String,
    /// The last contact.
    pub last_on: Option<Date>,
}

/// Meetings of one kind of which it is known whether the sponsor came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attendance {
    /// The kind.
    pub kind: String,
    /// The sponsor came.
    pub attended: i64,
    /// All.
    pub recorded: i64,
}

/// How sponsors opened their home.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opens {
    /// Customers whose sponsor opened it in the 28 days.
    pub accounts: i64,
    /// Of these in the last seven.
    pub accounts_week: i64,
    /// Opens in the 28 days.
    pub month: i64,
    /// The last day it was opened.
    pub last_on: Option<Date>,
    /// Opens of twelve weeks, by the day each begins, the oldest first.
    pub weeks: Vec<(Date, i64)>,
}

/// How many sponsors have come how far with our screens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Setup {
    /// All who are to.
    pub all: i64,
    /// Invited.
    pub invited: i64,
    /// Signed in once.
    pub signed_in: i64,
    /// Have it on their phone.
    pub installed: i64,
    /// Were shown how.
    pub trained: i64,
}

/// A meeting to come which the sponsor has not confirmed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unanswered {
    /// The meeting's id.
    pub id: String,
    /// What it is about.
    pub subject: String,
    /// The account's name.
    pub account: String,
    /// The day.
    pub on: Option<Date>,
    /// Whether the sponsor will not come.
    pub is_declined: bool,
}

impl Bands {
    /// All sponsors.
    pub const fn all(self) -> i64 {
        self.near + self.silent + self.lost + self.never
    }
}

/// Composes the board in the reader's language.
pub fn compose(facts: &SponsorFacts, locale: Locale) -> Board {
    facts.about.board(Named::Sponsor, tiles::all(facts, locale), locale)
}

#[cfg(test)]
mod tests;
