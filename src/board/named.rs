//! The boards beside the portfolio and the customers' own: each asks one question of all customers together.
//! From this list follow their addresses (`/board/NAME` on a desk, `/wall/NAME` on a wall), the navigation, who may
//! read them, their period and filters.

use serde::{Deserialize, Serialize};

use crate::text::{Text, text};

/// A board with a name of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Named {
    /// How recurring revenue grows, and what comes up for renewal.
    Growth,
    /// Where on the loop customers stand.
    Lifecycle,
    /// How customers are served.
    Service,
    /// How their sponsors are cared for.
    Sponsor,
    /// What they use of what they pay for.
    Adoption,
    /// What our company has won, collected and learned.
    Company,
    /// What may come of customers, and what the company chose of it.
    Strategy,
}

impl Named {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 7] = [
        Self::Company,
        Self::Strategy,
        Self::Lifecycle,
        Self::Growth,
        Self::Sponsor,
        Self::Adoption,
        Self::Service,
    ];

    /// Its name in addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Growth => "growth",
            Self::Lifecycle => "lifecycle",
            Self::Service => "service",
            Self::Sponsor => "sponsor",
            Self::Adoption => "adoption",
            Self::Company => "company",
            Self::Strategy => "strategy",
        }
    }

    /// The board an address names.
    ///
    /// ```
    /// use domain::board::named::Named;
    /// assert_eq!(Named::of("service"), Some(Named::Service));
    /// assert_eq!(Named::of("nothing"), None);
    /// ```
    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.key() == key)
    }

    /// What it is called.
    pub const fn title(self) -> Text {
        match self {
            Self::Growth => text("增长看板", "Growth"),
            Self::Lifecycle => text("客户旅程看板", "Customer lifecycle"),
            Self::Service => text("服务看板", "Service"),
            Self::Sponsor => text("高层看板", "Sponsors"),
            Self::Adoption => text("使用看板", "Adoption"),
            Self::Company => text("公司看板", "Company"),
            Self::Strategy => text("战略看板", "Strategy"),
        }
    }

    /// The noun it counts: who may not read that does not see the board.
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Lifecycle => "account",
            Self::Strategy => "opportunity",
            Self::Service => "ticket",
            Self::Sponsor => "stakeholder",
            Self::Adoption => "usage",
            Self::Growth | Self::Company => "arr_event",
        }
    }
}

/// Where a board of this key is on a desk.
///
/// ```
/// assert_eq!(domain::board::named::path("service"), "/board/service");
/// assert_eq!(domain::board::named::path("portfolio"), "/");
/// ```
pub fn path(key: &str) -> String {
    Named::of(key).map_or_else(|| "/".to_owned(), |board| format!("/board/{}", board.key()))
}
