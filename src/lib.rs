//! What customer success means: the nouns, the rules and the formulas of Yardstick.
//!
//! Pure: no input or output, no clock, no randomness. Today, now and ids are arguments.
//! Everything here compiles to WebAssembly, so that the browser and the server agree by construction.

pub mod record;

pub mod adoption;
pub mod apportion;
pub mod arr_book;
pub mod board;
pub mod briefing;
pub mod calendar;
pub mod chart;
pub mod delta;
pub mod format;
pub mod import;
pub mod light;
pub mod north_star;
pub mod noun;
pub mod policy;
pub mod power;
pub mod problem;
pub mod profile;
pub mod province;
pub mod quadrant;
pub mod query;
pub mod ratio;
pub mod register;
pub mod relation;
pub mod renewal_rate;
pub mod retention;
pub mod sandbox;
pub mod scorecard;
pub mod sponsor_coverage;
pub mod survey_score;
pub mod text;
pub mod ticket_sla;
pub mod transcript;
pub mod transition;
pub mod value;
pub mod wall;
