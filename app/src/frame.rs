//! The frame around every screen: a rail on a desk, a bar under the thumb on a phone, nothing at
//! all on a wall.

use domain::policy::{Action, Grant, Role, grant};
use domain::text::{Locale, Text, text};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_location;

use crate::live::live;
use crate::reader::{Reader, reader};

const SKIP: Text = text("跳到正文", "Skip to content");
const MENU: Text = text("导航", "Navigation");
const PORTFOLIO: Text = text("经营总览", "Portfolio");
const WALL: Text = text("大屏", "Wall");
const IMPORT: Text = text("导入", "Import");
const SIGN_OUT: Text = text("退出登录", "Sign out");
const DEMO: Text = text("演示数据：公司、人名与数字均为合成", "Demonstration: companies, people and figures are synthetic");
const OFFLINE: Text = text("与服务器的连接已断开，正在重连；所示为断开前的数据。", "The line to the server is down; reconnecting. What you see is from before.");
const DAY: Text = text("日间", "Day");
const NIGHT: Text = text("夜间", "Night");

/// The groups of the rail: a heading and the nouns under it.
const GROUPS: &[(Text, &[&str])] = &[
    (text("客户经营", "Accounts"), &["account", "stakeholder", "touchpoint", "demand", "team_member"]),
    (text("收入", "Revenue"), &["subscription", "arr_event", "contract", "payment", "churn_event"]),
    (text("使用与服务", "Usage and service"), &["usage", "ticket", "survey_response", "feature", "core_action"]),
    (text("待办", "Work"), &["alert", "task"]),
    (text("系统", "System"), &["user", "company", "audit"]),
];

/// The frame and the screen within it.
#[component]
pub fn Frame(children: ChildrenFn) -> impl IntoView {
    let location = use_location();
    let is_wall = Memo::new(move |_| location.pathname.with(|path| path.starts_with("/wall")));
    let reader = StoredValue::new(reader());
    let children = StoredValue::new(children);
    view! {
        <Show when=move || !is_wall.get()>
            <Around reader=reader.get_value()/>
        </Show>
        <main id="main" tabindex="-1" class=move || if is_wall.get() { "wall" } else { "page" }>
            <Show when=move || !is_wall.get()>
                <Notices reader=reader.get_value()/>
            </Show>
            {children.with_value(|children| children())}
        </main>
        <Show when=move || !is_wall.get()>
            <BottomBar reader=reader.get_value()/>
        </Show>
    }
}

#[component]
fn Around(reader: Reader) -> impl IntoView {
    let locale = reader.locale;
    let groups: Vec<_> = GROUPS
        .iter()
        .map(|(label, tables)| {
            let links: Vec<_> = tables.iter().filter_map(|table| noun_link(&reader, table)).collect();
            (label.in_(locale), links)
        })
        .filter(|(_, links)| !links.is_empty())
        .collect();
    let may_import = may(&reader, Action::Import, "account");
    view! {
        <a class="skip" href="#main">{SKIP.in_(locale)}</a>
        <header class="topbar">
            <a class="brand" href="/">"标尺"</a>
            <Preferences locale theme=reader.theme.clone()/>
        </header>
        <nav class="rail" aria-label=MENU.in_(locale)>
            <a class="brand" href="/">"标尺 Yardstick"</a>
            <div class="rail-group">
                <RailLink href="/".to_owned() label=PORTFOLIO.in_(locale)/>
                {reader.role.is_some_and(Role::is_internal).then(|| view! { <RailLink href="/wall/portfolio".to_owned() label=WALL.in_(locale)/> })}
                {may_import.then(|| view! { <RailLink href="/import".to_owned() label=IMPORT.in_(locale)/> })}
            </div>
            {groups
                .into_iter()
                .map(|(label, links)| {
                    view! {
                        <div class="rail-group">
                            <p class="rail-label">{label}</p>
                            {links.into_iter().map(|(href, label)| view! { <RailLink href label/> }).collect_view()}
                        </div>
                    }
                })
                .collect_view()}
            <div class="rail-foot">
                <p class="rail-person">{reader.name.clone()}</p>
                <Preferences locale theme=reader.theme.clone()/>
                <form method="post" action="/session/end">
                    <button class="button" data-kind="quiet" type="submit">{SIGN_OUT.in_(locale)}</button>
                </form>
            </div>
        </nav>
    }
}

/// Language and theme: plain forms, so that they work before and without WebAssembly.
#[component]
fn Preferences(locale: Locale, theme: String) -> impl IntoView {
    let (other, label) = match locale {
        Locale::Zh => ("en", "English"),
        Locale::En => ("zh", "中文"),
    };
    let (next, next_label) = if theme == "night" { ("day", DAY) } else { ("night", NIGHT) };
    view! {
        <form class="cluster" method="post" action="/preference">
            <button class="button" data-kind="quiet" type="submit" name="locale" value=other>{label}</button>
            <button class="button" data-kind="quiet" type="submit" name="theme" value=next>{next_label.in_(locale)}</button>
        </form>
    }
}

#[component]
fn RailLink(href: String, label: &'static str) -> impl IntoView {
    view! { <A href attr:class="rail-link" exact=true><span>{label}</span></A> }
}

#[component]
fn BottomBar(reader: Reader) -> impl IntoView {
    let locale = reader.locale;
    let mut links = vec![("/".to_owned(), PORTFOLIO.in_(locale))];
    links.extend(["account", "alert", "task", "ticket", "demand"].iter().filter_map(|table| noun_link(&reader, table)).take(3));
    view! {
        <nav class="bottombar" aria-label=MENU.in_(locale)>
            {links
                .into_iter()
                .map(|(href, label)| view! { <A href attr:class="bottombar-link" exact=true><span>{label}</span></A> })
                .collect_view()}
        </nav>
    }
}

#[component]
fn Notices(reader: Reader) -> impl IntoView {
    let live = live();
    let locale = reader.locale;
    view! {
        {reader.is_demo.then(|| view! { <p class="notice" data-kind="demo">{DEMO.in_(locale)}</p> })}
        <Show when=move || !live.connected.get()>
            <p class="notice" data-kind="stale" role="status">{OFFLINE.in_(locale)}</p>
        </Show>
    }
}

/// A noun's register, when this reader may open it.
fn noun_link(reader: &Reader, table: &str) -> Option<(String, &'static str)> {
    let spec = domain::noun::spec(table)?;
    may(reader, Action::Read, table).then(|| (format!("/register/{table}"), spec.plural.in_(reader.locale)))
}

fn may(reader: &Reader, action: Action, table: &str) -> bool {
    match (reader.role, domain::noun::spec(table)) {
        (Some(role), Some(spec)) => grant(role, action, spec) != Grant::None,
        _ => false,
    }
}

/// There is no such page.
#[component]
pub fn NotFound() -> impl IntoView {
    let locale = reader().locale;
    #[cfg(not(target_arch = "wasm32"))]
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(axum::http::StatusCode::NOT_FOUND);
    }
    view! { <Failure problem=domain::problem::Problem::not_found() locale/> }
}

/// A failure as people are shown it: what happened, what to do, the reference.
#[component]
pub fn Failure(problem: domain::problem::Problem, locale: Locale) -> impl IntoView {
    use domain::problem::ProblemKind;
    let kind = match problem.kind {
        ProblemKind::Forbidden | ProblemKind::SignedOut => "forbidden",
        ProblemKind::NotFound => "empty",
        _ => "error",
    };
    let home = text("回到总览", "Back to the portfolio").in_(locale);
    let reference = problem.reference.clone();
    view! {
        <div class="state" data-kind=kind>
            <h2 class="state-title">{problem.message(locale).to_owned()}</h2>
            <div class="cluster"><a class="button" href="/">{home}</a></div>
            {reference.map(|id| view! { <p class="state-reference">{text("编号", "Reference").in_(locale)}" "{id}</p> })}
        </div>
    }
}
