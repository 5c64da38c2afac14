//! A record as it is read, and putting it away and bringing it back.

use domain::record::{Field, Kind};
use domain::register::{Derived, Detail};
use domain::text::{Locale, Text, text};
use domain::value::Value;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::component::LampView;

use super::{Place, Said, Screen};
use crate::cell;
use crate::fault::Fault;
use crate::reader::Reader;

const PUT_AWAY: Text = text("已归档", "Archived");
const BROUGHT_BACK: Text = text("已恢复", "Restored");

pub async fn load(table: String, id: String) -> Result<Option<Detail>, Fault> {
    if id == "new" {
        return Ok(None);
    }
    crate::api::record::get(table, id).await.map(Some)
}

/// The facts. What is long takes the whole width; what was said is set as said.
pub fn facts(detail: &Detail, reader: &Reader) -> AnyView {
    let Some(spec) = domain::noun::spec(&detail.table) else { return ().into_any() };
    let locale = reader.locale;
    let away = detail.row.archived_at.as_ref().map(|at| {
        let words = match locale {
            Locale::Zh => format!("此记录已于 {} 归档，不再计入台账和看板。", cell::moment(at)),
            Locale::En => {
                format!("Archived at {}; it no longer counts in registers and boards.", cell::moment(at))
            }
        };
        view! { <p class="notice" data-kind="watch">{words}</p> }
    });
    let facts = spec.fields.iter().zip(&detail.row.cells);
    let facts = facts
        .filter(|(field, _)| !detail.may.shared_only || field.shared)
        .map(|(field, value)| fact(field, value, detail, reader));
    let derived = detail.derived.iter().cloned().map(|Derived { label, text, lamp }| {
        view! {
            <div class="fact">
                <dt>{label}</dt>
                <dd>{lamp.map(|lamp| view! { <LampView lamp locale/> })} " " {text}</dd>
            </div>
        }
    });
    view! { {away} <dl class="facts">{facts.collect_view()} {derived.collect_view()}</dl> }.into_any()
}

/// One fact; a Long one takes the whole width.
pub fn fact(field: &'static Field, value: &Value, detail: &Detail, reader: &Reader) -> AnyView {
    let inside = cell::view(field, value, &detail.titles, reader.locale, false);
    let is_long = matches!(field.kind, Kind::Long);
    let inside =
        if is_long && !value.is_null() { view! { <p class="prose">{inside}</p> }.into_any() } else { inside };
    view! {
        <div class="fact" data-wide=is_long.then_some("")>
            <dt>{cell::label(field, reader.currency, reader.locale)}</dt>
            <dd>{inside}</dd>
        </div>
    }
    .into_any()
}

/// Puts the record away; for a while it can be undone with one press.
pub fn archive(screen: Screen, place: Place, version: i64, locale: Locale) {
    spawn_local(async move {
        match crate::api::record::archive(place.table.clone(), place.id.clone(), version).await {
            Ok(version) => {
                screen.tell(Said {
                    words: PUT_AWAY.in_(locale).to_owned(),
                    undo: Some((place, version)),
                    is_failure: false,
                });
                screen.written.update(|count| *count += 1);
            }
            Err(fault) => screen.fail(fault.first().message(locale).to_owned()),
        }
    });
}

/// Brings it back.
pub fn restore(screen: Screen, place: Place, version: i64, locale: Locale) {
    spawn_local(async move {
        match crate::api::record::restore(place.table, place.id, version).await {
            Ok(_) => {
                screen.say(BROUGHT_BACK.in_(locale).to_owned());
                screen.written.update(|count| *count += 1);
            }
            Err(fault) => screen.fail(fault.first().message(locale).to_owned()),
        }
    });
}
