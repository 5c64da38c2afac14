//! Registers: pages, records, writes, histories.

use domain::record::{Draft, Row};
use domain::register::{Detail, Entry, Page, Updated};
use leptos::prelude::*;

use crate::Fault;
#[cfg(not(target_arch = "wasm32"))]
use crate::api::host::{ctx, fault, one};
#[cfg(not(target_arch = "wasm32"))]
use domain::query::Query;

/// One page of a register. `url` is the register's own URL query.
#[server(prefix = "/api", endpoint = "record/list")]
pub async fn list(table: String, url: String) -> Result<Page, Fault> {
    let spec = service::record::spec(&table).map_err(one)?;
    service::record::list(&ctx()?, spec, &Query::parse(&url)).await.map_err(one)
}

/// One record.
#[server(prefix = "/api", endpoint = "record/get")]
pub async fn get(table: String, id: String) -> Result<Detail, Fault> {
    let spec = service::record::spec(&table).map_err(one)?;
    service::record::get(&ctx()?, spec, &id).await.map_err(one)
}

/// What a new record begins with.
#[server(prefix = "/api", endpoint = "record/blank")]
pub async fn blank(table: String) -> Result<Row, Fault> {
    let spec = service::record::spec(&table).map_err(one)?;
    service::record::blank(&ctx()?, spec).map_err(one)
}

/// What a reference field may name.
#[server(prefix = "/api", endpoint = "record/options")]
pub async fn options(table: String, words: String) -> Result<Vec<(String, String)>, Fault> {
    let spec = service::record::spec(&table).map_err(one)?;
    service::record::options(&ctx()?, spec, &words).await.map_err(one)
}

/// A new record; its id.
#[server(prefix = "/api", endpoint = "record/create", input = leptos::server_fn::codec::Json)]
pub async fn create(table: String, draft: Draft) -> Result<String, Fault> {
    let spec = service::record::spec(&table).map_err(one)?;
    service::record::create(&ctx()?, spec, &draft).await.map_err(fault)
}

/// A changed record.
#[server(prefix = "/api", endpoint = "record/update", input = leptos::server_fn::codec::Json)]
pub async fn update(table: String, id: String, version: i64, draft: Draft) -> Result<Updated, Fault> {
    let spec = service::record::spec(&table).map_err(one)?;
    service::record::update(&ctx()?, spec, &id, version, &draft).await.map_err(fault)
}

/// Puts a record away; its new version.
#[server(prefix = "/api", endpoint = "record/archive")]
pub async fn archive(table: String, id: String, version: i64) -> Result<i64, Fault> {
    let spec = service::record::spec(&table).map_err(one)?;
    service::record::archive(&ctx()?, spec, &id, version).await.map_err(one)
}

/// Brings a record back; its new version.
#[server(prefix = "/api", endpoint = "record/restore")]
pub async fn restore(table: String, id: String, version: i64) -> Result<i64, Fault> {
    let spec = service::record::spec(&table).map_err(one)?;
    service::record::restore(&ctx()?, spec, &id, version).await.map_err(one)
}

/// Who changed what.
#[server(prefix = "/api", endpoint = "record/history")]
pub async fn history(table: String, id: String) -> Result<Vec<Entry>, Fault> {
    let spec = service::record::spec(&table).map_err(one)?;
    service::record::history(&ctx()?, spec, &id).await.map_err(one)
}
