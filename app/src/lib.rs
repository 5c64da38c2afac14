//! What people see: the page's frame, the table of routes (one line a screen, every screen lazy),
//! and the server functions behind them. The same code runs on the server, which sends readable
//! HTML first, and in the browser, which takes it over.

#![recursion_limit = "512"]

pub mod api;
pub mod cell;
#[cfg(not(target_arch = "wasm32"))]
pub mod drawn;
pub mod fault;
pub mod frame;
pub mod live;
#[cfg(not(target_arch = "wasm32"))]
pub mod nav;
pub mod reader;
pub mod screen;
pub mod unsaved;

use leptos::prelude::*;
use leptos_meta::{MetaTags, provide_meta_context};
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::{Lazy, SsrMode, path};

pub use fault::Fault;
pub use reader::Reader;

use crate::frame::{Frame, NotFound};
use crate::screen::{
    board::BoardScreen, import::ImportScreen, player::PlayerScreen, record::RecordScreen,
    register::RegisterScreen, remote::RemoteScreen, setting::SettingScreen, walls::WallsScreen,
};

/// The HTML document around the app.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let reader = reader::current();
    let theme = if reader::path().starts_with("/wall") { "wall".to_owned() } else { reader.theme.clone() };
    let pkg = options.site_pkg_dir.clone();
    // A sponsor's home is read and acted on without the app: a few kilobytes on a telephone, and it opens offline.
    let is_plain = reader.role.is_some_and(domain::policy::Role::sees_shared_only) && reader::path() == "/";
    let scripts = (!is_plain).then(|| view! { <HydrationScripts options defer=true/> });
    // A board is read with the first style sheet alone; it fetches the rest when somebody moves.
    let path = reader::path();
    let is_board =
        theme != "wall" && (path == "/" || path.starts_with("/board/") || path.starts_with("/account/"));
    let more = (!is_board).then(|| view! { <link rel="stylesheet" href=format!("/{pkg}/more.css")/> });
    view! {
        <!DOCTYPE html>
        <html lang=reader.locale.tag() data-theme=theme data-rise=reader.rise_colour.clone() data-density=reader.density.clone() data-reader=reader.told() data-person=reader.person.clone()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"/>
                <meta name="color-scheme" content="light dark"/>
                <link rel="icon" href="/icon.svg" type="image/svg+xml"/>
                <link rel="manifest" href="/manifest.webmanifest"/>
                <link rel="apple-touch-icon" href="/icon-180.png"/>
                <meta name="mobile-web-app-capable" content="yes"/>
                <meta name="apple-mobile-web-app-status-bar-style" content="default"/>
                <link rel="stylesheet" href=format!("/{pkg}/yardstick.css")/>
                {more}
                {scripts}
                <script src="/act.js" defer nonce=leptos::nonce::use_nonce()></script>
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}

/// The app: its frame and its routes.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    reader::provide();
    live::provide();
    unsaved::provide();
    view! {
        <Router>
            <Frame>
                <FlatRoutes fallback=|| view! { <NotFound/> }>
                    <Route path=path!("/") view=BoardScreen ssr=SsrMode::Async/>
                    <Route path=path!("/board/:name") view=BoardScreen ssr=SsrMode::Async/>
                    <Route path=path!("/account/:id") view=BoardScreen ssr=SsrMode::Async/>
                    <Route path=path!("/register/:table") view={Lazy::<RegisterScreen>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/register/:table/:id") view={Lazy::<RecordScreen>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/import") view={Lazy::<ImportScreen>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/setting/score") view={Lazy::<SettingScreen>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/setting/wall") view={Lazy::<WallsScreen>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/remote/:id") view={Lazy::<RemoteScreen>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/wall") view={Lazy::<PlayerScreen>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/wall/:board/:id?") view=BoardScreen ssr=SsrMode::Async/>
                </FlatRoutes>
            </Frame>
        </Router>
    }
    .into_any()
}
