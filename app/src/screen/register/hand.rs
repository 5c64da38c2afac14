//! What a register gains in a browser that has taken it over: forms answer without leaving the page,
//! the search box while one types, and the keys.

use std::time::Duration;

use domain::record::Spec;
use domain::text::Locale;
use leptos::ev;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{
    Element, Event, FormData, HtmlButtonElement, HtmlElement, HtmlFormElement, HtmlInputElement,
    KeyboardEvent, SubmitEvent, UrlSearchParams,
};
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::address::Asked;
use crate::api::saved_view;
use crate::reader::Reader;

/// How long a hand rests before the words it typed are looked for.
const REST: Duration = Duration::from_millis(220);

/// Sends a GET form as a step within the page, to the question's one address; a form of saved views
/// without leaving the page at all.
pub fn submit(spec: &'static Spec, saved: RwSignal<u32>, reader: &Reader) -> impl Fn(SubmitEvent) + 'static {
    let navigate = use_navigate();
    let (locale, shared_only) = (reader.locale, reader.shared_only());
    move |event: SubmitEvent| {
        let Some(form) = event.target().and_then(|target| target.dyn_into::<HtmlFormElement>().ok()) else {
            return;
        };
        let Some(params) = typed_into(&form) else { return };
        if let Some(what) = form.get_attribute("data-view") {
            event.prevent_default();
            keep(what == "save", &params, saved, locale);
            form.reset();
            return;
        }
        let pressed = event.submitter().and_then(|button| button.dyn_into::<HtmlButtonElement>().ok());
        if let Some(button) = pressed.filter(|button| !button.name().is_empty()) {
            params.append(&button.name(), &button.value());
        }
        event.prevent_default();
        let asked = Asked::read(spec, shared_only, &String::from(params.to_string()));
        // Words typed into the search box replace one another; each is not a page to go back to.
        let replace = form.get_attribute("role").is_some_and(|role| role == "search");
        navigate(&asked.address(), NavigateOptions { scroll: false, replace, ..NavigateOptions::default() });
    }
}

/// Saves or removes a view, and has the page read again.
fn keep(is_save: bool, params: &UrlSearchParams, saved: RwSignal<u32>, locale: Locale) {
    let typed = |name: &str| params.get(name).unwrap_or_default();
    let (id, table, name, url_query) = (typed("id"), typed("table"), typed("name"), typed("url_query"));
    spawn_local(async move {
        let done = if is_save {
            saved_view::save(table, name, url_query).await.map(drop)
        } else {
            saved_view::remove(id).await
        };
        match done {
            Ok(()) => drop(saved.try_update(|count| *count += 1)),
            Err(fault) => drop(window().alert_with_message(fault.first().message(locale))),
        }
    });
}

fn typed_into(form: &HtmlFormElement) -> Option<UrlSearchParams> {
    let data = FormData::new_with_form(form).ok()?;
    UrlSearchParams::new_with_str_sequence_sequence(&data).ok()
}

/// Looks for what is in the search box once the hand rests.
pub fn typed() -> impl Fn(Event) + 'static {
    let resting = StoredValue::new(None::<TimeoutHandle>);
    move |event: Event| {
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let Some(form) = input.filter(|input| input.name() == "q").and_then(|input| input.form()) else {
            return;
        };
        let send = move || drop(form.request_submit());
        let next = set_timeout_with_handle(send, REST).ok();
        if let Some(before) = resting.try_update_value(|resting| std::mem::replace(resting, next)).flatten() {
            before.clear();
        }
    }
}

/// Closes the menu something was chosen from.
pub fn chosen(event: ev::MouseEvent) {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
    let is_choice = matches!(target.closest(".menu-list :is(a, button)"), Ok(Some(_)));
    if let (true, Ok(Some(menu))) = (is_choice, target.closest("details")) {
        let _ = menu.remove_attribute("open");
    }
}

/// Listens for the keys as long as the register is open.
pub fn listen() {
    Effect::new(|_| {
        let handle = window_event_listener(ev::keydown, |event| key(&event));
        on_cleanup(move || handle.remove());
    });
}

fn key(event: &KeyboardEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let is_typing =
        target.is_some_and(|target| matches!(target.closest("input, textarea, select, dialog"), Ok(Some(_))));
    if is_typing || event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    let in_rows = || {
        document()
            .active_element()
            .is_some_and(|active| matches!(active.closest(".register tbody"), Ok(Some(_))))
    };
    let done = match event.key().as_str() {
        "j" => step(true),
        "k" => step(false),
        "ArrowDown" if in_rows() => step(true),
        "ArrowUp" if in_rows() => step(false),
        "/" => find("[data-key='/']").map(|input| focus(&input)),
        "n" => find("[data-key='n']")
            .and_then(|link| link.dyn_into::<HtmlElement>().ok())
            .map(|link| link.click()),
        _ => None,
    };
    if done.is_some() {
        event.prevent_default();
    }
}

/// Moves to the row below or above, or to the first.
fn step(down: bool) -> Option<()> {
    let row =
        document().active_element().and_then(|active| active.closest(".register tbody tr").ok().flatten());
    let row = match row {
        Some(row) if down => row.next_element_sibling(),
        Some(row) => row.previous_element_sibling(),
        None => find(".register tbody tr"),
    };
    let link = row?.query_selector("[data-lead] a").ok().flatten()?;
    focus(&link);
    Some(())
}

fn find(selector: &str) -> Option<Element> {
    document().query_selector(selector).ok().flatten()
}

fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
}
