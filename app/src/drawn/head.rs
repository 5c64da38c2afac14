//! What stands around a board: its name, the ways from here, and on a wall its age.

use domain::format::age;
use domain::noun::account::Account;
use domain::policy::{Action, Grant, Role, grant};
use domain::query::{joined, pairs};
use domain::record::Record as _;
use domain::text::{Locale, Text, text};
use leptos::prelude::*;
use ui::board::{Container, Head};

use crate::reader::Reader;

const BRAND: Text = text("标尺", "Yardstick");
const AS_TEXT: Text = text("读成一篇", "Read as text");
const AS_BOARD: Text = text("看图表", "See the charts");
const REWORD: Text = text("改写导读", "Reword headlines");
const ARRANGE: Text = text("排列", "Arrange");
const SHARE: Text = text("分享", "Share");
const ACCOUNTS: Text = text("客户", "Accounts");
const DONE: Text = text("已经记下，大家现在就能看到", "It is on record, for all to see");
const UNDO: Text = text("撤销", "Undo");
const HERE: Text = text("位置", "You are here");
const MAP: Text = text("权力地图", "Power map");
const PROFILE: Text = text("客户档案", "Profile");
const RECORD: Text = text("档案", "Record");
const DEMO: Text = text("演示数据，均为合成", "Demonstration, all data synthetic");

/// What can be written down from an account: the noun and the words on the button.
const ADD: &[(&str, Text)] = &[
    ("touchpoint", text("记一次接触", "Log a contact")),
    ("demand", text("记一条诉求", "Add a demand")),
    ("task", text("加一个任务", "Add a task")),
];

/// What the browser's tab is called.
pub fn title(head: &Head, container: Container, locale: Locale) -> String {
    match container {
        Container::Wall => head.title.clone(),
        Container::Desk | Container::Text => format!("{} · {}", head.title, BRAND.in_(locale)),
    }
}

/// Of a board of all customers together, at its path.
pub fn whole(head: &Head, path: &str, url: &str, container: Container, reader: &Reader) -> AnyView {
    view! {
        <header class="page-head">
            <h1 class="page-title">{head.title.clone()}</h1>
            <div class="page-tools">{other_view(path, url, container, reader.locale)}{reword(path, url, container, reader)}{arrange(path, container, reader)}{share(path, url, reader)}</div>
            <p class="page-lead">{head.subtitle.clone()}</p>
        </header>
    }
    .into_any()
}

/// Of an account's board: what the team sees of a customer, and what the customer's sponsor sees of their own company.
pub fn account(head: &Head, id: &str, url: &str, container: Container, reader: &Reader) -> AnyView {
    let locale = reader.locale;
    let is_sponsor = reader.role == Some(Role::ExecutiveSponsor);
    let path = (!is_sponsor).then(|| {
        view! {
            <nav class="breadcrumb" aria-label=HERE.in_(locale)>
                <ol class="breadcrumb">
                    <li><a href="/register/account">{ACCOUNTS.in_(locale)}</a></li>
                    <li aria-current="page">{head.title.clone()}</li>
                </ol>
            </nav>
        }
    });
    let add = ADD.iter().filter(|(table, _)| reader.creates.iter().any(|noun| noun == table)).map(|(table, words)| {
        view! { <a class="button" href=format!("/register/{table}/new?account_id={id}")>{words.in_(locale)}</a> }
    });
    view! {
        <header class="page-head">
            {path}
            <h1 class="page-title">{head.title.clone()}</h1>
            <div class="page-tools">
                {add.collect_view()}
                {other_view(&format!("/account/{id}"), url, container, locale)}
                {arrange(&format!("/account/{id}"), container, reader)}
                {share(&format!("/account/{id}"), url, reader)}
                {(!is_sponsor).then(|| view! { <a class="button" rel="external" href=format!("/account/{id}/profile")>{PROFILE.in_(locale)}</a><a class="button" rel="external" href=format!("/account/{id}/map")>{MAP.in_(locale)}</a> })}
                <a class="button" href=format!("/register/account/{id}")>{RECORD.in_(locale)}</a>
            </div>
            <p class="page-lead">{head.subtitle.clone()}</p>
        </header>
    }
    .into_any()
}

/// Of a wall: the name, the age, and at the foot where the figures come from.
pub fn wall(head: &Head, locale: Locale) -> AnyView {
    view! {
        <header class="wall-head">
            <h1 class="wall-title">{head.title.clone()}<span class="visually-hidden">{head.sentence.clone()}</span></h1>
            <p class="wall-clock"><time class="age" data-age="fresh" datetime=head.composed_at.clone()>{age(0, locale)}</time></p>
        </header>
        <footer class="ticker">
            <p>{head.subtitle.clone()}</p>
            {head.is_demo.then(|| view! { <p>{DEMO.in_(locale)}</p> })}
        </footer>
    }
    .into_any()
}

/// The way to put its sentences into one's own words, from where they are read; and back, which reads them.
fn reword(path: &str, url: &str, container: Container, reader: &Reader) -> Option<AnyView> {
    let may = reader.role.and_then(|role| Some(grant(role, Action::Create, domain::noun::spec("headline")?)));
    if container != Container::Text || may.is_none_or(|may| may == Grant::None) {
        return None;
    }
    let pairs = pairs(url);
    // Two periods beside each other are compared by the board itself.
    if pairs.iter().any(|(name, value)| name == "against" && !value.is_empty()) {
        return None;
    }
    let is_writing = pairs.iter().any(|(name, _)| name == "write");
    let mut rest = asked(url);
    rest.push(("view".to_owned(), "text".to_owned()));
    if !is_writing {
        rest.push(("write".to_owned(), String::new()));
    }
    let words = if is_writing { AS_TEXT } else { REWORD };
    let href = format!("{path}?{}", joined(&rest));
    Some(view! { <a class="button" data-kind="quiet" href=href>{words.in_(reader.locale)}</a> }.into_any())
}

/// What a URL asks of its board, whichever way it is read.
fn asked(url: &str) -> Vec<(String, String)> {
    let is_asked = |name: &str| !matches!(name, "view" | "write" | "done");
    pairs(url).into_iter().filter(|(name, _)| is_asked(name)).collect()
}

/// The way to put its tiles in another order, for those it is not arranged for by us.
fn arrange(path: &str, container: Container, reader: &Reader) -> Option<AnyView> {
    reader.role.filter(|role| container == Container::Desk && !role.sees_shared_only())?;
    let href = format!("/arrange?{}", joined(&[("at".to_owned(), path.to_owned())]));
    Some(
        view! { <a class="button" data-kind="quiet" href=href rel="external">{ARRANGE.in_(reader.locale)}</a> }
            .into_any(),
    )
}

/// The way to show it to somebody else, for those who may take data out.
fn share(path: &str, url: &str, reader: &Reader) -> Option<AnyView> {
    reader.role.filter(|role| grant(*role, Action::Export, Account::SPEC) != Grant::None)?;
    let at = if url.is_empty() { path.to_owned() } else { format!("{path}?{url}") };
    let href = format!("/share?{}", joined(&[("at".to_owned(), at)]));
    Some(
        view! { <a class="button" data-kind="quiet" href=href rel="external">{SHARE.in_(reader.locale)}</a> }
            .into_any(),
    )
}

/// Something was done, and can be undone.
pub fn done(key: String, locale: Locale) -> AnyView {
    view! {
        <div class="toasts" role="status">
            <form class="toast" data-kind="done" method="post" action="/act/undo">
                <span>{DONE.in_(locale)}</span>
                <input type="hidden" name="key" value=key/>
                <button class="toast-action" type="submit">{UNDO.in_(locale)}</button>
            </form>
        </div>
    }
    .into_any()
}

/// The way from the charts to the article and back, with all else of the URL kept.
fn other_view(path: &str, url: &str, container: Container, locale: Locale) -> AnyView {
    let is_text = container == Container::Text;
    let mut rest = asked(url);
    if !is_text {
        rest.push(("view".to_owned(), "text".to_owned()));
    }
    let query = joined(&rest);
    let href = if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") };
    let words = if is_text { AS_BOARD } else { AS_TEXT };
    view! { <a class="button" data-kind="quiet" href=href>{words.in_(locale)}</a> }.into_any()
}
