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
use super::{Web, escape, wall};

/// Where the claim lies in the session.
pub const CLAIM: &str = "claim";

/// Who visits, and how they read.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// How they read.
    pub look: Look,
    /// Their session, when they are signed in.
    pub session: Option<service::session::Session>,
    /// The wall this browser is, where only a wall has anything to ask.
    pub seat: Option<service::wall::Seat>,
}

/// Finds out who visits.
pub async fn find(State(web): State<Web>, held: Held, request: Request, next: Next) -> Response {
    let look = Look::of(&web, request.headers());
    let secret = super::page::cookie(request.headers(), super::join::COOKIE).map(str::to_owned);
    let (mut parts, body) = request.into_parts();
    let found = async {
        let (seat, fresh) = wall::seat(&web, &mut parts).await?;
        let visitor = visitor(&web, &held, look, secret).await?;
        let seat = seat.map(|seat| seat.read_in(visitor.look.locale));
        Ok::<_, Problem>((Visitor { seat, ..visitor }, fresh))
    };
    match found.await {
        Ok((visitor, fresh)) => {
            parts.extensions.insert(visitor);
            let mut response = next.run(Request::from_parts(parts, body)).await;
            wall::remember(&mut response, &web, fresh.as_deref());
            response
        }
        Err(problem) => Refused(problem).into_response(),
    }
}

/// A device that was let in comes back by itself, with a session of its own.
async fn by_device(
    web: &Web,
    held: &Held,
    secret: Option<String>,
) -> Result<Option<service::session::Session>, Problem> {
    let Some(secret) = secret else { return Ok(None) };
    let now = (web.clock)();
    let Some(claim) = service::invite::come_back(&web.store, now, &secret).await? else { return Ok(None) };
    held.cycle_id().await.map_err(|error| service::fault::internal(&error))?;
    held.insert(CLAIM, claim.clone()).await.map_err(|error| service::fault::internal(&error))?;
    service::session::resume(&web.store, now, &claim).await
}

async fn visitor(web: &Web, held: &Held, mut look: Look, secret: Option<String>) -> Result<Visitor, Problem> {
    let claim: Option<Claim> = held.get(CLAIM).await.map_err(|error| service::fault::internal(&error))?;
    let known = match &claim {
        Some(claim) => service::session::resume(&web.store, (web.clock)(), claim).await?,
        None => None,
    };
    let known = match known {
        Some(session) => Some(session),
        None => by_device(web, held, secret).await?,
    };
    let Some(mut session) = known else {
        if claim.is_some() {
            held.flush().await.map_err(|error| service::fault::internal(&error))?;
        }
        return Ok(Visitor { look, session: None, seat: None });
    };
    if let Some(renewed) = session.renewed.take() {
        held.insert(CLAIM, renewed).await.map_err(|error| service::fault::internal(&error))?;
    }
    if look.chosen.is_none() {
        look.locale = session.locale.unwrap_or(look.locale);
    }
    session.ctx.locale = look.locale;
    Ok(Visitor { look, session: Some(session), seat: None })
}

/// Lets those pass who are signed in with a password of their own.
pub async fn gate(Extension(visitor): Extension<Visitor>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let page = wants_page(request.method(), path, request.headers());
    match &visitor.session {
        // A wall passes to its own page and questions; to the live line once it was let in.
        _ if wall::is_own(path) => next.run(request).await,
        None if path == "/live" && visitor.seat.as_ref().is_some_and(service::wall::Seat::is_in) => {
            next.run(request).await
        }
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
