//! What stands around an alert on a board: who could take it on, whom to ring, who knows of it and who asked about it.

use domain::board::portfolio::{AtRisk, Told};
use jiff::Timestamp;
use sqlx::Row as _;

use crate::db::{Conn, EngineRow, Error};

/// Adds it to an account that needs somebody.
///
/// # Errors
/// When the engine fails.
pub async fn around(conn: &mut Conn, risk: &mut AtRisk) -> Result<(), Error> {
    let row = sqlx::query(
        "select alert.version, alert.state, lead.id, lead.name
         from alert join account on account.id = alert.account_id
         left join \"user\" lead on lead.id = account.owner_id and lead.is_active = 1 and lead.archived_at is null
         where alert.id = $1",
    )
    .bind(risk.alert_id.clone())
    .fetch_one(&mut *conn)
    .await?;
    (risk.version, risk.state) = (row.try_get(0)?, row.try_get(1)?);
    risk.lead = row.try_get::<Option<String>, _>(2)?.zip(row.try_get(3)?);
    let row = sqlx::query(
        "select name, mobile from stakeholder
         where account_id = $1 and role = 'executive_sponsor' and archived_at is null and mobile is not null
         order by id limit 1",
    )
    .bind(risk.account_id.clone())
    .fetch_optional(&mut *conn)
    .await?;
    risk.sponsor = row.map(|row| Ok::<_, Error>((row.try_get(0)?, row.try_get(1)?))).transpose()?;
    let row = sqlx::query(
        "select \"user\".name, audit.happened_at
         from audit join \"user\" on \"user\".id = audit.user_id
         where audit.noun = 'alert' and audit.record_id = $1 and audit.changes like '%\"acknowledged\"%'
         order by audit.happened_at desc, audit.id desc limit 1",
    )
    .bind(risk.alert_id.clone())
    .fetch_optional(&mut *conn)
    .await?;
    risk.known = row.as_ref().map(told).transpose()?;
    let row = sqlx::query(
        "select \"user\".name, receipt.done_at
         from task
         join receipt on receipt.record_id = task.id and receipt.noun = 'task' and receipt.undone_at is null
         join \"user\" on \"user\".id = receipt.user_id
         where task.alert_id = $1 and task.archived_at is null and task.state in ('open', 'doing')
         order by receipt.done_at desc limit 1",
    )
    .bind(risk.alert_id.clone())
    .fetch_optional(&mut *conn)
    .await?;
    risk.asked = row.as_ref().map(told).transpose()?;
    Ok(())
}

fn told(row: &EngineRow) -> Result<Told, Error> {
    let at: String = row.try_get(1)?;
    let at: Timestamp = at.parse().map_err(|_| Error::Corrupt(format!("an instant that reads {at:?}")))?;
    Ok(Told { by: row.try_get(0)?, at })
}
