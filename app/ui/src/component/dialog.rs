//! A question that must be answered first: the browser's own dialog, which keeps the focus and
//! closes on Escape. On a phone it is a sheet at the bottom.

use leptos::html;
use leptos::prelude::*;

/// Opens and closes with `open`; put the buttons in a `div.dialog-foot` among the children.
#[component]
pub fn Dialog(open: RwSignal<bool>, #[prop(into)] title: String, children: Children) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        match (open.get(), dialog.open()) {
            // It fails only when the dialog is open already or not on the page: nothing to show then.
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    let name = title.clone();
    view! {
        <dialog class="dialog" node_ref=node aria-label=name on:close=move |_| open.set(false)>
            <h2 class="dialog-title">{title}</h2>
            {children()}
        </dialog>
    }
}
