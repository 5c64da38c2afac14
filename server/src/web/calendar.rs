//! The company's calendar: a fiscal year on one page, its workdays counted; a day is made free or worked where it stands.

use axum::Extension;
use axum::extract::{Form, Query};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::calendar::sheet::{Day, DayKind, Month, Sheet};
use domain::calendar::{PeriodKey, plus_days};
use domain::format::time::weekday;
use domain::problem::Problem;
use domain::text::{Locale, Text, text};
use jiff::civil::Date;
use leptos::prelude::*;
use serde::Deserialize;
use service::calendar::{self, Shown};

use super::identity::Visitor;
use super::page::{Look, page};
use super::problem::Refused;

const TITLE: Text = text("财务日历", "Fiscal calendar");

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// The fiscal year.
    year: Option<i16>,
    /// The day that is looked at.
    day: Option<Date>,
}

/// What is said of a day.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Said {
    day: Option<Date>,
    year: Option<i16>,
    kind: String,
    name: String,
}

/// The month the year is to begin with.
#[derive(Debug, Deserialize)]
pub struct Start {
    month: u8,
}

/// A year.
pub async fn show(
    Extension(visitor): Extension<Visitor>,
    Query(asked): Query<Asked>,
) -> Result<Response, Refused> {
    let session = visitor.session.as_ref().ok_or_else(Problem::signed_out)?;
    let shown = calendar::year(&session.ctx, asked.year).await?;
    Ok(drawn(&visitor.look, &shown, asked.day, session.ctx.today))
}

/// Makes a day free or worked.
pub async fn set_day(
    Extension(visitor): Extension<Visitor>,
    Form(said): Form<Said>,
) -> Result<Response, Refused> {
    let session = visitor.session.as_ref().ok_or_else(Problem::signed_out)?;
    let day = said.day.ok_or_else(Problem::not_found)?;
    calendar::set_day(&session.ctx, day, &said.kind, &said.name).await?;
    let year = said.year.map_or_else(String::new, |year| format!("year={year}&"));
    Ok(Redirect::to(&format!("/calendar?{year}day={day}#day")).into_response())
}

/// Makes the fiscal year begin with another month.
pub async fn start_with(
    Extension(visitor): Extension<Visitor>,
    Form(start): Form<Start>,
) -> Result<Response, Refused> {
    let session = visitor.session.as_ref().ok_or_else(Problem::signed_out)?;
    calendar::start_with(&session.ctx, start.month).await?;
    Ok(Redirect::to("/calendar").into_response())
}

fn drawn(look: &Look, shown: &Shown, chosen: Option<Date>, today: Date) -> Response {
    let locale = look.locale;
    let say = move |zh: &'static str, en: &'static str| text(zh, en).in_(locale);
    let sheet = &shown.sheet;
    let label = PeriodKey::Year(sheet.name).label(shown.fiscal, locale);
    let around = |name: i16, words: &'static str| {
        (2000..=2100).contains(&name).then(|| view! { <a class="button" data-kind="quiet" rel="nofollow" href=format!("/calendar?year={name}")>{words}</a> })
    };
    let chosen = chosen.and_then(|on| sheet.day(on));
    let months = sheet.months.iter().map(|one| month(one, sheet, chosen.map(|day| day.on), today, locale));
    let body = view! {
        <main class="page calendar">
            <header class="page-head">
                <h1 class="page-title">{TITLE.in_(locale)}" · "{label}</h1>
                <p class="page-lead">{told(sheet, locale)}</p>
                <nav class="cluster" aria-label=say("年份", "Years")>
                    {around(sheet.name - 1, say("上一年", "Year before"))}
                    {around(sheet.name + 1, say("下一年", "Year after"))}
                    <a class="button" data-kind="quiet" href="/register/holiday?s=falls_on">{say("放假与调休清单", "List of days")}</a>
                    <a class="button" data-kind="quiet" href="/">{say("回到看板", "Back to the boards")}</a>
                </nav>
            </header>
            {chosen.map(|day| panel(day, sheet, shown.may_set_days, locale))}
            <div class="calendar-months">{months.collect_view()}</div>
            <ul class="calendar-key cluster">
                <li><span data-kind="workday">"1"</span>{say("工作日", "Workday")}</li>
                <li><span data-kind="weekend">"1"</span>{say("周末", "Weekend")}</li>
                <li><span data-kind="off">"1"</span>{say("放假", "Day off")}</li>
                <li><span data-kind="worked">"1"</span>{say("调休上班", "Worked instead")}</li>
            </ul>
            {shown.may_set_start.then(|| start(shown, locale))}
        </main>
    };
    page(look, TITLE.in_(locale), body)
}

/// From when to when, and how much of it has passed.
fn told(sheet: &Sheet, locale: Locale) -> String {
    let share =
        |part: Option<domain::ratio::Ratio>| part.map_or_else(|| "—".to_owned(), |part| part.display_pct(0));
    let all: u32 = sheet.months.iter().map(|month| month.workdays).sum();
    let (from, to, passed, worked) =
        (sheet.period.from, sheet.period.to, share(sheet.passed), share(sheet.worked));
    match locale {
        Locale::Zh => format!("{from} 至 {to}，{all} 个工作日；时间进度 {passed}，按工作日 {worked}。"),
        Locale::En => {
            format!("{from} to {to}, {all} workdays; time progress {passed}, by workdays {worked}.")
        }
    }
}

fn month(month: &Month, sheet: &Sheet, chosen: Option<Date>, today: Date, locale: Locale) -> AnyView {
    let name = PeriodKey::Month(month.first_on.year(), u8::try_from(month.first_on.month()).unwrap_or(1))
        .label(domain::calendar::Fiscal::default(), locale);
    let count = match locale {
        Locale::Zh => format!("第{}季度 · {} 个工作日", month.quarter, month.workdays),
        Locale::En => format!("Q{} · {} workdays", month.quarter, month.workdays),
    };
    let heads = (0..7).map(|n| {
        // 2024-01-01 was a Monday.
        let day = plus_days(jiff::civil::date(2024, 1, 1), n);
        view! { <span class="calendar-weekday" aria-hidden="true">{weekday(day, locale).chars().last().map(String::from).filter(|_| locale == Locale::Zh).unwrap_or_else(|| weekday(day, locale).chars().take(2).collect())}</span> }
    });
    let lead = (0..month.lead).map(|_| view! { <span aria-hidden="true"></span> });
    let days = month.days.iter().map(|day| {
        let kind = kind_of(day.kind).in_(locale);
        let spoken = format!(" · {} {kind} {}", domain::calendar::month_key(day.on), day.why);
        let current = if chosen == Some(day.on) { Some("true") } else if day.on == today { Some("date") } else { None };
        view! { <a href=format!("/calendar?year={}&day={}#day", sheet.name, day.on) data-kind=key_of(day.kind) aria-current=current title=day.why.clone()>{day.on.day()}<span class="visually-hidden">{spoken}</span></a> }
    });
    view! {
        <section class="calendar-month">
            <h2>{name}" "<small>{count}</small></h2>
            <div class="calendar-days">{heads.collect_view()}{lead.collect_view()}{days.collect_view()}</div>
        </section>
    }
    .into_any()
}

/// The day that is looked at, with what may be made of it.
fn panel(day: &Day, sheet: &Sheet, may_set: bool, locale: Locale) -> AnyView {
    let say = move |zh: &'static str, en: &'static str| text(zh, en).in_(locale);
    let title = format!("{} {}", day.on, weekday(day.on, locale));
    let is = match (locale, day.why.is_empty()) {
        (_, true) => kind_of(day.kind).in_(locale).to_owned(),
        (Locale::Zh, false) => format!("{}：{}", kind_of(day.kind).zh, day.why),
        (Locale::En, false) => format!("{}: {}", kind_of(day.kind).en, day.why),
    };
    let is_held = !day.why.is_empty();
    let kind = |value: &'static str, words: &'static str, is: bool| view! { <option value=value selected=is>{words}</option> };
    let form = may_set.then(|| {
        view! {
            <form class="cluster" method="post" action="/calendar/day">
                <input type="hidden" name="day" value=day.on.to_string()/>
                <input type="hidden" name="year" value=sheet.name/>
                <label class="field" data-inline><span class="field-label">{say("安排", "Kind")}</span>
                    <select class="input" name="kind">
                        {kind("off", say("放假", "Day off"), day.kind != DayKind::Worked)}
                        {kind("working", say("上班（调休）", "Worked"), day.kind == DayKind::Worked)}
                    </select>
                </label>
                <label class="field" data-inline><span class="field-label">{say("名称", "Name")}</span>
                    <input class="input" name="name" required maxlength="80" autocomplete="off" value=day.why.clone()/>
                </label>
                <button class="button" data-kind="primary" type="submit">{say("保存", "Save")}</button>
            </form>
        }
    });
    let undo = (may_set && is_held).then(|| {
        view! {
            <form method="post" action="/calendar/day">
                <input type="hidden" name="day" value=day.on.to_string()/>
                <input type="hidden" name="year" value=sheet.name/>
                <button class="button" type="submit">{say("恢复为按星期", "What its weekday says")}</button>
            </form>
        }
    });
    view! {
        <section class="calendar-day" id="day">
            <h2>{title}</h2>
            <p>{is}</p>
            <div class="cluster">{form}{undo}</div>
        </section>
    }
    .into_any()
}

fn start(shown: &Shown, locale: Locale) -> AnyView {
    let say = move |zh: &'static str, en: &'static str| text(zh, en).in_(locale);
    let months = (1..=12_u8).map(|month| {
        let words = match locale {
            Locale::Zh => format!("{month}月"),
            Locale::En => PeriodKey::Month(2024, month).label(shown.fiscal, locale).chars().take(3).collect(),
        };
        view! { <option value=month selected={shown.fiscal.start_month() == month}>{words}</option> }
    });
    view! {
        <form class="cluster calendar-start" method="post" action="/calendar/start">
            <label class="field" data-inline><span class="field-label">{say("财年从哪个月开始", "The fiscal year begins in")}</span>
                <select class="input" name="month">{months.collect_view()}</select>
            </label>
            <button class="button" type="submit">{say("保存", "Save")}</button>
            <p>{say("改动后，看板上的季度与财年都按新的起始月计算；改动记在公司设置的历史里。", "Quarters and fiscal years on every board follow the new month at once; the change is kept in the history of the company's settings.")}</p>
        </form>
    }
    .into_any()
}

const fn key_of(kind: DayKind) -> &'static str {
    match kind {
        DayKind::Workday => "workday",
        DayKind::Weekend => "weekend",
        DayKind::Off => "off",
        DayKind::Worked => "worked",
    }
}

const fn kind_of(kind: DayKind) -> Text {
    match kind {
        DayKind::Workday => text("工作日", "Workday"),
        DayKind::Weekend => text("周末", "Weekend"),
        DayKind::Off => text("放假", "Day off"),
        DayKind::Worked => text("调休上班", "Worked instead"),
    }
}
