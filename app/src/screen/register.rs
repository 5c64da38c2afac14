//! 台账 · a register: the one list screen of every noun. Search, conditions, order, columns and page
//! are its address; links and GET forms carry it, so it is whole before WebAssembly has arrived.
//! Afterwards the same links answer at once, rows follow what others commit, and the keys work.

mod address;
mod filter;
mod hand;
mod table;
mod tools;
mod views;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::problem::Problem;
use domain::record::{Field, Kind, Spec};
use domain::register::{Page, SavedView};
use domain::text::text;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;
use leptos_router::{LazyRoute, lazy_route};
use serde::{Deserialize, Serialize};
use ui::component::Empty;

use self::address::Asked;
use crate::cell::{self, Titles};
use crate::fault::Fault;
use crate::frame::{Failure, LeftOut};
use crate::live::live;
use crate::reader::{Reader, reader};

pub(crate) use self::words::new_one;

/// The register screen.
#[derive(Debug)]
pub struct RegisterScreen;

/// What one address of a register shows.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Loaded {
    table: String,
    search: String,
    page: Page,
    /// What the records named by conditions are called.
    names: Titles,
    /// What the condition being made may name.
    options: Vec<(String, String)>,
    views: Vec<SavedView>,
}

#[lazy_route]
impl LazyRoute for RegisterScreen {
    // The data is asked for by the view, so that its code travels with the screen, not with the frame.
    fn data() -> Self {
        Self
    }

    fn view(this: Self) -> AnyView {
        let RegisterScreen = this;
        let (place, live, saved) = (place(), live(), RwSignal::new(0));
        let reader = reader();
        let shared_only = reader.shared_only();
        let key = move || (place.get(), live.revision.get(), saved.get());
        let loaded = Resource::new(key, move |((table, search), ..)| load(table, search, shared_only));
        let locale = reader.locale;
        hand::listen();
        view! {
            <Transition fallback=move || view! { <p class="state">{text("正在读取…", "Loading…").in_(locale)}</p> }>
                {move || {
                    let reader = reader.clone();
                    Suspend::new(async move {
                        match loaded.await {
                            Ok(loaded) => page(loaded, saved, &reader),
                            Err(fault) => view! { <Failure problem=fault.first() locale/> }.into_any(),
                        }
                    })
                }}
            </Transition>
        }
        .into_any()
    }
}

/// Table and question of the address. While the reader is on the way to another screen it stays
/// what it was, so that nothing is asked for in vain.
fn place() -> Memo<(String, String)> {
    let location = use_location();
    Memo::new(move |before: Option<&(String, String)>| {
        let table = location.pathname.with(|path| {
            let mut parts = path.trim_matches('/').split('/');
            match (parts.next(), parts.next(), parts.next()) {
                (Some("register"), Some(table), None) => Some(table.to_owned()),
                _ => None,
            }
        });
        match (table, before) {
            (Some(table), _) => (table, location.search.get()),
            (None, Some(before)) => before.clone(),
            (None, None) => Default::default(),
        }
    })
}

async fn load(table: String, search: String, shared_only: bool) -> Result<Loaded, Fault> {
    let spec = domain::noun::spec(&table).ok_or_else(Problem::not_found)?;
    let asked = Asked::read(spec, shared_only, &search);
    let page = crate::api::record::list(table.clone(), asked.query.to_url()).await?;
    let mut wanted: BTreeMap<&'static str, BTreeSet<String>> = BTreeMap::new();
    for filter in &asked.query.filters {
        if let Some((_, Field { kind: Kind::Ref(table), .. })) = words::meant(spec, &filter.field) {
            let ids = filter.value.split('|').filter(|id| !id.is_empty() && !page.titles.contains_key(*id));
            wanted.entry(table).or_default().extend(ids.map(str::to_owned));
        }
    }
    wanted.retain(|_, ids| !ids.is_empty());
    let names = cell::names(wanted).await;
    let options = match asked
        .adding
        .as_ref()
        .and_then(|adding| Some((spec.field(&adding.field)?.1.kind, adding.find.clone())))
    {
        Some((Kind::Ref(other), find)) => {
            crate::api::record::options(other.to_owned(), find).await.unwrap_or_default()
        }
        _ => Vec::new(),
    };
    let views = crate::api::saved_view::list(table.clone()).await.unwrap_or_default();
    Ok(Loaded { table, search, page, names, options, views })
}

fn page(loaded: Loaded, saved: RwSignal<u32>, reader: &Reader) -> AnyView {
    let Loaded { table, search, page, mut names, options, views } = loaded;
    let Some(spec) = domain::noun::spec(&table) else { return ().into_any() };
    let locale = reader.locale;
    let asked = Asked::read(spec, reader.shared_only(), &search);
    names.extend(page.titles.clone());
    let headline = words::headline(spec, &asked.query, &page, locale);
    let body = if page.rows.is_empty() {
        nothing(&asked, &page, reader)
    } else {
        table::table(&asked, &page, reader)
    };
    view! {
        <Title text=spec.plural.in_(locale)/>
        <header class="page-head">
            <h1 class="page-title">{spec.plural.in_(locale)}</h1>
            {tools::head(&asked, &page, reader)}
            <p class="page-lead" aria-live="polite">{headline}</p>
        </header>
        <LeftOut problems=asked.left_out.clone() locale/>
        <section class="register" on:submit=hand::submit(spec, saved, reader) on:input=hand::typed() on:click=hand::chosen>
            <div class="register-bar">
                {filter::search(&asked, locale)}
                {filter::chips(&asked, &names, locale)}
                {tools::bar(&asked, &page, &views, reader)}
            </div>
            {filter::form(&asked, options, reader)}
            {body}
            {tools::pager(&asked, &page, locale)}
        </section>
    }
    .into_any()
}

/// The fields this reader may see.
fn visible(spec: &'static Spec, page: &Page) -> impl Iterator<Item = &'static Field> + use<> {
    let shared_only = page.may.shared_only;
    spec.fields.iter().filter(move |field| !shared_only || field.shared)
}

fn nothing(asked: &Asked, page: &Page, reader: &Reader) -> AnyView {
    let locale = reader.locale;
    let is_cut = !asked.query.filters.is_empty() || !asked.query.words.trim().is_empty();
    let (href, words) = if is_cut {
        (
            asked.with(|query| {
                query.filters.clear();
                query.words.clear();
            }),
            words::CLEAR.in_(locale).to_owned(),
        )
    } else if asked.query.archived {
        (asked.with(|query| query.archived = false), words::IN_USE.in_(locale).to_owned())
    } else if page.may.create {
        (format!("/register/{}/new", asked.spec.table), words::new_one(asked.spec, locale))
    } else {
        let (href, words) = crate::frame::way_home(reader);
        (href, words.to_owned())
    };
    view! {
        <Empty why=words::empty(asked.spec, &asked.query, locale)>
            <a class="button" href=href>{words}</a>
        </Empty>
    }
    .into_any()
}

/// A part that starts afresh when its key changes, and otherwise keeps what was typed into it.
fn keyed(key: String, part: impl Fn() -> AnyView + Send + Sync + 'static) -> AnyView {
    let part = Arc::new(part);
    view! { <For each=move || std::iter::once(key.clone()) key=String::clone children=move |_| part()/> }
        .into_any()
}
