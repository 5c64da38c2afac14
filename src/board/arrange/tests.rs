use proptest::prelude::*;

use super::*;

const KEYS: [&str; 8] = ["lead", "nrr", "grr", "due", "months", "region", "grown", "shrunk"];

fn board(keys: &[&str]) -> Board {
    let size = |at: usize| [Size::Hero, Size::Figure, Size::Half, Size::Wide][at % 4];
    let tile = |(at, key): (usize, &&str)| Tile { key: (*key).to_owned(), size: size(at), ..Tile::default() };
    Board {
        tiles: keys.iter().enumerate().map(tile).collect(),
        kept_as: "growth executive".to_owned(),
        ..Board::default()
    }
}

fn shown(written: &str, keys: &[&str]) -> String {
    let arranged = Arrangement::parse(written).unwrap().apply(board(keys), Screen::Desk);
    arranged.tiles.into_iter().map(|tile| tile.key).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_board_follows_its_arrangement_and_what_that_does_not_know_stands_where_the_board_has_it() {
    let three = ["lead", "nrr", "due"];
    for (written, keys, expected) in [
        ("", &three[..], "lead nrr due"),
        ("due lead nrr", &three, "due lead nrr"),
        ("due -lead nrr", &three, "due nrr"),
        ("due gone nrr lead", &three, "due nrr lead"),
        ("due lead", &three, "due lead nrr"),
        ("nrr due", &three, "lead nrr due"),
        ("-nrr due lead", &three, "due lead"),
        ("gone -lead -nrr -due", &three, "lead nrr due"),
        ("due", &[], ""),
    ] {
        assert_eq!(shown(written, keys), expected, "{written}");
    }
}

#[test]
fn a_tile_is_given_only_the_room_its_screen_has() {
    let of = |written: &str, screen| {
        let arranged = Arrangement::parse(written).unwrap().apply(board(&KEYS[..4]), screen);
        arranged.tiles.into_iter().map(|tile| tile.size).collect::<Vec<_>>()
    };
    let usual = vec![Size::Hero, Size::Figure, Size::Half, Size::Wide];
    assert_eq!(
        of("lead nrr:wide grr:wide due:half", Screen::Desk)[1..],
        [Size::Wide, Size::Wide, Size::Half]
    );
    assert_eq!(of("lead nrr:half", Screen::Phone), usual, "a phone has no half rows");
    assert_eq!(of("lead:wide nrr:wide", Screen::Wall), usual, "a wall has seats");
    for screen in Screen::ALL {
        for size in usual.clone() {
            assert_eq!(Room::offered(screen, size).first(), Some(&Room::Usual));
        }
    }
}

#[test]
fn what_nobody_could_have_meant_is_no_arrangement() {
    let long = (0..=TILES_MOST).map(|n| format!("t{n}")).collect::<Vec<_>>().join(" ");
    let huge = "x".repeat(KEY_MOST + 1);
    for written in ["-lead", "lead lead", "lead:huge", "Lead", "<b>", "a'b", ":wide", "-", &huge, &long] {
        assert_eq!(Arrangement::parse(written), None, "{written}");
    }
    let hidden = Placed { is_shown: false, ..Placed::usual("lead") };
    assert_eq!(Arrangement::new(vec![hidden]), Err(Flaw::Empty));
}

#[test]
fn what_is_not_there_just_now_is_remembered_beside_its_neighbour() {
    let earlier = Arrangement::parse("lead -nobody nrr due").unwrap();
    let saved = Arrangement::parse("due lead:wide nrr").unwrap().remembering(&earlier);
    assert_eq!(saved.to_string(), "due lead:wide -nobody nrr");
}

#[test]
fn a_phone_begins_the_portfolio_with_what_leads_the_lights_and_what_is_red() {
    let portfolio =
        Board { key: "portfolio".to_owned(), ..board(&["nrr", "grr", "lead", "at_risk", "hero", "lights"]) };
    let hero = [portfolio.tiles[0].key.as_str(), portfolio.tiles[4].key.as_str()];
    assert_eq!(
        reading(&portfolio, Screen::Phone),
        [&hero[..], &["lights", "at_risk", "grr", "lead"]].concat()
    );
    assert_eq!(reading(&portfolio, Screen::Desk)[..2], ["nrr", "grr"]);
}

#[test]
fn a_drawing_is_kept_under_its_arrangement() {
    let of = |written: &str| Arrangement::parse(written).unwrap().apply(board(&KEYS), Screen::Desk).kept_as;
    assert_eq!(of(""), "growth executive");
    assert_ne!(of("due lead"), of("lead due"));
    assert_ne!(of("due lead"), of(""));
    let unkept = Board { kept_as: String::new(), ..board(&KEYS) };
    assert!(Arrangement::parse("due").unwrap().apply(unkept, Screen::Desk).kept_as.is_empty());
}

fn placed() -> impl Strategy<Value = Placed> {
    let key = prop_oneof![prop::sample::select(&KEYS[..]), prop::sample::select(&["gone", "old"][..])];
    let room = prop::sample::select(&[Room::Usual, Room::Half, Room::Wide][..]);
    (key, any::<bool>(), room).prop_map(|(key, is_shown, room)| Placed {
        key: key.to_owned(),
        is_shown,
        room,
    })
}

proptest! {
    #[test]
    fn no_tile_is_lost_that_was_not_hidden_and_arranging_again_changes_nothing(
        tiles in prop::collection::vec(placed(), 0..12),
        there in prop::collection::vec(prop::sample::select(&KEYS[..]), 0..8),
    ) {
        let mut once: Vec<Placed> = Vec::new();
        for one in tiles {
            if !once.iter().any(|other| other.key == one.key) {
                once.push(one);
            }
        }
        let mut keys: Vec<&str> = Vec::new();
        for key in there {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        let Ok(arrangement) = Arrangement::new(once.clone()) else { return Ok(()) };
        prop_assert_eq!(Arrangement::parse(&arrangement.to_string()), Some(arrangement.clone()));
        for screen in Screen::ALL {
            let arranged = arrangement.apply(board(&keys), screen);
            let has = |key: &str| arranged.tiles.iter().filter(|tile| tile.key == key).count();
            let is_hidden = |key: &str| once.iter().any(|one| one.key == key && !one.is_shown);
            let is_bare = keys.iter().all(|key| is_hidden(key));
            for key in &keys {
                prop_assert_eq!(has(key), usize::from(is_bare || !is_hidden(key)), "{}", key);
            }
            prop_assert!(arranged.tiles.iter().all(|tile| keys.contains(&tile.key.as_str())));
            let order = |board: &Board| board.tiles.iter().map(|tile| tile.key.clone()).collect::<Vec<_>>();
            prop_assert_eq!(order(&arrangement.apply(arranged.clone(), screen)), order(&arranged));
        }
    }
}
