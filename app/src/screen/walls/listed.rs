//! The walls there are: whether each is there, what it shows, on what; its name and profile; sending it away.

use domain::format::age;
use domain::problem::Problem;
use domain::text::{Locale, Text, text};
use domain::wall::{Listed, Presence};
use leptos::prelude::*;
use ui::component::button::Kind;
use ui::component::{Button, Field, Input, Select};

use super::{NAME, PROFILE, Screen, other, said};
use crate::api::wall as api;
use crate::reader::reader;

const WALLS: Text = text("已接入的屏", "Walls");
const NONE: Text = text(
    "还没有大屏。在要上墙的浏览器里打开 /wall，照屏上的提示做。",
    "There is no wall yet. Open /wall in the browser on the wall and follow what it says.",
);
const SAVE: Text = text("保存", "Save");
const SAVED: Text = text("已保存，屏上几秒后更新。", "Saved; the wall follows within seconds.");
const REVOKE: Text = text("移除", "Remove");
const SURE: Text = text("确认移除：屏上的数据立即消失", "Remove it: its data goes at once");
const REVOKED: Text = text("已移除。", "Removed.");
const REMOTE: Text = text("遥控", "Remote");
const OLD: Text = text("旧版本", "older build");

/// One form a wall.
pub fn listed(screen: Screen, walls: Vec<Listed>, choices: &[(String, String)]) -> AnyView {
    let locale = screen.locale;
    let none = walls.is_empty().then(|| view! { <p>{NONE.in_(locale)}</p> });
    let walls = (0..).zip(walls).map(|(at, wall)| one(screen, at, wall, choices.to_vec())).collect_view();
    view! {
        <section class="stack">
            <h2>{WALLS.in_(locale)}</h2>
            {none}
            {walls}
        </section>
    }
    .into_any()
}

fn facts(wall: &Listed, locale: Locale) -> String {
    let Listed { silent, screen, build, showing, .. } = wall;
    let seen = silent.map(|silent| match locale {
        Locale::Zh => format!("最近一次：{}", age(silent, locale)),
        Locale::En => format!("last seen {}", age(silent, locale)),
    });
    let old = (!build.is_empty() && *build != reader().build).then(|| OLD.in_(locale).to_owned());
    let shown = (!showing.is_empty()).then(|| match locale {
        Locale::Zh => format!("正在显示 {showing}"),
        Locale::En => format!("shows {showing}"),
    });
    let screen = (!screen.is_empty()).then(|| screen.clone());
    [seen, shown, screen, old].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn one(screen: Screen, at: u32, wall: Listed, choices: Vec<(String, String)>) -> AnyView {
    let locale = screen.locale;
    let about = facts(&wall, locale);
    let Listed { id, name, profile, presence, .. } = wall;
    let typed = RwSignal::new((name.clone(), profile.clone()));
    let problem = RwSignal::new(None::<Problem>);
    let is_asked = RwSignal::new(false);
    let lamp = match presence {
        Presence::Online => domain::board::Lamp::Good,
        Presence::Stale => domain::board::Lamp::Watch,
        Presence::Offline => domain::board::Lamp::Act,
    };
    let (shape, path) = {
        let (key, path, _) = ui::component::lamp::parts(lamp);
        (key, path)
    };
    let remote = format!("/remote/{id}");
    let key = StoredValue::new(id);
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (name, profile) = typed.get_untracked();
        screen.run(api::update(key.get_value(), name, profile), problem, SAVED);
    };
    let away = Callback::new(move |()| {
        if is_asked.get_untracked() {
            screen.run(api::revoke(key.get_value()), problem, REVOKED);
        } else {
            is_asked.set(true);
        }
    });
    let wrong = Signal::derive(move || problem.with(|problem| said(problem.as_ref(), "name", locale)));
    view! {
        <form class="form walls-one" novalidate on:submit=save>
            <p>
                <span class="lamp" data-lamp=shape>
                    <svg class="lamp-shape" viewBox="0 0 12 12" aria-hidden="true"><path d=path></path></svg>
                    <span class="lamp-word">{presence.word().in_(locale)}</span>
                </span>
                " " <b>{name.clone()}</b> " " <span class="walls-facts">{about}</span>
            </p>
            <div class="setting-line">
                <Field id=format!("name-{at}") label=NAME.in_(locale) error=wrong locale>
                    <Input id=format!("name-{at}") name="name" value=name on_input=Callback::new(move |words| typed.update(|typed| typed.0 = words))/>
                </Field>
                <Field id=format!("profile-{at}") label=PROFILE.in_(locale) locale>
                    <Select id=format!("profile-{at}") name="profile" options=choices value=profile locale
                        on_change=Callback::new(move |key| typed.update(|typed| typed.1 = key))/>
                </Field>
            </div>
            {move || problem.with(|problem| other(problem.as_ref(), locale))}
            <div class="cluster">
                <Button submit=true>{SAVE.in_(locale)}</Button>
                <a class="button" href=remote>{REMOTE.in_(locale)}</a>
                <Button kind=Kind::Danger on_press=away>{move || if is_asked.get() { SURE } else { REVOKE }.in_(locale)}</Button>
            </div>
        </form>
    }
    .into_any()
}
