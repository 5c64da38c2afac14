//! 客户规划 · an account plan: the year's cycle of knowing a customer, planning, doing and judging (H04). Its insight is
//! done only when the sandbox holds an opportunity: an empty one means nobody looked (H13).

use crate::record::{Choice, choice};

/// The four steps of the cycle.
pub const STAGES: &[Choice] = &[
    choice("understand", "理解客户", "Understand"),
    choice("plan", "制定规划", "Plan"),
    choice("execute", "执行规划", "Execute"),
    choice("evaluate", "绩效评估", "Evaluate"),
];

crate::record! {
    /// A customer's year.
    pub struct AccountPlan in "account_plan" as "客户规划" / "Account plan" / "Account plans", scope By("account_id"), title "name" {
        name: Line(120), "名称" / "Name", required list search;
        account_id: Ref("account"), "客户" / "Account", required list;
        year: Int(2000, 2100), "年度" / "Year", required list;
        stage: Choice(STAGES), "步骤" / "Step", required list = With("understand");
        insight_done: Flag, "客户洞察已完成" / "Insight is done", required list;
        understand_on: Date, "理解客户：到" / "Understand until";
        plan_on: Date, "制定规划：到" / "Plan until";
        execute_on: Date, "执行规划：到" / "Execute until";
        evaluate_on: Date, "绩效评估：到" / "Evaluate until";
        note: Long, "说明" / "Note";
    }
}
