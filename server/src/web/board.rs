//! Board pages, drawn ahead of the page they are in, and by themselves for a screen that is already open.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Query, Request};
use axum::http::header::USER_AGENT;
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse as _, Response};
use domain::board::arrange::Screen;
use domain::problem::Problem;
use serde::Deserialize;

use super::identity::Visitor;
use super::problem::Refused;
use super::screen::reader;

/// Which page is asked for.
#[derive(Debug, Deserialize)]
pub struct Asked {
    /// Its path and query.
    at: String,
}

/// The page of a board alone: `GET /drawn?at=/account/7`.
pub async fn show(
    Extension(visitor): Extension<Visitor>,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Response {
    let (path, search) = asked.at.split_once('?').unwrap_or((&asked.at, ""));
    let Some(session) = &visitor.session else { return Refused(Problem::signed_out()).into_response() };
    let reader = reader(&visitor);
    let drawn = app::drawn::draw(&session.ctx, &reader, path, search, device(&headers)).await;
    let drawn = drawn.unwrap_or_else(|| app::drawn::missing(&reader));
    (drawn.status, Html(drawn.html)).into_response()
}

/// Draws the board a page is about to show.
pub async fn ahead(Extension(visitor): Extension<Visitor>, mut request: Request, next: Next) -> Response {
    let is_page = matches!(*request.method(), Method::GET | Method::HEAD);
    let Some(session) = visitor.session.as_ref().filter(|_| is_page) else { return next.run(request).await };
    let (path, search) = (request.uri().path(), request.uri().query().unwrap_or_default());
    let (reader, device) = (reader(&visitor), device(request.headers()));
    let Some(drawn) = app::drawn::draw(&session.ctx, &reader, path, search, device).await else {
        return next.run(request).await;
    };
    request.extensions_mut().insert(Arc::new(drawn));
    next.run(request).await
}

/// What the reader holds.
pub fn device(headers: &HeaderMap) -> Screen {
    Screen::held(headers.get(USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default())
}
