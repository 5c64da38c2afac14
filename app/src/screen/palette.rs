//! The command palette: Ctrl+K from anywhere, a few letters, Enter. It knows every place the reader
//! may open, every noun they may make, and looks for records by name. It is fetched when first asked for.

use std::time::Duration;

use domain::register::Hit;
use domain::text::{Locale, Text, text};
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast as _;
use leptos::{ev, html, lazy, web_sys};

use crate::reader::{Reader, reader};

const PROMPT: Text = text(
    "前往页面、新建，或查找客户、干系人、合同……",
    "Go to a page, make something new, or find an account, a person, a contract…",
);
const NAME: Text = text("快速前往", "Go to");
const NOTHING: Text = text("没有找到。换个说法试试。", "Nothing found. Try other words.");
const GROUP_GO: Text = text("前往", "Go to");
const GROUP_NEW: Text = text("新建", "New");

/// How long a hand rests before the words it typed are looked for.
const REST: Duration = Duration::from_millis(160);

/// A line of the palette.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    group: String,
    href: String,
    label: String,
    note: String,
}

/// Listens for Ctrl+K, and brings the palette.
#[component]
pub fn Palette() -> impl IntoView {
    let wanted = RwSignal::new(false);
    let open = RwSignal::new(false);
    let reader = StoredValue::new(reader());
    Effect::new(move |_| {
        let handle = window_event_listener(ev::keydown, move |event| {
            if (event.ctrl_key() || event.meta_key()) && event.key().eq_ignore_ascii_case("k") {
                event.prevent_default();
                wanted.set(true);
                open.update(|open| *open = !*open);
            }
        });
        on_cleanup(move || handle.remove());
    });
    move || {
        wanted.get().then(|| {
            view! { <Suspense>{Suspend::new(async move { palette(open, reader.get_value()).await })}</Suspense> }
        })
    }
}

/// The palette itself.
#[lazy]
fn palette(open: RwSignal<bool>, reader: Reader) -> AnyView {
    let locale = reader.locale;
    let places = StoredValue::new(places(&reader));
    let typed = RwSignal::new(String::new());
    let hits = RwSignal::new(Vec::<Hit>::new());
    let active = RwSignal::new(0_usize);
    let lines =
        Memo::new(move |_| typed.with(|typed| matching(places.get_value(), typed, &hits.get(), locale)));
    let node = NodeRef::<html::Dialog>::new();
    let input = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        match (open.get(), dialog.open()) {
            // One frame later: a dialog that has only just been made may not be in the page yet.
            (true, false) => request_animation_frame(move || {
                let _ = dialog.show_modal();
                if let Some(input) = input.try_get_untracked().flatten() {
                    input.select();
                }
            }),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    let resting = StoredValue::new(None::<TimeoutHandle>);
    let on_input = move |event: ev::Event| {
        typed.set(event_target_value(&event));
        active.set(0);
        let next = set_timeout_with_handle(move || look(typed, hits), REST).ok();
        if let Some(before) = resting.try_update_value(|resting| std::mem::replace(resting, next)).flatten() {
            before.clear();
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let last = lines.with_untracked(Vec::len).saturating_sub(1);
        match event.key().as_str() {
            "ArrowDown" => active.update(|at| *at = (*at + 1).min(last)),
            "ArrowUp" => active.update(|at| *at = at.saturating_sub(1)),
            "Enter" => press(active.get_untracked()),
            _ => return,
        }
        event.prevent_default();
    };
    // A press beside the sheet is a press on the dialog itself, which fills nothing but its edge.
    let outside = move |event: ev::MouseEvent| {
        if event.target() == event.current_target() {
            open.set(false);
        }
    };
    view! {
        <dialog class="dialog palette" node_ref=node aria-label=NAME.in_(locale) on:close=move |_| open.set(false) on:click=outside>
            <input class="palette-input" type="text" role="combobox" aria-expanded="true" aria-controls="palette-list" aria-autocomplete="list"
                aria-activedescendant=move || format!("palette-{}", active.get())
                autocomplete="off" spellcheck="false" node_ref=input placeholder=PROMPT.in_(locale) aria-label=PROMPT.in_(locale) on:input=on_input on:keydown=on_key/>
            <ul class="palette-list" id="palette-list" role="listbox">
                {move || list(lines.get(), active, open, locale)}
            </ul>
        </dialog>
    }
    .into_any()
}

fn list(lines: Vec<Line>, active: RwSignal<usize>, open: RwSignal<bool>, locale: Locale) -> AnyView {
    if lines.is_empty() {
        return view! { <li class="palette-group">{NOTHING.in_(locale)}</li> }.into_any();
    }
    let mut group = String::new();
    let mut items = Vec::new();
    for (at, line) in lines.into_iter().enumerate() {
        if line.group != group {
            group.clone_from(&line.group);
            items.push(view! { <li class="palette-group" role="presentation">{line.group}</li> }.into_any());
        }
        let is_active = move || (active.get() == at).to_string();
        items.push(
            view! {
                <li role="option" id=format!("palette-{at}") aria-selected=is_active>
                    <a class="menu-item" aria-selected=is_active href=line.href tabindex="-1" on:click=move |_| open.set(false)>
                        {line.label}
                        <span class="menu-note">{line.note}</span>
                    </a>
                </li>
            }
            .into_any(),
        );
    }
    items.into_any()
}

/// Presses the line's link, as a hand would: whoever guards an open form hears of a press, and may ask.
fn press(at: usize) {
    let link = document().query_selector(&format!("#palette-{at} a")).ok().flatten();
    if let Some(link) = link.and_then(|link| link.dyn_into::<web_sys::HtmlElement>().ok()) {
        link.click();
    }
}

/// Looks for records by what is typed now.
fn look(typed: RwSignal<String>, hits: RwSignal<Vec<Hit>>) {
    let Some(words) = typed.try_get_untracked() else { return };
    spawn_local(async move {
        let found = if words.trim().is_empty() {
            Vec::new()
        } else {
            crate::api::search::search(words.clone()).await.unwrap_or_default()
        };
        // A late answer to words typed over since is no answer.
        if typed.try_get_untracked().as_ref() == Some(&words) {
            hits.set(found);
        }
    });
}

/// Every place this reader may open, and every noun they may make.
fn places(reader: &Reader) -> Vec<Line> {
    let locale = reader.locale;
    let go = shown_places().into_iter().map(|(href, label, note)| Line {
        group: GROUP_GO.in_(locale).to_owned(),
        href,
        label,
        note,
    });
    let make = reader.creates.iter().filter_map(|table| domain::noun::spec(table)).map(|spec| Line {
        group: GROUP_NEW.in_(locale).to_owned(),
        href: format!("/register/{}/new", spec.table),
        label: super::register::new_one(spec, locale),
        note: String::new(),
    });
    go.chain(make).collect()
}

#[cfg(not(target_arch = "wasm32"))]
fn shown_places() -> Vec<(String, String, String)> {
    Vec::new()
}

/// The places of the rail: where, called what, and under which heading.
#[cfg(target_arch = "wasm32")]
fn shown_places() -> Vec<(String, String, String)> {
    let Ok(found) = document().query_selector_all(".rail-link") else { return Vec::new() };
    let links = (0..found.length()).filter_map(|at| found.item(at)?.dyn_into::<web_sys::Element>().ok());
    let words = |of: Option<web_sys::Element>| of.and_then(|of| of.text_content()).unwrap_or_default();
    links
        .map(|link| {
            let group = link.closest(".rail-group").ok().flatten();
            let label = group.and_then(|group| group.query_selector(".rail-label").ok().flatten());
            (link.get_attribute("href").unwrap_or_default(), words(Some(link)), words(label))
        })
        .collect()
}

fn matching(places: Vec<Line>, typed: &str, hits: &[Hit], locale: Locale) -> Vec<Line> {
    let words = typed.trim().to_lowercase();
    let fits = |line: &Line| words.is_empty() || line.label.to_lowercase().contains(&words);
    let is_short = words.is_empty();
    let found = hits.iter().filter(|_| !is_short).map(|hit| Line {
        group: domain::noun::spec(&hit.table)
            .map_or_else(String::new, |spec| spec.plural.in_(locale).to_owned()),
        href: crate::cell::href(&hit.table, &hit.id),
        label: crate::cell::shorten(hit.title.clone(), 60),
        note: hit.account.clone(),
    });
    let (go, make): (Vec<_>, Vec<_>) =
        places.into_iter().filter(fits).partition(|line| line.group == GROUP_GO.in_(locale));
    go.into_iter().chain(found).chain(make).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_narrow_the_places_and_records_stand_between_going_and_making() {
        let line = |group: Text, label: &str| Line {
            group: group.zh.to_owned(),
            href: String::new(),
            label: label.to_owned(),
            note: String::new(),
        };
        let places = vec![line(GROUP_GO, "客户"), line(GROUP_GO, "工单"), line(GROUP_NEW, "新建客户")];
        let hits = [Hit {
            table: "account".to_owned(),
            id: "7".to_owned(),
            title: "客户甲".to_owned(),
            account: String::new(),
        }];
        let labels: Vec<_> =
            matching(places.clone(), "客户", &hits, Locale::Zh).into_iter().map(|line| line.label).collect();
        assert_eq!(labels, ["客户", "客户甲", "新建客户"]);
        assert_eq!(matching(places, "", &hits, Locale::Zh).len(), 3, "without words nothing is looked for");
    }
}
