//! What happens: one process, one subcommand each for serving and for everything an operator does.
//! Here are the command line, the web and the live line; rules and rows are below.

pub mod command;
pub mod config;
pub mod demo;
pub mod listen;
pub mod live;
pub mod log;
pub mod web;
