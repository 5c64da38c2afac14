//! The demonstration: a generated company with one person of each role. Everybody knows their
//! password, so they exist only where somebody asked for a demonstration.

use domain::noun::user::User;
use domain::problem::Problem;
use domain::query::{Op, Query};
use domain::record::Record as _;
use service::seed::{self, DEMO_USERS, Plan, Summary};
use service::user::Next;
use service::{Ctx, record, user};

/// The password of everybody in the demonstration.
pub const PASSWORD: &str = "yardstick-demo";

/// Makes the company and lets its people sign in.
///
/// # Errors
/// When there are accounts already, or something cannot be written.
pub async fn fill(ctx: &Ctx, plan: &Plan, next: Next) -> Result<Summary, Problem> {
    let summary = seed::run(ctx, plan).await?;
    for (email, _) in DEMO_USERS {
        if let Some(id) = find(ctx, email).await? {
            user::give_demo_password(ctx, &id, PASSWORD, next).await?;
        }
    }
    Ok(summary)
}

/// The id of whoever signs in with this e-mail.
///
/// # Errors
/// When the store fails.
pub async fn find(ctx: &Ctx, email: &str) -> Result<Option<String>, Problem> {
    let email = email.trim().to_lowercase();
    let page = record::list(ctx, User::SPEC, &Query::default().filter("email", Op::Eq, email)).await?;
    Ok(page.rows.first().map(|row| row.id.clone()))
}

/// Whether the demonstration's people are here.
///
/// # Errors
/// When the store fails.
pub async fn is_here(ctx: &Ctx) -> Result<bool, Problem> {
    match DEMO_USERS.first() {
        Some((email, _)) => Ok(find(ctx, email).await?.is_some()),
        None => Ok(false),
    }
}
