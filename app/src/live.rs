//! Live: a committed change is on every open screen within a second. The server says only that
//! something changed; screens ask again for what they show, and keep what they have until the
//! answer is there.

use leptos::prelude::*;

/// The revision the server last told of; what a screen shows depends on it.
#[derive(Clone, Copy, Debug)]
pub struct Live {
    /// Counts committed changes.
    pub revision: RwSignal<i64>,
    /// Whether the line to the server is open.
    pub connected: RwSignal<bool>,
}

/// Makes it known, and in a browser listens.
pub fn provide() {
    let live = Live { revision: RwSignal::new(0), connected: RwSignal::new(true) };
    provide_context(live);
    #[cfg(target_arch = "wasm32")]
    Effect::new(move |_| listen(live));
}

/// The live state.
pub fn live() -> Live {
    use_context::<Live>()
        .unwrap_or_else(|| Live { revision: RwSignal::new(0), connected: RwSignal::new(false) })
}

#[cfg(target_arch = "wasm32")]
fn listen(live: Live) {
    use wasm_bindgen::JsCast as _;
    use wasm_bindgen::closure::Closure;
    if crate::reader::reader().role.is_none() {
        return;
    }
    let Ok(source) = web_sys::EventSource::new("/live") else { return };
    let first = StoredValue::new(None::<i64>);
    let on_revision = Closure::<dyn Fn(web_sys::MessageEvent)>::new(move |event: web_sys::MessageEvent| {
        live.connected.set(true);
        let told = event.data().as_string().and_then(|text| text.parse::<i64>().ok());
        let Some(told) = told else { return };
        // The first word only says where we start; the page came with data at least that new.
        if first.get_value().is_none() {
            first.set_value(Some(told));
            if live.revision.get_untracked() != 0 && live.revision.get_untracked() != told {
                live.revision.set(told);
            }
        } else {
            live.revision.set(told);
        }
    });
    let _ = source.add_event_listener_with_callback("revision", on_revision.as_ref().unchecked_ref());
    on_revision.forget();
    let on_error = Closure::<dyn Fn()>::new(move || live.connected.set(false));
    source.set_onerror(Some(on_error.as_ref().unchecked_ref()));
    on_error.forget();
}
