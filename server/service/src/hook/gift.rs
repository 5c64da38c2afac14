//! The red line (M30): what one person at a customer is given in a year stays below the company's limit. An entry over it is
//! kept as what it is, a gift that is not to be given, and compliance hears of it at once.

use domain::noun::company::Company;
use domain::noun::gift::{Gift, LIMIT_CENTS, verdict};
use domain::problem::{Problem, Problems};
use domain::query::Query;
use domain::record::{Record as _, Spec};
use domain::value::Value;
use store::record::Cut;
use store::{Conn, Error};

use super::notice::{self, Notice};
use super::{cell, text};
use crate::Ctx;

/// Says to a new entry whether it may be given.
pub async fn settle(conn: &mut Conn, spec: &Spec, cells: &mut [Value]) -> Result<(), Error> {
    if spec.table != "gift" {
        return Ok(());
    }
    let (given_on, person) =
        (text(spec, cells, "given_on").to_owned(), text(spec, cells, "stakeholder_id").to_owned());
    let value = cell(spec, cells, "value_cents").and_then(Value::as_int).unwrap_or(0);
    let given = store::relation::given(conn, &person, given_on.get(..4).unwrap_or_default()).await?;
    let said = verdict(given, value, limit(conn).await?);
    if let Some(slot) = spec.field("verdict").and_then(|(at, _)| cells.get_mut(at)) {
        *slot = said.into();
    }
    Ok(())
}

/// A gift is worth something: less than nothing would make room for another.
pub fn fits(spec: &Spec, cells: &[Value]) -> Problems {
    let value = cell(spec, cells, "value_cents").and_then(Value::as_int).unwrap_or(0);
    if value > 0 {
        return Problems::new();
    }
    vec![Problem::invalid(
        "value_cents",
        "请填写礼品的实际价值，应大于 0。",
        "Please enter what it is worth: an amount above 0.",
    )]
}

/// Tells compliance of what was blocked.
pub async fn tell(ctx: &Ctx, conn: &mut Conn, id: &str) -> Result<(), Error> {
    let row = store::record::get(conn, Gift::SPEC, &Cut::All, id).await?;
    let Some(gift) = row.as_ref().and_then(Gift::from_row) else { return Ok(()) };
    if gift.verdict.as_deref() != Some("blocked") {
        return Ok(());
    }
    let limit = limit(conn).await? / 100;
    let message = format!(
        "合规提醒：礼品“{}”价值 {} 元，超过每人每年 {limit} 元的限额，已拦截，不得送出。\nCompliance: a gift of {} is over the limit of {limit} a person and year. It was blocked and may not be given.",
        gift.what,
        gift.value_cents / 100,
        gift.value_cents / 100
    );
    let wanted =
        Notice { account_id: gift.account_id, message, rule: "gift_limit", severity: "act", owner_id: None };
    notice::settle(ctx, conn, &notice::id("gift", id), Some(wanted), "").await?;
    Ok(())
}

async fn limit(conn: &mut Conn) -> Result<i64, Error> {
    let rows = store::record::list(conn, Company::SPEC, &Cut::All, &Query::default(), 1).await?;
    let company = rows.first().and_then(Company::from_row);
    Ok(company.and_then(|company| company.gift_limit_cents).unwrap_or(LIMIT_CENTS))
}
