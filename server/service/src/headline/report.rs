//! What each author has written, had refused, and should look at again because the numbers have moved (M45).

use std::collections::BTreeMap;

use domain::board::Board;
use domain::board::named::path;
use domain::noun::headline::Headline;
use domain::policy::Action;
use domain::problem::Problem;
use domain::query::{Op, Query, joined};
use domain::record::Record as _;
use jiff::civil::Date;
use store::record::Cut;

use super::{HELD_MOST, url_of, which, words};
use crate::Ctx;
use crate::board::in_own_words;
use crate::fault::of_store;
use crate::policy::require;

/// How many authors are listed at most.
const AUTHORS_MOST: u32 = 200;

/// What somebody has written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Author {
    /// Their name; empty for words that came from a file.
    pub name: String,
    /// How many headlines, and where they are.
    pub written: (i64, String),
    /// How many were refused, and where those are.
    pub refused: (i64, String),
    /// Those that hold today and whose numbers have moved.
    pub moved: Vec<Moved>,
}

/// Words the numbers have moved away from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moved {
    /// The board and the tile.
    pub of: String,
    /// The words.
    pub words: String,
    /// What the board would say.
    pub now: String,
    /// Where they are written anew.
    pub href: String,
}

/// Everybody who has written a headline or tried to.
///
/// # Errors
/// Rights; when the store fails.
pub async fn report(ctx: &Ctx) -> Result<Vec<Author>, Problem> {
    require(ctx, Action::Read, Headline::SPEC)?;
    let mut moved = moved(ctx).await?;
    let mut conn = ctx.store.read().await.map_err(of_store)?;
    let authors = store::headline::authors(&mut conn, AUTHORS_MOST).await.map_err(of_store)?;
    let rows = |table: &str, id: &str| {
        let op = if id.is_empty() { Op::Empty } else { Op::Eq };
        Query::default().filter("author_id", op, id).href(table)
    };
    let told = authors.into_iter().map(|author| Author {
        written: (author.written, rows("headline", &author.id)),
        refused: (author.refused, rows("headline_refusal", &author.id)),
        moved: moved.remove(&author.id).unwrap_or_default(),
        name: author.name,
    });
    Ok(told.collect())
}

/// By author, the words that hold today and from which the numbers have moved.
async fn moved(ctx: &Ctx) -> Result<BTreeMap<String, Vec<Moved>>, Problem> {
    let today = ctx.today;
    let query = Query::default()
        .filter("state", Op::Eq, "shown")
        .filter("from_on", Op::Le, today.to_string())
        .filter("until_on", Op::Ge, today.to_string())
        .sort("-written_at");
    let rows = {
        let mut conn = ctx.store.read().await.map_err(of_store)?;
        store::record::list(&mut conn, Headline::SPEC, &Cut::All, &query, HELD_MOST)
            .await
            .map_err(of_store)?
    };
    let mut boards: BTreeMap<(String, Option<Date>), Vec<Headline>> = BTreeMap::new();
    for headline in rows.iter().filter_map(Headline::from_row) {
        let held = boards.entry((headline.board.clone(), headline.opens_on)).or_default();
        if !held.iter().any(|newer| newer.tile == headline.tile) {
            held.push(headline);
        }
    }
    let mut found: BTreeMap<String, Vec<Moved>> = BTreeMap::new();
    for ((key, opens), held) in boards {
        let Some(which) = which(&key, &url_of(opens, today)) else { continue };
        // Of a board they may not see nothing is told.
        let Ok(mut board) = in_own_words(ctx, &which).await else { continue };
        words(ctx, &mut board, &held).await?;
        for headline in held {
            if let Some(moved) = told(&board, &headline, opens) {
                found.entry(headline.author_id.unwrap_or_default()).or_default().push(moved);
            }
        }
    }
    Ok(found)
}

fn told(board: &Board, headline: &Headline, opens: Option<Date>) -> Option<Moved> {
    let tile = board.tiles.iter().find(|tile| tile.key == headline.tile)?;
    let now = &tile.worded.as_ref().filter(|worded| !worded.now.is_empty())?.now;
    let mut asked = Vec::new();
    if let Some(opens) = opens {
        asked.push(("from".to_owned(), opens.to_string()));
    }
    asked.push(("view".to_owned(), "text".to_owned()));
    asked.push(("write".to_owned(), tile.key.clone()));
    Some(Moved {
        of: format!("{} · {}", board.title, tile.label),
        words: tile.sentence(),
        now: now.iter().map(|span| span.text.as_str()).collect(),
        href: format!("{}?{}", path(&board.key), joined(&asked)),
    })
}
