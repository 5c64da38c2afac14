//! 审计 · who changed which field of which record from what to what, when. Written by the product
//! in the same transaction as the change; nobody writes it by hand and nothing removes it.

use crate::record::{Choice, choice};

/// What was done.
pub const ACTIONS: &[Choice] = &[
    choice("create", "新建", "Created"),
    choice("update", "修改", "Changed"),
    choice("archive", "归档", "Archived"),
    choice("restore", "恢复", "Restored"),
    choice("import", "导入", "Imported"),
    choice("export", "导出", "Exported"),
    choice("sign_in", "登录", "Signed in"),
    choice("sign_in_failed", "登录失败", "Sign-in failed"),
    choice("sign_out", "退出", "Signed out"),
    choice("password", "修改密码", "Password changed"),
];

crate::record! {
    /// One line of the audit log.
    pub struct Audit in "audit" as "审计记录" / "Audit entry" / "Audit log", scope Company, title "action" {
        happened_at: Instant, "时间" / "When", required list fixed;
        user_id: Ref("user"), "操作人" / "Who", list fixed;
        action: Choice(ACTIONS), "动作" / "What", required list fixed;
        noun: Line(40), "台账" / "Register", list fixed;
        record_id: Line(80), "记录" / "Record", list fixed;
        changes: Long, "变化" / "Changes", list fixed search;
    }
}
