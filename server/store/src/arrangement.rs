//! How boards are arranged, by whom and for which screen.

use sqlx::Row as _;

use crate::db::{Conn, Error};

/// Whose arrangement of which board on which screen.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// Who arranged it: a person, or the walls of a profile.
    pub owner: &'a str,
    /// The board.
    pub board: &'a str,
    /// The screen.
    pub screen: &'a str,
}

/// The arrangement as it is written down.
///
/// # Errors
/// When the engine fails.
pub async fn get(conn: &mut Conn, place: Place<'_>) -> Result<Option<String>, Error> {
    let row = sqlx::query("select tiles from arrangement where owner = $1 and board = $2 and screen = $3")
        .bind(place.owner.to_owned())
        .bind(place.board.to_owned())
        .bind(place.screen.to_owned())
        .fetch_optional(conn)
        .await?;
    Ok(row.map(|row| row.try_get(0)).transpose()?)
}

/// Keeps one, in place of the one before.
///
/// # Errors
/// When the engine fails.
pub async fn put(conn: &mut Conn, place: Place<'_>, tiles: &str, now: &str) -> Result<(), Error> {
    sqlx::query(
        "insert into arrangement (owner, board, screen, tiles, updated_at) values ($1, $2, $3, $4, $5)
         on conflict (owner, board, screen) do update set tiles = excluded.tiles, updated_at = excluded.updated_at",
    )
    .bind(place.owner.to_owned())
    .bind(place.board.to_owned())
    .bind(place.screen.to_owned())
    .bind(tiles.to_owned())
    .bind(now.to_owned())
    .execute(conn)
    .await?;
    Ok(())
}

/// Forgets one.
///
/// # Errors
/// When the engine fails.
pub async fn remove(conn: &mut Conn, place: Place<'_>) -> Result<(), Error> {
    sqlx::query("delete from arrangement where owner = $1 and board = $2 and screen = $3")
        .bind(place.owner.to_owned())
        .bind(place.board.to_owned())
        .bind(place.screen.to_owned())
        .execute(conn)
        .await?;
    Ok(())
}
