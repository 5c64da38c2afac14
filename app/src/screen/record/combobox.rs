//! Naming another record: type a few letters of what it is called, choose it from the list, with the
//! arrow keys and Enter or with the hand.

use domain::text::{Text, text};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::form::Form;
use super::slot::Slot;

const NONE: Text = text("没有找到", "Nothing found");

/// The list below the box while it is open.
#[derive(Clone, Copy)]
struct List {
    slot: Slot,
    table: &'static str,
    is_open: RwSignal<bool>,
    options: RwSignal<Vec<(String, String)>>,
    active: RwSignal<usize>,
    /// Counts the questions, so that a late answer does not replace a newer one.
    asked: RwSignal<u32>,
}

pub fn combobox(form: Form, slot: Slot, table: &'static str) -> AnyView {
    let list = List {
        slot,
        table,
        is_open: RwSignal::new(false),
        options: RwSignal::new(Vec::new()),
        active: RwSignal::new(0),
        asked: RwSignal::new(0),
    };
    let (id, locale) = (slot.id(), form.locale);
    let list_id = format!("{id}-list");
    let described = format!("{id}-error {id}-help");
    let typed = move |event: leptos::ev::Event| {
        form.typed(slot, String::new());
        slot.title.try_set(event_target_value(&event));
        list.ask();
    };
    let pressed = move |event: leptos::ev::KeyboardEvent| {
        if list.press(&event.key()) {
            form.screen.dirty.set(true);
            event.prevent_default();
            event.stop_propagation();
        }
    };
    let left = move |_| {
        list.is_open.try_set(false);
        slot.check(locale);
    };
    let chosen = move |at: usize| {
        list.choose(at);
        form.screen.dirty.set(true);
    };
    let active_id = {
        let list_id = list_id.clone();
        move || list.is_open().then(|| format!("{list_id}-{}", list.active.get()))
    };
    let items = {
        let list_id = list_id.clone();
        move || list.is_open().then(|| items(list, &list_id, chosen, NONE.in_(locale)))
    };
    view! {
        <div class="menu">
            <input class="input" type="text" role="combobox" autocomplete="off" id=id name=slot.field.name
                value=slot.title.get_untracked() prop:value=move || slot.title.try_get().unwrap_or_default()
                aria-autocomplete="list" aria-controls=list_id aria-expanded=move || list.is_open().to_string() aria-activedescendant=active_id
                aria-required=slot.field.required.then_some("true") aria-invalid=move || slot.is_wrong().then_some("true") aria-describedby=described
                on:input=typed on:keydown=pressed on:blur=left on:click=move |_| list.ask()/>
            {items}
        </div>
    }
    .into_any()
}

fn items(list: List, list_id: &str, chosen: impl Fn(usize) + Copy + 'static, none: &'static str) -> AnyView {
    let options = list.options.get();
    let is_empty = options.is_empty();
    let item = |(at, (_, title)): (usize, (String, String))| {
        let is_active = move || (list.active.get() == at).then_some("true");
        // The press comes before the box loses the focus, the click after it.
        let press = move |event: leptos::ev::MouseEvent| {
            event.prevent_default();
            chosen(at);
        };
        view! { <li class="menu-item" role="option" id=format!("{list_id}-{at}") aria-selected=is_active aria-current=is_active on:mousedown=press>{title}</li> }.into_any()
    };
    let items = options.into_iter().enumerate().map(item).collect_view();
    view! {
        <ul class="menu-list" role="listbox" id=list_id.to_owned()>
            {items}
            {is_empty.then(|| view! { <li class="menu-item quiet">{none}</li> })}
        </ul>
    }
    .into_any()
}

impl List {
    /// Whether it is open; follows that it opens and closes.
    fn is_open(self) -> bool {
        self.is_open.try_get().unwrap_or_default()
    }

    /// Asks what there is by that name, and opens.
    fn ask(self) {
        if !self.slot.is_alive() {
            return;
        }
        // A record already named is no word to look for: then everything is offered.
        let is_named = !self.slot.typed.with_untracked(String::is_empty);
        let words = if is_named { String::new() } else { self.slot.title.get_untracked() };
        self.asked.update(|count| *count += 1);
        let turn = self.asked.get_untracked();
        spawn_local(async move {
            let options = crate::api::record::options(self.table.to_owned(), words).await.unwrap_or_default();
            if self.asked.try_get_untracked() == Some(turn) {
                self.options.set(options);
                self.active.set(0);
                self.is_open.set(true);
            }
        });
    }

    /// Whether the key was meant for the list.
    fn press(self, key: &str) -> bool {
        if !self.slot.is_alive() {
            return false;
        }
        let (is_open, last) =
            (self.is_open.get_untracked(), self.options.with_untracked(Vec::len).saturating_sub(1));
        match key {
            "ArrowDown" if !is_open => self.ask(),
            "ArrowDown" => self.active.update(|at| *at = (*at + 1).min(last)),
            "ArrowUp" if is_open => self.active.update(|at| *at = at.saturating_sub(1)),
            "Enter" if is_open => self.choose(self.active.get_untracked()),
            "Escape" if is_open => self.is_open.set(false),
            _ => return false,
        }
        true
    }

    fn choose(self, at: usize) {
        if !self.slot.is_alive() {
            return;
        }
        self.asked.update(|count| *count += 1);
        if let Some((id, title)) = self.options.with_untracked(|options| options.get(at).cloned()) {
            self.slot.put(id, title);
        }
        self.is_open.set(false);
    }
}
