use jiff::civil::date;

use super::*;
use crate::board::about::{holds, tried};

fn full() -> SponsorFacts {
    SponsorFacts {
        about: tried(),
        coverage: Coverage {
            customers: 40,
            named: 37,
            unnamed_arr_cents: 123_400_000,
            unnamed: vec![Unnamed {
                account_id: "a".into(),
                account: "华东精密".into(),
                arr_cents: 90_000_000,
                ..Unnamed::default()
            }],
        },
        days: vec![12, 8, 5, 4, 4, 3, 1],
        bands: Bands { near: 20, silent: 9, lost: 7, never: 1 },
        owners: vec![OwnerBands {
            owner_id: "u".into(),
            owner: "周岚".into(),
            bands: Bands { near: 2, silent: 1, lost: 4, never: 1 },
        }],
        silent: vec![Silent {
            id: "s".into(),
            name: "钱董".into(),
            account: "华东精密".into(),
            last_on: Some(date(2026, 8, 1)),
            ..Silent::default()
        }],
        attendance: vec![Attendance { kind: "kickoff".into(), attended: 3, recorded: 4 }],
        opens: Opens {
            accounts: 3,
            accounts_week: 1,
            month: 12,
            last_on: Some(date(2026, 11, 21)),
            weeks: vec![(date(2026, 11, 16), 4)],
        },
        setup: Setup { all: 5, invited: 4, signed_in: 3, installed: 2, trained: 1 },
        meetings: vec![Unanswered {
            id: "m".into(),
            subject: "验收会".into(),
            account: "华东精密".into(),
            on: Some(date(2026, 11, 25)),
            is_declined: false,
        }],
        meetings_unanswered: 1,
        meetings_planned: 3,
    }
}

fn empty() -> SponsorFacts {
    SponsorFacts {
        about: tried(),
        coverage: Coverage::default(),
        bands: Bands::default(),
        days: vec![0; 7],
        owners: vec![],
        silent: vec![],
        attendance: vec![],
        opens: Opens::default(),
        setup: Setup::default(),
        meetings: vec![],
        meetings_unanswered: 0,
        meetings_planned: 0,
    }
}

#[test]
fn every_tile_says_a_whole_sentence_with_a_number_that_leads_to_rows() {
    let all_named =
        SponsorFacts { coverage: Coverage { customers: 1, named: 1, ..Coverage::default() }, ..full() };
    for facts in [full(), all_named, empty()] {
        holds(|locale| compose(&facts, locale));
    }
}

#[test]
fn the_sentences_name_who_is_to_be_called_first() {
    let said =
        |locale| compose(&full(), locale).tiles.iter().map(crate::board::Tile::sentence).collect::<Vec<_>>();
    let (zh, en) = (said(Locale::Zh), said(Locale::En));
    assert_eq!(zh[0], "40 家付费客户里有 92.5% 有具名的 1W，还有 3 家没有，涉及 ARR 123.40万。");
    assert_eq!(en[0], "Of 40 paying customers 92.5% have a named sponsor; 3 have none, with ¥1.23M of ARR.");
    assert_eq!(en[1], "Of 37 sponsors 8 have not heard from us for over 60 days.");
    assert_eq!(en[6], "周岚 has lost sight of 5 of 8 sponsors, more than anybody else.");
    assert_eq!(zh[11], "华东精密的钱董沉默最久，已经 113 天没有人联系。");
    assert_eq!(en[5], "1 of 4 invited sponsors was trained on our screens.");
}
