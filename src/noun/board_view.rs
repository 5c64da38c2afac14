//! 看板浏览 · one look at a board: who, whose board, on which kind of screen, and how deep (M10). Written by the
//! product; a second look within half an hour is the same one. Looks at the whole portfolio
//! belong to no account and lie beside.

use crate::record::{Choice, choice};

/// Which board.
pub const BOARDS: &[Choice] = &[
    choice("home", "1W 首页", "Sponsor's home"),
    choice("account", "客户看板", "Account board"),
    choice("portfolio", "经营总览", "Portfolio"),
    choice("other", "其他看板", "Another board"),
];

/// From what.
pub const SCREENS: &[Choice] =
    &[choice("phone", "手机", "Phone"), choice("desk", "桌面", "Desk"), choice("wall", "大屏", "Wall")];

crate::record! {
    /// One look at a board.
    pub struct BoardView in "board_view" as "看板浏览" / "Board view" / "Board views", scope By("account_id"), title "board" {
        account_id: Ref("account"), "客户" / "Account", required list;
        user_id: Ref("user"), "谁" / "Who", required list;
        board: Choice(BOARDS), "看板" / "Board", required list;
        screen: Choice(SCREENS), "屏幕" / "Screen", required list;
        opened_at: Instant, "打开时间" / "Opened at", required list;
        tiles_seen: Int(0, 1_000), "看到的磁贴" / "Tiles seen", required list;
        tiles: Int(0, 1_000), "全部磁贴" / "Tiles there were", required;
        numbers_opened: Int(0, 1_000_000), "点开的数字" / "Numbers opened", required list;
    }
}
