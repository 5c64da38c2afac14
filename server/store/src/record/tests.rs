use domain::noun;
use domain::query::{Cursor, Op, Query as Ask};
use domain::record::Spec;
use domain::value::Value;

use super::*;
use crate::Store;

const NOW: &str = "2026-11-22T00:00:00Z";

fn account(name: &str, seats: Option<i64>) -> Vec<Value> {
    let spec = noun::spec("account").unwrap();
    spec.fields
        .iter()
        .map(|field| match field.name {
            "name" => Value::from(name),
            "stage" => Value::from("service"),
            "seats" => seats.into(),
            _ if field.required => Value::Int(0),
            _ => Value::Null,
        })
        .collect()
}

async fn filled(rows: i64) -> (Store, &'static Spec) {
    let store = Store::in_memory().await.unwrap();
    let spec = noun::spec("account").unwrap();
    let rows: Vec<_> = (0..rows)
        .map(|n| (format!("id-{n:03}"), account(&format!("Customer {n}"), (n % 3 != 0).then_some(n % 4))))
        .collect();
    let mut write = store.write().await.unwrap();
    insert_many(write.conn(), spec, &rows, NOW).await.unwrap();
    write.commit().await.unwrap();
    (store, spec)
}

#[tokio::test]
async fn every_declaration_has_the_table_it_claims() {
    let store = Store::in_memory().await.unwrap();
    let mut conn = store.read().await.unwrap();
    for spec in noun::ALL {
        let sql = format!("select {} from \"{}\" limit 1", columns(spec), spec.table);
        let found = sqlx::query(AssertSqlSafe(sql)).fetch_optional(&mut *conn).await;
        assert!(found.is_ok(), "{}: {found:?}", spec.table);
        let names: Vec<(String, String, i64)> =
            sqlx::query_as("select name, lower(type), \"notnull\" from pragma_table_info($1)")
                .bind(spec.table)
                .fetch_all(&mut *conn)
                .await
                .unwrap();
        assert_eq!(names.len(), spec.fields.len() + 5, "{} has columns nobody declared", spec.table);
        for field in spec.fields {
            let (_, kind, required) = names.iter().find(|(name, ..)| name == field.name).unwrap();
            assert_eq!(kind == "integer", field.kind.is_integer(), "{}.{}", spec.table, field.name);
            assert_eq!(*required == 1, field.required, "{}.{}", spec.table, field.name);
        }
    }
}

#[tokio::test]
async fn pages_walk_every_row_once_whatever_the_order() {
    let (store, spec) = filled(40).await;
    let mut conn = store.read().await.unwrap();
    for by in ["", "seats", "-seats", "name", "-name"] {
        let mut ask = Ask::default().sort(by);
        let mut seen = Vec::new();
        loop {
            let page = list(&mut conn, spec, &Cut::All, &ask, 7).await.unwrap();
            let Some(last) = page.last() else { break };
            let value =
                ask.sort.as_ref().and_then(|s| spec.cell(last, &s.field)).cloned().unwrap_or_default();
            ask.after = Some(Cursor { value, id: last.id.clone() });
            seen.extend(page.iter().map(|row| row.id.clone()));
        }
        let whole: Vec<_> = list(&mut conn, spec, &Cut::All, &Ask::default().sort(by), 100)
            .await
            .unwrap()
            .into_iter()
            .map(|row| row.id)
            .collect();
        assert_eq!(seen, whole, "order {by:?}");
        assert_eq!(seen.len(), 40);
    }
}

#[tokio::test]
async fn filters_words_and_counts_agree() {
    let (store, spec) = filled(40).await;
    let mut conn = store.read().await.unwrap();
    let rows: &[(Ask, i64)] = &[
        (Ask::default(), 40),
        (Ask::default().filter("seats", Op::Ge, "2"), 13),
        (Ask::default().filter("seats", Op::Empty, ""), 14),
        (Ask::default().filter("seats", Op::Ne, "2"), 33),
        (Ask::default().filter("stage", Op::In, "lead|service"), 40),
        (Ask::default().filter("nothing", Op::Eq, "1"), 0),
        (Ask { words: "customer 1".to_owned(), ..Ask::default() }, 11),
        (Ask { words: "100%".to_owned(), ..Ask::default() }, 0),
        (Ask { words: "'; drop table account; --".to_owned(), ..Ask::default() }, 0),
    ];
    for (ask, expected) in rows {
        assert_eq!(count(&mut conn, spec, &Cut::All, ask, 1_000).await.unwrap(), *expected, "{ask:?}");
        assert_eq!(list(&mut conn, spec, &Cut::All, ask, 1_000).await.unwrap().len() as i64, *expected);
    }
    assert_eq!(count(&mut conn, spec, &Cut::All, &Ask::default(), 10).await.unwrap(), 10);
}

#[tokio::test]
async fn the_second_of_two_writers_changes_nothing() {
    let (store, spec) = filled(1).await;
    let mut write = store.write().await.unwrap();
    assert!(update(write.conn(), spec, "id-000", 1, &account("First", None), NOW).await.unwrap());
    assert!(!update(write.conn(), spec, "id-000", 1, &account("Second", None), NOW).await.unwrap());
    write.commit().await.unwrap();
    let mut conn = store.read().await.unwrap();
    let row = get(&mut conn, spec, &Cut::All, "id-000").await.unwrap().unwrap();
    assert_eq!((spec.title_of(&row), row.version), ("First", 2));
}

#[tokio::test]
async fn a_dropped_write_leaves_nothing_and_a_commit_is_announced() {
    let (store, spec) = filled(1).await;
    let before = store.revision();
    let mut write = store.write().await.unwrap();
    insert(write.conn(), spec, "gone", &account("Gone", None), NOW).await.unwrap();
    drop(write);
    let watch = store.watch();
    let mut write = store.write().await.unwrap();
    assert!(set_archived(write.conn(), spec, "id-000", 1, Some(NOW), NOW).await.unwrap());
    let after = write.commit().await.unwrap();
    assert_eq!((*watch.borrow(), after), (before + 1, before + 1));
    let mut conn = store.read().await.unwrap();
    assert_eq!(count(&mut conn, spec, &Cut::All, &Ask::default(), 9).await.unwrap(), 0);
    assert_eq!(
        count(&mut conn, spec, &Cut::All, &Ask { archived: true, ..Ask::default() }, 9).await.unwrap(),
        1
    );
}

#[tokio::test]
async fn a_cut_hides_rows_of_other_accounts_everywhere() {
    let (store, spec) = filled(3).await;
    let mut conn = store.read().await.unwrap();
    let cut = Cut::Account("id-001".to_owned());
    assert_eq!(count(&mut conn, spec, &cut, &Ask::default(), 9).await.unwrap(), 1);
    assert!(get(&mut conn, spec, &cut, "id-000").await.unwrap().is_none());
    assert!(titles(&mut conn, spec, &cut, &["id-000".to_owned()]).await.unwrap().is_empty());
    let team = Cut::Team("nobody".to_owned());
    assert_eq!(count(&mut conn, spec, &team, &Ask::default(), 9).await.unwrap(), 0);
}
