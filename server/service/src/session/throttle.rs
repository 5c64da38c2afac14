//! Counting attempts in memory: so many within a while, then closed for the rest of it. Bounded, so
//! that somebody who tries a million names fills nothing.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};

/// A fixed window of attempts for each key.
#[derive(Debug)]
pub struct Throttle {
    most: u32,
    window: SignedDuration,
    keys_max: usize,
    seen: Mutex<BTreeMap<String, (Timestamp, u32)>>,
}

impl Throttle {
    /// At most so many attempts a window, for at most so many keys at once.
    pub const fn new(most: u32, window: SignedDuration, keys_max: usize) -> Self {
        Self { most, window, keys_max, seen: Mutex::new(BTreeMap::new()) }
    }

    /// Whether one more attempt is welcome.
    ///
    /// # Errors
    /// How long it is not.
    pub fn check(&self, key: &str, now: Timestamp) -> Result<(), SignedDuration> {
        let left = self.seen().get(&short(key)).and_then(|(since, count)| {
            let left = self.window - now.duration_since(*since);
            (*count >= self.most && left > SignedDuration::ZERO).then_some(left)
        });
        left.map_or(Ok(()), Err)
    }

    /// Counts an attempt.
    pub fn count(&self, key: &str, now: Timestamp) {
        let key = short(key);
        let mut seen = self.seen();
        if seen.len() >= self.keys_max && !seen.contains_key(&key) {
            seen.retain(|_, (since, _)| now.duration_since(*since) < self.window);
            if seen.len() >= self.keys_max {
                seen.pop_first();
            }
        }
        let entry = seen.entry(key).or_insert((now, 0));
        if now.duration_since(entry.0) >= self.window {
            *entry = (now, 0);
        }
        entry.1 = entry.1.saturating_add(1);
        if entry.1 == self.most {
            // Closed from now on, not from the first attempt.
            entry.0 = now;
        }
    }

    fn seen(&self) -> MutexGuard<'_, BTreeMap<String, (Timestamp, u32)>> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// No key takes more room than this.
fn short(key: &str) -> String {
    key.chars().take(120).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_closed_after_its_attempts_and_opens_after_the_window() {
        let throttle = Throttle::new(2, SignedDuration::from_mins(15), 3);
        let at = |minutes: i64| Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minutes);
        throttle.count("a", at(0));
        assert_eq!(throttle.check("a", at(1)), Ok(()));
        throttle.count("a", at(1));
        assert_eq!(throttle.check("a", at(2)), Err(SignedDuration::from_mins(14)));
        assert_eq!(throttle.check("b", at(2)), Ok(()));
        assert_eq!(throttle.check("a", at(16)), Ok(()));
        for key in ["b", "c", "d", "e"] {
            throttle.count(key, at(20));
        }
        assert!(throttle.seen().len() <= 3);
    }
}
