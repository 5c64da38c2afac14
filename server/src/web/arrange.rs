//! Arranging a board: a plain form with every tile in its order, and the board in miniature beside it. Each press of a
//! button saves, so that nothing is lost on the way and what is seen is what there is.

use axum::Extension;
use axum::extract::{Form, Query};
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::board::arrange::{Placed, Room, Screen};
use domain::board::{Size, Tile};
use domain::problem::Problem;
use domain::query::joined;
use domain::text::{Locale, Text, text};
use leptos::prelude::*;
use serde::Deserialize;
use service::arrange::{self, Asked, Look as Arranged};

use super::identity::Visitor;
use super::page::{Look, page};
use super::problem::Refused;

const TITLE: Text = text("排列看板", "Arrange the board");
const OWN: Text = text(
    "这里只改您自己看到的样子，别人的不变。文章和分享出去的看板保持原来的次序，一句不少。",
    "This changes what you see and nobody else. The article and boards you share keep their own order and every sentence.",
);
const UP: Text = text("上移", "Up");
const DOWN: Text = text("下移", "Down");
const SAVE: Text = text("保存", "Save");
const USUAL: Text = text("恢复默认", "Back to the default");
const BACK: Text = text("看看看板", "See the board");
const BACK_WALL: Text = text("回到大屏设置", "Back to the walls");
const IS_USUAL: Text = text("现在是默认的排列。", "This is the default.");
const IS_SAVED: Text = text("已按您的排列保存。", "Arranged your way, and saved.");
const ROOM: Text = text("大小", "Size");

/// What the address says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Address {
    at: String,
    on: String,
    profile: String,
    /// The button that was pressed last: its keeps the hand.
    moved: String,
}

/// The form.
pub async fn show(
    Extension(visitor): Extension<Visitor>,
    headers: HeaderMap,
    Query(address): Query<Address>,
) -> Result<Response, Refused> {
    let session = visitor.session.as_ref().ok_or_else(Problem::signed_out)?;
    let Address { at, on, profile, moved } = address;
    let on = if on.is_empty() { super::board::device(&headers).key().to_owned() } else { on };
    let asked = Asked { at, on, profile };
    let arranged = arrange::look(&session.ctx, &asked).await?;
    Ok(shown(&visitor.look, &asked, &arranged, &moved))
}

/// Saves what the form says, with one tile moved or everything as it was.
pub async fn submit(
    Extension(visitor): Extension<Visitor>,
    Form(typed): Form<Vec<(String, String)>>,
) -> Result<Response, Refused> {
    let session = visitor.session.as_ref().ok_or_else(Problem::signed_out)?;
    let held = |name: &str| {
        let found = typed.iter().find(|(one, _)| one == name);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let asked = Asked { at: held("at"), on: held("on"), profile: held("profile") };
    let pressed = held("move");
    if held("do") == "usual" {
        arrange::reset(&session.ctx, &asked).await?;
    } else {
        let mut tiles = read(&typed)?;
        step(&mut tiles, &pressed);
        arrange::save(&session.ctx, &asked, tiles).await?;
    }
    Ok(Redirect::to(&address(&asked, &asked.on, &pressed)).into_response())
}

/// The tiles as the form has them.
fn read(typed: &[(String, String)]) -> Result<Vec<Placed>, Problem> {
    let is_shown = |key: &str| typed.iter().any(|(name, value)| name == "show" && value == key);
    let room = |key: &str| {
        let name = format!("room-{key}");
        let typed = typed.iter().find(|(one, _)| *one == name).map_or("", |(_, value)| value);
        Room::of(typed).ok_or_else(|| {
            Problem::invalid(
                &name,
                "没有这种大小。没有做任何改动。",
                "There is no such size. Nothing was changed.",
            )
        })
    };
    let keys = typed.iter().filter(|(name, _)| name == "tile").map(|(_, key)| key);
    keys.map(|key| Ok(Placed { key: key.clone(), is_shown: is_shown(key), room: room(key)? })).collect()
}

/// Moves the tile a button names by one place.
fn step(tiles: &mut [Placed], pressed: &str) {
    let Some((way, key)) = pressed.split_once(' ') else { return };
    let Some(at) = tiles.iter().position(|one| one.key == key) else { return };
    let to = if way == "up" { at.saturating_sub(1) } else { at + 1 };
    if to < tiles.len() {
        tiles.swap(at, to);
    }
}

fn address(asked: &Asked, on: &str, moved: &str) -> String {
    let all = [("at", asked.at.as_str()), ("on", on), ("profile", &asked.profile), ("moved", moved)];
    let said = all.iter().filter(|(_, value)| !value.is_empty());
    let said: Vec<_> = said.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    format!("/arrange?{}", joined(&said))
}

fn shown(look: &Look, asked: &Asked, arranged: &Arranged, moved: &str) -> Response {
    let locale = look.locale;
    let Arranged { screen, profile, tiles, board, is_usual } = arranged;
    let lead = match (profile, locale) {
        (None, _) => OWN.in_(locale).to_owned(),
        (Some(name), Locale::Zh) => format!("播放方案“{name}”的所有大屏都这样显示这一页。"),
        (Some(name), Locale::En) => format!("Every wall of the profile “{name}” shows this page this way."),
    };
    let (back, back_words) = match profile {
        Some(_) => ("/setting/wall".to_owned(), BACK_WALL),
        None if *screen == Screen::Wall => (wall_of(&asked.at), BACK),
        None => (asked.at.clone(), BACK),
    };
    let tabs = Screen::ALL.map(|one| {
        let here = if one == *screen { "true" } else { "false" };
        view! { <a class="chip" aria-current=here href=address(asked, one.key(), "")>{one.word().in_(locale)}</a> " " }
    });
    let tabs = profile.is_none().then(|| view! { <nav class="cluster">{tabs.collect_view()}</nav> });
    let places = if *screen == Screen::Wall { app::drawn::places(board, locale) } else { Vec::new() };
    let last = tiles.len().saturating_sub(1);
    let rows = tiles.iter().enumerate().map(|(at, (placed, tile))| {
        let place = places.iter().find(|(key, _)| *key == tile.key).map(|(_, words)| *words);
        row(placed, tile, Edge { is_first: at == 0, is_last: at == last }, (*screen, place, moved), locale)
    });
    let state = if *is_usual { IS_USUAL } else { IS_SAVED };
    let small = app::drawn::miniature(board, *screen, locale);
    let body = view! {
        <main class="page arrange">
            <header class="page-head">
                <h1 class="page-title">{TITLE.in_(locale)}" · "{board.title.clone()}</h1>
                <p class="page-lead">{lead}</p>
            </header>
            {tabs}
            <form method="post" action="/arrange">
                <input type="hidden" name="at" value=asked.at.clone()/>
                <input type="hidden" name="on" value=asked.on.clone()/>
                <input type="hidden" name="profile" value=asked.profile.clone()/>
                <div class="cluster arrange-do">
                    <button class="button" data-kind="primary" type="submit">{SAVE.in_(locale)}</button>
                    <button class="button" type="submit" name="do" value="usual">{USUAL.in_(locale)}</button>
                    <a class="button" data-kind="quiet" href=back>{back_words.in_(locale)}</a>
                    <span class="arrange-state" role="status">{state.in_(locale)}</span>
                </div>
                <ol class="arrange-list">{rows.collect_view()}</ol>
            </form>
            <div class="arrange-small" inner_html=small></div>
        </main>
    };
    page(look, TITLE.in_(locale), body)
}

/// Where in the list a row stands.
#[derive(Clone, Copy)]
struct Edge {
    is_first: bool,
    is_last: bool,
}

fn row(
    placed: &Placed,
    tile: &Tile,
    edge: Edge,
    (screen, place, moved): (Screen, Option<&'static str>, &str),
    locale: Locale,
) -> AnyView {
    let key = placed.key.clone();
    let name = if tile.label.is_empty() { tile.sentence() } else { tile.label.clone() };
    let button = |way: &str, words: Text, sign: &'static str, is_end: bool| {
        let value = format!("{way} {key}");
        // The hand stays on the button, or on the other one at the end of the list.
        let is_held = moved.split_once(' ').is_some_and(|(pressed, one)| {
            one == key && !is_end && (pressed == way || edge.is_first || edge.is_last)
        });
        let label = format!("{} {name}", words.in_(locale));
        view! { <button class="button" type="submit" name="move" value=value disabled=is_end autofocus=is_held aria-label=label>{sign}</button> }
    };
    let rooms = Room::offered(screen, tile.size);
    let room = (rooms.len() > 1).then(|| {
        let label = format!("{} {name}", ROOM.in_(locale));
        let options = rooms.iter().map(|room| {
            let words = if *room == Room::Usual { usual(tile.size) } else { room.word() };
            view! { <option value=room.key() selected=placed.room == *room>{words.in_(locale)}</option> }
        });
        view! { <select class="input" name=format!("room-{key}") aria-label=label>{options.collect_view()}</select> }
    });
    let off = (!placed.is_shown).then_some("");
    view! {
        <li data-off=off>
            <input type="hidden" name="tile" value=key.clone()/>
            <label class="check">
                <input type="checkbox" name="show" value=key.clone() checked=placed.is_shown/>
                <span><b>{name.clone()}</b>{place.map(|words| view! { " " <small>{words}</small> })}</span>
            </label>
            <p class="arrange-says">{tile.sentence()}</p>
            <div class="arrange-tools">
                {room}
                {button("up", UP, "↑", edge.is_first)}
                {button("down", DOWN, "↓", edge.is_last)}
            </div>
        </li>
    }
    .into_any()
}

/// What the usual room of a tile is.
const fn usual(size: Size) -> Text {
    match size {
        Size::Figure => text("默认（数字）", "Usual (a number)"),
        Size::Half => text("默认（半行）", "Usual (half a row)"),
        Size::Wide => text("默认（整行）", "Usual (a whole row)"),
        Size::Hero => text("默认（领头）", "Usual (leads)"),
    }
}

/// Where a board hangs on a wall.
fn wall_of(at: &str) -> String {
    let path = at.split('?').next().unwrap_or_default();
    match path.strip_prefix("/board") {
        Some(name) => format!("/wall{name}"),
        None if path == "/" => "/wall/portfolio".to_owned(),
        None => format!("/wall{path}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_press_moves_one_tile_by_one_place_and_never_off_the_list() {
        let after = |pressed: &str| {
            let mut tiles = ["a", "b", "c"].map(Placed::usual);
            step(&mut tiles, pressed);
            tiles.map(|one| one.key).concat()
        };
        for (pressed, expected) in [
            ("up b", "bac"),
            ("down b", "acb"),
            ("up a", "abc"),
            ("down c", "abc"),
            ("up z", "abc"),
            ("", "abc"),
            ("sideways", "abc"),
        ] {
            assert_eq!(after(pressed), expected, "{pressed}");
        }
    }

    #[test]
    fn a_form_says_which_tiles_are_shown_and_how_wide() {
        let typed = |pairs: &[(&str, &str)]| {
            pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect::<Vec<_>>()
        };
        let form = typed(&[("tile", "b"), ("room-b", "wide"), ("tile", "a"), ("show", "b"), ("show", "x")]);
        let tiles = read(&form).unwrap();
        assert_eq!(tiles[0], Placed { room: Room::Wide, ..Placed::usual("b") });
        assert!(!tiles[1].is_shown && tiles.len() == 2);
        assert!(read(&typed(&[("tile", "a"), ("room-a", "huge")])).is_err());
    }

    #[test]
    fn a_board_hangs_under_its_own_name() {
        for (at, wall) in [
            ("/", "/wall/portfolio"),
            ("/board/growth", "/wall/growth"),
            ("/account/7?since=x", "/wall/account/7"),
        ] {
            assert_eq!(wall_of(at), wall);
        }
    }
}
