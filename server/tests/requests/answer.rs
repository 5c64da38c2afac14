//! What is answered: headers, files, preferences, the live line.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use domain::noun;
use domain::policy::Role;
use futures::StreamExt as _;
use service::record;
use tower::ServiceExt as _;

use super::harness::{PASSWORD, Server, typed};

#[tokio::test]
async fn every_answer_says_what_it_may_load_and_who_may_frame_it() {
    let server = Server::new().await;
    let mut browser = server.signed_in(Role::Administrator).await;
    let mut policies = Vec::new();
    for path in ["/", "/sign-in", "/nowhere", "/healthz", "/icon.svg", "/live-not", "/password"] {
        let answer = browser.get(path).await;
        let policy = answer.header("content-security-policy").to_owned();
        for part in [
            "default-src 'self'",
            "script-src 'self' 'nonce-",
            "'wasm-unsafe-eval'",
            "object-src 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "form-action 'self'",
        ] {
            assert!(policy.contains(part), "{path}: {part}");
        }
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{path}");
        let expected = [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("x-frame-options", "DENY"),
        ];
        for (name, value) in expected {
            assert_eq!(answer.header(name), value, "{path}: {name}");
        }
        assert_eq!(answer.header("x-request-id").len(), 8, "{path}");
        let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap().to_owned();
        for script in answer.text.split("<script").skip(1) {
            assert!(
                script.split('>').next().unwrap().contains(&format!("nonce=\"{nonce}\"")),
                "{path}: a script without the nonce"
            );
        }
        assert!(!answer.text.contains(" style=\""), "{path}: a style attribute, which the policy refuses");
        policies.push(policy);
    }
    policies.sort();
    let count = policies.len();
    policies.dedup();
    assert_eq!(policies.len(), count, "a nonce is used once");
}

#[tokio::test]
async fn files_are_kept_for_a_year_and_sent_small() {
    let server = Server::new().await;
    let mut browser = server.visitor();
    let answer = browser.get("/pkg/b1/yardstick.js").await;
    assert_eq!(
        (answer.text.as_str(), answer.header("cache-control")),
        ("plain", "public, max-age=31536000, immutable")
    );
    browser.headers.push(("accept-encoding".to_owned(), "gzip, br".to_owned()));
    let answer = browser.get("/pkg/b1/yardstick.js").await;
    assert_eq!(
        (answer.text.as_str(), answer.header("content-encoding"), answer.header("content-type")),
        ("small", "br", "text/javascript; charset=utf-8")
    );
    let tag = answer.header("etag").to_owned();
    browser.headers.push(("if-none-match".to_owned(), tag));
    assert_eq!(browser.get("/pkg/b1/yardstick.js").await.status, StatusCode::NOT_MODIFIED);
    let mut plain = server.visitor();
    let answer = plain.get("/icon.svg").await;
    assert_eq!(
        (answer.status, answer.header("cache-control")),
        (StatusCode::OK, "public, max-age=300, must-revalidate")
    );
    for path in [
        "/pkg/b1/../../yardstick.db",
        "/pkg/%2e%2e/%2e%2e/yardstick.db",
        "/pkg/b1/none.js",
        "/build.json",
        "/pkg/b1/yardstick.js.br",
        "/yardstick.db",
    ] {
        let answer = plain.get(path).await;
        assert!(
            answer.status != StatusCode::OK && !answer.text.contains("SQLite"),
            "{path}: {}",
            answer.status
        );
    }
}

#[tokio::test]
async fn language_and_theme_are_remembered_and_lead_back_here_only() {
    let server = Server::new().await;
    let mut visitor = server.visitor();
    assert!(visitor.get("/sign-in").await.text.contains(r#"lang="en""#), "the browser's own language first");
    let answer =
        visitor.post("/preference", &[("locale", "zh"), ("theme", "night"), ("back", "/sign-in")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let page = visitor.get("/sign-in").await.text;
    assert!(
        page.contains(r#"<html lang="zh-CN" data-theme="night""#),
        "{}",
        page.chars().take(200).collect::<String>()
    );
    for (back, expected) in
        [("/register/account", "/register/account"), ("//evil.example", "/"), ("https://evil.example", "/")]
    {
        assert_eq!(
            visitor.post("/preference", &[("theme", "day"), ("back", back)]).await.header("location"),
            expected
        );
    }
    visitor.headers.push(("referer".to_owned(), "http://yardstick.example/register/task?q=a".to_owned()));
    assert_eq!(visitor.post("/preference", &[("theme", "")]).await.header("location"), "/register/task?q=a");
    assert!(!visitor.cookies.contains_key("theme"));
    for (name, value) in [("theme", "<script>"), ("locale", "xx"), ("locale", ""), ("density", "tight")] {
        let good = if name == "theme" { ("density", "compact") } else { ("theme", "night") };
        let answer = visitor.post("/preference", &[good, (name, value)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}={value}");
        assert!(answer.text.contains("没有这样的选项"), "{}", answer.text);
        assert!(
            visitor.cookies.keys().all(|known| known == "locale" || known == "yardstick"),
            "nothing is changed"
        );
        assert_eq!(visitor.cookies["locale"], "zh");
    }
    visitor.post("/preference", &[("density", "compact")]).await;
    assert_eq!(
        (
            visitor.cookies.get("theme"),
            visitor.cookies["locale"].as_str(),
            visitor.cookies["density"].as_str()
        ),
        (None, "zh", "compact")
    );
    let mut browser = server.signed_in(Role::Csm).await;
    browser.post("/preference", &[("locale", "zh"), ("back", "/")]).await;
    let mut elsewhere = server.visitor();
    elsewhere.sign_in("csm@example.com", PASSWORD).await;
    assert!(elsewhere.get("/password").await.text.contains("修改密码"), "the choice follows the person");
}

#[tokio::test]
async fn a_commit_is_heard_on_an_open_line() {
    let server = Server::new().await;
    let browser = server.signed_in(Role::Csm).await;
    let request = Request::get("/live")
        .header("cookie", format!("yardstick={}", browser.cookies["yardstick"]))
        .body(Body::empty())
        .unwrap();
    let response = server.app.clone().oneshot(request).await.unwrap();
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    let mut lines = response.into_body().into_data_stream();
    let mut hear =
        async || lines.next().await.map(|part| String::from_utf8_lossy(&part.unwrap()).into_owned());
    let first = hear().await.unwrap();
    assert!(first.starts_with("event: revision\ndata: "), "{first}");
    assert_eq!(hear().await.unwrap(), "event: build\ndata: b1\n\n");
    let draft = typed(&[("name", "New"), ("stage", "lead")]);
    record::create(&server.ctx, noun::spec("account").unwrap(), &draft).await.unwrap();
    let second = hear().await.unwrap();
    assert!(second.starts_with("event: revision") && second != first, "{second}");
    server.end.send_replace(true);
    assert_eq!(hear().await, None);
}

#[tokio::test]
async fn health_and_readiness_answer_without_a_session() {
    let server = Server::new().await;
    for path in ["/healthz", "/readyz"] {
        assert_eq!(server.visitor().get(path).await.status, StatusCode::OK, "{path}");
    }
}
