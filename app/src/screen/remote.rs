//! The remote of a wall, for a phone: scanned from the wall, held by one person at a time. It hears of the wall over the
//! live line, and looks again when it did, or when time alone has made something else of it.

#[cfg(target_arch = "wasm32")]
mod line;

use domain::problem::Problem;
use domain::text::{Locale, Text, text};
use domain::wall::Remote;
use domain::wall::stage::Press;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};
use ui::component::button::Kind;
use ui::component::{Button, Field, Input};

use crate::api::wall as api;
use crate::frame::Failure;
use crate::reader::reader;

const TITLE: Text = text("大屏遥控", "Wall remote");
const PREVIOUS: Text = text("上一页", "Previous");
const NEXT: Text = text("下一页", "Next");
const HOLD: Text = text("停在此页", "Stay here");
const GO_ON: Text = text("继续轮播", "Go on");
const MEETING: Text = text("开始月会", "Begin the monthly meeting");
const MEETING_END: Text = text("结束月会", "End the meeting");
const LEAVE: Text = text("放下遥控", "Put it down");
const PAGES: Text = text("页面", "Pages");
const TILES: Text = text("让大家看哪一块", "Look at");
const WHOLE: Text = text("整页", "The whole page");
const POINT: Text =
    text("指一指：点这里，屏上同一处出现十字线", "Point: touch here, and the wall shows a cross there");
const NOTE: Text = text("写在屏上（停留一分钟）", "Write on the wall (for a minute)");
const WRITE: Text = text("写上去", "Write");
const ASK: Text = text("请求接手", "Ask for the remote");
const TAKE: Text = text("接手", "Take it");
const GIVE: Text = text("交给对方", "Hand it over");

/// The remote's screen.
#[derive(Debug)]
pub struct RemoteScreen;

/// What all buttons share.
#[derive(Clone, Copy)]
struct Hand {
    locale: Locale,
    id: StoredValue<String>,
    problem: RwSignal<Option<Problem>>,
    /// Counts what was heard, so that the wall is looked at again.
    heard: RwSignal<u32>,
    /// Whether the line is open: then a press is heard of like any other.
    is_open: RwSignal<bool>,
}

impl Hand {
    fn press(self, press: Press) {
        let id = self.id.get_value();
        spawn_local(async move {
            let told = api::steer(id, press).await;
            let is_unheard = told.is_err() || self.is_open.try_get_untracked() != Some(true);
            let _ = self.problem.try_set(told.err().map(|fault| fault.first()));
            if is_unheard {
                self.look();
            }
        });
    }

    fn look(self) {
        let _ = self.heard.try_update(|count| *count += 1);
    }
}

#[lazy_route]
impl LazyRoute for RemoteScreen {
    // The data is asked for by the view, so that its code travels with the screen, not with the frame.
    fn data() -> Self {
        Self
    }

    fn view(this: Self) -> AnyView {
        let RemoteScreen = this;
        let locale = reader().locale;
        let id = use_params_map().with_untracked(|map| map.get("id").unwrap_or_default());
        let hand = Hand {
            locale,
            id: StoredValue::new(id.clone()),
            problem: RwSignal::new(None),
            heard: RwSignal::new(0),
            is_open: RwSignal::new(false),
        };
        let wall = Resource::new(move || hand.heard.get(), move |_| api::look(id.clone()));
        #[cfg(target_arch = "wasm32")]
        Effect::new(move |_| line::listen(hand));
        #[cfg(target_arch = "wasm32")]
        Effect::new(move |_| line::wait(hand, wall.get().and_then(|told| told.ok()?.due)));
        let brand = text("标尺", "Yardstick").in_(locale);
        view! {
            <Title text=format!("{} · {brand}", TITLE.in_(locale))/>
            <Transition>
                {move || Suspend::new(async move {
                    match wall.await {
                        Ok(wall) => whole(hand, wall),
                        Err(fault) => view! { <Failure problem=fault.first() locale/> }.into_any(),
                    }
                })}
            </Transition>
            {note(hand)}
        }
        .into_any()
    }
}

fn whole(hand: Hand, wall: Remote) -> AnyView {
    let locale = hand.locale;
    let Remote { name, presence, stage, at, pages, tiles, is_mine, asking, canvas, .. } = wall;
    let page = pages.get(at as usize).cloned().unwrap_or_default();
    let (is_held, is_meeting) = (stage.is_held, stage.is_meeting);
    let other = stage.holder.filter(|_| !is_mine).map(|(_, name)| name);
    let asker = stage.asking.filter(|_| is_mine).map(|(_, name, _)| name);
    let is_free = other.is_none();
    view! {
        <header class="page-head">
            <h1 class="page-title">{name}</h1>
            <p class="page-lead">{presence.word().in_(locale)} " · " {page}</p>
        </header>
        <div class="remote">
            {move || hand.problem.get().map(|problem| view! { <p class="notice" data-kind="watch" role="alert">{problem.message(locale).to_owned()}</p> })}
            {other.map(|name| held(hand, &name, asking))}
            {asker.map(|name| asked(hand, &name))}
            <div class="remote-keys">
                {key(hand, PREVIOUS, Kind::Plain, is_free, Press::Previous)}
                {key(hand, NEXT, Kind::Primary, is_free, Press::Next)}
                {key(hand, if is_held { GO_ON } else { HOLD }, Kind::Plain, is_free, Press::Hold(!is_held))}
                {key(hand, if is_meeting { MEETING_END } else { MEETING }, Kind::Plain, is_free, Press::Meeting(!is_meeting))}
                {is_mine.then(|| key(hand, LEAVE, Kind::Quiet, true, Press::Leave))}
            </div>
            {pointer(hand, canvas)}
            {list(hand, PAGES, (0..).zip(pages).map(|(place, name)| (name, Press::Jump(place), place == at)).collect(), is_free)}
            {list(hand, TILES, tile_keys(tiles, &stage.focus, locale), is_free)}
        </div>
    }
    .into_any()
}

fn tile_keys(tiles: Vec<(String, String)>, focus: &str, locale: Locale) -> Vec<(String, Press, bool)> {
    let whole = (WHOLE.in_(locale).to_owned(), Press::Focus(String::new()), focus.is_empty());
    let tiles = tiles.into_iter().map(|(key, name)| {
        let is_here = key == focus;
        (name, Press::Focus(key), is_here)
    });
    std::iter::once(whole).chain(tiles).collect()
}

fn key(hand: Hand, words: Text, kind: Kind, is_free: bool, press: Press) -> AnyView {
    let pressed = Callback::new(move |()| hand.press(press.clone()));
    view! { <Button kind disabled=Signal::stored(!is_free) on_press=pressed>{words.in_(hand.locale)}</Button> }.into_any()
}

fn held(hand: Hand, name: &str, asking: Option<i64>) -> AnyView {
    let may_take = asking.is_some_and(|since| since >= domain::wall::stage::ANSWER_MOST);
    let words = match (hand.locale, asking) {
        (Locale::Zh, None) => format!("{name}正在遥控这块屏。"),
        (Locale::Zh, Some(_)) => format!("已请求{name}交出遥控；15 秒没有回应即可接手。"),
        (Locale::En, None) => format!("{name} holds the remote."),
        (Locale::En, Some(_)) => {
            format!("{name} was asked for the remote; without an answer in 15 s you may take it.")
        }
    };
    let is_waiting = asking.is_some() && !may_take;
    view! {
        <div class="notice" data-kind="watch" role="status">
            <p>{words}</p>
            {(!is_waiting).then(|| key(hand, if may_take { TAKE } else { ASK }, Kind::Plain, true, Press::Ask))}
        </div>
    }
    .into_any()
}

fn asked(hand: Hand, name: &str) -> AnyView {
    let words = match hand.locale {
        Locale::Zh => format!("{name}想接手遥控。"),
        Locale::En => format!("{name} asks for the remote."),
    };
    view! {
        <div class="notice" data-kind="watch" role="status">
            <p>{words}</p>
            {key(hand, GIVE, Kind::Plain, true, Press::Give)}
        </div>
    }
    .into_any()
}

fn list(hand: Hand, title: Text, keys: Vec<(String, Press, bool)>, is_free: bool) -> AnyView {
    let line = move |(words, press, is_here): (String, Press, bool)| {
        let pressed = move |_| hand.press(press.clone());
        let is_here = if is_here { "true" } else { "false" };
        view! { <li><button class="chip" type="button" aria-pressed=is_here disabled=!is_free on:click=pressed>{words}</button></li> }
    };
    view! {
        <section class="stack">
            <h2>{title.in_(hand.locale)}</h2>
            <ul class="remote-list">{keys.into_iter().map(line).collect_view()}</ul>
        </section>
    }
    .into_any()
}

/// A small wall to touch.
fn pointer(hand: Hand, (width, height): (u32, u32)) -> AnyView {
    let touched = move |event: leptos::ev::MouseEvent| {
        let target: leptos::web_sys::Element = event_target(&event);
        let (wide, high) = (f64::from(target.client_width()), f64::from(target.client_height()));
        let share = |at: i32, whole: f64| (f64::from(at) / whole.max(1.0) * 1000.0).clamp(0.0, 1000.0);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "it lies between 0 and 1000"
        )]
        let place = |share: f64| share as u16;
        let (across, down) = (share(event.offset_x(), wide), share(event.offset_y(), high));
        hand.press(Press::Point(place(across), place(down)));
    };
    view! {
        <button class="remote-pad" type="button" on:click=touched>
            <svg viewBox=format!("0 0 {width} {height}") aria-hidden="true"></svg>
            <span>{POINT.in_(hand.locale)}</span>
        </button>
    }
    .into_any()
}

/// A line to write; it stays as the wall is looked at again.
fn note(hand: Hand) -> AnyView {
    let locale = hand.locale;
    let words = RwSignal::new(String::new());
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        hand.press(Press::Note(words.get_untracked()));
    };
    view! {
        <form class="form" on:submit=send>
            <Field id="note" label=NOTE.in_(locale) locale>
                <Input id="note" name="note" on_input=Callback::new(move |typed| words.set(typed))/>
            </Field>
            <Button submit=true>{WRITE.in_(locale)}</Button>
        </form>
    }
    .into_any()
}
