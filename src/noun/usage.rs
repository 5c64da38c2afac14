//! 使用 · what a customer did with a feature on a day. Counts only, never content or persons.

crate::record! {
    /// One feature, one day, one account.
    pub struct Usage in "usage" as "使用记录" / "Usage record" / "Usage", scope By("account_id"), title "used_on" {
        account_id: Ref("account"), "客户" / "Account", required list;
        used_on: Date, "日期" / "Date", required list = Today;
        feature_id: Ref("feature"), "功能" / "Feature", required list;
        uses: Int(0, 1_000_000_000), "次数" / "Uses", required list;
        seconds: Int(0, 1_000_000_000), "时长(秒)" / "Seconds", list;
        errors: Int(0, 1_000_000_000), "报错数" / "Errors", list;
        users: Int(0, 10_000_000), "人数" / "Users", list;
        subscription_id: Ref("subscription"), "订阅" / "Subscription";
        external_id: Line(80), "外部编号" / "External id", search;
    }
}
