//! The north star leads the board, with the two figures that keep it honest beside it; when one of them is not on
//! track, that is said at once. Another star can be looked at before it is chosen.

use super::sentence::Links;
use super::tiles::{delta, figure, tile};
use super::{CoreWeek, PortfolioFacts};
use jiff::civil::Date;

use crate::board::act::Act;
use crate::board::sentence::Sentence;
use crate::board::{Lamp, Size, Span, Tile};
use crate::calendar::plus_days;
use crate::delta::change;
use crate::format::{self, count};
use crate::north_star;
use crate::noun::company::NORTH_STARS;
use crate::query::{Op, Query};
use crate::text::{Locale, text};

/// Puts the star first and its guard-rails after it.
pub(super) fn lead(facts: &PortfolioFacts, tiles: &mut Vec<Tile>, locale: Locale) {
    if facts.north_star.shown == "customers" {
        tiles.push(customers(facts, locale));
    }
    tiles.extend(facts.core_actions.as_ref().map(|week| core_actions(week, facts, locale)));
    let Some(star) = north_star::of(&facts.north_star.shown) else { return };
    let mut take = |key: &str| tiles.iter().position(|tile| tile.key == key).map(|at| tiles.remove(at));
    let Some(hero) = take(star.key) else { return };
    let guards: Vec<Tile> = star.guards.iter().filter_map(|key| take(key)).collect();
    tiles.iter_mut().filter(|tile| tile.size == Size::Hero).for_each(|tile| tile.size = Size::Figure);
    let mut hero = Tile { size: Size::Hero, label: named(&hero.label, locale), ..hero };
    hero.headline.extend(slipping(&guards, locale));
    if facts.north_star.is_tried() {
        hero.headline.push(Span::words(match locale {
            Locale::Zh => format!("若以它为北极星：{}。", star.warning.zh),
            Locale::En => format!(" With it as north star: {}.", lower(star.warning.en)),
        }));
        hero.acts.push(choose(facts, locale));
    }
    let guards = guards.into_iter().map(|guard| Tile { size: Size::Figure, ..guard });
    tiles.splice(0..0, std::iter::once(hero).chain(guards));
}

fn named(label: &str, locale: Locale) -> String {
    format!("{} · {label}", text("北极星", "North star").in_(locale))
}

fn lower(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// The worst guard-rail that is not on track, in words.
fn slipping(guards: &[Tile], locale: Locale) -> Option<Span> {
    let is_off = |tile: &&Tile| tile.lamp.is_some_and(|lamp| lamp > Lamp::Good);
    let worst = guards.iter().filter(is_off).max_by_key(|tile| tile.lamp)?;
    let (name, word) = (&worst.label, worst.lamp?.word().in_(locale));
    Some(Span::words(match locale {
        Locale::Zh => format!("但它的护栏“{name}”为“{word}”。"),
        Locale::En => format!(" But its guard-rail, {name}, says “{word}”."),
    }))
}

/// Makes what is looked at the company's star: a setting like any other, kept with its history.
fn choose(facts: &PortfolioFacts, locale: Locale) -> Act {
    let star = &facts.north_star;
    let name = NORTH_STARS.iter().find(|one| one.key == star.shown).map_or("", |one| one.label.in_(locale));
    let done = match locale {
        Locale::Zh => format!("公司的北极星已是{name}"),
        Locale::En => format!("The company's north star is now: {name}"),
    };
    let words = text("设为公司的北极星", "Make it the company's north star").in_(locale);
    Act::change("company", &star.company_id, star.version, words, &done).set("north_star", star.shown.clone())
}

fn core_actions(week: &CoreWeek, facts: &PortfolioFacts, locale: Locale) -> Tile {
    let rows = |to: Date| {
        Query::default()
            .filter("feature_id", Op::In, week.features.join("|"))
            .filter("used_on", Op::Gt, plus_days(to, -7).to_string())
            .filter("used_on", Op::Le, to.to_string())
            .sort("-uses")
            .href("usage")
    };
    let (href, before) = (rows(facts.to), rows(plus_days(facts.to, -7)));
    let words = text(
        "最近一周客户完成核心动作 {0} 次，再前一周是 {1} 次。",
        "Customers did {0} core [0|action|actions] in the last week; in the week before it was {1}.",
    );
    let since = text("比前一周", "on the week before").in_(locale).to_owned();
    let moved = delta(change(Some(week.now), Some(week.then)), facts.comparison(), locale);
    let written = format::Figure {
        number: count(week.now),
        unit: text("次", "").in_(locale).to_owned(),
        ..format::Figure::default()
    };
    let numbers = [(count(week.now), href.clone()), (count(week.then), before)];
    Tile {
        headline: Sentence::of(words.in_(locale), &numbers),
        figure: Some(figure(written, href, moved.map(|moved| crate::board::Delta { since, ..moved }))),
        ..tile("core_actions", Size::Figure, text("每周核心动作数", "Weekly core actions"), locale)
    }
}

fn customers(facts: &PortfolioFacts, locale: Locale) -> Tile {
    let (now, then) = (i64::from(facts.bridge.closing_customers), i64::from(facts.bridge.opening_customers));
    let href = Links(facts).arr();
    let said = crate::board::sentence::Sentence::default();
    let headline = match locale {
        Locale::Zh => said
            .say("现在有 ")
            .number(count(now), &href)
            .say(" 家客户在付费，期初是 ")
            .number(count(then), &Links(facts).opening())
            .say(" 家。"),
        Locale::En => said
            .number(count(now), &href)
            .say(" customers pay now; at the opening it was ")
            .number(count(then), &Links(facts).opening())
            .say("."),
    };
    let written = format::Figure {
        number: count(now),
        measure: format::Measure::Amount(now),
        unit: text("家", "").in_(locale).to_owned(),
        ..format::Figure::default()
    };
    let moved = delta(change(Some(now), Some(then)), facts.comparison(), locale);
    let label = text("付费客户数", "Paying customers");
    Tile {
        headline: headline.done(),
        figure: Some(figure(written, href, moved)),
        ..tile("customers", Size::Figure, label, locale)
    }
}
