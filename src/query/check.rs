//! What an address asks of a register and cannot be understood: it is left out, and said so, in both languages. It is
//! never applied by half, since a number must lead to exactly its rows.

use super::{Filter, Op, Query, Sort, filter_of, pairs};
use crate::problem::{Problem, Problems};
use crate::record::{Field, Kind, Scope, Spec};

impl Query {
    /// Reads the part of a URL after `?` as a question to this noun: the part of it that can be asked, and a problem for
    /// each part that cannot. A customer's people (`shared_only`) know of shared fields only.
    ///
    /// ```
    /// use domain::query::Query;
    /// let spec = domain::noun::spec("account").unwrap();
    /// let (query, left_out) = Query::read(spec, false, "f=tier:eq:key&f=mrr_cents:gt:abc&sort=nosuch");
    /// assert_eq!(query.to_url(), "f=tier%3Aeq%3Akey");
    /// assert_eq!(left_out.len(), 2);
    /// ```
    pub fn read(spec: &'static Spec, shared_only: bool, text: &str) -> (Self, Problems) {
        let mut query = Self::parse(text);
        let mut left_out = Problems::new();
        query.filters.clear();
        for (key, value) in pairs(text) {
            match key.as_str() {
                "f" => match filter(spec, shared_only, &value) {
                    Ok(filter) => query.filters.push(filter),
                    Err(problem) => left_out.push(problem),
                },
                "limit" if value.parse::<u32>().is_err() => left_out.push(unread("limit", &value)),
                "after" if query.after.is_none() => left_out.push(unread("after", &value)),
                _ => {}
            }
        }
        if let Some(Sort { field, .. }) = &query.sort
            && known(spec, shared_only, field).is_none()
        {
            left_out.push(no_field("sort", field));
            query.sort = None;
        }
        let columns = std::mem::take(&mut query.columns);
        for name in columns {
            if known(spec, shared_only, &name).is_some() {
                query.columns.push(name);
            } else {
                left_out.push(no_field("cols", &name));
            }
        }
        (query, left_out)
    }
}

fn filter(spec: &'static Spec, shared_only: bool, text: &str) -> Result<Filter, Problem> {
    let filter = filter_of(text).ok_or_else(|| {
        let op = text.split(':').nth(1).unwrap_or_default();
        unclear(text, format!("没有“{op}”这种比较"), format!("there is no comparison “{op}”"))
    })?;
    if filter.field == "id" && matches!(filter.op, Op::Eq | Op::In) {
        return Ok(filter);
    }
    let related = super::related::related(spec, &filter.field).filter(|_| !shared_only);
    let field = match (filter.field.strip_prefix("account."), related) {
        (_, Some(related)) => Some(related.field),
        (Some(rest), _) if matches!(spec.scope, Scope::By(_)) && !shared_only => {
            crate::noun::spec("account").and_then(|account| known(account, shared_only, rest))
        }
        _ => known(spec, shared_only, &filter.field),
    };
    let Some(field) = field else {
        let name = &filter.field;
        return Err(unclear(text, format!("没有名为“{name}”的字段"), format!("there is no field “{name}”")));
    };
    let is_unread = |part: &str| !holds(field, part);
    let wrong = match filter.op {
        Op::Empty | Op::Filled | Op::Has => None,
        Op::In => filter.value.split('|').find(|part| is_unread(part)),
        _ => Some(filter.value.as_str()).filter(|part| is_unread(part)),
    };
    match wrong {
        None => Ok(filter),
        Some(value) => Err(unclear(
            text,
            format!("“{value}”不是“{}”的值", field.label.zh),
            format!("“{value}” is no value of “{}”", field.label.en),
        )),
    }
}

fn known(spec: &'static Spec, shared_only: bool, name: &str) -> Option<&'static Field> {
    spec.field(name).map(|(_, field)| field).filter(|field| field.shared || !shared_only)
}

/// Whether the field could store this; an address carries values as they are stored.
fn holds(field: &Field, value: &str) -> bool {
    match field.kind {
        Kind::Int(..) | Kind::Money | Kind::Percent => value.parse::<i64>().is_ok(),
        Kind::Flag => matches!(value, "0" | "1"),
        Kind::Date => value.parse::<jiff::civil::Date>().is_ok(),
        Kind::Instant => value.get(..10).is_some_and(|day| day.parse::<jiff::civil::Date>().is_ok()),
        Kind::Choice(set) => set.iter().any(|choice| choice.key == value),
        Kind::Line(_) | Kind::Long | Kind::Ref(_) => !value.is_empty(),
    }
}

fn unclear(part: &str, zh: String, en: String) -> Problem {
    Problem::invalid(
        "f",
        format!("地址中的条件“{part}”没有看懂（{zh}），已略去，没有按它筛选。"),
        format!(
            "The condition “{part}” in the address was not understood ({en}). It was left out: nothing is filtered by it."
        ),
    )
}

fn no_field(key: &str, name: &str) -> Problem {
    Problem::invalid(
        key,
        format!("地址中的“{key}={name}”没有看懂（没有名为“{name}”的字段），已略去。"),
        format!(
            "“{key}={name}” in the address was not understood (there is no field “{name}”). It was left out."
        ),
    )
}

fn unread(key: &str, value: &str) -> Problem {
    Problem::invalid(
        key,
        format!("地址中的“{key}={value}”没有看懂，已略去。"),
        format!("“{key}={value}” in the address was not understood. It was left out."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(table: &str, shared_only: bool, text: &str, kept: &str, left_out: usize) {
        let (query, problems) = Query::read(crate::noun::spec(table).unwrap(), shared_only, text);
        assert_eq!(query, Query::parse(kept), "{text}");
        assert_eq!(problems.len(), left_out, "{text}: {problems:?}");
        assert!(problems.iter().all(|problem| problem.en.contains("left out")), "{problems:?}");
    }

    #[test]
    fn what_cannot_be_understood_is_left_out_and_told() {
        check("account", false, "f=renewal_on:ge:2026-99-99", "", 1);
        check("account", false, "f=mrr_cents:gt:abc&f=tier:eq:key", "f=tier:eq:key", 1);
        check("account", false, "f=tier:weird:1&f=tier:eq:golden&f=tier", "", 3);
        check("account", false, "f=nosuch:eq:1&sort=nosuch&cols=name,nosuch", "cols=name", 3);
        check("account", false, "limit=many&after=%7B", "", 2);
        check("account", false, "f=account.tier:eq:key", "", 1);
    }

    #[test]
    fn what_the_product_itself_links_to_is_understood() {
        for (table, text) in [
            (
                "account",
                "q=x&f=tier:in:key|strategic&f=mrr_cents:ge:1280000&f=owner_id:empty:&sort=-renewal_on",
            ),
            ("account", "f=id:in:1|2|3&f=is_trial:eq:0&archived=1&limit=200"),
            ("ticket", "f=account.tier:eq:key&f=submitted_at:ge:2026-11-21T16:00:00Z&f=subject:has:登录"),
            ("account", "f=without.stakeholder.role:eq:executive_sponsor&f=with.usage.used_on:ge:2026-01-01"),
            ("subscription", "f=starts_on:lt:2026-11-22&after=%5Bnull%2C%22x%22%5D"),
        ] {
            check(table, false, text, text, 0);
        }
    }

    #[test]
    fn to_a_customers_people_an_internal_field_is_no_field() {
        check("account", true, "f=tier:eq:key&sort=tier&f=stage:eq:service", "f=stage:eq:service", 2);
        check("ticket", true, "f=account.tier:eq:key", "", 1);
        check("account", true, "f=without.stakeholder.role:eq:champion", "", 1);
    }
}
