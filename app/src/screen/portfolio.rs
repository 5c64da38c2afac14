//! The portfolio board on a desk or a phone: one board, whatever the width.

use domain::board::Which;
use domain::text::text;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;
use leptos_router::{LazyRoute, lazy_route};
use ui::board::Head;

use super::board::{BoardPlace, container, other_view, titled};
use crate::reader::reader;

/// The portfolio screen.
#[derive(Debug)]
pub struct PortfolioScreen;

#[lazy_route]
impl LazyRoute for PortfolioScreen {
    // The data is asked for by the view, so that its code travels with the screen, not with the frame.
    fn data() -> Self {
        Self
    }

    fn view(this: Self) -> AnyView {
        let PortfolioScreen = this;
        let search = use_location().search;
        let which = Signal::derive(move || {
            search.with(|search| (Which::Portfolio(search.clone()), container(search)))
        });
        view! { <BoardPlace which head=move |told| head(told, &search.get_untracked())/> }.into_any()
    }
}

fn head(told: RwSignal<Head>, url: &str) -> AnyView {
    let locale = reader().locale;
    let brand = text("标尺", "Yardstick").in_(locale);
    let title = titled(told);
    view! {
        <Title text=move || title.with(|head| format!("{} · {brand}", head.title))/>
        <header class="page-head">
            <h1 class="page-title">{move || told.with(|head| head.title.clone())}</h1>
            <div class="page-tools">{other_view("/", url)}</div>
            <p class="page-lead">{move || told.with(|head| head.subtitle.clone())}</p>
        </header>
    }
    .into_any()
}
