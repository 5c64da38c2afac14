//! A selection: the candidates on the table, closing it with what was decided, taking it up again.
//!
//! Closing is one transaction: verdicts, the log, a goal with its resources for each chosen opportunity, and a task that
//! asks its owner to acknowledge it. Nobody but the company's board role does it (H16).

use std::collections::BTreeMap;

use domain::format::{Currency, money};
use domain::noun::goal::Goal;
use domain::noun::opportunity::Opportunity;
use domain::noun::selection::{Decision, Selection};
use domain::noun::task::Task;
use domain::policy::Action;
use domain::problem::{Problem, ProblemKind, Problems};
use domain::query::{Op, Query};
use domain::record::{Record, Row, Spec};
use domain::sandbox::plan::Issued;
use domain::sandbox::table::{Table, cost_of, lay};
use domain::sandbox::{Card, Weights};
use domain::text::Locale;
use domain::value::Value;
use store::Conn;
use store::record::Cut;

use super::{currency, set};
use crate::Ctx;
use crate::ctx::new_id;
use crate::fault::of_store;
use crate::hook;
use crate::policy::require;
use crate::record::history;

/// The most lines of a log that are shown.
const LOG_MOST: u32 = 500;
/// How many days a goal waits for its owner's word before its task is late.
const DAYS: i32 = 7;

/// A selection as somebody sees it.
#[derive(Clone, Debug)]
pub struct Sitting {
    /// The selection.
    pub selection: Selection,
    /// Its weights.
    pub weights: Weights,
    /// The candidates; none once it is closed.
    pub cards: Vec<Card>,
    /// What lies on the table.
    pub table: Table,
    /// What was decided, in the order of the log.
    pub log: Vec<(Decision, String)>,
    /// The goals that followed.
    pub goals: Vec<Issued>,
    /// The currency of amounts.
    pub currency: Currency,
    /// Whether they may choose and let go.
    pub may_decide: bool,
}

/// What is said of one candidate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// `chosen`, `abandoned`, or empty: it stays undecided.
    pub verdict: String,
    /// Why; needed where it is let go.
    pub reason: String,
}

/// The selection, its table and its log.
///
/// # Errors
/// `NotFound` for those who may not read selections, and where there is none.
pub async fn sitting(ctx: &Ctx, id: &str) -> Result<Sitting, Problem> {
    let cut = require(ctx, Action::Read, Opportunity::SPEC)?;
    let currency = currency(ctx).await?;
    let conn = &mut *ctx.store.read().await.map_err(of_store)?;
    let (_, selection) = found(ctx, conn, id).await?;
    let weights = weights(&selection);
    let is_open = selection.closed_on.is_none();
    let cards =
        if is_open { store::sandbox::candidates(conn, &cut).await.map_err(of_store)? } else { Vec::new() };
    let table = lay(&cards, &weights, selection.budget_cents);
    let log = log(ctx, conn, id).await?;
    let goals = store::sandbox::goals(conn, &cut, "", id).await.map_err(of_store)?;
    let may_decide = require(ctx, Action::Update, Selection::SPEC).is_ok();
    Ok(Sitting { selection, weights, cards, table, log, goals, currency, may_decide })
}

async fn found(ctx: &Ctx, conn: &mut Conn, id: &str) -> Result<(Row, Selection), Problem> {
    let cut = require(ctx, Action::Read, Selection::SPEC)?;
    let row = store::record::get(conn, Selection::SPEC, &cut, id).await.map_err(of_store)?;
    let row = row.filter(|row| row.archived_at.is_none()).ok_or_else(Problem::not_found)?;
    let selection = Selection::from_row(&row).ok_or_else(Problem::not_found)?;
    Ok((row, selection))
}

fn weights(selection: &Selection) -> Weights {
    Weights([
        selection.space_weight,
        selection.growth_weight,
        selection.profit_weight,
        selection.competition_weight,
    ])
}

/// The log with each customer's name, the oldest line first; ranks stand together.
async fn log(ctx: &Ctx, conn: &mut Conn, id: &str) -> Result<Vec<(Decision, String)>, Problem> {
    let cut = require(ctx, Action::Read, Decision::SPEC)?;
    let query = Query::default().filter("selection_id", Op::Eq, id).sort("place");
    let rows = store::record::list(conn, Decision::SPEC, &cut, &query, LOG_MOST).await.map_err(of_store)?;
    let lines: Vec<Decision> = rows.iter().filter_map(Decision::from_row).collect();
    let accounts: Vec<String> = lines.iter().map(|line| line.account_id.clone()).collect();
    let spec = domain::noun::account::Account::SPEC;
    let names = store::record::titles(conn, spec, &cut, &accounts).await.map_err(of_store)?;
    let name = |line: &Decision| names.get(&line.account_id).cloned().unwrap_or_default();
    Ok(lines.into_iter().map(|line| (name(&line), line)).map(|(name, line)| (line, name)).collect())
}

/// Closes it with what was decided.
///
/// # Errors
/// `Forbidden` to all but the board role; every fault of what was said; `Conflict` when it changed meanwhile.
pub async fn close(ctx: &Ctx, id: &str, version: i64, said: &BTreeMap<String, Said>) -> Result<(), Problems> {
    let cut = require(ctx, Action::Update, Selection::SPEC).map_err(one)?;
    let currency = currency(ctx).await.map_err(one)?;
    let mut write = ctx.store.write().await.map_err(inner)?;
    let conn = write.conn();
    let (row, selection) = found(ctx, conn, id).await.map_err(one)?;
    if row.version != version || selection.closed_on.is_some() {
        return Err(vec![changed()]);
    }
    let weights = weights(&selection);
    weights.check().map_err(one)?;
    let cards = store::sandbox::candidates(conn, &cut).await.map_err(inner)?;
    let table = lay(&cards, &weights, selection.budget_cents);
    let faults = faults(&selection, &cards, &table, said, currency);
    if !faults.is_empty() {
        return Err(faults);
    }
    let places = table.order.iter().map(|(place, points)| (*place, Some(*points)));
    let places = places.chain(table.missing.iter().map(|place| (*place, None)));
    for (rank, (place, points)) in places.enumerate() {
        let Some(card) = cards.get(place) else { continue };
        let Some(said) = said.get(&card.id).filter(|said| !said.verdict.is_empty()) else { continue };
        let rank = points.and_then(|_| i64::try_from(rank + 1).ok());
        let attraction = points.map(|points| points * 100 / weights.sum());
        decide(ctx, conn, card, said).await.map_err(inner)?;
        let line = Line { card, said, rank, attraction };
        put(ctx, conn, Decision::SPEC, &line.cells(ctx, id)).await.map_err(inner)?;
        if said.verdict == "chosen" {
            issue(ctx, conn, &selection, card).await.map_err(inner)?;
        }
    }
    finish(ctx, conn, &row, ctx.today.into()).await.map_err(inner)?;
    write.commit().await.map_err(inner)?;
    Ok(())
}

/// Everything that is wrong with what was said.
fn faults(
    selection: &Selection,
    cards: &[Card],
    table: &Table,
    said: &BTreeMap<String, Said>,
    currency: Currency,
) -> Problems {
    let mut problems = Problems::new();
    let known = |id: &String| cards.iter().position(|card| card.id == *id);
    let decided: Vec<(&String, &Said)> = said.iter().filter(|(_, said)| !said.verdict.is_empty()).collect();
    if decided.is_empty() {
        problems.push(Problem::invalid(
            "verdict",
            "还没有对任何商机作出取舍。请至少选择或放弃一个，再散会。",
            "Nothing has been decided yet. Choose or let go at least one opportunity, then close.",
        ));
    }
    let mut chosen = Vec::new();
    for (id, said) in decided {
        let Some(place) = known(id) else {
            problems.push(changed());
            continue;
        };
        let name = cards.get(place).map_or("", |card| card.name.as_str());
        match said.verdict.as_str() {
            "chosen" if table.missing.contains(&place) => problems.push(Problem::invalid(
                id,
                format!("“{name}”还没有打完四项分，不能选择。请先补全评分。"),
                format!("“{name}” is not scored whole and cannot be chosen. Complete its four scores first."),
            )),
            "chosen" => chosen.push(place),
            "abandoned" if said.reason.trim().is_empty() => problems.push(Problem::invalid(
                id,
                format!("放弃“{name}”要写明理由，它会留在战/略记录里。"),
                format!("Say why “{name}” is let go: the reason stays in the log."),
            )),
            "abandoned" => {}
            _ => problems.push(changed()),
        }
    }
    let spent = cost_of(cards, &chosen);
    if spent > selection.budget_cents {
        let say = |cents, locale| money(cents, currency, locale).to_string();
        let over = spent - selection.budget_cents;
        problems.push(Problem::invalid(
            "budget_cents",
            format!(
                "所选商机共申请 {}，超出预算 {}。请少选一些，或先提高预算。",
                say(spent, Locale::Zh),
                say(over, Locale::Zh)
            ),
            format!(
                "What is chosen asks for {}, {} over the budget. Choose less, or raise the budget first.",
                say(spent, Locale::En),
                say(over, Locale::En)
            ),
        ));
    }
    problems
}

/// Writes a verdict with its history.
async fn decide(ctx: &Ctx, conn: &mut Conn, card: &Card, said: &Said) -> Result<(), store::Error> {
    let spec = Opportunity::SPEC;
    let before = store::record::get(conn, spec, &Cut::All, &card.id).await?;
    store::sandbox::decide(conn, &card.id, &said.verdict, &ctx.stamp()).await?;
    let Some(before) = before else { return Ok(()) };
    let mut after = before.cells.clone();
    let verdict = Some(said.verdict.clone()).filter(|verdict| !verdict.is_empty());
    set(spec, &mut after, "verdict", verdict.into());
    history::write(ctx, conn, "update", spec, &card.id, &before.cells, &after).await
}

/// A line of the log.
struct Line<'a> {
    card: &'a Card,
    said: &'a Said,
    rank: Option<i64>,
    attraction: Option<i64>,
}

impl Line<'_> {
    fn cells(&self, ctx: &Ctx, selection: &str) -> Vec<(&'static str, Value)> {
        let reason = Some(self.said.reason.trim().to_owned()).filter(|reason| !reason.is_empty());
        vec![
            ("name", self.card.name.clone().into()),
            ("account_id", self.card.account_id.clone().into()),
            ("opportunity_id", self.card.id.clone().into()),
            ("selection_id", selection.to_owned().into()),
            ("verdict", self.said.verdict.clone().into()),
            ("reason", reason.into()),
            ("place", self.rank.into()),
            ("attraction", self.attraction.into()),
            ("space_cents", self.card.space_cents.into()),
            ("request_cents", self.card.request_cents.into()),
            ("decided_by_id", ctx.who.user_id.clone().into()),
            ("decided_on", ctx.today.into()),
        ]
    }
}

/// Issues the goal of a chosen opportunity, and the task to acknowledge it.
async fn issue(ctx: &Ctx, conn: &mut Conn, selection: &Selection, card: &Card) -> Result<(), store::Error> {
    let note = Some(card.request_note.clone()).filter(|note| !note.is_empty());
    let cells = [
        ("name", Value::from(card.name.clone())),
        ("account_id", card.account_id.clone().into()),
        ("opportunity_id", card.id.clone().into()),
        ("selection_id", selection.id.clone().into()),
        ("year", selection.year.into()),
        ("amount_cents", card.space_cents.into()),
        ("resources_cents", card.request_cents.unwrap_or_default().into()),
        ("resources", note.into()),
        ("owner_id", card.owner_id.clone().into()),
        ("issued_on", ctx.today.into()),
    ];
    put(ctx, conn, Goal::SPEC, &cells).await?;
    let task = [
        ("title", Value::from(task_of(&card.name))),
        ("account_id", card.account_id.clone().into()),
        ("owner_id", card.owner_id.clone().into()),
        ("due_on", domain::calendar::plus_days(ctx.today, DAYS).into()),
        ("state", "open".into()),
    ];
    put(ctx, conn, Task::SPEC, &task).await
}

/// What the task that asks for a goal's acknowledgement is called.
fn task_of(name: &str) -> String {
    format!("确认客户目标：{name}")
}

/// Ends the task that asked for a goal's acknowledgement.
pub(super) async fn settle_task(
    ctx: &Ctx,
    conn: &mut Conn,
    goal: &Goal,
    state: &str,
) -> Result<(), store::Error> {
    let query = Query::default()
        .filter("account_id", Op::Eq, goal.account_id.clone())
        .filter("title", Op::Eq, task_of(&goal.name))
        .filter("state", Op::Eq, "open");
    for row in store::record::list(conn, Task::SPEC, &Cut::All, &query, 10).await? {
        let mut cells = row.cells.clone();
        set(Task::SPEC, &mut cells, "state", state.into());
        store::record::update(conn, Task::SPEC, &row.id, row.version, &cells, &ctx.stamp()).await?;
        history::write(ctx, conn, "update", Task::SPEC, &row.id, &row.cells, &cells).await?;
    }
    Ok(())
}

/// Writes a record of the product's own, with its history and consequences.
async fn put(
    ctx: &Ctx,
    conn: &mut Conn,
    spec: &'static Spec,
    named: &[(&'static str, Value)],
) -> Result<(), store::Error> {
    let cell = |name: &str| named.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone());
    let cells: Vec<Value> = spec.fields.iter().map(|field| cell(field.name).unwrap_or_default()).collect();
    let id = new_id();
    store::record::insert(conn, spec, &id, &cells, &ctx.stamp()).await?;
    let blank = vec![Value::Null; cells.len()];
    history::write(ctx, conn, "create", spec, &id, &blank, &cells).await?;
    hook::after_write(ctx, conn, spec, &id, None, Some(&cells)).await
}

async fn finish(ctx: &Ctx, conn: &mut Conn, row: &Row, closed_on: Value) -> Result<(), store::Error> {
    let spec = Selection::SPEC;
    let mut cells = row.cells.clone();
    set(spec, &mut cells, "closed_on", closed_on);
    store::record::update(conn, spec, &row.id, row.version, &cells, &ctx.stamp()).await?;
    history::write(ctx, conn, "update", spec, &row.id, &row.cells, &cells).await
}

/// Takes a closed selection up again: its opportunities are undecided, its goals are withdrawn, the log says why. Not
/// once somebody has acknowledged a goal of it: then work has begun.
///
/// # Errors
/// `Forbidden` to all but the board role; why it cannot be.
pub async fn reopen(ctx: &Ctx, id: &str, version: i64, reason: &str) -> Result<(), Problem> {
    require(ctx, Action::Update, Selection::SPEC)?;
    if reason.trim().is_empty() {
        return Err(Problem::invalid(
            "reason",
            "请写明为什么要重新讨论，它会留在战/略记录里。",
            "Say why it is taken up again: the reason stays in the log.",
        ));
    }
    let mut write = ctx.store.write().await.map_err(of_store)?;
    let conn = write.conn();
    let (row, selection) = found(ctx, conn, id).await?;
    if row.version != version || selection.closed_on.is_none() {
        return Err(changed());
    }
    let query = Query::default().filter("selection_id", Op::Eq, id);
    let goals = store::record::list(conn, Goal::SPEC, &Cut::All, &query, LOG_MOST).await.map_err(of_store)?;
    let issued: Vec<(Row, Goal)> =
        goals.into_iter().filter_map(|row| Goal::from_row(&row).map(|goal| (row, goal))).collect();
    if let Some((_, goal)) = issued.iter().find(|(_, goal)| goal.acknowledged_on.is_some()) {
        let name = &goal.name;
        return Err(Problem::new(
            ProblemKind::Conflict,
            format!("一线已经确认目标“{name}”，工作已经开始，不能重新讨论。请另开一次取舍会。"),
            format!(
                "The goal “{name}” has been acknowledged, so work has begun. Hold another selection instead."
            ),
        ));
    }
    let lines =
        store::record::list(conn, Decision::SPEC, &Cut::All, &query, LOG_MOST).await.map_err(of_store)?;
    let withdrawn = withdraw(ctx, conn, &selection, &lines, &issued, reason).await;
    withdrawn.map_err(of_store)?;
    finish(ctx, conn, &row, Value::Null).await.map_err(of_store)?;
    write.commit().await.map_err(of_store)?;
    Ok(())
}

async fn withdraw(
    ctx: &Ctx,
    conn: &mut Conn,
    selection: &Selection,
    lines: &[Row],
    issued: &[(Row, Goal)],
    reason: &str,
) -> Result<(), store::Error> {
    for (row, goal) in issued {
        let at = ctx.stamp();
        store::record::set_archived(conn, Goal::SPEC, &row.id, row.version, Some(&at), &at).await?;
        history::write(ctx, conn, "archive", Goal::SPEC, &row.id, &row.cells, &row.cells).await?;
        settle_task(ctx, conn, goal, "dropped").await?;
    }
    let said = Said { verdict: "reopened".to_owned(), reason: reason.to_owned() };
    let mut seen = std::collections::BTreeSet::new();
    for line in lines.iter().filter_map(Decision::from_row) {
        if !seen.insert(line.opportunity_id.clone()) {
            continue;
        }
        let card = Card {
            id: line.opportunity_id,
            account_id: line.account_id,
            name: line.name,
            space_cents: line.space_cents.unwrap_or_default(),
            request_cents: line.request_cents,
            ..Card::default()
        };
        decide(ctx, conn, &card, &Said::default()).await?;
        let again = Line { card: &card, said: &said, rank: line.place, attraction: line.attraction };
        put(ctx, conn, Decision::SPEC, &again.cells(ctx, &selection.id)).await?;
    }
    Ok(())
}

fn changed() -> Problem {
    Problem::new(
        ProblemKind::Conflict,
        "这次取舍会刚刚有了变化，您的决定没有生效。请重新打开这一页再决定。",
        "This selection has just changed, so nothing was decided. Open the page again and decide.",
    )
}

fn one(problem: Problem) -> Problems {
    vec![problem]
}

fn inner(error: store::Error) -> Problems {
    vec![of_store(error)]
}
