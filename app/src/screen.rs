//! One file a screen. Screens place and format; they never add, compare or sort business values.

pub mod board;
pub mod import;
pub mod palette;
#[cfg(target_arch = "wasm32")]
pub mod panels;
pub mod player;
pub mod record;
pub mod register;
pub mod remote;
pub mod setting;
pub mod walls;
