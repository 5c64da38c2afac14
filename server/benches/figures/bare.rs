//! What the web framework does when there is nothing to do: one route that serves the same bytes each time.

use std::io::Write as _;
use std::path::Path;

use axum::Router;
use axum::body::Bytes;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;
use tokio::net::TcpListener;

use crate::Fallible;

/// Serves the file's bytes as a page until the process is ended; says where on standard output.
pub async fn serve(page: &Path) -> Fallible {
    let bytes = Bytes::from(std::fs::read(page)?);
    let answer = move || async move { ([(CONTENT_TYPE, "text/html; charset=utf-8")], bytes) };
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    println!("{}", listener.local_addr()?);
    std::io::stdout().flush()?;
    Ok(axum::serve(listener, Router::new().route("/", get(answer))).await?)
}
