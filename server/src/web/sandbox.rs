//! The strategic sandbox on one page: horizons × customers, what is most attractive under weights that can be moved, and
//! growth against profit. Plain forms do everything; a script (public/sandbox.js) lets cards be dragged and ranks anew
//! while a slider moves.

use axum::Extension;
use axum::extract::{Form, Path, Query};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::format::{Currency, money};
use domain::noun::opportunity::HORIZONS;
use domain::problem::Problem;
use domain::sandbox::rubric::RUBRIC;
use domain::sandbox::{CRITERIA, Card, Weights, attraction, rank, space};
use domain::text::{Locale, Text, text};
use leptos::prelude::*;
use serde::Deserialize;
use service::sandbox::{self, Laid};

use super::bubble;
use super::identity::Visitor;
use super::page::{Look, page};
use super::problem::Refused;

const TITLE: Text = text("战略沙盘", "Strategic sandbox");
/// As many customers as are shown at once; a filter finds the others.
const CUSTOMERS: usize = 40;
/// As many lines of the ranking as are drawn at once.
const LINES: usize = 50;

/// What the address asks for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// A part of customers' names.
    customer: String,
    /// A region.
    region: String,
    /// The weights.
    space: Option<i64>,
    growth: Option<i64>,
    profit: Option<i64>,
    competition: Option<i64>,
    /// What was just moved, and where it was.
    moved: String,
    was: String,
}

impl Asked {
    fn weights(&self) -> Weights {
        let [space, growth, profit, competition] = Weights::default().0;
        Weights([
            self.space.unwrap_or(space),
            self.growth.unwrap_or(growth),
            self.profit.unwrap_or(profit),
            self.competition.unwrap_or(competition),
        ])
    }

    fn keeps(&self, card: &Card) -> bool {
        let named = self.customer.trim().to_lowercase();
        (named.is_empty() || card.account.to_lowercase().contains(&named))
            && (self.region.is_empty() || card.region == self.region)
    }
}

/// Where to.
#[derive(Debug, Deserialize)]
pub struct To {
    version: i64,
    horizon: String,
    #[serde(default)]
    customer: String,
    #[serde(default)]
    region: String,
}

/// The sandbox.
pub async fn show(
    Extension(visitor): Extension<Visitor>,
    Query(asked): Query<Asked>,
) -> Result<Response, Refused> {
    let session = visitor.session.as_ref().ok_or_else(Problem::signed_out)?;
    let laid = sandbox::lay(&session.ctx).await?;
    Ok(drawn(&visitor.look, laid, &asked))
}

/// Moves an opportunity to another horizon.
pub async fn shift(
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    Form(to): Form<To>,
) -> Result<Response, Refused> {
    let session = visitor.session.as_ref().ok_or_else(Problem::signed_out)?;
    let was = sandbox::shift(&session.ctx, &id, to.version, &to.horizon).await?;
    let (customer, region) = (super::escape(&to.customer), super::escape(&to.region));
    let at =
        format!("/sandbox?customer={customer}&region={region}&moved={}&was={was}#moved", super::escape(&id));
    Ok(Redirect::to(&at).into_response())
}

fn drawn(look: &Look, laid: Laid, asked: &Asked) -> Response {
    let locale = look.locale;
    let say = move |zh: &'static str, en: &'static str| text(zh, en).in_(locale);
    let mut regions: Vec<String> =
        laid.cards.iter().map(|card| card.region.clone()).filter(|region| !region.is_empty()).collect();
    regions.sort();
    regions.dedup();
    let moved = laid.cards.iter().find(|card| card.id == asked.moved).map(|card| moved(card, asked, locale));
    let cards: Vec<Card> = laid.cards.iter().filter(|card| asked.keeps(card)).cloned().collect();
    let weights = asked.weights();
    let fault = weights.check().err();
    let is_empty = cards.is_empty();
    let body = view! {
        <main class="page sandbox" id="main">
            <header class="page-head">
                <h1 class="page-title">{TITLE.in_(locale)}</h1>
                <p class="page-lead">{lead(&cards, laid.currency, locale)}</p>
                <nav class="cluster" aria-label=TITLE.in_(locale)>
                    {sittings(&laid, locale)}
                    <a class="button" data-kind="quiet" href="/work-plan">{say("年度工作规划", "Annual work plan")}</a>
                    <a class="button" data-kind="quiet" href="/register/opportunity">{say("商机清单", "List of opportunities")}</a>
                    <a class="button" data-kind="quiet" href="/">{say("回到看板", "Back to the boards")}</a>
                </nav>
            </header>
            {moved}
            {filter(asked, &regions, locale)}
            {is_empty.then(|| view! { <p class="notice">{say("这里还没有商机：沙盘一无所有，就是客户洞察没有做。", "No opportunity lies here. An empty sandbox means that nobody has looked yet.")}</p> })}
            {board(&cards, &laid, asked, locale)}
            {ranking(&cards, &weights, fault.as_ref(), laid.currency, asked, locale)}
            <section aria-labelledby="bubble">
                <h2 id="bubble">{say("增长与利润", "Growth and profit")}</h2>
                <p class="page-lead">{say("横轴增长，纵轴利润，面积是空间：实心为战，空心为未定，虚线为略。", "Growth to the right, profit upwards, area is space: solid is chosen, hollow undecided, dashed let go.")}</p>
                {bubble::chart(&cards, laid.currency, locale)}
            </section>
            <script src="/sandbox.js" defer></script>
        </main>
    };
    page(look, TITLE.in_(locale), body)
}

fn lead(cards: &[Card], currency: Currency, locale: Locale) -> String {
    let total = figure(space(cards), currency, locale);
    let many = cards.len();
    match locale {
        Locale::Zh => {
            format!("{many} 个商机，总空间 {total}（已放弃的不计）。把卡片拖到另一列，或用卡片上的按钮移动。")
        }
        Locale::En => format!(
            "{many} opportunities with a total space of {total} (what was let go does not count). Drag a card to another column, or use its buttons."
        ),
    }
}

pub(super) fn figure(cents: i64, currency: Currency, locale: Locale) -> String {
    money(cents, currency, locale).to_string()
}

/// The selections that are open, and the last that was closed.
fn sittings(laid: &Laid, locale: Locale) -> AnyView {
    let open = laid.selections.iter().filter(|one| one.closed_on.is_none());
    let closed = laid.selections.iter().filter(|one| one.closed_on.is_some()).take(1);
    let link = |one: &domain::noun::selection::Selection| {
        let kind = if one.closed_on.is_none() { "primary" } else { "quiet" };
        view! { <a class="button" data-kind=kind href=format!("/selection/{}", one.id)>{one.name.clone()}</a> }
    };
    let links: Vec<_> = open.chain(closed).map(link).collect();
    let all = text("全部取舍会", "All selections").in_(locale);
    view! { {links} <a class="button" data-kind="quiet" href="/register/selection">{all}</a> }.into_any()
}

fn moved(card: &Card, asked: &Asked, locale: Locale) -> AnyView {
    let say = move |zh: &'static str, en: &'static str| text(zh, en).in_(locale);
    let name = horizon(&card.horizon, locale);
    let words = match locale {
        Locale::Zh => format!("“{}”已移到{name}。", card.name),
        Locale::En => format!("“{}” is now under {name}.", card.name),
    };
    let may_undo = asked.was != card.horizon && HORIZONS.iter().any(|one| one.key == asked.was);
    let undo = may_undo.then(|| {
        view! {
            <form method="post" action=format!("/sandbox/{}", card.id)>
                {hidden(card, asked)}
                <button class="button" type="submit" name="horizon" value=asked.was.clone()>{say("撤销", "Undo")}</button>
            </form>
        }
    });
    view! { <div class="notice cluster" id="moved" role="status"><span>{words}</span>{undo}</div> }.into_any()
}

fn hidden(card: &Card, asked: &Asked) -> AnyView {
    view! {
        <input type="hidden" name="version" value=card.version.to_string()/>
        <input type="hidden" name="customer" value=asked.customer.clone()/>
        <input type="hidden" name="region" value=asked.region.clone()/>
    }
    .into_any()
}

pub(super) fn horizon(key: &str, locale: Locale) -> &'static str {
    HORIZONS.iter().find(|one| one.key == key).map_or("", |one| one.label.in_(locale))
}

fn filter(asked: &Asked, regions: &[String], locale: Locale) -> AnyView {
    let say = move |zh: &'static str, en: &'static str| text(zh, en).in_(locale);
    let options = regions.iter().map(|region| {
        let selected = *region == asked.region;
        view! { <option value=region.clone() selected=selected>{region.clone()}</option> }
    });
    view! {
        <form class="sandbox-filter cluster" method="get" action="/sandbox">
            <label class="field"><span class="field-label">{say("客户", "Customer")}</span>
                <input class="input" type="search" name="customer" value=asked.customer.clone()/></label>
            <label class="field"><span class="field-label">{say("区域", "Region")}</span>
                <select class="input" name="region"><option value="">{say("全部", "All")}</option>{options.collect_view()}</select></label>
            <button class="button" type="submit">{say("筛选", "Filter")}</button>
        </form>
    }
    .into_any()
}

/// Horizons × customers, the widest customer first.
fn board(cards: &[Card], laid: &Laid, asked: &Asked, locale: Locale) -> AnyView {
    let mut rows: Vec<(String, String, Vec<&Card>)> = Vec::new();
    for card in cards {
        match rows.iter_mut().find(|(id, ..)| *id == card.account_id) {
            Some((.., held)) => held.push(card),
            None => rows.push((card.account_id.clone(), card.account.clone(), vec![card])),
        }
    }
    rows.sort_by_key(|(_, _, held)| std::cmp::Reverse(space(held.iter().copied())));
    let hidden = rows.len().saturating_sub(CUSTOMERS);
    let heads = HORIZONS.iter().map(|one| {
        let held: Vec<&Card> = cards.iter().filter(|card| card.horizon == one.key).collect();
        let told = count(&held, laid.currency, locale);
        view! { <div class="sandbox-head" role="columnheader"><b>{one.label.in_(locale)}</b>" "<span>{told}</span></div> }
    });
    let lines = rows.into_iter().take(CUSTOMERS).map(|(id, name, held)| {
        let told = count(&held, laid.currency, locale);
        let cells = HORIZONS.iter().map(|one| {
            let held = held.iter().filter(|card| card.horizon == one.key);
            let drawn: Vec<_> = held.map(|held| card(held, laid, asked, locale)).collect();
            let label = format!("{name} · {}", one.label.in_(locale));
            view! { <div class="sandbox-cell" role="cell" data-horizon=one.key data-label=one.label.in_(locale) aria-label=label>{drawn}</div> }
        });
        view! {
            <div class="sandbox-row" role="row" data-account=id.clone()>
                <div class="sandbox-who" role="rowheader"><a href=format!("/account/{id}")>{name.clone()}</a><span>{told}</span></div>
                {cells.collect_view()}
            </div>
        }
    });
    let more = (hidden > 0).then(|| {
        let words = match locale {
            Locale::Zh => format!("还有 {hidden} 家客户，请用筛选查看。"),
            Locale::En => format!("{hidden} more customers: filter to see them."),
        };
        view! { <p class="page-lead">{words}</p> }
    });
    let label = TITLE.in_(locale);
    let who = text("客户", "Customer").in_(locale);
    view! {
        <div class="sandbox-board" role="table" aria-label=label>
            <div class="sandbox-row sandbox-heads" role="row"><div class="sandbox-head" role="columnheader">{who}</div>{heads.collect_view()}</div>
            {lines.collect_view()}
        </div>
        {more}
    }
    .into_any()
}

fn count(cards: &[&Card], currency: Currency, locale: Locale) -> String {
    let total = figure(space(cards.iter().copied()), currency, locale);
    match locale {
        Locale::Zh => format!("{total} · {} 个", cards.len()),
        Locale::En => format!("{total} · {}", cards.len()),
    }
}

pub(super) fn verdict(key: &str, locale: Locale) -> &'static str {
    match key {
        "chosen" => text("战", "Chosen").in_(locale),
        "abandoned" => text("略", "Let go").in_(locale),
        _ => "",
    }
}

fn card(card: &Card, laid: &Laid, asked: &Asked, locale: Locale) -> AnyView {
    let said = verdict(&card.verdict, locale);
    let chip = (!said.is_empty()).then(|| view! { <span class="chip">{said}</span> });
    let ways = HORIZONS.iter().filter(|one| one.key != card.horizon).map(|one| {
        let words = one.label.in_(locale);
        let label = match locale {
            Locale::Zh => format!("把“{}”移到{words}", card.name),
            Locale::En => format!("Move “{}” to {words}", card.name),
        };
        view! { <button class="sandbox-to" type="submit" name="horizon" value=one.key aria-label=label>"→ "{words}</button> }
    });
    let form = laid.may_move.then(|| {
        view! {
            <form method="post" action=format!("/sandbox/{}", card.id)>{hidden(card, asked)}{ways.collect_view()}</form>
        }
    });
    let verdict = (!card.verdict.is_empty()).then(|| card.verdict.clone());
    view! {
        <article class="sandbox-card" id=format!("card-{}", card.id) data-horizon=card.horizon.clone() data-verdict=verdict>
            <a href=format!("/register/opportunity/{}", card.id) draggable="false">{card.name.clone()}</a>
            <p><b>{figure(card.space_cents, laid.currency, locale)}</b>" "{chip}</p>
            {form}
        </article>
    }
    .into_any()
}

/// The ranking under weights that can be moved.
fn ranking(
    cards: &[Card],
    weights: &Weights,
    fault: Option<&Problem>,
    currency: Currency,
    asked: &Asked,
    locale: Locale,
) -> AnyView {
    let say = move |zh: &'static str, en: &'static str| text(zh, en).in_(locale);
    let ranking = if fault.is_none() { rank(cards, weights) } else { rank(cards, &Weights::default()) };
    let sliders = CRITERIA.iter().zip(["space", "growth", "profit", "competition"]).zip(weights.0).map(|((name, key), weight)| {
        let id = format!("weight-{key}");
        view! {
            <label class="field"><span class="field-label">{name.in_(locale)}" "<output>{weight}</output></span>
                <input id=id type="range" name=key min="0" max="100" value=weight.to_string()/></label>
        }
    });
    let wrong = fault.map_or("", |problem| problem.message(locale)).to_owned();
    let none = wrong.is_empty();
    let lines: Vec<_> = ranking
        .order
        .iter()
        .take(LINES)
        .enumerate()
        .filter_map(|(rank, (place, points))| {
            Some(line(rank + 1, cards.get(*place)?, *points, weights, currency, locale))
        })
        .collect();
    let shown = if none { lines } else { Vec::new() };
    let apart = apart(cards, &ranking.missing, locale);
    view! {
        <section aria-labelledby="ranking" id="ranking-part">
            <h2 id="ranking">{say("吸引力排序", "Ranked by attractiveness")}</h2>
            <form class="sandbox-weights" method="get" action="/sandbox#ranking-part">
                <input type="hidden" name="customer" value=asked.customer.clone()/>
                <input type="hidden" name="region" value=asked.region.clone()/>
                {sliders.collect_view()}
                <button class="button" type="submit">{say("重新排序", "Rank again")}</button>
            </form>
            <p class="notice" data-kind="watch" role="alert" id="weights-wrong" hidden=none data-zero=zero(locale)>{wrong}</p>
            {rubric(locale)}
            <ol class="sandbox-ranking" data-lines=LINES.to_string()>{shown}</ol>
            <div class="cluster sandbox-pages" hidden><button class="button" type="button" data-step="-1">{say("前面的", "Before")}</button><span></span><button class="button" type="button" data-step="1">{say("后面的", "After")}</button></div>
            {apart}
            <script type="application/json" id="sandbox-data" inner_html=data(cards, &ranking.order, currency, locale)></script>
        </section>
    }
    .into_any()
}

fn zero(locale: Locale) -> String {
    Weights([0; 4]).check().err().map(|problem| problem.message(locale).to_owned()).unwrap_or_default()
}

fn line(
    rank: usize,
    card: &Card,
    points: i64,
    weights: &Weights,
    currency: Currency,
    locale: Locale,
) -> AnyView {
    let score = attraction(points, weights).map_or_else(|| "—".to_owned(), |value| value.decimal(2));
    let verdict = verdict(&card.verdict, locale);
    view! {
        <li>
            <b class="rank">{rank}</b>
            <span class="who"><a href=format!("/register/opportunity/{}", card.id)>{card.name.clone()}</a><small>{card.account.clone()}</small></span>
            <span class="what">{figure(card.space_cents, currency, locale)}</span>
            <b class="score">{score}</b>
            <span class="verdict">{verdict}</span>
        </li>
    }
    .into_any()
}

/// What a score means.
fn rubric(locale: Locale) -> AnyView {
    let parts = CRITERIA.iter().zip(RUBRIC).map(|(name, steps)| {
        let steps = steps.map(|step| view! { <li>{step.in_(locale)}</li> });
        view! { <div><b>{name.in_(locale)}</b><ol>{steps.into_iter().collect_view()}</ol></div> }
    });
    let words = text("1 到 5 分怎么打", "What 1 to 5 mean").in_(locale);
    view! { <details class="sandbox-rubric"><summary>{words}</summary><div>{parts.collect_view()}</div></details> }.into_any()
}

/// What is not scored whole, with what is missing.
pub(super) fn apart(cards: &[Card], missing: &[usize], locale: Locale) -> Option<AnyView> {
    if missing.is_empty() {
        return None;
    }
    let lines = missing.iter().filter_map(|place| cards.get(*place)).take(100).map(|card| {
        let names: Vec<&str> = card.missing().iter().map(|name| name.in_(locale)).collect();
        let words = match locale {
            Locale::Zh => format!("{} · 缺：{}", card.account, names.join("、")),
            Locale::En => format!("{} · missing: {}", card.account, names.join(", ")),
        };
        view! { <li><a href=format!("/register/opportunity/{}", card.id)>{card.name.clone()}</a>" "<small>{words}</small></li> }
    });
    let many = missing.len();
    let title = match locale {
        Locale::Zh => format!("还没有打完分的 {many} 个，不参加排序"),
        Locale::En => format!("{many} not scored whole, and not ranked"),
    };
    Some(view! { <details class="sandbox-missing"><summary>{title}</summary><ul>{lines.collect_view()}</ul></details> }.into_any())
}

/// What the script ranks anew: id, name, customer, written space, verdict, the four scores as they count.
fn data(cards: &[Card], order: &[(usize, i64)], currency: Currency, locale: Locale) -> String {
    let row = |card: &Card| {
        let [space, growth, profit, competition] = card.scores.map(Option::unwrap_or_default);
        serde_json::json!([
            card.id,
            card.name,
            card.account,
            figure(card.space_cents, currency, locale),
            verdict(&card.verdict, locale),
            space,
            growth,
            profit,
            6 - competition,
            card.space_cents
        ])
    };
    let rows: Vec<_> = order.iter().filter_map(|(place, _)| cards.get(*place)).map(row).collect();
    // Nothing in it may end the element it stands in.
    serde_json::to_string(&rows).unwrap_or_default().replace('<', "\\u003c")
}
