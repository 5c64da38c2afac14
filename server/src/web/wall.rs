//! The door for walls: a browser that opens `/wall` is given a token to keep, which is worth nothing until an
//! administrator lets it in, and opens nothing but a wall's own page, questions and live line.

use axum::extract::FromRequestParts as _;
use axum::http::header::{HOST, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method};
use axum::response::Response;
use domain::problem::{Problem, ProblemKind};
use service::wall::Seat;

use super::Web;
use super::page::cookie;
use super::peer::Peer;
use super::problem::wants_page;

/// The page of a wall.
const PAGE: &str = "/wall";

/// Whether only a wall asks this.
pub fn is_own(path: &str) -> bool {
    path == PAGE || path.starts_with("/api/wall/")
}

/// The wall a request comes from, where that matters, and the token to give it.
pub async fn seat(web: &Web, parts: &mut Parts) -> Result<(Option<Seat>, Option<String>), Problem> {
    let path = parts.uri.path().to_owned();
    let path = path.as_str();
    if !is_own(path) && path != "/live" {
        return Ok((None, None));
    }
    let (now, headers) = ((web.clock)(), parts.headers.clone());
    let here = || (origin(web, &headers), web.site.build().to_owned());
    let token = cookie(&parts.headers, name(web)).map(str::to_owned);
    // Who was sent away may ask to be let in anew, as somebody else.
    let anew = parts.uri.query() == Some("again=1");
    if let Some(token) = token
        && let Some(seat) = service::wall::seat(&web.store, now, &token, here()).await?
        && !(anew && seat.is_out())
    {
        return Ok((Some(seat), (path == PAGE).then_some(token)));
    }
    if path != PAGE || parts.method != Method::GET || !wants_page(&Method::GET, path, &parts.headers) {
        return Ok((None, None));
    }
    let Ok(Peer(place)) = Peer::from_request_parts(parts, web).await;
    web.walls.check(&place, now).map_err(|_| crowded())?;
    web.walls.count(&place, now);
    let token = service::wall::begin(&web.store, now).await?;
    Ok((service::wall::seat(&web.store, now, &token, here()).await?, Some(token)))
}

/// Gives the token to keep for as long as browsers keep anything; each opening of the page does so anew.
pub fn remember(response: &mut Response, web: &Web, token: Option<&str>) {
    let Some(token) = token else { return };
    let secure = if web.secure { "; Secure" } else { "" };
    let cookie = format!("{}={token}; Path=/; Max-Age=34560000; HttpOnly; SameSite=Lax{secure}", name(web));
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
}

const fn name(web: &Web) -> &'static str {
    if web.secure { "__Host-yardstick-wall" } else { "yardstick-wall" }
}

/// Scheme and host people see, for links that are drawn.
fn origin(web: &Web, headers: &HeaderMap) -> String {
    let host = || headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
    web.origin
        .clone()
        .unwrap_or_else(|| format!("{}://{}", if web.secure { "https" } else { "http" }, host()))
}

fn crowded() -> Problem {
    Problem::new(
        ProblemKind::TooMany,
        "这个网络打开的新大屏太多，请 15 分钟后再试。",
        "Too many new walls from this network. Please try again in 15 min.",
    )
}
