//! Meetings whose alert may have to be raised or settled.

use sqlx::Row as _;

use crate::db::{Conn, Error};

/// Planned meetings between two instants that nobody has answered, and those with an open alert that are over.
///
/// # Errors
/// When the engine fails.
pub async fn unsettled(conn: &mut Conn, now: &str, until: &str) -> Result<Vec<String>, Error> {
    let rows = sqlx::query(
        "select id from meeting
         where archived_at is null and state = 'planned' and reply = 'pending' and meets_at > $1 and meets_at <= $2
         union
         select meeting.id from meeting
         where meets_at <= $1 and exists (select 1 from alert
           where alert.account_id = meeting.account_id and alert.rule = 'meeting_unconfirmed'
             and alert.state <> 'resolved' and alert.archived_at is null)
         order by 1 limit 5000",
    )
    .bind(now.to_owned())
    .bind(until.to_owned())
    .fetch_all(conn)
    .await?;
    rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
}
