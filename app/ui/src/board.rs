//! One board in the container it is given: a desk, which turns into a phone by itself where it is
//! narrow, or a wall.

#[cfg(not(target_arch = "wasm32"))]
mod page;
pub mod seat;
pub mod span;

use domain::board::{Board, Lamp, Size, Tile};
use domain::text::Locale;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::component::tile::{Place, is_bare, signed, span as span_view};
use crate::component::{LampView, TileView};

#[cfg(not(target_arch = "wasm32"))]
pub use page::drawn;
pub use seat::{Seat, seats};
pub use span::Span;

/// What stands around a drawn board.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// What the board is called.
    pub title: String,
    /// The smaller line beneath.
    pub subtitle: String,
    /// Its first sentence.
    pub sentence: String,
    /// When it was composed, RFC 3339 UTC.
    pub composed_at: String,
    /// Whether its data is a generated demonstration.
    pub is_demo: bool,
}

impl Head {
    /// Of this board.
    pub fn of(board: &Board) -> Self {
        Self {
            title: board.title.clone(),
            subtitle: board.subtitle.clone(),
            sentence: board.tiles.first().map(domain::board::Tile::sentence).unwrap_or_default(),
            composed_at: board.composed_at.clone(),
            is_demo: board.is_demo,
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Container {
    #[default]
    Desk,
    Wall,
    /// The sentences alone, as an article.
    Text,
}

/// The tiles, placed. The head around them is the screen's.
#[component]
pub fn BoardView(board: Board, #[prop(optional)] container: Container, locale: Locale) -> impl IntoView {
    match container {
        Container::Desk | Container::Text => desk(board, locale).into_any(),
        Container::Wall => wall(board, locale).into_any(),
    }
}

/// How wide each tile stands, where it is narrow or on a desk.
pub fn spans(tiles: &[Tile], is_narrow: bool) -> Vec<Span> {
    let sizes: Vec<Size> =
        tiles.iter().map(|tile| if is_bare(tile) { Size::Wide } else { tile.size }).collect();
    if is_narrow { span::narrow(&sizes) } else { span::desk(&sizes) }
}

/// Rows that are always full, in the board's own order.
fn desk(board: Board, locale: Locale) -> impl IntoView {
    let brief = (board.key == "portfolio").then(|| brief(&board, locale));
    let places = spans(&board.tiles, true).into_iter().zip(spans(&board.tiles, false));
    let tiles = board.tiles.into_iter().zip(places).map(|(tile, (narrow, desk))| {
        let place =
            Place { narrow: Some(narrow.columns), desk: Some(desk.columns), rows: desk.rows, lines: None };
        view! { <TileView tile place locale/> }
    });
    view! { <section class="board" data-container="desk">{tiles.collect_view()}{brief}</section> }
}

/// What a phone says in sentences before it shows the rest; where there is room every tile says its own.
fn brief(board: &Board, locale: Locale) -> Option<AnyView> {
    let line = |tile: &Tile| {
        let lamp = tile.lamp.filter(|lamp| *lamp > Lamp::Good);
        let words = tile.headline.iter().chain(&tile.beside).cloned().map(span_view).collect_view();
        let signed = tile.worded.clone().map(|worded| signed(worded, locale));
        view! { <li>{lamp.map(|lamp| view! { <LampView lamp locale/> })} <span>{words}</span>{signed}</li> }
    };
    let lines: Vec<_> = domain::board::brief(board).into_iter().map(line).collect();
    (!lines.is_empty()).then(|| view! { <ol class="brief" id="brief">{lines}</ol> }.into_any())
}

/// The lines of a list that a very wide wall has room for.
const LINES_FAR: usize = 7;

/// Seats, and in each only what it has room for.
fn wall(board: Board, locale: Locale) -> impl IntoView {
    let seats = seats(&board.tiles);
    let count = |seat: Seat| match seats.iter().filter(|one| **one == seat).count() {
        0 => None,
        count => Some(count.to_string()),
    };
    let (figures, sides, far) = (count(Seat::Figure), count(Seat::Side), count(Seat::Far));
    let strip = seats.contains(&Seat::Strip).then_some("");
    let is_shared = seats.iter().filter(|seat| **seat == Seat::Side).count() > 1;
    // A tile without a seat is not drawn: what nobody sees nobody should be able to reach.
    let seated = board.tiles.into_iter().zip(seats).filter(|(_, seat)| *seat != Seat::Spare);
    let tiles = seated.map(|(mut tile, seat)| {
        let words = if tile.worded.is_some() { tile.told(locale) } else { tile.sentence() };
        let room = seat::lines(seat, is_shared, &words);
        // Under the hero a very wide wall has room for more; the others are not drawn at all.
        tile.lines.truncate(if seat == Seat::Under { room.max(LINES_FAR) } else { room });
        let place = Place { lines: Some(room), ..Place::default() };
        view! { <TileView tile place seat=Some(seat.word()) locale/> }
    });
    view! {
        <section class="board" data-container="wall" data-figures=figures data-sides=sides data-far=far data-strip=strip>
            {tiles.collect_view()}
        </section>
    }
}
