//! The life of a wall's page: it turns pages, hears of changes, tells that it is there, and never gathers more than
//! one drawing a page. Everything happens on one tick, so that nothing piles up while the server is away.

use std::collections::BTreeMap;
use std::time::Duration;

use domain::problem::ProblemKind;
use domain::wall::stage::Stage;
use domain::wall::{Beat, Light, Told};
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::board::Head;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;

use super::{Player, browser, gone};
use crate::api::wall as api;
use crate::live::live;
use crate::reader::reader;
use crate::screen::panels;

/// How often the wall looks at its clock.
const TICK: Duration = Duration::from_millis(250);
/// How often it tells that it is there, in milliseconds; more often while the server is away.
const BEAT: f64 = 15_000.0;
const BEAT_AWAY: f64 = 3_000.0;
/// The next page is asked for so long before its turn.
const AHEAD: f64 = 4_000.0;
/// A page that is not there stays so long.
const GONE_MOST: f64 = 8_000.0;
/// A page younger than this is not begun anew for another build.
const YOUNG: f64 = 20_000.0;
/// The hour of the company's day at which the page begins anew, if it is older than so many milliseconds.
const NIGHT: i64 = 4;
const NIGHT_AGE: f64 = 7_200_000.0;
const DAY: f64 = 86_400_000.0;
/// A line of news stays so long.
const NEWS: f64 = 9_000.0;

/// A page as it was last drawn.
struct Kept {
    head: Head,
    drawing: String,
    is_fresh: bool,
    is_gone: bool,
}

/// What changes as time goes by.
struct Run {
    pages: BTreeMap<u32, Kept>,
    /// The page that is asked for, and the one to ask for after it.
    asking: Option<(u32, Option<u32>)>,
    /// The page to show as soon as it is there.
    wanted: Option<u32>,
    due: f64,
    beat_due: f64,
    loaded: f64,
    pace: f64,
    day: i64,
    revision: Option<i64>,
    programme: Option<String>,
    page_count: u64,
    line: Option<Line>,
    /// What happened, and the revision it was told with.
    news: Vec<String>,
    news_of: i64,
    /// Which of it is told, and when the next is.
    news_at: usize,
    news_due: f64,
}

/// The live line, with what hears it; the one before is let go with it.
struct Line {
    source: web_sys::EventSource,
    _on_change: Closure<dyn Fn(web_sys::MessageEvent)>,
    _on_other: Closure<dyn Fn()>,
}

impl Drop for Line {
    fn drop(&mut self) {
        self.source.close();
    }
}

#[derive(Clone, Copy)]
struct Life {
    player: Player,
    run: StoredValue<Run, LocalStorage>,
    connected: RwSignal<bool>,
}

/// Begins when the page is in the browser's hands.
pub fn start(player: Player) {
    let connected = live().connected;
    let now = browser::now();
    let pace = browser::pace();
    let run = Run {
        pages: BTreeMap::new(),
        asking: None,
        wanted: None,
        due: now + seconds(player, 0, false) / pace,
        beat_due: now,
        loaded: now,
        pace,
        day: 0,
        revision: None,
        programme: None,
        page_count: 0,
        line: None,
        news: Vec::new(),
        news_of: -1,
        news_at: 0,
        news_due: now,
    };
    let life = Life { player, run: StoredValue::new_local(run), connected };
    Effect::new(move |_| {
        player.programme.with_value(browser::frame);
        if let Some(place) = player.place.get_untracked() {
            player.programme.with_value(|all| panels::lay(&place, all.profile.canvas));
        }
        browser::stay_awake();
        life.listen();
        life.tick();
        if let Ok(handle) = set_interval_with_handle(move || life.tick(), TICK) {
            on_cleanup(move || handle.clear());
        }
        let visible = window_event_listener(leptos::ev::visibilitychange, |_| browser::stay_awake());
        on_cleanup(move || visible.remove());
    });
}

fn seconds(player: Player, at: u32, is_meeting: bool) -> f64 {
    let seconds = player.programme.with_value(|all| all.page(at, is_meeting).map_or(30, |page| page.seconds));
    f64::from(seconds) * 1000.0
}

impl Life {
    fn with<T>(self, change: impl FnOnce(&mut Run) -> T) -> Option<T> {
        self.run.try_update_value(change)
    }

    fn at(self) -> u32 {
        self.player.at.get_untracked()
    }

    fn is_meeting(self) -> bool {
        self.player.stage.with_untracked(|stage| stage.is_meeting)
    }

    fn count(self) -> u32 {
        self.player.programme.with_value(|all| all.count(self.is_meeting())).max(1)
    }

    fn tick(self) {
        let now = browser::now();
        self.clock(now);
        self.tell(now);
        let (due, beat_due, ahead) = self
            .with(|run| (run.due, run.beat_due, AHEAD.min((run.due - now).max(AHEAD / run.pace))))
            .unwrap_or((now, now, AHEAD));
        if now >= beat_due {
            self.beat(now);
        }
        let rests = self.player.stage.with_untracked(|stage| stage.is_held || !stage.focus.is_empty());
        if rests || self.count() < 2 {
            return;
        }
        let next = (self.at() + 1) % self.count();
        if now >= due {
            self.turn(next);
        } else if now + ahead >= due && self.connected.get_untracked() {
            let is_fresh =
                self.with(|run| run.pages.get(&next).is_some_and(|kept| kept.is_fresh)).unwrap_or(true);
            if !is_fresh {
                self.ask(next);
            }
        }
    }

    /// The company's time, its day, and the light of the hour.
    fn clock(self, now: f64) {
        let (offset, hours, theme) = self.player.programme.with_value(|all| {
            (f64::from(all.utc_offset_hours), all.profile.hours, all.profile.theme.clone())
        });
        let here = now + offset * 3_600_000.0;
        let (day, minute) = ((here / DAY).floor() as i64, (here.rem_euclid(DAY) / 60_000.0) as i64);
        let (hour, minute) = (minute / 60, minute % 60);
        let time = format!("{hour:02}:{minute:02}");
        if self.player.time.with_untracked(|shown| *shown != time) {
            self.player.time.set(time);
        }
        let since = self.player.told.with_untracked(|head| js_sys::Date::parse(&head.composed_at));
        let old = ((now - since) / 1000.0).max(0.0) as i64;
        // In the steps people are told of.
        let old = if old < 60 { 0 } else { old / 60 * 60 };
        if self.player.seconds.get_untracked() != old {
            self.player.seconds.set(old);
        }
        match hours.at(u8::try_from(hour).unwrap_or_default()) {
            Light::Day => browser::shine(Some("day")),
            Light::Own => browser::shine(Some(&theme)),
            Light::Off => browser::shine(None),
        }
        let before = self.with(|run| std::mem::replace(&mut run.day, day)).unwrap_or(day);
        if before != 0 && before != day {
            self.renew();
        }
        let is_old = self.with(|run| now - run.loaded > NIGHT_AGE).unwrap_or(false);
        if hour == NIGHT && is_old && self.connected.get_untracked() {
            browser::reload();
        }
    }

    /// One line of news at a time, in their order, none faster than it is read.
    fn tell(self, now: f64) {
        let line = self.with(|run| {
            if now < run.news_due || run.news.is_empty() {
                return None;
            }
            run.news_due = now + NEWS;
            // After the last of it comes what the page speaks of.
            run.news_at = (run.news_at + 1) % (run.news.len() + 1);
            Some(run.news.get(run.news_at).cloned().unwrap_or_default())
        });
        if let Some(line) = line.flatten()
            && self.player.news.with_untracked(|shown| *shown != line)
        {
            self.player.news.set(line);
        }
    }

    /// All that is kept is from before: the page shown is asked for now, the others in their turn.
    fn renew(self) {
        self.with(|run| run.pages.values_mut().for_each(|kept| kept.is_fresh = false));
        self.ask(self.at());
    }

    /// Shows a page: now if it was drawn before, else as soon as it is.
    fn turn(self, to: u32) {
        let now = browser::now();
        let (is_kept, is_fresh) = self
            .with(|run| run.pages.get(&to).map_or((false, false), |kept| (true, kept.is_fresh)))
            .unwrap_or_default();
        if is_kept {
            self.show(to);
        } else {
            self.with(|run| {
                run.wanted = Some(to);
                run.due = now + 2_000.0;
            });
            // The page after that one may have been drawn before.
            if !self.connected.get_untracked() {
                let other = self
                    .with(|run| {
                        (1..)
                            .map(|step| to + step)
                            .take(64)
                            .map(|at| at % self.count())
                            .find(|at| run.pages.contains_key(at))
                    })
                    .flatten();
                if let Some(other) = other {
                    self.show(other);
                }
            }
        }
        if !is_fresh {
            self.ask(to);
        }
    }

    fn show(self, at: u32) {
        let Some(place) = self.player.place.try_get_untracked().flatten() else { return };
        let is_same = at == self.at();
        let shown = self.with(|run| {
            run.wanted = None;
            let kept = run.pages.get(&at)?;
            let stays = seconds(self.player, at, self.is_meeting());
            let stays = if kept.is_gone { stays.min(GONE_MOST) } else { stays };
            if !is_same || run.due < browser::now() {
                run.due = browser::now() + stays / run.pace;
            }
            if is_same {
                browser::renew(&place, &kept.drawing);
            } else {
                place.set_inner_html(&kept.drawing);
            }
            Some((kept.head.clone(), kept.is_gone))
        });
        let Some((head, is_gone)) = shown.flatten() else { return };
        let Player { told, at: place_of, message, stage, locale, programme, .. } = self.player;
        let words = if is_gone { programme.with_value(|all| gone(all, at, locale)) } else { String::new() };
        programme.with_value(|all| panels::lay(&place, all.profile.canvas));
        message.set(words);
        told.set(head);
        place_of.set(at);
        stage.with_untracked(|stage| browser::focus(&place, &stage.focus));
        if !is_same {
            self.with(|run| run.beat_due = run.beat_due.min(browser::now() + 200.0));
        }
    }

    /// Asks for a page; one at a time.
    fn ask(self, at: u32) {
        let is_first = self.with(|run| match &mut run.asking {
            Some((_, next)) => {
                *next = Some(at);
                false
            }
            none => {
                *none = Some((at, None));
                true
            }
        });
        let is_meeting = self.is_meeting();
        let url =
            self.player.programme.with_value(|all| all.page(at, is_meeting).map(|page| page.url.clone()));
        let (Some(true), Some(url)) = (is_first, url) else { return };
        spawn_local(async move {
            let answer = api::page(url).await;
            if is_meeting == self.is_meeting() {
                self.answered(at, answer);
            } else {
                self.with(|run| run.asking = None);
                self.ask(self.at());
            }
        });
    }

    fn answered(self, at: u32, answer: Result<(Head, String), crate::Fault>) {
        let next = self.with(|run| run.asking.take()).flatten().and_then(|(_, next)| next);
        let kept = match answer {
            Ok((head, drawing)) => Kept { head, drawing, is_fresh: next != Some(at), is_gone: false },
            Err(fault) => match fault.first().kind {
                ProblemKind::SignedOut => return browser::reload(),
                ProblemKind::Internal | ProblemKind::TooMany => {
                    self.connected.set(false);
                    return;
                }
                _ => Kept { head: Head::default(), drawing: String::new(), is_fresh: true, is_gone: true },
            },
        };
        let wanted = self.with(|run| {
            run.pages.insert(at, kept);
            run.wanted
        });
        if at == self.at() || wanted.flatten() == Some(at) {
            self.show(at);
        }
        if let Some(next) = next {
            self.ask(next);
        }
    }

    /// Tells that it is there, and hears what is new.
    fn beat(self, now: f64) {
        self.with(|run| run.beat_due = now + BEAT);
        let news_of = self.with(|run| run.news_of).unwrap_or_default();
        let beat = Beat { at: self.at(), build: reader().build, screen: browser::screen(), news_of };
        spawn_local(async move {
            match api::tell(beat).await {
                Ok(told) => self.heard(&told),
                Err(fault) if fault.first().kind == ProblemKind::SignedOut => browser::reload(),
                Err(_) => {
                    if self.connected.try_get_untracked() == Some(true) {
                        self.connected.set(false);
                    }
                    self.with(|run| run.beat_due = browser::now() + BEAT_AWAY);
                }
            }
        });
    }

    fn heard(self, told: &Told) {
        let Told { programme, build, revision, stage, news } = told;
        let now = browser::now();
        let page_build = reader().build;
        let (is_other, is_young, is_new) = self
            .with(|run| {
                let is_other = run.programme.get_or_insert_with(|| programme.clone()) != programme;
                let is_new = run.revision.replace(*revision).is_some_and(|before| before != *revision);
                (is_other, now - run.loaded < YOUNG, is_new)
            })
            .unwrap_or_default();
        if is_other || (*build != page_build && !is_young) {
            return browser::reload();
        }
        let was_away = !self.connected.get_untracked();
        if was_away {
            self.connected.set(true);
        }
        self.listen();
        if let Some(news) = news {
            self.with(|run| {
                run.news_of = *revision;
                run.news.clone_from(news);
            });
        }
        self.obey(stage);
        if is_new || was_away {
            self.renew();
        }
    }

    /// Does what the remote wants.
    fn obey(self, stage: &Stage) {
        let shown = self.player.stage;
        if shown.with_untracked(|shown| shown == stage) {
            return;
        }
        let is_other_list = self.is_meeting() != stage.is_meeting;
        shown.set(stage.clone());
        if is_other_list {
            self.with(|run| run.pages.clear());
        }
        let before = self.with(|run| std::mem::replace(&mut run.page_count, stage.page_count));
        if before != Some(stage.page_count) || is_other_list {
            self.turn(stage.page.min(self.count() - 1));
        }
        if let Some(place) = self.player.place.try_get_untracked().flatten() {
            browser::focus(&place, &stage.focus);
        }
    }

    /// Opens the live line, unless it is open.
    fn listen(self) {
        let is_open = self.with(|run| {
            run.line.as_ref().is_some_and(|line| line.source.ready_state() != web_sys::EventSource::CLOSED)
        });
        if is_open == Some(true) {
            return;
        }
        let at = self.player.programme.with_value(|all| format!("/live?wall={}", all.id));
        let Ok(source) = web_sys::EventSource::new(&at) else { return };
        let soon = move || {
            let _ = self.with(|run| run.beat_due = browser::now());
        };
        let on_change = Closure::<dyn Fn(web_sys::MessageEvent)>::new(move |event: web_sys::MessageEvent| {
            let told = event.data().as_string().and_then(|text| text.parse::<i64>().ok());
            let before = self.with(|run| told.and_then(|told| run.revision.replace(told))).flatten();
            if before.is_some() && before != told {
                self.renew();
            }
        });
        let _ = source.add_event_listener_with_callback("revision", on_change.as_ref().unchecked_ref());
        let on_other = Closure::<dyn Fn()>::new(soon);
        for name in ["stage", "build", "error"] {
            let _ = source.add_event_listener_with_callback(name, on_other.as_ref().unchecked_ref());
        }
        self.with(|run| run.line = Some(Line { source, _on_change: on_change, _on_other: on_other }));
    }
}
