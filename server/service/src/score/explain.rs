//! Why an account stands as it does, and what moved since another day.

use domain::scorecard::{Kind, Moved, Readings, moved};
use jiff::civil::Date;
use store::{Conn, Error};

use super::setting::of_version;
use super::{Scores, read};

/// An account's scores on a day, and the day they are of.
pub struct Explained {
    /// The day they were made.
    pub on: Date,
    /// The stage that chose the cards.
    pub stage: String,
    /// What was measured.
    pub readings: Readings,
    /// What was made of it.
    pub scores: Scores,
}

/// The scores of an account at or before a day, with the cards of then.
///
/// # Errors
/// When the store fails.
pub async fn at(conn: &mut Conn, account_id: &str, on: Date) -> Result<Option<Explained>, Error> {
    let Some((on, stage, version, kept)) = store::score::readings(conn, account_id, on).await? else {
        return Ok(None);
    };
    let steering = of_version(conn, Some(version)).await?;
    let readings = read(on, &kept);
    let scores = Scores::of(&steering.cards, &stage, &readings);
    Ok(Some(Explained { on, stage, readings, scores }))
}

/// What moved one kind of score between two days; nothing when either day has no scores.
pub fn since(before: &Explained, after: &Explained, kind: Kind) -> Option<Moved> {
    Some(moved(before.scores.get(kind)?, after.scores.get(kind)?))
}
