//! Ways in without a password: invitations, used once, and the devices they let in. Only hashes are kept, so that a
//! copy of the database lets nobody in.

use sqlx::Row as _;

use crate::db::{Conn, Error};

/// An invitation as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Whose setup it belongs to.
    pub setup_id: String,
    /// When it ends.
    pub expires_at: String,
    /// When it was used.
    pub used_at: Option<String>,
    /// When it was called back.
    pub revoked_at: Option<String>,
}

/// A device that was let in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// Its id.
    pub id: String,
    /// What it calls itself.
    pub name: String,
    /// When it was let in.
    pub signed_in_at: String,
    /// When it was last seen, give or take a day.
    pub seen_at: String,
    /// When it was shut out.
    pub revoked_at: Option<String>,
}

/// Whoever holds a device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// The user.
    pub user_id: String,
    /// Their name.
    pub name: String,
    /// The role's key.
    pub role: String,
    /// Their one account.
    pub account_id: Option<String>,
    /// The language they chose.
    pub locale: Option<String>,
}

/// Calls back the setup's open invitations and makes this one.
///
/// # Errors
/// When the engine fails.
pub async fn invite(
    conn: &mut Conn,
    token_hash: &str,
    setup: &str,
    by: Option<&str>,
    (now, until): (&str, &str),
) -> Result<(), Error> {
    sqlx::query("update invitation set revoked_at = $2 where setup_id = $1 and used_at is null and revoked_at is null")
        .bind(setup.to_owned())
        .bind(now.to_owned())
        .execute(&mut *conn)
        .await?;
    sqlx::query("insert into invitation (token_hash, setup_id, invited_by, created_at, expires_at) values ($1, $2, $3, $4, $5)")
        .bind(token_hash.to_owned())
        .bind(setup.to_owned())
        .bind(by.map(str::to_owned))
        .bind(now.to_owned())
        .bind(until.to_owned())
        .execute(conn)
        .await?;
    Ok(())
}

/// The invitation behind a token.
///
/// # Errors
/// When the engine fails.
pub async fn invitation(conn: &mut Conn, token_hash: &str) -> Result<Option<Invitation>, Error> {
    let row =
        sqlx::query("select setup_id, expires_at, used_at, revoked_at from invitation where token_hash = $1")
            .bind(token_hash.to_owned())
            .fetch_optional(conn)
            .await?;
    row.map(|row| {
        Ok(Invitation {
            setup_id: row.try_get(0)?,
            expires_at: row.try_get(1)?,
            used_at: row.try_get(2)?,
            revoked_at: row.try_get(3)?,
        })
    })
    .transpose()
}

/// Uses an invitation; false when it cannot be used any more.
///
/// # Errors
/// When the engine fails.
pub async fn accept(conn: &mut Conn, token_hash: &str, now: &str) -> Result<bool, Error> {
    let done = sqlx::query(
        "update invitation set used_at = $2
         where token_hash = $1 and used_at is null and revoked_at is null and expires_at > $2",
    )
    .bind(token_hash.to_owned())
    .bind(now.to_owned())
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Lets a device in.
///
/// # Errors
/// When the engine fails.
pub async fn add(
    conn: &mut Conn,
    id: &str,
    secret_hash: &str,
    user: &str,
    name: &str,
    now: &str,
) -> Result<(), Error> {
    sqlx::query("insert into device (id, secret_hash, user_id, name, signed_in_at, seen_at) values ($1, $2, $3, $4, $5, $5)")
        .bind(id.to_owned())
        .bind(secret_hash.to_owned())
        .bind(user.to_owned())
        .bind(name.to_owned())
        .bind(now.to_owned())
        .execute(conn)
        .await?;
    Ok(())
}

/// The device that holds a secret and its user, if it may still come in; it is seen.
///
/// # Errors
/// When the engine fails.
pub async fn by_secret(conn: &mut Conn, secret_hash: &str) -> Result<Option<(String, String)>, Error> {
    Ok(sqlx::query_as("select id, user_id from device where secret_hash = $1 and revoked_at is null")
        .bind(secret_hash.to_owned())
        .fetch_optional(conn)
        .await?)
}

/// Notes that a device was seen.
///
/// # Errors
/// When the engine fails.
pub async fn seen(conn: &mut Conn, id: &str, now: &str) -> Result<(), Error> {
    sqlx::query("update device set seen_at = $2 where id = $1")
        .bind(id.to_owned())
        .bind(now.to_owned())
        .execute(conn)
        .await?;
    Ok(())
}

/// Who holds a device, while both may come in.
///
/// # Errors
/// When the engine fails.
pub async fn holder(conn: &mut Conn, id: &str) -> Result<Option<Holder>, Error> {
    let row = sqlx::query(
        "select u.id, u.name, u.role, u.account_id, u.locale
         from device join \"user\" u on u.id = device.user_id and u.is_active = 1 and u.archived_at is null
         where device.id = $1 and device.revoked_at is null",
    )
    .bind(id.to_owned())
    .fetch_optional(conn)
    .await?;
    row.map(|row| {
        Ok(Holder {
            user_id: row.try_get(0)?,
            name: row.try_get(1)?,
            role: row.try_get(2)?,
            account_id: row.try_get(3)?,
            locale: row.try_get(4)?,
        })
    })
    .transpose()
}

/// A user's devices, the newest first.
///
/// # Errors
/// When the engine fails.
pub async fn of_user(conn: &mut Conn, user: &str) -> Result<Vec<Device>, Error> {
    let rows = sqlx::query(
        "select id, name, signed_in_at, seen_at, revoked_at from device where user_id = $1 order by signed_in_at desc, id limit 20",
    )
    .bind(user.to_owned())
    .fetch_all(conn)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(Device {
                id: row.try_get(0)?,
                name: row.try_get(1)?,
                signed_in_at: row.try_get(2)?,
                seen_at: row.try_get(3)?,
                revoked_at: row.try_get(4)?,
            })
        })
        .collect()
}

/// Shuts a user's device out; false when it was not theirs or out already.
///
/// # Errors
/// When the engine fails.
pub async fn revoke(conn: &mut Conn, id: &str, user: &str, now: &str) -> Result<bool, Error> {
    let done = sqlx::query(
        "update device set revoked_at = $3 where id = $1 and user_id = $2 and revoked_at is null",
    )
    .bind(id.to_owned())
    .bind(user.to_owned())
    .bind(now.to_owned())
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}
