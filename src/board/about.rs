//! What every board with a name of its own begins with: whose it is, and of which period.

use jiff::civil::Date;

use super::named::Named;
use super::{Board, Tile};
use crate::chart::Unit;
use crate::format::{self, Currency};
use crate::text::Locale;

/// Our company and the period.
#[derive(Clone, Debug)]
pub struct About {
    /// Our company's name.
    pub company: String,
    /// The currency of every amount.
    pub currency: Currency,
    /// Generated data.
    pub is_demo: bool,
    /// The opening day: the period starts when it ends.
    pub from: Date,
    /// The closing day.
    pub to: Date,
}

impl About {
    /// The board of these tiles.
    pub fn board(&self, named: Named, tiles: Vec<Tile>, locale: Locale) -> Board {
        let subtitle = match locale {
            Locale::Zh => format!("{} · {} 至 {}", self.company, self.from, self.to),
            Locale::En => format!("{} · {} to {}", self.company, self.from, self.to),
        };
        Board {
            key: named.key().to_owned(),
            title: named.title().in_(locale).to_owned(),
            subtitle,
            as_of: self.to.to_string(),
            tiles,
            is_demo: self.is_demo,
            ..Board::default()
        }
    }

    /// Amounts on an axis: 万 in Chinese, millions in English.
    pub fn money_unit(&self, locale: Locale) -> Unit {
        super::revenue::money_unit(self.currency, locale)
    }

    /// An amount where there is little room: as on the axis.
    pub fn brief(&self, cents: i64, locale: Locale) -> String {
        self.money_unit(locale).show(cents)
    }

    /// An amount as boards show it.
    pub fn money(&self, cents: i64, locale: Locale) -> String {
        format::money(cents, self.currency, locale).to_string()
    }
}

/// Facts of a test's company.
#[cfg(test)]
pub fn tried() -> About {
    use jiff::civil::date;
    About {
        company: "演示公司".to_owned(),
        currency: Currency::CNY,
        is_demo: true,
        from: date(2025, 11, 22),
        to: date(2026, 11, 22),
    }
}

/// Every tile says a whole sentence in both languages, with a number that leads to rows.
#[cfg(test)]
pub fn holds(board: impl Fn(Locale) -> Board) {
    for (locale, end) in [(Locale::Zh, '。'), (Locale::En, '.')] {
        for tile in board(locale).tiles {
            let sentence = tile.sentence();
            assert!(sentence.ends_with(end), "{}: {sentence}", tile.key);
            assert!(!sentence.contains(['{', '}', '[', ']', '|']), "{}: {sentence}", tile.key);
            let is_number = |span: &super::Span| {
                let href = span.href.as_deref().unwrap_or_default();
                href.starts_with("/register/") && span.text.contains(|c: char| c.is_ascii_digit())
            };
            assert!(tile.headline.iter().any(is_number), "{}: {sentence}", tile.key);
            assert_eq!(super::lint::fault(&sentence, locale, true), None, "{}: {sentence}", tile.key);
            let links = |href: &str| {
                let Some((table, url)) =
                    href.strip_prefix("/register/").and_then(|rest| rest.split_once('?'))
                else {
                    return;
                };
                if let (Some(spec), false) = (crate::noun::spec(table), table.contains('/')) {
                    let (_, left_out) = crate::query::Query::read(spec, false, url);
                    assert!(left_out.is_empty(), "{}: {href}: {left_out:?}", tile.key);
                }
            };
            let mut whole = Board { tiles: vec![tile.clone()], ..Board::default() };
            whole.each_href(&mut |href| href.iter().for_each(|href| links(href)));
        }
    }
}
