//! The lifecycle board's facts.

use domain::board::about::About;
use domain::board::lifecycle::LifecycleFacts;
use domain::problem::Problem;
use store::lifecycle_board::{longest, stages, stepless, steps, with_step};
use store::record::Cut;
use store::score::taken;

use crate::Ctx;
use crate::fault::of_store;

/// Everything the board is composed of.
///
/// # Errors
/// When the store fails.
pub(super) async fn facts(ctx: &Ctx, cut: &Cut, about: About) -> Result<LifecycleFacts, Problem> {
    let conn = &mut *ctx.store.read().await.map_err(of_store)?;
    let counted = async {
        let (before, on) = (taken(conn, about.from).await?, taken(conn, about.to).await?);
        let days = before.zip(on).filter(|(before, on)| before < on);
        let steps = match days {
            Some(days) => steps(conn, cut, days).await?,
            None => Vec::new(),
        };
        let (stages, unowned) = stages(conn, cut).await?;
        Ok(LifecycleFacts {
            today: ctx.today,
            stages,
            unowned,
            with_step: with_step(conn, cut).await?,
            stepless: stepless(conn, cut).await?,
            longest: longest(conn, cut).await?,
            days,
            steps,
            about,
        })
    };
    counted.await.map_err(of_store)
}

#[cfg(test)]
mod tests;
