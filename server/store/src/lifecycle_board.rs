//! What the lifecycle board counts of accounts, their tasks and the days they were scored, cut by rights.

use domain::board::Lamp;
use domain::board::lifecycle::{ON_THE_WAY, Standing, Step, Waiting};
use domain::noun::score::lamp_of;
use jiff::civil::Date;
use sqlx::Row as _;

use crate::db::{Conn, EngineRow, Error, rows};
use crate::record::{Cut, account_cut};

/// How many customers a list names.
const NAMED_MOST: u32 = 6;

/// Work that is still to be done.
const OPEN: &str = "task.archived_at is null and task.state in ('open', 'doing')";

fn lamp(row: &EngineRow, index: usize) -> Result<Option<Lamp>, Error> {
    Ok(row.try_get::<Option<String>, _>(index)?.as_deref().and_then(lamp_of))
}

/// Customers by stage and health lamp; and how many of those on the loop have no owner.
///
/// # Errors
/// When the engine fails.
pub async fn stages(conn: &mut Conn, cut: &Cut) -> Result<(Vec<Standing>, i64), Error> {
    let (cut_sql, held) = account_cut(cut, "account.id", 1);
    let sql = format!(
        "select stage, health_lamp, count(*), coalesce(sum(mrr_cents), 0),
           count(case when owner_id is null and stage <> 'lost' then 1 end)
         from account where archived_at is null{cut_sql}
         group by stage, health_lamp order by stage, health_lamp"
    );
    let found = rows(conn, sql, vec![], held).await?;
    let read = |row: &EngineRow| {
        Ok(Standing {
            stage: row.try_get(0)?,
            lamp: lamp(row, 1)?,
            accounts: row.try_get(2)?,
            cents: row.try_get(3)?,
        })
    };
    let unowned: Vec<i64> = found.iter().map(|row| row.try_get(4)).collect::<Result<_, _>>()?;
    Ok((found.iter().map(read).collect::<Result<_, Error>>()?, unowned.iter().sum()))
}

/// Customers on the loop that have an open task, and these tasks.
///
/// # Errors
/// When the engine fails.
pub async fn with_step(conn: &mut Conn, cut: &Cut) -> Result<(i64, i64), Error> {
    let (cut_sql, held) = account_cut(cut, "task.account_id", 1);
    let sql = format!(
        "select count(distinct case when account.archived_at is null then account.id end), count(*)
         from task join account on account.id = task.account_id
         where {OPEN} and account.stage <> 'lost'{cut_sql}"
    );
    let found = rows(conn, sql, vec![], held).await?;
    let Some(row) = found.first() else { return Ok((0, 0)) };
    Ok((row.try_get(0)?, row.try_get(1)?))
}

/// Customers on the loop without an open task, the largest first.
///
/// # Errors
/// When the engine fails.
pub async fn stepless(conn: &mut Conn, cut: &Cut) -> Result<Vec<Waiting>, Error> {
    let without = format!(
        "account.stage <> 'lost' and not exists (select 1 from task where task.account_id = account.id and {OPEN})"
    );
    waiting(conn, cut, &without, "account.mrr_cents desc").await
}

/// Customers that are not in service yet, the longest on record first.
///
/// # Errors
/// When the engine fails.
pub async fn longest(conn: &mut Conn, cut: &Cut) -> Result<Vec<Waiting>, Error> {
    let stages = ON_THE_WAY.replace('|', "', '");
    let on_the_way = format!("account.stage in ('{stages}') and account.signed_up_on is not null");
    waiting(conn, cut, &on_the_way, "account.signed_up_on").await
}

async fn waiting(conn: &mut Conn, cut: &Cut, which: &str, order: &str) -> Result<Vec<Waiting>, Error> {
    let (cut_sql, held) = account_cut(cut, "account.id", 1);
    let sql = format!(
        "select account.id, account.name, account.stage, coalesce(account.mrr_cents, 0), account.health_lamp,
           account.signed_up_on, \"user\".name
         from account left join \"user\" on \"user\".id = account.owner_id
         where account.archived_at is null and {which}{cut_sql}
         order by {order}, account.id limit {NAMED_MOST}"
    );
    let read = |row: &EngineRow| {
        let since: Option<String> = row.try_get(5)?;
        Ok(Waiting {
            account_id: row.try_get(0)?,
            account: row.try_get(1)?,
            stage: row.try_get(2)?,
            cents: row.try_get(3)?,
            lamp: lamp(row, 4)?,
            since: since.and_then(|day| day.parse().ok()),
            owner: row.try_get(6)?,
        })
    };
    rows(conn, sql, vec![], held).await?.iter().map(read).collect()
}

/// Customers scored on both days, by the stage they stood at on each.
///
/// # Errors
/// When the engine fails.
pub async fn steps(conn: &mut Conn, cut: &Cut, (from, to): (Date, Date)) -> Result<Vec<Step>, Error> {
    let (cut_sql, held) = account_cut(cut, "account.id", 3);
    let sql = format!(
        "select was.stage, now.stage, count(*), coalesce(sum(now.mrr_cents), 0)
         from score_day now
         join score_day was on was.account_id = now.account_id and was.day_on = $1 and was.archived_at is null
         join account on account.id = now.account_id and account.archived_at is null
         where now.day_on = $2 and now.archived_at is null{cut_sql}
         group by was.stage, now.stage order by was.stage, now.stage"
    );
    let read = |row: &EngineRow| {
        Ok(Step {
            before: row.try_get(0)?,
            stage: row.try_get(1)?,
            accounts: row.try_get(2)?,
            cents: row.try_get(3)?,
        })
    };
    let days = vec![from.to_string(), to.to_string()];
    rows(conn, sql, days, held).await?.iter().map(read).collect()
}

#[cfg(test)]
mod tests {
    use domain::board::slice::Slice;
    use jiff::civil::date;

    use super::*;

    #[tokio::test]
    async fn an_empty_store_counts_nothing_and_every_statement_runs_under_every_cut() {
        let store = crate::Store::in_memory().await.unwrap();
        let mut conn = store.read().await.unwrap();
        let days = (date(2025, 11, 22), date(2026, 11, 22));
        for cut in [
            Cut::All,
            Cut::Open("u".into()),
            Cut::Team("u".into()),
            Cut::Account("a".into()),
            Cut::Within(Box::new(Cut::Open("u".into())), Slice::of("region=R&tier=key")),
        ] {
            assert_eq!(stages(&mut conn, &cut).await.unwrap(), (vec![], 0));
            assert_eq!(with_step(&mut conn, &cut).await.unwrap(), (0, 0));
            assert!(stepless(&mut conn, &cut).await.unwrap().is_empty());
            assert!(longest(&mut conn, &cut).await.unwrap().is_empty());
            assert_eq!(steps(&mut conn, &cut, days).await.unwrap(), vec![]);
        }
    }
}
