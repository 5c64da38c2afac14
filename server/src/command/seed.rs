//! `seed --accounts N --days D --rng S`: a demonstration company in an empty database, as large as
//! one likes. The same numbers on the same day give the same records.

use clap::Args;
use service::seed::{DEMO_USERS, Plan};
use service::user::Next;

use super::{Failure, open, system};
use crate::config::Data;
use crate::demo;

/// How much of it.
#[derive(Debug, Args)]
pub struct Seed {
    /// How many accounts · 客户数
    #[arg(long, default_value_t = Plan::default().accounts)]
    accounts: u32,
    /// How many days of history · 历史天数
    #[arg(long, default_value_t = Plan::default().days)]
    days: u32,
    /// The seed of chance · 随机种子
    #[arg(long, default_value_t = Plan::default().rng)]
    rng: u64,
}

pub async fn run(data: &Data, how: Seed) -> Result<(), Failure> {
    let Seed { accounts, days, rng } = how;
    let store = open(data).await?;
    let summary = demo::fill(&system(&store).await?, &Plan { accounts, days, rng }, Next::MustChange).await?;
    store.close().await;
    for (table, count) in &summary.counts {
        println!("{count:>10}  {table}");
    }
    println!("演示账号 {}，初始密码 {}，首次登录须修改。", DEMO_USERS.len(), demo::PASSWORD);
    println!(
        "{} people can sign in with the password {}; each is asked for a new one first.",
        DEMO_USERS.len(),
        demo::PASSWORD
    );
    Ok(())
}
