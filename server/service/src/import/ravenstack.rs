//! The public synthetic data set RavenStack: five files in one transaction, all of it or nothing.
//! And the change from the demonstration company to data of one's own.

use std::path::Path;

use domain::import::{Fault, Plan, Report, profile};
use domain::noun::company::Company;
use domain::policy::{Action, Role};
use domain::problem::{Problem, ProblemKind};
use domain::query::Query;
use domain::record::Record as _;
use store::Conn;
use store::record::Cut;

use super::job::Meter;
use super::sink::Sink;
use super::{engine, file, trace};
use crate::Ctx;
use crate::fault::of_store;
use crate::policy::require;
use crate::record::history;

/// What the company is called once the data set has replaced the demonstration.
pub const COMPANY: &str = "RavenStack (public synthetic data)";

/// Brings in the whole data set from its directory. A demonstration company gives way to it; any
/// other keeps its data and gains these. A second time changes nothing.
///
/// # Errors
/// The first thing that is wrong with a file; then nothing is changed.
pub async fn ravenstack(ctx: &Ctx, directory: &Path) -> Result<Report, Problem> {
    ravenstack_metered(ctx, directory, &mut |_, _| ()).await
}

/// As [`ravenstack`]; tells each file's name and report when it is read.
///
/// # Errors
/// As [`ravenstack`].
pub async fn ravenstack_metered(
    ctx: &Ctx,
    directory: &Path,
    told: &mut (dyn FnMut(&str, &Report) + Send),
) -> Result<Report, Problem> {
    let started = std::time::Instant::now();
    let mut write = ctx.store.write().await.map_err(of_store)?;
    let replaced = if demo(write.conn()).await?.is_some() { clear(ctx, write.conn()).await? } else { false };
    let mut whole = Report { table: "ravenstack".to_owned(), ..Report::default() };
    let mut changed = Vec::new();
    for built_in in profile::ravenstack() {
        let report = one(ctx, write.conn(), &directory.join(built_in.file), &built_in.mapping).await?;
        told(built_in.file, &report);
        if report.new + report.changed > 0 {
            changed.push(built_in.mapping.table.clone());
            trace::summary(ctx, write.conn(), &report, built_in.file).await?;
        }
        whole.rows += report.rows;
        whole.new += report.new;
        whole.changed += report.changed;
        whole.unchanged += report.unchanged;
        whole.made += report.made;
    }
    let tables: Vec<&str> = changed.iter().map(String::as_str).collect();
    trace::settle(ctx, write.conn(), &tables).await?;
    whole.is_stored = replaced || !tables.is_empty();
    if whole.is_stored {
        write.commit().await.map_err(of_store)?;
    }
    whole.millis = started.elapsed().as_millis() as u64;
    Ok(whole)
}

/// Empties the demonstration company, so that data of one's own can take its place. People and
/// settings stay.
///
/// # Errors
/// `Forbidden` for anybody but an administrator, and when the company is no demonstration.
pub async fn replace_demo(ctx: &Ctx) -> Result<(), Problem> {
    let mut write = ctx.store.write().await.map_err(of_store)?;
    if demo(write.conn()).await?.is_none() {
        return Err(Problem::new(
            ProblemKind::Forbidden,
            "这里不是演示数据，不能整体清空。请在各台账中归档不需要的记录。",
            "This is no demonstration, so it cannot be emptied. Archive the records you do not need in their registers.",
        ));
    }
    clear(ctx, write.conn()).await?;
    write.commit().await.map_err(of_store)?;
    Ok(())
}

/// The demonstration company's name, when this is one.
async fn demo(conn: &mut Conn) -> Result<Option<String>, Problem> {
    let rows =
        store::record::list(conn, Company::SPEC, &Cut::All, &Query::default(), 1).await.map_err(of_store)?;
    Ok(rows.first().and_then(Company::from_row).filter(|company| company.is_demo).map(|company| company.name))
}

async fn clear(ctx: &Ctx, conn: &mut Conn) -> Result<bool, Problem> {
    if ctx.who.role != Role::Administrator {
        return Err(Problem::forbidden());
    }
    store::import::clear_customers(conn).await.map_err(of_store)?;
    store::import::rename_company(conn, COMPANY, false, &ctx.stamp()).await.map_err(of_store)?;
    history::note(ctx, conn, "import", Company::SPEC.table, "", r#"{"demo":"replaced"}"#.to_owned())
        .await
        .map_err(of_store)?;
    Ok(true)
}

async fn one(
    ctx: &Ctx,
    conn: &mut Conn,
    path: &Path,
    mapping: &domain::import::Mapping,
) -> Result<Report, Problem> {
    let spec = crate::record::spec(&mapping.table)?;
    require(ctx, Action::Import, spec)?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if !path.is_file() {
        return Err(Problem::new(
            ProblemKind::NotFound,
            format!("目录里没有文件 {name}。请给出 RavenStack 五个文件所在的目录。"),
            format!(
                "The directory has no file {name}. Name the directory that holds RavenStack's five files."
            ),
        ));
    }
    let shape = file::detect(path)?;
    let (headers, _) = file::head(path, shape, 1)?;
    let plan = Plan::new(spec, mapping, &headers)
        .map_err(|problems| problems.into_iter().next().unwrap_or_else(Problem::not_found))?;
    let mut sink = Sink::default();
    let (report, _) =
        engine::run(ctx, conn, &plan, (path, shape), true, &Meter::new(0, shape), &mut sink).await?;
    match report.faults.first() {
        Some(first) => Err(told_of(&name, first, report.bad)),
        None => Ok(report),
    }
}

fn told_of(name: &str, first: &Fault, bad: u64) -> Problem {
    let Fault { row, column, value, problem, todo_zh, todo_en } = first;
    Problem::new(
        ProblemKind::Invalid,
        format!(
            "{name} 有 {bad} 行不能导入，没有做任何改动。第 {row} 行“{column}”（{value}）：{} {todo_zh}",
            problem.zh
        ),
        format!(
            "{bad} rows of {name} cannot be imported; nothing was changed. Row {row}, “{column}” ({value}): {} {todo_en}",
            problem.en
        ),
    )
}
