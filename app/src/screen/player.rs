//! What an unattended browser shows: the code it waits under, then the pages of its profile, one after another and
//! for months. What it shows stays when the server or the network is gone, says how old it is, and heals by itself.

#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(target_arch = "wasm32")]
mod run;

use domain::format::age;
use domain::text::{Locale, Text, text};
use domain::wall::stage::Stage;
use domain::wall::{Opening, Programme};
use leptos::html;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{LazyRoute, lazy_route};
use serde::{Deserialize, Serialize};
use ui::board::Head;

use crate::api::wall as api;
use crate::fault::Fault;
use crate::frame::Failure;
use crate::live::live;
use crate::reader::reader;

const PAIR: Text = text("把这块屏接入标尺", "Bring this screen to Yardstick");
const HOW: Text = text(
    "管理员用手机扫码，或在“设置 › 大屏”里输入配对码；随后这里自动开始播放。",
    "An administrator scans this, or types the code under Settings › Walls. The boards then start by themselves.",
);
const TURNS: Text = text("配对码十分钟后自动更换", "The code is renewed every ten minutes");
const GONE: Text = text("这块屏已被管理员移除", "An administrator has removed this wall");
const GONE_HOW: Text = text(
    "屏上不再显示任何数据。要重新使用，请重新配对。",
    "No data is shown here any more. To use it again, pair it again.",
);
const DEMO: Text = text("演示数据，均为合成", "Synthetic demo data");
const AGAIN: Text = text("重新配对", "Pair again");

/// The screen of a wall.
#[derive(Debug)]
pub struct PlayerScreen;

/// What the page begins with. The drawing does not travel beside the page it is already on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Start {
    opening: Opening,
    head: Head,
    #[serde(skip)]
    drawing: String,
}

/// What is on the wall.
#[derive(Clone, Copy)]
struct Player {
    locale: Locale,
    programme: StoredValue<Programme>,
    /// What stands around the board.
    told: RwSignal<Head>,
    /// The page shown, by its place.
    at: RwSignal<u32>,
    /// What the remote wants.
    stage: RwSignal<Stage>,
    /// Why there is no board; empty when there is one.
    message: RwSignal<String>,
    /// The line of news told now.
    news: RwSignal<String>,
    /// How old it is.
    seconds: RwSignal<i64>,
    /// The company's time.
    time: RwSignal<String>,
    place: NodeRef<html::Div>,
}

#[lazy_route]
impl LazyRoute for PlayerScreen {
    // The data is asked for by the view, so that its code travels with the screen, not with the frame.
    fn data() -> Self {
        Self
    }

    fn view(this: Self) -> AnyView {
        let PlayerScreen = this;
        let locale = reader().locale;
        let start = Resource::new(|| (), |()| start());
        view! {
            <Transition>
                {move || Suspend::new(async move {
                    match start.await {
                        Ok(start) => begun(start, locale),
                        Err(fault) => view! { <Failure problem=fault.first() locale/> }.into_any(),
                    }
                })}
            </Transition>
        }
        .into_any()
    }
}

async fn start() -> Result<Start, Fault> {
    let opening = api::open().await?;
    let first = match &opening {
        Opening::Showing(programme) => programme.page(0, false).map(|page| page.url.clone()),
        _ => None,
    };
    let (head, drawing) = match first {
        Some(url) => api::page(url).await.unwrap_or_default(),
        None => Default::default(),
    };
    Ok(Start { opening, head, drawing })
}

fn begun(start: Start, locale: Locale) -> AnyView {
    let Start { opening, head, drawing } = start;
    match opening {
        Opening::Waiting { code, link, drawing } => waiting(code, &link, drawing, locale),
        Opening::Revoked => revoked(locale),
        Opening::Showing(programme) => showing(*programme, head, drawing, locale),
    }
}

fn waiting(code: String, link: &str, drawing: String, locale: Locale) -> AnyView {
    let address = link.split_once('?').map_or(link, |(address, _)| address).to_owned();
    let code = RwSignal::new(code);
    let drawing = RwSignal::new(drawing);
    #[cfg(target_arch = "wasm32")]
    browser::wait(code, drawing);
    view! {
        <Title text=PAIR.in_(locale)/>
        <section class="wall-pair">
            <div class="wall-pair-code" inner_html=drawing></div>
            <div class="wall-pair-words">
                <h1 class="wall-pair-title">{PAIR.in_(locale)}</h1>
                <p class="wall-pair-sign" translate="no">{code}</p>
                <p>{HOW.in_(locale)}</p>
                <p class="wall-pair-note">{address} " · " {TURNS.in_(locale)}</p>
            </div>
        </section>
    }
    .into_any()
}

fn revoked(locale: Locale) -> AnyView {
    view! {
        <Title text=GONE.in_(locale)/>
        <section class="wall-pair">
            <div class="wall-pair-words">
                <h1 class="wall-pair-title">{GONE.in_(locale)}</h1>
                <p>{GONE_HOW.in_(locale)}</p>
                <p><a class="button" href="/wall?again=1" rel="external">{AGAIN.in_(locale)}</a></p>
            </div>
        </section>
    }
    .into_any()
}

fn showing(programme: Programme, head: Head, drawing: String, locale: Locale) -> AnyView {
    let code = programme.drawing.clone();
    let player = Player {
        locale,
        told: RwSignal::new(head),
        at: RwSignal::new(0),
        stage: RwSignal::new(Stage::default()),
        message: RwSignal::new(if programme.missing.contains(&0) {
            gone(&programme, 0, locale)
        } else {
            String::new()
        }),
        news: RwSignal::new(String::new()),
        seconds: RwSignal::new(0),
        time: RwSignal::new(String::new()),
        place: NodeRef::new(),
        programme: StoredValue::new(programme),
    };
    let told = player.told;
    // Titles are written last, outside of the request's own arena.
    let title: ArcRwSignal<Head> = told.into();
    #[cfg(target_arch = "wasm32")]
    run::start(player);
    let message = move || {
        let words = player.message.get();
        (!words.is_empty()).then(|| view! { <p class="wall-message" role="status">{words}</p> })
    };
    view! {
        <Title text=move || title.with(|head| head.title.clone())/>
        <header class="wall-head" data-remote="">
            <h1 class="wall-title">
                {move || told.with(|head| head.title.clone())}
                <span class="visually-hidden">{move || told.with(|head| head.sentence.clone())}</span>
            </h1>
            {holder(player)}
            <p class="wall-clock">{age_of(player)} " " <span class="wall-time">{player.time}</span></p>
            <div class="wall-remote" inner_html=code></div>
        </header>
        <div class="board-place wall-page" node_ref=player.place on:click=|event| event.prevent_default() inner_html=drawing></div>
        {message}
        {over(player)}
        <footer class="ticker">
            {steps(player)}
            {news(player)}
            {move || told.with(|head| head.is_demo).then(|| view! { <p class="wall-demo">{DEMO.in_(locale)}</p> })}
        </footer>
    }
    .into_any()
}

/// How old what is shown is. It grows by itself, and louder when the line to the server is down.
fn age_of(player: Player) -> AnyView {
    let Player { told, locale, seconds, .. } = player;
    let connected = live().connected;
    let state = move || if connected.get() { "fresh" } else { "stale" };
    let words = move || {
        let old = age(seconds.get(), locale);
        match (connected.get(), locale) {
            (true, Locale::Zh) => format!("实时 · 数据更新于{old}"),
            (true, Locale::En) => format!("Live · data from {old}"),
            (false, Locale::Zh) => format!("连接已断开 · 数据停在{old}"),
            (false, Locale::En) => format!("Disconnected · data from {old}"),
        }
    };
    view! { <time class="age" data-age=state datetime=move || told.with(|head| head.composed_at.clone())>{words}</time> }.into_any()
}

/// Where in the profile or the agenda the wall is.
fn steps(player: Player) -> AnyView {
    let words = move || {
        let is_meeting = player.stage.with(|stage| stage.is_meeting);
        let at = player.at.get();
        player.programme.with_value(|programme| {
            if programme.count(is_meeting) < 2 {
                return None;
            }
            let place = format!("{} / {}", at + 1, programme.count(is_meeting));
            let step = programme.agenda.get(at as usize).filter(|_| is_meeting);
            Some(step.map_or(place.clone(), |(title, _)| format!("{place} · {title}")))
        })
    };
    let shown = move || words().map(|words| view! { <p class="wall-steps">{words}</p> });
    view! { {shown} }.into_any()
}

/// Of what the page speaks, then one thing that happened after another; each enters calmly.
fn news(player: Player) -> AnyView {
    let line = move || {
        let news = player.news.get();
        let words = if news.is_empty() { player.told.with(|head| head.subtitle.clone()) } else { news };
        view! { <span>{words}</span> }
    };
    view! { <p class="wall-news">{line}</p> }.into_any()
}

/// Who holds the remote.
fn holder(player: Player) -> impl IntoView {
    let Player { stage, locale, .. } = player;
    move || {
        let name = stage.with(|stage| stage.holder.as_ref().map(|(_, name)| name.clone()))?;
        let (held, meeting) = stage.with(|stage| (stage.is_held, stage.is_meeting));
        let words = match (locale, meeting, held) {
            (Locale::Zh, true, _) => format!("{name}主持会议"),
            (Locale::Zh, _, true) => format!("{name}遥控中 · 停在此页"),
            (Locale::Zh, ..) => format!("{name}遥控中"),
            (Locale::En, true, _) => format!("{name} leads the meeting"),
            (Locale::En, _, true) => format!("{name} holds this page"),
            (Locale::En, ..) => format!("{name} has the remote"),
        };
        Some(view! { <p class="wall-holder" role="status">{words}</p> })
    }
}

/// What the remote lays over the board: where it points, a line of words.
fn over(player: Player) -> AnyView {
    let stage = player.stage;
    let note = move || {
        let words = stage.with(|stage| stage.note.clone());
        (!words.is_empty()).then(|| view! { <p class="wall-note" role="status">{words}</p> })
    };
    // In a drawing of its own, because places are attributes there.
    let point = move || {
        let (across, down) = stage.with(|stage| stage.point)?;
        Some(view! {
            <svg class="wall-point" viewBox="0 0 1000 1000" preserveAspectRatio="none" aria-hidden="true">
                <path d=format!("M{across} 0V1000M0 {down}H1000")></path>
            </svg>
        })
    };
    view! { {point} {note} }.into_any()
}

/// That a page is not there any more.
fn gone(programme: &Programme, at: u32, locale: Locale) -> String {
    let url = programme.page(at, false).map(|page| page.url.as_str()).unwrap_or_default();
    match locale {
        Locale::Zh => format!("播放方案里的这一页已不存在，或不再对全公司开放：{url}。接着播放下一页。"),
        Locale::En => format!(
            "This page of the profile is not there any more, or no longer open to the whole company: {url}. The next one follows."
        ),
    }
}
