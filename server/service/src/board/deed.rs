//! What can be done on a board is offered to those who may do it: the policy table says who. Who writes only for the
//! accounts of their team is offered nothing on the others.

use domain::board::act::Act;
use domain::board::{Board, Tile};
use domain::noun::account::Account;
use domain::policy::Action;
use domain::problem::Problem;
use domain::record::Record as _;
use store::record::Cut;

use crate::Ctx;
use crate::fault::of_store;
use crate::policy::{may_read, require};

/// Takes away what this person may not do; the line's link stays.
///
/// # Errors
/// When the store fails.
pub async fn leave_what_they_may(ctx: &Ctx, board: &mut Board) -> Result<(), Problem> {
    for tile in &mut board.tiles {
        if tile.acts.is_empty() {
            continue;
        }
        let mut left = Vec::new();
        for act in std::mem::take(&mut tile.acts) {
            if may(ctx, &act, tile).await? {
                left.push(act);
            }
        }
        tile.acts = left;
    }
    if !may_read(ctx, "stakeholder") || !ctx.who.role.is_internal() {
        let is_call = |href: &Option<String>| href.as_deref().is_some_and(|href| href.starts_with("tel:"));
        for line in board.tiles.iter_mut().flat_map(|tile| &mut tile.lines) {
            line.action.take_if(|action| is_call(&action.href));
        }
    }
    Ok(())
}

async fn may(ctx: &Ctx, act: &Act, tile: &Tile) -> Result<bool, Problem> {
    let Some(spec) = domain::noun::spec(&act.table) else { return Ok(false) };
    let action = if act.record.is_empty() { Action::Create } else { Action::Update };
    let cut = match require(ctx, action, spec) {
        Err(_) => return Ok(false),
        Ok(Cut::All) => return Ok(true),
        Ok(cut) => cut,
    };
    let line = act.of.and_then(|at| tile.lines.get(at));
    let account = line.and_then(|line| line.href.as_deref()?.strip_prefix("/account/"));
    let Some(account) = account else { return Ok(false) };
    let mut conn = ctx.store.read().await.map_err(of_store)?;
    let found = store::record::get(&mut conn, Account::SPEC, &cut, account).await.map_err(of_store)?;
    Ok(found.is_some())
}
