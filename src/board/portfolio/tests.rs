use jiff::civil::date;

use super::*;
use crate::retention::Position;

fn facts() -> PortfolioFacts {
    let position =
        |opening_cents, closing_cents| Position { opening_cents, closing_cents, had_before: false };
    PortfolioFacts {
        north_star: Star { shown: "nrr".to_owned(), chosen: "nrr".to_owned(), ..Star::default() },
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
        core_actions: Some(CoreWeek { now: 1200, then: 1000, features: vec!["f1".into(), "f2".into()] }),
        offset: jiff::tz::offset(8),
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

/// What the one alert offers: the words of the act, else the link, and what its line says.
fn offered(change: impl FnOnce(&mut AtRisk)) -> (String, String, String) {
    let mut facts = facts();
    let mut risk = AtRisk {
        alert_id: "r1".to_owned(),
        version: 3,
        state: "open".to_owned(),
        rule: "payment_overdue".to_owned(),
        owner_id: Some("u2".to_owned()),
        owner: Some("林岚".to_owned()),
        lead: Some(("u1".to_owned(), "周敏".to_owned())),
        ..facts.at_risk.remove(0)
    };
    change(&mut risk);
    facts.at_risk = vec![risk];
    let board = compose(&facts, Locale::Zh);
    let tile = board.tiles.into_iter().find(|tile| tile.key == "at_risk").unwrap();
    let act = tile.acts.first().map(|act| {
        let sets: Vec<_> = act.set.iter().map(|(field, value)| format!("{field}={value}")).collect();
        format!("{} {} {} {}", act.words, act.table, act.version, sets.join(" "))
    });
    let line = tile.lines.into_iter().next().unwrap();
    let link = line.action.unwrap();
    (act.unwrap_or_default(), format!("{} {}", link.text, link.href.unwrap()), line.detail)
}

#[test]
fn every_red_customer_has_one_thing_to_do_and_says_who_has_done_it() {
    let at = "2026-11-22T01:05:00Z".parse().unwrap();
    let told = || Some(Told { by: "陈总".to_owned(), at });
    let (act, _, detail) = offered(|risk| (risk.owner_id, risk.owner) = (None, None));
    assert_eq!(act, "交给周敏 alert 3 owner_id=u1");
    assert!(detail.ends_with("无人负责"), "{detail}");
    let (act, link, _) = offered(|risk| (risk.owner_id, risk.owner, risk.lead) = (None, None, None));
    assert_eq!((act.as_str(), link.as_str()), ("", "指派责任人 /register/alert/r1?edit=1"));
    let (act, ..) = offered(|_| {});
    assert_eq!(
        act,
        "问林岚 task 0 title=请答复：1W 沉默 60 天 account_id=a1 owner_id=u2 alert_id=r1 due_on=2026-11-24"
    );
    let (act, ..) = offered(|risk| risk.rule = "renewal_near".to_owned());
    assert_eq!(act, "知悉 alert 3 state=acknowledged");
    let (act, link, _) = offered(|risk| {
        risk.rule = "sponsor_silent".to_owned();
        risk.sponsor = Some(("顾总".to_owned(), "+86 100-0000-1234".to_owned()));
    });
    assert_eq!((act.as_str(), link.as_str()), ("", "打给顾总 tel:+8610000001234"));
    let (act, link, detail) = offered(|risk| (risk.state, risk.known) = ("acknowledged".to_owned(), told()));
    assert_eq!((act.as_str(), link.as_str()), ("", "看进展 /register/alert/r1"));
    assert!(detail.ends_with("已由陈总于 今天 09:05 知悉"), "{detail}");
    let (act, link, detail) = offered(|risk| risk.asked = told());
    assert_eq!((act.as_str(), link.as_str()), ("", "看任务 /register/task?f=alert_id%3Aeq%3Ar1"));
    assert!(detail.ends_with("陈总于 今天 09:05 问过，等答复"), "{detail}");
}

#[test]
fn a_phone_begins_with_the_five_sentences_that_matter_most() {
    let board = compose(&facts(), Locale::Zh);
    let brief = crate::board::brief(&board);
    let keys: Vec<&str> = brief.iter().map(|tile| tile.key.as_str()).collect();
    assert_eq!(
        keys,
        ["grr", "churn", "arr", "bridge", "csat"],
        "what is red or watched first, then in order"
    );
}

#[test]
fn any_north_star_leads_with_its_guard_rails_beside_it_and_says_when_they_slip() {
    for star in crate::north_star::ALL {
        for chosen in [star.key, "another"] {
            let shown = Star {
                shown: star.key.to_owned(),
                chosen: chosen.to_owned(),
                company_id: "c1".to_owned(),
                version: 4,
            };
            let facts = PortfolioFacts { north_star: shown, ..facts() };
            for locale in [Locale::Zh, Locale::En] {
                let board = compose(&facts, locale);
                let first: Vec<&str> = board.tiles.iter().take(3).map(|tile| tile.key.as_str()).collect();
                assert_eq!(first, [star.key, star.guards[0], star.guards[1]]);
                let heroes = board.tiles.iter().filter(|tile| tile.size == crate::board::Size::Hero).count();
                assert_eq!(heroes, 1, "{}", star.key);
                let hero = &board.tiles[0];
                let warns = hero.sentence().contains(star.warning.zh)
                    || hero.sentence().contains(&star.warning.en[1..]);
                assert_eq!((warns, hero.acts.len()), if chosen == star.key { (false, 0) } else { (true, 1) });
            }
        }
    }
    // A third of the customers left: a guard-rail of net retention is red.
    let hero = compose(&facts(), Locale::Zh).tiles.remove(0);
    assert!(hero.sentence().ends_with("但它的护栏“客户流失率”为“预警”。"), "{}", hero.sentence());
}
