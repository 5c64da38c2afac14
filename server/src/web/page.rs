//! The frame of the pages that need no app: signing in, passwords, failures. Plain HTML that works
//! with WebAssembly blocked, in the same style as everything else.

use axum::http::HeaderMap;
use axum::http::header::{ACCEPT_LANGUAGE, COOKIE};
use axum::response::{Html, IntoResponse as _, Response};
use domain::text::{Locale, text};
use leptos::prelude::*;

use super::Web;

/// How somebody reads: what their browser remembers, or asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// The language.
    pub locale: Locale,
    /// The language they chose here before, if they did.
    pub chosen: Option<Locale>,
    /// `day`, `night`, `wall`, or empty to follow the device.
    pub theme: String,
    /// `comfortable` or `compact`.
    pub density: String,
    /// The build whose style sheet to use.
    pub build: String,
}

impl Look {
    /// Reads the cookies and headers of a request.
    pub fn of(web: &Web, headers: &HeaderMap) -> Self {
        let chosen = cookie(headers, "locale").and_then(Locale::parse);
        let asked = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let among = |name: &str, set: &[&str]| {
            cookie(headers, name)
                .and_then(|value| set.iter().find(|known| **known == value))
                .map_or("", |known| *known)
                .to_owned()
        };
        Self {
            locale: chosen.unwrap_or_else(|| Locale::from_header(asked)),
            chosen,
            theme: among("theme", super::preference::THEMES),
            density: among("density", super::preference::DENSITIES),
            build: web.site.build().to_owned(),
        }
    }
}

/// What a browser remembers under a name.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .find_map(|pair| {
            let (key, value) = pair.trim().split_once('=')?;
            (key == name).then_some(value)
        })
}

/// A whole page around `body`.
pub fn page(look: &Look, title: &str, body: impl IntoView + 'static) -> Response {
    let theme = (!look.theme.is_empty()).then(|| look.theme.clone());
    let html = view! {
        <html lang=look.locale.tag() data-theme=theme>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"/>
                <meta name="color-scheme" content="light dark"/>
                <title>{format!("{title} · Yardstick 标尺")}</title>
                <link rel="icon" href="/icon.svg" type="image/svg+xml"/>
                <link rel="stylesheet" href=format!("/pkg/{}/yardstick.css", look.build)/>
                <link rel="stylesheet" href=format!("/pkg/{}/more.css", look.build)/>
            </head>
            <body>{body.into_any()}</body>
        </html>
    };
    Html(format!("<!DOCTYPE html>{}", html.to_html())).into_response()
}

/// The way from a page about a customer back to their board.
pub fn crumb(account_id: &str, account: &str, title: &str, locale: Locale) -> AnyView {
    view! {
        <nav class="breadcrumb" aria-label=text("位置", "You are here").in_(locale)><ol class="breadcrumb">
            <li><a href=format!("/account/{account_id}")>{account.to_owned()}</a></li>
            <li aria-current="page">{title.to_owned()}</li>
        </ol></nav>
    }
    .into_any()
}
