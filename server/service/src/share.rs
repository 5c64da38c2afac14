//! A board shown to somebody without a sign-in: a link that is told once, holds for some days, shows one board and
//! nothing behind it, and can be called back. It shows what whoever shared it may see at the moment it is opened; when
//! they may not sign in any more, it shows nothing.

use domain::board::Board;
use domain::noun::account::Account;
use domain::noun::user::User;
use domain::policy::{Action, Role};
use domain::problem::{Problem, ProblemKind};
use domain::record::Record as _;
use domain::text::Locale;
use jiff::{SignedDuration, Timestamp};
use store::Store;
use store::record::Cut;
use store::share::Share;

pub use store::share::Listed;

use crate::ctx::{minute_at, new_id, stamp};
use crate::fault::of_store;
use crate::policy::require;
use crate::record::history;
use crate::session::offset_hours;
use crate::session::shelf::hash;
use crate::{Ctx, Who};

/// For how many days a board may be shared.
pub const DAYS: [i64; 3] = [1, 7, 30];
/// How long a recipient's name may be.
const NAME_MOST: usize = 60;

/// A board that was opened by its link.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The board, without a way to anything behind it.
    pub board: Board,
    /// Whom it is for.
    pub recipient: String,
    /// Who shared it.
    pub sharer: String,
    /// The language it is shown in.
    pub locale: Locale,
    /// When it was composed, where the company is.
    pub composed: String,
    /// The day the link ends.
    pub ends_on: String,
}

/// Whether they may show boards to others: as with taking data out.
///
/// # Errors
/// `Forbidden` or `NotFound` when they may not.
pub fn may(ctx: &Ctx) -> Result<(), Problem> {
    require(ctx, Action::Export, Account::SPEC).map(|_| ())
}

/// What the board at an address is called, for whoever may share it.
///
/// # Errors
/// Rights; `Invalid` for an address that names no board.
pub async fn title(ctx: &Ctx, board: &str) -> Result<String, Problem> {
    may(ctx)?;
    let which = domain::wall::which(board).ok_or_else(no_board)?;
    Ok(crate::board::board(ctx, &which).await?.title)
}

/// Shares a board: the token of a link, told this once.
///
/// # Errors
/// Rights; `Invalid` for an address that names no board, a recipient without a name, days that are not offered.
pub async fn offer(ctx: &Ctx, board: &str, recipient: &str, days: i64) -> Result<String, Problem> {
    let title = title(ctx, board).await?;
    let recipient = recipient.trim();
    if recipient.is_empty() || recipient.chars().count() > NAME_MOST {
        return Err(Problem::invalid(
            "recipient",
            "请写下给谁看（不超过 60 个字）：名字会印在看板上。",
            "Say whom it is for, in at most 60 characters: the name is printed across the board.",
        ));
    }
    if !DAYS.contains(&days) {
        return Err(Problem::invalid("days", "请选择 1、7 或 30 天。", "Choose 1, 7 or 30 days."));
    }
    let by = ctx.who.user_id.clone().ok_or_else(Problem::signed_out)?;
    let token = crate::invite::secret()?;
    let until = ctx.now.checked_add(SignedDuration::from_hours(24 * days)).unwrap_or(ctx.now);
    let share = Share {
        id: new_id(),
        board: board.to_owned(),
        title,
        recipient: recipient.to_owned(),
        locale: ctx.locale.code().to_owned(),
        shared_by: by,
        created_at: ctx.stamp(),
        expires_at: stamp(until),
        revoked_at: None,
    };
    let mut write = ctx.store.write().await.map_err(of_store)?;
    store::share::add(write.conn(), &share, &hash(&token)).await.map_err(of_store)?;
    let told =
        serde_json::json!({ "board": share.board, "recipient": share.recipient, "until": share.expires_at });
    history::note(ctx, write.conn(), "create", "share", &share.id, told.to_string())
        .await
        .map_err(of_store)?;
    write.commit_quietly().await.map_err(of_store)?;
    Ok(token)
}

/// What was shared, with the times of the company: by oneself, and for an administrator by anybody.
///
/// # Errors
/// Rights.
pub async fn list(ctx: &Ctx) -> Result<Vec<Listed>, Problem> {
    may(ctx)?;
    let mut conn = ctx.store.read().await.map_err(of_store)?;
    let offset = offset_hours(crate::session::company(&mut conn).await?.as_ref());
    let mut listed = store::share::list(&mut conn, own(ctx)).await.map_err(of_store)?;
    for one in &mut listed {
        one.opened_at = one.opened_at.take().map(|at| minute_at(&at, offset));
    }
    Ok(listed)
}

/// Calls one back: the link shows nothing from now on.
///
/// # Errors
/// Rights; `NotFound` when there is none to call back.
pub async fn revoke(ctx: &Ctx, id: &str) -> Result<(), Problem> {
    may(ctx)?;
    let mut write = ctx.store.write().await.map_err(of_store)?;
    if !store::share::revoke(write.conn(), id, own(ctx), &ctx.stamp()).await.map_err(of_store)? {
        return Err(Problem::not_found());
    }
    history::note(ctx, write.conn(), "archive", "share", id, "{}".to_owned()).await.map_err(of_store)?;
    write.commit_quietly().await.map_err(of_store)
}

/// Opens one by its token, and notes that it was.
///
/// # Errors
/// One and the same for a link that ended, was called back or never was.
pub async fn open(store: &Store, now: Timestamp, token: &str, device: &str) -> Result<Shown, Problem> {
    let mut conn = store.read().await.map_err(of_store)?;
    let share =
        store::share::by_token(&mut conn, &hash(token)).await.map_err(of_store)?.ok_or_else(closed)?;
    if share.revoked_at.is_some() || share.expires_at <= stamp(now) {
        return Err(closed());
    }
    let row =
        store::record::get(&mut conn, User::SPEC, &Cut::All, &share.shared_by).await.map_err(of_store)?;
    let offset = offset_hours(crate::session::company(&mut conn).await?.as_ref());
    drop(conn);
    let sharer = row.filter(|row| row.archived_at.is_none()).as_ref().and_then(User::from_row);
    let sharer = sharer.filter(|user| user.is_active).ok_or_else(closed)?;
    let role = Role::parse(&sharer.role).ok_or_else(closed)?;
    let locale = Locale::parse(&share.locale).unwrap_or_default();
    let who =
        Who { user_id: Some(share.shared_by.clone()), name: sharer.name.clone(), role, account_id: None };
    let ctx = Ctx { who, locale, ..crate::session::system(store, now).await? };
    may(&ctx).map_err(|_| closed())?;
    let which = domain::wall::which(&share.board).ok_or_else(closed)?;
    let board = crate::board::board(&ctx, &which).await.map_err(|_| closed())?;
    let mut write = store.write().await.map_err(of_store)?;
    store::share::opened(write.conn(), &share.id, &stamp(now), device).await.map_err(of_store)?;
    write.commit_quietly().await.map_err(of_store)?;
    Ok(Shown {
        composed: minute_at(&board.composed_at, offset),
        ends_on: minute_at(&share.expires_at, offset).chars().take(10).collect(),
        board: board.alone(),
        recipient: share.recipient,
        sharer: sharer.name,
        locale,
    })
}

fn own(ctx: &Ctx) -> Option<&str> {
    if ctx.who.role == Role::Administrator {
        None
    } else {
        Some(ctx.who.user_id.as_deref().unwrap_or_default())
    }
}

fn no_board() -> Problem {
    Problem::invalid(
        "at",
        "这个地址不是看板，不能分享。",
        "This address is no board, so it cannot be shared.",
    )
}

fn closed() -> Problem {
    Problem::new(
        ProblemKind::NotFound,
        "这个链接已经失效。请向分享的人再要一个。",
        "This link shows nothing any more. Please ask whoever sent it for another.",
    )
}

#[cfg(test)]
mod tests;
