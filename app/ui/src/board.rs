//! One board in the container it is given: a desk, which turns into a phone by itself where it is
//! narrow, or a wall.

use domain::board::{Board, Size};
use domain::text::{Locale, Text, text};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::component::TileView;

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

/// Where a tile sits on a wall, which cannot be scrolled: what does not fit is left to the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seat {
    /// The hero.
    Lead,
    /// Beneath the hero, or beside it on a very wide wall.
    Under,
    /// One of at most six in the column of figures.
    Figure,
    /// One of two in the last column: the first that was left, and the last, where boards say who acts.
    Side,
    /// Shown only on a very wide wall.
    Far,
    /// Not shown.
    Spare,
}

impl Seat {
    fn word(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::Under => "under",
            Self::Figure => "figure",
            Self::Side => "side",
            Self::Far => "far",
            Self::Spare => "spare",
        }
    }
}

/// Gives every tile of a board its seat on a wall, by its size and its place in the reading order.
pub fn seats(sizes: &[Size]) -> Vec<Seat> {
    let first = |size: Size| sizes.iter().position(|one| *one == size);
    let lead = first(Size::Hero);
    let under = first(Size::Wide).or(first(Size::Half));
    let is_rest =
        |index: usize, size: Size| size != Size::Figure && Some(index) != lead && Some(index) != under;
    let rest: Vec<usize> =
        (0..).zip(sizes).filter(|(index, size)| is_rest(*index, **size)).map(|(i, _)| i).collect();
    let mut figures = 0;
    let seat = |(index, size): (usize, &Size)| {
        if Some(index) == lead {
            return Seat::Lead;
        }
        if Some(index) == under {
            return Seat::Under;
        }
        if *size == Size::Figure {
            figures += 1;
            return if figures <= 6 { Seat::Figure } else { Seat::Spare };
        }
        match rest.iter().position(|one| *one == index) {
            Some(place) if place == 0 || place + 1 == rest.len() => Seat::Side,
            Some(1 | 2) => Seat::Far,
            _ => Seat::Spare,
        }
    };
    sizes.iter().enumerate().map(seat).collect()
}

/// The tiles, placed. The head around them is the screen's.
#[component]
pub fn BoardView(board: Board, #[prop(optional)] container: Container, locale: Locale) -> impl IntoView {
    let sizes: Vec<Size> = board.tiles.iter().map(|tile| tile.size).collect();
    let seats = match container {
        Container::Desk | Container::Text => Vec::new(),
        Container::Wall => seats(&sizes),
    };
    let count = |seat: Seat| match seats.iter().filter(|one| **one == seat).count() {
        0 => None,
        count => Some(count.to_string()),
    };
    let (figures, sides, far) = (count(Seat::Figure), count(Seat::Side), count(Seat::Far));
    let words = seats.into_iter().map(|seat| Some(seat.word())).chain(std::iter::repeat(None));
    let tiles = board.tiles.into_iter().zip(words);
    let tiles = tiles.map(|(tile, seat)| view! { <TileView tile seat locale/> }).collect_view();
    let container = match container {
        Container::Desk | Container::Text => "desk",
        Container::Wall => "wall",
    };
    view! {
        <section class="board" data-container=container data-figures=figures data-sides=sides data-far=far>
            {tiles}
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Seat::{Far, Figure, Lead, Side, Spare, Under};

    #[test]
    fn a_wall_seats_the_hero_the_figures_and_the_tile_that_says_who_acts() {
        let (h, f, half, wide) = (Size::Hero, Size::Figure, Size::Half, Size::Wide);
        for (sizes, seats_wanted) in [
            (vec![h, f, f, half, half, half, half], vec![Lead, Figure, Figure, Under, Side, Far, Side]),
            (vec![h, f, wide, half], vec![Lead, Figure, Under, Side]),
            (vec![h, half, half], vec![Lead, Under, Side]),
            (vec![half; 7], vec![Under, Side, Far, Far, Spare, Spare, Side]),
            (vec![f; 7], [vec![Figure; 6], vec![Spare]].concat()),
            (vec![h, h], vec![Lead, Side]),
            (vec![], vec![]),
        ] {
            assert_eq!(seats(&sizes), seats_wanted, "{sizes:?}");
        }
    }
}
