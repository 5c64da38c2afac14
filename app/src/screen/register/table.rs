//! The rows of a register: a table on a desk, short sheets on a phone.

use domain::query::Sort;
use domain::record::{Field, Row, Spec};
use domain::register::Page;
use domain::text::Locale;
use leptos::prelude::*;

use super::address::Asked;
use super::{visible, words};
use crate::cell;
use crate::reader::Reader;

pub fn table(asked: &Asked, page: &Page, reader: &Reader) -> AnyView {
    let locale = reader.locale;
    let columns = columns(asked, page);
    let labels: Vec<String> =
        columns.iter().map(|(_, field)| cell::label(field, reader.currency, locale)).collect();
    let head = columns
        .iter()
        .zip(&labels)
        .map(|((_, field), label)| heading(asked, field, label.clone()))
        .collect_view();
    let rows = page.rows.iter().map(|row| line(asked, page, row, &columns, &labels, locale)).collect_view();
    view! {
        <div class="register-scroll" tabindex="0" role="region" aria-label=asked.spec.plural.in_(locale) title=words::KEYS.in_(locale)>
            <table class="table" data-sticky>
                <thead><tr>{head}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// The columns shown, each with its place among the cells. The one that names the record leads.
pub fn columns(asked: &Asked, page: &Page) -> Vec<(usize, &'static Field)> {
    let Spec { title, fields, .. } = asked.spec;
    let chosen = &asked.query.columns;
    let wanted = |field: &Field| {
        if chosen.is_empty() { field.list } else { chosen.iter().any(|name| name == field.name) }
    };
    let place = |field: &'static Field| {
        fields.iter().position(|other| other.name == field.name).map(|index| (index, field))
    };
    let lead = visible(asked.spec, page).filter(|field| field.name == *title);
    let rest = visible(asked.spec, page).filter(|field| field.name != *title && wanted(field));
    lead.chain(rest).filter_map(place).collect()
}

fn heading(asked: &Asked, field: &'static Field, label: String) -> AnyView {
    let order = match &asked.query.sort {
        Some(Sort { field: by, descending }) if by == field.name => {
            if *descending {
                "descending"
            } else {
                "ascending"
            }
        }
        _ => "none",
    };
    let kind = cell::column(&field.kind);
    if !words::is_sortable(&field.kind) {
        return view! { <th scope="col" data-kind=kind>{label}</th> }.into_any();
    }
    let href = asked.sort(field);
    view! { <th scope="col" aria-sort=order data-kind=kind><a href=href data-noscroll>{label}</a></th> }
        .into_any()
}

fn line(
    asked: &Asked,
    page: &Page,
    row: &Row,
    columns: &[(usize, &'static Field)],
    labels: &[String],
    locale: Locale,
) -> AnyView {
    let cells = columns.iter().zip(labels).enumerate().map(|(at, ((index, field), label))| {
        let value = row.cells.get(*index).cloned().unwrap_or_default();
        let inside = if at == 0 {
            lead(asked, page, row, locale)
        } else {
            cell::view(field, &value, &page.titles, locale, true)
        };
        let kind = if at == 0 { None } else { cell::column(&field.kind) };
        view! { <td data-label=label.clone() data-kind=kind data-lead=(at == 0).then_some("")>{inside}</td> }
            .into_any()
    });
    view! { <tr data-state=row.archived_at.is_some().then_some("archived")>{cells.collect_view()}</tr> }
        .into_any()
}

/// What leads a row: its name, which opens it. An account opens on its board, and beside it its record.
fn lead(asked: &Asked, page: &Page, row: &Row, locale: Locale) -> AnyView {
    let title = cell::title(asked.spec, row, &page.titles, locale);
    let record = asked.record(&row.id);
    if asked.spec.table != "account" {
        return view! { <a href=record>{title}</a> }.into_any();
    }
    let label = format!("{} {title}", words::RECORD.in_(locale));
    view! {
        <span class="spread">
            <a href=format!("/account/{}", row.id)>{title}</a>
            <a class="chip" href=record aria-label=label>{words::RECORD.in_(locale)}</a>
        </span>
    }
    .into_any()
}
