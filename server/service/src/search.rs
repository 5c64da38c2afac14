//! Looking for one thing across registers: a few of each, with the account it belongs to. Each
//! register is asked as its own list is, so nobody finds here what they could not find there.

use domain::problem::Problem;
use domain::query::Query;
use domain::record::{Scope, Spec};
use domain::register::Hit;

use crate::Ctx;

/// Where it looks, in the order answers are shown.
const NOUNS: &[&str] = &["account", "stakeholder", "contract", "demand", "ticket", "task", "alert"];

/// Answers a register.
const EACH: u32 = 5;

/// What matches these words, at most five of each noun this person may read.
///
/// # Errors
/// When the store fails.
pub async fn search(ctx: &Ctx, words: &str) -> Result<Vec<Hit>, Problem> {
    let mut hits = Vec::new();
    if words.trim().is_empty() {
        return Ok(hits);
    }
    for spec in NOUNS.iter().filter_map(|table| domain::noun::spec(table)) {
        if crate::policy::require(ctx, domain::policy::Action::Read, spec).is_ok() {
            hits.extend(of_one(ctx, spec, words).await?);
        }
    }
    Ok(hits)
}

async fn of_one(ctx: &Ctx, spec: &'static Spec, words: &str) -> Result<Vec<Hit>, Problem> {
    let ask = Query { words: words.trim().to_owned(), limit: EACH, ..Query::default() };
    let page = crate::record::list(ctx, spec, &ask).await?;
    // A question that may not be asked of this register comes back as the whole of it.
    if crate::record::page::visible(ctx, spec, &ask).words.is_empty() {
        return Ok(Vec::new());
    }
    let account = |row| match spec.scope {
        Scope::By(field) => {
            spec.cell(row, field).and_then(|id| page.titles.get(id.as_str())).cloned().unwrap_or_default()
        }
        Scope::Itself | Scope::Company => String::new(),
    };
    Ok(page
        .rows
        .iter()
        .map(|row| Hit {
            table: spec.table.to_owned(),
            id: row.id.clone(),
            title: spec.title_of(row).to_owned(),
            account: account(row),
        })
        .collect())
}
