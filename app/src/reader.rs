//! The reader: in which language, theme and density they read, and what they may open. The server
//! knows it from the session; the browser is told it once, with the page.

use domain::format::Currency;
use domain::policy::Role;
use domain::query::{joined, pairs};
use domain::text::{Locale, Text};
use leptos::prelude::*;

/// Who reads, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
    /// A mark of who is signed in, which tells nobody who it is: what a device keeps is kept under it.
    pub person: String,
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

    /// With the nouns they may make new records of.
    #[cfg(not(target_arch = "wasm32"))]
    #[must_use]
    pub fn knowing_what_they_make(self) -> Self {
        Self { creates: crate::nav::creates(&self), ..self }
    }

    /// Themselves in one line, as the page tells it; [`Reader::heard`] reads it.
    pub fn told(&self) -> String {
        let role = self.role.map_or("", Role::key);
        let demo = if self.is_demo { "1" } else { "" };
        let creates = self.creates.join(" ");
        let account = self.account_id.as_deref().unwrap_or_default();
        let pairs = [
            ("locale", self.locale.code()),
            ("theme", &self.theme),
            ("rise", &self.rise_colour),
            ("density", &self.density),
            ("name", &self.name),
            ("role", role),
            ("account", account),
            ("company", &self.company),
            ("demo", demo),
            ("creates", &creates),
            ("build", &self.build),
        ];
        joined(&pairs.map(|(name, value)| (name.to_owned(), value.to_owned())))
    }

    /// Reads what [`Reader::told`] wrote.
    pub fn heard(line: &str) -> Self {
        let mut reader = Self::default();
        for (name, value) in pairs(line) {
            match name.as_str() {
                "locale" => reader.locale = Locale::parse(&value).unwrap_or_default(),
                "theme" => reader.theme = value,
                "rise" => reader.rise_colour = value,
                "density" => reader.density = value,
                "name" => reader.name = value,
                "role" => reader.role = Role::parse(&value),
                "account" => reader.account_id = Some(value).filter(|id| !id.is_empty()),
                "company" => reader.company = value,
                "demo" => reader.is_demo = value == "1",
                "creates" => reader.creates = value.split_whitespace().map(str::to_owned).collect(),
                "build" => reader.build = value,
                _ => {}
            }
        }
        reader
    }

    /// A text in the reader's language.
    pub const fn say(&self, text: Text) -> &'static str {
        text.in_(self.locale)
    }
}

/// Makes the reader known to everything below, in a browser from what came with the page.
pub fn provide() {
    #[cfg(target_arch = "wasm32")]
    provide_context(
        document()
            .document_element()
            .and_then(|root| root.get_attribute("data-reader"))
            .map_or_else(Reader::default, |told| Reader::heard(&told)),
    );
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

/// What the reader holds, on the server.
#[cfg(not(target_arch = "wasm32"))]
pub fn held() -> domain::board::arrange::Screen {
    let parts = use_context::<axum::http::request::Parts>();
    let agent = parts.as_ref().and_then(|parts| parts.headers.get(axum::http::header::USER_AGENT));
    domain::board::arrange::Screen::held(agent.and_then(|agent| agent.to_str().ok()).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_page_tells_of_its_reader_is_what_the_browser_hears() {
        let reader = Reader {
            locale: Locale::En,
            theme: "night".to_owned(),
            rise_colour: "green".to_owned(),
            density: "compact".to_owned(),
            name: "王 & 李=“\"'".to_owned(),
            role: Some(Role::ExecutiveSponsor),
            account_id: Some("a/7 &?".to_owned()),
            company: "云图".to_owned(),
            is_demo: true,
            creates: vec!["task".to_owned(), "demand".to_owned()],
            build: "0a1b".to_owned(),
            ..Reader::default()
        };
        assert_eq!(Reader::heard(&reader.told()), reader);
        assert_eq!(Reader::heard(&Reader::default().told()), Reader::default());
    }
}
