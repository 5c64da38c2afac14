//! Boards, composed in the reader's language.

use domain::board::Board;
use leptos::prelude::*;
use ui::chart::Drawn;

use crate::Fault;
#[cfg(not(target_arch = "wasm32"))]
use crate::api::host::{ctx, one};

/// The portfolio board; `url` holds its period.
#[server(prefix = "/api", endpoint = "board/portfolio")]
pub async fn portfolio(url: String) -> Result<Board<Drawn>, Fault> {
    let ctx = ctx()?;
    let board = service::board::portfolio(&ctx, &url).await.map_err(one)?;
    Ok(ui::board::draw(board, ctx.locale))
}

/// One account's board.
#[server(prefix = "/api", endpoint = "board/account")]
pub async fn account(id: String) -> Result<Board<Drawn>, Fault> {
    let ctx = ctx()?;
    let board = service::board::account(&ctx, &id).await.map_err(one)?;
    Ok(ui::board::draw(board, ctx.locale))
}
