//! A board in miniature: where each tile stands and how wide, with its name and nothing else.

use domain::board::Board;
use domain::board::arrange::Screen;
use domain::text::{Locale, Text, text};
use leptos::prelude::*;
use ui::board::{Seat, seats, spans};

/// The drawing.
pub fn miniature(board: &Board, screen: Screen, locale: Locale) -> String {
    let shown = match screen {
        Screen::Wall => wall(board),
        Screen::Phone | Screen::Desk => rows(board, screen),
    };
    let label = text("缩小的样子", "In miniature").in_(locale);
    view! { <div class="miniature" data-screen=screen.key() role="img" aria-label=label>{shown}</div> }
        .to_html()
}

/// What a tile's place on a wall is called, by the tile's key.
pub fn places(board: &Board, locale: Locale) -> Vec<(String, &'static str)> {
    let keys = board.tiles.iter().map(|tile| tile.key.clone());
    keys.zip(seats(&board.tiles)).map(|(key, seat)| (key, word(seat).in_(locale))).collect()
}

const fn word(seat: Seat) -> Text {
    match seat {
        Seat::Lead => text("领头", "leads"),
        Seat::Under => text("左下", "lower left"),
        Seat::Strip => text("上方一行", "strip on top"),
        Seat::Figure => text("数字列", "among the figures"),
        Seat::Side => text("右侧", "right"),
        Seat::Far => text("只在超宽屏", "on a very wide wall only"),
        Seat::Spare => text("放不下，不显示", "no room, not shown"),
    }
}

fn rows(board: &Board, screen: Screen) -> AnyView {
    let spans = spans(&board.tiles, screen == Screen::Phone);
    let tile = |(tile, span): (&domain::board::Tile, ui::board::Span)| {
        let tall = (span.rows > 1).then_some("");
        view! { <span data-columns=span.columns data-tall=tall>{tile.label.clone()}</span> }
    };
    board.tiles.iter().zip(spans).map(tile).collect_view().into_any()
}

fn wall(board: &Board) -> AnyView {
    let seats = seats(&board.tiles);
    let of = |seat: Seat| {
        let here = board.tiles.iter().zip(&seats).filter(|(_, one)| **one == seat);
        here.map(|(tile, _)| view! { <span>{tile.label.clone()}</span> }).collect::<Vec<_>>()
    };
    let place = |name: &'static str, tiles: Vec<_>| {
        (!tiles.is_empty()).then(|| view! { <div data-place=name>{tiles}</div> })
    };
    view! {
        {place("lead", of(Seat::Lead))}
        {place("under", of(Seat::Under))}
        {place("strip", of(Seat::Strip))}
        {place("figure", of(Seat::Figure))}
        {place("side", of(Seat::Side))}
    }
    .into_any()
}
