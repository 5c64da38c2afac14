//! What a record gains in a browser that has taken it over: keys, and a guard over what was typed.

use domain::text::Locale;
use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::closure::Closure;
use leptos::web_sys::{Element, Event, HtmlElement, HtmlInputElement, KeyboardEvent, MouseEvent};

use super::form::{Form, save};
use crate::unsaved::{Unsaved, here};

/// Asks before anything typed and not saved would be lost.
pub fn guard(unsaved: Unsaved, locale: Locale) {
    let Unsaved { dirty, at } = unsaved;
    Effect::new(move |_| {
        if dirty.get() {
            at.set(here());
        }
    });
    on_cleanup(move || {
        dirty.try_set(false);
    });
    Effect::new(move |_| {
        let handle = window_event_listener(ev::beforeunload, move |event| {
            if dirty.get_untracked() {
                event.prevent_default();
                event.set_return_value(Unsaved::words(locale));
            }
        });
        // The router listens on the window; the document hears of a press before it does.
        let press = Closure::<dyn Fn(MouseEvent)>::new(move |event: MouseEvent| {
            if leads_away(&event) && !unsaved.may_leave(locale) {
                event.prevent_default();
                event.stop_propagation();
            }
        });
        let _ = document().add_event_listener_with_callback("click", press.as_ref().unchecked_ref());
        let press = StoredValue::new_local(press);
        on_cleanup(move || {
            handle.remove();
            press.try_with_value(|press| {
                drop(document().remove_event_listener_with_callback("click", press.as_ref().unchecked_ref()))
            });
        });
    });
    Effect::new(move |_| {
        let handle = window_event_listener(ev::keydown, |event| step(&event));
        on_cleanup(move || handle.remove());
    });
}

fn leads_away(event: &MouseEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let link = target.and_then(|target| target.closest("a[href]").ok().flatten());
    let stays = |link: &Element| {
        link.get_attribute("href").unwrap_or_default().starts_with('#') || link.has_attribute("target")
    };
    link.is_some_and(|link| !stays(&link)) && !event.ctrl_key() && !event.meta_key()
}

/// `e` changes the record; the square brackets lead to its neighbours.
fn step(event: &KeyboardEvent) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() || is_typing(event) {
        return;
    }
    let key = match event.key().as_str() {
        "e" => "e",
        "[" | "k" => "prev",
        "]" | "j" => "next",
        _ => return,
    };
    press(key);
}

/// The keys of an open form: Ctrl+S or Ctrl+Enter saves, Escape leaves it.
pub fn keys(form: Form) {
    Effect::new(move |_| {
        let handle = window_event_listener(ev::keydown, move |event| {
            let is_command = event.ctrl_key() || event.meta_key();
            match event.key().as_str() {
                "s" | "S" | "Enter" if is_command => save(form),
                "Escape" if !event.default_prevented() => press("Escape"),
                _ => return,
            }
            event.prevent_default();
        });
        on_cleanup(move || handle.remove());
    });
}

/// Whether a date's parts are not all there yet.
pub fn is_half_typed(event: &Event) -> bool {
    let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    input.is_some_and(|input| input.type_().starts_with("date") && !input.check_validity())
}

/// Moves the focus to the element of that id.
pub fn focus(id: &str) {
    let id = id.to_owned();
    request_animation_frame(move || {
        let element =
            document().get_element_by_id(&id).and_then(|element| element.dyn_into::<HtmlElement>().ok());
        if let Some(element) = element {
            let _ = element.focus();
        }
    });
}

fn press(key: &str) {
    let link = document().query_selector(&format!("[data-key='{key}']")).ok().flatten();
    if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
        link.click();
    }
}

fn is_typing(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| matches!(target.closest("input, textarea, select, dialog"), Ok(Some(_))))
}
