//! Chips: a quiet word about a thing, or a filter that is on.

use domain::text::Locale;
use leptos::prelude::*;

use super::icon::Icon;
use crate::text::REMOVE;

#[component]
pub fn Chip(children: Children) -> impl IntoView {
    view! { <span class="chip">{children()}</span> }
}

/// A filter that is on; following `remove` leaves it out.
#[component]
pub fn FilterChip(
    #[prop(into)] words: String,
    #[prop(into)] remove: String,
    locale: Locale,
) -> impl IntoView {
    let label = format!("{} {words}", REMOVE.in_(locale));
    view! {
        <a class="chip" aria-current="true" href=remove aria-label=label>
            {words}
            <Icon icon=icondata_lu::LuX/>
        </a>
    }
}
