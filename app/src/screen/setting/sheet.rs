//! One card as a form. The server sent its rows and reads what was typed; here they are only placed, and
//! the share of each weight follows what is typed.

use std::collections::BTreeMap;

use domain::problem::Problems;
use domain::scorecard::edit::{Change, Outcome, Row, Section, Sheet, Typed, shares};
use domain::text::{Locale, Text, text};
use leptos::prelude::*;
use leptos::{html, task::spawn_local};
use ui::component::field::InputKind;
use ui::component::{Button, Field, Input};

use super::{Screen, address, outcome};
use crate::api::setting as api;
use crate::fault::Fault;

const PREVIEW: Text = text("预览对全部客户的影响", "Preview on all accounts");
const RESET: Text = text("放弃修改", "Discard changes");
const READ_ONLY: Text = text(
    "您可以查看这些设置。修改由管理员或客户成功运营进行。",
    "You may read these settings. Administrators and customer-success operations change them.",
);

/// A form while it is open.
#[derive(Clone, Copy)]
pub struct Form {
    pub screen: Screen,
    pub sheet: StoredValue<Sheet>,
    pub place: NodeRef<html::Form>,
    pub typed: RwSignal<Typed>,
    pub problems: RwSignal<Problems>,
    pub outcome: RwSignal<Option<Outcome>>,
    pub busy: RwSignal<bool>,
}

pub fn sheet(screen: Screen, sheet: Sheet) -> AnyView {
    let locale = screen.locale;
    let Sheet { version, from, card, sections, may_change, .. } = sheet.clone();
    let form = Form {
        screen,
        sheet: StoredValue::new(sheet),
        place: NodeRef::new(),
        typed: RwSignal::new(Typed::new()),
        problems: RwSignal::new(Problems::new()),
        outcome: RwSignal::new(None),
        busy: RwSignal::new(false),
    };
    let told = StoredValue::new(sections.clone());
    let shares =
        Memo::new(move |_| told.with_value(|sections| form.typed.with(|typed| shares(sections, typed))));
    // The controls are used again for the next card: they begin with its values, not with what was typed before.
    Effect::new(move |_| {
        if let Some(place) = form.place.get() {
            if screen.is_used.get_value() {
                place.reset();
            }
            screen.is_used.set_value(true);
        }
    });
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        preview(form);
    };
    let sections: Vec<AnyView> = sections
        .into_iter()
        .filter(|section| may_change || !is_for_change(section))
        .map(|one| section(form, one, shares))
        .collect();
    let foot = may_change.then(|| {
        view! {
            <div class="form-foot">
                <span class="form-foot-note">{move || counted(form)}</span>
                <button class="button" type="reset" on:click=move |_| form.start_again()>{RESET.in_(locale)}</button>
                <Button submit=true busy=form.busy>{PREVIEW.in_(locale)}</Button>
            </div>
        }
    });
    view! {
        <h2>{card.name.clone()}</h2>
        {restored(from, &card.key, locale)}
        {(!may_change).then(|| view! { <p class="notice">{READ_ONLY.in_(locale)}</p> })}
        {move || saved(screen)}
        <form class="form" novalidate node_ref=form.place on:submit=send on:input=move |_| form.changed()>
            <fieldset class="form" disabled=!may_change>{sections}</fieldset>
            {foot}
        </form>
        {outcome::outcome(form, version)}
    }
    .into_any()
}

/// Sections whose only use is to change the card are not shown to who only reads.
fn is_for_change(section: &Section) -> bool {
    section.lines.iter().flatten().all(|row| !row.choices.is_empty() || row.value.is_empty())
        && section.path != "limits"
}

fn restored(from: Option<i64>, card: &str, locale: Locale) -> Option<AnyView> {
    let from = from?;
    let words = match locale {
        Locale::Zh => format!("表单中是第 {from} 版的值，尚未生效：预览并保存后才生效。"),
        Locale::En => {
            format!("The form holds the values of version {from}. They take effect once previewed and saved.")
        }
    };
    let now = text("看现行的值", "Show the values in force").in_(locale);
    Some(view! { <p class="notice" data-kind="watch">{words}" "<a class="link" href=address(card)>{now}</a></p> }.into_any())
}

fn saved(screen: Screen) -> AnyView {
    let words = screen.saved.get().map(|version| match screen.locale {
        Locale::Zh => format!("已保存为第 {version} 版，全部客户已按新设置重新评分。"),
        Locale::En => format!("Saved as version {version}; every account has been scored anew."),
    });
    let has_words = words.is_some();
    view! { <div role="status">{has_words.then(|| view! { <p class="notice">{words}</p> })}</div> }.into_any()
}

fn section(form: Form, section: Section, shares: Memo<BTreeMap<String, String>>) -> AnyView {
    let Section { path, title, help, lines } = section;
    let error = form.error(path.clone());
    let line = |rows: Vec<Row>| {
        let is_pair = rows.iter().any(is_text).then_some("pair");
        let fields = rows.into_iter().map(|one| row(form, one, shares)).collect_view();
        view! { <div class="setting-line" data-kind=is_pair>{fields}</div> }
    };
    view! {
        <fieldset class="form-section" id=format!("part-{path}")>
            <legend>{title}</legend>
            {(!help.is_empty()).then(|| view! { <p class="field-help">{help}</p> })}
            <p class="field-error" role="alert" hidden=move || error.with(String::is_empty)>{error}</p>
            {lines.into_iter().map(line).collect_view()}
        </fieldset>
    }
    .into_any()
}

fn is_text(row: &Row) -> bool {
    !row.is_number && row.choices.is_empty()
}

fn row(form: Form, row: Row, shares: Memo<BTreeMap<String, String>>) -> AnyView {
    let Row { path, label, value, unit, choices, is_number, family } = row;
    let id = format!("field-{path}");
    let error = form.error(path.clone());
    let invalid = Signal::derive(move || !error.with(String::is_empty));
    let control = if choices.is_empty() {
        let kind = if is_number { InputKind::Number } else { InputKind::Text };
        view! { <Input id=id.clone() name=path.clone() kind value invalid/> }.into_any()
    } else {
        let described = format!("{id}-error");
        let option = |(key, words): (String, String)| {
            let is_chosen = key == value;
            view! { <option value=key selected=is_chosen>{words}</option> }
        };
        view! {
            <select class="input" id=id.clone() name=path.clone() aria-describedby=described aria-invalid=move || invalid.get().then_some("true")>
                {choices.into_iter().map(option).collect_view()}
            </select>
        }
        .into_any()
    };
    let behind = if family.is_empty() {
        (!unit.is_empty()).then(|| view! { <span>{unit}</span> }.into_any())
    } else {
        let share = move || shares.with(|shares| shares.get(&path).cloned().unwrap_or_default());
        Some(view! { <span class="setting-share">{share}</span> }.into_any())
    };
    let control = match behind {
        Some(behind) => view! { <div class="input-unit">{control}{behind}</div> }.into_any(),
        None => control,
    };
    view! { <Field id label error locale=form.screen.locale>{control}</Field> }.into_any()
}

fn preview(form: Form) {
    form.problems.set(Problems::new());
    form.busy.set(true);
    let change = form.change();
    spawn_local(async move {
        let told = api::preview(change).await;
        let _ = form.busy.try_set(false);
        match told {
            Ok(told) => {
                let _ = form.outcome.try_set(Some(told));
                show("#outcome-title");
            }
            Err(fault) => form.fail(fault),
        }
    });
}

/// Problems in a word, and those that belong to no row.
fn counted(form: Form) -> String {
    let locale = form.screen.locale;
    form.problems.with(|problems| match problems.iter().find(|problem| problem.field.is_none()) {
        Some(problem) => problem.message(locale).to_owned(),
        None if problems.is_empty() => String::new(),
        None => match locale {
            Locale::Zh => format!("有 {} 处需要修改，没有保存任何内容。", problems.len()),
            Locale::En => format!("To be mended: {}. Nothing was saved.", problems.len()),
        },
    })
}

impl Form {
    /// What was typed, as a change of this card.
    pub fn change(self) -> Change {
        let typed = self.sheet.with_value(|sheet| held(self.place, sheet));
        self.sheet.with_value(|Sheet { version, from, card, .. }| Change {
            card: card.key.clone(),
            version: *version,
            from: *from,
            typed,
        })
    }

    /// What is wrong at a path.
    pub fn error(self, path: String) -> Signal<String> {
        let locale = self.screen.locale;
        let is_here = move |field: Option<&str>| field == Some(path.as_str());
        Signal::derive(move || {
            self.problems.with(|problems| {
                let here = problems.iter().filter(|problem| is_here(problem.field.as_deref()));
                here.map(|problem| problem.message(locale)).collect::<Vec<_>>().join(" ")
            })
        })
    }

    /// Something was typed: what was previewed no longer holds.
    fn changed(self) {
        self.typed.set(self.change().typed);
        self.outcome.set(None);
        self.screen.saved.set(None);
    }

    fn start_again(self) {
        self.typed.set(Typed::new());
        self.problems.set(Problems::new());
        self.outcome.set(None);
    }

    /// Says what is wrong, and goes to the first of it.
    pub fn fail(self, fault: Fault) {
        if self.problems.try_set(fault.0).is_none() {
            show(".setting [aria-invalid=true]");
        }
    }
}

/// What the controls of the form hold.
#[cfg(target_arch = "wasm32")]
fn held(place: NodeRef<html::Form>, sheet: &Sheet) -> Typed {
    let Some(data) = place.get_untracked().and_then(|form| web_sys::FormData::new_with_form(&form).ok())
    else {
        return Typed::new();
    };
    let rows = sheet.sections.iter().flat_map(|section| section.lines.iter().flatten());
    rows.filter_map(|row| Some((row.path.clone(), data.get(&row.path).as_string()?))).collect()
}

#[cfg(not(target_arch = "wasm32"))]
fn held(_: NodeRef<html::Form>, _: &Sheet) -> Typed {
    Typed::new()
}

/// Brings what answers to the selector under the reader's eyes once it is there.
#[cfg(target_arch = "wasm32")]
fn show(selector: &'static str) {
    use wasm_bindgen::JsCast as _;
    request_animation_frame(move || {
        if let Ok(Some(found)) = document().query_selector(selector) {
            found.scroll_into_view();
            let _ = found.unchecked_into::<web_sys::HtmlElement>().focus();
        }
    });
}

#[cfg(not(target_arch = "wasm32"))]
fn show(_: &'static str) {}
