//! 知识与故事 · what the company can tell: pits fallen into, water waded, successes with numbers, and what its research puts
//! out (M22, M26, M35). Each says whether it may be used; each use is written down, so that reuse and its luck can be told.

use crate::record::{Choice, choice};

/// What it is.
pub const KINDS: &[Choice] = &[
    choice("pit", "踩过的坑", "A pit we fell into"),
    choice("lesson", "趟过的水", "A lesson learned"),
    choice("success", "成功经验", "A success"),
    choice("solution", "解决方案", "A solution"),
    choice("journal", "期刊文章", "A journal article"),
    choice("book", "书籍", "A book"),
    choice("course", "课程", "A course"),
];

/// How large the customer in it is.
pub const SIZES: &[Choice] = &[
    choice("large", "大型（1,000 席以上）", "Large (1,000 seats and more)"),
    choice("medium", "中型（100–999 席）", "Medium (100–999 seats)"),
    choice("small", "小型（100 席以下）", "Small (below 100 seats)"),
];

/// Whether it may be told.
pub const PERMISSIONS: &[Choice] = &[
    choice("named", "可具名使用", "May be told with the name"),
    choice("anonymous", "隐名可用", "Without the name only"),
    choice("internal", "仅内部", "Inside the company only"),
];

/// How large a customer with so many seats is.
///
/// ```
/// use domain::noun::knowledge::size_of;
/// assert_eq!((size_of(99), size_of(100), size_of(1_000)), ("small", "medium", "large"));
/// ```
pub const fn size_of(seats: i64) -> &'static str {
    match seats {
        1_000.. => "large",
        100.. => "medium",
        _ => "small",
    }
}

crate::record! {
    /// Something the company can tell.
    pub struct Knowledge in "knowledge" as "知识与故事" / "Story or asset" / "Stories and assets", scope Company, title "title" {
        title: Line(160), "标题" / "Title", required list search;
        kind: Choice(KINDS), "类型" / "Kind", required list;
        industry: Line(60), "行业" / "Industry", list search;
        size: Choice(SIZES), "客户规模" / "Customer size", list;
        topic: Line(120), "主题" / "Topic", list search;
        told: Long, "故事：场景、问题、做法、结果" / "The story: scene, problem, what was done, result", required search;
        amount_cents: Money, "量化价值" / "Value in money", list;
        customer: Line(80), "客户怎么称呼" / "What the customer is called";
        permission: Choice(PERMISSIONS), "使用许可" / "Permission", required list = With("internal");
        author: Line(80), "作者" / "Author";
        proof: Line(200), "证据" / "Proof";
        dated_on: Date, "日期" / "Dated", required list = Today;
    }
}

crate::record! {
    /// A telling of it to a customer.
    pub struct KnowledgeUse in "knowledge_use" as "知识使用" / "Use of a story or asset" / "Uses of stories and assets", scope By("account_id"), title "setting" {
        account_id: Ref("account"), "客户" / "Account", required list;
        knowledge_id: Ref("knowledge"), "知识或故事" / "Story or asset", required list;
        used_on: Date, "日期" / "Day", required list = Today;
        setting: Line(160), "讲给谁、在哪" / "To whom and where", required list search;
        opportunity_id: Ref("opportunity"), "对应商机" / "Opportunity", list;
        reaction: Long, "反应" / "How it was received";
    }
}
