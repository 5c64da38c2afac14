//! The record screen.

use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// The record screen.
#[derive(Debug)]
pub struct RecordScreen;

#[lazy_route]
impl LazyRoute for RecordScreen {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <p>"…"</p> }.into_any()
    }
}
