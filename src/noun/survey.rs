//! 调研回答 · what one person answered to one question, once.

use crate::record::{Choice, choice};

/// Which question.
pub const KINDS: &[Choice] = &[
    choice("nps", "NPS 推荐意愿 (0–10)", "NPS (0–10)"),
    choice("csat", "CSAT 满意度 (1–5)", "CSAT (1–5)"),
    choice("ces", "CES 费力度 (1–7)", "CES (1–7)"),
    choice("sponsor_pulse", "1W 脉搏 (1–5)", "Sponsor pulse (1–5)"),
];

crate::record! {
    /// One answer.
    pub struct SurveyResponse in "survey_response" as "调研回答" / "Survey response" / "Survey responses", scope By("account_id"), title "kind" {
        account_id: Ref("account"), "客户" / "Account", required list shared;
        kind: Choice(KINDS), "问题" / "Question", required list shared;
        score: Int(0, 10), "评分" / "Score", required list shared;
        answered_on: Date, "日期" / "Answered on", required list shared = Today;
        stakeholder_id: Ref("stakeholder"), "答卷人" / "Respondent", list;
        comment: Long, "原话" / "Comment", shared search;
        our_note: Long, "内部备注" / "Our note";
    }
}
