//! The history of a record: who changed what from what to what, when.

use std::collections::{BTreeMap, BTreeSet};

use domain::noun::audit;
use domain::record::{Kind, Spec};
use domain::register::Entry;
use domain::text::{Locale, Text, text};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::Place;
use crate::cell::{self, Titles};
use crate::reader::Reader;

const HISTORY: Text = text("变更记录", "History");
const UNTOLD: Text = text("还没有变更记录。", "Nothing has been recorded yet.");

/// What is told: the entries, and what the records in them are called.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Told {
    /// Newest first.
    pub entries: Vec<Entry>,
    names: Titles,
}

pub async fn load(table: String, id: String) -> Told {
    let Some(spec) = domain::noun::spec(&table).filter(|_| id != "new") else { return Told::default() };
    let entries = crate::api::record::history(table, id).await.unwrap_or_default();
    let mut wanted: BTreeMap<&'static str, BTreeSet<String>> = BTreeMap::new();
    for (name, old, new) in entries.iter().filter(|entry| is_change(entry)).flat_map(|entry| &entry.changes) {
        if let Some((_, domain::record::Field { kind: Kind::Ref(other), .. })) = spec.field(name) {
            let ids = [old, new]
                .into_iter()
                .filter(|value| !value.is_null())
                .map(|value| value.as_str().to_owned());
            wanted.entry(other).or_default().extend(ids);
        }
    }
    let names = cell::names(wanted).await;
    Told { entries, names }
}

pub fn timeline(place: &Place, told: &Told, reader: &Reader) -> AnyView {
    let Some(spec) = domain::noun::spec(&place.table) else { return ().into_any() };
    let locale = reader.locale;
    let events = told.entries.iter().map(|entry| event(spec, entry, &told.names, locale)).collect_view();
    let untold = told.entries.is_empty().then(|| view! { <p class="quiet">{UNTOLD.in_(locale)}</p> });
    view! {
        <section class="stack">
            <h2>{HISTORY.in_(locale)}</h2>
            {untold}
            <ol class="timeline">{events}</ol>
        </section>
    }
    .into_any()
}

fn event(spec: &'static Spec, entry: &Entry, names: &Titles, locale: Locale) -> AnyView {
    let action = audit::ACTIONS
        .iter()
        .find(|action| action.key == entry.action)
        .map_or("", |action| action.label.in_(locale));
    let what = match locale {
        Locale::Zh => format!("{} {action}", entry.who),
        Locale::En => format!("{} by {}", action, entry.who),
    };
    let changes = entry.changes.iter().filter(|_| is_change(entry)).filter_map(|(name, old, new)| {
        let (_, field) = spec.field(name)?;
        let (old, new) = (cell::brief(field, old, names, locale), cell::brief(field, new, names, locale));
        let or_dash = |words: String| if words.is_empty() { "—".to_owned() } else { words };
        Some(view! {
            <p>
                <span class="quiet">{field.label.in_(locale)}</span>" "
                <del>{or_dash(old)}</del>" → "<ins>{or_dash(new)}</ins>
            </p>
        })
    });
    view! {
        <li class="event">
            <time class="event-when" datetime=entry.happened_at.clone()>{cell::moment(&entry.happened_at)}</time>
            <div class="event-what"><p>{what}</p>{changes.collect_view()}</div>
        </li>
    }
    .into_any()
}

/// A record's first entry holds all it began with; that is in the facts, not in the history.
fn is_change(entry: &Entry) -> bool {
    entry.action != "create"
}
