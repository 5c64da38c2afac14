//! 权力地图 · who influences whom, how each person stands to a competitor, and who decides what about an opportunity (H24).
//! Who reports to whom, their power and their stance to us are on the stakeholder.

use crate::record::{Choice, choice};

/// What somebody does to a decision.
pub const STEPS: &[Choice] = &[
    choice("initiates", "提出", "Initiates"),
    choice("evaluates", "评估", "Evaluates"),
    choice("recommends", "推荐", "Recommends"),
    choice("approves", "批准", "Approves"),
    choice("signs", "签字", "Signs"),
    choice("vetoes", "可否决", "May veto"),
];

crate::record! {
    /// Who is listened to by whom, apart from who reports to whom.
    pub struct Influence in "influence" as "影响关系" / "Influence" / "Influences", scope By("account_id"), title "note" {
        account_id: Ref("account"), "客户" / "Account", required list;
        from_id: Ref("stakeholder"), "谁" / "Who", required list;
        to_id: Ref("stakeholder"), "影响谁" / "Influences", required list;
        strength: Int(1, 3), "强度 (1–3)" / "Strength (1–3)", required list;
        note: Line(160), "怎么看出来的" / "How we know", required list search;
    }
}

crate::record! {
    /// How a person stands to a competitor.
    pub struct RivalStance in "rival_stance" as "对竞争对手的立场" / "Stance to a competitor" / "Stances to competitors", scope By("account_id"), title "note" {
        account_id: Ref("account"), "客户" / "Account", required list;
        stakeholder_id: Ref("stakeholder"), "谁" / "Who", required list;
        vendor_id: Ref("vendor"), "对哪家" / "To whom", required list;
        stance: Int(-2, 2), "立场 (−2…+2)" / "Stance (−2…+2)", required list;
        note: Line(160), "怎么看出来的" / "How we know", required list search;
    }
}

crate::record! {
    /// One place in the chain that decides an opportunity.
    pub struct DecisionStep in "decision_step" as "决策链环节" / "Decision step" / "Decision chains", scope By("account_id"), title "note" {
        account_id: Ref("account"), "客户" / "Account", required list;
        opportunity_id: Ref("opportunity"), "商机" / "Opportunity", required list;
        place: Int(1, 20), "第几环" / "Place", required list;
        stakeholder_id: Ref("stakeholder"), "谁" / "Who", required list;
        does: Choice(STEPS), "做什么" / "Does", required list;
        note: Line(160), "他/她看重什么" / "What they look for", required search;
    }
}
