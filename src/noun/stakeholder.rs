//! 干系人 · a stakeholder: one person at the customer, seen from our side. The executive sponsor
//! (1W) and the champion (强C) are roles here; how we see a person is never shared with the customer.

use crate::record::{Choice, choice};

/// What the person is to the decision (M06, M27).
pub const ROLES: &[Choice] = &[
    choice("executive_sponsor", "1W", "Executive sponsor"),
    choice("champion", "强C", "Champion"),
    choice("decision_maker", "决策者", "Decision maker"),
    choice("influencer", "影响者", "Influencer"),
    choice("buyer", "采购", "Buyer"),
    choice("user", "使用者", "User"),
];

crate::record! {
    /// A person at the customer.
    pub struct Stakeholder in "stakeholder" as "干系人" / "Stakeholder" / "Stakeholders", scope By("account_id"), title "name" {
        account_id: Ref("account"), "客户" / "Account", required list;
        name: Line(80), "姓名" / "Name", required list search;
        job_title: Line(80), "职务" / "Job title", list search;
        role: Choice(ROLES), "角色" / "Role", required list;
        reports_to_id: Ref("stakeholder"), "汇报给" / "Reports to";
        power: Int(1, 5), "权力 (1–5)" / "Power (1–5)", list;
        stance: Int(-2, 2), "立场 (−2…+2)" / "Stance (−2…+2)", list;
        view_of_us: Long, "对我们的看法" / "View of us";
        email: Line(120), "邮箱" / "E-mail";
        mobile: Line(40), "手机" / "Mobile";
    }
}
