//! The import screen.

use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// The import screen.
#[derive(Debug)]
pub struct ImportScreen;

#[lazy_route]
impl LazyRoute for ImportScreen {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <p>"…"</p> }.into_any()
    }
}
