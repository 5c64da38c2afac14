//! A board as its owner has arranged it: everybody their own, on a phone, a desk and a wall; and for the walls of a
//! profile each of its pages. Boards are composed and kept for all alike; an arrangement is laid over one on its way out.

use domain::board::arrange::{Arrangement, Flaw, Placed, Room, Screen, reading};
use domain::board::{Board, Tile};
use domain::noun::company::Company;
use domain::policy::Action;
use domain::problem::Problem;
use domain::record::Record as _;
use store::arrangement::{Place, get, put, remove};

use crate::Ctx;
use crate::fault::of_store;
use crate::policy::{require, shared_only};
use crate::record::history;
use crate::wall::admin::as_wall;

/// What is arranged.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The board's address.
    pub at: String,
    /// The screen's name.
    pub on: String,
    /// The profile whose walls show it; of none, it is the reader's own.
    pub profile: String,
}

/// A board that can be arranged.
#[derive(Clone, Debug)]
pub struct Look {
    /// The screen.
    pub screen: Screen,
    /// The profile's name, where it is arranged for its walls.
    pub profile: Option<String>,
    /// Every tile in its order, with those that are hidden.
    pub tiles: Vec<(Placed, Tile)>,
    /// The board as it is shown.
    pub board: Board,
    /// Whether it is as everybody has it.
    pub is_usual: bool,
}

/// A board, whose it is and under which name it is arranged.
struct Found {
    board: Board,
    screen: Screen,
    profile: Option<String>,
    owner: String,
    name: String,
}

impl Found {
    fn place(&self) -> Place<'_> {
        Place { owner: &self.owner, board: &self.name, screen: self.screen.key() }
    }
}

/// The board as its reader has arranged it for this screen.
///
/// # Errors
/// When the store fails.
pub async fn own(ctx: &Ctx, board: Board, screen: Screen) -> Result<Board, Problem> {
    let Some(owner) = ctx.who.user_id.as_deref().map(of_user) else { return Ok(board) };
    let name = board.key.clone();
    let kept = kept(ctx, Place { owner: &owner, board: &name, screen: screen.key() }).await?;
    Ok(kept.apply(board, screen))
}

/// The board as the walls of a profile show it.
///
/// # Errors
/// When the store fails.
pub(crate) async fn on_wall(ctx: &Ctx, board: Board, profile: &str, url: &str) -> Result<Board, Problem> {
    let (owner, screen) = (of_profile(profile), Screen::Wall);
    let kept = kept(ctx, Place { owner: &owner, board: url, screen: screen.key() }).await?;
    Ok(kept.apply(board, screen))
}

/// What there is to arrange.
///
/// # Errors
/// Rights; `Invalid` for what is no board, no screen or no page of the profile.
pub async fn look(ctx: &Ctx, asked: &Asked) -> Result<Look, Problem> {
    let found = found(ctx, asked).await?;
    let kept = kept(ctx, found.place()).await?;
    let Found { board, screen, profile, .. } = found;
    Ok(Look {
        screen,
        profile,
        tiles: tiles(&kept, &board, screen),
        is_usual: kept == Arrangement::default(),
        board: kept.apply(board, screen),
    })
}

/// Arranges it.
///
/// # Errors
/// As [`look`]; `Invalid` when nothing would be left to see, or for what is no tile or no room of one.
pub async fn save(ctx: &Ctx, asked: &Asked, tiles: Vec<Placed>) -> Result<(), Problem> {
    let found = found(ctx, asked).await?;
    let is_offered = |one: &Placed| {
        let tile = found.board.tiles.iter().find(|tile| tile.key == one.key);
        tile.is_none_or(|tile| Room::offered(found.screen, tile.size).contains(&one.room))
    };
    if !tiles.iter().all(is_offered) {
        return Err(refused(Flaw::Unknown));
    }
    let arrangement = Arrangement::new(tiles).map_err(refused)?;
    let keys = reading(&found.board, found.screen);
    // Something of this board must be left, whatever else is spoken of.
    if !arrangement.order(&keys).iter().any(|one| one.is_shown) {
        return Err(refused(Flaw::Empty));
    }
    let kept = kept(ctx, found.place()).await?;
    let arrangement = arrangement.remembering(&kept);
    // What is as the board has it is not written down, and goes with the board.
    let usual: Vec<Placed> = keys.iter().map(|key| Placed::usual(key)).collect();
    let is_usual = Arrangement::new(usual).is_ok_and(|usual| usual == arrangement);
    write(ctx, &found, if is_usual { None } else { Some(arrangement) }).await
}

/// Gives it back the order everybody has.
///
/// # Errors
/// As [`look`].
pub async fn reset(ctx: &Ctx, asked: &Asked) -> Result<(), Problem> {
    let found = found(ctx, asked).await?;
    write(ctx, &found, None).await
}

async fn write(ctx: &Ctx, found: &Found, arrangement: Option<Arrangement>) -> Result<(), Problem> {
    let place = found.place();
    let written = arrangement.map(|one| one.to_string()).unwrap_or_default();
    let mut write = ctx.store.write().await.map_err(of_store)?;
    if written.is_empty() {
        remove(write.conn(), place).await.map_err(of_store)?;
    } else {
        put(write.conn(), place, &written, &ctx.stamp()).await.map_err(of_store)?;
    }
    let id = format!("{} {} {}", place.owner, place.board, place.screen);
    let changes = serde_json::json!({ "tiles": written }).to_string();
    history::note(ctx, write.conn(), "update", "arrangement", &id, changes).await.map_err(of_store)?;
    // Walls draw anew; nobody else's screen has changed.
    if found.profile.is_some() {
        write.commit().await.map_err(of_store)?;
        return Ok(());
    }
    write.commit_quietly().await.map_err(of_store)
}

async fn found(ctx: &Ctx, asked: &Asked) -> Result<Found, Problem> {
    let user = ctx.who.user_id.as_deref().ok_or_else(Problem::signed_out)?;
    // A sponsor's pages are arranged by us.
    if shared_only(ctx) {
        return Err(Problem::not_found());
    }
    let screen = Screen::of(&asked.on).ok_or_else(|| {
        Problem::invalid("on", "请选择手机、电脑或大屏。", "Choose the phone, the desk or the wall.")
    })?;
    let which = domain::wall::which(&asked.at).ok_or_else(|| {
        Problem::invalid(
            "at",
            "这个地址不是看板，没有可以排列的内容。",
            "This address is no board, so there is nothing to arrange.",
        )
    })?;
    let (profile, owner, name) = if asked.profile.is_empty() {
        (None, of_user(user), None)
    } else {
        let name = profile_name(ctx, asked, screen).await?;
        (Some(name), of_profile(&asked.profile), Some(asked.at.clone()))
    };
    // A profile's page is what its walls may read.
    let board = match profile {
        Some(_) => crate::board::board(&as_wall(ctx), &which).await?,
        None => crate::board::board(ctx, &which).await?,
    };
    let name = name.unwrap_or_else(|| board.key.clone());
    Ok(Found { board, screen, profile, owner, name })
}

/// The profile's name, for whoever may say what its walls show.
async fn profile_name(ctx: &Ctx, asked: &Asked, screen: Screen) -> Result<String, Problem> {
    require(ctx, Action::Update, Company::SPEC)?;
    let profile = crate::wall::profile_of(ctx, &asked.profile).await?;
    if profile.key != asked.profile || !profile.shows(&asked.at) || screen != Screen::Wall {
        return Err(Problem::invalid(
            "profile",
            "这个播放方案里没有这一页；可能刚刚改过，请回到大屏设置再看。",
            "This profile has no such page. It may have just been changed: look again in the walls' settings.",
        ));
    }
    Ok(profile.name)
}

async fn kept(ctx: &Ctx, place: Place<'_>) -> Result<Arrangement, Problem> {
    let mut conn = ctx.store.read().await.map_err(of_store)?;
    let written = get(&mut conn, place).await.map_err(of_store)?;
    Ok(written.and_then(|written| Arrangement::parse(&written)).unwrap_or_default())
}

fn tiles(kept: &Arrangement, board: &Board, screen: Screen) -> Vec<(Placed, Tile)> {
    let with_tile = |one: Placed| {
        let tile = board.tiles.iter().find(|tile| tile.key == one.key)?.clone();
        Some((one, tile))
    };
    kept.order(&reading(board, screen)).into_iter().filter_map(with_tile).collect()
}

fn of_user(id: &str) -> String {
    format!("user {id}")
}

fn of_profile(key: &str) -> String {
    format!("profile {key}")
}

fn refused(flaw: Flaw) -> Problem {
    match flaw {
        Flaw::Empty => Problem::invalid(
            "show",
            "至少要留下一块，否则看板是空的。没有做任何改动。",
            "At least one tile must be left, or the board would be empty. Nothing was changed.",
        ),
        Flaw::Long => Problem::invalid(
            "tile",
            "这里写的比任何看板都多，没有做任何改动。",
            "This speaks of more tiles than any board has. Nothing was changed.",
        ),
        Flaw::Unknown => Problem::invalid(
            "tile",
            "有一块的名字或大小读不懂，没有做任何改动。请刷新页面再试。",
            "A tile or the size of one cannot be read. Nothing was changed; reload the page and try again.",
        ),
    }
}

#[cfg(test)]
mod tests;
