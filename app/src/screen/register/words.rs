//! What a register says about itself: its one sentence, its conditions and its orders in words.

use domain::format::count;
use domain::query::related::related;
use domain::query::{Filter, Op, Query, Sort};
use domain::record::{Field, Kind, Spec};
use domain::register::Page;
use domain::text::{Locale, Text, text};
use domain::value::Value;

use crate::cell::{self, Titles};

const WITH: Text = text("有", "Has ");
const WITHOUT: Text = text("没有", "Has no ");
pub const SEARCH: Text = text("搜索", "Search");
pub const FILTER: Text = text("筛选", "Filter");
pub const COLUMNS: Text = text("列", "Columns");
pub const EXPORT: Text = text("导出", "Export");
pub const IMPORT: Text = text("导入", "Import");
pub const APPLY: Text = text("应用", "Apply");
pub const CANCEL: Text = text("取消", "Cancel");
pub const SHOW_COLUMNS: Text = text("显示所选列", "Show these columns");
pub const DEFAULT_COLUMNS: Text = text("恢复默认列", "Back to the default columns");
pub const FIRST_PAGE: Text = text("回到第一页", "First page");
pub const NEXT_PAGE: Text = text("下一页", "Next page");
pub const PAGE_SIZE: Text = text("每页", "Per page");
pub const RECORD: Text = text("档案", "Record");
pub const ARCHIVED: Text = text("查看已归档", "Show archived");
pub const IN_USE: Text = text("返回使用中", "Back to those in use");
pub const CLEAR: Text = text("清除全部条件", "Clear all conditions");
pub const FROM: Text = text("从", "From");
pub const UPTO: Text = text("到", "To");
pub const FIND: Text = text("查找", "Find");
pub const LOOK: Text = text("查找", "Look up");
pub const KEYS: Text = text(
    "键盘：j k 上下移动，回车打开，/ 搜索，n 新建",
    "Keys: j k to move, Enter to open, / to search, n for a new record",
);

/// How a number of rows reads: beyond 10,000 they are not counted.
pub fn total(page: &Page) -> String {
    if page.total > 10_000 { "10,000+".to_owned() } else { count(page.total) }
}

/// The register in one sentence: how many, of what, in which order.
pub fn headline(spec: &Spec, query: &Query, page: &Page, locale: Locale) -> String {
    let is_cut = !query.filters.is_empty() || !query.words.trim().is_empty();
    let (n, order) = (total(page), order(spec, query, locale));
    match locale {
        Locale::Zh => {
            let (noun, measure) = (spec.plural.zh, measure(spec.table));
            let which = match (query.archived, is_cut) {
                (false, false) => return format!("共 {n} {measure}{noun}，{order}。"),
                (false, true) => "符合条件的",
                (true, false) => "已归档的",
                (true, true) => "符合条件的已归档",
            };
            format!("{which}{noun}共 {n} {measure}，{order}。")
        }
        Locale::En => {
            let noun = lower(&spec.counted(page.total));
            let archived = if query.archived { "archived " } else { "" };
            let cut = match (is_cut, page.total) {
                (false, _) => "",
                (true, 1) => " matches",
                (true, _) => " match",
            };
            format!("{n} {archived}{noun}{cut}, {order}.")
        }
    }
}

/// Why there is nothing to show.
pub fn empty(spec: &Spec, query: &Query, locale: Locale) -> String {
    let is_cut = !query.filters.is_empty() || !query.words.trim().is_empty();
    match (locale, query.archived, is_cut) {
        (Locale::Zh, false, false) => format!("还没有{}。", spec.plural.zh),
        (Locale::Zh, false, true) => format!("没有符合条件的{}。", spec.plural.zh),
        (Locale::Zh, true, _) => format!("没有已归档的{}。", spec.plural.zh),
        (Locale::En, false, false) => format!("There are no {} yet.", lower(&spec.counted(0))),
        (Locale::En, false, true) => format!("No {} match these conditions.", lower(&spec.counted(0))),
        (Locale::En, true, _) => format!("No {} have been archived.", lower(&spec.counted(0))),
    }
}

/// 新建客户 / New account.
pub fn new_one(spec: &Spec, locale: Locale) -> String {
    match locale {
        Locale::Zh => format!("新建{}", spec.noun.zh),
        Locale::En => format!("New {}", lower(spec.noun.en)),
    }
}

/// A condition in words.
pub fn condition(spec: &Spec, filter: &Filter, titles: &Titles, locale: Locale) -> String {
    let Some((prefix, field)) = meant(spec, &filter.field) else {
        return match (filter.field.as_str(), filter.op, locale) {
            ("id", Op::In, Locale::Zh) => format!("指定的 {} 条", filter.value.split('|').count()),
            ("id", Op::In, Locale::En) => format!("{} chosen records", filter.value.split('|').count()),
            _ => filter.field.clone(),
        };
    };
    let values: Vec<String> =
        filter.value.split('|').map(|part| cell::brief(field, &value(field, part), titles, locale)).collect();
    let values = values.join(text("、", ", ").in_(locale));
    let label = match related(spec, &filter.field) {
        Some(other) => format!(
            "{}{}{}",
            other.spec.noun.in_(locale),
            text(" · ", ", ").in_(locale),
            field.label.in_(locale)
        ),
        None => field.label.in_(locale).to_owned(),
    };
    let op = match filter.op {
        Op::Eq | Op::In => text("：", ": "),
        Op::Ne => text("不是 ", " is not "),
        Op::Lt => text(" < ", " < "),
        Op::Le => text(" ≤ ", " ≤ "),
        Op::Gt => text(" > ", " > "),
        Op::Ge => text(" ≥ ", " ≥ "),
        Op::Has => text("含 ", " contains "),
        Op::Empty => text("未填", " is empty"),
        Op::Filled => text("已填", " is filled in"),
    };
    format!(
        "{prefix}{label}{}{}",
        op.in_(locale),
        if matches!(filter.op, Op::Empty | Op::Filled) { "" } else { &values },
        prefix = prefix.in_(locale)
    )
}

/// The field a condition is on; one on the record's account says so, and so does one on records that belong to it.
pub fn meant(spec: &Spec, name: &str) -> Option<(Text, &'static Field)> {
    if let Some(other) = related(spec, name) {
        return Some((if other.holds { WITH } else { WITHOUT }, other.field));
    }
    match name.strip_prefix("account.") {
        Some(rest) => {
            domain::noun::spec("account")?.field(rest).map(|(_, field)| (text("客户", "Account "), field))
        }
        None => spec.field(name).map(|(_, field)| (text("", ""), field)),
    }
}

/// The value of a condition as the field stores it.
pub fn value(field: &Field, text: &str) -> Value {
    if field.kind.is_integer() { text.parse().map_or(Value::Null, Value::Int) } else { Value::from(text) }
}

fn order(spec: &Spec, query: &Query, locale: Locale) -> String {
    let by = query
        .sort
        .as_ref()
        .and_then(|Sort { field, descending }| spec.field(field).map(|(_, field)| (field, *descending)));
    let Some((field, descending)) = by else {
        return text("最新登记的在前", "newest first").in_(locale).to_owned();
    };
    let direction = match (cell::column(&field.kind), descending) {
        (Some("date"), false) => text("从早到晚", "earliest first"),
        (Some("date"), true) => text("从晚到早", "latest first"),
        (Some(_), false) => text("从小到大", "smallest first"),
        (Some(_), true) => text("从大到小", "largest first"),
        (None, false) => text("顺序", "ascending"),
        (None, true) => text("倒序", "descending"),
    };
    match locale {
        Locale::Zh => format!("按{}{}排列", field.label.zh, direction.zh),
        Locale::En => format!("by {}, {}", lower(field.label.en), direction.en),
    }
}

/// The word Chinese counts a noun with.
fn measure(table: &str) -> &'static str {
    match table {
        "account" => "家",
        "user" | "stakeholder" | "team_member" => "位",
        "contract" | "subscription" | "survey_response" => "份",
        "payment" => "笔",
        "feature" | "task" => "项",
        _ => "条",
    }
}

/// A word within a sentence, unless it is an abbreviation: `Accounts` but `ARR events`.
pub fn lower(word: &str) -> String {
    let mut letters = word.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain(std::iter::once(second)).chain(letters).collect()
        }
        _ => word.to_owned(),
    }
}

/// Which kinds of column can be ordered by to some use.
pub const fn is_sortable(kind: &Kind) -> bool {
    !matches!(kind, Kind::Ref(_) | Kind::Long)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(table: &str, url: &str, total: i64, locale: Locale) -> String {
        let page = Page { total, ..Page::default() };
        headline(domain::noun::spec(table).unwrap(), &Query::parse(url), &page, locale)
    }

    #[test]
    fn a_register_says_how_many_and_in_which_order() {
        assert_eq!(
            said("account", "sort=renewal_on", 60, Locale::Zh),
            "共 60 家客户，按下次续约从早到晚排列。"
        );
        assert_eq!(
            said("account", "sort=renewal_on", 60, Locale::En),
            "60 accounts, by next renewal, earliest first."
        );
        assert_eq!(said("arr_event", "f=kind:eq:churn", 1, Locale::En), "1 ARR event matches, newest first.");
        assert_eq!(said("audit", "", 75, Locale::En), "75 audit entries, newest first.");
        assert_eq!(said("company", "", 1, Locale::En), "1 company, newest first.");
        assert_eq!(
            said("ticket", "archived=1&q=x", 10_001, Locale::Zh),
            "符合条件的已归档工单共 10,000+ 条，最新登记的在前。"
        );
    }

    #[test]
    fn conditions_read_as_words() {
        let titles = Titles::from([("7".to_owned(), "华东精密".to_owned())]);
        let rows = [
            ("ticket", "account_id:eq:7", "客户：华东精密"),
            ("ticket", "account.tier:in:key|strategic", "客户分级：重点、战略"),
            ("account", "mrr_cents:ge:1280000", "当前月费 MRR ≥ 12,800"),
            ("account", "owner_id:empty:", "负责人未填"),
            ("account", "without.stakeholder.role:eq:executive_sponsor", "没有干系人 · 角色：1W"),
            ("account", "with.usage.used_on:ge:2026-11-01", "有使用记录 · 日期 ≥ 2026-11-01"),
            ("account", "id:in:1|2|3", "指定的 3 条"),
        ];
        for (table, filter, expected) in rows {
            let query = Query::parse(&format!("f={filter}"));
            let spec = domain::noun::spec(table).unwrap();
            assert_eq!(
                query.filters.first().map(|filter| condition(spec, filter, &titles, Locale::Zh)).as_deref(),
                Some(expected)
            );
        }
    }
}
