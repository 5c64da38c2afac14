//! The ledger kept true: whenever subscriptions or entries by hand change, the account's book is derived
//! anew and its events, current MRR, next renewal, month ends and portfolio months follow in the same
//! transaction. Time alone changes books too (a contract ends, a month begins): see [`catch_up`].
//!
//! Invariant: keeping one account after another leaves the same rows as rebuilding everything. Derived
//! events keep their ids, so a link to one survives.

use std::collections::BTreeMap;

use domain::arr_book::{Book, Line, Manual, month_of, movements, plus, years};
use domain::board::portfolio::MonthRetention;
use domain::noun::subscription::ArrEvent;
use domain::record::Record as _;
use domain::retention::{Bridge, Interval};
use domain::value::Value;
use jiff::civil::Date;
use sha2::{Digest as _, Sha256};
use store::ledger::Standing;
use store::{Conn, Error};

use crate::Ctx;

/// How many accounts' rows are written at once when everything is rebuilt.
const BATCH: usize = 2_000;

/// Derives one account's book anew and lets everything follow that is kept from it.
///
/// # Errors
/// When the store fails.
pub async fn refresh(ctx: &Ctx, conn: &mut Conn, account_id: &str) -> Result<(), Error> {
    let newest = store::ledger::newest_month(conn).await?;
    if newest.is_some_and(|month| month < month_of(ctx.today)) {
        return rebuild_all(ctx, conn).await;
    }
    let before = store::ledger::months(conn, account_id).await?;
    let mut facts = Facts::gather(conn, Some(account_id)).await?;
    store::ledger::clear(conn, Some(account_id)).await?;
    let mut months = before.clone();
    for standing in std::mem::take(&mut facts.standings) {
        let kept = Kept::of(&facts, standing, ctx.today);
        kept.write(conn).await?;
        store::record::insert_many(conn, ArrEvent::SPEC, &kept.events(), &ctx.stamp()).await?;
        let rows: Vec<_> =
            kept.book.months.iter().map(|(month, cents)| (*month, account_id, *cents)).collect();
        store::ledger::write_months(conn, &rows).await?;
        months.clone_from(&kept.book.months);
    }
    shift_portfolio(conn, &before, &months).await
}

/// Derives every book anew: after imports and seeds, when a month has begun, or to be certain.
///
/// # Errors
/// When the store fails.
pub async fn rebuild_all(ctx: &Ctx, conn: &mut Conn) -> Result<(), Error> {
    let mut facts = Facts::gather(conn, None).await?;
    store::ledger::clear(conn, None).await?;
    store::ledger::clear_portfolio(conn).await?;
    let mut portfolio: BTreeMap<Date, Bridge> = BTreeMap::new();
    let mut retained = Years::new();
    let standings = std::mem::take(&mut facts.standings);
    for batch in standings.chunks(BATCH) {
        let kept: Vec<Kept> =
            batch.iter().map(|standing| Kept::of(&facts, standing.clone(), ctx.today)).collect();
        let events: Vec<_> = kept.iter().flat_map(Kept::events).collect();
        store::record::insert_many(conn, ArrEvent::SPEC, &events, &ctx.stamp()).await?;
        let mut rows = Vec::new();
        for kept in &kept {
            kept.write(conn).await?;
            rows.extend(
                kept.book.months.iter().map(|(month, cents)| (*month, kept.new.account_id.as_str(), *cents)),
            );
            for (month, position) in movements(&kept.book.months) {
                let sum = portfolio.entry(month).or_default();
                *sum = plus(*sum, Bridge::with_reactivation([position]));
            }
            years(&kept.book.months).for_each(|year| add(&mut retained, year, 1));
        }
        rows.sort_unstable();
        store::ledger::write_months(conn, &rows).await?;
    }
    for (month, bridge) in &portfolio {
        store::ledger::add_month(conn, *month, bridge, &Bridge::default()).await?;
    }
    for year in retained.values() {
        store::ledger::add_year(conn, year).await?;
    }
    Ok(())
}

/// Lets the books follow time: on a start and every hour. Does nothing, and tells nobody, when they are true.
///
/// # Errors
/// When the store fails.
pub async fn catch_up(ctx: &Ctx) -> Result<bool, Error> {
    if !is_behind(&mut *ctx.store.read().await?, ctx.today).await? {
        return Ok(false);
    }
    let mut write = ctx.store.write().await?;
    rebuild_all(ctx, write.conn()).await?;
    write.commit().await?;
    Ok(true)
}

async fn is_behind(conn: &mut Conn, today: Date) -> Result<bool, Error> {
    let newest = store::ledger::newest_month(conn).await?;
    Ok(newest.is_some_and(|month| month < month_of(today))
        || store::ledger::is_overtaken(conn, today).await?)
}

/// The id of the event subscriptions tell of an account and a day: always the same, and in order of time.
pub fn event_id(account_id: &str, on: Date) -> String {
    let mut hash = Sha256::new();
    hash.update(account_id.as_bytes());
    hash.update(on.to_string().as_bytes());
    let mut random = [0_u8; 10];
    for (to, from) in random.iter_mut().zip(hash.finalize()) {
        *to = from;
    }
    dated_id(on, 0, random)
}

/// A time-ordered id (UUIDv7) of that moment: milliseconds into a day, and ten bytes of anything.
pub fn dated_id(on: Date, millis: u64, random: [u8; 10]) -> String {
    let midnight =
        jiff::tz::Offset::UTC.to_timestamp(on.at(0, 0, 0, 0)).map_or(0, jiff::Timestamp::as_millisecond);
    let millis = u64::try_from(midnight).unwrap_or(0).saturating_add(millis);
    uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid().to_string()
}

/// What books are derived from.
struct Facts {
    intervals: BTreeMap<String, Vec<Interval<()>>>,
    manual: BTreeMap<String, Vec<Manual>>,
    standings: Vec<Standing>,
}

impl Facts {
    async fn gather(conn: &mut Conn, account: Option<&str>) -> Result<Self, Error> {
        Ok(Self {
            intervals: store::ledger::intervals(conn, account).await?,
            manual: store::ledger::manual(conn, account).await?,
            standings: store::ledger::standings(conn, account).await?,
        })
    }
}

/// One account's book and what is kept from it.
struct Kept {
    book: Book,
    manual: Vec<Manual>,
    old: Standing,
    new: Standing,
}

impl Kept {
    fn of(facts: &Facts, old: Standing, today: Date) -> Self {
        let intervals = facts.intervals.get(&old.account_id).map_or(&[][..], Vec::as_slice);
        let manual = facts.manual.get(&old.account_id).cloned().unwrap_or_default();
        let book = Book::of(intervals, &manual, today);
        let new = Standing {
            account_id: old.account_id.clone(),
            mrr_cents: (old.has_subscription || !manual.is_empty()).then_some(book.mrr_cents),
            renewal_on: if old.has_subscription { book.renewal_on } else { old.renewal_on },
            has_subscription: old.has_subscription,
        };
        Self { book, manual, old, new }
    }

    /// Writes what is kept on the account and corrects entries by hand; nothing when nothing differs.
    async fn write(&self, conn: &mut Conn) -> Result<(), Error> {
        if self.old != self.new {
            store::ledger::keep(conn, &self.new).await?;
        }
        for entry in &self.manual {
            let line = self.book.lines.iter().find(|line| line.manual_id.as_ref() == Some(&entry.id));
            if let Some(line) = line.filter(|line| line.after_cents != entry.after_cents) {
                store::ledger::keep_after(conn, &entry.id, line.after_cents).await?;
            }
        }
        Ok(())
    }

    /// The events subscriptions tell, as records.
    fn events(&self) -> Vec<(String, Vec<Value>)> {
        let derived = self.book.lines.iter().filter(|line| line.manual_id.is_none());
        derived
            .map(|line| (event_id(&self.new.account_id, line.on), event(&self.new.account_id, line)))
            .collect()
    }
}

fn event(account_id: &str, line: &Line) -> Vec<Value> {
    let value = |name: &str| match name {
        "account_id" => Value::from(account_id),
        "happened_on" => Value::from(line.on),
        "kind" => Value::from(line.kind.key()),
        "delta_cents" => Value::from(line.delta_cents),
        "after_cents" => Value::from(line.after_cents),
        "source" => Value::from("derived"),
        _ => Value::Null,
    };
    ArrEvent::SPEC.fields.iter().map(|field| value(field.name)).collect()
}

/// Takes one account's old months out of the portfolio and puts its new ones in.
async fn shift_portfolio(
    conn: &mut Conn,
    old_months: &[(Date, i64)],
    new_months: &[(Date, i64)],
) -> Result<(), Error> {
    let bridges = |months| -> BTreeMap<Date, Bridge> {
        movements(months).map(|(month, position)| (month, Bridge::with_reactivation([position]))).collect()
    };
    let (old, new) = (bridges(old_months), bridges(new_months));
    let mut months: Vec<Date> = old.keys().chain(new.keys()).copied().collect();
    months.sort_unstable();
    months.dedup();
    for month in months {
        let take = old.get(&month).copied().unwrap_or_default();
        let add = new.get(&month).copied().unwrap_or_default();
        if add != take || !old.contains_key(&month) {
            store::ledger::add_month(conn, month, &add, &take).await?;
        }
    }
    let mut change = Years::new();
    years(old_months).for_each(|year| add(&mut change, year, -1));
    years(new_months).for_each(|year| add(&mut change, year, 1));
    for year in change.values() {
        store::ledger::add_year(conn, year).await?;
    }
    store::ledger::drop_empty_months(conn).await
}

/// Months, each against the one a year before.
type Years = BTreeMap<Date, MonthRetention>;

/// Adds an account's month so many times.
fn add(years: &mut Years, year: MonthRetention, times: i64) {
    let MonthRetention { month_on, base_cents, end_cents, kept_cents } = year;
    let sum = years.entry(month_on).or_insert(MonthRetention {
        month_on,
        base_cents: 0,
        end_cents: 0,
        kept_cents: 0,
    });
    sum.base_cents += base_cents * times;
    sum.end_cents += end_cents * times;
    sum.kept_cents += kept_cents * times;
}

#[cfg(test)]
mod tests;
