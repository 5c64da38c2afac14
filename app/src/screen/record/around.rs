//! What is around a record: the register it came from, its neighbours there, what may be done with
//! it, and the registers that hold what belongs to an account.

use domain::policy::{Action, Grant, grant};
use domain::query::{Cursor, Op, Query};
use domain::record::{Scope, Spec};
use domain::register::Detail;
use domain::text::{Locale, Text, text};
use domain::value::Value;
use leptos::prelude::*;
use leptos_meta::Title;
use serde::{Deserialize, Serialize};
use ui::component::{Breadcrumb, Button, Crumb, Icon, Kind};

use super::{Place, Screen, facts};
use crate::cell::{self, Titles};
use crate::reader::Reader;
use crate::screen::register::new_one;

const EDIT: Text = text("编辑", "Edit");
const ARCHIVE: Text = text("归档", "Archive");
const RESTORE: Text = text("恢复", "Restore");
const INVITE: Text = text("邀请上手机", "Invite to the phone");
const PASSWORD: Text = text("给一个密码", "Give a password");
const PROFILE: Text = text("客户档案", "Profile");
const BRIEFING: Text = text("会前简报", "Briefing");
const SAID: Text = text("逐句看", "Sentence by sentence");
const BOARD: Text = text("客户看板", "Account board");
const BEFORE: Text = text("上一条", "Previous");
const AFTER: Text = text("下一条", "Next");
const BELONGING: Text = text("这家客户的台账", "Registers of this account");

/// The records before and after this one in the register it was opened from: id and name.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Near {
    before: Option<(String, String)>,
    after: Option<(String, String)>,
}

/// Asks the register again, from this record on in both directions, so that the place is kept even
/// when the record no longer meets the register's conditions.
pub async fn load(table: String, id: String, from: String, locale: Locale) -> Near {
    let Some(spec) = domain::noun::spec(&table).filter(|_| id != "new") else { return Near::default() };
    let query = Query::parse(from.split_once('?').map_or("", |(_, url)| url));
    around(spec, &id, query, locale).await
}

async fn around(spec: &'static Spec, id: &str, query: Query, locale: Locale) -> Near {
    let Some(sort) = query.sort.clone() else { return by_newest(spec, id, query, locale).await };
    let Ok(detail) = crate::api::record::get(spec.table.to_owned(), id.to_owned()).await else {
        return Near::default();
    };
    let value = spec.cell(&detail.row, &sort.field).cloned().unwrap_or_default();
    let after = first_after(spec, id, value.clone(), query.clone(), locale).await;
    let mut backwards = query;
    if let Some(sort) = &mut backwards.sort {
        sort.descending = !sort.descending;
    }
    Near { before: first_after(spec, id, value, backwards, locale).await, after }
}

/// The newest lead by default, and no question turns that round; so the page itself is looked at.
async fn by_newest(spec: &'static Spec, id: &str, query: Query, locale: Locale) -> Near {
    let after = first_after(spec, id, Value::Null, query.clone(), locale).await;
    let Ok(page) = crate::api::record::list(spec.table.to_owned(), query.to_url()).await else {
        return Near { before: None, after };
    };
    let at = page.rows.iter().position(|row| row.id == id);
    let before = at.and_then(|at| at.checked_sub(1)).and_then(|at| page.rows.get(at));
    let before = before.map(|row| (row.id.clone(), cell::title(spec, row, &page.titles, locale)));
    Near { before, after }
}

async fn first_after(
    spec: &'static Spec,
    id: &str,
    value: Value,
    query: Query,
    locale: Locale,
) -> Option<(String, String)> {
    let ask = Query { after: Some(Cursor { value, id: id.to_owned() }), limit: 1, ..query };
    let page = crate::api::record::list(spec.table.to_owned(), ask.to_url()).await.ok()?;
    page.rows.first().map(|row| (row.id.clone(), cell::title(spec, row, &page.titles, locale)))
}

/// The head: the way back, the name, what may be done.
pub fn head(screen: Screen, place: &Place, detail: Option<Detail>, reader: &Reader) -> AnyView {
    // On the way to a neighbour the record before may be there a moment longer: what is done is done to what is shown.
    let id = detail.as_ref().map_or(&place.id, |detail| &detail.row.id).clone();
    let place = &Place { id, ..place.clone() };
    let Some(spec) = domain::noun::spec(&place.table) else { return ().into_any() };
    let locale = reader.locale;
    let title = match &detail {
        Some(detail) => cell::title(spec, &detail.row, &detail.titles, locale),
        None => new_one(spec, locale),
    };
    let crumbs = vec![
        Crumb { words: spec.plural.in_(locale).to_owned(), href: Some(place.from.clone()) },
        Crumb { words: title.clone(), href: None },
    ];
    let lead = detail.as_ref().and_then(|detail| account_of(spec, detail, &detail.titles));
    let tools = detail.map(|detail| tools(screen, place, &detail, reader));
    view! {
        <Title text=title.clone()/>
        <Breadcrumb crumbs locale/>
        <header class="page-head">
            <h1 class="page-title">{title}</h1>
            {tools}
            {lead}
        </header>
    }
    .into_any()
}

/// Whose record it is, for all but accounts themselves.
fn account_of(spec: &'static Spec, detail: &Detail, titles: &Titles) -> Option<AnyView> {
    let Scope::By(field) = spec.scope else { return None };
    let id = spec.cell(&detail.row, field)?.as_str();
    let title = titles.get(id)?.clone();
    Some(view! { <p class="page-lead"><a href=cell::href("account", id)>{title}</a></p> }.into_any())
}

/// Whether the person shown is their company's executive sponsor.
fn is_sponsor(detail: &Detail) -> bool {
    detail.row.cells.iter().any(|cell| cell.as_str() == "executive_sponsor")
}

const SITTING: Text = text("取舍会页面", "Hold it");

/// The page a record has of its own, beside its facts.
fn page_of(place: &Place, locale: Locale) -> Option<(String, &'static str)> {
    let id = &place.id;
    let (href, words) = match place.table.as_str() {
        "account" => (format!("/account/{id}/profile"), PROFILE),
        "meeting" => (format!("/meeting/{id}/briefing"), BRIEFING),
        "transcript" => (format!("/transcript/{id}"), SAID),
        "selection" => (format!("/selection/{id}"), SITTING),
        _ => return None,
    };
    Some((href, words.in_(locale)))
}

fn tools(screen: Screen, place: &Place, detail: &Detail, reader: &Reader) -> AnyView {
    let locale = reader.locale;
    let (version, is_away) = (detail.row.version, detail.row.archived_at.is_some());
    let board = (place.table == "account")
        .then(|| view! { <a class="button" href=cell::href("account", &place.id)>{BOARD.in_(locale)}</a> });
    // A page of the server's own, so an ordinary visit rather than the router's.
    let password = (place.table == "user" && detail.may.update && !is_away).then(|| {
        view! { <a class="button" rel="external" href=format!("/user/{}/password", place.id)>{PASSWORD.in_(locale)}</a> }
    });
    let page = page_of(place, locale).filter(|_| !place.is_edit && !is_away && !reader.shared_only()).map(
        |(href, words)| {
            view! { <a class="button" rel="external" href=href>{words}</a> }
        },
    );
    let invite = (place.table == "stakeholder" && detail.may.update && !is_away && is_sponsor(detail)).then(|| {
        view! { <a class="button" rel="external" href=format!("/invite/{}", place.id)>{INVITE.in_(locale)}</a> }
    });
    let edit = (detail.may.update && !is_away && !place.is_edit)
        .then(|| view! { <a class="button" data-kind="primary" data-key="e" href=place.edit()>{EDIT.in_(locale)}</a> });
    let shelf = (detail.may.archive && !place.is_edit).then(|| {
        let place = place.clone();
        let press = move |()| {
            if is_away {
                facts::restore(screen, place.clone(), version, locale)
            } else {
                facts::archive(screen, place.clone(), version, locale)
            }
        };
        let (kind, label) = if is_away { (Kind::Primary, RESTORE) } else { (Kind::Quiet, ARCHIVE) };
        view! { <Button kind on_press=press>{label.in_(locale)}</Button> }
    });
    let near = place.clone();
    let near = move || {
        let place = near.clone();
        Suspend::new(async move { steps(&place, &screen.near.await, locale) })
    };
    view! {
        <div class="page-tools">
            <span class="button-group">
                <Transition>{near}</Transition>
            </span>
            {board}
            {page}
            {shelf}
            {password}
            {invite}
            {edit}
        </div>
    }
    .into_any()
}

/// To the neighbours. They are asked for by themselves: what may be done never waits for them.
fn steps(place: &Place, near: &Near, locale: Locale) -> AnyView {
    let step = |to: &Option<(String, String)>, label: Text, icon, rel: &'static str| {
        let Some((id, title)) = to else { return ().into_any() };
        let label = format!("{}: {title}", label.in_(locale));
        view! { <a class="button" data-shape="icon" rel=rel href=place.to(id) title=label.clone() aria-label=label data-key=rel><Icon icon/></a> }.into_any()
    };
    view! {
        {step(&near.before, BEFORE, icondata_lu::LuChevronLeft, "prev")}
        {step(&near.after, AFTER, icondata_lu::LuChevronRight, "next")}
    }
    .into_any()
}

/// The registers that hold what belongs to this account.
pub fn related(place: &Place, reader: &Reader) -> AnyView {
    let (Some(role), "account") = (reader.role, place.table.as_str()) else { return ().into_any() };
    let locale = reader.locale;
    let of = |spec: &&'static Spec| {
        matches!(spec.scope, Scope::By(_)) && grant(role, Action::Read, spec) != Grant::None
    };
    let link = |spec: &'static Spec| {
        let Scope::By(field) = spec.scope else { return ().into_any() };
        let href = Query::default().filter(field, Op::Eq, place.id.as_str()).href(spec.table);
        view! { <a class="chip" href=href>{spec.plural.in_(locale)}</a> }.into_any()
    };
    let links = domain::noun::ALL.iter().copied().filter(of).map(link).collect_view();
    view! { <section class="stack"><h2>{BELONGING.in_(locale)}</h2><div class="cluster">{links}</div></section> }.into_any()
}
