//! Saved views: what somebody looks at often, under a name of their own.

use domain::register::SavedView;
use leptos::prelude::*;

use crate::Fault;
#[cfg(not(target_arch = "wasm32"))]
use crate::api::host::{ctx, one};

/// The reader's views of a register.
#[server(prefix = "/api", endpoint = "saved_view/list")]
pub async fn list(table: String) -> Result<Vec<SavedView>, Fault> {
    service::saved_view::list(&ctx()?, &table).await.map_err(one)
}

/// Saves what a register shows; a view of the same name gives way. Its id.
#[server(prefix = "/api", endpoint = "saved_view/save")]
pub async fn save(table: String, name: String, url_query: String) -> Result<String, Fault> {
    service::saved_view::save(&ctx()?, &table, &name, &url_query).await.map_err(one)
}

/// Removes a view.
#[server(prefix = "/api", endpoint = "saved_view/remove")]
pub async fn remove(id: String) -> Result<(), Fault> {
    service::saved_view::remove(&ctx()?, &id).await.map_err(one)
}
