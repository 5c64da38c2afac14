//! The lifecycle board (T09): where on the loop does every customer stand, how well do they stand there, who has been
//! on the way longest, who moved, and who has nobody or no next step?
//!
//! Stages and lamps are the accounts' own as they are today. Who moved is told by the days that were scored.

mod sentence;
mod tiles;

use jiff::civil::Date;

use super::about::About;
use super::named::Named;
use super::{Board, Lamp};
use crate::text::Locale;

/// What the store counted.
#[derive(Clone, Debug)]
pub struct LifecycleFacts {
    /// Whose, and of which period.
    pub about: About,
    /// The day it is: stages are as of this day.
    pub today: Date,
    /// Customers by stage and lamp.
    pub stages: Vec<Standing>,
    /// Nobody of ours has them, though they are on the loop.
    pub unowned: i64,
    /// Have an open task, and these tasks.
    pub with_step: (i64, i64),
    /// On the loop without an open task, the largest first.
    pub stepless: Vec<Waiting>,
    /// On record longest and not yet in service, the oldest first.
    pub longest: Vec<Waiting>,
    /// The scored days that are compared, when there are two.
    pub days: Option<(Date, Date)>,
    /// Customers scored on both of these days, by the stage they stood at on each.
    pub steps: Vec<Step>,
}

/// Customers of one stage under one lamp.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// The stage's key.
    pub stage: String,
    /// Their lamp, where they have one.
    pub lamp: Option<Lamp>,
    /// How many.
    pub accounts: i64,
    /// Their MRR in cents.
    pub cents: i64,
}

/// A customer that waits for something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// The account's id.
    pub account_id: String,
    /// Its name.
    pub account: String,
    /// Its stage.
    pub stage: String,
    /// Its MRR in cents.
    pub cents: i64,
    /// Its lamp.
    pub lamp: Option<Lamp>,
    /// On record since.
    pub since: Option<Date>,
    /// Who of ours has it.
    pub owner: Option<String>,
}

/// Customers that went one way round the loop.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// Where they stood.
    pub before: String,
    /// Where they stand; the same where they stayed.
    pub stage: String,
    /// How many.
    pub accounts: i64,
    /// Their MRR in cents.
    pub cents: i64,
}

/// The stages before a customer uses what they bought.
pub const ON_THE_WAY: &str = "lead|presales|contracting|delivery|acceptance";

impl LifecycleFacts {
    /// Customers and MRR of these.
    fn sum(&self, which: impl Fn(&Standing) -> bool) -> (i64, i64) {
        let found = self.stages.iter().filter(|one| which(one));
        found.fold((0, 0), |sum, one| (sum.0 + one.accounts, sum.1 + one.cents))
    }

    /// Those on the loop whose lamp is red.
    fn red(&self) -> (i64, i64) {
        self.sum(|one| one.stage != "lost" && one.lamp == Some(Lamp::Act))
    }

    /// Scored on both days.
    fn compared(&self) -> i64 {
        self.steps.iter().map(|step| step.accounts).sum()
    }

    /// The ways customers went, the most trodden first.
    fn ways(&self) -> Vec<&Step> {
        let mut ways: Vec<&Step> = self.steps.iter().filter(|step| step.before != step.stage).collect();
        ways.sort_by_key(|step| std::cmp::Reverse((step.accounts, step.cents)));
        ways
    }

    fn on_loop(&self) -> (i64, i64) {
        self.sum(|one| one.stage != "lost")
    }
}

/// Composes the board in the reader's language.
pub fn compose(facts: &LifecycleFacts, locale: Locale) -> Board {
    facts.about.board(Named::Lifecycle, tiles::all(facts, locale), locale)
}

#[cfg(test)]
mod tests;
