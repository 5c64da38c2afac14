//! Files in and out: an upload is written to the data folder as it arrives; an export and a list of
//! errors are sent from there, piece by piece. A torn upload leaves nothing behind.

use std::path::Path;
use std::time::Duration;

use axum::body::Body;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{
    DefaultBodyLimit, Extension, FromRequest as _, Multipart, Path as Named, RawQuery, Request, State,
};
use axum::http::header::{ACCEPT, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use domain::problem::{Problem, ProblemKind};
use domain::query::{Query, encode, pairs};
use service::Ctx;
use service::export::{Columns, Format};
use service::import::upload;
use tokio::io::AsyncReadExt as _;

use super::Web;
use super::identity::Visitor;
use super::problem::Refused;

/// The largest body: the largest file, and a little for what is around it.
pub const BODY_MAX: usize = upload::BYTES_MOST as usize + (1 << 16);
/// The longest a file may take to arrive or to be made.
pub const TIME_MAX: Duration = Duration::from_secs(30 * 60);
/// Bytes a piece.
const PIECE: usize = 64 << 10;

/// Where files go in and out.
pub fn routes() -> Router<Web> {
    Router::new()
        .route("/transfer/upload", post(receive).layer(DefaultBodyLimit::disable()))
        .route("/transfer/export/{table}", get(export))
        .route("/transfer/errors/{upload}", get(errors))
}

/// Takes one file, in the field `file`. Answers with its id; a plain form goes on to the wizard.
async fn receive(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    request: Request,
) -> Result<Response, Refused> {
    let ctx = ctx(visitor)?;
    let headers = request.headers().clone();
    let table = request
        .uri()
        .query()
        .map(pairs)
        .unwrap_or_default()
        .into_iter()
        .find(|(key, _)| key == "table")
        .map(|(_, table)| table);
    let mut form = Multipart::from_request(request, &web).await.map_err(|_| malformed())?;
    let id = take(&ctx, &web.files, &mut form).await?;
    if wants_page(&headers) {
        let table = table.map(|table| format!("&table={}", encode(&table))).unwrap_or_default();
        return Ok(Redirect::to(&format!("/import?upload={}{table}", encode(&id))).into_response());
    }
    Ok(Json(serde_json::json!({ "id": id })).into_response())
}

async fn take(ctx: &Ctx, directory: &Path, form: &mut Multipart) -> Result<String, Refused> {
    while let Some(field) = form.next_field().await.map_err(torn)? {
        if field.name() == Some("file") {
            return take_file(ctx, directory, field).await;
        }
    }
    Err(no_file())
}

async fn take_file(ctx: &Ctx, directory: &Path, mut field: Field<'_>) -> Result<String, Refused> {
    let name = field.file_name().filter(|name| !name.is_empty()).map(str::to_owned).ok_or_else(no_file)?;
    let mut upload = upload::begin(ctx, directory, &name)?;
    while let Some(piece) = field.chunk().await.map_err(torn)? {
        upload.write(&piece)?;
    }
    let ctx = ctx.clone();
    let finished = tokio::task::spawn_blocking(move || upload.finish(&ctx))
        .await
        .map_err(|error| service::fault::internal(&error))?;
    Ok(finished?)
}

/// What a register shows, as a file: the register's own URL query, `format=csv|xlsx` and `columns=all`.
async fn export(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Named(table): Named<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refused> {
    let ctx = ctx(visitor)?;
    let query = query.unwrap_or_default();
    let asked = pairs(&query);
    let value = |name: &str| asked.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    let format = value("format").map_or(Some(Format::Csv), Format::parse).ok_or_else(no_format)?;
    let columns = if value("columns") == Some("all") { Columns::All } else { Columns::Shown };
    let spec = service::record::spec(&table)?;
    // A file of something else than was asked for would be believed.
    let (ask, left_out) = Query::read(spec, ctx.who.role.sees_shared_only(), &query);
    if let Some(problem) = left_out.into_iter().next() {
        return Err(problem.into());
    }
    let export = service::export::to_file(&ctx, spec, &ask, format, columns, &web.files).await?;
    let answer = send(&export.path, &export.name, export.content_type).await;
    // The open file is still sent; its name is gone, so it leaves nothing behind.
    let _ = tokio::fs::remove_file(&export.path).await;
    answer
}

/// Everything that was bad in an upload.
async fn errors(
    Extension(visitor): Extension<Visitor>,
    Named(upload): Named<String>,
) -> Result<Response, Refused> {
    let (path, name) = service::import::error_file(&ctx(visitor)?, &upload)?;
    send(&path, &name, "text/csv; charset=utf-8").await
}

async fn send(path: &Path, name: &str, content_type: &'static str) -> Result<Response, Refused> {
    let file = tokio::fs::File::open(path).await.map_err(|error| service::fault::internal(&error))?;
    let length = file.metadata().await.map_err(|error| service::fault::internal(&error))?.len();
    let pieces = futures::stream::try_unfold(file, |mut file| async move {
        let mut piece = vec![0; PIECE];
        let read = file.read(&mut piece).await?;
        piece.truncate(read);
        Ok::<_, std::io::Error>((read > 0).then_some((piece, file)))
    });
    let plain: String = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '_' })
        .collect();
    let disposition = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{}", encode(name));
    let headers = [
        (CONTENT_TYPE, content_type.to_owned()),
        (CONTENT_LENGTH, length.to_string()),
        (CONTENT_DISPOSITION, disposition),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((StatusCode::OK, headers, Body::from_stream(pieces)).into_response())
}

fn ctx(visitor: Visitor) -> Result<Ctx, Problem> {
    visitor.session.map(|session| session.ctx).ok_or_else(Problem::signed_out)
}

fn wants_page(headers: &HeaderMap) -> bool {
    headers
        .get(ACCEPT)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|accept| accept.contains("text/html"))
}

fn torn(error: MultipartError) -> Refused {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return Refused(upload::too_large());
    }
    malformed()
}

fn malformed() -> Refused {
    Refused(Problem::new(
        ProblemKind::Invalid,
        "文件没有完整收到，没有做任何改动。请检查网络后重新上传。",
        "The file did not arrive whole; nothing was changed. Check the network and upload it again.",
    ))
}

fn no_file() -> Refused {
    Refused(Problem::new(
        ProblemKind::Invalid,
        "没有选择文件。请选择一个 CSV 或 Excel（.xlsx）文件。",
        "No file was chosen. Choose a CSV or Excel (.xlsx) file.",
    ))
}

fn no_format() -> Problem {
    Problem::new(
        ProblemKind::Invalid,
        "没有这种导出格式。请选择 CSV 或 Excel。",
        "There is no such export format. Choose CSV or Excel.",
    )
}
