//! A profile as a form, with each of its pages as the wall will show it, at its true proportions.

use std::collections::BTreeMap;

use domain::text::{Locale, Text, text};
use domain::wall::{Profile, typed};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::component::button::Kind;
use ui::component::field::InputKind;
use ui::component::{Button, Field, Input, Select};

use super::{Problems, Screen};
use crate::api::wall as api;

const PROFILES: Text = text("播放方案", "Profiles");
const NEW: Text = text("新方案", "New profile");
const NAME: Text = text("方案名称", "Name of the profile");
const PAGES: Text = text("页面，一行一页", "Pages, one a line");
const PAGES_HELP: Text = text(
    "每行：停留秒数、空格、看板或一条记录的地址（可直接粘贴浏览器里的网址，筛选条件一并带上）。例：30 /portfolio?tier=strategic",
    "Each line: the seconds it stays, a space, the address of a board or of one record (paste it from the browser, filters and all). Such as: 30 /portfolio?tier=strategic",
);
const THEME: Text = text("明暗", "Theme");
const WIDTH: Text = text("画面宽 (px)", "Width (px)");
const HEIGHT: Text = text("画面高 (px)", "Height (px)");
const COLUMNS: Text = text("横向拼接屏数", "Panels across");
const ROWS: Text = text("纵向拼接屏数", "Panels down");
const GAP: Text = text("屏间边框 (px)", "Frame between panels (px)");
const DAY_FROM: Text = text("日间从几点", "Day theme from hour");
const DAY_TO: Text = text("到几点", "to hour");
const OFF_FROM: Text = text("熄屏从几点", "Off from hour");
const OFF_TO: Text = text("到几点", "to hour");
const NAMES: Text = text(
    "滚动消息和记录页里可出现客户的名称和文字",
    "Customers may be named, and their words shown, in the news line and on pages of one record",
);
const SAVE: Text = text("保存为新版本", "Save as a new version");
const SAVED: Text = text("已保存，屏上几秒后更新。", "Saved; the walls follow within seconds.");
const PREVIEW: Text = text("预览", "Preview");
const ARRANGE: Text = text("排列这一页", "Arrange this page");
const UNREADABLE: Text = text("这一页现在无法显示：", "This page cannot be shown now: ");

type Form = RwSignal<BTreeMap<String, String>>;

/// The profiles there are, one of them open.
pub fn profiles(screen: Screen, profiles: Vec<Profile>, chosen: RwSignal<String>) -> AnyView {
    let locale = screen.locale;
    let fresh = Profile { key: "new".to_owned(), name: String::new(), ..Profile::usual("") };
    let all = StoredValue::new(profiles.iter().cloned().chain([fresh]).collect::<Vec<_>>());
    let tab = move |profile: Profile| {
        let Profile { key, name, version, .. } = profile;
        let words = if key == "new" { NEW.in_(locale).to_owned() } else { format!("{name} · v{version}") };
        let mine = key.clone();
        let is_open = move || if open_key(&chosen.get()) == mine { "true" } else { "false" };
        view! { <button class="chip" type="button" aria-pressed=is_open on:click=move |_| chosen.set(key.clone())>{words}</button> }
    };
    let open = move || {
        let key = open_key(&chosen.get());
        let found = all.with_value(|all| all.iter().find(|one| one.key == key).cloned());
        found.map(|profile| form(screen, &profile))
    };
    view! {
        <section class="stack">
            <h2>{PROFILES.in_(locale)}</h2>
            <div class="cluster">{all.get_value().into_iter().map(tab).collect_view()}</div>
            {open}
        </section>
    }
    .into_any()
}

fn open_key(chosen: &str) -> String {
    if chosen.is_empty() { domain::wall::USUAL } else { chosen }.to_owned()
}

fn form(screen: Screen, profile: &Profile) -> AnyView {
    let locale = screen.locale;
    let form: Form = RwSignal::new(typed(profile));
    let problems = RwSignal::new(Problems::new());
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        spawn_local(async move {
            let told = api::save(form.get_untracked()).await;
            if told.is_ok() {
                let _ = screen.done.try_set(SAVED.in_(locale).to_owned());
                let _ = screen.written.try_update(|count| *count += 1);
            }
            let _ = problems.try_set(told.err().map(|fault| fault.0).unwrap_or_default());
        });
    };
    let line = move |fields: &[(&'static str, Text)]| {
        let fields: Vec<_> = fields
            .iter()
            .map(|(name, label)| place(form, problems, name, *label, InputKind::Number, locale))
            .collect();
        view! { <div class="setting-line">{fields}</div> }
    };
    let themes = [
        ("wall", text("大屏（近黑）", "Wall (almost black)")),
        ("night", text("夜间", "Night")),
        ("day", text("日间", "Day")),
    ];
    let themes: Vec<(String, String)> =
        themes.iter().map(|(key, words)| ((*key).to_owned(), words.in_(locale).to_owned())).collect();
    let past = (profile.key != "new")
        .then(|| super::version::versions(screen, profile.key.clone(), profile.version));
    let held = move |name: &str| form.with_untracked(|form| form.get(name).cloned().unwrap_or_default());
    let names = !held("names_customers").is_empty();
    let loose = move || {
        let loose =
            problems.with(|all| all.iter().filter(|one| one.field.is_none()).cloned().collect::<Vec<_>>());
        loose.into_iter().map(|one| view! { <p class="notice" data-kind="watch" role="alert">{one.message(locale).to_owned()}</p> }).collect_view()
    };
    view! {
        <form class="form" novalidate on:submit=send>
            {place(form, problems, "name", NAME, InputKind::Text, locale)}
            {place(form, problems, "pages", PAGES, InputKind::LongText, locale)}
            {line(&[("width", WIDTH), ("height", HEIGHT), ("columns", COLUMNS), ("rows", ROWS), ("gap", GAP)])}
            {line(&[("day_from", DAY_FROM), ("day_to", DAY_TO), ("off_from", OFF_FROM), ("off_to", OFF_TO)])}
            <Field id="theme" label=THEME.in_(locale) locale>
                <Select id="theme" name="theme" options=themes value=held("theme") locale
                    on_change=Callback::new(move |key| form.update(|form| drop(form.insert("theme".to_owned(), key))))/>
            </Field>
            <label class="check">
                <input type="checkbox" name="names_customers" checked=names
                    on:change=move |event| form.update(|form| drop(form.insert("names_customers".to_owned(), if event_target_checked(&event) { "1" } else { "" }.to_owned())))/>
                <span>{NAMES.in_(locale)}</span>
            </label>
            {loose}
            <div class="cluster"><Button kind=Kind::Primary submit=true>{SAVE.in_(locale)}</Button></div>
        </form>
        {previews(form, locale)}
        {past}
    }
    .into_any()
}

fn place(
    form: Form,
    problems: RwSignal<Problems>,
    name: &'static str,
    label: Text,
    kind: InputKind,
    locale: Locale,
) -> AnyView {
    let id = format!("profile-{name}");
    let value = form.with_untracked(|form| form.get(name).cloned().unwrap_or_default());
    let help = if name == "pages" { PAGES_HELP.in_(locale) } else { "" };
    let error = Signal::derive(move || {
        let words = |all: &Problems| {
            let mine = all.iter().filter(|one| one.field.as_deref() == Some(name));
            mine.map(|one| one.message(locale).to_owned()).collect::<Vec<_>>().join(" ")
        };
        problems.with(words)
    });
    let input = Callback::new(move |words| form.update(|form| drop(form.insert(name.to_owned(), words))));
    view! {
        <Field id=id.clone() label=label.in_(locale) help=help error locale>
            <Input id name kind value on_input=input/>
        </Field>
    }
    .into_any()
}

/// Every page as the wall will show it, drawn by the server when it is asked for.
fn previews(form: Form, locale: Locale) -> AnyView {
    let shown = RwSignal::new(None::<Profile>);
    let show = Callback::new(move |()| {
        shown.set(domain::wall::parse(&form.get_untracked()).ok().or_else(|| {
            // What cannot be saved yet because it has no name can be looked at.
            let mut named = form.get_untracked();
            named.insert("name".to_owned(), "-".to_owned());
            domain::wall::parse(&named).ok()
        }))
    });
    let pages = move || {
        shown.get().map(|profile| {
            let pages = profile.pages.clone();
            pages.into_iter().map(|page| preview(page.url, &profile, locale)).collect_view()
        })
    };
    view! {
        <div class="cluster"><Button on_press=show>{PREVIEW.in_(locale)}</Button></div>
        <div class="walls-previews">{pages}</div>
    }
    .into_any()
}

fn preview(url: String, profile: &Profile, locale: Locale) -> AnyView {
    let canvas = profile.canvas;
    let (theme, names) = (profile.theme.clone(), profile.names_customers);
    let frame = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if let Some(frame) = frame.get() {
            let ratio = f64::from(canvas.width) / f64::from(canvas.height);
            set_ratio(&frame, ratio);
            #[cfg(target_arch = "wasm32")]
            crate::screen::panels::frame(&frame, canvas);
        }
    });
    let place = NodeRef::<html::Div>::new();
    #[cfg(target_arch = "wasm32")]
    Effect::new(move |_| {
        if let Some(place) = place.get() {
            crate::screen::panels::lay(&place, canvas);
        }
    });
    let asked = LocalResource::new({
        let (key, url) = (profile.key.clone(), url.clone());
        move || api::preview(key.clone(), url.clone(), names)
    });
    let drawn = move || {
        asked.get().map(|told| match told {
            Ok((head, drawing)) => view! {
                <header class="wall-head"><p class="wall-title">{head.title}</p></header>
                <div class="board-place" inert="" node_ref=place inner_html=drawing></div>
            }
            .into_any(),
            Err(fault) => {
                let words = format!("{}{}", UNREADABLE.in_(locale), fault.first().message(locale));
                view! { <p class="wall-message">{words}</p> }.into_any()
            }
        })
    };
    let at = [("at", url.as_str()), ("on", "wall"), ("profile", &profile.key)];
    let at: Vec<(String, String)> = at.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    let is_board = domain::wall::which(&url).is_some();
    let arrange = (profile.key != "new" && is_board).then(|| {
        let href = format!("/arrange?{}", domain::query::joined(&at));
        view! { <a class="button" data-kind="quiet" href=href rel="external">{ARRANGE.in_(locale)}</a> }
    });
    view! {
        <figure class="walls-preview">
            <div class="wall" data-theme=theme node_ref=frame><div class="wall-canvas">{drawn}</div>{frames(canvas)}</div>
            <figcaption class="spread">{url}{arrange}</figcaption>
        </figure>
    }
    .into_any()
}

/// The frames between panels, as they will hide what lies beneath.
fn frames(canvas: domain::wall::Canvas) -> Option<AnyView> {
    let frames = canvas.frames();
    let frame = |(x, y, width, height): (f64, f64, f64, f64)| {
        // A line remains to be seen where panels meet without a frame.
        let (width, height) = (width.max(4.0), height.max(4.0));
        view! { <rect x=x y=y width=width height=height></rect> }
    };
    let view_box = format!("0 0 {} {}", canvas.width, canvas.height);
    (!frames.is_empty()).then(|| {
        view! {
            <svg class="walls-frames" viewBox=view_box preserveAspectRatio="none" aria-hidden="true">
                {frames.into_iter().map(frame).collect_view()}
            </svg>
        }
        .into_any()
    })
}

#[cfg(target_arch = "wasm32")]
fn set_ratio(frame: &leptos::web_sys::HtmlElement, ratio: f64) {
    let _ = web_sys::HtmlElement::style(frame).set_property("aspect-ratio", &ratio.to_string());
}

#[cfg(not(target_arch = "wasm32"))]
fn set_ratio(_: &leptos::web_sys::HtmlElement, _: f64) {}
