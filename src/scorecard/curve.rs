//! How a raw value becomes 0 to 100: a few knots, straight lines between them, level beyond the ends.

use serde::{Deserialize, Serialize};

use super::FULL_BP;
use crate::ratio::round_div;

/// Knots `(value, points in basis points)`, values rising. The value is in the input's own unit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Curve(pub Vec<(i64, i64)>);

impl Curve {
    /// A curve from values and whole points 0 to 100.
    pub fn of(knots: &[(i64, i64)]) -> Self {
        Self(knots.iter().map(|(value, points)| (*value, points * 100)).collect())
    }

    /// The points of a value: 0 to 10,000 basis points of full marks, halves rounded up.
    ///
    /// ```
    /// use domain::scorecard::Curve;
    /// let silence = Curve::of(&[(14, 100), (60, 0)]);
    /// assert_eq!([0, 14, 37, 60, 365].map(|days| silence.at(days)), [10_000, 10_000, 5_000, 0, 0]);
    /// ```
    pub fn at(&self, value: i64) -> i64 {
        let mut below: Option<(i64, i64)> = None;
        for &(at, points) in &self.0 {
            if value <= at {
                let Some((from, start)) = below.filter(|_| value < at) else {
                    return points.clamp(0, FULL_BP);
                };
                let (run, rise) = (i128::from(at) - i128::from(from), i128::from(points) - i128::from(start));
                let part = (i128::from(value) - i128::from(from)) * rise;
                let reached = i128::from(start) + round_div(part, run.max(1));
                return i64::try_from(reached).unwrap_or(0).clamp(0, FULL_BP);
            }
            below = Some((at, points));
        }
        below.map_or(0, |(_, points)| points.clamp(0, FULL_BP))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn beyond_its_ends_a_curve_is_level_and_between_knots_straight() {
        let hump = Curve::of(&[(0, 40), (10, 100), (20, 60)]);
        for (value, expected) in [
            (i64::MIN, 4_000),
            (0, 4_000),
            (1, 4_600),
            (10, 10_000),
            (11, 9_600),
            (20, 6_000),
            (i64::MAX, 6_000),
        ] {
            assert_eq!(hump.at(value), expected, "{value}");
        }
        assert_eq!(Curve::default().at(5), 0, "no knots, no points");
        assert_eq!(Curve(vec![(0, -5), (9, 20_000)]).at(9), FULL_BP, "never above full marks");
    }

    proptest! {
        #[test]
        fn a_rising_curve_never_falls_and_never_leaves_its_range(
            points in proptest::collection::vec(0_i64..=100, 2..6),
            left in -100_i64..600,
            step in 0_i64..200,
        ) {
            let mut points = points;
            points.sort_unstable();
            let knots: Vec<_> = (0..).zip(points).map(|(place, points)| (place * 100, points)).collect();
            let curve = Curve::of(&knots);
            prop_assert!((0..=FULL_BP).contains(&curve.at(left)));
            prop_assert!(curve.at(left) <= curve.at(left + step));
        }
    }
}
