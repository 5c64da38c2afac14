//! What no column gives, by which key rows meet records, what happens to bad rows, and the memory
//! of it all under a name.

use domain::import::{ID, Inspection, Mapping, Mode, Profile};
use domain::problem::Problem;
use domain::record::{Field, Kind, Spec};
use domain::text::text;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::component::Button;

use super::Wizard;
use crate::api::import as api;

#[component]
pub fn Settings(inspection: Inspection, wizard: Wizard) -> impl IntoView {
    let Some(spec) = domain::noun::spec(&inspection.mapping.table) else { return ().into_any() };
    view! {
        <Constants spec wizard/>
        <Keys spec wizard/>
        <Modes wizard/>
        <Profiles known=inspection.profiles wizard/>
    }
    .into_any()
}

/// One value for every row, for required fields that no column fills.
#[component]
fn Constants(spec: &'static Spec, wizard: Wizard) -> impl IntoView {
    let locale = wizard.locale;
    let open = Memo::new(move |_| wizard.mapping.with(|mapping| open(spec, mapping)));
    let place = move |name: &'static str| {
        let Some((_, field)) = spec.field(name) else { return ().into_any() };
        let value =
            wizard.mapping.with_untracked(|mapping| mapping.constants.get(name).cloned()).unwrap_or_default();
        let typed = move |event| {
            let value = event_target_value(&event);
            wizard.edit(|mapping| {
                if value.trim().is_empty() {
                    mapping.constants.remove(name);
                } else {
                    mapping.constants.insert(name.to_owned(), value);
                }
            });
        };
        let id = format!("constant-{name}");
        let control = match field.kind {
            Kind::Choice(set) => {
                let options: Vec<_> = set.iter().map(|choice| view! { <option value=choice.key selected=choice.key == value>{choice.label.in_(locale)}</option> }).collect();
                view! { <select class="input" id=id.clone() on:change=typed><option value="">"—"</option>{options}</select> }.into_any()
            }
            _ => view! { <input class="input" id=id.clone() type="text" value=value on:change=typed/> }
                .into_any(),
        };
        view! { <div class="field"><label class="field-label" for=id>{field.label.in_(locale)}</label>{control}</div> }.into_any()
    };
    view! {
        <fieldset class="form-section" hidden=move || open.with(Vec::is_empty)>
            <legend>{text("没有对应列的必填项：给所有行一个固定值", "Required, but no column gives it: one value for every row").in_(locale)}</legend>
            <div class="form-row"><For each=move || open.get() key=|name| *name children=place/></div>
        </fieldset>
    }
    .into_any()
}

/// The required fields that no column fills. An account may follow from another reference.
fn open(spec: &'static Spec, mapping: &Mapping) -> Vec<&'static str> {
    let mapped =
        |field: &Field| mapping.columns.iter().any(|column| column.field.as_deref() == Some(field.name));
    let needed = |field: &&Field| {
        (field.required && !matches!(field.kind, Kind::Flag | Kind::Ref(_)))
            || mapping.constants.contains_key(field.name)
    };
    spec.fields
        .iter()
        .filter(|field| !field.fixed)
        .filter(needed)
        .filter(|field| !mapped(field))
        .map(|field| field.name)
        .collect()
}

/// By what a row meets its record.
#[component]
fn Keys(spec: &'static Spec, wizard: Wizard) -> impl IntoView {
    let locale = wizard.locale;
    let able = Memo::new(move |_| {
        wizard.mapping.with(|mapping| {
            let filled =
                |name: &str| mapping.columns.iter().any(|column| column.field.as_deref() == Some(name));
            let mut able: Vec<&'static str> =
                spec.fields.iter().filter(|field| filled(field.name)).map(|field| field.name).collect();
            if filled(ID) {
                able.push(ID);
            }
            able
        })
    });
    let tick = move |name: &'static str| {
        let label = spec
            .field(name)
            .map_or_else(|| text("系统编号", "id").in_(locale), |(_, field)| field.label.in_(locale));
        let is_key = move || wizard.mapping.with(|mapping| mapping.key.iter().any(|key| key == name));
        let ticked = move |event| {
            let on = event_target_checked(&event);
            wizard.edit(|mapping| {
                mapping.key.retain(|key| key != name);
                if on {
                    mapping.key.push(name.to_owned());
                }
            });
        };
        view! { <label class="cluster"><input type="checkbox" prop:checked=is_key on:change=ticked/>{label}</label> }
    };
    view! {
        <fieldset class="form-section">
            <legend>{text("匹配键：这些值都相同的，就是同一条记录", "Key: rows and records that agree in all of these are the same").in_(locale)}</legend>
            <div class="cluster"><For each=move || able.get() key=|name| *name children=tick/></div>
        </fieldset>
    }
    .into_any()
}

/// What happens to bad rows.
#[component]
fn Modes(wizard: Wizard) -> impl IntoView {
    let locale = wizard.locale;
    let choice = move |mode: Mode, label: &'static str| {
        let is_on = move || wizard.mapping.with(|mapping| mapping.mode == mode);
        let id = if mode == Mode::SkipBad { "skip_bad" } else { "all_or_nothing" };
        view! {
            <label class="cluster"><input type="radio" name="mode" value=id prop:checked=is_on on:change=move |_| wizard.edit(|mapping| mapping.mode = mode)/>{label}</label>
        }
    };
    view! {
        <fieldset class="form-section">
            <legend>{text("遇到错误的行", "When a row is bad").in_(locale)}</legend>
            <div class="cluster">
                {choice(Mode::AllOrNothing, text("全部不导入，改好再来", "Store nothing until all rows are good").in_(locale))}
                {choice(Mode::SkipBad, text("跳过错误行，导入其余", "Leave bad rows out, store the others").in_(locale))}
            </div>
        </fieldset>
    }
    .into_any()
}

/// Mappings under a name.
#[component]
fn Profiles(known: Vec<Profile>, wizard: Wizard) -> impl IntoView {
    let locale = wizard.locale;
    let known = RwSignal::new(known);
    let name = RwSignal::new(String::new());
    let told = RwSignal::new(None::<Result<(), Problem>>);
    let chosen = move |event| {
        let id = event_target_value(&event);
        let found = known.with_untracked(|known| known.iter().find(|profile| profile.id == id).cloned());
        if let Some(profile) = found {
            name.set(profile.name);
            wizard.edit(|mapping| *mapping = profile.mapping);
        }
    };
    let save = move |()| {
        let mapping = wizard.mapping.get_untracked();
        spawn_local(async move {
            let table = mapping.table.clone();
            let saved = api::save_profile(name.get_untracked(), mapping).await.map_err(|fault| fault.first());
            if saved.is_ok()
                && let Ok(now) = api::profiles(table).await
            {
                let _ = known.try_set(now);
            }
            let _ = told.try_set(Some(saved));
        });
    };
    let words = move || {
        told.get().map(|told| match told {
            Ok(()) => text("已保存，下次可直接选用。", "Saved; choose it next time.").in_(locale).to_owned(),
            Err(problem) => problem.message(locale).to_owned(),
        })
    };
    view! {
        <fieldset class="form-section">
            <legend>{text("记住这套对应", "Remember this mapping").in_(locale)}</legend>
            <div class="cluster">
                <select class="input" aria-label=text("选用已保存的对应", "Use a remembered mapping").in_(locale) hidden=move || known.with(Vec::is_empty) on:change=chosen>
                    <option value="">{text("选用已保存的…", "Use a remembered one…").in_(locale)}</option>
                    {move || known.get().into_iter().map(|profile| view! { <option value=profile.id>{profile.name}</option> }).collect_view()}
                </select>
                <input class="input" type="text" maxlength="60" aria-label=text("名称", "Name").in_(locale) placeholder=text("名称，例如：每月客户表", "A name, such as: monthly accounts").in_(locale) prop:value=move || name.get() on:input=move |event| name.set(event_target_value(&event))/>
                <Button on_press=save>{text("保存", "Save").in_(locale)}</Button>
                <span role="status" class="quiet">{words}</span>
            </div>
        </fieldset>
    }
    .into_any()
}
