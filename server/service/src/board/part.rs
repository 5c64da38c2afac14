//! What a board counts, part by part, kept until something a part counts has moved. A note of a visit then costs what
//! it moved, and not the ledger and the tickets of all customers once more.
//!
//! Invariant: how often everything has moved is read before anything is counted, so a kept part may be newer than it
//! says and never older. The store itself notes what moves, whoever writes.

use std::any::Any;
use std::collections::BTreeMap;
use std::future::Future;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use store::Error;
use store::record::Cut;

use crate::Ctx;

/// Counted parts under what they are, each with how often what it counts had moved.
static KEPT: LazyLock<Mutex<BTreeMap<String, Counted>>> = LazyLock::new(Mutex::default);

/// How many parts are kept at most.
const KEPT_MOST: usize = 1_024;

#[derive(Clone)]
struct Counted {
    moved: Vec<i64>,
    part: Arc<dyn Any + Send + Sync>,
}

/// The parts of one reader's board.
pub struct Parts {
    of: String,
    moved: BTreeMap<String, i64>,
    is_cut: bool,
}

impl Parts {
    /// As the store stands now.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn now(ctx: &Ctx, cut: &Cut) -> Result<Self, Error> {
        let moved = store::board::moved(&mut *ctx.store.read().await?).await?;
        Ok(Self { of: format!("{} {cut:?}", ctx.store.key()), moved, is_cut: *cut != Cut::All })
    }

    /// The part of that name, counted when something of what it counts has moved since. What a reader may see
    /// follows accounts and their teams.
    ///
    /// # Errors
    /// When counting fails.
    pub async fn part<T: Clone + Send + Sync + 'static>(
        &self,
        name: String,
        counts: &[&str],
        count: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, Error> {
        let rights: &[&str] = if self.is_cut { &["account", "team_member"] } else { &[] };
        let moved: Vec<i64> =
            counts.iter().chain(rights).map(|name| self.moved.get(*name).copied().unwrap_or(-1)).collect();
        let key = format!("{} {name}", self.of);
        let kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        let kept = kept.filter(|kept| kept.moved == moved);
        if let Some(part) = kept.as_ref().and_then(|kept| kept.part.downcast_ref::<T>()) {
            return Ok(part.clone());
        }
        let part = count.await?;
        let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= KEPT_MOST {
            kept.clear();
        }
        kept.insert(key, Counted { moved, part: Arc::new(part.clone()) });
        Ok(part)
    }
}

/// Forgets all parts, for tests to count anew.
#[cfg(test)]
pub fn forget() {
    KEPT.lock().unwrap_or_else(PoisonError::into_inner).clear();
}
