//! Conditions on the records that belong to a row: `with.usage.used_on` holds where the row has such a record,
//! `without.stakeholder.role` where it has none. So a customer without a sponsor is a question like any other.
//!
//! Conditions on the same noun that follow each other are about one and the same record; a condition on the same
//! field and comparison again begins another.

use super::Filter;
use crate::record::{Field, Kind, Scope, Spec};

/// What a condition on other records means.
#[derive(Clone, Copy, Debug)]
pub struct Related {
    /// Whether there is to be such a record, or none.
    pub holds: bool,
    /// Whose records.
    pub spec: &'static Spec,
    /// Their field that names the row.
    pub by: &'static str,
    /// The field the condition is on.
    pub field: &'static Field,
}

/// What the field of a condition means when it names other records; nothing when it names none.
///
/// ```
/// use domain::query::related::related;
/// let account = domain::noun::spec("account").unwrap();
/// let found = related(account, "without.stakeholder.role").unwrap();
/// assert_eq!((found.holds, found.spec.table, found.by), (false, "stakeholder", "account_id"));
/// assert!(related(account, "with.feature.name").is_none(), "a feature belongs to no customer");
/// ```
pub fn related(spec: &Spec, name: &str) -> Option<Related> {
    let (holds, rest) = match name.strip_prefix("with.") {
        Some(rest) => (true, rest),
        None => (false, name.strip_prefix("without.")?),
    };
    let (table, field) = rest.split_once('.')?;
    let of = crate::noun::spec(table)?;
    // Records of an account are found by it; that is also how rights cut them.
    let Scope::By(_) = of.scope else { return None };
    let by = of.fields.iter().find(|field| matches!(field.kind, Kind::Ref(to) if to == spec.table))?.name;
    Some(Related { holds, spec: of, by, field: of.field(field)?.1 })
}

/// The conditions in the groups that are about one record each; a condition on the row itself stands alone.
pub fn groups<'a>(spec: &Spec, filters: &'a [Filter]) -> Vec<Vec<&'a Filter>> {
    let about = |filter: &Filter| related(spec, &filter.field).map(|found| (found.holds, found.spec.table));
    let mut groups: Vec<Vec<&Filter>> = Vec::new();
    for filter in filters {
        let is_same = |last: &&mut Vec<&Filter>| {
            let first = last.first().and_then(|first| about(first));
            first.is_some()
                && first == about(filter)
                && !last.iter().any(|one| one.field == filter.field && one.op == filter.op)
        };
        match groups.last_mut().filter(is_same) {
            Some(last) => last.push(filter),
            None => groups.push(vec![filter]),
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Query;

    #[test]
    fn conditions_on_one_record_stand_together_and_the_same_again_begins_another() {
        let url = "f=mrr_cents:gt:0&f=with.usage.feature_id:eq:a&f=with.usage.used_on:ge:2026-01-01&f=with.usage.feature_id:eq:b&f=without.usage.used_on:ge:2026-02-01&f=tier:eq:key";
        let query = Query::parse(url);
        let sizes: Vec<usize> =
            groups(crate::noun::spec("account").unwrap(), &query.filters).iter().map(Vec::len).collect();
        assert_eq!(sizes, [1, 2, 1, 1, 1]);
    }
}
