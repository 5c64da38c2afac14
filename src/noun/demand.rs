//! 诉求 · a sponsor demand: what the customer's decision maker asked for, in their own words (M08).
//! It is the first link of the chain that ends in value and renewal, and the customer may see it.

use crate::record::{Choice, choice};

/// How pressing it is.
pub const PRIORITIES: &[Choice] =
    &[choice("high", "高", "High"), choice("medium", "中", "Medium"), choice("low", "低", "Low")];

/// How far it has come.
pub const STATES: &[Choice] = &[
    choice("open", "已提出", "Raised"),
    choice("planned", "已排期", "Planned"),
    choice("delivered", "已兑现", "Delivered"),
    choice("accepted", "已认可", "Accepted"),
    choice("dropped", "不再需要", "No longer needed"),
];

crate::record! {
    /// What the sponsor asked for.
    pub struct Demand in "demand" as "诉求" / "Demand" / "Demands", scope By("account_id"), title "quote" {
        account_id: Ref("account"), "客户" / "Account", required list shared;
        quote: Long, "原话" / "In their words", required list shared search;
        stakeholder_id: Ref("stakeholder"), "提出人" / "Raised by", list;
        raised_on: Date, "提出日期" / "Raised on", required list shared = Today;
        priority: Choice(PRIORITIES), "优先级" / "Priority", required list shared = With("medium");
        state: Choice(STATES), "进展" / "State", required list shared ours = With("open");
        answer: Long, "我们的答复" / "Our answer", shared ours;
        source: Line(160), "出处" / "Source";
    }
}
