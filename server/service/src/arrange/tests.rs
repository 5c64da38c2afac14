use domain::board::Which;
use domain::noun;
use domain::policy::Role;
use domain::problem::ProblemKind;
use domain::record::Draft;
use domain::wall::USUAL;
use store::Store;

use super::*;
use crate::{Who, record};

async fn made(ctx: &Ctx, table: &str, fields: &[(&str, &str)]) -> String {
    let draft: Draft = fields.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    record::create(ctx, noun::spec(table).unwrap(), &draft).await.unwrap()
}

async fn person(system: &Ctx, name: &str, role: Role, account_id: Option<String>) -> Ctx {
    let email = format!("{name}@x.example");
    let user = [("name", name), ("email", &email), ("role", role.key()), ("is_active", "1")];
    let mut user = user.to_vec();
    let account = account_id.clone().unwrap_or_default();
    if account_id.is_some() {
        user.push(("account_id", &account));
    }
    let user_id = Some(made(system, "user", &user).await);
    Ctx { who: Who { user_id, name: name.to_owned(), role, account_id }, ..system.clone() }
}

/// The system, an executive, an administrator.
async fn world() -> (Ctx, Ctx, Ctx) {
    let system = Ctx::system(Store::in_memory().await.unwrap(), "2026-11-22T02:00:00Z".parse().unwrap());
    made(&system, "account", &[("name", "Own"), ("stage", "service")]).await;
    let exec = person(&system, "Lin", Role::Executive, None).await;
    let admin = person(&system, "Ada", Role::Administrator, None).await;
    (system, exec, admin)
}

fn asked(at: &str, on: &str, profile: &str) -> Asked {
    Asked { at: at.to_owned(), on: on.to_owned(), profile: profile.to_owned() }
}

async fn shown(ctx: &Ctx, screen: Screen) -> Vec<String> {
    let which = Which::Named(domain::board::named::Named::Growth, String::new());
    let board = crate::board::board(ctx, &which).await.unwrap();
    own(ctx, board, screen).await.unwrap().tiles.into_iter().map(|tile| tile.key).collect()
}

/// The board's tiles, the last of them first and the first hidden.
async fn turned(ctx: &Ctx, place: &Asked) -> Vec<Placed> {
    let mut tiles: Vec<Placed> =
        look(ctx, place).await.unwrap().tiles.into_iter().map(|(placed, _)| placed).collect();
    tiles[0].is_shown = false;
    tiles.reverse();
    tiles
}

#[tokio::test]
async fn what_one_arranges_is_theirs_on_that_screen_alone_and_goes_back_to_what_everybody_has() {
    let (_, exec, admin) = world().await;
    let usual = shown(&exec, Screen::Desk).await;
    let desk = asked("/board/growth", "desk", "");
    save(&exec, &desk, turned(&exec, &desk).await).await.unwrap();
    let mut expected = usual.clone();
    expected.remove(0);
    expected.reverse();
    assert_eq!(shown(&exec, Screen::Desk).await, expected);
    assert_eq!(shown(&exec, Screen::Phone).await, usual, "another screen");
    assert_eq!(shown(&admin, Screen::Desk).await, usual, "somebody else");
    let seen = look(&exec, &asked("/board/growth?tier=key", "desk", "")).await.unwrap();
    assert!(!seen.is_usual && seen.tiles.len() == usual.len(), "also for a part of the customers");
    reset(&exec, &desk).await.unwrap();
    assert_eq!(shown(&exec, Screen::Desk).await, usual);
    assert!(look(&exec, &desk).await.unwrap().is_usual);
    let same = look(&exec, &desk).await.unwrap().tiles.into_iter().map(|(placed, _)| placed).collect();
    save(&exec, &desk, same).await.unwrap();
    assert!(look(&exec, &desk).await.unwrap().is_usual, "what is usual is not written down");
}

#[tokio::test]
async fn the_walls_of_a_profile_show_a_page_as_an_administrator_arranged_it() {
    let (_, exec, admin) = world().await;
    let place = asked("/portfolio", "wall", USUAL);
    let before = admin.store.revision();
    save(&admin, &place, turned(&admin, &place).await).await.unwrap();
    assert!(admin.store.revision() > before, "walls draw anew");
    let board = crate::board::board(&admin, &Which::Portfolio(String::new())).await.unwrap();
    let usual: Vec<String> = board.tiles.iter().map(|tile| tile.key.clone()).collect();
    let of = |board: Board| board.tiles.into_iter().map(|tile| tile.key).collect::<Vec<_>>();
    let arranged = of(on_wall(&admin, board.clone(), USUAL, "/portfolio").await.unwrap());
    assert_eq!((arranged.len(), arranged.last()), (usual.len() - 1, usual.get(1)));
    assert_eq!(of(on_wall(&admin, board.clone(), USUAL, "/portfolio?tier=key").await.unwrap()), usual);
    assert_eq!(of(own(&admin, board, Screen::Wall).await.unwrap()), usual, "not the administrator's own");
    let kinds = [
        (&exec, place.clone(), ProblemKind::Forbidden),
        (&admin, asked("/board/growth", "wall", USUAL), ProblemKind::Invalid),
        (&admin, asked("/portfolio", "desk", USUAL), ProblemKind::Invalid),
        (&admin, asked("/portfolio", "wall", "nothing"), ProblemKind::Invalid),
    ];
    for (who, place, kind) in kinds {
        assert_eq!(look(who, &place).await.unwrap_err().kind, kind, "{place:?}");
        assert_eq!(reset(who, &place).await.unwrap_err().kind, kind, "{place:?}");
    }
}

#[tokio::test]
async fn what_makes_no_sense_is_refused_and_changes_nothing() {
    let (system, exec, _) = world().await;
    let desk = asked("/board/growth", "desk", "");
    for (at, on) in [
        ("https://evil.example/", "desk"),
        ("/register/account", "desk"),
        ("", "desk"),
        ("/board/growth", "fridge"),
        ("/board/growth?from=2026-11-02&to=2026-11-01", "desk"),
    ] {
        let told = look(&exec, &asked(at, on, "")).await.unwrap_err();
        assert_eq!(told.kind, ProblemKind::Invalid, "{at} {on}");
    }
    let hidden = |key: &str| Placed { is_shown: false, ..Placed::usual(key) };
    let all_hidden: Vec<Placed> = turned(&exec, &desk).await.iter().map(|one| hidden(&one.key)).collect();
    let only_a_stranger = [all_hidden.clone(), vec![Placed::usual("stranger")]].concat();
    let half = Placed { room: Room::Half, ..Placed::usual("nrr") };
    for (on, tiles) in [
        ("desk", all_hidden),
        ("desk", only_a_stranger),
        ("desk", vec![Placed::usual("<script>")]),
        ("desk", vec![Placed::usual("nrr"), Placed::usual("nrr")]),
        ("desk", (0..100).map(|n| Placed::usual(&format!("t{n}"))).collect()),
        ("phone", vec![half]),
    ] {
        let told = save(&exec, &asked("/board/growth", on, ""), tiles).await.unwrap_err();
        assert_eq!(told.kind, ProblemKind::Invalid);
        assert!(told.zh.contains("没有做任何改动") && told.en.contains("othing was changed"));
    }
    assert!(look(&exec, &desk).await.unwrap().is_usual);
    assert_eq!(look(&system, &desk).await.unwrap_err().kind, ProblemKind::SignedOut);
    let account = made(&system, "account", &[("name", "Theirs"), ("stage", "service")]).await;
    let sponsor = person(&system, "Gu", Role::ExecutiveSponsor, Some(account.clone())).await;
    for at in ["/", "/board/growth", &format!("/account/{account}")] {
        assert_eq!(look(&sponsor, &asked(at, "phone", "")).await.unwrap_err().kind, ProblemKind::NotFound);
    }
}
