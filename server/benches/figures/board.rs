//! The boards, as the executive gets them: composed anew after somebody wrote something, and again while nothing changed;
//! and the portfolio at a tenth of the size.
//!
//! Cold means that a visit was logged just before, as happens all day; the engine's own pages are warm, as they are
//! while people work.

use std::time::{Duration, Instant};

use domain::board::Which;
use domain::board::named::Named;
use domain::noun;
use domain::query::{Op, Query};
use domain::record::{Draft, Record as _};
use service::{Ctx, board, record};

use crate::Fallible;
use crate::ask::Ask;
use crate::company::Company;
use crate::spread::Spread;
use crate::table::Table;

/// Measures all of it.
pub async fn measure(company: &Company, ask: &Ask, table: &mut Table) -> Fallible {
    let ctx = company.reader().await?;
    let portfolio = Which::Portfolio(String::new());
    let past = Which::Portfolio(format!("to={}", domain::calendar::plus_days(ctx.today, -700)));
    let (cold, cached) = spreads(&ctx, ask, &portfolio).await?;
    let (then, _) = spreads(&ctx, ask, &past).await?;
    table.plain("portfolio board as of 700 days ago, cold", then.to_string());
    for named in Named::ALL {
        let (cold, cached) = spreads(&ctx, ask, &Which::Named(named, String::new())).await?;
        table.plain(format!("{} board, cold", named.key()), cold.to_string());
        table.plain(format!("{} board, cached", named.key()), cached.to_string());
    }
    let start = Instant::now();
    let mut write = ctx.store.write().await?;
    service::score::take(&ctx, write.conn(), ctx.today).await?;
    write.commit().await?;
    let scored = start.elapsed();
    table.aimed(
        "all scores and snapshots of a day, anew",
        format!("{:.1} s", scored.as_secs_f64()),
        "≤ 10 s",
        scored <= Duration::from_secs(10),
    );
    let [cold_aim, cached_aim] = [25, 2].map(Duration::from_millis);
    table.aimed(
        "portfolio board, cold (after a visit was logged)",
        cold.to_string(),
        "p99 ≤ 25 ms",
        cold.holds(cold_aim),
    );
    table.aimed("portfolio board, cached", cached.to_string(), "p99 ≤ 2 ms", cached.holds(cached_aim));
    let small = Company::ready(&Ask { accounts: (ask.accounts / 10).max(10), ..ask.clone() }).await?;
    let (small_cold, small_cached) = spreads(&small.reader().await?, ask, &portfolio).await?;
    small.close().await;
    let ratio = |large: &Spread, small: &Spread| {
        large.percentile(50).as_secs_f64() / small.percentile(50).as_secs_f64().max(1e-9)
    };
    let warm = ratio(&cached, &small_cached);
    table.aimed(
        "portfolio board at ten times the customers, cached",
        format!("{warm:.2} of {small_cached}"),
        "≤ 1.5",
        warm <= 1.5,
    );
    table.plain("the same, cold", format!("{:.1} of {small_cold}", ratio(&cold, &small_cold)));
    Ok(())
}

/// Cold and cached.
async fn spreads(ctx: &Ctx, ask: &Ask, which: &Which) -> Fallible<(Spread, Spread)> {
    // Customers with a score, each visited once a day: every visit moves one.
    let visited =
        Query { limit: 200, ..Query::default().filter("health_bp", Op::Filled, "").sort("-mrr_cents") };
    let visited =
        record::list(ctx, noun::account::Account::SPEC, &visited).await.map_err(|problem| problem.en)?;
    once(ctx, which).await?;
    let (mut cold, mut cached) = (Vec::new(), Vec::new());
    for account in visited.rows.iter().take(ask.runs as usize) {
        log_visit(ctx, &account.id).await?;
        cold.push(once(ctx, which).await?);
        for _ in 0..10 {
            cached.push(once(ctx, which).await?);
        }
    }
    Ok((Spread::of(cold), Spread::of(cached)))
}

/// What a team does all day.
async fn log_visit(ctx: &Ctx, account: &str) -> Fallible {
    let told = [("account_id", account), ("subject", "Visit"), ("line", "account"), ("channel", "visit")];
    let draft: Draft = told.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let made = record::create(ctx, noun::touchpoint::Touchpoint::SPEC, &draft).await;
    made.map_err(|problems| problems.first().map_or_else(String::new, |problem| problem.en.clone()))?;
    Ok(())
}

async fn once(ctx: &Ctx, which: &Which) -> Fallible<Duration> {
    let start = Instant::now();
    let board = board::board(ctx, which).await?;
    let time = start.elapsed();
    if board.tiles.is_empty() {
        return Err("a board has no tiles".into());
    }
    Ok(time)
}
