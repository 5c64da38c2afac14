//! What the service board counts of tickets, cut by rights.

use domain::board::portfolio::CsatCount;
use domain::board::service::{Month, Response, Served, Unhappy};
use jiff::civil::Date;
use sqlx::Row as _;

use crate::db::{Conn, EngineRow, Error};
use crate::record::{Cut, account_cut};

/// Handed in after the end of one day and up to the end of another.
const WITHIN: &str = "ticket.archived_at is null and ticket.submitted_at > $1 and ticket.submitted_at < $2";

async fn rows(
    conn: &mut Conn,
    sql: String,
    (from, to): (Date, Date),
    held: Vec<String>,
) -> Result<Vec<EngineRow>, Error> {
    crate::db::rows(conn, sql, vec![format!("{from}T24"), format!("{to}T24")], held).await
}

/// Tickets of a period.
///
/// # Errors
/// When the engine fails.
pub async fn served(conn: &mut Conn, cut: &Cut, period: (Date, Date)) -> Result<Served, Error> {
    let (cut_sql, held) = account_cut(cut, "ticket.account_id", 3);
    let sql = format!(
        "with counted as (
           select score, state, first_response_minutes as minutes,
             row_number() over (order by first_response_minutes is null, first_response_minutes) as place,
             count(first_response_minutes) over () as answered
           from ticket where {WITHIN}{cut_sql})
         select count(case when score >= 4 then 1 end), count(score), count(*),
           count(case when state <> 'closed' then 1 end), count(minutes),
           max(case when place = (answered + 1) / 2 then minutes end)
         from counted"
    );
    let found = rows(conn, sql, period, held).await?;
    let Some(row) = found.first() else { return Ok(Served::default()) };
    Ok(Served {
        csat: CsatCount { satisfied: row.try_get(0)?, answers: row.try_get(1)?, asked: row.try_get(2)? },
        open: row.try_get(3)?,
        answered: row.try_get(4)?,
        median_minutes: row.try_get(5)?,
    })
}

/// The months from one day's to another's, oldest first; the last one up to the day.
///
/// # Errors
/// When the engine fails.
pub async fn months(conn: &mut Conn, cut: &Cut, first: Date, to: Date) -> Result<Vec<Month>, Error> {
    let (cut_sql, held) = account_cut(cut, "ticket.account_id", 3);
    let sql = format!(
        "select substr(submitted_at, 1, 7), count(case when priority in ('urgent', 'high') then 1 end),
           count(case when priority in ('medium', 'low') then 1 end)
         from ticket where {WITHIN}{cut_sql}
         group by substr(submitted_at, 1, 7)"
    );
    let before = domain::calendar::plus_days(first, -1);
    let found = rows(conn, sql, (before, to), held).await?;
    let mut months = Vec::new();
    let mut month_on = first.first_of_month();
    while month_on <= to {
        let key = domain::calendar::month_key(month_on);
        let row = found.iter().find(|row| row.try_get::<String, _>(0).is_ok_and(|month| month == key));
        let number = |index| row.map_or(Ok(0), |row| row.try_get::<i64, _>(index));
        months.push(Month { month_on, pressing: number(1)?, others: number(2)? });
        month_on = domain::calendar::plus_days(month_on.last_of_month(), 1);
    }
    Ok(months)
}

/// First response by priority, the most urgent first.
///
/// # Errors
/// When the engine fails.
pub async fn responses(conn: &mut Conn, cut: &Cut, period: (Date, Date)) -> Result<Vec<Response>, Error> {
    let (cut_sql, held) = account_cut(cut, "ticket.account_id", 3);
    let sql = format!(
        "with counted as (
           select priority, first_response_minutes as minutes,
             row_number() over (partition by priority order by first_response_minutes) as place,
             count(*) over (partition by priority) as answered
           from ticket where {WITHIN} and first_response_minutes is not null{cut_sql})
         select priority, minutes, answered from counted
         where place = (answered + 1) / 2
         order by case priority when 'urgent' then 1 when 'high' then 2 when 'medium' then 3 else 4 end"
    );
    let found = rows(conn, sql, period, held).await?;
    let read = |row: &EngineRow| {
        Ok(Response { priority: row.try_get(0)?, median_minutes: row.try_get(1)?, answered: row.try_get(2)? })
    };
    found.iter().map(read).collect()
}

/// Customers who rated a ticket 1 or 2: the worst six, and how many there are.
///
/// # Errors
/// When the engine fails.
pub async fn unhappy(conn: &mut Conn, cut: &Cut, period: (Date, Date)) -> Result<(Vec<Unhappy>, i64), Error> {
    let (cut_sql, held) = account_cut(cut, "ticket.account_id", 3);
    let sql = format!(
        "with counted as (
           select account_id, count(case when score <= 2 then 1 end) as low, count(score) as answers
           from ticket where {WITHIN}{cut_sql}
           group by account_id having count(case when score <= 2 then 1 end) > 0)
         select account.id, account.name, low, answers, count(*) over ()
         from counted join account on account.id = counted.account_id
         order by low desc, answers, account.name, account.id limit 6"
    );
    let found = rows(conn, sql, period, held).await?;
    let many = found.first().map_or(Ok(0), |row| row.try_get(4))?;
    let read = |row: &EngineRow| {
        Ok(Unhappy {
            account_id: row.try_get(0)?,
            account: row.try_get(1)?,
            low: row.try_get(2)?,
            answers: row.try_get(3)?,
        })
    };
    Ok((found.iter().map(read).collect::<Result<_, Error>>()?, many))
}
