//! What the company board counts of the ledger, of payments and of scores, cut by rights.

use domain::board::company::{Aim, Cash, Month, Portfolio, Recovered, Recovery, Signed};
use domain::board::slice::Part;
use domain::calendar::{Period, plus_days};
use domain::noun::score::lamp_of;
use domain::retention::arr_cents;
use jiff::civil::Date;
use sqlx::Row as _;

use crate::db::{Conn, EngineRow, Error, rows};
use crate::record::{Cut, account_cut};

const WON: &str = "coalesce(sum(case when kind = 'new' then delta_cents end), 0), count(case when kind = 'new' then 1 end),
           coalesce(sum(case when kind = 'expansion' then delta_cents end), 0), count(case when kind = 'expansion' then 1 end),
           coalesce(sum(case when kind = 'reactivation' then delta_cents end), 0), count(case when kind = 'reactivation' then 1 end)";

fn won(row: &EngineRow, first: usize) -> Result<Signed, Error> {
    let pair = |at: usize| Ok::<_, Error>((row.try_get(first + at)?, row.try_get(first + at + 1)?));
    Ok(Signed { new: pair(0)?, expansion: pair(2)?, back: pair(4)? })
}

/// What was won in a period.
///
/// # Errors
/// When the engine fails.
pub async fn signed(conn: &mut Conn, cut: &Cut, (from, to): (Date, Date)) -> Result<Signed, Error> {
    let (cut_sql, held) = account_cut(cut, "account_id", 3);
    let sql = format!(
        "select {WON} from arr_event where archived_at is null and happened_on > $1 and happened_on <= $2{cut_sql}"
    );
    let found = rows(conn, sql, vec![from.to_string(), to.to_string()], held).await?;
    found.first().map_or(Ok(Signed::default()), |row| won(row, 0))
}

/// The months from one day's to another's, oldest first; the last one up to the day.
///
/// # Errors
/// When the engine fails.
pub async fn months(conn: &mut Conn, cut: &Cut, first: Date, to: Date) -> Result<Vec<Month>, Error> {
    let (cut_sql, held) = account_cut(cut, "account_id", 3);
    let own = vec![plus_days(first.first_of_month(), -1).to_string(), to.to_string()];
    let sql = format!(
        "select substr(happened_on, 1, 7), {WON} from arr_event
         where archived_at is null and happened_on > $1 and happened_on <= $2{cut_sql}
         group by substr(happened_on, 1, 7)"
    );
    let ledger = rows(conn, sql, own.clone(), held.clone()).await?;
    let sql = format!(
        "select substr(due_on, 1, 7), coalesce(sum(case when state = 'paid' then amount_cents end), 0),
           coalesce(sum(case when state <> 'paid' then amount_cents end), 0)
         from payment
         where archived_at is null and state <> 'written_off' and due_on > $1 and due_on <= $2{cut_sql}
         group by substr(due_on, 1, 7)"
    );
    let cash = rows(conn, sql, own, held).await?;
    let of = |rows: &[EngineRow], key: &str| {
        rows.iter().position(|row| row.try_get::<String, _>(0).is_ok_and(|month| month == key))
    };
    let mut months = Vec::new();
    let mut month_on = first.first_of_month();
    while month_on <= to {
        let key = domain::calendar::month_key(month_on);
        let signed = of(&ledger, &key).and_then(|at| ledger.get(at));
        let due = of(&cash, &key).and_then(|at| cash.get(at));
        months.push(Month {
            month_on,
            signed: signed.map_or(Ok(Signed::default()), |row| won(row, 1))?,
            came_cents: due.map_or(Ok(0), |row| row.try_get(1))?,
            open_cents: due.map_or(Ok(0), |row| row.try_get(2))?,
        });
        month_on = plus_days(month_on.last_of_month(), 1);
    }
    Ok(months)
}

/// Contracts signed in a period: how many, and what they are worth.
///
/// # Errors
/// When the engine fails.
pub async fn contracts(conn: &mut Conn, cut: &Cut, (from, to): (Date, Date)) -> Result<(i64, i64), Error> {
    let (cut_sql, held) = account_cut(cut, "account_id", 3);
    let sql = format!(
        "select count(*), coalesce(sum(amount_cents), 0) from contract
         where archived_at is null and state in ('active', 'ended') and signed_on > $1 and signed_on <= $2{cut_sql}"
    );
    let found = rows(conn, sql, vec![from.to_string(), to.to_string()], held).await?;
    found.first().map_or(Ok((0, 0)), |row| Ok((row.try_get(0)?, row.try_get(1)?)))
}

/// The targets whose time a day is in: of each measure the one for the longest time. What has been reached of them is
/// counted from their first day to that day.
///
/// # Errors
/// When the engine fails.
pub async fn aims(conn: &mut Conn, cut: &Cut, on: Date) -> Result<Vec<Aim>, Error> {
    let sql = "select id, name, measure, starts_on, ends_on, amount_cents from target
         where archived_at is null and starts_on <= $1 and ends_on >= $1 order by measure desc, starts_on, ends_on desc, id";
    let mut aims: Vec<Aim> = Vec::new();
    for row in rows(conn, sql.to_owned(), vec![on.to_string()], vec![]).await? {
        let day = |at: usize| Ok::<_, Error>(row.try_get::<String, _>(at)?.parse().unwrap_or(on));
        let aim = Aim {
            id: row.try_get(0)?,
            name: row.try_get(1)?,
            measure: row.try_get(2)?,
            period: Period { from: day(3)?, to: day(4)? },
            amount_cents: row.try_get(5)?,
            actual_cents: 0,
        };
        match aims.iter_mut().find(|held| held.measure == aim.measure) {
            Some(held) if held.period.days() >= aim.period.days() => {}
            Some(held) => *held = aim,
            None => aims.push(aim),
        }
    }
    for aim in &mut aims {
        let period = (aim.period.opening_on(), on);
        aim.actual_cents = reached(conn, cut, &aim.measure, period).await?;
    }
    Ok(aims)
}

/// What has been reached of a measure after the end of one day and up to another.
///
/// # Errors
/// When the engine fails.
pub async fn reached(conn: &mut Conn, cut: &Cut, measure: &str, period: (Date, Date)) -> Result<i64, Error> {
    Ok(match measure {
        "signed" => arr_cents(signed(conn, cut, period).await?.mrr_cents()),
        "contracts" => contracts(conn, cut, period).await?.1,
        _ => arrived(conn, cut, period).await?,
    })
}

/// What came in in a period.
async fn arrived(conn: &mut Conn, cut: &Cut, (from, to): (Date, Date)) -> Result<i64, Error> {
    let (cut_sql, held) = account_cut(cut, "account_id", 3);
    let sql = format!(
        "select coalesce(sum(coalesce(paid_cents, amount_cents)), 0) from payment
         where archived_at is null and state = 'paid' and paid_on > $1 and paid_on <= $2{cut_sql}"
    );
    let found = rows(conn, sql, vec![from.to_string(), to.to_string()], held).await?;
    found.first().map_or(Ok(0), |row| Ok(row.try_get(0)?))
}

/// What was to come in in a period, what did, and what is past due.
///
/// # Errors
/// When the engine fails.
pub async fn cash(conn: &mut Conn, cut: &Cut, (from, to): (Date, Date)) -> Result<Cash, Error> {
    let (cut_sql, held) = account_cut(cut, "account_id", 3);
    let sql = format!(
        "select coalesce(sum(amount_cents), 0), count(*),
           coalesce(sum(case when state = 'paid' then amount_cents end), 0), count(case when state = 'paid' then 1 end)
         from payment where archived_at is null and state <> 'written_off' and due_on > $1 and due_on <= $2{cut_sql}"
    );
    let own = vec![from.to_string(), to.to_string()];
    let found = rows(conn, sql, own, held).await?;
    let Some(row) = found.first() else { return Ok(Cash::default()) };
    let (cut_sql, held) = account_cut(cut, "account_id", 2);
    let sql = format!(
        "select coalesce(sum(amount_cents), 0), count(*) from payment
         where archived_at is null and state in ('planned', 'invoiced') and due_on < $1{cut_sql}"
    );
    let late = rows(conn, sql, vec![to.to_string()], held).await?;
    Ok(Cash {
        due: (row.try_get(0)?, row.try_get(1)?),
        came: (row.try_get(2)?, row.try_get(3)?),
        overdue: late.first().map_or(Ok::<_, Error>((0, 0)), |row| Ok((row.try_get(0)?, row.try_get(1)?)))?,
    })
}

/// Parts of the customers by retention between two days, the best first; those without an opening come last.
///
/// # Errors
/// When the engine fails.
pub async fn parts(
    conn: &mut Conn,
    cut: &Cut,
    column: &str,
    (from, to): (Date, Date),
) -> Result<Vec<Portfolio>, Error> {
    let (cut_sql, held) = account_cut(cut, "account_id", 3);
    let name = if column == Part::Owner.field() {
        "(select owner.name from \"user\" owner where owner.id = account.owner_id)".to_owned()
    } else {
        format!("account.{column}")
    };
    let sql = format!(
        "with position as (
           select account_id, sum(case when happened_on <= $1 then delta_cents else 0 end) as s, sum(delta_cents) as e
           from arr_event where happened_on <= $2 and archived_at is null{cut_sql} group by account_id)
         select coalesce(account.{column}, ''), coalesce(max({name}), ''), count(case when e > 0 then 1 end),
           coalesce(sum(case when e > 0 then e end), 0), coalesce(sum(case when s > 0 then s end), 0) as opening,
           coalesce(sum(case when s > 0 and e > 0 then e end), 0) as kept,
           count(case when e > 0 and account.health_lamp = 'act' then 1 end)
         from position join account on account.id = position.account_id and account.archived_at is null
         group by coalesce(account.{column}, '')
         order by opening = 0, kept * 1.0 / nullif(opening, 0) desc, 4 desc, 1 limit 500"
    );
    let found = rows(conn, sql, vec![from.to_string(), to.to_string()], held).await?;
    let read = |row: &EngineRow| {
        Ok(Portfolio {
            key: row.try_get(0)?,
            name: row.try_get(1)?,
            customers: row.try_get(2)?,
            arr_cents: arr_cents(row.try_get(3)?),
            opening_cents: row.try_get(4)?,
            kept_cents: row.try_get(5)?,
            red: row.try_get(6)?,
        })
    };
    found.iter().map(read).collect()
}

/// Customers whose light was not good on one scored day and is on another: how many, and the eight largest.
///
/// # Errors
/// When the engine fails.
pub async fn recovery(conn: &mut Conn, cut: &Cut, (since_on, on): (Date, Date)) -> Result<Recovery, Error> {
    let (cut_sql, held) = account_cut(cut, "now.account_id", 3);
    let sql = format!(
        "select account.id, account.name, coalesce(owner.name, ''), now.mrr_cents, was.health_lamp,
           (select count(*) from touchpoint t where t.account_id = account.id and t.happened_on > $1 and t.happened_on <= $2 and t.archived_at is null),
           count(*) over ()
         from score_day now
         join score_day was on was.day_on = $1 and was.account_id = now.account_id and was.health_lamp in ('watch', 'act') and was.archived_at is null
         join account on account.id = now.account_id and account.archived_at is null
         left join \"user\" owner on owner.id = account.owner_id
         where now.day_on = $2 and now.health_lamp = 'good' and now.archived_at is null{cut_sql}
         order by now.mrr_cents desc, account.id limit 8"
    );
    let found = rows(conn, sql, vec![since_on.to_string(), on.to_string()], held).await?;
    let accounts = found.first().map_or(Ok(0), |row| row.try_get(6))?;
    let read = |row: &EngineRow| {
        Ok(Recovered {
            account_id: row.try_get(0)?,
            account: row.try_get(1)?,
            owner: row.try_get(2)?,
            arr_cents: arr_cents(row.try_get(3)?),
            before: row.try_get::<Option<String>, _>(4)?.as_deref().and_then(lamp_of),
            contacts: row.try_get(5)?,
        })
    };
    let largest = found.iter().map(read).collect::<Result<_, Error>>()?;
    Ok(Recovery { since_on, on, accounts, largest })
}
