//! 团队 · who looks after an account: the iron triangle AR/SR/FR (J30) and the four account owners
//! (M16). A vacancy is a fact worth an alert.

use crate::record::{Choice, choice};

/// The places around an account.
pub const ROLES: &[Choice] = &[
    choice("ar", "AR 客户经理", "AR · account lead"),
    choice("sr", "SR 解决方案", "SR · solution lead"),
    choice("fr", "FR 交付", "FR · delivery lead"),
    choice("general_manager", "总经理", "General manager"),
    choice("bu_head", "事业部负责人", "BU head"),
    choice("service_head", "服务部负责人", "Head of service"),
    choice("csm", "CSM 客户成功经理", "CSM"),
    choice("partner", "合作伙伴", "Partner"),
];

crate::record! {
    /// One person's place in one account's team.
    pub struct TeamMember in "team_member" as "团队成员" / "Team member" / "Team members", scope By("account_id"), title "role" {
        account_id: Ref("account"), "客户" / "Account", required list;
        user_id: Ref("user"), "成员" / "Member", required list;
        role: Choice(ROLES), "角色" / "Role", required list;
        from_on: Date, "开始" / "From", list;
        until_on: Date, "结束" / "Until", list;
    }
}
