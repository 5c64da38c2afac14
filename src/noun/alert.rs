//! 预警 · an alert: what a rule noticed, on which account, and whether somebody has taken it on.

use crate::record::{Choice, choice};

/// How bad.
pub const SEVERITIES: &[Choice] =
    &[choice("act", "预警", "Act"), choice("watch", "关注", "Watch"), choice("info", "提示", "Note")];

/// Whether somebody has it.
pub const STATES: &[Choice] = &[
    choice("open", "待处理", "Open"),
    choice("acknowledged", "已认领", "Acknowledged"),
    choice("resolved", "已解决", "Resolved"),
];

/// Which rule noticed.
pub const RULES: &[Choice] = &[
    choice("renewal_near", "续约临近", "Renewal near"),
    choice("payment_overdue", "回款逾期", "Payment overdue"),
    choice("sponsor_silent", "1W 沉默", "Sponsor silent"),
    choice("usage_drop", "使用下滑", "Usage drop"),
    choice("ticket_breach", "工单超时", "Ticket breach"),
    choice("vacancy", "团队空缺", "Team vacancy"),
    choice("manual", "人工登记", "Entered by hand"),
];

crate::record! {
    /// Something that needs somebody.
    pub struct Alert in "alert" as "预警" / "Alert" / "Alerts", scope By("account_id"), title "message" {
        account_id: Ref("account"), "客户" / "Account", required list;
        message: Long, "事项" / "What", required list search;
        rule: Choice(RULES), "规则" / "Rule", required list = With("manual");
        severity: Choice(SEVERITIES), "程度" / "Severity", required list = With("watch");
        raised_on: Date, "发现日期" / "Raised on", required list = Today;
        state: Choice(STATES), "状态" / "State", required list = With("open");
        owner_id: Ref("user"), "责任人" / "Owner", list;
        resolution: Long, "处理结果" / "Resolution";
    }
}
