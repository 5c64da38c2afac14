//! A board on a wall: full bleed, read from five metres, honest about its age.

use domain::board::Board;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use leptos_router::{LazyRoute, lazy_route};
use ui::board::BoardView;

use crate::fault::Fault;
use crate::frame::Failure;
use crate::live::live;
use crate::reader::reader;

/// The wall screen.
#[derive(Debug)]
pub struct WallScreen {
    board: Resource<Result<Board, Fault>>,
}

#[lazy_route]
impl LazyRoute for WallScreen {
    fn data() -> Self {
        let search = use_location().search;
        let live = live();
        Self { board: Resource::new(move || (search.get(), live.revision.get()), |(url, _)| crate::api::board::portfolio(url)) }
    }

    fn view(this: Self) -> AnyView {
        let locale = reader().locale;
        let board = this.board;
        view! {
            <Transition>
                {move || Suspend::new(async move {
                    match board.await {
                        Ok(board) => view! { <BoardView board locale container="wall"/> }.into_any(),
                        Err(fault) => view! { <Failure problem=fault.first() locale/> }.into_any(),
                    }
                })}
            </Transition>
        }
        .into_any()
    }
}
