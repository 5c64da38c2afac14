//! The strategy board's facts.

use domain::board::about::About;
use domain::board::strategy::StrategyFacts;
use domain::problem::Problem;
use store::record::Cut;
use store::strategy_board::{decided, empty, goals, horizons};

use crate::Ctx;
use crate::board::company;
use crate::fault::of_store;

/// Everything the board is composed of.
///
/// # Errors
/// When the store fails.
pub(super) async fn facts(ctx: &Ctx, cut: &Cut, about: About) -> Result<StrategyFacts, Problem> {
    let fiscal = company(ctx).await?.map(|company| company.fiscal()).unwrap_or_default();
    let name = fiscal.year_of(about.to);
    let (name, year) = (i64::from(name), fiscal.year(name));
    let conn = &mut *ctx.store.read().await.map_err(of_store)?;
    let counted = async {
        // A target is the whole company's: of a part of the customers it says nothing.
        let is_part = matches!(cut, Cut::Within(..));
        let aims = if is_part { Vec::new() } else { store::company_board::aims(conn, cut, about.to).await? };
        let (accounts, empty) = empty(conn, cut).await?;
        Ok(StrategyFacts {
            year: (name, year),
            horizons: horizons(conn, cut).await?,
            chosen: decided(conn, cut, "chosen", year).await?,
            abandoned: decided(conn, cut, "abandoned", year).await?,
            goals: goals(conn, cut, name).await?,
            target_cents: aims.iter().find(|aim| aim.measure == "signed").map(|aim| aim.amount_cents),
            accounts,
            empty,
            about,
        })
    };
    counted.await.map_err(of_store)
}
