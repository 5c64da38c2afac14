//! One board in the container it is given: a desk, which turns into a phone by itself where it is
//! narrow, or a wall.

pub mod seat;
pub mod span;

use domain::board::{Board, Size};
use domain::text::{Locale, Text, text};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::component::TileView;
use crate::component::tile::{Place, is_bare};

pub use seat::{Seat, seats};

const ASK: Text = text("期间与筛选", "Period and filters");
const EVERY: Text = text("全部", "All");
const FROM: Text = text("期初", "Opening");
const TO: Text = text("截至", "As of");
const SHOW: Text = text("查看", "Show");
const USUAL: Text = text("全部客户，近 12 个月", "All customers, last 12 months");

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

/// A board drawn whole. Only a server draws: a browser puts the drawing in its place, and knows
/// neither tiles nor charts.
#[cfg(not(target_arch = "wasm32"))]
pub fn drawn(board: Board, container: Container, locale: Locale) -> String {
    let ask = board.ask.clone().filter(|_| container != Container::Wall);
    let key = board.key.clone();
    let ask = ask.map(|ask| view! { <AskView ask is_text={container == Container::Text} locale/> });
    let shown = match container {
        Container::Text => view! { <Article board/> }.into_any(),
        Container::Desk | Container::Wall => view! { <BoardView board container locale/> }.into_any(),
    };
    view! { <div class="board-drawn" data-board=key>{ask}{shown}</div> }.to_html()
}

/// The sentences in their order, as one text of a few paragraphs; every number in it stays a link.
#[component]
fn Article(board: Board) -> impl IntoView {
    let sentences: Vec<_> =
        board.tiles.into_iter().map(|tile| tile.headline).filter(|one| !one.is_empty()).collect();
    let paragraphs = sentences.chunks(4).map(|some| {
        let words = some.iter().cloned().map(|one| {
            let spans = one.into_iter().map(crate::component::tile::span).collect_view();
            view! { {spans} " " }
        });
        view! { <p>{words.collect_view()}</p> }
    });
    view! { <article class="board-text">{paragraphs.collect_view()}</article> }
}

/// What a board may be asked, as a plain form: the URL it makes can be sent to somebody.
#[component]
fn AskView(ask: domain::board::Ask, is_text: bool, locale: Locale) -> impl IntoView {
    let part = |part: domain::board::AskPart| {
        let domain::board::AskPart { key, label, held, choices } = part;
        let options = choices.into_iter().map(|(value, words)| {
            let selected = value == held;
            view! { <option value=value selected=selected>{words}</option> }
        });
        view! {
            <label class="field" data-inline>
                <span class="field-label">{label}</span>
                <select class="input" name=key>
                    <option value="">{EVERY.in_(locale)}</option>
                    {options.collect_view()}
                </select>
            </label>
        }
    };
    let day = |name: &'static str, label: Text, value: String| {
        view! {
            <label class="field" data-inline>
                <span class="field-label">{label.in_(locale)}</span>
                <input class="input" type="date" name=name value=value max=ask.last.clone()/>
            </label>
        }
    };
    let (from, to) = (day("from", FROM, ask.from), day("to", TO, ask.to));
    let usual = if is_text { "/?view=text" } else { "/" };
    view! {
        <details class="board-ask" open=ask.is_changed>
            <summary>{ASK.in_(locale)}</summary>
            <form class="cluster" method="get" action="/" aria-label=ASK.in_(locale)>
                {is_text.then(|| view! { <input type="hidden" name="view" value="text"/> })}
                {from}
                {to}
                {ask.parts.into_iter().map(part).collect_view()}
                <button class="button" type="submit">{SHOW.in_(locale)}</button>
                {ask.is_changed.then(|| view! { <a class="button" data-kind="quiet" href=usual>{USUAL.in_(locale)}</a> })}
            </form>
        </details>
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

/// Rows that are always full, in the board's own order.
fn desk(board: Board, locale: Locale) -> impl IntoView {
    let sizes: Vec<Size> =
        board.tiles.iter().map(|tile| if is_bare(tile) { Size::Wide } else { tile.size }).collect();
    let places = span::narrow(&sizes).into_iter().zip(span::desk(&sizes));
    let tiles = board.tiles.into_iter().zip(places).map(|(tile, (narrow, desk))| {
        let place =
            Place { narrow: Some(narrow.columns), desk: Some(desk.columns), rows: desk.rows, lines: None };
        view! { <TileView tile place locale/> }
    });
    view! { <section class="board" data-container="desk">{tiles.collect_view()}</section> }
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
    let is_shared = seats.iter().filter(|seat| **seat == Seat::Side).count() > 1;
    // A tile without a seat is not drawn: what nobody sees nobody should be able to reach.
    let seated = board.tiles.into_iter().zip(seats).filter(|(_, seat)| *seat != Seat::Spare);
    let tiles = seated.map(|(mut tile, seat)| {
        let room = seat::lines(seat, is_shared, &tile.sentence());
        // Under the hero a very wide wall has room for more; the others are not drawn at all.
        tile.lines.truncate(if seat == Seat::Under { room.max(LINES_FAR) } else { room });
        let place = Place { lines: Some(room), ..Place::default() };
        view! { <TileView tile place seat=Some(seat.word()) locale/> }
    });
    view! {
        <section class="board" data-container="wall" data-figures=figures data-sides=sides data-far=far>
            {tiles.collect_view()}
        </section>
    }
}
