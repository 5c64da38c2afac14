//! The one user-facing failure. It says what happened and what to do next, in both languages,
//! and never how the machine is built.

use serde::{Deserialize, Serialize};

use crate::text::Locale;

/// What kind of failure it is; the HTTP status and the tone of the screen follow from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ProblemKind {
    /// Nobody is signed in, or the session has ended.
    SignedOut,
    /// The reader knows the thing exists but may not do this to it.
    Forbidden,
    /// It does not exist, or the reader may not know that it does.
    NotFound,
    /// Something typed in is not acceptable.
    Invalid,
    /// Somebody else changed the record meanwhile.
    Conflict,
    /// Too many attempts.
    TooMany,
    /// The fault is ours; the reference number finds it in the log.
    Internal,
}

/// A failure people are shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// What kind of failure.
    pub kind: ProblemKind,
    /// The field it belongs to, when it belongs to one.
    pub field: Option<String>,
    /// What happened and what to do, in Chinese.
    pub zh: String,
    /// What happened and what to do, in English.
    pub en: String,
    /// The reference number under which the details were logged.
    pub reference: Option<String>,
}

/// Several problems at once: all that is wrong with one form or one row.
pub type Problems = Vec<Problem>;

impl Problem {
    /// A problem in both languages.
    pub fn new(kind: ProblemKind, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { kind, field: None, zh: zh.into(), en: en.into(), reference: None }
    }

    /// Something typed into `field` is not acceptable.
    pub fn invalid(field: &str, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { field: Some(field.to_owned()), ..Self::new(ProblemKind::Invalid, zh, en) }
    }

    /// The reader must sign in first.
    pub fn signed_out() -> Self {
        Self::new(
            ProblemKind::SignedOut,
            "登录已结束，请重新登录。",
            "Your session has ended. Please sign in again.",
        )
    }

    /// It is not there, as far as this reader may know.
    pub fn not_found() -> Self {
        Self::new(
            ProblemKind::NotFound,
            "没有找到这条内容：它可能已被移除，或不在您的权限范围内。请返回上一页。",
            "We could not find this. It may have been removed or be outside your rights. Please go back.",
        )
    }

    /// The reader may know of it but not do this.
    pub fn forbidden() -> Self {
        Self::new(
            ProblemKind::Forbidden,
            "您没有此操作的权限。如需开通，请联系管理员。",
            "You may not do this. An administrator can grant the right.",
        )
    }

    /// A fault of ours, logged under `reference`.
    pub fn internal(reference: String) -> Self {
        Self {
            reference: Some(reference),
            ..Self::new(
                ProblemKind::Internal,
                "系统出现意外问题，您的数据没有变化。请重试；若仍出现，请把编号告诉管理员。",
                "Something unexpected went wrong; your data is unchanged. Please try again, or give the reference to an administrator.",
            )
        }
    }

    /// The message in the reader's language.
    pub fn message(&self, locale: Locale) -> &str {
        match locale {
            Locale::Zh => &self.zh,
            Locale::En => &self.en,
        }
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.en)
    }
}

impl std::error::Error for Problem {}
