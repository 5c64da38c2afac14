//! All the SQL, and nothing but SQL: no rights, no rules, no clock. Statements are static text or
//! are made from static declarations; input only ever travels as a bound value.

pub mod db;
pub mod record;

pub use db::{Conn, Error, Store, Write};
