//! Walls: what a wall's browser asks, what its settings do, and its remote.

use std::collections::BTreeMap;

use domain::wall::stage::Press;
use domain::wall::{Admin, Beat, Opening, Profile, Remote, Told, Version};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use ui::board::Head;

use crate::Fault;
#[cfg(not(target_arch = "wasm32"))]
use crate::api::host::{ctx, fault, one, seat};
#[cfg(not(target_arch = "wasm32"))]
use service::wall::{admin, remote, version};
#[cfg(not(target_arch = "wasm32"))]
use ui::board::{Container, drawn};

/// What this browser is to show.
#[server(prefix = "/api/wall", endpoint = "open")]
pub async fn open() -> Result<Opening, Fault> {
    service::wall::open(&seat()?).await.map_err(one)
}

/// A page of its programme, drawn.
#[server(prefix = "/api/wall", endpoint = "page")]
pub async fn page(url: String) -> Result<(Head, String), Fault> {
    let board = service::wall::page(&seat()?, &url).await.map_err(one)?;
    Ok((Head::of(&board), drawn(board, Container::Wall, crate::reader::current().locale)))
}

/// That it is there; what is new.
#[server(prefix = "/api/wall", endpoint = "beat", input = Json)]
pub async fn tell(beat: Beat) -> Result<Told, Fault> {
    service::wall::beat(&seat()?, &beat).await.map_err(one)
}

/// Walls and profiles, for their settings.
#[server(prefix = "/api", endpoint = "setting/wall/list")]
pub async fn list() -> Result<Admin, Fault> {
    admin::list(&ctx()?).await.map_err(one)
}

/// Lets in the wall that shows this code.
#[server(prefix = "/api", endpoint = "setting/wall/approve")]
pub async fn approve(code: String, name: String, profile: String) -> Result<(), Fault> {
    admin::approve(&ctx()?, &code, &name, &profile).await.map_err(one)
}

/// Gives a wall another name and profile.
#[server(prefix = "/api", endpoint = "setting/wall/update")]
pub async fn update(id: String, name: String, profile: String) -> Result<(), Fault> {
    admin::update(&ctx()?, &id, &name, &profile).await.map_err(one)
}

/// Sends a wall away.
#[server(prefix = "/api", endpoint = "setting/wall/revoke")]
pub async fn revoke(id: String) -> Result<(), Fault> {
    admin::revoke(&ctx()?, &id).await.map_err(one)
}

/// Saves a profile as a new version.
#[server(prefix = "/api", endpoint = "setting/wall/save", input = Json)]
pub async fn save(draft: BTreeMap<String, String>) -> Result<Profile, Fault> {
    admin::save(&ctx()?, &draft).await.map_err(fault)
}

/// Every version of a profile, the newest first.
#[server(prefix = "/api", endpoint = "setting/wall/versions")]
pub async fn versions(key: String) -> Result<Vec<Version>, Fault> {
    version::list(&ctx()?, &key).await.map_err(one)
}

/// Takes a version of a profile back.
#[server(prefix = "/api", endpoint = "setting/wall/take_back")]
pub async fn take_back(key: String, number: i64, seen: i64) -> Result<(), Fault> {
    version::take_back(&ctx()?, &key, number, seen).await.map(drop).map_err(fault)
}

/// A page as a wall of the profile would show it.
#[server(prefix = "/api", endpoint = "setting/wall/preview")]
pub async fn preview(profile: String, url: String, names_customers: bool) -> Result<(Head, String), Fault> {
    let board = admin::preview(&ctx()?, &profile, &url, names_customers).await.map_err(one)?;
    Ok((Head::of(&board), drawn(board, Container::Wall, crate::reader::current().locale)))
}

/// A wall as its remote sees it.
#[server(prefix = "/api", endpoint = "remote/look")]
pub async fn look(id: String) -> Result<Remote, Fault> {
    remote::look(&ctx()?, &id).await.map_err(one)
}

/// Presses something on a wall's remote.
#[server(prefix = "/api", endpoint = "remote/press", input = Json)]
pub async fn steer(id: String, press: Press) -> Result<(), Fault> {
    remote::press(&ctx()?, &id, press).await.map_err(one)
}
