//! A server of one's own for each test, and a browser that keeps cookies.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU32, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use domain::noun;
use domain::policy::Role;
use domain::record::Draft;
use jiff::{SignedDuration, Timestamp};
use server::web::{Site, Web, router};
use service::{Ctx, record, user};
use store::Store;
use tokio::sync::watch;
use tower::ServiceExt as _;

pub const PASSWORD: &str = "a long enough sentence";
pub const PAGE: &str = "text/html,application/xhtml+xml";

/// A server of its own, with a clock moved by hand and two accounts with somebody's inner words.
pub struct Server {
    pub ctx: Ctx,
    pub app: Router,
    pub clock: Arc<AtomicI64>,
    pub end: watch::Sender<bool>,
    pub accounts: [String; 2],
}

static COUNT: AtomicU32 = AtomicU32::new(0);

pub fn folder() -> PathBuf {
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let folder =
        PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("requests-{}-{number}", std::process::id()));
    // An earlier run's process may have had the same number.
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

pub fn typed(fields: &[(&str, &str)]) -> Draft {
    fields.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

impl Server {
    pub async fn new() -> Self {
        Self::with(|web| web).await
    }

    pub async fn with(change: impl FnOnce(Web) -> Web) -> Self {
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
            let draft = typed(&[
                ("name", name),
                ("stage", "service"),
                ("note", "inner-word"),
                ("visibility", "open"),
            ]);
            accounts.push(record::create(&ctx, noun::spec("account").unwrap(), &draft).await.unwrap());
        }
        Self { ctx, app, clock, end, accounts: [accounts[0].clone(), accounts[1].clone()] }
    }

    pub async fn person(&self, role: Role) -> String {
        let email = format!("{}@example.com", role.key());
        let mut draft =
            typed(&[("name", "Somebody Else"), ("email", &email), ("role", role.key()), ("is_active", "1")]);
        if role == Role::ExecutiveSponsor {
            draft.insert("account_id".to_owned(), self.accounts[0].clone());
        }
        let id = record::create(&self.ctx, noun::spec("user").unwrap(), &draft).await.unwrap();
        user::give_demo_password(&self.ctx, &id, PASSWORD, user::Next::Free).await.unwrap();
        email
    }

    pub fn pass(&self, time: SignedDuration) {
        self.clock.fetch_add(time.as_secs(), Ordering::Relaxed);
    }

    pub fn visitor(&self) -> Browser {
        Browser {
            app: self.app.clone(),
            cookies: BTreeMap::new(),
            headers: vec![("accept".into(), PAGE.into()), ("accept-language".into(), "en".into())],
        }
    }

    pub async fn signed_in(&self, role: Role) -> Browser {
        let email = self.person(role).await;
        let mut browser = self.visitor();
        let answer = browser.sign_in(&email, PASSWORD).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        browser
    }
}

/// Keeps cookies as a browser does.
#[derive(Clone)]
pub struct Browser {
    pub app: Router,
    pub cookies: BTreeMap<String, String>,
    pub headers: Vec<(String, String)>,
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

impl Browser {
    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    pub async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Answer {
        let encode = |text: &str| text.bytes().map(|b| format!("%{b:02X}")).collect::<String>();
        let body: Vec<_> = form.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
        let request = Request::post(path).header("content-type", "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(body.join("&"))).unwrap()).await
    }

    /// Calls a server function as the app does.
    pub async fn call(&mut self, name: &str, form: &[(&str, &str)]) -> Answer {
        let pages = std::mem::replace(&mut self.headers, vec![("accept".into(), "application/json".into())]);
        let answer = self.post(&format!("/api/{name}"), form).await;
        self.headers = pages;
        answer
    }

    pub async fn sign_in(&mut self, email: &str, password: &str) -> Answer {
        self.post("/session", &[("email", email), ("password", password), ("next", "")]).await
    }

    pub async fn send(&mut self, mut request: Request<Body>) -> Answer {
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
