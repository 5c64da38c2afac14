//! The strategic sandbox at work: what lies in it, moving an opportunity to another horizon, and the year's plan.
//! Choosing among opportunities is in [`selection`].

pub mod selection;

use domain::format::Currency;
use domain::noun::company::Company;
use domain::noun::goal::Goal;
use domain::noun::opportunity::Opportunity;
use domain::noun::selection::Selection;
use domain::policy::Action;
use domain::problem::{Problem, ProblemKind};
use domain::query::Query;
use domain::record::{Draft, Record as _};
use domain::register::Updated;
use domain::sandbox::Card;
use domain::sandbox::plan::{Part, by_customer};
use domain::value::Value;
use store::record::Cut;

use crate::Ctx;
use crate::board::company;
use crate::fault::of_store;
use crate::policy::require;
use crate::record::{first, history, update};

/// The sandbox as somebody sees it.
#[derive(Clone, Debug)]
pub struct Laid {
    /// Every opportunity that is neither won nor lost, the widest first.
    pub cards: Vec<Card>,
    /// The selections, the newest first.
    pub selections: Vec<Selection>,
    /// The currency of amounts.
    pub currency: Currency,
    /// Whether they may move any.
    pub may_move: bool,
}

/// What lies in it.
///
/// # Errors
/// `NotFound` for those who may not read opportunities.
pub async fn lay(ctx: &Ctx) -> Result<Laid, Problem> {
    let cut = require(ctx, Action::Read, Opportunity::SPEC)?;
    let currency = currency(ctx).await?;
    let may_move = require(ctx, Action::Update, Opportunity::SPEC).is_ok();
    let conn = &mut *ctx.store.read().await.map_err(of_store)?;
    let cards = store::sandbox::cards(conn, &cut).await.map_err(of_store)?;
    let newest = Query::default().sort("-held_on");
    let rows = match require(ctx, Action::Read, Selection::SPEC) {
        Ok(cut) => store::record::list(conn, Selection::SPEC, &cut, &newest, 50).await.map_err(of_store)?,
        Err(_) => Vec::new(),
    };
    Ok(Laid { cards, selections: rows.iter().filter_map(Selection::from_row).collect(), currency, may_move })
}

/// Moves an opportunity to another horizon: what was there before, for taking it back.
///
/// # Errors
/// Rights as for changing it; `Conflict` when somebody was faster.
pub async fn shift(ctx: &Ctx, id: &str, version: i64, horizon: &str) -> Result<String, Problem> {
    let before = crate::record::get(ctx, Opportunity::SPEC, id).await?;
    let draft: Draft = [("horizon".to_owned(), horizon.to_owned())].into();
    match update(ctx, Opportunity::SPEC, id, version, &draft).await.map_err(first)? {
        Updated::Stored(_) => {
            let was = Opportunity::SPEC.cell(&before.row, "horizon").map_or("", Value::as_str);
            Ok(was.to_owned())
        }
        Updated::Conflict(_) => Err(Problem::new(
            ProblemKind::Conflict,
            "这个商机刚被别人改过，您的移动没有生效。请回到沙盘看最新的内容再移动。",
            "Somebody has just changed this opportunity, so it was not moved. Go back to the sandbox, look again, then move it.",
        )),
    }
}

/// What a year asks of each customer's team.
///
/// # Errors
/// Rights; `Invalid` for a year that is none.
pub async fn work_plan(ctx: &Ctx, year: Option<i64>) -> Result<(i64, Vec<Part>, Currency), Problem> {
    let cut = require(ctx, Action::Read, Goal::SPEC)?;
    let company = company(ctx).await?;
    let fiscal = company.map(|company| company.fiscal()).unwrap_or_default();
    let year = year.unwrap_or_else(|| i64::from(fiscal.year_of(ctx.today)));
    if !(2000..=2100).contains(&year) {
        return Err(Problem::invalid(
            "year",
            "请选择 2000 到 2100 之间的年份。",
            "Please choose a year between 2000 and 2100.",
        ));
    }
    let currency = currency(ctx).await?;
    let conn = &mut *ctx.store.read().await.map_err(of_store)?;
    let goals = store::sandbox::goals(conn, &cut, &year.to_string(), "").await.map_err(of_store)?;
    Ok((year, by_customer(goals), currency))
}

/// The front line says that it has a goal: whoever answers for it, or is on the customer's team. The task that asked
/// for it is done with that.
///
/// # Errors
/// `Forbidden` to those who only issue goals; as for any write.
pub async fn acknowledge(ctx: &Ctx, id: &str) -> Result<(), Problem> {
    let reading = require(ctx, Action::Read, Goal::SPEC)?;
    let reach = require(ctx, Action::Update, Opportunity::SPEC)?;
    let user = ctx.who.user_id.clone().ok_or_else(Problem::signed_out)?;
    let mut write = ctx.store.write().await.map_err(of_store)?;
    let conn = write.conn();
    let row = store::record::get(conn, Goal::SPEC, &reading, id)
        .await
        .map_err(of_store)?
        .filter(|row| row.archived_at.is_none())
        .ok_or_else(Problem::not_found)?;
    let goal = Goal::from_row(&row).ok_or_else(Problem::not_found)?;
    let is_owner = goal.owner_id.as_deref() == Some(user.as_str());
    let is_on_team = match reach {
        // Who reaches everything is on no team by that.
        Cut::All => {
            let team = Cut::Team(user.clone());
            store::record::get(conn, Goal::SPEC, &team, id).await.map_err(of_store)?.is_some()
        }
        cut => store::record::get(conn, Goal::SPEC, &cut, id).await.map_err(of_store)?.is_some(),
    };
    if !is_owner && !is_on_team {
        return Err(Problem::new(
            ProblemKind::Forbidden,
            "目标由负责人或该客户的团队确认。",
            "A goal is acknowledged by whoever answers for it, or by the customer's team.",
        ));
    }
    if goal.acknowledged_on.is_some() {
        return Ok(());
    }
    let mut cells = row.cells.clone();
    set(Goal::SPEC, &mut cells, "acknowledged_on", ctx.today.into());
    set(Goal::SPEC, &mut cells, "acknowledged_by_id", user.into());
    store::record::update(conn, Goal::SPEC, id, row.version, &cells, &ctx.stamp()).await.map_err(of_store)?;
    history::write(ctx, conn, "update", Goal::SPEC, id, &row.cells, &cells).await.map_err(of_store)?;
    selection::settle_task(ctx, conn, &goal, "done").await.map_err(of_store)?;
    write.commit().await.map_err(of_store)?;
    Ok(())
}

fn set(spec: &domain::record::Spec, cells: &mut [Value], name: &str, value: Value) {
    if let Some(cell) = spec.field(name).and_then(|(index, _)| cells.get_mut(index)) {
        *cell = value;
    }
}

async fn currency(ctx: &Ctx) -> Result<Currency, Problem> {
    Ok(Company::currency_of(company(ctx).await?.as_ref()))
}

#[cfg(test)]
mod tests;
