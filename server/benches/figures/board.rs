//! The portfolio board, as the executive gets it: composed anew after a change, and again while nothing changed.
//!
//! Cold means that something was committed just before, so that no composed board is kept; the engine's own pages are
//! warm, as they are while people work.

use std::time::{Duration, Instant};

use service::{Ctx, board};

use crate::Fallible;
use crate::ask::Ask;
use crate::company::Company;
use crate::spread::Spread;
use crate::table::Table;

/// Measures both.
pub async fn measure(company: &Company, ask: &Ask, table: &mut Table) -> Fallible {
    let ctx = company.reader().await?;
    let past = format!("?to={}", domain::calendar::plus_days(ctx.today, -700));
    for url in ["", &past] {
        once(&ctx, url).await?;
    }
    let (mut cold, mut cached, mut then) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ask.runs {
        ctx.store.write().await?.commit().await?;
        cold.push(once(&ctx, "").await?);
        then.push(once(&ctx, &past).await?);
        for _ in 0..10 {
            cached.push(once(&ctx, "").await?);
        }
    }
    let (cold, cached, then) = (Spread::of(cold), Spread::of(cached), Spread::of(then));
    table.plain("portfolio board as of 700 days ago, cold", then.to_string());
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
        "portfolio board, cold (after a commit; pages warm)",
        cold.to_string(),
        "p99 ≤ 25 ms",
        cold.holds(cold_aim),
    );
    table.aimed("portfolio board, cached", cached.to_string(), "p99 ≤ 2 ms", cached.holds(cached_aim));
    Ok(())
}

async fn once(ctx: &Ctx, url: &str) -> Fallible<Duration> {
    let start = Instant::now();
    let board = board::portfolio(ctx, url).await?;
    let time = start.elapsed();
    if board.tiles.is_empty() {
        return Err("the portfolio board has no tiles".into());
    }
    Ok(time)
}
