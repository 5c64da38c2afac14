//! The company board's facts.

use domain::board::about::About;
use domain::board::company::{CompanyFacts, RECOVERY_DAYS};
use domain::board::slice::Part;
use domain::calendar::plus_days;
use domain::delta::Comparison;
use domain::problem::Problem;
use jiff::ToSpan as _;
use store::company_board::{aims, cash, contracts, months, parts, recovery, signed};
use store::record::Cut;

use super::part::Parts;
use super::portfolio::standing;
use crate::Ctx;
use crate::fault::of_store;

/// Everything the board is composed of.
///
/// # Errors
/// When the store fails.
pub async fn facts(ctx: &Ctx, cut: &Cut, about: About) -> Result<CompanyFacts, Problem> {
    let (from, to) = (about.from, about.to);
    let period = (from, to);
    let earlier = Comparison::of(from, to).earlier(from, to);
    let first = to.first_of_month().saturating_sub(11.months());
    let kept = Parts::now(ctx, cut).await.map_err(of_store)?;
    let counted = async {
        let conn = &mut *ctx.store.read().await?;
        let won = (signed(conn, cut, period).await?, signed(conn, cut, (earlier, from)).await?);
        let due = (contracts(conn, cut, period).await?, cash(conn, cut, period).await?);
        // A target is the whole company's: of a part of the customers it says nothing.
        let aimed = if matches!(cut, Cut::Within(..)) { Vec::new() } else { aims(conn, cut, to).await? };
        Ok((won, due, months(conn, cut, first, to).await?, aimed))
    };
    let compared = async {
        let conn = &mut *ctx.store.read().await?;
        let regions = parts(conn, cut, Part::Region.field(), period).await?;
        let owners = parts(conn, cut, Part::Owner.field(), period).await?;
        let provinces = parts(conn, cut, "province", period).await?;
        let days = (
            store::score::taken(conn, plus_days(to, -RECOVERY_DAYS)).await?,
            store::score::taken(conn, to).await?,
        );
        let recovered = match days {
            (Some(since), Some(on)) if since < on => Some(recovery(conn, cut, (since, on)).await?),
            _ => None,
        };
        Ok((regions, owners, provinces, recovered))
    };
    let stood = standing(ctx, &kept, cut, period, about.currency);
    let ((won, due, months, aims), (regions, owners, provinces, recovery), standing) =
        tokio::try_join!(counted, compared, stood).map_err(of_store)?;
    Ok(CompanyFacts {
        about,
        signed: won.0,
        signed_before: won.1,
        months,
        contracts: due.0,
        cash: due.1,
        aims,
        standing,
        regions,
        provinces,
        owners,
        recovery,
    })
}
