//! Boards shown by a link: what was shared with whom until when, and each time it was opened. Only a link's hash is
//! kept, so that a copy of the database opens nothing.

use sqlx::Row as _;

use crate::db::{Conn, EngineRow, Error};

/// A board that was shared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Its id.
    pub id: String,
    /// The board's address, with its period and filters.
    pub board: String,
    /// What it was called when it was shared.
    pub title: String,
    /// Whom it is for.
    pub recipient: String,
    /// The language it is shown in.
    pub locale: String,
    /// Who shared it.
    pub shared_by: String,
    /// When it was shared.
    pub created_at: String,
    /// When it ends.
    pub expires_at: String,
    /// When it was called back.
    pub revoked_at: Option<String>,
}

/// A share in a list, with what became of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    /// The share.
    pub share: Share,
    /// Who shared it, by name.
    pub sharer: String,
    /// How often it was opened.
    pub openings: i64,
    /// When it was last opened.
    pub opened_at: Option<String>,
}

const COLUMNS: &str =
    "share.id, share.board, share.title, share.recipient, share.locale, share.shared_by, share.created_at,
    share.expires_at, share.revoked_at";

/// Keeps one.
///
/// # Errors
/// When the engine fails.
pub async fn add(conn: &mut Conn, share: &Share, token_hash: &str) -> Result<(), Error> {
    sqlx::query(
        "insert into share (id, token_hash, board, title, recipient, locale, shared_by, created_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(share.id.clone())
    .bind(token_hash.to_owned())
    .bind(share.board.clone())
    .bind(share.title.clone())
    .bind(share.recipient.clone())
    .bind(share.locale.clone())
    .bind(share.shared_by.clone())
    .bind(share.created_at.clone())
    .bind(share.expires_at.clone())
    .execute(conn)
    .await?;
    Ok(())
}

/// The one behind a token.
///
/// # Errors
/// When the engine fails.
pub async fn by_token(conn: &mut Conn, token_hash: &str) -> Result<Option<Share>, Error> {
    let sql = format!("select {COLUMNS} from share where token_hash = $1");
    let row = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(token_hash.to_owned()).fetch_optional(conn).await?;
    row.as_ref().map(read).transpose()
}

/// The latest, of one person or of all.
///
/// # Errors
/// When the engine fails.
pub async fn list(conn: &mut Conn, shared_by: Option<&str>) -> Result<Vec<Listed>, Error> {
    let own = if shared_by.is_some() { "where share.shared_by = $1" } else { "" };
    let sql = format!(
        "select {COLUMNS}, coalesce((select name from user where user.id = share.shared_by), ''),
           (select count(*) from share_opening where share_id = share.id),
           (select max(opened_at) from share_opening where share_id = share.id)
         from share {own} order by share.created_at desc, share.id desc limit 200"
    );
    let mut query = sqlx::query(sqlx::AssertSqlSafe(sql));
    if let Some(shared_by) = shared_by {
        query = query.bind(shared_by.to_owned());
    }
    let rows = query.fetch_all(conn).await?;
    let listed = |row: &EngineRow| {
        Ok(Listed {
            share: read(row)?,
            sharer: row.try_get(9)?,
            openings: row.try_get(10)?,
            opened_at: row.try_get(11)?,
        })
    };
    rows.iter().map(listed).collect()
}

/// Calls one back, of one person or of anybody; whether there was one to call back.
///
/// # Errors
/// When the engine fails.
pub async fn revoke(conn: &mut Conn, id: &str, shared_by: Option<&str>, now: &str) -> Result<bool, Error> {
    let done = sqlx::query(
        "update share set revoked_at = $2
         where id = $1 and revoked_at is null and shared_by = coalesce($3, shared_by)",
    )
    .bind(id.to_owned())
    .bind(now.to_owned())
    .bind(shared_by.map(str::to_owned))
    .execute(conn)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Notes that one was opened.
///
/// # Errors
/// When the engine fails.
pub async fn opened(conn: &mut Conn, id: &str, at: &str, device: &str) -> Result<(), Error> {
    sqlx::query("insert into share_opening (share_id, opened_at, device) values ($1, $2, $3)")
        .bind(id.to_owned())
        .bind(at.to_owned())
        .bind(device.to_owned())
        .execute(conn)
        .await?;
    Ok(())
}

fn read(row: &EngineRow) -> Result<Share, Error> {
    Ok(Share {
        id: row.try_get(0)?,
        board: row.try_get(1)?,
        title: row.try_get(2)?,
        recipient: row.try_get(3)?,
        locale: row.try_get(4)?,
        shared_by: row.try_get(5)?,
        created_at: row.try_get(6)?,
        expires_at: row.try_get(7)?,
        revoked_at: row.try_get(8)?,
    })
}
