//! 用户 · a person who signs in: one of ours, a partner's, or a customer's executive sponsor.
//! The password is not here: it is kept apart and never travels.

use crate::policy::ROLE_CHOICES;
use crate::record::{Choice, choice};

/// The language somebody reads.
pub const LOCALES: &[Choice] = &[choice("zh", "中文", "Chinese"), choice("en", "英文", "English")];

crate::record! {
    /// A person with a sign-in.
    pub struct User in "user" as "用户" / "User" / "Users", scope Company, title "name" {
        name: Line(80), "姓名" / "Name", required list search;
        email: Line(120), "邮箱" / "E-mail", required list search unique;
        role: Choice(ROLE_CHOICES), "角色" / "Role", required list;
        account_id: Ref("account"), "所属客户(1W)" / "Own company (sponsor)", list;
        locale: Choice(LOCALES), "语言" / "Language";
        is_active: Flag, "可登录" / "May sign in", required list;
    }
}
