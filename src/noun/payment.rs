//! 回款 · a payment node: when which part of a contract is due, and what arrived when.

use crate::record::{Choice, choice};

/// Where the money is.
pub const STATES: &[Choice] = &[
    choice("planned", "计划中", "Planned"),
    choice("invoiced", "已开票", "Invoiced"),
    choice("paid", "已到账", "Paid"),
    choice("written_off", "已核销", "Written off"),
];

crate::record! {
    /// One payment node.
    pub struct Payment in "payment" as "回款" / "Payment" / "Payments", scope By("account_id"), title "node" {
        account_id: Ref("account"), "客户" / "Account", required list shared;
        node: Line(80), "节点" / "Node", required list shared search;
        contract_id: Ref("contract"), "合同" / "Contract", list shared;
        due_on: Date, "应收日期" / "Due on", required list shared;
        amount_cents: Money, "应收金额" / "Amount due", required list shared;
        state: Choice(STATES), "状态" / "State", required list shared = With("planned");
        paid_on: Date, "到账日期" / "Paid on", list shared;
        paid_cents: Money, "到账金额" / "Amount paid", list shared;
        external_id: Line(80), "外部编号" / "External id", search;
    }
}
