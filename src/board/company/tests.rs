use jiff::civil::date;

use super::*;
use crate::board::about::{holds, tried};
use crate::calendar::Fiscal;

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
        aims: vec![],
        standing: None,
        regions: vec![],
        provinces: vec![],
        owners: vec![],
        recovery: None,
    }
}

fn aim(measure: &str, done: i64) -> Aim {
    Aim {
        id: "t".into(),
        name: "年度目标".into(),
        measure: measure.into(),
        period: Fiscal::default().year(2026),
        amount_cents: 100_000_000,
        actual_cents: done * 1_000_000,
    }
}

#[test]
fn a_target_says_how_far_it_is_done_beside_its_time() {
    let said = |done, locale| {
        let facts = CompanyFacts { aims: vec![aim("signed", done)], ..full() };
        let tile =
            compose(&facts, locale).tiles.into_iter().find(|tile| tile.key == "target_signed").unwrap();
        (tile.sentence(), tile.lamp)
    };
    // 22 November: 326 of 365 days.
    let (zh, lamp) = said(60, Locale::Zh);
    assert_eq!(
        zh,
        "“年度目标”完成了 60.00万，即 100.00万 中的 60.0%；但时间已过去 89%，进度落后 29.3 个百分点。"
    );
    assert_eq!(lamp, Some(Lamp::Act));
    let (en, lamp) = said(95, Locale::En);
    assert_eq!(
        en,
        "“年度目标” stands at 95.0%: ¥950K of ¥1.00M, with 89% of its time gone, so it is 5.7 points ahead."
    );
    assert_eq!(lamp, Some(Lamp::Good));
    assert_eq!(said(85, Locale::En).1, Some(Lamp::Watch));
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
        provinces: vec![part("shanghai", 300, 100), part("zhejiang", 100, 100), part("", 50, 50)],
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
    let aims = ["signed", "contracts", "collected"].map(|measure| aim(measure, 60));
    for facts in [CompanyFacts { aims: aims.into(), ..full() }, empty()] {
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
    assert_eq!(
        en[10],
        "Of 18 paying customers whose province is known, Shanghai has most: ¥36 of ARR, 66.7% of all."
    );
    assert_eq!(en[12], "2 customers are on track again after 28 days; the largest is 华东精密.");
}
