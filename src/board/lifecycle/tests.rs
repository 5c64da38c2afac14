use jiff::civil::date;

use super::*;
use crate::board::Tile;
use crate::board::about::{holds, tried};

fn standing(stage: &str, lamp: Option<Lamp>, accounts: i64, cents: i64) -> Standing {
    Standing { stage: stage.to_owned(), lamp, accounts, cents }
}

fn step(before: &str, stage: &str, accounts: i64) -> Step {
    Step { before: before.to_owned(), stage: stage.to_owned(), accounts, cents: 100 }
}

fn empty() -> LifecycleFacts {
    LifecycleFacts {
        about: tried(),
        today: date(2026, 11, 22),
        stages: vec![],
        unowned: 0,
        with_step: (0, 0),
        stepless: vec![],
        longest: vec![],
        days: None,
        steps: vec![],
    }
}

fn full() -> LifecycleFacts {
    let waiting = Waiting {
        account_id: "a1".to_owned(),
        account: "甲公司".to_owned(),
        stage: "delivery".to_owned(),
        since: Some(date(2026, 11, 12)),
        ..Waiting::default()
    };
    LifecycleFacts {
        stages: vec![
            standing("delivery", None, 1, 0),
            standing("service", Some(Lamp::Good), 6, 600_000),
            standing("service", Some(Lamp::Act), 2, 100_000),
            standing("renewal", Some(Lamp::Act), 1, 50_000),
            standing("lost", Some(Lamp::Act), 3, 0),
        ],
        unowned: 1,
        with_step: (4, 7),
        stepless: vec![waiting.clone()],
        longest: vec![waiting],
        days: Some((date(2025, 11, 21), date(2026, 11, 22))),
        steps: vec![step("service", "service", 8), step("service", "renewal", 1)],
        ..empty()
    }
}

#[test]
fn every_tile_says_a_whole_sentence_with_a_number_that_leads_to_rows() {
    for facts in [full(), empty()] {
        holds(|locale| compose(&facts, locale));
    }
}

#[test]
fn who_left_the_loop_is_not_counted_on_it() {
    let said: Vec<String> = compose(&full(), Locale::En).tiles.iter().map(Tile::sentence).collect();
    assert!(
        said[0].starts_with("10 customers worth ¥90.0K of ARR stand on the loop, most of them in service: 8"),
        "{}",
        said[0]
    );
    let of = |key: &str| {
        let at = compose(&full(), Locale::En).tiles.iter().position(|tile| tile.key == key);
        said[at.unwrap()].as_str()
    };
    assert_eq!(of("act"), "3 customers on the loop need action, with ¥18.0K of ARR.");
    assert_eq!(of("lamps"), "Warnings gather in service: 2 of 8 customers there need action.");
    assert!(of("longest").ends_with("甲公司 is on record longest, 10 days."), "{}", of("longest"));
    assert_eq!(of("planned"), "4 of 10 customers have a next step, in 7 tasks.");
    assert_eq!(of("next"), "6 customers have no next step; the largest is 甲公司 with ¥0 of ARR.");
}

#[test]
fn who_moved_is_told_from_where_to_where() {
    let board = compose(&full(), Locale::Zh);
    let moved = board.tiles.iter().find(|tile| tile.key == "moved").unwrap();
    assert_eq!(moved.lines.iter().map(|line| line.title.as_str()).collect::<Vec<_>>(), ["服务 → 续约"]);
    assert_eq!(
        moved.sentence(),
        "从 2025-11-21 到 2026-11-22 都有评分的 9 家客户里，走得最多的一步是服务 → 续约：1 家。"
    );
}
