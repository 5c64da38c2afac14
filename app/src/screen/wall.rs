//! A board on a wall: full bleed, read from five metres, live, and honest about its age.

use domain::board::Board;
use domain::format::age;
use domain::text::{Locale, text};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{LazyRoute, lazy_route};
use ui::board::{BoardView, Container};
use ui::chart::Drawn;

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
        let board = super::portfolio::resource();
        view! {
            <Transition>
                {move || Suspend::new(async move {
                    match board.await {
                        Ok(board) => view! { <Canvas board locale/> }.into_any(),
                        Err(fault) => view! { <Failure problem=fault.first() locale/> }.into_any(),
                    }
                })}
            </Transition>
        }
        .into_any()
    }
}

#[component]
fn Canvas(board: Board<Drawn>, locale: Locale) -> impl IntoView {
    let sentence = board.tiles.first().map(domain::board::Tile::<Drawn>::sentence).unwrap_or_default();
    let composed_at = board.composed_at.clone();
    let demo =
        board.is_demo.then(|| text("演示数据，均为合成", "Demonstration, all data synthetic").in_(locale));
    let subtitle = board.subtitle.clone();
    view! {
        <Title text=board.title.clone()/>
        <header class="wall-head">
            <h1 class="wall-title">{board.title.clone()}<span class="visually-hidden">{sentence}</span></h1>
            <p class="wall-clock"><Age composed_at locale/></p>
        </header>
        <BoardView board locale container=Container::Wall/>
        <footer class="ticker">
            <p>{subtitle}</p>
            {demo.map(|words| view! { <p>{words}</p> })}
        </footer>
    }
}

/// How old what is shown is. It grows by itself, and louder when the line to the server is down.
#[component]
fn Age(composed_at: String, locale: Locale) -> impl IntoView {
    let seconds = RwSignal::new(0_i64);
    let connected = live().connected;
    #[cfg(target_arch = "wasm32")]
    {
        let since = js_sys::Date::parse(&composed_at);
        let tick = set_interval_with_handle(
            move || seconds.set(((js_sys::Date::now() - since) / 1000.0).max(0.0) as i64),
            std::time::Duration::from_secs(5),
        );
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
    view! { <time class="age" data-age=state datetime=composed_at>{words}</time> }
}
