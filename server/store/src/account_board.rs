//! What one account's board counts. The caller has made sure the reader may see the account.

use domain::board::account::{AlertLine, DemandLine, Event, Sponsor, TouchLine};
use domain::board::portfolio::CsatCount;
use jiff::civil::Date;
use sqlx::{AssertSqlSafe, Row as _};

use crate::db::{Conn, EngineRow, Error};

/// MRR at the account's last thirteen month ends up to the day, oldest first.
///
/// # Errors
/// When the engine fails.
pub async fn months(conn: &mut Conn, account: &str, to: Date) -> Result<Vec<(Date, i64)>, Error> {
    let rows = sqlx::query("select month_on, mrr_cents from account_month where account_id = $1 and month_on <= $2 order by month_on desc limit 13")
        .bind(account.to_owned())
        .bind(to.to_string())
        .fetch_all(conn)
        .await?;
    rows.iter().rev().map(|row| Ok((day(row, 0)?, row.try_get(1)?))).collect()
}

/// The executive sponsor and the last day somebody of ours met them.
///
/// # Errors
/// When the engine fails.
pub async fn sponsor(conn: &mut Conn, account: &str) -> Result<Option<Sponsor>, Error> {
    let row = sqlx::query(
        "select id, name, job_title,
           (select max(happened_on) from touchpoint where stakeholder_id = stakeholder.id and touchpoint.archived_at is null)
         from stakeholder
         where account_id = $1 and role = 'executive_sponsor' and archived_at is null
         order by id limit 1",
    )
    .bind(account.to_owned())
    .fetch_optional(conn)
    .await?;
    row.map(|row| {
        let touched: Option<String> = row.try_get(3)?;
        Ok(Sponsor {
            id: row.try_get(0)?,
            name: row.try_get(1)?,
            job_title: row.try_get(2)?,
            touched_on: touched.and_then(|text| text.parse().ok()),
        })
    })
    .transpose()
}

/// The five newest demands, how many there are, and how many are kept.
///
/// # Errors
/// When the engine fails.
pub async fn demands(conn: &mut Conn, account: &str) -> Result<(Vec<DemandLine>, i64, i64), Error> {
    let rows = sqlx::query("select id, quote, state, raised_on from demand where account_id = $1 and archived_at is null order by raised_on desc, id desc limit 5")
        .bind(account.to_owned())
        .fetch_all(&mut *conn)
        .await?;
    let lines = rows
        .iter()
        .map(|row| {
            Ok(DemandLine {
                id: row.try_get(0)?,
                quote: row.try_get(1)?,
                state: row.try_get(2)?,
                raised_on: day(row, 3)?,
            })
        })
        .collect::<Result<_, Error>>()?;
    let row = sqlx::query("select count(*), count(case when state in ('delivered', 'accepted') then 1 end) from demand where account_id = $1 and archived_at is null")
        .bind(account.to_owned())
        .fetch_one(conn)
        .await?;
    Ok((lines, row.try_get(0)?, row.try_get(1)?))
}

/// Who has which place on the day: role key and name.
///
/// # Errors
/// When the engine fails.
pub async fn team(conn: &mut Conn, account: &str, on: Date) -> Result<Vec<(String, String)>, Error> {
    let rows = sqlx::query(
        "select team_member.role, \"user\".name
         from team_member join \"user\" on \"user\".id = team_member.user_id
         where team_member.account_id = $1 and team_member.archived_at is null
           and (until_on is null or until_on >= $2) and (from_on is null or from_on <= $2)
         order by case team_member.role when 'ar' then 1 when 'sr' then 2 when 'fr' then 3 else 4 end, team_member.role, \"user\".name
         limit 20",
    )
    .bind(account.to_owned())
    .bind(on.to_string())
    .fetch_all(conn)
    .await?;
    rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect()
}

/// Tickets not closed, and ratings given since the day.
///
/// # Errors
/// When the engine fails.
pub async fn tickets(conn: &mut Conn, account: &str, since: Date) -> Result<(i64, CsatCount), Error> {
    let row = sqlx::query(
        "select count(case when state <> 'closed' then 1 end),
           count(case when submitted_at >= $2 and score >= 4 then 1 end),
           count(case when submitted_at >= $2 then score end),
           count(case when submitted_at >= $2 then 1 end)
         from ticket where account_id = $1 and archived_at is null",
    )
    .bind(account.to_owned())
    .bind(since.to_string())
    .fetch_one(conn)
    .await?;
    Ok((
        row.try_get(0)?,
        CsatCount { satisfied: row.try_get(1)?, answers: row.try_get(2)?, asked: row.try_get(3)? },
    ))
}

/// Uses a day from one day to another, both included.
///
/// # Errors
/// When the engine fails.
pub async fn uses(conn: &mut Conn, account: &str, from: Date, to: Date) -> Result<Vec<(Date, i64)>, Error> {
    let rows = sqlx::query("select used_on, uses from usage_day where account_id = $1 and used_on >= $2 and used_on <= $3 order by used_on")
        .bind(account.to_owned())
        .bind(from.to_string())
        .bind(to.to_string())
        .fetch_all(conn)
        .await?;
    rows.iter().map(|row| Ok((day(row, 0)?, row.try_get(1)?))).collect()
}

/// Core features used from one day to another, and all core features.
///
/// # Errors
/// When the engine fails.
pub async fn core(conn: &mut Conn, account: &str, from: Date, to: Date) -> Result<(i64, i64), Error> {
    let row = sqlx::query(
        "select count(case when exists (select 1 from usage
             where usage.account_id = $1 and usage.feature_id = feature.id and usage.archived_at is null
               and usage.uses > 0 and usage.used_on >= $2 and usage.used_on <= $3) then 1 end),
           count(*)
         from feature where is_core = 1 and archived_at is null",
    )
    .bind(account.to_owned())
    .bind(from.to_string())
    .bind(to.to_string())
    .fetch_one(conn)
    .await?;
    Ok((row.try_get(0)?, row.try_get(1)?))
}

/// Payments due before the day and not paid: how many, how much is missing.
///
/// # Errors
/// When the engine fails.
pub async fn overdue(conn: &mut Conn, account: &str, on: Date) -> Result<(i64, i64), Error> {
    let row = sqlx::query(
        "select count(*), coalesce(sum(amount_cents - coalesce(paid_cents, 0)), 0)
         from payment where account_id = $1 and archived_at is null and state in ('planned', 'invoiced') and due_on < $2",
    )
    .bind(account.to_owned())
    .bind(on.to_string())
    .fetch_one(conn)
    .await?;
    Ok((row.try_get(0)?, row.try_get(1)?))
}

/// The five worst open alerts.
///
/// # Errors
/// When the engine fails.
pub async fn alerts(conn: &mut Conn, account: &str) -> Result<Vec<AlertLine>, Error> {
    let rows = sqlx::query(
        "select alert.id, alert.message, alert.severity, \"user\".name, alert.rule, alert.raised_on
         from alert left join \"user\" on \"user\".id = alert.owner_id
         where alert.account_id = $1 and alert.archived_at is null and alert.state <> 'resolved'
         order by case alert.severity when 'act' then 1 when 'watch' then 2 else 3 end, alert.raised_on, alert.id limit 5",
    )
    .bind(account.to_owned())
    .fetch_all(conn)
    .await?;
    rows.iter()
        .map(|row| {
            let raised_on: String = row.try_get(5)?;
            Ok(AlertLine {
                id: row.try_get(0)?,
                message: row.try_get(1)?,
                severity: row.try_get(2)?,
                owner: row.try_get(3)?,
                rule: row.try_get(4)?,
                raised_on: raised_on.parse().map_err(|_| Error::Corrupt(format!("day {raised_on}")))?,
            })
        })
        .collect()
}

/// The five latest touchpoints.
///
/// # Errors
/// When the engine fails.
pub async fn touchpoints(conn: &mut Conn, account: &str) -> Result<Vec<TouchLine>, Error> {
    let rows = sqlx::query(
        "select touchpoint.id, touchpoint.subject, touchpoint.happened_on, \"user\".name, stakeholder.name
         from touchpoint
         left join \"user\" on \"user\".id = touchpoint.user_id
         left join stakeholder on stakeholder.id = touchpoint.stakeholder_id
         where touchpoint.account_id = $1 and touchpoint.archived_at is null
         order by touchpoint.happened_on desc, touchpoint.id desc limit 5",
    )
    .bind(account.to_owned())
    .fetch_all(conn)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(TouchLine {
                id: row.try_get(0)?,
                subject: row.try_get(1)?,
                happened_on: day(row, 2)?,
                by: row.try_get(3)?,
                with: row.try_get(4)?,
            })
        })
        .collect()
}

fn day(row: &EngineRow, index: usize) -> Result<Date, Error> {
    let text: String = row.try_get(index)?;
    text.parse().map_err(|_| Error::Corrupt(format!("a day that reads {text:?}")))
}

/// The latest of everything that happened with an account up to a day, newest first.
///
/// # Errors
/// When the engine fails.
pub async fn timeline(conn: &mut Conn, account_id: &str, today: Date) -> Result<Vec<Event>, Error> {
    const PARTS: &[(&str, &str, &str)] = &[
        ("touchpoint", "happened_on", "subject"),
        ("demand", "raised_on", "quote"),
        ("ticket", "submitted_at", "subject"),
        ("survey_response", "answered_on", "kind"),
        ("payment", "due_on", "node"),
        ("contract", "signed_on", "name"),
        ("arr_event", "happened_on", "kind"),
        ("churn_event", "happened_on", "reason"),
        ("alert", "raised_on", "message"),
        ("task", "due_on", "title"),
    ];
    let mut events = Vec::new();
    for (table, day, title) in PARTS {
        let sql = format!(
            "select id, {day}, {title} from {table}
             where account_id = $1 and {day} < $2 and archived_at is null order by {day} desc, id desc limit 8"
        );
        let rows = sqlx::query(AssertSqlSafe(sql))
            .bind(account_id.to_owned())
            .bind(domain::calendar::plus_days(today, 1).to_string())
            .fetch_all(&mut *conn)
            .await?;
        for row in rows {
            let happened: String = row.try_get(1)?;
            events.push(Event {
                table: (*table).to_owned(),
                id: row.try_get(0)?,
                happened_on: happened.chars().take(10).collect(),
                title: row.try_get(2)?,
            });
        }
    }
    events.sort_by(|a, b| b.happened_on.cmp(&a.happened_on).then_with(|| b.id.cmp(&a.id)));
    events.truncate(8);
    Ok(events)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[tokio::test]
    async fn every_statement_runs_on_an_account_without_history() {
        let store = crate::Store::in_memory().await.unwrap();
        let mut conn = store.read().await.unwrap();
        let day = date(2026, 11, 22);
        assert!(months(&mut conn, "a", day).await.unwrap().is_empty());
        assert!(sponsor(&mut conn, "a").await.unwrap().is_none());
        assert_eq!(demands(&mut conn, "a").await.unwrap(), (vec![], 0, 0));
        assert!(team(&mut conn, "a", day).await.unwrap().is_empty());
        assert_eq!(tickets(&mut conn, "a", day).await.unwrap(), (0, CsatCount::default()));
        assert!(uses(&mut conn, "a", day, day).await.unwrap().is_empty());
        assert_eq!(core(&mut conn, "a", day, day).await.unwrap(), (0, 0));
        assert_eq!(overdue(&mut conn, "a", day).await.unwrap(), (0, 0));
        assert!(alerts(&mut conn, "a").await.unwrap().is_empty());
        assert!(touchpoints(&mut conn, "a").await.unwrap().is_empty());
    }
}
