use domain::record::Record as _;
use domain::value::Value;
use store::Store;

use super::*;

async fn person(store: &Store, id: &str) -> Ctx {
    let spec = domain::noun::user::User::SPEC;
    let cells = vec![
        Value::from(id),
        Value::from(format!("{id}@example.com")),
        Value::from("csm"),
        Value::Null,
        Value::Null,
        Value::Int(1),
    ];
    let mut write = store.write().await.unwrap();
    store::record::insert(write.conn(), spec, id, &cells, "2026-11-22T00:00:00Z").await.unwrap();
    write.commit().await.unwrap();
    let mut ctx = Ctx::system(store.clone(), "2026-11-22T01:00:00Z".parse().unwrap());
    ctx.who.user_id = Some(id.to_owned());
    ctx.who.role = domain::policy::Role::Csm;
    ctx
}

#[tokio::test]
async fn a_view_is_saved_renamed_and_removed_by_its_owner_alone() {
    let store = Store::in_memory().await.unwrap();
    let (mine, theirs) = (person(&store, "mine").await, person(&store, "theirs").await);
    let id = save(&mine, "account", "重点", "f=tier:eq:key&junk=1&after=[1,\"x\"]").await.unwrap();
    assert_eq!(
        save(&mine, "account", "重点", "f=tier:eq:key&sort=-name").await.unwrap(),
        id,
        "the same name is the same view"
    );
    let views = list(&mine, "account").await.unwrap();
    assert_eq!(
        views,
        [SavedView {
            id: id.clone(),
            name: "重点".to_owned(),
            url_query: "f=tier%3Aeq%3Akey&sort=-name".to_owned()
        }]
    );
    assert_eq!(list(&theirs, "account").await.unwrap(), []);
    assert!(rename(&theirs, &id, "x").await.is_err() && remove(&theirs, &id).await.is_err());
    rename(&mine, &id, "战略").await.unwrap();
    assert_eq!(list(&mine, "account").await.unwrap()[0].name, "战略");
    assert!(save(&mine, "account", " ", "").await.is_err());
    assert!(save(&mine, "audit", "x", "").await.is_err(), "no views of what may not be read");
    remove(&mine, &id).await.unwrap();
    assert_eq!(list(&mine, "account").await.unwrap(), []);
}
