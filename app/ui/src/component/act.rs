//! What can be done on a board, as plain forms: they work before and without WebAssembly. Where there is a script it
//! sends them itself, keeps them while there is no line, and offers to undo them.

use domain::board::act::{Act, Asked};
use domain::text::{Locale, text};
use leptos::prelude::*;

/// The acts of a line or a tile, side by side.
pub fn row(acts: Vec<Act>, locale: Locale) -> AnyView {
    let acts: Vec<_> = acts.into_iter().map(|act| one(act, locale)).collect();
    view! { <div class="acts">{acts}</div> }.into_any()
}

fn one(act: Act, locale: Locale) -> AnyView {
    let Act { of: _, words, done, is_main, table, record, version, set, asks, is_open } = act;
    let kind = is_main.then_some("primary");
    let hidden = move |name: String, value: String| view! { <input type="hidden" name=name value=value/> };
    let values: Vec<_> = set.into_iter().map(|(field, value)| hidden(format!("f-{field}"), value)).collect();
    let is_asked = !asks.is_empty();
    let fields: Vec<_> = asks.into_iter().map(field).collect();
    let (send, send_kind) = if is_open {
        (words.clone(), Some("primary"))
    } else if is_asked {
        (text("发送", "Send").in_(locale).to_owned(), Some("primary"))
    } else {
        (words.clone(), kind)
    };
    let form = view! {
        <form class="act" method="post" action="/act" data-words=words.clone() data-done=done>
            {hidden("table".to_owned(), table)}
            {hidden("record".to_owned(), record)}
            {hidden("version".to_owned(), version.to_string())}
            {values}
            {fields}
            // What is wrong with what was typed is told where it was typed.
            {is_open.then(|| view! { <output class="act-problem" role="alert"></output> })}
            <button class="button" data-kind=send_kind type="submit">{send}</button>
        </form>
    };
    if is_asked {
        view! {
            <details class="act-more" open=is_open>
                <summary class="button" data-kind=kind hidden=is_open>{words}</summary>
                {form}
            </details>
        }
        .into_any()
    } else {
        form.into_any()
    }
}

fn field(asked: Asked) -> AnyView {
    let Asked { field, label, hint, required, choices, value } = asked;
    let name = format!("f-{field}");
    let input = if choices.is_empty() {
        let (lang, value) = (lang(&field), escaped(&value));
        view! { <textarea class="input" name=name rows="3" maxlength="4000" required=required placeholder=hint lang=lang inner_html=value></textarea> }
            .into_any()
    } else {
        let options: Vec<_> = choices
            .into_iter()
            .map(|(choice, words)| {
                let selected = (choice == value).then_some("");
                view! { <option value=choice selected=selected>{words}</option> }
            })
            .collect();
        view! { <select class="input" name=name required=required>{options}</select> }.into_any()
    };
    view! { <label class="field"><span class="field-label">{label}</span>{input}</label> }.into_any()
}

/// The language of a field that holds words in one.
fn lang(field: &str) -> Option<&'static str> {
    match field {
        "words_zh" => Some("zh-CN"),
        "words_en" => Some("en"),
        _ => None,
    }
}

/// What a text area begins with: its content is written as it stands.
fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
