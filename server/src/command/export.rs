//! `export NOUN`: a register to a file, filtered as its URL is.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use domain::query::Query;
use service::export::{Columns, Format};

use super::{Failure, open_existing, system};
use crate::config::Data;

/// What to write where.
#[derive(Debug, Args)]
pub struct Export {
    /// The register, as its address names it: account, ticket, … · 台账
    noun: String,
    /// Filters and order as in the register's address, such as `f=tier.eq.key&s=-name` · 筛选条件
    #[arg(long, default_value = "", hide_default_value = true)]
    query: String,
    /// The kind of file · 格式
    #[arg(long, value_enum, default_value_t = Kind::Csv)]
    format: Kind,
    /// Only the columns the register shows · 只要台账显示的列
    #[arg(long)]
    shown: bool,
    /// The file to write (by default, the register's own name here) · 输出文件
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
}

/// The kinds of files.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Kind {
    /// Text.
    Csv,
    /// A workbook.
    Xlsx,
}

pub async fn run(data: &Data, asked: Export) -> Result<(), Failure> {
    let Export { noun, query, format, shown, to } = asked;
    let spec = super::noun(&noun)?;
    let store = open_existing(data).await?;
    let ctx = system(&store).await?;
    let format = match format {
        Kind::Csv => Format::Csv,
        Kind::Xlsx => Format::Xlsx,
    };
    let columns = if shown { Columns::Shown } else { Columns::All };
    let export = service::export::to_file(
        &ctx,
        spec,
        &Query::parse(&query),
        format,
        columns,
        &data.data.join("files"),
    )
    .await?;
    let to = to.unwrap_or_else(|| PathBuf::from(&export.name));
    move_file(&export.path, &to)?;
    store.close().await;
    println!("{0} 行已写入 {1}\n{0} rows written to {1}", export.rows, to.display());
    Ok(())
}

/// Also from one disk to another.
fn move_file(from: &Path, to: &Path) -> std::io::Result<()> {
    if std::fs::rename(from, to).is_err() {
        std::fs::copy(from, to)?;
        std::fs::remove_file(from)?;
    }
    Ok(())
}
