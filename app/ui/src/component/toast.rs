//! The bar that says what was just done, and lets it be undone.

use leptos::prelude::*;

/// Where toasts appear; put it once on the page, it is read aloud politely.
#[component]
pub fn Toasts(children: Children) -> impl IntoView {
    view! { <div class="toasts" role="status" aria-live="polite">{children()}</div> }
}

/// One message; `action` names what its button does, usually 撤销/Undo.
#[component]
pub fn Toast(
    #[prop(into)] words: String,
    #[prop(optional, into)] action: String,
    #[prop(optional, into)] on_action: Option<Callback<()>>,
    #[prop(optional)] is_failure: bool,
) -> impl IntoView {
    let pressed = move |_| {
        if let Some(callback) = on_action {
            callback.try_run(());
        }
    };
    view! {
        <div class="toast" data-kind=if is_failure { "act" } else { "done" }>
            <span>{words}</span>
            {(!action.is_empty())
                .then(|| view! { <button type="button" class="toast-action" on:click=pressed>{action}</button> })}
        </div>
    }
}
