//! 北极星 · the one number a company steers by, what keeps it honest, and what follows from choosing it (J35, J36).
//!
//! Every choice bends what people do. Its guard-rails are the two figures that show first when a star is chased at the
//! cost of customers; they stand beside it on every screen.

use crate::text::{Text, text};

/// A number a company can steer by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NorthStar {
    /// Its key, which is its tile's on the portfolio.
    pub key: &'static str,
    /// The tiles that keep it honest.
    pub guards: [&'static str; 2],
    /// What follows from choosing it.
    pub warning: Text,
}

/// All that can be chosen, in the order of [`crate::noun::company::NORTH_STARS`].
pub const ALL: [NorthStar; 7] = [
    NorthStar {
        key: "nrr",
        guards: ["grr", "churn"],
        warning: text(
            "净留存会让人盯着大客户增购；少数几家的扩展能盖住一片流失，请同时看总留存与流失率",
            "Net retention draws eyes to expanding the large; a few of them can cover many that leave, so watch gross retention and churn",
        ),
    },
    NorthStar {
        key: "grr",
        guards: ["arr", "csat"],
        warning: text(
            "续费率适合合伙人，不适合只管执行的员工：没有定价和资源的权力，就只能靠让价守住，请同时看收入与满意度",
            "Renewal rates suit partners, not staff: who cannot decide on price and resources can only keep customers by discounts, so watch revenue and satisfaction",
        ),
    },
    NorthStar {
        key: "arr",
        guards: ["grr", "adoption"],
        warning: text(
            "收入可以靠签约冲高，签进来的客户用不起来，明年就会走，请同时看总留存与使用率",
            "Revenue can be raised by signing; who never comes to use it leaves next year, so watch gross retention and adoption",
        ),
    },
    NorthStar {
        key: "adoption",
        guards: ["nrr", "csat"],
        warning: text(
            "使用率看的是停留，不是付费意愿：用得多却不愿续费的客户要先弄清原因，请同时看净留存与满意度",
            "Adoption measures staying, not the will to pay: find out why heavy users do not renew, so watch net retention and satisfaction",
        ),
    },
    NorthStar {
        key: "customers",
        guards: ["arr", "churn"],
        warning: text(
            "客户数看的是市场占有，会让人去签小单、签不合适的客户，请同时看收入与流失率",
            "The number of customers measures market reach and rewards small and unfit deals, so watch revenue and churn",
        ),
    },
    NorthStar {
        key: "csat",
        guards: ["nrr", "churn"],
        warning: text(
            "满意度是工单的满意度，不提工单的客户不在其中，沉默的正是要走的，请同时看净留存与流失率",
            "Satisfaction speaks of tickets; who files none is not in it, and the silent are those who leave, so watch net retention and churn",
        ),
    },
    NorthStar {
        key: "core_actions",
        guards: ["adoption", "nrr"],
        warning: text(
            "核心动作的次数看的是用量，少数大客户就能冲高，也会让人去刷次数，请同时看使用率与净留存",
            "Counting core actions measures volume: a few large customers can drive it and people may click for its sake, so watch adoption and net retention",
        ),
    },
];

/// The star of that key.
///
/// ```
/// assert_eq!(domain::north_star::of("arr").map(|star| star.guards), Some(["grr", "adoption"]));
/// assert!(domain::north_star::of("").is_none());
/// ```
pub fn of(key: &str) -> Option<NorthStar> {
    ALL.into_iter().find(|star| star.key == key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::noun::company::NORTH_STARS;

    #[test]
    fn every_star_that_can_be_chosen_has_guard_rails_that_are_shown_and_a_warning_in_both_languages() {
        assert_eq!(
            ALL.map(|star| star.key).as_slice(),
            NORTH_STARS.iter().map(|one| one.key).collect::<Vec<_>>()
        );
        let figures = ["nrr", "grr", "arr", "adoption", "churn", "csat"];
        for star in ALL {
            assert!(
                star.guards.iter().all(|guard| figures.contains(guard) && *guard != star.key),
                "{}",
                star.key
            );
            assert!(
                star.warning.zh.chars().count() > 20 && star.warning.en.split(' ').count() > 10,
                "{}",
                star.key
            );
        }
    }
}
