//! The home of a customer's sponsor: the facts of their own company, and of no other.

use domain::board::Board;
use domain::board::home::{HomeFacts, compose};
use domain::noun::account::Account;
use domain::noun::company::Company;
use domain::policy::Action;
use domain::problem::Problem;
use domain::record::Record as _;
use store::record::Cut;

use super::{company, keep, kept};
use crate::Ctx;
use crate::fault::of_store;
use crate::policy::require;

/// The home of whoever asks.
///
/// # Errors
/// `NotFound` for all but a customer's own sponsor.
pub async fn home(ctx: &Ctx) -> Result<Board, Problem> {
    let Cut::Account(id) = require(ctx, Action::Read, Account::SPEC)? else {
        return Err(Problem::not_found());
    };
    let revision = ctx.store.revision();
    let key = format!("home {id} {:?} {} {:?} {}", ctx.who.user_id, ctx.today, ctx.locale, ctx.store.key());
    let mut board = match kept(ctx, &key) {
        Some(board) => board,
        None => {
            let board = compose(&facts(ctx, id).await?, ctx.locale);
            keep(revision, key, &board);
            board
        }
    };
    board.revision = revision;
    board.composed_at = ctx.stamp();
    Ok(board)
}

async fn facts(ctx: &Ctx, id: String) -> Result<HomeFacts, Problem> {
    let company = company(ctx).await?;
    let offset = store::home::offset(company.as_ref().map_or(8, |company| company.utc_offset_hours));
    let mut conn = ctx.store.read().await.map_err(of_store)?;
    let conn = &mut *conn;
    let row =
        store::record::get(conn, Account::SPEC, &Cut::Account(id.clone()), &id).await.map_err(of_store)?;
    let account = row.as_ref().and_then(Account::from_row).ok_or_else(Problem::not_found)?;
    Ok(HomeFacts {
        account: account.name,
        reader: ctx.who.name.clone(),
        currency: Company::currency_of(company.as_ref()),
        is_demo: company.as_ref().is_some_and(|company| company.is_demo),
        today: ctx.today,
        demands: store::home::demands(conn, &id).await.map_err(of_store)?,
        values: store::home::values(conn, &id).await.map_err(of_store)?,
        meetings: store::home::meetings(conn, &id, &ctx.stamp(), offset).await.map_err(of_store)?,
        pulse: store::home::pulse(conn, &id).await.map_err(of_store)?,
        people: store::home::people(conn, &id, ctx.today).await.map_err(of_store)?,
        account_id: id,
    })
}
