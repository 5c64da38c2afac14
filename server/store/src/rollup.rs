//! Use by account and day, summed over features and kept with what it sums, so that a board's cost does not
//! grow with age. Rows put away count for nothing; a feature with no use that day is not a feature used.

use sqlx::{AssertSqlSafe, Row as _};

use crate::db::{Conn, Error};

/// One account's use on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsageDay {
    /// The day.
    pub used_on: String,
    /// How many times anything was used.
    pub uses: i64,
    /// For how long.
    pub seconds: i64,
    /// With how many errors.
    pub errors: i64,
    /// How many features were used.
    pub features: i64,
    /// How many of them are core features.
    pub core_features: i64,
}

/// One account's days from one to another, both included, the oldest first, at most 1,000.
///
/// # Errors
/// When the engine fails.
pub async fn usage_days(
    conn: &mut Conn,
    account_id: &str,
    from: &str,
    to: &str,
) -> Result<Vec<UsageDay>, Error> {
    let sql = "select used_on, uses, seconds, errors, features, core_features
        from usage_day
        where account_id = $1 and used_on >= $2 and used_on <= $3
        order by used_on
        limit 1000";
    let query = sqlx::query(sql).bind(account_id.to_owned()).bind(from.to_owned()).bind(to.to_owned());
    let read = |row: &crate::db::EngineRow| {
        Ok(UsageDay {
            used_on: row.try_get(0)?,
            uses: row.try_get(1)?,
            seconds: row.try_get(2)?,
            errors: row.try_get(3)?,
            features: row.try_get(4)?,
            core_features: row.try_get(5)?,
        })
    };
    query.fetch_all(conn).await?.iter().map(read).collect()
}

/// Sums up one account's day anew.
///
/// # Errors
/// When the engine fails.
pub async fn refresh_usage(conn: &mut Conn, account_id: &str, used_on: &str) -> Result<(), Error> {
    sqlx::query("delete from usage_day where account_id = $1 and used_on = $2")
        .bind(account_id.to_owned())
        .bind(used_on.to_owned())
        .execute(&mut *conn)
        .await?;
    let sql = "insert into usage_day (used_on, account_id, uses, seconds, errors, features, core_features, users, core_uses)
        select u.used_on, u.account_id, sum(u.uses), sum(coalesce(u.seconds, 0)), sum(coalesce(u.errors, 0)),
            count(distinct case when u.uses > 0 then u.feature_id end),
            count(distinct case when u.uses > 0 and f.is_core = 1 then u.feature_id end),
            coalesce(max(u.users), 0), coalesce(sum(case when f.is_core = 1 then u.uses end), 0)
        from usage u
        join feature f on f.id = u.feature_id
        where u.account_id = $1 and u.used_on = $2 and u.archived_at is null
        group by u.used_on, u.account_id";
    sqlx::query(sql).bind(account_id.to_owned()).bind(used_on.to_owned()).execute(&mut *conn).await?;
    spells(conn, Some(account_id)).await
}

/// Sums up every day of every account anew: after an import, or when a feature becomes a core feature.
///
/// # Errors
/// When the engine fails.
pub async fn rebuild_usage(conn: &mut Conn) -> Result<(), Error> {
    sqlx::query("delete from usage_day").execute(&mut *conn).await?;
    let sql = "insert into usage_day (used_on, account_id, uses, seconds, errors, features, core_features, users, core_uses)
        select u.used_on, u.account_id, sum(u.uses), sum(coalesce(u.seconds, 0)), sum(coalesce(u.errors, 0)),
            count(distinct case when u.uses > 0 then u.feature_id end),
            count(distinct case when u.uses > 0 and f.is_core = 1 then u.feature_id end),
            coalesce(max(u.users), 0), coalesce(sum(case when f.is_core = 1 then u.uses end), 0)
        from usage u
        join feature f on f.id = u.feature_id
        where u.archived_at is null
        group by u.used_on, u.account_id";
    sqlx::query(sql).execute(&mut *conn).await?;
    spells(conn, None).await
}

/// Joins one account's days of core use, or everybody's, to spells: never more than 28 days from one day to the next. Days
/// are numbered by the calendar's own arithmetic (the year begins in March), which every engine can do.
async fn spells(conn: &mut Conn, account: Option<&str>) -> Result<(), Error> {
    let one = if account.is_some() { " and account_id = $1" } else { "" };
    let forget = format!("delete from core_spell where 1 = 1{one}");
    let join = format!(
        "insert into core_spell (account_id, from_on, until_on)
         select account_id, min(used_on), max(used_on)
         from (
             select account_id, used_on, sum(is_first) over (partition by account_id order by used_on) as spell
             from (
                 select account_id, used_on, case when number - lag(number) over (partition by account_id order by used_on) <= 28 then 0 else 1 end as is_first
                 from (
                     select account_id, used_on,
                         cast(substr(used_on, 9, 2) as integer) + (153 * ((cast(substr(used_on, 6, 2) as integer) + 9) % 12) + 2) / 5
                             + 365 * year + year / 4 - year / 100 + year / 400 as number
                     from (
                         select account_id, used_on,
                             cast(substr(used_on, 1, 4) as integer) - case when substr(used_on, 6, 2) <= '02' then 1 else 0 end as year
                         from usage_day where core_features > 0{one}) as dated) as numbered) as day) as run
         group by account_id, spell"
    );
    for sql in [forget, join] {
        let mut query = sqlx::query(AssertSqlSafe(sql));
        if let Some(account) = account {
            query = query.bind(account.to_owned());
        }
        query.execute(&mut *conn).await?;
    }
    Ok(())
}

/// Whether two sums of all use agree, the kept one and the one made anew: the store's own check.
///
/// # Errors
/// When the engine fails.
pub async fn usage_totals(conn: &mut Conn) -> Result<[i64; 2], Error> {
    let sql = "select coalesce((select sum(uses) from usage_day), 0),
            coalesce((select sum(uses) from usage where archived_at is null), 0)";
    let row = sqlx::query(sql).fetch_one(conn).await?;
    Ok([row.try_get(0)?, row.try_get(1)?])
}
