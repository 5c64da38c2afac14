//! Saved views: a register's search, filters, order and columns under a name, one person's own.

use crate::db::{Conn, Error};

/// A saved view: id, name, the register's URL query.
pub type ViewRow = (String, String, String);

/// One person's views of a noun, by name; at most 200.
///
/// # Errors
/// When the engine fails.
pub async fn list(conn: &mut Conn, user_id: &str, noun: &str) -> Result<Vec<ViewRow>, Error> {
    const SQL: &str = "select id, name, url_query from saved_view where user_id = $1 and noun = $2 order by name, id limit 200";
    Ok(sqlx::query_as(SQL).bind(user_id.to_owned()).bind(noun.to_owned()).fetch_all(conn).await?)
}

/// Writes a view.
///
/// # Errors
/// [`Error::Dangling`] when there is no such user.
pub async fn insert(
    conn: &mut Conn,
    id: &str,
    user_id: &str,
    noun: &str,
    name: &str,
    url_query: &str,
    now: &str,
) -> Result<(), Error> {
    const SQL: &str = "insert into saved_view (id, user_id, noun, name, url_query, created_at) values ($1, $2, $3, $4, $5, $6)";
    let query = sqlx::query(SQL).bind(id.to_owned()).bind(user_id.to_owned()).bind(noun.to_owned());
    query.bind(name.to_owned()).bind(url_query.to_owned()).bind(now.to_owned()).execute(conn).await?;
    Ok(())
}

/// Gives a view of this person another name and content; false when it is not theirs.
///
/// # Errors
/// When the engine fails.
pub async fn update(
    conn: &mut Conn,
    id: &str,
    user_id: &str,
    name: &str,
    url_query: &str,
) -> Result<bool, Error> {
    const SQL: &str = "update saved_view set name = $1, url_query = $2 where id = $3 and user_id = $4";
    let query = sqlx::query(SQL)
        .bind(name.to_owned())
        .bind(url_query.to_owned())
        .bind(id.to_owned())
        .bind(user_id.to_owned());
    Ok(query.execute(conn).await?.rows_affected() == 1)
}

/// Gives a view of this person another name; false when it is not theirs.
///
/// # Errors
/// When the engine fails.
pub async fn rename(conn: &mut Conn, id: &str, user_id: &str, name: &str) -> Result<bool, Error> {
    const SQL: &str = "update saved_view set name = $1 where id = $2 and user_id = $3";
    let query = sqlx::query(SQL).bind(name.to_owned()).bind(id.to_owned()).bind(user_id.to_owned());
    Ok(query.execute(conn).await?.rows_affected() == 1)
}

/// Removes a view of this person; false when it is not theirs.
///
/// # Errors
/// When the engine fails.
pub async fn remove(conn: &mut Conn, id: &str, user_id: &str) -> Result<bool, Error> {
    const SQL: &str = "delete from saved_view where id = $1 and user_id = $2";
    Ok(sqlx::query(SQL).bind(id.to_owned()).bind(user_id.to_owned()).execute(conn).await?.rows_affected()
        == 1)
}
