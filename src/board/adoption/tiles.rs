//! The adoption board's tiles, in reading order.

use super::words::{self, active, did, idle, kept, seated, stopped};
use super::{AdoptionFacts, Idle, Kept, Spare};
use crate::board::portfolio::tiles::{delta, figure, lamp, tile};
use crate::board::sentence::Sentence;
use crate::board::{Figure, Lamp, Line, Size, Span, Tile};
use crate::calendar::{days_between, plus_days};
use crate::chart::{Chart, Frame, Mark, Ranked, Ruler, Series, Tone, Trend, Unit};
use crate::delta::{Comparison, change_of_rate};
use crate::format::{count, percent, percent_or_dash};
use crate::ratio::Ratio;
use crate::text::{Locale, Text, text};

/// Every tile, in the order they are read.
pub fn all(facts: &AdoptionFacts, locale: Locale) -> Vec<Tile> {
    vec![
        share(facts, locale),
        people(facts, locale),
        complete(facts, locale),
        spare(facts, locale),
        asleep(facts, locale),
        halted(facts, locale),
        funnel(facts, locale),
        trend(facts, locale),
        features(facts, locale),
        seats(facts, locale),
        unused(facts, locale),
    ]
}

fn per_cent() -> Unit {
    Unit { word: "%".to_owned(), divisor: 100, decimals: 0, suffix: "%".to_owned() }
}

fn customers(caption: Text, across: Text, locale: Locale) -> Frame {
    Frame::new(caption.in_(locale), across.in_(locale), Unit::count(text("家", "customers").in_(locale)))
}

fn share(facts: &AdoptionFacts, locale: Locale) -> Tile {
    let to = facts.about.to;
    let ratio = |part: i64| Ratio::new(part, facts.paying).filter(|_| facts.paying > 0);
    let (now, then) = (ratio(facts.active), ratio(facts.active_before));
    let href = active(facts, to).href("account");
    let mark = |label: Text, share: Ratio| {
        Mark::new(label.in_(locale), share.as_ppm() / 100, percent(share, 1).to_string())
    };
    let chart = now.map(|now| {
        Chart::Ruler(Box::new(Ruler {
            frame: Frame::new(
                text("用核心功能的付费客户", "Paying customers using a core feature").in_(locale),
                text("时点", "Point").in_(locale),
                per_cent(),
            ),
            from: 0,
            to: 10_000,
            now: mark(text("本期", "Now"), now).href(href.clone()).tone(Tone::Accent).named(),
            then: then.map(|then| mark(text("上期", "Before"), then)),
            target: Ratio::new(75, 100).map(|line| mark(text("正常线", "On track"), line)),
        }))
    });
    let against = Comparison::of(plus_days(to, -super::WINDOW_DAYS), to);
    Tile {
        headline: words::share(facts, locale),
        figure: Some(figure(
            percent_or_dash(now, 1),
            href,
            delta(change_of_rate(now, then), against, locale),
        )),
        lamp: lamp(now, 75, 50),
        chart,
        ..tile(
            "active",
            Size::Hero,
            text("用核心功能的付费客户", "Paying customers using a core feature"),
            locale,
        )
    }
}

fn people(facts: &AdoptionFacts, locale: Locale) -> Tile {
    let taken = Ratio::new(facts.seats.taken, facts.seats.paid).filter(|_| facts.seats.paid > 0);
    Tile {
        headline: words::people(facts, locale),
        figure: Some(figure(percent_or_dash(taken, 1), seated().href("account"), None)),
        lamp: lamp(taken, 75, 50),
        ..tile("people", Size::Figure, text("席位使用率", "Seats taken"), locale)
    }
}

fn complete(facts: &AdoptionFacts, locale: Locale) -> Tile {
    let done = (facts.actions.last(), facts.actions.first());
    let share = match done {
        (Some(last), Some(_)) => Ratio::new(last.accounts, facts.paying).filter(|_| facts.paying > 0),
        _ => None,
    };
    let words = text(
        "{1} 家付费客户里有 {0} 家在 28 天内做完了全部核心动作。",
        "{0} of {1} paying [1|customer|customers] did every core action in the 28 days.",
    );
    let all = did(&facts.actions, facts.about.to).href("account");
    let many = facts.actions.last().map_or(0, |last| last.accounts);
    let numbers = [(count(many), all.clone()), (count(facts.paying), words::paying().href("account"))];
    Tile {
        headline: Sentence::of(words.in_(locale), &numbers),
        figure: Some(figure(percent_or_dash(share, 1), all, None)),
        lamp: lamp(share, 60, 35),
        ..tile("complete", Size::Figure, text("做完全部核心动作", "Did every core action"), locale)
    }
}

fn spare(facts: &AdoptionFacts, locale: Locale) -> Tile {
    let seats = &facts.seats;
    let words =
        text("客户付费的 {1} 个席位里空着 {0} 个。", "{0} of {1} paid [1|seat stands|seats stand] empty.");
    let href = seated().href("account");
    let numbers = [(count(seats.paid - seats.taken), href.clone()), (count(seats.paid), href.clone())];
    Tile {
        headline: Sentence::of(words.in_(locale), &numbers),
        figure: Some(Figure {
            value: count(seats.paid - seats.taken),
            unit: text("个", "").in_(locale).to_owned(),
            href: Some(href),
            ..Figure::default()
        }),
        ..tile("spare", Size::Figure, text("空着的付费席位", "Paid seats that stand empty"), locale)
    }
}

fn asleep(facts: &AdoptionFacts, locale: Locale) -> Tile {
    let words = text(
        "{0} 家付费客户没有用核心功能，每年付 {1}。",
        "{0} paying [0|customer uses|customers use] no core feature and [0|pays|pay] {1} a year.",
    );
    let href = idle(facts).href("account");
    let written = crate::format::money(facts.idle_arr_cents, facts.about.currency, locale);
    let numbers = [
        (count(facts.paying - facts.active), href.clone()),
        (facts.about.money(facts.idle_arr_cents, locale), href.clone()),
    ];
    Tile {
        headline: Sentence::of(words.in_(locale), &numbers),
        figure: Some(figure(written, href, None)),
        ..tile("asleep", Size::Figure, text("没有用起来的 ARR", "ARR not put to use"), locale)
    }
}

fn halted(facts: &AdoptionFacts, locale: Locale) -> Tile {
    let words = text(
        "有 {0} 家付费客户上个 28 天还在用核心功能，这 28 天停了。",
        "{0} paying [0|customer|customers] used a core feature in the 28 days before and stopped since.",
    );
    let href = stopped(facts).href("account");
    let kept = Ratio::new(facts.active_before - facts.stopped, facts.active_before);
    Tile {
        headline: Sentence::of(words.in_(locale), &[(count(facts.stopped), href.clone())]),
        figure: Some(Figure {
            value: count(facts.stopped),
            measure: crate::format::Measure::Amount(facts.stopped),
            unit: text("家", "").in_(locale).to_owned(),
            href: Some(href),
            ..Figure::default()
        }),
        lamp: lamp(kept.filter(|_| facts.active_before > 0), 98, 90),
        ..tile("stopped", Size::Figure, text("停用的客户", "Customers who stopped"), locale)
    }
}

fn funnel(facts: &AdoptionFacts, locale: Locale) -> Tile {
    let steep = words::steepest(facts).map(|(name, _)| name.to_owned());
    let marks = facts.actions.iter().enumerate().map(|(index, action)| {
        let href = did(facts.actions.get(..=index).unwrap_or_default(), facts.about.to).href("account");
        let share = Ratio::new(action.accounts, facts.paying).filter(|_| facts.paying > 0);
        let mark =
            Mark::new(format!("{} {}", index + 1, action.name), action.accounts, count(action.accounts))
                .note(percent_or_dash(share, 0).to_string())
                .of(facts.paying)
                .href(href)
                .tone(Tone::Accent);
        if steep.as_ref() == Some(&action.name) { mark.tone(Tone::Watch).named() } else { mark }
    });
    let frame =
        customers(text("核心动作漏斗", "Core actions, one after another"), text("动作", "Action"), locale);
    Tile {
        headline: words::funnel(facts, locale),
        chart: Some(Chart::Ranked(Ranked { frame, marks: marks.collect() })),
        href: Some("/register/core_action?sort=position".to_owned()),
        ..tile("funnel", Size::Half, text("核心动作漏斗（28 天内）", "Core actions, in 28 days"), locale)
    }
}

fn trend(facts: &AdoptionFacts, locale: Locale) -> Tile {
    let label = |on: &jiff::civil::Date| match locale {
        Locale::Zh => format!("{}月", on.month()),
        Locale::En => on.strftime("%b").to_string(),
    };
    let points = facts
        .months
        .iter()
        .map(|(on, many)| Mark::new(label(on), *many, count(*many)).href(active(facts, *on).href("account")));
    let frame = customers(
        text("每月底在用核心功能的客户", "Customers using a core feature"),
        text("月份", "Month"),
        locale,
    );
    let series = Series {
        label: text("家", "in use").in_(locale).to_owned(),
        tone: Tone::Accent,
        points: points.collect(),
    };
    Tile {
        headline: words::trend(facts, locale),
        chart: Some(Chart::Trend(Trend {
            frame,
            labels: facts.months.iter().map(|(on, _)| label(on)).collect(),
            series: vec![series],
            target: None,
        })),
        ..tile(
            "trend",
            Size::Half,
            text("在用核心功能的客户（每月底）", "Customers using a core feature, by month"),
            locale,
        )
    }
}

fn features(facts: &AdoptionFacts, locale: Locale) -> Tile {
    let mark = |one: &Kept| {
        let share = Ratio::new(one.kept, one.then);
        let display = percent_or_dash(share, 0).to_string();
        let core = if one.is_core { text("核心 · ", "core · ").in_(locale) } else { "" };
        Mark::new(one.name.clone(), share.map_or(0, |share| share.as_ppm() / 100), display)
            .of(10_000)
            .note(format!("{core}{} / {}", count(one.kept), count(one.then)))
            .href(kept(one, facts.about.to).1.href("account"))
            .tone(if one.is_core { Tone::Accent } else { Tone::Neutral })
    };
    let frame = Frame::new(
        text("十二周后还在用的客户", "Customers still using it after twelve weeks").in_(locale),
        text("功能", "Feature").in_(locale),
        per_cent(),
    );
    Tile {
        headline: words::features(facts, locale),
        chart: Some(Chart::Ranked(Ranked { frame, marks: facts.features.iter().map(mark).collect() })),
        href: Some("/register/feature".to_owned()),
        ..tile(
            "features",
            Size::Half,
            text("功能留存（十二周）", "How features keep their users (12 weeks)"),
            locale,
        )
    }
}

fn unused(facts: &AdoptionFacts, locale: Locale) -> Tile {
    let line = |one: &Idle| {
        let days = one.last_on.map(|last| days_between(last, facts.about.to));
        let detail = match (days, locale) {
            (Some(days), Locale::Zh) => format!("{days} 天前最后一次使用"),
            (Some(1), Locale::En) => "last used 1 day ago".to_owned(),
            (Some(days), Locale::En) => format!("last used {days} days ago"),
            (None, _) => text("从未使用", "never used").in_(locale).to_owned(),
        };
        Line {
            title: one.account.clone(),
            href: Some(format!("/account/{}", one.account_id)),
            detail: if one.owner.is_empty() { detail } else { format!("{} · {detail}", one.owner) },
            value: facts.about.money(one.arr_cents, locale),
            lamp: Some(if days.is_some_and(|days| days <= 28) { Lamp::Watch } else { Lamp::Act }),
            action: Some(Span::number(
                text("安排辅导", "Plan a training").in_(locale),
                format!("/register/task/new?account_id={}", one.account_id),
            )),
        }
    };
    Tile {
        headline: words::unused(facts, locale),
        lines: facts.idle.iter().map(line).collect(),
        href: Some(idle(facts).href("account")),
        ..tile("idle", Size::Wide, text("付费却不用核心功能（按 ARR）", "Pay and do not use, by ARR"), locale)
    }
}

fn seats(facts: &AdoptionFacts, locale: Locale) -> Tile {
    let line = |one: &Spare| Line {
        title: one.account.clone(),
        href: Some(format!("/account/{}", one.account_id)),
        detail: match locale {
            Locale::Zh => format!("{} 个席位里用了 {} 个", count(one.paid), count(one.taken)),
            Locale::En => format!("{} of {} seats taken", count(one.taken), count(one.paid)),
        },
        value: facts.about.money(one.arr_cents, locale),
        lamp: Some(if one.taken * 2 < one.paid { Lamp::Act } else { Lamp::Watch }),
        action: None,
    };
    Tile {
        headline: words::empty_seats(facts, locale),
        lines: facts.seats.spare.iter().map(line).collect(),
        href: Some(seated().href("account")),
        ..tile(
            "seats",
            Size::Wide,
            text("付费却空着的席位（按每年费用）", "Paid seats that stand empty, by cost"),
            locale,
        )
    }
}
