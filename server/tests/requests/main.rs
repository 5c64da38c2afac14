//! Requests as they come from outside, good and bad, against the whole router: who is let in, who is
//! kept out, and that whatever is sent gets an answer somebody can read.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail by panicking")]

mod answer;
mod harness;
mod join;
mod listen;
mod refusal;
mod session;
mod transfer;
mod user_password;
