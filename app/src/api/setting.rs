//! The settings of scores: a card as a form, trying it, saving it.

use domain::scorecard::edit::{Change, Outcome, Sheet};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

use crate::Fault;
#[cfg(not(target_arch = "wasm32"))]
use crate::api::host::{ctx, fault, one};
#[cfg(not(target_arch = "wasm32"))]
use service::score::setting::form;

/// A card, with the values in force or those of an older version.
#[server(prefix = "/api", endpoint = "setting/open", input = Json)]
pub async fn open(card: String, from: Option<i64>) -> Result<Sheet, Fault> {
    form::sheet(&ctx()?, &card, from).await.map_err(one)
}

/// What a change would do to today's portfolio.
#[server(prefix = "/api", endpoint = "setting/preview", input = Json)]
pub async fn preview(change: Change) -> Result<Outcome, Fault> {
    form::preview(&ctx()?, &change).await.map_err(fault)
}

/// Saves a change and why; the new version.
#[server(prefix = "/api", endpoint = "setting/save", input = Json)]
pub async fn save(change: Change, note: String) -> Result<i64, Fault> {
    form::change(&ctx()?, &change, &note).await.map_err(fault)
}
