//! What the rules of relationships ask: what somebody was given, when two executives last met, who has a customer to
//! themselves, and who speaks of a topic.

use std::collections::BTreeMap;

use domain::calendar::{days_between, plus_days};
use jiff::civil::Date;
use sqlx::Row as _;

use crate::db::{Conn, EngineRow, Error, rows};

/// For so long one of ours has had a customer before it is looked at: two years.
pub const KEPT_DAYS: i32 = 730;
/// For so long nobody else has spoken to them.
const ALONE_DAYS: i32 = 365;

/// When the two of a pair last met; the day the pair was made when they never did.
pub(crate) const LAST_MET: &str = "coalesce((select max(touchpoint.happened_on) from touchpoint
      where touchpoint.account_id = executive_pair.account_id and touchpoint.archived_at is null
        and touchpoint.user_id = executive_pair.user_id
        and touchpoint.stakeholder_id = executive_pair.stakeholder_id
        and touchpoint.happened_on <= $1), substr(executive_pair.created_at, 1, 10))";

/// A customer one of ours has to themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The account's id.
    pub account_id: String,
    /// Its name.
    pub account: String,
    /// Who has it.
    pub owner: String,
    /// For how many days.
    pub days: i32,
}

/// Somebody who speaks of a topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaks {
    /// The person at the customer.
    pub stakeholder_id: String,
    /// Their account.
    pub account_id: String,
    /// Which of the words they speak of.
    pub words: Vec<String>,
}

pub(crate) fn day(row: &EngineRow, index: usize) -> Result<Option<Date>, Error> {
    Ok(row.try_get::<Option<String>, _>(index)?.and_then(|day| day.parse().ok()))
}

/// What a person was given in a year, in cents, without what was blocked.
///
/// # Errors
/// When the engine fails.
pub async fn given(conn: &mut Conn, stakeholder_id: &str, year: &str) -> Result<i64, Error> {
    const SQL: &str = "select coalesce(sum(value_cents), 0) from gift
        where stakeholder_id = $1 and substr(given_on, 1, 4) = $2 and verdict = 'allowed' and archived_at is null";
    Ok(sqlx::query_scalar(SQL).bind(stakeholder_id.to_owned()).bind(year.to_owned()).fetch_one(conn).await?)
}

/// For how many days the two of a pair have not met.
///
/// # Errors
/// When the engine fails.
pub async fn silent_days(conn: &mut Conn, pair: &str, today: Date) -> Result<Option<i64>, Error> {
    let sql = format!("select {LAST_MET} from executive_pair where id = $2");
    let found = rows(conn, sql, vec![today.to_string(), pair.to_owned()], vec![]).await?;
    let last = found.first().map(|row| day(row, 0)).transpose()?.flatten();
    Ok(last.map(|last| i64::from(days_between(last, today))))
}

/// Pairs that have not met for longer than they agreed.
///
/// # Errors
/// When the engine fails.
pub async fn overdue(conn: &mut Conn, today: Date) -> Result<Vec<String>, Error> {
    let sql = format!(
        "select id, cadence_days, {LAST_MET} from executive_pair where archived_at is null order by id"
    );
    let mut late = Vec::new();
    for row in rows(conn, sql, vec![today.to_string()], vec![]).await? {
        let cadence: i64 = row.try_get(1)?;
        if day(&row, 2)?.is_some_and(|last| i64::from(days_between(last, today)) > cadence) {
            late.push(row.try_get(0)?);
        }
    }
    Ok(late)
}

/// Customers one of ours has had for years and nobody else has spoken to for a year; of all, or this one.
///
/// # Errors
/// When the engine fails.
pub async fn kept(conn: &mut Conn, account: Option<&str>, today: Date) -> Result<Vec<Kept>, Error> {
    let only = if account.is_some() { " and account.id = $3" } else { "" };
    let sql = format!(
        "with held as (
           select account.id, account.name, account.owner_id, \"user\".name as owner,
             coalesce((select min(team_member.from_on) from team_member
               where team_member.account_id = account.id and team_member.user_id = account.owner_id
                 and team_member.archived_at is null), account.signed_up_on) as since
           from account join \"user\" on \"user\".id = account.owner_id
           where account.archived_at is null and account.stage <> 'lost'{only})
         select id, name, owner, since from held
         where since <= $1 and not exists (select 1 from touchpoint
           where touchpoint.account_id = held.id and touchpoint.archived_at is null
             and touchpoint.happened_on > $2 and touchpoint.user_id is not null
             and touchpoint.user_id <> held.owner_id)
         order by since, id"
    );
    let mut own = vec![plus_days(today, -KEPT_DAYS).to_string(), plus_days(today, -ALONE_DAYS).to_string()];
    own.extend(account.map(str::to_owned));
    let read = |row: &EngineRow| {
        let since = day(row, 3)?.unwrap_or(today);
        Ok(Kept {
            account_id: row.try_get(0)?,
            account: row.try_get(1)?,
            owner: row.try_get(2)?,
            days: days_between(since, today),
        })
    };
    rows(conn, sql, own, vec![]).await?.iter().map(read).collect()
}

/// Decision makers who speak of these words and are not on the salon's list, those with most of them first.
///
/// # Errors
/// When the engine fails.
pub async fn speak_of(
    conn: &mut Conn,
    salon: &str,
    words: &[&str],
    most: usize,
) -> Result<Vec<Speaks>, Error> {
    const WHO: &str = "from stakeholder join account on account.id = stakeholder.account_id
          and account.archived_at is null and account.stage <> 'lost'";
    const WHICH: &str = "where stakeholder.archived_at is null
          and stakeholder.role in ('executive_sponsor', 'champion', 'decision_maker')
          and stakeholder.id not in (select stakeholder_id from salon_guest where salon_id = $1)";
    let sql = format!(
        "select stakeholder.id, stakeholder.account_id,
           coalesce(stakeholder.job_title, '') || ' ' || coalesce(stakeholder.view_of_us, '')
         {WHO} {WHICH}
         union all
         select stakeholder.id, stakeholder.account_id, demand.quote
         {WHO} join demand on demand.stakeholder_id = stakeholder.id and demand.archived_at is null {WHICH}"
    );
    let mut people: BTreeMap<String, Speaks> = BTreeMap::new();
    for row in rows(conn, sql, vec![salon.to_owned()], vec![]).await? {
        let (id, said): (String, String) = (row.try_get(0)?, row.try_get(2)?);
        let said = said.to_lowercase();
        let account_id: String = row.try_get(1)?;
        let person =
            people.entry(id.clone()).or_insert(Speaks { stakeholder_id: id, account_id, words: Vec::new() });
        for word in words {
            if said.contains(&word.to_lowercase()) && !person.words.iter().any(|known| known == word) {
                person.words.push((*word).to_owned());
            }
        }
    }
    let mut found: Vec<Speaks> = people.into_values().filter(|one| !one.words.is_empty()).collect();
    found.sort_by_key(|one| std::cmp::Reverse(one.words.len()));
    found.truncate(most);
    Ok(found)
}
