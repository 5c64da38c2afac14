//! Importing a file of tickets, with everything that belongs to it, against the least that could be done: the very same
//! rows, known beforehand, put into the same table by one prepared statement in one transaction.

use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use domain::noun::account::Account;
use domain::noun::ticket::Ticket;
use domain::query::Query;
use domain::record::{Record as _, Row};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use service::{Ctx, import};
use store::record::Cut;

use crate::Fallible;
use crate::ask::Ask;
use crate::company::Company;
use crate::table::Table;

/// How often each is done.
const ROUNDS: usize = 3;
/// What the number of every ticket made here begins with.
const MARK: &str = "bench-";
/// What the file has columns for.
const COLUMNS: [&str; 10] = [
    "account_id",
    "external_id",
    "subject",
    "priority",
    "state",
    "submitted_at",
    "first_response_minutes",
    "closed_at",
    "score",
    "is_escalated",
];

/// Measures both by turns and compares the middle ones.
pub async fn measure(company: &Company, ask: &Ask, table: &mut Table) -> Fallible {
    let ctx = &company.ctx;
    let file = company.folder.join("tickets.csv");
    std::fs::write(&file, csv(ctx, ask.rows).await?)?;
    let bare = Bare::open(&company.file())?;
    bare.clear()?;
    let (mut ours, mut bares) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        ours.push(imported(ctx, &file, ask.rows).await?);
        let rows = bare.take()?;
        bares.push(bare.insert(&rows)?);
        bare.clear()?;
    }
    let rate = |mut times: Vec<Duration>| {
        times.sort_unstable();
        f64::from(ask.rows) / times.get(ROUNDS / 2).map_or(f64::INFINITY, Duration::as_secs_f64)
    };
    let (ours, bares) = (rate(ours), rate(bares));
    let ratio = ours / bares;
    table.plain(format!("bare prepared insert of {} tickets", ask.rows), format!("{bares:.0} rows/s"));
    table.aimed(
        "import of the same as a CSV file",
        format!("{ours:.0} rows/s, {ratio:.2} of bare"),
        "≥ 0.33 of bare",
        ratio >= 1.0 / 3.0,
    );
    Ok(std::fs::remove_file(file)?)
}

async fn imported(ctx: &Ctx, file: &Path, rows: u32) -> Fallible<Duration> {
    let mapping = import::inspect_path(ctx, Ticket::SPEC.table, file).await?.mapping;
    let start = Instant::now();
    let report = import::run_path(ctx, &mapping, file, true, None)
        .await
        .map_err(|problems| format!("{problems:?}"))?;
    let time = start.elapsed();
    if !report.is_stored || report.new != u64::from(rows) {
        return Err(
            format!("the import stored {} of {rows} rows: {:?}", report.new, report.faults.first()).into()
        );
    }
    Ok(time)
}

/// As another system would write it: customers by name, times with their zone.
async fn csv(ctx: &Ctx, rows: u32) -> Fallible<String> {
    let accounts = {
        let mut conn = ctx.store.read().await?;
        store::record::list(&mut conn, Account::SPEC, &Cut::All, &Query::default(), 100_000).await?
    };
    let mut text = COLUMNS.join(",");
    text.push('\n');
    for (number, account) in (0..rows).zip(accounts.iter().cycle()) {
        let name = name(account);
        let (hour, minute, day) = (number % 24, number % 60, number % 28 + 1);
        let priority =
            ["urgent", "high", "medium", "low"].get(number as usize % 4).copied().unwrap_or_default();
        writeln!(
            text,
            "\"{name}\",{MARK}{number:06},报表导出缓慢 {number},{priority},closed,2026-10-{day:02}T{hour:02}:{minute:02}:00Z,{},2026-10-{day:02}T23:59:00Z,{},{}",
            number % 300,
            number % 5 + 1,
            number % 2
        )?;
    }
    Ok(text)
}

fn name(account: &Row) -> String {
    Account::SPEC.title_of(account).replace('"', "\"\"")
}

/// The engine alone.
struct Bare(Connection);

impl Bare {
    /// With the settings the store has.
    fn open(file: &Path) -> Fallible<Self> {
        let db = Connection::open(file)?;
        db.execute_batch(
            "pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;
             pragma cache_size = -16384; pragma temp_store = memory; pragma busy_timeout = 10000;",
        )?;
        Ok(Self(db))
    }

    /// Takes the imported rows out again, to be put back.
    fn take(&self) -> Fallible<Vec<Vec<Value>>> {
        let rows = {
            let mut select = self
                .0
                .prepare(&format!("select * from ticket where external_id like '{MARK}%' order by id"))?;
            let width = select.column_count();
            select
                .query_map([], |row| (0..width).map(|column| row.get(column)).collect())?
                .collect::<Result<_, _>>()?
        };
        self.clear()?;
        Ok(rows)
    }

    fn insert(&self, rows: &[Vec<Value>]) -> Fallible<Duration> {
        let width = rows.first().map_or(0, Vec::len);
        let marks = vec!["?"; width].join(", ");
        let start = Instant::now();
        self.0.execute_batch("begin immediate")?;
        {
            let mut insert = self.0.prepare(&format!("insert into ticket values ({marks})"))?;
            for row in rows {
                insert.execute(params_from_iter(row))?;
            }
        }
        self.0.execute_batch("commit")?;
        Ok(start.elapsed())
    }

    fn clear(&self) -> Fallible {
        self.0.execute(&format!("delete from ticket where external_id like '{MARK}%'"), [])?;
        self.0.query_row("pragma wal_checkpoint(truncate)", [], |_| Ok(()))?;
        Ok(())
    }
}
