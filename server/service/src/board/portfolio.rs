//! The portfolio board's facts.

use domain::board::Board;
use domain::board::portfolio::{PortfolioFacts, compose};
use domain::format::Currency;
use domain::noun::account::Account;
use domain::policy::{Action, Role};
use domain::problem::Problem;
use domain::query::pairs;
use domain::record::Record;
use jiff::ToSpan as _;
use jiff::civil::Date;
use store::record::Cut;

use super::{company, keep, kept};
use crate::Ctx;
use crate::fault::of_store;
use crate::policy::require;

/// The portfolio board of the period a URL names.
///
/// # Errors
/// `NotFound` for those who see one company only; the store's failures.
pub async fn portfolio(ctx: &Ctx, url: &str) -> Result<Board, Problem> {
    let cut = reach(ctx)?;
    let (from, to) = period_of(url, ctx.today)?;
    let revision = ctx.store.revision();
    // Who reads shapes the facts only through the cut, and the store is told apart for tests.
    let key = format!("portfolio {cut:?} {from} {to} {} {:?} {}", ctx.today, ctx.locale, ctx.store.key());
    let mut board = match kept(ctx, &key) {
        Some(board) => board,
        None => {
            let board = compose(&facts(ctx, &cut, from, to).await?, ctx.locale);
            keep(revision, key, &board);
            board
        }
    };
    board.revision = revision;
    board.composed_at = ctx.stamp();
    Ok(board)
}

/// Who may see the portfolio: those who read accounts beyond their own company's.
pub(crate) fn reach(ctx: &Ctx) -> Result<Cut, Problem> {
    if ctx.who.role == Role::ExecutiveSponsor {
        return Err(Problem::not_found());
    }
    require(ctx, Action::Read, Account::SPEC)
}

/// The period a URL names (`from` and `to`, ISO days; the twelve months to today by default).
///
/// # Errors
/// When a day cannot be read or the period is empty.
pub fn period_of(url: &str, today: Date) -> Result<(Date, Date), Problem> {
    let pairs = pairs(url);
    let day = |name: &str| match pairs
        .iter()
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.trim())
        .filter(|value| !value.is_empty())
    {
        None => Ok(None),
        Some(text) => text.parse::<Date>().map(Some).map_err(|_| {
            Problem::invalid(
                name,
                format!("“{text}”不是日期，请写成 2026-11-22 的样子。"),
                format!("“{text}” is not a date; please write it like 2026-11-22."),
            )
        }),
    };
    let to = day("to")?.unwrap_or(today);
    let from = day("from")?.unwrap_or_else(|| to.saturating_sub(1.year()));
    if from >= to {
        return Err(Problem::invalid(
            "from",
            "期初必须早于期末，请调整日期。",
            "The opening day must be before the closing day; please change the dates.",
        ));
    }
    Ok((from, to))
}

/// Everything the board is composed of.
///
/// # Errors
/// When the store fails.
pub async fn facts(ctx: &Ctx, cut: &Cut, from: Date, to: Date) -> Result<PortfolioFacts, Problem> {
    let company = company(ctx).await?;
    let days = domain::calendar::days_between(from, to);
    let earlier = domain::calendar::plus_days(from, -days);
    // Two halves that cost about the same, each on a reader of its own.
    let counted = async {
        let conn = &mut *ctx.store.read().await?;
        let bridges = store::board::bridges(conn, cut, [earlier, from, to]).await?;
        let renewals = store::board::renewals(conn, cut, to).await?;
        Ok((bridges, renewals, store::board::csat(conn, cut, to).await?))
    };
    let listed = async {
        let conn = &mut *ctx.store.read().await?;
        let trend = store::board::trend(conn, cut, to).await?;
        let risk = store::board::at_risk(conn, cut).await?;
        Ok((trend, risk, store::board::adoption(conn, cut, to).await?))
    };
    let (([before, bridge], renewals, csat), (trend, risk, adoption)) =
        tokio::try_join!(counted, listed).map_err(of_store)?;
    let (at_risk, at_risk_accounts, at_risk_cents) = risk;
    Ok(PortfolioFacts {
        company: company.as_ref().map_or_else(|| "Yardstick".to_owned(), |company| company.name.clone()),
        currency: company.as_ref().and_then(|company| company.currency.parse().ok()).unwrap_or(Currency::CNY),
        is_demo: company.as_ref().is_some_and(|company| company.is_demo),
        from,
        to,
        today: ctx.today,
        bridge,
        before,
        trend,
        renewals,
        at_risk,
        at_risk_accounts,
        at_risk_cents,
        csat,
        adoption,
    })
}
