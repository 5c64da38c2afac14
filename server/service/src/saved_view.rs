//! Saved views: what somebody looks at often, under a name of their own. A view holds a register's
//! URL query and no rows, so it shows what its reader may see when it is opened.

use domain::policy::Action;
use domain::problem::{Problem, ProblemKind};
use domain::query::Query;
use domain::register::SavedView;

use crate::Ctx;
use crate::ctx::new_id;
use crate::fault::of_store;
use crate::policy::require;

/// The views this person saved for a noun, by name.
///
/// # Errors
/// `NotFound` when they may not read the noun.
pub async fn list(ctx: &Ctx, table: &str) -> Result<Vec<SavedView>, Problem> {
    require(ctx, Action::Read, crate::record::spec(table)?)?;
    let Some(user) = &ctx.who.user_id else { return Ok(Vec::new()) };
    let mut conn = ctx.store.read().await.map_err(of_store)?;
    let rows = store::saved_view::list(&mut conn, user, table).await.map_err(of_store)?;
    Ok(rows.into_iter().map(|(id, name, url_query)| SavedView { id, name, url_query }).collect())
}

/// Saves what a register shows under a name; a view of the same name gives way. Its id.
///
/// # Errors
/// A name that is empty or too long; `NotFound` when they may not read the noun.
pub async fn save(ctx: &Ctx, table: &str, name: &str, url_query: &str) -> Result<String, Problem> {
    require(ctx, Action::Read, crate::record::spec(table)?)?;
    let user = ctx.who.user_id.clone().ok_or_else(Problem::signed_out)?;
    let name = name_of(name)?;
    // Read and written again, so that nothing but a query is kept; where a page starts is not part of a view.
    let url_query = Query { after: None, ..Query::parse(url_query) }.to_url();
    let mut write = ctx.store.write().await.map_err(of_store)?;
    let there = store::saved_view::list(write.conn(), &user, table).await.map_err(of_store)?;
    let id = if let Some((id, ..)) = there.into_iter().find(|(_, other, _)| *other == name) {
        store::saved_view::update(write.conn(), &id, &user, &name, &url_query).await.map_err(of_store)?;
        id
    } else {
        let id = new_id();
        store::saved_view::insert(write.conn(), &id, &user, table, &name, &url_query, &ctx.stamp())
            .await
            .map_err(of_store)?;
        id
    };
    write.commit_quietly().await.map_err(of_store)?;
    Ok(id)
}

/// Gives a view another name.
///
/// # Errors
/// `NotFound` when it is not this person's.
pub async fn rename(ctx: &Ctx, id: &str, name: &str) -> Result<(), Problem> {
    let user = ctx.who.user_id.clone().ok_or_else(Problem::signed_out)?;
    let name = name_of(name)?;
    let mut write = ctx.store.write().await.map_err(of_store)?;
    let done = store::saved_view::rename(write.conn(), id, &user, &name).await.map_err(of_store)?;
    write.commit_quietly().await.map_err(of_store)?;
    if done { Ok(()) } else { Err(Problem::not_found()) }
}

/// Removes a view.
///
/// # Errors
/// `NotFound` when it is not this person's.
pub async fn remove(ctx: &Ctx, id: &str) -> Result<(), Problem> {
    let user = ctx.who.user_id.clone().ok_or_else(Problem::signed_out)?;
    let mut write = ctx.store.write().await.map_err(of_store)?;
    let done = store::saved_view::remove(write.conn(), id, &user).await.map_err(of_store)?;
    write.commit_quietly().await.map_err(of_store)?;
    if done { Ok(()) } else { Err(Problem::not_found()) }
}

/// A name somebody gave: trimmed, one line, not empty.
pub(crate) fn name_of(name: &str) -> Result<String, Problem> {
    let name: String = name.trim().chars().filter(|c| !c.is_control()).collect();
    if name.is_empty() || name.chars().count() > 60 {
        return Err(Problem {
            field: Some("name".to_owned()),
            ..Problem::new(
                ProblemKind::Invalid,
                "请起一个不超过 60 个字的名称。",
                "Please give it a name of at most 60 characters.",
            )
        });
    }
    Ok(name)
}

#[cfg(test)]
mod tests;
