//! What the books of recurring revenue are made from and where they are kept: subscriptions and entries by
//! hand in; derived events, the account's current MRR and next renewal, month ends and portfolio months out.
//!
//! A month is stored under its last day. What a row means is said in the domain (`arr_book`).

use std::collections::BTreeMap;

use domain::arr_book::Manual;
use domain::board::portfolio::MonthRetention;
use domain::retention::{Bridge, Interval, Kind};
use jiff::civil::Date;
use sqlx::{AssertSqlSafe, Row as _};

use crate::db::{Conn, EngineRow, Error};

/// What the ledger keeps on an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The account.
    pub account_id: String,
    /// Its current MRR as stored, in cents.
    pub mrr_cents: Option<i64>,
    /// Its next renewal as stored.
    pub renewal_on: Option<Date>,
    /// Whether it ever had a subscription, put away or not: then its renewal is the ledger's to set.
    pub has_subscription: bool,
}

/// The subscriptions of every account, or of one: account to what runs from when to when at what price.
///
/// # Errors
/// When the engine fails or a stored day is none.
pub async fn intervals(
    conn: &mut Conn,
    account: Option<&str>,
) -> Result<BTreeMap<String, Vec<Interval<()>>>, Error> {
    const ALL: &str = "select account_id, starts_on, ends_on, mrr_cents, is_trial
        from subscription
        where archived_at is null";
    const ONE: &str = "select account_id, starts_on, ends_on, mrr_cents, is_trial
        from subscription
        where archived_at is null and account_id = $1";
    let rows = fetch(conn, ALL, ONE, account).await?;
    let mut found: BTreeMap<String, Vec<Interval<()>>> = BTreeMap::new();
    for row in &rows {
        let interval = Interval {
            account: (),
            start_on: day(row, 1)?,
            end_on: optional_day(row, 2)?,
            mrr_cents: row.try_get(3)?,
            is_trial: row.try_get::<i64, _>(4)? != 0,
        };
        found.entry(row.try_get(0)?).or_default().push(interval);
    }
    Ok(found)
}

/// The entries by hand of every account, or of one.
///
/// # Errors
/// When the engine fails or a stored day or kind is none.
pub async fn manual(conn: &mut Conn, account: Option<&str>) -> Result<BTreeMap<String, Vec<Manual>>, Error> {
    const ALL: &str = "select account_id, id, happened_on, kind, delta_cents, after_cents
        from arr_event
        where source = 'manual' and archived_at is null";
    const ONE: &str = "select account_id, id, happened_on, kind, delta_cents, after_cents
        from arr_event
        where source = 'manual' and archived_at is null and account_id = $1";
    let rows = fetch(conn, ALL, ONE, account).await?;
    let mut found: BTreeMap<String, Vec<Manual>> = BTreeMap::new();
    for row in &rows {
        let entry = Manual {
            id: row.try_get(1)?,
            on: day(row, 2)?,
            kind: kind(&row.try_get::<String, _>(3)?)?,
            delta_cents: row.try_get(4)?,
            after_cents: row.try_get(5)?,
        };
        found.entry(row.try_get(0)?).or_default().push(entry);
    }
    Ok(found)
}

/// What is kept on every account, or on one.
///
/// # Errors
/// When the engine fails.
pub async fn standings(conn: &mut Conn, account: Option<&str>) -> Result<Vec<Standing>, Error> {
    const ALL: &str = "select a.id, a.mrr_cents, a.renewal_on,
            case when exists (select 1 from subscription s where s.account_id = a.id) then 1 else 0 end
        from account a";
    const ONE: &str = "select a.id, a.mrr_cents, a.renewal_on,
            case when exists (select 1 from subscription s where s.account_id = a.id) then 1 else 0 end
        from account a
        where a.id = $1";
    let read = |row: &EngineRow| {
        Ok(Standing {
            account_id: row.try_get(0)?,
            mrr_cents: row.try_get(1)?,
            renewal_on: optional_day(row, 2)?,
            has_subscription: row.try_get::<i64, _>(3)? != 0,
        })
    };
    fetch(conn, ALL, ONE, account).await?.iter().map(read).collect()
}

/// Keeps an account's current MRR and next renewal. Its version stays: nobody typed them.
///
/// # Errors
/// When the engine fails.
pub async fn keep(conn: &mut Conn, standing: &Standing) -> Result<(), Error> {
    sqlx::query("update account set mrr_cents = $1, renewal_on = $2 where id = $3")
        .bind(standing.mrr_cents)
        .bind(standing.renewal_on.map(|day| day.to_string()))
        .bind(standing.account_id.clone())
        .execute(conn)
        .await?;
    Ok(())
}

/// Corrects what an entry by hand says is paid afterwards.
///
/// # Errors
/// When the engine fails.
pub async fn keep_after(conn: &mut Conn, event_id: &str, after_cents: i64) -> Result<(), Error> {
    sqlx::query("update arr_event set after_cents = $1 where id = $2")
        .bind(after_cents)
        .bind(event_id.to_owned())
        .execute(conn)
        .await?;
    Ok(())
}

/// Removes the derived events and the months of every account, or of one.
///
/// # Errors
/// When the engine fails.
pub async fn clear(conn: &mut Conn, account: Option<&str>) -> Result<(), Error> {
    let statements = match account {
        Some(_) => [
            "delete from arr_event where source = 'derived' and account_id = $1",
            "delete from account_month where account_id = $1",
        ],
        None => ["delete from arr_event where source = 'derived'", "delete from account_month"],
    };
    for sql in statements {
        let query = sqlx::query(sql);
        match account {
            Some(id) => query.bind(id.to_owned()).execute(&mut *conn).await?,
            None => query.execute(&mut *conn).await?,
        };
    }
    Ok(())
}

/// Writes month ends: month, account, MRR in cents. Fastest when ordered so.
///
/// # Errors
/// When the engine fails.
pub async fn write_months(conn: &mut Conn, rows: &[(Date, &str, i64)]) -> Result<(), Error> {
    for chunk in rows.chunks(120) {
        let mut sql = String::from("insert into account_month (month_on, account_id, mrr_cents) values ");
        marks(&mut sql, chunk.len(), 3);
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for (month, account, cents) in chunk {
            query = query.bind(month.to_string()).bind((*account).to_owned()).bind(*cents);
        }
        query.execute(&mut *conn).await?;
    }
    Ok(())
}

/// The month ends of one account, the oldest first.
///
/// # Errors
/// When the engine fails.
pub async fn months(conn: &mut Conn, account: &str) -> Result<Vec<(Date, i64)>, Error> {
    let sql = "select month_on, mrr_cents from account_month where account_id = $1 order by month_on";
    let rows = sqlx::query(sql).bind(account.to_owned()).fetch_all(conn).await?;
    rows.iter().map(|row| Ok((day(row, 0)?, row.try_get(1)?))).collect()
}

/// The newest month of the portfolio, when there is one.
///
/// # Errors
/// When the engine fails.
pub async fn newest_month(conn: &mut Conn) -> Result<Option<Date>, Error> {
    let row = sqlx::query("select max(month_on) from portfolio_month").fetch_one(conn).await?;
    optional_day(&row, 0)
}

/// The portfolio's months ending on that day or later, the oldest first, at most 600.
///
/// # Errors
/// When the engine fails.
pub async fn portfolio(conn: &mut Conn, from: Date) -> Result<Vec<(Date, Bridge)>, Error> {
    let sql = "select month_on, opening_cents, new_cents, expansion_cents, contraction_cents, churn_cents,
            reactivation_cents, closing_cents, opening_accounts, lost_accounts, closing_accounts
        from portfolio_month
        where month_on >= $1
        order by month_on
        limit 600";
    let rows = sqlx::query(sql).bind(from.to_string()).fetch_all(conn).await?;
    rows.iter().map(|row| Ok((day(row, 0)?, bridge(row)?))).collect()
}

/// Adds a bridge to its month, and takes another from it.
///
/// # Errors
/// When the engine fails.
pub async fn add_month(conn: &mut Conn, month: Date, add: &Bridge, take: &Bridge) -> Result<(), Error> {
    let sql = "insert into portfolio_month as m (month_on, opening_cents, new_cents, expansion_cents,
            contraction_cents, churn_cents, reactivation_cents, closing_cents,
            opening_accounts, lost_accounts, closing_accounts)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        on conflict (month_on) do update set
            opening_cents = m.opening_cents + excluded.opening_cents,
            new_cents = m.new_cents + excluded.new_cents,
            expansion_cents = m.expansion_cents + excluded.expansion_cents,
            contraction_cents = m.contraction_cents + excluded.contraction_cents,
            churn_cents = m.churn_cents + excluded.churn_cents,
            reactivation_cents = m.reactivation_cents + excluded.reactivation_cents,
            closing_cents = m.closing_cents + excluded.closing_cents,
            opening_accounts = m.opening_accounts + excluded.opening_accounts,
            lost_accounts = m.lost_accounts + excluded.lost_accounts,
            closing_accounts = m.closing_accounts + excluded.closing_accounts";
    let mut query = sqlx::query(sql).bind(month.to_string());
    for (add, take) in columns(add).into_iter().zip(columns(take)) {
        query = query.bind(add - take);
    }
    query.execute(conn).await?;
    Ok(())
}

/// Adds to a month what was paid twelve months before, and what of it is paid now.
///
/// # Errors
/// When the engine fails.
pub async fn add_year(conn: &mut Conn, year: &MonthRetention) -> Result<(), Error> {
    let MonthRetention { month_on, base_cents, end_cents, kept_cents } = *year;
    if (base_cents, end_cents, kept_cents) == (0, 0, 0) {
        return Ok(());
    }
    let sql = "update portfolio_month set
            year_base_cents = year_base_cents + $1,
            year_end_cents = year_end_cents + $2,
            year_kept_cents = year_kept_cents + $3
        where month_on = $4";
    sqlx::query(sql)
        .bind(base_cents)
        .bind(end_cents)
        .bind(kept_cents)
        .bind(month_on.to_string())
        .execute(conn)
        .await?;
    Ok(())
}

/// Removes every month of the portfolio.
///
/// # Errors
/// When the engine fails.
pub async fn clear_portfolio(conn: &mut Conn) -> Result<(), Error> {
    sqlx::query("delete from portfolio_month").execute(conn).await?;
    Ok(())
}

/// Removes the portfolio's months no account has any more.
///
/// # Errors
/// When the engine fails.
pub async fn drop_empty_months(conn: &mut Conn) -> Result<(), Error> {
    let sql = "delete from portfolio_month
        where not exists (select 1 from account_month a where a.month_on = portfolio_month.month_on)";
    sqlx::query(sql).execute(conn).await?;
    Ok(())
}

/// Whether time has overtaken what is stored: some account pays another amount today than is kept on it, or
/// its renewal has passed.
///
/// # Errors
/// When the engine fails.
pub async fn is_overtaken(conn: &mut Conn, today: Date) -> Result<bool, Error> {
    let sql = "with running as (
            select account_id, sum(mrr_cents) as cents
            from subscription
            where archived_at is null and is_trial = 0 and mrr_cents > 0
                and starts_on <= $1 and (ends_on is null or ends_on > $1)
            group by account_id
        ), by_hand as (
            select account_id, sum(delta_cents) as cents
            from arr_event
            where source = 'manual' and archived_at is null and happened_on <= $1
            group by account_id
        ), paid as (
            select a.mrr_cents as kept, coalesce(r.cents, 0) + coalesce(h.cents, 0) as cents, a.renewal_on
            from account a
            left join running r on r.account_id = a.id
            left join by_hand h on h.account_id = a.id
            where a.mrr_cents is not null
        )
        select count(*) from (
            select 1 from paid
            where kept <> (case when cents > 0 then cents else 0 end) or renewal_on < $1
            limit 1
        ) overtaken";
    let row = sqlx::query(sql).bind(today.to_string()).fetch_one(conn).await?;
    Ok(row.try_get::<i64, _>(0)? > 0)
}

fn columns(bridge: &Bridge) -> [i64; 10] {
    [
        bridge.opening_cents,
        bridge.new_cents,
        bridge.expansion_cents,
        bridge.contraction_cents,
        bridge.churn_cents,
        bridge.reactivation_cents,
        bridge.closing_cents,
        i64::from(bridge.opening_customers),
        i64::from(bridge.churn_customers),
        i64::from(bridge.closing_customers),
    ]
}

/// The stored month as a bridge. How many customers stand behind new, expansion, contraction and
/// reactivation is not stored: those counts are zero.
fn bridge(row: &EngineRow) -> Result<Bridge, Error> {
    let customers = |index: usize| {
        let count = row.try_get::<i64, _>(index)?;
        u32::try_from(count).map_err(|_| Error::Corrupt("portfolio_month: a count below zero".to_owned()))
    };
    Ok(Bridge {
        opening_cents: row.try_get(1)?,
        new_cents: row.try_get(2)?,
        expansion_cents: row.try_get(3)?,
        contraction_cents: row.try_get(4)?,
        churn_cents: row.try_get(5)?,
        reactivation_cents: row.try_get(6)?,
        closing_cents: row.try_get(7)?,
        opening_customers: customers(8)?,
        churn_customers: customers(9)?,
        closing_customers: customers(10)?,
        ..Bridge::default()
    })
}

async fn fetch(
    conn: &mut Conn,
    all: &'static str,
    one: &'static str,
    account: Option<&str>,
) -> Result<Vec<EngineRow>, Error> {
    Ok(match account {
        Some(id) => sqlx::query(one).bind(id.to_owned()).fetch_all(conn).await?,
        None => sqlx::query(all).fetch_all(conn).await?,
    })
}

/// `($1,$2),($3,$4)` for so many rows of so many values.
fn marks(sql: &mut String, rows: usize, width: usize) {
    for row in 0..rows {
        sql.push_str(if row == 0 { "(" } else { ",(" });
        for place in 1..=width {
            if place > 1 {
                sql.push(',');
            }
            sql.push('$');
            sql.push_str(&(row * width + place).to_string());
        }
        sql.push(')');
    }
}

fn kind(key: &str) -> Result<Kind, Error> {
    [Kind::New, Kind::Expansion, Kind::Contraction, Kind::Churn, Kind::Reactivation]
        .into_iter()
        .find(|kind| kind.key() == key)
        .ok_or_else(|| Error::Corrupt(format!("arr_event.kind: {key}")))
}

fn day(row: &EngineRow, index: usize) -> Result<Date, Error> {
    optional_day(row, index)?.ok_or_else(|| Error::Corrupt("a day is missing".to_owned()))
}

fn optional_day(row: &EngineRow, index: usize) -> Result<Option<Date>, Error> {
    let text: Option<String> = row.try_get(index)?;
    text.map(|text| text.parse().map_err(|_| Error::Corrupt(format!("not a day: {text}")))).transpose()
}
