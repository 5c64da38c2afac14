//! 大屏设置 · the settings of walls: letting one in by the code it shows, seeing which are there, and the profiles they
//! show. The code in the address (`code`) comes from the wall's own drawing.

mod listed;
mod profile;
mod version;

use domain::problem::{Problem, Problems};
use domain::query::pairs;
use domain::text::{Locale, Text, text};
use domain::wall::Admin;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_meta::Title;
use leptos_router::hooks::use_location;
use leptos_router::{LazyRoute, lazy_route};
use ui::component::button::Kind;
use ui::component::{Button, Field, Input, Select};

use crate::api::wall as api;
use crate::fault::Fault;
use crate::frame::Failure;
use crate::reader::reader;

const TITLE: Text = text("大屏设置", "Walls");
const LEAD: Text = text(
    "在要上墙的浏览器里打开 /wall，它会显示一个配对码；在这里放行、命名、选播放方案。以后每次开机，同一个地址自动开播。",
    "Open /wall in the browser on the wall: it shows a code. Let it in here, name it and give it a profile. After every reboot the same address goes on by itself.",
);
const PAIR: Text = text("放行一块屏", "Let a wall in");
const CODE: Text = text("配对码", "Code");
const CODE_HELP: Text = text("屏上显示的八个字符", "The eight signs on its screen");
const NAME: Text = text("名称", "Name");
const NAME_HELP: Text = text("如：一楼大厅", "Such as: lobby, ground floor");
const PROFILE: Text = text("播放方案", "Profile");
const LET_IN: Text = text("放行", "Let it in");

/// The screen of the settings of walls.
#[derive(Debug)]
pub struct WallsScreen;

/// What all parts of the screen share.
#[derive(Clone, Copy)]
struct Screen {
    locale: Locale,
    /// Counts what was changed here, so that it is read again.
    written: RwSignal<u32>,
    /// What was just done.
    done: RwSignal<String>,
}

impl Screen {
    /// Does something, says so, and reads again.
    fn run(
        self,
        work: impl Future<Output = Result<(), Fault>> + 'static,
        problem: RwSignal<Option<Problem>>,
        words: Text,
    ) {
        spawn_local(async move {
            let told = work.await;
            if told.is_ok() {
                let _ = self.done.try_set(words.in_(self.locale).to_owned());
                let _ = self.written.try_update(|count| *count += 1);
            }
            let _ = problem.try_set(told.err().map(|fault| fault.first()));
        });
    }
}

#[lazy_route]
impl LazyRoute for WallsScreen {
    // The data is asked for by the view, so that its code travels with the screen, not with the frame.
    fn data() -> Self {
        Self
    }

    fn view(this: Self) -> AnyView {
        let WallsScreen = this;
        let locale = reader().locale;
        let screen = Screen { locale, written: RwSignal::new(0), done: RwSignal::new(String::new()) };
        let location = use_location();
        let asked = move |name: &'static str| {
            location.search.with_untracked(|search| {
                pairs(search)
                    .into_iter()
                    .find(|(key, _)| key == name)
                    .map(|(_, value)| value)
                    .unwrap_or_default()
            })
        };
        let code = StoredValue::new(asked("code"));
        let all = Resource::new(move || screen.written.get(), |_| api::list());
        let chosen = RwSignal::new(String::new());
        let brand = text("标尺", "Yardstick").in_(locale);
        view! {
            <Title text=format!("{} · {brand}", TITLE.in_(locale))/>
            <Transition fallback=move || view! { <p class="state">{text("正在读取…", "Loading…").in_(locale)}</p> }>
                {move || Suspend::new(async move {
                    match all.await {
                        Ok(all) => whole(screen, all, code.get_value(), chosen),
                        Err(fault) => view! { <Failure problem=fault.first() locale/> }.into_any(),
                    }
                })}
            </Transition>
        }
        .into_any()
    }
}

fn whole(screen: Screen, all: Admin, code: String, chosen: RwSignal<String>) -> AnyView {
    let locale = screen.locale;
    let Admin { walls, profiles } = all;
    let choices: Vec<(String, String)> =
        profiles.iter().map(|one| (one.key.clone(), one.name.clone())).collect();
    view! {
        <header class="page-head">
            <h1 class="page-title">{TITLE.in_(locale)}</h1>
            <p class="page-lead">{LEAD.in_(locale)}</p>
        </header>
        {move || {
            let words = screen.done.get();
            (!words.is_empty()).then(|| view! { <p class="notice" role="status">{words}</p> })
        }}
        <div class="stack walls">
            {pair(screen, code, choices.clone())}
            {listed::listed(screen, walls, &choices)}
            {profile::profiles(screen, profiles, chosen)}
        </div>
    }
    .into_any()
}

/// The form that lets a wall in.
fn pair(screen: Screen, code: String, choices: Vec<(String, String)>) -> AnyView {
    let locale = screen.locale;
    let typed = RwSignal::new((code.clone(), String::new(), domain::wall::USUAL.to_owned()));
    let problem = RwSignal::new(None::<Problem>);
    let wrong = move |field: &'static str| {
        Signal::derive(move || problem.with(|problem| said(problem.as_ref(), field, locale)))
    };
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (code, name, profile) = typed.get_untracked();
        screen.run(
            api::approve(code, name, profile),
            problem,
            text("已放行，几秒后开播。", "Let in; it starts within seconds."),
        );
    };
    view! {
        <section class="stack">
            <h2>{PAIR.in_(locale)}</h2>
            <form class="form" novalidate on:submit=send>
                <div class="setting-line">
                    <Field id="code" label=CODE.in_(locale) help=CODE_HELP.in_(locale) error=wrong("code") locale>
                        <Input id="code" name="code" value=code on_input=Callback::new(move |words| typed.update(|typed| typed.0 = words))/>
                    </Field>
                    <Field id="name" label=NAME.in_(locale) help=NAME_HELP.in_(locale) error=wrong("name") locale>
                        <Input id="name" name="name" on_input=Callback::new(move |words| typed.update(|typed| typed.1 = words))/>
                    </Field>
                    <Field id="profile" label=PROFILE.in_(locale) error=wrong("profile") locale>
                        <Select id="profile" name="profile" options=choices value=domain::wall::USUAL locale
                            on_change=Callback::new(move |key| typed.update(|typed| typed.2 = key))/>
                    </Field>
                </div>
                {move || problem.with(|problem| other(problem.as_ref(), locale))}
                <Button kind=Kind::Primary submit=true>{LET_IN.in_(locale)}</Button>
            </form>
        </section>
    }
    .into_any()
}

/// What is wrong with a field.
fn said(problem: Option<&Problem>, field: &str, locale: Locale) -> String {
    let problem = problem.filter(|problem| problem.field.as_deref() == Some(field));
    problem.map(|problem| problem.message(locale).to_owned()).unwrap_or_default()
}

/// What is wrong with no field in particular.
fn other(problem: Option<&Problem>, locale: Locale) -> Option<AnyView> {
    let words = problem.filter(|problem| problem.field.is_none())?.message(locale).to_owned();
    Some(view! { <p class="notice" data-kind="watch" role="alert">{words}</p> }.into_any())
}
