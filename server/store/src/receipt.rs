//! Receipts for what was done on a board: sent twice it is done once, and what was before is known.

use sqlx::Row as _;

use crate::db::{Conn, Error};

/// What was done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Receipt {
    /// The noun written.
    pub noun: String,
    /// The record.
    pub record_id: String,
    /// Its version after.
    pub version: i64,
    /// What was there before, field by field, as JSON; nothing for a new record.
    pub before: Option<String>,
    /// When.
    pub done_at: String,
    /// When it was taken back, if it was.
    pub undone_at: Option<String>,
}

/// The receipt of this person under this key.
///
/// # Errors
/// When the engine fails.
pub async fn get(conn: &mut Conn, user: &str, key: &str) -> Result<Option<Receipt>, Error> {
    let row = sqlx::query(
        "select noun, record_id, version, before, done_at, undone_at from receipt where user_id = $1 and key = $2",
    )
    .bind(user.to_owned())
    .bind(key.to_owned())
    .fetch_optional(conn)
    .await?;
    row.map(|row| {
        Ok(Receipt {
            noun: row.try_get(0)?,
            record_id: row.try_get(1)?,
            version: row.try_get(2)?,
            before: row.try_get(3)?,
            done_at: row.try_get(4)?,
            undone_at: row.try_get(5)?,
        })
    })
    .transpose()
}

/// Keeps a receipt.
///
/// # Errors
/// [`Error::Duplicate`] when this person has one under the key.
pub async fn put(conn: &mut Conn, user: &str, key: &str, receipt: &Receipt) -> Result<(), Error> {
    sqlx::query(
        "insert into receipt (user_id, key, noun, record_id, version, before, done_at) values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(user.to_owned())
    .bind(key.to_owned())
    .bind(receipt.noun.clone())
    .bind(receipt.record_id.clone())
    .bind(receipt.version)
    .bind(receipt.before.clone())
    .bind(receipt.done_at.clone())
    .execute(conn)
    .await?;
    Ok(())
}

/// Notes that it was taken back.
///
/// # Errors
/// When the engine fails.
pub async fn undone(conn: &mut Conn, user: &str, key: &str, at: &str) -> Result<(), Error> {
    sqlx::query("update receipt set undone_at = $3 where user_id = $1 and key = $2")
        .bind(user.to_owned())
        .bind(key.to_owned())
        .bind(at.to_owned())
        .execute(conn)
        .await?;
    Ok(())
}

/// Forgets receipts from before an instant.
///
/// # Errors
/// When the engine fails.
pub async fn forget(conn: &mut Conn, before: &str) -> Result<u64, Error> {
    let done =
        sqlx::query("delete from receipt where done_at < $1").bind(before.to_owned()).execute(conn).await?;
    Ok(done.rows_affected())
}
