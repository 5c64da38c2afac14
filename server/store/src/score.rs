//! How accounts stand, day by day: what scores are made from comes out, what was scored goes in, and boards
//! count it. A day is read as it was last scored at or before it.

mod board;
mod measure;
mod setting;

use domain::noun::score::ScoreDay;
use domain::record::Record as _;
use domain::value::Value;
use jiff::civil::Date;
use sqlx::Row as _;

pub use board::{Stages, lamps, movers, places, plane, silent, transition};
pub use measure::{Standing, TicketRow, measure, tickets};
pub use setting::{Setting, save_setting, setting, settings};

use crate::db::{Conn, Error};

/// What is kept on the account of its latest scores.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Now<'a> {
    /// Health score.
    pub health_bp: Option<i64>,
    /// Its lamp's key.
    pub health_lamp: Option<&'a str>,
    /// The corner's key.
    pub quadrant: Option<&'a str>,
    /// The sponsor lamp's key.
    pub sponsor_lamp: Option<&'a str>,
}

/// Forgets a day's scores, of all accounts or of one, to write them anew.
///
/// # Errors
/// When the engine fails.
pub async fn forget(conn: &mut Conn, on: Date, account: Option<&str>) -> Result<(), Error> {
    for table in ["score_day", "score_reading"] {
        let one = if account.is_some() { " and account_id = $2" } else { "" };
        let sql = format!("delete from {table} where day_on = $1{one}");
        let mut query = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(on.to_string());
        if let Some(account) = account {
            query = query.bind(account.to_owned());
        }
        query.execute(&mut *conn).await?;
    }
    Ok(())
}

/// Writes scores, and what they were made from: account and readings.
///
/// # Errors
/// When the engine fails.
pub async fn write(
    conn: &mut Conn,
    on: Date,
    rows: &[(String, Vec<Value>)],
    readings: &[(String, String)],
    now: &str,
) -> Result<(), Error> {
    crate::record::insert_many(conn, ScoreDay::SPEC, rows, now).await?;
    let day = on.to_string();
    for chunk in readings.chunks(100) {
        let marks: Vec<String> = (0..chunk.len())
            .map(|row| format!("(${}, ${}, ${})", row * 3 + 1, row * 3 + 2, row * 3 + 3))
            .collect();
        let sql =
            format!("insert into score_reading (account_id, day_on, readings) values {}", marks.join(", "));
        let mut query = sqlx::query(sqlx::AssertSqlSafe(sql)).persistent(true);
        for (account, body) in chunk {
            query = query.bind(account.clone()).bind(day.clone()).bind(body.clone());
        }
        query.execute(&mut *conn).await?;
    }
    Ok(())
}

/// Notes that all accounts were scored that day.
///
/// # Errors
/// When the engine fails.
pub async fn took(conn: &mut Conn, on: Date, now: &str) -> Result<(), Error> {
    sqlx::query("insert into score_taken (day_on, taken_at) values ($1, $2) on conflict (day_on) do update set taken_at = excluded.taken_at")
        .bind(on.to_string())
        .bind(now.to_owned())
        .execute(conn)
        .await?;
    Ok(())
}

/// The last day at or before `on` on which all accounts were scored.
///
/// # Errors
/// When the engine fails.
pub async fn taken(conn: &mut Conn, on: Date) -> Result<Option<Date>, Error> {
    let row = sqlx::query("select max(day_on) from score_taken where day_on <= $1")
        .bind(on.to_string())
        .fetch_one(conn)
        .await?;
    day(row.try_get(0)?)
}

/// Every day on which all accounts were scored, the oldest first.
///
/// # Errors
/// When the engine fails.
pub async fn days(conn: &mut Conn) -> Result<Vec<Date>, Error> {
    let rows = sqlx::query("select day_on from score_taken order by day_on").fetch_all(conn).await?;
    rows.iter().filter_map(|row| row.try_get(0).map_err(Error::from).and_then(day).transpose()).collect()
}

/// Accounts that were not scored today keep no scores: they are no customers any more.
///
/// # Errors
/// When the engine fails.
pub async fn clear_others(conn: &mut Conn, on: Date) -> Result<(), Error> {
    sqlx::query(
        "update account set health_bp = null, health_lamp = null, quadrant = null, sponsor_lamp = null
         where (health_lamp is not null or quadrant is not null or sponsor_lamp is not null or health_bp is not null)
           and id not in (select account_id from score_day where day_on = $1)",
    )
    .bind(on.to_string())
    .execute(conn)
    .await?;
    Ok(())
}

/// Keeps the latest scores on the account itself, where registers show and cut by them. A hand's change of the
/// account is not disturbed: its version stays.
///
/// # Errors
/// When the engine fails.
pub async fn keep(conn: &mut Conn, account_id: &str, now: &Now<'_>) -> Result<(), Error> {
    let own = |text: Option<&str>| text.map(ToOwned::to_owned);
    sqlx::query(
        "update account set health_bp = $2, health_lamp = $3, quadrant = $4, sponsor_lamp = $5
         where id = $1 and (health_bp is not $2 or health_lamp is not $3 or quadrant is not $4 or sponsor_lamp is not $5)",
    )
    .bind(account_id.to_owned())
    .bind(now.health_bp)
    .bind(own(now.health_lamp))
    .bind(own(now.quadrant))
    .bind(own(now.sponsor_lamp))
    .execute(conn)
    .await?;
    Ok(())
}

/// What an account's scores were made from at or before a day: the day, the version of the cards, the readings.
///
/// # Errors
/// When the engine fails.
pub async fn readings(
    conn: &mut Conn,
    account_id: &str,
    on: Date,
) -> Result<Option<(Date, String, i64, String)>, Error> {
    let row = sqlx::query(
        "select r.day_on, s.stage, s.cards, r.readings
         from score_reading r join score_day s on s.account_id = r.account_id and s.day_on = r.day_on
         where r.account_id = $1 and r.day_on <= $2 order by r.day_on desc limit 1",
    )
    .bind(account_id.to_owned())
    .bind(on.to_string())
    .fetch_optional(conn)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let Some(on) = day(row.try_get(0)?)? else { return Ok(None) };
    Ok(Some((on, row.try_get(1)?, row.try_get(2)?, row.try_get(3)?)))
}

/// What all accounts' scores of a day were made from: account, stage, readings.
///
/// # Errors
/// When the engine fails.
pub async fn all_readings(conn: &mut Conn, on: Date) -> Result<Vec<(String, String, String)>, Error> {
    let rows = sqlx::query(
        "select s.account_id, s.stage, r.readings from score_day s
         join score_reading r on r.account_id = s.account_id and r.day_on = s.day_on
         where s.day_on = $1 order by s.account_id",
    )
    .bind(on.to_string())
    .fetch_all(conn)
    .await?;
    rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?, row.try_get(2)?))).collect()
}

/// The first month end there is recurring revenue at.
///
/// # Errors
/// When the engine fails.
pub async fn first_month(conn: &mut Conn) -> Result<Option<Date>, Error> {
    let row = sqlx::query("select min(month_on) from portfolio_month").fetch_one(conn).await?;
    day(row.try_get(0)?)
}

fn day(text: Option<String>) -> Result<Option<Date>, Error> {
    let read = |text: String| text.parse().map_err(|_| Error::Corrupt(format!("day {text}")));
    text.map(read).transpose()
}
