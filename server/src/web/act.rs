//! Acts on boards: a plain form answered with a page, or, where a script sends it, with JSON.

use axum::extract::Form;
use axum::http::{HeaderMap, Method};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::{Extension, Json};
use domain::problem::Problem;
use domain::text::text;
use leptos::prelude::*;
use service::act::{self, Deed};

use super::identity::Visitor;
use super::page::{Look, page};
use super::problem::{Refused, wants_page};

/// Does what a form says, once.
pub async fn perform(
    Extension(visitor): Extension<Visitor>,
    headers: HeaderMap,
    Form(typed): Form<Vec<(String, String)>>,
) -> Result<Response, Refused> {
    let session = visitor.session.as_ref().ok_or_else(Problem::signed_out)?;
    let done = act::perform(&session.ctx, &deed(typed)).await.map_err(first)?;
    if wants_page(&Method::POST, "/act", &headers) {
        return Ok(told(&visitor.look, &done.key));
    }
    Ok(Json(done).into_response())
}

/// Takes back what was done.
pub async fn undo(
    Extension(visitor): Extension<Visitor>,
    headers: HeaderMap,
    Form(typed): Form<Vec<(String, String)>>,
) -> Result<Response, Refused> {
    let session = visitor.session.as_ref().ok_or_else(Problem::signed_out)?;
    act::undo(&session.ctx, &deed(typed).key).await?;
    if wants_page(&Method::POST, "/act/undo", &headers) {
        return Ok(Redirect::to("/").into_response());
    }
    Ok(Json(true).into_response())
}

fn deed(typed: Vec<(String, String)>) -> Deed {
    let mut deed = Deed::default();
    for (name, value) in typed {
        match name.as_str() {
            "key" => deed.key = value,
            "table" => deed.table = value,
            "record" => deed.record = value,
            "version" => deed.version = value.parse().unwrap_or_default(),
            other => {
                if let Some(field) = other.strip_prefix("f-") {
                    deed.draft.insert(field.to_owned(), value);
                }
            }
        }
    }
    deed
}

fn first(problems: Vec<Problem>) -> Refused {
    Refused(problems.into_iter().next().unwrap_or_else(Problem::not_found))
}

/// Says that it is done, where no script does.
fn told(look: &Look, key: &str) -> Response {
    let say = |zh: &'static str, en: &'static str| text(zh, en).in_(look.locale);
    let title = say("已经记下", "It is on record");
    let body = view! {
        <main class="alone">
            <div class="state" data-kind="done">
                <h1 class="state-title">{title}</h1>
                <p>{say("负责的同事现在就能看到。", "Those who look after it can see it now.")}</p>
                <div class="cluster">
                    <a class="button" data-kind="primary" href="/">{say("回到首页", "Go to the start")}</a>
                    <form method="post" action="/act/undo">
                        <input type="hidden" name="key" value=key.to_owned()/>
                        <button class="button" data-kind="quiet" type="submit">{say("撤销", "Undo")}</button>
                    </form>
                </div>
            </div>
        </main>
    };
    page(look, title, body)
}
