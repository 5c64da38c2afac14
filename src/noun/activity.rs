//! 关系活动 · an activity: something done for a relationship, planned before it is done, tied to the goal it serves (H20),
//! judged afterwards by who asked for it and by somebody else (H29, H32). Its type says how it is counted, what it should
//! lead to and what that is worth (H31).

use super::account::STAGES;
use crate::record::{Choice, choice};

/// Which budget it burns (H21).
pub const BUDGETS: &[Choice] =
    &[choice("relation", "关系预算", "Relationship"), choice("business", "业务预算", "Business")];

crate::record! {
    /// A kind of activity.
    pub struct ActivityType in "activity_type" as "活动类型" / "Activity type" / "Activity types", scope Company, title "name" {
        name: Line(80), "类型名称" / "Name", required list search unique;
        budget: Choice(BUDGETS), "走哪笔预算" / "Budget", required list = With("relation");
        count_metric: Line(120), "统计什么（过程）" / "What is counted (process)", list;
        result_metric: Line(120), "衡量什么（结果）" / "What is measured (result)", list;
        value_metric: Line(120), "评估什么（价值）" / "What is assessed (value)", list;
        tip: Long, "怎样做得更好" / "How to do it well";
    }
}

crate::record! {
    /// Something done for a relationship.
    pub struct Activity in "activity" as "关系活动" / "Activity" / "Activities", scope By("account_id"), title "subject" {
        account_id: Ref("account"), "客户" / "Account", required list;
        subject: Line(160), "活动" / "Activity", required list search;
        activity_type_id: Ref("activity_type"), "类型" / "Type", required list;
        opportunity_id: Ref("opportunity"), "服务的目标（商机）" / "The goal it serves", list;
        stage: Choice(STAGES), "所在阶段" / "Stage it supports";
        stakeholder_id: Ref("stakeholder"), "对方" / "With", list;
        planned_on: Date, "计划日期" / "Planned on", required list = Today;
        done_on: Date, "完成日期" / "Done on", list;
        cost_cents: Money, "花费" / "Cost", list;
        assigner_id: Ref("user"), "安排人" / "Asked for by";
        assignee_id: Ref("user"), "执行人" / "Done by", required list;
        quality: Int(1, 5), "质量 (1–5)" / "Quality (1–5)", list;
        effect: Int(1, 5), "效果 (1–5)" / "Effect (1–5)", list;
        comment: Long, "评语" / "Comment";
        second_rater_id: Ref("user"), "复评人" / "Second rater";
        second_quality: Int(1, 5), "复评质量 (1–5)" / "Second rater: quality (1–5)";
        second_effect: Int(1, 5), "复评效果 (1–5)" / "Second rater: effect (1–5)";
        evidence: Line(200), "证据" / "Evidence";
    }
}
