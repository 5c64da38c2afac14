//! What an import leaves behind besides its records: the history of each that changed, one entry for
//! the run, and the consequences in ledger and rollups.

use domain::import::Report;
use domain::problem::Problem;
use domain::record::{Row, Spec};
use domain::value::Value;
use store::Conn;

use crate::Ctx;
use crate::fault::of_store;
use crate::hook;
use crate::record::history;

/// Up to how many rows the consequences are drawn row by row, as for those written by hand.
const FEW: usize = 100;

/// The rows an import stored, while they are few: id, what it was, what it is.
#[derive(Debug, Default)]
pub struct Stored {
    rows: Vec<(String, Option<Vec<Value>>, Vec<Value>)>,
    is_many: bool,
}

impl Stored {
    /// One more.
    pub fn add(&mut self, id: String, before: Option<Vec<Value>>, after: Vec<Value>) {
        self.is_many |= self.rows.len() >= FEW;
        if self.is_many {
            self.rows.clear();
        } else {
            self.rows.push((id, before, after));
        }
    }
}

/// The consequences of a file of one noun: row by row while they are few, so that a correction of ten tickets does not
/// score ten thousand customers anew; else as [`settle`] draws them.
///
/// # Errors
/// When the store fails.
pub async fn settle_stored(ctx: &Ctx, conn: &mut Conn, spec: &Spec, stored: &Stored) -> Result<(), Problem> {
    let is_scored = store::score::taken(conn, ctx.today).await.map_err(of_store)? == Some(ctx.today);
    if stored.is_many || !is_scored {
        return settle(ctx, conn, &[spec.table]).await;
    }
    for (id, before, after) in &stored.rows {
        hook::after_write(ctx, conn, spec, id, before.as_deref(), Some(after)).await.map_err(of_store)?;
    }
    Ok(())
}

/// The consequences of an import, once for all its rows, in the same transaction.
///
/// # Errors
/// When the store fails.
pub async fn settle(ctx: &Ctx, conn: &mut Conn, tables: &[&str]) -> Result<(), Problem> {
    if tables.iter().any(|table| matches!(*table, "subscription" | "arr_event")) {
        crate::ledger::rebuild_all(ctx, conn).await.map_err(of_store)?;
    }
    if tables.iter().any(|table| matches!(*table, "usage" | "feature")) {
        store::rollup::rebuild_usage(conn).await.map_err(of_store)?;
    }
    if tables.iter().any(|table| crate::score::moves(table) || matches!(*table, "feature" | "holiday")) {
        crate::score::follow(ctx, conn).await.map_err(of_store)?;
    }
    Ok(())
}

/// One entry for the whole run; changed records have one of their own besides.
///
/// # Errors
/// When the store fails.
pub async fn summary(ctx: &Ctx, conn: &mut Conn, report: &Report, file: &str) -> Result<(), Problem> {
    let Report { table, rows, new, changed, unchanged, bad, made, .. } = report;
    let changes = serde_json::json!({ "file": file, "rows": rows, "new": new, "changed": changed, "unchanged": unchanged, "bad": bad, "made": made });
    history::note(ctx, conn, "import", table, "", changes.to_string()).await.map_err(of_store)
}

/// The history entry of one changed record.
pub fn change(ctx: &Ctx, spec: &Spec, before: &Row, after: &[Value]) -> Vec<Value> {
    let changes: Vec<(&str, &Value, &Value)> = spec
        .fields
        .iter()
        .zip(before.cells.iter().zip(after))
        .filter(|(_, (old, new))| old != new)
        .map(|(field, (old, new))| (field.name, old, new))
        .collect();
    vec![
        Value::from(ctx.stamp()),
        Value::from(ctx.who.user_id.clone()),
        Value::from("import"),
        Value::from(spec.table),
        Value::from(before.id.as_str()),
        Value::from(serde_json::to_string(&changes).unwrap_or_default()),
    ]
}
