//! Signing in, staying signed in, passwords.

use axum::http::StatusCode;
use domain::noun;
use domain::policy::Role;
use jiff::SignedDuration;
use server::web::Web;
use service::{record, user};

use super::harness::{Browser, PASSWORD, Server, typed};

#[tokio::test]
async fn a_visitor_is_sent_to_sign_in_and_then_where_they_wanted() {
    let server = Server::new().await;
    let mut visitor = server.visitor();
    let answer = visitor.get("/register/account?s=-name").await;
    assert_eq!(
        (answer.status, answer.header("location")),
        (StatusCode::SEE_OTHER, "/sign-in?next=/register/account%3Fs%3D-name")
    );
    assert_eq!(visitor.get("/").await.header("location"), "/sign-in");
    let page = visitor.get("/sign-in?next=/register/account%3Fs%3D-name").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(
        page.text.contains(r#"value="/register/account?s=-name""#)
            && page.text.contains("Sign in")
            && page.text.contains("标尺")
    );
    let email = server.person(Role::Csm).await;
    for (next, expected) in [
        ("/register/account?s=-name", "/register/account?s=-name"),
        ("//evil.example", "/"),
        ("https://evil.example/", "/"),
        ("", "/"),
    ] {
        let answer = server
            .visitor()
            .post("/session", &[("email", &email), ("password", PASSWORD), ("next", next)])
            .await;
        assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, expected), "{next}");
    }
}

#[tokio::test]
async fn a_session_holds_until_it_is_idle_old_or_ended() {
    let server = Server::new().await;
    let mut browser = server.signed_in(Role::Csm).await;
    let cookie = browser.cookies["yardstick"].clone();
    assert_eq!(browser.get("/password").await.status, StatusCode::OK);
    server.pass(SignedDuration::from_hours(11));
    assert_eq!(browser.get("/password").await.status, StatusCode::OK);
    server.pass(SignedDuration::from_hours(11));
    assert_eq!(browser.get("/password").await.status, StatusCode::OK, "use keeps it alive");
    server.pass(SignedDuration::from_hours(13));
    assert_eq!(browser.get("/password").await.status, StatusCode::SEE_OTHER, "idle");
    let email = "csm@example.com";
    assert_eq!(browser.sign_in(email, PASSWORD).await.status, StatusCode::SEE_OTHER);
    assert_ne!(browser.cookies["yardstick"], cookie);
    for _ in 0..16 {
        server.pass(SignedDuration::from_hours(11));
        browser.get("/password").await;
    }
    assert_eq!(browser.get("/password").await.status, StatusCode::SEE_OTHER, "seven days");
    browser.sign_in(email, PASSWORD).await;
    let mut stolen = browser.clone();
    assert_eq!(browser.post("/session/end", &[]).await.header("location"), "/sign-in");
    assert_eq!(
        stolen.get("/password").await.status,
        StatusCode::SEE_OTHER,
        "ended for every copy of the cookie"
    );
}

#[tokio::test]
async fn a_session_id_known_from_before_opens_nothing() {
    let server = Server::new().await;
    let email = server.person(Role::Csm).await;
    let mut browser = server.visitor();
    let planted = "AAAAAAAAAAAAAAAAAAAAAA".to_owned();
    browser.cookies.insert("yardstick".to_owned(), planted.clone());
    assert_eq!(browser.sign_in(&email, PASSWORD).await.status, StatusCode::SEE_OTHER);
    assert_ne!(browser.cookies["yardstick"], planted);
    let mut planter = server.visitor();
    planter.cookies.insert("yardstick".to_owned(), planted);
    assert_eq!(planter.get("/password").await.status, StatusCode::SEE_OTHER);
    let earlier = browser.clone().cookies["yardstick"].clone();
    browser.sign_in(&email, PASSWORD).await;
    assert_ne!(browser.cookies["yardstick"], earlier, "each sign-in has an id of its own");
}

#[tokio::test]
async fn cookies_are_closed_to_scripts_and_secure_behind_tls() {
    let server = Server::new().await;
    let email = server.person(Role::Csm).await;
    let answer = server.visitor().sign_in(&email, PASSWORD).await;
    let cookie = answer.header("set-cookie");
    assert!(
        cookie.starts_with("yardstick=")
            && cookie.contains("HttpOnly")
            && cookie.contains("SameSite=Lax")
            && !cookie.contains("Secure"),
        "{cookie}"
    );
    let server = Server::with(|web| Web { secure: true, ..web }).await;
    let email = server.person(Role::Csm).await;
    let answer = server.visitor().sign_in(&email, PASSWORD).await;
    let cookie = answer.header("set-cookie");
    assert!(
        cookie.starts_with("__Host-yardstick=") && cookie.contains("Secure") && cookie.contains("Path=/"),
        "{cookie}"
    );
    assert_eq!(answer.header("strict-transport-security"), "max-age=31536000");
}

#[tokio::test]
async fn five_failures_close_an_account_and_say_the_same_of_one_that_is_not_there() {
    let server = Server::new().await;
    let email = server.person(Role::Csm).await;
    let mut told = Vec::new();
    for who in [email.as_str(), "nobody@example.com"] {
        let mut browser = server.visitor();
        let mut words = Vec::new();
        for attempt in 0..6 {
            let answer = browser.sign_in(who, "not the password").await;
            let expected = if attempt < 5 { StatusCode::UNAUTHORIZED } else { StatusCode::TOO_MANY_REQUESTS };
            assert_eq!(answer.status, expected, "{who} {attempt}");
            assert!(answer.text.contains(&format!(r#"value="{who}""#)), "what was typed is still there");
            let error =
                answer.text.split("role=\"alert\"").nth(1).unwrap().split("</p>").next().unwrap().to_owned();
            words.push(error);
        }
        told.push(words);
    }
    assert_eq!(told[0], told[1]);
    let mut browser = server.visitor();
    assert_eq!(
        browser.sign_in(&email, PASSWORD).await.status,
        StatusCode::TOO_MANY_REQUESTS,
        "even with the right one"
    );
    server.pass(SignedDuration::from_mins(16));
    assert_eq!(browser.sign_in(&email.to_uppercase(), PASSWORD).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn many_failures_from_one_place_close_it_for_a_while() {
    let server = Server::new().await;
    let email = server.person(Role::Csm).await;
    let mut browser = server.visitor();
    for number in 0..50 {
        browser.sign_in(&format!("nobody{number}@example.com"), "x").await;
    }
    assert_eq!(browser.sign_in(&email, PASSWORD).await.status, StatusCode::TOO_MANY_REQUESTS);
    server.pass(SignedDuration::from_mins(16));
    assert_eq!(browser.sign_in(&email, PASSWORD).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_given_password_must_be_changed_first_and_changing_it_ends_other_sessions() {
    let server = Server::new().await;
    let email = server.person(Role::Csm).await;
    let found = record::list(&server.ctx, noun::spec("user").unwrap(), &domain::query::Query::default())
        .await
        .unwrap();
    let id = found.rows[0].id.clone();
    let mut before = server.visitor();
    before.sign_in(&email, PASSWORD).await;
    user::set_password(&server.ctx, &id, "given by somebody").await.unwrap();
    assert_eq!(before.get("/password").await.status, StatusCode::SEE_OTHER, "a new password ends sessions");
    let mut browser = server.visitor();
    assert_eq!(browser.sign_in(&email, "given by somebody").await.status, StatusCode::SEE_OTHER);
    for path in ["/", "/register/account", "/nowhere"] {
        assert_eq!(browser.get(path).await.header("location"), "/password", "{path}");
    }
    let answer = browser.call("record/list", &[("table", "account"), ("url", "")]).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    let mut other = server.visitor();
    other.sign_in(&email, "given by somebody").await;
    let change = async |browser: &mut Browser, old: &str, new: &str, again: &str| {
        browser.post("/password", &[("old", old), ("password", new), ("again", again)]).await
    };
    for (old, new, again, words) in [
        ("wrong", "春江水暖鸭先知，竹外桃花", "春江水暖鸭先知，竹外桃花", "present password"),
        ("given by somebody", "short", "short", "at least 10"),
        ("given by somebody", "password123", "password123", "among the first"),
        ("given by somebody", "one thing or", "another thing", "differ"),
        ("given by somebody", "given by somebody", "given by somebody", "present one"),
    ] {
        let answer = change(&mut browser, old, new, again).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}");
        assert!(answer.text.contains(words), "{words}");
    }
    let answer =
        change(&mut browser, "given by somebody", "春江水暖鸭先知，竹外桃花", "春江水暖鸭先知，竹外桃花")
            .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    assert_ne!(browser.get("/").await.header("location"), "/password");
    assert_eq!(other.get("/password").await.status, StatusCode::SEE_OTHER);
    assert_eq!(server.visitor().sign_in(&email, "given by somebody").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn somebody_who_may_not_sign_in_any_more_is_out_at_once() {
    let server = Server::new().await;
    let mut browser = server.signed_in(Role::Csm).await;
    let spec = noun::spec("user").unwrap();
    let row = record::list(&server.ctx, spec, &domain::query::Query::default()).await.unwrap().rows.remove(0);
    record::update(&server.ctx, spec, &row.id, row.version, &typed(&[("is_active", "0")])).await.unwrap();
    assert_eq!(browser.get("/password").await.status, StatusCode::SEE_OTHER);
    assert_eq!(browser.sign_in("csm@example.com", PASSWORD).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn signing_in_and_out_is_in_the_audit_log_without_names() {
    let server = Server::new().await;
    let mut browser = server.signed_in(Role::Csm).await;
    browser.post("/session/end", &[]).await;
    browser.sign_in("csm@example.com", "wrong").await;
    browser.sign_in("nobody@example.com", "wrong").await;
    let spec = noun::spec("audit").unwrap();
    let rows = record::list(&server.ctx, spec, &domain::query::Query::default()).await.unwrap().rows;
    let actions: Vec<_> =
        rows.iter().map(|row| spec.cell(row, "action").unwrap().as_str().to_owned()).collect();
    for (action, times) in [("sign_in", 1), ("sign_out", 1), ("sign_in_failed", 2), ("password", 1)] {
        assert_eq!(actions.iter().filter(|known| *known == action).count(), times, "{action}: {actions:?}");
    }
    assert!(!format!("{rows:?}").contains("nobody@"), "what somebody typed is not kept");
}
