//! The same chart in words, folded away beneath it.

use domain::chart::Table;
use domain::text::Locale;

use crate::markup::Markup;
use crate::text::TABLE_VIEW;

pub(crate) fn draw(page: &mut Markup, table: &Table, locale: Locale) {
    let Table { caption, headers, rows } = table;
    page.element("details", &[("class", "chart-table")], |page| {
        page.words(
            "summary",
            &[("aria-label", &format!("{}: {caption}", TABLE_VIEW.in_(locale)))],
            TABLE_VIEW.in_(locale),
        );
        page.element("table", &[], |page| {
            page.words("caption", &[("class", "visually-hidden")], caption);
            page.element("thead", &[], |page| {
                page.element("tr", &[], |page| {
                    for header in headers {
                        page.words("th", &[("scope", "col")], header);
                    }
                });
            });
            page.element("tbody", &[], |page| {
                for row in rows {
                    page.element("tr", &[], |page| draw_row(page, &row.cells, row.href.as_deref()));
                }
            });
        });
    });
}

fn draw_row(page: &mut Markup, cells: &[String], href: Option<&str>) {
    let Some((head, values)) = cells.split_first() else { return };
    page.element("th", &[("scope", "row")], |page| match href {
        Some(href) => page.words("a", &[("href", href)], head),
        None => page.words("span", &[], head),
    });
    for value in values {
        page.words("td", &[], value);
    }
}
