//! What a headline must be (M43): a whole sentence that says something, with a number in it wherever there are data.
//! A noun phrase names a subject and leaves the reader to guess; a claim without a number cannot be checked.
//!
//! This is a reader's rule of thumb, not grammar: it knows the words boards are written with, and what titles end in.

use crate::problem::Problem;
use crate::record::{Choice, choice};
use crate::text::Locale;

/// What can be wrong with a headline, as it is stored.
pub const FAULTS: &[Choice] = &[
    choice("empty", "空着", "Empty"),
    choice("name", "只是名称，不是句子", "A name, no sentence"),
    choice("number", "没有数字", "Without a number"),
];

/// What is wrong with a headline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing was written.
    Empty,
    /// It names something and says nothing of it.
    Name,
    /// There are data, and no number.
    Number,
}

/// Words that make a Chinese sentence say something: what is, what changed, what has to be done.
const SAYS_ZH: &str = "
    是 为 有 占 在 升 降 涨 跌 增 减 没 不 未 超 低于 高于 少于 多于 等于 达 完成 需 要 应当 应该 应在 请 已 将 会
    能 可 守住 流失 续 变 好转 恶化 拖累 带来 贡献 付 欠 逾期 覆盖 处于 仍 还 只 落后 领先 来自 集中
    值得 丢 赢 签 剩 到期 退 转 留 走 多了 少了 快了 慢了 好于 差于 高出 靠 由 让 使 给
    到场 出席 知道 提交 合计 发生 开始 结束 足够 用过 用了 在用 收到 回来 打开 了 过 安排";

/// Words in which those are no verbs: they are passed over.
const NAMES_ZH: &str = "
    使用率 使用情况 使用 用户 应收 应付 可用性 功能 性能 会议 会员 在线 有效性 有效 增长率 增速 流失率
    续约率 续费率 留存率 留存 回款率 回访 覆盖率 完成率 收入 收缩 说明 看板 要点 需求 要求 变化 变动
    未来 不良 签约率 评分 评价 答复时间 应用 能力 可能性 转化率 走势 减少额 增加额 在建 有关 为期 由来
    给付 过程 过去 过期率 通过率 了解度";

/// What Chinese titles end in, whatever stands before.
const TITLES_ZH: &str = "
    情况 概况 分析 总览 一览 汇总 统计 报表 走势 趋势 分布 对比 明细 排名 小结 报告 总结 概览 清单
    列表";

/// Verbs of English headlines, in the forms they take.
const SAYS_EN: &str = "
    led lead leads compare compares compared know knows knew hand handed happen happened begin began run runs ran earn
    work show shows shown expect expects count counts owe owes owed speaks call looks look
    retain retains retained buy buys bought hear hears heard ask asks asked win
    is are was were be been isn't aren't has have had do does did don't will would can cannot could must
    should need needs needed rose rise rises fell fall falls grew grow grows fails failed fail left
    leave leaves lost lose loses won win wins keep keeps kept pay pays paid use uses used make makes
    made bring brings brought drive drives drove stand stands stood remain remains remained reach
    reaches reached dropped drop drops cover covers covered exceed exceeds exceeded miss misses missed
    hold holds held improved improves improve worsened worsens churned renew renews renewed wait waits
    waited went goes go came comes come say says said take takes took gained gains gain closed closes
    opened opens doubled halved slipped moved moves move changed ended ends answered answer rated
    attended attend added adds signed collected stopped started earned earns contributed lags leads met
    meet meets stays stay stayed turned turns fits gave gives give see sees saw recovered recover weighs
    weigh speak ask";

/// What English titles end in.
const TITLES_EN: &str = "
    overview summary analysis report status dashboard breakdown distribution comparison ranking list
    details statistics trend trends update";

/// Numbers written as words.
const NUMBERS_EN: &str = "
    two three four five six seven eight nine ten eleven twelve dozen hundred thousand half third quarter
    twice none nobody";

impl Fault {
    /// How it is stored.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Name => "name",
            Self::Number => "number",
        }
    }

    /// What is told of it at a field: what is wrong, and what to write instead.
    pub fn problem(self, field: &str, words: &str) -> Problem {
        match self {
            Self::Empty => Problem::invalid(
                field,
                "导读不能空着：请写一句完整的话，说清楚数字意味着什么，例如“续费率升了 2 个百分点，主要来自华东”。",
                "A headline cannot be empty: write a whole sentence that says what the number means, such as “Renewals rose by 2 points, most of it in the east”.",
            ),
            Self::Name => Problem::invalid(
                field,
                format!("“{words}”只是一个名称，不是一句话：请写出它怎么样了，例如“续费率升了 2 个百分点”。"),
                format!(
                    "“{words}” is a name, not a sentence: say what happened to it, such as “Renewals rose by 2 points”."
                ),
            ),
            Self::Number => Problem::invalid(
                field,
                format!("“{words}”里没有数字，而这里有数据：没有数字的判断无法核对，请写上最要紧的那一个。"),
                format!(
                    "“{words}” has no number, though there are data: nobody can check such a claim, so write the number that matters most."
                ),
            ),
        }
    }
}

/// What is wrong with a headline; nothing when it may be shown. `has_data` says whether there are numbers to speak of.
///
/// ```
/// use domain::{board::lint::{Fault, fault}, text::Locale};
/// assert_eq!(fault("客户健康情况分析", Locale::Zh, true), Some(Fault::Name));
/// assert_eq!(fault("三家大客户贡献了 62% 的增购。", Locale::Zh, true), None);
/// ```
pub fn fault(words: &str, locale: Locale, has_data: bool) -> Option<Fault> {
    let words = words.trim();
    if !words.chars().any(char::is_alphanumeric) {
        return Some(Fault::Empty);
    }
    let says = match locale {
        Locale::Zh => says_zh(words),
        Locale::En => says_en(words),
    };
    if !says {
        return Some(Fault::Name);
    }
    (has_data && !has_number(words)).then_some(Fault::Number)
}

/// Whether one of its parts says something; what stands before 的 belongs to a name.
fn says_zh(words: &str) -> bool {
    let bare = words.trim_end_matches(['。', '！', '？', '.', '!', ' ']);
    if TITLES_ZH.split_whitespace().any(|end| bare.ends_with(end)) {
        return false;
    }
    let mut left = bare.to_owned();
    for name in NAMES_ZH.split_whitespace() {
        left = left.replace(name, "〇");
    }
    let is_said = |verb: &str| {
        let mut places = left.match_indices(verb);
        places.any(|(at, _)| !left.get(at + verb.len()..).unwrap_or_default().starts_with('的'))
    };
    SAYS_ZH.split_whitespace().any(is_said)
}

fn says_en(words: &str) -> bool {
    let words: Vec<String> = words
        .split(|letter: char| !letter.is_alphanumeric() && letter != '\'')
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    let is_title = words.last().is_some_and(|last| TITLES_EN.split_whitespace().any(|title| title == last));
    !is_title && words.iter().any(|word| SAYS_EN.split_whitespace().any(|verb| verb == *word))
}

/// Digits, or numbers written as words with what they count.
fn has_number(words: &str) -> bool {
    const UNITS: &[char] = &[
        '家', '个', '成', '倍', '半', '条', '次', '天', '项', '位', '万', '亿', '分', '人', '笔', '名', '场',
        '张',
    ];
    const DIGITS: &str = "一二两三四五六七八九十百千零半";
    let letters: Vec<char> = words.chars().collect();
    let counted = letters
        .windows(2)
        .any(|pair| matches!(pair, [digit, unit] if DIGITS.contains(*digit) && UNITS.contains(unit)));
    let spoken = words
        .split(|letter: char| !letter.is_ascii_alphabetic())
        .any(|word| NUMBERS_EN.split_whitespace().any(|number| number == word.to_ascii_lowercase()));
    counted || spoken || letters.iter().any(char::is_ascii_digit)
}

/// The numbers of a sentence as they are written, in order: what is compared when words were written earlier.
///
/// ```
/// use domain::board::lint::numbers;
/// assert_eq!(numbers("净收入留存为 107.8%，比期初多 1,886.64 万。"), ["107.8%", "1,886.64"]);
/// ```
pub fn numbers(words: &str) -> Vec<&str> {
    let is_part = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ',' | '%');
    words
        .split(|letter| !is_part(letter))
        .map(|part| part.trim_matches(['.', ',']))
        .filter(|part| part.contains(|letter: char| letter.is_ascii_digit()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, locale: Locale, has_data: bool, expected: Option<Fault>) {
        assert_eq!(fault(words, locale, has_data), expected, "{words:?}");
    }

    #[test]
    fn a_chinese_headline_is_a_sentence_with_a_number_wherever_there_are_data() {
        use Fault::{Empty, Name, Number};
        for (words, has_data, expected) in [
            ("", true, Some(Empty)),
            ("   ", false, Some(Empty)),
            ("。", true, Some(Empty)),
            ("客户健康情况", true, Some(Name)),
            ("2026 年三季度续约分析", true, Some(Name)),
            ("重点客户 12 家一览。", true, Some(Name)),
            ("净收入留存", true, Some(Name)),
            ("净收入留存 107.8%", true, Some(Name)),
            ("流失的三家客户", true, Some(Name)),
            ("应收账款 1,200 万", true, Some(Name)),
            ("核心功能使用率：86%", true, Some(Name)),
            ("华东的客户在流失。", true, Some(Number)),
            ("华东的客户在流失。", false, None),
            ("三家大客户贡献了增购。", true, None),
            ("三家大客户贡献了增购，占 62%。", true, None),
            ("华东丢了三家，要在月底前上门。", true, None),
            ("净收入留存为 107.8%，存量在增长。", true, None),
            ("净收入留存升到 107.8%", true, None),
        ] {
            check(words, Locale::Zh, has_data, expected);
        }
    }

    #[test]
    fn an_english_headline_is_a_sentence_with_a_number_wherever_there_are_data() {
        use Fault::{Empty, Name, Number};
        for (words, has_data, expected) in [
            ("", true, Some(Empty)),
            ("…", true, Some(Empty)),
            ("Customer health overview", true, Some(Name)),
            ("Q3 renewals, 12 accounts", true, Some(Name)),
            ("Net revenue retention: 107.8%", true, Some(Name)),
            ("12 customers lost: summary", true, Some(Name)),
            ("Customers in the east are leaving.", true, Some(Number)),
            ("Customers in the east are leaving.", false, None),
            ("Three accounts brought most of the expansion.", true, None),
            ("Net retention is 107.8% and rising.", true, None),
            ("The east lost 3 customers.", true, None),
        ] {
            check(words, Locale::En, has_data, expected);
        }
    }

    #[test]
    fn what_is_told_says_what_to_write_in_both_languages() {
        for fault in [Fault::Empty, Fault::Name, Fault::Number] {
            let problem = fault.problem("words_zh", "客户分析");
            assert!(
                problem.zh.contains("写") && problem.en.contains("write") || problem.en.contains("say"),
                "{problem:?}"
            );
            assert!(FAULTS.iter().any(|choice| choice.key == fault.key()), "{fault:?}");
        }
    }
}
