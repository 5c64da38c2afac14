//! What an import asks of the store: the records a batch of keys meets, what a batch of references
//! points at, remembered mappings, and the emptying of a demonstration company.

use domain::record::{Row, Scope, Spec};
use domain::value::Value;
use sqlx::{AssertSqlSafe, Row as _};

use crate::db::{Conn, Error};
use crate::record::{Cut, bind, columns, cut_sql, read};

/// Values a statement: the engine looks a numbered parameter up among all of a statement's, so a longer one
/// costs more than it saves.
const VALUES: usize = 400;

/// The records, put away or not, whose `fields` hold one of these keys.
///
/// # Errors
/// When the engine fails or a row is corrupt.
pub async fn find(
    conn: &mut Conn,
    spec: &Spec,
    cut: &Cut,
    fields: &[&'static str],
    keys: &[Vec<Value>],
) -> Result<Vec<Row>, Error> {
    let mut rows = Vec::new();
    if fields.is_empty() {
        return Ok(rows);
    }
    for keys in keys.chunks((VALUES / fields.len()).max(1)) {
        let mut binds: Vec<Value> = keys.iter().flatten().cloned().collect();
        let mut sql = find_sql(spec, fields, keys.len());
        cut_sql(spec, cut, &mut sql, &mut binds);
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for value in &binds {
            query = bind(query, value);
        }
        for row in query.fetch_all(&mut *conn).await? {
            rows.push(read(spec, &row)?);
        }
    }
    Ok(rows)
}

fn find_sql(spec: &Spec, fields: &[&'static str], keys: usize) -> String {
    if let [field] = fields {
        return format!(
            "select {} from \"{}\" where {field} in ({})",
            columns(spec),
            spec.table,
            marks(1, keys)
        );
    }
    // A join, because an index serves it; a tuple in a list of tuples would be looked for in every row.
    let width = fields.len();
    let names: Vec<_> = (1..=width).map(|place| format!("k{place}")).collect();
    let rows: Vec<_> = (0..keys).map(|row| format!("({})", marks(row * width + 1, width))).collect();
    let same: Vec<_> = names.iter().zip(fields).map(|(name, field)| format!("{name} = {field}")).collect();
    let (names, rows, same) = (names.join(","), rows.join(","), same.join(" and "));
    let (columns, table) = (columns(spec), spec.table);
    format!(
        "with k ({names}) as (values {rows}) select {columns} from k join \"{table}\" on {same} where 1 = 1"
    )
}

/// A record a text points at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pointed {
    /// The text.
    pub text: String,
    /// The record's id.
    pub id: String,
    /// The account it is filed under.
    pub account_id: Option<String>,
    /// Whether it was put away.
    pub is_archived: bool,
}

/// The records whose `field` (or id) is one of these texts; at most 400 texts.
///
/// # Errors
/// When the engine fails.
pub async fn point(
    conn: &mut Conn,
    spec: &Spec,
    cut: &Cut,
    field: &'static str,
    texts: &[String],
) -> Result<Vec<Pointed>, Error> {
    if texts.is_empty() {
        return Ok(Vec::new());
    }
    let account = match spec.scope {
        Scope::By(field) => field,
        Scope::Itself => "id",
        Scope::Company => "null",
    };
    let mut sql = format!(
        "select {field}, id, {account}, archived_at is not null from \"{}\" where {field} in ({})",
        spec.table,
        marks(1, texts.len())
    );
    let mut binds: Vec<Value> = texts.iter().map(|text| Value::from(text.as_str())).collect();
    cut_sql(spec, cut, &mut sql, &mut binds);
    let mut query = sqlx::query(AssertSqlSafe(sql));
    for value in &binds {
        query = bind(query, value);
    }
    let rows = query.fetch_all(conn).await?;
    rows.iter()
        .map(|row| {
            Ok(Pointed {
                text: row.try_get(0)?,
                id: row.try_get(1)?,
                account_id: row.try_get(2)?,
                is_archived: row.try_get(3)?,
            })
        })
        .collect()
}

fn marks(first: usize, count: usize) -> String {
    let marks: Vec<_> = (first..first + count).map(|place| format!("${place}")).collect();
    marks.join(",")
}

/// A remembered mapping: id, name, mapping as it was written down.
pub type ProfileRow = (String, String, String);

/// The mappings remembered for a noun, by name; at most 200.
///
/// # Errors
/// When the engine fails.
pub async fn profiles(conn: &mut Conn, noun: &str) -> Result<Vec<ProfileRow>, Error> {
    const SQL: &str =
        "select id, name, mapping from import_profile where noun = $1 order by name, id limit 200";
    Ok(sqlx::query_as(SQL).bind(noun.to_owned()).fetch_all(conn).await?)
}

/// Remembers a mapping under a name, in place of the one of that name.
///
/// # Errors
/// When the engine fails.
pub async fn save_profile(
    conn: &mut Conn,
    id: &str,
    noun: &str,
    name: &str,
    mapping: &str,
    now: &str,
) -> Result<(), Error> {
    const FORGET: &str = "delete from import_profile where noun = $1 and name = $2";
    const SAVE: &str =
        "insert into import_profile (id, noun, name, mapping, created_at) values ($1, $2, $3, $4, $5)";
    sqlx::query(FORGET).bind(noun.to_owned()).bind(name.to_owned()).execute(&mut *conn).await?;
    sqlx::query(SAVE)
        .bind(id.to_owned())
        .bind(noun.to_owned())
        .bind(name.to_owned())
        .bind(mapping.to_owned())
        .bind(now.to_owned())
        .execute(conn)
        .await?;
    Ok(())
}

/// The noun of a remembered mapping.
///
/// # Errors
/// When the engine fails.
pub async fn profile_noun(conn: &mut Conn, id: &str) -> Result<Option<String>, Error> {
    const SQL: &str = "select noun from import_profile where id = $1";
    Ok(sqlx::query_scalar(SQL).bind(id.to_owned()).fetch_optional(conn).await?)
}

/// Forgets a mapping.
///
/// # Errors
/// When the engine fails.
pub async fn remove_profile(conn: &mut Conn, id: &str) -> Result<(), Error> {
    sqlx::query("delete from import_profile where id = $1").bind(id.to_owned()).execute(conn).await?;
    Ok(())
}

/// The tables that hold customers' data, each before those it points at.
pub const CUSTOMER_TABLES: &[&str] = &[
    "score_reading",
    "score_day",
    "score_taken",
    "usage_day",
    "account_month",
    "portfolio_month",
    "usage",
    "arr_event",
    "churn_event",
    "survey_response",
    "task",
    "alert",
    "payment",
    "influence",
    "rival_stance",
    "decision_step",
    "briefing",
    "transcript",
    "success_goal",
    "scan",
    "profile",
    "executive_pair",
    "goal",
    "decision",
    "selection",
    "account_plan",
    "activity",
    "relation_budget",
    "relation_score",
    "salon_guest",
    "blueprint",
    "knowledge_use",
    "benchmark",
    "reference_event",
    "gift",
    "vendor",
    "opportunity",
    "ticket",
    "touchpoint",
    "meeting",
    "value_statement",
    "board_view",
    "invitation",
    "sponsor_setup",
    "demand",
    "team_member",
    "subscription",
    "contract",
    "stakeholder",
    "core_action",
    "feature",
    "account",
];

/// Removes every customer and what belongs to them, and the product's features. People stay; who
/// belonged to a customer belongs to none.
///
/// # Errors
/// When the engine fails.
pub async fn clear_customers(conn: &mut Conn) -> Result<(), Error> {
    sqlx::query("update user set account_id = null where account_id is not null").execute(&mut *conn).await?;
    for table in CUSTOMER_TABLES {
        sqlx::query(AssertSqlSafe(format!("delete from \"{table}\""))).execute(&mut *conn).await?;
    }
    Ok(())
}

/// Sets our company's name and whether the data is a demonstration.
///
/// # Errors
/// When the engine fails.
pub async fn rename_company(conn: &mut Conn, name: &str, is_demo: bool, now: &str) -> Result<(), Error> {
    const SQL: &str = "update company set name = $1, is_demo = $2, version = version + 1, updated_at = $3";
    sqlx::query(SQL)
        .bind(name.to_owned())
        .bind(i64::from(is_demo))
        .bind(now.to_owned())
        .execute(conn)
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Store;

    #[tokio::test]
    async fn everything_that_belongs_to_a_customer_can_be_cleared() {
        for spec in domain::noun::ALL {
            if !matches!(spec.scope, Scope::Company) {
                assert!(CUSTOMER_TABLES.contains(&spec.table), "{}", spec.table);
            }
        }
        let store = Store::in_memory().await.unwrap();
        let mut write = store.write().await.unwrap();
        clear_customers(write.conn()).await.unwrap();
        rename_company(write.conn(), "x", false, "2026-11-22T00:00:00Z").await.unwrap();
    }

    #[tokio::test]
    async fn records_are_met_by_one_field_or_by_several() {
        let store = Store::in_memory().await.unwrap();
        let spec = domain::noun::spec("feature").unwrap();
        let cells =
            |name: &str, core: i64| vec![Value::from(name), Value::Int(core), Value::Int(0), Value::Null];
        let rows: Vec<_> = ["a", "b", "c"]
            .iter()
            .enumerate()
            .map(|(n, name)| (format!("id-{name}"), cells(name, n as i64 % 2)))
            .collect();
        let mut write = store.write().await.unwrap();
        crate::record::insert_many(write.conn(), spec, &rows, "2026-11-22T00:00:00Z").await.unwrap();
        let conn = write.conn();
        let one = find(conn, spec, &Cut::All, &["name"], &[vec![Value::from("a")], vec![Value::from("z")]])
            .await
            .unwrap();
        assert_eq!(one.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), ["id-a"]);
        let keys = [vec![Value::from("b"), Value::Int(1)], vec![Value::from("c"), Value::Int(1)]];
        let two = find(conn, spec, &Cut::All, &["name", "is_core"], &keys).await.unwrap();
        assert_eq!(two.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), ["id-b"]);
        let pointed = point(conn, spec, &Cut::All, "name", &["c".to_owned()]).await.unwrap();
        assert_eq!(
            pointed,
            [Pointed { text: "c".to_owned(), id: "id-c".to_owned(), account_id: None, is_archived: false }]
        );
    }

    #[tokio::test]
    async fn a_mapping_is_remembered_once_a_name() {
        let store = Store::in_memory().await.unwrap();
        let mut write = store.write().await.unwrap();
        for (id, mapping) in [("1", "old"), ("2", "new")] {
            save_profile(write.conn(), id, "account", "monthly", mapping, "2026-11-22T00:00:00Z")
                .await
                .unwrap();
        }
        let kept = profiles(write.conn(), "account").await.unwrap();
        assert_eq!(kept, [("2".to_owned(), "monthly".to_owned(), "new".to_owned())]);
        assert_eq!(profile_noun(write.conn(), "2").await.unwrap().as_deref(), Some("account"));
        remove_profile(write.conn(), "2").await.unwrap();
        assert_eq!(profiles(write.conn(), "account").await.unwrap(), []);
    }
}
