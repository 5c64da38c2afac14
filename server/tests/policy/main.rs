//! The policy table, whole: every use case × every role × one's own and another's account, on a
//! database with both. What is expected comes from the table alone.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail by panicking"
)]

mod record;
mod rest;
mod setting;
mod world;
