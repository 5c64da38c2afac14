//! Signing in and out: one plain form. Whoever fails is told the same, whatever was wrong.

use axum::Extension;
use axum::extract::{Form, Query, State};
use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::problem::{Problem, ProblemKind};
use domain::text::{Locale, Text, text};
use leptos::prelude::*;
use serde::Deserialize;
use tower_sessions::Session as Held;

use super::identity::{CLAIM, Visitor};
use super::page::{Look, page};
use super::peer::Peer;
use super::preference::remember;
use super::problem::{Refused, status};
use super::{Web, escape, within};

/// Where to go after.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Ask {
    next: String,
}

/// What was typed.
#[derive(Deserialize)]
pub struct Typed {
    email: String,
    password: String,
    #[serde(default)]
    next: String,
}

/// The form.
pub async fn show(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Query(ask): Query<Ask>,
) -> Response {
    if visitor.session.is_some() {
        return Redirect::to(after(&ask.next)).into_response();
    }
    form(&web, &visitor.look, "", &ask.next, None)
}

/// Signs somebody in.
pub async fn submit(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Peer(place): Peer,
    held: Held,
    Form(typed): Form<Typed>,
) -> Response {
    let Typed { email, password, next } = typed;
    match begin(&web, &place, &held, &email, &password).await {
        Ok(()) => {
            let mut response = Redirect::to(after(&next)).into_response();
            if visitor.look.chosen.is_none()
                && let Ok(Some(locale)) = chosen(&web, &held).await
            {
                remember(&mut response, &web, "locale", locale.code());
            }
            response
        }
        Err(problem) if problem.kind == ProblemKind::Internal => Refused(problem).into_response(),
        Err(problem) => {
            let mut response = form(&web, &visitor.look, &email, &next, Some(&problem));
            *response.status_mut() = status(problem.kind);
            if response.status() == StatusCode::TOO_MANY_REQUESTS {
                response.headers_mut().insert(RETRY_AFTER, axum::http::HeaderValue::from_static("900"));
            }
            response
        }
    }
}

async fn begin(web: &Web, place: &str, held: &Held, email: &str, password: &str) -> Result<(), Problem> {
    let now = (web.clock)();
    web.places.check(place, now).map_err(|_| crowded())?;
    let claim = match service::session::sign_in(&web.store, &web.unknown, now, email, password).await {
        Ok(claim) => claim,
        Err(problem) => {
            web.places.count(place, now);
            return Err(problem);
        }
    };
    // A new id, so that one known from before signing in opens nothing.
    held.cycle_id().await.map_err(|error| service::fault::internal(&error))?;
    held.insert(CLAIM, claim).await.map_err(|error| service::fault::internal(&error))
}

async fn chosen(web: &Web, held: &Held) -> Result<Option<Locale>, Problem> {
    let claim = held.get(CLAIM).await.map_err(|error| service::fault::internal(&error))?;
    let Some(claim) = claim else { return Ok(None) };
    let session = service::session::resume(&web.store, (web.clock)(), &claim).await?;
    Ok(session.and_then(|session| session.locale))
}

/// Signs out.
pub async fn end(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    held: Held,
) -> Result<Response, Refused> {
    let claim: Option<service::session::Claim> =
        held.get(CLAIM).await.map_err(|error| service::fault::internal(&error))?;
    if let Some(session) = &visitor.session {
        service::session::sign_out(&session.ctx).await?;
        // A telephone that signs out is not let in again by itself.
        if let Some(device) = claim.and_then(|claim| claim.device) {
            service::invite::forget(&session.ctx, &device).await?;
        }
    }
    held.flush().await.map_err(|error| service::fault::internal(&error))?;
    let mut response = Redirect::to("/sign-in").into_response();
    super::join::keep(&mut response, &web, "");
    Ok(response)
}

fn after(next: &str) -> &str {
    if within(next) { next } else { "/" }
}

fn crowded() -> Problem {
    Problem::new(
        ProblemKind::TooMany,
        "这个网络的失败登录过多，请 15 分钟后再试。",
        "Too many failed attempts from this network. Please try again in 15 min.",
    )
}

const TITLE: Text = text("登录", "Sign in");
const CLAIM_LINE: Text =
    text("成功，数得清、量得准、算得出价值。", "Success you can count, measure and value.");
const LEAD: Text = text(
    "从第一个售前问题到验收后的续约，一个客户走完一整圈；每个数字都能点开，看到它从哪里来。",
    "One customer, one loop: from the first presales question to the renewal after acceptance. Every number opens to where it came from.",
);
const DEMO: Text = text("演示账号", "Demonstration accounts");

fn form(web: &Web, look: &Look, email: &str, next: &str, problem: Option<&Problem>) -> Response {
    let Look { locale, .. } = *look;
    let say = move |words: Text| words.in_(locale);
    let back = if within(next) && next != "/" {
        format!("/sign-in?next={}", escape(next))
    } else {
        "/sign-in".to_owned()
    };
    let wrong = problem.map(|problem| {
        let words = problem.message(locale).to_owned();
        view! { <p class="field-error" role="alert" id="sign-in-error">{words}</p> }
    });
    let invalid = problem.map(|_| "true");
    let described = problem.map(|_| "sign-in-error");
    let body = view! {
        <main class="sign-in">
            <section class="sign-in-word">
                <p class="sign-in-brand"><b>"Yardstick"</b><span lang="zh-CN">"标尺"</span></p>
                {ruler()}
                <h1 class="sign-in-claim">{say(CLAIM_LINE)}</h1>
                <p class="sign-in-lead">{say(LEAD)}</p>
            </section>
            <section class="sign-in-sheet">
                <form class="form" method="post" action="/session">
                    <h2 class="sign-in-title">{say(TITLE)}</h2>
                    {wrong}
                    <div class="field">
                        <label class="field-label" for="email">{say(text("邮箱", "E-mail"))}</label>
                        <input class="input" id="email" name="email" type="email" required=true maxlength="120" autocomplete="username"
                            value=email.to_owned() autofocus=email.is_empty() aria-invalid=invalid aria-describedby=described/>
                    </div>
                    <div class="field">
                        <label class="field-label" for="password">{say(text("密码", "Password"))}</label>
                        <input class="input" id="password" name="password" type="password" required=true maxlength="512"
                            autocomplete="current-password" autofocus=!email.is_empty() aria-invalid=invalid aria-describedby=described/>
                    </div>
                    <input type="hidden" name="next" value=next.to_owned()/>
                    <button class="button" data-kind="primary" type="submit">{say(TITLE)}</button>
                </form>
                {web.demo.then(|| demo(locale, next))}
                {languages(locale, back)}
            </section>
        </main>
    };
    page(look, say(TITLE), body)
}

/// The two languages, each in its own words; the one in use is pressed.
pub fn languages(locale: Locale, back: String) -> impl IntoView {
    let button = move |of: Locale, words: &'static str| {
        let pressed = if of == locale { "true" } else { "false" };
        view! { <button class="button" data-kind="quiet" type="submit" name="locale" value=of.code() lang=of.tag() aria-pressed=pressed>{words}</button> }
    };
    view! {
        <form class="sign-in-language" method="post" action="/preference">
            <input type="hidden" name="back" value=back/>
            {button(Locale::Zh, "中文")}
            {button(Locale::En, "English")}
        </form>
    }
}

/// One click a role: the password is known to everybody anyway.
fn demo(locale: Locale, next: &str) -> impl IntoView + use<> {
    let rows: Vec<_> = service::seed::DEMO_USERS
        .iter()
        .map(|(email, role)| {
            let label = domain::policy::ROLE_CHOICES.iter().find(|choice| choice.key == *role).map(|choice| choice.label.in_(locale));
            view! { <li><button class="button" data-kind="quiet" type="submit" name="email" value=*email>{label}</button><span>{*email}</span></li> }
        })
        .collect();
    view! {
        <details class="sign-in-demo">
            <summary>{DEMO.in_(locale)}</summary>
            <form method="post" action="/session">
                <p>{text("点一个角色即可进入；密码都是 ", "One click signs you in; the password is always ").in_(locale)}<code>{crate::demo::PASSWORD}</code></p>
                <input type="hidden" name="password" value=crate::demo::PASSWORD/>
                <input type="hidden" name="next" value=next.to_owned()/>
                <ul>{rows}</ul>
            </form>
        </details>
    }
}

/// The mark of the house: a rule with its ticks, a notch where the target is, a needle where we are.
fn ruler() -> impl IntoView {
    const TICKS: u32 = 60;
    let ticks: Vec<_> = (0..=TICKS)
        .map(|tick| {
            let length = if tick % 10 == 0 {
                22
            } else if tick % 5 == 0 {
                15
            } else {
                9
            };
            let x = tick * 10 + 1;
            view! { <line class="ruler-tick" x1=x x2=x y1="44" y2=44 - length/> }
        })
        .collect();
    view! {
        <svg class="sign-in-ruler" viewBox="0 0 602 60" aria-hidden="true">
            {ticks}
            <line class="ruler-rule" x1="0" x2="602" y1="44" y2="44"/>
            <rect class="sign-in-run" x="1" y="44" width="430" height="4"/>
            <path class="sign-in-notch" d="M501 44 l-6 -9 h12 z"/>
            <rect class="sign-in-now" x="429" y="10" width="4" height="48"/>
        </svg>
    }
}
