//! The service board's tiles, in reading order.

use super::sentence::{self, answered, duration, duration_in_words, period, rated, within};
use super::{ServiceFacts, Unhappy};
use crate::board::portfolio::tiles::{delta, figure, lamp, tile};
use crate::board::revenue::month_label;
use crate::board::{Figure, Lamp, Line, Size, Span, Tile};
use crate::calendar::plus_days;
use crate::chart::{Bars, Chart, Column, Frame, Mark, Ranked, Ruler, Tone, Unit};
use crate::delta::{Comparison, change, change_of_rate};
use crate::format::{Measure, count, percent, percent_or_dash};
use crate::noun::ticket::PRIORITIES;
use crate::query::Op;
use crate::ratio::Ratio;
use crate::text::{Locale, text};

/// Every tile, in the order they are read.
pub fn all(facts: &ServiceFacts, locale: Locale) -> Vec<Tile> {
    let mut tiles =
        vec![csat(facts, locale), volume(facts, locale), response(facts, locale), open(facts, locale)];
    tiles.extend([months(facts, locale), unhappy(facts, locale)]);
    tiles
}

fn csat(facts: &ServiceFacts, locale: Locale) -> Tile {
    let share = |served: &super::Served| Ratio::new(served.csat.satisfied, served.csat.answers);
    let (now, then) = (share(&facts.now), share(&facts.before));
    let href = rated(facts).href("ticket");
    let mark =
        |label: &str, share: Ratio| Mark::new(label, share.as_ppm() / 100, percent(share, 1).to_string());
    let chart = now.map(|now| {
        let frame = Frame::new(
            text("工单满意度", "Ticket satisfaction").in_(locale),
            text("时点", "Point").in_(locale),
            Unit { word: "%".to_owned(), divisor: 100, decimals: 0, suffix: "%".to_owned() },
        );
        Chart::Ruler(Box::new(Ruler {
            frame,
            from: 0,
            to: 10_000,
            now: mark(text("本期", "Now").in_(locale), now).href(href.clone()).tone(Tone::Accent).named(),
            then: then.map(|then| mark(text("上期", "Before").in_(locale), then)),
            target: Ratio::new(85, 100).map(|line| mark(text("正常线", "On track").in_(locale), line)),
        }))
    });
    Tile {
        headline: sentence::csat(facts, locale),
        figure: Some(figure(
            percent_or_dash(now, 1),
            href,
            delta(change_of_rate(now, then), Comparison::of(facts.about.from, facts.about.to), locale),
        )),
        lamp: lamp(now, 85, 70),
        chart,
        ..tile("satisfaction", Size::Hero, text("工单满意度 CSAT", "Ticket satisfaction, CSAT"), locale)
    }
}

fn volume(facts: &ServiceFacts, locale: Locale) -> Tile {
    let moved = change(Some(facts.now.csat.asked), Some(facts.before.csat.asked));
    Tile {
        headline: sentence::volume(facts, locale),
        figure: Some(Figure {
            value: count(facts.now.csat.asked),
            delta: delta(moved, Comparison::of(facts.about.from, facts.about.to), locale),
            href: Some(period(facts).href("ticket")),
            measure: Measure::Amount(facts.now.csat.asked),
            ..Figure::default()
        }),
        ..tile("volume", Size::Figure, text("提交的工单", "Tickets handed in"), locale)
    }
}

fn response(facts: &ServiceFacts, locale: Locale) -> Tile {
    let (value, unit) =
        facts.now.median_minutes.map_or(("—".to_owned(), ""), |minutes| duration(minutes, locale));
    let label = |key: &str| {
        let found = PRIORITIES.iter().find(|choice| choice.key == key);
        found.map_or_else(|| key.to_owned(), |choice| choice.label.in_(locale).to_owned())
    };
    let marks = facts.priorities.iter().map(|one| {
        let href = answered(facts).filter("priority", Op::Eq, &one.priority).href("ticket");
        let words = duration_in_words(one.median_minutes, locale);
        Mark::new(label(&one.priority), one.median_minutes, words).href(href).tone(Tone::Accent)
    });
    let frame = Frame::new(
        text("首次响应的中位数", "Median first response").in_(locale),
        text("优先级", "Priority").in_(locale),
        Unit::count(text("分钟", "minutes").in_(locale)),
    );
    Tile {
        headline: sentence::response(facts, locale),
        figure: Some(Figure {
            value,
            unit: unit.to_owned(),
            measure: facts.now.median_minutes.map_or(Measure::None, Measure::Amount),
            href: Some(answered(facts).href("ticket")),
            ..Figure::default()
        }),
        chart: Some(Chart::Ranked(Ranked { frame, marks: marks.collect() })),
        ..tile("response", Size::Figure, text("首次响应（中位数）", "First response (median)"), locale)
    }
}

fn open(facts: &ServiceFacts, locale: Locale) -> Tile {
    Tile {
        headline: sentence::open(facts, locale),
        figure: Some(Figure {
            value: count(facts.now.open),
            measure: Measure::Amount(facts.now.open),
            href: Some(period(facts).filter("state", Op::Ne, "closed").href("ticket")),
            ..Figure::default()
        }),
        ..tile("open", Size::Figure, text("尚未关闭（按今天的状态）", "Still open (as of today)"), locale)
    }
}

fn months(facts: &ServiceFacts, locale: Locale) -> Tile {
    let columns = facts.months.iter().map(|month| {
        let end = month.month_on.last_of_month();
        let part = |label: &str, number: i64, priorities: &str, tone| {
            let query = within(plus_days(month.month_on, -1), end.min(facts.about.to));
            let mark = Mark::new(label, number, count(number))
                .href(query.filter("priority", Op::In, priorities).href("ticket"))
                .tone(tone);
            if end > facts.about.to { mark.partial() } else { mark }
        };
        Column {
            label: month_label(month.month_on, locale),
            display: count(month.pressing + month.others),
            parts: vec![
                part(text("中与低", "Medium and low").in_(locale), month.others, "medium|low", Tone::Accent),
                part(
                    text("紧急与高", "Urgent and high").in_(locale),
                    month.pressing,
                    "urgent|high",
                    Tone::Watch,
                ),
            ],
        }
    });
    let frame = Frame::new(
        text("每月提交的工单", "Tickets handed in").in_(locale),
        text("月份", "Month").in_(locale),
        Unit::count(text("个", "tickets").in_(locale)),
    );
    Tile {
        headline: sentence::months(facts, locale),
        chart: Some(Chart::Bars(Bars { frame, columns: columns.collect(), target: None })),
        ..tile("months", Size::Half, text("近十二个月的工单", "Tickets in twelve months"), locale)
    }
}

fn unhappy(facts: &ServiceFacts, locale: Locale) -> Tile {
    let line = |one: &Unhappy| {
        let low = sentence::low(facts).filter("account_id", Op::Eq, &one.account_id).href("ticket");
        let detail = match locale {
            Locale::Zh => format!("{} 份评价里有 {} 份是 1 分或 2 分", one.answers, one.low),
            Locale::En => format!("rated 1 or 2 in {} of {} ratings", one.low, one.answers),
        };
        Line {
            title: one.account.clone(),
            href: Some(format!("/account/{}", one.account_id)),
            detail,
            value: count(one.low),
            lamp: Some(if one.low >= 3 { Lamp::Act } else { Lamp::Watch }),
            action: Some(Span::number(text("看工单", "See the tickets").in_(locale), low)),
        }
    };
    Tile {
        headline: sentence::unhappy(facts, locale),
        lines: facts.unhappy.iter().map(line).collect(),
        href: Some(sentence::low(facts).href("ticket")),
        ..tile("unhappy", Size::Half, text("不满意的客户", "Customers who are not content"), locale)
    }
}
