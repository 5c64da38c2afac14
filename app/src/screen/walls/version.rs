//! Every version of a profile: who saved it and when, what it showed, and the way back to it.

use domain::problem::Problem;
use domain::text::{Locale, Text, text};
use domain::wall::Version;
use leptos::prelude::*;
use ui::component::Button;

use super::{Screen, other};
use crate::api::wall as api;

const TITLE: Text = text("历次版本", "Versions");
const IN_FORCE: Text = text("现行", "In force");
const TAKE_BACK: Text = text("取回这一版", "Take this one back");
const TAKEN: Text =
    text("已取回为新版本，屏上几秒后更新。", "Taken back as a new version; the walls follow within seconds.");
const FIRST: Text = text("产品自带", "As the product came");

/// The versions of a profile, once somebody asks for them.
pub fn versions(screen: Screen, key: String, in_force: i64) -> AnyView {
    let locale = screen.locale;
    let is_open = RwSignal::new(false);
    let name = StoredValue::new(key);
    let asked = LocalResource::new(move || {
        let is_open = is_open.get();
        async move { if is_open { api::versions(name.get_value()).await.map(Some) } else { Ok(None) } }
    });
    let problem = RwSignal::new(None::<Problem>);
    let one = move |version: Version| event(screen, problem, name, in_force, version);
    let list = move || {
        asked.get().map(|told| match told {
            Ok(versions) => versions.into_iter().flatten().map(one).collect_view().into_any(),
            Err(fault) => other(Some(&fault.first()), locale).into_any(),
        })
    };
    view! {
        <details class="walls-versions" on:toggle=move |_| is_open.set(true)>
            <summary>{TITLE.in_(locale)}</summary>
            {move || problem.with(|problem| other(problem.as_ref(), locale))}
            <ol class="timeline">{list}</ol>
        </details>
    }
    .into_any()
}

fn event(
    screen: Screen,
    problem: RwSignal<Option<Problem>>,
    key: StoredValue<String>,
    in_force: i64,
    version: Version,
) -> AnyView {
    let locale = screen.locale;
    let about = about(&version, locale);
    let Version { number, saved_at, saved_by, note, .. } = version;
    let (title, of) = match locale {
        Locale::Zh => (format!("第 {number} 版"), format!("{}：第 {number} 版", TAKE_BACK.in_(locale))),
        Locale::En => (format!("Version {number}"), format!("{}: version {number}", TAKE_BACK.in_(locale))),
    };
    let who = if number == 0 { FIRST.in_(locale).to_owned() } else { saved_by };
    let pressed = Callback::new(move |()| {
        screen.run(api::take_back(key.get_value(), number, in_force), problem, TAKEN);
    });
    let way = if number == in_force {
        view! { <span class="chip">{IN_FORCE.in_(locale)}</span> }.into_any()
    } else {
        view! { <Button on_press=pressed><span aria-hidden="true">{TAKE_BACK.in_(locale)}</span><span class="visually-hidden">{of}</span></Button> }.into_any()
    };
    view! {
        <li class="event">
            <span class="event-when">{saved_at}</span>
            <div class="event-what">
                <p><b>{title}</b> " " {who}</p>
                {(!note.is_empty()).then(|| view! { <p>{note}</p> })}
                <p class="walls-facts">{about}</p>
                {way}
            </div>
        </li>
    }
    .into_any()
}

/// What walls showed with it, on one line.
fn about(version: &Version, locale: Locale) -> String {
    let profile = &version.profile;
    let (width, height, count) = (profile.canvas.width, profile.canvas.height, profile.pages.len());
    let pages: Vec<String> =
        profile.pages.iter().map(|page| format!("{} {}", page.seconds, page.url)).collect();
    let pages = pages.join("，");
    match locale {
        Locale::Zh => format!("{} · {width}×{height} · {count} 页：{pages}", profile.name),
        Locale::En => {
            let word = if count == 1 { "page" } else { "pages" };
            format!("{} · {width}×{height} · {count} {word}: {}", profile.name, pages.replace('，', ", "))
        }
    }
}
