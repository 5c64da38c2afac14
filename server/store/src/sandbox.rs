//! What lies in the sandbox, and what became of it.

use domain::sandbox::Card;
use domain::sandbox::plan::Issued;
use jiff::civil::Date;
use sqlx::Row as _;

use crate::db::{Conn, EngineRow, Error};
use crate::record::{Cut, account_cut};

/// What is neither won nor lost.
const OPEN: &str = "opportunity.archived_at is null and opportunity.stage not in ('won', 'lost')";

/// Every opportunity that is neither won nor lost, the widest first.
///
/// # Errors
/// When the engine fails.
pub async fn cards(conn: &mut Conn, cut: &Cut) -> Result<Vec<Card>, Error> {
    let (cut_sql, held) = account_cut(cut, "opportunity.account_id", 1);
    let sql = format!("{} where {OPEN}{cut_sql} {ORDER}", select());
    crate::db::rows(conn, sql, Vec::new(), held).await?.iter().map(card).collect()
}

/// Those that come before a selection: undecided, and asking for resources (H15).
///
/// # Errors
/// When the engine fails.
pub async fn candidates(conn: &mut Conn, cut: &Cut) -> Result<Vec<Card>, Error> {
    let (cut_sql, held) = account_cut(cut, "opportunity.account_id", 1);
    let sql = format!(
        "{} where {OPEN} and opportunity.verdict is null and opportunity.request_cents is not null{cut_sql} {ORDER}",
        select()
    );
    crate::db::rows(conn, sql, Vec::new(), held).await?.iter().map(card).collect()
}

const ORDER: &str = "order by opportunity.space_cents desc, opportunity.id";

fn select() -> String {
    "select opportunity.id, opportunity.version, opportunity.account_id, account.name, account.region, opportunity.name,
       opportunity.horizon, opportunity.verdict, opportunity.space_cents, opportunity.space_score,
       opportunity.growth_score, opportunity.profit_score, opportunity.competition_score,
       opportunity.request_cents, opportunity.request_note, opportunity.owner_id, user.name
     from opportunity join account on account.id = opportunity.account_id and account.archived_at is null
       left join user on user.id = opportunity.owner_id"
        .to_owned()
}

fn card(row: &EngineRow) -> Result<Card, Error> {
    let text = |index: usize| row.try_get::<Option<String>, _>(index).map(Option::unwrap_or_default);
    Ok(Card {
        id: row.try_get(0)?,
        version: row.try_get(1)?,
        account_id: row.try_get(2)?,
        account: row.try_get(3)?,
        region: text(4)?,
        name: row.try_get(5)?,
        horizon: row.try_get(6)?,
        verdict: text(7)?,
        space_cents: row.try_get(8)?,
        scores: [row.try_get(9)?, row.try_get(10)?, row.try_get(11)?, row.try_get(12)?],
        request_cents: row.try_get(13)?,
        request_note: text(14)?,
        owner_id: row.try_get(15)?,
        owner: text(16)?,
    })
}

/// How many opportunities a customer has that are not put away: none means nobody looked (H13).
///
/// # Errors
/// When the engine fails.
pub async fn of_account(conn: &mut Conn, account: &str) -> Result<i64, Error> {
    let sql = "select count(*) from opportunity where archived_at is null and account_id = $1".to_owned();
    let found = crate::db::rows(conn, sql, vec![account.to_owned()], Vec::new()).await?;
    Ok(found.first().map_or(Ok(0), |row| row.try_get(0))?)
}

/// Writes a verdict; an empty one makes the opportunity undecided again.
///
/// # Errors
/// When the engine fails.
pub async fn decide(conn: &mut Conn, id: &str, verdict: &str, now: &str) -> Result<(), Error> {
    const SQL: &str = "update opportunity set verdict = nullif($2, ''), version = version + 1, updated_at = $3 where id = $1";
    sqlx::query(SQL).bind(id.to_owned()).bind(verdict.to_owned()).bind(now.to_owned()).execute(conn).await?;
    Ok(())
}

/// Goals that were issued, of a year or of a selection (the other one empty), the largest first.
///
/// # Errors
/// When the engine fails or a row is corrupt.
pub async fn goals(conn: &mut Conn, cut: &Cut, year: &str, selection: &str) -> Result<Vec<Issued>, Error> {
    let (cut_sql, held) = account_cut(cut, "goal.account_id", 3);
    let sql = format!(
        "select goal.id, goal.account_id, account.name, goal.name, goal.amount_cents, goal.resources_cents, goal.resources,
           goal.owner_id, user.name, goal.issued_on, goal.acknowledged_on, opportunity.expected_on, opportunity.horizon
         from goal join account on account.id = goal.account_id join opportunity on opportunity.id = goal.opportunity_id
           left join user on user.id = goal.owner_id
         where goal.archived_at is null and ($1 = '' or goal.year = cast($1 as integer))
           and ($2 = '' or goal.selection_id = $2){cut_sql}
         order by goal.amount_cents desc, goal.id"
    );
    let own = vec![year.to_owned(), selection.to_owned()];
    crate::db::rows(conn, sql, own, held).await?.iter().map(issued).collect()
}

fn issued(row: &EngineRow) -> Result<Issued, Error> {
    let text = |index: usize| row.try_get::<Option<String>, _>(index).map(Option::unwrap_or_default);
    let day = |index: usize| -> Result<Option<Date>, Error> {
        let day = row.try_get::<Option<String>, _>(index)?;
        day.map(|day| day.parse().map_err(|_| Error::Corrupt("goal".to_owned()))).transpose()
    };
    Ok(Issued {
        id: row.try_get(0)?,
        account_id: row.try_get(1)?,
        account: row.try_get(2)?,
        name: row.try_get(3)?,
        amount_cents: row.try_get(4)?,
        resources_cents: row.try_get(5)?,
        resources: text(6)?,
        owner_id: row.try_get(7)?,
        owner: text(8)?,
        issued_on: day(9)?.ok_or_else(|| Error::Corrupt("goal.issued_on".to_owned()))?,
        acknowledged_on: day(10)?,
        expected_on: day(11)?,
        horizon: row.try_get(12)?,
    })
}
