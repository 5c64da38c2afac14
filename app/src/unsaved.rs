//! What was typed into a form and is not stored yet. Links are asked about where they are pressed; the browser's way back
//! is heard of only afterwards, and only by who listened before the router did. So this listens from the start.

use domain::text::{Locale, Text, text};
use leptos::prelude::*;

const LEAVE: Text =
    text("有内容还没有保存，确定离开吗？", "Some of what you typed is not saved. Leave anyway?");

/// Whether something would be lost, and where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Unsaved {
    /// Something was typed and not saved.
    pub dirty: RwSignal<bool>,
    /// The address of the form it was typed into.
    pub at: RwSignal<String>,
}

/// Makes it known, and in a browser guards the way back. To be called before the router is made.
pub fn provide() {
    let unsaved = Unsaved { dirty: RwSignal::new(false), at: RwSignal::new(String::new()) };
    provide_context(unsaved);
    #[cfg(target_arch = "wasm32")]
    browser::guard(unsaved, crate::reader::reader().locale);
}

/// What is not saved.
pub fn unsaved() -> Unsaved {
    use_context::<Unsaved>()
        .unwrap_or_else(|| Unsaved { dirty: RwSignal::new(false), at: RwSignal::new(String::new()) })
}

impl Unsaved {
    /// Whether the reader would rather lose it than stay; what they would lose is then forgotten.
    pub fn may_leave(self, locale: Locale) -> bool {
        let is_dirty = self.dirty.try_get_untracked().unwrap_or_default();
        let may = !is_dirty || window().confirm_with_message(LEAVE.in_(locale)).unwrap_or(true);
        if is_dirty && may {
            self.dirty.set(false);
        }
        may
    }

    /// What a browser asks of its own accord before it closes the page.
    pub fn words(locale: Locale) -> &'static str {
        LEAVE.in_(locale)
    }
}

/// The address in the bar, without the place on the page.
pub fn here() -> String {
    let bar = window().location();
    bar.pathname().unwrap_or_default() + &bar.search().unwrap_or_default()
}

#[cfg(target_arch = "wasm32")]
mod browser {
    use domain::text::Locale;
    use leptos::prelude::*;
    use wasm_bindgen::JsCast as _;
    use wasm_bindgen::JsValue;
    use wasm_bindgen::closure::Closure;

    use super::{Unsaved, here};

    /// By now the address has changed; when the answer is no, the form's address is put on top again.
    pub fn guard(unsaved: Unsaved, locale: Locale) {
        let back = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| {
            let at = unsaved.at.try_get_untracked().unwrap_or_default();
            if here() == at || unsaved.may_leave(locale) {
                return;
            }
            event.stop_immediate_propagation();
            if let Ok(history) = window().history() {
                let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&at));
            }
        });
        let _ = window().add_event_listener_with_callback("popstate", back.as_ref().unchecked_ref());
        back.forget();
    }
}
