//! Buttons. What a button does is said in its words; an icon alone has a name for readers.

use leptos::prelude::*;

use super::icon::Icon;

/// How much a button asks to be pressed. One primary a screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    Primary,
    #[default]
    Plain,
    Quiet,
    Danger,
}

impl Kind {
    pub fn word(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Plain => "plain",
            Self::Quiet => "quiet",
            Self::Danger => "danger",
        }
    }
}

/// A button with words. Listeners and further attributes pass through: `on:click`, `attr:name`.
#[component]
pub fn Button(
    #[prop(optional)] kind: Kind,
    /// Sends its form when true.
    #[prop(optional)]
    submit: bool,
    #[prop(optional, into)] disabled: Signal<bool>,
    /// Working on it: announced, and not pressed twice.
    #[prop(optional, into)]
    busy: Signal<bool>,
    children: Children,
) -> impl IntoView {
    view! {
        <button
            class="button"
            type=if submit { "submit" } else { "button" }
            data-kind=kind.word()
            disabled=move || disabled.get() || busy.get()
            aria-busy=move || busy.get().then_some("true")
        >
            {children()}
        </button>
    }
}

/// A button with an icon and a name that is read aloud and shown on hover.
#[component]
pub fn IconButton(
    icon: icondata_core::Icon,
    #[prop(into)] label: String,
    #[prop(optional)] kind: Option<Kind>,
) -> impl IntoView {
    view! {
        <button
            class="button"
            type="button"
            data-shape="icon"
            data-kind=kind.unwrap_or(Kind::Quiet).word()
            title=label.clone()
            aria-label=label
        >
            <Icon icon/>
        </button>
    }
}
