//! The frame around every screen: a rail on a desk, a bar under the thumb on a phone, nothing at
//! all on a wall.

use domain::policy::Role;
use domain::text::{Locale, Text, text};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use leptos::web_sys::{Element, HtmlElement, MouseEvent};
use leptos_meta::Title;
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
const MORE: Text = text("更多", "More");
const BACK: Text = text("回到经营总览", "Back to the portfolio");
const BACK_OWN: Text = text("回到我的公司", "Back to my company");
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
        // The router would take a plain link to a place on the page, and not move the focus there.
        <a class="skip" href="#main" rel="external">{SKIP.in_(locale)}</a>
        <header class="topbar">
            <a class="brand" href=home.clone()><BrandMark/><span>"标尺"</span></a>
            <div class="topbar-tools"><Preferences locale theme=reader.theme.clone()/></div>
        </header>
        // On a phone the rail opens over the page from the bar below, by the browser's own means.
        <nav class="rail" id="places" popover="auto" aria-label=MENU.in_(locale) on:click=went>
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

/// Closes the places once one of them was chosen.
fn went(event: MouseEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let is_link = target.is_some_and(|target| matches!(target.closest("a"), Ok(Some(_))));
    let rail = event.current_target().and_then(|rail| rail.dyn_into::<HtmlElement>().ok());
    if let (true, Some(rail)) = (is_link, rail) {
        let _ = rail.hide_popover();
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
            <button class="bottombar-link" type="button" popovertarget="places">
                <Icon icon=icondata_lu::LuMenu/>
                <span>{MORE.in_(reader.locale)}</span>
            </button>
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

/// The way to where a reader starts, named by where it leads.
pub fn way_home(reader: &Reader) -> (String, &'static str) {
    let href = home(reader);
    let words = if href == "/" { BACK } else { BACK_OWN };
    (href, words.in_(reader.locale))
}

/// There is no such page.
#[component]
pub fn NotFound() -> impl IntoView {
    let locale = reader().locale;
    view! { <Failure problem=domain::problem::Problem::not_found() locale/> }
}

/// What of an address was not understood and is left out.
#[component]
pub fn LeftOut(problems: domain::problem::Problems, locale: Locale) -> impl IntoView {
    let line = |problem: &domain::problem::Problem| view! { <p>{problem.message(locale).to_owned()}</p> };
    (!problems.is_empty()).then(|| {
        view! { <div class="notice stack" data-kind="watch" role="status">{problems.iter().map(line).collect_view()}</div> }
    })
}

/// A failure as people are shown it: what happened, what to do, the reference.
#[component]
pub fn Failure(
    problem: domain::problem::Problem,
    locale: Locale,
    /// It stands on a page that has a title of its own.
    #[prop(optional)]
    within: bool,
) -> impl IntoView {
    use domain::problem::ProblemKind;
    #[cfg(not(target_arch = "wasm32"))]
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(crate::api::host::status(problem.kind));
    }
    let reader = reader();
    let kind = match problem.kind {
        ProblemKind::Forbidden | ProblemKind::SignedOut => "forbidden",
        ProblemKind::NotFound => "empty",
        _ => "error",
    };
    let title = match problem.kind {
        ProblemKind::NotFound => text("没有找到", "Not found"),
        ProblemKind::Forbidden => text("没有权限", "Not allowed"),
        ProblemKind::SignedOut => text("登录已结束", "Session ended"),
        _ => text("无法显示", "Cannot be shown"),
    };
    let (href, words) = if problem.kind == ProblemKind::SignedOut {
        ("/sign-in".to_owned(), text("登录", "Sign in").in_(locale))
    } else {
        way_home(&reader)
    };
    let reference = problem.reference.clone();
    let message = problem.message(locale).to_owned();
    let heading = if within {
        view! { <h2 class="state-title">{message}</h2> }.into_any()
    } else {
        view! { <Title text=title.in_(locale)/> <h1 class="state-title">{message}</h1> }.into_any()
    };
    view! {
        <div class="state" data-kind=kind>
            {heading}
            <div class="cluster"><a class="button" href=href rel=(kind == "forbidden").then_some("external")>{words}</a></div>
            {reference.map(|id| view! { <p class="state-reference">{text("编号", "Reference").in_(locale)}" "{id}</p> })}
        </div>
    }
}
