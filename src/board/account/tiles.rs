//! The account's tiles, in reading order.

use jiff::civil::Date;

use super::{AccountFacts, Audience, agreed, relation, standing};
use crate::board::sentence::Sentence;
use crate::board::{Figure, Lamp, Line, Size, Tile};
use crate::calendar::days_between;
use crate::chart::{Bars, Chart, Column, Frame, Mark, Series, Tone, Trend, Unit};
use crate::format::{self, count, date_near, money, percent_or_dash};
use crate::noun::alert;
use crate::query::{Op, Query};
use crate::ratio::Ratio;
use crate::retention::arr_cents;
use crate::text::{Locale, Text, text};

/// Every tile this audience may see.
pub fn all(facts: &AccountFacts, audience: Audience, locale: Locale) -> Vec<Tile> {
    let mut tiles = vec![revenue(facts, audience, locale), renewal(facts, locale)];
    if audience == Audience::Team {
        tiles.insert(0, standing::stages(facts, locale));
        tiles.push(sponsor(facts, locale));
        tiles.extend(facts.standing.iter().flat_map(|standing| standing::tiles(facts, standing, locale)));
        tiles.push(alerts(facts, locale));
    }
    tiles.push(usage(facts, audience, locale));
    tiles.push(tickets(facts, locale));
    tiles.push(satisfaction(facts, locale));
    tiles.push(collection(facts, locale));
    tiles.push(relation::demands(facts, locale));
    if audience == Audience::Team {
        tiles.push(agreed::meetings(facts, locale));
        tiles.extend(agreed::values(facts, locale));
        tiles.push(relation::touchpoints(facts, locale));
        tiles.push(relation::timeline(facts, locale));
        tiles.push(relation::team(facts, locale));
    }
    tiles
}

pub(super) fn tile(key: &str, size: Size, label: Text, locale: Locale) -> Tile {
    Tile { key: key.to_owned(), size, label: label.in_(locale).to_owned(), ..Tile::default() }
}

fn figure(written: format::Figure, href: String) -> Figure {
    Figure {
        value: format!("{}{}", written.before, written.number),
        unit: written.unit,
        href: Some(href),
        measure: written.measure,
        ..Figure::default()
    }
}

fn whole(number: i64, unit: Text, href: String, locale: Locale) -> Figure {
    Figure {
        value: count(number),
        unit: unit.in_(locale).to_owned(),
        href: Some(href),
        measure: format::Measure::Amount(number),
        ..Figure::default()
    }
}

/// The account's rows of a noun.
pub(super) fn rows(facts: &AccountFacts) -> Query {
    Query::default().filter("account_id", Op::Eq, facts.account.id.clone())
}

fn revenue(facts: &AccountFacts, audience: Audience, locale: Locale) -> Tile {
    let href = rows(facts).sort("-starts_on").href("subscription");
    let arr = arr_cents(facts.account.mrr_cents.unwrap_or_default());
    let then = facts.months.first().map(|(_, cents)| arr_cents(*cents));
    let amount = money(arr, facts.currency, locale);
    let moved = then.map(|then| arr.saturating_sub(then)).filter(|moved| *moved != 0);
    let head = match locale {
        Locale::Zh => {
            Sentence::default().say(format!("{}每年为产品付费 ", facts.account.name)).number(&amount, &href)
        }
        Locale::En => Sentence::default()
            .say(format!("{} pays ", facts.account.name))
            .number(&amount, &href)
            .say(" a year"),
    };
    let headline = match (moved, locale) {
        (None, Locale::Zh) => head.say("，与一年前持平。"),
        (None, Locale::En) => head.say(", as much as a year ago."),
        (Some(moved), Locale::Zh) => head
            .say(if moved > 0 { "，比一年前多 " } else { "，比一年前少 " })
            .number(money(moved.abs(), facts.currency, locale), &href)
            .say("。"),
        (Some(moved), Locale::En) => head
            .say(", ")
            .number(money(moved.abs(), facts.currency, locale), &href)
            .say(if moved > 0 { " more than a year ago." } else { " less than a year ago." }),
    };
    let worst = facts
        .alerts
        .iter()
        .map(|alert| lamp_of(&alert.severity))
        .max()
        .filter(|_| audience == Audience::Team);
    Tile {
        headline: headline.done(),
        figure: Some(figure(amount, href)),
        lamp: worst,
        chart: Some(Chart::Trend(arr_trend(facts, locale))),
        ..tile("revenue", Size::Hero, text("年度经常性收入 ARR", "Annual recurring revenue, ARR"), locale)
    }
}

fn arr_trend(facts: &AccountFacts, locale: Locale) -> Trend {
    let label = |day: &Date| match locale {
        Locale::Zh => format!("{}月", day.month()),
        Locale::En => day.strftime("%b").to_string(),
    };
    let points = facts
        .months
        .iter()
        .map(|(day, cents)| {
            Mark::new(
                label(day),
                arr_cents(*cents),
                money(arr_cents(*cents), facts.currency, locale).to_string(),
            )
        })
        .collect();
    let unit = match locale {
        Locale::Zh => {
            Unit { word: "万元".to_owned(), divisor: 1_000_000, decimals: 0, suffix: "万".to_owned() }
        }
        Locale::En => Unit {
            word: facts.currency.code().to_owned(),
            divisor: 100_000_000,
            decimals: 1,
            suffix: "M".to_owned(),
        },
    };
    Trend {
        frame: Frame::new(
            text("ARR 走势", "ARR by month").in_(locale),
            text("月末", "Month end").in_(locale),
            unit,
        ),
        labels: facts.months.iter().map(|(day, _)| label(day)).collect(),
        series: vec![Series { label: "ARR".to_owned(), tone: Tone::Accent, points }],
        target: None,
    }
}

fn renewal(facts: &AccountFacts, locale: Locale) -> Tile {
    let base = tile("renewal", Size::Figure, text("距离续约", "Until renewal"), locale);
    let href =
        rows(facts).filter("ends_on", Op::Ge, facts.today.to_string()).sort("ends_on").href("subscription");
    let Some(due) = facts.account.renewal_on else {
        let words = text(
            "目前没有登记到期日，续约无从提前准备。",
            "No end date is recorded, so the renewal cannot be prepared.",
        );
        return Tile { headline: Sentence::default().say(words.in_(locale)).done(), ..base };
    };
    let days = i64::from(days_between(facts.today, due));
    let lamp = if days < 30 {
        Lamp::Act
    } else if days < 90 {
        Lamp::Watch
    } else {
        Lamp::Good
    };
    let day = date_near(due, facts.today, locale);
    let headline = match locale {
        Locale::Zh => Sentence::default().say("下一次续约在 ").number(day, &href).say("。"),
        Locale::En => Sentence::default().say("The next renewal is on ").number(day, &href).say("."),
    };
    Tile {
        headline: headline.done(),
        figure: Some(whole(days, text("天", " days"), href, locale)),
        lamp: Some(lamp),
        ..base
    }
}

/// Silence of the sponsor (M07): watched after 30 days, acted on after 60. Defaults of ours.
fn sponsor(facts: &AccountFacts, locale: Locale) -> Tile {
    let base = tile("sponsor", Size::Figure, text("1W 未接触天数", "Days since the sponsor was met"), locale);
    let Some(sponsor) = &facts.sponsor else {
        let href =
            format!("/register/stakeholder/new?account_id={}&role=executive_sponsor", facts.account.id);
        let headline = match locale {
            Locale::Zh => {
                Sentence::default().say("还没有登记 1W，项目风险很高，请先").number("登记", &href).say("。")
            }
            Locale::En => Sentence::default()
                .say("No executive sponsor is named, which is a high risk; please ")
                .number("name one", &href)
                .say("."),
        };
        return Tile { headline: headline.done(), lamp: Some(Lamp::Act), ..base };
    };
    let person = format!("/register/stakeholder/{}", sponsor.id);
    let touches = rows(facts)
        .filter("stakeholder_id", Op::Eq, sponsor.id.clone())
        .sort("-happened_on")
        .href("touchpoint");
    let post = sponsor.job_title.as_ref().map(|post| format!("（{post}）")).unwrap_or_default();
    let Some(touched) = sponsor.touched_on else {
        let headline = match locale {
            Locale::Zh => Sentence::default()
                .say("1W ")
                .number(&sponsor.name, &person)
                .say(format!("{post}还没有任何接触记录。")),
            Locale::En => Sentence::default()
                .say("The sponsor ")
                .number(&sponsor.name, &person)
                .say(" has never been met on record."),
        };
        return Tile { headline: headline.done(), lamp: Some(Lamp::Act), ..base };
    };
    let days = i64::from(days_between(touched, facts.today)).max(0);
    let lamp = if days > 60 {
        Lamp::Act
    } else if days > 30 {
        Lamp::Watch
    } else {
        Lamp::Good
    };
    let headline = match locale {
        Locale::Zh => Sentence::default()
            .say("1W ")
            .number(&sponsor.name, &person)
            .say(format!("{post}上一次见面在 "))
            .number(date_near(touched, facts.today, locale), &touches)
            .say("。"),
        Locale::En => Sentence::default()
            .say("The sponsor ")
            .number(&sponsor.name, &person)
            .say(" was last met on ")
            .number(date_near(touched, facts.today, locale), &touches)
            .say("."),
    };
    Tile {
        headline: agreed::looks(facts, headline, locale).done(),
        figure: Some(whole(days, text("天", " days"), touches, locale)),
        lamp: Some(lamp),
        ..base
    }
}

fn lamp_of(severity: &str) -> Lamp {
    match severity {
        "act" => Lamp::Act,
        "watch" => Lamp::Watch,
        _ => Lamp::Good,
    }
}

fn alerts(facts: &AccountFacts, locale: Locale) -> Tile {
    let href = rows(facts).filter("state", Op::Ne, "resolved").href("alert");
    let open = facts.alerts.len() as i64;
    let headline = match (open, locale) {
        (0, Locale::Zh) => Sentence::default().say("目前没有未处理的预警。"),
        (0, Locale::En) => Sentence::default().say("No alert is open."),
        (_, Locale::Zh) => {
            Sentence::default().say("因此有 ").number(count(open), &href).say(" 件事需要处理。")
        }
        (_, Locale::En) => Sentence::default().say("So ").number(count(open), &href).say(if open == 1 {
            " thing needs somebody."
        } else {
            " things need somebody."
        }),
    };
    let nobody = text("无人负责", "nobody yet").in_(locale);
    let lines = facts
        .alerts
        .iter()
        .map(|one| Line {
            title: alert::reason(&one.rule, one.raised_on, &one.message, locale),
            href: Some(format!("/register/alert/{}", one.id)),
            detail: one.owner.clone().unwrap_or_else(|| nobody.to_owned()),
            value: String::new(),
            lamp: Some(lamp_of(&one.severity)),
            action: None,
        })
        .collect();
    Tile {
        headline: headline.done(),
        lines,
        href: Some(href),
        ..tile("alerts", Size::Half, text("需要处理", "Needs somebody"), locale)
    }
}

fn usage(facts: &AccountFacts, audience: Audience, locale: Locale) -> Tile {
    let from = crate::calendar::plus_days(facts.today, -27);
    let href = rows(facts).filter("used_on", Op::Ge, from.to_string()).sort("-used_on").href("usage");
    let (used, core) = facts.core;
    let number = |n: i64| count(n);
    let linked = |sentence: Sentence, n: i64| {
        if audience == Audience::Team { sentence.number(number(n), &href) } else { sentence.say(number(n)) }
    };
    let headline = match locale {
        Locale::Zh => {
            linked(linked(Sentence::default().say("近 28 天用到了 "), core).say(" 个核心功能中的 "), used)
                .say(" 个。")
        }
        Locale::En => {
            linked(linked(Sentence::default().say("In 28 days they used "), used).say(" of "), core)
                .say(" core features.")
        }
    };
    let columns = facts
        .weeks
        .iter()
        .map(|(monday, uses)| {
            let sunday = crate::calendar::plus_days(*monday, 6);
            let week = rows(facts)
                .filter("used_on", Op::Ge, monday.to_string())
                .filter("used_on", Op::Le, sunday.to_string())
                .href("usage");
            let label = format!("{}/{}", monday.month(), monday.day());
            let uses_label = text("使用次数", "Uses").in_(locale);
            let is_over = sunday < facts.today;
            if !is_over && *uses == 0 {
                // A week that has only begun says nothing yet: a gap, never a zero.
                return Column { label, display: "—".to_owned(), parts: vec![Mark::missing(uses_label)] };
            }
            let mark = Mark::new(uses_label, *uses, count(*uses)).tone(Tone::Accent);
            let mark = if is_over { mark } else { mark.partial() };
            let mark = if audience == Audience::Team { mark.href(week) } else { mark };
            Column { label, display: format::count_short(*uses, locale).to_string(), parts: vec![mark] }
        })
        .collect();
    let frame = Frame::new(
        text("每周使用次数", "Uses a week").in_(locale),
        text("周", "Week of").in_(locale),
        Unit::count(text("次", "uses").in_(locale)),
    );
    Tile {
        headline: headline.done(),
        chart: Some(Chart::Bars(Bars { frame, columns, target: None })),
        ..tile("usage", Size::Half, text("每周使用", "Weekly use"), locale)
    }
}

fn tickets(facts: &AccountFacts, locale: Locale) -> Tile {
    let href = rows(facts).filter("state", Op::Ne, "closed").sort("-submitted_at").href("ticket");
    let open = facts.tickets_open;
    let headline = match (open, locale) {
        (0, Locale::Zh) => Sentence::default().say("同时没有未关闭的工单。"),
        (0, Locale::En) => Sentence::default().say("At the same time, no ticket is open."),
        (_, Locale::Zh) => {
            Sentence::default().say("同时有 ").number(count(open), &href).say(" 张工单还没有关闭。")
        }
        (_, Locale::En) => Sentence::default()
            .say("At the same time, ")
            .number(count(open), &href)
            .say(if open == 1 { " ticket is open." } else { " tickets are open." }),
    };
    Tile {
        headline: headline.done(),
        figure: Some(whole(open, text("张", ""), href, locale)),
        ..tile("tickets", Size::Figure, text("未关闭工单", "Open tickets"), locale)
    }
}

fn satisfaction(facts: &AccountFacts, locale: Locale) -> Tile {
    let base = tile("csat", Size::Figure, text("工单满意度 CSAT", "Ticket satisfaction, CSAT"), locale);
    let href = rows(facts).filter("score", Op::Filled, "").sort("-submitted_at").href("ticket");
    let counted = facts.csat;
    if counted.answers == 0 {
        let words = text("近 24 个月还没有评价。", "No rating was given in 24 months.");
        return Tile { headline: Sentence::default().say(words.in_(locale)).done(), ..base };
    }
    let share = Ratio::new(counted.satisfied, counted.answers);
    let headline = match locale {
        Locale::Zh => Sentence::default()
            .say("他们的 ")
            .number(count(counted.answers), &href)
            .say(" 份评价里有 ")
            .number(count(counted.satisfied), &href)
            .say(" 份满意。"),
        Locale::En => Sentence::default()
            .number(count(counted.satisfied), &href)
            .say(" of their ")
            .number(count(counted.answers), &href)
            .say(" ratings were satisfied."),
    };
    Tile { headline: headline.done(), figure: Some(figure(percent_or_dash(share, 1), href)), ..base }
}

fn collection(facts: &AccountFacts, locale: Locale) -> Tile {
    let href = rows(facts)
        .filter("state", Op::In, "planned|invoiced")
        .filter("due_on", Op::Lt, facts.today.to_string())
        .sort("due_on")
        .href("payment");
    let (nodes, cents) = facts.overdue;
    let amount = money(cents, facts.currency, locale);
    let headline = match (nodes, locale) {
        (0, Locale::Zh) => Sentence::default().say("到期的款项都已收回。"),
        (0, Locale::En) => Sentence::default().say("Every payment due has arrived."),
        (_, Locale::Zh) => Sentence::default()
            .say("但是有 ")
            .number(count(nodes), &href)
            .say(" 笔、共 ")
            .number(&amount, &href)
            .say(" 已逾期。"),
        (_, Locale::En) => Sentence::default()
            .say("However, ")
            .number(count(nodes), &href)
            .say(" payments worth ")
            .number(&amount, &href)
            .say(" are overdue."),
    };
    Tile {
        headline: headline.done(),
        figure: Some(figure(amount, href)),
        lamp: Some(if nodes == 0 { Lamp::Good } else { Lamp::Act }),
        ..tile("collection", Size::Figure, text("逾期回款", "Overdue payments"), locale)
    }
}
