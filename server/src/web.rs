//! The web: which path is answered by whom, and what every request passes on its way in and out.
//!
//! From outside in: compression · a number, a nonce and a form for failures · panics caught · files ·
//! time and size limits · same-origin check · session · who it is · the gate · page or handler.

mod act;
mod arrange;
mod asset;
mod board;
mod bubble;
mod calendar;
mod conversation;
mod header;
mod headline;
mod identity;
mod invite;
mod join;
mod page;
mod password;
mod peer;
mod power;
mod preference;
mod problem;
mod profile;
mod sandbox;
mod screen;
mod selection;
mod session_store;
mod share;
mod sign_in;
mod transfer;
mod user_password;
mod view;
mod wall;
mod work_plan;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{FromRef, State};
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use domain::problem::{Problem, ProblemKind};
use jiff::{SignedDuration, Timestamp};
use leptos::prelude::LeptosOptions;
use service::session::Throttle;
use store::Store;
use tokio::sync::watch;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::{CompressionLayer, CompressionLevel};
use tower_http::csrf::{CsrfLayer, ProtectionError};
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;
use tower_sessions::cookie::SameSite;
use tower_sessions::{Expiry, SessionManagerLayer};

pub use asset::Site;

/// The largest body of an ordinary request.
const BODY_MAX: usize = 1 << 20;
/// The longest an ordinary request takes.
const TIME_MAX: Duration = Duration::from_secs(30);

/// What tells the time; moved by hand in tests.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// What every handler may use.
#[derive(Clone)]
pub struct Web {
    /// The open database.
    pub store: Store,
    /// What tells the time.
    pub clock: Clock,
    /// The files beside the pages.
    pub site: Site,
    /// What Leptos needs to know to link them.
    pub options: LeptosOptions,
    /// Turns true when the process is about to end.
    pub ending: watch::Receiver<bool>,
    /// People come over TLS.
    pub secure: bool,
    /// The origin people see, when a proxy stands before.
    pub origin: Option<String>,
    /// The proxy's word on where requests come from is believed.
    pub trust_proxy: bool,
    /// The sign-in page tells the demonstration's accounts.
    pub demo: bool,
    /// Where files lie on their way in and out.
    pub files: PathBuf,
    /// Failed sign-ins of people there are not.
    pub unknown: Arc<Throttle>,
    /// Failed sign-ins from one place.
    pub places: Arc<Throttle>,
    /// New walls from one place.
    pub walls: Arc<Throttle>,
}

impl Web {
    /// Over this store and site, with nothing in front.
    pub fn new(store: Store, site: Site, ending: watch::Receiver<bool>) -> Self {
        let options = LeptosOptions::builder()
            .output_name("yardstick")
            .site_root(".")
            .site_pkg_dir(format!("pkg/{}", site.build()))
            .build();
        let quarter = SignedDuration::from_mins(15);
        Self {
            store,
            clock: Arc::new(Timestamp::now),
            site,
            options,
            ending,
            secure: false,
            origin: None,
            trust_proxy: false,
            demo: false,
            files: std::env::temp_dir().join("yardstick"),
            unknown: Arc::new(Throttle::new(5, quarter, 10_000)),
            places: Arc::new(Throttle::new(50, quarter, 10_000)),
            walls: Arc::new(Throttle::new(20, quarter, 10_000)),
        }
    }
}

impl FromRef<Web> for LeptosOptions {
    fn from_ref(web: &Web) -> Self {
        web.options.clone()
    }
}

/// Everything that is answered.
pub fn router(web: Web) -> Router {
    let signed_in = screen::routes(&web)
        .layer(from_fn(board::ahead))
        .route("/drawn", get(board::show))
        .route("/live", get(crate::live::serve))
        .route("/act", post(act::perform))
        .route("/act/undo", post(act::undo))
        .route("/view", post(view::note))
        .route("/invite/{id}", get(invite::show).post(invite::submit))
        .route("/invite/{id}/revoke", post(invite::revoke))
        .route("/headline", get(headline::show))
        .route("/meeting/{id}/briefing", get(conversation::briefing).post(conversation::take))
        .route("/transcript/{id}", get(conversation::transcript))
        .route("/account/{id}/map", get(power::show))
        .route("/account/{id}/profile", get(profile::show))
        .route("/account/{id}/profile/draft", post(profile::draft))
        .route("/account/{id}/profile/final", post(profile::settle))
        .route("/calendar", get(calendar::show))
        .route("/calendar/day", post(calendar::set_day))
        .route("/calendar/start", post(calendar::start_with))
        .route("/sandbox", get(sandbox::show))
        .route("/sandbox/{id}", post(sandbox::shift))
        .route("/selection/{id}", get(selection::show).post(selection::close))
        .route("/selection/{id}/reopen", post(selection::reopen))
        .route("/goal/{id}/acknowledge", post(work_plan::take))
        .route("/work-plan", get(work_plan::show))
        .route("/arrange", get(arrange::show).post(arrange::submit))
        .route("/share", get(share::show).post(share::submit))
        .route("/share/{id}/revoke", post(share::revoke))
        .route("/password", get(password::show).post(password::submit))
        .route("/user/{id}/password", get(user_password::show).post(user_password::submit))
        .route("/session/end", post(sign_in::end))
        .layer(from_fn(view::notice))
        .layer(from_fn(identity::gate));
    let open = Router::new()
        .route("/join/{token}", get(join::show).post(join::submit))
        .route("/shared/{token}", get(share::open))
        .route("/sign-in", get(sign_in::show))
        .route("/session", post(sign_in::submit))
        .route("/preference", post(preference::choose));
    Router::new()
        .merge(guarded(open.merge(signed_in), &web, BODY_MAX, TIME_MAX))
        .merge(guarded(
            transfer::routes().layer(from_fn(identity::gate)),
            &web,
            transfer::BODY_MAX,
            transfer::TIME_MAX,
        ))
        .route("/healthz", get(async || "ok"))
        .route("/readyz", get(ready))
        .layer(from_fn_with_state(web.clone(), asset::serve))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn_with_state(web.clone(), problem::dress))
        .layer(CompressionLayer::new().no_deflate().no_zstd().quality(CompressionLevel::Precise(5)))
        .with_state(web)
}

/// What stands before everything that knows who asks.
fn guarded(routes: Router<Web>, web: &Web, body_max: usize, time_max: Duration) -> Router<Web> {
    let idle = time::Duration::seconds(service::session::IDLE_MAX.as_secs());
    let sessions = SessionManagerLayer::new(session_store::Sessions(web.store.clone()))
        .with_name(if web.secure { "__Host-yardstick" } else { "yardstick" })
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_secure(web.secure)
        .with_path("/")
        .with_expiry(Expiry::OnInactivity(idle));
    let same_origin = CsrfLayer::new();
    let same_origin = match web.origin.as_deref().map(|origin| same_origin.clone().add_trusted_origin(origin))
    {
        Some(Ok(trusting)) => trusting,
        _ => same_origin,
    };
    routes
        .layer(from_fn_with_state(web.clone(), identity::find))
        .layer(sessions)
        .layer(same_origin.with_rejection_response(cross_origin))
        .layer(RequestBodyLimitLayer::new(body_max))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, time_max))
}

fn cross_origin(_: ProtectionError) -> Response {
    problem::Refused(Problem::new(
        ProblemKind::Forbidden,
        "这个请求来自别的网站，已被拒绝，没有做任何改动。请直接在本站操作。",
        "This request came from another site and was refused; nothing was changed. Please use this site's own pages.",
    ))
    .into_response()
}

fn panicked(_: Box<dyn std::any::Any + Send>) -> Response {
    problem::Refused(Problem::internal(crate::log::last_panic())).into_response()
}

/// Whether the database answers.
async fn ready(State(web): State<Web>) -> Response {
    match service::session::system(&web.store, (web.clock)()).await {
        Ok(_) => "ready".into_response(),
        Err(problem) => (StatusCode::SERVICE_UNAVAILABLE, problem.en).into_response(),
    }
}

/// Whether it is a path of ours to go to, and not a way out.
fn within(path: &str) -> bool {
    path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains('\\')
        && path.bytes().all(|byte| byte.is_ascii_graphic())
        && !path.starts_with("/sign-in")
}

/// A text inside a query.
fn escape(text: &str) -> String {
    use std::fmt::Write as _;
    text.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_this_site_are_gone_to() {
        let check = |path: &str, expected: bool| assert_eq!(within(path), expected, "{path}");
        check("/", true);
        check("/register/account?f=tier.eq.key&s=-name", true);
        check("//evil.example", false);
        check("/\\evil.example", false);
        check("https://evil.example", false);
        check("/a\r\nset-cookie:x", false);
        check("/sign-in?next=/", false);
        check("", false);
        assert_eq!(escape("/a?b=c&d=é"), "/a%3Fb%3Dc%26d%3D%C3%A9");
    }
}
