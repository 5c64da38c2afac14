//! Finding rows: the search box, the conditions that hold, and the form that makes one more.

use domain::record::{Field, Kind};
use domain::text::{Locale, Text, text};
use leptos::prelude::*;
use ui::component::{FilterChip, Icon};

use super::address::{Adding, Asked};
use super::{keyed, words};
use crate::cell::{self, Titles};
use crate::reader::Reader;

const IS: Text = text("是", "is");
const IS_NOT: Text = text("不是", "is not");
const HAS: Text = text("包含", "contains");
const ONE_OF: Text = text("是其中之一", "is one of");
const BETWEEN: Text = text("在范围内", "is between");
const EMPTY: Text = text("未填", "is empty");
const FILLED: Text = text("已填", "is filled in");

/// The search box. It keeps what is typed while answers arrive.
pub fn search(asked: &Asked, locale: Locale) -> AnyView {
    let hint = match locale {
        Locale::Zh => format!("搜索{}", asked.spec.plural.zh),
        Locale::En => format!("Search {}", words::lower(asked.spec.plural.en)),
    };
    let (words, action) = (asked.query.words.clone(), format!("/register/{}", asked.spec.table));
    let key = asked.spec.table.to_owned();
    let hidden = asked.hidden(&["q"]);
    let input = keyed(key, move || {
        view! { <input class="input" type="search" name="q" value=words.clone() placeholder=hint.clone() aria-label=hint.clone() aria-keyshortcuts="/" data-key="/" autocomplete="off"/> <kbd class="search-key" data-keys aria-hidden="true">"/"</kbd> }.into_any()
    });
    view! {
        <form class="search" role="search" method="get" action=action>
            {hidden}
            <Icon icon=icondata_lu::LuSearch/>
            {input}
        </form>
    }
    .into_any()
}

/// The conditions that hold; each can be taken away.
pub fn chips(asked: &Asked, names: &Titles, locale: Locale) -> AnyView {
    let mut chips: Vec<(String, String)> = Vec::new();
    if !asked.query.words.is_empty() {
        let said = format!("{} “{}”", words::SEARCH.in_(locale), asked.query.words);
        chips.push((said, asked.with(|query| query.words.clear())));
    }
    for (at, filter) in asked.query.filters.iter().enumerate() {
        let without = asked.with(|query| drop(query.filters.remove(at)));
        chips.push((words::condition(asked.spec, filter, names, locale), without));
    }
    if asked.query.archived {
        chips.push((
            text("已归档", "Archived").in_(locale).to_owned(),
            asked.with(|query| query.archived = false),
        ));
    }
    chips
        .into_iter()
        .map(|(words, remove)| view! { <FilterChip words remove locale/> })
        .collect_view()
        .into_any()
}

/// The form that makes one more condition.
pub fn form(asked: &Asked, options: Vec<(String, String)>, reader: &Reader) -> AnyView {
    let Some(adding) = asked.adding.clone() else { return ().into_any() };
    let Some((_, field)) = asked.spec.field(&adding.field) else { return ().into_any() };
    let key = format!("{}.{}.{}.{}", asked.spec.table, field.name, adding.find, adding.problem.is_some());
    let (asked, reader) = (asked.clone(), reader.clone());
    keyed(key, move || {
        let locale = reader.locale;
        let label = cell::label(field, reader.currency, locale);
        let hows = hows(&field.kind).iter().map(|(key, label)| view! { <option value=*key selected=*key == adding.how>{label.in_(locale)}</option> });
        let problem = adding.problem.as_ref().map(
            |problem| view! { <p class="field-error" role="alert">{problem.message(locale).to_owned()}</p> },
        );
        view! {
            <form class="sheet" method="get" action=format!("/register/{}", asked.spec.table)>
                {asked.hidden(&[])}
                <input type="hidden" name="add" value=field.name/>
                <div class="cluster">
                    <span class="field-label">{label.clone()}</span>
                    <span class="field"><select class="input" name="how" aria-label=label>{hows.collect_view()}</select></span>
                    {control(field, &adding, options.clone(), locale)}
                    <button class="button" data-kind="primary" type="submit">{words::APPLY.in_(locale)}</button>
                    <a class="button" data-kind="quiet" href=asked.with(|_| {})>{words::CANCEL.in_(locale)}</a>
                </div>
                {problem}
            </form>
        }
        .into_any()
    })
}

fn hows(kind: &Kind) -> &'static [(&'static str, Text)] {
    match kind {
        Kind::Line(_) | Kind::Long => &[("has", HAS), ("eq", IS), ("empty", EMPTY), ("filled", FILLED)],
        Kind::Choice(_) => &[("in", ONE_OF), ("empty", EMPTY), ("filled", FILLED)],
        Kind::Flag => &[("eq", IS)],
        Kind::Ref(_) => &[("eq", IS), ("ne", IS_NOT), ("empty", EMPTY), ("filled", FILLED)],
        Kind::Int(..) | Kind::Money | Kind::Percent | Kind::Date | Kind::Instant => {
            &[("between", BETWEEN), ("empty", EMPTY), ("filled", FILLED)]
        }
    }
}

fn control(
    field: &'static Field,
    adding: &Adding,
    options: Vec<(String, String)>,
    locale: Locale,
) -> AnyView {
    let value = adding.value.clone();
    match field.kind {
        Kind::Choice(set) => set
            .iter()
            .map(|choice| {
                let checked = value.split('|').any(|key| key == choice.key);
                view! { <label class="chip"><input type="checkbox" name="value" value=choice.key checked=checked/>{choice.label.in_(locale)}</label> }
            })
            .collect_view()
            .into_any(),
        Kind::Flag => {
            let pairs = vec![("1".to_owned(), text("是", "Yes").in_(locale).to_owned()), ("0".to_owned(), text("否", "No").in_(locale).to_owned())];
            select(field, pairs, &value, locale)
        }
        Kind::Ref(_) => view! {
            <span class="field"><input class="input" type="search" name="find" value=adding.find.clone() placeholder=words::FIND.in_(locale) aria-label=words::FIND.in_(locale)/></span>
            <button class="button" type="submit" name="look" value="1">{words::LOOK.in_(locale)}</button>
            {select(field, options, &value, locale)}
        }
        .into_any(),
        Kind::Date | Kind::Instant => range("date", adding, locale),
        Kind::Int(..) | Kind::Money | Kind::Percent => range("text", adding, locale),
        Kind::Line(_) | Kind::Long => view! { <span class="field"><input class="input" type="text" name="value" value=value aria-label=field.label.in_(locale)/></span> }.into_any(),
    }
}

fn select(field: &Field, options: Vec<(String, String)>, value: &str, locale: Locale) -> AnyView {
    let options = options.into_iter().map(|(key, words)| {
        let selected = key == value;
        view! { <option value=key selected=selected>{words}</option> }
    });
    view! { <span class="field"><select class="input" name="value" aria-label=field.label.in_(locale)>{options.collect_view()}</select></span> }.into_any()
}

fn range(kind: &'static str, adding: &Adding, locale: Locale) -> AnyView {
    let mode = (kind == "text").then_some("decimal");
    view! {
        <span class="field"><input class="input" type=kind inputmode=mode name="value" value=adding.value.clone() aria-label=words::FROM.in_(locale) placeholder=words::FROM.in_(locale)/></span>
        <span class="quiet">"–"</span>
        <span class="field"><input class="input" type=kind inputmode=mode name="upto" value=adding.upto.clone() aria-label=words::UPTO.in_(locale) placeholder=words::UPTO.in_(locale)/></span>
    }
    .into_any()
}
