//! The frame around every screen: a rail on a desk, a bar under the thumb on a phone, nothing at
//! all on a wall.

#[cfg(not(target_arch = "wasm32"))]
mod around;

use domain::policy::Role;
use domain::text::{Locale, Text, text};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use leptos::web_sys::{Element, HtmlElement, MouseEvent};
use leptos_meta::Title;
use leptos_router::hooks::use_location;

use crate::live::live;
use crate::reader::{Reader, reader};
use crate::screen::palette::Palette;

const DEMO: Text =
    text("演示数据：公司、人名与数字均为合成", "Demonstration: companies, people and figures are synthetic");
const OFFLINE: Text = text(
    "与服务器的连接已断开，正在重连；所示为断开前的数据。",
    "The line to the server is down; reconnecting. What you see is from before.",
);
const BACK: Text = text("回到经营总览", "Back to the portfolio");
const BACK_OWN: Text = text("回到首页", "Back to my start");

/// The frame and the screen within it.
#[component]
pub fn Frame(children: Children) -> impl IntoView {
    let location = use_location();
    let is_wall = Memo::new(move |_| location.pathname.with(|path| path.starts_with("/wall")));
    let (before, bar) = around(&reader());
    let reader = StoredValue::new(reader());
    #[cfg(target_arch = "wasm32")]
    Effect::new(move |_| location.pathname.with(|path| mark(path)));
    view! {
        <div class=move || if is_wall.get() { "wall" } else { "shell" }>
            <div class="around" inner_html=before on:click=went></div>
            <main id="main" tabindex="-1" class=move || if is_wall.get() { "wall-canvas" } else { "page" }>
                <Show when=move || !is_wall.get()>
                    <Notices reader=reader.get_value()/>
                </Show>
                {children()}
            </main>
            <div class="around" inner_html=bar></div>
            <Show when=move || !is_wall.get()>
                <Palette/>
            </Show>
        </div>
    }
}

/// What stands before and after the screen; in a browser it is there already.
#[cfg(not(target_arch = "wasm32"))]
fn around(reader: &Reader) -> (String, String) {
    let (groups, path) = (crate::nav::groups(reader), crate::reader::path());
    let is_phone = crate::reader::held() == domain::board::arrange::Screen::Phone;
    (around::before(reader, groups.clone(), &path, !is_phone), around::bar(reader, groups, &path))
}

#[cfg(target_arch = "wasm32")]
fn around(_: &Reader) -> (String, String) {
    Default::default()
}

#[cfg(target_arch = "wasm32")]
/// Marks the places that lead to where the reader is.
fn mark(path: &str) {
    let Ok(places) = document().query_selector_all(".around a[href]") else { return };
    for place in (0..places.length()).filter_map(|at| places.item(at)) {
        let Ok(place) = place.dyn_into::<Element>() else { continue };
        if place.get_attribute("href").as_deref() == Some(path) && !place.class_list().contains("brand") {
            let _ = place.set_attribute("aria-current", "page");
        } else {
            let _ = place.remove_attribute("aria-current");
        }
    }
}

/// Closes the places once one of them was chosen.
fn went(event: MouseEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let is_link = target.is_some_and(|target| matches!(target.closest("a"), Ok(Some(_))));
    let rail = document().get_element_by_id("places").and_then(|rail| rail.dyn_into::<HtmlElement>().ok());
    if let (true, Some(rail)) = (is_link, rail) {
        let _ = rail.hide_popover();
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

/// The way to where a reader starts, named by what is there.
pub fn way_home(reader: &Reader) -> (String, &'static str) {
    let words = if reader.role.is_some_and(Role::sees_shared_only) { BACK_OWN } else { BACK };
    ("/".to_owned(), words.in_(reader.locale))
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
    #[cfg(not(target_arch = "wasm32"))]
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(crate::api::host::status(problem.kind));
    }
    let (title, shown) = failure(&problem, &Reader { locale, ..reader() }, within);
    view! { {(!within).then(|| view! { <Title text=title/> })} {shown} }
}

/// What a failure is called, and as it is shown.
pub fn failure(problem: &domain::problem::Problem, reader: &Reader, within: bool) -> (&'static str, AnyView) {
    use domain::problem::ProblemKind;
    let locale = reader.locale;
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
        way_home(reader)
    };
    let reference = problem.reference.clone();
    let message = problem.message(locale).to_owned();
    let heading = if within {
        view! { <h2 class="state-title">{message}</h2> }.into_any()
    } else {
        view! { <h1 class="state-title">{message}</h1> }.into_any()
    };
    let shown = view! {
        <div class="state" data-kind=kind>
            {heading}
            <div class="cluster"><a class="button" href=href rel=(kind == "forbidden").then_some("external")>{words}</a></div>
            {reference.map(|id| view! { <p class="state-reference">{text("编号", "Reference").in_(locale)}" "{id}</p> })}
        </div>
    };
    (title.in_(locale), shown.into_any())
}
