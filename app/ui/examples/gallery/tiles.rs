//! The board's chart and list tiles.

use domain::board::{Lamp, Line, Size, Tile};
use domain::chart::*;

use crate::board::{T, money, say, wan};

pub fn bridge(t: T) -> Tile {
    let step = |label: String, dollars: i64, tone| {
        Mark::new(label, dollars * 100, money(t, dollars, true)).tone(tone).href("#events")
    };
    let level = |label: String, dollars: i64| {
        Mark::new(label, dollars * 100, money(t, dollars, false)).tone(Tone::Neutral).href("#events")
    };
    Tile {
        key: "bridge".into(),
        size: Size::Wide,
        label: t("ARR 变动桥，单位：万美元", "ARR bridge"),
        headline: say(t(
            "增长主要来自老客户扩容：|+2,834 万|，流失只带走 |157 万|。",
            "Growth comes mostly from expansion: |+$28.3 M|, while churn took only |$1.6 M|.",
        )),
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

pub fn retention(t: T) -> Tile {
    let labels: Vec<String> = (1..=12)
        .map(|m| {
            if t("z", "e") == "z" {
                format!("{m}月")
            } else {
                ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][m - 1]
                    .into()
            }
        })
        .collect();
    let series = |label: String, tone, values: [i64; 12]| Series {
        label,
        tone,
        points: values
            .iter()
            .zip(&labels)
            .map(|(v, l)| {
                if *v == 0 {
                    Mark::missing(l)
                } else {
                    Mark::new(l, *v, format!("{}.{}%", v / 100, v % 100 / 10)).href("#month")
                }
            })
            .collect(),
    };
    Tile {
        key: "retention".into(),
        size: Size::Half,
        label: t("近 12 个月留存", "Retention, last 12 months"),
        headline: say(t(
            "净留存自 9 月起加速，毛留存稳在 |97%| 上下。",
            "Net retention has sped up since September; gross holds near |97 %|.",
        )),
        chart: Some(Chart::Trend(Trend {
            frame: Frame::new(
                t("留存趋势", "Retention trend"),
                t("月份", "Month"),
                Unit { word: "%".into(), divisor: 100, decimals: 0, suffix: "%".into() },
            ),
            labels: labels.clone(),
            series: vec![
                series(
                    "NRR".into(),
                    Tone::Accent,
                    [
                        10_410, 10_520, 10_600, 10_580, 0, 10_900, 11_180, 11_400, 11_650, 12_480, 13_320,
                        14_030,
                    ],
                ),
                series(
                    "GRR".into(),
                    Tone::Neutral,
                    [9_650, 9_660, 9_620, 9_700, 9_690, 9_710, 9_700, 9_680, 9_660, 9_710, 9_730, 9_740],
                ),
            ],
            target: Some(Mark::new(t("目标", "Target"), 11_000, "110%")),
        })),
        href: Some("#retention".into()),
        ..Tile::default()
    }
}

pub fn at_risk(t: T) -> Tile {
    let line = |title: String, detail: String, value: &str, lamp| Line {
        action: None,
        title,
        href: Some("#account".into()),
        detail,
        value: value.into(),
        lamp: Some(lamp),
    };
    Tile {
        key: "risk".into(),
        size: Size::Half,
        label: t("最需要行动的客户", "Accounts that need action first"),
        headline: say(t(
            "|5| 家客户要在年底前行动，牵动收入 |1,043 万|。",
            "|5| accounts need action before year-end; |$10.4 M| depends on it.",
        )),
        lines: vec![
            line(
                t("华东地产", "Eastline Estates"),
                t("1W 63 天没有触点 · 李敏", "No sponsor contact for 63 days · Li Min"),
                &t("412 万", "$4.1M"),
                Lamp::Act,
            ),
            line(
                t("中科智造（深圳）有限公司", "Zhongke Smart Manufacturing (Shenzhen)"),
                t("核心功能周活跌 38% · 王强", "Core usage down 38% · Wang Qiang"),
                &t("286 万", "$2.9M"),
                Lamp::Act,
            ),
            line(
                t("海纳医药", "Haina Pharma"),
                t("12 月 18 日到期，未报价 · 陈晨", "Due 18 Dec, no quote yet · Chen Chen"),
                &t("164 万", "$1.6M"),
                Lamp::Watch,
            ),
            line(
                t("瑞丰银行", "Ruifeng Bank"),
                t("3 张 P1 工单超时 · 赵磊", "3 P1 tickets overdue · Zhao Lei"),
                &t("98 万", "$1.0M"),
                Lamp::Watch,
            ),
            line(
                t("云岭文旅", "Yunling Travel"),
                t("满意度连续两次低于 3 · 周雨", "Two scores below 3 in a row · Zhou Yu"),
                &t("83 万", "$0.8M"),
                Lamp::Watch,
            ),
        ],
        href: Some("#risk".into()),
        ..Tile::default()
    }
}

pub fn renewals(t: T) -> Tile {
    let months = [
        ("12月", "Dec", [310, 120, 412]),
        ("1月", "Jan", [520, 160, 60]),
        ("2月", "Feb", [240, 80, 0]),
        ("3月", "Mar", [610, 210, 90]),
        ("4月", "Apr", [280, 40, 0]),
        ("5月", "May", [330, 0, 20]),
    ];
    let zh = t("z", "e") == "z";
    let show = |v: i64| if zh { format!("{v}万") } else { format!("${}.{}M", v / 100, v % 100 / 10) };
    Tile {
        key: "renewals".into(),
        size: Size::Half,
        label: t("未来六个月到期收入", "Revenue due for renewal"),
        headline: say(t(
            "12 月到期 |842 万|，近一半在预警客户手里。",
            "|$8.4 M| falls due in December, almost half with accounts at risk.",
        )),
        chart: Some(Chart::Bars(Bars {
            frame: Frame::new(t("到期续约", "Renewals due"), t("月份", "Month"), wan(t)),
            columns: months
                .into_iter()
                .enumerate()
                .map(|(index, (z, e, [good, watch, act]))| {
                    let part = |label: String, v: i64, tone| Mark {
                        named: index == 0,
                        ..Mark::new(label, v, show(v)).tone(tone).href("#renewals")
                    };
                    Column {
                        label: t(z, e),
                        display: show(good + watch + act),
                        parts: vec![
                            part(t("预警", "Act"), act, Tone::Act),
                            part(t("关注", "Watch"), watch, Tone::Watch),
                            part(t("正常", "On track"), good, Tone::Good),
                        ],
                    }
                })
                .collect(),
            target: None,
        })),
        ..Tile::default()
    }
}

pub fn industries(t: T) -> Tile {
    let rows = [
        ("制造", "Manufacturing", 3_120),
        ("金融", "Financial services", 2_840),
        ("医药", "Life sciences", 1_990),
        ("地产", "Real estate", 1_430),
        ("文旅", "Travel", 610),
        ("教育", "Education", 420),
    ];
    let zh = t("z", "e") == "z";
    let show = |v: i64| {
        if zh { format!("{}万", Unit::default().show(v)) } else { format!("${}.{}M", v / 100, v % 100 / 10) }
    };
    Tile {
        key: "industry".into(),
        size: Size::Half,
        label: t("按行业的 ARR", "ARR by industry"),
        headline: say(t("制造与金融占了收入的 |57%|。", "Manufacturing and finance make |57 %| of revenue.")),
        chart: Some(Chart::Ranked(Ranked {
            frame: Frame::new(t("行业", "Industry"), t("行业", "Industry"), wan(t)),
            marks: rows
                .into_iter()
                .enumerate()
                .map(|(i, (z, e, v))| Mark {
                    named: i < 2,
                    ..Mark::new(t(z, e), v, show(v))
                        .tone(if i < 2 { Tone::Accent } else { Tone::Muted })
                        .href("#industry")
                })
                .collect(),
        })),
        ..Tile::default()
    }
}
