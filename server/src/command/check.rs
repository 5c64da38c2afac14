//! `check`: is the file whole, and does every noun's table fit its declaration?

use domain::query::Query;
use store::record::Cut;

use super::{Failure, open_existing};
use crate::config::Data;

pub async fn run(data: &Data) -> Result<(), Failure> {
    let store = open_existing(data).await?;
    let mut faults = Vec::new();
    let integrity = store.integrity().await?;
    if integrity != "ok" {
        faults.push(integrity);
    }
    let mut conn = store.read().await?;
    for spec in domain::noun::ALL {
        if let Err(error) = store::record::list(&mut conn, spec, &Cut::All, &Query::default(), 1).await {
            faults.push(format!("{}: {error}", spec.table));
        }
    }
    drop(conn);
    store.close().await;
    if faults.is_empty() {
        println!(
            "数据完好：文件完整，{0} 个台账与声明一致。\nAll is well: the file is whole, and {0} registers fit their declarations.",
            domain::noun::ALL.len()
        );
        return Ok(());
    }
    let list = faults.join("\n");
    Err(Failure::new(
        format_args!("发现问题，请从备份恢复：\n{list}"),
        "There are faults; please restore from a backup.",
    ))
}
