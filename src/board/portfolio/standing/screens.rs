//! How far sponsors have come with our screens (M65): on their phone, trained, looking. Each rate leads to its rows.

use crate::board::Line;
use crate::format::{count, percent_or_dash};
use crate::query::{Op, Query};
use crate::ratio::Ratio;
use crate::text::{Locale, Text, text};

/// How far sponsors have come with our screens (M65).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Screens {
    /// Sponsors there are.
    pub sponsors: i64,
    /// Those who have it on their phone.
    pub installed: i64,
    /// Those who were trained.
    pub trained: i64,
    /// Those who looked at their home in four weeks.
    pub active: i64,
    /// When the four weeks began, as instants are stored.
    pub since: String,
}

impl Screens {
    /// The three rates, each with the rows behind it.
    pub fn lines(&self, locale: Locale) -> Vec<Line> {
        let filled = |field: &str| Query::default().filter(field, Op::Filled, "").href("sponsor_setup");
        let looked = Query::default()
            .filter("board", Op::Eq, "home")
            .filter("opened_at", Op::Ge, self.since.clone())
            .sort("-opened_at")
            .href("board_view");
        let rates = [
            (text("看板装到 1W 手机", "On the sponsor's phone"), self.installed, filled("installed_at")),
            (text("1W 受过培训", "Sponsor trained"), self.trained, filled("trained_on")),
            (text("1W 近四周看过", "Sponsor looked in four weeks"), self.active, looked),
        ];
        let line = |(label, done, href): (Text, i64, String)| Line {
            title: label.in_(locale).to_owned(),
            href: Some(href),
            detail: match locale {
                Locale::Zh => format!("{} 位 1W 里有 {} 位", count(self.sponsors), count(done)),
                Locale::En => format!("{} of {} sponsors", count(done), count(self.sponsors)),
            },
            value: percent_or_dash(Ratio::new(done, self.sponsors), 1).to_string(),
            ..Line::default()
        };
        if self.sponsors == 0 { Vec::new() } else { rates.into_iter().map(line).collect() }
    }
}
