//! The words the design system itself says, in both languages.

pub use domain::text::{Locale, Text, text};

pub const TABLE_VIEW: Text = text("数据表", "Table");
pub const ON_TRACK: Text = text("正常", "On track");
pub const WATCH: Text = text("关注", "Watch");
pub const ACT: Text = text("预警", "Act");
pub const CLOSE: Text = text("关闭", "Close");
pub const UNDO: Text = text("撤销", "Undo");
pub const REQUIRED: Text = text("必填", "required");
pub const OPTIONAL: Text = text("可不填", "optional");
pub const CHOOSE: Text = text("请选择", "Choose");
pub const REFERENCE: Text = text("编号", "Reference");
pub const BREADCRUMB: Text = text("位置", "You are here");
pub const REMOVE: Text = text("去掉", "Remove");
pub const FORBIDDEN: Text = text("这里需要权限", "You need permission to see this");
pub const SAFE: Text = text("数据没有变化。", "No data was changed.");
