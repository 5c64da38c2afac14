//! Chance that repeats itself: the same seed gives the same company, down to the ids.

use jiff::civil::Date;

use crate::ledger::dated_id;

/// A stream of chance. Each account has its own, so that one account's life does not shift another's.
#[derive(Clone, Debug)]
pub struct Dice {
    rng: fastrand::Rng,
}

impl Dice {
    /// The stream of that number under a seed.
    pub fn new(seed: u64, stream: u64) -> Self {
        Self {
            rng: fastrand::Rng::with_seed(
                seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ stream.wrapping_mul(0xD1B5_4A32_D192_ED03),
            ),
        }
    }

    /// A whole number between two, both included; the lower one when they are the wrong way round.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        if low < high { self.rng.i64(low..=high) } else { low }
    }

    /// The same as days or people count them.
    pub fn days(&mut self, low: i32, high: i32) -> i32 {
        if low < high { self.rng.i32(low..=high) } else { low }
    }

    /// True so many times in a hundred.
    pub fn chance(&mut self, percent: i64) -> bool {
        self.rng.i64(0..100) < percent
    }

    /// One word of many.
    pub fn word(&mut self, of: &[&'static str]) -> &'static str {
        self.pick(of).copied().unwrap_or_default()
    }

    /// One of many; nothing of nothing.
    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        if of.is_empty() { None } else { of.get(self.rng.usize(0..of.len())) }
    }

    /// One of many by weight.
    pub fn weigh<T: Copy + Default>(&mut self, of: &[(T, i64)]) -> T {
        let total: i64 = of.iter().map(|(_, weight)| weight).sum();
        let mut left = self.between(1, total);
        for (item, weight) in of {
            left -= weight;
            if left <= 0 {
                return *item;
            }
        }
        T::default()
    }

    /// An id made in the working hours of that day: newest records have the largest ids.
    pub fn id(&mut self, on: Date) -> String {
        const HOUR: i64 = 3_600_000;
        let millis = self.between(HOUR, 10 * HOUR);
        self.id_at(on, u64::try_from(millis).unwrap_or(0))
    }

    /// An id made at that millisecond of the day.
    pub fn id_at(&mut self, on: Date, millis: u64) -> String {
        let mut random = [0_u8; 10];
        self.rng.fill(&mut random);
        dated_id(on, millis, random)
    }
}
