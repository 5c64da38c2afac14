//! Use by day: a week has its rhythm, holidays are quiet, a rollout climbs, a customer about to leave fades.
//!
//! For a company of ordinary size there is a row for every core feature and working day and, once a week, for
//! every other feature. For benchmarks rows are spread thinner ([`Density`]), so that ten thousand accounts
//! over two years stay around two million rows; what a row says does not change.

use domain::calendar::plus_days;
use domain::value::Value;
use jiff::civil::{Date, Weekday};

use super::World;
use super::dice::Dice;
use super::life::{Arc, Life};
use super::sheet::Sheets;

/// How thickly history is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Density {
    /// Days from one row of use to the next.
    pub use_days: i32,
    /// How many core features have rows.
    pub core_features: usize,
    /// Whether other features have a row a week.
    pub has_others: bool,
    /// Ids of use follow the day; else the order of writing, which is faster for millions.
    pub is_dated: bool,
    /// Contacts are so many times rarer.
    pub contact_stretch: i32,
    /// Tickets are so many times rarer.
    pub ticket_stretch: i32,
}

impl Density {
    /// Full for up to 400 accounts, thinner above.
    pub fn of(accounts: u32) -> Self {
        let full = Self {
            use_days: 1,
            core_features: 5,
            has_others: true,
            is_dated: true,
            contact_stretch: 1,
            ticket_stretch: 1,
        };
        match accounts {
            0..=400 => full,
            401..=2_000 => {
                Self { core_features: 3, has_others: false, is_dated: false, contact_stretch: 2, ..full }
            }
            _ => Self {
                use_days: 7,
                core_features: 2,
                has_others: false,
                is_dated: false,
                contact_stretch: 4,
                ticket_stretch: 3,
            },
        }
    }
}

/// Uses in the last 28 days and in the 28 before, for the account's alert.
#[derive(Clone, Copy, Debug, Default)]
pub struct Recent {
    /// The last 28 days.
    pub last: i64,
    /// The 28 before.
    pub before: i64,
}

/// Writes an account's use. `written` counts all use rows so far.
pub fn settle(
    dice: &mut Dice,
    sheets: &mut Sheets,
    life: &Life,
    world: &World<'_>,
    written: &mut u64,
) -> Recent {
    let mut recent = Recent::default();
    let Some(begun) = life.live_on() else { return recent };
    let Some(subscription) = life.terms.iter().find(|term| !term.is_trial).map(|term| term.id.clone()) else {
        return recent;
    };
    let last = life.left_on(world.today).unwrap_or(world.today);
    let mix = features(dice, life, world);
    let people = life.seats(world.today);
    let stride = world.density.use_days;
    let mut day = begun.max(world.opening);
    // The rows of a thin history sum up the days they stand for, on a working day.
    while stride > 1 && day.weekday() != Weekday::Wednesday {
        day = plus_days(day, 1);
    }
    while day < last {
        let scale = if stride > 1 { 5_000 } else { rhythm(life, day) };
        let level = life.use_level * level(life, begun, day, world) / 1_000 * scale / 1_000;
        for (feature, share, is_core) in &mix {
            let is_their_day = *is_core || day.weekday() == Weekday::Wednesday;
            let uses = people * level / 1_000 * share / 100 * dice.between(85, 115) / 100;
            if !is_their_day || uses == 0 {
                continue;
            }
            let active = (people * level.min(1_900) / 1_000 * share / 100 * 6 / 10).clamp(1, uses);
            let id = if world.density.is_dated { dice.id(day) } else { dice.id_at(world.today, *written) };
            let cells = vec![
                Value::from(life.id.clone()),
                Value::from(day),
                Value::from(feature.clone()),
                Value::from(uses),
                Value::from(uses * dice.between(40, 110)),
                Value::from(uses * dice.between(0, 9) / 1_000),
                Value::from(active),
                Value::from(subscription.clone()),
                Value::Null,
            ];
            sheets.push("usage", id, cells);
            *written += 1;
            match (world.today - day).get_days() {
                1..=28 => recent.last += uses,
                29..=56 => recent.before += uses,
                _ => {}
            }
        }
        day = plus_days(day, stride);
    }
    recent
}

/// Which features the account uses, how much of its use each is in hundredths, and whether it is core.
fn features(dice: &mut Dice, life: &Life, world: &World<'_>) -> Vec<(String, i64, bool)> {
    const SHARES: [i64; 5] = [90, 110, 55, 40, 30];
    let missing = match life.arc {
        Arc::Grower => 0,
        Arc::Steady => dice.between(0, 1),
        _ => dice.between(0, 2),
    } as usize;
    let core = world.staff.features.iter().filter(|feature| feature.is_core);
    let kept = world.density.core_features.min(SHARES.len() - missing);
    let mut used: Vec<_> =
        core.zip(SHARES).take(kept).map(|(feature, share)| (feature.id.clone(), share, true)).collect();
    if world.density.has_others {
        for feature in world.staff.features.iter().filter(|feature| !feature.is_core) {
            if dice.chance(45) {
                used.push((feature.id.clone(), dice.between(8, 60), false));
            }
        }
    }
    used
}

/// The account's level on a day, in thousandths: a climb of ten weeks, a slow rise, a fall when there is one.
fn level(life: &Life, begun: Date, day: Date, world: &World<'_>) -> i64 {
    let age = i64::from((day - begun).get_days());
    let climb = 200 + (age * 800 / 70).min(800);
    let rise = 1_000 + age.min(700) / 5;
    let fall = life.drop.map_or(1_000, |(days, to)| {
        let end = life.left_on(world.today).unwrap_or(world.today);
        let since = i64::from((day - plus_days(end, -days)).get_days());
        let quick = if life.arc == Arc::Leaver { i64::from(days) } else { i64::from(days) / 2 };
        1_000 - (since.clamp(0, quick) * (1_000 - to) / quick.max(1))
    });
    climb * rise / 1_000 * fall / 1_000
}

/// A day's share of a full working day, in thousandths.
fn rhythm(life: &Life, day: Date) -> i64 {
    let weekend = life.industry.works_weekends;
    if is_holiday(day) {
        return if weekend { 450 } else { 0 };
    }
    match day.weekday() {
        Weekday::Monday => 1_060,
        Weekday::Tuesday => 1_090,
        Weekday::Wednesday => 1_050,
        Weekday::Thursday => 1_000,
        Weekday::Friday => 900,
        Weekday::Saturday => {
            if weekend {
                640
            } else {
                0
            }
        }
        Weekday::Sunday => {
            if weekend {
                560
            } else {
                0
            }
        }
    }
}

/// The long public holidays; the moving ones for the years a demonstration is likely to show.
fn is_holiday(day: Date) -> bool {
    const SPRING: [(i16, i8, i8, i32); 5] =
        [(2024, 2, 10, 8), (2025, 1, 28, 8), (2026, 2, 15, 9), (2027, 2, 5, 8), (2028, 1, 25, 8)];
    let in_spring = SPRING.iter().any(|(year, month, first, days)| {
        Date::new(*year, *month, *first).is_ok_and(|first| first <= day && day < plus_days(first, *days))
    });
    in_spring || matches!((day.month(), day.day()), (1, 1) | (4, 4..=6) | (5, 1..=5) | (10, 1..=7))
}
