//! One account's facts.

use domain::board::Board;
use domain::board::account::standing::Standing;
use domain::board::account::{AccountFacts, Audience, Looks, compose};
use domain::calendar::{plus_days, week_of};
use domain::noun::account::Account;
use domain::noun::company::Company;
use domain::noun::user::User;
use domain::policy::Action;
use domain::problem::Problem;
use domain::record::Record;
use domain::scorecard::Kind;
use jiff::ToSpan as _;
use jiff::civil::Date;
use store::record::Cut;

use super::period::day_in;
use super::{company, keep, kept};
use crate::Ctx;
use crate::fault::of_store;
use crate::policy::{may_read, require, shared_only};
use crate::score::{explain, setting};

/// How many weeks of use the board shows.
const WEEKS: i32 = 13;

/// One account's board.
///
/// # Errors
/// `NotFound` when the account is not there for this person.
pub async fn account(ctx: &Ctx, id: &str, url: &str) -> Result<Board, Problem> {
    let cut = require(ctx, Action::Read, Account::SPEC)?;
    let account = {
        let mut conn = ctx.store.read().await.map_err(of_store)?;
        let row = store::record::get(&mut conn, Account::SPEC, &cut, id)
            .await
            .map_err(of_store)?
            .ok_or_else(Problem::not_found)?;
        Account::from_row(&row)
            .ok_or_else(|| crate::fault::internal(&"an account that does not fit its declaration"))?
    };
    let since = since_of(url, ctx.today)?;
    let audience = if shared_only(ctx) { Audience::Customer } else { Audience::Team };
    let revision = ctx.store.revision();
    let key = format!(
        "account {id} {:?} {audience:?} {since} {} {:?} {}",
        ctx.who.role,
        ctx.today,
        ctx.locale,
        ctx.store.key()
    );
    let mut board = match kept(ctx, &key) {
        Some(board) => board,
        None => {
            let mut board = compose(&facts(ctx, account, since).await?, audience, ctx.locale);
            board.tiles.retain(|tile| {
                let noun = noun_of(&tile.key);
                audience == Audience::Customer || may_read(ctx, noun)
            });
            board.kept_as.clone_from(&key);
            keep(revision, key, &board);
            board
        }
    };
    board.revision = revision;
    board.composed_at = ctx.stamp();
    Ok(board)
}

/// The noun a tile counts: who may not read it does not see the tile.
fn noun_of(tile: &str) -> &'static str {
    match tile {
        "sponsor" => "stakeholder",
        "alerts" | "timeline" => "alert",
        "usage" => "usage",
        "tickets" | "csat" => "ticket",
        "collection" => "payment",
        "demands" => "demand",
        "touchpoints" => "touchpoint",
        "meetings" => "meeting",
        "values" => "value_statement",
        "team" => "team_member",
        "lights" | "health" | "moved" | "quadrant" | "sponsor_card" => "score_day",
        "revenue" | "renewal" => "subscription",
        _ => "account",
    }
}

/// How the account stands and what moved since a day; nothing before it was ever scored.
async fn standing(
    conn: &mut store::Conn,
    id: &str,
    today: Date,
    since: Date,
) -> Result<Option<Standing>, store::Error> {
    let Some(now) = explain::at(conn, id, today).await? else { return Ok(None) };
    let before = explain::at(conn, id, since).await?.filter(|before| before.on < now.on);
    let moved =
        before.as_ref().and_then(|before| Some((before.on, explain::since(before, &now, Kind::Health)?)));
    let year = (plus_days(now.on, -366), now.on);
    let places = store::score::places(conn, &[id], year).await?.remove(id).unwrap_or_default();
    Ok(Some(Standing {
        on: now.on,
        scores: now.scores.all(),
        moved,
        trail: domain::quadrant::trail(&places, 6),
        crossing: setting::in_force(conn).await?.crossing,
    }))
}

/// The day an account is compared with: what the URL says, or thirty days ago.
fn since_of(url: &str, today: Date) -> Result<Date, Problem> {
    let since = day_in(url, "since")?.unwrap_or_else(|| plus_days(today, -30));
    if since >= today {
        return Err(Problem::invalid(
            "since",
            "用来比较的日期必须早于今天，请换一个。",
            "The day to compare with must be before today; please choose another.",
        ));
    }
    Ok(since)
}

async fn facts(ctx: &Ctx, account: Account, since: Date) -> Result<AccountFacts, Problem> {
    let company = company(ctx).await?;
    let mut conn = ctx.store.read().await.map_err(of_store)?;
    let conn = &mut *conn;
    let id = account.id.clone();
    let today = ctx.today;
    let owner = match &account.owner_id {
        Some(owner) => store::record::titles(conn, User::SPEC, &Cut::All, std::slice::from_ref(owner))
            .await
            .map_err(of_store)?
            .remove(owner),
        None => None,
    };
    let (demands, demands_total, demands_kept) =
        store::account_board::demands(conn, &id).await.map_err(of_store)?;
    let (tickets_open, csat) =
        store::account_board::tickets(conn, &id, today.saturating_sub(2.years())).await.map_err(of_store)?;
    let monday = plus_days(week_of(today).from, -7 * (WEEKS - 1));
    let days = store::account_board::uses(conn, &id, monday, today).await.map_err(of_store)?;
    let offset = store::home::offset(company.as_ref().map_or(8, |company| company.utc_offset_hours));
    let (week, month) = store::view::windows(today);
    let opens = store::view::opens(conn, &id, &week, &month).await.map_err(of_store)?;
    let last = opens.last_at.and_then(|at| at.parse::<jiff::Timestamp>().ok());
    Ok(AccountFacts {
        looks: Looks {
            last_on: last.map(|at| offset.to_datetime(at).date()),
            month: opens.month,
            depth: opens.depth,
        },
        meetings: store::home::meetings(conn, &id, &ctx.stamp(), offset).await.map_err(of_store)?,
        values: store::home::values(conn, &id).await.map_err(of_store)?,
        owner,
        currency: Company::currency_of(company.as_ref()),
        is_demo: company.as_ref().is_some_and(|company| company.is_demo),
        today,
        months: store::account_board::months(conn, &id, today).await.map_err(of_store)?,
        sponsor: store::account_board::sponsor(conn, &id).await.map_err(of_store)?,
        demands,
        demands_total,
        demands_kept,
        team: store::account_board::team(conn, &id, today).await.map_err(of_store)?,
        tickets_open,
        csat,
        weeks: weeks(monday, &days),
        core: store::account_board::core(conn, &id, plus_days(today, -27), today).await.map_err(of_store)?,
        overdue: store::account_board::overdue(conn, &id, today).await.map_err(of_store)?,
        alerts: store::account_board::alerts(conn, &id).await.map_err(of_store)?,
        touchpoints: store::account_board::touchpoints(conn, &id).await.map_err(of_store)?,
        standing: standing(conn, &id, today, since).await.map_err(of_store)?,
        timeline: store::account_board::timeline(conn, &id, today).await.map_err(of_store)?,
        account,
    })
}

/// Days gathered into weeks from the Monday on.
fn weeks(monday: Date, days: &[(Date, i64)]) -> Vec<(Date, i64)> {
    (0..WEEKS)
        .map(|week| {
            let from = plus_days(monday, 7 * week);
            let to = plus_days(from, 6);
            (from, days.iter().filter(|(day, _)| (from..=to).contains(day)).map(|(_, uses)| uses).sum())
        })
        .collect()
}
