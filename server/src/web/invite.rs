//! Inviting a customer's sponsor onto their phone: the link and its code, told once; how far they have come; their
//! devices, each of which can be shut out.

use axum::Extension;
use axum::extract::{Form, Path, State};
use axum::http::HeaderMap;
use axum::http::header::HOST;
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::problem::Problem;
use domain::text::{Text, text};
use leptos::prelude::*;
use serde::Deserialize;
use service::invite::{self, Sight};

use super::identity::Visitor;
use super::page::{Look, page};
use super::problem::Refused;
use super::{Web, escape};

const TITLE: Text = text("邀请 1W 上手机", "Invite a sponsor to their phone");

/// How far they have come.
pub async fn show(
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
) -> Result<Response, Refused> {
    let session = visitor.session.as_ref().ok_or_else(Problem::signed_out)?;
    Ok(shown(&visitor.look, &id, invite::sight(&session.ctx, &id).await?, None))
}

/// Makes an invitation and shows it.
pub async fn submit(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Response, Refused> {
    let session = visitor.session.as_ref().ok_or_else(Problem::signed_out)?;
    let token = invite::invite(&session.ctx, &id).await?;
    let link = format!("{}/join/{token}", origin(&web, &headers));
    Ok(shown(&visitor.look, &id, invite::sight(&session.ctx, &id).await?, Some(link)))
}

/// Where links that are sent to people begin.
pub fn origin(web: &Web, headers: &HeaderMap) -> String {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
    web.origin.clone().unwrap_or_else(|| format!("http://{host}"))
}

/// Which device.
#[derive(Debug, Deserialize)]
pub struct Out {
    device: String,
}

/// Shuts a device out.
pub async fn revoke(
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    Form(out): Form<Out>,
) -> Result<Response, Refused> {
    let session = visitor.session.as_ref().ok_or_else(Problem::signed_out)?;
    invite::revoke(&session.ctx, &id, &out.device).await?;
    Ok(Redirect::to(&format!("/invite/{}", escape(&id))).into_response())
}

fn shown(look: &Look, id: &str, sight: Sight, link: Option<String>) -> Response {
    let locale = look.locale;
    let say = move |zh: &'static str, en: &'static str| text(zh, en).in_(locale);
    let Sight { person, setup, devices } = sight;
    let again = setup.is_some();
    let day = |at: Option<String>| at.map_or_else(|| "—".to_owned(), |at| at.chars().take(10).collect());
    let steps = setup.map(|setup| {
        let record = format!("/register/sponsor_setup/{}", setup.id);
        let trained = setup.trained_on.map_or_else(|| "—".to_owned(), |on| on.to_string());
        view! {
            <dl class="invite-steps">
                <dt>{say("邀请", "Invited")}</dt><dd>{day(setup.invited_at)}</dd>
                <dt>{say("首次登录", "First sign-in")}</dt><dd>{day(setup.signed_in_at)}</dd>
                <dt>{say("装到手机", "Installed")}</dt><dd>{day(setup.installed_at)}</dd>
                <dt>{say("培训", "Trained")}</dt><dd><a href=record>{trained}</a></dd>
            </dl>
        }
    });
    let given = link.map(|link| {
        let code = service::wall::drawing(&link).ok();
        let words = say(
            "请对方用手机扫一扫，或把链接发给他。72 小时内有效，只能用一次；这里只显示这一次。",
            "Let them scan this with their phone, or send the link. It holds for 72 hours, works once, and is shown only now.",
        );
        view! {
            <section class="invite-given">
                <p>{words}</p>
                {code.map(|code| view! { <div class="invite-code" data-theme="day" inner_html=code></div> })}
                <p class="invite-link"><a href=link.clone()>{link.clone()}</a></p>
            </section>
        }
    });
    let rows: Vec<_> = devices
        .into_iter()
        .map(|device| {
            let state = match device.revoked_at {
                Some(_) => view! { <span>{say("已停用", "shut out")}</span> }.into_any(),
                None => view! {
                    <form method="post" action=format!("/invite/{}/revoke", escape(id))>
                        <input type="hidden" name="device" value=device.id/>
                        <button class="button" data-kind="danger" type="submit">{say("停用", "Shut out")}</button>
                    </form>
                }
                .into_any(),
            };
            let since = device.signed_in_at.chars().take(10).collect::<String>();
            view! { <li class="cluster"><span>{device.name}" · "{since}</span>{state}</li> }
        })
        .collect();
    let button =
        if again { say("重新邀请", "Invite again") } else { say("生成邀请", "Make an invitation") };
    let title = TITLE.in_(locale);
    let body = view! {
        <main class="alone">
            <div class="state invite" data-kind="done">
                <h1 class="state-title">{title}</h1>
                <p>{person.name}</p>
                {given}
                {steps}
                {(!rows.is_empty()).then(|| view! { <ul class="invite-devices">{rows}</ul> })}
                <div class="cluster">
                    <form method="post" action=format!("/invite/{}", escape(id))>
                        <button class="button" data-kind="primary" type="submit">{button}</button>
                    </form>
                    <a class="button" data-kind="quiet" href=format!("/register/stakeholder/{}", escape(id))>{say("回到档案", "Back to the record")}</a>
                </div>
            </div>
        </main>
    };
    page(look, title, body)
}
