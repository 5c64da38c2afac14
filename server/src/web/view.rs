//! Looks at boards: noticed when a page is answered, and told in more depth by the page itself.

use axum::Extension;
use axum::extract::{Form, Request};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::Response;
use domain::board::arrange::Screen;
use domain::problem::Problem;
use serde::Deserialize;
use service::view::Sign;

use super::identity::Visitor;
use super::problem::{Refused, wants_page};

/// What a page tells of how it was read.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Told {
    path: String,
    screen: String,
    seen: i64,
    tiles: i64,
    numbers: i64,
    installed: String,
}

/// Notes what a page tells.
pub async fn note(
    Extension(visitor): Extension<Visitor>,
    Form(told): Form<Told>,
) -> Result<StatusCode, Refused> {
    let session = visitor.session.as_ref().ok_or_else(Problem::signed_out)?;
    let Told { path, screen, seen, tiles, numbers, installed } = told;
    if installed == "1" {
        service::invite::installed(&session.ctx).await?;
    }
    service::view::note(&session.ctx, &Sign { path, screen, seen, tiles, numbers }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Notes a board's page that was answered, after the answer is on its way.
pub async fn notice(Extension(visitor): Extension<Visitor>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let is_page = wants_page(request.method(), &path, request.headers());
    let held = super::board::device(request.headers());
    let response = next.run(request).await;
    if let Some(session) = visitor.session.filter(|_| is_page && response.status() == StatusCode::OK) {
        let screen = if path.starts_with("/wall") { Screen::Wall } else { held };
        let sign = Sign { path, screen: screen.key().to_owned(), ..Sign::default() };
        tokio::spawn(async move {
            if let Err(problem) = service::view::note(&session.ctx, &sign).await {
                tracing::debug!(problem = %problem.en, "a look was not noted");
            }
        });
    }
    response
}
