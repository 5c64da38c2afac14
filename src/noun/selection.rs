//! 取舍会 · a selection: the company's board role sits down with a budget and decides which opportunities are fought for
//! (战) and which are let go (略); and the log of what was decided, which nobody changes afterwards (H16, H17).

use crate::record::{Choice, choice};

/// What the log says of an opportunity.
pub const VERDICTS: &[Choice] = &[
    choice("chosen", "战（选择）", "Chosen"),
    choice("abandoned", "略（放弃）", "Let go"),
    choice("reopened", "重新讨论", "Taken up again"),
];

crate::record! {
    /// A sitting at which opportunities are chosen under a budget.
    pub struct Selection in "selection" as "取舍会" / "Selection" / "Selections", scope Company, title "name" {
        name: Line(120), "名称" / "Name", required list search;
        held_on: Date, "召开日期" / "Held on", required list = Today;
        year: Int(2000, 2100), "目标年度" / "Year of its goals", required list;
        budget_cents: Money, "可投入资源" / "Budget", required list;
        space_weight: Int(0, 100), "权重：市场空间" / "Weight of market space", required = With("30");
        growth_weight: Int(0, 100), "权重：增长速度" / "Weight of growth", required = With("25");
        profit_weight: Int(0, 100), "权重：利润水平" / "Weight of profit", required = With("25");
        competition_weight: Int(0, 100), "权重：竞争强度（反向）" / "Weight of competition (reversed)", required = With("20");
        closed_on: Date, "散会日期" / "Closed on", list fixed;
        note: Long, "说明" / "Note";
    }
}

crate::record! {
    /// A line of the log: what became of an opportunity, and why.
    pub struct Decision in "decision" as "战/略记录" / "Decision" / "Decisions", scope By("account_id"), title "name" {
        name: Line(120), "商机名称" / "Opportunity's name", required list search;
        account_id: Ref("account"), "客户" / "Account", required list;
        opportunity_id: Ref("opportunity"), "商机" / "Opportunity", required;
        selection_id: Ref("selection"), "取舍会" / "Selection", required list;
        verdict: Choice(VERDICTS), "取舍" / "Verdict", required list;
        reason: Long, "理由" / "Reason", list search;
        place: Int(1, 1_000_000), "当时的名次" / "Its rank then";
        attraction: Int(0, 500), "当时的吸引力（百分之一分）" / "Its attractiveness then (hundredths)";
        space_cents: Money, "当时的空间" / "Its space then";
        request_cents: Money, "当时申请的资源" / "Resources asked for then";
        decided_by_id: Ref("user"), "决定人" / "Decided by", list;
        decided_on: Date, "决定日期" / "Decided on", required list;
    }
}
