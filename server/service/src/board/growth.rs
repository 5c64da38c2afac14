//! The growth board's facts.

use domain::board::about::About;
use domain::board::growth::GrowthFacts;
use domain::problem::Problem;
use jiff::ToSpan as _;
use store::record::Cut;

use super::part::Parts;
use crate::Ctx;
use crate::fault::of_store;
use crate::policy::may_read;

/// Everything the board is composed of. What scans the ledger is kept until the ledger moves.
///
/// # Errors
/// When the store fails.
pub(super) async fn facts(ctx: &Ctx, cut: &Cut, about: About) -> Result<GrowthFacts, Problem> {
    use store::growth_board::{due, ending, gained, movers, parts, reasons};
    let (from, to) = (about.from, about.to);
    let earlier = domain::delta::Comparison::of(from, to).earlier(from, to);
    let kept = Parts::now(ctx, cut).await.map_err(of_store)?;
    let first = to.first_of_month().saturating_sub(11.months());
    let until = ctx.today.first_of_month().saturating_add(11.months()).last_of_month();
    let period = (from, to);
    let counted = async {
        let conn = &mut *ctx.store.read().await?;
        let days = [earlier, from, to];
        let name = format!("bridges {earlier} {from} {to}");
        let bridges = kept.part(name, &["arr_event"], store::board::bridges(conn, cut, days)).await?;
        let name = format!("gained {first} {to}");
        let months = kept.part(name, &["arr_event"], gained(conn, cut, first, to)).await?;
        let due = due(conn, cut, ctx.today, until).await?;
        Ok::<_, store::Error>((bridges, months, due, ending(conn, cut, ctx.today, until).await?))
    };
    let told_apart = async {
        let conn = &mut *ctx.store.read().await?;
        let named = &["arr_event", "account"];
        let name = format!("movers of revenue {from} {to}");
        let (grown, mut shrunk) = kept.part(name, named, movers(conn, cut, period)).await?;
        if may_read(ctx, "churn_event") {
            let mut reasons = reasons(conn, period, &shrunk).await?;
            for mover in &mut shrunk {
                mover.reason = reasons.remove(&mover.account_id);
            }
        }
        let name = format!("parts of revenue {from} {to}");
        Ok((grown, shrunk, kept.part(name, named, parts(conn, cut, period)).await?))
    };
    let (([before, bridge], months, due, ending), (grown, shrunk, (regions, industries))) =
        tokio::try_join!(counted, told_apart).map_err(of_store)?;
    Ok(GrowthFacts {
        about,
        today: ctx.today,
        bridge,
        before,
        months,
        due,
        ending,
        grown,
        shrunk,
        regions,
        industries,
    })
}

#[cfg(test)]
mod tests;
