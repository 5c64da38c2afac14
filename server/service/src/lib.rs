//! Use cases: require the right, gather facts, call the domain, write, audit — in that order, and in
//! one transaction. No SQL, no HTTP, no views.

pub mod act;
pub mod arrange;
pub mod board;
pub mod briefing;
pub mod calendar;
pub mod ctx;
pub mod export;
pub mod fault;
pub mod headline;
pub mod hook;
pub mod import;
pub mod invite;
pub mod ledger;
pub mod policy;
pub mod power;
pub mod profile;
pub mod record;
pub mod report;
pub mod sandbox;
pub mod saved_view;
pub mod score;
pub mod search;
pub mod seed;
pub mod session;
pub mod share;
pub mod user;
pub mod view;
pub mod wall;

pub use ctx::{Ctx, Who};
