//! All the SQL, and nothing but SQL: no rights, no rules, no clock. Statements are static text or
//! are made from static declarations; input only ever travels as a bound value.

pub mod account_board;
pub mod adoption_board;
pub mod arrangement;
pub mod board;
pub mod company_board;
pub mod credential;
pub mod db;
pub mod device;
pub mod growth_board;
pub mod headline;
pub mod home;
pub mod import;
pub mod ledger;
pub mod lifecycle_board;
pub mod meeting;
pub mod receipt;
pub mod record;
pub mod relation;
pub mod risk;
pub mod rollup;
pub mod sandbox;
pub mod saved_view;
pub mod score;

pub mod service_board;
pub mod session;
pub mod share;
pub mod sponsor_board;
pub mod strategy_board;
pub mod view;
pub mod wall;

pub use db::{Conn, Error, Store, Write};
