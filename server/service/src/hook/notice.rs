//! An alert a rule raises and settles by itself: one for each thing it watches, however often that goes back and forth.

use domain::noun::alert::Alert;
use domain::record::{Record as _, Row};
use domain::value::Value;
use store::record::Cut;
use store::{Conn, Error};

use super::alarm;
use crate::record::history;
use crate::{Ctx, score};

/// What a rule has to tell.
#[derive(Debug)]
pub struct Notice {
    /// The customer.
    pub account_id: String,
    /// What is the matter.
    pub message: String,
    /// Which rule says so.
    pub rule: &'static str,
    /// How bad it is.
    pub severity: &'static str,
    /// Who is to act; the customer's owner when nobody is named.
    pub owner_id: Option<String>,
}

/// What moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    /// Nothing.
    Nothing,
    /// It is told for the first time.
    Raised,
    /// It is told again, or no more.
    Changed,
}

/// The id of what a rule keeps for a record.
pub fn id(rule: &str, record: &str) -> String {
    alarm::id_of(&format!("{rule} {record}"))
}

/// Brings the alert to what is wanted: raised and open, or settled with these words.
///
/// # Errors
/// When the store fails.
pub async fn settle(
    ctx: &Ctx,
    conn: &mut Conn,
    id: &str,
    wanted: Option<Notice>,
    told: &str,
) -> Result<Moved, Error> {
    let known = store::record::get(conn, Alert::SPEC, &Cut::All, id).await?;
    let is_open = known
        .as_ref()
        .and_then(|row| Alert::SPEC.cell(row, "state"))
        .is_some_and(|state| state.as_str() != "resolved");
    let account = match (&wanted, &known) {
        (Some(wanted), _) => wanted.account_id.clone(),
        (None, Some(row)) => Alert::SPEC.cell(row, "account_id").map_or("", Value::as_str).to_owned(),
        (None, None) => return Ok(Moved::Nothing),
    };
    let moved = match (wanted, known) {
        (Some(wanted), None) => {
            raise(ctx, conn, id, wanted).await?;
            Moved::Raised
        }
        (Some(_), Some(row)) if !is_open => {
            change(ctx, conn, &row, &[("state", "open"), ("resolution", "")]).await?;
            Moved::Changed
        }
        (None, Some(row)) if is_open => {
            change(ctx, conn, &row, &[("state", "resolved"), ("resolution", told)]).await?;
            Moved::Changed
        }
        _ => return Ok(Moved::Nothing),
    };
    if score::moves("alert") {
        score::refresh(ctx, conn, &account).await?;
    }
    Ok(moved)
}

/// Raises the alert of an occasion that happens once, unless it was raised before.
///
/// # Errors
/// When the store fails.
pub async fn raise(ctx: &Ctx, conn: &mut Conn, id: &str, wanted: Notice) -> Result<(), Error> {
    let owner = match wanted.owner_id {
        Some(owner) => Some(owner),
        None => alarm::owner(conn, &wanted.account_id).await?,
    };
    let cells = [
        ("account_id", Value::from(wanted.account_id)),
        ("message", wanted.message.into()),
        ("rule", wanted.rule.into()),
        ("severity", wanted.severity.into()),
        ("raised_on", ctx.today.into()),
        ("state", "open".into()),
        ("owner_id", owner.into()),
    ];
    alarm::add(ctx, conn, Alert::SPEC, id, &cells).await?;
    Ok(())
}

async fn change(ctx: &Ctx, conn: &mut Conn, row: &Row, fields: &[(&str, &str)]) -> Result<(), Error> {
    let mut cells = row.cells.clone();
    for (name, text) in fields {
        let slot = Alert::SPEC.field(name).and_then(|(at, _)| cells.get_mut(at));
        if let Some(slot) = slot {
            *slot = if text.is_empty() { Value::Null } else { (*text).into() };
        }
    }
    if store::record::update(conn, Alert::SPEC, &row.id, row.version, &cells, &ctx.stamp()).await? {
        history::write(ctx, conn, "update", Alert::SPEC, &row.id, &row.cells, &cells).await?;
    }
    Ok(())
}
