//! Importing: what an uploaded file holds, trying it, running it, how far it is.

use domain::import::{self as shape, Inspection, Mapping, Profile};
use leptos::prelude::*;

use crate::Fault;
#[cfg(not(target_arch = "wasm32"))]
use crate::api::host::{ctx, fault, one};

/// What an uploaded file holds; an empty `table` has the noun guessed too.
#[server(prefix = "/api", endpoint = "import/inspect")]
pub async fn inspect(upload: String, table: String) -> Result<Inspection, Fault> {
    service::import::inspect(&ctx()?, &upload, &table).await.map_err(one)
}

/// Tries (`writes` false) or runs an import.
#[server(prefix = "/api", endpoint = "import/start", input = leptos::server_fn::codec::Json)]
pub async fn start(upload: String, mapping: Mapping, writes: bool) -> Result<(), Fault> {
    service::import::start(&ctx()?, &upload, &mapping, writes).await.map_err(fault)
}

/// How far it is.
#[server(prefix = "/api", endpoint = "import/progress")]
pub async fn progress(upload: String) -> Result<shape::Progress, Fault> {
    let far = async { service::import::progress(&ctx()?, &upload).map_err(one) };
    far.await
}

/// Stops it; nothing is changed then.
#[server(prefix = "/api", endpoint = "import/cancel")]
pub async fn cancel(upload: String) -> Result<(), Fault> {
    let far = async { service::import::cancel(&ctx()?, &upload).map_err(one) };
    far.await
}

/// The mappings remembered for a noun.
#[server(prefix = "/api", endpoint = "import/profiles")]
pub async fn profiles(table: String) -> Result<Vec<Profile>, Fault> {
    service::import::profiles(&ctx()?, &table).await.map_err(one)
}

/// Remembers a mapping under a name.
#[server(prefix = "/api", endpoint = "import/save_profile", input = leptos::server_fn::codec::Json)]
pub async fn save_profile(name: String, mapping: Mapping) -> Result<(), Fault> {
    service::import::save_profile(&ctx()?, &name, &mapping).await.map_err(one)
}

/// Forgets a mapping.
#[server(prefix = "/api", endpoint = "import/remove_profile")]
pub async fn remove_profile(id: String) -> Result<(), Fault> {
    service::import::remove_profile(&ctx()?, &id).await.map_err(one)
}
