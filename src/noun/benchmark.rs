//! 标杆客户 · a benchmark customer: one we invest in beyond what it pays, with a cap somebody approved (M31), and what comes
//! back that no invoice shows: visits, talks, cases, and the business they helped along (M32).

use crate::record::{Choice, choice};

/// What it did for us.
pub const KINDS: &[Choice] = &[
    choice("visit", "接待参观", "Hosted a visit"),
    choice("talk", "站台演讲", "Spoke for us"),
    choice("case", "案例授权", "Let us tell the case"),
    choice("reference", "接受询访", "Took a reference call"),
];

crate::record! {
    /// A customer we invest in.
    pub struct Benchmark in "benchmark" as "标杆客户" / "Benchmark customer" / "Benchmark customers", scope By("account_id"), title "reason" {
        account_id: Ref("account"), "客户" / "Account", required list;
        reason: Line(160), "为什么做标杆" / "Why a benchmark", required list search;
        cap_cents: Money, "批准的投入上限" / "Approved cap", required list;
        cost_cents: Money, "累计全成本" / "Full cost so far", list;
        income_cents: Money, "累计收入" / "Income so far", list;
        approved_by_id: Ref("user"), "批准人" / "Approved by", required list;
        since_on: Date, "起始日期" / "Since", required list = Today;
    }
}

crate::record! {
    /// What a benchmark customer did for us.
    pub struct ReferenceEvent in "reference_event" as "标杆贡献" / "Reference event" / "Reference events", scope By("account_id"), title "subject" {
        account_id: Ref("account"), "标杆客户" / "Benchmark customer", required list;
        subject: Line(160), "事项" / "What", required list search;
        kind: Choice(KINDS), "类别" / "Kind", required list;
        happened_on: Date, "日期" / "Day", required list = Today;
        visitors: Line(160), "来访或听众" / "Visitors or audience";
        influenced_cents: Money, "带动的商机金额" / "Business it helped along", list;
        note: Long, "说明" / "Note";
    }
}
