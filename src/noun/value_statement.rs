//! 价值陈述 · a value statement: what something we did was worth to the customer, in money where it can be
//! counted, with its evidence (M21, M26). It counts once the customer's decision maker has said so.

use crate::record::{Choice, choice};

/// What the sponsor says to it.
pub const ANSWERS: &[Choice] = &[
    choice("pending", "待认可", "Not answered"),
    choice("acknowledged", "已认可", "Acknowledged"),
    choice("disputed", "有疑问", "Questioned"),
];

crate::record! {
    /// What something was worth.
    pub struct ValueStatement in "value_statement" as "价值陈述" / "Value statement" / "Value statements", scope By("account_id"), title "statement" {
        account_id: Ref("account"), "客户" / "Account", required list shared ours;
        statement: Long, "带来的价值" / "What it brought", required list shared search ours;
        amount_cents: Money, "金额" / "Amount", list shared ours;
        evidence: Long, "依据" / "Evidence", required shared ours;
        demand_id: Ref("demand"), "对应的诉求" / "The demand it answers", shared ours;
        stated_on: Date, "提出日期" / "Stated on", required list shared ours = Today;
        answer: Choice(ANSWERS), "1W 认可" / "Sponsor's answer", required list shared = With("pending");
        answered_on: Date, "答复日期" / "Answered on", shared fixed;
        answer_note: Long, "1W 的话" / "In the sponsor's words", shared;
        our_note: Long, "内部备注" / "Our note";
    }
}
