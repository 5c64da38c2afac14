use jiff::civil::date;

use super::*;
use crate::retention::Position;

fn facts() -> PortfolioFacts {
    let position =
        |opening_cents, closing_cents| Position { opening_cents, closing_cents, had_before: false };
    PortfolioFacts {
        north_star: "nrr".to_owned(),
        standing: None,
        company: "演示公司".to_owned(),
        currency: Currency::CNY,
        is_demo: true,
        from: date(2025, 11, 22),
        to: date(2026, 11, 22),
        today: date(2026, 11, 22),
        bridge: Bridge::between([
            position(10_000_000, 12_000_000),
            position(5_000_000, 4_000_000),
            position(1_000_000, 0),
            position(0, 3_000_000),
        ]),
        before: Bridge::between([position(10_000_000, 10_000_000)]),
        trend: vec![MonthRetention {
            month_on: date(2026, 10, 31),
            base_cents: 100,
            end_cents: 108,
            kept_cents: 95,
        }],
        renewals: vec![RenewalMonth {
            month_on: date(2026, 12, 1),
            due_cents: 5_000_000,
            at_risk_cents: 1_000_000,
            accounts: 2,
        }],
        at_risk: vec![AtRisk {
            account: "华东一号".to_owned(),
            account_id: "a1".to_owned(),
            severity: "act".to_owned(),
            message: "1W 沉默 60 天".to_owned(),
            ..AtRisk::default()
        }],
        at_risk_accounts: 1,
        at_risk_cents: 1_000_000,
        csat: CsatCount { satisfied: 779, answers: 1175, asked: 2000 },
        adoption: (40, 50),
    }
}

#[test]
fn every_tile_has_a_sentence_with_an_end_in_both_languages() {
    for (locale, end) in [(Locale::Zh, '。'), (Locale::En, '.')] {
        for tile in compose(&facts(), locale).tiles {
            assert!(tile.sentence().ends_with(end), "{}: {}", tile.key, tile.sentence());
        }
    }
}

#[test]
fn every_number_in_a_sentence_is_a_link_to_rows() {
    for locale in [Locale::Zh, Locale::En] {
        for tile in compose(&facts(), locale).tiles {
            for span in tile.headline.iter().filter(|span| span.href.is_none()) {
                let words = span.text.replace("24 ", "").replace("12 ", "").replace("28 ", "");
                assert!(!words.contains(|c: char| c.is_ascii_digit()), "{}: {:?}", tile.key, span.text);
            }
            for href in tile.headline.iter().filter_map(|span| span.href.as_deref()) {
                assert!(href.starts_with("/register/") || href.starts_with("/account/"), "{href}");
            }
        }
    }
}

#[test]
fn the_figures_are_the_formulas_figures() {
    let board = compose(&facts(), Locale::Zh);
    let shown = |key: &str| {
        board.tiles.iter().find(|tile| tile.key == key).and_then(|tile| tile.figure.clone()).unwrap().value
    };
    assert_eq!(
        (shown("nrr").as_str(), shown("grr").as_str(), shown("csat").as_str(), shown("adoption").as_str()),
        ("100.0", "87.5", "66.30", "80.0")
    );
    assert_eq!(shown("churn"), "33.3");
}

#[test]
fn an_empty_company_reads_as_sentences_too() {
    let empty = PortfolioFacts {
        bridge: Bridge::default(),
        before: Bridge::default(),
        trend: vec![],
        renewals: vec![],
        at_risk: vec![],
        at_risk_accounts: 0,
        at_risk_cents: 0,
        csat: CsatCount::default(),
        adoption: (0, 0),
        ..facts()
    };
    for tile in compose(&empty, Locale::En).tiles {
        assert!(tile.sentence().ends_with('.'), "{}: {}", tile.key, tile.sentence());
    }
}
