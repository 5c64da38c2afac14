//! Saved views: the reader's own names for questions they ask often.

use domain::query::Query;
use domain::register::SavedView;
use domain::text::{Locale, Text, text};
use leptos::prelude::*;
use ui::component::{Icon, Menu, MenuItem};

use super::address::Asked;
use super::tools::opens;
use super::words::{ARCHIVED, IN_USE};

const VIEWS: Text = text("视图", "Views");
const SAVE: Text = text("保存当前视图", "Save this view");
const NAME: Text = text("视图名称", "Name of the view");
const NONE: Text = text(
    "把常用的筛选、排序和列存成视图，下次一步打开。",
    "Keep conditions, order and columns you use often as a view.",
);
const REMOVE: Text = text("删除视图", "Remove the view");

/// The menu of views. Saving and removing are plain forms.
pub fn views(asked: &Asked, views: &[SavedView], locale: Locale) -> AnyView {
    let table = asked.spec.table;
    let here = Query { after: None, ..asked.query.clone() }.to_url();
    let current = views.iter().find(|view| view.url_query == here).map(|view| view.name.clone());
    let items = views.iter().map(|view| item(table, view, &here, locale)).collect_view();
    let is_none = views.is_empty();
    let (to, shelf_label) = if asked.query.archived { (false, IN_USE) } else { (true, ARCHIVED) };
    let shelf = asked.with(|query| query.archived = to);
    let label = current.unwrap_or_else(|| VIEWS.in_(locale).to_owned());
    view! {
        <Menu label=move || opens(label.clone()) align_end=true>
            {items}
            {is_none.then(|| view! { <li class="menu-note">{NONE.in_(locale)}</li> })}
            <li class="menu-rule"></li>
            <MenuItem href=shelf>{shelf_label.in_(locale)}</MenuItem>
            <li class="menu-rule"></li>
            <li>
                <form class="stack" method="post" action="/api/saved_view/save" data-view="save">
                    <input type="hidden" name="table" value=table/>
                    <input type="hidden" name="url_query" value=here/>
                    <input class="input" name="name" required maxlength="60" placeholder=NAME.in_(locale) aria-label=NAME.in_(locale) autocomplete="off"/>
                    <button class="button" type="submit">{SAVE.in_(locale)}</button>
                </form>
            </li>
        </Menu>
    }
    .into_any()
}

fn item(table: &str, view: &SavedView, here: &str, locale: Locale) -> AnyView {
    let SavedView { id, name, url_query } = view.clone();
    let label = format!("{} {name}", REMOVE.in_(locale));
    let current = (url_query == here).then_some("true");
    view! {
        <li class="view-row">
            <a class="menu-item" aria-current=current href=Query::parse(&url_query).href(table)>{name}</a>
            <form method="post" action="/api/saved_view/remove" data-view="remove">
                <input type="hidden" name="id" value=id/>
                <button class="button" data-kind="quiet" data-shape="icon" type="submit" title=label.clone() aria-label=label><Icon icon=icondata_lu::LuX/></button>
            </form>
        </li>
    }
    .into_any()
}
