//! Where a register's links and forms lead. A register's whole state is its address, so every link
//! works before and without WebAssembly, can be sent to a colleague, and the back button is true.

use domain::problem::{Problem, Problems};
use domain::query::{Filter, Op, Query, Sort, encode, pairs};
use domain::record::{Field, Kind, Spec, parse_cell};
use leptos::prelude::*;

use crate::cell;

/// What an address asks of a register.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The noun.
    pub spec: &'static Spec,
    /// The question, without what is still being typed.
    pub query: Query,
    /// The condition that is being made.
    pub adding: Option<Adding>,
    /// What of the address was not understood, and is not part of the question.
    pub left_out: Problems,
    raw: String,
}

/// A condition that is being made.
#[derive(Clone, Debug, Default)]
pub struct Adding {
    /// On which field.
    pub field: String,
    /// The comparison chosen.
    pub how: String,
    /// What was typed.
    pub value: String,
    /// The other end of a range.
    pub upto: String,
    /// Words to find a reference by.
    pub find: String,
    /// Why it cannot be used as it is.
    pub problem: Option<Problem>,
}

impl Asked {
    /// Reads an address; a condition that is complete becomes part of the question.
    pub fn read(spec: &'static Spec, shared_only: bool, search: &str) -> Self {
        let (mut query, left_out) = Query::read(spec, shared_only, search);
        let (mut adding, mut looking, mut chosen) = (Adding::default(), false, Vec::new());
        for (key, value) in pairs(search) {
            match key.as_str() {
                "col" => query.columns.push(value),
                "add" => adding.field = value,
                "how" => adding.how = value,
                "value" => chosen.push(value),
                "upto" => adding.upto = value,
                "find" => adding.find = value,
                "look" => looking = true,
                _ => {}
            }
        }
        adding.value = chosen.join("|");
        let mut asked =
            Self { spec, query, adding: None, left_out, raw: search.trim_start_matches('?').to_owned() };
        let Some((_, field)) = spec.field(&adding.field) else { return asked };
        let is_complete = !looking && !adding.how.is_empty();
        match is_complete.then(|| conditions(field, &adding)) {
            Some(Ok(filters)) => {
                asked.query.filters.extend(filters);
                asked.query.after = None;
            }
            Some(Err(problem)) => asked.adding = Some(Adding { problem: Some(problem), ..adding }),
            None => asked.adding = Some(adding),
        }
        asked
    }

    /// Its own address, in its one spelling.
    pub fn address(&self) -> String {
        if self.adding.is_some() {
            format!("/register/{}?{}", self.spec.table, self.raw)
        } else {
            self.query.href(self.spec.table)
        }
    }

    /// The record's address, with the place it was opened from.
    pub fn record(&self, id: &str) -> String {
        format!("/register/{}/{id}?from={}", self.spec.table, encode(&self.query.href(self.spec.table)))
    }

    /// The same question from its first page, changed.
    pub fn with(&self, change: impl FnOnce(&mut Query)) -> String {
        let mut query = Query { after: None, ..self.query.clone() };
        change(&mut query);
        query.href(self.spec.table)
    }

    /// Begins a condition on a field.
    pub fn add(&self, field: &str) -> String {
        let url = Query { after: None, ..self.query.clone() }.to_url();
        let and = if url.is_empty() { "" } else { "&" };
        format!("/register/{}?{url}{and}add={field}", self.spec.table)
    }

    /// Orders by a field; once more turns the order round. Amounts begin with the largest.
    pub fn sort(&self, field: &Field) -> String {
        let descending = match &self.query.sort {
            Some(Sort { field: by, descending }) if by == field.name => !descending,
            _ => matches!(field.kind, Kind::Int(..) | Kind::Money | Kind::Percent | Kind::Instant),
        };
        self.with(|query| query.sort = Some(Sort { field: field.name.to_owned(), descending }))
    }

    /// What a form must carry along besides its own controls.
    pub fn hidden(&self, own: &[&str]) -> AnyView {
        let query = Query { after: None, ..self.query.clone() };
        let kept = pairs(&query.to_url()).into_iter().filter(|(key, _)| !own.contains(&key.as_str()));
        kept.map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
            .collect_view()
            .into_any()
    }
}

/// What was typed into the condition's form, as conditions.
fn conditions(field: &'static Field, typed: &Adding) -> Result<Vec<Filter>, Problem> {
    let filter = |op, value| Filter { field: field.name.to_owned(), op, value };
    match typed.how.as_str() {
        "empty" => Ok(vec![filter(Op::Empty, String::new())]),
        "filled" => Ok(vec![filter(Op::Filled, String::new())]),
        _ if typed.value.trim().is_empty() && typed.upto.trim().is_empty() => {
            Err(Problem::invalid(field.name, "请填写要比较的内容。", "Please say what to compare with."))
        }
        "has" => Ok(vec![filter(Op::Has, typed.value.trim().to_owned())]),
        "in" if typed.value.contains('|') => Ok(vec![filter(Op::In, typed.value.clone())]),
        "in" | "eq" => Ok(vec![filter(Op::Eq, stored(field, &typed.value)?)]),
        "between" => {
            let mut filters = Vec::new();
            if !typed.value.trim().is_empty() {
                filters.push(filter(Op::Ge, bound(field, &typed.value, "00:00:00")?));
            }
            if !typed.upto.trim().is_empty() {
                filters.push(filter(Op::Le, bound(field, &typed.upto, "23:59:59")?));
            }
            Ok(filters)
        }
        _ => Ok(vec![filter(Op::Ne, stored(field, &typed.value)?)]),
    }
}

/// A typed day as the end of a range; a day of moments begins and ends on the company's clock.
fn bound(field: &'static Field, typed: &str, clock: &str) -> Result<String, Problem> {
    if matches!(field.kind, Kind::Instant) && typed.trim().len() == 10 {
        return stored(field, &cell::draft(field, &format!("{}T{clock}", typed.trim())));
    }
    stored(field, &cell::draft(field, typed))
}

fn stored(field: &'static Field, typed: &str) -> Result<String, Problem> {
    parse_cell(field, typed)
        .map(|value| value.as_int().map_or_else(|| value.as_str().to_owned(), |int| int.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(search: &str) -> Asked {
        Asked::read(domain::noun::spec("account").unwrap(), false, search)
    }

    #[test]
    fn a_condition_typed_into_the_form_becomes_the_question_the_link_would_ask() {
        let rows = [
            ("add=tier&how=in&value=key", "/register/account?f=tier%3Aeq%3Akey"),
            ("add=tier&how=in&value=key&value=strategic", "/register/account?f=tier%3Ain%3Akey%7Cstrategic"),
            (
                "q=a&add=mrr_cents&how=between&value=12%2C800&upto=",
                "/register/account?q=a&f=mrr_cents%3Age%3A1280000",
            ),
            (
                "add=renewal_on&how=between&value=2026-01-01&upto=2026-03-31",
                "/register/account?f=renewal_on%3Age%3A2026-01-01&f=renewal_on%3Ale%3A2026-03-31",
            ),
            ("add=owner_id&how=empty", "/register/account?f=owner_id%3Aempty%3A"),
            ("add=nonsense&how=eq&value=1", "/register/account"),
            ("col=name&col=tier", "/register/account?cols=name,tier"),
        ];
        for (search, expected) in rows {
            let asked = asked(search);
            assert!(asked.adding.is_none(), "{search}");
            assert_eq!(asked.address(), expected, "{search}");
        }
    }

    #[test]
    fn a_condition_that_cannot_be_read_stays_in_its_form_and_says_why() {
        for search in [
            "add=mrr_cents&how=between&value=much",
            "add=renewal_on&how=between&value=2026-02-30",
            "add=name&how=has&value=",
        ] {
            let asked = asked(search);
            assert!(asked.adding.is_some_and(|adding| adding.problem.is_some()), "{search}");
            assert!(asked.query.filters.is_empty(), "{search}");
        }
    }

    #[test]
    fn a_days_moments_begin_and_end_on_the_companys_clock() {
        let asked = Asked::read(
            domain::noun::spec("ticket").unwrap(),
            false,
            "add=submitted_at&how=between&value=2026-11-22&upto=2026-11-22",
        );
        let values: Vec<_> = asked.query.filters.iter().map(|filter| filter.value.as_str()).collect();
        assert_eq!(values, ["2026-11-21T16:00:00Z", "2026-11-22T15:59:59Z"]);
    }

    #[test]
    fn ordering_by_the_same_column_again_turns_it_round() {
        let (_, name) = domain::noun::spec("account").unwrap().field("name").unwrap();
        assert_eq!(asked("").sort(name), "/register/account?sort=name");
        assert_eq!(asked("sort=name&after=%5Bnull%2C%22x%22%5D").sort(name), "/register/account?sort=-name");
    }
}
