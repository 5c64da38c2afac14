//! The adoption board's facts.

use domain::board::about::About;
use domain::board::adoption::{AdoptionFacts, WINDOW_DAYS};
use domain::calendar::plus_days;
use domain::problem::Problem;
use store::adoption_board::{actions, core, idle, kept, seats, stopped};
use store::board::{adoption, month_ends};
use store::record::Cut;

use crate::Ctx;
use crate::fault::of_store;

/// Everything the board is composed of.
///
/// # Errors
/// When the store fails.
pub async fn facts(ctx: &Ctx, cut: &Cut, about: About) -> Result<AdoptionFacts, Problem> {
    let to = about.to;
    let counted = async {
        let conn = &mut *ctx.store.read().await?;
        let (active, paying) = adoption(conn, cut, to).await?;
        let (active_before, _) = adoption(conn, cut, plus_days(to, -WINDOW_DAYS)).await?;
        let mut months = Vec::new();
        for on in month_ends(to, 12) {
            months.push((on, adoption(conn, cut, on).await?.0));
        }
        // What nobody pays has no history to show.
        if paying == 0 {
            months.clear();
        }
        let (idle, idle_arr_cents) = idle(conn, cut, to).await?;
        let before = (active_before, stopped(conn, cut, to).await?);
        Ok((active, paying, before, months, idle, idle_arr_cents))
    };
    let used = async {
        let conn = &mut *ctx.store.read().await?;
        let (core, actions) = (core(conn).await?, actions(conn, cut, to).await?);
        Ok((core, actions, kept(conn, cut, to).await?, seats(conn, cut, to).await?))
    };
    let (counted, used) = tokio::try_join!(counted, used).map_err(of_store)?;
    let (active, paying, (active_before, stopped), months, idle, idle_arr_cents) = counted;
    let (core, actions, features, seats) = used;
    Ok(AdoptionFacts {
        about,
        core,
        paying,
        active,
        active_before,
        stopped,
        months,
        seats,
        actions,
        features,
        idle,
        idle_arr_cents,
    })
}
