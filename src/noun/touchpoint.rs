//! 触点 · a touchpoint: one dated contact with a customer, in one of the four lines, and what it
//! did to their intent (T51).

use crate::record::{Choice, choice};

/// The four lines of the loop.
pub const LINES: &[Choice] = &[
    choice("account", "经营", "Account management"),
    choice("presales", "售前", "Presales"),
    choice("delivery", "交付", "Delivery"),
    choice("service", "服务", "Service"),
];

/// How the contact was made.
pub const CHANNELS: &[Choice] = &[
    choice("visit", "拜访", "Visit"),
    choice("meeting", "会议", "Meeting"),
    choice("call", "电话", "Call"),
    choice("chat", "微信/企微", "Chat"),
    choice("email", "邮件", "E-mail"),
    choice("event", "活动", "Event"),
];

crate::record! {
    /// A dated contact.
    pub struct Touchpoint in "touchpoint" as "触点" / "Touchpoint" / "Touchpoints", scope By("account_id"), title "subject" {
        account_id: Ref("account"), "客户" / "Account", required list;
        happened_on: Date, "日期" / "Date", required list = Today;
        subject: Line(160), "主题" / "Subject", required list search;
        line: Choice(LINES), "条线" / "Line", required list;
        channel: Choice(CHANNELS), "渠道" / "Channel", required list;
        stakeholder_id: Ref("stakeholder"), "对方" / "With", list;
        user_id: Ref("user"), "我方" / "By", list;
        depth: Int(1, 5), "深度 (1–5)" / "Depth (1–5)";
        effect: Int(-2, 2), "对意愿的影响 (−2…+2)" / "Effect on intent (−2…+2)";
        note: Long, "纪要" / "Notes";
    }
}
