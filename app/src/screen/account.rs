//! One account's board.

use domain::board::Board;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};
use ui::board::BoardView;

use crate::fault::Fault;
use crate::frame::Failure;
use crate::live::live;
use crate::reader::reader;

/// The account screen.
#[derive(Debug)]
pub struct AccountScreen {
    board: Resource<Result<Board, Fault>>,
}

#[lazy_route]
impl LazyRoute for AccountScreen {
    fn data() -> Self {
        let params = use_params_map();
        let live = live();
        let key = move || (params.with(|map| map.get("id").unwrap_or_default()), live.revision.get());
        Self { board: Resource::new(key, |(id, _)| crate::api::board::account(id)) }
    }

    fn view(this: Self) -> AnyView {
        let locale = reader().locale;
        let board = this.board;
        view! {
            <Transition>
                {move || Suspend::new(async move {
                    match board.await {
                        Ok(board) => view! { <BoardView board locale container=ui::board::Container::Desk/> }.into_any(),
                        Err(fault) => view! { <Failure problem=fault.first() locale/> }.into_any(),
                    }
                })}
            </Transition>
        }
        .into_any()
    }
}
