//! What wakes a wall and its remotes: a press, another profile, a page turned. Each hears of its own wall alone, and
//! asks with its own rights what it is.

use std::sync::LazyLock;

use tokio::sync::broadcast;
use tokio::sync::broadcast::error::RecvError;

/// How many signals wait for a slow line; one that misses more is told once to look at all of it.
const KEPT_MOST: usize = 64;

static SIGNALS: LazyLock<broadcast::Sender<(String, Wake)>> =
    LazyLock::new(|| broadcast::Sender::new(KEPT_MOST));

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wake {
    /// A remote was pressed, or what the wall may show was changed.
    Stage,
    /// It turned its page by itself.
    Turn,
}

/// Tells of something at a wall; at all of them when it is named by nothing.
pub fn wake(wall: &str, what: Wake) {
    // Nobody listens when no wall and no remote is open.
    let _ = SIGNALS.send((wall.to_owned(), what));
}

/// What happens at one wall, from now on.
#[derive(Debug)]
pub struct Signals {
    wall: String,
    line: broadcast::Receiver<(String, Wake)>,
}

impl Signals {
    /// Those of this wall.
    pub fn of(wall: String) -> Self {
        Self { wall, line: SIGNALS.subscribe() }
    }

    /// The next thing that happens.
    pub async fn next(&mut self) -> Wake {
        loop {
            match self.line.recv().await {
                Ok((wall, what)) if wall.is_empty() || wall == self.wall => return what,
                Ok(_) => {}
                Err(RecvError::Lagged(_)) => return Wake::Stage,
                Err(RecvError::Closed) => return std::future::pending().await,
            }
        }
    }
}
