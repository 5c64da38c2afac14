//! What boards count: current state and rollups, in a few bounded statements, cut by rights.

use std::collections::BTreeMap;

use domain::board::portfolio::{AtRisk, CoreWeek, CsatCount, MonthRetention, RenewalMonth};
use domain::board::slice::Part;
use domain::retention::Bridge;
use jiff::civil::Date;
use sqlx::{AssertSqlSafe, Row as _};

use crate::db::{Conn, EngineRow, Error, rows};
use crate::record::{Cut, account_cut};

/// MRR from one day's end to another's, netted by customer.
///
/// # Errors
/// When the engine fails.
pub async fn bridge(conn: &mut Conn, cut: &Cut, from: Date, to: Date) -> Result<Bridge, Error> {
    let [_, bridge] = bridges(conn, cut, [from, from, to]).await?;
    Ok(bridge)
}

/// The same over two periods that follow each other, for little more than the price of one.
///
/// # Errors
/// When the engine fails.
pub async fn bridges(
    conn: &mut Conn,
    cut: &Cut,
    [earlier, from, to]: [Date; 3],
) -> Result<[Bridge; 2], Error> {
    let (cut_sql, held) = account_cut(cut, "account_id", 4);
    let (before, after) = (sums_sql("b", "s"), sums_sql("s", "e"));
    let sql = format!(
        "with position as (
           select account_id,
             sum(case when happened_on <= $1 then delta_cents else 0 end) as b,
             sum(case when happened_on <= $2 then delta_cents else 0 end) as s,
             sum(delta_cents) as e
           from arr_event
           where happened_on <= $3 and archived_at is null{cut_sql}
           group by account_id)
         select {before}, {after}
         from position"
    );
    let mut query =
        sqlx::query(AssertSqlSafe(sql)).bind(earlier.to_string()).bind(from.to_string()).bind(to.to_string());
    for value in held {
        query = query.bind(value);
    }
    let row = query.fetch_one(conn).await?;
    Ok([sums(&row, 0)?, sums(&row, 12)?])
}

/// What a customer who went from `s` to `e` adds to each part of a bridge, in cents and in customers.
fn sums_sql(s: &str, e: &str) -> String {
    let parts = [
        (format!("{s} > 0"), s.to_owned()),
        (format!("{s} <= 0 and {e} > 0"), e.to_owned()),
        (format!("{s} > 0 and {e} > {s}"), format!("{e} - {s}")),
        (format!("{e} > 0 and {e} < {s}"), format!("{s} - {e}")),
        (format!("{s} > 0 and {e} <= 0"), s.to_owned()),
        (format!("{e} > 0"), e.to_owned()),
    ];
    let part = |(when, cents): &(String, String)| {
        format!("coalesce(sum(case when {when} then {cents} end), 0), count(case when {when} then 1 end)")
    };
    parts.iter().map(part).collect::<Vec<_>>().join(", ")
}

fn sums(row: &EngineRow, first: usize) -> Result<Bridge, Error> {
    let cents = |index: usize| row.try_get::<i64, _>(first + index);
    let customers = |index: usize| cents(index).map(|n| u32::try_from(n).unwrap_or(u32::MAX));
    Ok(Bridge {
        opening_cents: cents(0)?,
        opening_customers: customers(1)?,
        new_cents: cents(2)?,
        new_customers: customers(3)?,
        expansion_cents: cents(4)?,
        expansion_customers: customers(5)?,
        contraction_cents: cents(6)?,
        contraction_customers: customers(7)?,
        churn_cents: cents(8)?,
        churn_customers: customers(9)?,
        reactivation_cents: 0,
        reactivation_customers: 0,
        closing_cents: cents(10)?,
        closing_customers: customers(11)?,
    })
}

/// Rolling twelve-month retention at each of the last twelve month ends up to `to`, oldest first.
/// Months whose base is nothing are left out.
///
/// # Errors
/// When the engine fails.
pub async fn trend(conn: &mut Conn, cut: &Cut, to: Date) -> Result<Vec<MonthRetention>, Error> {
    let ends = month_ends(to, 12);
    if *cut == Cut::All {
        return kept_trend(conn, &ends).await;
    }
    let mut months = Vec::with_capacity(ends.len());
    let (cut_sql, held) = account_cut(cut, "base.account_id", 3);
    let sql = format!(
        "select coalesce(sum(base.mrr_cents), 0), coalesce(sum(now.mrr_cents), 0),
           coalesce(sum(case when now.mrr_cents < base.mrr_cents then now.mrr_cents when now.mrr_cents is not null then base.mrr_cents end), 0)
         from account_month base
         left join account_month now on now.month_on = $2 and now.account_id = base.account_id
         where base.month_on = $1 and base.mrr_cents > 0{cut_sql}"
    );
    for end in ends {
        let base = year_before(end);
        let mut query = sqlx::query(AssertSqlSafe(sql.clone())).bind(base.to_string()).bind(end.to_string());
        for value in &held {
            query = query.bind(value.clone());
        }
        let row = query.fetch_one(&mut *conn).await?;
        let base_cents: i64 = row.try_get(0)?;
        if base_cents > 0 {
            months.push(MonthRetention {
                month_on: end,
                base_cents,
                end_cents: row.try_get(1)?,
                kept_cents: row.try_get(2)?,
            });
        }
    }
    Ok(months)
}

/// The same for those who see everything: kept with the ledger.
async fn kept_trend(conn: &mut Conn, ends: &[Date]) -> Result<Vec<MonthRetention>, Error> {
    let sql = "select month_on, year_base_cents, year_end_cents, year_kept_cents from portfolio_month
        where month_on >= $1 and month_on <= $2 and year_base_cents > 0
        order by month_on";
    let day = |place: Option<&Date>| place.map(ToString::to_string);
    let rows = sqlx::query(sql).bind(day(ends.first())).bind(day(ends.last())).fetch_all(conn).await?;
    rows.iter()
        .map(|row| {
            let month: String = row.try_get(0)?;
            Ok(MonthRetention {
                month_on: month.parse().map_err(|_| Error::Corrupt("portfolio_month.month_on".to_owned()))?,
                base_cents: row.try_get(1)?,
                end_cents: row.try_get(2)?,
                kept_cents: row.try_get(3)?,
            })
        })
        .collect()
}

/// MRR due for renewal in each of the twelve months from the day's month on.
///
/// # Errors
/// When the engine fails.
pub async fn renewals(conn: &mut Conn, cut: &Cut, from: Date) -> Result<Vec<RenewalMonth>, Error> {
    let first = from.first_of_month();
    let months: Vec<Date> = (0..12).map(|n| months_later(first, n)).collect();
    let until = months.last().map_or(from, |month| month.last_of_month());
    let (cut_sql, held) = account_cut(cut, "account.id", 3);
    let sql = format!(
        "select substr(renewal_on, 1, 7), coalesce(sum(mrr_cents), 0),
           coalesce(sum(case when id in (select account_id from alert where archived_at is null and state <> 'resolved' and severity in ('act', 'watch')) then mrr_cents end), 0),
           count(*)
         from account
         where archived_at is null and renewal_on >= $1 and renewal_on <= $2{cut_sql}
         group by substr(renewal_on, 1, 7)"
    );
    let mut query = sqlx::query(AssertSqlSafe(sql)).bind(from.to_string()).bind(until.to_string());
    for value in held {
        query = query.bind(value);
    }
    let rows = query.fetch_all(conn).await?;
    months
        .into_iter()
        .map(|month_on| {
            let key = month_on.to_string();
            let key = key.get(..7).unwrap_or_default();
            let found = rows.iter().find(|row| row.try_get::<String, _>(0).is_ok_and(|month| month == key));
            let cents = |index| found.map_or(Ok(0), |row| row.try_get::<i64, _>(index));
            Ok(RenewalMonth { month_on, due_cents: cents(1)?, at_risk_cents: cents(2)?, accounts: cents(3)? })
        })
        .collect()
}

/// The accounts with an open alert: the worst eight, and how many and how much they are in all.
///
/// # Errors
/// When the engine fails.
pub async fn at_risk(conn: &mut Conn, cut: &Cut) -> Result<(Vec<AtRisk>, i64, i64), Error> {
    const OPEN: &str =
        "alert.archived_at is null and alert.state <> 'resolved' and alert.severity in ('act', 'watch')";
    let (cut_sql, held) = account_cut(cut, "alert.account_id", 1);
    let sql = format!(
        "with open as (
           select id, account_id, severity, message, rule, raised_on, owner_id,
             row_number() over (partition by account_id order by severity, raised_on, id) as place
           from alert
           where {OPEN}{cut_sql})
         select account.id, account.name, coalesce(account.mrr_cents, 0), open.severity, open.message, open.id, \"user\".name, open.rule, open.raised_on, open.owner_id
         from open
         join account on account.id = open.account_id and account.archived_at is null
         left join \"user\" on \"user\".id = open.owner_id
         where open.place = 1
         order by open.severity, account.mrr_cents desc, open.id
         limit 8"
    );
    let mut query = sqlx::query(AssertSqlSafe(sql));
    for value in &held {
        query = query.bind(value.clone());
    }
    let mut worst =
        query.fetch_all(&mut *conn).await?.iter().map(risk).collect::<Result<Vec<AtRisk>, _>>()?;
    for one in &mut worst {
        crate::risk::around(&mut *conn, one).await?;
    }
    let sql = format!(
        "select count(*), coalesce(sum(mrr_cents), 0) from account
         where archived_at is null and id in (select account_id from alert where {OPEN}{cut_sql})"
    );
    let mut query = sqlx::query(AssertSqlSafe(sql));
    for value in held {
        query = query.bind(value);
    }
    let row = query.fetch_one(conn).await?;
    Ok((worst, row.try_get(0)?, row.try_get(1)?))
}

fn risk(row: &EngineRow) -> Result<AtRisk, Error> {
    let raised_on: String = row.try_get(8)?;
    Ok(AtRisk {
        account_id: row.try_get(0)?,
        account: row.try_get(1)?,
        mrr_cents: row.try_get(2)?,
        severity: row.try_get(3)?,
        message: row.try_get(4)?,
        alert_id: row.try_get(5)?,
        owner: row.try_get(6)?,
        rule: row.try_get(7)?,
        owner_id: row.try_get(9)?,
        raised_on: raised_on.parse().map_err(|_| Error::Corrupt(format!("day {raised_on}")))?,
        ..AtRisk::default()
    })
}

/// Ratings of tickets submitted in the 24 months up to the day.
///
/// # Errors
/// When the engine fails.
pub async fn csat(conn: &mut Conn, cut: &Cut, to: Date) -> Result<CsatCount, Error> {
    let from = year_before(year_before(to));
    let (cut_sql, held) = account_cut(cut, "account_id", 3);
    let sql = format!(
        "select count(case when score >= 4 then 1 end), count(score), count(*) from ticket
         where archived_at is null and submitted_at > $1 and submitted_at < $2{cut_sql}"
    );
    let mut query = sqlx::query(AssertSqlSafe(sql)).bind(format!("{from}T24")).bind(format!("{to}T24"));
    for value in held {
        query = query.bind(value);
    }
    let row = query.fetch_one(conn).await?;
    Ok(CsatCount { satisfied: row.try_get(0)?, answers: row.try_get(1)?, asked: row.try_get(2)? })
}

/// How many of the paying accounts used a core feature in the 28 days up to the day, and how many pay.
///
/// # Errors
/// When the engine fails.
pub async fn adoption(conn: &mut Conn, cut: &Cut, to: Date) -> Result<(i64, i64), Error> {
    let from = domain::calendar::plus_days(to, -27);
    let (cut_sql, held) = account_cut(cut, "account.id", 3);
    let sql = format!(
        "select count(case when exists (select 1 from core_spell s
             where s.account_id = account.id and s.from_on <= $2 and s.until_on >= $1) then 1 end),
           count(*)
         from account
         where archived_at is null and mrr_cents > 0{cut_sql}"
    );
    let mut query = sqlx::query(AssertSqlSafe(sql)).bind(from.to_string()).bind(to.to_string());
    for value in held {
        query = query.bind(value);
    }
    let row = query.fetch_one(conn).await?;
    Ok((row.try_get(0)?, row.try_get(1)?))
}

/// How often the core actions were done in the week to a day, and in the week before.
///
/// # Errors
/// When the engine fails.
pub async fn core_week(conn: &mut Conn, cut: &Cut, to: Date) -> Result<CoreWeek, Error> {
    let (week, before) = (domain::calendar::plus_days(to, -7), domain::calendar::plus_days(to, -14));
    let sql =
        "select distinct feature_id from core_action where archived_at is null order by feature_id limit 50";
    let found = rows(conn, sql.to_owned(), vec![], vec![]).await?;
    let features = found.iter().map(|row| row.try_get(0)).collect::<Result<Vec<String>, _>>()?;
    let (cut_sql, held) = account_cut(cut, "account_id", 4);
    let sql = format!(
        "select coalesce(sum(case when used_on > $2 then uses end), 0), coalesce(sum(case when used_on <= $2 then uses end), 0)
         from usage
         where archived_at is null and used_on > $1 and used_on <= $3
           and feature_id in (select feature_id from core_action where archived_at is null){cut_sql}"
    );
    let own = vec![before.to_string(), week.to_string(), to.to_string()];
    let counted = rows(conn, sql, own, held).await?;
    let Some(row) = counted.first() else { return Ok(CoreWeek { features, ..CoreWeek::default() }) };
    Ok(CoreWeek { now: row.try_get(0)?, then: row.try_get(1)?, features })
}

/// The last `n` month ends up to the day, oldest first.
pub fn month_ends(to: Date, n: i32) -> Vec<Date> {
    let this = to.last_of_month();
    let last = if this == to { this } else { months_later(to.first_of_month(), -1).last_of_month() };
    (0..n).rev().map(|back| months_later(last.first_of_month(), -back).last_of_month()).collect()
}

fn months_later(first: Date, months: i32) -> Date {
    use jiff::ToSpan as _;
    first.saturating_add(i64::from(months).months())
}

/// The same day a year before; a month's end stays a month's end.
fn year_before(day: Date) -> Date {
    let back = months_later(day.first_of_month(), -12);
    if day == day.last_of_month() { back.last_of_month() } else { months_later(day, -12) }
}

/// What accounts may be told apart by: the values of a column that are in use, at most 60.
///
/// # Errors
/// When the engine fails.
pub async fn values(conn: &mut Conn, cut: &Cut, part: Part) -> Result<Vec<(String, String)>, Error> {
    let (cut_sql, held) = account_cut(cut, "account.id", 1);
    let column = part.field();
    let sql = if part == Part::Owner {
        format!(
            "select owner.id, owner.name from \"user\" owner
             where exists (select 1 from account where archived_at is null and owner_id = owner.id{cut_sql})
             order by 2, 1 limit 60"
        )
    } else {
        // From one value to the next greater: as many steps as there are values, not accounts.
        let next = |above: &str| {
            format!("select min({column}) from account where archived_at is null{above}{cut_sql}")
        };
        let (first, next) = (next(""), next(&format!(" and {column} > found.value")));
        format!(
            "with recursive found (value) as (
               {first} union all select ({next}) from found where found.value is not null)
             select value, value from found where value is not null order by 1 limit 60"
        )
    };
    let mut query = sqlx::query(AssertSqlSafe(sql));
    for value in held {
        query = query.bind(value);
    }
    let rows = query.fetch_all(conn).await?;
    rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect()
}

/// How often each of what boards count has moved so far: a count kept from before none of its own moved is exact.
///
/// # Errors
/// When the engine fails.
pub async fn moved(conn: &mut Conn) -> Result<BTreeMap<String, i64>, Error> {
    let rows = sqlx::query("select name, times from moved").fetch_all(conn).await?;
    rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect()
}

#[cfg(test)]
mod tests {
    use domain::board::slice::Slice;
    use jiff::civil::date;

    use super::*;

    #[test]
    fn month_ends_run_up_to_the_day() {
        assert_eq!(month_ends(date(2024, 12, 31), 2), [date(2024, 11, 30), date(2024, 12, 31)]);
        assert_eq!(month_ends(date(2024, 3, 30), 2), [date(2024, 1, 31), date(2024, 2, 29)]);
        assert_eq!(year_before(date(2024, 2, 29)), date(2023, 2, 28));
    }

    #[tokio::test]
    async fn an_empty_store_counts_nothing_and_every_statement_runs_under_every_cut() {
        let store = crate::Store::in_memory().await.unwrap();
        let mut conn = store.read().await.unwrap();
        let day = date(2026, 11, 22);
        for cut in [
            Cut::All,
            Cut::Open("u".into()),
            Cut::Team("u".into()),
            Cut::Account("a".into()),
            Cut::Within(Box::new(Cut::Open("u".into())), Slice::of("region=R&tier=key")),
        ] {
            assert_eq!(bridge(&mut conn, &cut, day, day).await.unwrap(), Bridge::default());
            assert!(trend(&mut conn, &cut, day).await.unwrap().is_empty());
            assert!(renewals(&mut conn, &cut, day).await.unwrap().iter().all(|month| month.accounts == 0));
            assert_eq!(at_risk(&mut conn, &cut).await.unwrap(), (vec![], 0, 0));
            assert_eq!(csat(&mut conn, &cut, day).await.unwrap(), CsatCount::default());
            assert_eq!(adoption(&mut conn, &cut, day).await.unwrap(), (0, 0));
            assert_eq!(core_week(&mut conn, &cut, day).await.unwrap(), CoreWeek::default());
        }
    }
}
