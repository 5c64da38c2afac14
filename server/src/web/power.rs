//! A customer's power map: the drawing, the same people as an outline for a small screen, what nobody knows yet, and the
//! chain of every decision with its weakest link.

use app::drawn::power as drawing;
use axum::Extension;
use axum::extract::Path;
use axum::response::Response;
use domain::format::money;
use domain::noun::power::STEPS;
use domain::power::{Person, Weakness, ready, weakest};
use domain::problem::Problem;
use domain::ratio::Ratio;
use domain::text::{Locale, Text, text};
use leptos::prelude::*;
use service::power::{self, Chain, Shown};

use super::identity::Visitor;
use super::page::{Look, crumb, page};
use super::problem::Refused;

const TITLE: Text = text("权力地图", "Power map");
/// How many unknown things are listed before the rest is counted.
const UNKNOWN_MOST: usize = 12;

/// The map.
pub async fn show(
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
) -> Result<Response, Refused> {
    let session = visitor.session.as_ref().ok_or_else(Problem::signed_out)?;
    let shown = power::look(&session.ctx, &id).await?;
    Ok(drawn(&visitor.look, &shown))
}

fn drawn(look: &Look, shown: &Shown) -> Response {
    let locale = look.locale;
    let say = move |zh: &'static str, en: &'static str| text(zh, en).in_(locale);
    let id = &shown.account.id;
    let (bend, step) = (
        format!("/register/influence/new?account_id={id}"),
        format!("/register/stakeholder/new?account_id={id}"),
    );
    let tools = shown.may_write.then(|| {
        view! {
            <a class="button" data-kind="primary" href=step>{say("添加一个人", "Add a person")}</a>
            <a class="button" href=bend>{say("画一条影响线", "Draw an influence")}</a>
        }
    });
    let map = if shown.people.is_empty() {
        view! { <p class="state">{say("地图上还没有人。先写下谁拍板、谁支持我们。", "Nobody is on the map yet. Begin with who decides and who is for us.")}</p> }.into_any()
    } else {
        let map = drawing::map(&shown.people, &shown.influences, locale);
        view! {
            <div class="power-pan" tabindex="0" role="region" aria-label=say("地图，可横向滚动", "The map; it scrolls sideways") inner_html=map></div>
            <details class="power-outline"><summary>{say("按汇报关系逐人看", "Everybody, by reporting line")}</summary>{outline(shown, None, 0, locale)}</details>
        }
        .into_any()
    };
    let body = view! {
        <main class="page known power-page">
            <header class="page-head">
                {crumb(id, &shown.account.name, TITLE.in_(locale), locale)}
                <h1 class="page-title">{shown.account.name.clone()}" · "{TITLE.in_(locale)}</h1>
                <p class="page-lead">{told(shown, locale)}</p>
                <div class="page-tools">{tools}<a class="button" rel="external" href=format!("/account/{id}/profile")>{say("客户档案", "Profile")}</a></div>
            </header>
            {map}
            {chains(shown, locale)}
            {unknown(shown, locale)}
        </main>
    };
    page(look, TITLE.in_(locale), body)
}

/// The map in one sentence.
fn told(shown: &Shown, locale: Locale) -> String {
    let known = shown.all - i64::try_from(shown.unknown.len()).unwrap_or(0);
    let share = Ratio::new(known, shown.all.max(1)).map_or_else(String::new, |share| share.display_pct(0));
    let people = shown.people.len();
    let with = shown.people.iter().filter(|one| one.stance.is_some_and(|stance| stance > 0)).count();
    let against = shown.people.iter().filter(|one| one.stance.is_some_and(|stance| stance < 0)).count();
    let away = shown.people.iter().filter(|one| !one.is_covered()).count();
    match locale {
        Locale::Zh => format!(
            "{people} 人里 {with} 人支持、{against} 人反对，{away} 人近 90 天没有接触；该知道的知道了 {share}。"
        ),
        Locale::En => format!(
            "Of {people} people {with} are for us and {against} against; {away} have not been met for 90 days; {share} of what there is to know is known."
        ),
    }
}

/// Everybody under somebody, as a list within a list. A line that leads in a circle ends where it began.
fn outline(shown: &Shown, above: Option<&str>, depth: usize, locale: Locale) -> AnyView {
    let is_there = |id: &str| shown.people.iter().any(|one| one.id == id);
    let is_under = |one: &&Person| match above {
        Some(above) => one.reports_to.as_deref() == Some(above),
        None => one.reports_to.as_deref().is_none_or(|id| !is_there(id)),
    };
    let under: Vec<&Person> =
        if depth > 40 { Vec::new() } else { shown.people.iter().filter(is_under).collect() };
    if under.is_empty() {
        return ().into_any();
    }
    let items = under.into_iter().map(|one| {
        let new = format!("/register/stakeholder/new?account_id={}&reports_to_id={}", shown.account.id, one.id);
        view! {
            <li>
                <p>
                    <a href=format!("/register/stakeholder/{}?edit=1", one.id)>{one.name.clone()}</a>
                    " "<span class="known-source">{drawing::about(one, locale)}</span>
                    {shown.may_write.then(|| view! { " "<a class="button" data-kind="quiet" href=new>{text("加下属", "Add below").in_(locale)}<span class="visually-hidden">{format!(" {}", one.name)}</span></a> })}
                </p>
                {outline(shown, Some(&one.id), depth + 1, locale)}
            </li>
        }
    });
    view! { <ul>{items.collect_view()}</ul> }.into_any()
}

/// What nobody knows yet, each with the place to write it.
fn unknown(shown: &Shown, locale: Locale) -> AnyView {
    let say = move |zh: &'static str, en: &'static str| text(zh, en).in_(locale);
    let id = &shown.account.id;
    let line = |one: &domain::power::Unknown| {
        let person = one.person.as_ref().and_then(|id| shown.people.iter().find(|person| &person.id == id));
        let href = match person {
            Some(person) => format!("/register/stakeholder/{}?edit=1", person.id),
            None => format!("/register/stakeholder/new?account_id={id}"),
        };
        let words = match (person, locale) {
            (Some(person), Locale::Zh) => format!("{}：{}", person.name, one.what.zh),
            (Some(person), Locale::En) => format!("{}: {}", person.name, one.what.en),
            (None, _) => one.what.in_(locale).to_owned(),
        };
        view! { <li><a href=href>{words}</a></li> }
    };
    let more = shown.unknown.len().saturating_sub(UNKNOWN_MOST);
    let more = (more > 0).then(|| match locale {
        Locale::Zh => format!("还有 {more} 项。"),
        Locale::En => format!("{more} more."),
    });
    let lines: Vec<_> = shown.unknown.iter().take(UNKNOWN_MOST).map(line).collect();
    let body = if lines.is_empty() {
        view! { <p class="known-empty">{say("该知道的都知道了。", "Everything there is to know is known.")}</p> }.into_any()
    } else {
        view! { <ul class="power-unknown">{lines}</ul> }.into_any()
    };
    view! {
        <section><h2 class="known-title">{say("还不知道的", "Not known yet")}</h2>{body}{more.map(|words| view! { <p class="known-empty">{words}</p> })}</section>
    }
    .into_any()
}

/// Every open opportunity's chain of decision.
fn chains(shown: &Shown, locale: Locale) -> AnyView {
    let say = move |zh: &'static str, en: &'static str| text(zh, en).in_(locale);
    let one = |chain: &Chain| {
        let people: Vec<&Person> = chain.steps.iter().map(|(_, person)| person).collect();
        let weak = weakest(&people);
        let lead = lead(shown, chain, weak, locale);
        let steps = chain.steps.iter().map(|(step, person)| {
            let does = STEPS.iter().find(|choice| choice.key == step.does).map_or("", |choice| choice.label.in_(locale));
            let is_weak = weak.is_some_and(|(one, _)| one.id == person.id);
            let (_, word) = drawing::stance(person);
            view! {
                <li data-weak=is_weak.then_some("")>
                    <a href=format!("/register/decision_step/{}", step.id)><b>{person.name.clone()}</b><span>{does}" · "{word.in_(locale)}</span></a>
                </li>
            }
        });
        let next = chain.steps.iter().map(|(step, _)| step.place).max().unwrap_or(0) + 1;
        let new = format!(
            "/register/decision_step/new?account_id={}&opportunity_id={}&place={next}",
            shown.account.id, chain.opportunity.id
        );
        let worth = money(chain.opportunity.space_cents, shown.currency, locale).to_string();
        view! {
            <section class="power-chain">
                <h3><a href=format!("/register/opportunity/{}", chain.opportunity.id)>{chain.opportunity.name.clone()}</a>" "<small>{worth}</small></h3>
                <p>{lead}</p>
                <ol>{steps.collect_view()}</ol>
                {shown.may_write.then(|| view! { <a class="button" data-kind="quiet" href=new>{say("加一环", "Add a step")}<span class="visually-hidden">{format!(" {}", chain.opportunity.name)}</span></a> })}
            </section>
        }
    };
    let list: Vec<_> = shown.chains.iter().map(one).collect();
    let none = list.is_empty().then(|| view! { <p class="known-empty">{say("这家客户现在没有进行中的商机。", "This customer has no open opportunity.")}</p> });
    view! { <section><h2 class="known-title">{say("决策链", "Chains of decision")}</h2>{none}{list}</section> }.into_any()
}

/// What is to be said of a chain: its weakest link, or what is missing before a project may be approved (H25).
fn lead(shown: &Shown, chain: &Chain, weak: Option<(&Person, Weakness)>, locale: Locale) -> String {
    let missing = ready(&shown.people, chain.steps.len());
    if !missing.is_empty() {
        let words: Vec<_> = missing.iter().map(|one| one.in_(locale)).collect();
        return match locale {
            Locale::Zh => format!("立项前还缺：{}。", words.join("、")),
            Locale::En => format!("Missing before a project can be approved: {}.", words.join(", ")),
        };
    }
    match (weak, locale) {
        (Some((person, why)), Locale::Zh) => format!("最弱的一环是{}：{}。", person.name, why.words().zh),
        (Some((person, why)), Locale::En) => {
            format!("The weakest link is {}: {}.", person.name, why.words().en)
        }
        (None, Locale::Zh) => "每一环都支持我们，也都在接触。".to_owned(),
        (None, Locale::En) => "Everybody in it is for us and in touch.".to_owned(),
    }
}
