//! Boards as data: facts in, tiles and headline sentences out. A board is composed once, in the
//! reader's language, and placed in three containers: phone, wall and desk.
//!
//! Every number that is shown carries the link to the rows it was computed from.

pub mod about;
pub mod account;
pub mod act;
pub mod adoption;
pub mod arrange;
pub mod brief;
pub mod company;
pub mod compare;
pub mod growth;
pub mod home;
pub mod lifecycle;
pub mod lint;
pub mod named;
pub mod portfolio;
pub mod record;
pub mod revenue;
pub mod sentence;
pub mod service;
pub mod slice;
pub mod sponsor;
pub mod strategy;
pub mod worded;

use serde::{Deserialize, Serialize};

use crate::chart::Chart;
use crate::format::Measure;
use crate::text::{Locale, Text, text};

/// Which board is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Which {
    /// The portfolio; the page's URL holds its period and filters.
    Portfolio(String),
    /// One of the boards with a name of its own; the page's URL holds its period and filters.
    Named(named::Named, String),
    /// The home of a customer's executive sponsor: their own company, in their words.
    Home,
    /// One account's; the page's URL holds the day it is compared with.
    Account {
        /// Which account.
        id: String,
        /// The query part of the page's URL.
        url: String,
    },
}

impl Which {
    /// The board that these parts of an address name, wherever it is shown; nothing when they name none.
    pub fn named(parts: &[&str], url: &str) -> Option<Self> {
        let url = url.to_owned();
        match *parts {
            ["portfolio"] => Some(Self::Portfolio(url)),
            ["account", id] if !id.is_empty() => Some(Self::Account { id: crate::query::decode(id), url }),
            [name] => Some(Self::Named(named::Named::of(name)?, url)),
            _ => None,
        }
    }
}

/// A composed board.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Board {
    /// Its key: `portfolio`, `account`.
    pub key: String,
    /// What it is called.
    pub title: String,
    /// A smaller line under the title: the company, the period.
    pub subtitle: String,
    /// The day it speaks of, ISO.
    pub as_of: String,
    /// What it may be asked, where it may be.
    pub ask: Option<Ask>,
    /// Its sentences, to be put into one's own words by those who may.
    pub write: Option<worded::Writing>,
    /// Its tiles, in reading order.
    pub tiles: Vec<Tile>,
    /// Whether its reader has arranged the tiles.
    pub is_arranged: bool,
    /// Whether the company is a demonstration with generated data.
    pub is_demo: bool,
    /// The store's revision it was composed from.
    pub revision: i64,
    /// When it was composed, RFC 3339 UTC.
    pub composed_at: String,
    /// What tells it from every other board of its revision: whose eyes it is for, what was asked, which day and
    /// language. Stays on the server; empty when it is not kept.
    #[serde(skip)]
    pub kept_as: String,
}

/// One tile.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Tile {
    /// Its key, unique on the board.
    pub key: String,
    /// How much room it asks for.
    pub size: Size,
    /// The quiet label.
    pub label: String,
    /// The sentence.
    pub headline: Vec<Span>,
    /// What is said beside it of another period.
    pub beside: Vec<Span>,
    /// The big number.
    pub figure: Option<Figure>,
    /// Its lamp.
    pub lamp: Option<Lamp>,
    /// Its chart.
    pub chart: Option<Chart>,
    /// Its list.
    pub lines: Vec<Line>,
    /// Where the whole tile leads.
    pub href: Option<String>,
    /// What can be done about it on the page.
    pub acts: Vec<act::Act>,
    /// Who put the sentence into their own words.
    pub worded: Option<worded::Worded>,
}

/// How much room a tile asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Size {
    /// A number among others.
    #[default]
    Figure,
    /// Half of a row.
    Half,
    /// A whole row.
    Wide,
    /// The one that leads.
    Hero,
}

/// A piece of a sentence; a number in it is a link.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// The words or the number.
    pub text: String,
    /// The rows behind it.
    pub href: Option<String>,
}

/// A number to be read from afar.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// The digits.
    pub value: String,
    /// The unit, set smaller and lighter.
    pub unit: String,
    /// How it moved.
    pub delta: Option<Delta>,
    /// The rows behind it.
    pub href: Option<String>,
    /// What it was written from.
    pub measure: Measure,
    /// What another period is called, and what it was there.
    pub then: Option<(String, Span)>,
}

/// A movement against an earlier time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delta {
    /// By how much: `+3.2%`, `-0.8 pp`.
    pub text: String,
    /// Against what: `较上期`, `vs opening`; set quieter, and first to give way.
    pub since: String,
    /// Up, down or level.
    pub direction: i8,
}

/// Three lamps, three shapes, three words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Lamp {
    /// ● 正常 / on track.
    Good,
    /// ▲ 关注 / watch.
    Watch,
    /// ■ 预警 / act.
    Act,
}

/// One line of a tile's list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// What it is about.
    pub title: String,
    /// Where it leads.
    pub href: Option<String>,
    /// Why it is here.
    pub detail: String,
    /// The number at its end.
    pub value: String,
    /// Its lamp.
    pub lamp: Option<Lamp>,
    /// The one thing to do about it.
    pub action: Option<Span>,
}

impl Lamp {
    /// All three, the best first.
    pub const ALL: [Self; 3] = [Self::Good, Self::Watch, Self::Act];

    /// Its word.
    pub const fn word(self) -> Text {
        match self {
            Self::Good => text("正常", "on track"),
            Self::Watch => text("关注", "watch"),
            Self::Act => text("预警", "act"),
        }
    }
}

impl Span {
    /// Words.
    pub fn words(text: impl Into<String>) -> Self {
        Self { text: text.into(), href: None }
    }

    /// A number and the rows behind it.
    pub fn number(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self { text: text.into(), href: Some(href.into()) }
    }
}

impl Board {
    /// Every link of the board, to be looked at, changed or taken away.
    pub fn each_href(&mut self, change: &mut impl FnMut(&mut Option<String>)) {
        for tile in &mut self.tiles {
            if let Some(figure) = &mut tile.figure {
                change(&mut figure.href);
                figure.then.iter_mut().for_each(|(_, span)| change(&mut span.href));
            }
            change(&mut tile.href);
            let now = tile.worded.as_mut().map(|worded| &mut worded.now);
            tile.headline
                .iter_mut()
                .chain(&mut tile.beside)
                .chain(now.into_iter().flatten())
                .for_each(|span| change(&mut span.href));
            tile.lines.iter_mut().for_each(|line| change(&mut line.href));
            if let Some(chart) = &mut tile.chart {
                chart.each_href(change);
            }
        }
    }

    /// The board for somebody who sees nothing but it: no link, nothing to ask and nothing to do.
    #[must_use]
    pub fn alone(mut self) -> Self {
        self.each_href(&mut |href| *href = None);
        for tile in &mut self.tiles {
            tile.acts.clear();
            tile.lines.iter_mut().for_each(|line| line.action = None);
        }
        Self { ask: None, write: None, kept_as: String::new(), ..self }
    }
}

/// What a board may be asked: its period and the part of the portfolio, with what there is to choose from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ask {
    /// The period asked for by its name, as a URL spells it; empty for days.
    pub period: String,
    /// The periods there are by name: how a URL spells them, and what people call them.
    pub periods: Vec<(String, String)>,
    /// The opening day, ISO.
    pub from: String,
    /// The closing day, ISO.
    pub to: String,
    /// The last day there is, ISO.
    pub last: String,
    /// The parts: URL key, label, what is chosen, and the choices: value and words.
    pub parts: Vec<AskPart>,
    /// Whether anything but the usual is asked.
    pub is_changed: bool,
}

/// One part of what a board may be asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskPart {
    /// How the URL spells it.
    pub key: String,
    /// What people call it.
    pub label: String,
    /// What is chosen; empty for all.
    pub held: String,
    /// Value and words.
    pub choices: Vec<(String, String)>,
    /// The words for what is usual; empty for all.
    pub usual: String,
}

/// How many sentences a phone begins with.
pub const BRIEF_MOST: usize = 5;

/// The tiles whose sentences a phone begins with, in reading order: those that need looking at first. What leads, the
/// lights and the list of what is red stand beside them anyway.
pub fn brief(board: &Board) -> Vec<&Tile> {
    let is_apart = |tile: &Tile| tile.size == Size::Hero || matches!(tile.key.as_str(), "lights" | "at_risk");
    let mut tiles: Vec<(usize, &Tile)> = board
        .tiles
        .iter()
        .enumerate()
        .filter(|(_, tile)| !is_apart(tile) && !tile.headline.is_empty())
        .collect();
    tiles.sort_by_key(|(at, tile)| (std::cmp::Reverse(tile.lamp.filter(|lamp| *lamp > Lamp::Good)), *at));
    tiles.truncate(BRIEF_MOST);
    tiles.sort_by_key(|(at, _)| *at);
    tiles.into_iter().map(|(_, tile)| tile).collect()
}

impl Tile {
    /// The sentence without its links.
    pub fn sentence(&self) -> String {
        self.headline.iter().map(|span| span.text.as_str()).collect()
    }

    /// The same with what is said of another period.
    pub fn whole(&self) -> String {
        self.headline.iter().chain(&self.beside).map(|span| span.text.as_str()).collect()
    }

    /// The sentence with its signature, where it is somebody's own.
    pub fn told(&self, locale: Locale) -> String {
        let Some(worded) = &self.worded else { return self.whole() };
        let moved = if worded.now.is_empty() { "" } else { worded::MOVED.in_(locale) };
        let signed = [worded.signed.as_str(), moved].into_iter().filter(|part| !part.is_empty());
        let signed = signed.collect::<Vec<_>>().join(" · ");
        match locale {
            Locale::Zh => format!("{}（{signed}）", self.sentence()),
            Locale::En => format!("{} ({signed})", self.sentence()),
        }
    }
}
