//! 合同 · a contract: what was signed, for how much, until when; signing and collecting have
//! different owners (M87).

use crate::record::{Choice, choice};

/// What was sold.
pub const KINDS: &[Choice] = &[
    choice("subscription", "订阅", "Subscription"),
    choice("project", "项目", "Project"),
    choice("custom", "二开", "Custom development"),
    choice("service", "服务", "Service"),
];

/// Where the paper is.
pub const STATES: &[Choice] = &[
    choice("draft", "草拟", "Draft"),
    choice("active", "执行中", "Active"),
    choice("ended", "已结束", "Ended"),
    choice("cancelled", "已终止", "Cancelled"),
];

crate::record! {
    /// A signed agreement.
    pub struct Contract in "contract" as "合同" / "Contract" / "Contracts", scope By("account_id"), title "name" {
        account_id: Ref("account"), "客户" / "Account", required list shared;
        name: Line(160), "合同名称" / "Name", required list shared search;
        external_id: Line(80), "合同编号" / "Number", list shared search;
        kind: Choice(KINDS), "类型" / "Kind", required list shared;
        state: Choice(STATES), "状态" / "State", required list shared;
        signed_on: Date, "签订日期" / "Signed on", list shared;
        starts_on: Date, "生效日期" / "Starts on", shared;
        ends_on: Date, "到期日期" / "Ends on", list shared;
        amount_cents: Money, "合同金额" / "Amount", list shared;
        signing_owner_id: Ref("user"), "签约负责人" / "Signing owner";
        collection_owner_id: Ref("user"), "回款负责人" / "Collection owner";
        note: Long, "内部备注" / "Internal note";
    }
}
