//! Passwords given by an administrator.

use axum::http::StatusCode;
use domain::noun;
use domain::policy::Role;
use domain::query::{Op, Query};
use service::record;

use super::harness::{PASSWORD, Server, typed};

async fn id_of(server: &Server, email: &str) -> String {
    let ask = Query::default().filter("email", Op::Eq, email);
    record::list(&server.ctx, noun::spec("user").unwrap(), &ask).await.unwrap().rows[0].id.clone()
}

#[tokio::test]
async fn somebody_new_gets_a_password_from_an_administrator_and_then_chooses_their_own() {
    let server = Server::new().await;
    let mut admin = server.signed_in(Role::Administrator).await;
    let new = [("name", "New Person"), ("email", " New@Example.com "), ("role", "csm"), ("is_active", "1")];
    let id = record::create(&server.ctx, noun::spec("user").unwrap(), &typed(&new)).await.unwrap();
    let path = format!("/user/{id}/password");
    let page = admin.get(&path).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(
        page.text.contains("New Person · new@example.com") && page.text.contains("Leave empty"),
        "{}",
        page.text
    );
    assert!(page.text.contains(&format!("href=\"/register/user/{id}\"")));
    let answer = admin.post(&path, &[("password", "")]).await;
    assert_eq!(answer.status, StatusCode::OK);
    let made = answer.text.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert_eq!(made.len(), 19, "{made}");
    assert_eq!(answer.header("cache-control"), "no-store");
    let mut person = server.visitor();
    assert_eq!(person.sign_in("NEW@example.com", &made).await.status, StatusCode::SEE_OTHER);
    assert_eq!(person.get("/").await.header("location"), "/password", "their own first");
    for (typed, words) in [
        ("short", "at least 10"),
        ("password123", "among the first"),
        ("newperson of 2026", "name or e-mail"),
    ] {
        let answer = admin.post(&path, &[("password", typed)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
        assert!(answer.text.contains(words), "{typed}: {}", answer.text);
    }
    let answer = admin.post(&path, &[("password", "given over the telephone")]).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(!answer.text.contains("given over the telephone"), "what was typed is not shown again");
    assert_eq!(
        person.get("/password").await.header("location"),
        "/sign-in?next=/password",
        "a new one ends sessions"
    );
    assert_eq!(
        person.sign_in("new@example.com", "given over the telephone").await.status,
        StatusCode::SEE_OTHER
    );
    let audit = Query::default().filter("record_id", Op::Eq, id).filter("action", Op::Eq, "password");
    let noted = record::list(&server.ctx, noun::spec("audit").unwrap(), &audit).await.unwrap();
    assert_eq!(noted.total, 2, "each is in the audit log");
}

#[tokio::test]
async fn nobody_but_an_administrator_gives_passwords_and_ones_own_is_changed_elsewhere() {
    let server = Server::new().await;
    let admin_email = server.person(Role::Administrator).await;
    let path = format!("/user/{}/password", id_of(&server, &admin_email).await);
    for role in Role::ALL.into_iter().filter(|role| *role != Role::Administrator) {
        let mut browser = server.signed_in(role).await;
        let expected = if role.is_internal() { StatusCode::FORBIDDEN } else { StatusCode::NOT_FOUND };
        assert_eq!(browser.get(&path).await.status, expected, "{role:?}");
        assert_eq!(
            browser.post(&path, &[("password", "taken over by me")]).await.status,
            expected,
            "{role:?}"
        );
    }
    assert_eq!(server.visitor().get(&path).await.status, StatusCode::SEE_OTHER);
    let mut admin = server.visitor();
    assert_eq!(admin.sign_in(&admin_email, PASSWORD).await.status, StatusCode::SEE_OTHER, "it is unchanged");
    for answer in [admin.get(&path).await, admin.post(&path, &[("password", "")]).await] {
        assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/password"));
    }
    for id in ["nonsense", "%FF", "..%2F.."] {
        let answer = admin.get(&format!("/user/{id}/password")).await;
        assert!(answer.status.is_client_error(), "{id}: {}", answer.status);
    }
}
