//! What scores are steered by: the cards, where the quadrant's axes cross, when the whole portfolio counts as
//! red. Every version is kept; new ones are tried on the whole portfolio before they are saved.

pub mod form;

use domain::light::PortfolioEdges;
use domain::policy::{Action, Role};
use domain::problem::{Problem, ProblemKind, Problems};
use domain::quadrant::Thresholds;
use domain::scorecard::{Card, Kind, Measured, Preview, Readings, presets, preview, validate_all};
use serde::{Deserialize, Serialize};
use store::score::Setting;
use store::{Conn, Error};

use crate::Ctx;
use crate::fault::of_store;

const NAME: &str = "steering";

/// All of it, as one setting: parts that depend on each other are saved together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Steering {
    /// Which version this is; 0 is how the product came.
    #[serde(default)]
    pub version: i64,
    /// The cards.
    pub cards: Vec<Card>,
    /// Where the quadrant's axes cross.
    pub crossing: Thresholds,
    /// When the whole portfolio counts as watched or red.
    pub edges: PortfolioEdges,
}

impl Default for Steering {
    fn default() -> Self {
        Self {
            version: 0,
            cards: presets(),
            crossing: Thresholds::default(),
            edges: PortfolioEdges::default(),
        }
    }
}

impl Steering {
    /// Everything that is wrong with it; nothing when it may be saved.
    pub fn problems(&self) -> Problems {
        let mut problems = validate_all(&self.cards);
        problems.extend(self.crossing.validate());
        problems.extend(self.edges.validate());
        problems
    }
}

/// What is in force.
///
/// # Errors
/// When the store fails.
pub async fn in_force(conn: &mut Conn) -> Result<Steering, Error> {
    of_version(conn, None).await
}

/// What was in force as that version.
///
/// # Errors
/// When the store fails.
pub async fn of_version(conn: &mut Conn, version: Option<i64>) -> Result<Steering, Error> {
    let Some(stored) = store::score::setting(conn, NAME, version).await? else {
        return Ok(Steering::default());
    };
    let steering: Steering = serde_json::from_str(&stored.body)
        .map_err(|error| Error::Corrupt(format!("setting {NAME} version {}: {error}", stored.version)))?;
    Ok(Steering { version: stored.version, ..steering })
}

/// Who may see the settings: everybody of ours.
///
/// # Errors
/// `NotFound` for all others.
pub async fn get(ctx: &Ctx) -> Result<Steering, Problem> {
    if !ctx.who.role.is_internal() {
        return Err(Problem::not_found());
    }
    in_force(&mut *ctx.store.read().await.map_err(of_store)?).await.map_err(of_store)
}

/// Every version, the newest first.
///
/// # Errors
/// As [`get`].
pub async fn history(ctx: &Ctx) -> Result<Vec<Setting>, Problem> {
    get(ctx).await?;
    store::score::settings(&mut *ctx.store.read().await.map_err(of_store)?, NAME).await.map_err(of_store)
}

/// Whether this person may change them: administrators and customer-success operations.
pub const fn may_change(role: Role) -> bool {
    matches!(role, Role::Administrator | Role::CsOps)
}

/// Whom to ask before somebody changes or tries settings: trying shows the whole portfolio, too.
///
/// # Errors
/// `Forbidden` for those who only read, `NotFound` for all others.
pub async fn require_change(ctx: &Ctx) -> Result<(), Problem> {
    if may_change(ctx.who.role) {
        return Ok(());
    }
    Err(get(ctx).await.err().unwrap_or_else(Problem::forbidden))
}

/// What new settings would do to today's portfolio, for one kind of score. Nothing is stored.
///
/// # Errors
/// Every problem of the new settings at once.
pub async fn try_out(ctx: &Ctx, new: &Steering, kind: Kind) -> Result<Preview, Problems> {
    require_change(ctx).await.map_err(|problem| vec![problem])?;
    let problems = new.problems();
    if !problems.is_empty() {
        return Err(problems);
    }
    let (now, measured) = measured(ctx).await.map_err(|error| vec![of_store(error)])?;
    let accounts: Vec<Measured<'_>> = measured
        .iter()
        .map(|(account_id, stage, readings)| Measured { account_id, stage, readings })
        .collect();
    Ok(preview(&now.cards, &new.cards, kind, &accounts, 20))
}

/// What is in force, and what was last measured of every account: its id, its stage, its readings.
async fn measured(ctx: &Ctx) -> Result<(Steering, Vec<(String, String, Readings)>), Error> {
    let conn = &mut *ctx.store.read().await?;
    let now = in_force(conn).await?;
    let on = store::score::taken(conn, ctx.today).await?.unwrap_or(ctx.today);
    let rows = store::score::all_readings(conn, on).await?;
    let readings = |(id, stage, kept): (String, String, String)| (id, stage, super::read(on, &kept));
    Ok((now, rows.into_iter().map(readings).collect()))
}

/// Saves new settings as the version after the one they were made from, and scores everybody anew.
///
/// # Errors
/// `Conflict` when somebody saved meanwhile; every problem of the settings at once.
pub async fn save(ctx: &Ctx, new: &Steering, note: &str) -> Result<i64, Problems> {
    let one = |problem: Problem| vec![problem];
    require_change(ctx).await.map_err(one)?;
    let problems = new.problems();
    if !problems.is_empty() {
        return Err(problems);
    }
    let fault = |error: Error| one(of_store(error));
    let mut write = ctx.store.write().await.map_err(fault)?;
    let now = in_force(write.conn()).await.map_err(fault)?;
    if now.version != new.version {
        return Err(one(Problem::new(
            ProblemKind::Conflict,
            "别人刚刚保存了新的评分设置，请刷新页面看过之后再改。没有做任何改动。",
            "Somebody has just saved new score settings. Reload to see them, then change yours; nothing was changed.",
        )));
    }
    let version = now.version + 1;
    let setting = Setting {
        version,
        body: serde_json::to_string(&Steering { version, ..new.clone() }).unwrap_or_default(),
        note: note.trim().chars().take(400).collect(),
        saved_at: ctx.stamp(),
        saved_by: None,
    };
    store::score::save_setting(write.conn(), NAME, &setting, ctx.who.user_id.as_deref())
        .await
        .map_err(fault)?;
    let changes = serde_json::json!({ "version": version, "note": setting.note }).to_string();
    crate::record::history::note(ctx, write.conn(), "update", "setting", NAME, changes)
        .await
        .map_err(fault)?;
    super::take(ctx, write.conn(), ctx.today).await.map_err(fault)?;
    write.commit().await.map_err(fault)?;
    Ok(version)
}

/// Whose scores these are, for those who may read accounts.
///
/// # Errors
/// As the policy table says.
pub fn reads_accounts(ctx: &Ctx) -> Result<store::record::Cut, Problem> {
    use domain::record::Record as _;
    crate::policy::require(ctx, Action::Read, domain::noun::account::Account::SPEC)
}
