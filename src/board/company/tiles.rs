//! The company board's tiles, in reading order.

use super::aim::aim;
use super::words::{self, contracts, due, ledger, name, of, overdue, won};
use super::{CompanyFacts, Month, Portfolio, Recovered, Recovery};
use crate::board::portfolio::standing;
use crate::board::portfolio::tiles::{delta, figure, lamp, tile};
use crate::board::revenue::{money_unit, round_up};
use crate::board::sentence::Sentence;
use crate::board::{Figure, Lamp, Line, Size, Tile};
use crate::calendar::plus_days;
use crate::chart::{Bars, Chart, Column, Frame, Mark, Ruler, Tone};
use crate::delta::{Comparison, change};
use crate::format::{self, count, percent_or_dash};
use crate::query::Op;
use crate::ratio::Ratio;
use crate::retention::arr_cents;
use crate::text::{Locale, Text, text};

/// Every tile, in the order they are read.
pub fn all(facts: &CompanyFacts, locale: Locale) -> Vec<Tile> {
    let mut tiles = vec![signed(facts, locale), collected(facts, locale), papers(facts, locale)];
    tiles.extend([owed(facts, locale), fresh(facts, locale), grown(facts, locale)]);
    tiles.extend(
        facts
            .standing
            .as_ref()
            .map(|standing| Tile { size: Size::Wide, ..standing::lights(standing, locale) }),
    );
    tiles.extend(facts.aims.iter().filter_map(|one| aim(one, facts, locale)));
    tiles.extend([months(facts, locale), cash(facts, locale)]);
    tiles.push(parts(
        &facts.regions,
        ("regions", "region"),
        text("各区域，同一把尺子", "Regions by the same measure"),
        facts,
        locale,
    ));
    tiles.push(parts(
        &facts.owners,
        ("owners", "owner_id"),
        text("各负责人，同一把尺子", "Owners by the same measure"),
        facts,
        locale,
    ));
    tiles.extend(super::place::places(facts, locale));
    tiles.extend(facts.recovery.as_ref().map(|recovery| recovered(recovery, facts, locale)));
    tiles
}

fn signed(facts: &CompanyFacts, locale: Locale) -> Tile {
    let (now, then) = (facts.signed.mrr_cents(), facts.signed_before.mrr_cents());
    let written = format::money(arr_cents(now), facts.about.currency, locale);
    let against = Comparison::of(facts.about.from, facts.about.to);
    let mark = |label: Text, mrr_cents: i64| {
        let cents = arr_cents(mrr_cents);
        Mark::new(label.in_(locale), cents, facts.about.money(cents, locale))
    };
    let chart = (now.max(then) > 0).then(|| {
        let frame = Frame::new(
            text("签下的 ARR", "ARR won").in_(locale),
            text("时点", "Point").in_(locale),
            money_unit(facts.about.currency, locale),
        );
        Chart::Ruler(Box::new(Ruler {
            frame,
            from: 0,
            to: round_up(arr_cents(now.max(then))),
            now: mark(text("本期", "Now"), now).href(won(facts).href("arr_event")).tone(Tone::Accent).named(),
            then: (then > 0).then(|| mark(text("上期", "Before"), then)),
            target: None,
        }))
    });
    Tile {
        chart,
        headline: words::signed(facts, locale),
        figure: Some(figure(
            written,
            won(facts).href("arr_event"),
            delta(change(Some(now), Some(then)), against, locale),
        )),
        ..tile(
            "signed",
            Size::Hero,
            text("签下的 ARR（新签、扩展、回流）", "ARR won (new, expansion, returned)"),
            locale,
        )
    }
}

fn collected(facts: &CompanyFacts, locale: Locale) -> Tile {
    let share = Ratio::new(facts.cash.came.0, facts.cash.due.0).filter(|_| facts.cash.due.0 > 0);
    let href = if facts.cash.overdue.1 > 0 { overdue(facts) } else { due(facts.about.from, facts.about.to) };
    Tile {
        headline: words::collected(facts, locale),
        figure: Some(figure(percent_or_dash(share, 1), href.href("payment"), None)),
        lamp: lamp(share, 95, 85),
        ..tile("collected", Size::Figure, text("到期款的到账率", "Collected of what was due"), locale)
    }
}

fn papers(facts: &CompanyFacts, locale: Locale) -> Tile {
    let written = format::money(facts.contracts.1, facts.about.currency, locale);
    Tile {
        headline: words::papers(facts, locale),
        figure: Some(figure(written, contracts(facts).href("contract"), None)),
        ..tile("contracts", Size::Figure, text("签订的合同", "Contracts signed"), locale)
    }
}

fn owed(facts: &CompanyFacts, locale: Locale) -> Tile {
    let (cents, many) = facts.cash.overdue;
    let words =
        text("有 {0} 笔款项逾期未到，共 {1}。", "{0} [0|payment is|payments are] overdue, {1} in all.");
    let href = overdue(facts).href("payment");
    let written = format::money(cents, facts.about.currency, locale);
    let numbers = [(count(many), href.clone()), (facts.about.money(cents, locale), href.clone())];
    Tile {
        headline: Sentence::of(words.in_(locale), &numbers),
        figure: Some(figure(written, href, None)),
        ..tile("overdue", Size::Figure, text("逾期未到的款项", "Overdue"), locale)
    }
}

fn fresh(facts: &CompanyFacts, locale: Locale) -> Tile {
    let (now, then) = (facts.signed.new.1, facts.signed_before.new.1);
    let words = text(
        "本期新签 {0} 笔，上一期是 {1} 笔。",
        "{0} new [0|signing|signings] in this period compare with {1} in the one before.",
    );
    let (from, to) = (facts.about.from, facts.about.to);
    let href = ledger(from, to, "new").href("arr_event");
    let before = ledger(Comparison::of(from, to).earlier(from, to), from, "new").href("arr_event");
    Tile {
        headline: Sentence::of(words.in_(locale), &[(count(now), href.clone()), (count(then), before)]),
        figure: Some(Figure {
            value: count(now),
            unit: text("笔", "").in_(locale).to_owned(),
            href: Some(href),
            delta: delta(change(Some(now), Some(then)), Comparison::of(from, to), locale),
            measure: format::Measure::Amount(now),
            ..Figure::default()
        }),
        ..tile("new", Size::Figure, text("新签", "New signings"), locale)
    }
}

fn grown(facts: &CompanyFacts, locale: Locale) -> Tile {
    let ((cents, many), (before, _)) = (facts.signed.expansion, facts.signed_before.expansion);
    let words = text(
        "本期扩展 {0} 笔，带来 ARR {1}。",
        "{0} [0|expansion|expansions] in this period brought {1} of ARR.",
    );
    let (from, to) = (facts.about.from, facts.about.to);
    let href = ledger(from, to, "expansion").href("arr_event");
    let written = format::money(arr_cents(cents), facts.about.currency, locale);
    let money = facts.about.money(arr_cents(cents), locale);
    let moved = delta(change(Some(cents), Some(before)), Comparison::of(from, to), locale);
    Tile {
        headline: Sentence::of(words.in_(locale), &[(count(many), href.clone()), (money, href.clone())]),
        figure: Some(figure(written, href, moved)),
        ..tile("expansion", Size::Figure, text("扩展带来的 ARR", "ARR by expansion"), locale)
    }
}

fn bars(
    facts: &CompanyFacts,
    caption: Text,
    parts: impl Fn(&Month, &dyn Fn(Text, i64, String, Tone) -> Mark) -> Vec<Mark>,
    locale: Locale,
) -> Chart {
    let columns = facts.months.iter().map(|month| {
        let mark = |label: Text, cents: i64, href: String, tone: Tone| {
            let mark =
                Mark::new(label.in_(locale), cents, facts.about.money(cents, locale)).href(href).tone(tone);
            if month.month_on.last_of_month() > facts.about.to { mark.partial() } else { mark }
        };
        let parts = parts(month, &mark);
        Column {
            label: match locale {
                Locale::Zh => format!("{}月", month.month_on.month()),
                Locale::En => month.month_on.strftime("%b").to_string(),
            },
            display: facts.about.brief(parts.iter().filter_map(|part| part.value).sum(), locale),
            parts,
        }
    });
    let frame =
        Frame::new(caption.in_(locale), text("月份", "Month").in_(locale), facts.about.money_unit(locale));
    Chart::Bars(Bars { frame, columns: columns.collect(), target: None })
}

fn ends(month: &Month, facts: &CompanyFacts) -> (jiff::civil::Date, jiff::civil::Date) {
    (plus_days(month.month_on, -1), month.month_on.last_of_month().min(facts.about.to))
}

fn months(facts: &CompanyFacts, locale: Locale) -> Tile {
    let chart = bars(
        facts,
        text("每月签下的 ARR", "ARR won a month"),
        |month, mark| {
            let (from, to) = ends(month, facts);
            let part = |label, mrr: i64, kind, tone| {
                mark(label, arr_cents(mrr), ledger(from, to, kind).href("arr_event"), tone)
            };
            vec![
                part(text("新签", "New"), month.signed.new.0, "new", Tone::Accent),
                part(
                    text("扩展与回流", "Grown, back"),
                    month.signed.expansion.0 + month.signed.back.0,
                    "expansion|reactivation",
                    Tone::Neutral,
                ),
            ]
        },
        locale,
    );
    Tile {
        headline: words::months(facts, locale),
        chart: Some(chart),
        ..tile("months", Size::Half, text("每月签下的 ARR", "ARR won a month"), locale)
    }
}

fn cash(facts: &CompanyFacts, locale: Locale) -> Tile {
    let chart = bars(
        facts,
        text("每月到期的款项", "Payments due a month"),
        |month, mark| {
            let (from, to) = ends(month, facts);
            let rows = |op| due(from, to).filter("state", op, "paid").href("payment");
            vec![
                mark(text("已到账", "Came in"), month.came_cents, rows(Op::Eq), Tone::Accent),
                mark(text("未到账", "Still owed"), month.open_cents, rows(Op::Ne), Tone::Watch),
            ]
        },
        locale,
    );
    Tile {
        headline: words::cash(facts, locale),
        chart: Some(chart),
        ..tile("cash", Size::Half, text("每月到期的款项", "Payments due a month"), locale)
    }
}

/// The most a list of parts shows: of more, the best and the worst.
const PARTS_MOST: usize = 6;

fn parts(
    parts: &[Portfolio],
    (key, field): (&str, &str),
    label: Text,
    facts: &CompanyFacts,
    locale: Locale,
) -> Tile {
    let line = |part: &Portfolio| {
        let arr = facts.about.money(part.arr_cents, locale);
        let (customers, red) = (part.customers, part.red);
        Line {
            title: name(part, locale).to_owned(),
            href: Some(of(field, part).href("account")),
            detail: match locale {
                Locale::Zh => format!("ARR {arr} · {customers} 家客户 · {red} 家预警"),
                Locale::En if customers == 1 => format!("ARR {arr} · 1 customer · {red} to act on"),
                Locale::En => format!("ARR {arr} · {customers} customers · {red} to act on"),
            },
            value: percent_or_dash(part.nrr(), 1).to_string(),
            lamp: lamp(part.nrr(), 100, 90),
            action: None,
        }
    };
    let known: Vec<&Portfolio> = parts.iter().filter(|part| part.nrr().is_some()).collect();
    let half = PARTS_MOST / 2;
    let (head, tail) =
        if known.len() > PARTS_MOST { (half, known.len() - half) } else { (known.len(), known.len()) };
    let shown = known.iter().take(head).chain(known.iter().skip(tail));
    Tile {
        headline: words::parts(parts, field, locale),
        lines: shown.map(|part| line(part)).collect(),
        ..tile(key, Size::Half, label, locale)
    }
}

fn recovered(recovery: &Recovery, facts: &CompanyFacts, locale: Locale) -> Tile {
    let line = |one: &Recovered| {
        let before = one.before.map_or("—", |lamp| lamp.word().in_(locale));
        let owner =
            if one.owner.is_empty() { text("没有负责人", "nobody").in_(locale) } else { &one.owner };
        Line {
            title: one.account.clone(),
            href: Some(format!("/account/{}", one.account_id)),
            detail: match locale {
                Locale::Zh => format!("从{before}恢复 · {owner} · 期间联系 {} 次", one.contacts),
                Locale::En if one.contacts == 1 => format!("was on “{before}” · {owner} · 1 contact since"),
                Locale::En => format!("was on “{before}” · {owner} · {} contacts since", one.contacts),
            },
            value: facts.about.money(one.arr_cents, locale),
            lamp: Some(Lamp::Good),
            action: None,
        }
    };
    Tile {
        headline: words::recovery(recovery, locale),
        lines: recovery.largest.iter().map(line).collect(),
        href: Some(words::recovered(recovery).href("account")),
        ..tile(
            "recovered",
            Size::Wide,
            text("本月恢复的客户，可以请教怎么做到的", "Recovered: ask how it was done"),
            locale,
        )
    }
}
