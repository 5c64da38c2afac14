//! Signing in and staying signed in. A failure takes as long and reads the same whether or not there
//! is such a person; five in a row close an account for a quarter of an hour; a session ends after
//! twelve idle hours, after seven days, when its password changes or when its user may not sign in.

pub mod shelf;
mod throttle;

use domain::noun::company::Company;
use domain::noun::user::User;
use domain::policy::Role;
use domain::problem::{Problem, ProblemKind};
use domain::query::Query;
use domain::record::Record as _;
use domain::text::Locale;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use store::credential::Credential;
use store::device::Holder;
use store::record::Cut;
use store::{Conn, Store};

use crate::ctx::{day_at, stamp};
use crate::fault::of_store;
use crate::record::history;
use crate::user::password;
use crate::{Ctx, Who};

pub use throttle::Throttle;

/// Failures in a row before an account is closed for a while.
pub const FAILURES_MAX: i64 = 5;
/// How long it stays closed.
pub const LOCK: SignedDuration = SignedDuration::from_mins(15);
/// A session unused for so long has ended.
pub const IDLE_MAX: SignedDuration = SignedDuration::from_hours(12);
/// A session so old has ended.
pub const AGE_MAX: SignedDuration = SignedDuration::from_hours(7 * 24);
/// How often use is noted down.
const SEEN_EVERY: SignedDuration = SignedDuration::from_mins(5);

/// What a session remembers: who, and with which password it was begun.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// The user.
    pub user_id: String,
    /// The fingerprint of the password's hash.
    pub fingerprint: String,
    /// When it was begun, in seconds.
    pub since: i64,
    /// When it was last used, in seconds, give or take some minutes.
    pub seen: i64,
    /// The device that was let in without a password, if it was.
    #[serde(default)]
    pub device: Option<String>,
}

impl Claim {
    /// Of a device that was let in; it holds until the device is shut out.
    pub(crate) fn of_device(user_id: &str, device: &str, now: Timestamp) -> Self {
        let second = now.as_second();
        Self {
            user_id: user_id.to_owned(),
            fingerprint: String::new(),
            since: second,
            seen: second,
            device: Some(device.to_owned()),
        }
    }
}

impl std::fmt::Debug for Claim {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Claim").field("user_id", &self.user_id).finish_non_exhaustive()
    }
}

/// A session that holds.
#[derive(Clone, Debug)]
pub struct Session {
    /// Who asks, with the language still to be settled by the caller.
    pub ctx: Ctx,
    /// The language they chose, if they did.
    pub locale: Option<Locale>,
    /// They must choose a password of their own first.
    pub must_change: bool,
    /// Our company, once it is set up.
    pub company: Option<Company>,
    /// The claim to remember instead, when use is to be noted down.
    pub renewed: Option<Claim>,
}

/// Signs somebody in: the claim their session is to remember.
///
/// # Errors
/// `SignedOut` with one and the same sentence for a wrong password and an unknown person;
/// `TooMany` while the account is closed.
pub async fn sign_in(
    store: &Store,
    unknown: &Throttle,
    now: Timestamp,
    email: &str,
    password: &str,
) -> Result<Claim, Problem> {
    let email = email.trim().to_lowercase();
    let ctx = Ctx::system(store.clone(), now);
    let mut conn = store.read().await.map_err(of_store)?;
    let known = store::credential::by_email(&mut conn, &email).await.map_err(of_store)?;
    drop(conn);
    match &known {
        Some(known) => refuse_locked(known, now)?,
        None => unknown.check(&email, now).map_err(locked)?,
    }
    let matches =
        password::matches(password, known.as_ref().map(|known| known.password_hash.as_str())).await?;
    match known {
        Some(known) if matches => begin(&ctx, &known).await,
        Some(known) => {
            count_failure(&ctx, &known.user_id).await?;
            Err(wrong())
        }
        None => {
            unknown.count(&email, now);
            let mut write = store.write().await.map_err(of_store)?;
            history::note(&ctx, write.conn(), "sign_in_failed", User::SPEC.table, "", "[]".to_owned())
                .await
                .map_err(of_store)?;
            write.commit_quietly().await.map_err(of_store)?;
            Err(wrong())
        }
    }
}

async fn begin(ctx: &Ctx, checked: &Credential) -> Result<Claim, Problem> {
    let mut write = ctx.store.write().await.map_err(of_store)?;
    // Looked at again now that nobody else writes: a lock or a new password may have come between.
    let known = store::credential::by_user(write.conn(), &checked.user_id)
        .await
        .map_err(of_store)?
        .ok_or_else(wrong)?;
    refuse_locked(&known, ctx.now)?;
    if known.password_hash != checked.password_hash {
        return Err(wrong());
    }
    if known.failed_count > 0 {
        store::credential::record_failures(write.conn(), &known.user_id, 0, None).await.map_err(of_store)?;
    }
    let mut ctx = ctx.clone();
    ctx.who.user_id = Some(known.user_id.clone());
    history::note(&ctx, write.conn(), "sign_in", User::SPEC.table, &known.user_id, "[]".to_owned())
        .await
        .map_err(of_store)?;
    write.commit_quietly().await.map_err(of_store)?;
    Ok(claim_of(&known, ctx.now))
}

/// The claim of somebody whose password was just changed by themselves.
///
/// # Errors
/// `SignedOut` when they may not sign in any more.
pub async fn claim(ctx: &Ctx, user_id: &str) -> Result<Claim, Problem> {
    let mut conn = ctx.store.read().await.map_err(of_store)?;
    let known = store::credential::by_user(&mut conn, user_id)
        .await
        .map_err(of_store)?
        .ok_or_else(Problem::signed_out)?;
    Ok(claim_of(&known, ctx.now))
}

fn claim_of(known: &Credential, now: Timestamp) -> Claim {
    let second = now.as_second();
    Claim {
        user_id: known.user_id.clone(),
        fingerprint: password::fingerprint(&known.password_hash),
        since: second,
        seen: second,
        device: None,
    }
}

/// Takes up a session again, or says that it has ended.
///
/// # Errors
/// When the store fails.
pub async fn resume(store: &Store, now: Timestamp, claim: &Claim) -> Result<Option<Session>, Problem> {
    let age = |second: i64| SignedDuration::from_secs(now.as_second().saturating_sub(second));
    if age(claim.since) >= AGE_MAX || age(claim.seen) >= IDLE_MAX {
        return Ok(None);
    }
    let mut conn = store.read().await.map_err(of_store)?;
    let Some((known, must_change)) = holder(&mut conn, claim).await? else { return Ok(None) };
    let Some(role) = Role::parse(&known.role) else { return Ok(None) };
    let company = company(&mut conn).await?;
    drop(conn);
    let account_id = if role == Role::ExecutiveSponsor { known.account_id } else { None };
    let who = Who { user_id: Some(known.user_id), name: known.name, role, account_id };
    let locale = known.locale.as_deref().and_then(Locale::parse);
    let ctx = Ctx {
        store: store.clone(),
        who,
        now,
        today: today(company.as_ref(), now),
        locale: locale.unwrap_or_default(),
    };
    let renewed = (age(claim.seen) >= SEEN_EVERY).then(|| Claim { seen: now.as_second(), ..claim.clone() });
    Ok(Some(Session { ctx, locale, must_change, company, renewed }))
}

/// Who holds a claim, by their device or by their password, and whether they must choose a new one first.
async fn holder(conn: &mut Conn, claim: &Claim) -> Result<Option<(Holder, bool)>, Problem> {
    if let Some(device) = &claim.device {
        let known = store::device::holder(conn, device).await.map_err(of_store)?;
        return Ok(known.filter(|known| known.user_id == claim.user_id).map(|known| (known, false)));
    }
    let known = store::credential::by_user(conn, &claim.user_id).await.map_err(of_store)?;
    let known = known.filter(|known| password::fingerprint(&known.password_hash) == claim.fingerprint);
    Ok(known.map(|known| {
        let Credential { user_id, name, role, account_id, locale, must_change, .. } = known;
        (Holder { user_id, name, role, account_id, locale }, must_change)
    }))
}

/// Notes that somebody signed out.
///
/// # Errors
/// When the store fails.
pub async fn sign_out(ctx: &Ctx) -> Result<(), Problem> {
    let user_id = ctx.who.user_id.as_deref().ok_or_else(Problem::signed_out)?;
    let mut write = ctx.store.write().await.map_err(of_store)?;
    history::note(ctx, write.conn(), "sign_out", User::SPEC.table, user_id, "[]".to_owned())
        .await
        .map_err(of_store)?;
    write.commit_quietly().await.map_err(of_store)
}

/// The product itself at work, on the day it is where the company is.
///
/// # Errors
/// When the store fails.
pub async fn system(store: &Store, now: Timestamp) -> Result<Ctx, Problem> {
    let mut conn = store.read().await.map_err(of_store)?;
    let company = company(&mut conn).await?;
    Ok(Ctx { today: today(company.as_ref(), now), ..Ctx::system(store.clone(), now) })
}

pub(crate) async fn company(conn: &mut Conn) -> Result<Option<Company>, Problem> {
    let rows =
        store::record::list(conn, Company::SPEC, &Cut::All, &Query::default(), 1).await.map_err(of_store)?;
    Ok(rows.first().and_then(Company::from_row))
}

/// How many hours the company is ahead of UTC.
pub fn offset_hours(company: Option<&Company>) -> i8 {
    company.and_then(|company| i8::try_from(company.utc_offset_hours).ok()).unwrap_or(8)
}

fn today(company: Option<&Company>, now: Timestamp) -> jiff::civil::Date {
    day_at(now, offset_hours(company))
}

/// Refuses while the account is closed.
///
/// # Errors
/// `TooMany`, with the minutes left.
pub(crate) fn refuse_locked(known: &Credential, now: Timestamp) -> Result<(), Problem> {
    let until = known.locked_until_at.as_deref().and_then(|text| text.parse::<Timestamp>().ok());
    match until {
        Some(until) if until > now => Err(locked(until.duration_since(now))),
        _ => Ok(()),
    }
}

/// Counts one more failure in a row, and closes the account at the fifth.
///
/// # Errors
/// When the store fails.
pub(crate) async fn count_failure(ctx: &Ctx, user_id: &str) -> Result<(), Problem> {
    let mut write = ctx.store.write().await.map_err(of_store)?;
    let Some(known) = store::credential::by_user(write.conn(), user_id).await.map_err(of_store)? else {
        return Ok(());
    };
    let count = known.failed_count.saturating_add(1);
    let until = if count >= FAILURES_MAX { ctx.now.checked_add(LOCK).ok().map(stamp) } else { None };
    let count = if until.is_some() { 0 } else { count };
    store::credential::record_failures(write.conn(), user_id, count, until.as_deref())
        .await
        .map_err(of_store)?;
    history::note(ctx, write.conn(), "sign_in_failed", User::SPEC.table, user_id, "[]".to_owned())
        .await
        .map_err(of_store)?;
    write.commit_quietly().await.map_err(of_store)
}

fn wrong() -> Problem {
    Problem::new(
        ProblemKind::SignedOut,
        "邮箱或密码不对。请检查后再试；忘记密码请联系管理员。",
        "The e-mail or the password is wrong. Please check and try again; an administrator can give you a new password.",
    )
}

fn locked(left: SignedDuration) -> Problem {
    let minutes = left.as_secs().saturating_add(59) / 60;
    Problem::new(
        ProblemKind::TooMany,
        format!("连续多次登录失败，为保护您的账号，请 {minutes} 分钟后再试。"),
        format!("Too many failed attempts. To protect your account, please try again in {minutes} min."),
    )
}
