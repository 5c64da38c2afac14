//! What the adoption board counts of use, cut by rights.

use domain::board::adoption::{Action, Idle, KEPT_DAYS, Kept, Seats, Spare, WINDOW_DAYS, window};
use domain::calendar::plus_days;
use domain::retention::arr_cents;
use jiff::civil::Date;
use sqlx::Row as _;

use crate::db::{Conn, EngineRow, Error, rows};
use crate::record::{Cut, account_cut};
use crate::sponsor_board::day;

/// The core features' ids.
///
/// # Errors
/// When the engine fails.
pub async fn core(conn: &mut Conn) -> Result<Vec<String>, Error> {
    let sql = "select id from feature where is_core = 1 and archived_at is null order by id limit 200";
    rows(conn, sql.to_owned(), vec![], vec![]).await?.iter().map(|row| Ok(row.try_get(0)?)).collect()
}

/// Paying customers who used a core feature in the 28 days before those to a day, and not in these.
///
/// # Errors
/// When the engine fails.
pub async fn stopped(conn: &mut Conn, cut: &Cut, to: Date) -> Result<i64, Error> {
    let (cut_sql, held) = account_cut(cut, "account.id", 5);
    let spell = "exists (select 1 from core_spell s where s.account_id = account.id and";
    let sql = format!(
        "select count(*) from account
         where archived_at is null and mrr_cents > 0 and {spell} s.from_on <= $2 and s.until_on >= $1)
           and not {spell} s.from_on <= $4 and s.until_on >= $3){cut_sql}"
    );
    let (then, now) = (window(plus_days(to, -WINDOW_DAYS)), window(to));
    let own = [then.0, then.1, now.0, now.1].map(|day| day.to_string()).to_vec();
    rows(conn, sql, own, held).await?.first().map_or(Ok(0), |row| Ok(row.try_get(0)?))
}

/// The core actions in their order, and how many paying customers did each and all before it in the 28 days to a day.
///
/// # Errors
/// When the engine fails.
pub async fn actions(conn: &mut Conn, cut: &Cut, to: Date) -> Result<Vec<Action>, Error> {
    let sql = "select action.name, action.feature_id
         from core_action action join feature on feature.id = action.feature_id and feature.archived_at is null
         where action.archived_at is null order by action.position, action.id limit 8";
    let read =
        |row: &EngineRow| Ok(Action { name: row.try_get(0)?, feature_id: row.try_get(1)?, accounts: 0 });
    let found = rows(conn, sql.to_owned(), vec![], vec![]).await?;
    let mut actions = found.iter().map(read).collect::<Result<Vec<_>, Error>>()?;
    if actions.is_empty() {
        return Ok(actions);
    }
    let (cut_sql, held) = account_cut(cut, "account.id", actions.len() + 3);
    let (mut did, mut counted, mut all) = (String::new(), Vec::new(), String::new());
    for place in 1..=actions.len() {
        did.push_str(&format!(
            ", max(case when u.feature_id = ${} then 1 else 0 end) as did_{place}",
            place + 2
        ));
        all.push_str(if all.is_empty() { "" } else { " and " });
        all.push_str(&format!("did_{place} = 1"));
        counted.push(format!("count(case when {all} then 1 end)"));
    }
    let sql = format!(
        "select {} from (
           select account.id{did}
           from account join usage u on u.account_id = account.id and u.used_on >= $1 and u.used_on <= $2 and u.uses > 0 and u.archived_at is null
           where account.archived_at is null and account.mrr_cents > 0{cut_sql}
           group by account.id) as used",
        counted.join(", ")
    );
    let (from, to) = window(to);
    let mut own = vec![from.to_string(), to.to_string()];
    own.extend(actions.iter().map(|action| action.feature_id.clone()));
    let found = rows(conn, sql, own, held).await?;
    if let Some(row) = found.first() {
        for (index, action) in actions.iter_mut().enumerate() {
            action.accounts = row.try_get(index)?;
        }
    }
    Ok(actions)
}

/// The features in use twelve weeks before a day by how many of their users they kept, the best first: ten at most,
/// and of more the best five and the worst five.
///
/// # Errors
/// When the engine fails.
pub async fn kept(conn: &mut Conn, cut: &Cut, to: Date) -> Result<Vec<Kept>, Error> {
    let (cut_sql, held) = account_cut(cut, "account.id", 5);
    let sql = format!(
        "with used as (
           select account.id, u.feature_id, max(case when u.used_on <= $2 then 1 else 0 end) as was, max(case when u.used_on >= $3 then 1 else 0 end) as now
           from account join usage u on u.account_id = account.id and u.used_on >= $1 and u.used_on <= $4 and u.uses > 0 and u.archived_at is null
           where account.archived_at is null and (u.used_on <= $2 or u.used_on >= $3){cut_sql}
           group by account.id, u.feature_id)
         select feature.id, feature.name, feature.is_core, sum(was), sum(was * now)
         from used join feature on feature.id = used.feature_id and feature.archived_at is null
         group by feature.id, feature.name, feature.is_core having sum(was) > 0
         order by sum(was * now) * 1.0 / sum(was) desc, sum(was) desc, feature.id limit 500"
    );
    let (now, then) = (window(to), window(plus_days(to, -KEPT_DAYS)));
    let own = [then.0, then.1, now.0, now.1].map(|day| day.to_string()).to_vec();
    let found = rows(conn, sql, own, held).await?;
    let read = |row: &EngineRow| {
        Ok(Kept {
            id: row.try_get(0)?,
            name: row.try_get(1)?,
            is_core: row.try_get(2)?,
            then: row.try_get(3)?,
            kept: row.try_get(4)?,
        })
    };
    let mut features = found.iter().map(read).collect::<Result<Vec<_>, Error>>()?;
    if features.len() > 10 {
        features.drain(5..features.len() - 5);
    }
    Ok(features)
}

/// The six largest who pay and used no core feature in the 28 days to a day, and what all of them pay a year.
///
/// # Errors
/// When the engine fails.
pub async fn idle(conn: &mut Conn, cut: &Cut, to: Date) -> Result<(Vec<Idle>, i64), Error> {
    let (cut_sql, held) = account_cut(cut, "account.id", 3);
    let (from, to) = window(to);
    let own = vec![from.to_string(), to.to_string()];
    let sql = format!(
        "select account.id, account.name, coalesce(owner.name, ''), account.mrr_cents,
           (select max(d.used_on) from usage_day d where d.account_id = account.id and d.used_on <= $2 and d.uses > 0),
           sum(account.mrr_cents) over ()
         from account left join \"user\" owner on owner.id = account.owner_id
         where account.archived_at is null and account.mrr_cents > 0
           and not exists (select 1 from core_spell s where s.account_id = account.id and s.from_on <= $2 and s.until_on >= $1){cut_sql}
         order by account.mrr_cents desc, account.id limit 6"
    );
    let found = rows(conn, sql, own, held).await?;
    let all = found.first().map_or(Ok(0), |row| row.try_get(5))?;
    let read = |row: &EngineRow| {
        Ok(Idle {
            account_id: row.try_get(0)?,
            account: row.try_get(1)?,
            owner: row.try_get(2)?,
            arr_cents: arr_cents(row.try_get(3)?),
            last_on: day(row.try_get(4)?)?,
        })
    };
    Ok((found.iter().map(read).collect::<Result<_, Error>>()?, arr_cents(all)))
}

/// Seats of paying customers in the 28 days to a day; the six who pay most for empty ones.
///
/// # Errors
/// When the engine fails.
pub async fn seats(conn: &mut Conn, cut: &Cut, to: Date) -> Result<Seats, Error> {
    let (cut_sql, held) = account_cut(cut, "account.id", 3);
    let (from, to) = window(to);
    let own = vec![from.to_string(), to.to_string()];
    let taken = format!(
        "with seated as (
           select id, name, seats, mrr_cents, min(seats, coalesce(
             (select max(d.users) from usage_day d where d.account_id = account.id and d.used_on >= $1 and d.used_on <= $2), 0)) as taken
           from account where archived_at is null and mrr_cents > 0 and seats > 0{cut_sql})"
    );
    let sql = format!(
        "{taken} select count(*), coalesce(sum(seats), 0), coalesce(sum(taken), 0), count(case when taken < seats then 1 end) from seated"
    );
    let counted = rows(conn, sql, own.clone(), held.clone()).await?;
    let Some(row) = counted.first() else { return Ok(Seats::default()) };
    let sql = format!(
        "{taken} select id, name, seats, taken, mrr_cents * (seats - taken) / seats
         from seated where taken < seats order by 5 desc, id limit 6"
    );
    let found = rows(conn, sql, own, held).await?;
    let read = |row: &EngineRow| {
        Ok(Spare {
            account_id: row.try_get(0)?,
            account: row.try_get(1)?,
            paid: row.try_get(2)?,
            taken: row.try_get(3)?,
            arr_cents: arr_cents(row.try_get(4)?),
        })
    };
    Ok(Seats {
        accounts: row.try_get(0)?,
        paid: row.try_get(1)?,
        taken: row.try_get(2)?,
        spare_accounts: row.try_get(3)?,
        spare: found.iter().map(read).collect::<Result<_, Error>>()?,
    })
}
