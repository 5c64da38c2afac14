//! `make bench`: the figures of the README, measured at 10,000 customers and two years, printed as one table with what
//! each aims at. Aims are aims: a miss is shown, not hidden, and fails nothing.
//!
//! Does nothing unless asked to by `cargo bench`: other runs of all targets only compile it.

mod ask;
mod bare;
mod board;
mod choose;
mod company;
mod import;
mod live;
mod load;
mod pages;
mod process;
mod register;
mod spread;
mod table;

use std::error::Error;

use clap::Parser as _;

use ask::Ask;
use company::Company;
use table::Table;

/// What may go wrong, in words for whoever runs it.
type Fallible<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

#[tokio::main]
async fn main() -> Fallible {
    if !std::env::args().any(|word| word == "--bench") {
        return Ok(());
    }
    let ask = Ask::parse();
    match &ask.bare {
        Some(page) => bare::serve(page).await,
        None => measure(&ask.settled()).await,
    }
}

async fn measure(ask: &Ask) -> Fallible {
    let company = Company::ready(ask).await?;
    let mut table = Table::of(&company);
    let outcome = all(&company, ask, &mut table).await;
    table.print();
    outcome
}

async fn all(company: &Company, ask: &Ask, table: &mut Table) -> Fallible {
    board::measure(company, ask, table).await?;
    choose::measure(ask, table)?;
    register::measure(company, ask, table).await?;
    import::measure(company, ask, table).await?;
    let customer = live::customer(company).await?;
    company.close().await;
    pages::measure(company, ask, table).await?;
    live::measure(&company.folder, &customer, table).await
}
