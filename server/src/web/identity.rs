//! Who visits: found once for each request, from the session's claim and the cookies, and handed on
//! to pages, server functions and handlers alike. And the gate: what needs somebody signed in.

use axum::Extension;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::problem::{Problem, ProblemKind};
use service::session::Claim;
use tower_sessions::Session as Held;

use super::page::Look;
use super::problem::{Refused, wants_page};
use super::{Web, escape};

/// Where the claim lies in the session.
pub const CLAIM: &str = "claim";

/// Who visits, and how they read.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// How they read.
    pub look: Look,
    /// Their session, when they are signed in.
    pub session: Option<service::session::Session>,
}

/// Finds out who visits.
pub async fn find(State(web): State<Web>, held: Held, mut request: Request, next: Next) -> Response {
    let look = Look::of(&web, request.headers());
    match visitor(&web, &held, look).await {
        Ok(visitor) => {
            request.extensions_mut().insert(visitor);
            next.run(request).await
        }
        Err(problem) => Refused(problem).into_response(),
    }
}

async fn visitor(web: &Web, held: &Held, mut look: Look) -> Result<Visitor, Problem> {
    let claim: Option<Claim> = held.get(CLAIM).await.map_err(|error| service::fault::internal(&error))?;
    let Some(claim) = claim else { return Ok(Visitor { look, session: None }) };
    let Some(mut session) = service::session::resume(&web.store, (web.clock)(), &claim).await? else {
        held.flush().await.map_err(|error| service::fault::internal(&error))?;
        return Ok(Visitor { look, session: None });
    };
    if let Some(renewed) = session.renewed.take() {
        held.insert(CLAIM, renewed).await.map_err(|error| service::fault::internal(&error))?;
    }
    if look.chosen.is_none() {
        look.locale = session.locale.unwrap_or(look.locale);
    }
    session.ctx.locale = look.locale;
    Ok(Visitor { look, session: Some(session) })
}

/// Lets those pass who are signed in with a password of their own.
pub async fn gate(Extension(visitor): Extension<Visitor>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let page = wants_page(request.method(), path, request.headers());
    match &visitor.session {
        None if page => {
            let asked = request.uri().path_and_query().map_or("/", |asked| asked.as_str());
            let next = if asked == "/" { String::new() } else { format!("?next={}", escape(asked)) };
            Redirect::to(&format!("/sign-in{next}")).into_response()
        }
        None => Refused(Problem::signed_out()).into_response(),
        Some(session) if session.must_change && path != "/password" && path != "/session/end" => {
            if page {
                Redirect::to("/password").into_response()
            } else {
                Refused(change_first()).into_response()
            }
        }
        Some(_) => next.run(request).await,
    }
}

fn change_first() -> Problem {
    Problem::new(
        ProblemKind::Forbidden,
        "请先设置您自己的密码（打开 /password）。",
        "Please choose a password of your own first (open /password).",
    )
}
