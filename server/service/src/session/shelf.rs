//! Where sessions lie between requests. The id a browser holds is hashed before it is looked up or
//! written, so that nobody who reads the database can take a session over.

use jiff::Timestamp;
use sha2::{Digest as _, Sha256};
use store::{Error, Store};

use crate::ctx::stamp;

/// What a session holds, and when it ends.
pub type Held = (String, Timestamp);

/// Keeps a session, new or known.
///
/// # Errors
/// When the store fails.
pub async fn put(store: &Store, id: &str, data: &str, ends: Timestamp) -> Result<(), Error> {
    let mut write = store.write().await?;
    store::session::put(write.conn(), &hash(id), data, &stamp(ends)).await?;
    write.commit_quietly().await
}

/// What a session holds that has not ended.
///
/// # Errors
/// When the store fails.
pub async fn get(store: &Store, id: &str, now: Timestamp) -> Result<Option<Held>, Error> {
    let mut conn = store.read().await?;
    let held = store::session::get(&mut conn, &hash(id), &stamp(now)).await?;
    Ok(held.and_then(|(data, ends)| Some((data, ends.parse().ok()?))))
}

/// Ends a session.
///
/// # Errors
/// When the store fails.
pub async fn remove(store: &Store, id: &str) -> Result<(), Error> {
    let mut write = store.write().await?;
    store::session::remove(write.conn(), &hash(id)).await?;
    write.commit_quietly().await
}

/// Forgets sessions that have ended; how many they were.
///
/// # Errors
/// When the store fails.
pub async fn sweep(store: &Store, now: Timestamp) -> Result<u64, Error> {
    let mut write = store.write().await?;
    let count = store::session::remove_ended(write.conn(), &stamp(now)).await?;
    write.commit_quietly().await?;
    Ok(count)
}

/// A short mark of a user that tells nobody who it is.
pub fn mark(user_id: &str) -> String {
    hash(&format!("mark {user_id}")).chars().take(16).collect()
}

/// What is kept of a secret.
pub(crate) fn hash(id: &str) -> String {
    use std::fmt::Write as _;
    Sha256::digest(id.as_bytes()).iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
