//! 工单 · a support ticket and its clocks (T41). The customer may see their tickets; who escalated
//! and what we wrote to each other stays inside.

use crate::record::{Choice, choice};

/// How urgent it is; the service level follows from it.
pub const PRIORITIES: &[Choice] = &[
    choice("urgent", "紧急", "Urgent"),
    choice("high", "高", "High"),
    choice("medium", "中", "Medium"),
    choice("low", "低", "Low"),
];

/// Where it stands.
pub const STATES: &[Choice] = &[
    choice("open", "待处理", "Open"),
    choice("pending", "等待客户", "Waiting for customer"),
    choice("closed", "已关闭", "Closed"),
];

crate::record! {
    /// A support ticket.
    pub struct Ticket in "ticket" as "工单" / "Ticket" / "Tickets", scope By("account_id"), title "subject" {
        account_id: Ref("account"), "客户" / "Account", required list shared;
        subject: Line(200), "主题" / "Subject", required list shared search;
        external_id: Line(80), "工单编号" / "Number", list shared search;
        priority: Choice(PRIORITIES), "优先级" / "Priority", required list shared = With("medium");
        state: Choice(STATES), "状态" / "State", required list shared = With("open");
        submitted_at: Instant, "提交时间" / "Submitted at", required list shared = Now;
        first_response_minutes: Int(0, 10_000_000), "首次响应(分钟)" / "First response (min)", list shared;
        closed_at: Instant, "关闭时间" / "Closed at", list shared;
        score: Int(1, 5), "满意度 (1–5)" / "Satisfaction (1–5)", list shared;
        is_escalated: Flag, "已升级" / "Escalated", required;
        owner_id: Ref("user"), "处理人" / "Owner";
        description: Long, "描述" / "Description", shared;
        internal_note: Long, "内部备注" / "Internal note";
    }
}
