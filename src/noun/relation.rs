//! 关系 · what a relationship may cost and where it stands: a budget a year and customer (H21), and scores of us and of each
//! competitor, each with the day and what it rests on, so that it can be set against its own past (H33) and theirs (H34).

crate::record! {
    /// What a customer may cost in a year.
    pub struct RelationBudget in "relation_budget" as "经营预算" / "Relationship budget" / "Relationship budgets", scope By("account_id"), title "name" {
        account_id: Ref("account"), "客户" / "Account", required list;
        name: Line(80), "预算名称" / "Name", required list search;
        year: Int(2000, 2100), "财年" / "Fiscal year", required list;
        business_cents: Money, "业务预算" / "Business budget", required list;
        relation_cents: Money, "关系预算" / "Relationship budget", required list;
        note: Long, "说明" / "Note";
    }
}

crate::record! {
    /// How good a relationship was on a day.
    pub struct RelationScore in "relation_score" as "关系评分" / "Relationship score" / "Relationship scores", scope By("account_id"), title "basis" {
        account_id: Ref("account"), "客户" / "Account", required list;
        vendor_id: Ref("vendor"), "谁的（空为我方）" / "Whose (none: ours)", list;
        scored_on: Date, "评分日期" / "Scored on", required list = Today;
        score_bp: Percent, "关系分" / "Score", required list;
        basis: Line(160), "依据" / "What it rests on", required list search;
    }
}
