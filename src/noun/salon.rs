//! 沙龙 · a salon: executives of several customers around one topic, with one of them as host (M18). Who should be asked is
//! suggested from what they have asked for; who came, and the opportunity it led to, is what it is judged by.

use crate::record::{Choice, choice};

/// Whether they come.
pub const STATES: &[Choice] = &[
    choice("suggested", "建议邀请", "Suggested"),
    choice("invited", "已邀请", "Invited"),
    choice("came", "到场", "Came"),
    choice("absent", "未到", "Did not come"),
    choice("dropped", "不邀请", "Not asked"),
];

crate::record! {
    /// A circle around a topic.
    pub struct Salon in "salon" as "沙龙" / "Salon" / "Salons", scope Company, title "name" {
        name: Line(120), "沙龙名称" / "Name", required list search;
        topic: Line(160), "主题（用空格隔开要点）" / "Topic (key words apart by spaces)", required list search;
        held_on: Date, "日期" / "Day", required list;
        place: Line(120), "地点" / "Where";
        host: Line(120), "标杆嘉宾" / "Benchmark host", list;
        outcome: Long, "结果" / "Outcome";
    }
}

crate::record! {
    /// Somebody to be asked to a salon.
    pub struct SalonGuest in "salon_guest" as "沙龙嘉宾" / "Salon guest" / "Salon guests", scope By("account_id"), title "reason" {
        account_id: Ref("account"), "客户" / "Account", required list;
        salon_id: Ref("salon"), "沙龙" / "Salon", required list;
        stakeholder_id: Ref("stakeholder"), "嘉宾" / "Guest", required list;
        state: Choice(STATES), "状态" / "State", required list = With("invited");
        reason: Line(200), "为什么请" / "Why them", required list search;
        opportunity_id: Ref("opportunity"), "带来的商机" / "The opportunity it led to", list;
        note: Long, "现场纪要" / "Notes";
    }
}
