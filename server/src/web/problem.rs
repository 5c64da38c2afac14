//! Every refusal and every failure, made readable: a page for people, JSON for programs, in the
//! reader's language, with the number under which it was logged. Each is logged once, here, unless
//! it already was where it happened. Never logged: what was typed, names, mails, queries.

use axum::extract::{Request, State};
use axum::http::header::{ACCEPT, ALLOW, CONTENT_TYPE, HeaderMap, HeaderValue, RETRY_AFTER};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::problem::{Problem, ProblemKind};
use leptos::nonce::Nonce;
use leptos::prelude::*;

pub use app::api::status;

use super::page::{Look, page};
use super::{Web, header};

/// A problem as an answer; the outermost layer gives it its form.
#[derive(Clone, Debug)]
pub struct Refused(pub Problem);

impl From<Problem> for Refused {
    fn from(problem: Problem) -> Self {
        Self(problem)
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let mut response = status(self.0.kind).into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Whether somebody looks at a page, rather than a program at an answer.
pub fn wants_page(method: &Method, path: &str, headers: &HeaderMap) -> bool {
    let accepts = headers
        .get(ACCEPT)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|accept| accept.contains("text/html"));
    accepts && !path.starts_with("/api/") && matches!(*method, Method::GET | Method::HEAD | Method::POST)
}

/// The outermost layer: a nonce and a number for the request, a form for its failure.
pub async fn dress(State(web): State<Web>, mut request: Request, next: Next) -> Response {
    let nonce = Nonce::new();
    let reference = service::fault::reference();
    let look = Look::of(&web, request.headers());
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let as_page = wants_page(&method, &path, request.headers());
    request.extensions_mut().insert(nonce.clone());
    let mut response = next.run(request).await;
    let code = response.status();
    if code.is_client_error() || code.is_server_error() {
        let problem = problem_of(&response, &reference);
        let shown = problem
            .as_ref()
            .and_then(|problem| problem.reference.clone())
            .unwrap_or_else(|| reference.clone());
        if code.is_client_error() {
            tracing::info!(reference = %shown, status = code.as_u16(), %method, %path, "refused");
        } else if problem
            .as_ref()
            .is_some_and(|problem| problem.reference.as_deref() == Some(reference.as_str()))
        {
            tracing::error!(reference = %shown, status = code.as_u16(), %method, %path, "failed");
        }
        if let Some(problem) = problem {
            response = formed(response, &problem, &look, as_page, path.starts_with("/api/"));
        }
    }
    header::add(&mut response, &nonce, &reference, web.secure);
    response
}

/// The problem an answer stands for; nothing when it already has a form of its own.
fn problem_of(response: &Response, reference: &str) -> Option<Problem> {
    if let Some(Refused(problem)) = response.extensions().get::<Refused>() {
        return Some(problem.clone());
    }
    let kind = response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let own = !(kind.is_empty() || kind.starts_with("text/plain"))
        || response.headers().contains_key("serverfnerror");
    if own { None } else { Some(plain(response.status(), reference)) }
}

/// What a bare status means, in words.
fn plain(status: StatusCode, reference: &str) -> Problem {
    let say = |zh: &str, en: &str| Problem::new(ProblemKind::Invalid, zh, en);
    match status {
        StatusCode::UNAUTHORIZED => Problem::signed_out(),
        StatusCode::FORBIDDEN => Problem::forbidden(),
        StatusCode::NOT_FOUND => Problem::not_found(),
        StatusCode::METHOD_NOT_ALLOWED => say(
            "这个地址不支持此种请求方式，没有做任何改动。请从页面上的按钮操作。",
            "This address does not take such a request; nothing was changed. Please use the buttons on the pages.",
        ),
        StatusCode::REQUEST_TIMEOUT | StatusCode::GATEWAY_TIMEOUT | StatusCode::SERVICE_UNAVAILABLE => {
            Problem {
                reference: Some(reference.to_owned()),
                ..say(
                    "服务器没能及时完成，请稍后重试。",
                    "The server could not finish in time. Please try again shortly.",
                )
            }
        }
        StatusCode::PAYLOAD_TOO_LARGE => say(
            "提交的内容太大，没有做任何改动。请缩小后再试；批量数据请用“导入”。",
            "What was sent is too large; nothing was changed. Please send less, or use Import for files.",
        ),
        StatusCode::TOO_MANY_REQUESTS => Problem::new(
            ProblemKind::TooMany,
            "请求太频繁，请稍后再试。",
            "Too many requests. Please try again shortly.",
        ),
        code if code.is_server_error() => Problem::internal(reference.to_owned()),
        _ => say(
            "请求的内容不完整或格式不对，没有做任何改动。请返回上一页重试。",
            "The request was incomplete or malformed; nothing was changed. Please go back and try again.",
        ),
    }
}

/// The answer with the problem in it, as a page or as JSON.
fn formed(bare: Response, problem: &Problem, look: &Look, as_page: bool, is_api: bool) -> Response {
    let (parts, _) = bare.into_parts();
    let mut response = if as_page {
        problem_page(problem, look).into_response()
    } else {
        // Server functions answer with a list of problems; everything else with one.
        let json = if is_api { serde_json::to_string(&[problem]) } else { serde_json::to_string(problem) };
        ([(CONTENT_TYPE, HeaderValue::from_static("application/json"))], json.unwrap_or_default())
            .into_response()
    };
    *response.status_mut() = parts.status;
    for name in [ALLOW, RETRY_AFTER] {
        if let Some(value) = parts.headers.get(&name) {
            response.headers_mut().insert(name, value.clone());
        }
    }
    for value in parts.headers.get_all(axum::http::header::SET_COOKIE) {
        response.headers_mut().append(axum::http::header::SET_COOKIE, value.clone());
    }
    response
}

fn problem_page(problem: &Problem, look: &Look) -> Response {
    use domain::text::text;
    let title = match problem.kind {
        ProblemKind::SignedOut => text("请先登录", "Please sign in"),
        ProblemKind::Forbidden => text("没有权限", "Not permitted"),
        ProblemKind::NotFound => text("没有找到", "Not found"),
        ProblemKind::TooMany => text("请稍候", "Please wait"),
        ProblemKind::Invalid | ProblemKind::Conflict => text("未能完成", "Not done"),
        ProblemKind::Internal => text("出了点问题", "Something went wrong"),
    }
    .in_(look.locale);
    let kind = if problem.kind == ProblemKind::Forbidden { "forbidden" } else { "error" };
    let reference = problem.reference.clone().map(|number| {
        view! { <p class="state-reference">{text("编号 ", "Reference ").in_(look.locale)}{number}</p> }
    });
    let body = view! {
        <main class="alone">
            <div class="state" data-kind=kind>
                <h1 class="state-title">{title}</h1>
                <p>{problem.message(look.locale).to_owned()}</p>
                <div class="cluster">
                    <a class="button" data-kind="primary" href="/">{text("回到首页", "Go to the start").in_(look.locale)}</a>
                </div>
                {reference}
            </div>
        </main>
    };
    page(look, title, body)
}
