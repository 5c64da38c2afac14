//! The live line: tells every open screen that something was committed, and which build serves it. A line that names a
//! wall (`/live?wall=ID`) hears of that wall's remote too. It carries numbers only; what changed is asked for with the
//! reader's own rights.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::time::Duration;

use axum::extract::State;
use axum::http::header::CACHE_CONTROL;
use axum::http::{HeaderName, HeaderValue, Uri};
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse as _, Response};
use futures::stream::{Stream, unfold};
use service::wall::signal::{Signals, Wake};
use tokio::sync::watch;
use tokio::time::{Instant, Interval, MissedTickBehavior, interval_at, sleep};

use crate::web::Web;

/// A screen hears of changes at most so often.
const QUIET: Duration = Duration::from_millis(100);
/// A line that says nothing for longer is dead.
const PING: Duration = Duration::from_secs(15);
/// After so long a screen connects anew, and is asked again who it is.
const AGE_MAX: Duration = Duration::from_secs(3600);

/// `GET /live`.
pub async fn serve(State(web): State<Web>, uri: Uri) -> Response {
    let asked = domain::query::pairs(uri.query().unwrap_or_default());
    let wall = asked.into_iter().find(|(name, _)| name == "wall").map(|(_, id)| Signals::of(id));
    let line = Line::open(web.store.watch(), wall, web.ending.clone(), web.site.build());
    let mut response = Sse::new(events(line)).into_response();
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
        .headers_mut()
        .insert(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
    response
}

struct Line {
    due: VecDeque<Event>,
    revision: watch::Receiver<i64>,
    wall: Option<Signals>,
    ending: watch::Receiver<bool>,
    ping: Interval,
    until: Instant,
    told: Instant,
}

impl Line {
    fn open(
        mut revision: watch::Receiver<i64>,
        wall: Option<Signals>,
        ending: watch::Receiver<bool>,
        build: &str,
    ) -> Self {
        let now = Instant::now();
        let first = told(*revision.borrow_and_update());
        let due = VecDeque::from([first, Event::default().event("build").data(build)]);
        let mut ping = interval_at(now + PING, PING);
        ping.set_missed_tick_behavior(MissedTickBehavior::Delay);
        Self { due, revision, wall, ending, ping, until: now + AGE_MAX, told: now }
    }

    async fn next(&mut self) -> Option<Event> {
        if let Some(event) = self.due.pop_front() {
            return Some(event);
        }
        if *self.ending.borrow() {
            return None;
        }
        let Self { revision, wall, ending, ping, until, told: last, .. } = self;
        tokio::select! {
            biased;
            _ = ending.changed() => None,
            () = tokio::time::sleep_until(*until) => None,
            changed = revision.changed() => {
                changed.ok()?;
                // Several commits in a row are told of once.
                sleep(QUIET.saturating_sub(last.elapsed())).await;
                *last = Instant::now();
                Some(told(*revision.borrow_and_update()))
            }
            wake = heard(wall.as_mut()) => {
                let name = match wake {
                    Wake::Stage => "stage",
                    Wake::Turn => "turn",
                };
                Some(Event::default().event(name).data("1"))
            }
            _ = ping.tick() => Some(Event::default().event("ping").data(revision.borrow().to_string())),
        }
    }
}

/// What happens at a wall; nothing ever on a line that names none.
async fn heard(wall: Option<&mut Signals>) -> Wake {
    match wall {
        Some(signals) => signals.next().await,
        None => std::future::pending().await,
    }
}

fn told(revision: i64) -> Event {
    Event::default().event("revision").data(revision.to_string())
}

fn events(line: Line) -> impl Stream<Item = Result<Event, Infallible>> {
    unfold(line, |mut line| async move { line.next().await.map(|event| (Ok(event), line)) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::StreamExt as _;

    #[tokio::test]
    async fn a_burst_of_commits_is_told_once_and_the_line_ends_with_the_server() {
        let (revisions, revision) = watch::channel(7);
        let (end, ending) = watch::channel(false);
        let mut events =
            Box::pin(events(Line::open(revision, Some(Signals::of("hall".to_owned())), ending, "b1")));
        let mut say = async || events.next().await.map(|event| format!("{:?}", event.unwrap()));
        assert!(say().await.unwrap().contains('7'));
        assert!(say().await.unwrap().contains("b1"));
        for number in 8..20 {
            revisions.send_replace(number);
        }
        assert!(say().await.unwrap().contains("19"));
        service::wall::signal::wake("lobby", Wake::Stage);
        service::wall::signal::wake("hall", Wake::Turn);
        assert!(say().await.unwrap().contains("turn"), "of its own wall alone");
        service::wall::signal::wake("", Wake::Stage);
        assert!(say().await.unwrap().contains("stage"), "and of what is told to all of them");
        end.send_replace(true);
        assert!(say().await.is_none());
    }
}
