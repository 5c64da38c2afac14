//! The best set of two hundred opportunities under a budget, of the kinds that are easy and hard to choose among.

use std::time::Instant;

use domain::sandbox::Weights;
use domain::sandbox::table::lay;
use domain::sandbox::{Card, rank};

use crate::Fallible;
use crate::ask::Ask;
use crate::spread::Spread;
use crate::table::Table;

const MANY: usize = 200;

/// Measures the choice, and the ranking of ten thousand.
pub fn measure(ask: &Ask, table: &mut Table) -> Fallible {
    let mut rng = Chance(7);
    let mut runs = Vec::new();
    for round in 0..ask.runs.min(60) {
        let cards: Vec<Card> = (0..MANY).map(|_| card(&mut rng, round % 3)).collect();
        let all: i64 = cards.iter().filter_map(|card| card.request_cents).sum();
        let start = Instant::now();
        if lay(&cards, &Weights::default(), all / 4).best.is_empty() {
            return Err("nothing was chosen".into());
        }
        runs.push(start.elapsed());
    }
    let slowest = runs.iter().max().copied().unwrap_or_default();
    let is_met = slowest.as_millis() < 100;
    table.aimed(
        format!("best set of {MANY} opportunities under a budget"),
        Spread::of(runs).to_string(),
        "every one < 100 ms",
        is_met,
    );
    let many: Vec<Card> = (0..10_000).map(|_| card(&mut rng, 0)).collect();
    let runs = (0..ask.runs.min(60)).map(|round| {
        let start = Instant::now();
        let order = rank(&many, &Weights::default().with(0, i64::from(round))).order;
        (start.elapsed(), order.len())
    });
    let runs: Vec<_> = runs.map(|(spent, _)| spent).collect();
    table.plain("ranking of 10,000 opportunities", Spread::of(runs).to_string());
    Ok(())
}

/// By kind: resources that have nothing to do with the space, that follow it, and whole tenths of it to the cent.
fn card(rng: &mut Chance, kind: u32) -> Card {
    let space = rng.between(20, 1_000) * 1_000_000 + rng.between(0, 100);
    let request = match kind {
        0 => rng.between(5, 200) * 1_000_000,
        1 => space / 6 + rng.between(0, 5_000_000),
        _ => space / 10,
    };
    Card {
        scores: [(); 4].map(|()| Some(rng.between(1, 6))),
        space_cents: space,
        request_cents: Some(request),
        ..Card::default()
    }
}

/// Chance that repeats itself.
struct Chance(u64);

impl Chance {
    /// From the first up to, not with, the second.
    fn between(&mut self, low: i64, high: i64) -> i64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        low + i64::try_from(self.0 >> 2).unwrap_or_default() % (high - low).max(1)
    }
}
