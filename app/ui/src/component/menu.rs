//! A menu under a button: a `<details>` that opens without any script, and closes on Escape, which gives the focus back, or when
//! the focus leaves it once there is one.

use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys;

/// `label` is the button's inside; children are `MenuItem`s in `<li>`s of their own making.
#[component]
pub fn Menu(
    #[prop(into)] label: ViewFn,
    /// Opens towards the start of the line.
    #[prop(optional)]
    align_end: bool,
    /// Read aloud; needed when the label is only an icon.
    #[prop(optional, into)]
    name: String,
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Details>::new();
    let close = move || {
        if let Some(menu) = node.get_untracked() {
            menu.set_open(false);
        }
    };
    let left = move |event: leptos::ev::FocusEvent| {
        let next = event.related_target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        let outside =
            |next: &web_sys::Node| node.get_untracked().is_some_and(|menu| !menu.contains(Some(next)));
        if next.as_ref().is_some_and(outside) {
            close();
        }
    };
    let escaped = move |event: leptos::ev::KeyboardEvent| {
        let menu = node.get_untracked().filter(|menu| event.key() == "Escape" && menu.open());
        if let Some(menu) = menu {
            event.stop_propagation();
            menu.set_open(false);
            let summary = menu.query_selector("summary").ok().flatten();
            if let Some(summary) = summary.and_then(|summary| summary.dyn_into::<web_sys::HtmlElement>().ok())
            {
                let _ = summary.focus();
            }
        }
    };
    view! {
        <details class="menu" node_ref=node on:focusout=left on:keydown=escaped>
            <summary class="button" data-kind="quiet" aria-label=(!name.is_empty()).then_some(name)>
                {label.run()}
            </summary>
            // It takes the focus itself, or a press on a label in it would move the focus out and close it.
            <ul class="menu-list" tabindex="-1" data-align=align_end.then_some("end")>
                {children()}
            </ul>
        </details>
    }
}

#[component]
pub fn MenuItem(
    #[prop(into)] href: String,
    #[prop(optional)] current: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <li>
            <a class="menu-item" href=href aria-current=current.then_some("true")>
                {children()}
            </a>
        </li>
    }
}
