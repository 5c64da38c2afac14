//! What the growth board counts of the ledger, the accounts and the subscriptions, cut by rights.

use std::collections::BTreeMap;

use domain::board::growth::{Due, Ending, Gained, Mover, Part};
use jiff::ToSpan as _;
use jiff::civil::Date;
use sqlx::Row as _;

use crate::db::{Conn, EngineRow, Error};
use crate::record::{Cut, account_cut};

/// How many customers are named at each end.
const NAMED_MOST: u32 = 6;

async fn rows(
    conn: &mut Conn,
    sql: String,
    (first, last): (Date, Date),
    held: Vec<String>,
) -> Result<Vec<EngineRow>, Error> {
    crate::db::rows(conn, sql, vec![first.to_string(), last.to_string()], held).await
}

/// What every customer paid on the opening day (`s`) and pays on the closing day (`e`).
fn positions(cut_sql: &str) -> String {
    format!(
        "select account_id, sum(case when happened_on <= $1 then delta_cents else 0 end) as s, sum(delta_cents) as e
         from arr_event where happened_on <= $2 and archived_at is null{cut_sql}
         group by account_id"
    )
}

/// The months from one day's to another's, oldest first.
fn months(first: Date, last: Date) -> impl Iterator<Item = Date> {
    let mut month_on = first.first_of_month();
    std::iter::from_fn(move || {
        let this = (month_on <= last).then_some(month_on)?;
        month_on = month_on.saturating_add(1.month());
        Some(this)
    })
}

/// What the ledger says was gained, month by month.
///
/// # Errors
/// When the engine fails.
pub async fn gained(conn: &mut Conn, cut: &Cut, first: Date, to: Date) -> Result<Vec<Gained>, Error> {
    let (cut_sql, held) = account_cut(cut, "account_id", 3);
    let sql = format!(
        "select substr(happened_on, 1, 7),
           coalesce(sum(case when kind = 'expansion' then delta_cents end), 0),
           count(case when kind = 'expansion' then 1 end),
           coalesce(sum(case when kind in ('new', 'reactivation') then delta_cents end), 0)
         from arr_event
         where archived_at is null and happened_on >= $1 and happened_on <= $2{cut_sql}
         group by substr(happened_on, 1, 7)"
    );
    let found = rows(conn, sql, (first.first_of_month(), to), held).await?;
    let of_month = |month_on: Date| {
        let key = domain::calendar::month_key(month_on);
        let row = found.iter().find(|row| row.try_get::<String, _>(0).is_ok_and(|month| month == key));
        let number = |index| row.map_or(Ok(0), |row| row.try_get::<i64, _>(index));
        Ok(Gained {
            month_on,
            expansion_cents: number(1)?,
            expansions: number(2)?,
            arrival_cents: number(3)?,
        })
    };
    months(first, to).map(of_month).collect()
}

/// What is due from a day to another, month by month, by the customers' health lamp as it is.
///
/// # Errors
/// When the engine fails.
pub async fn due(conn: &mut Conn, cut: &Cut, from: Date, until: Date) -> Result<Vec<Due>, Error> {
    let (cut_sql, held) = account_cut(cut, "account.id", 3);
    let part = |lamp: &str| format!("coalesce(sum(case when {lamp} then coalesce(mrr_cents, 0) end), 0)");
    let (watch, act) = (part("health_lamp = 'watch'"), part("health_lamp = 'act'"));
    let sql = format!(
        "select substr(renewal_on, 1, 7), coalesce(sum(mrr_cents), 0), {watch}, {act}, count(*),
           count(case when health_lamp in ('watch', 'act') then 1 end)
         from account
         where archived_at is null and renewal_on >= $1 and renewal_on <= $2{cut_sql}
         group by substr(renewal_on, 1, 7)"
    );
    let found = rows(conn, sql, (from, until), held).await?;
    let of_month = |month_on: Date| {
        let key = domain::calendar::month_key(month_on);
        let row = found.iter().find(|row| row.try_get::<String, _>(0).is_ok_and(|month| month == key));
        let number = |index| row.map_or(Ok(0), |row| row.try_get::<i64, _>(index));
        let (all, watch_cents, act_cents): (i64, i64, i64) = (number(1)?, number(2)?, number(3)?);
        let calm_cents = all - watch_cents - act_cents;
        Ok(Due { month_on, calm_cents, watch_cents, act_cents, accounts: number(4)?, at_risk: number(5)? })
    };
    months(from, until).map(of_month).collect()
}

/// Running subscriptions that end from a day to another.
///
/// # Errors
/// When the engine fails.
pub async fn ending(conn: &mut Conn, cut: &Cut, from: Date, until: Date) -> Result<Ending, Error> {
    let (cut_sql, held) = account_cut(cut, "account_id", 3);
    let sql = format!(
        "select coalesce(sum(mrr_cents), 0), count(*),
           coalesce(sum(case when is_auto_renew = 1 then mrr_cents end), 0), count(case when is_auto_renew = 1 then 1 end)
         from subscription
         where archived_at is null and ends_on >= $1 and ends_on <= $2 and starts_on <= $1 and is_trial = 0
           and is_churned = 0{cut_sql}"
    );
    let found = rows(conn, sql, (from, until), held).await?;
    let Some(row) = found.first() else { return Ok(Ending::default()) };
    Ok(Ending {
        cents: row.try_get(0)?,
        subscriptions: row.try_get(1)?,
        automatic_cents: row.try_get(2)?,
        automatic: row.try_get(3)?,
    })
}

/// The customers that grew most and those that lost most, the largest first each; only those who paid on the opening day.
///
/// # Errors
/// When the engine fails.
pub async fn movers(
    conn: &mut Conn,
    cut: &Cut,
    period: (Date, Date),
) -> Result<(Vec<Mover>, Vec<Mover>), Error> {
    let (cut_sql, held) = account_cut(cut, "account_id", 3);
    let positions = positions(&cut_sql);
    let sql = format!(
        "with position as ({positions}),
         moved as (
           select account_id, s, e, row_number() over (order by e - s desc, account_id) as up,
             row_number() over (order by e - s, account_id) as down
           from position where s > 0 and e <> s)
         select account.id, account.name, s, e from moved
         join account on account.id = moved.account_id
         where (up <= {NAMED_MOST} and e > s) or (down <= {NAMED_MOST} and e < s)
         order by e - s desc, account.id"
    );
    let found = rows(conn, sql, period, held).await?;
    let read = |row: &EngineRow| {
        Ok::<_, Error>(Mover {
            account_id: row.try_get(0)?,
            account: row.try_get(1)?,
            opening_cents: row.try_get(2)?,
            closing_cents: row.try_get::<i64, _>(3)?.max(0),
            reason: None,
        })
    };
    let all: Vec<Mover> = found.iter().map(read).collect::<Result<_, _>>()?;
    let (grown, mut shrunk): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|mover| mover.closing_cents > mover.opening_cents);
    shrunk.reverse();
    Ok((grown, shrunk))
}

/// Why these customers left in the period, where somebody wrote it down: account to reason, the last one.
///
/// # Errors
/// When the engine fails.
pub async fn reasons(
    conn: &mut Conn,
    (from, to): (Date, Date),
    movers: &[Mover],
) -> Result<BTreeMap<String, String>, Error> {
    let mut reasons = BTreeMap::new();
    for mover in movers {
        let found = sqlx::query(
            "select reason from churn_event
             where account_id = $1 and happened_on > $2 and happened_on <= $3 and archived_at is null and is_reactivation = 0
             order by happened_on desc, id desc limit 1",
        )
        .bind(mover.account_id.clone())
        .bind(from.to_string())
        .bind(to.to_string())
        .fetch_optional(&mut *conn)
        .await?;
        if let Some(row) = found {
            reasons.insert(mover.account_id.clone(), row.try_get(0)?);
        }
    }
    Ok(reasons)
}

/// Revenue by region and by industry, the largest first each.
///
/// # Errors
/// When the engine fails.
pub async fn parts(
    conn: &mut Conn,
    cut: &Cut,
    period: (Date, Date),
) -> Result<(Vec<Part>, Vec<Part>), Error> {
    let (cut_sql, held) = account_cut(cut, "account_id", 3);
    let positions = positions(&cut_sql);
    let sql = format!(
        "with position as ({positions})
         select coalesce(account.region, ''), coalesce(account.industry, ''),
           coalesce(sum(case when s > 0 then s end), 0), coalesce(sum(case when s > 0 and e > 0 then e end), 0),
           coalesce(sum(case when e > 0 then e end), 0)
         from position join account on account.id = position.account_id
         group by account.region, account.industry"
    );
    let (mut regions, mut industries) = (BTreeMap::new(), BTreeMap::new());
    for row in rows(conn, sql, period, held).await? {
        let (region, industry): (String, String) = (row.try_get(0)?, row.try_get(1)?);
        let (opening, kept, closing): (i64, i64, i64) = (row.try_get(2)?, row.try_get(3)?, row.try_get(4)?);
        for (parts, value) in [(&mut regions, region), (&mut industries, industry)] {
            let part = parts.entry(value.clone()).or_insert(Part { value, ..Part::default() });
            part.opening_cents += opening;
            part.kept_cents += kept;
            part.closing_cents += closing;
        }
    }
    let largest_first = |parts: BTreeMap<String, Part>| {
        let mut parts: Vec<Part> = parts.into_values().collect();
        parts.sort_by_key(|part| (std::cmp::Reverse(part.closing_cents), part.value.clone()));
        parts
    };
    Ok((largest_first(regions), largest_first(industries)))
}

#[cfg(test)]
mod tests {
    use domain::board::slice::Slice;
    use jiff::civil::date;

    use super::*;

    #[tokio::test]
    async fn an_empty_store_counts_nothing_and_every_statement_runs_under_every_cut() {
        let store = crate::Store::in_memory().await.unwrap();
        let mut conn = store.read().await.unwrap();
        let (from, to) = (date(2025, 11, 22), date(2026, 11, 22));
        for cut in [
            Cut::All,
            Cut::Open("u".into()),
            Cut::Team("u".into()),
            Cut::Account("a".into()),
            Cut::Within(Box::new(Cut::Open("u".into())), Slice::of("region=R&tier=key")),
        ] {
            let months = gained(&mut conn, &cut, date(2025, 12, 9), to).await.unwrap();
            assert_eq!(months.len(), 12);
            assert!(months.iter().all(|month| month.expansions == 0));
            let due = due(&mut conn, &cut, to, date(2027, 10, 31)).await.unwrap();
            assert_eq!((due.len(), due.iter().map(|month| month.accounts).sum::<i64>()), (12, 0));
            assert_eq!(ending(&mut conn, &cut, to, to).await.unwrap(), Ending::default());
            assert_eq!(movers(&mut conn, &cut, (from, to)).await.unwrap(), (vec![], vec![]));
            assert_eq!(parts(&mut conn, &cut, (from, to)).await.unwrap(), (vec![], vec![]));
        }
        let nobody = [Mover { account_id: "a".to_owned(), ..Mover::default() }];
        assert!(reasons(&mut conn, (from, to), &nobody).await.unwrap().is_empty());
    }
}
