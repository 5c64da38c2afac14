//! The lifecycle board's tiles, in reading order.

use super::sentence::{self, arr, of_cell, of_stage, on_loop, stage_label};
use super::{LifecycleFacts, Waiting};
use crate::board::portfolio::tiles::tile;
use crate::board::{Figure, Lamp, Line, Size, Span, Tile};
use crate::chart::{Bars, Chart, Column, Frame, Heat, HeatRow, Loop, Mark, Tone, Unit};
use crate::format::count;
use crate::noun::account::STAGES;
use crate::query::Query;
use crate::record::Choice;
use crate::retention::arr_cents;
use crate::text::{Locale, Text, text};

/// Every tile, in the order they are read.
pub fn all(facts: &LifecycleFacts, locale: Locale) -> Vec<Tile> {
    vec![
        stages(facts, locale),
        renewal(facts, locale),
        act(facts, locale),
        planned(facts, locale),
        owner(facts, locale),
        money(facts, locale),
        lamps(facts, locale),
        moved(facts, locale),
        longest(facts, locale),
        next(facts, locale),
    ]
}

/// The stages of the loop, without those who left it.
fn on_it() -> impl Iterator<Item = &'static Choice> {
    STAGES.iter().filter(|choice| choice.key != "lost")
}

fn number(value: i64, href: String) -> Option<Figure> {
    Some(Figure { value: count(value), href: Some(href), ..Figure::default() })
}

fn accounts_unit(locale: Locale) -> Unit {
    Unit::count(text("家", "customers").in_(locale))
}

fn stages(facts: &LifecycleFacts, locale: Locale) -> Tile {
    let (all, _) = facts.on_loop();
    let most = on_it().map(|choice| facts.sum(|one| one.stage == choice.key).0).max().unwrap_or(0);
    let stage = |choice: &Choice| {
        let (accounts, cents) = facts.sum(|one| one.stage == choice.key);
        let mark = Mark::new(choice.label.in_(locale), accounts, count(accounts))
            .note(arr(facts, cents, locale))
            .href(of_stage(choice.key).href("account"));
        if accounts == most && most > 0 { mark.named() } else { mark }
    };
    let frame = Frame::new(
        text("闭环各阶段的客户", "Customers along the loop").in_(locale),
        text("阶段", "Stage").in_(locale),
        accounts_unit(locale),
    );
    Tile {
        headline: sentence::stages(facts, locale),
        figure: number(all, on_loop().href("account")),
        chart: Some(Chart::Loop(Loop { frame, stages: on_it().map(stage).collect() })),
        ..tile("stages", Size::Hero, text("闭环上的客户（按今天）", "Customers on the loop (today)"), locale)
    }
}

fn renewal(facts: &LifecycleFacts, locale: Locale) -> Tile {
    let (accounts, _) = facts.sum(|one| one.stage == "renewal");
    let worst = facts
        .stages
        .iter()
        .filter(|one| one.stage == "renewal" && one.accounts > 0)
        .filter_map(|one| one.lamp);
    Tile {
        headline: sentence::renewal(facts, locale),
        figure: number(accounts, of_stage("renewal").href("account")),
        lamp: worst.max(),
        ..tile("renewal", Size::Figure, text("正在续约", "Renewing"), locale)
    }
}

fn act(facts: &LifecycleFacts, locale: Locale) -> Tile {
    let (red, _) = facts.red();
    Tile {
        headline: sentence::act(facts, locale),
        figure: number(red, sentence::red().href("account")),
        lamp: (facts.on_loop().0 > 0).then_some(if red == 0 { Lamp::Good } else { Lamp::Act }),
        ..tile("act", Size::Figure, text("已预警的客户", "Customers that need action"), locale)
    }
}

fn planned(facts: &LifecycleFacts, locale: Locale) -> Tile {
    let (with, _) = facts.with_step;
    let all = facts.on_loop().0;
    Tile {
        headline: sentence::planned(facts, locale),
        figure: number(all - with, sentence::stepless().href("account")),
        lamp: (all > 0).then_some(if with == all { Lamp::Good } else { Lamp::Watch }),
        ..tile("planned", Size::Figure, text("没有下一步", "Without a next step"), locale)
    }
}

fn owner(facts: &LifecycleFacts, locale: Locale) -> Tile {
    Tile {
        headline: sentence::owner(facts, locale),
        figure: number(facts.unowned, sentence::unowned().href("account")),
        lamp: (facts.on_loop().0 > 0).then_some(if facts.unowned == 0 { Lamp::Good } else { Lamp::Act }),
        ..tile("owner", Size::Figure, text("没有负责人", "Without an owner"), locale)
    }
}

fn money(facts: &LifecycleFacts, locale: Locale) -> Tile {
    let column = |choice: &Choice| {
        let part = |label: Text, which: &dyn Fn(Option<Lamp>) -> bool, rows: Query, tone| {
            let (_, cents) = facts.sum(|one| one.stage == choice.key && which(one.lamp));
            Mark::new(label.in_(locale), arr_cents(cents), arr(facts, cents, locale))
                .href(rows.href("account"))
                .tone(tone)
        };
        let (_, whole) = facts.sum(|one| one.stage == choice.key);
        let warned = [(Lamp::Watch, Tone::Watch), (Lamp::Act, Tone::Act)];
        let calm = |lamp: Option<Lamp>| !matches!(lamp, Some(Lamp::Watch | Lamp::Act));
        let mut parts =
            vec![part(text("无风险灯", "No warning"), &calm, sentence::calm(choice.key), Tone::Accent)];
        parts.extend(warned.map(|(lamp, tone)| {
            part(lamp.word(), &|one| one == Some(lamp), of_cell(choice.key, Some(lamp)), tone)
        }));
        Column {
            label: choice.label.in_(locale).to_owned(),
            display: if whole == 0 { String::new() } else { facts.about.brief(arr_cents(whole), locale) },
            parts,
        }
    };
    let frame = Frame::new(
        text("各阶段的 ARR", "ARR by stage").in_(locale),
        text("阶段", "Stage").in_(locale),
        facts.about.money_unit(locale),
    );
    Tile {
        headline: sentence::money(facts, locale),
        chart: Some(Chart::Bars(Bars { frame, columns: on_it().map(column).collect(), target: None })),
        ..tile("money", Size::Half, text("各阶段的 ARR（按健康灯）", "ARR by stage (by health lamp)"), locale)
    }
}

fn lamps(facts: &LifecycleFacts, locale: Locale) -> Tile {
    let columns = [Some(Lamp::Good), Some(Lamp::Watch), Some(Lamp::Act), None];
    let word = |lamp: Option<Lamp>| lamp.map_or(text("无灯", "no lamp"), Lamp::word).in_(locale);
    let row = |choice: &Choice| HeatRow {
        label: choice.label.in_(locale).to_owned(),
        href: Some(of_stage(choice.key).href("account")),
        cells: columns
            .iter()
            .map(|lamp| {
                let (accounts, _) = facts.sum(|one| one.stage == choice.key && one.lamp == *lamp);
                if accounts == 0 {
                    return Mark::missing(word(*lamp));
                }
                let href = of_cell(choice.key, *lamp).href("account");
                Mark::new(word(*lamp), accounts, count(accounts)).href(href)
            })
            .collect(),
    };
    let frame = Frame::new(
        text("各阶段的健康灯", "Health lamps by stage").in_(locale),
        text("阶段", "Stage").in_(locale),
        accounts_unit(locale),
    );
    let labels = columns.iter().map(|lamp| word(*lamp).to_owned()).collect();
    let heat = Heat { frame, labels, rows: on_it().map(row).collect() };
    Tile {
        headline: sentence::lamps(facts, locale),
        chart: (facts.on_loop().0 > 0).then_some(Chart::Heat(heat)),
        ..tile(
            "lamps",
            Size::Half,
            text("各阶段的健康灯（家数）", "Health lamps by stage (customers)"),
            locale,
        )
    }
}

/// How many ways round the loop are told apart.
const WAYS_MOST: usize = 6;

fn moved(facts: &LifecycleFacts, locale: Locale) -> Tile {
    let line = |step: &super::Step| {
        let customers = count(step.accounts);
        Line {
            title: format!("{} → {}", stage_label(&step.before, locale), stage_label(&step.stage, locale)),
            href: Some(sentence::compared(facts, Some((&step.before, &step.stage)))),
            detail: arr(facts, step.cents, locale),
            value: match locale {
                Locale::Zh => format!("{customers} 家"),
                Locale::En => customers,
            },
            ..Line::default()
        }
    };
    Tile {
        headline: sentence::moved(facts, locale),
        lines: facts.ways().into_iter().take(WAYS_MOST).map(line).collect(),
        ..tile("moved", Size::Half, text("换了阶段", "Moved to another stage"), locale)
    }
}

fn waiting(
    facts: &LifecycleFacts,
    one: &Waiting,
    detail: String,
    action: (Text, String),
    locale: Locale,
) -> Line {
    Line {
        title: one.account.clone(),
        href: Some(format!("/account/{}", one.account_id)),
        detail,
        value: arr(facts, one.cents, locale),
        lamp: one.lamp,
        action: Some(Span::number(action.0.in_(locale), action.1)),
    }
}

fn longest(facts: &LifecycleFacts, locale: Locale) -> Tile {
    let line = |one: &Waiting| {
        let days = one.since.map_or(0, |since| crate::calendar::days_between(since, facts.today));
        let stage = stage_label(&one.stage, locale);
        let detail = match locale {
            Locale::Zh => format!("{stage} · 建档 {days} 天"),
            Locale::En => format!("{stage} · on record for {days} days"),
        };
        let edit = format!("/register/account/{}", one.account_id);
        waiting(facts, one, detail, (text("看记录", "See the record"), edit), locale)
    };
    Tile {
        headline: sentence::longest(facts, locale),
        lines: facts.longest.iter().map(line).collect(),
        href: Some(sentence::on_the_way().href("account")),
        ..tile("longest", Size::Half, text("在路上最久的客户", "Customers longest on the way"), locale)
    }
}

fn next(facts: &LifecycleFacts, locale: Locale) -> Tile {
    let line = |one: &Waiting| {
        let nobody = text("无人负责", "nobody yet").in_(locale);
        let owner = one.owner.as_deref().unwrap_or(nobody);
        let detail = format!("{} · {owner}", stage_label(&one.stage, locale));
        let make = format!("/register/task/new?account_id={}", one.account_id);
        waiting(facts, one, detail, (text("建任务", "Add a task"), make), locale)
    };
    Tile {
        headline: sentence::next(facts, locale),
        lines: facts.stepless.iter().map(line).collect(),
        href: Some(sentence::stepless().href("account")),
        ..tile("next", Size::Half, text("没有下一步的客户", "Customers without a next step"), locale)
    }
}
