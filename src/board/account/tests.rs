use jiff::civil::date;

use super::*;
use crate::record::{Record, Row, Scope};
use crate::value::Value;

fn facts() -> AccountFacts {
    let cells = Account::SPEC
        .fields
        .iter()
        .map(|field| match field.name {
            "name" => Value::from("华东一号"),
            "stage" => Value::from("service"),
            "mrr_cents" => Value::Int(10_000_000),
            "renewal_on" => Value::from("2027-01-01"),
            _ if field.required => Value::Int(0),
            _ => Value::Null,
        })
        .collect();
    let row = Row { id: "a1".to_owned(), version: 1, archived_at: None, cells };
    AccountFacts {
        account: Account::from_row(&row).unwrap(),
        owner: None,
        standing: None,
        timeline: Vec::new(),
        currency: Currency::CNY,
        is_demo: false,
        today: date(2026, 11, 22),
        months: vec![(date(2025, 11, 30), 8_000_000), (date(2026, 10, 31), 10_000_000)],
        sponsor: Some(Sponsor {
            id: "s1".to_owned(),
            name: "周岚".to_owned(),
            job_title: Some("董事长".to_owned()),
            touched_on: Some(date(2026, 9, 1)),
        }),
        demands: vec![DemandLine {
            id: "d1".to_owned(),
            quote: "月底前看到回款".to_owned(),
            state: "open".to_owned(),
            raised_on: date(2026, 10, 1),
        }],
        demands_total: 3,
        demands_kept: 1,
        team: vec![("ar".to_owned(), "李然".to_owned())],
        tickets_open: 2,
        csat: CsatCount { satisfied: 8, answers: 10, asked: 20 },
        weeks: vec![(date(2026, 11, 16), 1200)],
        core: (3, 5),
        overdue: (1, 1_000_000),
        alerts: vec![AlertLine {
            rule: "manual".to_owned(),
            raised_on: date(2026, 11, 2),
            id: "al1".to_owned(),
            message: "1W 沉默".to_owned(),
            severity: "act".to_owned(),
            owner: None,
        }],
        touchpoints: vec![],
        looks: Looks { last_on: Some(date(2026, 11, 20)), month: 6, depth: Some(80) },
        meetings: vec![],
        values: vec![],
    }
}

#[test]
fn every_tile_of_an_account_is_a_sentence() {
    for (locale, end) in [(Locale::Zh, '。'), (Locale::En, '.')] {
        for audience in [Audience::Team, Audience::Customer] {
            for tile in compose(&facts(), audience, locale).tiles {
                assert!(tile.sentence().ends_with(end), "{}: {}", tile.key, tile.sentence());
            }
        }
    }
}

#[test]
fn a_customer_is_shown_nothing_of_our_inner_life() {
    let board = compose(&facts(), Audience::Customer, Locale::Zh);
    let keys: Vec<_> = board.tiles.iter().map(|tile| tile.key.as_str()).collect();
    for hidden in ["sponsor", "alerts", "team", "touchpoints"] {
        assert!(!keys.contains(&hidden), "{hidden}");
    }
    assert!(board.tiles.iter().find(|tile| tile.key == "revenue").is_some_and(|tile| tile.lamp.is_none()));
    let whole = serde_json::to_string(&board).unwrap();
    assert!(!whole.contains("沉默") && !whole.contains("负责人"), "{whole}");
    for spec in crate::noun::ALL.iter().filter(|spec| !spec.is_shared() || spec.scope == Scope::Company) {
        assert!(!whole.contains(&format!("/register/{}?", spec.table)), "links to {}", spec.table);
    }
}

#[test]
fn sixty_days_of_silence_light_the_lamp() {
    let lamp = |day| {
        let mut facts = facts();
        facts.sponsor.as_mut().unwrap().touched_on = Some(day);
        compose(&facts, Audience::Team, Locale::En)
            .tiles
            .iter()
            .find(|tile| tile.key == "sponsor")
            .unwrap()
            .lamp
    };
    use crate::board::Lamp;
    assert_eq!(lamp(date(2026, 10, 23)), Some(Lamp::Good));
    assert_eq!(lamp(date(2026, 10, 22)), Some(Lamp::Watch));
    assert_eq!(lamp(date(2026, 9, 22)), Some(Lamp::Act));
}

#[test]
fn a_meeting_the_sponsor_has_not_confirmed_is_red_in_its_last_week() {
    use crate::board::home::{Meeting, Worth};
    use crate::board::{Lamp, Tile};
    let meeting = |days: i32, reply: &str| Meeting {
        id: "m1".to_owned(),
        version: 1,
        subject: "年度复盘".to_owned(),
        purpose: None,
        place: None,
        at: crate::calendar::plus_days(date(2026, 11, 22), days).at(10, 0, 0, 0),
        reply: reply.to_owned(),
    };
    let tile = |meetings: Vec<Meeting>, locale| -> Tile {
        let facts = AccountFacts { meetings, ..facts() };
        let board = compose(&facts, Audience::Team, locale);
        board.tiles.into_iter().find(|tile| tile.key == "meetings").unwrap()
    };
    for (days, reply, expected) in [
        (7, "pending", Some(Lamp::Act)),
        (8, "pending", Some(Lamp::Watch)),
        (1, "confirmed", Some(Lamp::Good)),
        (9, "declined", Some(Lamp::Act)),
    ] {
        assert_eq!(tile(vec![meeting(days, reply)], Locale::Zh).lines[0].lamp, expected, "{days} {reply}");
    }
    let near = vec![meeting(3, "pending"), meeting(30, "pending")];
    assert_eq!(
        tile(near.clone(), Locale::Zh).sentence(),
        "接下来有 2 场会，其中 1 场在 7 天之内，1W 还没有确认。"
    );
    assert_eq!(
        tile(near, Locale::En).sentence(),
        "2 meetings are to come; 1 of them is within 7 days and not confirmed by the sponsor."
    );
    assert!(tile(vec![], Locale::En).sentence().ends_with('.'));
    let worth = |answer: &str| Worth {
        id: "w1".to_owned(),
        amount_cents: Some(10_000_000),
        answer: answer.to_owned(),
        ..Worth::default()
    };
    let facts = AccountFacts { values: vec![worth("acknowledged"), worth("pending")], ..facts() };
    let board = compose(&facts, Audience::Team, Locale::Zh);
    let values = board.tiles.iter().find(|tile| tile.key == "values").unwrap();
    assert_eq!(values.sentence(), "已写下 2 项价值，1W 认可了 1 项，合计 10.00万。");
    assert!(compose(&facts, Audience::Customer, Locale::Zh).tiles.iter().all(|tile| tile.key != "values"));
}

#[test]
fn the_sponsors_tile_says_how_often_and_how_deep_they_look() {
    let board = compose(&facts(), Audience::Team, Locale::Zh);
    let tile = board.tiles.iter().find(|tile| tile.key == "sponsor").unwrap();
    assert!(tile.sentence().contains("近四周打开看板 6 次（每周 1.5 次）"), "{}", tile.sentence());
    assert!(tile.sentence().ends_with("看到 80%。"), "{}", tile.sentence());
}
