//! Boards: facts gathered in a few bounded statements, composed by the domain, and kept until the
//! next committed change.

mod account;
mod adoption;
mod company;
mod compare;
mod deed;
mod growth;
mod home;
mod lifecycle;
mod named;
mod part;
mod period;
mod portfolio;
pub(crate) mod record;
mod sponsor;
mod strategy;

pub use account::account;
pub use period::period_of;
pub(crate) use portfolio::reach;
pub use portfolio::{facts as portfolio_facts, portfolio};

use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use domain::board::{Board, Which};
use domain::noun::company::Company;
use domain::problem::Problem;
use domain::record::Record;
use store::record::Cut;

use crate::Ctx;
use crate::fault::of_store;

/// Composed boards under what they depend on. Emptied when the store has moved on.
static KEPT: LazyLock<Mutex<Kept>> = LazyLock::new(Mutex::default);

/// How many boards are kept at most.
const KEPT_MOST: usize = 256;

#[derive(Debug, Default)]
struct Kept {
    revision: i64,
    boards: BTreeMap<String, Board>,
}

/// The board kept under this key for the current revision.
fn kept(ctx: &Ctx, key: &str) -> Option<Board> {
    let kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    if kept.revision == ctx.store.revision() { kept.boards.get(key).cloned() } else { None }
}

fn keep(revision: i64, key: String, board: &Board) {
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    if kept.revision != revision || kept.boards.len() >= KEPT_MOST {
        kept.boards.clear();
        kept.revision = revision;
    }
    kept.boards.insert(key, board.clone());
}

/// The board that is asked for.
///
/// # Errors
/// `NotFound` or `Forbidden` as the policy table says; `Invalid` for a period that is none.
pub async fn board(ctx: &Ctx, which: &Which) -> Result<Board, Problem> {
    let mut board = in_own_words(ctx, which).await?;
    if !compare::put(ctx, which, &mut board).await? {
        crate::headline::put(ctx, which, &mut board).await?;
    }
    Ok(board)
}

/// The same with the sentences the product makes, whatever anybody wrote.
pub(crate) async fn in_own_words(ctx: &Ctx, which: &Which) -> Result<Board, Problem> {
    match which {
        Which::Portfolio(url) => portfolio(ctx, url).await,
        Which::Named(board, url) => named::named(ctx, *board, url).await,
        Which::Home => home::home(ctx).await,
        Which::Account { id, url } => account(ctx, id, url).await,
    }
}

/// Our company's settings, or none before there are any.
///
/// # Errors
/// When the store fails.
pub async fn company(ctx: &Ctx) -> Result<Option<Company>, Problem> {
    let mut conn = ctx.store.read().await.map_err(of_store)?;
    let rows = store::record::list(&mut conn, Company::SPEC, &Cut::All, &domain::query::Query::default(), 1)
        .await
        .map_err(of_store)?;
    Ok(rows.first().and_then(Company::from_row))
}

#[cfg(test)]
mod rows;
#[cfg(test)]
mod tests;
