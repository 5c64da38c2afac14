//! A portfolio board as the composer would make it.

use domain::board::{Board, Delta, Figure, Lamp, Line, Size, Span, Tile};
use domain::chart::*;
use domain::text::Locale;
use leptos::prelude::*;
use ui::board::{BoardView, Container};

type T = fn(&'static str, &'static str) -> String;

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
            <BoardView board=ui::board::draw(portfolio(locale), locale) container=Container::Wall locale/>
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
            at_risk(t),
            renewals(t),
            industries(t),
        ],
        is_demo: true,
        ..Board::default()
    }
}

fn say(words: String) -> Vec<Span> {
    words.split('|').enumerate().map(|(index, part)| if index % 2 == 1 { Span::number(part, "#rows") } else { Span::words(part) }).collect()
}

fn wan(t: T) -> Unit {
    let zh = t("z", "e") == "z";
    if zh {
        Unit { word: "万美元".into(), divisor: 1_000_000, decimals: 0, suffix: "万".into() }
    } else {
        Unit { word: "$ million".into(), divisor: 100_000_000, decimals: 0, suffix: "M".into() }
    }
}

fn money(t: T, dollars: i64, signed: bool) -> String {
    let sign = if dollars < 0 { "−" } else if signed { "+" } else { "" };
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
            delta: Some(Delta { text: t("+40.3% 较上季", "+40.3% on last quarter"), direction: 1 }),
            href: Some("#rows".into()),
        }),
        lamp: Some(Lamp::Good),
        chart: Some(Chart::Ruler(Ruler {
            frame: Frame::new(t("全年目标完成度", "Progress to the year's goal"), "", Unit::count("%")),
            from: 0,
            to: 130,
            now: Mark::new(t("现在", "Now"), 122, t("1.22 亿", "$121.9M")).tone(Tone::Accent),
            then: Some(Mark::new(t("上季末", "Last quarter"), 87, t("0.87 亿", "$86.9M"))),
            target: Some(Mark::new(t("年度目标", "Year's goal"), 129, t("1.29 亿", "$129.0M"))),
        })),
        href: Some("#arr".into()),
        ..Tile::default()
    }
}

fn figure(t: T, key: &str) -> Tile {
    let percent = |key: &str, label: String, headline: String, value: &str, lamp, (now, then, target): (i64, i64, i64), delta: String, direction| Tile {
        key: key.into(),
        size: Size::Figure,
        label: label.clone(),
        headline: say(headline),
        figure: Some(Figure { value: value.into(), unit: "%".into(), delta: Some(Delta { text: delta, direction }), href: Some("#rows".into()) }),
        lamp: Some(lamp),
        chart: Some(Chart::Ruler(Ruler {
            frame: Frame::new(label, "", Unit::count("%")),
            from: 0,
            to: 150,
            now: Mark::new(t("现在", "Now"), now, format!("{now}%")).tone(match lamp { Lamp::Good => Tone::Good, Lamp::Watch => Tone::Watch, Lamp::Act => Tone::Act }),
            then: Some(Mark::new(t("上季", "Last quarter"), then, format!("{then}%"))),
            target: Some(Mark::new(t("目标", "Target"), target, format!("{target}%"))),
        })),
        href: Some("#rows".into()),
        ..Tile::default()
    };
    match key {
        "nrr" => percent("nrr", t("净收入留存 NRR", "Net revenue retention"), t("老客户一个季度多带来 |40.3%| 的收入。", "Existing customers brought |40.3 %| more revenue in a quarter."), "140.3", Lamp::Good, (140, 128, 110), t("+12.1 点", "+12.1 pt"), 1),
        "grr" => percent("grr", t("毛收入留存 GRR", "Gross revenue retention"), t("每 100 元收入守住了 |97.4| 元。", "Of every 100 in revenue, |97.4| stayed."), "97.4", Lamp::Good, (97, 96, 95), t("+0.8 点", "+0.8 pt"), 1),
        "churn" => percent("churn", t("客户流失率", "Logo churn"), t("本季流失 |14| 家，比目标多 |5| 家。", "|14| customers left, |5| more than planned."), "2.8", Lamp::Watch, (28, 20, 18), t("+0.8 点", "+0.8 pt"), 1),
        "csat" => percent("csat", t("客户满意度 CSAT", "Customer satisfaction"), t("三分之二的答卷给了 4 分以上，仍低于目标。", "Two in three answers were 4 or better, still below target."), "66.30", Lamp::Act, (66, 70, 85), t("−3.7 点", "−3.7 pt"), -1),
        _ => percent("adoption", t("核心功能采用率", "Core adoption"), t("|71.2%| 的客户每周都用核心功能。", "|71.2 %| of customers use a core feature weekly."), "71.2", Lamp::Watch, (71, 71, 80), t("持平", "flat"), 0),
    }
}

fn bridge(t: T) -> Tile {
    let step = |label: String, dollars: i64, tone| Mark::new(label, dollars * 100, money(t, dollars, true)).tone(tone).href("#events");
    let level = |label: String, dollars: i64| Mark::new(label, dollars * 100, money(t, dollars, false)).tone(Tone::Neutral).href("#events");
    Tile {
        key: "bridge".into(),
        size: Size::Wide,
        label: t("ARR 变动桥，单位：万美元", "ARR bridge"),
        headline: say(t("增长主要来自老客户扩容：|+2,834 万|，流失只带走 |157 万|。", "Growth comes mostly from expansion: |+$28.3 M|, while churn took only |$1.6 M|.")),
        chart: Some(Chart::Waterfall(Waterfall {
            frame: Frame::new(t("ARR 变动桥", "ARR bridge"), t("变动", "Change"), wan(t)),
            steps: vec![
                Step::Level(level(t("期初", "Opening"), 86_880_000)),
                Step::Change(step(t("新签", "New"), 9_530_000, Tone::Rise)),
                Step::Change(step(t("扩容", "Expansion"), 28_340_000, Tone::Rise).named()),
                Step::Change(step(t("缩减", "Contraction"), -2_240_000, Tone::Fall)),
                Step::Change(step(t("流失", "Churn"), -1_570_000, Tone::Fall)),
                Step::Change(step(t("回流", "Reactivated"), 970_000, Tone::Rise)),
                Step::Level(level(t("期末", "Closing"), 121_915_296)),
            ],
        })),
        href: Some("#events".into()),
        ..Tile::default()
    }
}

fn retention(t: T) -> Tile {
    let labels: Vec<String> = (1..=12).map(|m| if t("z", "e") == "z" { format!("{m}月") } else { ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][m - 1].into() }).collect();
    let series = |label: String, tone, values: [i64; 12]| Series {
        label,
        tone,
        points: values.iter().zip(&labels).map(|(v, l)| if *v == 0 { Mark::missing(l) } else { Mark::new(l, *v, format!("{}.{}%", v / 100, v % 100 / 10)).href("#month") }).collect(),
    };
    Tile {
        key: "retention".into(),
        size: Size::Half,
        label: t("近 12 个月留存", "Retention, last 12 months"),
        headline: say(t("净留存自 9 月起加速，毛留存稳在 |97%| 上下。", "Net retention has sped up since September; gross holds near |97 %|.")),
        chart: Some(Chart::Trend(Trend {
            frame: Frame::new(t("留存趋势", "Retention trend"), t("月份", "Month"), Unit { word: "%".into(), divisor: 100, decimals: 0, suffix: "%".into() }),
            labels: labels.clone(),
            series: vec![
                series("NRR".into(), Tone::Accent, [10_410, 10_520, 10_600, 10_580, 0, 10_900, 11_180, 11_400, 11_650, 12_480, 13_320, 14_030]),
                series("GRR".into(), Tone::Neutral, [9_650, 9_660, 9_620, 9_700, 9_690, 9_710, 9_700, 9_680, 9_660, 9_710, 9_730, 9_740]),
            ],
            target: Some(Mark::new(t("目标", "Target"), 11_000, "110%")),
        })),
        href: Some("#retention".into()),
        ..Tile::default()
    }
}

fn at_risk(t: T) -> Tile {
    let line = |title: String, detail: String, value: &str, lamp| Line { title, href: Some("#account".into()), detail, value: value.into(), lamp: Some(lamp) };
    Tile {
        key: "risk".into(),
        size: Size::Half,
        label: t("最需要行动的客户", "Accounts that need action first"),
        headline: say(t("|5| 家客户要在年底前行动，牵动收入 |1,043 万|。", "|5| accounts need action before year-end; |$10.4 M| depends on it.")),
        lines: vec![
            line(t("华东地产", "Eastline Estates"), t("1W 63 天没有触点 · 李敏", "No sponsor contact for 63 days · Li Min"), &t("412 万", "$4.1M"), Lamp::Act),
            line(t("中科智造（深圳）有限公司", "Zhongke Smart Manufacturing (Shenzhen)"), t("核心功能周活跌 38% · 王强", "Core usage down 38% · Wang Qiang"), &t("286 万", "$2.9M"), Lamp::Act),
            line(t("海纳医药", "Haina Pharma"), t("12 月 18 日到期，未报价 · 陈晨", "Due 18 Dec, no quote yet · Chen Chen"), &t("164 万", "$1.6M"), Lamp::Watch),
            line(t("瑞丰银行", "Ruifeng Bank"), t("3 张 P1 工单超时 · 赵磊", "3 P1 tickets overdue · Zhao Lei"), &t("98 万", "$1.0M"), Lamp::Watch),
            line(t("云岭文旅", "Yunling Travel"), t("满意度连续两次低于 3 · 周雨", "Two scores below 3 in a row · Zhou Yu"), &t("83 万", "$0.8M"), Lamp::Watch),
        ],
        href: Some("#risk".into()),
        ..Tile::default()
    }
}

fn renewals(t: T) -> Tile {
    let months = [("12月", "Dec", [310, 120, 412]), ("1月", "Jan", [520, 160, 60]), ("2月", "Feb", [240, 80, 0]), ("3月", "Mar", [610, 210, 90]), ("4月", "Apr", [280, 40, 0]), ("5月", "May", [330, 0, 20])];
    let zh = t("z", "e") == "z";
    let show = |v: i64| if zh { format!("{v}万") } else { format!("${}.{}M", v / 100, v % 100 / 10) };
    Tile {
        key: "renewals".into(),
        size: Size::Half,
        label: t("未来六个月到期收入", "Revenue due for renewal"),
        headline: say(t("12 月到期 |842 万|，近一半在预警客户手里。", "|$8.4 M| falls due in December, almost half with accounts at risk.")),
        chart: Some(Chart::Bars(Bars {
            frame: Frame::new(t("到期续约", "Renewals due"), t("月份", "Month"), wan(t)),
            columns: months.into_iter().enumerate().map(|(index, (z, e, [good, watch, act]))| {
                let part = |label: String, v: i64, tone| Mark { named: index == 0, ..Mark::new(label, v, show(v)).tone(tone).href("#renewals") };
                Column { label: t(z, e), display: show(good + watch + act), parts: vec![part(t("预警", "Act"), act, Tone::Act), part(t("关注", "Watch"), watch, Tone::Watch), part(t("正常", "On track"), good, Tone::Good)] }
            }).collect(),
            target: None,
        })),
        ..Tile::default()
    }
}

fn industries(t: T) -> Tile {
    let rows = [("制造", "Manufacturing", 3_120), ("金融", "Financial services", 2_840), ("医药", "Life sciences", 1_990), ("地产", "Real estate", 1_430), ("文旅", "Travel", 610), ("教育", "Education", 420)];
    let zh = t("z", "e") == "z";
    let show = |v: i64| if zh { format!("{}万", Unit::default().show(v)) } else { format!("${}.{}M", v / 100, v % 100 / 10) };
    Tile {
        key: "industry".into(),
        size: Size::Half,
        label: t("按行业的 ARR", "ARR by industry"),
        headline: say(t("制造与金融占了收入的 |57%|。", "Manufacturing and finance make |57 %| of revenue.")),
        chart: Some(Chart::Ranked(Ranked {
            frame: Frame::new(t("行业", "Industry"), t("行业", "Industry"), wan(t)),
            marks: rows.into_iter().enumerate().map(|(i, (z, e, v))| Mark { named: i < 2, ..Mark::new(t(z, e), v, show(v)).tone(if i < 2 { Tone::Accent } else { Tone::Muted }).href("#industry") }).collect(),
        })),
        ..Tile::default()
    }
}
