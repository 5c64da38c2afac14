//! The annual work plan: what each customer's team is to reach, with what, by whom; made from the goals and printable.
//! The front line acknowledges a goal where it stands, on a phone too.

use axum::Extension;
use axum::extract::{Form, Path, Query};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::format::Currency;
use domain::problem::Problem;
use domain::sandbox::plan::{Issued, Part};
use domain::text::{Locale, Text, text};
use leptos::prelude::*;
use serde::Deserialize;
use service::sandbox;

use super::identity::Visitor;
use super::page::{Look, page};
use super::problem::Refused;
use super::sandbox::{figure, horizon};

const TITLE: Text = text("年度工作规划", "Annual work plan");

/// Which year.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    year: Option<i64>,
}

/// Where to go back to.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Back {
    back: String,
}

/// The plan of a year.
pub async fn show(
    Extension(visitor): Extension<Visitor>,
    Query(asked): Query<Asked>,
) -> Result<Response, Refused> {
    let session = visitor.session.as_ref().ok_or_else(Problem::signed_out)?;
    let (year, parts, currency) = sandbox::work_plan(&session.ctx, asked.year).await?;
    Ok(drawn(&visitor.look, year, &parts, currency))
}

/// A goal is acknowledged.
pub async fn take(
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    Form(back): Form<Back>,
) -> Result<Response, Refused> {
    let session = visitor.session.as_ref().ok_or_else(Problem::signed_out)?;
    sandbox::acknowledge(&session.ctx, &id).await?;
    let to = if super::within(&back.back) { back.back.as_str() } else { "/work-plan" };
    Ok(Redirect::to(to).into_response())
}

/// Whether a goal is acknowledged, or the button that does it.
pub(super) fn acknowledge(goal: &Issued, back: &str, locale: Locale) -> AnyView {
    if let Some(on) = goal.acknowledged_on {
        let words = match locale {
            Locale::Zh => format!("{on} 已确认"),
            Locale::En => format!("Acknowledged on {on}"),
        };
        return view! { <span class="chip" data-state="done">{words}</span> }.into_any();
    }
    let words = text("确认收到", "Acknowledge").in_(locale);
    let label = format!("{words}：{}", goal.name);
    view! {
        <form method="post" action=format!("/goal/{}/acknowledge", goal.id)>
            <input type="hidden" name="back" value=back.to_owned()/>
            <button class="button" type="submit" aria-label=label>{words}</button>
        </form>
    }
    .into_any()
}

fn drawn(look: &Look, year: i64, parts: &[Part], currency: Currency) -> Response {
    let locale = look.locale;
    let say = move |zh: &'static str, en: &'static str| text(zh, en).in_(locale);
    let goals: usize = parts.iter().map(|part| part.goals.len()).sum();
    let sum = |of: fn(&Part) -> i64| figure(parts.iter().map(of).sum(), currency, locale);
    let (amount, resources) = (sum(Part::amount_cents), sum(Part::resources_cents));
    let lead = match locale {
        Locale::Zh => format!(
            "{} 家客户，{goals} 个目标，共 {amount}，投入资源 {resources}。由取舍会选定的商机生成。",
            parts.len()
        ),
        Locale::En => format!(
            "{goals} goals with {} customers: {amount}, with resources of {resources}. Made from what the selections chose.",
            parts.len()
        ),
    };
    let empty = parts.is_empty().then(|| {
        view! { <p class="notice">{say("这一年还没有下发目标。取舍会散会时，选中的商机会成为目标。", "No goals have been issued for this year. They follow when a selection closes.")}</p> }
    });
    let title = format!("{year} · {}", TITLE.in_(locale));
    let around = [(year - 1, say("上一年", "Year before")), (year + 1, say("下一年", "Year after"))];
    let around = around.into_iter().filter(|(year, _)| (2000..=2100).contains(year)).map(|(year, words)| {
        view! { <a class="button" data-kind="quiet" rel="nofollow" href=format!("/work-plan?year={year}")>{words}</a> }
    });
    let drawn: Vec<_> = parts.iter().map(|part| customer(part, year, currency, locale)).collect();
    let body = view! {
        <main class="page sandbox work-plan" id="main">
            <header class="page-head">
                <h1 class="page-title">{title.clone()}</h1>
                <p class="page-lead">{lead}</p>
                <nav class="cluster" aria-label=say("年份", "Years")>
                    {around.collect_view()}
                    <a class="button" data-kind="quiet" href="/sandbox">{say("战略沙盘", "Strategic sandbox")}</a>
                    <a class="button" data-kind="quiet" href="/register/goal">{say("目标清单", "List of goals")}</a>
                </nav>
            </header>
            {empty}
            {drawn}
        </main>
    };
    page(look, &title, body)
}

fn customer(part: &Part, year: i64, currency: Currency, locale: Locale) -> AnyView {
    let back = format!("/work-plan?year={year}");
    let goals: Vec<_> = part.goals.iter().map(|goal| line(goal, &back, currency, locale)).collect();
    let told = match locale {
        Locale::Zh => format!(
            "目标 {}，资源 {}",
            figure(part.amount_cents(), currency, locale),
            figure(part.resources_cents(), currency, locale)
        ),
        Locale::En => format!(
            "{} with {}",
            figure(part.amount_cents(), currency, locale),
            figure(part.resources_cents(), currency, locale)
        ),
    };
    view! {
        <section class="work-part">
            <h2><a href=format!("/account/{}", part.account_id)>{part.account.clone()}</a>" "<small>{told}</small></h2>
            <ol class="selection-list" data-plain="">{goals}</ol>
        </section>
    }
    .into_any()
}

fn line(goal: &Issued, back: &str, currency: Currency, locale: Locale) -> AnyView {
    let amount = |cents| figure(cents, currency, locale);
    let when = goal.expected_on.map_or_else(|| "—".to_owned(), |on| on.to_string());
    let (kind, owner) = (horizon(&goal.horizon, locale), goal.owner.as_str());
    let told = match locale {
        Locale::Zh => format!("{} · {kind} · 预计签约 {when} · 负责人 {owner}", amount(goal.amount_cents)),
        Locale::En => format!("{} · {kind} · expected {when} · {owner}", amount(goal.amount_cents)),
    };
    let with = match locale {
        Locale::Zh => format!("资源 {}：{}", amount(goal.resources_cents), goal.resources),
        Locale::En => format!("Resources of {}: {}", amount(goal.resources_cents), goal.resources),
    };
    view! {
        <li data-goal=goal.id.clone()>
            <div class="who"><a href=format!("/register/goal/{}", goal.id)>{goal.name.clone()}</a><small>{told}</small><small>{with}</small></div>
            {acknowledge(goal, back, locale)}
        </li>
    }
    .into_any()
}
