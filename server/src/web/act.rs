//! Acts on boards: a plain form leads back to where it was sent from; where a script sends it, it is answered with JSON.

use axum::extract::Form;
use axum::http::header::{HOST, REFERER};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderValue, Method, Uri};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::{Extension, Json};
use domain::problem::Problem;
use domain::query::{joined, pairs};
use service::act::{self, Deed};

use super::identity::Visitor;
use super::problem::{Refused, wants_page};

/// Does what a form says, once.
pub async fn perform(
    Extension(visitor): Extension<Visitor>,
    headers: HeaderMap,
    Form(typed): Form<Vec<(String, String)>>,
) -> Result<Response, Refused> {
    let session = visitor.session.as_ref().ok_or_else(Problem::signed_out)?;
    let done = act::perform(&session.ctx, &deed(typed)).await.map_err(first)?;
    if wants_page(&Method::POST, "/act", &headers) {
        return Ok(to(&headers, Some(&done.key)));
    }
    Ok(Json(done).into_response())
}

/// Takes back what was done.
pub async fn undo(
    Extension(visitor): Extension<Visitor>,
    headers: HeaderMap,
    Form(typed): Form<Vec<(String, String)>>,
) -> Result<Response, Refused> {
    let session = visitor.session.as_ref().ok_or_else(Problem::signed_out)?;
    act::undo(&session.ctx, &deed(typed).key).await?;
    if wants_page(&Method::POST, "/act/undo", &headers) {
        return Ok(to(&headers, None));
    }
    Ok(Json(true).into_response())
}

fn deed(typed: Vec<(String, String)>) -> Deed {
    let mut deed = Deed::default();
    for (name, value) in typed {
        match name.as_str() {
            "key" => deed.key = value,
            "table" => deed.table = value,
            "record" => deed.record = value,
            "version" => deed.version = value.parse().unwrap_or_default(),
            other => {
                if let Some(field) = other.strip_prefix("f-") {
                    deed.draft.insert(field.to_owned(), value);
                }
            }
        }
    }
    deed
}

fn first(problems: Vec<Problem>) -> Refused {
    Refused(problems.into_iter().next().unwrap_or_else(Problem::not_found))
}

/// Where a form was sent from, as far as it is ours; the start otherwise. What was done before is not said again.
fn back(headers: &HeaderMap) -> (String, Vec<(String, String)>) {
    let start = || ("/".to_owned(), Vec::new());
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    let (Some(from), Some(host)) = (text(REFERER), text(HOST)) else { return start() };
    let Ok(from) = from.parse::<Uri>() else { return start() };
    if from.authority().map(Authority::as_str) != Some(host) || from.path().starts_with("//") {
        return start();
    }
    let rest = pairs(from.query().unwrap_or_default()).into_iter().filter(|(name, _)| name != "done");
    (from.path().to_owned(), rest.collect())
}

/// Back to the same place; with a key it says what was done and offers to undo it.
fn to(headers: &HeaderMap, done: Option<&str>) -> Response {
    let (path, mut rest) = back(headers);
    rest.extend(done.map(|key| ("done".to_owned(), key.to_owned())));
    let query = joined(&rest);
    Redirect::to(&if query.is_empty() { path } else { format!("{path}?{query}") }).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_form_leads_back_to_the_place_it_was_sent_from_and_nowhere_else() {
        for (from, expected) in [
            ("http://board.example/?tier=key&done=old", "/?tier=key&done=k1"),
            ("http://board.example/account/7", "/account/7?done=k1"),
            ("http://elsewhere.example/account/7", "/?done=k1"),
            ("http://board.example//elsewhere.example/", "/?done=k1"),
            ("nonsense", "/?done=k1"),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(HOST, HeaderValue::from_static("board.example"));
            headers.insert(REFERER, HeaderValue::from_static(from));
            let response = to(&headers, Some("k1"));
            let place = response.headers().get("location").and_then(|place| place.to_str().ok());
            assert_eq!((response.status().as_u16(), place), (303, Some(expected)), "{from}");
        }
    }
}
