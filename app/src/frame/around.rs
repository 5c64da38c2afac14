//! What stands around every screen: drawn on the server, for it says the same as long as the page is open. A browser only
//! marks where the reader is (`super`).

use domain::text::{Locale, Text, text};
use leptos::prelude::*;
use ui::component::Icon;
use ui::component::icon::{BrandMark, Outline};

use crate::nav::{Group, Link};
use crate::reader::Reader;

const SKIP: Text = text("跳到正文", "Skip to content");
const MENU: Text = text("导航", "Navigation");
const BRAND: Text = text("标尺", "Yardstick");
const SIGN_OUT: Text = text("退出登录", "Sign out");
const DAY: Text = text("日间", "Day");
const COMPACT: Text = text("紧凑", "Compact");
const COMFORTABLE: Text = text("宽松", "Comfortable");
const MORE: Text = text("更多", "More");
const NIGHT: Text = text("夜间", "Night");

/// What stands before the screen: the way past it, the bar on top of a phone, the rail. On a phone, where the rail is a list of
/// words that few open, it goes without the pictures: they are two kilobytes of every page.
pub fn before(reader: &Reader, groups: Vec<Group>, path: &str, is_drawn: bool) -> String {
    let locale = reader.locale;
    let group = |Group { label, links }| {
        let links = links.into_iter().map(|link| nav_link(link, "rail-link", path, is_drawn));
        view! {
            <div class="rail-group">
                {(!label.is_empty()).then(|| view! { <p class="rail-label">{label}</p> })}
                {links.collect_view()}
            </div>
        }
    };
    let groups = groups.into_iter().map(group).collect_view();
    view! {
        // The router would take a plain link to a place on the page, and not move the focus there.
        <a class="skip" href="#main" rel="external">{SKIP.in_(locale)}</a>
        <header class="topbar">
            <a class="brand" href="/"><BrandMark/><span>"标尺"</span></a>
            <div class="topbar-tools"><Preferences locale theme=reader.theme.clone()/></div>
        </header>
        // On a phone the rail opens over the page from the bar below, by the browser's own means.
        <nav class="rail" id="places" popover="auto" aria-label=MENU.in_(locale)>
            <a class="brand" href="/"><BrandMark/><span>{BRAND.in_(locale)}</span></a>
            {groups}
            <div class="rail-foot">
                <p class="rail-person">{reader.name.clone()}</p>
                <Preferences locale theme=reader.theme.clone() density=reader.density.clone()/>
                <form method="post" action="/session/end">
                    <button class="button" data-kind="quiet" type="submit">
                        <Icon icon=icondata_lu::LuLogOut/>
                        <span>{SIGN_OUT.in_(locale)}</span>
                    </button>
                </form>
            </div>
        </nav>
    }
    .to_html()
}

/// Language and theme: plain forms, so that they work before and without WebAssembly.
#[component]
fn Preferences(locale: Locale, theme: String, #[prop(optional)] density: Option<String>) -> impl IntoView {
    let (other, label) = match locale {
        Locale::Zh => ("en", "English"),
        Locale::En => ("zh", "中文"),
    };
    let is_night = theme == "night";
    let (next, next_label) = if is_night { ("day", DAY) } else { ("night", NIGHT) };
    let rows = density.map(|density| {
        let (next, label) =
            if density == "compact" { ("comfortable", COMFORTABLE) } else { ("compact", COMPACT) };
        view! {
            <button class="button" data-kind="quiet" type="submit" name="density" value=next>
                <Icon icon=icondata_lu::LuRows3/>
                <span>{label.in_(locale)}</span>
            </button>
        }
    });
    view! {
        <form class="cluster" method="post" action="/preference">
            <button class="button" data-kind="quiet" type="submit" name="locale" value=other lang=other>{label}</button>
            <button class="button" data-kind="quiet" type="submit" name="theme" value=next>
                <Icon icon=if is_night { icondata_lu::LuSun } else { icondata_lu::LuMoon }/>
                <span>{next_label.in_(locale)}</span>
            </button>
            {rows}
        </form>
    }
}

fn nav_link(link: Link, class: &'static str, path: &str, is_drawn: bool) -> AnyView {
    let Link { href, label, icon, is_bar: _ } = link;
    let current = (href == path).then_some("page");
    let title = is_drawn.then(|| label.clone());
    // A page of the server's own: the browser goes there, not the app.
    let rel = crate::nav::OUTSIDE.contains(&href.as_str()).then_some("external");
    view! {
        <a class=class href=href title=title aria-current=current rel=rel>
            {is_drawn.then(|| view! { <Outline data=icon/> })}
            <span>{label}</span>
        </a>
    }
    .into_any()
}

/// The bar under the thumb.
pub fn bar(reader: &Reader, groups: Vec<Group>, path: &str) -> String {
    let links = groups.into_iter().flat_map(|group| group.links).filter(|link| link.is_bar);
    let links = links.map(|link| nav_link(link, "bottombar-link", path, true)).collect_view();
    view! {
        <nav class="bottombar" aria-label=MENU.in_(reader.locale)>
            {links}
            <button class="bottombar-link" type="button" popovertarget="places">
                <Icon icon=icondata_lu::LuMenu/>
                <span>{MORE.in_(reader.locale)}</span>
            </button>
        </nav>
    }
    .to_html()
}
