use jiff::civil::date;

use super::*;

fn facts() -> HomeFacts {
    let demand = |state: &str, answer: Option<&str>| Demand {
        id: state.to_owned(),
        quote: format!("please {state}"),
        state: state.to_owned(),
        raised_on: date(2026, 3, 1),
        answer: answer.map(str::to_owned),
    };
    let worth = |id: &str, answer: &str, cents: i64| Worth {
        id: id.to_owned(),
        version: 3,
        statement: format!("{id} saved"),
        amount_cents: Some(cents),
        evidence: "ledger".to_owned(),
        answer: answer.to_owned(),
    };
    HomeFacts {
        account_id: "a1".to_owned(),
        account: "Own".to_owned(),
        reader: "Gu".to_owned(),
        today: date(2026, 11, 22),
        demands: vec![demand("open", None), demand("accepted", Some("it runs")), demand("dropped", None)],
        values: vec![
            worth("v1", "acknowledged", 10_000_000),
            worth("v2", "pending", 5_000_000),
            worth("v3", "disputed", 900),
        ],
        meetings: vec![Meeting {
            id: "m1".to_owned(),
            version: 2,
            subject: "Review".to_owned(),
            purpose: None,
            place: None,
            at: date(2026, 12, 1).at(9, 30, 0, 0),
            reply: "pending".to_owned(),
        }],
        people: vec![Person {
            place: "ar".to_owned(),
            name: "Lin".to_owned(),
            email: "l@x.example".to_owned(),
        }],
        ..HomeFacts::default()
    }
}

fn keys(board: &Board) -> Vec<&str> {
    board.tiles.iter().map(|tile| tile.key.as_str()).collect()
}

#[test]
fn a_sponsor_reads_what_they_asked_for_then_what_is_done_worth_needed_and_who_cares() {
    let board = compose(&facts(), Locale::En);
    assert_eq!(keys(&board), ["asked", "done", "worth", "needs", "people"]);
    let said: Vec<_> = board.tiles.iter().map(crate::board::Tile::sentence).collect();
    assert_eq!(said[0], "You have asked for 2 things; 1 is still under way.");
    assert_eq!(said[1], "Of these, 1 is done.");
    assert!(said[2].ends_with("you have acknowledged 1 item of it."), "{}", said[2]);
    assert_eq!(said[3], "3 things wait for a word from you.");
    let worth = board.tiles[2].figure.as_ref().unwrap();
    assert!(
        format!("{}{}", worth.value, worth.unit).contains("150"),
        "what is questioned is not counted: {worth:?}"
    );
}

#[test]
fn nothing_empty_is_shown_and_nothing_is_asked_twice() {
    let bare =
        HomeFacts { today: date(2026, 11, 22), pulse: Some((4, date(2026, 10, 1))), ..HomeFacts::default() };
    let board = compose(&bare, Locale::Zh);
    assert_eq!(keys(&board), ["asked", "needs"]);
    assert!(board.tiles[1].lines.is_empty() && board.tiles[1].acts.is_empty());
    let due = HomeFacts { pulse: Some((4, date(2026, 8, 1))), ..bare };
    assert_eq!(compose(&due, Locale::Zh).tiles[1].acts.len(), 5, "asked again after {PULSE_DAYS} days");
}

#[test]
fn every_act_is_about_a_line_there_is_and_writes_a_field_a_sponsor_may_write() {
    for locale in [Locale::Zh, Locale::En] {
        for tile in compose(&facts(), locale).tiles {
            for act in &tile.acts {
                assert!(act.of.is_none_or(|line| line < tile.lines.len()), "{act:?}");
                assert!(!act.words.is_empty() && !act.done.is_empty());
                let spec = crate::noun::spec(&act.table).unwrap();
                let fields =
                    act.set.iter().map(|(field, _)| field).chain(act.asks.iter().map(|asked| &asked.field));
                for field in fields {
                    let (_, field) = spec.field(field).unwrap();
                    assert!(field.is_typed(true), "{}.{}", spec.table, field.name);
                }
            }
        }
    }
}
