//! What boards count of a day's scores, cut by rights.

use std::collections::BTreeMap;

use domain::board::Lamp;
use domain::board::portfolio::standing::{Lamps, Place};
use domain::noun::score::lamp_of;
use domain::quadrant::{self, DensityCell, Plot, Room, Spot, Thresholds};
use jiff::civil::Date;
use sqlx::Row as _;

use crate::db::{Conn, EngineRow, Error};
use crate::record::{Cut, account_cut};

/// Customers by stage of the loop: how many, and their ARR in cents.
pub type Stages = BTreeMap<String, (i64, i64)>;

/// Counts a scored day: lamps, and stages of the loop.
///
/// # Errors
/// When the engine fails.
pub async fn lamps(conn: &mut Conn, cut: &Cut, on: Date) -> Result<(Lamps, Stages), Error> {
    let (cut_sql, held) = account_cut(cut, "account_id", 2);
    let sql = format!(
        "select health_lamp, project_lamp, own_lamp, sponsor_lamp, stage, count(*), sum(mrr_cents)
         from score_day where day_on = $1{cut_sql}
         group by health_lamp, project_lamp, own_lamp, sponsor_lamp, stage"
    );
    let (mut counted, mut stages) = (Lamps::default(), Stages::new());
    for row in fetch(conn, sql, &[on], held).await? {
        let (accounts, mrr): (i64, i64) = (row.try_get(5)?, row.try_get(6)?);
        let arr_cents = domain::retention::arr_cents(mrr);
        let Lamps { customer, project, own, sponsor } = &mut counted;
        for (index, tally) in [customer, project, own, sponsor].into_iter().enumerate() {
            let share = match lamp(&row, index)? {
                Some(Lamp::Good) => &mut tally.good,
                Some(Lamp::Watch) => &mut tally.watch,
                Some(Lamp::Act) => &mut tally.act,
                None => &mut tally.unknown,
            };
            share.accounts += accounts;
            share.arr_cents += arr_cents;
        }
        let stage = stages.entry(row.try_get(4)?).or_default();
        *stage = (stage.0 + accounts, stage.1 + arr_cents);
    }
    Ok((counted, stages))
}

/// How many customers went from which health lamp to which between two scored days; those scored on both.
///
/// # Errors
/// When the engine fails.
pub async fn transition(
    conn: &mut Conn,
    cut: &Cut,
    from: Date,
    to: Date,
) -> Result<Vec<(Option<Lamp>, Option<Lamp>, i64)>, Error> {
    let (cut_sql, held) = account_cut(cut, "now.account_id", 3);
    let sql = format!(
        "select was.health_lamp, now.health_lamp, count(*)
         from score_day now join score_day was on was.day_on = $1 and was.account_id = now.account_id
         where now.day_on = $2{cut_sql}
         group by was.health_lamp, now.health_lamp"
    );
    let rows = fetch(conn, sql, &[from, to], held).await?;
    rows.iter().map(|row| Ok((lamp(row, 0)?, lamp(row, 1)?, row.try_get(2)?))).collect()
}

/// The customers whose health lamp changed between two scored days: those that fell first, then the largest.
///
/// # Errors
/// When the engine fails.
pub async fn movers(
    conn: &mut Conn,
    cut: &Cut,
    (from, to): (Date, Date),
    limit: u32,
) -> Result<Vec<Place>, Error> {
    let (cut_sql, held) = account_cut(cut, "now.account_id", 3);
    let sql = format!(
        "select account.id, account.name, now.mrr_cents, was.health_lamp, now.health_lamp
         from score_day now
         join score_day was on was.day_on = $1 and was.account_id = now.account_id
         join account on account.id = now.account_id and account.archived_at is null
         where now.day_on = $2 and was.health_lamp is not now.health_lamp and now.health_lamp is not null
           and was.health_lamp is not null{cut_sql}
         order by case when now.health_lamp = 'act' then 0 when was.health_lamp = 'good' then 1 else 2 end, now.mrr_cents desc, account.id
         limit {limit}"
    );
    let rows = fetch(conn, sql, &[from, to], held).await?;
    rows.iter().map(|row| place(row, lamp(row, 3)?, lamp(row, 4)?)).collect()
}

/// The customers whose sponsor nobody reaches, the largest first.
///
/// # Errors
/// When the engine fails.
pub async fn silent(conn: &mut Conn, cut: &Cut, on: Date, limit: u32) -> Result<Vec<Place>, Error> {
    let (cut_sql, held) = account_cut(cut, "s.account_id", 2);
    let sql = format!(
        "select account.id, account.name, s.mrr_cents, s.sponsor_lamp
         from score_day s join account on account.id = s.account_id and account.archived_at is null
         where s.day_on = $1 and s.sponsor_lamp = 'act'{cut_sql}
         order by s.mrr_cents desc, s.account_id limit {limit}"
    );
    let rows = fetch(conn, sql, &[on], held).await?;
    rows.iter().map(|row| place(row, None, lamp(row, 3)?)).collect()
}

/// The quadrant of every customer that has both indices: the largest one by one, of many the rest counted by cell.
///
/// # Errors
/// When the engine fails.
pub async fn plane(
    conn: &mut Conn,
    cut: &Cut,
    on: Date,
    crossing: Thresholds,
    room: Room,
) -> Result<Plot, Error> {
    let (cut_sql, held) = account_cut(cut, "account_id", 2);
    let largest = room.each_max.max(room.notable_max).saturating_add(1);
    let sql = format!(
        "select account.id, account.name, warmth_bp, willingness_bp, largest.mrr_cents
         from (select account_id, warmth_bp, willingness_bp, mrr_cents from score_day
           where day_on = $1 and warmth_bp is not null and willingness_bp is not null{cut_sql}
           order by mrr_cents desc, account_id limit {largest}) largest
         join account on account.id = largest.account_id
         order by largest.mrr_cents desc, account.id"
    );
    let spot = |row: &EngineRow| -> Result<Spot, Error> {
        Ok(Spot {
            account_id: row.try_get(0)?,
            account: row.try_get(1)?,
            warmth_bp: row.try_get(2)?,
            willingness_bp: row.try_get(3)?,
            arr_cents: domain::retention::arr_cents(row.try_get(4)?),
            before: None,
        })
    };
    let largest: Vec<Spot> =
        fetch(conn, sql, &[on], held.clone()).await?.iter().map(spot).collect::<Result<_, _>>()?;
    if largest.len() <= room.each_max as usize {
        return Ok(quadrant::plot(&largest, crossing, room));
    }
    let Thresholds { warmth_bp, willingness_bp } = crossing;
    let (grid, last) = (room.grid.max(1), room.grid.max(1) - 1);
    let sql = format!(
        "select min(willingness_bp * {grid} / 10000, {last}), min(warmth_bp * {grid} / 10000, {last}),
           warmth_bp >= {warmth_bp}, willingness_bp >= {willingness_bp}, count(*), sum(mrr_cents)
         from score_day
         where day_on = $1 and warmth_bp is not null and willingness_bp is not null{cut_sql}
         group by 1, 2, 3, 4 order by 1, 2, 3, 4"
    );
    let rows = fetch(conn, sql, &[on], held).await?;
    let counted = rows.iter().map(|row| {
        let side = |index, edge: i64| row.try_get::<bool, _>(index).map(|above| edge - i64::from(!above));
        let corner = crossing.corner(side(2, warmth_bp)?, side(3, willingness_bp)?);
        let cell = DensityCell {
            row: row.try_get(0)?,
            column: row.try_get(1)?,
            accounts: row.try_get(4)?,
            arr_cents: domain::retention::arr_cents(row.try_get(5)?),
        };
        Ok((corner, cell))
    });
    Ok(quadrant::gathered(&largest, &counted.collect::<Result<Vec<_>, Error>>()?, crossing, room))
}

/// Where accounts stood on the quadrant on the scored days from one to another, oldest first; a few dozen at most.
///
/// # Errors
/// When the engine fails.
pub async fn places(
    conn: &mut Conn,
    ids: &[&str],
    (from, to): (Date, Date),
) -> Result<BTreeMap<String, Vec<quadrant::Place>>, Error> {
    let mut places: BTreeMap<String, Vec<quadrant::Place>> = BTreeMap::new();
    if ids.is_empty() {
        return Ok(places);
    }
    let held = (3..ids.len() + 3).map(|at| format!("${at}")).collect::<Vec<_>>().join(", ");
    let sql = format!(
        "select account_id, day_on, warmth_bp, willingness_bp from score_day
         where account_id in ({held}) and day_on >= $1 and day_on <= $2
           and warmth_bp is not null and willingness_bp is not null
         order by account_id, day_on"
    );
    let ids = ids.iter().map(|&id| id.to_owned()).collect();
    for row in fetch(conn, sql, &[from, to], ids).await? {
        let day: String = row.try_get(1)?;
        places.entry(row.try_get(0)?).or_default().push(quadrant::Place {
            on: day.parse().map_err(|_| Error::Corrupt(format!("day {day}")))?,
            warmth_bp: row.try_get(2)?,
            willingness_bp: row.try_get(3)?,
        });
    }
    Ok(places)
}

async fn fetch(
    conn: &mut Conn,
    sql: String,
    days: &[Date],
    held: Vec<String>,
) -> Result<Vec<EngineRow>, Error> {
    crate::db::rows(conn, sql, days.iter().map(Date::to_string).collect(), held).await
}

fn lamp(row: &EngineRow, index: usize) -> Result<Option<Lamp>, Error> {
    Ok(row.try_get::<Option<String>, _>(index)?.as_deref().and_then(lamp_of))
}

fn place(row: &EngineRow, before: Option<Lamp>, lamp: Option<Lamp>) -> Result<Place, Error> {
    Ok(Place {
        account_id: row.try_get(0)?,
        name: row.try_get(1)?,
        arr_cents: domain::retention::arr_cents(row.try_get(2)?),
        before,
        lamp,
    })
}
