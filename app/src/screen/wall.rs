//! A board on a wall: full bleed, read from five metres, live, and honest about its age.

use domain::board::Which;
use domain::format::age;
use domain::problem::Problem;
use domain::text::{Locale, text};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};
use ui::board::{Container, Head};

use super::board::{BoardPlace, titled};
use crate::frame::Failure;
use crate::live::live;
use crate::reader::reader;

/// The wall screen.
#[derive(Debug)]
pub struct WallScreen;

#[lazy_route]
impl LazyRoute for WallScreen {
    // The data is asked for by the view, so that its code travels with the screen, not with the frame.
    fn data() -> Self {
        Self
    }

    fn view(this: Self) -> AnyView {
        let WallScreen = this;
        let locale = reader().locale;
        let params = use_params_map();
        let search = leptos_router::hooks::use_location().search;
        let (board, id) = params
            .with_untracked(|map| (map.get("board").unwrap_or_default(), map.get("id").unwrap_or_default()));
        let which = match (board.as_str(), id.is_empty()) {
            ("portfolio", true) => Signal::derive(move || (Which::Portfolio(search.get()), Container::Wall)),
            ("account", false) => Signal::derive(move || {
                (Which::Account { id: id.clone(), url: search.get() }, Container::Wall)
            }),
            _ => return view! { <Failure problem=Problem::not_found() locale/> }.into_any(),
        };
        view! { <BoardPlace which head=move |told| head(told, locale)/> }.into_any()
    }
}

fn head(told: RwSignal<Head>, locale: Locale) -> AnyView {
    let title = titled(told);
    let demo = text("演示数据，均为合成", "Demonstration, all data synthetic").in_(locale);
    view! {
        <Title text=move || title.with(|head| head.title.clone())/>
        <header class="wall-head">
            <h1 class="wall-title">{move || told.with(|head| head.title.clone())}<span class="visually-hidden">{move || told.with(|head| head.sentence.clone())}</span></h1>
            <p class="wall-clock"><Age told locale/></p>
        </header>
        <footer class="ticker">
            <p>{move || told.with(|head| head.subtitle.clone())}</p>
            {move || told.with(|head| head.is_demo).then(|| view! { <p>{demo}</p> })}
        </footer>
    }
    .into_any()
}

/// How old what is shown is. It grows by itself, and louder when the line to the server is down.
#[component]
fn Age(told: RwSignal<Head>, locale: Locale) -> impl IntoView {
    let seconds = RwSignal::new(0_i64);
    let connected = live().connected;
    #[cfg(target_arch = "wasm32")]
    {
        let look = move || {
            let since = told.with_untracked(|head| js_sys::Date::parse(&head.composed_at));
            seconds.set(((js_sys::Date::now() - since) / 1000.0).max(0.0) as i64);
        };
        Effect::new(move |_| {
            told.track();
            look();
        });
        let tick = set_interval_with_handle(look, std::time::Duration::from_secs(5));
        on_cleanup(move || {
            if let Ok(handle) = tick {
                handle.clear();
            }
        });
    }
    let state = move || if connected.get() { "fresh" } else { "stale" };
    let words = move || match (connected.get(), locale) {
        (true, Locale::Zh) => format!("实时 · 数据更新于{}", age(seconds.get(), locale)),
        (true, Locale::En) => format!("Live · data from {}", age(seconds.get(), locale)),
        (false, Locale::Zh) => format!("连接已断开 · 数据停在{}", age(seconds.get(), locale)),
        (false, Locale::En) => format!("Disconnected · data from {}", age(seconds.get(), locale)),
    };
    view! { <time class="age" data-age=state datetime=move || told.with(|head| head.composed_at.clone())>{words}</time> }
}
