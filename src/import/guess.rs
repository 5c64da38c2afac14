//! What a file most likely is: its noun and its columns, guessed from headers in either language,
//! column names and the words other systems use. A guess is shown, never acted on unseen.

use std::collections::BTreeMap;

use super::read::plain;
use super::{Column, DateOrder, Find, ID, Mapping, date};
use crate::noun;
use crate::record::{Field, Kind, Scope, Spec};

/// What other systems call our fields. The first match wins, so the narrower noun stands first.
const SYNONYMS: &[(&str, &str, &[&str])] = &[
    (
        "account",
        "external_id",
        &["account id", "customer id", "customer number", "客户编号", "客户id", "客户代码", "公司编号"],
    ),
    (
        "account",
        "name",
        &[
            "account name",
            "customer",
            "customer name",
            "company",
            "company name",
            "客户",
            "公司",
            "公司名称",
            "单位名称",
        ],
    ),
    ("account", "region", &["country", "area", "地区", "大区", "国家"]),
    ("account", "province", &["省份", "省"]),
    (
        "account",
        "signed_up_on",
        &["signup date", "sign up date", "created", "created date", "customer since", "注册日期", "创建日期"],
    ),
    ("account", "plan", &["plan tier", "edition", "版本", "套餐"]),
    ("account", "is_churned", &["churn flag", "churned", "是否流失"]),
    ("account", "is_trial", &["trial", "是否试用"]),
    ("account", "industry", &["sector", "vertical", "所属行业"]),
    ("account", "owner_id", &["account owner", "account manager", "客户经理", "负责人"]),
    ("account", "tier", &["segment", "客户级别", "客户等级", "级别"]),
    ("subscription", "external_id", &["subscription id", "订阅编号"]),
    ("subscription", "plan", &["plan tier", "product", "套餐", "版本"]),
    ("subscription", "mrr_cents", &["mrr amount", "monthly recurring revenue", "月费", "月度经常性收入"]),
    ("subscription", "starts_on", &["start date", "start", "begin date", "开始日期", "生效日期"]),
    ("subscription", "ends_on", &["end date", "end", "expiry date", "结束日期", "到期日期"]),
    ("subscription", "billing", &["billing frequency", "billing cycle", "计费方式"]),
    ("subscription", "is_auto_renew", &["auto renew flag", "auto renew", "自动续费"]),
    ("subscription", "is_upgraded", &["upgrade flag", "upgraded"]),
    ("subscription", "is_downgraded", &["downgrade flag", "downgraded"]),
    ("subscription", "is_churned", &["churn flag", "churned"]),
    ("usage", "external_id", &["usage id"]),
    ("usage", "used_on", &["usage date", "date", "day", "日期", "使用日期"]),
    ("usage", "feature_id", &["feature name", "feature", "module", "功能名称", "模块"]),
    ("usage", "uses", &["usage count", "count", "clicks", "使用次数", "点击数"]),
    ("usage", "seconds", &["usage duration secs", "duration", "duration seconds", "时长", "使用时长"]),
    ("usage", "errors", &["error count", "错误数"]),
    ("usage", "users", &["active users", "user count", "活跃人数"]),
    ("ticket", "external_id", &["ticket id", "ticket number", "case number", "工单号"]),
    ("ticket", "subject", &["title", "summary", "标题"]),
    ("ticket", "submitted_at", &["created at", "opened at", "submitted", "创建时间"]),
    ("ticket", "closed_at", &["resolved at", "closed", "解决时间"]),
    ("ticket", "first_response_minutes", &["first response time minutes", "首次响应时间"]),
    ("ticket", "score", &["satisfaction score", "csat", "rating", "满意度", "评分"]),
    ("ticket", "is_escalated", &["escalation flag", "escalated", "是否升级"]),
    ("churn_event", "external_id", &["churn event id"]),
    ("churn_event", "happened_on", &["churn date", "流失日期"]),
    ("churn_event", "reason", &["reason code", "churn reason", "流失原因"]),
    ("churn_event", "refund_cents", &["refund amount usd", "refund amount", "退款金额"]),
    ("churn_event", "is_after_upgrade", &["preceding upgrade flag"]),
    ("churn_event", "is_after_downgrade", &["preceding downgrade flag"]),
    ("churn_event", "feedback", &["feedback text", "comment", "反馈"]),
    ("contract", "external_id", &["contract id", "contract number", "合同编号"]),
    ("contract", "amount_cents", &["amount", "contract amount", "金额", "合同金额"]),
    ("contract", "signed_on", &["signing date", "签订日期", "签约日期"]),
    ("contract", "starts_on", &["start date", "开始日期"]),
    ("contract", "ends_on", &["end date", "结束日期", "到期日期"]),
    ("payment", "external_id", &["payment id", "invoice number", "发票号"]),
    ("payment", "due_on", &["due date", "应收日"]),
    ("payment", "amount_cents", &["amount", "amount due", "金额"]),
    ("payment", "paid_on", &["payment date", "回款日期", "到账日"]),
    ("payment", "paid_cents", &["paid amount", "回款金额"]),
    ("stakeholder", "name", &["contact", "contact name", "联系人", "联系人姓名"]),
    ("stakeholder", "job_title", &["title", "position", "职位"]),
    ("stakeholder", "mobile", &["phone", "telephone", "电话", "手机号"]),
    ("stakeholder", "email", &["mail", "email address", "电子邮箱"]),
    ("feature", "name", &["feature", "feature name", "module", "功能", "模块"]),
    ("touchpoint", "happened_on", &["date", "visit date", "拜访日期"]),
    ("touchpoint", "note", &["minutes", "content", "内容"]),
    ("task", "owner_id", &["assignee", "执行人"]),
    ("task", "due_on", &["due date", "deadline", "截止"]),
    ("user", "email", &["mail", "email address", "邮件"]),
    (
        "*",
        "account_id",
        &[
            "account id",
            "account",
            "account name",
            "customer id",
            "customer",
            "customer name",
            "客户编号",
            "客户名称",
            "客户",
            "公司",
        ],
    ),
    ("*", "subscription_id", &["subscription id", "subscription", "订阅编号"]),
    ("*", "external_id", &["external id", "source id", "外部编号", "编号"]),
];

/// The columns of a file with these headers, as fields of the noun, with sample rows to read dates by.
pub fn guess(
    spec: &'static Spec,
    headers: &[String],
    samples: &[Vec<String>],
    utc_offset_hours: i64,
) -> Mapping {
    let mut taken = Vec::new();
    let columns: Vec<Column> = headers
        .iter()
        .enumerate()
        .map(|(index, header)| {
            let field = field_of(spec, header).filter(|name| !taken.contains(name));
            taken.extend(field);
            let found = field.and_then(|name| spec.field(name)).map(|(_, field)| field);
            Column {
                header: header.clone(),
                field: field.map(str::to_owned),
                dates: found.map_or(DateOrder::Ymd, |field| dates_of(field, samples, index)),
                find: Find::Any,
                make: false,
            }
        })
        .collect();
    let key = default_key(spec, &columns);
    Mapping {
        table: spec.table.to_owned(),
        columns,
        constants: constants(spec, &taken),
        key,
        utc_offset_hours,
        ..Mapping::default()
    }
}

/// What a new record of the noun cannot do without and no column gives, where one value is plain.
fn constants(spec: &Spec, taken: &[&str]) -> BTreeMap<String, String> {
    let plain: &[(&str, &str, &str)] = &[
        ("account", "stage", "service"),
        ("stakeholder", "role", "user"),
        ("task", "state", "open"),
        ("alert", "state", "open"),
    ];
    plain
        .iter()
        .filter(|(table, field, _)| *table == spec.table && !taken.contains(field))
        .map(|(_, field, value)| ((*field).to_owned(), (*value).to_owned()))
        .collect()
}

/// The nouns a file with these headers could be, the best guess first: table and columns recognised.
pub fn guess_noun(headers: &[String]) -> Vec<(&'static str, u32)> {
    let mut found: Vec<(&'static str, u32, usize)> = noun::ALL
        .iter()
        .filter(|spec| !matches!(spec.table, "audit" | "company"))
        .map(|spec| {
            let mut fields: Vec<_> = headers.iter().filter_map(|header| field_of(spec, header)).collect();
            fields.sort_unstable();
            fields.dedup();
            // A file of accounts names the account; a file of tickets only points at it.
            let required = fields
                .iter()
                .filter(|name| spec.field(name).is_some_and(|(_, field)| field.required))
                .count();
            (spec.table, fields.len() as u32, required)
        })
        .filter(|(_, count, _)| *count > 0)
        .collect();
    found.sort_by_key(|(_, count, required)| (u32::MAX - *count, usize::MAX - *required));
    found.into_iter().map(|(table, count, _)| (table, count)).collect()
}

/// The key a file with these columns is best met by.
pub fn default_key(spec: &Spec, columns: &[Column]) -> Vec<String> {
    let mapped = |name: &str| columns.iter().any(|column| column.field.as_deref() == Some(name));
    if mapped(ID) {
        return vec![ID.to_owned()];
    }
    if let Some(field) =
        spec.fields.iter().find(|field| (field.unique || field.name == "external_id") && mapped(field.name))
    {
        return vec![field.name.to_owned()];
    }
    if spec.scope == Scope::Itself && mapped(spec.title) {
        return vec![spec.title.to_owned()];
    }
    let tells_apart = |field: &&Field| {
        field.required
            && mapped(field.name)
            && !matches!(field.kind, Kind::Int(..) | Kind::Money | Kind::Percent | Kind::Flag)
    };
    spec.fields.iter().filter(tells_apart).map(|field| field.name.to_owned()).collect()
}

fn field_of(spec: &'static Spec, header: &str) -> Option<&'static str> {
    let wanted = plain(header);
    if wanted.is_empty() {
        return None;
    }
    let open = |field: &&Field| !field.fixed;
    let by_name = spec.fields.iter().filter(open).find(|field| {
        let name = plain(field.name);
        let short = field
            .name
            .rsplit_once('_')
            .filter(|(_, unit)| matches!(*unit, "cents" | "on" | "at" | "id" | "bp"))
            .map(|(stem, _)| plain(stem));
        name == wanted
            || plain(field.label.zh) == wanted
            || plain(field.label.en) == wanted
            || short.as_deref() == Some(&wanted)
    });
    if let Some(field) = by_name
        && !(spec.table == "account" && wanted == "accountid")
    {
        return Some(field.name);
    }
    if wanted == ID || wanted == "系统编号" {
        return Some(ID);
    }
    SYNONYMS
        .iter()
        .filter(|(table, ..)| *table == spec.table || *table == "*")
        .find(|(_, name, words)| {
            spec.field(name).is_some_and(|(_, field)| !field.fixed)
                && words.iter().any(|word| plain(word) == wanted)
        })
        .map(|(_, name, _)| *name)
}

fn dates_of(field: &Field, samples: &[Vec<String>], index: usize) -> DateOrder {
    if !matches!(field.kind, Kind::Date | Kind::Instant) {
        return DateOrder::Ymd;
    }
    date::detect(samples.iter().filter_map(|row| row.get(index)).map(String::as_str))
        .map_or(DateOrder::Ymd, |(order, _)| order)
}
