//! The growth board's tiles, in reading order.

use super::sentence::{self, arr, at_risk_ahead, ending};
use super::{Ending, GrowthFacts, Mover, Part};
use crate::board::portfolio::tiles::{delta, figure, lamp, tile};
use crate::board::revenue::{due, money_unit, month_label, round_up};
use crate::board::{Figure, Lamp, Line, Size, Span, Tile};
use crate::chart::{Bars, Chart, Column, Frame, Mark, Ranked, Ruler, Tone};
use crate::delta::{Comparison, change, change_of_rate};
use crate::format::{self, count, percent_or_dash};
use crate::query::{Op, Query};
use crate::ratio::Ratio;
use crate::retention::{Kind, arr_cents};
use crate::text::{Locale, Text, text};

/// The most rows a ranking shows.
const RANKED_MOST: usize = 8;

/// Every tile, in the order they are read.
pub fn all(facts: &GrowthFacts, locale: Locale) -> Vec<Tile> {
    vec![
        growth(facts, locale),
        nrr(facts, locale),
        grr(facts, locale),
        at_risk(facts, locale),
        decided(facts, locale),
        customers(facts, locale),
        due_by_month(facts, locale),
        months(facts, locale),
        parts(facts, "region", &facts.regions, locale),
        parts(facts, "industry", &facts.industries, locale),
        grown(facts, locale),
        shrunk(facts, locale),
    ]
}

fn against(facts: &GrowthFacts) -> Comparison {
    Comparison::of(facts.about.from, facts.about.to)
}

fn growth(facts: &GrowthFacts, locale: Locale) -> Tile {
    let (bridge, links) = (&facts.bridge, facts.links());
    let net = |bridge: &crate::retention::Bridge| arr_cents(bridge.closing_cents - bridge.opening_cents);
    let lost = bridge.contraction_cents + bridge.churn_cents;
    let mark =
        |label: Text, cents: i64| Mark::new(label.in_(locale), arr_cents(cents), arr(facts, cents, locale));
    let largest = arr_cents(bridge.expansion_cents.max(lost).max(facts.before.expansion_cents));
    let chart = (largest > 0).then(|| {
        let frame = Frame::new(
            text("增购与流失、减购", "Expansion against what was lost").in_(locale),
            text("时点", "Point").in_(locale),
            money_unit(facts.about.currency, locale),
        );
        Chart::Ruler(Box::new(Ruler {
            frame,
            from: 0,
            to: round_up(largest),
            now: mark(text("增购", "Expansion"), bridge.expansion_cents)
                .href(links.movements(Kind::Expansion))
                .tone(Tone::Accent)
                .named(),
            then: (facts.before.opening_cents > 0)
                .then(|| mark(text("上期增购", "Before"), facts.before.expansion_cents)),
            target: Some(mark(text("流失与减购", "Lost"), lost).href(links.lost())),
        }))
    });
    let (now, then) = (net(bridge), net(&facts.before));
    let moved = change(Some(now), (facts.before.closing_cents > 0).then_some(then));
    Tile {
        headline: sentence::growth(facts, locale),
        figure: Some(figure(
            format::money(now, facts.about.currency, locale),
            links.period(),
            delta(moved, against(facts), locale),
        )),
        lamp: (bridge.opening_cents > 0).then_some(match (now >= 0, bridge.expansion_cents >= lost) {
            (true, true) => Lamp::Good,
            (true, false) => Lamp::Watch,
            (false, _) => Lamp::Act,
        }),
        chart,
        ..tile("growth", Size::Hero, text("净增 ARR", "Net new ARR"), locale)
    }
}

fn nrr(facts: &GrowthFacts, locale: Locale) -> Tile {
    let (now, then) = (facts.bridge.nrr(), facts.before.nrr());
    let moved = delta(change_of_rate(now, then), against(facts), locale);
    Tile {
        headline: sentence::nrr(facts, locale),
        figure: Some(figure(percent_or_dash(now, 1), facts.links().period(), moved)),
        lamp: lamp(now, 100, 90),
        ..tile("nrr", Size::Figure, text("净收入留存 NRR", "Net retention, NRR"), locale)
    }
}

fn grr(facts: &GrowthFacts, locale: Locale) -> Tile {
    let (now, then) = (facts.bridge.grr(), facts.before.grr());
    let moved = delta(change_of_rate(now, then), against(facts), locale);
    Tile {
        headline: sentence::grr(facts, locale),
        figure: Some(figure(percent_or_dash(now, 1), facts.links().lost(), moved)),
        lamp: lamp(now, 90, 80),
        ..tile("grr", Size::Figure, text("总收入留存 GRR", "Gross retention, GRR"), locale)
    }
}

fn at_risk(facts: &GrowthFacts, locale: Locale) -> Tile {
    let all: i64 = facts.due.iter().map(super::Due::cents).sum();
    let risk: i64 = facts.due.iter().map(super::Due::risk_cents).sum();
    let share = Ratio::new(risk, all).filter(|_| all > 0);
    Tile {
        headline: sentence::at_risk(facts, locale),
        figure: Some(figure(percent_or_dash(share, 1), at_risk_ahead(facts).href("account"), None)),
        lamp: lamp(share.map(Ratio::complement), 85, 70),
        ..tile("at_risk", Size::Figure, text("到期 ARR 中有风险的", "Of the ARR due, at risk"), locale)
    }
}

fn decided(facts: &GrowthFacts, locale: Locale) -> Tile {
    let Ending { cents, automatic_cents, .. } = facts.ending;
    let share = Ratio::new(automatic_cents, cents).filter(|_| cents > 0);
    let href = ending(facts).filter("is_auto_renew", Op::Eq, "1").href("subscription");
    Tile {
        headline: sentence::decided(facts, locale),
        figure: Some(figure(percent_or_dash(share, 1), href, None)),
        ..tile(
            "decided",
            Size::Figure,
            text("到期 ARR 中自动续约的", "Of the ARR due, renews by itself"),
            locale,
        )
    }
}

fn customers(facts: &GrowthFacts, locale: Locale) -> Tile {
    let [now, then] = [facts.bridge.closing_customers, facts.bridge.opening_customers].map(i64::from);
    Tile {
        headline: sentence::customers(facts, locale),
        figure: Some(Figure {
            value: count(now),
            delta: delta(change(Some(now), Some(then)), against(facts), locale),
            href: Some(facts.links().arr()),
            measure: format::Measure::Amount(now),
            ..Figure::default()
        }),
        ..tile("customers", Size::Figure, text("付费客户", "Paying customers"), locale)
    }
}

fn due_by_month(facts: &GrowthFacts, locale: Locale) -> Tile {
    let columns = facts.due.iter().map(|month| {
        let rows = due(month.month_on.max(facts.today), month.month_on.last_of_month());
        let href = rows.href("account");
        let part = |label: Text, cents: i64, tone| {
            Mark::new(label.in_(locale), arr_cents(cents), arr(facts, cents, locale))
                .href(href.clone())
                .tone(tone)
        };
        Column {
            label: month_label(month.month_on, locale),
            display: if month.cents() == 0 { String::new() } else { arr(facts, month.cents(), locale) },
            parts: vec![
                part(text("无风险灯", "No warning"), month.calm_cents, Tone::Accent),
                part(text("关注", "Watch"), month.watch_cents, Tone::Watch),
                part(text("预警", "Act"), month.act_cents, Tone::Act),
            ],
        }
    });
    let frame = Frame::new(
        text("按月到期的 ARR", "ARR due by month").in_(locale),
        text("月份", "Month").in_(locale),
        money_unit(facts.about.currency, locale),
    );
    Tile {
        headline: sentence::due_by_month(facts, locale),
        chart: Some(Chart::Bars(Bars { frame, columns: columns.collect(), target: None })),
        ..tile("due", Size::Half, text("到期 ARR（按今天的健康灯）", "Due, by today's health lamp"), locale)
    }
}

fn months(facts: &GrowthFacts, locale: Locale) -> Tile {
    let columns = facts.months.iter().map(|month| {
        let end = month.month_on.last_of_month();
        let part = |label: Text, cents: i64, kinds: &str, tone| {
            let href = Query::default()
                .filter("kind", Op::In, kinds)
                .filter("happened_on", Op::Ge, month.month_on.to_string())
                .filter("happened_on", Op::Le, end.min(facts.about.to).to_string())
                .sort("-delta_cents")
                .href("arr_event");
            let mark = Mark::new(label.in_(locale), arr_cents(cents), arr(facts, cents, locale))
                .href(href)
                .tone(tone);
            if end > facts.about.to { mark.partial() } else { mark }
        };
        let whole = month.expansion_cents + month.arrival_cents;
        Column {
            label: month_label(month.month_on, locale),
            display: if whole == 0 { String::new() } else { arr(facts, whole, locale) },
            parts: vec![
                part(text("增购", "Expansion"), month.expansion_cents, "expansion", Tone::Accent),
                part(text("新增与回流", "New or back"), month.arrival_cents, "new|reactivation", Tone::Muted),
            ],
        }
    });
    let frame = Frame::new(
        text("按月增加的 ARR", "ARR gained by month").in_(locale),
        text("月份", "Month").in_(locale),
        money_unit(facts.about.currency, locale),
    );
    Tile {
        headline: sentence::months(facts, locale),
        chart: Some(Chart::Bars(Bars { frame, columns: columns.collect(), target: None })),
        ..tile(
            "months",
            Size::Half,
            text("近十二个月增加的 ARR（台账逐笔）", "ARR gained, by ledger line"),
            locale,
        )
    }
}

fn parts(facts: &GrowthFacts, field: &'static str, parts: &[Part], locale: Locale) -> Tile {
    let links = facts.links();
    let (label, across) = match field {
        "region" => {
            (text("各区域的 ARR 与净留存", "ARR and net retention by region"), text("区域", "Region"))
        }
        _ => (text("各行业的 ARR 与净留存", "ARR and net retention by industry"), text("行业", "Industry")),
    };
    let worst = parts.iter().filter_map(Part::nrr).min_by_key(|nrr| nrr.as_ppm());
    let marks = parts.iter().filter(|part| part.closing_cents > 0).take(RANKED_MOST).map(|part| {
        let amount = arr(facts, part.closing_cents, locale);
        let mark = Mark::new(sentence::part_label(part, locale), arr_cents(part.closing_cents), amount)
            .href(links.arr_where(field, &part.value))
            .tone(if part.nrr().is_some() && part.nrr() == worst { Tone::Watch } else { Tone::Accent });
        match part.nrr() {
            Some(nrr) => mark.note(format!("NRR {}", format::percent(nrr, 0))),
            None => mark,
        }
    });
    let frame = Frame::new(label.in_(locale), across.in_(locale), money_unit(facts.about.currency, locale));
    let ranked = Ranked { frame, marks: marks.collect() };
    Tile {
        headline: sentence::parts(facts, field, parts, locale),
        chart: (!ranked.marks.is_empty()).then_some(Chart::Ranked(ranked)),
        ..tile(field, Size::Half, label, locale)
    }
}

fn line(facts: &GrowthFacts, mover: &Mover, locale: Locale) -> Line {
    let change = mover.closing_cents - mover.opening_cents;
    let (opening, closing) =
        (arr(facts, mover.opening_cents, locale), arr(facts, mover.closing_cents, locale));
    let course = match (locale, mover.closing_cents > 0) {
        (_, true) => format!("{opening} → {closing}"),
        (Locale::Zh, false) => "已离开".to_owned(),
        (Locale::En, false) => "left".to_owned(),
    };
    let detail = match &mover.reason {
        Some(reason) => format!("{course} · {reason}"),
        None => course,
    };
    let sign = if change > 0 { "+" } else { "" };
    Line {
        title: mover.account.clone(),
        href: Some(format!("/account/{}", mover.account_id)),
        detail,
        value: format!("{sign}{}", arr(facts, change, locale)),
        lamp: match (change < 0, mover.closing_cents > 0) {
            (false, _) => None,
            (true, true) => Some(Lamp::Watch),
            (true, false) => Some(Lamp::Act),
        },
        action: Some(Span::number(
            text("看变动", "See the moves").in_(locale),
            sentence::of_account(facts, mover),
        )),
    }
}

fn grown(facts: &GrowthFacts, locale: Locale) -> Tile {
    Tile {
        headline: sentence::grown(facts, locale),
        lines: facts.grown.iter().map(|mover| line(facts, mover, locale)).collect(),
        href: Some(facts.links().movements(Kind::Expansion)),
        ..tile("grown", Size::Half, text("增购最多的客户", "Customers that grew most"), locale)
    }
}

fn shrunk(facts: &GrowthFacts, locale: Locale) -> Tile {
    Tile {
        headline: sentence::shrunk(facts, locale),
        lines: facts.shrunk.iter().map(|mover| line(facts, mover, locale)).collect(),
        href: Some(facts.links().lost()),
        ..tile("shrunk", Size::Half, text("减购与流失的客户", "Customers that shrank or left"), locale)
    }
}
