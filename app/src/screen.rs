//! One file a screen. Screens place and format; they never add, compare or sort business values.

pub mod board;
pub mod import;
pub mod palette;
pub mod record;
pub mod register;
pub mod setting;
