//! The remote's own line to its wall: it hears of every press and every page turned. While the line is down it looks
//! for itself, slowly.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;

use super::Hand;

/// How often it looks for itself while nothing is heard.
const ALONE: Duration = Duration::from_secs(5);

/// Hears of the wall for as long as the screen is there.
pub fn listen(hand: Hand) {
    let at = format!("/live?wall={}", hand.id.get_value());
    let Ok(source) = web_sys::EventSource::new(&at) else { return };
    let heard = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| {
        let _ = hand.is_open.try_set(event.type_() != "error");
        if event.type_() != "error" {
            hand.look();
        }
    });
    for name in ["open", "stage", "turn", "error"] {
        let _ = source.add_event_listener_with_callback(name, heard.as_ref().unchecked_ref());
    }
    let alone = set_interval_with_handle(
        move || {
            if hand.is_open.try_get_untracked() == Some(false) {
                hand.look();
            }
        },
        ALONE,
    );
    let held = StoredValue::new_local((source, heard));
    on_cleanup(move || {
        let _ = held.try_with_value(|(source, _)| source.close());
        if let Ok(alone) = alone {
            alone.clear();
        }
    });
}

/// Looks again after so many seconds, unless it looked before.
pub fn wait(hand: Hand, due: Option<i64>) {
    let Some(seconds) = due.and_then(|seconds| u64::try_from(seconds).ok()) else { return };
    if let Ok(handle) = set_timeout_with_handle(move || hand.look(), Duration::from_secs(seconds)) {
        on_cleanup(move || handle.clear());
    }
}
