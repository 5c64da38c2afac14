//! When there is nothing to show, or it may not be shown, or it went wrong, or it is old.

use domain::text::Locale;
use leptos::prelude::*;

use crate::text::{FORBIDDEN, REFERENCE, SAFE};

/// One sentence why; the children are the one action.
#[component]
pub fn Empty(#[prop(into)] why: String, #[prop(optional)] children: Option<Children>) -> impl IntoView {
    view! {
        <div class="state" data-kind="empty">
            <p class="state-title">{why}</p>
            {children.map(|action| view! { <div class="cluster">{action()}</div> })}
        </div>
    }
}

/// What happened, what is safe, what to do, and a number to quote. Nothing was changed unless said otherwise.
#[component]
pub fn ErrorState(
    #[prop(into)] happened: String,
    #[prop(into)] todo: String,
    #[prop(optional, into)] safe: String,
    #[prop(optional, into)] reference: String,
    locale: Locale,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let safe = if safe.is_empty() { SAFE.in_(locale).to_owned() } else { safe };
    view! {
        <div class="state" data-kind="error" role="alert">
            <h2 class="state-title">{happened}</h2>
            <p class="state-safe">{safe}</p>
            <p>{todo}</p>
            {children.map(|action| view! { <div class="cluster">{action()}</div> })}
            {(!reference.is_empty())
                .then(|| view! { <p class="state-reference">{REFERENCE.in_(locale)}" "{reference}</p> })}
        </div>
    }
}

/// Who can grant it: “管理员李敏可以在「用户」里授权”.
#[component]
pub fn Forbidden(#[prop(into)] who_grants: String, locale: Locale) -> impl IntoView {
    view! {
        <div class="state" data-kind="forbidden">
            <h2 class="state-title">{FORBIDDEN.in_(locale)}</h2>
            <p>{who_grants}</p>
        </div>
    }
}

/// How old what you see is: `fresh`, `old` or `stale`, louder each time.
#[component]
pub fn Stale(#[prop(into)] age: Signal<&'static str>, #[prop(into)] words: Signal<String>) -> impl IntoView {
    view! { <span class="age" data-age=age>{words}</span> }
}
