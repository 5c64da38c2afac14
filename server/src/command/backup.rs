//! `backup FILE`: a consistent copy of the database, also while it is served.

use std::path::PathBuf;

use clap::Args;

use super::{Failure, open_existing};
use crate::config::Data;

/// Where to write it.
#[derive(Debug, Args)]
pub struct Backup {
    /// A file that does not exist yet · 目标文件（不能已存在）
    pub file: PathBuf,
}

pub async fn run(data: &Data, Backup { file }: Backup) -> Result<(), Failure> {
    if file.exists() {
        return Err(Failure::new(
            format_args!("{} 已存在，备份不会覆盖它。请换一个文件名。", file.display()),
            format_args!("{} exists; a backup never overwrites. Please name another file.", file.display()),
        ));
    }
    let store = open_existing(data).await?;
    store.backup(&file).await?;
    store.close().await;
    println!("已备份到 {0}\nBacked up to {0}", file.display());
    Ok(())
}
