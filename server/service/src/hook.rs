//! What hangs on particular nouns: values filled in before a write, consequences in the same
//! transaction after it.

use domain::record::Spec;
use domain::value::Value;
use store::Conn;

use crate::Ctx;

/// Fills in what a person need not type.
pub fn before_write(ctx: &Ctx, spec: &Spec, cells: &mut [Value]) {
    let _ = (ctx, spec, cells);
}

/// The consequences of a write, in the same transaction. `before` is absent for a new or returning
/// record, `after` for one put away.
///
/// # Errors
/// When the store fails; then the whole write is undone.
pub async fn after_write(
    ctx: &Ctx,
    conn: &mut Conn,
    spec: &Spec,
    id: &str,
    before: Option<&[Value]>,
    after: Option<&[Value]>,
) -> Result<(), store::Error> {
    let _ = (ctx, conn, spec, id, before, after);
    Ok(())
}
