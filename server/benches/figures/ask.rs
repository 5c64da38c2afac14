//! How much of it: the full size by default, a small one for a quick look.

use std::path::PathBuf;

use clap::Parser;

/// Measures the figures of the README.
#[derive(Clone, Debug, Parser)]
#[command(name = "figures")]
pub struct Ask {
    /// How many customers.
    #[arg(long, default_value_t = 10_000)]
    pub accounts: u32,
    /// How many days of history.
    #[arg(long, default_value_t = 730)]
    pub days: u32,
    /// The seed of chance.
    #[arg(long, default_value_t = 42)]
    pub rng: u64,
    /// How many rows are imported.
    #[arg(long, default_value_t = 50_000)]
    pub rows: u32,
    /// How many times a board is composed.
    #[arg(long, default_value_t = 300)]
    pub runs: u32,
    /// How many seconds pages are asked for.
    #[arg(long, default_value_t = 5)]
    pub seconds: u64,
    /// A small company and short runs: does it work at all?
    #[arg(long)]
    pub quick: bool,
    /// Serve the bytes of this file on a bare route, to compare with.
    #[arg(long, hide = true)]
    pub bare: Option<PathBuf>,
    /// Said by cargo.
    #[arg(long, hide = true)]
    pub bench: bool,
}

impl Ask {
    /// With `--quick` or `YARDSTICK_BENCH=quick`, everything small.
    pub fn settled(self) -> Self {
        if !self.quick && std::env::var("YARDSTICK_BENCH").as_deref() != Ok("quick") {
            return self;
        }
        let small = Self { accounts: 200, days: 365, rows: 5_000, runs: 50, seconds: 1, ..self.clone() };
        Self {
            accounts: small.accounts.min(self.accounts),
            days: small.days.min(self.days),
            rows: small.rows.min(self.rows),
            runs: small.runs.min(self.runs),
            seconds: small.seconds.min(self.seconds),
            ..self
        }
    }
}
