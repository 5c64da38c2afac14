//! Pages of a register: words, filters, order, and a keyset page that costs the same on the first
//! page and on the ten-thousandth. Rights cut the rows here, in SQL, before anything is counted.

use domain::board::slice::Slice;
use domain::query::related::{Related, groups, related};
use domain::query::{Filter, Op, Query as Ask};
use domain::record::{Row, Scope, Spec};
use domain::value::Value;
use sqlx::AssertSqlSafe;

use super::{bind, columns, read};
use crate::db::{Conn, Error};

/// Which rows the reader may see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cut {
    /// Every row.
    All,
    /// Rows of open accounts, and of closed ones this user is on the team of.
    Open(String),
    /// Rows of accounts this user is on the team of.
    Team(String),
    /// Rows of this one account.
    Account(String),
    /// Of those another cut allows, the rows of a part of the accounts.
    Within(Box<Cut>, Slice),
}

/// One page of rows, in order; ask for one more than is shown to know whether there is a next page.
///
/// # Errors
/// When the engine fails or a row is corrupt.
pub async fn list(conn: &mut Conn, spec: &Spec, cut: &Cut, ask: &Ask, limit: u32) -> Result<Vec<Row>, Error> {
    let mut sql = format!("select {} from \"{}\"", columns(spec), spec.table);
    let mut binds = Vec::new();
    where_sql(spec, cut, ask, &mut sql, &mut binds);
    let (column, descending, nullable) = order_of(spec, ask);
    if let Some(after) = &ask.after {
        after_sql(column, descending, nullable, &after.value, &after.id, &mut sql, &mut binds);
    }
    let direction = if descending { "desc" } else { "asc" };
    if column == "id" {
        sql.push_str(&format!(" order by id {direction}"));
    } else {
        sql.push_str(&format!(" order by {column} {direction}, id {direction}"));
    }
    binds.push(Value::Int(i64::from(limit)));
    sql.push_str(&format!(" limit ${}", binds.len()));
    let mut query = sqlx::query(AssertSqlSafe(sql));
    for value in &binds {
        query = bind(query, value);
    }
    query.fetch_all(conn).await?.iter().map(|row| read(spec, row)).collect()
}

/// How many rows there are, counting no further than `most`.
///
/// # Errors
/// When the engine fails.
pub async fn count(conn: &mut Conn, spec: &Spec, cut: &Cut, ask: &Ask, most: u32) -> Result<i64, Error> {
    let mut sql = format!("select count(*) from (select 1 from \"{}\"", spec.table);
    let mut binds = Vec::new();
    where_sql(spec, cut, ask, &mut sql, &mut binds);
    binds.push(Value::Int(i64::from(most)));
    sql.push_str(&format!(" limit ${}) counted", binds.len()));
    let mut query = sqlx::query(AssertSqlSafe(sql));
    for value in &binds {
        query = bind(query, value);
    }
    use sqlx::Row as _;
    Ok(query.fetch_one(conn).await?.try_get(0)?)
}

/// The column to order by, whether largest first, and whether it may hold nothing. What the
/// declaration does not know is not ordered by: ids are made in time order, so the newest lead.
fn order_of<'a>(spec: &'a Spec, ask: &Ask) -> (&'a str, bool, bool) {
    ask.sort
        .as_ref()
        .and_then(|sort| {
            spec.field(&sort.field).map(|(_, field)| (field.name, sort.descending, !field.required))
        })
        .unwrap_or(("id", true, false))
}

fn where_sql(spec: &Spec, cut: &Cut, ask: &Ask, sql: &mut String, binds: &mut Vec<Value>) {
    sql.push_str(if ask.archived { " where archived_at is not null" } else { " where archived_at is null" });
    cut_sql(spec, cut, sql, binds);
    for group in groups(spec, &ask.filters) {
        match group.first().and_then(|first| related(spec, &first.field)) {
            Some(first) => related_sql(spec, first, &group, sql, binds),
            None => group.into_iter().for_each(|filter| filter_sql(spec, filter, sql, binds)),
        }
    }
    let words = ask.words.trim();
    if !words.is_empty() {
        binds.push(Value::Text(format!("%{}%", like(words))));
        let place = binds.len();
        let parts: Vec<_> = spec
            .fields
            .iter()
            .filter(|field| field.search)
            .map(|field| format!("lower({}) like lower(${place}) escape '\\'", field.name))
            .collect();
        sql.push_str(&if parts.is_empty() {
            " and 1 = 0".to_owned()
        } else {
            format!(" and ({})", parts.join(" or "))
        });
    }
}

/// What rights allow, as a condition on the column that names the account, with the values it
/// binds from `place` on.
pub fn account_cut(cut: &Cut, column: &str, place: usize) -> (String, Vec<String>) {
    const TEAM: &str = "select account_id from team_member where archived_at is null and user_id =";
    match cut {
        Cut::All => (String::new(), Vec::new()),
        Cut::Open(user) => (
            format!(
                " and {column} not in (select id from account where visibility = 'team' and id not in ({TEAM} ${place}))"
            ),
            vec![user.clone()],
        ),
        Cut::Team(user) => (format!(" and {column} in ({TEAM} ${place})"), vec![user.clone()]),
        Cut::Account(account) => (format!(" and {column} = ${place}"), vec![account.clone()]),
        Cut::Within(cut, slice) => {
            let (mut sql, mut held) = account_cut(cut, column, place);
            let mut conditions = String::new();
            for (name, value) in slice.conditions() {
                conditions.push_str(&format!(" and {name} = ${}", place + held.len()));
                held.push(value.to_owned());
            }
            sql.push_str(&format!(
                " and {column} in (select id from account where archived_at is null{conditions})"
            ));
            (sql, held)
        }
    }
}

/// Adds what rights allow to a noun's statement.
pub(crate) fn cut_sql(spec: &Spec, cut: &Cut, sql: &mut String, binds: &mut Vec<Value>) {
    let column = match spec.scope {
        Scope::Itself => "id",
        Scope::By(field) => field,
        Scope::Company => return,
    };
    let (condition, held) = account_cut(cut, column, binds.len() + 1);
    sql.push_str(&condition);
    binds.extend(held.into_iter().map(Value::from));
}

fn filter_sql(spec: &Spec, filter: &Filter, sql: &mut String, binds: &mut Vec<Value>) {
    match filter_column(spec, &filter.field) {
        Some((name, integer)) => condition_sql(&name, integer, filter, sql, binds),
        // A filter on a field that is not there must not widen what is shown.
        None => sql.push_str(" and 1 = 0"),
    }
}

/// There is a record of another noun that belongs to the row and of which all of this holds; or there is none.
fn related_sql(spec: &Spec, first: Related, group: &[&Filter], sql: &mut String, binds: &mut Vec<Value>) {
    let Related { holds, spec: other, by, .. } = first;
    let (here, there) = (spec.table, other.table);
    // Looked for row by row until the first is found: joined, several of these would multiply.
    sql.push_str(&format!(
        " and (select 1 from \"{there}\" of_it where of_it.{by} = \"{here}\".id and of_it.archived_at is null"
    ));
    // Both belong to the same account, which is also what the index knows.
    if let (Scope::By(mine), Scope::By(its)) = (spec.scope, other.scope) {
        sql.push_str(&format!(" and of_it.{its} = \"{here}\".{mine}"));
    }
    for filter in group {
        if let Some(Related { field, .. }) = related(spec, &filter.field) {
            condition_sql(&format!("of_it.{}", field.name), field.kind.is_integer(), filter, sql, binds);
        }
    }
    sql.push_str(if holds { " limit 1) is not null" } else { " limit 1) is null" });
}

fn condition_sql(name: &str, integer: bool, filter: &Filter, sql: &mut String, binds: &mut Vec<Value>) {
    let value = |text: &str| {
        if integer { text.trim().parse().map_or(Value::Null, Value::Int) } else { Value::from(text) }
    };
    let sign = match filter.op {
        Op::Empty => return sql.push_str(&format!(" and {name} is null")),
        Op::Filled => return sql.push_str(&format!(" and {name} is not null")),
        Op::In => {
            let marks: Vec<_> = filter
                .value
                .split('|')
                .take(200)
                .map(|part| {
                    binds.push(value(part));
                    format!("${}", binds.len())
                })
                .collect();
            return sql.push_str(&format!(" and {name} in ({})", marks.join(",")));
        }
        Op::Has => {
            binds.push(Value::Text(format!("%{}%", like(&filter.value))));
            return sql.push_str(&format!(" and lower({name}) like lower(${}) escape '\\'", binds.len()));
        }
        Op::Ne => {
            binds.push(value(&filter.value));
            return sql.push_str(&format!(" and ({name} <> ${} or {name} is null)", binds.len()));
        }
        Op::Eq => "=",
        Op::Lt => "<",
        Op::Le => "<=",
        Op::Gt => ">",
        Op::Ge => ">=",
    };
    binds.push(value(&filter.value));
    sql.push_str(&format!(" and {name} {sign} ${}", binds.len()));
}

/// A filter names a field, the id, or a field of the record's account as `account.tier`.
fn filter_column(spec: &Spec, name: &str) -> Option<(String, bool)> {
    if name == "id" {
        return Some(("id".to_owned(), false));
    }
    if let (Some(rest), Scope::By(account)) = (name.strip_prefix("account."), spec.scope) {
        let (_, field) = domain::noun::spec("account")?.field(rest)?;
        return Some((
            format!("(select {} from account where account.id = {account})", field.name),
            field.kind.is_integer(),
        ));
    }
    spec.field(name).map(|(_, field)| (field.name.to_owned(), field.kind.is_integer()))
}

/// Starts the page just after a row. The first comparison is one an index can seek by.
fn after_sql(
    column: &str,
    descending: bool,
    nullable: bool,
    value: &Value,
    id: &str,
    sql: &mut String,
    binds: &mut Vec<Value>,
) {
    let sign = if descending { '<' } else { '>' };
    binds.push(Value::from(id));
    let id_place = binds.len();
    if column == "id" {
        sql.push_str(&format!(" and id {sign} ${id_place}"));
        return;
    }
    if value.is_null() {
        // Nothing recorded sorts before everything: first when ascending, last when descending.
        sql.push_str(&if descending {
            format!(" and {column} is null and id < ${id_place}")
        } else {
            format!(" and ({column} is not null or id > ${id_place})")
        });
        return;
    }
    binds.push(value.clone());
    let place = binds.len();
    if descending && nullable {
        sql.push_str(&format!(
            " and ({column} < ${place} or {column} is null or ({column} = ${place} and id < ${id_place}))"
        ));
    } else {
        sql.push_str(&format!(
            " and {column} {sign}= ${place} and ({column} {sign} ${place} or id {sign} ${id_place})"
        ));
    }
}

/// Escapes the signs `like` gives a meaning to.
fn like(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().take(200) {
        if matches!(c, '%' | '_' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
