//! 订阅 · subscriptions, the ARR event ledger that tells how they came and went, and churn events.
//!
//! The ledger is the truth about recurring revenue: every new, expansion, contraction, churn and
//! reactivation with its day and amount. It is derived from subscriptions when they change, and it
//! may be added to by hand; start and end dates alone never carry a board's number.

use crate::record::{Choice, choice};

/// How often it is billed.
pub const BILLINGS: &[Choice] = &[
    choice("monthly", "按月", "Monthly"),
    choice("quarterly", "按季", "Quarterly"),
    choice("annual", "按年", "Annual"),
];

/// What happened to recurring revenue.
pub const EVENT_KINDS: &[Choice] = &[
    choice("new", "新增", "New"),
    choice("expansion", "扩展", "Expansion"),
    choice("contraction", "收缩", "Contraction"),
    choice("churn", "流失", "Churn"),
    choice("reactivation", "回流", "Reactivation"),
];

/// Where an event came from.
pub const EVENT_SOURCES: &[Choice] = &[
    choice("derived", "由订阅推算", "Derived from subscriptions"),
    choice("manual", "人工登记", "Entered by hand"),
];

crate::record! {
    /// One subscription of one account.
    pub struct Subscription in "subscription" as "订阅" / "Subscription" / "Subscriptions", scope By("account_id"), title "plan" {
        account_id: Ref("account"), "客户" / "Account", required list shared;
        plan: Line(80), "方案版本" / "Plan", required list shared search;
        external_id: Line(80), "外部编号" / "External id", list search;
        starts_on: Date, "开始" / "Starts on", required list shared;
        ends_on: Date, "结束" / "Ends on", list shared;
        mrr_cents: Money, "月费 MRR" / "MRR", required list shared;
        seats: Int(0, 10_000_000), "席位数" / "Seats", list shared;
        billing: Choice(BILLINGS), "计费周期" / "Billing", list shared;
        is_trial: Flag, "试用" / "Trial", required;
        is_auto_renew: Flag, "自动续约" / "Renews automatically", required shared;
        is_upgraded: Flag, "曾升级" / "Was upgraded", required;
        is_downgraded: Flag, "曾降级" / "Was downgraded", required;
        is_churned: Flag, "已流失" / "Churned", required;
        contract_id: Ref("contract"), "合同" / "Contract", shared;
    }
}

crate::record! {
    /// One line of the ARR ledger.
    pub struct ArrEvent in "arr_event" as "ARR 变动" / "ARR event" / "ARR events", scope By("account_id"), title "kind" {
        account_id: Ref("account"), "客户" / "Account", required list;
        happened_on: Date, "日期" / "Date", required list = Today;
        kind: Choice(EVENT_KINDS), "类型" / "Kind", required list;
        delta_cents: Money, "月费变化" / "MRR change", required list;
        after_cents: Money, "变动后月费" / "MRR after", required list;
        source: Choice(EVENT_SOURCES), "来源" / "Source", required list = With("manual");
        note: Long, "说明" / "Note", search;
    }
}

crate::record! {
    /// A customer's leaving, or coming back, as told by the front line.
    pub struct ChurnEvent in "churn_event" as "流失事件" / "Churn event" / "Churn events", scope By("account_id"), title "reason" {
        account_id: Ref("account"), "客户" / "Account", required list;
        happened_on: Date, "日期" / "Date", required list = Today;
        reason: Line(80), "原因" / "Reason", required list search;
        external_id: Line(80), "外部编号" / "External id", search;
        refund_cents: Money, "退款" / "Refund", list;
        is_after_upgrade: Flag, "此前升级过" / "After an upgrade", required;
        is_after_downgrade: Flag, "此前降级过" / "After a downgrade", required;
        is_reactivation: Flag, "为回流" / "Is a reactivation", required list;
        feedback: Long, "客户原话" / "Feedback", search;
    }
}
