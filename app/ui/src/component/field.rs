//! A field: its name, the place to type, what it is for, and what is wrong with it.
//!
//! Plain form controls with names and values, so a form can be sent before WebAssembly has arrived.

use domain::text::Locale;
use leptos::prelude::*;

use crate::text::{CHOOSE, REQUIRED};

/// What may be typed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InputKind {
    #[default]
    Text,
    LongText,
    /// Digits, sign and point; checked by the domain, so that pasted `1,234万` is not thrown away.
    Number,
    Date,
    Email,
    Password,
    Search,
    File,
}

/// The frame around one control. An empty `error` means nothing is wrong.
#[component]
pub fn Field(
    /// The control's id; help and error are `{id}-help` and `{id}-error`.
    #[prop(into)]
    id: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] help: String,
    #[prop(optional, into)] error: Signal<String>,
    #[prop(optional)] required: bool,
    locale: Locale,
    children: Children,
) -> impl IntoView {
    let error_id = format!("{id}-error");
    let help = (!help.is_empty()).then(|| {
        view! { <p class="field-help" id=format!("{id}-help")>{help}</p> }
    });
    // A view may be asked once more after what it shows is gone.
    let error = move || error.try_get().unwrap_or_default();
    view! {
        <div class="field" data-state=move || (!error().is_empty()).then_some("error")>
            <label class="field-label" for=id>
                {label}
                {required.then(|| view! { <span class="field-need">" "{REQUIRED.in_(locale)}</span> })}
            </label>
            {children()}
            {help}
            <p class="field-error" id=error_id role="alert" hidden=move || error().is_empty()>
                {error}
            </p>
        </div>
    }
}

/// The place to type.
#[component]
pub fn Input(
    #[prop(into)] id: String,
    #[prop(into)] name: String,
    #[prop(optional)] kind: InputKind,
    #[prop(optional, into)] value: String,
    #[prop(optional)] required: bool,
    #[prop(optional, into)] invalid: Signal<bool>,
    #[prop(optional, into)] placeholder: String,
    /// Called with what has been typed so far.
    #[prop(optional, into)]
    on_input: Option<Callback<String>>,
) -> impl IntoView {
    let described = format!("{id}-error {id}-help");
    let aria_invalid = move || invalid.get().then_some("true");
    let typed = move |event: leptos::ev::Event| {
        if let Some(callback) = on_input {
            callback.run(event_target_value(&event));
        }
    };
    if kind == InputKind::LongText {
        return view! {
            <textarea class="input" id=id name=name required=required placeholder=placeholder
                aria-invalid=aria_invalid aria-describedby=described on:input=typed prop:value=value.clone() inner_html=escaped(&value)></textarea>
        }
        .into_any();
    }
    let (control, mode) = match kind {
        InputKind::Text | InputKind::LongText => ("text", None),
        InputKind::Number => ("text", Some("decimal")),
        InputKind::Date => ("date", None),
        InputKind::Email => ("email", None),
        InputKind::Password => ("password", None),
        InputKind::Search => ("search", None),
        InputKind::File => ("file", None),
    };
    view! {
        <input class="input" id=id name=name type=control inputmode=mode value=value required=required
            data-kind=(kind == InputKind::Number).then_some("number")
            placeholder=(!placeholder.is_empty()).then_some(placeholder)
            aria-invalid=aria_invalid aria-describedby=described on:input=typed/>
    }
    .into_any()
}

/// Words as a textarea's markup: what stands between its tags is not escaped by the view.
fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;")
}

/// One of a few: pairs of value and words.
#[component]
pub fn Select(
    #[prop(into)] id: String,
    #[prop(into)] name: String,
    options: Vec<(String, String)>,
    #[prop(optional, into)] value: String,
    #[prop(optional)] required: bool,
    #[prop(optional, into)] invalid: Signal<bool>,
    locale: Locale,
    #[prop(optional, into)] on_change: Option<Callback<String>>,
) -> impl IntoView {
    let described = format!("{id}-error {id}-help");
    let chosen = move |event: leptos::ev::Event| {
        if let Some(callback) = on_change {
            callback.run(event_target_value(&event));
        }
    };
    let option = |(key, words): (String, String)| {
        let selected = key == value;
        view! { <option value=key selected=selected>{words}</option> }
    };
    view! {
        <select class="input" id=id name=name required=required
            aria-invalid=move || invalid.get().then_some("true") aria-describedby=described on:change=chosen>
            <option value="">{CHOOSE.in_(locale)}</option>
            {options.into_iter().map(option).collect_view()}
        </select>
    }
}
