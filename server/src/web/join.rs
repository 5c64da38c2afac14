//! An invitation opened on a telephone: one button, no password. The page alone uses nothing up, so that a chat that
//! looks ahead at links does no harm; what is wrong with a link is said in words that tell nothing else.

use axum::extract::{Path, State};
use axum::http::header::{SET_COOKIE, USER_AGENT};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::problem::{Problem, ProblemKind};
use domain::text::{Text, text};
use leptos::prelude::*;
use tower_sessions::Session as Held;

use super::Web;
use super::identity::CLAIM;
use super::page::{Look, page};
use super::peer::Peer;
use super::problem::Refused;

/// The cookie in which a device keeps its secret.
pub const COOKIE: &str = "yardstick-device";
/// How long it keeps it, in seconds.
const KEPT: u32 = 31_536_000;

const TITLE: Text = text("欢迎", "Welcome");

/// Who is invited, and the button.
pub async fn show(
    State(web): State<Web>,
    Peer(place): Peer,
    headers: HeaderMap,
    Path(token): Path<String>,
) -> Result<Response, Refused> {
    let name = known(&web, &place, &token).await?;
    let look = Look::of(&web, &headers);
    let say = |words: Text| words.in_(look.locale);
    let (greeting, lead) = match look.locale {
        domain::text::Locale::Zh => (
            format!("{name}，您好"),
            "这是为您准备的看板：您提的事、办到的、值多少。只有您看得到自己公司的内容，不用记密码。",
        ),
        domain::text::Locale::En => (
            format!("Welcome, {name}"),
            "Your board is ready: what you asked for, what is done, what it is worth. Only you see it, and there is no password to remember.",
        ),
    };
    let body = view! {
        <main class="alone">
            <div class="state" data-kind="done">
                <h1 class="state-title">{greeting}</h1>
                <p>{lead}</p>
                <form method="post" action=format!("/join/{}", super::escape(&token))>
                    <button class="button" data-kind="primary" type="submit">{say(text("在这台设备上打开", "Open on this device"))}</button>
                </form>
            </div>
        </main>
    };
    Ok(page(&look, say(TITLE), body))
}

/// Lets the device in.
pub async fn submit(
    State(web): State<Web>,
    Peer(place): Peer,
    held: Held,
    headers: HeaderMap,
    Path(token): Path<String>,
) -> Result<Response, Refused> {
    known(&web, &place, &token).await?;
    let agent = headers.get(USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
    let (secret, claim) =
        service::invite::accept(&web.store, (web.clock)(), &token, device_name(agent)).await?;
    // A new id, so that one known from before signing in opens nothing.
    held.cycle_id().await.map_err(|error| service::fault::internal(&error))?;
    held.insert(CLAIM, claim).await.map_err(|error| service::fault::internal(&error))?;
    let mut response = Redirect::to("/").into_response();
    keep(&mut response, &web, &secret);
    Ok(response)
}

/// Whether this network may try another link, after how many that were wrong.
///
/// # Errors
/// `TooMany` for a quarter of an hour.
pub fn may_guess(web: &Web, place: &str) -> Result<(), Problem> {
    web.places.check(place, (web.clock)()).map_err(|_| {
        Problem::new(
            ProblemKind::TooMany,
            "这个网络打开的无效链接过多，请 15 分钟后再试。",
            "Too many invalid links from this network. Please try again in 15 min.",
        )
    })
}

/// Who is invited; whoever guesses is soon told to wait.
async fn known(web: &Web, place: &str, token: &str) -> Result<String, Problem> {
    let now = (web.clock)();
    may_guess(web, place)?;

    service::invite::whom(&web.store, now, token).await.inspect_err(|_| web.places.count(place, now))
}

/// Keeps the secret on the device; an empty one forgets it.
pub fn keep(response: &mut Response, web: &Web, secret: &str) {
    let age = if secret.is_empty() { 0 } else { KEPT };
    let secure = if web.secure { "; Secure" } else { "" };
    let cookie = format!("{COOKIE}={secret}; Path=/; Max-Age={age}; HttpOnly; SameSite=Lax{secure}");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
}

/// What kind of device it is, as people call it.
pub fn device_name(agent: &str) -> &'static str {
    const KNOWN: &[(&str, &str)] = &[
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("HarmonyOS", "HarmonyOS"),
        ("Macintosh", "Mac"),
        ("Windows", "Windows"),
        ("Linux", "Linux"),
    ];
    KNOWN.iter().find(|(mark, _)| agent.contains(mark)).map_or("—", |(_, name)| *name)
}
