//! The one WebAssembly module: starts the app over the HTML the server sent.
#![cfg(target_arch = "wasm32")]
#![recursion_limit = "512"]

use wasm_bindgen::prelude::wasm_bindgen;

/// Takes over the page. Lazy screens load before they are hydrated, so nothing flickers.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_lazy(app::App);
}
