//! What a rule makes of what was written: a record of its own, once for each occasion; alerts are in `notice`.

use domain::noun::account::Account;
use domain::noun::task::Task;
use domain::record::{Record, Row, Spec};
use domain::value::Value;
use jiff::civil::Date;
use store::record::Cut;
use store::{Conn, Error};

use crate::record::history;
use crate::{Ctx, ledger};

/// The id of what an occasion makes: the same however often it comes back.
pub fn id_of(occasion: &str) -> String {
    // Any day will do: it belongs to the occasion, wherever that is moved.
    ledger::event_id(occasion, Date::constant(2000, 1, 1))
}

/// Makes a task due on a day; whether there was none of that id before.
pub async fn assign(
    ctx: &Ctx,
    conn: &mut Conn,
    id: &str,
    account_id: &str,
    due_on: Date,
    title: &str,
) -> Result<bool, Error> {
    let cells = [
        ("title", Value::from(title)),
        ("account_id", account_id.into()),
        ("owner_id", owner(conn, account_id).await?.into()),
        ("due_on", due_on.into()),
        ("state", "open".into()),
    ];
    add(ctx, conn, Task::SPEC, id, &cells).await
}

/// Who looks after the account.
pub async fn owner(conn: &mut Conn, account_id: &str) -> Result<Option<String>, Error> {
    let row = store::record::get(conn, Account::SPEC, &Cut::All, account_id).await?;
    Ok(row.as_ref().and_then(Account::from_row).and_then(|account| account.owner_id))
}

/// Writes a record by itself; whether there was none of that id before.
pub async fn add(
    ctx: &Ctx,
    conn: &mut Conn,
    spec: &Spec,
    id: &str,
    named: &[(&str, Value)],
) -> Result<bool, Error> {
    let known: Option<Row> = store::record::get(conn, spec, &Cut::All, id).await?;
    if known.is_some() {
        return Ok(false);
    }
    let held = |name: &str| named.iter().find(|(one, _)| *one == name).map(|(_, value)| value.clone());
    let cells: Vec<Value> = spec.fields.iter().map(|field| held(field.name).unwrap_or_default()).collect();
    store::record::insert(conn, spec, id, &cells, &ctx.stamp()).await?;
    let blank = vec![Value::Null; cells.len()];
    history::write(ctx, conn, "create", spec, id, &blank, &cells).await?;
    Ok(true)
}
