//! A record's history: who changed which field from what to what, when — written in the same
//! transaction as the change.

use domain::noun::audit::Audit;
use domain::policy::Action;
use domain::problem::Problem;
use domain::query::{Op, Query};
use domain::record::{Record, Spec};
use domain::register::Entry;
use domain::value::Value;
use store::Conn;
use store::record::Cut;

use crate::Ctx;
use crate::ctx::new_id;
use crate::fault::of_store;
use crate::policy::{require, shared_only};

/// Writes one entry for what differs.
///
/// # Errors
/// When the store fails.
pub async fn write(
    ctx: &Ctx,
    conn: &mut Conn,
    action: &str,
    spec: &Spec,
    id: &str,
    before: &[Value],
    after: &[Value],
) -> Result<(), store::Error> {
    let changes: Vec<(&str, &Value, &Value)> = spec
        .fields
        .iter()
        .zip(before.iter().zip(after))
        .filter(|(_, (old, new))| old != new)
        .map(|(field, (old, new))| (field.name, old, new))
        .collect();
    let changes = serde_json::to_string(&changes).unwrap_or_default();
    note(ctx, conn, action, spec.table, id, changes).await
}

/// Writes one entry in the audit log.
///
/// # Errors
/// When the store fails.
pub async fn note(
    ctx: &Ctx,
    conn: &mut Conn,
    action: &str,
    noun: &str,
    id: &str,
    changes: String,
) -> Result<(), store::Error> {
    let cells = [
        Value::from(ctx.stamp()),
        Value::from(ctx.who.user_id.clone()),
        Value::from(action),
        Value::from(noun),
        Value::from(id),
        Value::from(changes),
    ];
    store::record::insert(conn, Audit::SPEC, &new_id(), &cells, &ctx.stamp()).await
}

/// The latest 200 entries of a record this person may read, newest first. Fields they may not see
/// are left out.
///
/// # Errors
/// `NotFound` when they may not read the record.
pub async fn history(ctx: &Ctx, spec: &'static Spec, id: &str) -> Result<Vec<Entry>, Problem> {
    let cut = require(ctx, Action::Read, spec)?;
    let mut conn = ctx.store.read().await.map_err(of_store)?;
    if store::record::get(&mut conn, spec, &cut, id).await.map_err(of_store)?.is_none() {
        return Err(Problem::not_found());
    }
    let ask = Query::default()
        .filter("noun", Op::Eq, spec.table)
        .filter("record_id", Op::Eq, id)
        .sort("-happened_at");
    let rows = store::record::list(&mut conn, Audit::SPEC, &Cut::All, &ask, 200).await.map_err(of_store)?;
    let audits: Vec<Audit> = rows.iter().filter_map(Audit::from_row).collect();
    let ids: Vec<String> = audits.iter().filter_map(|audit| audit.user_id.clone()).collect();
    let users = domain::noun::user::User::SPEC;
    let names = store::record::titles(&mut conn, users, &Cut::All, &ids).await.map_err(of_store)?;
    let shared = shared_only(ctx);
    Ok(audits
        .into_iter()
        .map(|audit| {
            let mut changes: Vec<(String, Value, Value)> =
                audit.changes.as_deref().and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
            if shared {
                changes.retain(|(name, ..)| spec.field(name).is_some_and(|(_, field)| field.shared));
            }
            let who = audit
                .user_id
                .and_then(|id| names.get(&id).cloned())
                .unwrap_or_else(|| "Yardstick".to_owned());
            Entry { happened_at: audit.happened_at, who, action: audit.action, changes }
        })
        .collect())
}
