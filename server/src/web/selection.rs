//! A selection's page: the ranking, the line the budget draws, the set that would be worth most and what it trades. The
//! board role chooses and lets go, and closes; then the page is the log.

use std::collections::BTreeMap;

use axum::Extension;
use axum::extract::{Form, Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::noun::selection::{Decision, VERDICTS};
use domain::problem::Problem;
use domain::sandbox::plan::Issued;
use domain::sandbox::sensitivity::{Shift, shifts, turning};
use domain::sandbox::table::{cost, cost_of, worth};
use domain::sandbox::{CRITERIA, Card, attraction};
use domain::text::{Locale, text};
use leptos::prelude::*;
use serde::Deserialize;
use service::sandbox::selection::{self, Said, Sitting};

use super::identity::Visitor;
use super::page::{Look, page};
use super::problem::Refused;
use super::sandbox::{apart, figure, horizon};
use super::work_plan::acknowledge;

/// What the address asks for: `line` or `best` fills the form.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    fill: String,
}

/// Why it is taken up again.
#[derive(Debug, Deserialize)]
pub struct Again {
    version: i64,
    reason: String,
}

/// The selection.
pub async fn show(
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Refused> {
    let session = visitor.session.as_ref().ok_or_else(Problem::signed_out)?;
    let sitting = selection::sitting(&session.ctx, &id).await?;
    let said = filled(&sitting, &asked.fill);
    Ok(drawn(&visitor.look, &sitting, &said, &[]))
}

/// Closes it; what is wrong is told on the same page, with everything that was typed.
pub async fn close(
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    Form(typed): Form<Vec<(String, String)>>,
) -> Result<Response, Refused> {
    let session = visitor.session.as_ref().ok_or_else(Problem::signed_out)?;
    let mut said: BTreeMap<String, Said> = BTreeMap::new();
    let mut version = 0;
    for (name, value) in typed {
        if let Some(id) = name.strip_prefix("v-") {
            said.entry(id.to_owned()).or_default().verdict = value;
        } else if let Some(id) = name.strip_prefix("r-") {
            said.entry(id.to_owned()).or_default().reason = value;
        } else if name == "version" {
            version = value.parse().unwrap_or_default();
        }
    }
    match selection::close(&session.ctx, &id, version, &said).await {
        Ok(()) => Ok(Redirect::to(&format!("/selection/{id}")).into_response()),
        Err(problems) if problems.iter().all(|problem| problem.field.is_some()) => {
            let sitting = selection::sitting(&session.ctx, &id).await?;
            let mut response = drawn(&visitor.look, &sitting, &said, &problems);
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Err(problems) => Err(Refused(problems.into_iter().next().unwrap_or_else(Problem::not_found))),
    }
}

/// Takes a closed one up again.
pub async fn reopen(
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    Form(again): Form<Again>,
) -> Result<Response, Refused> {
    let session = visitor.session.as_ref().ok_or_else(Problem::signed_out)?;
    selection::reopen(&session.ctx, &id, again.version, &again.reason).await?;
    Ok(Redirect::to(&format!("/selection/{id}")).into_response())
}

fn filled(sitting: &Sitting, fill: &str) -> BTreeMap<String, Said> {
    let set = match fill {
        "line" => &sitting.table.line,
        "best" => &sitting.table.best,
        _ => return BTreeMap::new(),
    };
    let each = sitting.cards.iter().enumerate().map(|(place, card)| {
        let verdict = if set.contains(&place) { "chosen" } else { "" };
        (card.id.clone(), Said { verdict: verdict.to_owned(), ..Said::default() })
    });
    each.collect()
}

fn drawn(look: &Look, sitting: &Sitting, said: &BTreeMap<String, Said>, problems: &[Problem]) -> Response {
    let locale = look.locale;
    let say = move |zh: &'static str, en: &'static str| text(zh, en).in_(locale);
    let one = &sitting.selection;
    let lead = match (one.closed_on, locale) {
        (Some(on), Locale::Zh) => format!(
            "{on} 散会。预算 {}，{} 年目标。",
            figure(one.budget_cents, sitting.currency, locale),
            one.year
        ),
        (Some(on), Locale::En) => format!(
            "Closed on {on}. Budget {}, goals of {}.",
            figure(one.budget_cents, sitting.currency, locale),
            one.year
        ),
        (None, Locale::Zh) => format!(
            "{} 召开。预算 {}，{} 个候选商机。选择的权力在公司：取与舍都留下记录。",
            one.held_on,
            figure(one.budget_cents, sitting.currency, locale),
            sitting.cards.len()
        ),
        (None, Locale::En) => format!(
            "Held on {}. Budget {}, {} candidates. Choosing is the company's: what is taken and what is let go stays on record.",
            one.held_on,
            figure(one.budget_cents, sitting.currency, locale),
            sitting.cards.len()
        ),
    };
    let told: Vec<_> =
        problems.iter().map(|problem| view! { <li>{problem.message(locale).to_owned()}</li> }).collect();
    let told =
        (!told.is_empty()).then(|| view! { <ul class="notice" data-kind="watch" role="alert">{told}</ul> });
    let is_open = one.closed_on.is_none();
    let body = view! {
        <main class="page sandbox" id="main">
            <header class="page-head">
                <h1 class="page-title">{one.name.clone()}</h1>
                <p class="page-lead">{lead}</p>
                <nav class="cluster" aria-label=say("去处", "Places")>
                    <a class="button" data-kind="quiet" href="/sandbox">{say("战略沙盘", "Strategic sandbox")}</a>
                    <a class="button" data-kind="quiet" href=format!("/work-plan?year={}", one.year)>{say("年度工作规划", "Annual work plan")}</a>
                    <a class="button" data-kind="quiet" href=format!("/register/selection/{}", one.id)>{say("预算与权重", "Budget and weights")}</a>
                </nav>
            </header>
            {told}
            {is_open.then(|| table(sitting, said, locale))}
            {is_open.then(|| sure(sitting, locale))}
            {goals(sitting, locale)}
            {log(sitting, locale)}
            {(!is_open && sitting.may_decide).then(|| again(sitting, locale))}
        </main>
    };
    page(look, &one.name, body)
}

/// The candidates with the line, the suggestion, and what is said of each.
fn table(sitting: &Sitting, said: &BTreeMap<String, Said>, locale: Locale) -> AnyView {
    let say = move |zh: &'static str, en: &'static str| text(zh, en).in_(locale);
    let (table, cards, budget) = (&sitting.table, &sitting.cards, sitting.selection.budget_cents);
    let id = sitting.selection.id.clone();
    let little = table.too_little(cards, budget, sitting.currency, locale);
    let trade =
        little.clone().unwrap_or_else(|| table.trade(cards, &sitting.weights, sitting.currency, locale));
    let kind = little.is_some().then_some("watch");
    let mut spent = 0;
    let mut lines: Vec<AnyView> = Vec::new();
    for (rank, (place, points)) in table.order.iter().enumerate() {
        let Some(card) = cards.get(*place) else { continue };
        if rank == table.line.len() {
            lines.push(mark(sitting, locale));
        }
        spent += cost(cards, *place);
        let score = attraction(*points, &sitting.weights).map_or_else(String::new, |value| value.decimal(2));
        let facts = Facts { rank: (rank + 1).to_string(), score, spent, is_best: table.best.contains(place) };
        lines.push(candidate(card, &facts, said.get(&card.id), sitting, locale));
    }
    if table.order.len() == table.line.len() {
        lines.push(mark(sitting, locale));
    }
    for card in table.missing.iter().filter_map(|place| cards.get(*place)) {
        let facts = Facts { rank: "—".to_owned(), score: "—".to_owned(), spent, is_best: false };
        lines.push(candidate(card, &facts, said.get(&card.id), sitting, locale));
    }
    let fill = sitting.may_decide.then(|| view! {
        <div class="cluster">
            <a class="button" href=format!("/selection/{id}?fill=best")>{say("按建议勾选", "Take the suggestion")}</a>
            <a class="button" data-kind="quiet" href=format!("/selection/{id}?fill=line")>{say("按划线勾选", "Take the line")}</a>
        </div>
    });
    let foot = sitting.may_decide.then(|| view! {
        <div class="cluster"><button class="button" data-kind="primary" type="submit">{say("散会并下发目标", "Close and issue goals")}</button></div>
    });
    view! {
        <p class="notice" data-kind=kind>{trade}</p>
        {fill}
        {apart(cards, &table.missing, locale)}
        <form method="post" action=format!("/selection/{id}")>
            <input type="hidden" name="version" value=sitting.selection.version.to_string()/>
            <ol class="selection-list">{lines}</ol>
            {foot}
        </form>
    }
    .into_any()
}

/// The line the budget draws.
fn mark(sitting: &Sitting, locale: Locale) -> AnyView {
    let (cards, line) = (&sitting.cards, &sitting.table.line);
    let say = |cents| figure(cents, sitting.currency, locale);
    let (budget, used) = (say(sitting.selection.budget_cents), say(cost_of(cards, line)));
    let worth = say(worth(cards, &sitting.weights, line));
    let words = match locale {
        Locale::Zh => format!("预算线 {budget}：以上 {} 个用去 {used}，加权空间 {worth}", line.len()),
        Locale::En => {
            format!("Budget {budget}: the {} above ask for {used}, weighted space {worth}", line.len())
        }
    };
    view! { <li class="selection-line">{words}</li> }.into_any()
}

struct Facts {
    rank: String,
    score: String,
    spent: i64,
    is_best: bool,
}

fn candidate(card: &Card, facts: &Facts, said: Option<&Said>, sitting: &Sitting, locale: Locale) -> AnyView {
    let say = move |zh: &'static str, en: &'static str| text(zh, en).in_(locale);
    let amount = |cents| figure(cents, sitting.currency, locale);
    let request = card.request_cents.unwrap_or_default();
    let told = match locale {
        Locale::Zh => format!(
            "{} · {} · 空间 {} · 申请 {}（累计 {}）",
            card.account,
            horizon(&card.horizon, locale),
            amount(card.space_cents),
            amount(request),
            amount(facts.spent)
        ),
        Locale::En => format!(
            "{} · {} · space {} · asks for {} ({} so far)",
            card.account,
            horizon(&card.horizon, locale),
            amount(card.space_cents),
            amount(request),
            amount(facts.spent)
        ),
    };
    let chip = facts.is_best.then(|| view! { <span class="chip">{say("建议", "Suggested")}</span> });
    let now = said.map_or("", |said| said.verdict.as_str()).to_owned();
    let reason = said.map_or_else(String::new, |said| said.reason.clone());
    let choices =
        [("chosen", say("战", "Choose")), ("abandoned", say("略", "Let go")), ("", say("待定", "Later"))];
    let name = card.name.clone();
    let id = card.id.clone();
    let form = sitting.may_decide.then(|| {
        let radios = choices.map(|(key, words)| {
            let checked = key == now;
            view! { <label class="check"><input type="radio" name=format!("v-{id}") value=key checked=checked/><span>{words}</span></label> }
        });
        let label = match locale {
            Locale::Zh => format!("放弃“{name}”的理由"),
            Locale::En => format!("Why “{name}” is let go"),
        };
        view! {
            <fieldset><legend class="visually-hidden">{name.clone()}</legend>{radios.into_iter().collect_view()}</fieldset>
            <input class="input" type="text" name=format!("r-{id}") value=reason maxlength="2000" aria-label=label placeholder=say("放弃要写理由", "A reason, when let go")/>
        }
    });
    let note = (!card.request_note.is_empty()).then(|| view! { <small>{card.request_note.clone()}</small> });
    view! {
        <li data-id=card.id.clone()>
            <b class="rank">{facts.rank.clone()}</b>
            <div class="who"><a href=format!("/register/opportunity/{}", card.id)>{card.name.clone()}</a>" "{chip}<small>{told}</small>{note}</div>
            <b class="score">{facts.score.clone()}</b>
            {form}
        </li>
    }
    .into_any()
}

/// How sure the ranking is.
fn sure(sitting: &Sitting, locale: Locale) -> AnyView {
    let say = move |zh: &'static str, en: &'static str| text(zh, en).in_(locale);
    let budget = sitting.selection.budget_cents;
    let moved = shifts(&sitting.cards, &sitting.weights, budget);
    let lines: Vec<_> =
        moved.iter().map(|shift| view! { <li>{shifted(shift, sitting, locale)}</li> }).collect();
    let turns = turning(&sitting.cards, &sitting.weights, budget);
    let turns: Vec<_> = turns
        .iter()
        .enumerate()
        .map(|(criterion, turn)| {
            let name = CRITERIA.get(criterion).map_or("", |name| name.in_(locale));
            let words = match (turn, locale) {
                (Some(turn), _) => shifted(turn, sitting, locale),
                (None, Locale::Zh) => format!("{name}：无论多少，划线都不变。"),
                (None, Locale::En) => format!("{name}: the line stays whatever its weight."),
            };
            view! { <li>{words}</li> }
        })
        .collect();
    view! {
        <details class="selection-sure">
            <summary>{say("排序有多稳：权重动一动会怎样", "How sure the ranking is: what moving a weight does")}</summary>
            <h3>{say("划线从哪里开始不同", "Where the line falls elsewhere")}</h3>
            <ul>{turns}</ul>
            <h3>{say("每项权重增减 10", "Each weight 10 less and 10 more")}</h3>
            <ul>{lines}</ul>
        </details>
    }
    .into_any()
}

fn shifted(shift: &Shift, sitting: &Sitting, locale: Locale) -> String {
    let name = CRITERIA.get(shift.criterion).map_or("", |name| name.in_(locale));
    let names = |set: &[usize]| -> String {
        let names: Vec<&str> =
            set.iter().filter_map(|place| sitting.cards.get(*place)).map(|card| card.name.as_str()).collect();
        names.join(if locale == Locale::Zh { "、" } else { ", " })
    };
    let (from, to, many) =
        (sitting.weights.0.get(shift.criterion).copied().unwrap_or_default(), shift.to, shift.moved.len());
    let mut said = match (locale, many) {
        (Locale::Zh, 0) => format!("{name} {from} → {to}：名次不变"),
        (Locale::En, 0) => format!("{name} {from} → {to}: no rank changes"),
        (Locale::Zh, _) => format!("{name} {from} → {to}：{many} 个换了名次"),
        (Locale::En, _) => format!("{name} {from} → {to}: {many} change places"),
    };
    for (set, zh, en) in
        [(&shift.enters, "进入线上", "above the line comes"), (&shift.leaves, "落到线下", "below it falls")]
    {
        if !set.is_empty() {
            said += &match locale {
                Locale::Zh => format!("，{zh}：{}", names(set)),
                Locale::En => format!("; {en} {}", names(set)),
            };
        }
    }
    said
}

fn goals(sitting: &Sitting, locale: Locale) -> Option<AnyView> {
    if sitting.goals.is_empty() {
        return None;
    }
    let back = format!("/selection/{}", sitting.selection.id);
    let lines: Vec<_> = sitting.goals.iter().map(|goal: &Issued| {
        let told = format!("{} · {} · {}", goal.account, figure(goal.amount_cents, sitting.currency, locale), goal.owner);
        view! { <li data-goal=goal.id.clone()><div class="who"><a href=format!("/register/goal/{}", goal.id)>{goal.name.clone()}</a><small>{told}</small></div>{acknowledge(goal, &back, locale)}</li> }
    }).collect();
    let title = text("下发的目标", "Goals that were issued").in_(locale);
    Some(
        view! { <section><h2>{title}</h2><ol class="selection-list" data-plain="">{lines}</ol></section> }
            .into_any(),
    )
}

/// The log: it only grows.
fn log(sitting: &Sitting, locale: Locale) -> Option<AnyView> {
    if sitting.log.is_empty() {
        return None;
    }
    let line = |(line, account): &(Decision, String)| {
        let verdict =
            VERDICTS.iter().find(|one| one.key == line.verdict).map_or("", |one| one.label.in_(locale));
        let told = format!("{account} · {} · {verdict}", line.decided_on);
        let reason = line.reason.clone().map(|reason| view! { <small>{reason}</small> });
        let rank = line.place.map_or_else(|| "—".to_owned(), |place| place.to_string());
        let score =
            line.attraction.map_or_else(String::new, |score| format!("{}.{:02}", score / 100, score % 100));
        view! {
            <li data-verdict=line.verdict.clone()><b class="rank">{rank}</b><div class="who"><a href=format!("/register/decision/{}", line.id)>{line.name.clone()}</a><small>{told}</small>{reason}</div><b class="score">{score}</b></li>
        }
    };
    let lines: Vec<_> = sitting.log.iter().map(line).collect();
    let title = text("战/略记录", "Log of decisions").in_(locale);
    Some(
        view! { <section><h2>{title}</h2><ol class="selection-list" data-log="">{lines}</ol></section> }
            .into_any(),
    )
}

fn again(sitting: &Sitting, locale: Locale) -> AnyView {
    let say = move |zh: &'static str, en: &'static str| text(zh, en).in_(locale);
    view! {
        <details class="selection-again">
            <summary>{say("重新讨论", "Take it up again")}</summary>
            <form class="cluster" method="post" action=format!("/selection/{}/reopen", sitting.selection.id)>
                <input type="hidden" name="version" value=sitting.selection.version.to_string()/>
                <label class="field"><span class="field-label">{say("为什么（会留在记录里）", "Why (it stays in the log)")}</span><input class="input" type="text" name="reason" required maxlength="2000"/></label>
                <button class="button" type="submit">{say("撤回目标，重新讨论", "Withdraw its goals and discuss again")}</button>
            </form>
        </details>
    }
    .into_any()
}
