//! The tools around a register: a new record, files in and out, conditions, columns, pages.

use domain::query::LIMIT_MAX;
use domain::register::{Page, SavedView};
use domain::text::{Locale, text};
use leptos::prelude::*;
use ui::component::{Icon, Menu, MenuItem};

use super::address::Asked;
use super::views::views;
use super::{table, visible, words};
use crate::reader::Reader;

/// What stands beside the title: make one, bring in many, take out what is shown.
pub fn head(asked: &Asked, page: &Page, reader: &Reader) -> AnyView {
    let (locale, table) = (reader.locale, asked.spec.table);
    let may = page.may;
    let new_one = may.create.then(|| {
        view! {
            <a class="button" data-kind="primary" data-key="n" href=format!("/register/{table}/new")>
                <Icon icon=icondata_lu::LuPlus/>
                {words::new_one(asked.spec, locale)}
            </a>
        }
    });
    let import = may.import.then(
        || view! { <a class="button" href=format!("/import?table={table}")>{words::IMPORT.in_(locale)}</a> },
    );
    view! { <div class="page-tools">{import}{may.export.then(|| export(asked, locale))}{new_one}</div> }
        .into_any()
}

/// The words of a button that opens a menu.
pub fn opens(words: impl Into<String>) -> AnyView {
    view! { {words.into()} <Icon icon=icondata_lu::LuChevronDown/> }.into_any()
}

/// Exactly what the address asks for, as a file: every row of it, not only this page.
fn export(asked: &Asked, locale: Locale) -> AnyView {
    let url = asked
        .with(|query| query.limit = 0)
        .split_once('?')
        .map(|(_, url)| format!("{url}&"))
        .unwrap_or_default();
    let file = |format: &'static str, label: &'static str| {
        let href = format!("/transfer/export/{}?{url}format={format}", asked.spec.table);
        view! { <li><a class="menu-item" href=href rel="external" download="">{label}</a></li> }.into_any()
    };
    let files = [file("xlsx", "Excel (.xlsx)"), file("csv", "CSV (.csv)")];
    view! { <Menu label=move || opens(words::EXPORT.in_(locale)) align_end=true>{files.collect_view()}</Menu> }.into_any()
}

/// The tools in the bar: one more condition, the views, the columns.
pub fn bar(asked: &Asked, page: &Page, saved: &[SavedView], reader: &Reader) -> AnyView {
    let locale = reader.locale;
    let fields: Vec<_> = visible(asked.spec, page)
        .map(|field| {
            let href = asked.add(field.name);
            view! { <MenuItem href>{field.label.in_(locale)}</MenuItem> }.into_any()
        })
        .collect();
    let columns = columns(asked, page, locale);
    view! {
        <div class="register-tools">
            <Menu label=move || opens(words::FILTER.in_(locale))>{fields}</Menu>
            {views(asked, saved, locale)}
            <Menu label=move || opens(words::COLUMNS.in_(locale)) align_end=true>{columns}</Menu>
        </div>
    }
    .into_any()
}

fn columns(asked: &Asked, page: &Page, locale: Locale) -> AnyView {
    let shown = table::columns(asked, page);
    let boxes = visible(asked.spec, page).map(|field| {
        let is_shown = shown.iter().any(|(_, other)| other.name == field.name);
        let is_title = field.name == asked.spec.title;
        view! {
            <label class="menu-item check">
                <input type="checkbox" name="col" value=field.name checked=is_shown prop:checked=is_shown disabled=is_title/>
                {field.label.in_(locale)}
            </label>
        }
        .into_any()
    });
    let defaults = asked.with(|query| query.columns.clear());
    view! {
        <li>
            <form method="get" action=format!("/register/{}", asked.spec.table)>
                {asked.hidden(&["cols"])}
                {boxes.collect_view()}
                <button class="button" data-kind="primary" type="submit">{words::SHOW_COLUMNS.in_(locale)}</button>
            </form>
        </li>
        <li class="menu-rule"></li>
        <MenuItem href=defaults>{words::DEFAULT_COLUMNS.in_(locale)}</MenuItem>
    }
    .into_any()
}

/// The way through the pages. A page begins after a row, not at a number, so it costs the same
/// however deep it is; the way back is the browser's.
pub fn pager(asked: &Asked, page: &Page, locale: Locale) -> AnyView {
    let shown = page.rows.len();
    if shown == 0 {
        return ().into_any();
    }
    let total = words::total(page);
    let place = match locale {
        Locale::Zh => format!("本页 {shown} 条，共 {total} 条"),
        Locale::En => format!("{shown} of {total} on this page"),
    };
    let first = asked.query.after.is_some().then(|| {
        view! { <a class="button" href=asked.with(|_| {})>{words::FIRST_PAGE.in_(locale)}</a> }
    });
    let next = page.next.clone().map(|next| {
        let href = asked.with(|query| query.after = Some(next));
        view! { <a class="button" rel="next" href=href>{words::NEXT_PAGE.in_(locale)}<Icon icon=icondata_lu::LuChevronRight/></a> }
    });
    let sizes = (asked.query.after.is_some() || page.next.is_some() || asked.query.limit != 0)
        .then(|| sizes(asked, locale));
    view! {
        <nav class="pager" aria-label=text("翻页", "Pages").in_(locale)>
            <span class="pager-place">{place}</span>
            {sizes}
            {first}
            {next}
        </nav>
    }
    .into_any()
}

fn sizes(asked: &Asked, locale: Locale) -> AnyView {
    let current = asked.query.page_size();
    let link = |size: u32| {
        let href = asked.with(|query| query.limit = if size == 50 { 0 } else { size });
        view! { <a class="button" aria-current=(size == current).then_some("true") href=href>{size}</a> }
            .into_any()
    };
    view! {
        <span class="quiet">{words::PAGE_SIZE.in_(locale)}</span>
        <span class="button-group">{[50, 200, LIMIT_MAX].map(link).collect_view()}</span>
    }
    .into_any()
}
