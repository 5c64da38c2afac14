//! What the sponsor board counts, cut by rights.

use domain::board::sponsor::{
    Attendance, Bands, Coverage, EDGES, LOST_DAYS, Opens, OwnerBands, SILENT_DAYS, Setup, Silent, Unanswered,
    Unnamed,
};
use domain::calendar::plus_days;
use domain::retention::arr_cents;
use jiff::civil::Date;
use sqlx::Row as _;

use crate::db::{Conn, EngineRow, Error, rows};
use crate::record::{Cut, account_cut};

/// A day as it is stored, alone or at the head of an instant.
pub(crate) fn day(text: Option<String>) -> Result<Option<Date>, Error> {
    text.map(|text| {
        let day = text.get(..10).and_then(|day| day.parse().ok());
        day.ok_or_else(|| Error::Corrupt(format!("day {text}")))
    })
    .transpose()
}

/// Paying customers with and without a sponsor; of those without, the six largest.
///
/// # Errors
/// When the engine fails.
pub async fn coverage(conn: &mut Conn, cut: &Cut) -> Result<Coverage, Error> {
    let (cut_sql, held) = account_cut(cut, "account.id", 1);
    let paying = format!("account.archived_at is null and account.mrr_cents > 0{cut_sql}");
    let has = "exists (select 1 from stakeholder s where s.account_id = account.id and s.role = 'executive_sponsor' and s.archived_at is null)";
    let sql = format!(
        "select count(*), count(case when {has} then 1 end), coalesce(sum(case when not {has} then mrr_cents end), 0)
         from account where {paying}"
    );
    let counted = rows(conn, sql, vec![], held.clone()).await?;
    let Some(row) = counted.first() else { return Ok(Coverage::default()) };
    let sql = format!(
        "select account.id, account.name, coalesce(owner.name, ''), account.mrr_cents
         from account left join \"user\" owner on owner.id = account.owner_id
         where {paying} and not {has}
         order by account.mrr_cents desc, account.id limit 6"
    );
    let named = rows(conn, sql, vec![], held).await?;
    let read = |row: &EngineRow| {
        Ok(Unnamed {
            account_id: row.try_get(0)?,
            account: row.try_get(1)?,
            owner: row.try_get(2)?,
            arr_cents: arr_cents(row.try_get(3)?),
        })
    };
    Ok(Coverage {
        customers: row.try_get(0)?,
        named: row.try_get(1)?,
        unnamed_arr_cents: arr_cents(row.try_get(2)?),
        unnamed: named.iter().map(read).collect::<Result<_, Error>>()?,
    })
}

/// Sponsors of paying customers with the last contact up to `$1`.
fn sponsors_sql(cut_sql: &str) -> String {
    format!(
        "with sponsor as (
           select s.id, s.name, s.account_id, account.name as account, account.owner_id, account.mrr_cents,
             (select max(t.happened_on) from touchpoint t
              where t.account_id = s.account_id and t.stakeholder_id = s.id and t.happened_on <= $1 and t.archived_at is null) as last_on
           from stakeholder s join account on account.id = s.account_id and account.archived_at is null and account.mrr_cents > 0
           where s.role = 'executive_sponsor' and s.archived_at is null{cut_sql})"
    )
}

/// Sponsors by silence and by who has the customer, those with the most lost ones first.
///
/// # Errors
/// When the engine fails.
pub async fn owners(conn: &mut Conn, cut: &Cut, to: Date) -> Result<(Bands, Vec<OwnerBands>), Error> {
    let (cut_sql, held) = account_cut(cut, "account.id", 4);
    let sql = format!(
        "{sponsors}
         select coalesce(owner.id, ''), coalesce(owner.name, ''),
           count(case when last_on >= $2 then 1 end), count(case when last_on < $2 and last_on >= $3 then 1 end),
           count(case when last_on < $3 then 1 end), count(case when last_on is null then 1 end)
         from sponsor left join \"user\" owner on owner.id = sponsor.owner_id
         group by 1, 2
         order by count(case when last_on is null or last_on < $3 then 1 end) desc, count(case when last_on < $2 then 1 end) desc, count(*) desc, 2, 1",
        sponsors = sponsors_sql(&cut_sql)
    );
    let own =
        vec![to.to_string(), plus_days(to, -SILENT_DAYS).to_string(), plus_days(to, -LOST_DAYS).to_string()];
    let found = rows(conn, sql, own, held).await?;
    let read = |row: &EngineRow| {
        let bands = Bands {
            near: row.try_get(2)?,
            silent: row.try_get(3)?,
            lost: row.try_get(4)?,
            never: row.try_get(5)?,
        };
        Ok(OwnerBands { owner_id: row.try_get(0)?, owner: row.try_get(1)?, bands })
    };
    let owners = found.iter().map(read).collect::<Result<Vec<_>, Error>>()?;
    let all = owners.iter().fold(Bands::default(), |all, one| Bands {
        near: all.near + one.bands.near,
        silent: all.silent + one.bands.silent,
        lost: all.lost + one.bands.lost,
        never: all.never + one.bands.never,
    });
    Ok((all, owners.into_iter().take(8).collect()))
}

/// Sponsors by days since the last contact, as [`EDGES`] cut them; then those beyond, and those never spoken to.
///
/// # Errors
/// When the engine fails.
pub async fn days(conn: &mut Conn, cut: &Cut, to: Date) -> Result<Vec<i64>, Error> {
    let (cut_sql, held) = account_cut(cut, "account.id", EDGES.len() + 2);
    let places = 2..EDGES.len() + 2;
    let within = places.clone().map(|place| format!(" when last_on >= ${place} then {}", place - 2));
    let sql = format!(
        "{sponsors}
         select case when last_on is null then {never}{within} else {beyond} end, count(*) from sponsor group by 1",
        sponsors = sponsors_sql(&cut_sql),
        within = within.collect::<String>(),
        beyond = EDGES.len(),
        never = EDGES.len() + 1
    );
    let mut own = vec![to.to_string()];
    own.extend(EDGES.iter().map(|edge| plus_days(to, -edge).to_string()));
    let mut days = vec![0; EDGES.len() + 2];
    for row in rows(conn, sql, own, held).await? {
        let place = usize::try_from(row.try_get::<i64, _>(0)?).unwrap_or_default();
        if let Some(many) = days.get_mut(place) {
            *many = row.try_get(1)?;
        }
    }
    Ok(days)
}

/// The six sponsors silent for longest; those never spoken to come last, they are counted apart.
///
/// # Errors
/// When the engine fails.
pub async fn silent(conn: &mut Conn, cut: &Cut, to: Date) -> Result<Vec<Silent>, Error> {
    let (cut_sql, held) = account_cut(cut, "account.id", 2);
    let sql = format!(
        "{sponsors}
         select sponsor.id, sponsor.name, sponsor.account_id, sponsor.account, coalesce(owner.name, ''), last_on
         from sponsor left join \"user\" owner on owner.id = sponsor.owner_id
         order by last_on is null, last_on, sponsor.mrr_cents desc, sponsor.id limit 6",
        sponsors = sponsors_sql(&cut_sql)
    );
    let found = rows(conn, sql, vec![to.to_string()], held).await?;
    let read = |row: &EngineRow| {
        Ok(Silent {
            id: row.try_get(0)?,
            name: row.try_get(1)?,
            account_id: row.try_get(2)?,
            account: row.try_get(3)?,
            owner: row.try_get(4)?,
            last_on: day(row.try_get(5)?)?,
        })
    };
    found.iter().map(read).collect()
}

/// Meetings of the period of which it is known whether the sponsor came, by kind.
///
/// # Errors
/// When the engine fails.
pub async fn attendance(
    conn: &mut Conn,
    cut: &Cut,
    (from, to): (Date, Date),
) -> Result<Vec<Attendance>, Error> {
    let (cut_sql, held) = account_cut(cut, "meeting.account_id", 3);
    let sql = format!(
        "select kind, count(case when attendance = 'attended' then 1 end), count(*)
         from meeting
         where archived_at is null and attendance is not null and meets_at > $1 and meets_at < $2{cut_sql}
         group by kind order by 3 desc, 2 desc, 1"
    );
    let found = rows(conn, sql, vec![format!("{from}T24"), format!("{to}T24")], held).await?;
    let read = |row: &EngineRow| {
        Ok(Attendance { kind: row.try_get(0)?, attended: row.try_get(1)?, recorded: row.try_get(2)? })
    };
    found.iter().map(read).collect()
}

/// The next six meetings of the 30 days from a day on that the sponsor has not confirmed, how many there are, and how
/// many are planned.
///
/// # Errors
/// When the engine fails.
pub async fn meetings(conn: &mut Conn, cut: &Cut, to: Date) -> Result<(Vec<Unanswered>, i64, i64), Error> {
    let (cut_sql, held) = account_cut(cut, "meeting.account_id", 3);
    let planned = format!(
        "from meeting join account on account.id = meeting.account_id
         where meeting.archived_at is null and meeting.state = 'planned' and meets_at >= $1 and meets_at < $2{cut_sql}"
    );
    let own = vec![to.to_string(), format!("{}T24", plus_days(to, 30))];
    let sql = format!("select count(*), count(case when reply <> 'confirmed' then 1 end) {planned}");
    let counted = rows(conn, sql, own.clone(), held.clone()).await?;
    let many = |index: usize| counted.first().map_or(Ok(0), |row| row.try_get::<i64, _>(index));
    let (all, open) = (many(0)?, many(1)?);
    let sql = format!(
        "select meeting.id, meeting.subject, account.name, meets_at, reply = 'declined' {planned} and reply <> 'confirmed'
         order by meets_at, meeting.id limit 6"
    );
    let found = rows(conn, sql, own, held).await?;
    let read = |row: &EngineRow| {
        Ok(Unanswered {
            id: row.try_get(0)?,
            subject: row.try_get(1)?,
            account: row.try_get(2)?,
            on: day(row.try_get(3)?)?,
            is_declined: row.try_get(4)?,
        })
    };
    Ok((found.iter().map(read).collect::<Result<_, Error>>()?, open, all))
}

/// How sponsors opened their home in the twelve weeks to a day.
///
/// # Errors
/// When the engine fails.
pub async fn opens(conn: &mut Conn, cut: &Cut, to: Date) -> Result<Opens, Error> {
    let (cut_sql, held) = account_cut(cut, "v.account_id", 4);
    let end = format!("{to}T24");
    let back = |days: i32| format!("{}T24", plus_days(to, -days));
    let looks = String::from(
        "from board_view v join account on account.id = v.account_id
         where v.archived_at is null and v.board = 'home'",
    );
    let sql = format!(
        "select count(distinct case when account.archived_at is null then account_id end),
           count(distinct case when account.archived_at is null and opened_at > $3 then account_id end), count(*)
         {looks} and opened_at > $1 and opened_at < $2{cut_sql}"
    );
    let counted = rows(conn, sql, vec![back(28), end.clone(), back(7)], held.clone()).await?;
    let many = |index: usize| counted.first().map_or(Ok(0), |row| row.try_get::<i64, _>(index));
    let (accounts, accounts_week, month) = (many(0)?, many(1)?, many(2)?);
    let sql = format!(
        "select substr(opened_at, 1, 10), count(*), max(opened_at)
         {looks} and opened_at > $1 and opened_at < $2 and opened_at > $3{cut_sql}
         group by substr(opened_at, 1, 10)"
    );
    let days = rows(conn, sql, vec![back(84), end, back(84)], held).await?;
    let mut weeks: Vec<(Date, i64)> = (1..=12).rev().map(|week| (plus_days(to, 1 - 7 * week), 0)).collect();
    let mut last_on = None;
    for row in &days {
        let Some(on) = day(row.try_get(0)?)? else { continue };
        last_on = last_on.max(Some(on));
        if let Some((_, opens)) = weeks.iter_mut().rev().find(|(from, _)| *from <= on) {
            *opens += row.try_get::<i64, _>(1)?;
        }
    }
    Ok(Opens { accounts, accounts_week, month, last_on, weeks })
}

/// How many sponsors have come how far.
///
/// # Errors
/// When the engine fails.
pub async fn setup(conn: &mut Conn, cut: &Cut) -> Result<Setup, Error> {
    let (cut_sql, held) = account_cut(cut, "account_id", 1);
    let sql = format!(
        "select count(*), count(invited_at), count(signed_in_at), count(installed_at), count(trained_on)
         from sponsor_setup where archived_at is null{cut_sql}"
    );
    let found = rows(conn, sql, vec![], held).await?;
    let Some(row) = found.first() else { return Ok(Setup::default()) };
    Ok(Setup {
        all: row.try_get(0)?,
        invited: row.try_get(1)?,
        signed_in: row.try_get(2)?,
        installed: row.try_get(3)?,
        trained: row.try_get(4)?,
    })
}
