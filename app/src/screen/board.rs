//! A board on any screen: drawn by the server, put in its place here, and kept true by swapping the
//! tiles that changed. What the reader has open or under their hand stays so.

use domain::board::Which;
use leptos::prelude::*;
use leptos::{html, task::spawn_local};
use serde::{Deserialize, Serialize};
use ui::board::{Container, Head};

use crate::api::board::board;
use crate::fault::Fault;
use crate::frame::Failure;
use crate::live::live;
use crate::reader::reader;

/// A board as its screen holds it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Shown {
    which: Which,
    head: Head,
    /// The drawing. It does not travel beside the page it is already on.
    #[serde(skip)]
    drawing: String,
}

/// Asks for the board and shows it, with what the screen puts around it.
#[component]
pub fn BoardPlace<F>(
    /// Which board; asked again when this changes.
    #[prop(into)]
    which: Signal<Which>,
    container: Container,
    /// The head of the screen.
    head: F,
) -> impl IntoView
where
    F: Fn(RwSignal<Head>) -> AnyView + Copy + Send + Sync + 'static,
{
    let locale = reader().locale;
    let asked = Resource::new(
        move || which.get(),
        move |which| async move {
            let (head, drawing) = board(which.clone(), container).await?;
            Ok::<_, Fault>(Shown { which, head, drawing })
        },
    );
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match asked.await {
                    Ok(shown) => view! { <Place shown container head/> }.into_any(),
                    Err(fault) => view! { <Failure problem=fault.first() locale/> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Place<F>(shown: Shown, container: Container, head: F) -> impl IntoView
where
    F: Fn(RwSignal<Head>) -> AnyView + Copy + Send + Sync + 'static,
{
    let Shown { which, head: first, drawing } = shown;
    let told = RwSignal::new(first);
    let place = NodeRef::<html::Div>::new();
    let live = live();
    Effect::new(move |before: Option<i64>| {
        let revision = live.revision.get();
        if before.is_some_and(|before| before != revision) {
            let which = which.clone();
            spawn_local(async move {
                let Ok((head, drawing)) = board(which, container).await else { return };
                let _ = told.try_set(head);
                if let Some(place) = place.try_get_untracked().flatten() {
                    renew(&place, &drawing);
                }
            });
        }
        revision
    });
    view! {
        {head(told)}
        <div class="board-place" node_ref=place inner_html=drawing></div>
    }
}

/// What a page's title reads. The server writes titles last, outside of the request's own arena: there a plain
/// signal is gone, or is another request's.
pub fn titled(told: RwSignal<Head>) -> ArcRwSignal<Head> {
    told.into()
}

/// Swaps the tiles that changed; the whole board when it has other tiles than before.
#[cfg(target_arch = "wasm32")]
fn renew(place: &web_sys::Element, drawing: &str) {
    let Some(fresh) = document().create_element("div").ok() else { return };
    fresh.set_inner_html(drawing);
    let (Some(old), Some(new)) = (place.first_element_child(), fresh.first_element_child()) else { return };
    let (olds, news) = (tiles(&old), tiles(&new));
    let names = |tiles: &[web_sys::Element]| tiles.iter().map(web_sys::Element::id).collect::<Vec<_>>();
    if names(&olds) != names(&news) {
        let _ = old.replace_with_with_node_1(&new);
        return;
    }
    for (old, new) in olds.iter().zip(&news) {
        let _ = old.remove_attribute("data-changed");
        if old.outer_html() != new.outer_html() {
            swap(old, new);
        }
    }
}

/// Puts a tile in its predecessor's place, with its table open and its link focused if they were.
#[cfg(target_arch = "wasm32")]
fn swap(old: &web_sys::Element, new: &web_sys::Element) {
    use wasm_bindgen::JsCast as _;
    if old.query_selector("details[open]").ok().flatten().is_some()
        && let Ok(Some(table)) = new.query_selector("details")
    {
        let _ = table.set_attribute("open", "");
    }
    let held = document().active_element().filter(|active| old.contains(Some(active)));
    let held = held.and_then(|active| {
        let all = links(old);
        all.iter().position(|link| *link == active)
    });
    let _ = new.set_attribute("data-changed", "");
    let _ = old.replace_with_with_node_1(new);
    if let Some(link) = held.and_then(|at| links(new).into_iter().nth(at)) {
        let _ = link.unchecked_into::<web_sys::HtmlElement>().focus();
    }
}

#[cfg(target_arch = "wasm32")]
fn tiles(board: &web_sys::Element) -> Vec<web_sys::Element> {
    let mut tiles = Vec::new();
    let mut next = board.first_element_child();
    while let Some(tile) = next {
        next = tile.next_element_sibling();
        tiles.push(tile);
    }
    tiles
}

#[cfg(target_arch = "wasm32")]
fn links(tile: &web_sys::Element) -> Vec<web_sys::Element> {
    let Ok(found) = tile.query_selector_all("a, summary") else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.item(at)).map(wasm_bindgen::JsCast::unchecked_into).collect()
}

#[cfg(not(target_arch = "wasm32"))]
fn renew(_: &leptos::web_sys::HtmlDivElement, _: &str) {}
