//! A customer's life in outline, decided before any record of it is written: who they are, how their
//! subscriptions went, how content they are, when their decision maker last heard from us. Every record of
//! the account follows from this outline, which is why the records agree with one another.

use std::collections::BTreeSet;

use domain::calendar::plus_days;
use jiff::ToSpan as _;
use jiff::civil::Date;

use super::Plan;
use super::dice::Dice;
use super::names::{self, INDUSTRIES, Industry, REGIONS};
use super::story::{self, Story};

/// How an account's revenue goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Arc {
    /// Renews, at a little more each year.
    #[default]
    Steady,
    /// Renews at much more, buys more in between.
    Grower,
    /// Renewed at less.
    Shrinker,
    /// Left.
    Leaver,
    /// Left and came back.
    Returner,
    /// Signed within the last year.
    Newcomer,
    /// Pays, but is about to be lost.
    AtRisk,
    /// Has not signed yet.
    Prospect,
}

/// How content the customer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mood {
    /// Would leave today.
    Bad,
    /// Has doubts.
    Uneasy,
    /// Well served.
    Content,
    /// Tells others.
    Happy,
}

/// One paid or tried stretch.
#[derive(Clone, Debug)]
pub struct Term {
    /// The subscription's id.
    pub id: String,
    /// Its first day.
    pub start: Date,
    /// The first day it no longer runs.
    pub end: Date,
    /// Its price a month, in cents.
    pub cents: i64,
    /// Whether it is tried only.
    pub is_trial: bool,
    /// Whether it adds to another one.
    pub is_addition: bool,
}

/// An implementation project and how it goes.
#[derive(Clone, Copy, Debug)]
pub struct Project {
    /// Its kickoff.
    pub start: Date,
    /// What it costs, in cents.
    pub cents: i64,
    /// How many days it is late by now; zero when it went as planned.
    pub late_days: i32,
}

/// A customer in outline.
#[derive(Clone, Debug)]
pub struct Life {
    /// The account's id.
    pub id: String,
    /// Its place among all.
    pub index: u32,
    /// Its name.
    pub name: String,
    /// Its line of business.
    pub industry: &'static Industry,
    /// Where it is.
    pub region: &'static str,
    /// How much attention it is planned to get.
    pub tier: &'static str,
    /// How its revenue goes.
    pub arc: Arc,
    /// A story told on purpose.
    pub story: Option<Story>,
    /// The first contact.
    pub since: Date,
    /// Its subscriptions, the oldest first.
    pub terms: Vec<Term>,
    /// Days since its decision maker last heard from us.
    pub quiet_days: i32,
    /// How much it is used for its size, in thousandths.
    pub use_level: i64,
    /// Since how many days use falls, and to how many thousandths.
    pub drop: Option<(i32, i64)>,
    /// The first project.
    pub project: Option<Project>,
    /// Places nobody fills.
    pub vacant: Vec<&'static str>,
    /// Days the last due payment is late.
    pub overdue_days: i32,
}

/// The shape every 28 accounts have, so that a small and a large company have the same shares.
const SLOTS: [(&str, Arc); 28] = [
    ("strategic", Arc::Grower),
    ("key", Arc::Steady),
    ("standard", Arc::Grower),
    ("long_tail", Arc::Newcomer),
    ("standard", Arc::Steady),
    ("key", Arc::AtRisk),
    ("standard", Arc::Newcomer),
    ("long_tail", Arc::Prospect),
    ("key", Arc::Grower),
    ("standard", Arc::Leaver),
    ("standard", Arc::Steady),
    ("long_tail", Arc::Steady),
    ("key", Arc::Newcomer),
    ("standard", Arc::Grower),
    ("strategic", Arc::Steady),
    ("standard", Arc::Shrinker),
    ("long_tail", Arc::Leaver),
    ("key", Arc::Steady),
    ("standard", Arc::Steady),
    ("long_tail", Arc::Grower),
    ("key", Arc::Shrinker),
    ("standard", Arc::Returner),
    ("standard", Arc::AtRisk),
    ("long_tail", Arc::Prospect),
    ("key", Arc::Grower),
    ("standard", Arc::Grower),
    ("long_tail", Arc::Steady),
    ("standard", Arc::Steady),
];

impl Life {
    /// The outline of the account of that number.
    pub fn of(dice: &mut Dice, plan: &Plan, index: u32, today: Date, taken: &mut BTreeSet<String>) -> Self {
        if let Some(story) = Story::of(index) {
            return story::life(dice, story, index, today, taken);
        }
        let slot = index as usize % SLOTS.len();
        let (tier, arc) = SLOTS.get(slot).copied().unwrap_or(("standard", Arc::Steady));
        let industry = dice.pick(INDUSTRIES).unwrap_or(&FALLBACK);
        let cents = match tier {
            "strategic" => dice.between(380, 560),
            "key" => dice.between(170, 310),
            "standard" => dice.between(75, 170),
            _ => dice.between(20, 55),
        } * 100_000;
        let terms = terms(dice, arc, index, plan, today, cents);
        let mut life = Self::blank(dice, index, industry, tier, arc, terms, today, taken);
        life.colour(dice, today);
        life
    }

    /// An outline with nothing out of the ordinary.
    #[expect(clippy::too_many_arguments, reason = "each is one fact about a customer")]
    pub fn blank(
        dice: &mut Dice,
        index: u32,
        industry: &'static Industry,
        tier: &'static str,
        arc: Arc,
        terms: Vec<Term>,
        today: Date,
        taken: &mut BTreeSet<String>,
    ) -> Self {
        let first = terms.first().map(|term| term.start);
        let lead_days = dice.days(40, 150);
        let since = first.map_or_else(|| plus_days(today, -lead_days), |start| plus_days(start, -lead_days));
        Self {
            id: dice.id(since),
            index,
            name: names::company(dice, industry, taken),
            industry,
            region: dice.weigh(REGIONS),
            tier,
            arc,
            story: None,
            since,
            terms,
            quiet_days: dice.days(4, 42),
            use_level: dice.between(750, 1_250),
            drop: None,
            project: None,
            vacant: Vec::new(),
            overdue_days: 0,
        }
    }

    /// What follows from how its revenue goes.
    fn colour(&mut self, dice: &mut Dice, today: Date) {
        match self.arc {
            Arc::AtRisk => {
                self.quiet_days = dice.days(40, 85);
                // Every second one has stopped using it altogether.
                let to = if self.tier == "key" { dice.between(120, 450) } else { 0 };
                self.drop = Some((dice.days(50, 75), to));
                self.overdue_days = if dice.chance(60) { dice.days(34, 75) } else { 0 };
            }
            Arc::Shrinker => {
                self.use_level = self.use_level * 7 / 10;
                self.overdue_days = if dice.chance(35) { dice.days(32, 55) } else { 0 };
            }
            Arc::Leaver => self.drop = Some((150, 100)),
            Arc::Newcomer | Arc::Steady | Arc::Grower if dice.chance(4) => self.vacant.push("csm"),
            _ => {}
        }
        let started = self.terms.iter().find(|term| !term.is_trial).cloned();
        if let Some(first) = started.filter(|_| self.tier != "long_tail") {
            let cents = first.cents * dice.between(2, 4);
            let start = plus_days(first.start, dice.days(3, 12));
            if start < today {
                self.project = Some(Project { start, cents, late_days: 0 });
            }
        }
    }

    /// How content the customer is.
    pub fn mood(&self) -> Mood {
        match (self.story, self.arc) {
            (Some(Story::RedCarpet | Story::LovedUnpaid), _) | (None, Arc::Grower) => Mood::Happy,
            (Some(Story::LateProject), _) | (None, Arc::AtRisk | Arc::Leaver) => Mood::Bad,
            (Some(Story::QuietSponsor), _) | (None, Arc::Shrinker | Arc::Returner) => Mood::Uneasy,
            (None, Arc::Steady | Arc::Newcomer | Arc::Prospect) => Mood::Content,
        }
    }

    /// What it pays a month on a day, in cents.
    pub fn cents_on(&self, day: Date) -> i64 {
        self.running(day).map(|term| term.cents).sum()
    }

    /// Paid terms that run on a day.
    pub fn running(&self, day: Date) -> impl Iterator<Item = &Term> {
        self.terms.iter().filter(move |term| !term.is_trial && term.start <= day && term.end > day)
    }

    /// Seats it has, or had last: about 200 yuan each.
    pub fn seats(&self, today: Date) -> i64 {
        let last = self.terms.iter().rfind(|term| !term.is_trial).map_or(0, |term| term.cents);
        let cents = self.cents_on(today).max(last);
        let seats = (cents / 20_000 / 5 * 5).max(10);
        if self.story == Some(Story::LovedUnpaid) { seats.min(120) } else { seats }
    }

    /// The day use begins: after the project, or some weeks after the start.
    pub fn live_on(&self) -> Option<Date> {
        let first = self.terms.iter().find(|term| !term.is_trial)?;
        let days = match (self.project, self.tier) {
            (Some(project), _) if project.late_days > 0 => return None,
            (_, "strategic") => 90,
            (_, "key") => 60,
            (_, "standard") => 40,
            _ => 14,
        };
        Some(plus_days(first.start, days))
    }

    /// The day it stopped paying, when it does not pay today.
    pub fn left_on(&self, today: Date) -> Option<Date> {
        let last = self.terms.iter().rfind(|term| !term.is_trial)?;
        (last.end <= today).then_some(last.end)
    }

    /// The next renewal.
    pub fn renewal_on(&self, today: Date) -> Option<Date> {
        self.running(today).map(|term| term.end).min()
    }

    /// Where it stands in the loop.
    pub fn stage(&self, today: Date) -> &'static str {
        if self.arc == Arc::Prospect {
            return ["lead", "presales", "contracting"]
                .get(self.index as usize % 3)
                .copied()
                .unwrap_or("lead");
        }
        if self.left_on(today).is_some() {
            return "lost";
        }
        let near = self.renewal_on(today).is_some_and(|on| on <= plus_days(today, 90));
        match (self.project, self.live_on()) {
            (Some(project), None) if project.late_days > 0 => "delivery",
            (_, Some(live)) if live > today => "delivery",
            (_, Some(live)) if live > plus_days(today, -30) => "acceptance",
            _ if near => "renewal",
            _ => "service",
        }
    }
}

/// Used only if there were no line of business at all.
pub const FALLBACK: Industry =
    Industry {
        name: "制造业", suffixes: &["精工股份"], works_weekends: false, sponsor_titles: &["总经理"]
    };

fn terms(dice: &mut Dice, arc: Arc, index: u32, plan: &Plan, today: Date, cents: i64) -> Vec<Term> {
    let years = dice.weigh(&[(2, 30), (3, 45), (4, 25)]);
    let mut terms = match arc {
        Arc::Prospect => return tried(dice, index, today, cents),
        Arc::Newcomer => {
            let due = dice.days(35, 345);
            ladder(dice, arc, plus_days(today, due), 1, cents)
        }
        Arc::AtRisk => {
            let due = dice.days(18, 88);
            ladder(dice, arc, plus_days(today, due), years, cents)
        }
        Arc::Leaver => {
            let long_ago = index % 56 >= 28 && plan.days >= 600;
            let ago = if long_ago { dice.days(390, 560) } else { dice.days(25, 320) };
            ladder(dice, arc, plus_days(today, -ago), years, cents)
        }
        Arc::Returner => {
            let (back, gap) = (dice.days(20, 230), dice.days(60, 150));
            let mut terms = ladder(dice, arc, plus_days(today, -back - gap), years, cents);
            let cents = cents * dice.between(70, 95) / 100;
            let again = ladder(dice, arc, years_later(plus_days(today, -back), 1), 1, cents);
            terms.extend(again);
            terms
        }
        Arc::Steady | Arc::Grower | Arc::Shrinker => {
            // Renewals are spread over the year: the golden section never clusters.
            let due =
                6 + i32::try_from(u64::from(index) * 618_034 % 1_000_000 * 355 / 1_000_000).unwrap_or(180);
            ladder(dice, arc, plus_days(today, due), years, cents)
        }
    };
    if arc == Arc::Grower {
        add(dice, &mut terms, today);
    }
    terms
}

/// Terms of a year, one after another up to `end`; the last at that price, earlier ones as the arc has it.
pub fn ladder(dice: &mut Dice, arc: Arc, end: Date, years: i32, cents: i64) -> Vec<Term> {
    let mut cents = cents;
    let mut terms = Vec::new();
    for back in 0..years {
        let (start, end) = (years_later(end, -back - 1), years_later(end, -back));
        let price = cents / 10_000 * 10_000;
        terms.push(Term {
            id: dice.id(start),
            start,
            end,
            cents: price.max(10_000),
            is_trial: false,
            is_addition: false,
        });
        let grew = match (arc, back) {
            (Arc::Grower, 0) => dice.between(116, 138),
            (Arc::Grower, _) => dice.between(112, 126),
            (Arc::Shrinker, 0) => dice.between(62, 82),
            _ => dice.between(100, 105),
        };
        cents = cents * 100 / grew;
    }
    terms.reverse();
    terms
}

/// What a growing customer buys in the middle of a term.
fn add(dice: &mut Dice, terms: &mut Vec<Term>, today: Date) {
    let Some(current) = terms.last().cloned() else { return };
    let room = (today - current.start).get_days();
    if room < 60 || !dice.chance(70) {
        return;
    }
    let start = plus_days(current.start, dice.days(40, room - 10));
    let cents = current.cents * dice.between(8, 22) / 100 / 10_000 * 10_000;
    if cents > 0 {
        terms.push(Term { id: dice.id(start), start, cents, is_addition: true, ..current });
    }
}

/// A trial for every second prospect.
fn tried(dice: &mut Dice, index: u32, today: Date, cents: i64) -> Vec<Term> {
    if index.is_multiple_of(2) {
        return Vec::new();
    }
    let start = plus_days(today, -dice.days(5, 25));
    let end = plus_days(start, 45);
    vec![Term { id: dice.id(start), start, end, cents, is_trial: true, is_addition: false }]
}

/// The same day some years later, or earlier when below zero.
pub fn years_later(day: Date, years: i32) -> Date {
    day.saturating_add(i64::from(years).years())
}
