//! The portfolio board's facts.

use domain::board::portfolio::standing::Standing;
use domain::board::portfolio::{PortfolioFacts, Star, compose};
use domain::board::slice::{Part, Slice};
use domain::board::{Ask, AskPart, Board};
use domain::format::Currency;
use domain::north_star::{self, NorthStar};
use domain::noun::account::Account;
use domain::noun::company::{Company, NORTH_STARS};
use domain::policy::{Action, Role};
use domain::problem::Problem;
use domain::quadrant::{Plot, Room, Thresholds};
use domain::query::pairs;
use domain::record::{Choice, Record};
use domain::text::{Locale, text};
use domain::transition::Transition;
use jiff::ToSpan as _;
use jiff::civil::Date;
use store::record::Cut;

use super::part::Parts;
use super::period::{self, is_dated, period_of};
use super::{company, keep, kept};
use crate::Ctx;
use crate::fault::of_store;
use crate::policy::{may_read, require};

/// The portfolio board of the period a URL names.
///
/// # Errors
/// `NotFound` for those who see one company only; the store's failures.
pub async fn portfolio(ctx: &Ctx, url: &str) -> Result<Board, Problem> {
    let all = reach(ctx)?;
    let (from, to) = period_of(ctx, url).await?;
    let slice = Slice::of(url);
    let cut = if slice.is_all() { all.clone() } else { Cut::Within(Box::new(all.clone()), slice.clone()) };
    let star = star_in(url);
    let revision = ctx.store.revision();
    // Who reads shapes the facts only through the cut, and the store is told apart for tests.
    let key = format!(
        "portfolio {:?} {cut:?} {from} {to} {star:?} {} {} {:?} {}",
        ctx.who.role,
        is_dated(url)?,
        ctx.today,
        ctx.locale,
        ctx.store.key()
    );
    let mut board = match kept(ctx, &key) {
        Some(board) => board,
        None => {
            let mut facts = facts(ctx, &cut, from, to).await?;
            if let Some(star) = star {
                star.key.clone_into(&mut facts.north_star.shown);
            }
            if facts.north_star.shown == "core_actions" {
                let conn = &mut *ctx.store.read().await.map_err(of_store)?;
                let week = store::board::core_week(conn, &cut, to).await.map_err(of_store)?;
                facts.core_actions = Some(week);
            }
            let mut board = slice.cut(compose(&facts, ctx.locale));
            board.tiles.retain(|tile| may_read(ctx, noun_of(&tile.key)));
            super::deed::leave_what_they_may(ctx, &mut board).await?;
            let mut ask = ask(ctx, &all, &slice, (from, to), url).await?;
            ask.is_changed |= star.is_some();
            ask.parts.push(stars(star, ctx.locale));
            board.ask = Some(ask);
            board.kept_as.clone_from(&key);
            keep(revision, key, &board);
            board
        }
    };
    board.revision = revision;
    board.composed_at = ctx.stamp();
    Ok(board)
}

/// The north star a URL asks to look at.
fn star_in(url: &str) -> Option<NorthStar> {
    pairs(url).into_iter().find(|(key, _)| key == "star").and_then(|(_, value)| north_star::of(&value))
}

/// The north stars there are to look at.
fn stars(held: Option<NorthStar>, locale: Locale) -> AskPart {
    let words = |one: &Choice| (one.key.to_owned(), one.label.in_(locale).to_owned());
    AskPart {
        key: "star".to_owned(),
        label: text("北极星", "North star").in_(locale).to_owned(),
        held: held.map(|star| star.key.to_owned()).unwrap_or_default(),
        choices: NORTH_STARS.iter().map(words).collect(),
        usual: text("公司选定的", "The company's").in_(locale).to_owned(),
    }
}

/// The noun a tile counts: who may not read it does not see the tile.
fn noun_of(tile: &str) -> &'static str {
    match tile {
        "at_risk" => "alert",
        "adoption" | "core_actions" => "usage",
        "csat" => "ticket",
        "renewals" => "account",
        "lights" | "health" | "transition" | "quadrant" | "sponsors" | "loop" | "week" => "score_day",
        _ => "arr_event",
    }
}

/// What the board may be asked, with what there is to choose from.
pub(super) async fn ask(
    ctx: &Ctx,
    cut: &Cut,
    slice: &Slice,
    (from, to): (Date, Date),
    url: &str,
) -> Result<Ask, Problem> {
    let (period, periods) = period::offered(ctx, url).await?;
    let kept = Parts::now(ctx, cut).await.map_err(of_store)?;
    let conn = &mut *ctx.store.read().await.map_err(of_store)?;
    let mut parts = Vec::new();
    for part in Part::ALL {
        let Some((_, field)) = Account::SPEC.field(part.field()) else { continue };
        let words = |(value, name): (String, String)| {
            let label =
                field.kind.choice_label(&value).map_or(name, |label| label.in_(ctx.locale).to_owned());
            (value, label)
        };
        let name = format!("values {}", part.key());
        let found = kept.part(name, &["account", "user"], store::board::values(conn, cut, part)).await;
        let found = found.map_err(of_store)?;
        parts.push(AskPart {
            key: part.key().to_owned(),
            label: field.label.in_(ctx.locale).to_owned(),
            held: slice.held(part).to_owned(),
            choices: found.into_iter().map(words).collect(),
            usual: String::new(),
        });
    }
    Ok(Ask {
        period,
        periods,
        from: from.to_string(),
        to: to.to_string(),
        last: ctx.today.to_string(),
        parts,
        is_changed: is_dated(url)? || !slice.is_all(),
    })
}

/// Who may see the portfolio: those who read accounts beyond their own company's.
pub(crate) fn reach(ctx: &Ctx) -> Result<Cut, Problem> {
    if ctx.who.role == Role::ExecutiveSponsor {
        return Err(Problem::not_found());
    }
    require(ctx, Action::Read, Account::SPEC)
}

/// Everything the board is composed of.
///
/// # Errors
/// When the store fails.
pub async fn facts(ctx: &Ctx, cut: &Cut, from: Date, to: Date) -> Result<PortfolioFacts, Problem> {
    let company = company(ctx).await?;
    let earlier = domain::delta::Comparison::of(from, to).earlier(from, to);
    let parts = Parts::now(ctx, cut).await.map_err(of_store)?;
    // Quarters that cost about the same, each on a reader of its own.
    let counted = async {
        use store::board::{adoption, bridges, renewals};
        let conn = &mut *ctx.store.read().await?;
        let periods = [earlier, from, to];
        let name = format!("bridges {earlier} {from} {to}");
        let bridges = parts.part(name, &["arr_event"], bridges(conn, cut, periods)).await?;
        let name = format!("adoption {to}");
        let adoption = parts.part(name, &["core_spell", "account"], adoption(conn, cut, to)).await?;
        let name = format!("renewals {to}");
        let renewals = parts.part(name, &["account", "alert"], renewals(conn, cut, to)).await?;
        Ok((bridges, renewals, adoption))
    };
    let listed = async {
        use store::board::{at_risk, csat, trend};
        let conn = &mut *ctx.store.read().await?;
        let trend = parts.part(format!("trend {to}"), &["arr_event"], trend(conn, cut, to)).await?;
        let risk = parts.part("at risk".to_owned(), AT_RISK, at_risk(conn, cut)).await?;
        Ok((trend, risk, parts.part(format!("csat {to}"), &["ticket"], csat(conn, cut, to)).await?))
    };
    let currency = Company::currency_of(company.as_ref());
    let stood = standing(ctx, &parts, cut, (from, to), currency);
    let (([before, bridge], renewals, adoption), (trend, risk, csat), standing) =
        tokio::try_join!(counted, listed, stood).map_err(of_store)?;
    let (at_risk, at_risk_accounts, at_risk_cents) = risk;
    Ok(PortfolioFacts {
        company: company.as_ref().map_or_else(|| "Yardstick".to_owned(), |company| company.name.clone()),
        currency,
        is_demo: company.as_ref().is_some_and(|company| company.is_demo),
        from,
        to,
        today: ctx.today,
        bridge,
        before,
        trend,
        renewals,
        at_risk,
        at_risk_accounts,
        at_risk_cents,
        csat,
        adoption,
        core_actions: None,
        offset: store::home::offset(company.as_ref().map_or(8, |company| company.utc_offset_hours)),
        north_star: company.as_ref().map(star_of).unwrap_or_default(),
        standing,
    })
}

/// The company's north star, and where it is kept.
fn star_of(company: &Company) -> Star {
    let Company { id, version, north_star, .. } = company;
    Star { shown: north_star.clone(), chosen: north_star.clone(), company_id: id.clone(), version: *version }
}

/// What moves the list of those that need somebody: their alerts, whom to ask, whom to ring, who was asked.
const AT_RISK: &[&str] = &["alert", "account", "user", "task", "stakeholder"];

/// How far back the trail of a customer on the quadrant goes.
const TRAIL_MONTHS: u32 = 5;

/// How all customers stood on the last scored day up to `to`, against the one before the period.
pub(super) async fn standing(
    ctx: &Ctx,
    parts: &Parts,
    cut: &Cut,
    (from, to): (Date, Date),
    currency: Currency,
) -> Result<Option<Standing>, store::Error> {
    use store::score::{lamps, movers, silent, taken, transition};
    let (on, since_on, week_on, steering) = {
        let conn = &mut *ctx.store.read().await?;
        let Some(on) = taken(conn, to).await? else { return Ok(None) };
        let earlier = |day: Option<Date>| day.filter(|day| *day < on);
        let since_on = earlier(taken(conn, from).await?);
        let week_on = earlier(taken(conn, domain::calendar::plus_days(on, -7)).await?);
        (on, since_on, week_on, crate::score::setting::in_force(conn).await?)
    };
    let crossing = steering.crossing;
    let placed = async {
        let conn = &mut *ctx.store.read().await?;
        let moved = match since_on {
            Some(since) => {
                let name = format!("transition {since} {on}");
                parts.part(name, &["score_day"], transition(conn, cut, since, on)).await?
            }
            None => Vec::new(),
        };
        let name = format!("plane {on} {crossing:?}");
        let plot = parts.part(name, &["score_day", "account"], plane(conn, cut, on, crossing)).await?;
        Ok::<_, store::Error>((moved, plot))
    };
    let counted = async {
        let conn = &mut *ctx.store.read().await?;
        let lamps = parts.part(format!("lamps {on}"), &["score_day"], lamps(conn, cut, on)).await?;
        let named = &["score_day", "account"];
        let movers = match week_on {
            Some(week) => {
                let name = format!("movers {week} {on}");
                parts.part(name, named, movers(conn, cut, (week, on), 8)).await?
            }
            None => Vec::new(),
        };
        Ok((lamps, movers, parts.part(format!("silent {on}"), named, silent(conn, cut, on, 5)).await?))
    };
    let ((moved, plot), ((lamps, stages), movers, silent)) = tokio::try_join!(placed, counted)?;
    // Looks are noted quietly, without moving anything: they are counted with every board.
    let (_, since) = store::view::windows(ctx.today);
    let screens = store::view::screens(&mut *ctx.store.read().await?, cut, &since).await?;
    Ok(Some(Standing {
        on,
        is_today: on == ctx.today,
        since_on,
        week_on,
        lamps,
        transition: Transition::of(moved),
        movers,
        plot,
        crossing,
        silent,
        stages,
        screens,
        edges: steering.edges,
        currency,
    }))
}

/// The quadrant, with the trails of those drawn one by one.
async fn plane(
    conn: &mut store::Conn,
    cut: &Cut,
    on: Date,
    crossing: Thresholds,
) -> Result<Plot, store::Error> {
    let mut plot = store::score::plane(conn, cut, on, crossing, Room::default()).await?;
    let ids: Vec<&str> = plot.notable.iter().map(|one| one.spot.account_id.as_str()).collect();
    let first = on.first_of_month().saturating_sub(i64::from(TRAIL_MONTHS).months());
    let mut stood = store::score::places(conn, &ids, (first, on)).await?;
    for one in &mut plot.notable {
        let stood = stood.remove(&one.spot.account_id).unwrap_or_default();
        let stood = domain::quadrant::trail(&stood, TRAIL_MONTHS + 1);
        let before = stood.iter().filter(|place| place.on < on);
        one.trail = before.map(|place| (place.warmth_bp, place.willingness_bp)).collect();
    }
    Ok(plot)
}
