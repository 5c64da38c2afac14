//! 1W 开通 · a sponsor's way to our screens, with its evidence (M65): invited, signed in, installed, trained by
//! whom. What happened is noted by the product; only the training is written down by a person.

crate::record! {
    /// How far one sponsor has come with our screens.
    pub struct SponsorSetup in "sponsor_setup" as "1W 开通" / "Sponsor setup" / "Sponsor setups", scope By("account_id"), title "name" {
        name: Line(80), "姓名" / "Name", required list search;
        account_id: Ref("account"), "客户" / "Account", required list;
        stakeholder_id: Ref("stakeholder"), "1W" / "Sponsor", required list;
        user_id: Ref("user"), "登录账号" / "Sign-in", fixed;
        invited_at: Instant, "邀请时间" / "Invited at", fixed list;
        signed_in_at: Instant, "首次登录" / "First sign-in", fixed list;
        installed_at: Instant, "装到手机" / "Installed at", fixed list;
        trained_on: Date, "培训日期" / "Trained on", list;
        trainer_id: Ref("user"), "培训人" / "Trainer", list;
        note: Long, "备注" / "Note";
    }
}
