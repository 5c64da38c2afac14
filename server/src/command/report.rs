//! `report NAME`: what the boards show, from the same code.

use clap::Args;
use jiff::civil::Date;
use service::report::{Ask, NAMES};

use super::{Failure, open_existing, system};
use crate::config::Data;

/// Which, and of when.
#[derive(Debug, Args)]
pub struct Report {
    /// Which report · 报表名
    #[arg(value_parser = clap::builder::PossibleValuesParser::new(NAMES))]
    name: String,
    /// The day to speak of (today) · 截至日期
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
    /// The opening day of a period (a year before) · 期初
    #[arg(long, value_name = "DATE")]
    from: Option<Date>,
    /// The closing day of a period · 期末
    #[arg(long, value_name = "DATE")]
    to: Option<Date>,
    /// JSON instead of lines · 输出 JSON
    #[arg(long)]
    json: bool,
}

pub async fn run(data: &Data, asked: Report) -> Result<(), Failure> {
    let Report { name, as_of, from, to, json } = asked;
    let store = open_existing(data).await?;
    let text = service::report::print(&system(&store).await?, &name, Ask { as_of, from, to, json }).await?;
    store.close().await;
    println!("{}", text.trim_end());
    Ok(())
}
