//! Requests as they come from outside, good and bad, against the whole router: who is let in, who is
//! kept out, and that whatever is sent gets an answer somebody can read.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU32, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use domain::noun;
use domain::policy::Role;
use domain::record::{Draft, Scope};
use futures::StreamExt as _;
use jiff::{SignedDuration, Timestamp};
use server::web::{Site, Web, router};
use service::{Ctx, record, user};
use store::Store;
use tokio::sync::watch;
use tower::ServiceExt as _;

const PASSWORD: &str = "a long enough sentence";
const PAGE: &str = "text/html,application/xhtml+xml";

/// A server of its own, with a clock moved by hand and two accounts with somebody's inner words.
struct Server {
    ctx: Ctx,
    app: Router,
    clock: Arc<AtomicI64>,
    end: watch::Sender<bool>,
    accounts: [String; 2],
}

static COUNT: AtomicU32 = AtomicU32::new(0);

fn folder() -> PathBuf {
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("requests-{}-{number}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn typed(fields: &[(&str, &str)]) -> Draft {
    fields.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

impl Server {
    async fn new() -> Self {
        Self::with(|web| web).await
    }

    async fn with(change: impl FnOnce(Web) -> Web) -> Self {
        let folder = folder();
        let site = folder.join("site/pkg/b1");
        std::fs::create_dir_all(&site).unwrap();
        std::fs::write(folder.join("site/build.json"), r#"{"id":"b1"}"#).unwrap();
        std::fs::write(site.join("yardstick.js"), "plain").unwrap();
        std::fs::write(site.join("yardstick.js.br"), "small").unwrap();
        std::fs::write(folder.join("site/icon.svg"), "<svg/>").unwrap();
        let store = Store::open(&folder.join("yardstick.db")).await.unwrap();
        let start: Timestamp = "2026-11-22T08:00:00Z".parse().unwrap();
        let ctx = Ctx::system(store.clone(), start);
        let clock = Arc::new(AtomicI64::new(start.as_second()));
        let (end, ending) = watch::channel(false);
        let mut web = Web::new(store, Site::open(Some(folder.join("site"))), ending);
        let told = Arc::clone(&clock);
        web.clock = Arc::new(move || Timestamp::from_second(told.load(Ordering::Relaxed)).unwrap());
        let app = router(change(web));
        let mut accounts = Vec::new();
        for name in ["Own Company", "Other Company"] {
            let draft = typed(&[("name", name), ("stage", "service"), ("note", "inner-word"), ("visibility", "open")]);
            accounts.push(record::create(&ctx, noun::spec("account").unwrap(), &draft).await.unwrap());
        }
        Self { ctx, app, clock, end, accounts: [accounts[0].clone(), accounts[1].clone()] }
    }

    async fn person(&self, role: Role) -> String {
        let email = format!("{}@example.com", role.key());
        let mut draft = typed(&[("name", "Somebody Else"), ("email", &email), ("role", role.key()), ("is_active", "1")]);
        if role == Role::ExecutiveSponsor {
            draft.insert("account_id".to_owned(), self.accounts[0].clone());
        }
        let id = record::create(&self.ctx, noun::spec("user").unwrap(), &draft).await.unwrap();
        user::give_demo_password(&self.ctx, &id, PASSWORD, user::Next::Free).await.unwrap();
        email
    }

    fn pass(&self, time: SignedDuration) {
        self.clock.fetch_add(time.as_secs(), Ordering::Relaxed);
    }

    fn visitor(&self) -> Browser {
        Browser { app: self.app.clone(), cookies: BTreeMap::new(), headers: vec![("accept".into(), PAGE.into()), ("accept-language".into(), "en".into())] }
    }

    async fn signed_in(&self, role: Role) -> Browser {
        let email = self.person(role).await;
        let mut browser = self.visitor();
        let answer = browser.sign_in(&email, PASSWORD).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        browser
    }
}

/// Keeps cookies as a browser does.
#[derive(Clone)]
struct Browser {
    app: Router,
    cookies: BTreeMap<String, String>,
    headers: Vec<(String, String)>,
}

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    text: String,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

impl Browser {
    async fn get(&mut self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Answer {
        let encode = |text: &str| text.bytes().map(|b| format!("%{b:02X}")).collect::<String>();
        let body: Vec<_> = form.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
        let request = Request::post(path).header("content-type", "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(body.join("&"))).unwrap()).await
    }

    async fn sign_in(&mut self, email: &str, password: &str) -> Answer {
        self.post("/session", &[("email", email), ("password", password), ("next", "")]).await
    }

    async fn send(&mut self, mut request: Request<Body>) -> Answer {
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let headers = request.headers_mut();
        if !cookies.is_empty() {
            headers.insert("cookie", cookies.join("; ").parse().unwrap());
        }
        if !headers.contains_key("host") {
            headers.insert("host", "yardstick.example".parse().unwrap());
        }
        for (name, value) in &self.headers {
            let name: axum::http::HeaderName = name.parse().unwrap();
            if !headers.contains_key(&name) {
                headers.insert(name, value.parse().unwrap());
            }
        }
        let response = self.app.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all("set-cookie") {
            let (name, rest) = cookie.to_str().unwrap().split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            if value.is_empty() || rest.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let text = String::from_utf8_lossy(&to_bytes(body, 16 << 20).await.unwrap()).into_owned();
        Answer { status: parts.status, headers: parts.headers, text }
    }
}

#[tokio::test]
async fn a_visitor_is_sent_to_sign_in_and_then_where_they_wanted() {
    let server = Server::new().await;
    let mut visitor = server.visitor();
    let answer = visitor.get("/register/account?s=-name").await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/sign-in?next=/register/account%3Fs%3D-name"));
    assert_eq!(visitor.get("/").await.header("location"), "/sign-in");
    let page = visitor.get("/sign-in?next=/register/account%3Fs%3D-name").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains(r#"value="/register/account?s=-name""#) && page.text.contains("Sign in") && page.text.contains("标尺"));
    let email = server.person(Role::Csm).await;
    for (next, expected) in [("/register/account?s=-name", "/register/account?s=-name"), ("//evil.example", "/"), ("https://evil.example/", "/"), ("", "/")] {
        let answer = server.visitor().post("/session", &[("email", &email), ("password", PASSWORD), ("next", next)]).await;
        assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, expected), "{next}");
    }
}

#[tokio::test]
async fn a_program_without_a_session_is_told_so_in_json() {
    let server = Server::new().await;
    let mut visitor = server.visitor();
    visitor.headers = vec![("accept".into(), "application/json".into())];
    for path in ["/live", "/", "/nowhere", "/api/nowhere"] {
        let answer = visitor.get(path).await;
        assert_eq!((answer.status, answer.header("content-type")), (StatusCode::UNAUTHORIZED, "application/json"), "{path}");
        assert!(answer.text.contains("SignedOut"), "{path}: {}", answer.text);
    }
    let answer = visitor.post("/api/record/list", &[("table", "account"), ("url", "")]).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert!(answer.text.starts_with('['), "server functions read a list of problems: {}", answer.text);
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
    assert_eq!(stolen.get("/password").await.status, StatusCode::SEE_OTHER, "ended for every copy of the cookie");
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
    assert!(cookie.starts_with("yardstick=") && cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && !cookie.contains("Secure"), "{cookie}");
    let server = Server::with(|web| Web { secure: true, ..web }).await;
    let email = server.person(Role::Csm).await;
    let answer = server.visitor().sign_in(&email, PASSWORD).await;
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("__Host-yardstick=") && cookie.contains("Secure") && cookie.contains("Path=/"), "{cookie}");
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
            let error = answer.text.split("role=\"alert\"").nth(1).unwrap().split("</p>").next().unwrap().to_owned();
            words.push(error);
        }
        told.push(words);
    }
    assert_eq!(told[0], told[1]);
    let mut browser = server.visitor();
    assert_eq!(browser.sign_in(&email, PASSWORD).await.status, StatusCode::TOO_MANY_REQUESTS, "even with the right one");
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
async fn a_post_from_another_site_is_refused_and_changes_nothing() {
    let server = Server::new().await;
    let mut browser = server.signed_in(Role::Csm).await;
    for headers in [vec![("sec-fetch-site", "cross-site")], vec![("origin", "https://evil.example")], vec![("sec-fetch-site", "same-site"), ("origin", "https://a.example")]] {
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
    check(browser.post("/session", &[("email", &large), ("password", "x")]).await, StatusCode::PAYLOAD_TOO_LARGE, "a large form");
    check(browser.post("/session", &[("email", "x")]).await, StatusCode::UNPROCESSABLE_ENTITY, "half a form");
    let json = Request::post("/session").header("content-type", "application/json").body(Body::from("{}")).unwrap();
    check(browser.send(json).await, StatusCode::UNSUPPORTED_MEDIA_TYPE, "not a form");
    check(browser.get("/nowhere").await, StatusCode::NOT_FOUND, "no such page");
    check(browser.get("/nowhere/at/all/%00").await, StatusCode::NOT_FOUND, "a path with a zero in it");
    check(browser.get("/session").await, StatusCode::METHOD_NOT_ALLOWED, "the wrong method");
    let ids = ["nonsense", "%27%20or%201=1--", "%F0%9F%92%A5", "..%2F..%2Fetc", "%FF%FE", "01930000-0000-7000-8000-000000000000"];
    for id in ids {
        for path in [format!("/register/account/{id}"), format!("/register/{id}"), format!("/register/{id}/{id}"), format!("/account/{id}"), format!("/wall/{id}")] {
            let answer = browser.get(&path).await;
            assert!(answer.status.is_client_error(), "{path}: {}", answer.status);
        }
        for name in ["get", "history"] {
            let answer = browser.post(&format!("/api/record/{name}"), &[("table", "account"), ("id", id)]).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{name} {id}: {}", answer.text);
        }
    }
    for query in ["?f=nonsense", "?f=name.eq", "?s=%00", "?after=%7B", "?limit=-1", "?limit=99999999999999999999", "?%FF=%FE", "?f=name.has.%25%25"] {
        let answer = browser.get(&format!("/register/account{query}")).await;
        assert!(!answer.status.is_server_error(), "{query}: {}", answer.status);
        let answer = browser.post("/api/record/list", &[("table", "account"), ("url", query.trim_start_matches('?'))]).await;
        assert!(!answer.status.is_server_error(), "{query}: {} {}", answer.status, answer.text);
    }
    let broken = browser.post("/api/record/list", &[("table", "account")]).await;
    assert!(broken.status.is_client_error() || broken.text.contains("Invalid"), "{} {}", broken.status, broken.text);
    assert!(!broken.text.contains("missing field"), "no inner words: {}", broken.text);
}

#[tokio::test]
async fn every_answer_says_what_it_may_load_and_who_may_frame_it() {
    let server = Server::new().await;
    let mut browser = server.signed_in(Role::Administrator).await;
    let mut policies = Vec::new();
    for path in ["/", "/sign-in", "/nowhere", "/healthz", "/icon.svg", "/live-not", "/password"] {
        let answer = browser.get(path).await;
        let policy = answer.header("content-security-policy").to_owned();
        for part in ["default-src 'self'", "script-src 'self' 'nonce-", "'wasm-unsafe-eval'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"] {
            assert!(policy.contains(part), "{path}: {part}");
        }
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{path}");
        let expected = [("x-content-type-options", "nosniff"), ("referrer-policy", "same-origin"), ("cross-origin-opener-policy", "same-origin"), ("x-frame-options", "DENY")];
        for (name, value) in expected {
            assert_eq!(answer.header(name), value, "{path}: {name}");
        }
        assert_eq!(answer.header("x-request-id").len(), 8, "{path}");
        let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap().to_owned();
        for script in answer.text.split("<script").skip(1) {
            assert!(script.split('>').next().unwrap().contains(&format!("nonce=\"{nonce}\"")), "{path}: a script without the nonce");
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
    assert_eq!((answer.text.as_str(), answer.header("cache-control")), ("plain", "public, max-age=31536000, immutable"));
    browser.headers.push(("accept-encoding".to_owned(), "gzip, br".to_owned()));
    let answer = browser.get("/pkg/b1/yardstick.js").await;
    assert_eq!((answer.text.as_str(), answer.header("content-encoding"), answer.header("content-type")), ("small", "br", "text/javascript; charset=utf-8"));
    let tag = answer.header("etag").to_owned();
    browser.headers.push(("if-none-match".to_owned(), tag));
    assert_eq!(browser.get("/pkg/b1/yardstick.js").await.status, StatusCode::NOT_MODIFIED);
    let mut plain = server.visitor();
    let answer = plain.get("/icon.svg").await;
    assert_eq!((answer.status, answer.header("cache-control")), (StatusCode::OK, "public, max-age=300, must-revalidate"));
    for path in ["/pkg/b1/../../yardstick.db", "/pkg/%2e%2e/%2e%2e/yardstick.db", "/pkg/b1/none.js", "/build.json", "/pkg/b1/yardstick.js.br", "/yardstick.db"] {
        let answer = plain.get(path).await;
        assert!(answer.status != StatusCode::OK && !answer.text.contains("SQLite"), "{path}: {}", answer.status);
    }
}

#[tokio::test]
async fn a_given_password_must_be_changed_first_and_changing_it_ends_other_sessions() {
    let server = Server::new().await;
    let email = server.person(Role::Csm).await;
    let found = record::list(&server.ctx, noun::spec("user").unwrap(), &domain::query::Query::default()).await.unwrap();
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
    let answer = browser.post("/api/record/list", &[("table", "account"), ("url", "")]).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    let mut other = server.visitor();
    other.sign_in(&email, "given by somebody").await;
    let change = async |browser: &mut Browser, old: &str, new: &str, again: &str| browser.post("/password", &[("old", old), ("password", new), ("again", again)]).await;
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
    let answer = change(&mut browser, "given by somebody", "春江水暖鸭先知，竹外桃花", "春江水暖鸭先知，竹外桃花").await;
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
async fn language_and_theme_are_remembered_and_lead_back_here_only() {
    let server = Server::new().await;
    let mut visitor = server.visitor();
    assert!(visitor.get("/sign-in").await.text.contains(r#"lang="en""#), "the browser's own language first");
    let answer = visitor.post("/preference", &[("locale", "zh"), ("theme", "night"), ("back", "/sign-in")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let page = visitor.get("/sign-in").await.text;
    assert!(page.contains(r#"<html lang="zh-CN" data-theme="night""#), "{}", page.chars().take(200).collect::<String>());
    for (back, expected) in [("/register/account", "/register/account"), ("//evil.example", "/"), ("https://evil.example", "/")] {
        assert_eq!(visitor.post("/preference", &[("theme", "day"), ("back", back)]).await.header("location"), expected);
    }
    visitor.headers.push(("referer".to_owned(), "http://yardstick.example/register/task?q=a".to_owned()));
    assert_eq!(visitor.post("/preference", &[("theme", "")]).await.header("location"), "/register/task?q=a");
    assert!(!visitor.cookies.contains_key("theme"));
    visitor.post("/preference", &[("theme", "<script>"), ("locale", "xx"), ("density", "compact")]).await;
    assert_eq!((visitor.cookies.get("theme"), visitor.cookies["locale"].as_str(), visitor.cookies["density"].as_str()), (None, "zh", "compact"));
    let mut browser = server.signed_in(Role::Csm).await;
    browser.post("/preference", &[("locale", "zh"), ("back", "/")]).await;
    let mut elsewhere = server.visitor();
    elsewhere.sign_in("csm@example.com", PASSWORD).await;
    assert!(elsewhere.get("/password").await.text.contains("修改密码"), "the choice follows the person");
}

#[tokio::test]
async fn a_sponsor_is_kept_out_of_everything_that_is_not_theirs() {
    let server = Server::new().await;
    let other = &server.accounts[1];
    let mut rows: BTreeMap<&str, String> = BTreeMap::from([("account", other.clone())]);
    for (table, draft) in [
        ("stakeholder", typed(&[("account_id", other), ("name", "inner-word"), ("role", "executive_sponsor")])),
        ("demand", typed(&[("account_id", other), ("quote", "inner-word"), ("raised_on", "2026-11-01"), ("priority", "high"), ("state", "open")])),
    ] {
        rows.insert(table, record::create(&server.ctx, noun::spec(table).unwrap(), &draft).await.unwrap());
    }
    let mut sponsor = server.signed_in(Role::ExecutiveSponsor).await;
    assert_eq!(sponsor.get("/").await.header("location"), format!("/account/{}", server.accounts[0]));
    for spec in noun::ALL {
        let table = spec.table;
        let known = spec.is_shared() && !matches!(spec.scope, Scope::Company);
        let listed = sponsor.post("/api/record/list", &[("table", table), ("url", "")]).await;
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
            let answer = sponsor.post(&format!("/api/record/{name}"), &[("table", table), ("id", id)]).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{name} {table}");
        }
        for name in ["archive", "restore"] {
            let answer = sponsor.post(&format!("/api/record/{name}"), &[("table", table), ("id", id), ("version", "1")]).await;
            assert!(matches!(answer.status, StatusCode::NOT_FOUND | StatusCode::FORBIDDEN), "{name} {table}: {}", answer.status);
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

#[tokio::test]
async fn a_commit_is_heard_on_an_open_line() {
    let server = Server::new().await;
    let browser = server.signed_in(Role::Csm).await;
    let request = Request::get("/live").header("cookie", format!("yardstick={}", browser.cookies["yardstick"])).body(Body::empty()).unwrap();
    let response = server.app.clone().oneshot(request).await.unwrap();
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    let mut lines = response.into_body().into_data_stream();
    let mut hear = async || lines.next().await.map(|part| String::from_utf8_lossy(&part.unwrap()).into_owned());
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

#[tokio::test]
async fn signing_in_and_out_is_in_the_audit_log_without_names() {
    let server = Server::new().await;
    let mut browser = server.signed_in(Role::Csm).await;
    browser.post("/session/end", &[]).await;
    browser.sign_in("csm@example.com", "wrong").await;
    browser.sign_in("nobody@example.com", "wrong").await;
    let spec = noun::spec("audit").unwrap();
    let rows = record::list(&server.ctx, spec, &domain::query::Query::default()).await.unwrap().rows;
    let actions: Vec<_> = rows.iter().map(|row| spec.cell(row, "action").unwrap().as_str().to_owned()).collect();
    for (action, times) in [("sign_in", 1), ("sign_out", 1), ("sign_in_failed", 2), ("password", 1)] {
        assert_eq!(actions.iter().filter(|known| *known == action).count(), times, "{action}: {actions:?}");
    }
    assert!(!format!("{rows:?}").contains("nobody@"), "what somebody typed is not kept");
}
