//! A salon that is written down suggests its guests (M18): decision makers whose demands, job or words about us speak of its
//! topic, those who speak of most of it first. They are entries like any other, to be asked or left out.

use domain::noun::salon::{Salon, SalonGuest};
use domain::record::Record as _;
use domain::value::Value;
use store::record::Cut;
use store::{Conn, Error};

use super::{alarm, notice};
use crate::Ctx;

/// How many are suggested.
const GUESTS_MOST: usize = 12;
/// How many key words of a topic are looked for.
const WORDS_MOST: usize = 8;

/// Adds the guests that are not on the list yet, while the salon lies ahead.
pub async fn suggest(ctx: &Ctx, conn: &mut Conn, id: &str) -> Result<(), Error> {
    let row = store::record::get(conn, Salon::SPEC, &Cut::All, id).await?;
    let Some(salon) = row.as_ref().and_then(Salon::from_row).filter(|salon| salon.held_on >= ctx.today)
    else {
        return Ok(());
    };
    let words: Vec<&str> = salon
        .topic
        .split(|letter: char| letter.is_whitespace() || "，、,;；/".contains(letter))
        .filter(|word| word.chars().count() > 1)
        .take(WORDS_MOST)
        .collect();
    for guest in store::relation::speak_of(conn, id, &words, GUESTS_MOST).await? {
        let reason: String = format!("关心：{}", guest.words.join("、")).chars().take(200).collect();
        let cells = [
            ("account_id", Value::from(guest.account_id)),
            ("salon_id", id.into()),
            ("stakeholder_id", guest.stakeholder_id.clone().into()),
            ("state", "suggested".into()),
            ("reason", reason.into()),
        ];
        let guest = notice::id("guest", &format!("{id} {}", guest.stakeholder_id));
        alarm::add(ctx, conn, SalonGuest::SPEC, &guest, &cells).await?;
    }
    Ok(())
}
