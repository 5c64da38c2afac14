//! What the home of a customer's sponsor shows. The caller has made sure whose account it is.

use domain::board::home::{Demand, Meeting, Person, Worth, clock_at};
use jiff::civil::Date;
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};
use sqlx::Row as _;

use crate::db::{Conn, EngineRow, Error};

/// What they asked for, the newest first.
///
/// # Errors
/// When the engine fails.
pub async fn demands(conn: &mut Conn, account: &str) -> Result<Vec<Demand>, Error> {
    let rows = sqlx::query(
        "select id, quote, state, raised_on, answer from demand
         where account_id = $1 and archived_at is null
         order by raised_on desc, id desc limit 40",
    )
    .bind(account.to_owned())
    .fetch_all(conn)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(Demand {
                id: row.try_get(0)?,
                quote: row.try_get(1)?,
                state: row.try_get(2)?,
                raised_on: day(row, 3)?,
                answer: row.try_get(4)?,
            })
        })
        .collect()
}

/// What things were worth, the newest first.
///
/// # Errors
/// When the engine fails.
pub async fn values(conn: &mut Conn, account: &str) -> Result<Vec<Worth>, Error> {
    let rows = sqlx::query(
        "select id, version, statement, amount_cents, evidence, answer from value_statement
         where account_id = $1 and archived_at is null
         order by stated_on desc, id desc limit 20",
    )
    .bind(account.to_owned())
    .fetch_all(conn)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(Worth {
                id: row.try_get(0)?,
                version: row.try_get(1)?,
                statement: row.try_get(2)?,
                amount_cents: row.try_get(3)?,
                evidence: row.try_get(4)?,
                answer: row.try_get(5)?,
            })
        })
        .collect()
}

/// The meetings after an instant, the next first; times as clocks show them at the offset.
///
/// # Errors
/// When the engine fails.
pub async fn meetings(
    conn: &mut Conn,
    account: &str,
    after: &str,
    offset: Offset,
) -> Result<Vec<Meeting>, Error> {
    let rows = sqlx::query(
        "select id, version, subject, purpose, place, meets_at, reply from meeting
         where account_id = $1 and meets_at > $2 and state = 'planned' and archived_at is null
         order by meets_at, id limit 8",
    )
    .bind(account.to_owned())
    .bind(after.to_owned())
    .fetch_all(conn)
    .await?;
    rows.iter()
        .map(|row| {
            let at: String = row.try_get(5)?;
            let at: Timestamp = at.parse().map_err(|_| Error::Corrupt("meeting.meets_at".to_owned()))?;
            Ok(Meeting {
                id: row.try_get(0)?,
                version: row.try_get(1)?,
                subject: row.try_get(2)?,
                purpose: row.try_get(3)?,
                place: row.try_get(4)?,
                at: clock_at(at, offset),
                reply: row.try_get(6)?,
            })
        })
        .collect()
}

/// The sponsor's last answer to the one question.
///
/// # Errors
/// When the engine fails.
pub async fn pulse(conn: &mut Conn, account: &str) -> Result<Option<(i64, Date)>, Error> {
    let row = sqlx::query(
        "select score, answered_on from survey_response
         where account_id = $1 and kind = 'sponsor_pulse' and archived_at is null
         order by answered_on desc, id desc limit 1",
    )
    .bind(account.to_owned())
    .fetch_optional(conn)
    .await?;
    row.map(|row| Ok((row.try_get(0)?, day(&row, 1)?))).transpose()
}

/// Who looks after the account on the day: place, name, where to write to; everybody once.
///
/// # Errors
/// When the engine fails.
pub async fn people(conn: &mut Conn, account: &str, on: Date) -> Result<Vec<Person>, Error> {
    let rows = sqlx::query(
        "select member.role, \"user\".name, \"user\".email
         from team_member member join \"user\" on \"user\".id = member.user_id and \"user\".is_active = 1
         where member.account_id = $1 and member.archived_at is null
           and (until_on is null or until_on >= $2) and (from_on is null or from_on <= $2)
         order by case member.role when 'ar' then 1 when 'sr' then 2 when 'fr' then 3 when 'csm' then 4 when 'service_head' then 5 else 6 end, \"user\".name
         limit 12",
    )
    .bind(account.to_owned())
    .bind(on.to_string())
    .fetch_all(conn)
    .await?;
    let mut people: Vec<Person> = Vec::new();
    for row in &rows {
        let one = Person { place: row.try_get(0)?, name: row.try_get(1)?, email: row.try_get(2)? };
        if !people.iter().any(|known| known.email == one.email) {
            people.push(one);
        }
    }
    people.truncate(6);
    Ok(people)
}

/// The sponsor of an account as a stakeholder: the one this user was invited as, else the first there is.
///
/// # Errors
/// When the engine fails.
pub async fn stakeholder_of(conn: &mut Conn, account: &str, user: &str) -> Result<Option<String>, Error> {
    let row = sqlx::query(
        "select stakeholder.id from stakeholder
         left join sponsor_setup on sponsor_setup.stakeholder_id = stakeholder.id and sponsor_setup.user_id = $2
         where stakeholder.account_id = $1 and stakeholder.role = 'executive_sponsor' and stakeholder.archived_at is null
         order by case when sponsor_setup.id is null then 1 else 0 end, stakeholder.id limit 1",
    )
    .bind(account.to_owned())
    .bind(user.to_owned())
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| row.try_get(0)).transpose()?)
}

/// The offset of so many hours from UTC.
pub fn offset(hours: i64) -> Offset {
    let seconds = SignedDuration::from_hours(hours).as_secs();
    i32::try_from(seconds).ok().and_then(|seconds| Offset::from_seconds(seconds).ok()).unwrap_or(Offset::UTC)
}

fn day(row: &EngineRow, index: usize) -> Result<Date, Error> {
    let text: String = row.try_get(index)?;
    text.parse().map_err(|_| Error::Corrupt(text))
}
