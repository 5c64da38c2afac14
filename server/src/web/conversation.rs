//! Before and after a conversation with the decision maker: the sheet to go in with, on one screen of a phone, and what was
//! said, sentence by sentence, each of which can become a demand.

use axum::Extension;
use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::format::date_near;
use domain::problem::Problem;
use domain::query::joined;
use domain::text::{Locale, text};
use domain::transcript::excerpts;
use leptos::prelude::*;
use service::briefing::{self, Shown};

use super::identity::Visitor;
use super::page::{Look, crumb, page};
use super::problem::Refused;

/// A meeting's sheet.
pub async fn briefing(
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
) -> Result<Response, Refused> {
    let session = visitor.session.as_ref().ok_or_else(Problem::signed_out)?;
    let shown = briefing::look(&session.ctx, &id).await?;
    Ok(sheet(&visitor.look, &shown, session.ctx.today))
}

/// Takes the proposed sheet as one's own.
pub async fn take(
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
) -> Result<Response, Refused> {
    let session = visitor.session.as_ref().ok_or_else(Problem::signed_out)?;
    let written = briefing::take(&session.ctx, &id).await?;
    Ok(Redirect::to(&format!("/register/briefing/{written}?edit=1")).into_response())
}

/// A transcript's sentences.
pub async fn transcript(
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
) -> Result<Response, Refused> {
    let session = visitor.session.as_ref().ok_or_else(Problem::signed_out)?;
    let (held, account) = briefing::transcript(&session.ctx, &id).await?;
    let locale = visitor.look.locale;
    let say = move |zh: &'static str, en: &'static str| text(zh, en).in_(locale);
    let lines = excerpts(&held.body).into_iter().map(|one| {
        let source = if one.at.is_empty() { held.subject.clone() } else { format!("{} · {}", held.subject, one.at) };
        let mut typed = vec![
            ("account_id".to_owned(), held.account_id.clone()),
            ("quote".to_owned(), one.words.clone()),
            ("source".to_owned(), source),
            ("raised_on".to_owned(), held.recorded_on.to_string()),
        ];
        typed.extend(held.stakeholder_id.clone().map(|who| ("stakeholder_id".to_owned(), who)));
        view! {
            <li>
                <p>{(!one.at.is_empty()).then(|| view! { <time>{one.at.clone()}</time>" " })}{one.words.clone()}</p>
                <a class="button" data-kind="quiet" href=format!("/register/demand/new?{}", joined(&typed))>
                    {say("记为诉求", "Make it a demand")}<span class="visually-hidden">{format!(" {}", one.words)}</span>
                </a>
            </li>
        }
    });
    let body = view! {
        <main class="page known">
            {head(&account.id, &account.name, &held.subject, locale)}
            <p class="page-lead">{held.recorded_on.to_string()}" · "{held.consent_note.clone().unwrap_or_else(|| say("对方同意留存", "kept with their consent").to_owned())}</p>
            <ul class="known-said">{lines.collect_view()}</ul>
            <div class="page-tools"><a class="button" href=format!("/register/transcript/{}", held.id)>{say("改记录", "Edit the record")}</a></div>
        </main>
    };
    Ok(page(&visitor.look, &held.subject, body))
}

fn head(account_id: &str, account: &str, title: &str, locale: Locale) -> AnyView {
    view! {
        <header class="page-head">
            {crumb(account_id, account, title, locale)}
            <h1 class="page-title">{title.to_owned()}</h1>
        </header>
    }
    .into_any()
}

fn sheet(look: &Look, shown: &Shown, today: jiff::civil::Date) -> Response {
    let locale = look.locale;
    let say = move |zh: &'static str, en: &'static str| text(zh, en).in_(locale);
    let (points, stories, ask) = match &shown.written {
        Some(one) => (
            [one.point_1.clone(), one.point_2.clone(), one.point_3.clone()],
            [one.story_1.clone(), one.story_2.clone()],
            one.ask.clone(),
        ),
        None => (shown.sheet.points.clone(), shown.sheet.stories.clone(), shown.sheet.ask.clone()),
    };
    let day = shown.meeting.meets_at.get(..10).and_then(|day| day.parse().ok());
    let day = day.map(|day| date_near(day, today, locale)).unwrap_or_default();
    let place = shown.meeting.place.clone().map(|place| format!(" · {place}")).unwrap_or_default();
    let (words, tool) = match &shown.written {
        Some(one) => (
            say("这是准备人写好的简报。", "This is the sheet as it was written."),
            view! { <a class="button" href=format!("/register/briefing/{}?edit=1", one.id)>{say("修改", "Edit")}</a> }.into_any(),
        ),
        None => (
            say("这是按已有记录拟的，还没有人改成自己的话。", "Drawn up from what is on record; nobody has put it into their own words yet."),
            shown.may_write.then(|| view! {
                <form method="post" action=format!("/meeting/{}/briefing", shown.meeting.id)><button class="button" data-kind="primary" type="submit">{say("改成自己的话", "Put it into my own words")}</button></form>
            }).into_any(),
        ),
    };
    let list = |items: Vec<String>| items.into_iter().map(|words| view! { <li>{words}</li> }).collect_view();
    let body = view! {
        <main class="page known known-brief">
            {head(&shown.account.id, &shown.account.name, &shown.meeting.subject, locale)}
            <p class="page-lead">{day}{place}</p>
            <section><h2 class="known-title">{say("三个业务要点", "Three points about their business")}</h2><ol>{list(points.to_vec())}</ol></section>
            <section><h2 class="known-title">{say("两个故事", "Two stories")}</h2><ol>{list(stories.to_vec())}</ol></section>
            <section><h2 class="known-title">{say("一个请求", "One ask")}</h2><p class="known-ask">{ask}</p></section>
            <p class="known-empty">{words}</p>
            <div class="page-tools">{tool}<a class="button" href=format!("/register/meeting/{}", shown.meeting.id)>{say("会议记录", "The meeting")}</a></div>
        </main>
    };
    page(look, &shown.meeting.subject, body)
}
