//! Icons: lucide's outlines, one weight, always beside a word or named by their button.

use leptos::prelude::*;

/// `<Icon icon=icondata_lu::LuSearch/>`; sized by the text it stands in, hidden from readers.
#[component]
pub fn Icon(icon: icondata_core::Icon) -> impl IntoView {
    view! {
        <svg
            class="icon"
            viewBox=icon.view_box.unwrap_or("0 0 24 24")
            fill="none"
            stroke="currentColor"
            stroke-width="1.75"
            stroke-linecap="round"
            stroke-linejoin="round"
            aria-hidden="true"
            inner_html=icon.data
        ></svg>
    }
}

/// An icon whose outline came with the page instead of with the code.
#[component]
pub fn Outline(data: String) -> impl IntoView {
    view! {
        <svg
            class="icon"
            viewBox="0 0 24 24"
            fill="none"
            stroke="currentColor"
            stroke-width="1.75"
            stroke-linecap="round"
            stroke-linejoin="round"
            aria-hidden="true"
            inner_html=data
        ></svg>
    }
}

/// The brand's own mark: a stretch of rule with its needle.
#[component]
pub fn BrandMark() -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true">
            <path d="M2 19h20M2 19v-5M6 19v-3M10 19v-3M14 19v-3M18 19v-3M22 19v-5"></path>
            <path d="M14 4v9" stroke-width="3"></path>
        </svg>
    }
}
