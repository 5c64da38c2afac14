//! A portfolio board as the composer would make it.

use domain::board::{Board, Delta, Figure, Lamp, Size, Span, Tile};
use domain::chart::*;
use domain::text::Locale;
use leptos::prelude::*;
use ui::board::{BoardView, Container};

use crate::tiles::{at_risk, bridge, industries, renewals, retention};

pub type T = fn(&'static str, &'static str) -> String;

pub fn words(locale: Locale) -> T {
    match locale {
        Locale::Zh => |zh, _| zh.to_owned(),
        Locale::En => |_, en| en.to_owned(),
    }
}

pub fn head(locale: Locale) -> impl IntoView {
    let t = words(locale);
    view! {
        <header class="page-head">
            <h1 class="page-title">{t("收入在长，但两家大客户要在年底前救回来", "Revenue grows, but two large accounts must be saved before year-end")}</h1>
            <p class="page-lead">{t("RavenStack · 2024 年第四季度 · 演示数据", "RavenStack · Q4 2024 · demo data")}</p>
        </header>
    }
}

pub fn wall(locale: Locale) -> String {
    let t = words(locale);
    view! {
        <main class="wall-canvas">
            <header class="wall-head">
                <h1 class="wall-title">{t("收入在长，但两家大客户要在年底前救回来", "Revenue grows, but two large accounts must be saved before year-end")}</h1>
                <p class="wall-clock"><span class="age">{t("12 秒前", "12 s ago")}</span>" 14:32"</p>
            </header>
            <BoardView board=portfolio(locale) container=Container::Wall locale/>
            <footer class="ticker">
                <p>{t("■ 华东地产 回款逾期 12 天，责任人 李敏", "■ Eastline Estates: payment 12 days late, Li Min")}</p>
                <p>{t("● 北辰物流 续约三年，增购 2 个模块", "● Polar Freight renewed for three years, two modules added")}</p>
                <p>{t("▲ 巡检发现 3 家客户核心功能使用下降", "▲ Inspection: core usage down at three accounts")}</p>
            </footer>
        </main>
    }
    .to_html()
}

pub fn portfolio(locale: Locale) -> Board {
    let t = words(locale);
    Board {
        key: "portfolio".into(),
        title: t("经营全景", "Portfolio"),
        tiles: vec![
            hero(t),
            figure(t, "nrr"),
            figure(t, "grr"),
            figure(t, "churn"),
            figure(t, "csat"),
            figure(t, "adoption"),
            bridge(t),
            retention(t),
            renewals(t),
            industries(t),
            at_risk(t),
        ],
        is_demo: true,
        ..Board::default()
    }
}

pub fn say(words: String) -> Vec<Span> {
    words
        .split('|')
        .enumerate()
        .map(|(index, part)| if index % 2 == 1 { Span::number(part, "#rows") } else { Span::words(part) })
        .collect()
}

pub fn wan(t: T) -> Unit {
    let zh = t("z", "e") == "z";
    if zh {
        Unit { word: "万美元".into(), divisor: 1_000_000, decimals: 0, suffix: "万".into() }
    } else {
        Unit { word: "$ million".into(), divisor: 100_000_000, decimals: 0, suffix: "M".into() }
    }
}

pub fn money(t: T, dollars: i64, signed: bool) -> String {
    let sign = if dollars < 0 {
        "−"
    } else if signed {
        "+"
    } else {
        ""
    };
    let zh = t("z", "e") == "z";
    let size = dollars.abs();
    if zh && size >= 100_000_000 {
        format!("{sign}{}.{:02}亿", size / 100_000_000, size % 100_000_000 / 1_000_000)
    } else if zh {
        sign.to_owned() + &Unit { suffix: "万".into(), divisor: 10_000, ..Unit::default() }.show(size)
    } else {
        format!("{sign}${}.{}M", size / 1_000_000, size % 1_000_000 / 100_000)
    }
}

fn hero(t: T) -> Tile {
    Tile {
        key: "arr".into(),
        size: Size::Hero,
        label: t("年度经常性收入 ARR", "Annual recurring revenue"),
        headline: say(t(
            "年度经常性收入达 |1.22 亿美元|，比上季末多 |40.3%|，已走完全年目标的 |94%|。",
            "Recurring revenue stands at |$121.9 M|, |40.3 %| above last quarter and |94 %| of the way to the year's goal.",
        )),
        figure: Some(Figure {
            value: t("1.22", "$121.9"),
            unit: t("亿美元", "M"),
            delta: Some(Delta {
                text: "+40.3%".into(), since: t("较上季", "on last quarter"), direction: 1
            }),
            href: Some("#rows".into()),
            ..Figure::default()
        }),
        lamp: Some(Lamp::Good),
        chart: Some(Chart::Ruler(Box::new(Ruler {
            frame: Frame::new(t("全年目标完成度", "Progress to the year's goal"), "", Unit::count("%")),
            from: 0,
            to: 130,
            now: Mark::new(t("现在", "Now"), 122, t("1.22 亿", "$121.9M")).tone(Tone::Accent),
            then: Some(Mark::new(t("上季末", "Last quarter"), 87, t("0.87 亿", "$86.9M"))),
            target: Some(Mark::new(t("年度目标", "Year's goal"), 129, t("1.29 亿", "$129.0M"))),
        }))),
        href: Some("#arr".into()),
        ..Tile::default()
    }
}

fn figure(t: T, key: &str) -> Tile {
    let percent = |key: &str,
                   label: String,
                   headline: String,
                   value: &str,
                   lamp,
                   (now, then, target): (i64, i64, i64),
                   delta: String,
                   direction| Tile {
        key: key.into(),
        size: Size::Figure,
        label: label.clone(),
        headline: say(headline),
        figure: Some(Figure {
            value: value.into(),
            unit: "%".into(),
            delta: Some(Delta { text: delta, since: t("较上季", "on last quarter"), direction }),
            href: Some("#rows".into()),
            ..Figure::default()
        }),
        lamp: Some(lamp),
        chart: Some(Chart::Ruler(Box::new(Ruler {
            frame: Frame::new(label, "", Unit::count("%")),
            from: 0,
            to: 150,
            now: Mark::new(t("现在", "Now"), now, format!("{now}%")).tone(match lamp {
                Lamp::Good => Tone::Good,
                Lamp::Watch => Tone::Watch,
                Lamp::Act => Tone::Act,
            }),
            then: Some(Mark::new(t("上季", "Last quarter"), then, format!("{then}%"))),
            target: Some(Mark::new(t("目标", "Target"), target, format!("{target}%"))),
        }))),
        href: Some("#rows".into()),
        ..Tile::default()
    };
    match key {
        "nrr" => percent(
            "nrr",
            t("净收入留存 NRR", "Net revenue retention"),
            t(
                "老客户一个季度多带来 |40.3%| 的收入。",
                "Existing customers brought |40.3 %| more revenue in a quarter.",
            ),
            "140.3",
            Lamp::Good,
            (140, 128, 110),
            t("+12.1 点", "+12.1 pt"),
            1,
        ),
        "grr" => percent(
            "grr",
            t("毛收入留存 GRR", "Gross revenue retention"),
            t("每 100 元收入守住了 |97.4| 元。", "Of every 100 in revenue, |97.4| stayed."),
            "97.4",
            Lamp::Good,
            (97, 96, 95),
            t("+0.8 点", "+0.8 pt"),
            1,
        ),
        "churn" => percent(
            "churn",
            t("客户流失率", "Logo churn"),
            t("本季流失 |14| 家，比目标多 |5| 家。", "|14| customers left, |5| more than planned."),
            "2.8",
            Lamp::Watch,
            (28, 20, 18),
            t("+0.8 点", "+0.8 pt"),
            1,
        ),
        "csat" => percent(
            "csat",
            t("客户满意度 CSAT", "Customer satisfaction"),
            t(
                "三分之二的答卷给了 4 分以上，仍低于目标。",
                "Two in three answers were 4 or better, still below target.",
            ),
            "66.30",
            Lamp::Act,
            (66, 70, 85),
            t("−3.7 点", "−3.7 pt"),
            -1,
        ),
        _ => percent(
            "adoption",
            t("核心功能采用率", "Core adoption"),
            t("|71.2%| 的客户每周都用核心功能。", "|71.2 %| of customers use a core feature weekly."),
            "71.2",
            Lamp::Watch,
            (71, 71, 80),
            t("持平", "flat"),
            0,
        ),
    }
}
