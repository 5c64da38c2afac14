//! The frame around every screen: a rail on a desk, a bar under the thumb on a phone, nothing at
//! all on a wall.

use domain::policy::Role;
use domain::text::{Locale, Text, text};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_location;
use ui::component::Icon;
use ui::component::icon::{BrandMark, Outline};

use crate::live::live;
use crate::nav::Link;
use crate::reader::{Reader, reader};
use crate::screen::palette::Palette;

const SKIP: Text = text("跳到正文", "Skip to content");
const MENU: Text = text("导航", "Navigation");
const BRAND: Text = text("标尺", "Yardstick");
const SIGN_OUT: Text = text("退出登录", "Sign out");
const DEMO: Text =
    text("演示数据：公司、人名与数字均为合成", "Demonstration: companies, people and figures are synthetic");
const OFFLINE: Text = text(
    "与服务器的连接已断开，正在重连；所示为断开前的数据。",
    "The line to the server is down; reconnecting. What you see is from before.",
);
const DAY: Text = text("日间", "Day");
const COMPACT: Text = text("紧凑", "Compact");
const COMFORTABLE: Text = text("宽松", "Comfortable");
const NIGHT: Text = text("夜间", "Night");

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
                <Palette/>
            </Show>
        </div>
    }
}

#[component]
fn Around(reader: Reader) -> impl IntoView {
    let locale = reader.locale;
    let home = home(&reader);
    view! {
        <a class="skip" href="#main">{SKIP.in_(locale)}</a>
        <header class="topbar">
            <a class="brand" href=home.clone()><BrandMark/><span>"标尺"</span></a>
            <div class="topbar-tools"><Preferences locale theme=reader.theme.clone()/></div>
        </header>
        <nav class="rail" aria-label=MENU.in_(locale)>
            <a class="brand" href=home><BrandMark/><span>{BRAND.in_(locale)}</span></a>
            {reader
                .nav
                .into_iter()
                .map(|group| {
                    view! {
                        <div class="rail-group">
                            {(!group.label.is_empty()).then(|| view! { <p class="rail-label">{group.label}</p> })}
                            {group.links.into_iter().map(|link| view! { <NavLink link class="rail-link"/> }).collect_view()}
                        </div>
                    }
                })
                .collect_view()}
            <div class="rail-foot">
                <p class="rail-person">{reader.name.clone()}</p>
                <Preferences locale theme=reader.theme.clone() density=reader.density.clone()/>
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
fn Preferences(locale: Locale, theme: String, #[prop(optional)] density: Option<String>) -> impl IntoView {
    let (other, label) = match locale {
        Locale::Zh => ("en", "English"),
        Locale::En => ("zh", "中文"),
    };
    let is_night = theme == "night";
    let (next, next_label) = if is_night { ("day", DAY) } else { ("night", NIGHT) };
    let rows = density.map(|density| {
        let (next, label) =
            if density == "compact" { ("comfortable", COMFORTABLE) } else { ("compact", COMPACT) };
        view! {
            <button class="button" data-kind="quiet" type="submit" name="density" value=next>
                <Icon icon=icondata_lu::LuRows3/>
                <span>{label.in_(locale)}</span>
            </button>
        }
    });
    view! {
        <form class="cluster" method="post" action="/preference">
            <button class="button" data-kind="quiet" type="submit" name="locale" value=other lang=other>{label}</button>
            <button class="button" data-kind="quiet" type="submit" name="theme" value=next>
                <Icon icon=if is_night { icondata_lu::LuSun } else { icondata_lu::LuMoon }/>
                <span>{next_label.in_(locale)}</span>
            </button>
            {rows}
        </form>
    }
}

#[component]
fn NavLink(link: Link, class: &'static str) -> impl IntoView {
    let Link { href, label, icon, is_bar: _ } = link;
    let title = label.clone();
    view! {
        <A href attr:class=class exact=true attr:title=title>
            <Outline data=icon/>
            <span>{label}</span>
        </A>
    }
}

#[component]
fn BottomBar(reader: Reader) -> impl IntoView {
    let links = reader.nav.into_iter().flat_map(|group| group.links).filter(|link| link.is_bar);
    view! {
        <nav class="bottombar" aria-label=MENU.in_(reader.locale)>
            {links.map(|link| view! { <NavLink link class="bottombar-link"/> }).collect_view()}
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

/// There is no such page.
#[component]
pub fn NotFound() -> impl IntoView {
    let locale = reader().locale;
    view! { <Failure problem=domain::problem::Problem::not_found() locale/> }
}

/// A failure as people are shown it: what happened, what to do, the reference.
#[component]
pub fn Failure(problem: domain::problem::Problem, locale: Locale) -> impl IntoView {
    use domain::problem::ProblemKind;
    #[cfg(not(target_arch = "wasm32"))]
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(crate::api::host::status(problem.kind));
    }
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
