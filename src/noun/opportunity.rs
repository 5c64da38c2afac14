//! 商机 · an opportunity: business that may come of an account, near or far (H12). The front line finds it and says what
//! it is worth; whether it is fought for or let go is the company's to choose (H16, H17).

use crate::record::{Choice, choice};

/// What it would be.
pub const KINDS: &[Choice] = &[
    choice("new", "新购", "New business"),
    choice("expansion", "增购", "Expansion"),
    choice("renewal", "续约", "Renewal"),
    choice("planted", "预埋", "Planted"),
];

/// Whose eyes found it (H09, H11).
pub const SOURCES: &[Choice] = &[
    choice("sales", "销售", "Sales"),
    choice("technology", "技术", "Technology"),
    choice("service", "交付与服务", "Delivery and service"),
    choice("scan", "五层扫描", "Five-layer scan"),
    choice("event", "沙龙与活动", "Salon or event"),
];

/// When it may come.
pub const HORIZONS: &[Choice] = &[
    choice("short", "短期", "Short term"),
    choice("medium", "中期", "Medium term"),
    choice("long", "长期", "Long term"),
];

/// How far it is (H23).
pub const STAGES: &[Choice] = &[
    choice("seed", "预埋", "Planted"),
    choice("lead", "线索", "Lead"),
    choice("opportunity", "机会点", "Opportunity"),
    choice("tender", "招投标", "Tender"),
    choice("contract", "合同执行", "Contract"),
    choice("won", "赢单", "Won"),
    choice("lost", "丢单", "Lost"),
];

/// What the company chose: to fight (战) or to let go (略); nothing until it has.
pub const VERDICTS: &[Choice] =
    &[choice("chosen", "战（选择）", "Chosen"), choice("abandoned", "略（放弃）", "Let go")];

crate::record! {
    /// Business that may come of an account.
    pub struct Opportunity in "opportunity" as "商机" / "Opportunity" / "Opportunities", scope By("account_id"), title "name" {
        account_id: Ref("account"), "客户" / "Account", required list;
        name: Line(120), "商机名称" / "Name", required list search;
        kind: Choice(KINDS), "类型" / "Kind", required list = With("new");
        source: Choice(SOURCES), "来源" / "Found by", required = With("sales");
        horizon: Choice(HORIZONS), "时间" / "Horizon", required list = With("short");
        stage: Choice(STAGES), "阶段" / "Stage", required list = With("lead");
        verdict: Choice(VERDICTS), "取舍" / "Verdict", list fixed;
        space_cents: Money, "空间金额" / "Space", required list;
        space_score: Int(1, 5), "市场空间 (1–5)" / "Market space (1–5)";
        growth_score: Int(1, 5), "增长速度 (1–5)" / "Growth (1–5)";
        profit_score: Int(1, 5), "利润水平 (1–5)" / "Profit level (1–5)";
        competition_score: Int(1, 5), "竞争强度 (1–5)" / "Competition (1–5)";
        request_cents: Money, "申请资源" / "Resources asked for", list;
        request_note: Long, "资源说明" / "What the resources are for";
        owner_id: Ref("user"), "负责人" / "Owner", list;
        found_on: Date, "发现日期" / "Found on", required = Today;
        expected_on: Date, "预计签约" / "Expected on";
        demand_id: Ref("demand"), "对应的诉求" / "The demand behind it";
        ticket_id: Ref("ticket"), "来自工单" / "From the ticket";
        meeting_id: Ref("meeting"), "埋下它的会议" / "Meeting it was planted at";
        hook: Long, "埋伏笔的话" / "The words that planted it";
        germinated_on: Date, "萌芽日期" / "Germinated on";
        note: Long, "说明" / "Note";
    }
}
