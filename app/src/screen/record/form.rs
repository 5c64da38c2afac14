//! The form of any noun. Each field is checked as one leaves it, by the code the service checks it
//! with; what is wrong is said at the field and above the buttons; nothing typed is ever lost.

use std::collections::{BTreeMap, BTreeSet};

use domain::policy::{Action, Grant, grant};
use domain::problem::{Problem, ProblemKind, Problems};
use domain::record::{Draft, Field, Kind, Spec};
use domain::register::{Detail, Updated};
use domain::text::{Locale, Text, text};
use domain::value::Value;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};
use ui::component::{Button, Kind as Press};

use super::slot::Slot;
use super::{Place, Screen, combobox, conflict, facts, hand};
use crate::cell::{self, Titles};
use crate::fault::Fault;
use crate::reader::Reader;

const SAVE: Text = text("保存", "Save");
const CANCEL: Text = text("取消", "Cancel");
const SAVED: Text = text("已保存", "Saved");
const CHOOSE: Text = text("请选择", "Choose");
const ENDED: Text = text(
    "登录已结束。您输入的内容都还在：请在新窗口登录，再回到这里保存。",
    "Your session has ended. Everything you typed is still here: sign in beside it, then come back and save.",
);
const SIGN_IN: Text = text("在新窗口登录", "Sign in in a new window");
const KEYS: Text = text("Ctrl+S 保存 · Esc 取消", "Ctrl+S saves · Esc cancels");

/// What a form begins with, and what of its address could not be used.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Base(Detail, Problems);

/// A form while it is open.
#[derive(Clone, Copy)]
pub struct Form {
    pub screen: Screen,
    pub place: StoredValue<Place>,
    pub slots: StoredValue<Vec<Slot>>,
    /// The version the record had when it was last read.
    pub version: RwSignal<i64>,
    pub titles: StoredValue<Titles>,
    pub clash: RwSignal<Option<conflict::Clash>>,
    pub locale: Locale,
    busy: RwSignal<bool>,
    problems: RwSignal<Vec<Problem>>,
}

impl Form {
    /// Takes in what was typed into a control.
    pub fn typed(self, slot: Slot, held: String) {
        if slot.is_alive() {
            slot.typed.set(held);
            self.screen.dirty.set(true);
        }
    }
}

/// Reads what the form begins with: the record, or for a new one what its address fills in.
pub async fn load(place: Option<Place>, account: Option<String>) -> Option<Result<Base, Fault>> {
    let place = place?;
    if !place.is_new() {
        let stored = crate::api::record::get(place.table, place.id).await;
        return Some(stored.map(|detail| Base(detail, Problems::new())));
    }
    Some(blank(place, account).await)
}

async fn blank(place: Place, account: Option<String>) -> Result<Base, Fault> {
    let spec = domain::noun::spec(&place.table).ok_or_else(Problem::not_found)?;
    let mut row = crate::api::record::blank(place.table.clone()).await?;
    // A customer's own account needs no asking for; their form does not show it.
    let own = account.filter(|_| spec.field("account_id").is_some());
    let asked: Vec<_> =
        own.map(|id| ("account_id".to_owned(), id)).into_iter().chain(place.prefill).collect();
    let mut wanted: BTreeMap<&'static str, BTreeSet<String>> = BTreeMap::new();
    for (name, held) in &asked {
        if let Some((_, Field { kind: Kind::Ref(table), .. })) = spec.field(name) {
            wanted.entry(table).or_default().insert(held.clone());
        }
    }
    let titles = cell::names(wanted).await;
    let mut left_out = Problems::new();
    for (name, held) in asked {
        let value = usable(spec, &name, &held, &titles);
        let cell = spec.field(&name).and_then(|(index, _)| row.cells.get_mut(index));
        match (value, cell) {
            (Some(value), Some(cell)) => *cell = value,
            _ => left_out.push(unused(&name, &held)),
        }
    }
    Ok(Base(Detail { table: place.table, row, titles, ..Detail::default() }, left_out))
}

/// What an address fills into a field; nothing when the field could not hold it.
fn usable(spec: &'static Spec, name: &str, held: &str, titles: &Titles) -> Option<Value> {
    let (_, field) = spec.field(name).filter(|(_, field)| !field.fixed)?;
    let is_there = !matches!(field.kind, Kind::Ref(_)) || titles.contains_key(held);
    domain::record::parse_cell(field, held).ok().filter(|_| is_there)
}

fn unused(name: &str, held: &str) -> Problem {
    Problem::invalid(
        name,
        format!("地址中的“{name}={held}”没有看懂，或所指的记录不存在，已略去。"),
        format!("“{name}={held}” in the address was not understood, or names no record. It was left out."),
    )
}

pub fn form(screen: Screen, place: Place, base: Base, reader: Reader) -> AnyView {
    let Base(detail, left_out) = base;
    let Some(spec) = domain::noun::spec(&detail.table) else { return ().into_any() };
    let locale = reader.locale;
    if !may_write(spec, &place, &reader) {
        return view! { <crate::frame::Failure problem=Problem::forbidden() locale within=true/> }.into_any();
    }
    let shared_only = reader.shared_only();
    let fields: Vec<(&'static Field, Value)> = spec
        .fields
        .iter()
        .zip(detail.row.cells.clone())
        .filter(|(field, _)| !shared_only || field.shared)
        .collect();
    let slots: Vec<Slot> = fields
        .iter()
        .filter(|(field, _)| field.is_typed(shared_only))
        .map(|(field, value)| Slot::new(field, cell::typed(field, value), &detail.titles))
        .collect();
    let form = Form {
        screen,
        place: StoredValue::new(place.clone()),
        slots: StoredValue::new(slots.clone()),
        version: RwSignal::new(detail.row.version),
        titles: StoredValue::new(detail.titles.clone()),
        clash: RwSignal::new(None),
        locale,
        busy: RwSignal::new(false),
        problems: RwSignal::new(Vec::new()),
    };
    hand::keys(form);
    on_cleanup(move || {
        screen.dirty.try_set(false);
    });
    let fixed: Vec<AnyView> = fields
        .iter()
        .filter(|(field, _)| !field.is_typed(shared_only) && !place.is_new())
        .map(|(field, value)| facts::fact(field, value, &detail, &reader))
        .collect();
    let fixed = (!fixed.is_empty()).then(|| view! { <dl class="facts">{fixed}</dl> });
    let cancel = if place.is_new() { place.from.clone() } else { place.read() };
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        save(form);
    };
    view! {
        <form class="form" novalidate on:submit=send>
            <crate::frame::LeftOut problems=left_out locale/>
            {move || form.clash.try_get().flatten().map(|clash| conflict::conflict(form, clash))}
            {rows(form, &slots, &reader)}
            {fixed}
            {move || summary(form)}
            <div class="form-foot">
                <span class="form-foot-note" data-keys>{KEYS.in_(locale)}</span>
                <a class="button" data-key="Escape" href=cancel>{CANCEL.in_(locale)}</a>
                <Button kind=Press::Primary submit=true busy=form.busy>{SAVE.in_(locale)}</Button>
            </div>
        </form>
    }
    .into_any()
}

fn may_write(spec: &Spec, place: &Place, reader: &Reader) -> bool {
    let action = if place.is_new() { Action::Create } else { Action::Update };
    reader.role.is_some_and(|role| grant(role, action, spec) != Grant::None)
}

/// Short fields stand side by side, long ones alone.
fn rows(form: Form, slots: &[Slot], reader: &Reader) -> AnyView {
    let is_long = |slot: &Slot| matches!(slot.field.kind, Kind::Long);
    let groups = slots.chunk_by(|one, other| is_long(one) == is_long(other)).map(|group| {
        let fields = group.iter().map(|slot| field(form, *slot, reader)).collect_view();
        view! { <div class=if group.first().is_some_and(is_long) { "form" } else { "form-row" }>{fields}</div> }.into_any()
    });
    groups.collect_view().into_any()
}

fn field(form: Form, slot: Slot, reader: &Reader) -> AnyView {
    let locale = form.locale;
    let label = cell::label(slot.field, reader.currency, locale);
    let help = match slot.field.kind {
        Kind::Instant => text("北京时间 (UTC+8)", "Beijing time (UTC+8)").in_(locale).to_owned(),
        Kind::Percent => "0–100 %".to_owned(),
        _ => String::new(),
    };
    if matches!(slot.field.kind, Kind::Flag) {
        return flag(form, slot, label);
    }
    let required = slot.field.required;
    view! { <ui::component::Field id=slot.id() label help error=slot.error required locale>{control(form, slot)}</ui::component::Field> }.into_any()
}

fn flag(form: Form, slot: Slot, label: String) -> AnyView {
    let typed = move |event: leptos::ev::Event| {
        form.typed(slot, if event_target_checked(&event) { "1" } else { "0" }.to_owned())
    };
    let is_on = move || slot.shown.try_get().is_some_and(|shown| shown == "1");
    view! {
        <div class="field">
            <label class="check">
                <input type="checkbox" id=slot.id() name=slot.field.name checked=slot.shown.get_untracked() == "1" prop:checked=is_on on:change=typed/>
                {label}
            </label>
        </div>
    }
    .into_any()
}

fn control(form: Form, slot: Slot) -> AnyView {
    let (id, name, locale) = (slot.id(), slot.field.name, form.locale);
    let described = format!("{id}-error {id}-help");
    let invalid = move || slot.is_wrong().then_some("true");
    let shown = move || slot.shown.try_get().unwrap_or_default();
    let required = slot.field.required.then_some("true");
    let left = move |_| {
        slot.check(locale);
    };
    let typed = move |event: leptos::ev::Event| {
        // A date half typed is no date yet, and not an empty one either: the sign keeps it from passing.
        form.typed(
            slot,
            if hand::is_half_typed(&event) { "?".to_owned() } else { event_target_value(&event) },
        );
    };
    match slot.field.kind {
        Kind::Ref(table) => combobox::combobox(form, slot, table),
        // A textarea's own text is not escaped when a page is made on the server: it is put in by the browser.
        Kind::Long => view! {
            <textarea class="input" id=id name=name prop:value=shown aria-required=required aria-invalid=invalid aria-describedby=described on:input=typed on:blur=left></textarea>
        }
        .into_any(),
        Kind::Choice(set) => {
            let option = |choice: &'static domain::record::Choice| view! { <option value=choice.key selected=slot.shown.get_untracked() == choice.key>{choice.label.in_(locale)}</option> };
            view! {
                <select class="input" id=id name=name prop:value=shown aria-required=required aria-invalid=invalid aria-describedby=described on:change=typed on:blur=left>
                    <option value="">{CHOOSE.in_(locale)}</option>
                    {set.iter().map(option).collect_view()}
                </select>
            }
            .into_any()
        }
        kind => {
            let (type_, mode) = match kind {
                Kind::Date => ("date", None),
                Kind::Instant => ("datetime-local", None),
                Kind::Int(min, _) if min >= 0 => ("text", Some("numeric")),
                Kind::Int(..) | Kind::Money | Kind::Percent => ("text", Some("decimal")),
                _ => ("text", None),
            };
            let is_number = cell::column(&kind) == Some("number");
            view! {
                <input class="input" id=id name=name type=type_ inputmode=mode data-kind=is_number.then_some("number") autocomplete="off"
                    value=slot.shown.get_untracked() prop:value=shown aria-required=required aria-invalid=invalid aria-describedby=described on:input=typed on:blur=left/>
            }
            .into_any()
        }
    }
}

/// All that is wrong, each a way to its field.
fn summary(form: Form) -> Option<AnyView> {
    let problems = form.problems.try_get().unwrap_or_default();
    let locale = form.locale;
    let line = |problem: &Problem| {
        let words = problem.message(locale).to_owned();
        if problem.kind == ProblemKind::SignedOut {
            return view! { <li>{ENDED.in_(locale)}" "<a class="link" href="/sign-in" target="_blank">{SIGN_IN.in_(locale)}</a></li> }.into_any();
        }
        match &problem.field {
            Some(name) => {
                view! { <li><a class="link" href=format!("#field-{name}") rel="external">{words}</a></li> }
                    .into_any()
            }
            None => view! { <li>{words}</li> }.into_any(),
        }
    };
    let lines = problems.iter().map(line).collect_view();
    (!problems.is_empty())
        .then(|| view! { <ul class="notice" data-kind="act" role="alert">{lines}</ul> }.into_any())
}

/// Checks everything, and sends what was changed.
pub fn save(form: Form) {
    if form.busy.try_get_untracked() != Some(false) {
        return;
    }
    let slots = form.slots.get_value();
    let problems: Vec<Problem> = slots.iter().filter_map(|slot| slot.value().err()).collect();
    for slot in &slots {
        slot.check(form.locale);
    }
    form.problems.set(problems.clone());
    if let Some(name) = problems.first().and_then(|problem| problem.field.as_deref()) {
        hand::focus(&format!("field-{name}"));
        return;
    }
    let place = form.place.get_value();
    let wanted = |slot: &&Slot| if place.is_new() { !slot.draft().is_empty() } else { slot.is_changed() };
    let draft: Draft =
        slots.iter().filter(wanted).map(|slot| (slot.field.name.to_owned(), slot.draft())).collect();
    form.busy.set(true);
    spawn_local(async move {
        let done =
            if place.is_new() { create(form, place, draft).await } else { update(form, place, draft).await };
        // The form may be gone by now, and its signals with it.
        form.busy.try_set(false);
        if let Err(Fault(problems)) = done {
            refused(form, &problems);
        }
    });
}

async fn create(form: Form, place: Place, draft: Draft) -> Result<(), Fault> {
    let id = crate::api::record::create(place.table.clone(), draft).await?;
    left(form, place.to(&id));
    Ok(())
}

async fn update(form: Form, place: Place, draft: Draft) -> Result<(), Fault> {
    let version = form.version.get_untracked();
    match crate::api::record::update(place.table.clone(), place.id.clone(), version, draft).await? {
        Updated::Stored(_) => left(form, place.read()),
        Updated::Conflict(theirs) => conflict::meet(form, *theirs).await,
    }
    Ok(())
}

/// Leaves the form for the record, now that all of it is stored.
fn left(form: Form, href: String) {
    let screen = form.screen;
    screen.dirty.set(false);
    screen.written.update(|count| *count += 1);
    screen.say(SAVED.in_(form.locale).to_owned());
    screen.go.set(Some(href));
}

/// What the service did not accept, at its fields.
fn refused(form: Form, problems: &[Problem]) {
    for slot in form.slots.get_value() {
        if let Some(problem) =
            problems.iter().find(|problem| problem.field.as_deref() == Some(slot.field.name))
        {
            slot.error.set(problem.message(form.locale).to_owned());
        }
    }
    form.problems.set(problems.to_vec());
    if let Some(name) = problems.first().and_then(|problem| problem.field.as_deref()) {
        hand::focus(&format!("field-{name}"));
    }
}
