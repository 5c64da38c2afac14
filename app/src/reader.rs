//! The reader: in which language, theme and density they read, and what they may open. The server
//! knows it from the session; the browser is told it once, with the page.

use domain::format::Currency;
use domain::policy::Role;
use domain::text::{Locale, Text};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Who reads, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reader {
    /// The language.
    pub locale: Locale,
    /// `day`, `night`, `wall`, or empty to follow the device.
    pub theme: String,
    /// `red` or `green`: the colour of a rise.
    pub rise_colour: String,
    /// `comfortable` or `compact`.
    pub density: String,
    /// The name of who is signed in; empty when nobody is.
    pub name: String,
    /// Their role.
    pub role: Option<Role>,
    /// The one account of an executive sponsor.
    pub account_id: Option<String>,
    /// Our company's name.
    pub company: String,
    /// The currency amounts are kept in.
    pub currency: Currency,
    /// Whether the data is a generated demonstration.
    pub is_demo: bool,
    /// Where they may go.
    pub nav: Vec<crate::nav::Group>,
    /// The nouns they may make new records of.
    pub creates: Vec<String>,
    /// The build that sent the page.
    pub build: String,
}

impl Reader {
    /// Whether they see only what is shared with customers.
    pub fn shared_only(&self) -> bool {
        self.role.is_some_and(Role::sees_shared_only)
    }

    /// A text in the reader's language.
    pub const fn say(&self, text: Text) -> &'static str {
        text.in_(self.locale)
    }
}

/// Makes the reader known to everything below: from the server's context, or, in the browser, from
/// what came with the page.
pub fn provide() {
    let shared = SharedValue::new(|| {
        let reader = current();
        #[cfg(not(target_arch = "wasm32"))]
        let reader =
            Reader { nav: crate::nav::groups(&reader), creates: crate::nav::creates(&reader), ..reader };
        reader
    });
    provide_context(shared.into_inner());
}

/// The reader on the server while a page is made; the default when there is none.
pub fn current() -> Reader {
    use_context::<Reader>().unwrap_or_default()
}

/// The reader.
pub fn reader() -> Reader {
    current()
}

/// The path being asked for, on the server; empty in a browser.
pub fn path() -> String {
    #[cfg(not(target_arch = "wasm32"))]
    if let Some(parts) = use_context::<axum::http::request::Parts>() {
        return parts.uri.path().to_owned();
    }
    String::new()
}
