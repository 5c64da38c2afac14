//! What the browser does with a drawn board page: asks for it, swaps what changed, keeps the pages left behind, and on
//! a wall lets the age grow.

use std::cell::RefCell;
use std::time::Duration;

use domain::text::{Locale, Text, text};
use leptos::html::Div;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::{Element, HtmlElement, Response};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;

use crate::live::live;
use crate::reader::reader;

const LOADING: Text = text("正在读取…", "Loading…");
/// How long until a question that failed is asked again.
const RETRY: Duration = Duration::from_secs(5);
/// How often a wall looks how old it is.
const TICK: Duration = Duration::from_secs(5);
/// How many pages left behind are kept.
const KEPT_MOST: usize = 8;

thread_local! {
    /// Pages left behind, under their addresses, as they were left.
    static KEPT: RefCell<Vec<(String, String)>> = const { RefCell::new(Vec::new()) };
}

/// What the server said.
enum Answer {
    Page(String),
    SignedOut,
    Lost,
}

/// The page of the address, now and as long as the screen is open.
pub fn keep_true(at: Memo<String>, ended: RwSignal<bool>) -> (ArcRwSignal<String>, String, NodeRef<Div>) {
    let locale = reader().locale;
    let title = ArcRwSignal::new(document().title());
    let place = NodeRef::<Div>::new();
    let shown = StoredValue::new(at.get_untracked());
    let kept = taken(&at.get_untracked());
    let is_kept = kept.is_some();
    let (live, again) = (live(), RwSignal::new(0_u32));
    let called = title.clone();
    let ask = move |asked: String| {
        let called = called.clone();
        spawn_local(async move {
            let answer = answer(&asked).await;
            let Some(place) = place.try_get_untracked().flatten() else { return };
            if at.try_get_untracked().as_ref() != Some(&asked) {
                return;
            }
            match answer {
                Answer::Page(page) => {
                    live.connected.set(true);
                    ended.set(false);
                    let is_same = shown.with_value(|shown| *shown == asked);
                    put(&place, &page, is_same);
                    shown.set_value(asked);
                    if let Some(name) = named(&place) {
                        called.set(name);
                    }
                }
                // What is shown stays, and says that it stays behind; the question is asked again.
                answer => {
                    live.connected.set(false);
                    ended.set(matches!(answer, Answer::SignedOut));
                    let next = move || {
                        let _ = again.try_update(|again| *again += 1);
                    };
                    set_timeout(next, RETRY);
                }
            }
            age(&place, live.connected.get_untracked(), locale);
        });
    };
    let first = title.clone();
    Effect::new(move |before: Option<(String, i64, u32)>| {
        let now = (at.get(), live.revision.get(), again.get());
        let here = place.get_untracked();
        match (&before, &here) {
            // The page came with its drawing, or was kept when it was left.
            (None, Some(here)) => match named(here) {
                Some(name) => {
                    first.set(name);
                    if is_kept {
                        ask(now.0.clone());
                    }
                }
                None => ask(now.0.clone()),
            },
            (Some(before), Some(here)) if before.0 != now.0 => {
                shown.with_value(|shown| leave(shown, here));
                if let Some(page) = taken(&now.0) {
                    here.set_inner_html(&page);
                    shown.set_value(now.0.clone());
                }
                ask(now.0.clone());
            }
            (Some(before), _) if *before != now => ask(now.0.clone()),
            _ => {}
        }
        now
    });
    let look = move || {
        if let Some(place) = place.try_get_untracked().flatten() {
            age(&place, live.connected.get_untracked(), locale);
        }
    };
    let tick = set_interval_with_handle(look, TICK);
    Effect::new(move |_| {
        live.connected.track();
        look();
    });
    on_cleanup(move || {
        if let Ok(tick) = tick {
            tick.clear();
        }
        if let Some(place) = place.try_get_untracked().flatten() {
            shown.try_with_value(|shown| leave(shown, &place));
        }
    });
    let loading = || format!("<p class=\"state\">{}</p>", LOADING.in_(locale));
    (title, kept.unwrap_or_else(loading), place)
}

async fn answer(at: &str) -> Answer {
    let url = format!("/drawn?at={}", js_sys::encode_uri_component(at));
    let Ok(response) = JsFuture::from(window().fetch_with_str(&url)).await else { return Answer::Lost };
    let Ok(response) = response.dyn_into::<Response>() else { return Answer::Lost };
    match response.status() {
        401 => return Answer::SignedOut,
        429 | 500.. => return Answer::Lost,
        _ => {}
    }
    let Ok(text) = response.text() else { return Answer::Lost };
    let page = JsFuture::from(text).await.ok().and_then(|text| text.as_string());
    page.filter(|page| page.contains("board-page")).map_or(Answer::Lost, Answer::Page)
}

fn taken(at: &str) -> Option<String> {
    KEPT.with_borrow_mut(|kept| {
        let found = kept.iter().position(|(of, _)| of == at)?;
        Some(kept.remove(found).1)
    })
}

fn leave(at: &str, place: &Element) {
    if named(place).is_none() {
        return;
    }
    KEPT.with_borrow_mut(|kept| {
        kept.retain(|(of, _)| of != at);
        kept.push((at.to_owned(), place.inner_html()));
        if kept.len() > KEPT_MOST {
            kept.remove(0);
        }
    });
}

fn find(within: &Element, what: &str) -> Option<Element> {
    within.query_selector(what).ok().flatten()
}

/// What the page in this place is called.
fn named(place: &Element) -> Option<String> {
    find(place, ".board-page").and_then(|page| page.get_attribute("data-title"))
}

/// Puts the page in its place: all of it when another was there, else only what changed.
fn put(place: &Element, page: &str, is_same: bool) {
    let Some(fresh) = document().create_element("div").ok() else { return };
    fresh.set_inner_html(page);
    let pair = |what: &str| Some((find(place, what)?, find(&fresh, what)?));
    let tiles_of = |what: (Element, Element)| (tiles(&what.0), tiles(&what.1));
    let boards = pair(".board, .board-text").filter(|_| is_same).map(tiles_of);
    let Some((olds, news)) = boards.filter(|(olds, news)| names(olds) == names(news)) else {
        place.set_inner_html(page);
        return;
    };
    if let Some((old, new)) = pair(".board-page") {
        let _ = old.set_attribute("data-composed", &new.get_attribute("data-composed").unwrap_or_default());
    }
    for what in [".page-head", ".wall-head", ".ticker"] {
        if let Some((old, new)) = pair(what)
            && old.outer_html() != new.outer_html()
            && !old.contains(document().active_element().as_deref())
        {
            let _ = old.replace_with_with_node_1(&new);
        }
    }
    for (old, new) in olds.iter().zip(&news) {
        let _ = old.remove_attribute("data-changed");
        if old.outer_html() != new.outer_html() {
            swap(old, new);
        }
    }
}

fn names(tiles: &[Element]) -> Vec<String> {
    tiles.iter().map(Element::id).collect()
}

/// Puts a tile in its predecessor's place, with its table open and its link focused if they were.
fn swap(old: &Element, new: &Element) {
    // What somebody is writing stays; the next change, or their own, brings the tile up to date.
    if find(old, ".act-more[open]").is_some() {
        return;
    }
    if find(old, "details[open]").is_some()
        && let Some(table) = find(new, "details")
    {
        let _ = table.set_attribute("open", "");
    }
    let held = document().active_element().filter(|active| old.contains(Some(active)));
    let held = held.and_then(|active| links(old).iter().position(|link| *link == active));
    let _ = new.set_attribute("data-changed", "");
    let _ = old.replace_with_with_node_1(new);
    if let Some(link) = held.and_then(|at| links(new).into_iter().nth(at)) {
        let _ = link.unchecked_into::<HtmlElement>().focus();
    }
}

fn tiles(board: &Element) -> Vec<Element> {
    let mut tiles = Vec::new();
    let mut next = board.first_element_child();
    while let Some(tile) = next {
        next = tile.next_element_sibling();
        tiles.push(tile);
    }
    tiles
}

fn links(tile: &Element) -> Vec<Element> {
    let Ok(found) = tile.query_selector_all("a, summary") else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.item(at)).map(wasm_bindgen::JsCast::unchecked_into).collect()
}

/// How old what a wall shows is. It grows by itself, and louder when the line to the server is down.
fn age(place: &Element, is_connected: bool, locale: Locale) {
    let (Some(shown), Some(page)) = (find(place, ".age"), find(place, ".board-page")) else { return };
    let since = js_sys::Date::parse(&page.get_attribute("data-composed").unwrap_or_default());
    let age = domain::format::age(((js_sys::Date::now() - since) / 1000.0).max(0.0) as i64, locale);
    let words = match (is_connected, locale) {
        (true, Locale::Zh) => format!("实时 · 数据更新于{age}"),
        (true, Locale::En) => format!("Live · data from {age}"),
        (false, Locale::Zh) => format!("连接已断开 · 数据停在{age}"),
        (false, Locale::En) => format!("Disconnected · data from {age}"),
    };
    let _ = shown.set_attribute("data-age", if is_connected { "fresh" } else { "stale" });
    shown.set_text_content(Some(&words));
}
