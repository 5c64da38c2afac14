//! `migrate`: bring the database up to date, making it when it is new.

use super::{Failure, open};
use crate::config::Data;

pub async fn run(data: &Data) -> Result<(), Failure> {
    let store = open(data).await?;
    store.close().await;
    println!("数据库已是最新：{0}\nThe database is up to date: {0}", data.file().display());
    Ok(())
}
