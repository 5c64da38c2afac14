//! Settings with their history: every version stays; the newest is in force.

use sqlx::Row as _;

use crate::db::{Conn, EngineRow, Error};

/// One version of a setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Counts up from 1.
    pub version: i64,
    /// What it says.
    pub body: String,
    /// Why it was changed.
    pub note: String,
    /// When.
    pub saved_at: String,
    /// By whom, by name.
    pub saved_by: Option<String>,
}

/// A setting as it was in a version, or as it is in force.
///
/// # Errors
/// When the engine fails.
pub async fn setting(conn: &mut Conn, name: &str, version: Option<i64>) -> Result<Option<Setting>, Error> {
    let sql = "select s.version, s.body, s.note, s.saved_at, u.name from setting s left join \"user\" u on u.id = s.saved_by
         where s.name = $1 and s.version <= $2 order by s.version desc limit 1";
    let row =
        sqlx::query(sql).bind(name.to_owned()).bind(version.unwrap_or(i64::MAX)).fetch_optional(conn).await?;
    row.as_ref().map(read).transpose()
}

/// The last versions of a setting, the newest first, at most 100.
///
/// # Errors
/// When the engine fails.
pub async fn settings(conn: &mut Conn, name: &str) -> Result<Vec<Setting>, Error> {
    let sql = "select s.version, s.body, s.note, s.saved_at, u.name from setting s left join \"user\" u on u.id = s.saved_by
         where s.name = $1 order by s.version desc limit 100";
    sqlx::query(sql).bind(name.to_owned()).fetch_all(conn).await?.iter().map(read).collect()
}

/// Saves a new version; refused ([`Error::Duplicate`]) when somebody saved that version before.
///
/// # Errors
/// When the engine fails.
pub async fn save_setting(
    conn: &mut Conn,
    name: &str,
    setting: &Setting,
    user_id: Option<&str>,
) -> Result<(), Error> {
    sqlx::query(
        "insert into setting (name, version, body, note, saved_at, saved_by) values ($1, $2, $3, $4, $5, $6)",
    )
    .bind(name.to_owned())
    .bind(setting.version)
    .bind(setting.body.clone())
    .bind(setting.note.clone())
    .bind(setting.saved_at.clone())
    .bind(user_id.map(ToOwned::to_owned))
    .execute(conn)
    .await?;
    Ok(())
}

fn read(row: &EngineRow) -> Result<Setting, Error> {
    Ok(Setting {
        version: row.try_get(0)?,
        body: row.try_get(1)?,
        note: row.try_get(2)?,
        saved_at: row.try_get(3)?,
        saved_by: row.try_get(4)?,
    })
}
