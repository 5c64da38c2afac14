//! Small parts over plain HTML. Each is styled by the file of its name in `style/component/`.

pub mod act;
pub mod button;
pub mod chip;
pub mod crumb;
pub mod dialog;
pub mod field;
pub mod figure;
pub mod icon;
pub mod lamp;
pub mod menu;
pub mod progress;
pub mod state;
pub mod tile;
pub mod toast;

pub use button::{Button, IconButton, Kind};
pub use chip::{Chip, FilterChip};
pub use crumb::{Breadcrumb, Crumb};
pub use dialog::Dialog;
pub use field::{Field, Input, InputKind, Select};
pub use figure::FigureView;
pub use icon::Icon;
pub use lamp::LampView;
pub use menu::{Menu, MenuItem};
pub use progress::Progress;
pub use state::{Empty, ErrorState, Forbidden, Stale};
pub use tile::TileView;
pub use toast::{Toast, Toasts};
