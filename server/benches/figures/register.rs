//! The largest register, read on its first page and on its very last: the page of a list of a million rows that nobody
//! reaches by turning pages, and that a link may lead to.

use std::time::Instant;

use domain::noun::usage::Usage;
use domain::query::{Cursor, Query};
use domain::record::{Record as _, Row};
use service::{Ctx, record};
use store::record::Cut;

use crate::Fallible;
use crate::ask::Ask;
use crate::company::Company;
use crate::spread::Spread;
use crate::table::Table;

/// Measures both, newest day first.
pub async fn measure(company: &Company, ask: &Ask, table: &mut Table) -> Fallible {
    let ctx = company.reader().await?;
    let newest = Query::default().sort("-used_on");
    let rows = {
        let mut conn = ctx.store.read().await?;
        store::record::count(&mut conn, Usage::SPEC, &Cut::All, &newest, u32::MAX).await?
    };
    let last = Query { after: Some(before_the_last(&ctx).await?), ..newest.clone() };
    if record::list(&ctx, Usage::SPEC, &last).await?.next.is_some() {
        return Err("the last page is not the last".into());
    }
    for (page, query) in [("first page", &newest), ("last page", &last)] {
        let mut runs = Vec::new();
        for _ in 0..ask.runs {
            let start = Instant::now();
            let page = record::list(&ctx, Usage::SPEC, query).await?;
            runs.push(start.elapsed());
            if page.rows.is_empty() {
                return Err("an empty page".into());
            }
        }
        table.plain(format!("{page} of a register of {rows} rows"), Spread::of(runs).to_string());
    }
    Ok(())
}

/// The row a full last page comes after: the fifty-first from the end, found from the other side.
async fn before_the_last(ctx: &Ctx) -> Fallible<Cursor> {
    let page = Query::default().page_size();
    let oldest = Query { limit: page + 1, ..Query::default().sort("used_on") };
    let rows = record::list(ctx, Usage::SPEC, &oldest).await?.rows;
    let row: &Row = rows.last().ok_or("the register is empty")?;
    let value = Usage::SPEC.cell(row, "used_on").cloned().unwrap_or_default();
    Ok(Cursor { value, id: row.id.clone() })
}
