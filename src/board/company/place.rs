//! Where the customers are, by province: on a grid of tiles, and ranked beside it.

use super::words::of;
use super::{CompanyFacts, Portfolio};
use crate::board::portfolio::tiles::tile;
use crate::board::sentence::Sentence;
use crate::board::{Size, Tile};
use crate::chart::{self, Cartogram, Chart, Frame, Mark, Ranked};
use crate::format::{count, percent};
use crate::province::{GRID, PLACES, PROVINCES};
use crate::ratio::Ratio;
use crate::text::{Locale, text};

/// How many are ranked.
const RANKED_MOST: usize = 12;

/// The grid and the ranking; nothing when no paying customer's province is known.
pub fn places(facts: &CompanyFacts, locale: Locale) -> Vec<Tile> {
    let mut known: Vec<(&Portfolio, &'static str)> = facts
        .provinces
        .iter()
        .filter(|one| one.arr_cents > 0)
        .filter_map(|one| {
            Some((one, PROVINCES.iter().find(|choice| choice.key == one.key)?.label.in_(locale)))
        })
        .collect();
    known.sort_by_key(|(one, _)| (std::cmp::Reverse(one.arr_cents), one.key.clone()));
    let Some((first, name)) = known.first().copied() else { return Vec::new() };
    vec![grid(&known, (first, name), facts, locale), ranking(&known, facts, locale)]
}

fn mark(one: &Portfolio, name: &str, facts: &CompanyFacts, locale: Locale) -> Mark {
    Mark::new(name, one.arr_cents, facts.about.money(one.arr_cents, locale))
        .href(of("province", one).href("account"))
}

fn frame(facts: &CompanyFacts, locale: Locale) -> Frame {
    Frame::new(
        text("各省的 ARR", "ARR by province").in_(locale),
        text("省份", "Province").in_(locale),
        facts.about.money_unit(locale),
    )
}

fn grid(
    known: &[(&Portfolio, &'static str)],
    (first, name): (&Portfolio, &str),
    facts: &CompanyFacts,
    locale: Locale,
) -> Tile {
    let all: i64 = facts.provinces.iter().map(|one| one.arr_cents).sum();
    let share =
        Ratio::new(first.arr_cents, all).map(|share| percent(share, 1).to_string()).unwrap_or_default();
    let customers: i64 = known.iter().map(|(one, _)| one.customers).sum();
    let words = text(
        "{0} 家已知省份的付费客户里，{1}最多：ARR {2}，占全部的 {3}。",
        "Of {0} paying [0|customer|customers] whose province is known, {1} has most: {2} of ARR, {3} of all.",
    );
    let everywhere = crate::query::Query::default()
        .filter("province", crate::query::Op::Filled, "")
        .filter("mrr_cents", crate::query::Op::Gt, "0")
        .sort("-mrr_cents")
        .href("account");
    let there = of("province", first).href("account");
    let numbers = [
        (count(customers), everywhere),
        (name.to_owned(), there.clone()),
        (facts.about.money(first.arr_cents, locale), there.clone()),
        (share, there),
    ];
    let tiles = PLACES.iter().map(|place| {
        let found = known.iter().find(|(one, _)| one.key == place.key);
        let short = if locale == Locale::Zh { place.short.0 } else { place.short.1 };
        let label =
            PROVINCES.iter().find(|choice| choice.key == place.key).map_or("", |one| one.label.in_(locale));
        let mark = found.map_or_else(
            || Mark { label: label.to_owned(), ..Mark::default() },
            |(one, name)| Mark { named: one.key == first.key, ..mark(one, name, facts, locale) },
        );
        chart::Tile { column: place.column, row: place.row, short: short.to_owned(), mark }
    });
    Tile {
        headline: Sentence::of(words.in_(locale), &numbers),
        chart: Some(Chart::Cartogram(Cartogram {
            frame: frame(facts, locale),
            grid: GRID,
            tiles: tiles.collect(),
        })),
        ..tile("provinces", Size::Half, text("客户在哪里", "Where customers are"), locale)
    }
}

fn ranking(known: &[(&Portfolio, &'static str)], facts: &CompanyFacts, locale: Locale) -> Tile {
    let all: i64 = facts.provinces.iter().map(|one| one.arr_cents).sum();
    let three: i64 = known.iter().take(3).map(|(one, _)| one.arr_cents).sum();
    let share = Ratio::new(three, all).map(|share| percent(share, 1).to_string()).unwrap_or_default();
    let keys: Vec<&str> = known.iter().take(3).map(|(one, _)| one.key.as_str()).collect();
    let href = crate::query::Query::default()
        .filter("province", crate::query::Op::In, keys.join("|"))
        .filter("mrr_cents", crate::query::Op::Gt, "0")
        .sort("-mrr_cents")
        .href("account");
    let words = text(
        "最大的几个省份一共带来 ARR {0}，占全部的 {1}。",
        "The largest provinces, three at most, bring {0} of ARR, {1} of all.",
    );
    let numbers = [(facts.about.money(three, locale), href.clone()), (share, href)];
    let marks = known.iter().take(RANKED_MOST).map(|(one, name)| mark(one, name, facts, locale));
    Tile {
        headline: Sentence::of(words.in_(locale), &numbers),
        chart: Some(Chart::Ranked(Ranked { frame: frame(facts, locale), marks: marks.collect() })),
        ..tile("province_rank", Size::Half, text("各省排名", "Provinces ranked"), locale)
    }
}
