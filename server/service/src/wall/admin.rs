//! The settings of walls: letting one in by its code, naming it, sending it away; and profiles, kept version by
//! version. For administrators: walls are the company's settings.

use std::collections::BTreeMap;

use domain::board::Board;
use domain::noun::company::Company;
use domain::policy::{Action, Role};
use domain::problem::{Problem, ProblemKind, Problems};
use domain::record::Record as _;
use domain::text::{Text, text};
use domain::wall::{Admin, Listed, Presence, Profile, USUAL, record_at};
use jiff::{SignedDuration, Timestamp};

use super::signal::{Wake, wake};
use super::{compose, profile, profile_of, version};
use crate::ctx::new_id;
use crate::fault::of_store;
use crate::policy::require;
use crate::record::history::note;
use crate::saved_view::name_of;
use crate::session::Throttle;
use crate::{Ctx, Who};

/// What the profile is called that there always is.
pub(super) const USUAL_NAME: Text = text("常用", "Usual");

/// Codes that were none, by who typed them.
static GUESSES: Throttle = Throttle::new(10, SignedDuration::from_mins(15), 1000);

/// Everything there is to set.
///
/// # Errors
/// `Forbidden` to all but administrators.
pub async fn list(ctx: &Ctx) -> Result<Admin, Problem> {
    require(ctx, Action::Update, Company::SPEC)?;
    let mut conn = ctx.store.read().await.map_err(of_store)?;
    let walls = store::wall::list(&mut conn).await.map_err(of_store)?;
    let mut profiles = vec![profile(&mut conn, USUAL, ctx.locale).await?];
    for name in store::wall::profiles(&mut conn).await.map_err(of_store)? {
        let key = name.strip_prefix("wall/").unwrap_or_default();
        if key != USUAL {
            profiles.push(profile(&mut conn, key, ctx.locale).await?);
        }
    }
    let walls = walls.into_iter().map(|wall| {
        let seen: Option<Timestamp> = wall.seen_at.and_then(|at| at.parse().ok());
        let silent = seen.map(|at| ctx.now.duration_since(at).as_secs().max(0));
        Listed {
            id: wall.id,
            name: wall.name,
            profile: wall.profile,
            presence: Presence::of(silent),
            silent,
            screen: wall.screen,
            build: wall.build,
            showing: wall.showing,
        }
    });
    Ok(Admin { walls: walls.collect(), profiles })
}

/// Lets in the wall that shows this code.
///
/// # Errors
/// `Forbidden` to all but administrators; `Invalid` for a code that is none or has run out, `TooMany` after ten.
pub async fn approve(ctx: &Ctx, code: &str, name: &str, profile: &str) -> Result<(), Problem> {
    require(ctx, Action::Update, Company::SPEC)?;
    let who = ctx.who.user_id.clone().unwrap_or_default();
    GUESSES.check(&who, ctx.now).map_err(|_| crowded())?;
    let code: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
    let (name, profile) = (name_of(name)?, known(ctx, profile).await?);
    let mut write = ctx.store.write().await.map_err(of_store)?;
    let found = store::wall::by_code(write.conn(), &code.to_ascii_uppercase(), &ctx.stamp())
        .await
        .map_err(of_store)?;
    let Some(wall) = found else {
        GUESSES.count(&who, ctx.now);
        return Err(Problem::invalid(
            "code",
            "没有大屏在显示这个配对码，或者它已过期。请照屏幕上现在的码再输入一次。",
            "No wall shows this code, or it has run out. Please type the one that is on the screen now.",
        ));
    };
    store::wall::approve(write.conn(), &wall.id, &name, &profile, &ctx.stamp()).await.map_err(of_store)?;
    let changes = serde_json::json!([["name", null, name]]).to_string();
    note(ctx, write.conn(), "create", "wall", &wall.id, changes).await.map_err(of_store)?;
    write.commit_quietly().await.map_err(of_store)
}

/// Gives a wall another name and profile.
///
/// # Errors
/// As [`approve`]; `NotFound` when it was sent away.
pub async fn update(ctx: &Ctx, id: &str, name: &str, profile: &str) -> Result<(), Problem> {
    require(ctx, Action::Update, Company::SPEC)?;
    let name = name_of(name)?;
    let profile = known(ctx, profile).await?;
    let mut write = ctx.store.write().await.map_err(of_store)?;
    if !store::wall::update(write.conn(), id, &name, &profile).await.map_err(of_store)? {
        return Err(Problem::not_found());
    }
    let changes = serde_json::json!([["name", null, name], ["profile", null, profile]]).to_string();
    note(ctx, write.conn(), "update", "wall", id, changes).await.map_err(of_store)?;
    write.commit_quietly().await.map_err(of_store)?;
    wake(id, Wake::Stage);
    Ok(())
}

/// Sends a wall away: its token is worth nothing from now on.
///
/// # Errors
/// `Forbidden` to all but administrators; `NotFound` when it is not there.
pub async fn revoke(ctx: &Ctx, id: &str) -> Result<(), Problem> {
    require(ctx, Action::Update, Company::SPEC)?;
    let mut write = ctx.store.write().await.map_err(of_store)?;
    if !store::wall::revoke(write.conn(), id, &ctx.stamp()).await.map_err(of_store)? {
        return Err(Problem::not_found());
    }
    note(ctx, write.conn(), "archive", "wall", id, "[]".to_owned()).await.map_err(of_store)?;
    write.commit_quietly().await.map_err(of_store)?;
    wake(id, Wake::Stage);
    Ok(())
}

/// Saves a profile as a new version; the versions before stay.
///
/// # Errors
/// Every problem of what was typed; `Conflict` when somebody saved meanwhile.
pub async fn save(ctx: &Ctx, draft: &BTreeMap<String, String>) -> Result<Profile, Problems> {
    let one = |problem: Problem| vec![problem];
    require(ctx, Action::Update, Company::SPEC).map_err(one)?;
    let mut typed = domain::wall::parse(draft)?;
    if typed.key == "new" {
        typed.key = new_id();
        typed.version = 0;
    }
    let problems = closed(ctx, &typed).await;
    if !problems.is_empty() {
        return Err(problems);
    }
    version::keep(ctx, typed, String::new()).await
}

/// A page as a wall of the profile would show it.
///
/// # Errors
/// `Forbidden` to all but administrators; `NotFound` when it is no board, or not there any more.
pub async fn preview(ctx: &Ctx, profile: &str, url: &str, names_customers: bool) -> Result<Board, Problem> {
    require(ctx, Action::Update, Company::SPEC)?;
    let wall = as_wall(ctx);
    let board = compose(&wall, url, names_customers).await?;
    crate::arrange::on_wall(&wall, board, profile, url).await
}

/// Asks what a wall would ask: what is open to the whole company.
pub(crate) fn as_wall(ctx: &Ctx) -> Ctx {
    let who = Who { user_id: None, name: String::new(), role: Role::Wall, account_id: None };
    Ctx { who, ..ctx.clone() }
}

/// The records of a profile that no wall could show.
async fn closed(ctx: &Ctx, profile: &Profile) -> Problems {
    let mut problems = Problems::new();
    let wall = as_wall(ctx);
    for page in &profile.pages {
        let shown = compose(&wall, &page.url, profile.names_customers).await;
        if let Err(problem) = shown.map(drop)
            && problem.kind == ProblemKind::Forbidden
        {
            problems.push(problem);
        } else if record_at(&page.url).is_some() && compose(&wall, &page.url, false).await.is_err() {
            problems.push(Problem::invalid(
                "pages",
                format!("没有这条记录，或它不对全公司开放，大屏不能显示：{}", page.url),
                format!("There is no such record, or it is not open to the whole company: {}", page.url),
            ));
        }
    }
    problems
}

/// The key of a profile there is.
async fn known(ctx: &Ctx, key: &str) -> Result<String, Problem> {
    let found = profile_of(ctx, key).await?;
    if found.key == key || key.is_empty() {
        return Ok(found.key);
    }
    Err(Problem::invalid("profile", "请选择一个播放方案。", "Please choose a profile."))
}

fn crowded() -> Problem {
    Problem::new(
        ProblemKind::TooMany,
        "输错的配对码太多，请 15 分钟后再试。",
        "Too many codes that were none. Please try again in 15 min.",
    )
}
