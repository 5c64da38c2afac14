//! The quadrant with few and with many accounts, the lights, the loop, a score's parts, the transitions.

use domain::board::{Board, Figure, Size, Tile};
use domain::chart::*;
use domain::quadrant::{Quadrant as Play, Room, Spot as Account, Thresholds, plot};
use domain::text::Locale;
use leptos::prelude::*;
use ui::board::{BoardView, Container};

use crate::board::{T, money, say, words};

pub fn all(locale: Locale) -> String {
    let t = words(locale);
    let tiles = vec![
        tile(
            "loop",
            Size::Wide,
            t("闭环各阶段", "The loop"),
            "三家客户停在验收|满 90 天|。",
            "|Three| accounts have waited in acceptance for 90 days.",
            t,
            loop_of_all(t),
        ),
        tile(
            "quadrant",
            Size::Wide,
            t("温度 × 健康度", "Warmth × willingness"),
            "|4| 家客户用得多却不愿付费，先去找原因。",
            "|4| accounts use much and would not pay: find out why first.",
            t,
            Chart::Quadrant(quadrant(locale, 60)),
        ),
        tile(
            "lights",
            Size::Wide,
            t("三盏灯", "Three lights"),
            "项目大多成功，客户的收益却没有跟上。",
            "Projects mostly succeed, yet customers do not feel the benefit.",
            t,
            lights(t, true),
        ),
        tile(
            "dense",
            Size::Half,
            t("一万家客户", "Ten thousand accounts"),
            "一半客户还在左下角。",
            "Half of all accounts are still in the lower left.",
            t,
            Chart::Quadrant(quadrant(locale, 4_000)),
        ),
        tile(
            "moves",
            Size::Half,
            t("健康带迁移", "Band transitions"),
            "|9| 家由红转绿，|4| 家由绿转红。",
            "|9| went from red to green, |4| from green to red.",
            t,
            moves(t),
        ),
        tile(
            "score",
            Size::Half,
            t("健康分构成", "What makes the score"),
            "健康分 |62.5|，活跃席位拉低最多。",
            "Health is |62.5|; active seats cost the most.",
            t,
            score(t),
        ),
        tile(
            "since",
            Size::Half,
            t("较 10 月 22 日", "Since 22 October"),
            "比上月低 |4.1| 分，主要因为工单。",
            "|4.1| points lower than a month ago, mostly for tickets.",
            t,
            since(t),
        ),
        tile(
            "account-lights",
            Size::Half,
            t("三盏灯", "Three lights"),
            "自身成功正常，客户成功却在预警。",
            "We do well, yet the customer does not.",
            t,
            lights(t, false),
        ),
        tile(
            "account-loop",
            Size::Half,
            t("闭环位置", "On the loop"),
            "他们正在验收。",
            "They are in acceptance.",
            t,
            loop_of_one(t),
        ),
    ];
    let board = Board { key: "plane".into(), tiles, ..Board::default() };
    view! { <BoardView board container=Container::Desk locale/> }.to_html()
}

fn tile(
    key: &str,
    size: Size,
    label: String,
    zh: &'static str,
    en: &'static str,
    t: T,
    chart: Chart,
) -> Tile {
    let figure = (key == "score").then(|| Figure {
        value: "62.5".into(),
        unit: t("分", "points"),
        ..Figure::default()
    });
    Tile {
        key: key.into(),
        size,
        label,
        headline: say(t(zh, en)),
        figure,
        chart: Some(chart),
        ..Tile::default()
    }
}

/// As a composer makes it from the domain's plot.
pub fn quadrant(locale: Locale, accounts: i64) -> Quadrant {
    let t = words(locale);
    let names = [
        ("华东地产", "Eastline Estates"),
        ("中科智造（深圳）", "Zhongke Smart Mfg"),
        ("海纳医药", "Haina Pharma"),
        ("瑞丰银行", "Ruifeng Bank"),
        ("云岭文旅", "Yunling Travel"),
        ("北辰物流", "Polar Freight"),
        ("启明教育", "Qiming Schools"),
        ("沧海能源集团有限公司", "Canghai Energy Group"),
    ];
    let spots: Vec<Account> = (0..accounts)
        .map(|n| {
            let (zh, en) = names[n as usize % names.len()];
            let spread = |seed: i64| (n * seed + n * n * 17) % 5_000 + (n * (seed + 13)) % 5_000;
            Account {
                account_id: format!("{n:05}"),
                account: if n < 8 { t(zh, en) } else { format!("{}{n}", t("客户 ", "Account ")) },
                warmth_bp: spread(1_237),
                willingness_bp: spread(2_741),
                arr_cents: 412_000_000 / (n + 1) + 900_000,
                before: (n % 9 == 4).then(|| (spread(1_237) - 2_200, spread(2_741) - 900)),
            }
        })
        .collect();
    let crossing = Thresholds::default();
    let plot = plot(&spots, crossing, Room::default());
    let axis = |label: String, crossing| Axis { label, crossing };
    Quadrant {
        frame: Frame::new(
            t("温度与健康度四象限", "Warmth and willingness"),
            t("客户", "Account"),
            Unit { word: t("分", "points"), divisor: 100, decimals: 0, suffix: String::new() },
        ),
        right: axis(t("温度", "Warmth"), crossing.warmth_bp),
        up: axis(t("健康度", "Willingness"), crossing.willingness_bp),
        size: "ARR".into(),
        corner: t("象限", "Corner"),
        corners: plot
            .corners
            .iter()
            .map(|tally| Corner {
                mark: Mark {
                    named: tally.corner == Play::FindOut,
                    ..Mark::new(tally.corner.label().in_(locale), tally.accounts, tally.accounts.to_string())
                        .href("#corner")
                },
                play: tally.corner.play().in_(locale).into(),
            })
            .collect(),
        grid: 20,
        cells: plot
            .cells
            .iter()
            .map(|cell| Cell {
                column: cell.column,
                row: cell.row,
                mark: Mark::new("", cell.accounts, cell.accounts.to_string()),
            })
            .collect(),
        spots: plot
            .notable
            .iter()
            .map(|one| Spot {
                mark: Mark {
                    named: one.from.is_some() && one.corner == Play::FindOut,
                    ..Mark::new(
                        one.spot.account.clone(),
                        one.spot.arr_cents,
                        money(t, one.spot.arr_cents / 100, false),
                    )
                    .tone(Tone::Accent)
                    .href("#account")
                },
                x: one.spot.warmth_bp,
                y: one.spot.willingness_bp,
                trail: one.spot.before.into_iter().collect(),
            })
            .collect(),
    }
}

fn lights(t: T, is_portfolio: bool) -> Chart {
    let band = |label: String, n: i64, tone| Mark::new(label, n, n.to_string()).tone(tone).href("#accounts");
    let bands = |good, watch, act, unknown| {
        vec![
            band(t("正常", "On track"), good, Tone::Good),
            band(t("关注", "Watch"), watch, Tone::Watch),
            band(t("预警", "Act"), act, Tone::Act),
            band(t("数据不足", "Not known"), unknown, Tone::Muted),
        ]
    };
    let reason = |words: String| Mark { label: words, href: Some("#why".into()), ..Mark::default() };
    let light = |side: String, word: String, tone, bands: Vec<Mark>, reasons: Vec<Mark>| Light {
        mark: Mark::new(side, 0, word).tone(tone).href("#light"),
        bands: if is_portfolio { bands } else { vec![] },
        reasons,
    };
    Chart::Lights(Lights {
        frame: Frame::new(t("三盏灯", "Three lights"), t("灯", "Light"), Unit::count(t("家", "accounts"))),
        lights: vec![
            light(
                t("客户成功", "Customer success"),
                t("预警", "Act"),
                Tone::Act,
                bands(31, 12, 14, 3),
                vec![
                    reason(t(
                        "1W 63 天没有触点，超过 60 天",
                        "No contact with the sponsor for 63 days, above 60",
                    )),
                    reason(t("活跃席位占比 42.0%，拉低 8.3 分", "Active seats 42.0% cost 8.3 points")),
                ],
            ),
            light(
                t("项目成功", "Project success"),
                t("正常", "On track"),
                Tone::Good,
                bands(48, 7, 2, 3),
                vec![reason(t("得分 84.2，依据 91% 的权重", "Scores 84.2, based on 91% of the weights"))],
            ),
            light(
                t("自身成功", "Our own success"),
                t("数据不足", "Not known"),
                Tone::Muted,
                bands(20, 5, 0, 35),
                vec![reason(t("只有 35% 的权重有依据", "Only 35% of the weights are backed"))],
            ),
        ],
    })
}

fn stages(t: T) -> [String; 7] {
    [
        t("线索", "Lead"),
        t("售前", "Presales"),
        t("签约", "Contracting"),
        t("交付", "Delivery"),
        t("验收", "Acceptance"),
        t("服务", "Service"),
        t("续约", "Renewal"),
    ]
}

fn loop_frame(t: T) -> Frame {
    Frame::new(t("客户经营闭环", "The closed loop"), t("阶段", "Stage"), Unit::count(t("家", "accounts")))
}

fn loop_of_all(t: T) -> Chart {
    let counts = [4, 7, 0, 9, 3, 31, 6];
    let stages = stages(t).into_iter().zip(counts).enumerate();
    let stages = stages.map(|(index, (label, n))| Mark {
        named: index == 4,
        ..Mark::new(label, n, n.to_string()).href("#stage")
    });
    Chart::Loop(Loop { frame: loop_frame(t), stages: stages.collect() })
}

fn loop_of_one(t: T) -> Chart {
    let stages = stages(t).into_iter().enumerate();
    let days = [
        t("12 天", "12 d"),
        t("41 天", "41 d"),
        t("9 天", "9 d"),
        t("120 天", "120 d"),
        t("已 33 天", "33 d"),
        String::new(),
        String::new(),
    ];
    let stages = stages.zip(days).map(|((index, label), display)| Mark {
        label,
        display,
        named: index == 4,
        ..Mark::default()
    });
    Chart::Loop(Loop { frame: loop_frame(t), stages: stages.collect() })
}

fn moves(t: T) -> Chart {
    let lamps = [t("正常", "On track"), t("关注", "Watch"), t("预警", "Act")];
    let counts = [[30, 6, 4], [5, 8, 3], [9, 2, 11]];
    let rows = (0..3).map(|from| HeatRow {
        label: lamps[from].clone(),
        href: None,
        cells: (0..3)
            .map(|to| {
                let tone = match from.cmp(&to) {
                    std::cmp::Ordering::Less => Tone::Act,
                    std::cmp::Ordering::Equal => Tone::Neutral,
                    std::cmp::Ordering::Greater => Tone::Good,
                };
                let n = counts[from][to];
                Mark::new(format!("{} → {}", lamps[from], lamps[to]), n, n.to_string())
                    .tone(tone)
                    .href("#moved")
            })
            .collect(),
    });
    let rows = rows.collect();
    Chart::Heat(Heat {
        frame: Frame::new(
            t("健康带迁移", "Band transitions"),
            t("上月 ↓ 本月 →", "then ↓ now →"),
            Unit::count(t("家", "accounts")),
        ),
        labels: lamps.to_vec(),
        rows,
    })
}

fn score(t: T) -> Chart {
    let part = |label: String, reading: &str, points: i64, full: i64| {
        let tenths = |bp: i64| format!("{}.{}", bp / 100, bp % 100 / 10);
        Mark::new(label, points, format!("{} / {}", tenths(points), tenths(full)))
            .of(full)
            .note(reading)
            .tone(Tone::Accent)
            .href("#rows")
    };
    Chart::Ranked(Ranked {
        frame: Frame::new(
            t("健康分构成", "Parts of the score"),
            t("项目", "Input"),
            Unit::count(t("分", "points")),
        ),
        marks: vec![
            part(t("活跃席位占比", "Active seats"), "42.0%", 840, 1_670),
            part(t("核心功能广度", "Core breadth"), "50.0%", 1_000, 1_670),
            part(t("工单首响及时率", "Tickets answered in time"), "81.3%", 1_100, 1_500),
            part(t("1W 最近触点", "Last contact with the sponsor"), &t("63 天", "63 days"), 300, 2_000),
            part(t("回款准时率", "Payments on time"), "100%", 1_600, 1_600),
        ],
    })
}

fn since(t: T) -> Chart {
    let part = |label: String, note: &str, change: i64, shown: &str| {
        Mark::new(label, change, shown)
            .note(note)
            .tone(if change > 0 { Tone::Rise } else { Tone::Fall })
            .href("#rows")
    };
    Chart::Ranked(Ranked {
        frame: Frame::new(t("变动", "What moved"), t("项目", "Input"), Unit::count(t("分", "points"))),
        marks: vec![
            part(
                t("工单首响及时率", "Tickets answered in time"),
                "94.0% → 81.3%",
                -520,
                &t("-5.2 分", "-5.2 pt"),
            ),
            part(t("活跃席位占比", "Active seats"), "38.0% → 42.0%", 230, &t("+2.3 分", "+2.3 pt")),
            part(
                t("价值复盘", "Value review"),
                &t("首次测得", "measured first"),
                -120,
                &t("-1.2 分", "-1.2 pt"),
            ),
        ],
    })
}
