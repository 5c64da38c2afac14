//! What boards count of a day's scores, cut by rights.

use std::collections::BTreeMap;

use domain::board::Lamp;
use domain::light::Tally;
use domain::noun::score::{corner_of, lamp_of};
use domain::quadrant::Quadrant;
use jiff::civil::Date;
use sqlx::{AssertSqlSafe, Row as _};

use crate::db::{Conn, EngineRow, Error};
use crate::record::{Cut, account_cut};

/// How all customers stand on a day, counted by lamp.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lamps {
    /// Whether the customer succeeds: the health score's lamp.
    pub customer: Tally,
    /// Whether the project succeeds.
    pub project: Tally,
    /// Whether our own organisation succeeds.
    pub own: Tally,
    /// How the sponsors fare.
    pub sponsor: Tally,
    /// Corner of the quadrant to customers and their ARR in cents.
    pub corners: BTreeMap<Quadrant, (i64, i64)>,
}

/// One customer on the quadrant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The account.
    pub account_id: String,
    /// Across, basis points.
    pub warmth_bp: i64,
    /// Upward, basis points.
    pub willingness_bp: i64,
    /// Its size, cents a year.
    pub arr_cents: i64,
}

/// An account named on a board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The account.
    pub account_id: String,
    /// Its name.
    pub name: String,
    /// Its ARR in cents.
    pub arr_cents: i64,
    /// Its lamp before, where two days are compared.
    pub before: Option<Lamp>,
    /// Its lamp.
    pub lamp: Option<Lamp>,
}

/// Counts a scored day.
///
/// # Errors
/// When the engine fails.
pub async fn lamps(conn: &mut Conn, cut: &Cut, on: Date) -> Result<Lamps, Error> {
    let (cut_sql, user) = account_cut(cut, "account_id", 2);
    let sql = format!(
        "select health_lamp, project_lamp, own_lamp, sponsor_lamp, quadrant, count(*), sum(mrr_cents)
         from score_day where day_on = $1{cut_sql}
         group by health_lamp, project_lamp, own_lamp, sponsor_lamp, quadrant"
    );
    let mut counted = Lamps::default();
    for row in fetch(conn, sql, &[on], user).await? {
        let (accounts, mrr): (i64, i64) = (row.try_get(5)?, row.try_get(6)?);
        let arr_cents = domain::retention::arr_cents(mrr);
        let Lamps { customer, project, own, sponsor, corners } = &mut counted;
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
        if let Some(corner) = row.try_get::<Option<String>, _>(4)?.as_deref().and_then(corner_of) {
            let held = corners.entry(corner).or_default();
            held.0 += accounts;
            held.1 += arr_cents;
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
    let (cut_sql, user) = account_cut(cut, "now.account_id", 3);
    let sql = format!(
        "select was.health_lamp, now.health_lamp, count(*)
         from score_day now join score_day was on was.day_on = $1 and was.account_id = now.account_id
         where now.day_on = $2{cut_sql}
         group by was.health_lamp, now.health_lamp"
    );
    let rows = fetch(conn, sql, &[from, to], user).await?;
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
    let (cut_sql, user) = account_cut(cut, "now.account_id", 3);
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
    let rows = fetch(conn, sql, &[from, to], user).await?;
    rows.iter().map(|row| place(row, lamp(row, 3)?, lamp(row, 4)?)).collect()
}

/// The customers whose sponsor nobody reaches, the largest first.
///
/// # Errors
/// When the engine fails.
pub async fn silent(conn: &mut Conn, cut: &Cut, on: Date, limit: u32) -> Result<Vec<Place>, Error> {
    let (cut_sql, user) = account_cut(cut, "s.account_id", 2);
    let sql = format!(
        "select account.id, account.name, s.mrr_cents, s.sponsor_lamp
         from score_day s join account on account.id = s.account_id and account.archived_at is null
         where s.day_on = $1 and s.sponsor_lamp = 'act'{cut_sql}
         order by s.mrr_cents desc, account.id limit {limit}"
    );
    let rows = fetch(conn, sql, &[on], user).await?;
    rows.iter().map(|row| place(row, None, lamp(row, 3)?)).collect()
}

/// Every customer that has both indices.
///
/// # Errors
/// When the engine fails.
pub async fn spots(conn: &mut Conn, cut: &Cut, on: Date) -> Result<Vec<Spot>, Error> {
    let (cut_sql, user) = account_cut(cut, "account_id", 2);
    let sql = format!(
        "select account_id, warmth_bp, willingness_bp, mrr_cents from score_day
         where day_on = $1 and warmth_bp is not null and willingness_bp is not null{cut_sql}
         order by account_id"
    );
    let rows = fetch(conn, sql, &[on], user).await?;
    rows.iter()
        .map(|row| {
            Ok(Spot {
                account_id: row.try_get(0)?,
                warmth_bp: row.try_get(1)?,
                willingness_bp: row.try_get(2)?,
                arr_cents: domain::retention::arr_cents(row.try_get(3)?),
            })
        })
        .collect()
}

/// Customers by stage of the loop: how many, and their ARR in cents.
///
/// # Errors
/// When the engine fails.
pub async fn stages(conn: &mut Conn, cut: &Cut, on: Date) -> Result<BTreeMap<String, (i64, i64)>, Error> {
    let (cut_sql, user) = account_cut(cut, "account_id", 2);
    let sql = format!(
        "select stage, count(*), sum(mrr_cents) from score_day where day_on = $1{cut_sql} group by stage"
    );
    let rows = fetch(conn, sql, &[on], user).await?;
    rows.iter()
        .map(|row| Ok((row.try_get(0)?, (row.try_get(1)?, domain::retention::arr_cents(row.try_get(2)?)))))
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
    user: Option<String>,
) -> Result<Vec<EngineRow>, Error> {
    let mut query = sqlx::query(AssertSqlSafe(sql));
    for day in days {
        query = query.bind(day.to_string());
    }
    if let Some(user) = user {
        query = query.bind(user);
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
