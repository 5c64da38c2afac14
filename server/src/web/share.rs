//! Showing a board to somebody without a sign-in: making the link, the list of those that were made, and the page
//! behind one. What is wrong with a link is said in words that tell nothing else.

use axum::Extension;
use axum::extract::{Form, Path, Query, State};
use axum::http::header::{CACHE_CONTROL, USER_AGENT};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::problem::Problem;
use domain::text::{Locale, Text, text};
use leptos::prelude::*;
use serde::Deserialize;
use service::share::{self, Listed, Shown};

use super::identity::Visitor;
use super::page::{Look, page};
use super::peer::Peer;
use super::problem::Refused;
use super::{Web, escape};

const TITLE: Text = text("分享看板", "Share a board");
/// How many times the recipient's name is written across the page.
const MARKS: usize = 24;

/// What a form says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// The board's address.
    at: String,
    /// Whom it is for.
    recipient: String,
    /// For how many days.
    days: i64,
}

/// The form for the board at `at`, and what was shared before.
pub async fn show(
    Extension(visitor): Extension<Visitor>,
    Query(asked): Query<Asked>,
) -> Result<Response, Refused> {
    let session = visitor.session.as_ref().ok_or_else(Problem::signed_out)?;
    let title = if asked.at.is_empty() { None } else { Some(share::title(&session.ctx, &asked.at).await?) };
    Ok(shown(&visitor.look, &asked, title, &share::list(&session.ctx).await?, None))
}

/// Makes a link and shows it.
pub async fn submit(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    headers: HeaderMap,
    Form(asked): Form<Asked>,
) -> Result<Response, Refused> {
    let session = visitor.session.as_ref().ok_or_else(Problem::signed_out)?;
    let token = share::offer(&session.ctx, &asked.at, &asked.recipient, asked.days).await?;
    let link = format!("{}/shared/{token}", super::invite::origin(&web, &headers));
    Ok(shown(&visitor.look, &Asked::default(), None, &share::list(&session.ctx).await?, Some(link)))
}

/// Calls a link back.
pub async fn revoke(
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
) -> Result<Response, Refused> {
    let session = visitor.session.as_ref().ok_or_else(Problem::signed_out)?;
    share::revoke(&session.ctx, &id).await?;
    Ok(Redirect::to("/share").into_response())
}

/// The board behind a link.
pub async fn open(
    State(web): State<Web>,
    Peer(place): Peer,
    headers: HeaderMap,
    Path(token): Path<String>,
) -> Result<Response, Refused> {
    let now = (web.clock)();
    super::join::may_guess(&web, &place)?;

    let agent = headers.get(USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
    let opened = share::open(&web.store, now, &token, super::join::device_name(agent)).await;
    let opened = opened.inspect_err(|_| web.places.count(&place, now))?;
    let look = Look { locale: opened.locale, ..Look::of(&web, &headers) };
    let mut response = board(&look, opened);
    // No cache keeps it, no search engine lists it.
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
        .headers_mut()
        .insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex, nofollow"));
    Ok(response)
}

fn board(look: &Look, opened: Shown) -> Response {
    let locale = look.locale;
    let Shown { board, recipient, sharer, composed, ends_on, .. } = opened;
    let (title, subtitle, at, is_demo) =
        (board.title.clone(), board.subtitle.clone(), board.composed_at.clone(), board.is_demo);
    let told = match locale {
        Locale::Zh => format!("{sharer} 分享给 {recipient}，到 {ends_on} 为止。数据时间 "),
        Locale::En => format!("Shared by {sharer} with {recipient}, until {ends_on}. Figures as of "),
    };
    let mark = format!("{recipient} · {}", composed.get(..10).unwrap_or_default());
    let marks = (0..MARKS).map(|_| view! { <span>{mark.clone()}</span> }).collect_view();
    let demo = text(
        "演示数据：公司、人名与数字均为合成",
        "Demonstration: companies, people and figures are synthetic",
    );
    let drawing = app::drawn::alone(board, locale);
    let body = view! {
        <main class="page shared">
            {is_demo.then(|| view! { <p class="demo-note">{demo.in_(locale)}</p> })}
            <header class="page-head">
                <h1 class="page-title">{title.clone()}</h1>
                <p class="page-lead">{subtitle}</p>
                <p class="page-lead">{told}<time datetime=at>{composed}</time></p>
            </header>
            <div inner_html=drawing></div>
            <div class="watermark" aria-hidden="true">{marks}</div>
        </main>
    };
    page(look, &title, body)
}

fn shown(
    look: &Look,
    asked: &Asked,
    title: Option<String>,
    listed: &[Listed],
    link: Option<String>,
) -> Response {
    let locale = look.locale;
    let say = move |zh: &'static str, en: &'static str| text(zh, en).in_(locale);
    let given = link.map(|link| {
        let words = say("把链接发给对方。这里只显示这一次。", "Send this link. It is shown only now.");
        let code = service::wall::drawing(&link).ok();
        view! {
            <section class="invite-given">
                <p>{words}</p>
                {code.map(|code| view! { <div class="invite-code" data-theme="day" inner_html=code></div> })}
                <p class="invite-link"><a href=link.clone()>{link.clone()}</a></p>
            </section>
        }
    });
    let form = title.map(|title| {
        let days = share::DAYS.into_iter().map(|days| {
            let words = match locale {
                Locale::Zh => format!("{days} 天"),
                Locale::En => format!("{days} day{}", if days == 1 { "" } else { "s" }),
            };
            view! { <option value=days selected=days == 7>{words}</option> }
        });
        view! {
            <form class="form" method="post" action="/share">
                <p>{say("对方不用登录，只看到这一块看板：不能点开明细，名字会印在上面。", "They need no sign-in and see this board alone: no records behind it, and their name across it.")}</p>
                <input type="hidden" name="at" value=asked.at.clone()/>
                <label class="field"><span class="field-label">{say("看板", "Board")}</span><output class="share-board">{title}</output></label>
                <label class="field"><span class="field-label">{say("给谁看", "For whom")}</span><input class="input" name="recipient" required maxlength="60" autocomplete="off"/></label>
                <label class="field"><span class="field-label">{say("多久", "For how long")}</span><select class="input" name="days">{days.collect_view()}</select></label>
                <button class="button" data-kind="primary" type="submit">{say("生成链接", "Make a link")}</button>
            </form>
        }
    });
    let rows: Vec<_> = listed.iter().map(|one| row(one, look)).collect();
    let none = view! { <p>{say("还没有分享过看板。", "No board has been shared yet.")}</p> };
    let back = if asked.at.is_empty() { "/".to_owned() } else { asked.at.clone() };
    let title = TITLE.in_(locale);
    let body = view! {
        <main class="alone">
            <div class="state share" data-kind="done">
                <h1 class="state-title">{title}</h1>
                {given}
                {form}
                <h2 class="share-title">{say("分享过的", "Shared before")}</h2>
                {if rows.is_empty() { none.into_any() } else { view! { <ul class="share-list">{rows}</ul> }.into_any() }}
                <a class="button" data-kind="quiet" href=back>{say("回到看板", "Back to the board")}</a>
            </div>
        </main>
    };
    page(look, title, body)
}

fn row(one: &Listed, look: &Look) -> AnyView {
    let locale = look.locale;
    let say = move |zh: &'static str, en: &'static str| text(zh, en).in_(locale);
    let Listed { share, sharer, openings, opened_at } = one;
    let read = match (locale, opened_at) {
        (Locale::Zh, Some(at)) => format!("打开 {openings} 次，最近 {at}"),
        (Locale::En, Some(at)) => format!("opened {openings}×, last {at}"),
        (Locale::Zh, None) => "还没有打开过".to_owned(),
        (Locale::En, None) => "not opened yet".to_owned(),
    };
    let is_over = share.expires_at <= service::ctx::stamp(jiff::Timestamp::now());
    let end = if share.revoked_at.is_some() {
        view! { <span>{say("已收回", "called back")}</span> }.into_any()
    } else if is_over {
        view! { <span>{say("已到期", "ended")}</span> }.into_any()
    } else {
        view! {
            <form method="post" action=format!("/share/{}/revoke", escape(&share.id))>
                <button class="button" data-kind="danger" type="submit">{say("收回", "Call back")}</button>
            </form>
        }
        .into_any()
    };
    let until = share.expires_at.chars().take(10).collect::<String>();
    view! {
        <li>
            <span class="share-what"><b>{share.recipient.clone()}</b>" "<a href=share.board.clone()>{share.title.clone()}</a></span>
            <span class="share-how">{sharer.clone()}" · "{say("到 ", "until ")}{until}" · "{read}</span>
            {end}
        </li>
    }
    .into_any()
}
