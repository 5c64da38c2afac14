//! From values to places: a linear scale and a few round ticks, in whole numbers throughout.

use std::fmt;

/// A place along one side of the plot, in hundredths of a per cent; written `12.5%`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct At(pub i32);

impl At {
    pub const START: Self = Self(0);
    pub const END: Self = Self(10_000);

    /// Seen from the other end: heights grow upward, pictures downward.
    #[must_use]
    pub fn flipped(self) -> Self {
        Self(Self::END.0 - self.0)
    }

    /// In thousandths, for paths in a 1000 × 1000 box.
    pub fn milli(self) -> i32 {
        (self.0 + 5) / 10
    }

    /// The distance to another place, never negative.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self((other.0 - self.0).abs())
    }

    /// The middle of the `index`-th of `count` equal slots.
    pub fn slot_middle(index: usize, count: usize) -> Self {
        Self(((2 * index as i64 + 1) * 5_000 / count.max(1) as i64) as i32)
    }

    /// The `index`-th of `count` points spread from end to end; one point stands in the middle.
    pub fn spread(index: usize, count: usize) -> Self {
        if count < 2 {
            return Self(5_000);
        }
        Self((index as i64 * 10_000 / (count as i64 - 1)) as i32)
    }
}

impl fmt::Display for At {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, size) = if self.0 < 0 { ("-", -self.0) } else { ("", self.0) };
        match (size / 100, size % 100) {
            (whole, 0) => write!(out, "{sign}{whole}%"),
            (whole, part) if part % 10 == 0 => write!(out, "{sign}{whole}.{}%", part / 10),
            (whole, part) => write!(out, "{sign}{whole}.{part:02}%"),
        }
    }
}

/// The values at the two ends of a side. `to` is always above `from`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    pub from: i64,
    pub to: i64,
}

impl Scale {
    pub fn new(from: i64, to: i64) -> Self {
        if to > from { Self { from, to } } else { Self { from, to: from.saturating_add(1) } }
    }

    /// For bars: zero is always on it, and the largest value reaches the end.
    pub fn from_zero(values: impl IntoIterator<Item = i64>) -> Self {
        let (low, high) =
            values.into_iter().fold((0, 0), |(low, high), value| (value.min(low), value.max(high)));
        Self::new(low, high)
    }

    /// For lines: the values with a little air, ends on round numbers. Nothing when there are no values.
    pub fn around(values: impl IntoIterator<Item = i64>) -> Option<Self> {
        let (low, high) = values.into_iter().fold(None, |ends: Option<(i64, i64)>, value| {
            Some(ends.map_or((value, value), |(low, high)| (low.min(value), high.max(value))))
        })?;
        let spread = high.saturating_sub(low).max(high.saturating_abs() / 50).max(1);
        let step = round_step(spread, 3);
        let floor = low.div_euclid(step).saturating_mul(step);
        let reach = high.checked_add(step - 1).map_or(high, |h| h.div_euclid(step).saturating_mul(step));
        let floor = if low >= 0 { floor.max(0) } else { floor };
        Some(Self::new(floor, reach.max(high)))
    }

    /// Where a value stands; values beyond the ends stand at the ends.
    pub fn at(self, value: i64) -> At {
        let (from, to) = (i128::from(self.from), i128::from(self.to));
        let value = i128::from(value).clamp(from, to);
        At((((value - from) * 10_000 + (to - from) / 2) / (to - from)) as i32)
    }

    /// At most `most` round values on the scale, ends included when they are round.
    pub fn ticks(self, most: i64) -> Vec<i64> {
        let step = round_step(self.to.saturating_sub(self.from), most.max(2) - 1);
        let first = self.from.div_euclid(step) + i64::from(self.from.rem_euclid(step) != 0);
        (0..most.max(2))
            .filter_map(|index| first.checked_add(index)?.checked_mul(step))
            .take_while(|tick| *tick <= self.to)
            .collect()
    }
}

/// The smallest 1, 2 or 5 × 10ⁿ that crosses `spread` in at most `steps` steps.
fn round_step(spread: i64, steps: i64) -> i64 {
    let wanted = (i128::from(spread.max(1)) + i128::from(steps.max(1)) - 1) / i128::from(steps.max(1));
    let mut power: i128 = 1;
    loop {
        for factor in [1, 2, 5] {
            if power * factor >= wanted {
                return i64::try_from(power * factor).unwrap_or(i64::MAX);
            }
        }
        power *= 10;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_written_without_needless_digits() {
        for (at, words) in [(0, "0%"), (10_000, "100%"), (1_250, "12.5%"), (1_205, "12.05%"), (-50, "-0.5%")]
        {
            assert_eq!(At(at).to_string(), words);
        }
    }

    #[test]
    fn bars_always_stand_on_zero() {
        assert_eq!(Scale::from_zero([50, 80]), Scale { from: 0, to: 80 });
        assert_eq!(Scale::from_zero([-50, 80]), Scale { from: -50, to: 80 });
        assert_eq!(Scale::from_zero([]), Scale { from: 0, to: 1 });
        assert_eq!(Scale::from_zero([50, 100]).at(50), At(5_000));
    }

    #[test]
    fn lines_get_round_ends_that_hold_every_value() {
        for (values, from, to) in [
            (vec![9_742, 14_032], 8_000, 16_000),
            (vec![97, 98, 99], 97, 99),
            (vec![5, 5], 5, 6),
            (vec![0, 0], 0, 1),
            (vec![-30, 40], -50, 50),
        ] {
            let scale = Scale::around(values.iter().copied()).unwrap();
            assert_eq!((scale.from, scale.to), (from, to), "{values:?}");
            assert!(values.iter().all(|v| (scale.from..=scale.to).contains(v)));
        }
        assert_eq!(Scale::around([]), None);
    }

    #[test]
    fn ticks_are_round_few_and_on_the_scale() {
        for (from, to, ticks) in [
            (0, 100, vec![0, 50, 100]),
            (8_000, 16_000, vec![10_000, 15_000]),
            (0, 7, vec![0, 5]),
            (-50, 50, vec![-50, 0, 50]),
        ] {
            assert_eq!(Scale::new(from, to).ticks(3), ticks, "{from}..{to}");
        }
    }

    #[test]
    fn the_largest_and_smallest_numbers_do_not_overflow() {
        let scale = Scale::new(i64::MIN, i64::MAX);
        assert_eq!(scale.at(i64::MAX), At::END);
        assert!(scale.ticks(3).len() <= 3);
        assert!(Scale::around([i64::MIN, i64::MAX]).is_some());
        assert!(Scale::around([i64::MAX]).is_some());
    }
}
