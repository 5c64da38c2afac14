//! Board pages, drawn whole on the server: the head, what the board may be asked, its tiles. A browser puts the page in
//! its place and knows neither tiles nor charts, so boards may grow without costing it a byte.

mod head;
mod kept;
mod miniature;

use axum::http::StatusCode;
use domain::board::arrange::Screen;
use domain::board::named::{Named, path as path_of};
use domain::board::{Board, Which};
use domain::policy::Role;
use domain::problem::Problem;
use domain::text::Locale;
use leptos::prelude::*;
use service::Ctx;
use ui::board::{Container, Head};

use crate::frame::failure;
use crate::reader::Reader;

pub use miniature::{miniature, places};
pub use ui::power;

/// A page as it goes into its place.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// What the browser's tab is called.
    pub title: String,
    /// The page.
    pub html: String,
    /// How asking for it went.
    pub status: StatusCode,
}

/// The board an address shows, and for which screen; nothing when it is no board's address.
pub fn which(path: &str, search: &str) -> Option<(Which, Container)> {
    let is_text = domain::query::pairs(search)
        .iter()
        .any(|(name, value)| (name == "view" && value == "text") || name == "write");
    let desk = if is_text { Container::Text } else { Container::Desk };
    let url = search.trim_start_matches('?').to_owned();
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    match *parts.as_slice() {
        [""] => Some((Which::Portfolio(url), desk)),
        ["board", name] => Some((Which::Named(Named::of(name)?, url), desk)),
        ["account", _] => Some((Which::named(&parts, &url)?, desk)),
        ["wall", ref named @ ..] => Some((Which::named(named, &url)?, Container::Wall)),
        _ => None,
    }
}

/// The page at this address, as this reader may see it and has arranged it for the device they hold; nothing when it is
/// no board's address.
pub async fn draw(ctx: &Ctx, reader: &Reader, path: &str, search: &str, device: Screen) -> Option<Drawn> {
    let (which, container) = which(path, search)?;
    // A sponsor's start is their own company's.
    let which = match which {
        Which::Portfolio(_) if path == "/" && reader.role.is_some_and(Role::sees_shared_only) => Which::Home,
        other => other,
    };
    Some(match arranged(ctx, &which, container, device).await {
        Ok(board) => {
            let head = Head::of(&board);
            let tiles = kept::drawn(board, container, reader.locale);
            let tiles = tiles.as_ref();
            let around = match (&which, container) {
                (_, Container::Wall) => head::wall(&head, reader.locale),
                (Which::Home, _) => {
                    head::whole(&head, "/", search.trim_start_matches('?'), container, reader)
                }
                (Which::Portfolio(url), _) => head::whole(&head, "/", url, container, reader),
                (Which::Named(board, url), _) => {
                    head::whole(&head, &path_of(board.key()), url, container, reader)
                }
                (Which::Account { id, url }, _) => head::account(&head, id, url, container, reader),
            };
            let title = head::title(&head, container, reader.locale);
            let Head { composed_at, .. } = head;
            let done = done(ctx, reader, search).await;
            let page = view! { <div class="board-page" data-title=title.clone() data-composed=composed_at>{around}<div class="board-drawn" inner_html=tiles></div>{done}</div> };
            Drawn { title, html: page.to_html(), status: StatusCode::OK }
        }
        Err(problem) => failed(&problem, reader),
    })
}

/// The board, as its reader has arranged it: an article is everybody's, and so is a sponsor's home.
async fn arranged(ctx: &Ctx, which: &Which, container: Container, device: Screen) -> Result<Board, Problem> {
    let board = service::board::board(ctx, which).await?;
    match container {
        Container::Text => Ok(board),
        _ if *which == Which::Home => Ok(board),
        Container::Wall => service::arrange::own(ctx, board, Screen::Wall).await,
        Container::Desk => service::arrange::own(ctx, board, device).await,
    }
}

/// A board for somebody who sees nothing else, without a page around it.
pub fn alone(board: Board, locale: Locale) -> String {
    ui::board::drawn(board, Container::Desk, locale)
}

/// What was just done by a plain form, and the way to undo it.
async fn done(ctx: &Ctx, reader: &Reader, search: &str) -> Option<AnyView> {
    let (_, key) = domain::query::pairs(search).into_iter().find(|(name, _)| name == "done")?;
    let can_undo = service::act::can_undo(ctx, &key).await.unwrap_or(false);
    can_undo.then(|| head::done(key, reader.locale))
}

/// The page for an address that is none.
pub fn missing(reader: &Reader) -> Drawn {
    failed(&Problem::not_found(), reader)
}

fn failed(problem: &Problem, reader: &Reader) -> Drawn {
    let (title, shown) = failure(problem, reader, false);
    let page = view! { <div class="board-page" data-title=title>{shown}</div> };
    Drawn { title: title.to_owned(), html: page.to_html(), status: crate::api::status(problem.kind) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_which_board_it_shows_and_for_which_screen() {
        let check = |path: &str, search: &str, expected: Option<(Which, Container)>| {
            assert_eq!(which(path, search), expected, "{path}?{search}");
        };
        let portfolio = |url: &str| Which::Portfolio(url.to_owned());
        let account = |id: &str, url: &str| Which::Account { id: id.to_owned(), url: url.to_owned() };
        check("/", "", Some((portfolio(""), Container::Desk)));
        check("/", "?view=text&tier=key", Some((portfolio("view=text&tier=key"), Container::Text)));
        check(
            "/account/a%20b",
            "since=2026-01-01",
            Some((account("a b", "since=2026-01-01"), Container::Desk)),
        );
        check("/wall/portfolio", "region=east", Some((portfolio("region=east"), Container::Wall)));
        check("/wall/account/7", "", Some((account("7", ""), Container::Wall)));
        let service = |url: &str| Which::Named(Named::Service, url.to_owned());
        check("/board/service", "view=text", Some((service("view=text"), Container::Text)));
        check("/wall/service", "", Some((service(""), Container::Wall)));
        check("/board/nothing", "", None);
        check("/wall", "", None);
        check("/wall/nothing", "", None);
        check("/register/account", "", None);
        check("/", "?write=arr", Some((portfolio("write=arr"), Container::Text)));
        check("/account/7/more", "", None);
    }
}
