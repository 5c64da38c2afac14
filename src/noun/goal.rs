//! 客户目标 · a goal: what a customer's team is to reach with a chosen opportunity, and with which resources (H18). The
//! company issues it when a selection closes; the front line acknowledges it.

crate::record! {
    /// What is to be reached with a chosen opportunity.
    pub struct Goal in "goal" as "客户目标" / "Goal" / "Goals", scope By("account_id"), title "name" {
        name: Line(120), "目标" / "Goal", required list search;
        account_id: Ref("account"), "客户" / "Account", required list;
        opportunity_id: Ref("opportunity"), "商机" / "Opportunity", required;
        selection_id: Ref("selection"), "取舍会" / "Selection", required;
        year: Int(2000, 2100), "年度" / "Year", required list;
        amount_cents: Money, "目标金额" / "Amount", required list;
        resources_cents: Money, "投入资源" / "Resources", required list;
        resources: Long, "资源说明" / "What the resources are";
        owner_id: Ref("user"), "负责人" / "Owner", list;
        issued_on: Date, "下发日期" / "Issued on", required list;
        acknowledged_on: Date, "确认日期" / "Acknowledged on", list;
        acknowledged_by_id: Ref("user"), "确认人" / "Acknowledged by";
    }
}
