//! Exact ratios: a share, a rate or a mean is kept as two whole numbers and rounded only when shown.
//!
//! Invariant: the denominator is positive. A ratio over nothing does not exist: [`Ratio::new`] gives
//! `None`, and screens then show a dash instead of a made-up zero. Both numbers stay as counted
//! (779 of 1175), so that a reader can be told what a percentage was made of.

use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// A numerator over a positive denominator, exact.
///
/// Two ratios are equal when their values are (1/2 = 2/4), whatever they were counted from.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(into = "(i64, i64)", try_from = "(i64, i64)")]
pub struct Ratio {
    num: i128,
    den: i128,
}

impl Ratio {
    /// `num / den`, or nothing when the denominator is zero. A negative denominator moves its sign up.
    ///
    /// ```
    /// use domain::ratio::Ratio;
    /// assert_eq!(Ratio::new(779, 1175).map(|r| r.percent(2)).as_deref(), Some("66.30"));
    /// assert!(Ratio::new(1, 0).is_none());
    /// ```
    pub fn new(num: impl Into<i128>, den: impl Into<i128>) -> Option<Self> {
        let (num, den) = (num.into(), den.into());
        match den.cmp(&0) {
            Ordering::Equal => None,
            Ordering::Greater => Some(Self { num, den }),
            Ordering::Less => Some(Self { num: num.checked_neg()?, den: den.checked_neg()? }),
        }
    }

    /// A whole number as a ratio over one.
    pub const fn whole(num: i64) -> Self {
        Self { num: num as i128, den: 1 }
    }

    /// What was counted.
    pub const fn num(self) -> i128 {
        self.num
    }

    /// What it was counted out of; always positive.
    pub const fn den(self) -> i128 {
        self.den
    }

    /// The value times `10^decimals`, rounded half up by magnitude (0.5 → 1, −0.5 → −1).
    ///
    /// ```
    /// use domain::ratio::Ratio;
    /// assert_eq!(Ratio::new(1, 8).map(|r| r.scaled(2)), Some(13));
    /// assert_eq!(Ratio::new(-1, 8).map(|r| r.scaled(2)), Some(-13));
    /// ```
    pub fn scaled(self, decimals: u32) -> i128 {
        let (mut num, mut den, factor) = (self.num, self.den, 10_i128.saturating_pow(decimals));
        // Beyond 38 digits the last bits cannot be seen in any figure we show: drop them from both.
        while num.checked_mul(factor).and_then(|n| n.checked_mul(2)).is_none() && den > 1 {
            (num, den) = (num / 2, den / 2);
        }
        round_div(num.saturating_mul(factor), den)
    }

    /// Parts per million: 1.403284 is 1 403 284.
    pub fn as_ppm(self) -> i64 {
        let ppm = self.scaled(6);
        i64::try_from(ppm).unwrap_or(if ppm < 0 { i64::MIN } else { i64::MAX })
    }

    /// The plain number with that many decimals.
    ///
    /// ```
    /// use domain::ratio::Ratio;
    /// assert_eq!(Ratio::new(8_469_303, 6_035_345).map(|r| r.decimal(6)).as_deref(), Some("1.403284"));
    /// ```
    pub fn decimal(self, decimals: u32) -> String {
        fixed(self.scaled(decimals), decimals)
    }

    /// The number with six decimals, as reports and the API print rates.
    pub fn six_decimals(self) -> String {
        self.decimal(6)
    }

    /// The value in hundredths, without the sign %: `66.30`.
    pub fn percent(self, decimals: u32) -> String {
        fixed(self.scaled(decimals.saturating_add(2)), decimals)
    }

    /// The value in hundredths with its sign: `66.30%`.
    ///
    /// ```
    /// use domain::ratio::Ratio;
    /// assert_eq!(Ratio::new(1, 3).map(|r| r.display_pct(1)).as_deref(), Some("33.3%"));
    /// ```
    pub fn display_pct(self, decimals: u32) -> String {
        format!("{}%", self.percent(decimals))
    }

    /// For the geometry of a chart only: never for a figure, a comparison or a sum.
    pub fn as_f64(self) -> f64 {
        self.num as f64 / self.den as f64
    }

    /// What is missing to one: the churn that belongs to a retention.
    #[must_use]
    pub fn complement(self) -> Self {
        Self { num: self.den.saturating_sub(self.num), den: self.den }
    }

    /// `self − other`, exact; nothing when the numbers leave 38 digits.
    pub fn minus(self, other: Self) -> Option<Self> {
        if self.den == other.den {
            return Self::new(self.num.checked_sub(other.num)?, self.den);
        }
        let (left, right) = (self.num.checked_mul(other.den)?, other.num.checked_mul(self.den)?);
        Self::new(left.checked_sub(right)?, self.den.checked_mul(other.den)?)
    }

    /// `self + other`, exact; nothing when the numbers leave 38 digits.
    pub fn plus(self, other: Self) -> Option<Self> {
        self.minus(Self { num: other.num.checked_neg()?, den: other.den })
    }

    /// The value to the `exponent`-th power, to twelve decimals; nothing when it outgrows its room.
    ///
    /// Powers of exact fractions outgrow any integer, so this one is rounded: the error stays below
    /// one in a hundred thousand million.
    ///
    /// ```
    /// use domain::ratio::Ratio;
    /// let monthly = Ratio::new(98, 100).and_then(|r| r.power(12));
    /// assert_eq!(monthly.map(|r| r.six_decimals()).as_deref(), Some("0.784717"));
    /// ```
    pub fn power(self, exponent: u32) -> Option<Self> {
        const ONE: i128 = 1_000_000_000_000;
        let base = self.scaled(12);
        let mut product = ONE;
        for _ in 0..exponent {
            product = round_div(product.checked_mul(base)?, ONE);
        }
        Self::new(product, ONE)
    }
}

/// `num / den` to the nearest whole number, halves away from zero; `den` is positive.
pub(crate) fn round_div(num: i128, den: i128) -> i128 {
    let (quotient, rest) = (num / den, num % den);
    if rest.abs() >= den - rest.abs() { quotient + num.signum() } else { quotient }
}

/// `scaled / 10^decimals` in figures: 1234 with two decimals is `12.34`.
pub(crate) fn fixed(scaled: i128, decimals: u32) -> String {
    let width = decimals as usize;
    let digits = scaled.unsigned_abs().to_string();
    let padded = format!("{digits:0>least$}", least = width + 1);
    let (whole, rest) = padded.split_at(padded.len() - width);
    let sign = if scaled < 0 { "-" } else { "" };
    if width == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") }
}

impl PartialEq for Ratio {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Ratio {}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ratio {
    /// Exact at any size: whole parts first, then the reciprocals of what is left (Euclid's steps).
    fn cmp(&self, other: &Self) -> Ordering {
        let (mut left, mut right) = ((self.num, self.den), (other.num, other.den));
        loop {
            let wholes = left.0.div_euclid(left.1).cmp(&right.0.div_euclid(right.1));
            let rests = (left.0.rem_euclid(left.1), right.0.rem_euclid(right.1));
            match (wholes, rests) {
                (Ordering::Equal, (0, _) | (_, 0)) => return rests.0.cmp(&rests.1),
                // A larger fraction has the smaller reciprocal: the sides change places.
                (Ordering::Equal, _) => (left, right) = ((right.1, rests.1), (left.1, rests.0)),
                (unequal, _) => return unequal,
            }
        }
    }
}

impl From<Ratio> for (i64, i64) {
    /// On the wire both numbers are 64 bits wide; larger ones lose their lowest digits together.
    fn from(ratio: Ratio) -> Self {
        let Ratio { mut num, mut den } = ratio;
        loop {
            match (i64::try_from(num), i64::try_from(den)) {
                (Ok(num), Ok(den)) => return (num, den),
                _ if den <= 1 => return (if num < 0 { i64::MIN } else { i64::MAX }, 1),
                _ => (num, den) = (num / 2, den / 2),
            }
        }
    }
}

impl TryFrom<(i64, i64)> for Ratio {
    type Error = &'static str;

    fn try_from((num, den): (i64, i64)) -> Result<Self, Self::Error> {
        Self::new(num, den).ok_or("a ratio over zero")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ratio(num: i128, den: i128) -> Ratio {
        Ratio::new(num, den).expect("a denominator")
    }

    #[test]
    fn rounds_half_up_only_when_shown() {
        let check = |num, den, decimals, expected: &str| {
            assert_eq!(ratio(num, den).decimal(decimals), expected, "{num}/{den} to {decimals}");
        };
        check(1, 2, 0, "1");
        check(-1, 2, 0, "-1");
        check(49, 100, 0, "0");
        check(2, 3, 6, "0.666667");
        check(-1, 1000, 2, "0.00");
        check(1_403_284, 1_000_000, 6, "1.403284");
        check(5, -10, 1, "-0.5");
        check(0, 7, 2, "0.00");
        check(i128::MAX, 1, 0, &i128::MAX.to_string());
        check(i128::MAX, i128::MAX - 1, 6, "1.000000");
    }

    #[test]
    fn the_wire_keeps_the_counts_and_refuses_a_zero_base() {
        assert_eq!(serde_json::to_string(&ratio(779, 1175)).unwrap(), "[779,1175]");
        assert!(serde_json::from_str::<Ratio>("[1,0]").is_err());
        let huge = ratio(i128::MAX, i128::MAX / 2);
        let back: Ratio = serde_json::from_str(&serde_json::to_string(&huge).unwrap()).unwrap();
        assert_eq!(back.six_decimals(), "2.000000");
    }

    proptest! {
        #[test]
        fn order_is_that_of_the_cross_product(a in -999_i64..999, b in 1_i64..999, c in -999_i64..999, d in 1_i64..999) {
            let (left, right) = (ratio(a.into(), b.into()), ratio(c.into(), d.into()));
            prop_assert_eq!(left.cmp(&right), (a * d).cmp(&(c * b)));
            prop_assert_eq!(left.minus(right).unwrap().plus(right).unwrap(), left);
        }
    }
}
