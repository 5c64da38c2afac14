//! The register screen.

use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// The register screen.
#[derive(Debug)]
pub struct RegisterScreen;

#[lazy_route]
impl LazyRoute for RegisterScreen {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <p>"…"</p> }.into_any()
    }
}
