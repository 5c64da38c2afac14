//! The quadrant (J19): warmth (温度, stickiness) across, willingness (健康度, to pay) upward. Four
//! corners, four plays (J20–J23). Neither axis is the health score.
//!
//! Where the axes cross is a setting. A score on the line belongs to the higher side.

mod plot;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use plot::{DensityCell, Notable, Plot, Room, Spot, Tally, gathered, plot};

use crate::problem::{Problem, Problems};
use crate::scorecard::FULL_BP;
use crate::text::{Text, text};

/// A corner and its play.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quadrant {
    /// ① Upper right: uses it and pays for it.
    RedCarpet,
    /// ② Upper left: would pay, does not use it yet.
    CloseFast,
    /// ③ Lower left: neither.
    Encourage,
    /// ④ Lower right: uses it, does not want to pay.
    FindOut,
}

/// Where the axes cross; basis points of full marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thresholds {
    /// From here on an account is warm.
    pub warmth_bp: i64,
    /// From here on an account is willing.
    pub willingness_bp: i64,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self { warmth_bp: 6_000, willingness_bp: 6_000 }
    }
}

impl Thresholds {
    /// The corner of two scores, both in basis points of full marks, 0 to 10,000. Source: J19.
    ///
    /// ```
    /// use domain::quadrant::{Quadrant, Thresholds};
    /// let crossing = Thresholds::default();
    /// assert_eq!(crossing.corner(6_000, 6_000), Quadrant::RedCarpet);
    /// assert_eq!(crossing.corner(9_000, 5_999), Quadrant::FindOut);
    /// ```
    pub const fn corner(self, warmth_bp: i64, willingness_bp: i64) -> Quadrant {
        match (warmth_bp >= self.warmth_bp, willingness_bp >= self.willingness_bp) {
            (true, true) => Quadrant::RedCarpet,
            (false, true) => Quadrant::CloseFast,
            (false, false) => Quadrant::Encourage,
            (true, false) => Quadrant::FindOut,
        }
    }

    /// What is wrong with them; nothing when they may be saved.
    pub fn validate(self) -> Problems {
        [("warmth_bp", self.warmth_bp), ("willingness_bp", self.willingness_bp)]
            .into_iter()
            .filter(|(_, edge)| !(1..FULL_BP).contains(edge))
            .map(|(field, _)| {
                Problem::invalid(
                    field,
                    "分界线应在 0 与 100 之间（不含两端），否则有的象限永远是空的。",
                    "The axes must cross between 0 and 100, ends excluded, or a corner would always be empty.",
                )
            })
            .collect()
    }
}

impl Quadrant {
    /// All four, in the method's order.
    pub const ALL: [Self; 4] = [Self::RedCarpet, Self::CloseFast, Self::Encourage, Self::FindOut];

    /// Its name.
    pub const fn label(self) -> Text {
        match self {
            Self::RedCarpet => text("① 红地毯", "① Red carpet"),
            Self::CloseFast => text("② 促成单", "② Close fast"),
            Self::Encourage => text("③ 促使用", "③ Encourage use"),
            Self::FindOut => text("④ 找原因", "④ Find out why"),
        }
    }

    /// What is stored and stands in URLs.
    pub const fn key(self) -> &'static str {
        match self {
            Self::RedCarpet => "red_carpet",
            Self::CloseFast => "close_fast",
            Self::Encourage => "encourage",
            Self::FindOut => "find_out",
        }
    }

    /// What to do there, in a sentence (J20–J23).
    pub const fn play(self) -> Text {
        match self {
            Self::RedCarpet => text(
                "优先推荐新功能，邀请共创，请他们作证言。",
                "Offer new features first, create together, ask them to vouch for us.",
            ),
            Self::CloseFast => text(
                "推动尽快成单，再用培训引导到右上。",
                "Close the deal quickly, then train them towards the upper right.",
            ),
            Self::Encourage => text(
                "鼓励使用，引导到核心功能和高留存功能。",
                "Encourage use; guide them to the core features that keep customers.",
            ),
            Self::FindOut => text(
                "了解不愿付费的原因，补上数据闭环和关系闭环。",
                "Find out why they will not pay; close the data loop and the relation loop.",
            ),
        }
    }

    /// The play's steps, ready to become tasks.
    pub const fn steps(self) -> [Text; 3] {
        match self {
            Self::RedCarpet => [
                text("邀请加入新功能内测", "Invite them to the beta"),
                text("约一次共创", "Arrange a session to create together"),
                text("请他们做一次证言", "Ask them for a reference"),
            ],
            Self::CloseFast => [
                text("列出成单待办并定负责人", "List what is left to close, with owners"),
                text("与 1W 确认签约日期", "Agree the signing day with the sponsor"),
                text("排定成单后的培训", "Schedule the training that follows"),
            ],
            Self::Encourage => [
                text("选一个核心功能做上手引导", "Pick one core feature and onboard them to it"),
                text("约关键用户做使用辅导", "Coach the key users"),
                text("两周后复核活跃比例", "Check the share of active users after two weeks"),
            ],
            Self::FindOut => [
                text("核算服务成本与收入", "Compare what they cost us with what they pay"),
                text("访谈不愿付费的原因", "Ask why they would not pay"),
                text("补齐数据闭环与关系闭环清单", "Complete the data-loop and relation-loop checklists"),
            ],
        }
    }
}

/// Where an account stood on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The day.
    pub on: Date,
    /// Stickiness.
    pub warmth_bp: i64,
    /// Willingness to pay.
    pub willingness_bp: i64,
}

/// An account's trail: the last place of each month, oldest first, at most so many of the latest.
///
/// ```
/// use domain::quadrant::{Place, trail};
/// use jiff::civil::date;
/// let place = |on, warmth_bp| Place { on, warmth_bp, willingness_bp: 5_000 };
/// let daily = [place(date(2026, 9, 1), 10), place(date(2026, 9, 30), 20), place(date(2026, 10, 9), 30), place(date(2026, 11, 22), 40)];
/// assert_eq!(trail(&daily, 2).iter().map(|place| place.warmth_bp).collect::<Vec<_>>(), [30, 40]);
/// ```
pub fn trail(places: &[Place], months: u32) -> Vec<Place> {
    let mut ordered = places.to_vec();
    ordered.sort_by_key(|place| place.on);
    let mut kept: Vec<Place> = Vec::new();
    for place in ordered {
        let month = |day: Date| (day.year(), day.month());
        kept.pop_if(|last| month(last.on) == month(place.on));
        kept.push(place);
    }
    let surplus = kept.len().saturating_sub(months as usize);
    kept.split_off(surplus)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_corner_has_its_play_and_a_score_on_the_line_is_on_the_higher_side() {
        let crossing = Thresholds { warmth_bp: 4_000, willingness_bp: 7_000 };
        for (warmth, willingness, expected) in [
            (4_000, 7_000, Quadrant::RedCarpet),
            (3_999, 7_000, Quadrant::CloseFast),
            (3_999, 6_999, Quadrant::Encourage),
            (4_000, 6_999, Quadrant::FindOut),
        ] {
            assert_eq!(crossing.corner(warmth, willingness), expected, "{warmth} × {willingness}");
        }
    }

    #[test]
    fn axes_that_leave_a_corner_empty_are_refused() {
        for (warmth_bp, willingness_bp, problems) in
            [(6_000, 6_000, 0), (0, 6_000, 1), (1, 10_000, 1), (-1, 10_001, 2)]
        {
            assert_eq!(Thresholds { warmth_bp, willingness_bp }.validate().len(), problems);
        }
    }

    proptest! {
        #[test]
        fn getting_warmer_or_more_willing_never_leads_away_from_the_red_carpet(
            warmth in 0_i64..=10_000, willingness in 0_i64..=10_000, more in 0_i64..5_000,
        ) {
            let crossing = Thresholds::default();
            if crossing.corner(warmth, willingness) == Quadrant::RedCarpet {
                prop_assert_eq!(crossing.corner(warmth + more, willingness), Quadrant::RedCarpet);
                prop_assert_eq!(crossing.corner(warmth, willingness + more), Quadrant::RedCarpet);
            }
        }
    }
}
