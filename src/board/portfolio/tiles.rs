//! The portfolio's tiles, in reading order.

use super::PortfolioFacts;
use super::sentence::{self, Links};
use crate::board::revenue::{due, money_unit, month_label};
use crate::board::{Delta, Figure, Lamp, Size, Tile};
use crate::chart::{Bars, Chart, Column, Frame, Mark, Ruler, Series, Step, Tone, Trend, Unit, Waterfall};
use crate::delta::{Change, Comparison, Direction, change, change_of_rate};
use crate::format::{self, percent, percent_or_dash};
use crate::ratio::Ratio;
use crate::retention::{Kind, arr_cents};
use crate::text::{Locale, Text, text};

/// Every tile, in the order they are read; the company's north star leads.
pub fn all(facts: &PortfolioFacts, locale: Locale) -> Vec<Tile> {
    let mut tiles = vec![
        nrr(facts, locale),
        arr(facts, locale),
        grr(facts, locale),
        bridge(facts, locale),
        trend(facts, locale),
        churn(facts, locale),
        adoption(facts, locale),
        csat(facts, locale),
    ];
    super::star::lead(facts, &mut tiles, locale);
    tiles.extend(facts.standing.iter().flat_map(|standing| super::standing::tiles(standing, locale)));
    tiles.push(renewals(facts, locale));
    tiles.push(super::risk::tile_of(facts, locale));
    tiles
}

pub(in crate::board) fn tile(key: &str, size: Size, label: Text, locale: Locale) -> Tile {
    Tile { key: key.to_owned(), size, label: label.in_(locale).to_owned(), ..Tile::default() }
}

pub(in crate::board) fn figure(written: format::Figure, href: String, delta: Option<Delta>) -> Figure {
    Figure {
        value: format!("{}{}", written.before, written.number),
        unit: written.unit,
        delta,
        href: Some(href),
        measure: written.measure,
        then: None,
    }
}

/// How a figure moved against its base, by the name of the comparison; without a base it says so.
pub(in crate::board) fn delta(moved: Change, against: Comparison, locale: Locale) -> Option<Delta> {
    // Beside a figure there is room for the short form only.
    let written = moved.figure(locale);
    let short = written.to_string().replace("个百分点", "pp");
    let direction = match moved.direction() {
        Direction::Up => 1,
        Direction::Down => -1,
        Direction::Flat | Direction::Unknown => 0,
    };
    let since = against.label().in_(locale);
    Some(match moved.direction() {
        Direction::Unknown => Delta {
            text: match locale {
                Locale::Zh => format!("{since}无可比基数"),
                Locale::En => "nothing to compare with".to_owned(),
            },
            ..Delta::default()
        },
        _ => Delta { text: short, since: since.to_owned(), direction },
    })
}

/// Good at or above `good`, watch at or above `watch`, act below; both in per cent.
pub(in crate::board) fn lamp(share: Option<Ratio>, good: i64, watch: i64) -> Option<Lamp> {
    let at = |percent: i64| Ratio::new(percent, 100);
    let share = share?;
    Some(if share >= at(good)? {
        Lamp::Good
    } else if share >= at(watch)? {
        Lamp::Watch
    } else {
        Lamp::Act
    })
}

fn nrr(facts: &PortfolioFacts, locale: Locale) -> Tile {
    let links = Links(facts);
    let now = facts.bridge.nrr();
    let then = facts.before.nrr();
    let mark = |label: Text, share: Ratio| {
        Mark::new(label.in_(locale), share.as_ppm() / 100, percent(share, 1).to_string())
    };
    let ruler = now.map(|now| {
        let from = 7_000.min(now.as_ppm() / 100 / 1_000 * 1_000);
        let to = 13_000.max((now.as_ppm() / 100 / 1_000 + 1) * 1_000);
        Chart::Ruler(Box::new(Ruler {
            frame: Frame::new(
                text("净收入留存 NRR", "Net revenue retention").in_(locale),
                text("时点", "Point").in_(locale),
                Unit { word: "%".to_owned(), divisor: 100, decimals: 0, suffix: "%".to_owned() },
            ),
            from,
            to,
            now: mark(text("本期", "Now"), now).href(links.period()).tone(Tone::Accent).named(),
            then: then.map(|then| mark(text("上期", "Before"), then)),
            target: Ratio::new(1, 1).map(|one| mark(text("保本线", "Break-even"), one)),
        }))
    });
    Tile {
        headline: sentence::nrr(facts, locale),
        figure: Some(figure(
            percent_or_dash(now, 1),
            links.period(),
            delta(change_of_rate(now, then), facts.comparison(), locale),
        )),
        lamp: lamp(now, 100, 90),
        chart: ruler,
        ..tile(
            "nrr",
            Size::Hero,
            text("净收入留存 NRR（存量口径）", "Net revenue retention, NRR (opening customers)"),
            locale,
        )
    }
}

fn arr(facts: &PortfolioFacts, locale: Locale) -> Tile {
    let links = Links(facts);
    let bridge = facts.bridge.annual();
    let moved = change(Some(bridge.closing_cents), Some(bridge.opening_cents));
    // The opening day is the same day a year before, or the one before the period began.
    let delta = delta(moved, facts.comparison(), locale);
    Tile {
        headline: sentence::arr(facts, locale),
        figure: Some(figure(format::money(bridge.closing_cents, facts.currency, locale), links.arr(), delta)),
        ..tile("arr", Size::Figure, text("年度经常性收入 ARR", "Annual recurring revenue, ARR"), locale)
    }
}

fn grr(facts: &PortfolioFacts, locale: Locale) -> Tile {
    let now = facts.bridge.grr();
    Tile {
        headline: sentence::grr(facts, locale),
        figure: Some(figure(
            percent_or_dash(now, 1),
            Links(facts).lost(),
            delta(change_of_rate(now, facts.before.grr()), facts.comparison(), locale),
        )),
        lamp: lamp(now, 90, 80),
        ..tile("grr", Size::Figure, text("总收入留存 GRR", "Gross revenue retention, GRR"), locale)
    }
}

fn churn(facts: &PortfolioFacts, locale: Locale) -> Tile {
    let now = facts.bridge.logo_churn();
    Tile {
        headline: sentence::churn(facts, locale),
        figure: Some(figure(
            percent_or_dash(now, 1),
            Links(facts).movements(Kind::Churn),
            delta(change_of_rate(now, facts.before.logo_churn()), facts.comparison(), locale),
        )),
        lamp: lamp(now.map(Ratio::complement), 95, 90),
        ..tile("churn", Size::Figure, text("客户流失率", "Logo churn"), locale)
    }
}

fn csat(facts: &PortfolioFacts, locale: Locale) -> Tile {
    let share = Ratio::new(facts.csat.satisfied, facts.csat.answers);
    Tile {
        headline: sentence::csat(facts, locale),
        figure: Some(figure(percent_or_dash(share, 2), Links(facts).rated(false), None)),
        lamp: lamp(share, 85, 70),
        ..tile("csat", Size::Figure, text("工单满意度 CSAT", "Ticket satisfaction, CSAT"), locale)
    }
}

fn adoption(facts: &PortfolioFacts, locale: Locale) -> Tile {
    let share = Ratio::new(facts.adoption.0, facts.adoption.1);
    Tile {
        headline: sentence::adoption(facts, locale),
        figure: Some(figure(percent_or_dash(share, 1), Links(facts).usage(), None)),
        lamp: lamp(share, 75, 50),
        ..tile("adoption", Size::Figure, text("核心功能使用率", "Core adoption"), locale)
    }
}

fn bridge(facts: &PortfolioFacts, locale: Locale) -> Tile {
    let links = Links(facts);
    let annual = facts.bridge.annual();
    let money = |cents: i64| format::money(cents, facts.currency, locale).to_string();
    let level = |label: Text, cents: i64, href: String| {
        Step::Level(Mark::new(label.in_(locale), cents, money(cents)).href(href))
    };
    let named = sentence::largest(facts).map(|(kind, ..)| kind);
    let mut steps = vec![level(text("期初", "Opening"), annual.opening_cents, links.opening())];
    for (kind, cents, _) in facts.bridge.steps() {
        // The field's definition counts who comes back as new; the ledger tells them apart.
        if kind == Kind::Reactivation && cents == 0 {
            continue;
        }
        let cents = arr_cents(cents);
        let sign = if cents > 0 { "+" } else { "" };
        let tone = if cents >= 0 { Tone::Rise } else { Tone::Fall };
        let mark = Mark::new(kind.label().in_(locale), cents, format!("{sign}{}", money(cents)))
            .href(links.movements(kind))
            .tone(tone);
        steps.push(Step::Change(if named == Some(kind) { mark.named() } else { mark }));
    }
    steps.push(level(text("期末", "Closing"), annual.closing_cents, links.arr()));
    let frame = Frame::new(
        text("ARR 变动桥", "ARR bridge").in_(locale),
        text("环节", "Step").in_(locale),
        money_unit(facts.currency, locale),
    );
    Tile {
        headline: sentence::bridge(facts, locale),
        chart: Some(Chart::Waterfall(Waterfall { frame, steps })),
        ..tile("bridge", Size::Half, text("ARR 变动桥（客户层面）", "ARR bridge (customer level)"), locale)
    }
}

fn trend(facts: &PortfolioFacts, locale: Locale) -> Tile {
    let label = |month: &super::MonthRetention| month_label(month.month_on, locale);
    let point = |share: Option<Ratio>, label: String| match share {
        Some(share) => Mark::new(label, share.as_ppm() / 100, percent(share, 1).to_string()),
        None => Mark::missing(label),
    };
    let series = |name: &str, tone: Tone, of: &dyn Fn(&super::MonthRetention) -> Option<Ratio>| Series {
        label: name.to_owned(),
        tone,
        points: facts.trend.iter().map(|month| point(of(month), label(month))).collect(),
    };
    let frame = Frame::new(
        text("滚动十二个月留存", "Rolling twelve-month retention").in_(locale),
        text("月份", "Month").in_(locale),
        Unit { word: "%".to_owned(), divisor: 100, decimals: 0, suffix: "%".to_owned() },
    );
    Tile {
        headline: sentence::trend(facts, locale),
        chart: Some(Chart::Trend(Trend {
            frame,
            labels: facts.trend.iter().map(label).collect(),
            series: vec![
                series("NRR", Tone::Accent, &|month| Ratio::new(month.end_cents, month.base_cents)),
                series("GRR", Tone::Neutral, &|month| Ratio::new(month.kept_cents, month.base_cents)),
            ],
            target: None,
        })),
        ..tile(
            "trend",
            Size::Half,
            text("留存走势（存量口径）", "Retention trend (opening customers)"),
            locale,
        )
    }
}

fn renewals(facts: &PortfolioFacts, locale: Locale) -> Tile {
    let columns = facts
        .renewals
        .iter()
        .map(|month| {
            let last = month.month_on.last_of_month();
            let href = due(month.month_on, last).href("account");
            let money = |cents: i64| format::money(arr_cents(cents), facts.currency, locale).to_string();
            let part = |label: Text, cents: i64, tone| {
                Mark::new(label.in_(locale), arr_cents(cents), money(cents)).href(href.clone()).tone(tone)
            };
            let safe = month.due_cents.saturating_sub(month.at_risk_cents);
            Column {
                label: month_label(month.month_on, locale),
                display: if month.due_cents == 0 { String::new() } else { money(month.due_cents) },
                parts: vec![
                    part(text("无预警", "No alert"), safe, Tone::Accent),
                    part(text("有预警", "Under alert"), month.at_risk_cents, Tone::Act),
                ],
            }
        })
        .collect();
    let frame = Frame::new(
        text("待续约金额", "Renewals due").in_(locale),
        text("月份", "Month").in_(locale),
        money_unit(facts.currency, locale),
    );
    Tile {
        headline: sentence::renewals(facts, locale),
        chart: Some(Chart::Bars(Bars { frame, columns, target: None })),
        ..tile(
            "renewals",
            Size::Half,
            text("未来 12 个月待续约 ARR（到期口径）", "ARR due for renewal in 12 months"),
            locale,
        )
    }
}
