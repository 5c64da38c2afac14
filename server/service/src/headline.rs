//! Sentences in somebody's own words: what may be written, who signed it and what the board said then; the words that
//! hold on a board; and what each author has written, had refused, and should look at again.
//!
//! Words speak of all customers in one period. They are shown wherever the board is, to everybody who may read headlines.

mod report;

use domain::board::lint::{Fault, fault, numbers};
use domain::board::named::Named;
use domain::board::slice::Slice;
use domain::board::worded::{self, Place, Signed, Writing};
use domain::board::{Board, Tile, Which};
use domain::noun::headline::{Headline, Refusal};
use domain::noun::user::User;
use domain::policy::Action;
use domain::problem::{Problem, Problems};
use domain::query::{Op, Query, pairs};
use domain::record::{Draft, Record as _, Row, Spec};
use domain::text::Locale;
use domain::value::Value;
use jiff::ToSpan as _;
use jiff::civil::Date;
use store::headline::Signature;
use store::record::Cut;
use store::{Conn, Error};

use crate::Ctx;
use crate::board::{in_own_words, period_of};
use crate::ctx::{day_at, new_id};
use crate::fault::of_store;
use crate::policy::{may_read, require};

pub use report::{Author, Moved, report};

/// As many as can hold on a board at once.
const HELD_MOST: u32 = 200;
/// The languages, and the fields that hold the words in each.
const LANGUAGES: [(Locale, &str); 2] = [(Locale::Zh, "words_zh"), (Locale::En, "words_en")];
const SIGNATURE: [&str; 4] = ["author_id", "written_at", "said_zh", "said_en"];

/// What a board says of a tile, in Chinese and in English, when somebody writes words of their own for it: the words
/// have to be a sentence with a number, and what is refused is noted. Nothing for other nouns and where no words are
/// written.
///
/// # Errors
/// Rights; every fault of the words, each at its field; a tile that is not on the board.
pub async fn said(
    ctx: &Ctx,
    spec: &Spec,
    id: Option<&str>,
    draft: &Draft,
) -> Result<Option<[String; 2]>, Problems> {
    if spec.table != Headline::SPEC.table {
        return Ok(None);
    }
    let action = if id.is_some() { Action::Update } else { Action::Create };
    let cut = require(ctx, action, spec).map_err(one)?;
    let before = match id {
        None => None,
        Some(id) => {
            let mut conn = ctx.store.read().await.map_err(inner)?;
            store::record::get(&mut conn, spec, &cut, id).await.map_err(inner)?
        }
    };
    let is_written = LANGUAGES.iter().any(|(_, field)| draft.contains_key(*field));
    if before.is_some() && !is_written {
        return Ok(None);
    }
    let text = |name: &str| -> String {
        let typed = draft.get(name).map(|typed| typed.trim().to_owned());
        let held =
            || before.as_ref().and_then(|row| spec.cell(row, name)).map(|cell| cell.as_str().to_owned());
        typed.or_else(held).unwrap_or_default()
    };
    let day = |name: &str| text(name).parse::<Date>().ok();
    let (board, tile) = (text("board"), text("tile"));
    // What cannot be read is told where the draft is read.
    let (Some(_), Some(from)) = (which(&board, ""), day("from_on").or(Some(ctx.today))) else {
        return Ok(None);
    };
    let day_of = match (&before, day("until_on")) {
        (Some(_), Some(until)) if from <= until => ctx.today.clamp(from, until),
        _ => from,
    };
    let (opens, day_of) = (day("opens_on"), day_of.min(ctx.today));
    if opens.is_some_and(|opens| opens >= day_of) {
        return Err(vec![Problem::invalid(
            "opens_on",
            format!("期初要早于截至日 {day_of}，或者空着：那就是近 12 个月。"),
            format!(
                "The opening day must be before the closing day {day_of}, or empty: that is the last 12 months."
            ),
        )]);
    }
    let said = both(ctx, &board, &tile, opens, day_of).await.map_err(one)?;
    let mut problems = Problems::new();
    for ((locale, field), said) in LANGUAGES.into_iter().zip(&said) {
        let words = text(field);
        if let Some(fault) = fault(&words, locale, !numbers(said).is_empty()) {
            problems.push(fault.problem(field, &words));
            refuse(ctx, (&board, &tile), locale, fault, &words).await.map_err(inner)?;
        }
    }
    if problems.is_empty() { Ok(Some(said)) } else { Err(problems) }
}

/// What is wrong with the words of a record wherever it comes from, be it a file.
pub(crate) fn says(spec: &Spec, cells: &[Value]) -> Problems {
    let cell =
        |name: &str| spec.field(name).and_then(|(index, _)| cells.get(index)).map_or("", Value::as_str);
    let wrong = |(locale, field): (Locale, &str)| {
        let words = cell(field);
        fault(words, locale, false).map(|fault| fault.problem(field, words))
    };
    LANGUAGES.into_iter().filter_map(wrong).collect()
}

/// Notes words that were not taken, before that is told.
async fn refuse(
    ctx: &Ctx,
    (board, tile): (&str, &str),
    locale: Locale,
    fault: Fault,
    words: &str,
) -> Result<(), Error> {
    let Some(author) = ctx.who.user_id.clone() else { return Ok(()) };
    let words = Some(words.to_owned()).filter(|words| !words.is_empty());
    let language = if locale == Locale::Zh { "zh" } else { "en" };
    let cells = [
        Value::from(author),
        Value::from(board),
        Value::from(tile),
        Value::from(language),
        Value::from(fault.key()),
        Value::from(words),
        Value::from(ctx.stamp()),
    ];
    let mut write = ctx.store.write().await?;
    store::record::insert(write.conn(), Refusal::SPEC, &new_id(), &cells, &ctx.stamp()).await?;
    write.commit_quietly().await
}

/// Signs what was written, in the transaction it was written in.
pub(crate) async fn sign(
    ctx: &Ctx,
    conn: &mut Conn,
    id: &str,
    said: Option<[String; 2]>,
) -> Result<(), Error> {
    let Some([zh, en]) = said else { return Ok(()) };
    let signature = Signature {
        author_id: ctx.who.user_id.clone(),
        written_at: Some(ctx.stamp()),
        said_zh: Some(zh),
        said_en: Some(en),
    };
    store::headline::sign(conn, id, &signature).await
}

/// Who had signed it, to be kept with what was written over it.
pub(crate) fn signature(spec: &Spec, before: &Row) -> Draft {
    if spec.table != Headline::SPEC.table {
        return Draft::new();
    }
    let held = |name: &&str| Some(((*name).to_owned(), spec.cell(before, name)?.as_str().to_owned()));
    SIGNATURE.iter().filter_map(held).collect()
}

/// Takes a kept signature out of what is to be written again.
pub(crate) fn taken_out(spec: &Spec, draft: &mut Draft) -> Option<Signature> {
    if spec.table != Headline::SPEC.table {
        return None;
    }
    let mut take = |name: &str| draft.remove(name).filter(|held| !held.is_empty());
    let [author_id, written_at, said_zh, said_en] = SIGNATURE.map(&mut take);
    Some(Signature { author_id, written_at, said_zh, said_en })
}

/// The board of this key.
fn which(key: &str, url: &str) -> Option<Which> {
    match key {
        "portfolio" => Some(Which::Portfolio(url.to_owned())),
        other => Some(Which::Named(Named::of(other)?, url.to_owned())),
    }
}

/// What the board itself says of a tile on a closing day, in Chinese and in English.
async fn both(
    ctx: &Ctx,
    board: &str,
    tile: &str,
    opens: Option<Date>,
    day: Date,
) -> Result<[String; 2], Problem> {
    let mut said = [String::new(), String::new()];
    for (said, (locale, _)) in said.iter_mut().zip(LANGUAGES) {
        let ctx = Ctx { locale, ..ctx.clone() };
        let which = which(board, &url_of(opens, day)).ok_or_else(Problem::not_found)?;
        let board = in_own_words(&ctx, &which).await?;
        let found = board.tiles.iter().find(|one| one.key == tile).ok_or_else(|| no_tile(&board, tile))?;
        *said = found.sentence();
    }
    Ok(said)
}

fn url_of(opens: Option<Date>, day: Date) -> String {
    opens.map_or_else(|| format!("to={day}"), |opens| format!("from={opens}&to={day}"))
}

fn no_tile(board: &Board, tile: &str) -> Problem {
    let keys: Vec<&str> = board.tiles.iter().map(|tile| tile.key.as_str()).collect();
    let keys = keys.join(", ");
    Problem::invalid(
        "tile",
        format!("这块看板上没有名为“{tile}”的磁贴，请从这些中选择：{keys}。"),
        format!("There is no tile “{tile}” on this board. Please choose one of {keys}."),
    )
}

/// Puts the words that hold on a board in place of its own, the newest where several do; and what those who may write
/// need, when the URL asks to.
///
/// # Errors
/// When the store fails.
pub(crate) async fn put(ctx: &Ctx, which: &Which, board: &mut Board) -> Result<(), Problem> {
    let (Which::Portfolio(url) | Which::Named(_, url)) = which else { return Ok(()) };
    let asked = pairs(url);
    if !may_read(ctx, Headline::SPEC.table) || !Slice::of(url).is_all() {
        return Ok(());
    }
    let (from, to) = period_of(ctx, url).await?;
    let opens = Some(from).filter(|from| *from != to.saturating_sub(1.year()));
    let held = held(ctx, &board.key, opens, to).await?;
    words(ctx, board, &held).await?;
    let write = asked.iter().find(|(name, _)| name == "write").map(|(_, tile)| tile.clone());
    let Some(tile) = write.filter(|_| require(ctx, Action::Create, Headline::SPEC).is_ok()) else {
        return Ok(());
    };
    let rest = asked.into_iter().filter(|(name, _)| !matches!(name.as_str(), "write" | "view" | "done"));
    let mut writing = Writing { rest: rest.collect(), ..Writing::default() };
    if board.tiles.iter().any(|one| one.key == tile) {
        let said = both(ctx, &board.key, &tile, opens, to).await?;
        let place = Place { board: &board.key, tile: &tile, opens, day: to };
        let own = held.iter().find(|headline| headline.tile == tile);
        writing.acts = worded::forms(place, own, &said, ctx.locale);
        writing.said = said;
        writing.tile = tile;
    }
    board.write = Some(writing);
    // What one person writes is drawn for them alone.
    board.kept_as.clear();
    Ok(())
}

/// The headlines that hold on a board of this period, the newest first.
async fn held(ctx: &Ctx, board: &str, opens: Option<Date>, day: Date) -> Result<Vec<Headline>, Problem> {
    let query = Query::default()
        .filter("board", Op::Eq, board)
        .filter("state", Op::Eq, "shown")
        .filter("from_on", Op::Le, day.to_string())
        .filter("until_on", Op::Ge, day.to_string())
        .sort("-written_at");
    let mut conn = ctx.store.read().await.map_err(of_store)?;
    let rows = store::record::list(&mut conn, Headline::SPEC, &Cut::All, &query, HELD_MOST)
        .await
        .map_err(of_store)?;
    let mut held: Vec<Headline> = Vec::new();
    for headline in rows.iter().filter_map(Headline::from_row).filter(|headline| headline.opens_on == opens) {
        if !held.iter().any(|newer| newer.tile == headline.tile) {
            held.push(headline);
        }
    }
    Ok(held)
}

async fn words(ctx: &Ctx, board: &mut Board, held: &[Headline]) -> Result<(), Problem> {
    if held.is_empty() {
        return Ok(());
    }
    let authors: Vec<String> = held.iter().filter_map(|headline| headline.author_id.clone()).collect();
    let mut conn = ctx.store.read().await.map_err(of_store)?;
    let names = store::record::titles(&mut conn, User::SPEC, &Cut::All, &authors).await.map_err(of_store)?;
    let offset = crate::session::offset_hours(crate::session::company(&mut conn).await?.as_ref());
    for headline in held {
        let tile: Option<&mut Tile> = board.tiles.iter_mut().find(|tile| tile.key == headline.tile);
        let Some(tile) = tile.filter(|tile| !tile.headline.is_empty()) else { continue };
        let author = headline.author_id.as_ref().and_then(|id| names.get(id)).map_or("", String::as_str);
        let at = headline.written_at.as_deref().and_then(|at| at.parse().ok());
        let signed = Signed { headline, author, on: at.map(|at| day_at(at, offset)) };
        worded::put(tile, &signed, ctx.today, ctx.locale);
    }
    Ok(())
}

fn one(problem: Problem) -> Problems {
    vec![problem]
}

fn inner(error: Error) -> Problems {
    vec![of_store(error)]
}

#[cfg(test)]
mod tests;
