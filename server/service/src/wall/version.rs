//! The versions of a profile: every one stays, says who saved it and when, and can be taken back as a new one.

use domain::noun::company::Company;
use domain::policy::Action;
use domain::problem::{Problem, ProblemKind, Problems};
use domain::record::Record as _;
use domain::text::Locale;
use domain::wall::{Profile, USUAL, Version};
use jiff::Timestamp;
use jiff::tz::Offset;
use store::score::Setting;

use super::signal::{Wake, wake};
use super::{admin, offset, profile, setting};
use crate::Ctx;
use crate::fault::of_store;
use crate::policy::require;
use crate::record::history::note;

/// Every version of a profile, the newest first.
///
/// # Errors
/// `Forbidden` to all but administrators; `NotFound` for a profile that never was.
pub async fn list(ctx: &Ctx, key: &str) -> Result<Vec<Version>, Problem> {
    require(ctx, Action::Update, Company::SPEC)?;
    let company = crate::board::company(ctx).await?;
    let here = Offset::from_hours(offset(company.as_ref())).unwrap_or(Offset::UTC);
    let mut conn = ctx.store.read().await.map_err(of_store)?;
    let kept = store::score::settings(&mut conn, &setting(key)).await.map_err(of_store)?;
    let mut versions: Vec<Version> = kept.into_iter().filter_map(|kept| read(kept, key, here)).collect();
    if key == USUAL {
        let profile = Profile::usual(admin::USUAL_NAME.in_(ctx.locale));
        let (saved_at, saved_by, note) = Default::default();
        versions.push(Version { number: 0, saved_at, saved_by, note, profile });
    }
    if versions.is_empty() {
        return Err(Problem::not_found());
    }
    Ok(versions)
}

fn read(kept: Setting, key: &str, here: Offset) -> Option<Version> {
    let Setting { version: number, body, note, saved_at, saved_by } = kept;
    let profile: Profile = serde_json::from_str(&body).ok()?;
    let at = saved_at.parse::<Timestamp>().map(|at| here.to_datetime(at).strftime("%F %H:%M").to_string());
    Some(Version {
        number,
        saved_at: at.unwrap_or(saved_at),
        saved_by: saved_by.unwrap_or_default(),
        note,
        profile: Profile { key: key.to_owned(), version: number, ..profile },
    })
}

/// Takes a version back: what it said becomes the newest. `seen` is the version that was in force for whoever asks.
///
/// # Errors
/// `Forbidden` to all but administrators; `NotFound` for a version that never was; `Conflict` when somebody saved
/// meanwhile.
pub async fn take_back(ctx: &Ctx, key: &str, number: i64, seen: i64) -> Result<Profile, Problems> {
    let one = |problem: Problem| vec![problem];
    let versions = list(ctx, key).await.map_err(one)?;
    let found = versions.into_iter().find(|version| version.number == number);
    let old = found.ok_or_else(|| one(Problem::not_found()))?;
    let why = match ctx.locale {
        Locale::Zh => format!("取回第 {number} 版"),
        Locale::En => format!("Took back version {number}"),
    };
    keep(ctx, Profile { version: seen, ..old.profile }, why).await
}

/// Keeps a profile as the version after the one it was made from.
///
/// # Errors
/// `Conflict` when somebody saved meanwhile.
pub(super) async fn keep(ctx: &Ctx, mut typed: Profile, why: String) -> Result<Profile, Problems> {
    let one = |problem: Problem| vec![problem];
    let name = setting(&typed.key);
    let mut write = ctx.store.write().await.map_err(|error| one(of_store(error)))?;
    let now = profile(write.conn(), &typed.key, ctx.locale).await.map_err(one)?;
    if now.version != typed.version {
        return Err(one(Problem::new(
            ProblemKind::Conflict,
            "别人刚刚保存了这个方案，请刷新页面看过之后再改。没有做任何改动。",
            "Somebody has just saved this profile. Reload to see it, then change yours; nothing was changed.",
        )));
    }
    typed.version += 1;
    let kept = Setting {
        version: typed.version,
        body: serde_json::to_string(&typed).unwrap_or_default(),
        note: why,
        saved_at: ctx.stamp(),
        saved_by: None,
    };
    store::score::save_setting(write.conn(), &name, &kept, ctx.who.user_id.as_deref())
        .await
        .map_err(|error| one(of_store(error)))?;
    let changes = serde_json::json!([["version", now.version, typed.version]]).to_string();
    note(ctx, write.conn(), "update", "setting", &name, changes)
        .await
        .map_err(|error| one(of_store(error)))?;
    write.commit_quietly().await.map_err(|error| one(of_store(error)))?;
    wake("", Wake::Stage);
    Ok(typed)
}
