//! The files a browser gets beside the pages. What lies under `pkg/<build>/` never changes and is
//! kept for a year; the rest is asked for again and usually answered with “unchanged”. Files that
//! were compressed when they were built are sent as they are.

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use rust_embed::{EmbeddedFile, RustEmbed};
use serde::Deserialize;

use super::Web;

#[derive(RustEmbed)]
#[folder = "../target/site"]
struct Embedded;

/// Where the site's files come from, and which build they are.
#[derive(Clone, Debug)]
pub struct Site {
    folder: Option<PathBuf>,
    build: Arc<Build>,
}

#[derive(Debug, Deserialize)]
struct Build {
    id: String,
    #[serde(default)]
    lazy: HashMap<String, Vec<String>>,
}

impl Site {
    /// The site built into the binary, or the one in a folder.
    pub fn open(folder: Option<PathBuf>) -> Self {
        let none = Build { id: "none".to_owned(), lazy: HashMap::new() };
        let site = Self { folder, build: Arc::new(none) };
        let build = site.file("build.json").and_then(|file| serde_json::from_slice::<Build>(&file.data).ok());
        Self { build: build.map_or(site.build, Arc::new), ..site }
    }

    /// The build's id: open screens compare it with the one they came from.
    pub fn build(&self) -> &str {
        &self.build.id
    }

    /// Which chunks each lazy screen needs.
    pub fn lazy(&self) -> &HashMap<String, Vec<String>> {
        &self.build.lazy
    }

    fn file(&self, path: &str) -> Option<File> {
        let Some(folder) = &self.folder else {
            let EmbeddedFile { data, metadata } = Embedded::get(path)?;
            return Some(File {
                data,
                tag: u64::from_be_bytes(metadata.sha256_hash().first_chunk().copied()?),
            });
        };
        let inside = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
        let full = folder.join(path);
        let data = if inside && full.is_file() { std::fs::read(full).ok()? } else { return None };
        let tag = data.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3)
        });
        Some(File { data: Cow::Owned(data), tag })
    }
}

struct File {
    data: Cow<'static, [u8]>,
    tag: u64,
}

/// Answers with a file where there is one of that name; all else goes on to the pages.
pub async fn serve(State(web): State<Web>, request: Request, next: Next) -> Response {
    let path = request.uri().path().trim_start_matches('/');
    let asked = matches!(*request.method(), Method::GET | Method::HEAD);
    let named = path.rsplit('/').next().and_then(|name| name.rsplit_once('.'));
    let hidden = path == "build.json" || path.ends_with(".br");
    let Some((_, extension)) = named.filter(|_| asked && !hidden) else { return next.run(request).await };
    match answer(&web.site, path, extension, request.headers()) {
        Some(response) => response,
        None if path.starts_with("pkg/") => StatusCode::NOT_FOUND.into_response(),
        None => next.run(request).await,
    }
}

fn answer(site: &Site, path: &str, extension: &str, asked: &HeaderMap) -> Option<Response> {
    let accepts_brotli =
        asked.get_all(ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok()).any(accepts_br);
    let small = if accepts_brotli { site.file(&format!("{path}.br")) } else { None };
    let encoded = small.is_some();
    let File { data, tag } = small.or_else(|| site.file(path))?;
    let tag = format!("\"{tag:016x}\"");
    let mut response = if asked
        .get(IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|known| known.contains(&tag))
    {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let bytes = match data {
            Cow::Borrowed(bytes) => Bytes::from_static(bytes),
            Cow::Owned(bytes) => Bytes::from(bytes),
        };
        Response::new(Body::from(bytes))
    };
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind(extension)));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(lifetime(path)));
    headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
    headers.insert(ETAG, HeaderValue::from_str(&tag).ok()?);
    if encoded {
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    Some(response)
}

fn accepts_br(value: &str) -> bool {
    value.split(',').any(|part| {
        let (name, weight) = part.split_once(';').unwrap_or((part, ""));
        name.trim() == "br" && weight.trim() != "q=0"
    })
}

fn lifetime(path: &str) -> &'static str {
    if path.starts_with("pkg/") {
        "public, max-age=31536000, immutable"
    } else if path.ends_with(".js") {
        // A service worker that lies in a cache keeps everything else there too.
        "no-cache"
    } else {
        "public, max-age=300, must-revalidate"
    }
}

fn kind(extension: &str) -> &'static str {
    match extension {
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        "webmanifest" => "application/manifest+json",
        "json" | "map" => "application/json",
        "html" => "text/html; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        _ => "text/plain; charset=utf-8",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brotli_is_sent_only_to_those_who_take_it() {
        let check = |value: &str, expected: bool| assert_eq!(accepts_br(value), expected, "{value}");
        check("gzip, deflate, br, zstd", true);
        check("br;q=0.5", true);
        check("br;q=0", false);
        check("gzip", false);
        check("brotli", false);
    }

    #[test]
    fn a_folder_gives_nothing_from_outside_it() {
        let site = Site::open(Some(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/web")));
        assert!(site.file("asset.rs").is_some());
        assert!(site.file("../web.rs").is_none());
        assert!(site.file("/etc/hostname").is_none());
        assert_eq!(site.build(), "none");
    }
}
