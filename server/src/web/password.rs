//! Changing one's own password: by choice, or because the first one was given by somebody else.

use axum::Extension;
use axum::extract::Form;
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::problem::{Problem, ProblemKind};
use domain::text::{Text, text};
use leptos::prelude::*;
use serde::Deserialize;
use service::session::Session;
use tower_sessions::Session as Held;

use super::identity::{CLAIM, Visitor};
use super::page::{Look, page};
use super::problem::{Refused, status};

/// What was typed.
#[derive(Deserialize)]
pub struct Typed {
    old: String,
    password: String,
    again: String,
}

/// The form.
pub async fn show(Extension(visitor): Extension<Visitor>) -> Result<Response, Refused> {
    let session = visitor.session.as_ref().ok_or_else(Problem::signed_out)?;
    Ok(form(&visitor.look, session, None))
}

/// Changes it; every other session of this person ends.
pub async fn submit(
    Extension(visitor): Extension<Visitor>,
    held: Held,
    Form(typed): Form<Typed>,
) -> Result<Response, Refused> {
    let session = visitor.session.as_ref().ok_or_else(Problem::signed_out)?;
    match change(session, &held, typed).await {
        Ok(()) => Ok(Redirect::to("/").into_response()),
        Err(problem) if matches!(problem.kind, ProblemKind::Internal | ProblemKind::SignedOut) => {
            Err(Refused(problem))
        }
        Err(problem) => {
            let mut response = form(&visitor.look, session, Some(&problem));
            *response.status_mut() = status(problem.kind);
            Ok(response)
        }
    }
}

async fn change(session: &Session, held: &Held, typed: Typed) -> Result<(), Problem> {
    let Typed { old, password, again } = typed;
    if password != again {
        return Err(Problem::invalid(
            "again",
            "两次输入的新密码不一样，请再输一次。",
            "The two new passwords differ. Please type it again.",
        ));
    }
    let claim = service::user::change_password(&session.ctx, &old, &password).await?;
    held.cycle_id().await.map_err(|error| service::fault::internal(&error))?;
    held.insert(CLAIM, claim).await.map_err(|error| service::fault::internal(&error))
}

const TITLE: Text = text("修改密码", "Change password");
const FIRST: Text = text(
    "这是别人给您的密码。请先设一个只有您自己知道的。",
    "Somebody else gave you this password. Please choose one that only you know.",
);
const RULE: Text = text(
    "至少 10 个字符，不含姓名或邮箱，不用常见密码。一句好记的话就很好。",
    "At least 10 characters, without your name or e-mail, and no common one. A short sentence works well.",
);

fn form(look: &Look, session: &Session, problem: Option<&Problem>) -> Response {
    let locale = look.locale;
    let say = move |words: Text| words.in_(locale);
    let wrong = |field: &'static str| {
        let found = problem.filter(|problem| problem.field.as_deref().unwrap_or("old") == field);
        found.map(|problem| problem.message(locale).to_owned())
    };
    let field = |name: &'static str, label: Text, complete: &'static str, help: Option<Text>| {
        let wrong = wrong(name);
        let state = wrong.is_some().then_some("error");
        let invalid = wrong.is_some().then_some("true");
        view! {
            <div class="field" data-state=state>
                <label class="field-label" for=name>{say(label)}</label>
                <input class="input" id=name name=name type="password" required=true maxlength="512" autocomplete=complete aria-invalid=invalid/>
                {help.map(|words| view! { <p class="field-help">{say(words)}</p> })}
                {wrong.map(|words| view! { <p class="field-error" role="alert">{words}</p> })}
            </div>
        }
    };
    let (first, leave) = if session.must_change {
        let leave = view! { <button class="button" data-kind="quiet" type="submit" form="leave">{say(text("退出登录", "Sign out"))}</button> };
        (Some(view! { <p>{say(FIRST)}</p> }), leave.into_any())
    } else {
        (
            None,
            view! { <a class="button" data-kind="quiet" href="/">{say(text("不改了", "Leave it"))}</a> }
                .into_any(),
        )
    };
    let body = view! {
        <main class="alone">
            <div class="alone-sheet">
                <form class="form" method="post" action="/password">
                    <h1 class="sign-in-title">{say(TITLE)}</h1>
                    <p class="quiet">{session.ctx.who.name.clone()}</p>
                    {first}
                    {field("old", text("现在的密码", "Present password"), "current-password", None)}
                    {field("password", text("新密码", "New password"), "new-password", Some(RULE))}
                    {field("again", text("再输一次", "Once more"), "new-password", None)}
                    <div class="cluster">
                        <button class="button" data-kind="primary" type="submit">{say(TITLE)}</button>
                        {leave}
                    </div>
                </form>
                <form id="leave" method="post" action="/session/end"></form>
            </div>
        </main>
    };
    page(look, say(TITLE), body)
}
