//! The last steps: trying, running, how far it is, and what came of it.

use domain::format::count;
use domain::import::{Fault, Mode, Phase, Progress, Report};
use domain::problem::Problem;
use domain::text::{Locale, Text, text};
use leptos::prelude::*;
use ui::component::{Button, Kind, Progress as Bar};

use super::Wizard;

#[component]
pub fn Outcome(wizard: Wizard) -> impl IntoView {
    let busy = Signal::derive(move || wizard.is_busy());
    let report = Memo::new(move |_| wizard.progress.with(|progress| progress.report.clone()));
    view! {
        <Problems wizard/>
        <Show when=move || busy.get()>
            <Running wizard/>
        </Show>
        {move || report.get().map(|report| view! { <Came report wizard/> })}
        <Actions wizard busy/>
    }
    .into_any()
}

/// What may be done next: one thing above all.
#[component]
fn Actions(wizard: Wizard, busy: Signal<bool>) -> impl IntoView {
    let locale = wizard.locale;
    let ready = Memo::new(move |_| {
        let mode = wizard.mapping.with(|mapping| mapping.mode);
        wizard.progress.with(|progress| progress.report.as_ref().is_some_and(|report| may_run(report, mode)))
    });
    let is_stored = Memo::new(move |_| {
        wizard.progress.with(|progress| progress.report.as_ref().is_some_and(|report| !report.is_dry_run))
    });
    view! {
        <div class="form-foot">
            <Show when=move || busy.get()>
                <Button on_press=move |()| wizard.cancel()>{text("取消", "Cancel").in_(locale)}</Button>
            </Show>
            <Show when=move || !busy.get() && !is_stored.get()>
                <Show when=move || ready.get()>
                    <Button kind=Kind::Primary on_press=move |()| wizard.start(true)>{text("正式导入", "Import now").in_(locale)}</Button>
                </Show>
                <Try wizard ready/>
                <span class="form-foot-note">{text("试运行只检查，不改动数据。", "A dry run only checks; it changes nothing.").in_(locale)}</span>
            </Show>
        </div>
    }
    .into_any()
}

/// Trying is the one thing to do until something may be run.
#[component]
fn Try(wizard: Wizard, ready: Memo<bool>) -> impl IntoView {
    let words = text("试运行", "Dry run").in_(wizard.locale);
    let again = move || view! { <Button on_press=move |()| wizard.start(false)>{words}</Button> };
    view! {
        <Show when=move || ready.get() fallback=move || view! { <Button kind=Kind::Primary on_press=move |()| wizard.start(false)>{words}</Button> }>
            {again()}
        </Show>
    }
    .into_any()
}

/// What was tried may be run when it would store something.
fn may_run(report: &Report, mode: Mode) -> bool {
    report.is_dry_run && (report.new > 0 || report.changed > 0) && (report.bad == 0 || mode == Mode::SkipBad)
}

#[component]
fn Problems(wizard: Wizard) -> impl IntoView {
    let locale = wizard.locale;
    let line = move |problem: Problem| view! { <p class="notice" data-kind="error" role="alert">{problem.message(locale).to_owned()}</p> };
    move || wizard.problems.get().into_iter().map(line).collect_view().into_any()
}

#[component]
fn Running(wizard: Wizard) -> impl IntoView {
    let locale = wizard.locale;
    let done =
        Signal::derive(move || wizard.progress.with(|progress| u32::try_from(progress.done_bp).unwrap_or(0)));
    let words = Signal::derive(move || wizard.progress.with(|progress| pace(progress, locale)));
    view! { <Bar done whole=Signal::stored(10_000_u32) words/> }.into_any()
}

fn pace(progress: &Progress, locale: Locale) -> String {
    let what = match progress.phase {
        Phase::Writing => text("正在导入", "Importing"),
        _ => text("正在检查", "Checking"),
    };
    let rows = count(progress.rows as i64);
    let rate = count(progress.rows_per_second as i64);
    let rest = progress.rest_seconds.map(|seconds| match locale {
        Locale::Zh => format!(" · 还需 {seconds} 秒"),
        Locale::En => format!(" · {seconds} s to go"),
    });
    let head = match locale {
        Locale::Zh => format!("{} · {rows} 行 · 每秒 {rate} 行", what.zh),
        Locale::En => format!("{} · {rows} rows · {rate} rows a second", what.en),
    };
    head + &rest.unwrap_or_default()
}

#[component]
fn Came(report: Report, wizard: Wizard) -> impl IntoView {
    let locale = wizard.locale;
    let register = format!("/register/{}", report.table);
    let figure = |value: u64, label: Text| {
        view! {
            <li class="sheet">
                <p class="figure" data-size="tile"><span class="figure-value">{count(value as i64)}</span></p>
                <p class="quiet">{label.in_(locale)}</p>
            </li>
        }
    };
    let made =
        (report.made > 0).then(|| figure(report.made, text("顺带新建的功能等", "Features made on the way")));
    let errors = (report.faults_all > 0).then(|| {
        let href = format!("/transfer/errors/{}", wizard.upload.get_value());
        view! { <a class="button" href=href rel="external" download="">{text("下载错误清单", "Download the list of errors").in_(locale)}</a> }
    });
    let next = (!report.is_dry_run).then(|| {
        view! {
            <a class="button" data-kind="primary" href=register>{text("打开台账", "Open the register").in_(locale)}</a>
            <a class="button" href="/import">{text("再导入一个文件", "Import another file").in_(locale)}</a>
        }
    });
    let sentence = told(&report, locale);
    // What came of it stands below all that was asked: the focus goes there, and with it the eye.
    let place = NodeRef::<leptos::html::H2>::new();
    Effect::new(move |_| {
        if let Some(heading) = place.get() {
            let _ = heading.focus();
        }
    });
    view! {
        <section class="stack" aria-live="polite">
            <h2 tabindex="-1" node_ref=place>{sentence}</h2>
            <ul class="cluster" role="list">
                {figure(report.new, text("新增", "New"))}
                {figure(report.changed, text("修改", "Changed"))}
                {figure(report.unchanged, text("无变化", "Unchanged"))}
                {figure(report.bad, text("有错误的行", "Bad rows"))}
                {made}
            </ul>
            <div class="cluster">{next}{errors}</div>
            {(!report.faults.is_empty()).then(|| faults(&report, locale))}
        </section>
    }
    .into_any()
}

/// What came of it, in one sentence.
fn told(report: &Report, locale: Locale) -> String {
    let rows = count(report.rows as i64);
    let words = match (report.is_dry_run, report.is_stored, report.bad > 0) {
        (true, _, false) => (
            format!("试运行完成：{rows} 行全部可用，尚未改动数据。"),
            format!("Dry run: all {rows} rows are good. Nothing has been changed yet."),
        ),
        (true, _, true) => {
            let bad = count(report.bad as i64);
            (
                format!("试运行完成：{rows} 行中有 {bad} 行有错误，尚未改动数据。"),
                format!("Dry run: {bad} of {rows} rows are bad. Nothing has been changed yet."),
            )
        }
        (false, true, _) => {
            let seconds = report.millis.div_ceil(1_000);
            let (good, bad) =
                (count(report.rows.saturating_sub(report.bad) as i64), count(report.bad as i64));
            let left_out = report.bad > 0;
            (
                format!(
                    "导入完成：{good} 行已导入{}，用时 {seconds} 秒。",
                    if left_out { format!("，{bad} 行有错误，没有导入") } else { String::new() }
                ),
                format!(
                    "Imported: {good} of {rows} rows in {seconds} s.{}",
                    if left_out { format!(" Left out as bad: {bad}.") } else { String::new() }
                ),
            )
        }
        (false, false, true) => {
            let bad = count(report.bad as i64);
            (
                format!("没有导入：{bad} 行有错误，没有做任何改动。"),
                format!("Not imported: {bad} rows are bad. Nothing was changed."),
            )
        }
        (false, false, false) => (
            format!("{rows} 行都已在系统中，没有需要改动的。"),
            format!("All {rows} rows are there already; nothing had to be changed."),
        ),
    };
    if locale == Locale::Zh { words.0 } else { words.1 }
}

fn faults(report: &Report, locale: Locale) -> AnyView {
    let more = report.faults_all.saturating_sub(report.faults.len() as u64);
    let line = |fault: &Fault| {
        let Fault { row, column, value, problem, todo_zh, todo_en } = fault.clone();
        let todo = if locale == Locale::Zh { todo_zh } else { todo_en };
        view! {
            <tr>
                <td data-lead data-kind="number" data-label=text("行", "Row").in_(locale)>{row.to_string()}</td>
                <td data-label=text("列", "Column").in_(locale)>{column}</td>
                <td data-label=text("值", "Value").in_(locale)>{value}</td>
                <td data-label=text("问题", "Problem").in_(locale)>{problem.message(locale).to_owned()}</td>
                <td data-label=text("怎么办", "What to do").in_(locale)>{todo}</td>
            </tr>
        }
    };
    view! {
        <div class="register-scroll" tabindex="0" role="region" aria-label=text("错误", "Errors").in_(locale)>
            <table class="table">
                <thead><tr>
                    <th scope="col" data-kind="number">{text("行", "Row").in_(locale)}</th>
                    <th scope="col">{text("列", "Column").in_(locale)}</th>
                    <th scope="col">{text("值", "Value").in_(locale)}</th>
                    <th scope="col">{text("问题", "Problem").in_(locale)}</th>
                    <th scope="col">{text("怎么办", "What to do").in_(locale)}</th>
                </tr></thead>
                <tbody>{report.faults.iter().map(line).collect_view()}</tbody>
            </table>
        </div>
        {(more > 0).then(|| {
            let more = count(more as i64);
            let words = match locale {
                Locale::Zh => format!("另有 {more} 处错误，见错误清单。"),
                Locale::En => format!("{more} more are in the list of errors."),
            };
            view! { <p class="quiet">{words}</p> }
        })}
    }
    .into_any()
}
