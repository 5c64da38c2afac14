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

/// A button with words. What a press does is told in `on_press`, not by `on:click` from outside: a listener put on a
/// component from outside is not replaced when the view around it is made again, and would go on with the data of before.
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
    #[prop(optional, into)] on_press: Option<Callback<()>>,
    children: Children,
) -> impl IntoView {
    // A view may be asked once more after what it shows is gone.
    let is = |signal: Signal<bool>| signal.try_get().unwrap_or_default();
    let pressed = move |_| {
        if let Some(callback) = on_press {
            callback.try_run(());
        }
    };
    view! {
        <button
            class="button"
            type=if submit { "submit" } else { "button" }
            data-kind=kind.word()
            disabled=move || is(disabled) || is(busy)
            aria-busy=move || is(busy).then_some("true")
            on:click=pressed
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
