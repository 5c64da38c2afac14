use jiff::civil::date;

use super::*;
use crate::board::about::{holds, tried};
use crate::board::{Lamp, Tile};

fn full() -> StrategyFacts {
    let horizon = |key: &str, many, space_cents, chosen_cents| Horizon {
        key: key.to_owned(),
        many,
        space_cents,
        chosen_cents,
    };
    StrategyFacts {
        about: tried(),
        year: (2026, Period { from: date(2026, 1, 1), to: date(2026, 12, 31) }),
        horizons: vec![
            horizon("short", 12, 900_000_000, 300_000_000),
            horizon("medium", 1, 1_200_000_000, 0),
            horizon("long", 3, 700_000_000, 0),
        ],
        chosen: (1, 300_000_000),
        abandoned: (4, 800_000_000),
        goals: (1, 300_000_000, 1),
        target_cents: Some(400_000_000),
        accounts: (60, 7),
        empty: vec![("a".to_owned(), "甲".to_owned())],
    }
}

fn tile(facts: &StrategyFacts, key: &str, locale: Locale) -> Tile {
    compose(facts, locale).tiles.into_iter().find(|tile| tile.key == key).unwrap()
}

#[test]
fn every_tile_says_a_sentence_whose_number_leads_to_rows() {
    holds(|locale| compose(&full(), locale));
    holds(|locale| compose(&StrategyFacts { target_cents: None, ..full() }, locale));
    let none = StrategyFacts {
        horizons: ["short", "medium", "long"]
            .map(|key| Horizon { key: key.to_owned(), ..Horizon::default() })
            .into(),
        chosen: (0, 0),
        abandoned: (0, 0),
        goals: (0, 0, 0),
        accounts: (0, 0),
        empty: Vec::new(),
        ..full()
    };
    holds(|locale| compose(&none, locale));
    assert_eq!(tile(&none, "waiting", Locale::Zh).lamp, None);
}

#[test]
fn sentences_say_what_was_counted() {
    let facts = full();
    for (key, locale, words) in [
        ("coverage", Locale::Zh, "1 个客户目标合计 300.00万，是今年签约目标 400.00万 的 75%。"),
        (
            "coverage",
            Locale::En,
            "1 goal of customers come to ¥3.00M, 75% of the year's signing target of ¥4.00M.",
        ),
        ("horizons", Locale::En, "Most space is in the medium term: 1 opportunity, ¥12.0M."),
        ("empty", Locale::Zh, "60 家客户里，7 家的沙盘一无所有：洞察还没有做。"),
    ] {
        assert_eq!(tile(&facts, key, locale).sentence(), words);
    }
    assert_eq!(tile(&facts, "coverage", Locale::En).lamp, Some(Lamp::Watch));
    assert_eq!(tile(&facts, "waiting", Locale::En).lamp, Some(Lamp::Watch));
}
