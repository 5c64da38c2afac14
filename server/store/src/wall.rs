//! Walls: the browsers that show boards, each known by the hash of its token alone; and the keys of their profiles,
//! which are settings like others.

use sqlx::{FromRow, Row as _};

use crate::db::{Conn, EngineRow, Error};

/// A wall.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wall {
    /// Its id.
    pub id: String,
    /// What an administrator types to let it in, until then.
    pub code: Option<String>,
    /// Until when the code is good.
    pub code_until_at: Option<String>,
    /// Its name.
    pub name: String,
    /// The key of its profile.
    pub profile: String,
    /// When it was let in.
    pub approved_at: Option<String>,
    /// When it was sent away.
    pub revoked_at: Option<String>,
    /// When it last spoke.
    pub seen_at: Option<String>,
    /// The build it runs.
    pub build: String,
    /// Its screen in pixels.
    pub screen: String,
    /// The address it shows.
    pub showing: String,
}

impl FromRow<'_, EngineRow> for Wall {
    fn from_row(row: &EngineRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            id: row.try_get(0)?,
            code: row.try_get(1)?,
            code_until_at: row.try_get(2)?,
            name: row.try_get(3)?,
            profile: row.try_get(4)?,
            approved_at: row.try_get(5)?,
            revoked_at: row.try_get(6)?,
            seen_at: row.try_get(7)?,
            build: row.try_get(8)?,
            screen: row.try_get(9)?,
            showing: row.try_get(10)?,
        })
    }
}

const BY_TOKEN: &str = "
select id, code, code_until_at, name, profile, approved_at, revoked_at, seen_at, build, screen, showing
from wall
where token_hash = $1";

const BY_CODE: &str = "
select id, code, code_until_at, name, profile, approved_at, revoked_at, seen_at, build, screen, showing
from wall
where code = $1
and code_until_at > $2
and approved_at is null";

const BY_ID: &str = "
select id, code, code_until_at, name, profile, approved_at, revoked_at, seen_at, build, screen, showing
from wall
where id = $1
and approved_at is not null";

const LIST: &str = "
select id, code, code_until_at, name, profile, approved_at, revoked_at, seen_at, build, screen, showing
from wall
where approved_at is not null
and revoked_at is null
order by name, id
limit 200";

/// The wall that holds this token.
///
/// # Errors
/// When the engine fails.
pub async fn by_token(conn: &mut Conn, token_hash: &str) -> Result<Option<Wall>, Error> {
    Ok(sqlx::query_as(BY_TOKEN).bind(token_hash.to_owned()).fetch_optional(conn).await?)
}

/// The wall that waits under this code.
///
/// # Errors
/// When the engine fails.
pub async fn by_code(conn: &mut Conn, code: &str, now: &str) -> Result<Option<Wall>, Error> {
    Ok(sqlx::query_as(BY_CODE).bind(code.to_owned()).bind(now.to_owned()).fetch_optional(conn).await?)
}

/// A wall that was let in, sent away since or not.
///
/// # Errors
/// When the engine fails.
pub async fn by_id(conn: &mut Conn, id: &str) -> Result<Option<Wall>, Error> {
    Ok(sqlx::query_as(BY_ID).bind(id.to_owned()).fetch_optional(conn).await?)
}

/// The walls there are, by name; at most 200.
///
/// # Errors
/// When the engine fails.
pub async fn list(conn: &mut Conn) -> Result<Vec<Wall>, Error> {
    Ok(sqlx::query_as(LIST).fetch_all(conn).await?)
}

const INSERT: &str = "
insert into wall (id, token_hash, code, code_until_at, name, profile, created_at, build, screen, showing)
values ($1, $2, $3, $4, '', '', $5, '', '', '')";

/// A wall that waits.
///
/// # Errors
/// [`Error::Duplicate`] when the code is taken.
pub async fn insert(
    conn: &mut Conn,
    id: &str,
    token_hash: &str,
    (code, until): (&str, &str),
    now: &str,
) -> Result<(), Error> {
    let query = sqlx::query(INSERT).bind(id.to_owned()).bind(token_hash.to_owned()).bind(code.to_owned());
    query.bind(until.to_owned()).bind(now.to_owned()).execute(conn).await?;
    Ok(())
}

/// Gives a wall that waits another code.
///
/// # Errors
/// [`Error::Duplicate`] when the code is taken.
pub async fn set_code(conn: &mut Conn, id: &str, code: &str, until: &str) -> Result<(), Error> {
    const SQL: &str = "update wall set code = $2, code_until_at = $3 where id = $1 and approved_at is null";
    sqlx::query(SQL).bind(id.to_owned()).bind(code.to_owned()).bind(until.to_owned()).execute(conn).await?;
    Ok(())
}

const APPROVE: &str = "
update wall set
    code = null,
    code_until_at = null,
    name = $2,
    profile = $3,
    approved_at = $4
where id = $1
and approved_at is null";

/// Lets a wall in; false when it was let in before.
///
/// # Errors
/// When the engine fails.
pub async fn approve(conn: &mut Conn, id: &str, name: &str, profile: &str, now: &str) -> Result<bool, Error> {
    let query = sqlx::query(APPROVE).bind(id.to_owned()).bind(name.to_owned());
    let done = query.bind(profile.to_owned()).bind(now.to_owned()).execute(conn).await?;
    Ok(done.rows_affected() == 1)
}

/// Gives a wall another name and profile; false when it is not there.
///
/// # Errors
/// When the engine fails.
pub async fn update(conn: &mut Conn, id: &str, name: &str, profile: &str) -> Result<bool, Error> {
    const SQL: &str = "update wall set name = $2, profile = $3
        where id = $1 and approved_at is not null and revoked_at is null";
    let query = sqlx::query(SQL).bind(id.to_owned()).bind(name.to_owned()).bind(profile.to_owned());
    Ok(query.execute(conn).await?.rows_affected() == 1)
}

/// Sends a wall away; false when it is not there.
///
/// # Errors
/// When the engine fails.
pub async fn revoke(conn: &mut Conn, id: &str, now: &str) -> Result<bool, Error> {
    const SQL: &str =
        "update wall set revoked_at = $2 where id = $1 and approved_at is not null and revoked_at is null";
    Ok(sqlx::query(SQL).bind(id.to_owned()).bind(now.to_owned()).execute(conn).await?.rows_affected() == 1)
}

/// Notes what a wall said of itself.
///
/// # Errors
/// When the engine fails.
pub async fn seen(
    conn: &mut Conn,
    id: &str,
    now: &str,
    (build, screen, showing): (&str, &str, &str),
) -> Result<(), Error> {
    const SQL: &str = "update wall set seen_at = $2, build = $3, screen = $4, showing = $5 where id = $1";
    let query = sqlx::query(SQL).bind(id.to_owned()).bind(now.to_owned()).bind(build.to_owned());
    query.bind(screen.to_owned()).bind(showing.to_owned()).execute(conn).await?;
    Ok(())
}

/// Forgets walls that waited in vain since before `then`; how many still wait.
///
/// # Errors
/// When the engine fails.
pub async fn clean(conn: &mut Conn, then: &str) -> Result<i64, Error> {
    sqlx::query("delete from wall where approved_at is null and created_at < $1 and code_until_at < $1")
        .bind(then.to_owned())
        .execute(&mut *conn)
        .await?;
    Ok(sqlx::query_scalar("select count(*) from wall where approved_at is null").fetch_one(conn).await?)
}

/// The names of the settings that are profiles, at most 100.
///
/// # Errors
/// When the engine fails.
pub async fn profiles(conn: &mut Conn) -> Result<Vec<String>, Error> {
    const SQL: &str = "select name from setting where name >= 'wall/' and name < 'wall0' group by name order by name limit 100";
    Ok(sqlx::query_scalar(SQL).fetch_all(conn).await?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Store;

    const NOW: &str = "2026-11-22T08:00:00Z";
    const LATER: &str = "2026-11-22T08:10:00Z";

    #[tokio::test]
    async fn a_wall_waits_under_a_code_until_it_is_let_in_and_is_gone_when_sent_away() {
        let store = Store::in_memory().await.unwrap();
        let mut write = store.write().await.unwrap();
        let conn = write.conn();
        insert(conn, "w", "h", ("CODE", LATER), NOW).await.unwrap();
        assert!(matches!(
            insert(conn, "x", "i", ("CODE", LATER), NOW).await,
            Err(Error::Duplicate(column)) if column == "code"
        ));
        assert_eq!(by_code(conn, "CODE", NOW).await.unwrap().unwrap().id, "w");
        assert_eq!(by_code(conn, "CODE", LATER).await.unwrap(), None);
        set_code(conn, "w", "OTHER", LATER).await.unwrap();
        assert_eq!(by_code(conn, "CODE", NOW).await.unwrap(), None);
        assert_eq!((by_id(conn, "w").await.unwrap(), list(conn).await.unwrap().len()), (None, 0));
        assert!(!update(conn, "w", "n", "p").await.unwrap() && !revoke(conn, "w", NOW).await.unwrap());
        assert!(approve(conn, "w", "Lobby", "usual", NOW).await.unwrap());
        assert!(!approve(conn, "w", "Again", "usual", NOW).await.unwrap());
        assert!(update(conn, "w", "Hall", "usual").await.unwrap());
        seen(conn, "w", NOW, ("b1", "1920×1080", "/portfolio")).await.unwrap();
        let found = by_token(conn, "h").await.unwrap().unwrap();
        assert_eq!((found.name.as_str(), found.code, found.seen_at.as_deref()), ("Hall", None, Some(NOW)));
        assert!(revoke(conn, "w", LATER).await.unwrap());
        assert_eq!((list(conn).await.unwrap().len(), profiles(conn).await.unwrap().len()), (0, 0));
    }

    #[tokio::test]
    async fn walls_that_waited_in_vain_are_forgotten() {
        let store = Store::in_memory().await.unwrap();
        let mut write = store.write().await.unwrap();
        let conn = write.conn();
        insert(conn, "w", "h", ("A", NOW), NOW).await.unwrap();
        insert(conn, "x", "i", ("B", LATER), LATER).await.unwrap();
        assert_eq!(clean(conn, LATER).await.unwrap(), 1);
        assert_eq!(by_token(conn, "h").await.unwrap(), None);
    }
}
