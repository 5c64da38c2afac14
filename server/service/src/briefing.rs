//! A meeting's briefing sheet and a transcript's sentences, as somebody opens them. Use cases.

use domain::briefing::{Asked, Before, Sheet, Worth, propose};
use domain::noun::account::Account;
use domain::noun::company::Company;
use domain::noun::conversation::{Briefing, Transcript};
use domain::noun::demand::Demand;
use domain::noun::meeting::Meeting;
use domain::noun::opportunity::Opportunity;
use domain::noun::value_statement::ValueStatement;
use domain::policy::Action;
use domain::problem::Problem;
use domain::query::{Op, Query};
use domain::record::{Draft, Record};
use store::Conn;

use crate::Ctx;
use crate::board::company;
use crate::fault::of_store;
use crate::policy::require;
use crate::record::{create, first, typed, typed_list};

/// The most of anything a sheet is made from.
const MOST: u32 = 50;

/// A meeting and the sheet for it.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The meeting.
    pub meeting: Meeting,
    /// The customer.
    pub account: Account,
    /// The sheet somebody wrote, and its record.
    pub written: Option<Briefing>,
    /// What is proposed while nobody has.
    pub sheet: Sheet,
    /// Whether this person may write one.
    pub may_write: bool,
}

/// The sheet of a meeting.
///
/// # Errors
/// `NotFound` when the meeting is not there for this person, or sheets are none of their business.
pub async fn look(ctx: &Ctx, meeting_id: &str) -> Result<Shown, Problem> {
    require(ctx, Action::Read, Briefing::SPEC)?;
    let company = company(ctx).await?;
    let conn = &mut *ctx.store.read().await.map_err(of_store)?;
    let meeting: Meeting = typed(ctx, conn, meeting_id).await?;
    let account: Account = typed(ctx, conn, &meeting.account_id).await?;
    let of = |field: &str, id: &str| Query::default().filter(field, Op::Eq, id);
    let written: Vec<Briefing> = typed_list(ctx, conn, &of("meeting_id", meeting_id), MOST).await?;
    let own = of("account_id", &account.id);
    let demands: Vec<Demand> =
        typed_list(ctx, conn, &own.clone().filter("state", Op::Ne, "dropped").sort("-raised_on"), MOST)
            .await?;
    let worth: Vec<ValueStatement> =
        typed_list(ctx, conn, &own.clone().filter("answer", Op::Ne, "disputed").sort("-amount_cents"), MOST)
            .await?;
    let next: Vec<Opportunity> = typed_list(ctx, conn, &own.sort("-space_cents"), MOST).await?;
    let others = others(ctx, conn, &account).await?;
    let asked = |one: &Demand| Asked {
        quote: one.quote.clone(),
        raised_on: one.raised_on,
        is_kept: matches!(one.state.as_str(), "delivered" | "accepted"),
    };
    let own = |one: &ValueStatement| Worth {
        account: String::new(),
        statement: one.statement.clone(),
        amount_cents: one.amount_cents,
    };
    let mut demands = demands;
    demands.sort_by_key(|one| (one.priority != "high", std::cmp::Reverse(one.raised_on)));
    let before = Before {
        demands: demands.iter().map(asked).collect(),
        own: worth.iter().map(own).collect(),
        others,
        renewal_on: account.renewal_on.filter(|on| *on >= ctx.today),
        opportunity: next.iter().find(|one| one.verdict.is_none()).map(|one| one.name.clone()),
        purpose: meeting.purpose.clone(),
        today: ctx.today,
        currency: Company::currency_of(company.as_ref()),
    };
    let sheet = propose(&before, ctx.locale);
    let may_write = require(ctx, Action::Create, Briefing::SPEC).is_ok();
    Ok(Shown { meeting, account, written: written.into_iter().next(), sheet, may_write })
}

/// What we did for customers like them: acknowledged, of the same industry first.
async fn others(ctx: &Ctx, conn: &mut Conn, account: &Account) -> Result<Vec<Worth>, Problem> {
    let asked = Query::default()
        .filter("answer", Op::Eq, "acknowledged")
        .filter("account_id", Op::Ne, &account.id)
        .sort("-amount_cents");
    let stated: Vec<ValueStatement> = typed_list(ctx, conn, &asked, MOST).await?;
    let mut told = Vec::new();
    for one in stated.into_iter().take(12) {
        let Ok(whose) = typed::<Account>(ctx, conn, &one.account_id).await else { continue };
        let is_like = whose.industry == account.industry;
        let worth = Worth { account: whose.name, statement: one.statement, amount_cents: one.amount_cents };
        told.push((!is_like, worth));
    }
    told.sort_by_key(|(is_other, _)| *is_other);
    Ok(told.into_iter().map(|(_, worth)| worth).collect())
}

/// Takes the proposed sheet as one's own; returns the record to put it into one's own words.
///
/// # Errors
/// Rights, and that the meeting is not there.
pub async fn take(ctx: &Ctx, meeting_id: &str) -> Result<String, Problem> {
    let shown = look(ctx, meeting_id).await?;
    if let Some(written) = shown.written {
        return Ok(written.id);
    }
    let [one, two, three] = shown.sheet.points;
    let [story, other] = shown.sheet.stories;
    let cells = [
        ("account_id", shown.account.id),
        ("meeting_id", meeting_id.to_owned()),
        ("point_1", one),
        ("point_2", two),
        ("point_3", three),
        ("story_1", story),
        ("story_2", other),
        ("ask", shown.sheet.ask.chars().take(160).collect()),
    ];
    let draft: Draft = cells.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    create(ctx, Briefing::SPEC, &draft).await.map_err(first)
}

/// A transcript and its customer.
///
/// # Errors
/// `NotFound` when it is not there for this person.
pub async fn transcript(ctx: &Ctx, id: &str) -> Result<(Transcript, Account), Problem> {
    let conn = &mut *ctx.store.read().await.map_err(of_store)?;
    let held: Transcript = typed(ctx, conn, id).await?;
    let account = typed(ctx, conn, &held.account_id).await?;
    Ok((held, account))
}
