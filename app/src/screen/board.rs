//! A board on any screen: drawn by the server, put in its place here, and kept true by swapping what changed. What the
//! reader has open or under their hand stays so, and the way back finds the page as it was left.

#[cfg(target_arch = "wasm32")]
mod hand;

use domain::text::{Text, text};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;

const SIGN_IN: Text = text("重新登录", "Sign in again");
const ENDED: Text =
    text("登录已结束；所示为结束前的数据。", "Your session has ended; what you see is from before.");

/// The screen of every board. It is where people start, so its code comes with the frame: one request less on the way,
/// where a chunk of its own would be two dozen.
#[component]
pub fn BoardScreen() -> impl IntoView {
    let locale = crate::reader::reader().locale;
    let location = use_location();
    let at = Memo::new(move |before: Option<&String>| {
        let (path, search) = (location.pathname.get(), location.search.get());
        match before {
            // On the way to another screen this one is still there for a moment.
            Some(before) if !is_board(&path) => before.clone(),
            _ if search.is_empty() => path,
            _ => format!("{path}?{search}"),
        }
    });
    let ended = RwSignal::new(false);
    let (title, page, place) = shown(at, ended);
    let over = move || {
        ended.get().then(|| {
            view! {
                <p class="notice" data-kind="watch" role="status">
                    {ENDED.in_(locale)} " "
                    <a href="/sign-in" target="_blank" rel="noopener">{SIGN_IN.in_(locale)}</a>
                </p>
            }
        })
    };
    view! {
        <Title text=move || title.get()/>
        {over}
        <div class="board-place" node_ref=place inner_html=page></div>
    }
    .into_any()
}

/// Whether a board may be at this path; which one it is, the server knows.
fn is_board(path: &str) -> bool {
    path == "/" || ["/account/", "/board/", "/wall/"].iter().any(|start| path.starts_with(start))
}

/// What the tab is called, what is in the place at first, and the place.
#[cfg(target_arch = "wasm32")]
fn shown(
    at: Memo<String>,
    ended: RwSignal<bool>,
) -> (ArcRwSignal<String>, String, NodeRef<leptos::html::Div>) {
    hand::keep_true(at, ended)
}

/// What was drawn ahead of the page. The title is written last, outside of the request's own arena, where a plain
/// signal is gone; hence a counted one.
#[cfg(not(target_arch = "wasm32"))]
fn shown(_: Memo<String>, _: RwSignal<bool>) -> (ArcRwSignal<String>, String, NodeRef<leptos::html::Div>) {
    use crate::drawn::{Drawn, missing};
    let drawn = use_context::<std::sync::Arc<Drawn>>();
    let drawn = drawn.unwrap_or_else(|| missing(&crate::reader::reader()).into());
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(drawn.status);
    }
    (ArcRwSignal::new(drawn.title.clone()), drawn.html.clone(), NodeRef::new())
}
