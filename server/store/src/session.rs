//! Sessions: who is signed in where. Only a hash of a session's id is kept, so that a copy of the
//! database signs nobody in.

use crate::db::{Conn, Error};

const PUT: &str = "
insert into session (id_hash, data, expires_at)
values ($1, $2, $3)
on conflict (id_hash) do update set
    data = excluded.data,
    expires_at = excluded.expires_at";

/// Writes a session, new or known.
///
/// # Errors
/// When the engine fails.
pub async fn put(conn: &mut Conn, id_hash: &str, data: &str, expires_at: &str) -> Result<(), Error> {
    sqlx::query(PUT)
        .bind(id_hash.to_owned())
        .bind(data.to_owned())
        .bind(expires_at.to_owned())
        .execute(conn)
        .await?;
    Ok(())
}

const GET: &str = "
select data, expires_at
from session
where id_hash = $1
and expires_at > $2";

/// What a session that has not ended by `now` holds, and when it ends.
///
/// # Errors
/// When the engine fails.
pub async fn get(conn: &mut Conn, id_hash: &str, now: &str) -> Result<Option<(String, String)>, Error> {
    Ok(sqlx::query_as(GET).bind(id_hash.to_owned()).bind(now.to_owned()).fetch_optional(conn).await?)
}

/// Ends a session.
///
/// # Errors
/// When the engine fails.
pub async fn remove(conn: &mut Conn, id_hash: &str) -> Result<(), Error> {
    sqlx::query("delete from session where id_hash = $1").bind(id_hash.to_owned()).execute(conn).await?;
    Ok(())
}

/// Forgets sessions that have ended; how many they were.
///
/// # Errors
/// When the engine fails.
pub async fn remove_ended(conn: &mut Conn, now: &str) -> Result<u64, Error> {
    let done =
        sqlx::query("delete from session where expires_at <= $1").bind(now.to_owned()).execute(conn).await?;
    Ok(done.rows_affected())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Store, credential};

    const EARLY: &str = "2026-11-22T08:00:00Z";
    const LATE: &str = "2026-11-22T20:00:00Z";

    #[tokio::test]
    async fn a_session_is_there_until_it_ends() {
        let store = Store::in_memory().await.unwrap();
        let mut write = store.write().await.unwrap();
        let conn = write.conn();
        put(conn, "h", "one", LATE).await.unwrap();
        put(conn, "h", "two", LATE).await.unwrap();
        assert_eq!(get(conn, "h", EARLY).await.unwrap(), Some(("two".to_owned(), LATE.to_owned())));
        assert_eq!(get(conn, "h", LATE).await.unwrap(), None);
        assert_eq!(remove_ended(conn, EARLY).await.unwrap(), 0);
        assert_eq!(remove_ended(conn, LATE).await.unwrap(), 1);
        put(conn, "h", "three", LATE).await.unwrap();
        remove(conn, "h").await.unwrap();
        assert_eq!(get(conn, "h", EARLY).await.unwrap(), None);
    }

    #[tokio::test]
    async fn a_credential_is_found_by_mail_in_any_case_and_only_while_its_user_is_active() {
        use domain::noun::user::User;
        use domain::record::Record as _;
        use domain::value::Value;
        let store = Store::in_memory().await.unwrap();
        let mut write = store.write().await.unwrap();
        let conn = write.conn();
        assert_eq!(credential::count(conn).await.unwrap(), 0);
        let cells: Vec<Value> = ["Li", "Li@Example.com", "csm", "", "zh"]
            .into_iter()
            .map(|t| if t.is_empty() { Value::Null } else { t.into() })
            .chain([Value::Int(1)])
            .collect();
        crate::record::insert(conn, User::SPEC, "u", &cells, EARLY).await.unwrap();
        assert!(credential::by_email(conn, "li@example.com").await.unwrap().is_none());
        credential::set(conn, "u", "hash", true, EARLY).await.unwrap();
        let found = credential::by_email(conn, "li@example.com").await.unwrap().unwrap();
        assert_eq!((found.password_hash.as_str(), found.must_change, found.failed_count), ("hash", true, 0));
        credential::record_failures(conn, "u", 5, Some(LATE)).await.unwrap();
        assert_eq!(
            credential::by_user(conn, "u").await.unwrap().unwrap().locked_until_at.as_deref(),
            Some(LATE)
        );
        credential::set(conn, "u", "other", false, LATE).await.unwrap();
        let found = credential::by_user(conn, "u").await.unwrap().unwrap();
        assert_eq!((found.must_change, found.failed_count, found.locked_until_at), (false, 0, None));
        credential::set_locale(conn, "u", "en", LATE).await.unwrap();
        assert_eq!(credential::by_user(conn, "u").await.unwrap().unwrap().locale.as_deref(), Some("en"));
        assert_eq!(credential::count(conn).await.unwrap(), 1);
        let mut cells = cells;
        *cells.last_mut().unwrap() = Value::Int(0);
        assert!(crate::record::update(conn, User::SPEC, "u", 2, &cells, LATE).await.unwrap());
        assert!(credential::by_user(conn, "u").await.unwrap().is_none());
        assert!(matches!(credential::set(conn, "nobody", "h", false, EARLY).await, Err(Error::Dangling)));
    }
}
