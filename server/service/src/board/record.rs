//! One record as a wall shows it, read with the wall's own rights.

use domain::board::Board;
use domain::board::record::{RecordFacts, compose};
use domain::problem::Problem;
use domain::record::Spec;
use domain::register::Detail;

use crate::Ctx;

/// The board of a record.
///
/// # Errors
/// `NotFound` when it is not there for this reader, or was put away.
pub async fn record(
    ctx: &Ctx,
    spec: &'static Spec,
    id: &str,
    names_customers: bool,
) -> Result<Board, Problem> {
    let revision = ctx.store.revision();
    let Detail { row, titles, .. } = crate::record::get(ctx, spec, id).await?;
    if row.archived_at.is_some() {
        return Err(Problem::not_found());
    }
    let about = super::named::about(ctx, (ctx.today, ctx.today)).await?;
    let board = compose(&RecordFacts { spec, row, titles, names_customers, about }, ctx.locale);
    Ok(Board { revision, composed_at: ctx.stamp(), ..board })
}
