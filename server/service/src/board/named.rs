//! The boards with a name of their own: whose rights they follow, their period, their filters; and their facts.

use domain::board::Board;
use domain::board::about::About;
use domain::board::named::Named;
use domain::board::service::{self, ServiceFacts};
use domain::board::slice::Slice;
use domain::noun::company::Company;
use domain::problem::Problem;
use jiff::ToSpan as _;
use jiff::civil::Date;
use store::record::Cut;

use super::period::{is_dated, period_of};
use super::portfolio::{ask, reach};
use super::{company, growth, keep, kept};
use crate::Ctx;
use crate::fault::of_store;
use crate::policy::may_read;

/// The board of the period and filters a URL names.
///
/// # Errors
/// `NotFound` for those who may not read what it counts; `Invalid` for a period that is none.
pub async fn named(ctx: &Ctx, board: Named, url: &str) -> Result<Board, Problem> {
    let all = reach(ctx)?;
    if !may_read(ctx, board.noun()) {
        return Err(Problem::not_found());
    }
    let period = period_of(ctx, url).await?;
    let slice = Slice::of(url);
    let cut = if slice.is_all() { all.clone() } else { Cut::Within(Box::new(all.clone()), slice.clone()) };
    let revision = ctx.store.revision();
    let key = format!(
        "{} {:?} {cut:?} {period:?} {} {} {:?} {}",
        board.key(),
        ctx.who.role,
        is_dated(url)?,
        ctx.today,
        ctx.locale,
        ctx.store.key()
    );
    let mut composed = match kept(ctx, &key) {
        Some(composed) => composed,
        None => {
            let composed = composed(ctx, board, &cut, period).await?;
            let mut composed = slice.cut(composed);
            composed.tiles.retain(|tile| may_read(ctx, noun_of(board, &tile.key)));
            composed.ask = Some(ask(ctx, &all, &slice, period, url).await?);
            composed.kept_as.clone_from(&key);
            keep(revision, key, &composed);
            composed
        }
    };
    composed.revision = revision;
    composed.composed_at = ctx.stamp();
    Ok(composed)
}

/// The board, composed of what was counted.
async fn composed(ctx: &Ctx, board: Named, cut: &Cut, period: (Date, Date)) -> Result<Board, Problem> {
    use domain::board::{adoption, company, lifecycle, sponsor, strategy};
    let about = about(ctx, period).await?;
    Ok(match board {
        Named::Growth => domain::board::growth::compose(&growth::facts(ctx, cut, about).await?, ctx.locale),
        Named::Service => service::compose(&service_facts(ctx, cut, about).await?, ctx.locale),
        Named::Lifecycle => {
            let facts = super::lifecycle::facts(ctx, cut, about).await?;
            lifecycle::compose(&facts, ctx.locale)
        }
        Named::Sponsor => {
            let facts = super::sponsor::facts(ctx, cut, about).await?;
            sponsor::compose(&facts, ctx.locale)
        }
        Named::Adoption => {
            let facts = super::adoption::facts(ctx, cut, about).await?;
            adoption::compose(&facts, ctx.locale)
        }
        Named::Strategy => {
            let facts = super::strategy::facts(ctx, cut, about).await?;
            strategy::compose(&facts, ctx.locale)
        }
        Named::Company => {
            let facts = super::company::facts(ctx, cut, about).await?;
            company::compose(&facts, ctx.locale)
        }
    })
}

/// The noun a tile counts: who may not read it does not see the tile.
fn noun_of(board: Named, tile: &str) -> &'static str {
    match tile {
        "next" | "planned" if board == Named::Lifecycle => "task",
        "moved" if board == Named::Lifecycle => "score_day",
        "decided" if board == Named::Growth => "subscription",
        "at_risk" | "due" if board == Named::Growth => "account",
        "attendance" | "meetings" => "meeting",
        "opens" => "board_view",
        "coverage" | "waiting" if board == Named::Strategy => "goal",
        "decided" if board == Named::Strategy => "decision",
        "setup" => "sponsor_setup",
        "lights" | "recovered" => "score_day",
        "contracts" => "contract",
        target if target.starts_with("target_") => "target",
        "collected" | "cash" => "payment",
        _ => board.noun(),
    }
}

pub(super) async fn about(ctx: &Ctx, (from, to): (Date, Date)) -> Result<About, Problem> {
    let company = company(ctx).await?;
    Ok(About {
        company: company.as_ref().map_or_else(|| "Yardstick".to_owned(), |company| company.name.clone()),
        currency: Company::currency_of(company.as_ref()),
        is_demo: company.is_some_and(|company| company.is_demo),
        from,
        to,
    })
}

async fn service_facts(ctx: &Ctx, cut: &Cut, about: About) -> Result<ServiceFacts, Problem> {
    use store::service_board::{months, responses, served, unhappy};
    let (from, to) = (about.from, about.to);
    let earlier = domain::delta::Comparison::of(from, to).earlier(from, to);
    let first = to.first_of_month().saturating_sub(11.months());
    let conn = &mut *ctx.store.read().await.map_err(of_store)?;
    let counted = async {
        let now = served(conn, cut, (from, to)).await?;
        let before = served(conn, cut, (earlier, from)).await?;
        let months = months(conn, cut, first, to).await?;
        let priorities = responses(conn, cut, (from, to)).await?;
        Ok((now, before, months, priorities, unhappy(conn, cut, (from, to)).await?))
    };
    let (now, before, months, priorities, (unhappy, unhappy_accounts)) = counted.await.map_err(of_store)?;
    Ok(ServiceFacts { about, now, before, months, priorities, unhappy, unhappy_accounts })
}
