//! One record of any noun: its facts, its form, its history, and the way to its neighbours in the
//! register it was opened from. Whether it is read or changed is in its address (`edit=1`), so the
//! back button leaves the form and a link can open it.

mod around;
mod combobox;
mod conflict;
mod facts;
mod form;
mod hand;
mod place;
mod slot;
mod timeline;

use domain::register::Detail;
use domain::text::{Text, text};
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_navigate};
use leptos_router::{LazyRoute, NavigateOptions, lazy_route};
use ui::component::{Toast, Toasts};

use self::around::Near;
use self::form::Base;
use self::place::Place;
use self::timeline::Told;
use crate::fault::Fault;
use crate::frame::Failure;
use crate::live::live;
use crate::reader::{Reader, reader};
use crate::unsaved::unsaved;

const LOADING: Text = text("正在读取…", "Loading…");

/// The record screen.
#[derive(Debug)]
pub struct RecordScreen;

/// What all parts of the screen share.
#[derive(Clone, Copy, Debug)]
struct Screen {
    place: Memo<Place>,
    /// The record as it is, following what others commit; nothing for a new one.
    detail: Resource<Result<Option<Detail>, Fault>>,
    /// The record as it was when its form was opened; what others commit does not touch it.
    base: Resource<Option<Result<Base, Fault>>>,
    history: Resource<Told>,
    near: Resource<Near>,
    /// Counts what was written here, so that it is read again at once.
    written: RwSignal<u32>,
    /// Something was typed and not saved.
    dirty: RwSignal<bool>,
    /// What was just done.
    said: RwSignal<Option<Said>>,
    /// Where to go next.
    go: RwSignal<Option<String>>,
}

/// What was just done, and how it is undone: by bringing back the record of this version.
#[derive(Clone, Debug)]
struct Said {
    words: String,
    undo: Option<(Place, i64)>,
    is_failure: bool,
}

#[lazy_route]
impl LazyRoute for RecordScreen {
    // The data is asked for by the view, so that its code travels with the screen, not with the frame.
    fn data() -> Self {
        Self
    }

    fn view(this: Self) -> AnyView {
        let RecordScreen = this;
        let screen = open();
        let reader = reader();
        let locale = reader.locale;
        let reader = StoredValue::new(reader);
        hand::guard(unsaved(), locale);
        follow(screen);
        view! {
            <Transition fallback=move || view! { <p class="state">{LOADING.in_(locale)}</p> }>
                {move || head(screen, screen.place.get(), reader.get_value())}
            </Transition>
            <div class="split" data-open=move || (!screen.place.with(Place::is_new)).then_some("")>
                <div class="split-list stack">
                    <Transition>{move || sheet(screen, screen.place.get(), reader.get_value())}</Transition>
                </div>
                <div class="split-detail stack">
                    <Transition>{move || aside(screen, screen.place.get(), reader.get_value())}</Transition>
                </div>
            </div>
            <Toasts>{move || screen.said.get().map(|said| toast(screen, said, reader.get_value()))}</Toasts>
        }
        .into_any()
    }
}

/// Everything the screen shows, asked for by where the reader is.
fn open() -> Screen {
    let (location, live, written) = (use_location(), live(), RwSignal::new(0));
    let place = Memo::new(move |before| place::read(&location, before));
    let Reader { account_id: account, locale, .. } = reader();
    let current = move || (place.with(Place::key), live.revision.get(), written.get());
    let near = move || (place.with(|place| (place.key(), place.from.clone())), written.get());
    Screen {
        place,
        detail: Resource::new(current, |((table, id), ..)| facts::load(table, id)),
        base: Resource::new(move || place.with(Place::form), move |place| form::load(place, account.clone())),
        history: Resource::new(current, |((table, id), ..)| timeline::load(table, id)),
        near: Resource::new(near, move |(((table, id), from), _)| around::load(table, id, from, locale)),
        written,
        dirty: unsaved().dirty,
        said: RwSignal::new(None),
        go: RwSignal::new(None),
    }
}

/// Goes where a part of the screen asks to go.
fn follow(screen: Screen) {
    let navigate = use_navigate();
    Effect::new(move |_| {
        if let Some(href) = screen.go.get() {
            screen.go.set(None);
            navigate(&href, NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() });
        }
    });
}

fn head(screen: Screen, place: Place, reader: Reader) -> AnyView {
    Suspend::new(async move {
        match screen.detail.await {
            Ok(detail) => around::head(screen, &place, detail, &reader),
            Err(fault) => view! { <Failure problem=fault.first() locale=reader.locale/> }.into_any(),
        }
    })
    .into_any()
}

/// The form when the address asks for it, the facts otherwise.
fn sheet(screen: Screen, place: Place, reader: Reader) -> AnyView {
    if place.form().is_none() {
        return Suspend::new(async move {
            let detail = screen.detail.await.ok().flatten();
            detail.map_or_else(|| ().into_any(), |detail| facts::facts(&detail, &reader))
        })
        .into_any();
    }
    Suspend::new(async move {
        match screen.base.await {
            Some(Ok(base)) => form::form(screen, place, base, reader),
            Some(Err(fault)) if place.is_new() => {
                view! { <Failure problem=fault.first() locale=reader.locale within=true/> }.into_any()
            }
            _ => ().into_any(),
        }
    })
    .into_any()
}

fn aside(screen: Screen, place: Place, reader: Reader) -> AnyView {
    if place.is_new() {
        return ().into_any();
    }
    Suspend::new(async move {
        let told = screen.history.await;
        let is_there = matches!(screen.detail.await, Ok(Some(_)));
        is_there.then(
            || view! { {around::related(&place, &reader)} {timeline::timeline(&place, &told, &reader)} },
        )
    })
    .into_any()
}

fn toast(screen: Screen, said: Said, reader: Reader) -> AnyView {
    let Said { words, undo, is_failure } = said;
    let Some((place, version)) = undo else { return view! { <Toast words is_failure/> }.into_any() };
    let action = ui::text::UNDO.in_(reader.locale);
    let undo = Callback::new(move |()| facts::restore(screen, place.clone(), version, reader.locale));
    view! { <Toast words action on_action=undo is_failure/> }.into_any()
}

impl Screen {
    /// Says what was done, for a while.
    fn say(self, words: String) {
        self.tell(Said { words, undo: None, is_failure: false });
    }

    /// Says why it was not done.
    fn fail(self, words: String) {
        self.tell(Said { words, undo: None, is_failure: true });
    }

    fn tell(self, said: Said) {
        const LONG_ENOUGH: std::time::Duration = std::time::Duration::from_secs(8);
        let words = said.words.clone();
        self.said.set(Some(said));
        let away = move || {
            if self.said.try_get_untracked().flatten().is_some_and(|said| said.words == words) {
                self.said.set(None);
            }
        };
        set_timeout(away, LONG_ENOUGH);
    }
}
