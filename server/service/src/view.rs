//! Who looks at which board (M10): noted quietly, without a word to open screens. A second look within half an hour is
//! the same one; fourteen days without any become a task to train the sponsor again, once a silence.

use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use domain::calendar::plus_days;
use domain::noun::account::Account;
use domain::noun::task::Task;
use domain::policy::{Action, Role};
use domain::problem::Problem;
use domain::record::Record as _;
use domain::value::Value;
use jiff::{SignedDuration, Timestamp};
use store::view::Look;

use crate::ctx::{new_id, stamp};
use crate::fault::of_store;
use crate::policy::require;
use crate::record::history;
use crate::{Ctx, hook, score};

/// A look goes on while the last sign of it is younger than this.
const SAME: SignedDuration = SignedDuration::from_mins(30);
/// A sign that tells nothing new is noted no more often than this.
const NOTED: SignedDuration = SignedDuration::from_mins(5);
/// So many days without a look call for training.
pub const SILENT_DAYS: i32 = 14;

/// A person and a board of a store.
type Seat = (u64, String, String, Option<String>);

/// What was noted last, so that a page asked for again and again costs no write.
static NOTES: LazyLock<Mutex<BTreeMap<Seat, (Timestamp, i64)>>> = LazyLock::new(Mutex::default);

/// A sign that a board is being looked at.
#[derive(Clone, Debug, Default)]
pub struct Sign {
    /// The path of the page.
    pub path: String,
    /// `phone`, `desk` or `wall`.
    pub screen: String,
    /// Tiles scrolled to.
    pub seen: i64,
    /// Tiles there are.
    pub tiles: i64,
    /// Numbers opened.
    pub numbers: i64,
}

/// Notes a look; what is no board is left alone.
///
/// # Errors
/// `NotFound` when this person may not see the board.
pub async fn note(ctx: &Ctx, sign: &Sign) -> Result<(), Problem> {
    let Some(user) = ctx.who.user_id.clone() else { return Err(Problem::signed_out()) };
    let Some((board, account)) = board_of(ctx, &sign.path) else { return Ok(()) };
    let depth = sign.seen.saturating_mul(1_000).saturating_add(sign.numbers);
    let seat = (ctx.store.key(), user.clone(), board.to_owned(), account.clone());
    if is_known(&seat, ctx.now, depth) {
        return Ok(());
    }
    if let Some(account) = &account {
        let cut = require(ctx, Action::Read, Account::SPEC)?;
        let mut conn = ctx.store.read().await.map_err(of_store)?;
        store::record::get(&mut conn, Account::SPEC, &cut, account)
            .await
            .map_err(of_store)?
            .ok_or_else(Problem::not_found)?;
    }
    let screen = if matches!(sign.screen.as_str(), "phone" | "wall") { sign.screen.as_str() } else { "desk" };
    let bounded = |count: i64, most: i64| count.clamp(0, most);
    let look = Look {
        account,
        user,
        board: board.to_owned(),
        screen: screen.to_owned(),
        seen: bounded(sign.seen, 1_000),
        tiles: bounded(sign.tiles, 1_000),
        numbers: bounded(sign.numbers, 1_000_000),
    };
    write(ctx, &look).await.map_err(of_store)?;
    let mut notes = NOTES.lock().unwrap_or_else(PoisonError::into_inner);
    if notes.len() > 10_000 {
        notes.clear();
    }
    notes.insert(seat, (ctx.now, depth));
    Ok(())
}

fn is_known(seat: &Seat, now: Timestamp, depth: i64) -> bool {
    let notes = NOTES.lock().unwrap_or_else(PoisonError::into_inner);
    notes.get(seat).is_some_and(|(at, known)| now.duration_since(*at) < NOTED && depth <= *known)
}

async fn write(ctx: &Ctx, look: &Look) -> Result<(), store::Error> {
    let since = stamp(ctx.now.checked_sub(SAME).unwrap_or(ctx.now));
    let mut write = ctx.store.write().await?;
    if !store::view::go_on(write.conn(), look, &since, &ctx.stamp()).await? {
        let day = format!("{}T16:00:00Z", plus_days(ctx.today, -1));
        let moves = match &look.account {
            Some(account) if ctx.who.role == Role::ExecutiveSponsor => {
                store::view::is_first(write.conn(), account, &look.user, &day).await?
            }
            _ => false,
        };
        store::view::begin(write.conn(), &new_id(), look, &ctx.stamp()).await?;
        if let (true, Some(account)) = (moves, &look.account) {
            score::refresh(ctx, write.conn(), account).await?;
        }
    }
    write.commit_quietly().await
}

/// Which board a path shows, and whose.
fn board_of(ctx: &Ctx, path: &str) -> Option<(&'static str, Option<String>)> {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let path = path.strip_prefix("/wall").filter(|rest| rest.starts_with('/')).unwrap_or(path);
    let own = || ctx.who.account_id.clone();
    match path.trim_matches('/').split('/').collect::<Vec<_>>().as_slice() {
        [""] if ctx.who.role == Role::ExecutiveSponsor => Some(("home", own())),
        ["" | "portfolio"] => Some(("portfolio", None)),
        ["account", id] => Some(("account", Some((*id).to_owned()))),
        ["board", _] => Some(("other", None)),
        [name] if domain::board::named::Named::of(name).is_some() => Some(("other", None)),
        _ => None,
    }
}

/// Makes a task for every sponsor who has not looked for fourteen days; how many are new.
///
/// # Errors
/// When the store fails.
pub async fn catch_up(ctx: &Ctx) -> Result<u64, store::Error> {
    let before = format!("{}T16:00:00Z", plus_days(ctx.today, -SILENT_DAYS));
    let silent = store::view::silent(&mut *ctx.store.read().await?, &before).await?;
    let mut made = 0;
    for one in silent {
        let Ok(last) = one.last_at.parse::<Timestamp>() else { continue };
        let last_on = crate::ctx::day_at(last, 8);
        // The same silence has the same id: it is never told twice, even when the task was put away.
        let id = crate::ledger::event_id(&one.account, last_on);
        let known =
            store::record::get(&mut *ctx.store.read().await?, Task::SPEC, &store::record::Cut::All, &id)
                .await?;
        if known.is_some() {
            continue;
        }
        let days = domain::calendar::days_between(last_on, ctx.today);
        let values = [
            ("title", Value::from(format!("为 {} 再做一次看板培训 · Train {} again", one.name, one.name))),
            ("account_id", one.account.clone().into()),
            ("owner_id", one.owner.clone().into()),
            ("due_on", plus_days(ctx.today, 7).into()),
            ("state", "open".into()),
            (
                "note",
                format!(
                    "1W 已 {days} 天没有打开看板（最近一次 {last_on}）。请当面再讲一遍，并问清楚他想看什么。\nThe sponsor has not opened a board for {days} days (last on {last_on}). Please show it again in person, and ask what they would want to see."
                )
                .into(),
            ),
        ];
        let value = |name: &str| {
            values.iter().find(|(known, _)| *known == name).map_or(Value::Null, |(_, value)| value.clone())
        };
        let cells: Vec<Value> = Task::SPEC.fields.iter().map(|field| value(field.name)).collect();
        let mut write = ctx.store.write().await?;
        store::record::insert(write.conn(), Task::SPEC, &id, &cells, &ctx.stamp()).await?;
        let blank = vec![Value::Null; cells.len()];
        history::write(ctx, write.conn(), "create", Task::SPEC, &id, &blank, &cells).await?;
        hook::after_write(ctx, write.conn(), Task::SPEC, &id, None, Some(&cells)).await?;
        write.commit().await?;
        made += 1;
    }
    Ok(made)
}

#[cfg(test)]
mod tests;
