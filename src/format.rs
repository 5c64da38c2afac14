//! How figures are written for people, in both languages, alike on the server and in the browser.
//!
//! Amounts arrive in hundredths (分, cents) and are rounded only here, half up. A figure comes in parts
//! ([`Figure`]), so that a screen may set the unit smaller and lighter than the number. Chinese groups
//! by 万 and 亿, English by K, M and B. Dates, ages and mixed prose: [`time`] and [`prose`].

use crate::{
    ratio::{Ratio, fixed, round_div},
    text::{Locale, text},
};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

pub mod prose;
pub mod table;
pub mod time;

pub use prose::prose_join;
pub use table::TableUnit;
pub use time::{age, clock, date_in_words, date_iso, date_near, days_apart};

/// A written figure: sign and currency before, the number, the unit after. Together they are the text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// Sign and currency symbol, or nothing.
    pub before: String,
    /// The digits with their separators, or a word, or a dash.
    pub number: String,
    /// The unit after, with its space if it has one, or nothing.
    pub unit: String,
    /// What it was written from.
    pub measure: Measure,
}

/// What a figure was written from, so that it can be held against another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Measure {
    /// Nothing that can be compared.
    #[default]
    None,
    /// An amount in hundredths, or a count.
    Amount(i64),
    /// A rate.
    Share(Ratio),
}

impl Figure {
    /// What stands where nothing is known.
    pub fn dash() -> Self {
        Self::word("—")
    }

    /// A word in the place of a figure.
    pub fn word(word: &str) -> Self {
        Self { number: word.to_owned(), ..Self::default() }
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}{}", self.before, self.number, self.unit)
    }
}

/// A currency by its ISO 4217 code. Amounts of every currency are kept in hundredths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Currency([u8; 3]);

impl Currency {
    /// Renminbi, the default.
    pub const CNY: Self = Self(*b"CNY");
    /// US dollar.
    pub const USD: Self = Self(*b"USD");

    /// The code, three capital letters.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// What stands before an amount in English. A currency we have no symbol for shows its code.
    pub fn symbol(&self) -> &str {
        match &self.0 {
            b"CNY" => "¥",
            b"USD" => "$",
            b"EUR" => "€",
            b"GBP" => "£",
            b"HKD" => "HK$",
            b"TWD" => "NT$",
            b"SGD" => "S$",
            b"AUD" => "A$",
            b"JPY" => "JP¥",
            b"KRW" => "₩",
            _ => self.code(),
        }
    }

    /// What stands after an amount in Chinese; renminbi is plain 元.
    pub fn unit_zh(&self) -> &str {
        match &self.0 {
            b"CNY" => "元",
            b"USD" => "美元",
            b"EUR" => "欧元",
            b"GBP" => "英镑",
            b"HKD" => "港元",
            b"TWD" => "新台币",
            b"SGD" => "新加坡元",
            b"AUD" => "澳元",
            b"JPY" => "日元",
            b"KRW" => "韩元",
            _ => self.code(),
        }
    }
}

impl Default for Currency {
    fn default() -> Self {
        Self::CNY
    }
}

impl FromStr for Currency {
    type Err = &'static str;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        let letters: [u8; 3] = code.as_bytes().try_into().map_err(|_| "a currency code has three letters")?;
        let upper = letters.map(|byte| byte.to_ascii_uppercase());
        if upper.iter().all(u8::is_ascii_uppercase) { Ok(Self(upper)) } else { Err("not a currency code") }
    }
}

impl TryFrom<String> for Currency {
    type Error = &'static str;

    fn try_from(code: String) -> Result<Self, Self::Error> {
        code.parse()
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.code().to_owned()
    }
}

/// An amount as boards show it. 中文: under 1万 in full, from 1万 in 万, from 1亿 in 亿, two decimals.
/// English: under 10,000 in full, then three digits with K, M, B. Source: formulas §10.
///
/// ```
/// use domain::{format::{Currency, money}, text::Locale};
/// let zh = |cents| money(cents, Currency::CNY, Locale::Zh).to_string();
/// let en = |cents| money(cents, Currency::CNY, Locale::En).to_string();
/// assert_eq!((zh(987_600), en(987_600)), ("9,876元".into(), "¥9,876".into()));
/// assert_eq!((zh(123_450_000), en(123_450_000)), ("123.45万".into(), "¥1.23M".into()));
/// assert_eq!((zh(12_300_000_000), en(1_230_000_000)), ("1.23亿".into(), "¥12.3M".into()));
/// ```
pub fn money(cents: i64, currency: Currency, locale: Locale) -> Figure {
    let exact = i128::from(cents);
    let (number, scale) = compact(exact.abs(), 100, locale);
    Figure { measure: Measure::Amount(cents), ..dress(cents < 0, number, scale, currency, locale) }
}

/// An amount in full: every digit, and cents where there are any.
///
/// ```
/// use domain::{format::{Currency, money_full}, text::Locale};
/// assert_eq!(money_full(12_191_529_600, Currency::USD, Locale::En).to_string(), "$121,915,296");
/// assert_eq!(money_full(-987_605, Currency::CNY, Locale::Zh).to_string(), "-9,876.05元");
/// ```
pub fn money_full(cents: i64, currency: Currency, locale: Locale) -> Figure {
    let magnitude = i128::from(cents).abs();
    let number = if magnitude % 100 == 0 { fixed(magnitude / 100, 0) } else { fixed(magnitude, 2) };
    dress(cents < 0, grouped(&number), "", currency, locale)
}

fn dress(negative: bool, number: String, scale: &str, currency: Currency, locale: Locale) -> Figure {
    let is_zero = !number.bytes().any(|byte| (b'1'..=b'9').contains(&byte));
    let sign = if negative && !is_zero { "-" } else { "" };
    match locale {
        Locale::En => {
            let gap = if currency.symbol() == currency.code() { "\u{a0}" } else { "" };
            let before = format!("{sign}{}{gap}", currency.symbol());
            Figure { before, number, unit: scale.to_owned(), ..Figure::default() }
        }
        Locale::Zh => {
            // 万 and 亿 of renminbi go without 元; of another currency the reader must know which.
            let name = if scale.is_empty() || currency != Currency::CNY { currency.unit_zh() } else { "" };
            Figure { before: sign.to_owned(), number, unit: format!("{scale}{name}"), ..Figure::default() }
        }
    }
}

/// A count in full, with separators.
///
/// ```
/// assert_eq!(domain::format::count(1_234_567), "1,234,567");
/// assert_eq!(domain::format::count(-999), "-999");
/// ```
pub fn count(n: i64) -> String {
    grouped(&n.to_string())
}

/// A count as boards show it, shortened as an amount is.
///
/// ```
/// use domain::{format::count_short, text::Locale};
/// assert_eq!(count_short(25_000, Locale::Zh).to_string(), "2.50万");
/// assert_eq!(count_short(25_000, Locale::En).to_string(), "25.0K");
/// ```
pub fn count_short(n: i64, locale: Locale) -> Figure {
    let (number, scale) = compact(i128::from(n).abs(), 1, locale);
    let before = if n < 0 { "-".to_owned() } else { String::new() };
    Figure { before, number, unit: scale.to_owned(), measure: Measure::Amount(n) }
}

/// The digits and the scale word of a magnitude given in `per_one`-ths. It is rounded first and then put on
/// its scale, so 9,999.60 is 1.00万 and never 10,000.
fn compact(magnitude: i128, per_one: i128, locale: Locale) -> (String, &'static str) {
    let ones = round_div(magnitude, per_one);
    if ones < 10_000 {
        return (grouped(&fixed(ones, 0)), "");
    }
    match locale {
        Locale::Zh => {
            let wan_hundredths = round_div(magnitude, per_one * 100);
            if wan_hundredths < 1_000_000 {
                return (grouped(&fixed(wan_hundredths, 2)), "万");
            }
            (grouped(&fixed(round_div(magnitude, per_one * 1_000_000), 2)), "亿")
        }
        Locale::En => {
            for (scale, size) in [("K", 1_000_i128), ("M", 1_000_000), ("B", 1_000_000_000)] {
                for decimals in [2_u32, 1, 0] {
                    let scaled = round_div(magnitude, per_one * size / 10_i128.pow(decimals));
                    if scaled < 1_000 {
                        return (fixed(scaled, decimals), scale);
                    }
                }
            }
            (grouped(&fixed(round_div(magnitude, per_one * 1_000_000_000), 0)), "B")
        }
    }
}

/// A share as a percentage.
///
/// ```
/// use domain::{format::percent, ratio::Ratio};
/// let csat = Ratio::new(779, 1175).map(|r| percent(r, 2));
/// assert_eq!(csat.map(|figure| (figure.number, figure.unit)), Some(("66.30".into(), "%".into())));
/// ```
pub fn percent(share: Ratio, decimals: u32) -> Figure {
    Figure { measure: Measure::Share(share), ..split_sign(share.percent(decimals), "%".to_owned()) }
}

/// A rate as a percentage, or a dash where there is none.
pub fn percent_or_dash(share: Option<Ratio>, decimals: u32) -> Figure {
    share.map_or_else(Figure::dash, |share| percent(share, decimals))
}

/// A difference of two rates in percentage points.
///
/// ```
/// use domain::{format::points, ratio::Ratio, text::Locale};
/// let fall = Ratio::new(-12, 1000).map(|r| points(r, 1, Locale::En).to_string());
/// assert_eq!(fall.as_deref(), Some("-1.2 pp"));
/// ```
pub fn points(difference: Ratio, decimals: u32, locale: Locale) -> Figure {
    split_sign(difference.percent(decimals), text("个百分点", " pp").in_(locale).to_owned())
}

/// The same figure with a plus before it when its value is above zero.
pub fn signed(value: Ratio, figure: Figure) -> Figure {
    if value.num() > 0 { Figure { before: format!("+{}", figure.before), ..figure } } else { figure }
}

/// A plain number with so many decimals and separators: a mean, a score.
pub fn decimal(value: Ratio, decimals: u32) -> Figure {
    split_sign(grouped(&value.decimal(decimals)), String::new())
}

fn split_sign(number: String, unit: String) -> Figure {
    match number.strip_prefix('-') {
        Some(rest) => Figure { before: "-".to_owned(), number: rest.to_owned(), unit, ..Figure::default() },
        None => Figure { number, unit, ..Figure::default() },
    }
}

/// The size of a file, in steps of 1024.
///
/// ```
/// use domain::format::file_size;
/// assert_eq!((file_size(900), file_size(1_536)), ("900 B".into(), "1.5 KB".into()));
/// ```
pub fn file_size(bytes: u64) -> String {
    let mut size = 1_u64;
    for unit in ["B", "KB", "MB", "GB"] {
        let tenths = round_div(i128::from(bytes) * 10, i128::from(size));
        if tenths < 10_240 {
            let written =
                if size == 1 || tenths >= 1_000 { fixed(round_div(tenths, 10), 0) } else { fixed(tenths, 1) };
            return format!("{written} {unit}");
        }
        size *= 1024;
    }
    format!("{} TB", grouped(&fixed(round_div(i128::from(bytes) * 10, i128::from(size)), 1)))
}

/// A written number with a comma at every third digit before the point.
pub(crate) fn grouped(number: &str) -> String {
    let (sign, number) = number.strip_prefix('-').map_or(("", number), |rest| ("-", rest));
    let (whole, rest) = number.find('.').map_or((number, ""), |at| number.split_at(at));
    let mut written = String::with_capacity(number.len() + whole.len() / 3 + 1);
    written.push_str(sign);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            written.push(',');
        }
        written.push(digit);
    }
    written.push_str(rest);
    written
}

#[cfg(test)]
mod tests;
