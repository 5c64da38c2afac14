//! The demonstration company: an invented software vendor, its customers and two years of coherent history.
//!
//! Deterministic: the same plan on the same day gives the same records, down to their ids. Synthetic, and it
//! says so: the company's name and its `is_demo` mark are shown on every screen. Records of an account agree
//! with one another because all of them follow from one outline ([`life`]).

mod alert;
mod care;
mod deal;
mod desk;
mod dice;
mod holiday;
mod known;
mod life;
mod names;
mod people;
mod phone;
mod power;
mod relation;
mod sandbox;
mod sheet;
mod staff;
mod story;
mod target;
mod usage;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use domain::calendar::plus_days;
use domain::noun::{account::Account, company::Company, holiday::Holiday, user::User};
use domain::policy::Role;
use domain::problem::{Problem, ProblemKind};
use domain::query::Query;
use domain::record::Record as _;
use domain::value::Value;
use jiff::civil::Date;
use store::Conn;
use store::record::Cut;

use crate::fault::of_store;
use crate::{Ctx, ledger, score};
use dice::Dice;
use life::Life;
use sheet::Sheets;
use staff::Staff;
use usage::Density;

pub use staff::{COMPANY, DEMO_USERS};

/// What to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// How many accounts.
    pub accounts: u32,
    /// How many days of history.
    pub days: u32,
    /// The seed of chance.
    pub rng: u64,
}

impl Default for Plan {
    /// The demonstration as it is shown.
    fn default() -> Self {
        Self { accounts: 60, days: 730, rng: 42 }
    }
}

/// What was made: records by noun.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Noun to number of records.
    pub counts: BTreeMap<&'static str, u64>,
}

/// What every part of the generator looks at.
struct World<'a> {
    plan: Plan,
    today: Date,
    opening: Date,
    staff: &'a Staff,
    density: Density,
}

/// Makes the demonstration company in an empty installation, all of it or nothing.
///
/// # Errors
/// `Forbidden` to all but administrators; `Conflict` when there are accounts already.
pub async fn run(ctx: &Ctx, plan: &Plan) -> Result<Summary, Problem> {
    if ctx.who.role != Role::Administrator {
        return Err(Problem::forbidden());
    }
    let plan = Plan { accounts: plan.accounts.min(100_000), days: plan.days.clamp(1, 3_660), ..*plan };
    let mut write = ctx.store.write().await.map_err(of_store)?;
    if store::record::count(write.conn(), Account::SPEC, &Cut::All, &Query::default(), 1)
        .await
        .map_err(of_store)?
        > 0
    {
        return Err(Problem::new(
            ProblemKind::Conflict,
            "已有客户数据，不再生成演示公司。如需演示，请使用一个空的数据目录。",
            "There are accounts already, so no demonstration company was made. Use an empty data directory for one.",
        ));
    }
    let ctx = Ctx { now: midnight(ctx.today), ..ctx.clone() };
    let summary = fill(&ctx, write.conn(), plan).await.map_err(of_store)?;
    write.commit().await.map_err(of_store)?;
    Ok(summary)
}

/// The day's beginning where the company is: never in the future, and the same all day.
fn midnight(today: Date) -> jiff::Timestamp {
    let offset = jiff::tz::Offset::from_hours(8).unwrap_or(jiff::tz::Offset::UTC);
    offset.to_timestamp(today.at(0, 0, 0, 0)).unwrap_or(jiff::Timestamp::UNIX_EPOCH)
}

async fn fill(ctx: &Ctx, conn: &mut Conn, plan: Plan) -> Result<Summary, store::Error> {
    let now = ctx.stamp();
    let (mut sheets, mut summary) = (Sheets::default(), Summary::default());
    let known = known_users(conn).await?;
    let company = store::record::list(conn, Company::SPEC, &Cut::All, &Query::default(), 1).await?;
    let opening = plus_days(ctx.today, -i32::try_from(plan.days).unwrap_or(730));
    let mut dice = Dice::new(plan.rng, u64::MAX);
    let staff = staff::settle(&mut dice, &mut sheets, opening, &known, !company.is_empty());
    if let Some(row) = company.first() {
        let mut fresh = Sheets::default();
        fresh.add("company", row.id.clone(), &staff::company());
        for (id, cells) in fresh.of("company") {
            store::record::update(conn, Company::SPEC, id, row.version, cells, &now).await?;
        }
    }
    if store::record::count(conn, Holiday::SPEC, &Cut::All, &Query::default(), 1).await? == 0 {
        holiday::settle(&mut Dice::new(plan.rng, u64::MAX - 1), &mut sheets, opening);
    }
    let world = World { plan, today: ctx.today, opening, staff: &staff, density: Density::of(plan.accounts) };
    let mut handed = sandbox::Handed::default();
    let told = relation::company(&mut sheets, &world);
    let (mut taken, mut written, mut group) = (BTreeSet::new(), 0, None);
    for index in 0..plan.accounts {
        let (life, people) = one(&mut sheets, &world, index, &mut taken, &mut written, group.as_deref());
        let mut user = None;
        if index == 0 {
            user = sponsor(&mut dice, &mut sheets, &life, &known, opening);
            group = Some(life.id.clone());
        }
        known::settle(&mut sheets, &life, &people, &world);
        phone::settle(&mut sheets, &life, &people, &world, user);
        sandbox::settle(&mut sheets, &life, &people, &world, &mut handed);
        relation::settle(&mut sheets, &life, &people, &world, &told);
        power::settle(&mut sheets, &life, &people, &world);
        if sheets.len() > 20_000 {
            count(&mut summary, sheets.write(conn, &now).await?);
        }
    }
    sandbox::selections(&mut sheets, &world, &handed);
    count(&mut summary, sheets.write(conn, &now).await?);
    store::rollup::rebuild_usage(conn).await?;
    ledger::rebuild_all(ctx, conn).await?;
    target::settle(conn, &mut sheets, &mut dice, ctx.today).await?;
    count(&mut summary, sheets.write(conn, &now).await?);
    score::look_back(ctx, conn).await?;
    Ok(summary)
}

/// One account with everything that belongs to it.
fn one(
    sheets: &mut Sheets,
    world: &World<'_>,
    index: u32,
    taken: &mut BTreeSet<String>,
    written: &mut u64,
    group: Option<&str>,
) -> (Life, people::People) {
    let mut dice = Dice::new(world.plan.rng, u64::from(index));
    let life = Life::of(&mut dice, &world.plan, index, world.today, taken);
    // The first customer's sister companies.
    let parent = group.filter(|_| life.story.is_none() && index % 56 == 11);
    let people = people::settle(&mut dice, sheets, &life, world, parent);
    let overdue = deal::settle(&mut dice, sheets, &life, &people, world);
    care::settle(&mut dice, sheets, &life, &people, world);
    let breach = desk::settle(&mut dice, sheets, &life, &people, world);
    let recent = usage::settle(&mut dice, sheets, &life, world, written);
    alert::settle(&mut dice, sheets, &life, &people, world, &alert::Signs { overdue, breach, recent });
    (life, people)
}

/// The sponsor of the first customer gets a sign-in of their own.
fn sponsor(
    dice: &mut Dice,
    sheets: &mut Sheets,
    life: &Life,
    known: &BTreeMap<String, String>,
    day: Date,
) -> Option<String> {
    let mut user = None;
    for (email, role) in DEMO_USERS.iter().filter(|(_, role)| *role == "executive_sponsor") {
        if let Some(id) = known.get(*email) {
            user = Some(id.clone());
            continue;
        }
        let name = life.story.map_or("", story::Story::sponsor);
        let id = dice.id(day);
        sheets.add(sheet::SPONSOR, id.clone(), &staff::user(email, role, name, Value::from(life.id.clone())));
        user = Some(id);
    }
    user
}

async fn known_users(conn: &mut Conn) -> Result<BTreeMap<String, String>, store::Error> {
    let rows = store::record::list(conn, User::SPEC, &Cut::All, &Query::default(), 1_000).await?;
    Ok(rows.iter().filter_map(User::from_row).map(|user| (user.email, user.id)).collect())
}

fn count(summary: &mut Summary, counts: BTreeMap<&'static str, u64>) {
    for (table, rows) in counts {
        *summary.counts.entry(table).or_default() += rows;
    }
}

#[cfg(test)]
mod tests;
