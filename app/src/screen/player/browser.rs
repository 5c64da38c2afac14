//! What the player asks of the browser it runs in.

use std::time::Duration;

use domain::wall::{Opening, Programme};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast as _, JsValue};

use crate::api::wall as api;
use crate::screen::panels;

/// How often a wall that waits asks whether it was let in.
const ASK: Duration = Duration::from_secs(3);

/// Asks until it is let in; shows another code when the first has run out.
pub fn wait(code: RwSignal<String>, drawing: RwSignal<String>) {
    let ask = move || {
        spawn_local(async move {
            match api::open().await {
                Ok(Opening::Waiting { code: now, drawing: drawn, .. }) => {
                    let _ = code.try_set(now);
                    let _ = drawing.try_set(drawn);
                }
                Ok(_) => reload(),
                // The server or the network is away; it is asked again.
                Err(_) => {}
            }
        });
    };
    Effect::new(move |_| {
        if let Ok(handle) = set_interval_with_handle(ask, ASK) {
            on_cleanup(move || handle.clear());
        }
    });
}

/// Begins anew with what the server has now.
pub fn reload() {
    let _ = window().location().reload();
}

/// Now, in milliseconds.
pub fn now() -> f64 {
    js_sys::Date::now()
}

/// How often the pages turn for one turn of a usual wall: `/wall?pace=20`, for trying a day in minutes.
pub fn pace() -> f64 {
    let search = window().location().search().unwrap_or_default();
    let asked = domain::query::pairs(&search).into_iter().find(|(name, _)| name == "pace");
    asked
        .and_then(|(_, value)| value.parse::<f64>().ok())
        .filter(|pace| *pace >= 1.0)
        .map_or(1.0, |pace| pace.min(100.0))
}

/// The screen in pixels.
pub fn screen() -> String {
    let side = |side: Result<JsValue, JsValue>| side.ok().and_then(|side| side.as_f64()).unwrap_or_default();
    let ratio = window().device_pixel_ratio();
    let (width, height) = (side(window().inner_width()) * ratio, side(window().inner_height()) * ratio);
    format!("{width:.0}×{height:.0}")
}

/// Gives the page the profile's proportions, whatever the browser's: scaled, never stretched.
pub fn frame(programme: &Programme) {
    let canvas = programme.profile.canvas;
    let Ok(Some(wall)) = document().query_selector(".wall") else { return };
    let _ = wall.set_attribute("data-fixed", "");
    let Ok(wall) = wall.dyn_into::<web_sys::HtmlElement>() else { return };
    panels::frame(&wall, canvas);
    let style = wall.style();
    let _ =
        style.set_property("--wall-ratio", &(f64::from(canvas.width) / f64::from(canvas.height)).to_string());
}

/// Shines in a theme, or not at all.
pub fn shine(theme: Option<&str>) {
    let Some(root) = document().document_element() else { return };
    if let Some(theme) = theme
        && root.get_attribute("data-theme").as_deref() != Some(theme)
    {
        let _ = root.set_attribute("data-theme", theme);
    }
    if root.has_attribute("data-off") == theme.is_none() {
        return;
    }
    let _ =
        if theme.is_none() { root.set_attribute("data-off", "") } else { root.remove_attribute("data-off") };
}

/// Keeps the screen from going to sleep, where the browser can.
pub fn stay_awake() {
    let get = |of: &JsValue, name: &str| js_sys::Reflect::get(of, &JsValue::from_str(name)).ok();
    let lock = get(&window().navigator(), "wakeLock").filter(|lock| !lock.is_undefined());
    let request = lock.as_ref().and_then(|lock| get(lock, "request")?.dyn_into::<js_sys::Function>().ok());
    if let (Some(lock), Some(request)) = (lock, request)
        && let Ok(asked) = request.call1(&lock, &JsValue::from_str("screen"))
        && let Ok(asked) = asked.dyn_into::<js_sys::Promise>()
    {
        spawn_local(async move {
            let _ = wasm_bindgen_futures::JsFuture::from(asked).await;
        });
    }
}

/// Lets one tile stand out; none when `key` is empty.
pub fn focus(place: &web_sys::Element, key: &str) {
    let Ok(Some(board)) = place.query_selector(".board") else { return };
    let mut next = board.first_element_child();
    let mut found = false;
    while let Some(tile) = next {
        let is_it = !key.is_empty() && tile.id() == key;
        found |= is_it;
        let _ =
            if is_it { tile.set_attribute("data-focus", "") } else { tile.remove_attribute("data-focus") };
        next = tile.next_element_sibling();
    }
    let _ =
        if found { board.set_attribute("data-focused", "") } else { board.remove_attribute("data-focused") };
}

/// Swaps the tiles that changed; the whole board when it has other tiles than before.
pub fn renew(place: &web_sys::Element, drawing: &str) {
    let Ok(fresh) = document().create_element("div") else { return };
    fresh.set_inner_html(drawing);
    let tiles = |of: &web_sys::Element| {
        let mut tiles = Vec::new();
        let mut next =
            of.query_selector(".board").ok().flatten().and_then(|board| board.first_element_child());
        while let Some(tile) = next {
            next = tile.next_element_sibling();
            tiles.push(tile);
        }
        tiles
    };
    let (olds, news) = (tiles(place), tiles(&fresh));
    if olds.is_empty() || !olds.iter().map(web_sys::Element::id).eq(news.iter().map(web_sys::Element::id)) {
        place.set_inner_html(drawing);
        return;
    }
    for (old, new) in olds.iter().zip(&news) {
        if old.inner_html() != new.inner_html() {
            let _ = old.replace_with_with_node_1(new);
        }
    }
}
