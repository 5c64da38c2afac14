//! One account's board.

use domain::board::Board;
use domain::problem::Problem;

use crate::Ctx;

/// One account's board.
///
/// # Errors
/// `NotFound` when the account is not there for this person.
pub async fn account(ctx: &Ctx, id: &str) -> Result<Board, Problem> {
    let _ = (ctx, id);
    Err(Problem::not_found())
}
