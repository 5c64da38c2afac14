//! 礼品登记 · a gift: every courtesy to a person at a customer, written down before it is given (M30). What one person was
//! given in a year may not go over the company's limit: beyond it the entry says blocked and compliance is told. Nothing
//! here is ever changed or put away.

use crate::record::{Choice, choice};

/// What the register says to it.
pub const VERDICTS: &[Choice] =
    &[choice("allowed", "可以", "Allowed"), choice("blocked", "已拦截", "Blocked")];

/// What it is.
pub const KINDS: &[Choice] = &[
    choice("gift", "小礼品", "Small gift"),
    choice("meal", "餐饮", "Meal"),
    choice("event", "活动招待", "Hospitality at an event"),
];

/// What one person may be given in a year where the company has set nothing else, in cents.
pub const LIMIT_CENTS: i64 = 50_000;

/// What the register says to another gift: what the person was given this year before it, its value, the limit; cents.
///
/// ```
/// use domain::noun::gift::verdict;
/// assert_eq!(verdict(30_000, 20_000, 50_000), "allowed");
/// assert_eq!(verdict(30_000, 20_001, 50_000), "blocked");
/// ```
pub fn verdict(given_cents: i64, value_cents: i64, limit_cents: i64) -> &'static str {
    if given_cents.saturating_add(value_cents) > limit_cents { "blocked" } else { "allowed" }
}

crate::record! {
    /// A courtesy to somebody at a customer.
    pub struct Gift in "gift" as "礼品登记" / "Gift" / "Gift register", scope By("account_id"), title "what" {
        account_id: Ref("account"), "客户" / "Account", required list;
        stakeholder_id: Ref("stakeholder"), "收礼人" / "For", required list;
        what: Line(120), "送什么" / "What", required list search;
        kind: Choice(KINDS), "类别" / "Kind", required list = With("gift");
        value_cents: Money, "价值" / "Value", required list;
        given_on: Date, "日期" / "Day", required list = Today;
        user_id: Ref("user"), "经手人" / "Given by", list;
        occasion: Line(160), "事由" / "Occasion", required;
        verdict: Choice(VERDICTS), "判定" / "Verdict", list fixed;
    }
}
