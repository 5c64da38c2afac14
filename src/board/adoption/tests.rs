use jiff::civil::date;

use super::*;
use crate::board::about::{holds, tried};

fn empty() -> AdoptionFacts {
    AdoptionFacts {
        about: tried(),
        core: vec![],
        paying: 0,
        active: 0,
        active_before: 0,
        stopped: 0,
        months: vec![],
        seats: Seats::default(),
        actions: vec![],
        features: vec![],
        idle: vec![],
        idle_arr_cents: 0,
    }
}

fn full() -> AdoptionFacts {
    let action = |name: &str, accounts| Action { name: name.into(), feature_id: name.into(), accounts };
    let kept = |name: &str, kept| Kept { id: name.into(), name: name.into(), is_core: true, then: 20, kept };
    AdoptionFacts {
        core: vec!["f".into(), "g".into()],
        paying: 40,
        active: 32,
        active_before: 30,
        stopped: 2,
        months: vec![(date(2025, 11, 30), 28), (date(2026, 10, 31), 32)],
        seats: Seats {
            accounts: 40,
            paid: 500,
            taken: 300,
            spare_accounts: 12,
            spare: vec![Spare {
                account: "华东精密".into(),
                paid: 100,
                taken: 20,
                arr_cents: 40_000_000,
                ..Spare::default()
            }],
        },
        actions: vec![action("建档", 34), action("排产", 30), action("分析", 12)],
        features: vec![kept("排产", 19), kept("分析", 5)],
        idle: vec![Idle { account: "华东精密".into(), arr_cents: 50_000_000, ..Idle::default() }],
        idle_arr_cents: 90_000_000,
        ..empty()
    }
}

#[test]
fn every_tile_says_a_whole_sentence_with_a_number_that_leads_to_rows() {
    let all_active = AdoptionFacts { active: 40, idle: vec![], idle_arr_cents: 0, ..full() };
    for facts in [full(), all_active, empty()] {
        holds(|locale| compose(&facts, locale));
    }
}

#[test]
fn the_sentences_say_where_customers_stop() {
    let said =
        |locale| compose(&full(), locale).tiles.iter().map(crate::board::Tile::sentence).collect::<Vec<_>>();
    let (zh, en) = (said(Locale::Zh), said(Locale::En));
    assert_eq!(zh[0], "28 天里 40 家付费客户有 80.0% 用过核心功能，8 家没有，涉及 ARR 90.00万。");
    assert_eq!(en[6], "34 customers did “建档” and 12 did all core actions; most stop before “分析”: 18.");
    assert_eq!(
        en[8],
        "“排产” keeps most: of 20 customers twelve weeks ago 95% still use it; “分析” keeps 25%."
    );
    assert_eq!(zh[9], "12 家客户一共空着 200 个付费席位，华东精密为空席付得最多，每年 40.00万。");
}
