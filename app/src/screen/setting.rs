//! 评分设置 · the settings of scores: one card at a time, tried on the whole portfolio, saved with a reason.
//! Which card, and which older version is brought back into the form, is in its address (`card`, `from`).

mod history;
mod outcome;
mod sheet;

use domain::query::pairs;
use domain::scorecard::edit::{Entry, Sheet};
use domain::text::{Locale, Text, text};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_location, use_navigate};
use leptos_router::{LazyRoute, NavigateOptions, lazy_route};

use crate::api::setting as api;
use crate::frame::Failure;
use crate::reader::reader;

const TITLE: Text = text("评分设置", "Score settings");
const LEAD: Text = text(
    "健康分、温度等怎样算出来：权重、分档与界线。先预览对全部客户的影响，再写明原因保存；每一版都留着。",
    "How health, warmth and the other scores are made: weights, bands and thresholds. See what a change does to every account, then save it with a reason; every version is kept.",
);
const CARDS: Text = text("评分卡", "Scorecards");

/// The screen of the settings of scores.
#[derive(Debug)]
pub struct SettingScreen;

/// What all parts of the screen share.
#[derive(Clone, Copy)]
struct Screen {
    locale: Locale,
    /// Counts what was saved here, so that it is read again.
    written: RwSignal<u32>,
    /// The version that was just saved.
    saved: RwSignal<Option<i64>>,
    /// A card to go to.
    go: RwSignal<Option<String>>,
    /// Whether a form was shown before: the next one begins afresh, whatever was typed into the last.
    is_used: StoredValue<bool>,
}

#[lazy_route]
impl LazyRoute for SettingScreen {
    // The data is asked for by the view, so that its code travels with the screen, not with the frame.
    fn data() -> Self {
        Self
    }

    fn view(this: Self) -> AnyView {
        let SettingScreen = this;
        let locale = reader().locale;
        let screen = Screen {
            locale,
            written: RwSignal::new(0),
            saved: RwSignal::new(None),
            go: RwSignal::new(None),
            is_used: StoredValue::new(false),
        };
        let search = use_location().search;
        let asked = Memo::new(move |_| asked(&search.get()));
        let sheet = Resource::new(
            move || (asked.get(), screen.written.get()),
            |((card, from), _)| api::open(card, from),
        );
        follow(screen);
        let brand = text("标尺", "Yardstick").in_(locale);
        view! {
            <Title text=format!("{} · {brand}", TITLE.in_(locale))/>
            <Transition fallback=move || view! { <p class="state">{text("正在读取…", "Loading…").in_(locale)}</p> }>
                {move || Suspend::new(async move {
                    match sheet.await {
                        Ok(sheet) => whole(screen, sheet),
                        Err(fault) => view! { <Failure problem=fault.first() locale/> }.into_any(),
                    }
                })}
            </Transition>
        }
        .into_any()
    }
}

/// The card and the older version the address asks for.
fn asked(search: &str) -> (String, Option<i64>) {
    let value = |name: &str| pairs(search).into_iter().find(|(key, _)| key == name).map(|(_, value)| value);
    (value("card").unwrap_or_default(), value("from").map(|from| from.parse().unwrap_or(-1)))
}

/// The address of a card.
fn address(card: &str) -> String {
    format!("/setting/score?card={card}")
}

fn follow(screen: Screen) {
    let navigate = use_navigate();
    Effect::new(move |_| {
        if let Some(card) = screen.go.get() {
            screen.go.set(None);
            navigate(&address(&card), NavigateOptions { scroll: false, ..NavigateOptions::default() });
        }
    });
}

fn whole(screen: Screen, sheet: Sheet) -> AnyView {
    let locale = screen.locale;
    let cards = cards(&sheet, locale);
    let (card, history) = (sheet.card.key.clone(), sheet.history.clone());
    let (version, may_change) = (sheet.version, sheet.may_change);
    view! {
        <header class="page-head">
            <h1 class="page-title">{TITLE.in_(locale)}</h1>
            <p class="page-lead">{LEAD.in_(locale)}</p>
        </header>
        <div class="setting">
            {cards}
            <div class="stack">
                {sheet::sheet(screen, sheet)}
                {history::history(&history, &card, version, may_change, locale)}
            </div>
        </div>
    }
    .into_any()
}

fn cards(sheet: &Sheet, locale: Locale) -> AnyView {
    let link = |entry: &Entry| {
        let Entry { key, name, kind, stages } = entry.clone();
        let about = if kind == name { stages } else { format!("{kind} · {stages}") };
        let is_here = (key == sheet.card.key).then_some("page");
        view! {
            <li>
                <a class="setting-card" href=address(&key) aria-current=is_here>
                    <b>{name}</b>
                    <span class="setting-card-about">{about}</span>
                </a>
            </li>
        }
    };
    view! {
        <nav aria-label=CARDS.in_(locale)>
            <ul class="setting-cards">{sheet.cards.iter().map(link).collect_view()}</ul>
        </nav>
    }
    .into_any()
}
