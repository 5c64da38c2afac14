//! One account's board: what the team sees of a customer, and what the customer's sponsor sees of
//! their own company.

use domain::board::Which;
use domain::policy::Role;
use domain::text::{Text, text};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};
use ui::board::Head;

use super::board::{BoardPlace, container, other_view, titled};
use crate::reader::{Reader, reader};

const ACCOUNTS: Text = text("客户", "Accounts");
const HERE: Text = text("位置", "You are here");
const RECORD: Text = text("档案", "Record");

/// What can be written down from here: the noun and the words on the button.
const ADD: &[(&str, Text)] = &[
    ("touchpoint", text("记一次接触", "Log a contact")),
    ("demand", text("记一条诉求", "Add a demand")),
    ("task", text("加一个任务", "Add a task")),
];

/// The account screen.
#[derive(Debug)]
pub struct AccountScreen;

#[lazy_route]
impl LazyRoute for AccountScreen {
    // The data is asked for by the view, so that its code travels with the screen, not with the frame.
    fn data() -> Self {
        Self
    }

    fn view(this: Self) -> AnyView {
        let AccountScreen = this;
        let params = use_params_map();
        let id = Memo::new(move |_| params.with(|map| map.get("id").unwrap_or_default()));
        let search = leptos_router::hooks::use_location().search;
        let which = Signal::derive(move || {
            search.with(|search| (Which::Account { id: id.get(), url: search.clone() }, container(search)))
        });
        let reader = StoredValue::new(reader());
        let around = move |told| {
            reader.with_value(|reader| head(told, reader, &id.get_untracked(), &search.get_untracked()))
        };
        view! { <BoardPlace which head=around/> }.into_any()
    }
}

fn head(told: RwSignal<Head>, reader: &Reader, id: &str, url: &str) -> AnyView {
    let locale = reader.locale;
    let is_sponsor = reader.role == Some(Role::ExecutiveSponsor);
    let brand = text("标尺", "Yardstick").in_(locale);
    let name = move || told.with(|head| head.title.clone());
    let title = titled(told);
    view! {
        <Title text=move || title.with(|head| format!("{} · {brand}", head.title))/>
        <header class="page-head">
            {(!is_sponsor)
                .then(|| view! {
                    <nav class="breadcrumb" aria-label=HERE.in_(locale)>
                        <ol class="breadcrumb">
                            <li><a href="/register/account">{ACCOUNTS.in_(locale)}</a></li>
                            <li aria-current="page">{name}</li>
                        </ol>
                    </nav>
                })}
            <h1 class="page-title">{name}</h1>
            <div class="page-tools">
                {ADD.iter().filter_map(|(table, words)| add(reader, table, *words, id)).collect_view()}
                {other_view(&format!("/account/{id}"), url)}
                <a class="button" href=format!("/register/account/{id}")>{RECORD.in_(locale)}</a>
            </div>
            <p class="page-lead">{move || told.with(|head| head.subtitle.clone())}</p>
        </header>
    }
    .into_any()
}

/// A way to write something down, for those who may.
fn add(reader: &Reader, table: &str, words: Text, id: &str) -> Option<AnyView> {
    let may = reader.creates.iter().any(|noun| noun == table);
    let words = words.in_(reader.locale);
    may.then(|| {
        view! { <a class="button" href=format!("/register/{table}/new?account_id={id}")>{words}</a> }
            .into_any()
    })
}
