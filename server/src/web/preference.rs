//! Language, theme and density: kept in cookies, so that they hold before anybody signs in, and the
//! language also with the person, so that it follows them to another device.

use axum::Extension;
use axum::extract::{Form, State};
use axum::http::header::{REFERER, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::problem::Problem;
use domain::text::Locale;
use serde::Deserialize;

use super::identity::Visitor;
use super::problem::Refused;
use super::{Web, within};

/// The themes somebody may choose; none follows the device.
pub const THEMES: &[&str] = &["day", "night", "wall"];
/// How closely rows are set.
pub const DENSITIES: &[&str] = &["comfortable", "compact"];

/// What was chosen; what is absent stays.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Choice {
    locale: Option<String>,
    theme: Option<String>,
    density: Option<String>,
    back: Option<String>,
}

/// Remembers a choice and goes back to where it was made.
pub async fn choose(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    headers: HeaderMap,
    Form(choice): Form<Choice>,
) -> Result<Response, Refused> {
    let Choice { locale, theme, density, back } = choice;
    let back = back
        .or_else(|| referring_path(&headers))
        .filter(|path| within(path))
        .unwrap_or_else(|| "/".to_owned());
    let mut response = Redirect::to(&back).into_response();
    for (name, value, set) in [("theme", &theme, THEMES), ("density", &density, DENSITIES)] {
        if value.as_deref().is_some_and(|value| !value.is_empty() && !set.contains(&value)) {
            return Err(no_such(name).into());
        }
    }
    if let Some(locale) = locale {
        let locale = Locale::parse(&locale).ok_or_else(|| no_such("locale"))?;
        remember(&mut response, &web, "locale", locale.code());
        if let Some(session) = &visitor.session {
            service::user::set_locale(&session.ctx, locale).await?;
        }
    }
    for (name, value) in [("theme", theme), ("density", density)] {
        if let Some(value) = value {
            remember(&mut response, &web, name, &value);
        }
    }
    Ok(response)
}

fn no_such(name: &str) -> Problem {
    Problem::invalid(
        name,
        "没有这样的选项，设置没有改变。请从页面上的菜单选择。",
        "There is no such choice; nothing was changed. Please choose from the menu on the page.",
    )
}

/// Sets a cookie for a year; an empty value forgets it.
pub fn remember(response: &mut Response, web: &Web, name: &str, value: &str) {
    let age = if value.is_empty() { 0 } else { 31_536_000 };
    let secure = if web.secure { "; Secure" } else { "" };
    if let Ok(cookie) =
        HeaderValue::from_str(&format!("{name}={value}; Path=/; Max-Age={age}; SameSite=Lax{secure}"))
    {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
}

/// Path and query of the page the request came from; its host does not matter, since only the path
/// is gone back to.
fn referring_path(headers: &HeaderMap) -> Option<String> {
    let uri: axum::http::Uri = headers.get(REFERER)?.to_str().ok()?.parse().ok()?;
    uri.path_and_query().map(ToString::to_string)
}
