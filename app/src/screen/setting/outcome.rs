//! What a change would do to the whole portfolio: a sentence, from where to where, who moves furthest. Below
//! it, once it has been looked at, the reason and the button that saves.

use domain::board::Lamp;
use domain::scorecard::edit::{Outcome, Shifted};
use domain::text::{Locale, Text, text};
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::component::{Button, Field, Input, Kind as Press, LampView};

use super::sheet::Form;
use crate::api::setting as api;

const TITLE: Text = text("预览：今天的全部客户", "Preview: all accounts as of today");
const MATRIX: Text =
    text("现在（行）→ 改后（列），客户数", "Now (rows) → with the change (columns), accounts");
const SHIFTS: Text = text("变动最大的客户", "The accounts that would move furthest");
const NOBODY: Text = text("没有客户会变。", "No account would change.");
const WHY: Text = text("为什么改", "Why");
const SAVE: Text = text("保存并重新评分", "Save and score anew");
const HEADS: [Text; 4] =
    [text("客户", "Account"), text("现在", "Now"), text("改后", "With the change"), text("变动", "Change")];

pub fn outcome(form: Form, version: i64) -> AnyView {
    view! { <div class="stack" aria-live="polite">{move || form.outcome.get().map(|told| shown(form, told, version))}</div> }
        .into_any()
}

fn shown(form: Form, told: Outcome, version: i64) -> AnyView {
    let locale = form.screen.locale;
    let Outcome { lead, accounts: _, changed: _, heads, rows, shifts } = told;
    let head = |name: String| view! { <th scope="col" data-kind="number">{name}</th> };
    let count = |(place, count): (usize, i64), at: usize| {
        let moved = (place != at && count > 0).then_some("true");
        view! { <td data-kind="number" data-moved=moved>{count}</td> }
    };
    let row = |(at, (name, counts)): (usize, (String, Vec<i64>))| {
        let counts = counts.into_iter().enumerate().map(|cell| count(cell, at)).collect_view();
        view! { <tr><th scope="row">{name}</th>{counts}</tr> }
    };
    view! {
        <section class="stack" id="outcome" aria-labelledby="outcome-title">
            <h2 id="outcome-title" tabindex="-1">{TITLE.in_(locale)}</h2>
            <p class="page-lead">{lead}</p>
            <div class="setting-scroll" tabindex="0" role="group" aria-label=MATRIX.in_(locale)>
                <table class="setting-table" data-kind="matrix">
                    <caption class="quiet">{MATRIX.in_(locale)}</caption>
                    <thead><tr><td></td>{heads.into_iter().map(head).collect_view()}</tr></thead>
                    <tbody>{rows.into_iter().enumerate().map(row).collect_view()}</tbody>
                </table>
            </div>
            {moved(shifts, locale)}
            {saving(form, version)}
        </section>
    }
    .into_any()
}

fn moved(shifts: Vec<Shifted>, locale: Locale) -> AnyView {
    if shifts.is_empty() {
        return view! { <p class="quiet">{NOBODY.in_(locale)}</p> }.into_any();
    }
    let lamp = move |lamp: Option<Lamp>| lamp.map(|lamp| view! { <LampView lamp locale/> });
    let row = move |shift: Shifted| {
        let Shifted { id, name, before, after, change, lamps } = shift;
        view! {
            <tr>
                <th scope="row"><a class="link" href=format!("/account/{id}")>{name}</a></th>
                <td data-kind="number">{before}" "{lamp(lamps.0)}</td>
                <td data-kind="number">{after}" "{lamp(lamps.1)}</td>
                <td data-kind="number">{change}</td>
            </tr>
        }
    };
    let head = |(at, name): (usize, Text)| view! { <th scope="col" data-kind=(at > 0).then_some("number")>{name.in_(locale)}</th> };
    view! {
        <h3>{SHIFTS.in_(locale)}</h3>
        <div class="setting-scroll" tabindex="0" role="group" aria-label=SHIFTS.in_(locale)>
            <table class="setting-table">
                <thead><tr>{HEADS.into_iter().enumerate().map(head).collect_view()}</tr></thead>
                <tbody>{shifts.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn saving(form: Form, version: i64) -> AnyView {
    let locale = form.screen.locale;
    let note = RwSignal::new(String::new());
    let error = form.error("note".to_owned());
    let invalid = Signal::derive(move || !error.with(String::is_empty));
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        save(form, note.get_untracked());
    };
    let other = move || {
        form.problems.with(|problems| {
            problems.iter().find(|problem| problem.field.as_deref() != Some("note")).map(|problem| {
                let words = problem.message(locale).to_owned();
                view! { <p class="notice" data-kind="act" role="alert">{words}</p> }
            })
        })
    };
    let help = match locale {
        Locale::Zh => format!("例如：一季度复盘后提高使用的权重。保存后成为第 {} 版。", version + 1),
        Locale::En => format!(
            "Such as: usage weighs more after the first-quarter review. It becomes version {}.",
            version + 1
        ),
    };
    view! {
        <form class="form" novalidate on:submit=send>
            {other}
            <Field id="field-note" label=WHY.in_(locale) help error required=true locale>
                <Input id="field-note" name="note" invalid on_input=Callback::new(move |typed| note.set(typed))/>
            </Field>
            <div class="cluster"><Button kind=Press::Primary submit=true busy=form.busy>{SAVE.in_(locale)}</Button></div>
        </form>
    }
    .into_any()
}

fn save(form: Form, note: String) {
    form.problems.set(Vec::new());
    form.busy.set(true);
    let change = form.change();
    let screen = form.screen;
    spawn_local(async move {
        let card = change.card.clone();
        let is_gone = domain::scorecard::edit::removes(&change.typed);
        let saved = api::save(change, note).await;
        let _ = form.busy.try_set(false);
        match saved {
            Ok(version) => {
                let _ = screen.saved.try_set(Some(version));
                let _ = screen.go.try_set(Some(if is_gone { String::new() } else { card }));
                let _ = screen.written.try_update(|written| *written += 1);
            }
            Err(fault) => form.fail(fault),
        }
    });
}
