//! What is measured about accounts on a day, for all of them or for one, in a dozen bounded statements. Each
//! input's meaning, window and unit are said where the domain declares it.

use std::collections::BTreeMap;

use domain::calendar::plus_days;
use domain::scorecard::{Input, Readings};
use jiff::civil::Date;
use sqlx::{AssertSqlSafe, Row as _};

use crate::db::{Conn, EngineRow, Error};

/// An account as it stands on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Where it is in the loop.
    pub stage: String,
    /// What it pays a month, in cents.
    pub mrr_cents: i64,
    /// What was measured.
    pub readings: Readings,
}

/// A ticket as its service level is judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TicketRow {
    /// Whose.
    pub account_id: String,
    /// How urgent.
    pub priority: String,
    /// When it came.
    pub submitted_at: String,
    /// How long the first answer took.
    pub first_response_minutes: Option<i64>,
    /// When it was closed.
    pub closed_at: Option<String>,
}

type Book = BTreeMap<String, Standing>;

/// Every customer on the day: whoever pays, or is being delivered to or served. `end_at` is the instant the
/// company's day ends, in UTC.
///
/// # Errors
/// When the engine fails.
pub async fn measure(conn: &mut Conn, account: Option<&str>, on: Date, end_at: &str) -> Result<Book, Error> {
    let mut ask = Ask { conn, account, on, end_at };
    let mut book = Book::new();
    let mut seats: BTreeMap<String, i64> = BTreeMap::new();
    standings(&mut ask, &mut book, &mut seats).await?;
    usage(&mut ask, &mut book, &seats).await?;
    sponsors(&mut ask, &mut book).await?;
    presence(&mut ask, &mut book).await?;
    demands(&mut ask, &mut book).await?;
    answers(&mut ask, &mut book).await?;
    service(&mut ask, &mut book).await?;
    money(&mut ask, &mut book).await?;
    team(&mut ask, &mut book).await?;
    Ok(book)
}

/// The tickets of the 90 days to the day's end.
///
/// # Errors
/// When the engine fails.
pub async fn tickets(
    conn: &mut Conn,
    account: Option<&str>,
    on: Date,
    end_at: &str,
) -> Result<Vec<TicketRow>, Error> {
    let mut ask = Ask { conn, account, on, end_at };
    let rows = ask
        .rows(
            "select account_id, priority, submitted_at, first_response_minutes, case when closed_at < {end} then closed_at end
             from ticket where archived_at is null and submitted_at >= {d90} and submitted_at < {end}{one}",
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(TicketRow {
                account_id: row.try_get(0)?,
                priority: row.try_get(1)?,
                submitted_at: row.try_get(2)?,
                first_response_minutes: row.try_get(3)?,
                closed_at: row.try_get(4)?,
            })
        })
        .collect()
}

/// The same question of several tables.
struct Ask<'a> {
    conn: &'a mut Conn,
    account: Option<&'a str>,
    on: Date,
    end_at: &'a str,
}

impl Ask<'_> {
    /// Runs a statement in which `{on}`, `{end}`, `{d28}` … stand for days and `{one}` for the account asked for.
    async fn rows(&mut self, sql: &str) -> Result<Vec<EngineRow>, Error> {
        let mut sql =
            sql.replace("{on}", &format!("'{}'", self.on)).replace("{end}", &format!("'{}'", self.end_at));
        for days in [28, 30, 56, 90, 180, 365] {
            let from = plus_days(self.on, 1 - days);
            sql = sql.replace(&format!("{{d{days}}}"), &format!("'{from}'"));
        }
        let year_before = plus_days(self.on, -365);
        sql = sql.replace("{year}", &format!("'{year_before}'"));
        let one = [
            ("{one}", "account_id"),
            ("{one_id}", "id"),
            ("{one_t}", "t.account_id"),
            ("{one_u}", "u.account_id"),
        ];
        for (mark, column) in one {
            let only = if self.account.is_some() { format!(" and {column} = $1") } else { String::new() };
            sql = sql.replace(mark, &only);
        }
        let mut query = sqlx::query(AssertSqlSafe(sql)).persistent(false);
        if let Some(account) = self.account {
            query = query.bind(account.to_owned());
        }
        Ok(query.fetch_all(&mut *self.conn).await?)
    }
}

/// Adds the values a row holds, from its second column on, to its account. What is null was not measured.
fn add(book: &mut Book, row: &EngineRow, inputs: &[Input]) -> Result<(), Error> {
    let account: String = row.try_get(0)?;
    let Some(standing) = book.get_mut(&account) else { return Ok(()) };
    for (index, input) in inputs.iter().enumerate() {
        if let Some(value) = row.try_get::<Option<i64>, _>(index + 1)? {
            let readings = std::mem::replace(&mut standing.readings, Readings::none(Date::MIN));
            standing.readings = readings.with(*input, value);
        }
    }
    Ok(())
}

/// The same for judgements: account, value, day.
fn add_dated(book: &mut Book, row: &EngineRow, input: Input) -> Result<(), Error> {
    let account: String = row.try_get(0)?;
    let Some(standing) = book.get_mut(&account) else { return Ok(()) };
    let (value, on): (Option<i64>, Option<String>) = (row.try_get(1)?, row.try_get(2)?);
    if let (Some(value), Some(on)) = (value, super::day(on)?) {
        let readings = std::mem::replace(&mut standing.readings, Readings::none(Date::MIN));
        standing.readings = readings.with_on(input, value, on);
    }
    Ok(())
}

async fn standings(
    ask: &mut Ask<'_>,
    book: &mut Book,
    seats: &mut BTreeMap<String, i64>,
) -> Result<(), Error> {
    let rows = ask
        .rows(
            "select id, stage, coalesce(seats, 0), is_churned,
               (select coalesce(sum(delta_cents), 0) from arr_event e where e.account_id = account.id and e.happened_on <= {on} and e.archived_at is null),
               (select coalesce(sum(delta_cents), 0) from arr_event e where e.account_id = account.id and e.happened_on <= {year} and e.archived_at is null)
             from account
             where archived_at is null and (signed_up_on is null or signed_up_on <= {on}){one_id}",
        )
        .await?;
    for row in &rows {
        let (id, stage): (String, String) = (row.try_get(0)?, row.try_get(1)?);
        let (mrr_cents, then): (i64, i64) = (row.try_get(4)?, row.try_get(5)?);
        let is_served =
            matches!(stage.as_str(), "contracting" | "delivery" | "acceptance" | "service" | "renewal");
        if mrr_cents <= 0 && (!is_served || row.try_get::<i64, _>(3)? != 0) {
            continue;
        }
        let mut readings = Readings::none(ask.on);
        if then > 0 {
            let change = i128::from(mrr_cents - then) * 10_000 / i128::from(then);
            readings = readings.with(Input::ArrChange, i64::try_from(change).unwrap_or(i64::MAX));
        }
        seats.insert(id.clone(), row.try_get(2)?);
        book.insert(id, Standing { stage, mrr_cents, readings });
    }
    Ok(())
}

async fn usage(ask: &mut Ask<'_>, book: &mut Book, seats: &BTreeMap<String, i64>) -> Result<(), Error> {
    let last = ask
        .rows("select account_id, max(used_on) from usage_day where used_on <= {on} and uses > 0{one} group by account_id")
        .await?;
    for row in &last {
        let account: String = row.try_get(0)?;
        let (Some(standing), Some(last)) = (book.get_mut(&account), super::day(row.try_get(1)?)?) else {
            continue;
        };
        let idle = i64::from(domain::calendar::days_between(last, ask.on));
        let mut readings = Readings::none(ask.on).with(Input::IdleDays, idle).with(Input::ActiveDays, 0);
        if seats.get(&account).is_some_and(|seats| *seats > 0) {
            readings = readings.with(Input::ActiveSeats, 0).with(Input::CoreUses, 0);
        }
        readings = readings.with(Input::CoreBreadth, 0);
        standing.readings.of.extend(readings.of);
    }
    let rows = ask
        .rows(
            "select account_id,
               max(case when used_on >= {d28} then users end), sum(case when used_on >= {d28} then core_uses else 0 end),
               count(case when used_on >= {d28} and uses > 0 then 1 end),
               sum(case when used_on >= {d28} then uses else 0 end), sum(case when used_on < {d28} then uses else 0 end)
             from usage_day where used_on >= {d56} and used_on <= {on}{one} group by account_id",
        )
        .await?;
    for row in &rows {
        let account: String = row.try_get(0)?;
        let Some(standing) = book.get_mut(&account) else { continue };
        let number = |index| row.try_get::<Option<i64>, _>(index).map(Option::unwrap_or_default);
        let (users, core, days, uses, before) = (number(1)?, number(2)?, number(3)?, number(4)?, number(5)?);
        let mut readings = Readings::none(ask.on).with(Input::ActiveDays, days);
        if let Some(seats) = seats.get(&account).copied().filter(|seats| *seats > 0) {
            let share = users.saturating_mul(10_000) / seats;
            readings = readings.with(Input::ActiveSeats, share.min(10_000));
            readings = readings.with(Input::CoreUses, core.saturating_mul(100) / seats);
        }
        if before > 0 {
            readings = readings.with(Input::UsageChange, (uses - before).saturating_mul(10_000) / before);
        }
        standing.readings.of.extend(readings.of);
    }
    let rows = ask
        .rows(
            "select u.account_id, count(distinct u.feature_id) * 10000 /
               (select count(*) from feature where is_core = 1 and archived_at is null)
             from usage u join feature f on f.id = u.feature_id and f.is_core = 1 and f.archived_at is null
             where u.used_on >= {d28} and u.used_on <= {on} and u.uses > 0 and u.archived_at is null{one_u} group by u.account_id",
        )
        .await?;
    rows.iter().try_for_each(|row| add(book, row, &[Input::CoreBreadth]))
}

async fn sponsors(ask: &mut Ask<'_>, book: &mut Book) -> Result<(), Error> {
    for standing in book.values_mut() {
        standing
            .readings
            .of
            .extend(Readings::none(ask.on).with(Input::SponsorNamed, 0).with(Input::SponsorTouches, 0).of);
    }
    let rows = ask
        .rows(
            "select account_id, 1, max(stance) from stakeholder
             where role = 'executive_sponsor' and archived_at is null{one} group by account_id",
        )
        .await?;
    rows.iter().try_for_each(|row| add(book, row, &[Input::SponsorNamed, Input::SponsorStance]))?;
    let rows = ask
        .rows(
            "select t.account_id, count(case when t.happened_on >= {d90} then 1 end), max(t.happened_on)
             from touchpoint t join stakeholder s on s.id = t.stakeholder_id and s.role = 'executive_sponsor' and s.archived_at is null
             where t.happened_on <= {on} and t.archived_at is null{one_t} group by t.account_id",
        )
        .await?;
    for row in &rows {
        add(book, row, &[Input::SponsorTouches])?;
        let account: String = row.try_get(0)?;
        if let (Some(standing), Some(last)) = (book.get_mut(&account), super::day(row.try_get(2)?)?) {
            let silence = i64::from(domain::calendar::days_between(last, ask.on));
            standing.readings.of.extend(Readings::none(ask.on).with(Input::SponsorSilence, silence).of);
        }
    }
    let rows = ask
        .rows(
            "select account_id, avg_effect, last_on from (
               select account_id, cast(round(avg(effect) * 100) as integer) as avg_effect, max(happened_on) as last_on
               from touchpoint where effect is not null and happened_on >= {d90} and happened_on <= {on} and archived_at is null{one}
               group by account_id) as held",
        )
        .await?;
    rows.iter().try_for_each(|row| add_dated(book, row, Input::RenewalIntent))
}

/// Whether the sponsor comes to milestones, and how long ago they last opened a screen.
async fn presence(ask: &mut Ask<'_>, book: &mut Book) -> Result<(), Error> {
    let rows = ask
        .rows(
            "select account_id, count(case when attendance = 'attended' then 1 end) * 10000 / count(attendance)
             from meeting
             where kind in ('kickoff', 'solution_review', 'go_live_review', 'acceptance') and attendance is not null
               and meets_at < {end} and archived_at is null{one} group by account_id",
        )
        .await?;
    rows.iter().try_for_each(|row| add(book, row, &[Input::SponsorAttendance]))?;
    let rows = ask
        .rows(
            "select t.account_id, max(t.opened_at)
             from board_view t join \"user\" u on u.id = t.user_id and u.role = 'executive_sponsor'
             where t.account_id is not null and t.opened_at < {end} and t.archived_at is null{one_t} group by t.account_id",
        )
        .await?;
    let end = ask.end_at.parse::<jiff::Timestamp>().ok();
    for row in &rows {
        let (account, opened): (String, String) = (row.try_get(0)?, row.try_get(1)?);
        let opened = opened.parse::<jiff::Timestamp>().ok();
        if let (Some(standing), Some(end), Some(opened)) = (book.get_mut(&account), end, opened) {
            let days = end.duration_since(opened).as_hours() / 24;
            standing.readings.of.extend(Readings::none(ask.on).with(Input::SponsorOpened, days).of);
        }
    }
    Ok(())
}

async fn demands(ask: &mut Ask<'_>, book: &mut Book) -> Result<(), Error> {
    for standing in book.values_mut() {
        let zero = Readings::none(ask.on).with(Input::DemandsRaised, 0).with(Input::BenefitEvidence, 0);
        standing.readings.of.extend(zero.of);
    }
    let rows = ask
        .rows(
            "select account_id, count(*),
               count(case when state in ('delivered', 'accepted') then 1 end) * 10000 / nullif(count(case when state <> 'dropped' then 1 end), 0),
               count(case when state = 'accepted' then 1 end)
             from demand where raised_on <= {on} and archived_at is null{one} group by account_id",
        )
        .await?;
    rows.iter().try_for_each(|row| {
        add(book, row, &[Input::DemandsRaised, Input::DemandsKept, Input::BenefitEvidence])
    })
}

async fn answers(ask: &mut Ask<'_>, book: &mut Book) -> Result<(), Error> {
    let rows = ask
        .rows(
            "select account_id, score * 100, answered_on from (
               select account_id, score, answered_on, row_number() over (partition by account_id order by answered_on desc, id desc) as place
               from survey_response where kind = 'sponsor_pulse' and answered_on <= {on} and archived_at is null{one}) as pulse
             where place = 1",
        )
        .await?;
    rows.iter().try_for_each(|row| add_dated(book, row, Input::SponsorPulse))?;
    let rows = ask
        .rows(
            "select account_id, cast(round(avg(score) * 100) as integer), max(answered_on)
             from survey_response where kind = 'nps' and answered_on >= {d180} and answered_on <= {on} and archived_at is null{one}
             group by account_id",
        )
        .await?;
    rows.iter().try_for_each(|row| add_dated(book, row, Input::Recommendation))?;
    let rows = ask
        .rows(
            "select account_id, count(*) from survey_response
             where kind = 'sponsor_pulse' and score >= 4 and answered_on >= {d365} and answered_on <= {on} and archived_at is null{one}
             group by account_id
             union all
             select account_id, count(*) from value_statement
             where answer = 'acknowledged' and answered_on <= {on} and archived_at is null{one}
             group by account_id",
        )
        .await?;
    for row in &rows {
        let account: String = row.try_get(0)?;
        if let Some(standing) = book.get_mut(&account)
            && let Some(proof) = standing.readings.of.get_mut(&Input::BenefitEvidence)
        {
            proof.value += row.try_get::<i64, _>(1)?;
        }
    }
    Ok(())
}

async fn service(ask: &mut Ask<'_>, book: &mut Book) -> Result<(), Error> {
    for standing in book.values_mut() {
        let zero = Readings::none(ask.on)
            .with(Input::UrgentTickets, 0)
            .with(Input::Complaints, 0)
            .with(Input::SlaBreaches, 0);
        standing.readings.of.extend(zero.of);
    }
    let rows = ask
        .rows(
            "select account_id,
               count(case when score >= 4 then 1 end) * 10000 / nullif(count(score), 0),
               count(case when is_escalated = 1 and submitted_at >= {d30} then 1 end)
             from ticket where submitted_at >= {d180} and submitted_at < {end} and archived_at is null{one} group by account_id",
        )
        .await?;
    rows.iter().try_for_each(|row| add(book, row, &[Input::Csat, Input::Complaints]))?;
    let rows = ask
        .rows(
            "select account_id, count(*) from ticket
             where priority = 'urgent' and submitted_at < {end} and archived_at is null
               and (case when closed_at is null then state <> 'closed' else closed_at >= {end} end){one}
             group by account_id",
        )
        .await?;
    rows.iter().try_for_each(|row| add(book, row, &[Input::UrgentTickets]))
}

async fn money(ask: &mut Ask<'_>, book: &mut Book) -> Result<(), Error> {
    let rows = ask
        .rows(
            "select account_id,
               cast(sum(case when due_on >= {d365} and paid_on <= due_on then amount_cents else 0 end) * 10000.0
                 / nullif(sum(case when due_on >= {d365} then amount_cents end), 0) as integer),
               min(case when due_on < {on} and state <> 'written_off' and (paid_on is null or paid_on > {on}) and not (state = 'paid' and paid_on is null) then due_on end)
             from payment where due_on <= {on} and archived_at is null{one} group by account_id",
        )
        .await?;
    for row in &rows {
        add(book, row, &[Input::PaidOnTime])?;
        let account: String = row.try_get(0)?;
        if let Some(standing) = book.get_mut(&account) {
            let due = super::day(row.try_get(2)?)?;
            let overdue = due.map_or(0, |due| i64::from(domain::calendar::days_between(due, ask.on)));
            standing.readings.of.extend(Readings::none(ask.on).with(Input::OverdueDays, overdue).of);
        }
    }
    let rows = ask
        .rows(
            "select account_id,
               cast(sum(case when is_auto_renew = 1 then mrr_cents else 0 end) * 10000.0 / nullif(sum(mrr_cents), 0) as integer),
               min(ends_on)
             from subscription
             where is_trial = 0 and mrr_cents > 0 and starts_on <= {on} and (ends_on is null or ends_on > {on}) and archived_at is null{one}
             group by account_id",
        )
        .await?;
    for row in &rows {
        add(book, row, &[Input::AutoRenew])?;
        let account: String = row.try_get(0)?;
        if let (Some(standing), Some(end)) = (book.get_mut(&account), super::day(row.try_get(2)?)?) {
            let left = i64::from(domain::calendar::days_between(ask.on, end));
            standing.readings.of.extend(Readings::none(ask.on).with(Input::RenewalDays, left).of);
        }
    }
    Ok(())
}

async fn team(ask: &mut Ask<'_>, book: &mut Book) -> Result<(), Error> {
    for standing in book.values_mut() {
        standing.readings.of.extend(Readings::none(ask.on).with(Input::TeamFilled, 0).of);
    }
    let rows = ask
        .rows(
            "select account_id, count(distinct role) * 10000 / 3 from team_member
             where role in ('ar', 'sr', 'fr') and archived_at is null
               and (from_on is null or from_on <= {on}) and (until_on is null or until_on >= {on}){one}
             group by account_id",
        )
        .await?;
    rows.iter().try_for_each(|row| add(book, row, &[Input::TeamFilled]))
}
