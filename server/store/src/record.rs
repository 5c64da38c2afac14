//! Every noun's rows, by its declaration: insert, update under optimistic concurrency, get, list
//! with keyset pages, put away and bring back. One text of SQL a shape, made from static names.

mod list;

use std::collections::BTreeMap;

use domain::record::{Field, Row, Spec};
use domain::value::Value;
use sqlx::{AssertSqlSafe, Row as _};

use crate::db::{Conn, EngineRow, Error, Query};

pub(crate) use list::cut_sql;
pub use list::{Cut, account_cut, count, list};

/// Writes a new record.
///
/// # Errors
/// [`Error::Duplicate`] and [`Error::Dangling`] as the declaration says.
pub async fn insert(conn: &mut Conn, spec: &Spec, id: &str, cells: &[Value], now: &str) -> Result<(), Error> {
    insert_many(conn, spec, &[(id.to_owned(), cells.to_vec())], now).await
}

/// Writes many new records, a few a statement: the engine looks a numbered parameter up among all of a
/// statement's, so a longer one costs more than it saves (about 130 parameters are best).
///
/// # Errors
/// As [`insert`]; then none of them is written once the transaction is dropped.
pub async fn insert_many(
    conn: &mut Conn,
    spec: &Spec,
    rows: &[(String, Vec<Value>)],
    now: &str,
) -> Result<(), Error> {
    let width = spec.fields.len() + 4;
    for chunk in rows.chunks((130 / width).max(1)) {
        let sql = insert_sql(spec, chunk.len());
        let mut query = sqlx::query(AssertSqlSafe(sql)).persistent(true);
        for (id, cells) in chunk {
            query = query.bind(id.clone()).bind(1_i64).bind(now.to_owned()).bind(now.to_owned());
            for value in cells {
                query = bind(query, value);
            }
        }
        query.execute(&mut *conn).await?;
    }
    Ok(())
}

fn insert_sql(spec: &Spec, rows: usize) -> String {
    let width = spec.fields.len() + 4;
    let mut sql = format!("insert into \"{}\" (id, version, created_at, updated_at", spec.table);
    for field in spec.fields {
        sql.push_str(", ");
        sql.push_str(field.name);
    }
    sql.push_str(") values ");
    for row in 0..rows {
        sql.push_str(if row == 0 { "(" } else { ", (" });
        for place in 1..=width {
            if place > 1 {
                sql.push(',');
            }
            sql.push('$');
            sql.push_str(&(row * width + place).to_string());
        }
        sql.push(')');
    }
    sql
}

/// Overwrites a record if it still has that version; false when somebody else was first.
///
/// # Errors
/// As [`insert`].
pub async fn update(
    conn: &mut Conn,
    spec: &Spec,
    id: &str,
    version: i64,
    cells: &[Value],
    now: &str,
) -> Result<bool, Error> {
    use std::fmt::Write as _;
    let mut sql = format!("update \"{}\" set version = version + 1, updated_at = $1", spec.table);
    for (index, field) in spec.fields.iter().enumerate() {
        let _ = write!(sql, ", {} = ${}", field.name, index + 2);
    }
    let next = spec.fields.len() + 2;
    let _ = write!(sql, " where id = ${next} and version = ${}", next + 1);
    let mut query = sqlx::query(AssertSqlSafe(sql)).bind(now.to_owned());
    for value in cells {
        query = bind(query, value);
    }
    let done = query.bind(id.to_owned()).bind(version).execute(conn).await?;
    Ok(done.rows_affected() == 1)
}

/// Puts a record away (`at` given) or brings it back; false when its version differs.
///
/// # Errors
/// When the engine fails.
pub async fn set_archived(
    conn: &mut Conn,
    spec: &Spec,
    id: &str,
    version: i64,
    at: Option<&str>,
    now: &str,
) -> Result<bool, Error> {
    let sql = format!(
        "update \"{}\" set version = version + 1, updated_at = $1, archived_at = $2 where id = $3 and version = $4",
        spec.table
    );
    let done = sqlx::query(AssertSqlSafe(sql))
        .bind(now.to_owned())
        .bind(at.map(str::to_owned))
        .bind(id.to_owned())
        .bind(version)
        .execute(conn)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// The record, put away or not, when the cut lets it through.
///
/// # Errors
/// When the engine fails or the row is corrupt.
pub async fn get(conn: &mut Conn, spec: &Spec, cut: &Cut, id: &str) -> Result<Option<Row>, Error> {
    let mut sql = format!("select {} from \"{}\" where id = $1", columns(spec), spec.table);
    let mut binds = vec![Value::from(id)];
    list::cut_sql(spec, cut, &mut sql, &mut binds);
    let mut query = sqlx::query(AssertSqlSafe(sql));
    for value in &binds {
        query = bind(query, value);
    }
    query.fetch_optional(conn).await?.map(|row| read(spec, &row)).transpose()
}

/// What names each of these records of a noun to a reader: id to title. Only what the cut lets
/// through; at most 1,000 ids.
///
/// # Errors
/// When the engine fails.
pub async fn titles(
    conn: &mut Conn,
    spec: &Spec,
    cut: &Cut,
    ids: &[String],
) -> Result<BTreeMap<String, String>, Error> {
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let ids = ids.get(..1_000).unwrap_or(ids);
    let marks: Vec<_> = (1..=ids.len()).map(|place| format!("${place}")).collect();
    let mut sql =
        format!("select id, {} from \"{}\" where id in ({})", spec.title, spec.table, marks.join(","));
    let mut binds: Vec<Value> = ids.iter().map(|id| Value::from(id.as_str())).collect();
    list::cut_sql(spec, cut, &mut sql, &mut binds);
    let mut query = sqlx::query(AssertSqlSafe(sql));
    for value in &binds {
        query = bind(query, value);
    }
    let rows = query.fetch_all(conn).await?;
    rows.iter()
        .map(|row| {
            Ok((row.try_get::<String, _>(0)?, row.try_get::<Option<String>, _>(1)?.unwrap_or_default()))
        })
        .collect()
}

pub(crate) fn columns(spec: &Spec) -> String {
    let mut sql = "id, version, archived_at".to_owned();
    for field in spec.fields {
        sql.push_str(", ");
        sql.push_str(field.name);
    }
    sql
}

pub(crate) fn read(spec: &Spec, row: &EngineRow) -> Result<Row, Error> {
    let mut cells = Vec::with_capacity(spec.fields.len());
    for (index, field) in spec.fields.iter().enumerate() {
        cells.push(
            cell(field, row, index + 3)
                .map_err(|_| Error::Corrupt(format!("{}.{}", spec.table, field.name)))?,
        );
    }
    Ok(Row { id: row.try_get(0)?, version: row.try_get(1)?, archived_at: row.try_get(2)?, cells })
}

fn cell(field: &Field, row: &EngineRow, index: usize) -> Result<Value, sqlx::Error> {
    if field.kind.is_integer() {
        Ok(row.try_get::<Option<i64>, _>(index)?.into())
    } else {
        Ok(row.try_get::<Option<String>, _>(index)?.into())
    }
}

pub(crate) fn bind<'q>(query: Query<'q>, value: &Value) -> Query<'q> {
    match value {
        Value::Null => query.bind(None::<String>),
        Value::Int(int) => query.bind(*int),
        Value::Text(text) => query.bind(text.clone()),
    }
}

#[cfg(test)]
mod tests;
