//! 强C · the champion's success: what they are to gain within their own company from working with us, in four dimensions (M28).

use crate::record::{Choice, choice};

/// What a champion gains.
pub const DIMENSIONS: &[Choice] = &[
    choice("management", "内部管理", "Management"),
    choice("position", "职位", "Position"),
    choice("experience", "经验", "Experience"),
    choice("results", "业绩", "Results"),
];

crate::record! {
    /// One goal of a champion, and how far it is.
    pub struct SuccessGoal in "success_goal" as "强C 成功计划" / "Champion goal" / "Champion success plans", scope By("account_id"), title "goal" {
        account_id: Ref("account"), "客户" / "Account", required list;
        stakeholder_id: Ref("stakeholder"), "强C" / "Champion", required list;
        dimension: Choice(DIMENSIONS), "维度" / "Dimension", required list;
        goal: Line(160), "让他/她成功的目标" / "What success is", required list search;
        progress_bp: Percent, "进度" / "Progress", required list;
        due_on: Date, "到何时" / "By", list;
        evidence: Long, "依据" / "Evidence";
    }
}
