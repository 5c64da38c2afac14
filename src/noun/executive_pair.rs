//! 高层对平 · an executive pair: one of our executives and the peer they keep up with at the customer, and how often (M17).

crate::record! {
    /// Who of ours keeps up with whom of theirs.
    pub struct ExecutivePair in "executive_pair" as "高层对平" / "Executive pair" / "Executive pairs", scope By("account_id"), title "topic" {
        account_id: Ref("account"), "客户" / "Account", required list;
        user_id: Ref("user"), "我方高层" / "Our executive", required list;
        stakeholder_id: Ref("stakeholder"), "对方高层" / "Their executive", required list;
        cadence_days: Int(7, 366), "间隔天数" / "Every so many days", required list = With("90");
        topic: Line(160), "共同话题" / "What they talk about", required list search;
        note: Long, "说明" / "Note";
    }
}
