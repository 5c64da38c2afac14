//! What the strategy board counts, cut by rights.

use domain::board::strategy::Horizon;
use domain::calendar::Period;
use domain::noun::opportunity::HORIZONS;
use sqlx::Row as _;

use crate::db::{Conn, EngineRow, Error, rows};
use crate::record::{Cut, account_cut};

/// What may come by horizon, the near first, without what was let go.
///
/// # Errors
/// When the engine fails.
pub async fn horizons(conn: &mut Conn, cut: &Cut) -> Result<Vec<Horizon>, Error> {
    let (cut_sql, held) = account_cut(cut, "account_id", 1);
    let sql = format!(
        "select horizon, count(*), sum(space_cents), coalesce(sum(case when verdict = 'chosen' then space_cents end), 0)
         from opportunity where archived_at is null and stage not in ('won', 'lost')
           and (verdict is null or verdict <> 'abandoned'){cut_sql}
         group by horizon"
    );
    let found = rows(conn, sql, Vec::new(), held).await?;
    let mut horizons = Vec::new();
    for one in HORIZONS {
        let row = found.iter().find(|row| row.try_get::<String, _>(0).is_ok_and(|key| key == one.key));
        let number = |index| row.map_or(Ok(0), |row| row.try_get::<i64, _>(index));
        horizons.push(Horizon {
            key: one.key.to_owned(),
            many: number(1)?,
            space_cents: number(2)?,
            chosen_cents: number(3)?,
        });
    }
    Ok(horizons)
}

/// What the selections of a year decided that way: how many, and their space.
///
/// # Errors
/// When the engine fails.
pub async fn decided(conn: &mut Conn, cut: &Cut, verdict: &str, year: Period) -> Result<(i64, i64), Error> {
    let (cut_sql, held) = account_cut(cut, "account_id", 4);
    let sql = format!(
        "select count(*), coalesce(sum(space_cents), 0) from decision
         where archived_at is null and verdict = $1 and decided_on >= $2 and decided_on <= $3{cut_sql}"
    );
    let own = vec![verdict.to_owned(), year.from.to_string(), year.to.to_string()];
    let found = rows(conn, sql, own, held).await?;
    found.first().map_or(Ok((0, 0)), |row| Ok((row.try_get(0)?, row.try_get(1)?)))
}

/// A year's goals: how many, what they come to, and how many nobody has acknowledged.
///
/// # Errors
/// When the engine fails.
pub async fn goals(conn: &mut Conn, cut: &Cut, year: i64) -> Result<(i64, i64, i64), Error> {
    let (cut_sql, held) = account_cut(cut, "account_id", 2);
    let sql = format!(
        "select count(*), coalesce(sum(amount_cents), 0), count(case when acknowledged_on is null then 1 end)
         from goal where archived_at is null and year = cast($1 as integer){cut_sql}"
    );
    let found = rows(conn, sql, vec![year.to_string()], held).await?;
    found.first().map_or(Ok((0, 0, 0)), |row| Ok((row.try_get(0)?, row.try_get(1)?, row.try_get(2)?)))
}

/// Customers; those in whose sandbox nothing lies; and the six largest of these.
///
/// # Errors
/// When the engine fails.
pub async fn empty(conn: &mut Conn, cut: &Cut) -> Result<((i64, i64), Vec<(String, String)>), Error> {
    const NONE: &str =
        "(select 1 from opportunity of_it where of_it.account_id = account.id and of_it.archived_at is null
           and of_it.found_on is not null limit 1) is null";
    let (cut_sql, held) = account_cut(cut, "account.id", 1);
    let live = format!("from account where account.archived_at is null and account.stage <> 'lost'{cut_sql}");
    let sql = format!("select count(*), count(case when {NONE} then 1 end) {live}");
    let found = rows(conn, sql, Vec::new(), held.clone()).await?;
    let counted =
        found.first().map_or(Ok::<_, Error>((0, 0)), |row| Ok((row.try_get(0)?, row.try_get(1)?)))?;
    let sql = format!(
        "select account.id, account.name {live} and {NONE} order by coalesce(account.mrr_cents, 0) desc, account.id limit 6"
    );
    let found = rows(conn, sql, Vec::new(), held).await?;
    let read = |row: &EngineRow| Ok((row.try_get(0)?, row.try_get(1)?));
    Ok((counted, found.iter().map(read).collect::<Result<_, Error>>()?))
}
