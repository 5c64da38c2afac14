//! The door: every read and every write passes [`require`], which turns the policy table into the
//! rows and fields this person may touch.

use domain::policy::{Action, Grant, grant};
use domain::problem::Problem;
use domain::record::Spec;
use store::record::Cut;

use crate::Ctx;

/// How far this person may do this to this noun, as a cut of its rows.
///
/// # Errors
/// `NotFound` when they may not know of the noun, `Forbidden` when they may read but not do this.
pub fn require(ctx: &Ctx, action: Action, spec: &Spec) -> Result<Cut, Problem> {
    match grant(ctx.who.role, action, spec) {
        Grant::None if action == Action::Read || grant(ctx.who.role, Action::Read, spec) == Grant::None => {
            Err(Problem::not_found())
        }
        Grant::None => Err(Problem::forbidden()),
        granted => cut_of(ctx, granted),
    }
}

/// The rows a grant reaches for this person.
fn cut_of(ctx: &Ctx, granted: Grant) -> Result<Cut, Problem> {
    use domain::policy::Role;
    let user = || ctx.who.user_id.clone().ok_or_else(Problem::signed_out);
    match (ctx.who.role, granted) {
        (_, Grant::None) => Err(Problem::not_found()),
        // The sponsor's own company, or nothing at all when none is named.
        (Role::ExecutiveSponsor, _) => {
            ctx.who.account_id.clone().map(Cut::Account).ok_or_else(Problem::not_found)
        }
        // What is open to the whole company; a wall is on nobody's team.
        (Role::Wall, _) => Ok(Cut::Open(String::new())),
        (Role::Administrator | Role::Executive | Role::CsOps, Grant::All) => Ok(Cut::All),
        (_, Grant::All) => Ok(Cut::Open(user()?)),
        (_, Grant::Own) => Ok(Cut::Team(user()?)),
    }
}

/// Whether this person may read any of this noun at all: what a screen asks before it shows a figure made
/// from it, whose link would otherwise lead nowhere.
pub fn may_read(ctx: &Ctx, table: &str) -> bool {
    domain::noun::spec(table).is_some_and(|spec| require(ctx, Action::Read, spec).is_ok())
}

/// Whether this person sees only what is shared with customers.
pub fn shared_only(ctx: &Ctx) -> bool {
    ctx.who.role.sees_shared_only()
}
