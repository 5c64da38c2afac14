//! How whole numbers become words on an axis.

use serde::{Deserialize, Serialize};

/// How whole numbers become the words on an axis: `value / divisor`, with `decimals`, then `suffix`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// “万元”, “%”, “accounts”: heads the value column of the table.
    pub word: String,
    /// How many of the stored unit make one shown unit; 1 or more.
    pub divisor: i64,
    /// Digits after the point on axis ticks.
    pub decimals: u8,
    /// Written right after each axis figure: “%”, “万”, “M”. May be empty.
    pub suffix: String,
}

impl Default for Unit {
    fn default() -> Self {
        Self { word: String::new(), divisor: 1, decimals: 0, suffix: String::new() }
    }
}

impl Unit {
    /// Plain counts: `Unit::count("accounts")`.
    pub fn count(word: impl Into<String>) -> Self {
        Self { word: word.into(), ..Self::default() }
    }

    /// A value on an axis, rounded half away from zero.
    ///
    /// ```
    /// use domain::chart::Unit;
    /// let percent = Unit { word: "%".into(), divisor: 100, decimals: 1, suffix: "%".into() };
    /// assert_eq!(percent.show(9_742), "97.4%");
    /// assert_eq!(percent.show(-50), "-0.5%");
    /// assert_eq!(Unit::count("accounts").show(1_234_567), "1,234,567");
    /// ```
    pub fn show(&self, value: i64) -> String {
        let Self { divisor, decimals, suffix, word: _ } = self;
        let scale = 10_i128.pow(u32::from(*decimals).min(9));
        let divisor = i128::from((*divisor).max(1));
        let scaled = i128::from(value).abs() * scale;
        let units = (scaled + divisor / 2) / divisor;
        let sign = if value < 0 && units > 0 { "-" } else { "" };
        let whole = grouped(units / scale);
        if *decimals == 0 {
            return format!("{sign}{whole}{suffix}");
        }
        format!("{sign}{whole}.{:0width$}{suffix}", units % scale, width = usize::from((*decimals).min(9)))
    }
}

fn grouped(whole: i128) -> String {
    let digits = whole.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axis_figures_are_rounded_half_away_from_zero_and_grouped() {
        let unit = |divisor, decimals| Unit { word: String::new(), divisor, decimals, suffix: String::new() };
        for (value, divisor, decimals, shown) in [
            (0, 1, 0, "0"),
            (999, 1, 0, "999"),
            (1_000, 1, 0, "1,000"),
            (15, 10, 0, "2"),
            (-15, 10, 0, "-2"),
            (-4, 10, 0, "0"),
            (12_345, 100, 2, "123.45"),
            (1, 0, 0, "1"),
            (i64::MIN, 1, 0, "-9,223,372,036,854,775,808"),
        ] {
            assert_eq!(unit(divisor, decimals).show(value), shown, "{value}/{divisor}");
        }
    }
}
