//! People who sign in: adding them, giving and changing passwords, and the language they chose.
//! Their records are kept by the register; here is only what a register may not do.

pub mod password;

use domain::noun::user::User;
use domain::policy::Action;
use domain::problem::{Problem, Problems};
use domain::record::{Draft, Record as _};
use domain::text::Locale;
use store::credential::Credential;

use crate::fault::of_store;
use crate::policy::require;
use crate::record::history;
use crate::session::{self, Claim};
use crate::{Ctx, record};

/// Makes a user who signs in with this password and must choose their own first.
///
/// # Errors
/// Every problem of the draft and of the password, or the one of rights.
pub async fn add(ctx: &Ctx, draft: &Draft, password: &str) -> Result<String, Problems> {
    let part = |name: &str| draft.get(name).map_or("", String::as_str);
    require(ctx, Action::Create, User::SPEC).map_err(|problem| vec![problem])?;
    password::accept(password, part("name"), part("email")).map_err(|problem| vec![problem])?;
    let id = record::create(ctx, User::SPEC, draft).await?;
    keep(ctx, &id, password, Next::MustChange).await.map_err(|problem| vec![problem])?;
    Ok(id)
}

/// Gives somebody a new password, which they must change when they next sign in. Their sessions end.
///
/// # Errors
/// `Forbidden` to all but administrators; `Invalid` when the password is not acceptable.
pub async fn set_password(ctx: &Ctx, user_id: &str, new: &str) -> Result<(), Problem> {
    let person = person(ctx, user_id).await?;
    password::accept(new, &person.name, &person.email)?;
    keep(ctx, user_id, new, Next::MustChange).await
}

/// Somebody to give a password to.
///
/// # Errors
/// `Forbidden` to all but administrators, `NotFound` when there is no such user.
pub async fn person(ctx: &Ctx, user_id: &str) -> Result<User, Problem> {
    require(ctx, Action::Update, User::SPEC)?;
    let found = record::get(ctx, User::SPEC, user_id).await?;
    User::from_row(&found.row).ok_or_else(Problem::not_found)
}

/// Changes one's own password. All other sessions end; the returned claim keeps this one.
///
/// # Errors
/// `Invalid` for a wrong old or an unacceptable new password, `TooMany` after five wrong ones.
pub async fn change_password(ctx: &Ctx, old: &str, new: &str) -> Result<Claim, Problem> {
    let user_id = ctx.who.user_id.as_deref().ok_or_else(Problem::signed_out)?;
    let known = known(ctx, user_id).await?;
    session::refuse_locked(&known, ctx.now)?;
    if !password::matches(old, Some(&known.password_hash)).await? {
        session::count_failure(ctx, user_id).await?;
        return Err(Problem::invalid(
            "old",
            "现在的密码不对，请再试一次。",
            "This is not your present password. Please try again.",
        ));
    }
    password::accept(new, &known.name, &known.email)?;
    if old == new {
        return Err(Problem::invalid(
            "password",
            "新密码与现在的相同，请换一个。",
            "The new password is the present one. Please choose another.",
        ));
    }
    keep(ctx, user_id, new, Next::Free).await?;
    session::claim(ctx, user_id).await
}

/// Gives the password without asking for rules or a change: for the demonstration only.
///
/// # Errors
/// `Forbidden` to all but administrators.
pub async fn give_demo_password(ctx: &Ctx, user_id: &str, new: &str, next: Next) -> Result<(), Problem> {
    require(ctx, Action::Update, User::SPEC)?;
    keep(ctx, user_id, new, next).await
}

/// Remembers the language somebody chose for themselves.
///
/// # Errors
/// When nobody is signed in.
pub async fn set_locale(ctx: &Ctx, locale: Locale) -> Result<(), Problem> {
    let user_id = ctx.who.user_id.as_deref().ok_or_else(Problem::signed_out)?;
    let mut write = ctx.store.write().await.map_err(of_store)?;
    store::credential::set_locale(write.conn(), user_id, locale.code(), &ctx.stamp())
        .await
        .map_err(of_store)?;
    write.commit_quietly().await.map_err(of_store)
}

/// What the next sign-in asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// A password of one's own choice before anything else.
    MustChange,
    /// Nothing.
    Free,
}

async fn known(ctx: &Ctx, user_id: &str) -> Result<Credential, Problem> {
    let mut conn = ctx.store.read().await.map_err(of_store)?;
    store::credential::by_user(&mut conn, user_id).await.map_err(of_store)?.ok_or_else(Problem::signed_out)
}

async fn keep(ctx: &Ctx, user_id: &str, new: &str, next: Next) -> Result<(), Problem> {
    let hash = password::hash(new).await?;
    let mut write = ctx.store.write().await.map_err(of_store)?;
    store::credential::set(write.conn(), user_id, &hash, next == Next::MustChange, &ctx.stamp())
        .await
        .map_err(of_store)?;
    history::note(ctx, write.conn(), "password", User::SPEC.table, user_id, "[]".to_owned())
        .await
        .map_err(of_store)?;
    write.commit_quietly().await.map_err(of_store)
}

/// Whether anybody can sign in at all.
///
/// # Errors
/// When the store fails.
pub async fn any(store: &store::Store) -> Result<bool, Problem> {
    let mut conn = store.read().await.map_err(of_store)?;
    Ok(store::credential::count(&mut conn).await.map_err(of_store)? > 0)
}
