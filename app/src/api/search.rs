//! One search across registers.

use domain::register::Hit;
use leptos::prelude::*;

use crate::Fault;
#[cfg(not(target_arch = "wasm32"))]
use crate::api::host::{ctx, one};

/// What matches these words.
#[server(prefix = "/api", endpoint = "search")]
pub async fn search(words: String) -> Result<Vec<Hit>, Fault> {
    service::search::search(&ctx()?, &words).await.map_err(one)
}
