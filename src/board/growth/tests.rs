use jiff::civil::date;

use super::*;
use crate::board::Tile;
use crate::board::about;

fn mover(id: &str, opening_cents: i64, closing_cents: i64, reason: Option<&str>) -> Mover {
    Mover {
        account_id: id.to_owned(),
        account: "甲公司".to_owned(),
        opening_cents,
        closing_cents,
        reason: reason.map(str::to_owned),
    }
}

fn empty() -> GrowthFacts {
    GrowthFacts {
        about: about::tried(),
        today: date(2026, 11, 22),
        bridge: Bridge::default(),
        before: Bridge::default(),
        months: vec![],
        due: vec![],
        ending: Ending::default(),
        grown: vec![],
        shrunk: vec![],
        regions: vec![],
        industries: vec![],
    }
}

fn full() -> GrowthFacts {
    let bridge = Bridge {
        opening_cents: 100_000,
        opening_customers: 10,
        new_cents: 20_000,
        new_customers: 2,
        expansion_cents: 15_000,
        expansion_customers: 3,
        contraction_cents: 4_000,
        contraction_customers: 1,
        churn_cents: 6_000,
        churn_customers: 1,
        closing_cents: 125_000,
        closing_customers: 11,
        ..Bridge::default()
    };
    let part = |value: &str, kept_cents| Part {
        value: value.to_owned(),
        opening_cents: 50_000,
        kept_cents,
        closing_cents: kept_cents,
    };
    GrowthFacts {
        bridge,
        before: Bridge { opening_cents: 90_000, expansion_cents: 8_000, closing_cents: 100_000, ..bridge },
        months: vec![Gained {
            month_on: date(2026, 11, 1),
            expansion_cents: 15_000,
            expansions: 3,
            arrival_cents: 20_000,
        }],
        due: vec![Due {
            month_on: date(2026, 12, 1),
            calm_cents: 60_000,
            watch_cents: 10_000,
            act_cents: 5_000,
            accounts: 4,
            at_risk: 2,
        }],
        ending: Ending { cents: 80_000, subscriptions: 5, automatic_cents: 20_000, automatic: 1 },
        grown: vec![mover("a1", 10_000, 25_000, None)],
        shrunk: vec![mover("a2", 6_000, 0, Some("预算削减")), mover("a3", 9_000, 5_000, None)],
        regions: vec![part("华东", 60_000), part("", 45_000)],
        industries: vec![part("能源", 60_000)],
        ..empty()
    }
}

#[test]
fn every_tile_says_a_whole_sentence_with_a_number_that_leads_to_rows() {
    for facts in [full(), empty()] {
        for (locale, end) in [(Locale::Zh, '。'), (Locale::En, '.')] {
            for tile in compose(&facts, locale).tiles {
                let sentence = tile.sentence();
                assert!(sentence.ends_with(end), "{}: {sentence}", tile.key);
                let is_number = |span: &crate::board::Span| {
                    let href = span.href.as_deref().unwrap_or_default();
                    href.starts_with("/register/") && span.text.contains(|c: char| c.is_ascii_digit())
                };
                assert!(tile.headline.iter().any(is_number), "{}: {sentence}", tile.key);
            }
        }
    }
}

#[test]
fn growth_is_told_by_what_it_was_made_of() {
    let said = |facts: &GrowthFacts, locale| -> Vec<String> {
        compose(facts, locale).tiles.iter().map(Tile::sentence).collect()
    };
    let english = said(&full(), Locale::En);
    assert_eq!(
        english[0],
        "Recurring revenue grew by ¥3,000: expansion of ¥1,800 outweighed the ¥1,200 lost, and new customers \
         brought ¥2,400."
    );
    assert_eq!(english[4], "Of 5 subscriptions that end, 1 renews by itself; ¥7,200 is still to be agreed.");
    let shrinking = GrowthFacts {
        bridge: Bridge { closing_cents: 90_000, expansion_cents: 0, ..full().bridge },
        ..full()
    };
    let chinese = said(&shrinking, Locale::Zh);
    assert!(chinese[0].starts_with("年度经常性收入本期净减 1,200元：老客户增购 0元"), "{}", chinese[0]);
    assert_eq!(compose(&shrinking, Locale::Zh).tiles[0].lamp, Some(crate::board::Lamp::Act));
}

#[test]
fn who_left_is_told_with_the_reason_that_was_written_down() {
    let board = compose(&full(), Locale::Zh);
    let shrunk = board.tiles.iter().find(|tile| tile.key == "shrunk").unwrap();
    assert_eq!(shrunk.lines[0].detail, "已离开 · 预算削减");
    assert_eq!(shrunk.lines[0].lamp, Some(crate::board::Lamp::Act));
    assert_eq!(shrunk.lines[1].value, "-480元");
}

#[test]
fn a_past_day_leads_to_the_ledger_and_not_to_what_is_paid_today() {
    let past = {
        let full = full();
        GrowthFacts { about: About { to: date(2026, 6, 30), ..full.about.clone() }, ..full }
    };
    let regions = compose(&past, Locale::En).tiles.into_iter().find(|tile| tile.key == "region").unwrap();
    let href = regions.headline[1].href.clone().unwrap();
    assert!(href.starts_with("/register/arr_event?") && href.contains("account.region"), "{href}");
}
