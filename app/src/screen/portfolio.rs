//! The portfolio board on a desk or a phone: one board, whatever the width.

use domain::board::Which;
use domain::query::pairs;
use domain::text::{Locale, Text, text};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;
use leptos_router::{LazyRoute, lazy_route};
use ui::board::{Container, Head};

use super::board::{BoardPlace, titled};
use crate::reader::reader;

const FROM: Text = text("期初", "Opening");
const TO: Text = text("期末", "Closing");
const SHOW: Text = text("查看", "Show");
const YEAR: Text = text("近 12 个月", "Last 12 months");

/// The portfolio screen.
#[derive(Debug)]
pub struct PortfolioScreen;

#[lazy_route]
impl LazyRoute for PortfolioScreen {
    // The data is asked for by the view, so that its code travels with the screen, not with the frame.
    fn data() -> Self {
        Self
    }

    fn view(this: Self) -> AnyView {
        let PortfolioScreen = this;
        let search = use_location().search;
        let which = Signal::derive(move || Which::Portfolio(search.get()));
        view! { <BoardPlace which container=Container::Desk head=move |told| head(told, &search.get_untracked())/> }
            .into_any()
    }
}

fn head(told: RwSignal<Head>, url: &str) -> AnyView {
    let locale = reader().locale;
    let brand = text("标尺", "Yardstick").in_(locale);
    let title = titled(told);
    view! {
        <Title text=move || title.with(|head| format!("{} · {brand}", head.title))/>
        <header class="page-head">
            <h1 class="page-title">{move || told.with(|head| head.title.clone())}</h1>
            <Period locale url=url.to_owned()/>
            <p class="page-lead">{move || told.with(|head| head.subtitle.clone())}</p>
        </header>
    }
    .into_any()
}

/// The period, as a plain form: the URL it makes can be sent to somebody.
#[component]
fn Period(locale: Locale, url: String) -> impl IntoView {
    let value = |name: &str| {
        pairs(&url).into_iter().find(|(key, _)| key == name).map(|(_, value)| value).unwrap_or_default()
    };
    let (from, to) = (value("from"), value("to"));
    let chosen = !from.is_empty() || !to.is_empty();
    view! {
        <form class="page-tools" method="get" action="/" aria-label=text("期间", "Period").in_(locale)>
            <label class="field" data-inline>
                <span class="field-label">{FROM.in_(locale)}</span>
                <input class="input" type="date" name="from" value=from/>
            </label>
            <label class="field" data-inline>
                <span class="field-label">{TO.in_(locale)}</span>
                <input class="input" type="date" name="to" value=to/>
            </label>
            <button class="button" type="submit">{SHOW.in_(locale)}</button>
            {chosen.then(|| view! { <a class="button" data-kind="quiet" href="/">{YEAR.in_(locale)}</a> })}
        </form>
    }
}
