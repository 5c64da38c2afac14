//! What is done on a board: one record written once, however often it is sent, with a receipt it can be undone by.
//! A phone without a line keeps what was done and sends it again; the key it chose makes that harmless.

use domain::problem::{Problem, ProblemKind, Problems};
use domain::record::{Draft, Field, Kind, Row, Spec};
use domain::value::Value;
use jiff::SignedDuration;
use serde::Serialize;
use store::receipt::Receipt;

use crate::ctx::stamp;
use crate::fault::of_store;
use crate::{Ctx, headline, record};

/// How long something can be undone.
pub const UNDO: SignedDuration = SignedDuration::from_mins(15);
/// How long a receipt is kept: a phone may have been off that long.
pub const KEPT: SignedDuration = SignedDuration::from_hours(90 * 24);

/// What is to be done.
#[derive(Clone, Debug, Default)]
pub struct Deed {
    /// Chosen by whoever sends it: the same key is the same deed.
    pub key: String,
    /// The noun.
    pub table: String,
    /// The record; empty for a new one.
    pub record: String,
    /// The version that was looked at.
    pub version: i64,
    /// What to write.
    pub draft: Draft,
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Done {
    /// The key it can be undone by.
    pub key: String,
    /// The noun.
    pub table: String,
    /// The record.
    pub record: String,
    /// It had been done before: nothing was done now.
    pub again: bool,
}

/// Does it, unless it was done.
///
/// # Errors
/// `Conflict` when the record is not as it was looked at; every problem of the draft; rights as for any write.
pub async fn perform(ctx: &Ctx, deed: &Deed) -> Result<Done, Problems> {
    let user = ctx.who.user_id.clone().ok_or_else(|| vec![Problem::signed_out()])?;
    let spec = record::spec(&deed.table).map_err(one)?;
    let key = key_of(deed)?;
    let record = Some(deed.record.as_str()).filter(|record| !record.is_empty());
    let said = headline::said(ctx, spec, record, &deed.draft).await?;
    let mut write = ctx.store.write().await.map_err(inner)?;
    if let Some(known) = store::receipt::get(write.conn(), &user, &key).await.map_err(inner)? {
        return Ok(Done { key, table: known.noun, record: known.record_id, again: true });
    }
    let receipt = if deed.record.is_empty() {
        let id = record::create_within(ctx, write.conn(), spec, &deed.draft).await?;
        Receipt { record_id: id, version: 1, ..Receipt::default() }
    } else {
        let done =
            record::update_within(ctx, write.conn(), spec, &deed.record, deed.version, &deed.draft).await?;
        let (before, version) = done.ok_or_else(|| vec![changed()])?;
        let mut kept = typed(spec, &before, &deed.draft);
        kept.extend(headline::signature(spec, &before));
        let before = serde_json::to_string(&kept).ok();
        Receipt { record_id: deed.record.clone(), version, before, ..Receipt::default() }
    };
    headline::sign(ctx, write.conn(), &receipt.record_id, said).await.map_err(inner)?;
    let receipt = Receipt { noun: spec.table.to_owned(), done_at: ctx.stamp(), ..receipt };
    store::receipt::put(write.conn(), &user, &key, &receipt).await.map_err(inner)?;
    write.commit().await.map_err(inner)?;
    Ok(Done { key, table: receipt.noun, record: receipt.record_id, again: false })
}

/// Takes it back; taken back twice is taken back once.
///
/// # Errors
/// `NotFound` for what this person has not done, `Conflict` when it is too late.
pub async fn undo(ctx: &Ctx, key: &str) -> Result<(), Problem> {
    let user = ctx.who.user_id.clone().ok_or_else(Problem::signed_out)?;
    let mut write = ctx.store.write().await.map_err(of_store)?;
    let receipt = store::receipt::get(write.conn(), &user, key)
        .await
        .map_err(of_store)?
        .ok_or_else(Problem::not_found)?;
    if receipt.undone_at.is_some() {
        return Ok(());
    }
    let oldest = stamp(ctx.now.checked_sub(UNDO).unwrap_or(ctx.now));
    if receipt.done_at < oldest {
        return Err(late());
    }
    let spec = record::spec(&receipt.noun)?;
    match &receipt.before {
        None => record::take_back(ctx, write.conn(), spec, &receipt.record_id, receipt.version).await?,
        Some(before) => {
            let mut draft: Draft = serde_json::from_str(before).unwrap_or_default();
            let signature = headline::taken_out(spec, &mut draft);
            let done =
                record::update_within(ctx, write.conn(), spec, &receipt.record_id, receipt.version, &draft)
                    .await;
            let done = done.map_err(|problems| problems.into_iter().next().unwrap_or_else(changed))?;
            done.ok_or_else(changed)?;
            if let Some(signature) = signature {
                store::headline::sign(write.conn(), &receipt.record_id, &signature)
                    .await
                    .map_err(of_store)?;
            }
        }
    }
    store::receipt::undone(write.conn(), &user, key, &ctx.stamp()).await.map_err(of_store)?;
    write.commit().await.map_err(of_store)?;
    Ok(())
}

/// Whether this person did something under the key that can still be undone.
///
/// # Errors
/// When the store fails.
pub async fn can_undo(ctx: &Ctx, key: &str) -> Result<bool, Problem> {
    let Some(user) = &ctx.who.user_id else { return Ok(false) };
    let mut conn = ctx.store.read().await.map_err(of_store)?;
    let receipt = store::receipt::get(&mut conn, user, key).await.map_err(of_store)?;
    let oldest = stamp(ctx.now.checked_sub(UNDO).unwrap_or(ctx.now));
    Ok(receipt.is_some_and(|receipt| receipt.undone_at.is_none() && receipt.done_at >= oldest))
}

/// Forgets receipts nobody can need any more.
///
/// # Errors
/// When the store fails.
pub async fn sweep(ctx: &Ctx) -> Result<u64, store::Error> {
    let mut write = ctx.store.write().await?;
    let before = stamp(ctx.now.checked_sub(KEPT).unwrap_or(ctx.now));
    let count = store::receipt::forget(write.conn(), &before).await?;
    write.commit_quietly().await?;
    Ok(count)
}

/// The sender's key, or one of its own for a form that has none.
fn key_of(deed: &Deed) -> Result<String, Problems> {
    if deed.key.is_empty() {
        return Ok(crate::ctx::new_id());
    }
    let fits =
        deed.key.len() <= 64 && deed.key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if fits { Ok(deed.key.clone()) } else { Err(vec![Problem::not_found()]) }
}

/// What the fields of a draft held before, as they would be typed.
fn typed(spec: &Spec, before: &Row, draft: &Draft) -> Draft {
    let value = |field: &Field, value: &Value| match (field.kind, value) {
        (_, Value::Null) => String::new(),
        (Kind::Money | Kind::Percent, Value::Int(cents)) => {
            let sign = if *cents < 0 { "-" } else { "" };
            format!("{sign}{}.{:02}", cents.unsigned_abs() / 100, cents.unsigned_abs() % 100)
        }
        (_, Value::Int(number)) => number.to_string(),
        (_, other) => other.as_str().to_owned(),
    };
    draft
        .keys()
        .filter_map(|name| Some((name, spec.field(name)?.1, spec.cell(before, name)?)))
        .map(|(name, field, cell)| (name.clone(), value(field, cell)))
        .collect()
}

fn changed() -> Problem {
    Problem::new(
        ProblemKind::Conflict,
        "这件事刚刚有了变化，您的操作没有生效。请看一眼最新的内容再决定。",
        "This has just changed, so nothing was done. Please look at it again and decide.",
    )
}

fn late() -> Problem {
    Problem::new(
        ProblemKind::Conflict,
        "已经过了可以撤销的时间，请直接修改。",
        "It is too late to undo this; please change it instead.",
    )
}

fn one(problem: Problem) -> Problems {
    vec![problem]
}

fn inner(error: store::Error) -> Problems {
    vec![of_store(error)]
}

#[cfg(test)]
mod tests;
