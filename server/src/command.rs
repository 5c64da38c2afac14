//! The subcommands, one small file each. What they say goes to standard output, in both languages.

mod backup;
mod check;
mod export;
mod import;
mod migrate;
mod report;
mod seed;
mod serve;
mod user;

use std::path::Path;

use clap::Subcommand;
use domain::problem::{Problem, Problems};
use domain::record::Spec;
use jiff::Timestamp;
use service::Ctx;
use store::Store;

use crate::config::{Cli, Data, Serve};

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the screens · 启动服务
    Serve(Serve),
    /// Bring the database up to date · 升级数据库
    Migrate,
    /// Make a demonstration company in an empty database · 生成演示公司
    Seed(seed::Seed),
    /// People who sign in · 用户管理
    #[command(subcommand)]
    User(user::User),
    /// Bring in records from a file, or a whole data set from a folder · 导入
    Import(import::Import),
    /// Write a register to a file · 导出
    Export(export::Export),
    /// Print what the boards show · 报表
    Report(report::Report),
    /// Write a consistent copy of the database, also while it is served · 备份
    Backup(backup::Backup),
    /// Is the database whole, and does it fit what this version declares? · 检查
    Check,
}

/// Does what the command line says.
///
/// # Errors
/// What to tell whoever typed it.
pub async fn run(cli: Cli) -> Result<(), Failure> {
    let Cli { data, command } = cli;
    match command {
        Command::Serve(how) => serve::run(&data, how).await,
        Command::Migrate => migrate::run(&data).await,
        Command::Seed(plan) => seed::run(&data, plan).await,
        Command::Import(what) => import::run(&data, what).await,
        Command::Export(what) => export::run(&data, what).await,
        Command::Report(ask) => report::run(&data, ask).await,
        Command::User(what) => user::run(&data, what).await,
        Command::Backup(to) => backup::run(&data, to).await,
        Command::Check => check::run(&data).await,
    }
}

/// Why a command did not do what it was asked, in words for whoever typed it.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Failure(String);

impl Failure {
    /// In both languages.
    pub fn new(zh: impl std::fmt::Display, en: impl std::fmt::Display) -> Self {
        Self(format!("{zh}\n{en}"))
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        let place = problem.field.map(|field| format!("{field}: ")).unwrap_or_default();
        let reference = problem.reference.map(|reference| format!(" [{reference}]")).unwrap_or_default();
        Self(format!("{place}{}{reference}\n{place}{}{reference}", problem.zh, problem.en))
    }
}

impl From<Problems> for Failure {
    fn from(problems: Problems) -> Self {
        Self(problems.into_iter().map(|problem| Self::from(problem).0).collect::<Vec<_>>().join("\n"))
    }
}

impl From<store::Error> for Failure {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::Newer(version) => Self::new(
                format_args!(
                    "数据由更新版本的 Yardstick 写入（结构版本 {version}）。请启动那个版本，或恢复更早的备份；数据未被改动。"
                ),
                format_args!(
                    "The data was written by a newer Yardstick (schema {version}). Start that version, or restore an earlier backup. Nothing was changed."
                ),
            ),
            other => {
                Self::new(format_args!("数据库出错：{other}"), format_args!("The database failed: {other}"))
            }
        }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::new(format_args!("读写失败：{error}"), format_args!("Reading or writing failed: {error}"))
    }
}

/// Opens the database, making folder and file when they are new.
pub(crate) async fn open(data: &Data) -> Result<Store, Failure> {
    make_folder(&data.data)?;
    Ok(Store::open(&data.file()).await?)
}

/// Opens a database that must be there already.
pub(crate) async fn open_existing(data: &Data) -> Result<Store, Failure> {
    if !data.file().exists() {
        let folder = data.data.display();
        return Err(Failure::new(
            format_args!(
                "{folder} 里还没有数据。请先运行 yardstick serve 或 yardstick migrate，或用 --data 指定目录。"
            ),
            format_args!(
                "There is no data in {folder} yet. Run yardstick serve or yardstick migrate first, or name the folder with --data."
            ),
        ));
    }
    open(data).await
}

/// The product itself at work, now.
pub(crate) async fn system(store: &Store) -> Result<Ctx, Failure> {
    Ok(service::session::system(store, Timestamp::now()).await?)
}

/// The noun somebody named.
pub(crate) fn noun(key: &str) -> Result<&'static Spec, Failure> {
    domain::noun::spec(key).ok_or_else(|| {
        let keys: Vec<&str> = domain::noun::ALL.iter().map(|spec| spec.table).collect();
        let keys = keys.join(", ");
        Failure::new(
            format_args!("没有名为“{key}”的台账。可选：{keys}"),
            format_args!("There is no register “{key}”. There are: {keys}"),
        )
    })
}

fn make_folder(folder: &Path) -> Result<(), Failure> {
    if folder.exists() {
        return Ok(());
    }
    std::fs::create_dir_all(folder)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_register_that_is_not_there_is_answered_with_those_that_are() {
        assert_eq!(noun("account").unwrap().table, "account");
        let told = noun("nope").unwrap_err().to_string();
        for part in ["没有名为“nope”的台账", "no register “nope”", "account, stakeholder", "audit"]
        {
            assert!(told.contains(part), "{part}: {told}");
        }
    }
}
