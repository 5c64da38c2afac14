//! Two people changed one record. The second sees, field by field, what it was, what the other made
//! of it and what they themselves typed; they choose, and save again. Nothing typed is lost.

use domain::record::Kind;
use domain::register::Detail;
use domain::text::{Locale, Text, text};
use leptos::prelude::*;

use super::form::Form;
use super::slot::Slot;
use crate::cell;

const FIELD: Text = text("字段", "Field");
const BEFORE: Text = text("原来", "Before");
const THEIRS: Text = text("对方", "Theirs");
const MINE: Text = text("我的", "Mine");
const ALL_MINE: Text = text("全部用我的", "Keep all of mine");
const ALL_THEIRS: Text = text("全部用对方的", "Take all of theirs");

/// Where two writers differ.
#[derive(Clone, Debug)]
pub struct Clash {
    who: String,
    when: String,
    rows: Vec<Row>,
}

/// One field in which they differ: each as the form holds it and as it reads.
#[derive(Clone, Debug)]
struct Row {
    slot: Slot,
    before: String,
    theirs: (String, String),
    mine: (String, String),
}

/// Compares what the other stored with what is in the form, and goes on from theirs. What only they
/// changed is taken over at once; what both changed stays as typed until it is chosen otherwise.
pub async fn meet(form: Form, theirs: Detail) {
    let place = form.place.get_value();
    let Some(spec) = domain::noun::spec(&place.table) else { return };
    let last =
        crate::api::record::history(place.table, place.id).await.unwrap_or_default().into_iter().next();
    let mut titles = form.titles.get_value();
    titles.extend(theirs.titles);
    let mut rows = Vec::new();
    for slot in form.slots.get_value() {
        let value = spec.cell(&theirs.row, slot.field.name).cloned().unwrap_or_default();
        let held = cell::typed(slot.field, &value);
        let (was, typed) = (slot.was.get_untracked(), slot.typed.get_untracked());
        let read = |held: &str| {
            let value = domain::record::parse_cell(slot.field, &cell::draft(slot.field, held));
            value.map_or_else(
                |_| held.to_owned(),
                |value| cell::words(slot.field, &value, &titles, form.locale),
            )
        };
        let mine_title =
            if matches!(slot.field.kind, Kind::Ref(_)) { slot.title.get_untracked() } else { read(&typed) };
        let before = read(&was);
        slot.was.set(held.clone());
        if held == typed {
            continue;
        }
        rows.push(Row {
            slot,
            before,
            theirs: (held.clone(), read(&held)),
            mine: (typed.clone(), mine_title),
        });
        if typed == was {
            slot.put(held.clone(), read(&held));
        }
    }
    form.titles.set_value(titles);
    form.version.set(theirs.row.version);
    let (who, when) = last.map(|entry| (entry.who, cell::moment(&entry.happened_at))).unwrap_or_default();
    form.clash.set(Some(Clash { who, when, rows }));
    super::hand::focus("conflict");
}

pub fn conflict(form: Form, clash: Clash) -> AnyView {
    let Clash { who, when, rows } = clash;
    let locale = form.locale;
    let headline = match locale {
        Locale::Zh => format!("{who}在 {when} 先保存了这条记录。您输入的内容都还在：请逐项选择，再保存。"),
        Locale::En => format!(
            "{who} saved this record first, at {when}. Everything you typed is still here: choose for each field, then save again."
        ),
    };
    let all = StoredValue::new(rows.clone());
    let take_all = move |is_mine: bool| {
        all.try_with_value(|rows| rows.iter().for_each(|row| row.take(is_mine)));
    };
    let mark = move |_| form.screen.dirty.set(true);
    view! {
        <section class="conflict" id="conflict" tabindex="-1" role="alert" on:change=mark>
            <p><b>{headline}</b></p>
            <table class="table">
                <thead><tr>{[FIELD, BEFORE, THEIRS, MINE].map(|words| view! { <th scope="col">{words.in_(locale)}</th> }).collect_view()}</tr></thead>
                <tbody>{rows.into_iter().map(|row| line(row, locale)).collect_view()}</tbody>
            </table>
            <div class="cluster">
                <button class="button" type="button" on:click=move |_| take_all(true)>{ALL_MINE.in_(locale)}</button>
                <button class="button" type="button" on:click=move |_| take_all(false)>{ALL_THEIRS.in_(locale)}</button>
            </div>
        </section>
    }
    .into_any()
}

fn line(row: Row, locale: Locale) -> AnyView {
    let option = |is_mine: bool| {
        let chooser = row.clone();
        let (held, words) = if is_mine { row.mine.clone() } else { row.theirs.clone() };
        let is_chosen = {
            let held = held.clone();
            move || chooser.slot.typed.try_get().is_some_and(|typed| typed == held)
        };
        let chooser = row.clone();
        let words = if words.is_empty() { "—".to_owned() } else { words };
        view! {
            <label class="check">
                <input type="radio" name=format!("conflict-{}", row.slot.field.name) prop:checked=is_chosen on:change=move |_| chooser.take(is_mine)/>
                {words}
            </label>
        }
        .into_any()
    };
    let before = if row.before.is_empty() { "—".to_owned() } else { row.before.clone() };
    view! {
        <tr>
            <td data-label=FIELD.in_(locale) data-lead="">{row.slot.field.label.in_(locale)}</td>
            <td data-label=BEFORE.in_(locale)><del>{before}</del></td>
            <td data-label=THEIRS.in_(locale)>{option(false)}</td>
            <td data-label=MINE.in_(locale)>{option(true)}</td>
        </tr>
    }
    .into_any()
}

impl Row {
    fn take(&self, is_mine: bool) {
        if !self.slot.is_alive() {
            return;
        }
        let (held, words) = if is_mine { self.mine.clone() } else { self.theirs.clone() };
        self.slot.put(held, words);
    }
}
