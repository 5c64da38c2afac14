//! 会议 · a meeting with the customer: what it is to decide, whether their decision maker comes, and whether
//! they came (M12). The customer answers an invitation; all else is ours to say.

use crate::record::{Choice, choice};

/// What kind of meeting; the first four are the milestones a sponsor attends.
pub const KINDS: &[Choice] = &[
    choice("kickoff", "启动会", "Kickoff"),
    choice("solution_review", "方案汇报会", "Solution review"),
    choice("go_live_review", "上线汇报会", "Go-live review"),
    choice("acceptance", "验收会", "Acceptance"),
    choice("business_review", "经营复盘会", "Business review"),
    choice("visit", "拜访", "Visit"),
];

/// What the sponsor answered.
pub const REPLIES: &[Choice] = &[
    choice("pending", "待答复", "Not answered"),
    choice("confirmed", "参加", "Coming"),
    choice("declined", "不能参加", "Not coming"),
];

/// How far it is.
pub const STATES: &[Choice] = &[
    choice("planned", "已安排", "Planned"),
    choice("held", "已召开", "Held"),
    choice("cancelled", "已取消", "Cancelled"),
];

/// Whether the sponsor was there.
pub const ATTENDANCES: &[Choice] =
    &[choice("attended", "到场", "Attended"), choice("absent", "缺席", "Absent")];

crate::record! {
    /// A meeting with the customer.
    pub struct Meeting in "meeting" as "会议" / "Meeting" / "Meetings", scope By("account_id"), title "subject" {
        account_id: Ref("account"), "客户" / "Account", required list shared ours;
        subject: Line(160), "主题" / "Subject", required list shared search ours;
        kind: Choice(KINDS), "类型" / "Kind", required list shared ours;
        meets_at: Instant, "时间" / "When", required list shared ours;
        place: Line(120), "地点" / "Where", shared ours;
        purpose: Long, "要定的事" / "To be decided", shared ours;
        state: Choice(STATES), "状态" / "State", required list shared ours = With("planned");
        reply: Choice(REPLIES), "1W 答复" / "Sponsor's reply", required list shared = With("pending");
        reply_note: Long, "答复说明" / "Note to the reply", shared;
        attendance: Choice(ATTENDANCES), "1W 出席" / "Sponsor attended", list shared ours;
        our_note: Long, "内部备注" / "Our note";
    }
}
