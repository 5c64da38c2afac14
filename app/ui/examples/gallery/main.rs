//! Every component and chart on pages for our own eyes, in both languages and all themes.
//!
//! `cargo run -p ui --example gallery -- DIR` writes the pages to DIR. The figures are invented.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "an example for developers may stop at the first trouble"
)]

mod board;
mod parts;
mod plane;
mod tiles;

use std::{env, fs, path::PathBuf};

use domain::text::Locale;
use leptos::prelude::*;
use ui::board::{BoardView, Container};
use ui::component::icon::BrandMark;
use ui::component::*;

const STYLE: &str = concat!("file://", env!("CARGO_MANIFEST_DIR"), "/../../style/main.css");
const MORE: &str = concat!("file://", env!("CARGO_MANIFEST_DIR"), "/../../style/more.css");

fn main() {
    let folder = PathBuf::from(env::args().nth(1).unwrap_or_else(|| ".".into()));
    fs::create_dir_all(&folder).unwrap();
    let owner = Owner::new();
    owner.set();
    for locale in [Locale::Zh, Locale::En] {
        for theme in ["day", "night"] {
            let desk = shell(locale, board::head(locale).to_html() + &desk(locale));
            write(&folder, &format!("board-{}-{theme}", locale.code()), &page(locale, theme, "shell", &desk));
            let plane = shell(locale, plane::all(locale));
            write(
                &folder,
                &format!("plane-{}-{theme}", locale.code()),
                &page(locale, theme, "shell", &plane),
            );
            let parts = shell(locale, parts::all(locale));
            write(
                &folder,
                &format!("parts-{}-{theme}", locale.code()),
                &page(locale, theme, "shell", &parts),
            );
        }
        let wall = page(locale, "wall", "wall", &board::wall(locale));
        write(&folder, &format!("wall-{}", locale.code()), &wall);
    }
}

fn desk(locale: Locale) -> String {
    view! { <BoardView board=board::portfolio(locale) container=Container::Desk locale/> }.to_html()
}

fn write(folder: &std::path::Path, name: &str, html: &str) {
    fs::write(folder.join(format!("{name}.html")), html).unwrap();
}

fn page(locale: Locale, theme: &str, class: &str, body: &str) -> String {
    format!(
        "<!doctype html><html lang=\"{}\" data-theme=\"{theme}\"><meta charset=utf-8>\
         <meta name=viewport content=\"width=device-width,initial-scale=1\"><title>gallery</title>\
         <link rel=stylesheet href=\"{STYLE}\"><link rel=stylesheet href=\"{MORE}\"><body class=\"{class}\">{body}</body></html>",
        locale.tag()
    )
}

/// The frame, written as the application writes it.
fn shell(locale: Locale, inside: String) -> String {
    let zh = locale == Locale::Zh;
    let t = move |a: &'static str, b: &'static str| if zh { a } else { b };
    let links = [
        (icondata_lu::LuLayoutDashboard, t("经营全景", "Portfolio"), true),
        (icondata_lu::LuBuilding2, t("客户", "Accounts"), false),
        (icondata_lu::LuRefreshCw, t("续约", "Renewals"), false),
        (icondata_lu::LuTicket, t("工单", "Tickets"), false),
    ];
    let more = [
        (icondata_lu::LuUsers, t("干系人", "Stakeholders"), "4,182"),
        (icondata_lu::LuQuote, t("1W 诉求", "Sponsor demands"), "316"),
        (icondata_lu::LuFileText, t("合同", "Contracts"), "5,000"),
        (icondata_lu::LuUpload, t("导入", "Import"), ""),
    ];
    let current = |on: bool| on.then_some("page");
    view! {
        <header class="topbar">
            <a class="brand" href="#"><BrandMark/><span>{t("标尺", "Yardstick")}</span></a>
            <div class="topbar-tools">
                <IconButton icon=icondata_lu::LuSearch label=t("搜索", "Search")/>
                <IconButton icon=icondata_lu::LuBell label=t("提醒", "Alerts")/>
            </div>
        </header>
        <nav class="rail">
            <a class="brand" href="#"><BrandMark/><span>{t("标尺", "Yardstick")}</span></a>
            <div class="rail-group">
                {links.map(|(icon, words, on)| view! {
                    <a class="rail-link" href="#" aria-current=current(on)><Icon icon/><span>{words}</span></a>
                }).collect_view()}
            </div>
            <div class="rail-group">
                <p class="rail-label">{t("台账", "Registers")}</p>
                {more.map(|(icon, words, count)| view! {
                    <a class="rail-link" href="#"><Icon icon/><span>{words}</span><small class="rail-count">{count}</small></a>
                }).collect_view()}
            </div>
            <div class="rail-foot">
                <a class="rail-link" href="#"><Icon icon=icondata_lu::LuSettings/><span>{t("设置", "Settings")}</span></a>
            </div>
        </nav>
        <main class="page" id="main" inner_html=inside></main>
        <nav class="bottombar">
            {links.map(|(icon, words, on)| view! {
                <a class="bottombar-link" href="#" aria-current=current(on)><Icon icon/><span>{words}</span></a>
            }).collect_view()}
        </nav>
    }
    .to_html()
}
