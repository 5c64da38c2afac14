//! The sponsor board's facts.

use domain::board::about::About;
use domain::board::sponsor::SponsorFacts;
use domain::problem::Problem;
use store::record::Cut;
use store::sponsor_board::{attendance, coverage, days, meetings, opens, owners, setup, silent};

use crate::Ctx;
use crate::fault::of_store;

/// Everything the board is composed of.
///
/// # Errors
/// When the store fails.
pub async fn facts(ctx: &Ctx, cut: &Cut, about: About) -> Result<SponsorFacts, Problem> {
    let (from, to) = (about.from, about.to);
    let conn = &mut *ctx.store.read().await.map_err(of_store)?;
    let counted = async {
        let (bands, owners) = owners(conn, cut, to).await?;
        let (meetings, meetings_unanswered, meetings_planned) = meetings(conn, cut, to).await?;
        Ok(SponsorFacts {
            coverage: coverage(conn, cut).await?,
            bands,
            days: days(conn, cut, to).await?,
            owners,
            silent: silent(conn, cut, to).await?,
            attendance: attendance(conn, cut, (from, to)).await?,
            opens: opens(conn, cut, to).await?,
            setup: setup(conn, cut).await?,
            meetings,
            meetings_unanswered,
            meetings_planned,
            about,
        })
    };
    counted.await.map_err(of_store)
}
