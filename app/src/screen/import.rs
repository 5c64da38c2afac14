//! 导入 · the import wizard: choose a file, see which column is which field, try it, run it. Where
//! it stands is in its address (`upload`, `table`), so a reload loses nothing but what was not tried.

mod choose;
mod mapping;
mod outcome;
mod settings;

use domain::import::{Inspection, Mapping, Phase, Progress};
use domain::policy::{Action, Grant, grant};
use domain::problem::{Problem, ProblemKind, Problems};
use domain::query::{encode, pairs};
use domain::text::{Locale, Text, text};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_meta::Title;
use leptos_router::hooks::use_location;
use leptos_router::{LazyRoute, lazy_route};
use serde::{Deserialize, Serialize};

use crate::api::import as api;
use crate::fault::Fault;
use crate::frame::Failure;
use crate::reader::{Reader, reader};

const TITLE: Text = text("导入数据", "Import data");
const LEAD: Text = text(
    "选择文件，核对列对应，先试运行看结果，再正式导入。试运行不改动任何数据；同一文件导入两次也不会重复。",
    "Choose a file, check which column is which field, try it and see what would happen, then run it. A try changes nothing, and importing the same file twice doubles nothing.",
);
const STEPS: [Text; 4] =
    [text("选择文件", "File"), text("列对应", "Columns"), text("试运行", "Dry run"), text("导入", "Import")];

/// The import screen.
#[derive(Debug)]
pub struct ImportScreen;

/// An uploaded file, and how far an import of it is.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Seen {
    inspection: Inspection,
    progress: Progress,
}

/// What all parts of the wizard share.
#[derive(Clone, Copy, Debug)]
struct Wizard {
    locale: Locale,
    upload: StoredValue<String>,
    mapping: RwSignal<Mapping>,
    progress: RwSignal<Progress>,
    problems: RwSignal<Problems>,
}

#[lazy_route]
impl LazyRoute for ImportScreen {
    // The data is asked for by the view, so that its code travels with the screen, not with the frame.
    fn data() -> Self {
        Self
    }

    fn view(this: Self) -> AnyView {
        let ImportScreen = this;
        let reader = reader();
        let locale = reader.locale;
        if let Err(problem) = may_import(&reader) {
            return view! { <Failure problem locale/> }.into_any();
        }
        let reader = StoredValue::new(reader);
        let search = use_location().search;
        let seen = Resource::new(move || search.get(), look);
        view! {
            <Title text=TITLE.in_(locale)/>
            <header class="page-head">
                <h1 class="page-title">{TITLE.in_(locale)}</h1>
                <p class="page-lead">{LEAD.in_(locale)}</p>
            </header>
            <Transition fallback=move || view! { <p class="state">{text("正在读取文件…", "Reading the file…").in_(locale)}</p> }>
                {move || Suspend::new(async move {
                    match seen.await {
                        None => choose(asked(&search.get_untracked(), "table"), &reader.get_value()),
                        Some(Ok(seen)) => view! { <Whole seen locale/> }.into_any(),
                        Some(Err(fault)) => again(&fault, locale),
                    }
                })}
            </Transition>
        }
        .into_any()
    }
}

/// Whether this reader may import anything at all; a customer's people do not even know that one can.
fn may_import(reader: &Reader) -> Result<(), Problem> {
    let role = reader.role.ok_or_else(Problem::signed_out)?;
    let may = domain::noun::ALL.iter().any(|spec| grant(role, Action::Import, spec) != Grant::None);
    match (may, role.is_internal()) {
        (true, _) => Ok(()),
        (false, true) => Err(Problem::forbidden()),
        (false, false) => Err(Problem::not_found()),
    }
}

/// The first step, unless the address names a register that takes no files.
fn choose(table: String, reader: &Reader) -> AnyView {
    let locale = reader.locale;
    let grants = |action| {
        let (role, spec) = (reader.role, domain::noun::spec(&table));
        role.zip(spec).is_some_and(|(role, spec)| grant(role, action, spec) != Grant::None)
    };
    if table.is_empty() || grants(Action::Import) {
        return view! { <choose::Choose locale table/> }.into_any();
    }
    let problem = if grants(Action::Read) {
        Problem::new(
            ProblemKind::Forbidden,
            "这个台账不能由您导入文件。请另选一个台账。",
            "You cannot bring files into this register. Please choose another.",
        )
    } else {
        Problem::not_found()
    };
    again(&problem.into(), locale)
}

/// What the address says under this name; a register's link may say `noun` for `table`.
fn asked(search: &str, name: &str) -> String {
    pairs(search)
        .into_iter()
        .find(|(key, _)| key == name || (name == "table" && key == "noun"))
        .map(|(_, value)| value)
        .unwrap_or_default()
}

async fn look(search: String) -> Option<Result<Seen, Fault>> {
    let upload = asked(&search, "upload");
    if upload.is_empty() {
        return None;
    }
    let inspection = match api::inspect(upload.clone(), asked(&search, "table")).await {
        Ok(inspection) => inspection,
        Err(fault) => return Some(Err(fault)),
    };
    let progress = api::progress(upload).await.unwrap_or_default();
    Some(Ok(Seen { inspection, progress }))
}

fn again(fault: &Fault, locale: Locale) -> AnyView {
    view! {
        <Failure problem=fault.first() locale within=true/>
        <div class="cluster"><a class="button" data-kind="primary" href="/import">{text("重新选择文件", "Choose another file").in_(locale)}</a></div>
    }
    .into_any()
}

/// The wizard's address for an upload and a noun.
fn address(upload: &str, table: &str) -> String {
    let table = if table.is_empty() { String::new() } else { format!("&table={}", encode(table)) };
    format!("/import?upload={}{table}", encode(upload))
}

/// Which step it is, and those behind it.
#[component]
fn Steps(#[prop(into)] now: Signal<usize>, locale: Locale) -> impl IntoView {
    let step = move |(index, words): (usize, &Text)| {
        let words = words.in_(locale);
        view! {
            <li class="step" aria-current=move || (now.get() == index).then_some("step") data-done=move || (index < now.get()).then_some("true")>
                {words}
            </li>
        }
    };
    view! { <ol class="steps">{STEPS.iter().enumerate().map(step).collect_view()}</ol> }.into_any()
}

#[component]
fn Whole(seen: Seen, locale: Locale) -> impl IntoView {
    let Seen { inspection, progress } = seen;
    let wizard = Wizard {
        locale,
        upload: StoredValue::new(inspection.upload.clone()),
        mapping: RwSignal::new(inspection.mapping.clone()),
        progress: RwSignal::new(progress),
        problems: RwSignal::new(Vec::new()),
    };
    Effect::new(move |_| {
        if wizard.is_busy_untracked() {
            wizard.follow();
        }
    });
    let now = Signal::derive(move || wizard.step());
    view! {
        <section class="wizard">
            <Steps now locale/>
            <mapping::File inspection=inspection.clone() wizard/>
            <mapping::Columns inspection=inspection.clone() wizard/>
            <settings::Settings inspection wizard/>
            <outcome::Outcome wizard/>
        </section>
    }
    .into_any()
}

impl Wizard {
    /// Changes the mapping; what was tried with the old one no longer counts.
    fn edit(self, change: impl FnOnce(&mut Mapping)) {
        self.mapping.update(change);
        self.problems.set(Vec::new());
        if !self.is_busy_untracked() {
            self.progress.set(Progress::default());
        }
    }

    fn is_busy(self) -> bool {
        self.progress.with(|progress| is_busy(progress.phase))
    }

    fn is_busy_untracked(self) -> bool {
        self.progress.with_untracked(|progress| is_busy(progress.phase))
    }

    fn step(self) -> usize {
        self.progress.with(|progress| match (progress.phase, &progress.report) {
            (Phase::Writing, _) => 3,
            (Phase::Done, Some(report)) if !report.is_dry_run => 3,
            (Phase::Checking | Phase::Done, _) => 2,
            _ => 1,
        })
    }

    /// Tries or runs it, and follows how far it is.
    fn start(self, writes: bool) {
        self.problems.set(Vec::new());
        self.progress.set(Progress {
            phase: if writes { Phase::Writing } else { Phase::Checking },
            ..Progress::default()
        });
        let (upload, mapping) = (self.upload.get_value(), self.mapping.get_untracked());
        spawn_local(async move {
            match api::start(upload, mapping, writes).await {
                Ok(()) => self.follow(),
                Err(fault) => self.fail(fault),
            }
        });
    }

    fn cancel(self) {
        let upload = self.upload.get_value();
        spawn_local(async move {
            if let Err(fault) = api::cancel(upload).await {
                self.fail(fault);
            }
        });
    }

    fn fail(self, fault: Fault) {
        let _ = self.progress.try_set(Progress::default());
        let _ = self.problems.try_set(fault.0);
    }

    /// Asks how far it is until it is done.
    fn follow(self) {
        spawn_local(async move {
            let Some(upload) = self.upload.try_get_value() else { return };
            loop {
                rest().await;
                match api::progress(upload.clone()).await {
                    Ok(progress) => {
                        let is_over = !is_busy(progress.phase);
                        let problems = progress.problems.clone();
                        if self.progress.try_set(progress).is_some() || is_over {
                            let _ = self.problems.try_set(problems);
                            return;
                        }
                    }
                    Err(fault) => return self.fail(fault),
                }
            }
        });
    }
}

fn is_busy(phase: Phase) -> bool {
    matches!(phase, Phase::Checking | Phase::Writing)
}

/// The pause between two questions.
#[cfg(target_arch = "wasm32")]
fn rest() -> gloo_timers::future::TimeoutFuture {
    gloo_timers::future::TimeoutFuture::new(350)
}

/// Nobody waits on the server.
#[cfg(not(target_arch = "wasm32"))]
fn rest() -> std::future::Ready<()> {
    std::future::ready(())
}
