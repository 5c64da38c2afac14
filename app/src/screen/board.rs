//! A board on any screen: drawn by the server, put in its place here, and kept true by swapping the
//! tiles that changed. What the reader has open or under their hand stays so.

use std::time::Duration;

use domain::board::Which;
use domain::problem::{Problem, ProblemKind};
use domain::query::pairs;
use domain::text::{Text, text};
use leptos::prelude::*;
use leptos::{html, task::spawn_local};
use serde::{Deserialize, Serialize};
use ui::board::{Container, Head};

use crate::api::board::board;
use crate::fault::Fault;
use crate::frame::Failure;
use crate::live::live;
use crate::reader::reader;

const SIGN_IN: Text = text("重新登录", "Sign in again");
const AS_TEXT: Text = text("读成一篇", "Read as text");
const AS_BOARD: Text = text("看图表", "See the charts");
/// How long until a question that failed is asked again.
const RETRY: Duration = Duration::from_secs(5);

/// How the page's URL wants its board: as charts or as an article.
pub fn container(url: &str) -> Container {
    let is_text = pairs(url).iter().any(|(name, value)| name == "view" && value == "text");
    if is_text { Container::Text } else { Container::Desk }
}

/// The way from the charts to the article and back, with all else of the URL kept.
pub fn other_view(path: &str, url: &str) -> AnyView {
    let locale = reader().locale;
    let is_text = container(url) == Container::Text;
    let mut rest: Vec<(String, String)> = pairs(url).into_iter().filter(|(name, _)| name != "view").collect();
    if !is_text {
        rest.push(("view".to_owned(), "text".to_owned()));
    }
    let query = domain::query::joined(&rest);
    let href = if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") };
    let words = if is_text { AS_BOARD } else { AS_TEXT };
    view! { <a class="button" data-kind="quiet" href=href>{words.in_(locale)}</a> }.into_any()
}

/// A board as its screen holds it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Shown {
    which: Which,
    container: Container,
    head: Head,
    /// The drawing. It does not travel beside the page it is already on.
    #[serde(skip)]
    drawing: String,
}

/// Asks for the board and shows it, with what the screen puts around it.
#[component]
pub fn BoardPlace<F>(
    /// Which board, and for which container; asked again when this changes.
    #[prop(into)]
    which: Signal<(Which, Container)>,
    /// The head of the screen.
    head: F,
) -> impl IntoView
where
    F: Fn(RwSignal<Head>) -> AnyView + Copy + Send + Sync + 'static,
{
    let locale = reader().locale;
    let asked = Resource::new(
        move || which.get(),
        move |(which, container)| async move {
            let (head, drawing) = board(which.clone(), container).await?;
            Ok::<_, Fault>(Shown { which, container, head, drawing })
        },
    );
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match asked.await {
                    Ok(shown) => view! { <Place shown head/> }.into_any(),
                    Err(fault) => view! { <Failure problem=fault.first() locale/> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Place<F>(shown: Shown, head: F) -> impl IntoView
where
    F: Fn(RwSignal<Head>) -> AnyView + Copy + Send + Sync + 'static,
{
    let Shown { which, container, head: first, drawing } = shown;
    let told = RwSignal::new(first);
    let place = NodeRef::<html::Div>::new();
    let live = live();
    let ended = RwSignal::new(None::<Problem>);
    let again = RwSignal::new(0_i64);
    Effect::new(move |before: Option<(i64, i64)>| {
        let now = (live.revision.get(), again.get());
        if before.is_some_and(|before| before != now) {
            let which = which.clone();
            spawn_local(async move {
                match board(which, container).await {
                    Ok((head, drawing)) => {
                        live.connected.set(true);
                        let _ = ended.try_set(None);
                        let _ = told.try_set(head);
                        if let Some(place) = place.try_get_untracked().flatten() {
                            renew(&place, &drawing);
                        }
                    }
                    // What is shown stays, and says that it stays behind; the question is asked again.
                    Err(fault) => {
                        live.connected.set(false);
                        let problem = fault.first();
                        let is_over = problem.kind == ProblemKind::SignedOut;
                        let _ = ended.try_set(is_over.then_some(problem));
                        set_timeout(
                            move || {
                                let _ = again.try_update(|again| *again += 1);
                            },
                            RETRY,
                        );
                    }
                }
            });
        }
        now
    });
    let locale = reader().locale;
    let over = move || {
        ended.get().map(|problem| {
            view! {
                <p class="notice" data-kind="watch" role="status">
                    {problem.message(locale).to_owned()} " "
                    <a href="/sign-in" target="_blank" rel="noopener">{SIGN_IN.in_(locale)}</a>
                </p>
            }
        })
    };
    view! {
        {head(told)}
        {over}
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
    let board = |place: &web_sys::Element| place.query_selector(".board, .board-text").ok().flatten();
    let (Some(old), Some(new)) = (board(place), board(&fresh)) else { return };
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
