//! Use cases: require the right, gather facts, call the domain, write, audit — in that order, and in
//! one transaction. No SQL, no HTTP, no views.

pub mod ctx;
pub mod fault;
pub mod hook;
pub mod policy;
pub mod record;

pub use ctx::{Ctx, Who};
