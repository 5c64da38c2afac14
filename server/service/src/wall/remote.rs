//! The remote of a wall: a signed-in person's phone steers what the room looks at. It is held in memory: when the
//! server starts again, walls simply go on turning their pages.

use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

use domain::noun::company::Company;
use domain::policy::Action;
use domain::problem::{Problem, ProblemKind};
use domain::record::Record as _;
use domain::wall::stage::{ANSWER_MOST, IDLE_MOST, Press, Stage};
use domain::wall::{Page, Presence};
use store::wall::Wall;

use super::signal::{Wake, wake};
use super::{agenda, compose, profile_of};
use crate::Ctx;
use crate::fault::of_store;
use crate::policy::require;

/// What each wall of each store is told to do, and the page it said it shows.
static HELD: LazyLock<Mutex<BTreeMap<String, (Stage, u32)>>> = LazyLock::new(Mutex::default);

fn held() -> MutexGuard<'static, BTreeMap<String, (Stage, u32)>> {
    HELD.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What a wall is told to do now.
pub(super) fn stage(ctx: &Ctx, id: &str) -> Stage {
    held().get(id).map_or_else(Stage::default, |(stage, _)| stage.clone()).at(ctx.now.as_second())
}

/// Remembers the page a wall says it shows; its remotes hear of another one.
pub(super) fn shows(ctx: &Ctx, id: &str, at: u32) {
    let is_other = {
        let mut held = held();
        let entry = held.entry(id.to_owned()).or_default();
        let stage = entry.0.clone().at(ctx.now.as_second());
        let is_other = entry.1 != at || entry.0 != stage;
        *entry = (stage, at);
        is_other
    };
    if is_other {
        wake(id, Wake::Turn);
    }
}

/// After how many seconds a remote sees something else by time alone: an asker may take it, a holder has put it down,
/// a wall has been silent for too long.
fn due(stage: &Stage, silent: Option<i64>, now: i64) -> Option<i64> {
    let answer = stage.asking.as_ref().map(|(_, _, since)| since + ANSWER_MOST - now);
    let idle = stage.holder.as_ref().map(|_| stage.pressed + IDLE_MOST - now);
    let heard = silent.and_then(|silent| Presence::changes(silent).map(|at| at - silent));
    [answer, idle, heard].into_iter().flatten().filter(|seconds| *seconds > 0).min()
}

/// The wall as its remote sees it.
///
/// # Errors
/// `NotFound` to people of other companies; `Forbidden` with clear words when the wall was sent away.
pub async fn look(ctx: &Ctx, id: &str) -> Result<domain::wall::Remote, Problem> {
    let wall = known(ctx, id).await?;
    let profile = profile_of(ctx, &wall.profile).await?;
    let at = held().get(id).map_or(0, |(_, at)| *at);
    let stage = stage(ctx, id);
    let steps = if stage.is_meeting { agenda(ctx.locale) } else { Vec::new() };
    let pages: Vec<Page> =
        if stage.is_meeting { steps.iter().map(|(_, page)| page.clone()).collect() } else { profile.pages };
    let mut names = Vec::new();
    let mut tiles = Vec::new();
    for (place, page) in (0_u32..).zip(&pages) {
        let board = compose(ctx, &page.url, profile.names_customers).await.ok();
        let name = board.as_ref().map_or_else(|| page.url.clone(), |board| board.title.clone());
        names.push(steps.get(place as usize).map_or(name, |(title, _)| title.clone()));
        if place == at {
            let board = board.unwrap_or_default();
            let called = |tile: &domain::board::Tile| {
                if tile.label.is_empty() { tile.sentence() } else { tile.label.clone() }
            };
            tiles = board.tiles.iter().map(|tile| (tile.key.clone(), called(tile))).collect();
        }
    }
    let me = ctx.who.user_id.as_deref().unwrap_or_default();
    let now = ctx.now.as_second();
    let seen = wall.seen_at.and_then(|at| at.parse::<jiff::Timestamp>().ok());
    let silent = seen.map(|at| ctx.now.duration_since(at).as_secs().max(0));
    Ok(domain::wall::Remote {
        name: wall.name,
        presence: Presence::of(silent),
        due: due(&stage, silent, now),
        at,
        pages: names,
        tiles,
        is_mine: stage.holder.as_ref().is_some_and(|(holder, _)| holder == me),
        asking: stage.asking.as_ref().filter(|(id, ..)| id == me).map(|(_, _, since)| now - since),
        stage,
        canvas: (profile.canvas.width, profile.canvas.height),
    })
}

/// Presses something.
///
/// # Errors
/// As [`look`]; `Conflict` while somebody else holds the remote.
pub async fn press(ctx: &Ctx, id: &str, press: Press) -> Result<(), Problem> {
    let wall = known(ctx, id).await?;
    let profile = profile_of(ctx, &wall.profile).await?;
    let me = ctx.who.user_id.clone().ok_or_else(Problem::signed_out)?;
    {
        let mut held = held();
        let (stage, at) = held.get(id).cloned().unwrap_or_default();
        let count = if stage.is_meeting { agenda(ctx.locale).len() } else { profile.pages.len() };
        let pages = (at, u32::try_from(count).unwrap_or(u32::MAX));
        let pressed = stage.press((&me, &ctx.who.name), press, pages, ctx.now.as_second())?;
        // The wall will say so itself; until it does, one press follows upon the other.
        let at = if pressed.page_count == pressed.count { pressed.page } else { at };
        held.insert(id.to_owned(), (pressed, at));
    }
    wake(id, Wake::Stage);
    Ok(())
}

/// A wall this person may steer.
async fn known(ctx: &Ctx, id: &str) -> Result<Wall, Problem> {
    require(ctx, Action::Read, Company::SPEC)?;
    let mut conn = ctx.store.read().await.map_err(of_store)?;
    let wall = store::wall::by_id(&mut conn, id).await.map_err(of_store)?.ok_or_else(Problem::not_found)?;
    if wall.revoked_at.is_some() {
        return Err(Problem::new(
            ProblemKind::Forbidden,
            "这块大屏已被管理员移除，不能再遥控。请扫描另一块屏上的码。",
            "An administrator has removed this wall; it cannot be steered any more. Scan the code of another one.",
        ));
    }
    Ok(wall)
}
