//! Importing a file: look at it, map its columns, try it, run it. Nothing is stored before it is
//! asked for, an import is stored whole or not at all, and the same file a second time changes nothing.
//!
//! A dry run only reads, so it keeps nobody waiting. A run holds the one writer for as long as it
//! takes, which is why the consequences of many rows (ledger, rollups, scores) come once, at its end.

mod decode;
mod engine;
mod file;
pub mod job;
mod ravenstack;
mod resolve;
mod sheet;
mod sink;
mod trace;
pub mod upload;
mod word;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::import::{
    Inspection, Mapping, Mode, Phase, Plan, Profile, Progress, Report, guess, guess_noun, profile,
};
use domain::noun::company::Company;
use domain::policy::{Action, Grant, grant};
use domain::problem::{Problem, Problems};
use domain::query::Query;
use domain::record::{Kind, Record as _, Spec};
use store::Conn;
use store::record::Cut;

pub use ravenstack::{COMPANY, ravenstack, ravenstack_metered, replace_demo};

use crate::Ctx;
use crate::ctx::new_id;
use crate::fault::of_store;
use crate::policy::require;
use file::Shape;
use job::Meter;
use sink::Sink;

/// How many rows the order of dates is guessed from, and how many are shown.
const LOOKED_AT: usize = 1_000;
const SHOWN: usize = 5;

/// What an uploaded file holds. An empty `table` has the noun guessed too.
///
/// # Errors
/// When the file is not this person's, or they may not import the noun.
pub async fn inspect(ctx: &Ctx, upload: &str, table: &str) -> Result<Inspection, Problem> {
    let job = job::own(ctx, upload)?;
    let found = look(ctx, table, &job.path, job.shape).await?;
    Ok(Inspection { upload: upload.to_owned(), file: job.name, bytes: job.bytes, ..found })
}

/// What a file on this machine holds, for the command line.
///
/// # Errors
/// As [`inspect`].
pub async fn inspect_path(ctx: &Ctx, table: &str, path: &Path) -> Result<Inspection, Problem> {
    look(ctx, table, path, detect(path).await?).await
}

/// Reads a file where it keeps nobody waiting.
async fn aside<T: Send + 'static>(
    read: impl FnOnce() -> Result<T, Problem> + Send + 'static,
) -> Result<T, Problem> {
    tokio::task::spawn_blocking(read).await.map_err(|error| crate::fault::internal(&error))?
}

async fn detect(path: &Path) -> Result<Shape, Problem> {
    let path = path.to_owned();
    aside(move || file::detect(&path)).await
}

async fn head(
    path: &Path,
    shape: Shape,
    rows: usize,
) -> Result<(Vec<String>, Vec<csv::StringRecord>), Problem> {
    let path = path.to_owned();
    aside(move || file::head(&path, shape, rows)).await
}

async fn look(ctx: &Ctx, table: &str, path: &Path, shape: Shape) -> Result<Inspection, Problem> {
    let (headers, records) = head(path, shape, LOOKED_AT).await?;
    let samples: Vec<Vec<String>> =
        records.iter().map(|record| record.iter().map(str::to_owned).collect()).collect();
    let known = profile::recognise(&headers);
    let tables = tables(ctx, &headers, known.as_ref());
    let table = if table.is_empty() { tables.first().cloned().unwrap_or_default() } else { table.to_owned() };
    let spec = crate::record::spec(&table)?;
    require(ctx, Action::Import, spec)?;
    let mut conn = ctx.store.read().await.map_err(of_store)?;
    let mapping = match known.filter(|mapping| mapping.table == table) {
        Some(mapping) => mapping,
        None => offered(guess(spec, &headers, &samples, offset(&mut conn).await?)),
    };
    let profiles = profiles_of(&mut conn, &table).await?;
    let doubtful = doubtful(spec, &mapping, &headers, &samples);
    let samples = samples.into_iter().take(SHOWN).collect();
    Ok(Inspection {
        shape: shape.label(),
        headers,
        samples,
        mapping,
        doubtful,
        profiles,
        tables,
        ..Inspection::default()
    })
}

/// A guess in which features that are not known yet are made, as the usage of a product grows new ones.
fn offered(mut mapping: Mapping) -> Mapping {
    let spec = domain::noun::spec(&mapping.table);
    for column in &mut mapping.columns {
        let field = column.field.as_deref().and_then(|name| spec.and_then(|spec| spec.field(name)));
        column.make = field.is_some_and(|(_, field)| match field.kind {
            Kind::Ref(table) => domain::noun::spec(table).is_some_and(resolve::can_make),
            _ => false,
        });
    }
    mapping
}

/// The headers whose dates could be read in more than one way.
fn doubtful(spec: &Spec, mapping: &Mapping, headers: &[String], samples: &[Vec<String>]) -> Vec<String> {
    let is_date = |name: &str| {
        spec.field(name).is_some_and(|(_, field)| matches!(field.kind, Kind::Date | Kind::Instant))
    };
    mapping
        .columns
        .iter()
        .filter(|column| column.field.as_deref().is_some_and(is_date))
        .filter(|column| {
            let index = headers.iter().position(|header| *header == column.header).unwrap_or(usize::MAX);
            let cells = samples.iter().filter_map(|row| row.get(index)).map(String::as_str);
            domain::import::date::detect(cells).is_some_and(|(_, in_doubt)| in_doubt)
        })
        .map(|column| column.header.clone())
        .collect()
}

/// The nouns this person may import, the likeliest for these headers first.
fn tables(ctx: &Ctx, headers: &[String], known: Option<&Mapping>) -> Vec<String> {
    let may = |table: &str| {
        domain::noun::spec(table).is_some_and(|spec| {
            table != Company::SPEC.table && grant(ctx.who.role, Action::Import, spec) != Grant::None
        })
    };
    let mut tables: Vec<String> = known.iter().map(|mapping| mapping.table.clone()).collect();
    let guessed = guess_noun(headers).into_iter().map(|(table, _)| table);
    for table in guessed.chain(domain::noun::ALL.iter().map(|spec| spec.table)) {
        if may(table) && !tables.iter().any(|other| other == table) {
            tables.push(table.to_owned());
        }
    }
    tables
}

async fn offset(conn: &mut Conn) -> Result<i64, Problem> {
    let rows =
        store::record::list(conn, Company::SPEC, &Cut::All, &Query::default(), 1).await.map_err(of_store)?;
    Ok(rows.first().and_then(Company::from_row).map_or(8, |company| company.utc_offset_hours))
}

/// Tries (`writes` false) or runs an import in the background; [`progress`] tells how far it is.
///
/// # Errors
/// Everything that is wrong with the mapping; rights; a file being worked on already.
pub async fn start(ctx: &Ctx, upload: &str, mapping: &Mapping, writes: bool) -> Result<(), Problems> {
    let job = job::own(ctx, upload).map_err(one)?;
    let plan = plan(ctx, mapping, &job.path, job.shape).await?;
    let path = job.path.clone();
    let total = if matches!(job.shape, Shape::Xlsx) {
        aside(move || Ok(sheet::rows(&path))).await.map_err(one)?
    } else {
        job.bytes
    };
    let phase = if writes { Phase::Writing } else { Phase::Checking };
    let (job, meter) = job::begin(ctx, upload, phase, total).map_err(one)?;
    let (ctx, mode, upload) = (ctx.clone(), mapping.mode, upload.to_owned());
    tokio::spawn(async move {
        let outcome = go(&ctx, &plan, mode, &job, writes, &meter).await;
        job::end(&upload, outcome.map_err(one));
    });
    Ok(())
}

async fn go(
    ctx: &Ctx,
    plan: &Plan,
    mode: Mode,
    job: &job::Job,
    writes: bool,
    meter: &Meter,
) -> Result<Report, Problem> {
    let mut sink = Sink::to_file(&job.errors)?;
    work(ctx, plan, mode, (&job.path, job.shape), &job.name, writes, meter, &mut sink).await
}

/// Tries or runs an import of a file on this machine, and lists what is bad in `errors` when given.
///
/// # Errors
/// Everything that is wrong with the mapping; rights; a file that cannot be read.
pub async fn run_path(
    ctx: &Ctx,
    mapping: &Mapping,
    path: &Path,
    writes: bool,
    errors: Option<&Path>,
) -> Result<Report, Problems> {
    let shape = detect(path).await.map_err(one)?;
    let plan = plan(ctx, mapping, path, shape).await?;
    let mut sink = errors.map_or_else(|| Ok(Sink::default()), Sink::to_file).map_err(one)?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let meter = Arc::new(Meter::new(0, shape));
    work(ctx, &plan, mapping.mode, (path, shape), &name, writes, &meter, &mut sink).await.map_err(one)
}

async fn plan(ctx: &Ctx, mapping: &Mapping, path: &Path, shape: Shape) -> Result<Plan, Problems> {
    let spec = crate::record::spec(&mapping.table).map_err(one)?;
    require(ctx, Action::Import, spec).map_err(one)?;
    let (headers, _) = head(path, shape, 1).await.map_err(one)?;
    let plan = Plan::new(spec, mapping, &headers)?;
    let unmade = plan.fields.iter().find(|filled| filled.make && !matches!(filled.field.kind, Kind::Ref(table) if domain::noun::spec(table).is_some_and(resolve::can_make)));
    match unmade {
        None => Ok(plan),
        Some(filled) => Err(one(Problem::invalid(
            filled.field.name,
            format!("“{}”不能在导入时自动新建，请先导入它。", filled.field.label.zh),
            format!("“{}” cannot be made on the way; import those records first.", filled.field.label.en),
        ))),
    }
}

#[expect(
    clippy::too_many_arguments,
    reason = "the one place where a plan, its file, its watcher and its list of faults meet"
)]
async fn work(
    ctx: &Ctx,
    plan: &Plan,
    mode: Mode,
    source: (&Path, Shape),
    name: &str,
    writes: bool,
    meter: &Meter,
    sink: &mut Sink,
) -> Result<Report, Problem> {
    if !writes {
        let mut conn = ctx.store.read().await.map_err(of_store)?;
        return Ok(engine::run(ctx, &mut conn, plan, source, false, meter, sink).await?.0);
    }
    let mut write = ctx.store.write().await.map_err(of_store)?;
    let (mut report, stored) = engine::run(ctx, write.conn(), plan, source, true, meter, sink).await?;
    let is_refused = mode == Mode::AllOrNothing && report.bad > 0;
    if !is_refused && report.new + report.changed > 0 {
        trace::settle_stored(ctx, write.conn(), plan.spec, &stored).await?;
        trace::summary(ctx, write.conn(), &report, name).await?;
        write.commit().await.map_err(of_store)?;
        report.is_stored = true;
    }
    Ok(report)
}

/// How far an import is.
///
/// # Errors
/// `NotFound` when it is not this person's.
pub fn progress(ctx: &Ctx, upload: &str) -> Result<Progress, Problem> {
    job::progress(ctx, upload)
}

/// Stops an import; nothing is changed then.
///
/// # Errors
/// `NotFound` when it is not this person's.
pub fn cancel(ctx: &Ctx, upload: &str) -> Result<(), Problem> {
    job::cancel(ctx, upload)
}

/// Removes an uploaded file.
///
/// # Errors
/// `NotFound` when it is not this person's.
pub fn discard(ctx: &Ctx, upload: &str) -> Result<(), Problem> {
    job::discard(ctx, upload)
}

/// The list of everything that was bad: a file's path, and a name to save it under.
///
/// # Errors
/// `NotFound` when it is not this person's, or there is none yet.
pub fn error_file(ctx: &Ctx, upload: &str) -> Result<(PathBuf, String), Problem> {
    let job = job::own(ctx, upload)?;
    if !job.errors.is_file() {
        return Err(Problem::not_found());
    }
    let stem = job.name.rsplit_once('.').map_or(job.name.as_str(), |(stem, _)| stem);
    Ok((job.errors.clone(), format!("{stem}-errors.csv")))
}

/// The mappings remembered for a noun.
///
/// # Errors
/// Rights.
pub async fn profiles(ctx: &Ctx, table: &str) -> Result<Vec<Profile>, Problem> {
    require(ctx, Action::Import, crate::record::spec(table)?)?;
    let mut conn = ctx.store.read().await.map_err(of_store)?;
    profiles_of(&mut conn, table).await
}

async fn profiles_of(conn: &mut Conn, table: &str) -> Result<Vec<Profile>, Problem> {
    let rows = store::import::profiles(conn, table).await.map_err(of_store)?;
    Ok(rows
        .into_iter()
        .filter_map(|(id, name, mapping)| {
            Some(Profile { id, name, mapping: serde_json::from_str(&mapping).ok()? })
        })
        .collect())
}

/// Remembers a mapping under a name; one of the same name gives way.
///
/// # Errors
/// A name that is empty or too long; rights.
pub async fn save_profile(ctx: &Ctx, name: &str, mapping: &Mapping) -> Result<(), Problem> {
    let spec = crate::record::spec(&mapping.table)?;
    require(ctx, Action::Import, spec)?;
    let name = crate::saved_view::name_of(name)?;
    let mapping = serde_json::to_string(mapping).map_err(|error| crate::fault::internal(&error))?;
    let mut write = ctx.store.write().await.map_err(of_store)?;
    store::import::save_profile(write.conn(), &new_id(), spec.table, &name, &mapping, &ctx.stamp())
        .await
        .map_err(of_store)?;
    write.commit_quietly().await.map_err(of_store)
}

/// Forgets a mapping.
///
/// # Errors
/// `NotFound` when there is none; rights.
pub async fn remove_profile(ctx: &Ctx, id: &str) -> Result<(), Problem> {
    let mut write = ctx.store.write().await.map_err(of_store)?;
    let table = store::import::profile_noun(write.conn(), id)
        .await
        .map_err(of_store)?
        .ok_or_else(Problem::not_found)?;
    require(ctx, Action::Import, crate::record::spec(&table)?)?;
    store::import::remove_profile(write.conn(), id).await.map_err(of_store)?;
    write.commit_quietly().await.map_err(of_store)
}

fn one(problem: Problem) -> Problems {
    vec![problem]
}

#[cfg(test)]
mod tests;
