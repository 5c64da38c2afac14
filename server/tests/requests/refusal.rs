//! What is refused, and how it is said.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use domain::noun;
use domain::policy::Role;
use domain::record::Scope;
use service::record;

use super::harness::{Answer, Server, typed};

#[tokio::test]
async fn a_program_without_a_session_is_told_so_in_json() {
    let server = Server::new().await;
    let mut visitor = server.visitor();
    visitor.headers = vec![("accept".into(), "application/json".into())];
    for path in ["/live", "/", "/nowhere", "/api/nowhere"] {
        let answer = visitor.get(path).await;
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (StatusCode::UNAUTHORIZED, "application/json"),
            "{path}"
        );
        assert!(answer.text.contains("SignedOut"), "{path}: {}", answer.text);
    }
    let answer = visitor.call("record/list", &[("table", "account"), ("url", "")]).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert!(answer.text.starts_with('['), "server functions read a list of problems: {}", answer.text);
}

#[tokio::test]
async fn a_post_from_another_site_is_refused_and_changes_nothing() {
    let server = Server::new().await;
    let mut browser = server.signed_in(Role::Csm).await;
    for headers in [
        vec![("sec-fetch-site", "cross-site")],
        vec![("origin", "https://evil.example")],
        vec![("sec-fetch-site", "same-site"), ("origin", "https://a.example")],
    ] {
        let mut evil = browser.clone();
        evil.headers.extend(headers.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())));
        for path in ["/session/end", "/preference", "/password", "/session", "/api/record/list"] {
            let answer = evil.post(path, &[("locale", "zh")]).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
            assert!(answer.text.contains("another site"), "{path}: {}", answer.text);
        }
    }
    assert_eq!(browser.get("/password").await.status, StatusCode::OK);
    browser.headers.push(("origin".to_owned(), "http://yardstick.example".to_owned()));
    assert_eq!(browser.post("/session/end", &[]).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn what_is_too_large_malformed_or_not_there_is_refused_in_words() {
    let server = Server::new().await;
    let mut browser = server.signed_in(Role::Csm).await;
    let large = "x".repeat(2 << 20);
    let check = |answer: Answer, expected: StatusCode, what: &str| {
        assert_eq!(answer.status, expected, "{what}: {}", answer.text.chars().take(300).collect::<String>());
        assert!(answer.text.contains("<html") && answer.text.chars().count() > 200, "{what} has a page");
    };
    check(
        browser.post("/session", &[("email", &large), ("password", "x")]).await,
        StatusCode::PAYLOAD_TOO_LARGE,
        "a large form",
    );
    check(browser.post("/session", &[("email", "x")]).await, StatusCode::UNPROCESSABLE_ENTITY, "half a form");
    let json =
        Request::post("/session").header("content-type", "application/json").body(Body::from("{}")).unwrap();
    check(browser.send(json).await, StatusCode::UNSUPPORTED_MEDIA_TYPE, "not a form");
    check(browser.get("/nowhere").await, StatusCode::NOT_FOUND, "no such page");
    check(browser.get("/nowhere/at/all/%00").await, StatusCode::NOT_FOUND, "a path with a zero in it");
    check(browser.get("/session").await, StatusCode::METHOD_NOT_ALLOWED, "the wrong method");
    let ids = [
        "nonsense",
        "%27%20or%201=1--",
        "%F0%9F%92%A5",
        "..%2F..%2Fetc",
        "%FF%FE",
        "01930000-0000-7000-8000-000000000000",
    ];
    for id in ids {
        for path in [
            format!("/register/account/{id}"),
            format!("/register/{id}"),
            format!("/register/{id}/{id}"),
            format!("/account/{id}"),
            format!("/wall/{id}"),
            format!("/wall/account/{id}"),
            format!("/wall/portfolio/{id}"),
        ] {
            let answer = browser.get(&path).await;
            assert!(answer.status.is_client_error(), "{path}: {}", answer.status);
        }
        for name in ["get", "history"] {
            let answer = browser.call(&format!("record/{name}"), &[("table", "account"), ("id", id)]).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{name} {id}: {}", answer.text);
        }
    }
    for query in [
        "?f=nonsense",
        "?f=name.eq",
        "?s=%00",
        "?after=%7B",
        "?limit=-1",
        "?limit=99999999999999999999",
        "?%FF=%FE",
        "?f=name.has.%25%25",
    ] {
        let answer = browser.get(&format!("/register/account{query}")).await;
        assert!(!answer.status.is_server_error(), "{query}: {}", answer.status);
        let answer = browser
            .call("record/list", &[("table", "account"), ("url", query.trim_start_matches('?'))])
            .await;
        assert!(!answer.status.is_server_error(), "{query}: {} {}", answer.status, answer.text);
    }
    let broken = browser.call("record/list", &[("table", "account")]).await;
    assert_eq!(broken.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", broken.text);
    assert!(!broken.text.contains("missing field"), "no inner words: {}", broken.text);
}

#[tokio::test]
async fn a_sponsor_is_kept_out_of_everything_that_is_not_theirs() {
    let server = Server::new().await;
    let other = &server.accounts[1];
    let mut rows: BTreeMap<&str, String> = BTreeMap::from([("account", other.clone())]);
    for (table, draft) in [
        (
            "stakeholder",
            typed(&[("account_id", other), ("name", "inner-word"), ("role", "executive_sponsor")]),
        ),
        (
            "demand",
            typed(&[
                ("account_id", other),
                ("quote", "inner-word"),
                ("raised_on", "2026-11-01"),
                ("priority", "high"),
                ("state", "open"),
            ]),
        ),
    ] {
        rows.insert(table, record::create(&server.ctx, noun::spec(table).unwrap(), &draft).await.unwrap());
    }
    let mut sponsor = server.signed_in(Role::ExecutiveSponsor).await;
    let home = sponsor.get("/").await;
    assert_eq!(home.status, StatusCode::OK);
    assert!(home.text.contains("Own Company") && !home.text.contains("Other Company"));
    for spec in noun::ALL {
        let table = spec.table;
        let known = spec.is_shared() && !matches!(spec.scope, Scope::Company);
        let listed = sponsor.call("record/list", &[("table", table), ("url", "")]).await;
        assert_eq!(listed.status, if known { StatusCode::OK } else { StatusCode::NOT_FOUND }, "{table}");
        assert!(!listed.text.contains("inner-word") && !listed.text.contains("Other Company"), "{table}");
        let id = rows.get(table).map_or("nonsense", String::as_str);
        for path in [format!("/register/{table}"), format!("/register/{table}/{id}")] {
            let page = sponsor.get(&path).await;
            assert!(!page.text.contains("inner-word") && !page.text.contains("Other Company"), "{path}");
            assert!(!page.status.is_server_error(), "{path}: {}", page.status);
            if !known || path.ends_with(id) {
                assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
            }
        }
        for name in ["get", "history"] {
            let answer = sponsor.call(&format!("record/{name}"), &[("table", table), ("id", id)]).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{name} {table}");
        }
        for name in ["archive", "restore"] {
            let answer = sponsor
                .call(&format!("record/{name}"), &[("table", table), ("id", id), ("version", "1")])
                .await;
            assert!(
                matches!(answer.status, StatusCode::NOT_FOUND | StatusCode::FORBIDDEN),
                "{name} {table}: {}",
                answer.status
            );
        }
    }
    for path in ["/import", "/wall/portfolio", &format!("/account/{other}")] {
        let page = sponsor.get(path).await;
        assert!(page.status.is_client_error(), "{path}: {}", page.status);
        assert!(!page.text.contains("inner-word") && !page.text.contains("Other Company"), "{path}");
    }
    let own = sponsor.get(&format!("/account/{}", server.accounts[0])).await;
    assert!(!own.text.contains("inner-word"), "not even of their own company");
}
