//! The second step: what the file is, into which register it goes, and which column is which field.

use domain::import::{Column, DateOrder, Find, ID, Inspection, Mapping};
use domain::record::{Kind, Spec};
use domain::text::{Locale, text};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::{Wizard, address};

/// The file, and the register it goes into.
#[component]
pub fn File(inspection: Inspection, wizard: Wizard) -> impl IntoView {
    let locale = wizard.locale;
    let Inspection { upload, file, shape, bytes, tables, mapping, .. } = inspection;
    let navigate = use_navigate();
    let to = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        if let Some(to) = to.get() {
            navigate(&to, NavigateOptions::default());
        }
    });
    // The box a file was dropped into is gone: the focus goes to what was dropped.
    let place = NodeRef::<leptos::html::P>::new();
    Effect::new(move |_| {
        let is_lost = document().active_element().is_none_or(|active| active.tag_name() == "BODY");
        if let Some(heading) = place.get().filter(|_| is_lost) {
            let _ = heading.focus();
        }
    });
    let chosen_upload = upload.clone();
    let chosen = move |event| to.set(Some(address(&chosen_upload, &event_target_value(&event))));
    let options: Vec<_> = tables
        .iter()
        .filter_map(|table| domain::noun::spec(table))
        .map(|spec| view! { <option value=spec.table selected=spec.table == mapping.table>{spec.plural.in_(locale)}</option> })
        .collect();
    view! {
        <form class="cluster" method="get" action="/import">
            <p tabindex="-1" node_ref=place><b>{file}</b>" "<span class="quiet">{shape}" · "{domain::format::file_size(bytes)}</span></p>
            <input type="hidden" name="upload" value=upload/>
            <label class="cluster">
                <span class="field-label">{text("导入到", "Into").in_(locale)}</span>
                <select class="input" name="table" on:change=chosen>{options}</select>
            </label>
            <noscript><button class="button" type="submit">{text("确定", "Choose").in_(locale)}</button></noscript>
            <a class="button" data-kind="quiet" href="/import">{text("换一个文件", "Another file").in_(locale)}</a>
        </form>
    }
    .into_any()
}

/// One line a column of the file.
#[component]
pub fn Columns(inspection: Inspection, wizard: Wizard) -> impl IntoView {
    let locale = wizard.locale;
    let Some(spec) = domain::noun::spec(&inspection.mapping.table) else { return ().into_any() };
    let headers = inspection.headers.clone();
    let lines: Vec<_> = headers
        .into_iter()
        .enumerate()
        .map(|(index, header)| {
            let samples: Vec<String> = inspection
                .samples
                .iter()
                .filter_map(|row| row.get(index))
                .filter(|cell| !cell.trim().is_empty())
                .take(3)
                .cloned()
                .collect();
            let is_doubtful = inspection.doubtful.contains(&header);
            line(spec, header, &samples.join(" · "), is_doubtful, wizard)
        })
        .collect();
    view! {
        <div class="register-scroll" tabindex="0" role="region" aria-label=text("列对应", "Columns").in_(locale)>
            <table class="table mapping">
                <thead><tr>
                    <th scope="col">{text("文件中的列", "Column of the file").in_(locale)}</th>
                    <th scope="col">{text("内容示例", "Samples").in_(locale)}</th>
                    <th scope="col">{text("对应字段", "Field").in_(locale)}</th>
                    <th scope="col">{text("怎样读", "How to read it").in_(locale)}</th>
                </tr></thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn line(spec: &'static Spec, header: String, samples: &str, is_doubtful: bool, wizard: Wizard) -> AnyView {
    let locale = wizard.locale;
    let samples: String = samples.chars().take(90).collect();
    let key = StoredValue::new(header.clone());
    let field = Memo::new(move |_| column(wizard, &key.get_value()).field.unwrap_or_default());
    let chosen = move |event| {
        let name = event_target_value(&event);
        wizard.edit(|mapping| {
            let header = key.get_value();
            let wanted = (!name.is_empty()).then_some(name);
            match mapping.columns.iter_mut().find(|column| column.header == header) {
                Some(column) => column.field.clone_from(&wanted),
                None => mapping.columns.push(Column { header, field: wanted.clone(), ..Column::default() }),
            }
            if let Some(name) = &wanted {
                mapping.constants.remove(name);
            }
            let Mapping { columns, key, constants, .. } = mapping;
            key.retain(|name| {
                columns.iter().any(|column| column.field.as_deref() == Some(name))
                    || constants.contains_key(name)
            });
            if key.is_empty() {
                *key = domain::import::default_key(spec, columns);
            }
        });
    };
    let label = format!("{} → {}", header, text("字段", "field").in_(locale));
    view! {
        <tr>
            <td data-lead data-label=text("列", "Column").in_(locale)>{header}</td>
            <td class="sample" data-label=text("示例", "Samples").in_(locale)>{samples}</td>
            <td data-label=text("字段", "Field").in_(locale)>
                <select class="input" aria-label=label prop:value=move || field.get() on:change=chosen>{fields(spec, &field.get_untracked(), locale)}</select>
            </td>
            <td data-label=text("读法", "Reading").in_(locale)>{move || reading(spec, &field.get(), key, is_doubtful, wizard)}</td>
        </tr>
    }
    .into_any()
}

fn column(wizard: Wizard, header: &str) -> Column {
    wizard
        .mapping
        .with(|mapping| mapping.columns.iter().find(|column| column.header == header).cloned())
        .unwrap_or_default()
}

/// The fields a column may fill; required ones are marked.
fn fields(spec: &'static Spec, chosen: &str, locale: Locale) -> AnyView {
    let option = |name: &'static str, label: String| {
        let selected = name == chosen;
        view! { <option value=name selected=selected>{label}</option> }
    };
    let open = spec.fields.iter().filter(|field| !field.fixed).map(|field| {
        let need = if field.required && !matches!(field.kind, Kind::Flag) { " *" } else { "" };
        option(field.name, format!("{}{need}", field.label.in_(locale)))
    });
    view! {
        {option("", text("— 不导入 —", "— leave out —").in_(locale).to_owned())}
        {open.collect_view()}
        {option(ID, text("系统编号", "id").in_(locale).to_owned())}
    }
    .into_any()
}

/// What has to be known to read the column: the order of its dates, by what its references are found.
fn reading(
    spec: &'static Spec,
    name: &str,
    key: StoredValue<String>,
    is_doubtful: bool,
    wizard: Wizard,
) -> AnyView {
    let locale = wizard.locale;
    let Some((_, field)) = spec.field(name) else { return ().into_any() };
    let now = wizard
        .mapping
        .with_untracked(|mapping| {
            mapping.columns.iter().find(|column| column.header == key.get_value()).cloned()
        })
        .unwrap_or_default();
    match field.kind {
        Kind::Date | Kind::Instant => {
            let chosen = move |event| {
                set(wizard, key, move |column| {
                    column.dates = DateOrder::parse(&event_target_value(&event)).unwrap_or_default()
                })
            };
            let options: Vec<_> = DateOrder::ALL
                .into_iter()
                .map(|order| view! { <option value=order.key() selected=order == now.dates>{order.label().in_(locale)}</option> })
                .collect();
            let doubt = is_doubtful.then(|| {
                let words = text("日和月可能混淆，请核对", "Day and month could be mixed up; please check")
                    .in_(locale);
                view! { <p class="field-error" role="note">{words}</p> }
            });
            view! { <select class="input" aria-label=text("日期写法", "How dates are written").in_(locale) on:change=chosen>{options}</select> {doubt} }.into_any()
        }
        Kind::Ref(table) => {
            let chosen = move |event| {
                set(wizard, key, move |column| column.find = find_of(&event_target_value(&event)))
            };
            let options: Vec<_> = FINDS
                .iter()
                .map(|(find, word, label)| view! { <option value=*word selected=*find == now.find>{label.in_(locale)}</option> })
                .collect();
            let makes = (table == "feature").then(|| {
                let ticked = move |event| set(wizard, key, move |column| column.make = event_target_checked(&event));
                view! {
                    <label class="cluster"><input type="checkbox" checked=now.make on:change=ticked/>{text("没有时自动新建", "Make it when there is none").in_(locale)}</label>
                }
            });
            view! { <select class="input" aria-label=text("按什么找", "Found by").in_(locale) on:change=chosen>{options}</select> {makes} }.into_any()
        }
        Kind::Money => {
            view! { <span class="quiet">{text("以元为单位", "In whole currency units").in_(locale)}</span> }
                .into_any()
        }
        Kind::Choice(set) => {
            let words: Vec<_> = set.iter().map(|choice| choice.label.in_(locale)).collect();
            view! { <span class="sample">{words.join(" / ")}</span> }.into_any()
        }
        _ => ().into_any(),
    }
}

const FINDS: [(Find, &str, domain::text::Text); 4] = [
    (Find::Any, "any", text("按编号或名称找", "By number or name")),
    (Find::ExternalId, "external_id", text("按外部编号找", "By external id")),
    (Find::Title, "title", text("按名称找", "By name")),
    (Find::Id, "id", text("按系统编号找", "By id")),
];

fn find_of(word: &str) -> Find {
    FINDS.iter().find(|(_, other, _)| *other == word).map(|(find, ..)| *find).unwrap_or_default()
}

fn set(wizard: Wizard, key: StoredValue<String>, change: impl FnOnce(&mut Column)) {
    wizard.edit(|mapping| {
        let header = key.get_value();
        if let Some(column) = mapping.columns.iter_mut().find(|column| column.header == header) {
            change(column);
        }
    });
}
