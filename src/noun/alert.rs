//! 预警 · an alert: what a rule noticed, on which account, and whether somebody has taken it on.

use jiff::civil::Date;

use crate::record::{Choice, choice};
use crate::text::Locale;

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
    choice("meeting_unconfirmed", "会议未确认", "Meeting not confirmed"),
    choice("champion_lost", "强C 动摇", "Champion lost"),
    choice("pair_overdue", "高层对平逾期", "Executive pair overdue"),
    choice("landlord", "地主：长期独占", "One owner for too long"),
    choice("gift_limit", "礼品超限", "Gift over the limit"),
    choice("manual", "人工登记", "Entered by hand"),
];

/// Why, to a reader. What a rule noticed is told in the reader's language: its own words where they can be read,
/// otherwise which rule it was and since when. What a person wrote stays as it is.
///
/// ```
/// use domain::{noun::alert::reason, text::Locale};
/// let told = |rule, locale| reason(rule, "2026-11-02".parse().unwrap(), "1W 已 96 天没有触点。", locale);
/// assert_eq!(told("sponsor_silent", Locale::Zh), "1W 已 96 天没有触点。");
/// assert_eq!(told("sponsor_silent", Locale::En), "Sponsor silent, noticed 2 Nov 2026");
/// assert_eq!(told("manual", Locale::En), "1W 已 96 天没有触点。");
/// ```
pub fn reason(rule: &str, raised_on: Date, message: &str, locale: Locale) -> String {
    let is_foreign = message.chars().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter));
    let named = RULES.iter().find(|one| one.key == rule && rule != "manual");
    match named.filter(|_| locale == Locale::En && is_foreign) {
        Some(rule) => format!("{}, noticed {}", rule.label.in_(locale), raised_on.strftime("%-d %b %Y")),
        None => message.to_owned(),
    }
}

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
