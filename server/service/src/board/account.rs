//! One account's facts.

use domain::board::Board;
use domain::board::account::{AccountFacts, Audience, compose};
use domain::calendar::{plus_days, week_of};
use domain::format::Currency;
use domain::noun::account::Account;
use domain::noun::user::User;
use domain::policy::Action;
use domain::problem::Problem;
use domain::record::Record;
use jiff::ToSpan as _;
use jiff::civil::Date;
use store::record::Cut;

use super::{company, keep, kept};
use crate::Ctx;
use crate::fault::of_store;
use crate::policy::{require, shared_only};

/// How many weeks of use the board shows.
const WEEKS: i32 = 13;

/// One account's board.
///
/// # Errors
/// `NotFound` when the account is not there for this person.
pub async fn account(ctx: &Ctx, id: &str) -> Result<Board, Problem> {
    let cut = require(ctx, Action::Read, Account::SPEC)?;
    let account = {
        let mut conn = ctx.store.read().await.map_err(of_store)?;
        let row = store::record::get(&mut conn, Account::SPEC, &cut, id)
            .await
            .map_err(of_store)?
            .ok_or_else(Problem::not_found)?;
        Account::from_row(&row)
            .ok_or_else(|| crate::fault::internal(&"an account that does not fit its declaration"))?
    };
    let audience = if shared_only(ctx) { Audience::Customer } else { Audience::Team };
    let revision = ctx.store.revision();
    let key = format!("account {id} {audience:?} {} {:?} {}", ctx.today, ctx.locale, ctx.store.key());
    let mut board = match kept(ctx, &key) {
        Some(board) => board,
        None => {
            let board = compose(&facts(ctx, account).await?, audience, ctx.locale);
            keep(revision, key, &board);
            board
        }
    };
    board.revision = revision;
    board.composed_at = ctx.stamp();
    Ok(board)
}

async fn facts(ctx: &Ctx, account: Account) -> Result<AccountFacts, Problem> {
    let company = company(ctx).await?;
    let mut conn = ctx.store.read().await.map_err(of_store)?;
    let conn = &mut *conn;
    let id = account.id.clone();
    let today = ctx.today;
    let owner = match &account.owner_id {
        Some(owner) => store::record::titles(conn, User::SPEC, &Cut::All, std::slice::from_ref(owner))
            .await
            .map_err(of_store)?
            .remove(owner),
        None => None,
    };
    let (demands, demands_total, demands_kept) =
        store::account_board::demands(conn, &id).await.map_err(of_store)?;
    let (tickets_open, csat) =
        store::account_board::tickets(conn, &id, today.saturating_sub(2.years())).await.map_err(of_store)?;
    let monday = plus_days(week_of(today).from, -7 * (WEEKS - 1));
    let days = store::account_board::uses(conn, &id, monday, today).await.map_err(of_store)?;
    Ok(AccountFacts {
        owner,
        currency: company.as_ref().and_then(|company| company.currency.parse().ok()).unwrap_or(Currency::CNY),
        is_demo: company.as_ref().is_some_and(|company| company.is_demo),
        today,
        months: store::account_board::months(conn, &id, today).await.map_err(of_store)?,
        sponsor: store::account_board::sponsor(conn, &id).await.map_err(of_store)?,
        demands,
        demands_total,
        demands_kept,
        team: store::account_board::team(conn, &id, today).await.map_err(of_store)?,
        tickets_open,
        csat,
        weeks: weeks(monday, &days),
        core: store::account_board::core(conn, &id, plus_days(today, -27), today).await.map_err(of_store)?,
        overdue: store::account_board::overdue(conn, &id, today).await.map_err(of_store)?,
        alerts: store::account_board::alerts(conn, &id).await.map_err(of_store)?,
        touchpoints: store::account_board::touchpoints(conn, &id).await.map_err(of_store)?,
        account,
    })
}

/// Days gathered into weeks from the Monday on.
fn weeks(monday: Date, days: &[(Date, i64)]) -> Vec<(Date, i64)> {
    (0..WEEKS)
        .map(|week| {
            let from = plus_days(monday, 7 * week);
            let to = plus_days(from, 6);
            (from, days.iter().filter(|(day, _)| (from..=to).contains(day)).map(|(_, uses)| uses).sum())
        })
        .collect()
}
