//! `import`: one file into one register, or a whole data set from its folder.

use std::path::{Path, PathBuf};

use clap::Args;
use domain::import::{Mapping, Mode, Report};
use service::Ctx;

use super::{Failure, open, system};
use crate::config::Data;

/// What to bring in, and how.
#[derive(Debug, Args)]
pub struct Import {
    /// A file, or with --profile ravenstack the data set's folder · 文件或目录
    path: PathBuf,
    /// A data set's name (ravenstack), or a saved set of column mappings · 导入方案
    #[arg(long)]
    profile: Option<String>,
    /// The register; guessed from the columns when absent · 台账
    #[arg(long)]
    noun: Option<String>,
    /// Say what would happen and change nothing · 只试运行
    #[arg(long)]
    dry_run: bool,
    /// One bad row and nothing is stored (the default) · 有错则全不导入
    #[arg(long, conflicts_with = "skip_bad")]
    all_or_nothing: bool,
    /// Leave bad rows out and list them · 跳过有错的行
    #[arg(long)]
    skip_bad: bool,
    /// The fields by which a row meets the record it belongs to · 匹配键
    #[arg(long, value_delimiter = ',', value_name = "FIELDS")]
    key: Vec<String>,
    /// Where to list what is bad · 错误清单文件
    #[arg(long, value_name = "FILE")]
    errors: Option<PathBuf>,
}

pub async fn run(data: &Data, what: Import) -> Result<(), Failure> {
    let is_set = what.profile.as_deref() == Some("ravenstack") && what.noun.is_none();
    if let Some(key) = &what.noun {
        super::noun(key)?;
    }
    look_for(&what.path, is_set)?;
    let store = open(data).await?;
    let ctx = system(&store).await?;
    let done = if is_set { data_set(&ctx, &what).await } else { one(&ctx, &what).await };
    store.close().await;
    done
}

/// Says plainly when what was named is not there.
fn look_for(path: &Path, is_set: bool) -> Result<(), Failure> {
    let shown = path.display();
    if is_set && !path.is_dir() {
        return Err(Failure::new(
            format_args!("没有目录 {shown}。请给出数据集五个文件所在的目录。"),
            format_args!("There is no folder {shown}. Name the one that holds the data set's five files."),
        ));
    }
    if !is_set && !path.is_file() {
        return Err(Failure::new(
            format_args!("没有文件 {shown}。请检查路径。"),
            format_args!("There is no file {shown}. Please check the path."),
        ));
    }
    Ok(())
}

async fn data_set(ctx: &Ctx, what: &Import) -> Result<(), Failure> {
    if what.dry_run {
        return Err(Failure::new(
            "整套数据不能试运行；请先备份，或用空的数据目录。",
            "A whole data set has no dry run; make a backup first, or use an empty data folder.",
        ));
    }
    // All five are stored together, at the end: what is said of one on the way is not yet about storing.
    let report = service::import::ravenstack_metered(ctx, &what.path, &mut |file, report| {
        print(file, &Report { is_stored: true, ..report.clone() })
    })
    .await?;
    print("ravenstack", &report);
    Ok(())
}

async fn one(ctx: &Ctx, what: &Import) -> Result<(), Failure> {
    let mapping = mapping(ctx, what).await?;
    let report =
        service::import::run_path(ctx, &mapping, &what.path, !what.dry_run, what.errors.as_deref()).await?;
    print(&name(&what.path), &report);
    for fault in &report.faults {
        eprintln!(
            "  {} · {} · “{}”: {} {}",
            fault.row, fault.column, fault.value, fault.problem.zh, fault.todo_zh
        );
        eprintln!(
            "  {} · {} · “{}”: {} {}",
            fault.row, fault.column, fault.value, fault.problem.en, fault.todo_en
        );
    }
    if report.bad > 0 && mapping.mode == Mode::AllOrNothing {
        return Err(Failure::new(
            "有错误的行，什么都没有导入。请改正后重试，或用 --skip-bad。",
            "Some rows are bad, so nothing was stored. Correct them and try again, or use --skip-bad.",
        ));
    }
    Ok(())
}

async fn mapping(ctx: &Ctx, what: &Import) -> Result<Mapping, Failure> {
    let found =
        service::import::inspect_path(ctx, what.noun.as_deref().unwrap_or_default(), &what.path).await?;
    let mut mapping = match &what.profile {
        None => found.mapping,
        Some(name) => {
            let saved = found.profiles.into_iter().find(|profile| profile.name == *name);
            saved.map(|profile| profile.mapping).ok_or_else(|| {
                Failure::new(
                    format_args!("没有名为“{name}”的导入方案。"),
                    format_args!("There is no saved mapping “{name}” for this register."),
                )
            })?
        }
    };
    if what.skip_bad {
        mapping.mode = Mode::SkipBad;
    } else if what.all_or_nothing {
        mapping.mode = Mode::AllOrNothing;
    }
    if !what.key.is_empty() {
        mapping.key.clone_from(&what.key);
    }
    Ok(mapping)
}

fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn print(file: &str, report: &Report) {
    let Report { rows, new, changed, unchanged, bad, made, millis, .. } = report;
    let outcome = outcome(report);
    println!(
        "{file}: {rows} 行 rows · 新 new {new} · 改 changed {changed} · 同 unchanged {unchanged} · 错 bad {bad} · 附建 made {made} · {millis} ms{outcome}"
    );
}

/// What became of it, unless it was simply stored.
const fn outcome(report: &Report) -> &'static str {
    let Report { new, changed, bad, made, is_stored, is_dry_run, .. } = report;
    match (*is_stored, *is_dry_run) {
        (true, _) => "",
        (false, true) => " · 试运行，未写入 dry run, nothing stored",
        (false, false) if *new == 0 && *changed == 0 && *bad == 0 && *made == 0 => {
            " · 与已有数据相同，无需写入 nothing differed"
        }
        (false, false) => " · 未写入 not stored",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_import_says_what_became_of_it() {
        let check = |new, bad, is_stored, is_dry_run, expected: &str| {
            let report = Report { rows: 3, new, bad, is_stored, is_dry_run, ..Report::default() };
            assert!(outcome(&report).contains(expected), "{expected}: {}", outcome(&report));
        };
        check(0, 0, false, false, "nothing differed");
        check(3, 0, false, true, "dry run");
        check(0, 0, false, true, "dry run");
        check(2, 1, false, false, "not stored");
        let stored = Report { new: 3, is_stored: true, ..Report::default() };
        assert_eq!(outcome(&stored), "");
    }

    #[test]
    fn a_file_that_is_not_there_is_named() {
        for is_set in [false, true] {
            let told = look_for(Path::new("/nope.csv"), is_set).unwrap_err().to_string();
            assert!(told.contains("/nope.csv") && told.contains("There is no"), "{told}");
        }
        assert!(look_for(Path::new(env!("CARGO_MANIFEST_DIR")), true).is_ok());
    }
}
