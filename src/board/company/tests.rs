use jiff::civil::date;

use super::*;
use crate::board::about::{holds, tried};

fn part(name: &str, kept: i64, opening: i64) -> Portfolio {
    Portfolio {
        key: name.into(),
        name: name.into(),
        customers: 9,
        arr_cents: 12 * kept,
        opening_cents: opening,
        kept_cents: kept,
        red: 2,
    }
}

fn empty() -> CompanyFacts {
    let month =
        Month { month_on: date(2026, 11, 1), signed: Signed::default(), came_cents: 0, open_cents: 0 };
    CompanyFacts {
        about: tried(),
        signed: Signed::default(),
        signed_before: Signed::default(),
        months: vec![month],
        contracts: (0, 0),
        cash: Cash::default(),
        standing: None,
        regions: vec![],
        owners: vec![],
        recovery: None,
    }
}

fn full() -> CompanyFacts {
    let signed = Signed { new: (5_000_000, 3), expansion: (1_000_000, 1), back: (0, 0) };
    let month = |month_on, signed| Month { month_on, signed, came_cents: 4_000_000, open_cents: 100_000 };
    CompanyFacts {
        signed,
        signed_before: Signed { new: (4_000_000, 2), ..Signed::default() },
        months: vec![month(date(2026, 10, 1), signed), month(date(2026, 11, 1), Signed::default())],
        contracts: (4, 80_000_000),
        cash: Cash { due: (50_000_000, 6), came: (40_000_000, 5), overdue: (10_000_000, 1) },
        regions: vec![part("华东", 120, 100), part("华北", 95, 100), part("华南", 80, 100)],
        owners: vec![part("周岚", 80, 100)],
        recovery: Some(Recovery {
            since_on: date(2026, 10, 25),
            on: date(2026, 11, 22),
            accounts: 2,
            largest: vec![Recovered {
                account: "华东精密".into(),
                before: Some(Lamp::Act),
                contacts: 7,
                ..Recovered::default()
            }],
        }),
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
fn the_sentences_say_what_was_won_and_who_keeps_best() {
    let said =
        |locale| compose(&full(), locale).tiles.iter().map(crate::board::Tile::sentence).collect::<Vec<_>>();
    let (zh, en) = (said(Locale::Zh), said(Locale::En));
    assert_eq!(zh[0], "本期新签 3 笔、扩展 1 笔，一共带来 ARR 72.00万，比上一期多 50.0%。");
    assert_eq!(
        en[0],
        "We won ¥720K of ARR with 3 new signings and 1 expansion, 50.0% more than the period before."
    );
    assert_eq!(zh[1], "本期到期的 6 笔款项已到账 40.00万；还有 1 笔逾期未到，共 10.00万。");
    assert_eq!(en[8], "华东 retains most, 120.0%; 华南 least, 80.0%.");
    assert_eq!(en[10], "2 customers are on track again after 28 days; the largest is 华东精密.");
}
