//! The design system: what every screen is built from, and how a board and its charts look.
//!
//! Components place and format; they never add, compare or sort business values. Colour and size
//! live in `style/`; nothing here writes a `style` attribute, because the security policy forbids it.

pub mod board;
pub mod chart;
pub mod component;
pub mod markup;
pub mod power;
pub mod text;
