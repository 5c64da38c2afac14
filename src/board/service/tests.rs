use jiff::civil::date;

use super::*;
use crate::board::about;

fn facts(now: Served) -> ServiceFacts {
    ServiceFacts {
        about: about::tried(),
        now,
        before: Served { csat: CsatCount { satisfied: 6, answers: 10, asked: 20 }, ..Served::default() },
        months: vec![Month { month_on: date(2026, 11, 1), pressing: 2, others: 3 }],
        priorities: vec![Response { priority: "urgent".to_owned(), median_minutes: 30, answered: 4 }],
        unhappy: vec![Unhappy { account_id: "a1".to_owned(), low: 3, answers: 4, ..Unhappy::default() }],
        unhappy_accounts: 1,
    }
}

#[test]
fn every_tile_says_a_whole_sentence_with_a_number_that_leads_to_rows() {
    let full = Served {
        csat: CsatCount { satisfied: 8, answers: 10, asked: 30 },
        open: 1,
        answered: 25,
        median_minutes: Some(150),
    };
    for now in [full, Served::default()] {
        for (locale, end) in [(Locale::Zh, '。'), (Locale::En, '.')] {
            for tile in compose(&facts(now), locale).tiles {
                let sentence = tile.sentence();
                assert!(sentence.ends_with(end), "{}: {sentence}", tile.key);
                let is_number = |span: &crate::board::Span| {
                    let href = span.href.as_deref().unwrap_or_default();
                    href.starts_with("/register/ticket?") && span.text.contains(|c: char| c.is_ascii_digit())
                };
                assert!(tile.headline.iter().any(is_number), "{}: {sentence}", tile.key);
            }
        }
    }
    let english = compose(&facts(full), Locale::En);
    let said: Vec<String> = english.tiles.iter().map(crate::board::Tile::sentence).collect();
    assert!(said[0].starts_with("Customers were satisfied in 80.0% of 10 ratings, up 20.0"), "{}", said[0]);
    assert_eq!(said[2], "Half of the 25 answered tickets had a first response within 2.5 hours.");
    assert_eq!(said[3], "1 ticket of this period is still open today.");
}
