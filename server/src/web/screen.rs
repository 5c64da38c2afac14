//! The app's pages and its server functions, with what each needs of the request: who asks, how
//! they read, and the nonce of the page.

use std::sync::Arc;

use app::Reader;
use axum::Router;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse as _, Response};
use domain::problem::Problem;
use leptos::WasmSplitManifest;
use leptos::nonce::Nonce;
use leptos::prelude::{ArcStoredValue, provide_context, use_context};
use leptos_axum::{LeptosRoutes as _, generate_route_list, render_app_async_with_context};

use super::Web;
use super::identity::Visitor;
use super::problem::{Refused, wants_page};

/// Every screen of the app, every server function, and the page for what is not there.
pub fn routes(web: &Web) -> Router<Web> {
    let options = web.options.clone();
    let shell = move || app::shell(options.clone());
    // A page asks early for the chunks its screen is in, instead of after the main one has arrived.
    let chunks =
        (format!("/pkg/{}", web.site.build()), web.site.lazy().clone(), "__wasm_split.js".to_owned());
    let chunks = WasmSplitManifest(ArcStoredValue::new(chunks));
    let provide = move || {
        provide_context(chunks.clone());
        provide();
    };
    let render = render_app_async_with_context(provide.clone(), shell.clone());
    Router::new().leptos_routes_with_context(web, generate_route_list(app::App), provide, shell).fallback(
        async move |request: Request| {
            if !wants_page(request.method(), request.uri().path(), request.headers()) {
                return Refused(Problem::not_found()).into_response();
            }
            let mut response: Response = render(request).await;
            if response.status() == StatusCode::OK {
                *response.status_mut() = StatusCode::NOT_FOUND;
            }
            response
        },
    )
}

/// What pages and server functions find in their context.
fn provide() {
    let Some(parts) = use_context::<Parts>() else { return };
    if let Some(nonce) = parts.extensions.get::<Nonce>() {
        provide_context(nonce.clone());
    }
    if let Some(drawn) = parts.extensions.get::<Arc<app::drawn::Drawn>>() {
        provide_context(drawn.clone());
    }
    if let Some(visitor) = parts.extensions.get::<Visitor>() {
        provide_context(reader(visitor));
        if let Some(seat) = &visitor.seat {
            provide_context(seat.clone());
        }
        if let Some(session) = &visitor.session {
            provide_context(session.ctx.clone());
        }
    }
}

/// Who reads, and how.
pub fn reader(visitor: &Visitor) -> Reader {
    let Visitor { look, session, seat } = visitor;
    let who = session.as_ref().map(|session| &session.ctx.who);
    let company = session.as_ref().and_then(|session| session.company.as_ref());
    let company = company.or_else(|| seat.as_ref().and_then(|seat| seat.company.as_ref()));
    Reader {
        locale: look.locale,
        theme: look.theme.clone(),
        rise_colour: company.map(|company| company.rise_colour.clone()).unwrap_or_default(),
        density: look.density.clone(),
        name: who.map(|who| who.name.clone()).unwrap_or_default(),
        person: who
            .and_then(|who| who.user_id.as_deref())
            .map(service::session::shelf::mark)
            .unwrap_or_default(),
        role: who.map(|who| who.role),
        account_id: who.and_then(|who| who.account_id.clone()),
        company: company.map(|company| company.name.clone()).unwrap_or_default(),
        is_demo: company.is_some_and(|company| company.is_demo),
        build: look.build.clone(),
        ..Reader::default()
    }
    .knowing_what_they_make()
}
