//! One board in the container it is given: a desk, which turns into a phone by itself where it is
//! narrow, or a wall.

use domain::board::Board;
use domain::text::Locale;
use leptos::prelude::*;

use crate::chart::Drawn;
use crate::component::TileView;

/// A board whose charts are drawn, ready for a screen.
pub fn draw(board: Board, locale: Locale) -> Board<Drawn> {
    board.with_charts(|chart| crate::chart::draw(&chart, locale))
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Container {
    #[default]
    Desk,
    Wall,
}

/// The tiles, placed. The head around them is the screen's.
#[component]
pub fn BoardView(
    board: Board<Drawn>,
    #[prop(optional)] container: Container,
    locale: Locale,
) -> impl IntoView {
    let container = match container {
        Container::Desk => "desk",
        Container::Wall => "wall",
    };
    let tiles = board.tiles.into_iter().map(|tile| view! { <TileView tile locale/> }).collect_view();
    view! { <section class="board" data-container=container>{tiles}</section> }
}
