//! 导读 · a headline: one tile's sentence in a writer's own words, for one period, signed (M43); and the headlines that
//! were refused because they said nothing or gave no number (M45). What the board itself said when the words were written
//! is kept beside them, so that it shows when the numbers have moved away.

use crate::board::lint::FAULTS;
use crate::record::{Choice, choice};

/// Boards whose sentences can be put into one's own words.
pub const BOARDS: &[Choice] = &[
    choice("portfolio", "经营总览", "Portfolio"),
    choice("company", "公司看板", "Company"),
    choice("growth", "增长看板", "Growth"),
    choice("sponsor", "高层看板", "Sponsors"),
    choice("adoption", "使用看板", "Adoption"),
    choice("service", "服务看板", "Service"),
    choice("strategy", "战略看板", "Strategy"),
];

/// Whether it is on the board.
pub const STATES: &[Choice] =
    &[choice("shown", "在用", "Shown"), choice("withdrawn", "已撤下", "Taken down")];

/// In which language it was written.
pub const LANGUAGES: &[Choice] = &[choice("zh", "中文", "Chinese"), choice("en", "英文", "English")];

crate::record! {
    /// Somebody's words for a tile.
    pub struct Headline in "headline" as "导读" / "Headline" / "Headlines", scope Company, title "words_zh" {
        board: Choice(BOARDS), "看板" / "Board", required list;
        tile: Line(40), "磁贴" / "Tile", required list;
        words_zh: Long, "中文" / "In Chinese", required list search;
        words_en: Long, "英文" / "In English", required search;
        opens_on: Date, "期初（空着为近 12 个月）" / "Opening day (empty for the last 12 months)";
        from_on: Date, "从哪个截至日起" / "From the closing day", required = Today;
        until_on: Date, "到哪个截至日止" / "To the closing day", required list = Today;
        state: Choice(STATES), "状态" / "State", required list = With("shown");
        author_id: Ref("user"), "署名" / "Signed by", fixed list;
        written_at: Instant, "写于" / "Written at", fixed list;
        said_zh: Long, "当时看板的中文原句" / "What the board said then, in Chinese", fixed;
        said_en: Long, "当时看板的英文原句" / "What the board said then, in English", fixed;
    }
}

crate::record! {
    /// Words that were not taken.
    pub struct Refusal in "headline_refusal" as "退回的导读" / "Refused headline" / "Refused headlines", scope Company, title "fault" {
        author_id: Ref("user"), "谁写的" / "By", required list;
        board: Choice(BOARDS), "看板" / "Board", required list;
        tile: Line(40), "磁贴" / "Tile", required list;
        language: Choice(LANGUAGES), "语言" / "Language", required list;
        fault: Choice(FAULTS), "为什么退回" / "Why", required list;
        words: Long, "原话" / "Words", list search;
        refused_at: Instant, "退回时间" / "Refused at", required list;
    }
}
