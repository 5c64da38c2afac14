//! What each author of headlines has written, had refused, and should look at again (M45).

use axum::Extension;
use axum::response::Response;
use domain::problem::Problem;
use domain::text::{Locale, Text, text};
use leptos::prelude::*;
use service::headline::{Author, Moved, report};

use super::identity::Visitor;
use super::page::{Look, page};
use super::problem::Refused;

const TITLE: Text = text("导读：按作者", "Headlines by author");

/// The report.
pub async fn show(Extension(visitor): Extension<Visitor>) -> Result<Response, Refused> {
    let session = visitor.session.as_ref().ok_or_else(Problem::signed_out)?;
    let authors = report(&session.ctx).await?;
    Ok(shown(&visitor.look, authors))
}

fn shown(look: &Look, authors: Vec<Author>) -> Response {
    let locale = look.locale;
    let say = move |zh: &'static str, en: &'static str| text(zh, en).in_(locale);
    let is_empty = authors.is_empty();
    let rows = authors.into_iter().map(|author| one(author, locale)).collect_view();
    let none = is_empty.then(|| {
        view! { <p>{say("还没有人改写过导读：数字现在由看板自己说。", "Nobody has reworded a headline yet: the boards speak for themselves.")}</p> }
    });
    let body = view! {
        <main class="alone">
            <div class="state share">
                <h1 class="state-title">{TITLE.in_(locale)}</h1>
                <p>{say("一句导读要有谓语、有数字。写不成句子的会退回，并记在作者名下。", "A headline needs a verb and a number. What is no sentence is refused, and counted for its author.")}</p>
                {none}
                <div class="share-list">{rows}</div>
                <a class="button" data-kind="quiet" href="/?view=text&write=">{say("去改写经营总览", "Reword the portfolio")}</a>
            </div>
        </main>
    };
    page(look, TITLE.in_(locale), body)
}

fn one(author: Author, locale: Locale) -> AnyView {
    let Author { name, written: (written, written_at), refused: (refused, refused_at), moved } = author;
    let name =
        if name.is_empty() { text("来自文件", "From a file").in_(locale).to_owned() } else { name };
    let count = moved.len();
    let words = match locale {
        Locale::Zh => [
            (format!("写了 {written} 条"), Some(written_at)),
            (format!("退回 {refused} 次"), Some(refused_at)),
            (format!("{count} 条数字已变"), None),
        ],
        Locale::En => [
            (format!("{written} written"), Some(written_at)),
            (format!("{refused} refused"), Some(refused_at)),
            (format!("{count} moved by the numbers"), None),
        ],
    };
    let words = words.map(|(words, href)| match href {
        Some(href) => view! { <a href=href>{words}</a>" · " }.into_any(),
        None => view! { <span>{words}</span> }.into_any(),
    });
    let rows = moved.into_iter().map(|moved| again(moved, locale)).collect_view();
    view! { <section><b>{name}</b>" "<span class="share-what">{words.into_iter().collect_view()}</span>{rows}</section> }
        .into_any()
}

/// Words to be looked at again.
fn again(moved: Moved, locale: Locale) -> AnyView {
    let Moved { of, words, now, href } = moved;
    let would = text("现在是：", "It would now read: ").in_(locale);
    view! { <p class="signed"><b><a href=href>{of}</a></b><span>{words}</span><span>{would}{now}</span></p> }
        .into_any()
}
