//! A part of the portfolio: customers of one region, industry, tier or owner. It lives in the URL, cuts every
//! number of the board, and goes along with every link, so that the rows behind a number are the ones counted.

use serde::{Deserialize, Serialize};

use super::Board;
use crate::query::{Op, Query, pairs};

/// Which customers; none of them means all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slice(Vec<(Part, String)>);

/// By what customers are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    /// Where they are.
    Region,
    /// What they do.
    Industry,
    /// How much they matter.
    Tier,
    /// Who of ours has them.
    Owner,
}

impl Part {
    /// All of them, in the order a board offers them.
    pub const ALL: [Self; 4] = [Self::Region, Self::Industry, Self::Tier, Self::Owner];

    /// The account's field, which is also its column.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Region => "region",
            Self::Industry => "industry",
            Self::Tier => "tier",
            Self::Owner => "owner_id",
        }
    }

    /// How a board's URL spells it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            _ => self.field(),
        }
    }
}

impl Slice {
    /// What a board's URL asks for.
    ///
    /// ```
    /// use domain::board::slice::{Part, Slice};
    /// let slice = Slice::of("?from=2026-01-01&region=%E5%8D%8E%E4%B8%9C&tier=");
    /// assert_eq!(slice.held(Part::Region), "华东");
    /// assert_eq!(slice.held(Part::Tier), "");
    /// ```
    pub fn of(url: &str) -> Self {
        let pairs = pairs(url);
        let held = |part: Part| {
            let (_, value) =
                pairs.iter().find(|(key, value)| key == part.key() && !value.trim().is_empty())?;
            Some((part, value.trim().to_owned()))
        };
        Self(Part::ALL.into_iter().filter_map(held).collect())
    }

    /// Whether it is everybody.
    pub const fn is_all(&self) -> bool {
        self.0.is_empty()
    }

    /// What is asked for of a part; empty when nothing is.
    pub fn held(&self, part: Part) -> &str {
        self.0.iter().find(|(held, _)| *held == part).map_or("", |(_, value)| value)
    }

    /// The account's columns and what they must hold.
    pub fn conditions(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.0.iter().map(|(part, value)| (part.field(), value.as_str()))
    }

    /// A register's address cut down to these customers; any other address stays as it is.
    ///
    /// ```
    /// use domain::board::slice::Slice;
    /// let slice = Slice::of("tier=key");
    /// assert_eq!(slice.along("/register/account?s=name"), "/register/account?f=tier%3Aeq%3Akey");
    /// assert_eq!(slice.along("/register/ticket"), "/register/ticket?f=account.tier%3Aeq%3Akey");
    /// assert_eq!(slice.along("/account/7"), "/account/7");
    /// ```
    pub fn along(&self, href: &str) -> String {
        let Some(register) = href.strip_prefix("/register/") else { return href.to_owned() };
        let (table, url) = register.split_once('?').unwrap_or((register, ""));
        if table.contains('/') || crate::noun::spec(table).is_none() {
            return href.to_owned();
        }
        let query = self.conditions().fold(Query::parse(url), |query, (field, value)| {
            let field = if table == "account" { field.to_owned() } else { format!("account.{field}") };
            query.filter(&field, Op::Eq, value)
        });
        query.href(table)
    }

    /// Every link of a board cut down to these customers.
    #[must_use]
    pub fn cut(&self, mut board: Board) -> Board {
        if !self.is_all() {
            board.each_href(&mut |href| {
                if let Some(href) = href {
                    *href = self.along(href);
                }
            });
        }
        board
    }
}
