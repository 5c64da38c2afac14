//! What boards count of a day's scores, cut by rights.

use std::collections::BTreeMap;

use domain::board::Lamp;
use domain::board::portfolio::standing::{Lamps, Place};
use domain::noun::score::lamp_of;
use domain::quadrant::Spot;
use jiff::civil::Date;
use sqlx::{AssertSqlSafe, Row as _};

use crate::db::{Conn, EngineRow, Error};
use crate::record::{Cut, account_cut};

/// Counts a scored day.
///
/// # Errors
/// When the engine fails.
pub async fn lamps(conn: &mut Conn, cut: &Cut, on: Date) -> Result<Lamps, Error> {
    let (cut_sql, held) = account_cut(cut, "account_id", 2);
    let sql = format!(
        "select health_lamp, project_lamp, own_lamp, sponsor_lamp, count(*), sum(mrr_cents)
         from score_day where day_on = $1{cut_sql}
         group by health_lamp, project_lamp, own_lamp, sponsor_lamp"
    );
    let mut counted = Lamps::default();
    for row in fetch(conn, sql, &[on], held).await? {
        let (accounts, mrr): (i64, i64) = (row.try_get(4)?, row.try_get(5)?);
        let arr_cents = domain::retention::arr_cents(mrr);
        let Lamps { customer, project, own, sponsor } = &mut counted;
        for (index, tally) in [customer, project, own, sponsor].into_iter().enumerate() {
            let share = match lamp(&row, index)? {
                Some(Lamp::Good) => &mut tally.good,
                Some(Lamp::Watch) => &mut tally.watch,
                Some(Lamp::Act) => &mut tally.act,
                None => &mut tally.unknown,
            };
            share.accounts += accounts;
            share.arr_cents += arr_cents;
        }
    }
    Ok(counted)
}

/// How many customers went from which health lamp to which between two scored days; those scored on both.
///
/// # Errors
/// When the engine fails.
pub async fn transition(
    conn: &mut Conn,
    cut: &Cut,
    from: Date,
    to: Date,
) -> Result<Vec<(Option<Lamp>, Option<Lamp>, i64)>, Error> {
    let (cut_sql, held) = account_cut(cut, "now.account_id", 3);
    let sql = format!(
        "select was.health_lamp, now.health_lamp, count(*)
         from score_day now join score_day was on was.day_on = $1 and was.account_id = now.account_id
         where now.day_on = $2{cut_sql}
         group by was.health_lamp, now.health_lamp"
    );
    let rows = fetch(conn, sql, &[from, to], held).await?;
    rows.iter().map(|row| Ok((lamp(row, 0)?, lamp(row, 1)?, row.try_get(2)?))).collect()
}

/// The customers whose health lamp changed between two scored days: those that fell first, then the largest.
///
/// # Errors
/// When the engine fails.
pub async fn movers(
    conn: &mut Conn,
    cut: &Cut,
    (from, to): (Date, Date),
    limit: u32,
) -> Result<Vec<Place>, Error> {
    let (cut_sql, held) = account_cut(cut, "now.account_id", 3);
    let sql = format!(
        "select account.id, account.name, now.mrr_cents, was.health_lamp, now.health_lamp
         from score_day now
         join score_day was on was.day_on = $1 and was.account_id = now.account_id
         join account on account.id = now.account_id and account.archived_at is null
         where now.day_on = $2 and was.health_lamp is not now.health_lamp and now.health_lamp is not null
           and was.health_lamp is not null{cut_sql}
         order by case when now.health_lamp = 'act' then 0 when was.health_lamp = 'good' then 1 else 2 end, now.mrr_cents desc, account.id
         limit {limit}"
    );
    let rows = fetch(conn, sql, &[from, to], held).await?;
    rows.iter().map(|row| place(row, lamp(row, 3)?, lamp(row, 4)?)).collect()
}

/// The customers whose sponsor nobody reaches, the largest first.
///
/// # Errors
/// When the engine fails.
pub async fn silent(conn: &mut Conn, cut: &Cut, on: Date, limit: u32) -> Result<Vec<Place>, Error> {
    let (cut_sql, held) = account_cut(cut, "s.account_id", 2);
    let sql = format!(
        "select account.id, account.name, s.mrr_cents, s.sponsor_lamp
         from score_day s join account on account.id = s.account_id and account.archived_at is null
         where s.day_on = $1 and s.sponsor_lamp = 'act'{cut_sql}
         order by s.mrr_cents desc, account.id limit {limit}"
    );
    let rows = fetch(conn, sql, &[on], held).await?;
    rows.iter().map(|row| place(row, None, lamp(row, 3)?)).collect()
}

/// Every customer that has both indices.
///
/// # Errors
/// When the engine fails.
pub async fn spots(conn: &mut Conn, cut: &Cut, on: Date) -> Result<Vec<Spot>, Error> {
    let (cut_sql, held) = account_cut(cut, "account_id", 2);
    let sql = format!(
        "select account_id, warmth_bp, willingness_bp, mrr_cents from score_day
         where day_on = $1 and warmth_bp is not null and willingness_bp is not null{cut_sql}
         order by account_id"
    );
    let rows = fetch(conn, sql, &[on], held).await?;
    rows.iter()
        .map(|row| {
            Ok(Spot {
                account_id: row.try_get(0)?,
                warmth_bp: row.try_get(1)?,
                willingness_bp: row.try_get(2)?,
                arr_cents: domain::retention::arr_cents(row.try_get(3)?),
                ..Spot::default()
            })
        })
        .collect()
}

/// Customers by stage of the loop: how many, and their ARR in cents.
///
/// # Errors
/// When the engine fails.
pub async fn stages(conn: &mut Conn, cut: &Cut, on: Date) -> Result<BTreeMap<String, (i64, i64)>, Error> {
    let (cut_sql, held) = account_cut(cut, "account_id", 2);
    let sql = format!(
        "select stage, count(*), sum(mrr_cents) from score_day where day_on = $1{cut_sql} group by stage"
    );
    let rows = fetch(conn, sql, &[on], held).await?;
    rows.iter()
        .map(|row| Ok((row.try_get(0)?, (row.try_get(1)?, domain::retention::arr_cents(row.try_get(2)?)))))
        .collect()
}

/// Where an account stood on the quadrant at month ends of the last year and on the day itself, oldest first.
///
/// # Errors
/// When the engine fails.
pub async fn places(
    conn: &mut Conn,
    account_id: &str,
    on: Date,
) -> Result<Vec<domain::quadrant::Place>, Error> {
    let rows = sqlx::query(
        "select day_on, warmth_bp, willingness_bp from score_day
         where account_id = $1 and day_on <= $2 and day_on >= $3 and warmth_bp is not null and willingness_bp is not null
         order by day_on",
    )
    .bind(account_id.to_owned())
    .bind(on.to_string())
    .bind(domain::calendar::plus_days(on, -366).to_string())
    .fetch_all(conn)
    .await?;
    rows.iter()
        .map(|row| {
            let day: String = row.try_get(0)?;
            Ok(domain::quadrant::Place {
                on: day.parse().map_err(|_| Error::Corrupt(format!("day {day}")))?,
                warmth_bp: row.try_get(1)?,
                willingness_bp: row.try_get(2)?,
            })
        })
        .collect()
}

/// What accounts are called: id to name; a few dozen at most.
///
/// # Errors
/// When the engine fails.
pub async fn names(conn: &mut Conn, ids: &[String]) -> Result<BTreeMap<String, String>, Error> {
    let mut names = BTreeMap::new();
    for id in ids {
        let row = sqlx::query("select name from account where id = $1")
            .bind(id.clone())
            .fetch_optional(&mut *conn)
            .await?;
        if let Some(row) = row {
            names.insert(id.clone(), row.try_get(0)?);
        }
    }
    Ok(names)
}

async fn fetch(
    conn: &mut Conn,
    sql: String,
    days: &[Date],
    held: Vec<String>,
) -> Result<Vec<EngineRow>, Error> {
    let mut query = sqlx::query(AssertSqlSafe(sql));
    for day in days {
        query = query.bind(day.to_string());
    }
    for value in held {
        query = query.bind(value);
    }
    Ok(query.fetch_all(conn).await?)
}

fn lamp(row: &EngineRow, index: usize) -> Result<Option<Lamp>, Error> {
    Ok(row.try_get::<Option<String>, _>(index)?.as_deref().and_then(lamp_of))
}

fn place(row: &EngineRow, before: Option<Lamp>, lamp: Option<Lamp>) -> Result<Place, Error> {
    Ok(Place {
        account_id: row.try_get(0)?,
        name: row.try_get(1)?,
        arr_cents: domain::retention::arr_cents(row.try_get(2)?),
        before,
        lamp,
    })
}
