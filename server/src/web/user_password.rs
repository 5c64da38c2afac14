//! A password given by an administrator: the first one of somebody new, or another for whoever forgot
//! theirs. Who gets it is signed out everywhere and must choose their own when they next sign in.

use axum::Extension;
use axum::extract::{Form, Path};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::noun::user::User;
use domain::problem::{Problem, ProblemKind};
use domain::text::{Text, text};
use leptos::prelude::*;
use serde::Deserialize;
use service::Ctx;
use service::session::Session;
use service::user;

use super::escape;
use super::identity::Visitor;
use super::page::{Look, page};
use super::problem::{Refused, status};

/// What was typed; nothing asks for a random one.
#[derive(Deserialize)]
pub struct Typed {
    #[serde(default)]
    password: String,
}

/// The form.
pub async fn show(
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
) -> Result<Response, Refused> {
    let session = visitor.session.as_ref().ok_or_else(Problem::signed_out)?;
    let person = user::person(&session.ctx, &id).await?;
    Ok(own(session, &person).unwrap_or_else(|| form(&visitor.look, &person, None)))
}

/// Gives it, and shows the one that was made.
pub async fn submit(
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Refused> {
    let session = visitor.session.as_ref().ok_or_else(Problem::signed_out)?;
    let person = user::person(&session.ctx, &id).await?;
    if let Some(elsewhere) = own(session, &person) {
        return Ok(elsewhere);
    }
    match give(&session.ctx, &id, typed).await {
        Ok(made) => Ok(given(&visitor.look, &person, made)),
        Err(problem) if problem.kind == ProblemKind::Internal => Err(Refused(problem)),
        Err(problem) => {
            let mut response = form(&visitor.look, &person, Some(&problem));
            *response.status_mut() = status(problem.kind);
            Ok(response)
        }
    }
}

/// One's own is changed where the present one is asked for.
fn own(session: &Session, person: &User) -> Option<Response> {
    let is_own = session.ctx.who.user_id.as_deref() == Some(person.id.as_str());
    is_own.then(|| Redirect::to("/password").into_response())
}

/// The password that was made, when none was typed.
async fn give(ctx: &Ctx, id: &str, typed: Typed) -> Result<Option<String>, Problem> {
    if !typed.password.is_empty() {
        user::set_password(ctx, id, &typed.password).await?;
        return Ok(None);
    }
    let made = user::password::random()?;
    user::set_password(ctx, id, &made).await?;
    Ok(Some(made))
}

const TITLE: Text = text("为用户设置密码", "Set a user's password");
const EFFECT: Text = text(
    "此人的其他登录会立即结束；下次登录时须先改成自己的密码。",
    "They are signed out everywhere, and must choose a password of their own when they next sign in.",
);
const RANDOM: Text = text(
    "留空即生成一个随机密码，只显示一次。自己填写则至少 10 个字符，不含对方的姓名或邮箱。",
    "Leave empty for a random one, shown once. Your own choice needs at least 10 characters, without their name or e-mail.",
);
const CLOSED: Text = text(
    "此用户目前不可登录：请先在其资料中勾选“可登录”。",
    "This user may not sign in at present: tick “May sign in” on their record first.",
);
const DONE: Text = text("密码已设置", "The password is set");
const ONCE: Text = text(
    "请现在把它安全地告诉对方：离开此页后无法再次查看。",
    "Please pass it on safely now: it cannot be seen again once you leave this page.",
);

fn form(look: &Look, person: &User, problem: Option<&Problem>) -> Response {
    let locale = look.locale;
    let say = move |words: Text| words.in_(locale);
    let wrong = problem.map(|problem| problem.message(locale).to_owned());
    let state = wrong.is_some().then_some("error");
    let invalid = wrong.is_some().then_some("true");
    let body = view! {
        <main class="alone">
            <div class="alone-sheet">
                <form class="form" method="post">
                    <h1 class="sign-in-title">{say(TITLE)}</h1>
                    {named(person)}
                    {(!person.is_active).then(|| view! { <p role="alert">{say(CLOSED)}</p> })}
                    <p>{say(EFFECT)}</p>
                    <div class="field" data-state=state>
                        <label class="field-label" for="password">{say(text("新密码", "New password"))}</label>
                        <input class="input" id="password" name="password" type="text" maxlength="512" autocomplete="off" spellcheck="false" autocapitalize="none" aria-invalid=invalid/>
                        <p class="field-help">{say(RANDOM)}</p>
                        {wrong.map(|words| view! { <p class="field-error" role="alert">{words}</p> })}
                    </div>
                    <div class="cluster">
                        <button class="button" data-kind="primary" type="submit">{say(text("设置密码", "Set password"))}</button>
                        <a class="button" data-kind="quiet" href=record(person)>{say(text("返回用户资料", "Back to the user"))}</a>
                    </div>
                </form>
            </div>
        </main>
    };
    page(look, say(TITLE), body)
}

fn given(look: &Look, person: &User, made: Option<String>) -> Response {
    let locale = look.locale;
    let say = move |words: Text| words.in_(locale);
    let shown = made.map(|password| {
        view! {
            <div class="field">
                <label class="field-label" for="made">{say(text("随机密码", "Random password"))}</label>
                <input class="input" id="made" type="text" readonly=true value=password autocomplete="off"/>
                <p class="field-help">{say(ONCE)}</p>
            </div>
        }
    });
    let body = view! {
        <main class="alone">
            <div class="alone-sheet">
                <div class="form">
                    <h1 class="sign-in-title">{say(DONE)}</h1>
                    {named(person)}
                    {shown}
                    <p>{say(EFFECT)}</p>
                    <div class="cluster">
                        <a class="button" data-kind="primary" href=record(person)>{say(text("返回用户资料", "Back to the user"))}</a>
                    </div>
                </div>
            </div>
        </main>
    };
    page(look, say(DONE), body)
}

fn named(person: &User) -> impl IntoView + use<> {
    let words = format!("{} · {}", person.name, person.email);
    view! { <p class="quiet">{words}</p> }
}

fn record(person: &User) -> String {
    format!("/register/user/{}", escape(&person.id))
}
