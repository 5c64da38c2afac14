//! The portfolio board on a desk or a phone: one board, whatever the width.

use domain::board::Board;
use domain::query::pairs;
use domain::text::{Locale, Text, text};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;
use leptos_router::{LazyRoute, lazy_route};
use ui::board::{BoardView, Container};
use ui::chart::Drawn;

use crate::fault::Fault;
use crate::frame::Failure;
use crate::live::live;
use crate::reader::reader;

const LOADING: Text = text("正在读取…", "Loading…");
const FROM: Text = text("期初", "Opening");
const TO: Text = text("期末", "Closing");
const SHOW: Text = text("查看", "Show");
const YEAR: Text = text("近 12 个月", "Last 12 months");

/// The portfolio screen.
#[derive(Debug)]
pub struct PortfolioScreen;

/// The portfolio board for the period in the page's URL, asked again whenever something changes.
pub fn resource() -> Resource<Result<Board<Drawn>, Fault>> {
    let search = use_location().search;
    let live = live();
    Resource::new(move || (search.get(), live.revision.get()), |(url, _)| crate::api::board::portfolio(url))
}

#[lazy_route]
impl LazyRoute for PortfolioScreen {
    // The data is asked for by the view, so that its code travels with the screen, not with the frame.
    fn data() -> Self {
        Self
    }

    fn view(this: Self) -> AnyView {
        let PortfolioScreen = this;
        let locale = reader().locale;
        let board = resource();
        let search = use_location().search;
        view! {
            <Transition fallback=move || view! { <p class="state">{LOADING.in_(locale)}</p> }>
                {move || Suspend::new(async move {
                    match board.await {
                        Ok(board) => view! { <Whole board locale url=search.get_untracked()/> }.into_any(),
                        Err(fault) => view! { <Failure problem=fault.first() locale/> }.into_any(),
                    }
                })}
            </Transition>
        }
        .into_any()
    }
}

#[component]
fn Whole(board: Board<Drawn>, locale: Locale, url: String) -> impl IntoView {
    let title = format!("{} · {}", board.title, text("标尺", "Yardstick").in_(locale));
    view! {
        <Title text=title/>
        <header class="page-head">
            <h1 class="page-title">{board.title.clone()}</h1>
            <Period locale url/>
            <p class="page-lead">{board.subtitle.clone()}</p>
        </header>
        <BoardView board locale container=Container::Desk/>
    }
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
