//! What is known of one customer, on one page: the profile section by section with its sources, another draft beside it, who
//! else they buy from, the five layers, and what it came to.

use axum::Extension;
use axum::extract::{Form, Path, Query};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::noun::profile::{Profile, Scan};
use domain::noun::vendor::{STANDINGS, Vendor};
use domain::problem::Problem;
use domain::profile::{
    Age, Change, Finish, LAYERS, Section, age, compare, completeness, layer_name, sections,
};
use domain::ratio::Ratio;
use domain::record::{Record as _, Row};
use domain::text::{Locale, Text, text};
use jiff::civil::Date;
use leptos::prelude::*;
use serde::Deserialize;
use service::profile::{self, Shown, short};

use super::identity::Visitor;
use super::page::{Look, crumb, page};
use super::problem::Refused;

const TITLE: Text = text("客户档案", "Customer profile");

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// The draft to read; the latest when none is named.
    draft: Option<i64>,
    /// The draft beside it.
    beside: Option<i64>,
    /// Calling it final was answered with a question.
    ask: String,
}

/// A draft to be called final.
#[derive(Debug, Deserialize)]
pub struct Final {
    id: String,
    version: i64,
    #[serde(default)]
    knowing: String,
}

/// The page.
pub async fn show(
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Refused> {
    let session = visitor.session.as_ref().ok_or_else(Problem::signed_out)?;
    let shown = profile::look(&session.ctx, &id).await?;
    Ok(drawn(&visitor.look, &shown, &asked, session.ctx.today))
}

/// Begins another draft and opens its form.
pub async fn draft(
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
) -> Result<Response, Refused> {
    let session = visitor.session.as_ref().ok_or_else(Problem::signed_out)?;
    let made = profile::draft(&session.ctx, &id).await?;
    Ok(Redirect::to(&format!("/register/profile/{made}?edit=1")).into_response())
}

/// Calls a draft final; what speaks against it is asked on the page first.
pub async fn settle(
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    Form(said): Form<Final>,
) -> Result<Response, Refused> {
    let session = visitor.session.as_ref().ok_or_else(Problem::signed_out)?;
    let knowing = said.knowing == "1";
    let shown = profile::look(&session.ctx, &id).await?;
    if !knowing && shown.finish() != Finish::Ready {
        return Ok(Redirect::to(&format!("/account/{id}/profile?ask=1#final")).into_response());
    }
    profile::settle(&session.ctx, &said.id, said.version, knowing).await?;
    Ok(Redirect::to(&format!("/account/{id}/profile")).into_response())
}

fn drawn(look: &Look, shown: &Shown, asked: &Asked, today: Date) -> Response {
    let locale = look.locale;
    let say = move |zh: &'static str, en: &'static str| text(zh, en).in_(locale);
    let id = &shown.account.id;
    let number_of = |row: &Row| Profile::SPEC.cell(row, "number").and_then(domain::value::Value::as_int);
    let of =
        |number: Option<i64>| shown.drafts.iter().find(|row| number.is_some() && number_of(row) == number);
    let read = of(asked.draft).or_else(|| shown.drafts.first());
    let beside = of(asked.beside).filter(|row| read.is_none_or(|read| read.id != row.id));
    let again = shown.may_write.then(|| {
        let words = if shown.drafts.is_empty() { say("起草第一稿", "Write the first draft") } else { say("另起一稿", "Begin another draft") };
        view! { <form method="post" action=format!("/account/{id}/profile/draft")><button class="button" data-kind="primary" type="submit">{words}</button></form> }
    });
    let known = match read {
        Some(row) => view! {
            {drafts(shown, row, beside, locale)}
            {body(row, beside, locale)}
            {finish(shown, row, &asked.ask, locale)}
        }
        .into_any(),
        None => view! { <p class="state">{say("还没有人写过这家客户。从已知的写起，一节一节补。", "Nobody has written about this customer yet. Begin with what is known, one section after another.")}</p> }.into_any(),
    };
    let lead = read
        .and_then(Profile::from_row)
        .map(|held| told(&held, &sections(read.unwrap_or(&Row::default())), today, locale));
    let body = view! {
        <main class="page known">
            <header class="page-head">
                {crumb(id, &shown.account.name, TITLE.in_(locale), locale)}
                <h1 class="page-title">{shown.account.name.clone()}" · "{TITLE.in_(locale)}</h1>
                {lead.map(|words| view! { <p class="page-lead">{words}</p> })}
                <div class="page-tools">{again}<a class="button" href=format!("/account/{id}")>{say("客户看板", "The account's board")}</a></div>
            </header>
            {yields(shown, locale)}
            {known}
            {vendors(shown, locale)}
            {scan(shown, locale)}
        </main>
    };
    page(look, TITLE.in_(locale), body)
}

/// How complete, how old, in words.
fn told(held: &Profile, sections: &[Section], today: Date, locale: Locale) -> String {
    let (age, days) = age(held.drafted_on, today);
    let done = completeness(sections).display_pct(0);
    let number = held.number.unwrap_or_default();
    let standing = match age {
        Age::Fresh => text("还新", "still fresh"),
        Age::Ageing => text("该更新了", "to be looked at again"),
        Age::Stale => text("已过时，不宜依据", "too old to rely on"),
    };
    match locale {
        Locale::Zh => format!(
            "第 {number} 稿，{days} 天前写成（{}）；完整度 {done}：有内容算一半，写明出处再算一半。",
            standing.zh
        ),
        Locale::En => format!(
            "Draft {number}, {days} days old ({}); {done} complete: half for the words, half for where they come from.",
            standing.en
        ),
    }
}

/// What it came to: each a number that leads to its rows (H08).
fn yields(shown: &Shown, locale: Locale) -> AnyView {
    let say = move |zh: &'static str, en: &'static str| text(zh, en).in_(locale);
    let id = shown.account.id.clone();
    let one = |table: &str, words: &'static str, count: i64, rest: &str| {
        let (rows, new) = (
            format!("/register/{table}?f=account_id%3Aeq%3A{id}"),
            format!("/register/{table}/new?account_id={id}{rest}"),
        );
        let lamp = if count == 0 { "act" } else { "ok" };
        view! {
            <li data-lamp=lamp>
                <a href=rows><b>{count}</b>" "<span>{words}</span></a>
                <a class="button" data-kind="quiet" href=new>{say("添加", "Add")}<span class="visually-hidden">{format!(" {words}")}</span></a>
            </li>
        }
    };
    view! {
        <section>
            <h2 class="known-title">{say("看懂客户，要得出三样", "Knowing a customer comes to three things")}</h2>
            <ul class="known-yield">
                {one("opportunity", say("个商机", "opportunities"), shown.found.opportunities, "")}
                {one("alert", say("个风险", "risks"), shown.found.risks, "")}
                {one("value_statement", say("个价值", "values"), shown.found.values, "")}
            </ul>
        </section>
    }
    .into_any()
}

/// Which draft is read, and which stands beside it.
fn drafts(shown: &Shown, read: &Row, beside: Option<&Row>, locale: Locale) -> AnyView {
    let say = move |zh: &'static str, en: &'static str| text(zh, en).in_(locale);
    let option = |row: &Row, is: bool| {
        let held = Profile::from_row(row)?;
        let number = held.number.unwrap_or_default();
        let last = if held.state.is_some() { say(" · 定稿", " · final") } else { "" };
        let words = match locale {
            Locale::Zh => format!("第 {number} 稿 · {}{last}", held.drafted_on),
            Locale::En => format!("Draft {number} · {}{last}", held.drafted_on),
        };
        Some(view! { <option value=number selected=is>{words}</option> })
    };
    let reads: Vec<_> = shown.drafts.iter().filter_map(|row| option(row, row.id == read.id)).collect();
    let besides: Vec<_> = shown
        .drafts
        .iter()
        .filter_map(|row| option(row, beside.is_some_and(|one| one.id == row.id)))
        .collect();
    view! {
        <form class="cluster known-drafts" method="get" action=format!("/account/{}/profile", shown.account.id)>
            <label class="field" data-inline><span class="field-label">{say("看哪一稿", "Draft")}</span><select class="input" name="draft">{reads}</select></label>
            <label class="field" data-inline><span class="field-label">{say("与哪一稿并排", "Beside")}</span>
                <select class="input" name="beside"><option value="">{say("不比较", "None")}</option>{besides}</select>
            </label>
            <button class="button" type="submit">{say("看", "Show")}</button>
            <a class="button" data-kind="quiet" href=format!("/register/profile/{}", read.id)>{say("改这一稿", "Edit this draft")}</a>
        </form>
    }
    .into_any()
}

/// The sections, beside those of another draft where one is asked for.
fn body(read: &Row, beside: Option<&Row>, locale: Locale) -> AnyView {
    let say = move |zh: &'static str, en: &'static str| text(zh, en).in_(locale);
    let now = sections(read);
    let then = beside.map(sections);
    let changes = then.as_deref().map(|then| compare(then, &now)).unwrap_or_default();
    let part = |one: &Section, is_then: bool| {
        let unknown = one.body.is_empty();
        let source = if unknown {
            String::new()
        } else if one.source.is_empty() {
            say("没有写明出处", "no source given").to_owned()
        } else {
            format!("{}{}", say("出处：", "Source: "), one.source)
        };
        let words = if unknown { say("还不知道", "Not known yet").to_owned() } else { one.body.clone() };
        view! {
            <div class="known-words" data-then=is_then.then_some("") data-unknown=unknown.then_some("")>
                <p>{words}</p>
                {(!source.is_empty()).then(|| view! { <p class="known-source" data-missing=one.source.is_empty().then_some("")>{source}</p> })}
            </div>
        }
    };
    let rows = now.iter().enumerate().map(|(at, one)| {
        let before = then.as_ref().and_then(|then| then.get(at)).map(|one| part(one, true));
        let change = changes.get(at).map(|change| match change {
            Change::Same => text("未变", "same"),
            Change::Added => text("新写", "added"),
            Change::Removed => text("删去", "removed"),
            Change::Reworded => text("改写", "reworded"),
        });
        view! {
            <section class="known-section">
                <h3>{one.label.in_(locale)}{change.map(|words| view! { " "<small class="chip">{words.in_(locale)}</small> })}</h3>
                {before}
                {part(one, false)}
            </section>
        }
    });
    view! { <div class="known-sections" data-beside=beside.is_some().then_some("")>{rows.collect_view()}</div> }.into_any()
}

/// Calling the draft final.
fn finish(shown: &Shown, read: &Row, ask: &str, locale: Locale) -> AnyView {
    let say = move |zh: &'static str, en: &'static str| text(zh, en).in_(locale);
    let is_latest = shown.drafts.first().is_some_and(|row| row.id == read.id);
    let is_final = Profile::from_row(read).is_some_and(|held| held.state.is_some());
    if !shown.may_write || !is_latest || is_final {
        return ().into_any();
    }
    let asks = if ask.is_empty() { None } else { against(&shown.finish(), locale) };
    let asks = asks.map(|words| view! { <p class="notice" data-kind="watch" role="alert">{words}</p> });
    let may_insist = !ask.is_empty() && matches!(shown.finish(), Finish::Warned(_));
    let words = if may_insist {
        say("知道了，仍然定稿", "Understood: call it final")
    } else {
        say("定稿", "Call it final")
    };
    view! {
        <form id="final" class="known-final" method="post" action=format!("/account/{}/profile/final", shown.account.id)>
            {asks}
            <input type="hidden" name="id" value=read.id.clone()/>
            <input type="hidden" name="version" value=read.version/>
            {may_insist.then(|| view! { <input type="hidden" name="knowing" value="1"/> })}
            <button class="button" type="submit">{words}</button>
        </form>
    }
    .into_any()
}

/// What speaks against calling it final.
fn against(finish: &Finish, locale: Locale) -> Option<String> {
    match finish {
        Finish::Ready => None,
        Finish::Warned(words) => Some(words.in_(locale).to_owned()),
        Finish::Short(missing) => Some(short(missing).message(locale).to_owned()),
    }
}

/// Who else they buy from (H06).
fn vendors(shown: &Shown, locale: Locale) -> AnyView {
    let say = move |zh: &'static str, en: &'static str| text(zh, en).in_(locale);
    let row = |one: &Vendor| {
        let standing = STANDINGS
            .iter()
            .find(|choice| choice.key == one.standing)
            .map_or("", |choice| choice.label.in_(locale));
        let share = one
            .share_bp
            .and_then(|bp| Ratio::new(bp, 10_000))
            .map_or_else(|| "—".to_owned(), |share| share.display_pct(0));
        let words = |field: &Option<String>| field.clone().unwrap_or_else(|| "—".to_owned());
        view! {
            <tr>
                <th scope="row"><a href=format!("/register/vendor/{}", one.id)>{one.name.clone()}</a></th>
                <td>{standing}</td>
                <td class="number">{share}</td>
                <td>{words(&one.strengths)}</td>
                <td>{words(&one.issues)}</td>
                <td>{one.ends_on.map_or_else(|| "—".to_owned(), |on| on.to_string())}</td>
            </tr>
        }
    };
    let rows: Vec<_> = shown.vendors.iter().map(row).collect();
    let new = format!("/register/vendor/new?account_id={}", shown.account.id);
    let table = if rows.is_empty() {
        view! { <p class="known-empty">{say("还不知道他们还向谁买。", "Nobody knows yet who else they buy from.")}</p> }.into_any()
    } else {
        view! {
            <div class="known-table"><table>
                <thead><tr>
                    <th scope="col">{say("供应商", "Vendor")}</th><th scope="col">{say("关系", "Standing")}</th><th scope="col" class="number">{say("钱包份额", "Share")}</th>
                    <th scope="col">{say("长处", "Strengths")}</th><th scope="col">{say("问题", "Issues")}</th><th scope="col">{say("合同到期", "Contract ends")}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table></div>
        }
        .into_any()
    };
    view! {
        <section>
            <h2 class="known-title">{say("他们还向谁买", "Who else they buy from")}" "<a class="button" data-kind="quiet" href=new>{say("添加供应商", "Add a vendor")}</a></h2>
            {table}
        </section>
    }
    .into_any()
}

/// The five layers: what was seen, what they need, what it became (H10).
fn scan(shown: &Shown, locale: Locale) -> AnyView {
    let say = move |zh: &'static str, en: &'static str| text(zh, en).in_(locale);
    let id = shown.account.id.clone();
    let finding = |one: &Scan| {
        let made = match &one.opportunity_id {
            Some(made) => view! { <a href=format!("/register/opportunity/{made}")>{say("已成商机", "Became an opportunity")}</a> }.into_any(),
            None => {
                let name: String = one.need.clone().unwrap_or_else(|| one.finding.clone()).chars().take(60).collect();
                let typed = [("account_id", id.as_str()), ("source", "scan"), ("name", name.as_str())];
                let typed = domain::query::joined(&typed.map(|(name, value)| (name.to_owned(), value.to_owned())));
                view! { <a class="button" data-kind="quiet" href=format!("/register/opportunity/new?{typed}")>{say("形成商机", "Make it an opportunity")}</a> }.into_any()
            }
        };
        view! {
            <li>
                <p><a href=format!("/register/scan/{}", one.id)>{one.finding.clone()}</a></p>
                {one.need.clone().map(|need| view! { <p class="known-need">{say("需要：", "Needs: ")}{need}</p> })}
                {made}
            </li>
        }
    };
    let layers = (1_i64..).take(LAYERS.len()).map(|layer| {
        let name = layer_name(layer, shown.account.industry.as_deref(), &shown.layers, locale);
        let found: Vec<_> = shown.scan.iter().filter(|one| one.layer == layer).map(finding).collect();
        let none = found.is_empty().then(|| view! { <p class="known-empty">{say("还没看过", "Not looked at yet")}</p> });
        let new = format!("/register/scan/new?account_id={}&layer={layer}", shown.account.id);
        view! {
            <section class="known-layer">
                <h3>{layer}" · "{name.clone()}" "<a class="button" data-kind="quiet" href=new>{say("记一条", "Add")}<span class="visually-hidden">{format!(" {name}")}</span></a></h3>
                {none}
                <ul>{found}</ul>
            </section>
        }
    });
    view! {
        <section>
            <h2 class="known-title">{say("五层扫描", "Five-layer scan")}" "<a class="button" data-kind="quiet" href="/register/scan_layer">{say("改层名", "Rename layers")}</a></h2>
            <div class="known-layers">{layers.collect_view()}</div>
        </section>
    }
    .into_any()
}
