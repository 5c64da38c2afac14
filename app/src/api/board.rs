//! Boards, composed in the reader's language and drawn.

use domain::board::Which;
use leptos::prelude::*;
use ui::board::{Container, Head};

use crate::Fault;
#[cfg(not(target_arch = "wasm32"))]
use crate::api::host::{ctx, one};

/// A board, drawn, and what stands around it.
#[server(prefix = "/api", endpoint = "board")]
pub async fn board(which: Which, container: Container) -> Result<(Head, String), Fault> {
    let ctx = ctx()?;
    let board = service::board::board(&ctx, &which).await.map_err(one)?;
    Ok((Head::of(&board), ui::board::drawn(board, container, ctx.locale)))
}
