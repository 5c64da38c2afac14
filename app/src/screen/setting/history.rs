//! Every version of the settings: who saved it, when, why, and the way back to it.

use domain::scorecard::edit::Past;
use domain::text::{Locale, Text, text};
use leptos::prelude::*;

use super::address;

const TITLE: Text = text("历次版本", "Versions");
const IN_FORCE: Text = text("现行", "In force");
const RESTORE: Text = text("把这一版放进表单", "Bring this version into the form");
const LOOK: Text = text("看这一版", "Show this version");

pub fn history(history: &[Past], card: &str, version: i64, may_change: bool, locale: Locale) -> AnyView {
    let words = if may_change { RESTORE } else { LOOK };
    let event = |past: &Past| {
        let Past { version: number, saved_at, saved_by, note } = past.clone();
        let title = match locale {
            Locale::Zh => format!("第 {number} 版"),
            Locale::En => format!("Version {number}"),
        };
        let way = if number == version {
            view! { <span class="chip">{IN_FORCE.in_(locale)}</span> }.into_any()
        } else {
            let href = format!("{}&from={number}", address(card));
            let name = format!("{}: {title}", words.in_(locale));
            view! { <a class="link" href=href aria-label=name>{words.in_(locale)}</a> }.into_any()
        };
        view! {
            <li class="event">
                <span class="event-when">{saved_at}</span>
                <div class="event-what">
                    <p><b>{title}</b>" "{saved_by}</p>
                    <p>{note}</p>
                    <p>{way}</p>
                </div>
            </li>
        }
    };
    view! {
        <section class="stack" id="history">
            <h2>{TITLE.in_(locale)}</h2>
            <ol class="timeline">{history.iter().map(event).collect_view()}</ol>
        </section>
    }
    .into_any()
}
