//! The policy table, whole: every use case × every role × one's own and another's account, on a
//! database with both. What is expected comes from the table alone.

mod record;
mod rest;
mod world;
