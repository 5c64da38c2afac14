//! How long something took, over many runs: what half of them and what all but one in a hundred stay below.

use std::fmt;
use std::time::Duration;

/// Durations in order.
#[derive(Debug)]
pub struct Spread(Vec<Duration>);

impl Spread {
    /// Of these runs.
    pub fn of(mut runs: Vec<Duration>) -> Self {
        runs.sort_unstable();
        Self(runs)
    }

    /// How many runs.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// The smallest duration that so many percent of the runs do not exceed.
    pub fn percentile(&self, percent: usize) -> Duration {
        let place = (self.0.len() * percent).div_ceil(100).saturating_sub(1);
        self.0.get(place).copied().unwrap_or_default()
    }

    /// Whether all but one in a hundred stay within.
    pub fn holds(&self, aim: Duration) -> bool {
        self.percentile(99) <= aim
    }
}

impl fmt::Display for Spread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "p50 {} · p99 {}", millis(self.percentile(50)), millis(self.percentile(99)))
    }
}

/// In milliseconds, with as many digits as mean something.
pub fn millis(time: Duration) -> String {
    let millis = time.as_secs_f64() * 1_000.0;
    let digits = if millis >= 100.0 {
        0
    } else if millis >= 10.0 {
        1
    } else {
        2
    };
    format!("{millis:.digits$} ms")
}
