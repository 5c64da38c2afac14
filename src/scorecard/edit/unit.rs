//! How a setting's whole number is typed: points and shares with two decimals, days and counts whole.

use crate::problem::Problem;
use crate::ratio::fixed;
use crate::scorecard::validate::fault;
use crate::scorecard::{Curve, FULL_BP, Measure};
use crate::text::{Text, Words, text};

/// A unit and the range of values it takes.
#[derive(Clone, Copy, Debug)]
pub struct Unit {
    /// Kept in hundredths of what people type.
    has_hundredths: bool,
    /// What stands behind the number.
    pub mark: Text,
    min: i64,
    max: i64,
}

const WIDE: i64 = 100_000_000;

/// A weight, of any scale.
pub const WEIGHT: Unit = Unit { has_hundredths: false, mark: text("", ""), min: 0, max: 10_000 };
/// Points of a score.
pub const POINTS: Unit = Unit { has_hundredths: true, mark: text("分", "points"), min: 0, max: FULL_BP };
/// A share of a whole.
pub const COVERAGE: Unit = Unit { has_hundredths: true, mark: text("%", "%"), min: 0, max: FULL_BP };
/// How long something lasts.
pub const LIFE: Unit = Unit { has_hundredths: false, mark: text("天", "days"), min: 1, max: 730 };

impl Unit {
    /// The unit of what is measured.
    pub const fn of(measure: Measure) -> Self {
        let (has_hundredths, mark) = match measure {
            Measure::Share => (true, text("%", "%")),
            Measure::Days => (false, text("天", "days")),
            Measure::Hundredths => (true, text("", "")),
            Measure::Count | Measure::Stance => (false, text("", "")),
            Measure::Flag => (false, text("1 是 0 否", "1 yes 0 no")),
        };
        Self { has_hundredths, mark, min: -WIDE, max: WIDE }
    }

    /// The value as people type it: no more decimals than it needs.
    pub fn write(self, value: i64) -> String {
        if !self.has_hundredths {
            return value.to_string();
        }
        let text = fixed(value.into(), 2);
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }

    /// The value that was typed, whatever its range; nothing when it is no number of this unit.
    pub fn read(self, text: &str) -> Option<i64> {
        let plain: String = text.chars().filter(|c| !matches!(c, ',' | ' ' | '%' | '％')).collect();
        let (sign, digits) = match plain.strip_prefix(['-', '−']) {
            Some(rest) => (-1, rest),
            None => (1, plain.strip_prefix('+').unwrap_or(&plain)),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let places = if self.has_hundredths { 2 } else { 0 };
        let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || whole.len() > 9 || part.len() > places || !is_digits(whole) || !is_digits(part)
        {
            return None;
        }
        format!("{whole}{part:0<places$}").parse::<i64>().ok().map(|value| sign * value)
    }

    /// The value that was typed into a row.
    ///
    /// # Errors
    /// What would be right, in the unit people type.
    pub fn read_at(self, path: &str, label: &Words, text: &str) -> Result<i64, Problem> {
        let Self { has_hundredths, mark, min, max } = self;
        let typed = self.read(text).filter(|value| (min..=max).contains(value));
        typed.ok_or_else(|| {
            let decimals = if has_hundredths {
                ("数，最多两位小数", "a number with at most two decimals")
            } else {
                ("整数", "a whole number")
            };
            let (from, to) = (self.write(min), self.write(max));
            Problem::invalid(
                path,
                format!("“{}”请填 {from} 至 {to}{} 之间的{}。", label.zh, mark.zh, decimals.0),
                format!("“{}” needs {} from {from} to {to} {}", label.en, decimals.1, mark.en)
                    .trim_end()
                    .to_owned()
                    + ".",
            )
        })
    }
}

/// A curve as people type it: `0=0, 50=60, 80=100`.
pub fn write_curve(curve: &Curve, unit: Unit) -> String {
    let knot = |(value, points): &(i64, i64)| format!("{}={}", unit.write(*value), POINTS.write(*points));
    curve.0.iter().map(knot).collect::<Vec<_>>().join(", ")
}

/// Reads it back.
///
/// # Errors
/// What stands in its way: not pairs, thresholds that do not rise, points out of range.
pub fn read_curve(path: &str, typed: &str, unit: Unit) -> Result<Curve, Problem> {
    let knot = |text: &str| {
        let (value, points) = text.split_once(['=', '→', ':', '：', '＝'])?;
        Some((unit.read(value.trim())?, POINTS.read(points.trim())?))
    };
    let parts =
        typed.split([',', '，', ';', '；', '、', '\n']).map(str::trim).filter(|part| !part.is_empty());
    let knots: Option<Vec<(i64, i64)>> = parts.map(knot).collect();
    let Some(knots) = knots else {
        return Err(Problem::invalid(
            path,
            "换算请写成“数值=得分”，用逗号隔开，例如 0=0, 50=60, 80=100。",
            "Write the conversion as value=points with commas between, such as 0=0, 50=60, 80=100.",
        ));
    };
    let curve = Curve(knots);
    match fault(&curve) {
        Some((zh, en)) => Err(Problem::invalid(path, format!("换算：{zh}"), format!("Conversion: {en}"))),
        None => Ok(curve),
    }
}
