//! A sponsor's way in: an account lead invites, the sponsor opens the link once on their phone and is in, without a
//! password, on that phone until somebody shuts it out. What happened on the way is the evidence of M65.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::noun::sponsor_setup::SponsorSetup;
use domain::noun::stakeholder::Stakeholder;
use domain::noun::user::User;
use domain::policy::Action;
use domain::problem::{Problem, ProblemKind};
use domain::query::{Op, Query};
use domain::record::{Record as _, Row, Spec};
use domain::value::Value;
use jiff::{SignedDuration, Timestamp};
use store::device::Device;
use store::record::Cut;
use store::{Conn, Store};

use crate::Ctx;
use crate::ctx::{new_id, stamp};
use crate::fault::{internal, of_store};
use crate::policy::require;
use crate::record::history;
use crate::session::Claim;
use crate::session::shelf::hash;

/// How long an invitation can be used.
pub const OPEN: SignedDuration = SignedDuration::from_hours(72);

/// What somebody who may invite sees of a sponsor.
#[derive(Clone, Debug)]
pub struct Sight {
    /// The sponsor.
    pub person: Stakeholder,
    /// How far they have come, if they were invited.
    pub setup: Option<SponsorSetup>,
    /// Their devices.
    pub devices: Vec<Device>,
}

/// How far a sponsor has come.
///
/// # Errors
/// `NotFound` and `Forbidden` as for changing a setup; `Invalid` for somebody who is no sponsor.
pub async fn sight(ctx: &Ctx, stakeholder_id: &str) -> Result<Sight, Problem> {
    let mut conn = ctx.store.read().await.map_err(of_store)?;
    let person = person(ctx, &mut conn, stakeholder_id).await?;
    let setup = setup_of(&mut conn, stakeholder_id).await?.as_ref().and_then(SponsorSetup::from_row);
    let devices = match setup.as_ref().and_then(|setup| setup.user_id.as_deref()) {
        Some(user) => store::device::of_user(&mut conn, user).await.map_err(of_store)?,
        None => Vec::new(),
    };
    Ok(Sight { person, setup, devices })
}

/// Invites a sponsor: the token of a link, told this once. An earlier link that was not used ends.
///
/// # Errors
/// As [`sight`].
pub async fn invite(ctx: &Ctx, stakeholder_id: &str) -> Result<String, Problem> {
    let token = secret()?;
    let mut write = ctx.store.write().await.map_err(of_store)?;
    let conn = write.conn();
    let person = person(ctx, conn, stakeholder_id).await?;
    let row = setup_of(conn, stakeholder_id).await?;
    let setup = row.as_ref().and_then(SponsorSetup::from_row);
    let user = match setup.and_then(|setup| setup.user_id) {
        Some(user) => user,
        None => user_for(ctx, conn, &person).await?,
    };
    let cells = [
        ("name", Value::from(person.name.clone())),
        ("account_id", person.account_id.clone().into()),
        ("stakeholder_id", person.id.clone().into()),
        ("user_id", user.into()),
        ("invited_at", ctx.stamp().into()),
    ];
    let setup_id = match row {
        Some(row) => {
            change(ctx, conn, SponsorSetup::SPEC, &row, &cells).await?;
            row.id
        }
        None => insert(ctx, conn, SponsorSetup::SPEC, &cells).await?,
    };
    let until = stamp(ctx.now.checked_add(OPEN).unwrap_or(ctx.now));
    let by = ctx.who.user_id.as_deref();
    store::device::invite(conn, &hash(&token), &setup_id, by, (&ctx.stamp(), &until))
        .await
        .map_err(of_store)?;
    write.commit().await.map_err(of_store)?;
    Ok(token)
}

/// Shuts a sponsor's device out, at once.
///
/// # Errors
/// `NotFound` when it is not theirs or is out already.
pub async fn revoke(ctx: &Ctx, stakeholder_id: &str, device: &str) -> Result<(), Problem> {
    let sight = sight(ctx, stakeholder_id).await?;
    let user = sight.setup.and_then(|setup| setup.user_id).ok_or_else(Problem::not_found)?;
    let mut write = ctx.store.write().await.map_err(of_store)?;
    if !store::device::revoke(write.conn(), device, &user, &ctx.stamp()).await.map_err(of_store)? {
        return Err(Problem::not_found());
    }
    history::note(ctx, write.conn(), "update", User::SPEC.table, &user, "[]".to_owned())
        .await
        .map_err(of_store)?;
    write.commit().await.map_err(of_store)?;
    Ok(())
}

/// Whom an open invitation is for.
///
/// # Errors
/// In the words of [`closed`] when it is not open.
pub async fn whom(store: &Store, now: Timestamp, token: &str) -> Result<String, Problem> {
    let mut conn = store.read().await.map_err(of_store)?;
    let known = store::device::invitation(&mut conn, &hash(token)).await.map_err(of_store)?;
    let known = known.ok_or_else(unknown)?;
    if known.used_at.is_some() || known.revoked_at.is_some() || known.expires_at <= stamp(now) {
        return Err(closed(known.used_at.is_some()));
    }
    let row = store::record::get(&mut conn, SponsorSetup::SPEC, &Cut::All, &known.setup_id)
        .await
        .map_err(of_store)?;
    row.as_ref().and_then(SponsorSetup::from_row).map(|setup| setup.name).ok_or_else(unknown)
}

/// Uses an invitation: the secret this device keeps, and the claim of its session.
///
/// # Errors
/// As [`whom`].
pub async fn accept(
    store: &Store,
    now: Timestamp,
    token: &str,
    device: &str,
) -> Result<(String, Claim), Problem> {
    whom(store, now, token).await?;
    let ctx = crate::session::system(store, now).await?;
    let (secret, device_id) = (secret()?, new_id());
    let mut write = store.write().await.map_err(of_store)?;
    let conn = write.conn();
    let known = store::device::invitation(conn, &hash(token)).await.map_err(of_store)?.ok_or_else(unknown)?;
    if !store::device::accept(conn, &hash(token), &ctx.stamp()).await.map_err(of_store)? {
        return Err(closed(true));
    }
    let row =
        store::record::get(conn, SponsorSetup::SPEC, &Cut::All, &known.setup_id).await.map_err(of_store)?;
    let row = row.ok_or_else(unknown)?;
    let setup = SponsorSetup::from_row(&row).ok_or_else(unknown)?;
    let user = setup.user_id.ok_or_else(unknown)?;
    let name: String = device.chars().take(60).collect();
    store::device::add(conn, &device_id, &hash(&secret), &user, &name, &ctx.stamp())
        .await
        .map_err(of_store)?;
    if store::device::holder(conn, &device_id).await.map_err(of_store)?.is_none() {
        return Err(closed(true));
    }
    let mut own = ctx.clone();
    own.who.user_id = Some(user.clone());
    if setup.signed_in_at.is_none() {
        change(&own, conn, SponsorSetup::SPEC, &row, &[("signed_in_at", ctx.stamp().into())]).await?;
    }
    history::note(&own, conn, "sign_in", User::SPEC.table, &user, "[]".to_owned()).await.map_err(of_store)?;
    write.commit().await.map_err(of_store)?;
    Ok((secret, Claim::of_device(&user, &device_id, now)))
}

/// The claim of a device that comes back with its secret.
///
/// # Errors
/// When the store fails.
pub async fn come_back(store: &Store, now: Timestamp, secret: &str) -> Result<Option<Claim>, Problem> {
    let mut write = store.write().await.map_err(of_store)?;
    let Some((device, user)) =
        store::device::by_secret(write.conn(), &hash(secret)).await.map_err(of_store)?
    else {
        return Ok(None);
    };
    if store::device::holder(write.conn(), &device).await.map_err(of_store)?.is_none() {
        return Ok(None);
    }
    store::device::seen(write.conn(), &device, &stamp(now)).await.map_err(of_store)?;
    write.commit_quietly().await.map_err(of_store)?;
    Ok(Some(Claim::of_device(&user, &device, now)))
}

/// Forgets the device somebody signs out on.
///
/// # Errors
/// When the store fails.
pub async fn forget(ctx: &Ctx, device: &str) -> Result<(), Problem> {
    let user = ctx.who.user_id.as_deref().ok_or_else(Problem::signed_out)?;
    let mut write = ctx.store.write().await.map_err(of_store)?;
    store::device::revoke(write.conn(), device, user, &ctx.stamp()).await.map_err(of_store)?;
    write.commit_quietly().await.map_err(of_store)
}

/// Notes that whoever asks opened the installed app, the first time they do.
///
/// # Errors
/// When the store fails.
pub async fn installed(ctx: &Ctx) -> Result<(), Problem> {
    let Some(user) = ctx.who.user_id.clone() else { return Ok(()) };
    let ask = Query::default().filter("user_id", Op::Eq, user);
    let mut conn = ctx.store.read().await.map_err(of_store)?;
    let rows =
        store::record::list(&mut conn, SponsorSetup::SPEC, &Cut::All, &ask, 1).await.map_err(of_store)?;
    drop(conn);
    let Some(row) = rows.first() else { return Ok(()) };
    if SponsorSetup::from_row(row).is_none_or(|setup| setup.installed_at.is_some()) {
        return Ok(());
    }
    let mut write = ctx.store.write().await.map_err(of_store)?;
    change(ctx, write.conn(), SponsorSetup::SPEC, row, &[("installed_at", ctx.stamp().into())]).await?;
    write.commit().await.map_err(of_store)?;
    Ok(())
}

/// The sponsor, for whoever may change their setup.
async fn person(ctx: &Ctx, conn: &mut Conn, id: &str) -> Result<Stakeholder, Problem> {
    let cut = require(ctx, Action::Update, SponsorSetup::SPEC)?;
    let row = store::record::get(conn, Stakeholder::SPEC, &cut, id).await.map_err(of_store)?;
    let person = row.as_ref().and_then(Stakeholder::from_row).ok_or_else(Problem::not_found)?;
    if person.role == "executive_sponsor" {
        return Ok(person);
    }
    Err(Problem::new(
        ProblemKind::Invalid,
        "只能邀请 1W（最高决策者）。请先把此人的角色改为 1W。",
        "Only an executive sponsor can be invited. Please give this person that role first.",
    ))
}

async fn setup_of(conn: &mut Conn, stakeholder: &str) -> Result<Option<Row>, Problem> {
    let ask = Query::default().filter("stakeholder_id", Op::Eq, stakeholder);
    let rows = store::record::list(conn, SponsorSetup::SPEC, &Cut::All, &ask, 1).await.map_err(of_store)?;
    Ok(rows.into_iter().next())
}

/// The sign-in a sponsor has, or a new one without a password.
async fn user_for(ctx: &Ctx, conn: &mut Conn, person: &Stakeholder) -> Result<String, Problem> {
    let ask = Query::default()
        .filter("account_id", Op::Eq, person.account_id.clone())
        .filter("role", Op::Eq, "executive_sponsor")
        .filter("name", Op::Eq, person.name.clone());
    let known = store::record::list(conn, User::SPEC, &Cut::All, &ask, 1).await.map_err(of_store)?;
    if let Some(row) = known.first() {
        return Ok(row.id.clone());
    }
    let wanted = person.email.clone().unwrap_or_default().trim().to_lowercase();
    let ask = Query::default().filter("email", Op::Eq, wanted.clone());
    let is_taken = wanted.is_empty()
        || !store::record::list(conn, User::SPEC, &Cut::All, &ask, 1).await.map_err(of_store)?.is_empty();
    // Somebody who comes in by their phone needs no address; one that cannot be written to keeps the place.
    let email = if is_taken { format!("{}@sponsor.invalid", person.id) } else { wanted };
    let cells = [
        ("name", Value::from(person.name.clone())),
        ("email", email.into()),
        ("role", "executive_sponsor".into()),
        ("account_id", person.account_id.clone().into()),
        ("is_active", true.into()),
    ];
    insert(ctx, conn, User::SPEC, &cells).await
}

async fn insert(
    ctx: &Ctx,
    conn: &mut Conn,
    spec: &Spec,
    values: &[(&str, Value)],
) -> Result<String, Problem> {
    let id = new_id();
    let blank = vec![Value::Null; spec.fields.len()];
    let cells = over(spec, &blank, values);
    store::record::insert(conn, spec, &id, &cells, &ctx.stamp()).await.map_err(of_store)?;
    history::write(ctx, conn, "create", spec, &id, &blank, &cells).await.map_err(of_store)?;
    Ok(id)
}

async fn change(
    ctx: &Ctx,
    conn: &mut Conn,
    spec: &Spec,
    row: &Row,
    values: &[(&str, Value)],
) -> Result<(), Problem> {
    let cells = over(spec, &row.cells, values);
    store::record::update(conn, spec, &row.id, row.version, &cells, &ctx.stamp()).await.map_err(of_store)?;
    history::write(ctx, conn, "update", spec, &row.id, &row.cells, &cells).await.map_err(of_store)
}

fn over(spec: &Spec, before: &[Value], values: &[(&str, Value)]) -> Vec<Value> {
    let value = |(field, held): (&domain::record::Field, &Value)| {
        values
            .iter()
            .find(|(name, _)| *name == field.name)
            .map_or_else(|| held.clone(), |(_, value)| value.clone())
    };
    spec.fields.iter().zip(before).map(value).collect()
}

/// A secret nobody guesses: 256 bits.
pub(crate) fn secret() -> Result<String, Problem> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|error| internal(&error))?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

fn unknown() -> Problem {
    Problem::new(
        ProblemKind::NotFound,
        "这个邀请链接无效。请核对链接是否完整，或请联系人再发一次。",
        "This invitation is not valid. Please check that the link is whole, or ask to be invited again.",
    )
}

fn closed(is_used: bool) -> Problem {
    if is_used {
        return Problem::new(
            ProblemKind::Conflict,
            "这个邀请已经用过一次。如果是换了手机，请联系人再发一次邀请。",
            "This invitation has been used. If you have a new phone, please ask to be invited again.",
        );
    }
    Problem::new(
        ProblemKind::Conflict,
        "这个邀请已经过期。请联系人再发一次，一分钟就好。",
        "This invitation has expired. Please ask to be invited again; it takes a minute.",
    )
}

#[cfg(test)]
mod tests;
