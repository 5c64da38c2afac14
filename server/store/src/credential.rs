//! Passwords, kept apart from people: what signing in needs to know of somebody, and no register,
//! import or export can reach. Times and rules come from the service; here are only the rows.

use sqlx::{FromRow, Row as _};

use crate::db::{Conn, EngineRow, Error};

/// What signing in needs to know of somebody.
#[derive(Clone, PartialEq, Eq)]
pub struct Credential {
    /// The user.
    pub user_id: String,
    /// Their name.
    pub name: String,
    /// Their e-mail, as recorded.
    pub email: String,
    /// The role's key.
    pub role: String,
    /// The one account of an executive sponsor.
    pub account_id: Option<String>,
    /// The language they chose.
    pub locale: Option<String>,
    /// The password's hash with its parameters.
    pub password_hash: String,
    /// They must choose a new one before anything else.
    pub must_change: bool,
    /// Failures in a row.
    pub failed_count: i64,
    /// Locked until then.
    pub locked_until_at: Option<String>,
}

impl std::fmt::Debug for Credential {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Credential").field("user_id", &self.user_id).finish_non_exhaustive()
    }
}

impl FromRow<'_, EngineRow> for Credential {
    fn from_row(row: &EngineRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            user_id: row.try_get(0)?,
            name: row.try_get(1)?,
            email: row.try_get(2)?,
            role: row.try_get(3)?,
            account_id: row.try_get(4)?,
            locale: row.try_get(5)?,
            password_hash: row.try_get(6)?,
            must_change: row.try_get::<i64, _>(7)? != 0,
            failed_count: row.try_get(8)?,
            locked_until_at: row.try_get(9)?,
        })
    }
}

const BY_EMAIL: &str = r#"
select u.id, u.name, u.email, u.role, u.account_id, u.locale,
    c.password_hash, c.must_change, c.failed_count, c.locked_until_at
from "user" u
join credential c on c.user_id = u.id
where lower(u.email) = $1
and u.is_active = 1
and u.archived_at is null
order by u.id
limit 1"#;

const BY_USER: &str = r#"
select u.id, u.name, u.email, u.role, u.account_id, u.locale,
    c.password_hash, c.must_change, c.failed_count, c.locked_until_at
from "user" u
join credential c on c.user_id = u.id
where u.id = $1
and u.is_active = 1
and u.archived_at is null"#;

/// Whoever signs in with this e-mail (in lower case), if they may sign in at all.
///
/// # Errors
/// When the engine fails.
pub async fn by_email(conn: &mut Conn, email: &str) -> Result<Option<Credential>, Error> {
    Ok(sqlx::query_as(BY_EMAIL).bind(email.to_owned()).fetch_optional(conn).await?)
}

/// This user, if they may still sign in.
///
/// # Errors
/// When the engine fails.
pub async fn by_user(conn: &mut Conn, user_id: &str) -> Result<Option<Credential>, Error> {
    Ok(sqlx::query_as(BY_USER).bind(user_id.to_owned()).fetch_optional(conn).await?)
}

const SET: &str = "
insert into credential (user_id, password_hash, must_change, failed_count, locked_until_at, changed_at)
values ($1, $2, $3, 0, null, $4)
on conflict (user_id) do update set
    password_hash = excluded.password_hash,
    must_change = excluded.must_change,
    failed_count = 0,
    locked_until_at = null,
    changed_at = excluded.changed_at";

/// Gives the user this password, and with it a clean slate.
///
/// # Errors
/// [`Error::Dangling`] when there is no such user.
pub async fn set(
    conn: &mut Conn,
    user_id: &str,
    password_hash: &str,
    must_change: bool,
    now: &str,
) -> Result<(), Error> {
    sqlx::query(SET)
        .bind(user_id.to_owned())
        .bind(password_hash.to_owned())
        .bind(i64::from(must_change))
        .bind(now.to_owned())
        .execute(conn)
        .await?;
    Ok(())
}

const RECORD_FAILURES: &str = "
update credential set
    failed_count = $2,
    locked_until_at = $3
where user_id = $1";

/// Records how many failures in a row there were, and until when nobody may try again.
///
/// # Errors
/// When the engine fails.
pub async fn record_failures(
    conn: &mut Conn,
    user_id: &str,
    count: i64,
    locked_until: Option<&str>,
) -> Result<(), Error> {
    sqlx::query(RECORD_FAILURES)
        .bind(user_id.to_owned())
        .bind(count)
        .bind(locked_until.map(str::to_owned))
        .execute(conn)
        .await?;
    Ok(())
}

const SET_LOCALE: &str = r#"
update "user" set
    locale = $2,
    version = version + 1,
    updated_at = $3
where id = $1
and (locale is null or locale <> $2)"#;

/// Remembers the language a person chose for themselves.
///
/// # Errors
/// When the engine fails.
pub async fn set_locale(conn: &mut Conn, user_id: &str, locale: &str, now: &str) -> Result<(), Error> {
    sqlx::query(SET_LOCALE)
        .bind(user_id.to_owned())
        .bind(locale.to_owned())
        .bind(now.to_owned())
        .execute(conn)
        .await?;
    Ok(())
}

/// How many people can sign in.
///
/// # Errors
/// When the engine fails.
pub async fn count(conn: &mut Conn) -> Result<i64, Error> {
    Ok(sqlx::query_scalar("select count(*) from credential").fetch_one(conn).await?)
}
