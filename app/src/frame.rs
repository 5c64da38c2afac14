//! The frame around every screen: a rail on a desk, a bar under the thumb on a phone, nothing at
//! all on a wall.

use domain::policy::{Action, Grant, Role, grant};
use domain::text::{Locale, Text, text};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_location;
use ui::component::Icon;
use ui::component::icon::BrandMark;

use crate::live::live;
use crate::reader::{Reader, reader};

const SKIP: Text = text("跳到正文", "Skip to content");
const MENU: Text = text("导航", "Navigation");
const BRAND: Text = text("标尺", "Yardstick");
const PORTFOLIO: Text = text("经营总览", "Portfolio");
const OWN: Text = text("我的公司", "My company");
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
pub fn Frame(children: Children) -> impl IntoView {
    let location = use_location();
    let is_wall = Memo::new(move |_| location.pathname.with(|path| path.starts_with("/wall")));
    let reader = StoredValue::new(reader());
    view! {
        <div class=move || if is_wall.get() { "wall" } else { "shell" }>
            <Show when=move || !is_wall.get()>
                <Around reader=reader.get_value()/>
            </Show>
            <main id="main" tabindex="-1" class=move || if is_wall.get() { "wall-canvas" } else { "page" }>
                <Show when=move || !is_wall.get()>
                    <Notices reader=reader.get_value()/>
                </Show>
                {children()}
            </main>
            <Show when=move || !is_wall.get()>
                <BottomBar reader=reader.get_value()/>
            </Show>
        </div>
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
    let is_internal = reader.role.is_some_and(Role::is_internal);
    let home = home(&reader);
    let may_import = may(&reader, Action::Import, "account");
    view! {
        <a class="skip" href="#main">{SKIP.in_(locale)}</a>
        <header class="topbar">
            <a class="brand" href=home.clone()><BrandMark/><span>"标尺"</span></a>
            <div class="topbar-tools"><Preferences locale theme=reader.theme.clone()/></div>
        </header>
        <nav class="rail" aria-label=MENU.in_(locale)>
            <a class="brand" href=home.clone()><BrandMark/><span>{BRAND.in_(locale)}</span></a>
            <div class="rail-group">
                <RailLink href=home label=if is_internal { PORTFOLIO } else { OWN }.in_(locale) icon=icondata_lu::LuGauge/>
                {is_internal.then(|| view! { <RailLink href="/wall/portfolio".to_owned() label=WALL.in_(locale) icon=icondata_lu::LuMonitor/> })}
                {may_import.then(|| view! { <RailLink href="/import".to_owned() label=IMPORT.in_(locale) icon=icondata_lu::LuUpload/> })}
            </div>
            {groups
                .into_iter()
                .map(|(label, links)| {
                    view! {
                        <div class="rail-group">
                            <p class="rail-label">{label}</p>
                            {links.into_iter().map(|(href, label, icon)| view! { <RailLink href label icon/> }).collect_view()}
                        </div>
                    }
                })
                .collect_view()}
            <div class="rail-foot">
                <p class="rail-person">{reader.name.clone()}</p>
                <Preferences locale theme=reader.theme.clone()/>
                <form method="post" action="/session/end">
                    <button class="button" data-kind="quiet" type="submit">
                        <Icon icon=icondata_lu::LuLogOut/>
                        <span>{SIGN_OUT.in_(locale)}</span>
                    </button>
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
    let is_night = theme == "night";
    let (next, next_label) = if is_night { ("day", DAY) } else { ("night", NIGHT) };
    view! {
        <form class="cluster" method="post" action="/preference">
            <button class="button" data-kind="quiet" type="submit" name="locale" value=other lang=other>{label}</button>
            <button class="button" data-kind="quiet" type="submit" name="theme" value=next>
                <Icon icon=if is_night { icondata_lu::LuSun } else { icondata_lu::LuMoon }/>
                <span>{next_label.in_(locale)}</span>
            </button>
        </form>
    }
}

#[component]
fn RailLink(href: String, label: &'static str, icon: icondata_core::Icon) -> impl IntoView {
    view! {
        <A href attr:class="rail-link" exact=true attr:title=label>
            <Icon icon/>
            <span>{label}</span>
        </A>
    }
}

#[component]
fn BottomBar(reader: Reader) -> impl IntoView {
    let locale = reader.locale;
    let is_internal = reader.role.is_some_and(Role::is_internal);
    let mut links = vec![(home(&reader), if is_internal { PORTFOLIO } else { OWN }.in_(locale), icondata_lu::LuGauge)];
    links.extend(["account", "alert", "task", "ticket", "demand", "contract"].iter().filter_map(|table| noun_link(&reader, table)).take(3));
    view! {
        <nav class="bottombar" aria-label=MENU.in_(locale)>
            {links
                .into_iter()
                .map(|(href, label, icon)| {
                    view! {
                        <A href attr:class="bottombar-link" exact=true>
                            <Icon icon/>
                            <span>{label}</span>
                        </A>
                    }
                })
                .collect_view()}
        </nav>
    }
}

#[component]
fn Notices(reader: Reader) -> impl IntoView {
    let live = live();
    let locale = reader.locale;
    view! {
        <Show when=move || !live.connected.get()>
            <p class="notice" data-kind="watch" role="status">{OFFLINE.in_(locale)}</p>
        </Show>
        {reader.is_demo.then(|| view! { <p class="demo-note">{DEMO.in_(locale)}</p> })}
    }
}

/// Where a reader starts: a sponsor on their own company's board, all others on the portfolio.
pub fn home(reader: &Reader) -> String {
    match (&reader.role, &reader.account_id) {
        (Some(Role::ExecutiveSponsor), Some(account)) => format!("/account/{account}"),
        _ => "/".to_owned(),
    }
}

/// The picture beside a noun.
fn icon_of(table: &str) -> icondata_core::Icon {
    match table {
        "account" => icondata_lu::LuBuilding2,
        "stakeholder" => icondata_lu::LuNetwork,
        "touchpoint" => icondata_lu::LuMessageSquare,
        "demand" => icondata_lu::LuQuote,
        "team_member" => icondata_lu::LuUsers,
        "subscription" => icondata_lu::LuRepeat,
        "arr_event" => icondata_lu::LuTrendingUp,
        "contract" => icondata_lu::LuHandshake,
        "payment" => icondata_lu::LuCoins,
        "churn_event" => icondata_lu::LuUserX,
        "usage" => icondata_lu::LuActivity,
        "ticket" => icondata_lu::LuTicket,
        "survey_response" => icondata_lu::LuStar,
        "feature" => icondata_lu::LuBoxes,
        "core_action" => icondata_lu::LuZap,
        "alert" => icondata_lu::LuBell,
        "task" => icondata_lu::LuListTodo,
        "user" => icondata_lu::LuUserCog,
        "company" => icondata_lu::LuSettings,
        "audit" => icondata_lu::LuScrollText,
        _ => icondata_lu::LuFileText,
    }
}

/// A noun's register, when this reader may open it.
fn noun_link(reader: &Reader, table: &str) -> Option<(String, &'static str, icondata_core::Icon)> {
    let spec = domain::noun::spec(table)?;
    may(reader, Action::Read, table).then(|| (format!("/register/{table}"), spec.plural.in_(reader.locale), icon_of(table)))
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
