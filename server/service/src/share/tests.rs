use domain::noun;
use domain::record::Draft;

use super::*;
use crate::record;

async fn made(ctx: &Ctx, table: &str, fields: &[(&str, &str)]) -> String {
    let draft: Draft = fields.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    record::create(ctx, noun::spec(table).unwrap(), &draft).await.unwrap()
}

/// An executive of ours, and the account they show.
async fn world() -> (Ctx, Ctx, String) {
    let system = Ctx::system(Store::in_memory().await.unwrap(), "2026-11-22T02:00:00Z".parse().unwrap());
    let account = made(&system, "account", &[("name", "Own"), ("stage", "service")]).await;
    let user = [("name", "Lin"), ("email", "lin@x.example"), ("role", "executive"), ("is_active", "1")];
    let user = made(&system, "user", &user).await;
    let who = Who { user_id: Some(user), name: "Lin".to_owned(), role: Role::Executive, account_id: None };
    (Ctx { who, ..system.clone() }, system, account)
}

fn later(ctx: &Ctx, hours: i64) -> Timestamp {
    ctx.now.checked_add(SignedDuration::from_hours(hours)).unwrap()
}

#[tokio::test]
async fn a_link_shows_one_board_without_a_way_behind_it_and_notes_who_opened_it() {
    let (exec, _, account) = world().await;
    let token = offer(&exec, &format!("/account/{account}"), " Gu Cheng ", 7).await.unwrap();
    let mut shown = open(&exec.store, later(&exec, 24), &token, "iPhone").await.unwrap();
    assert_eq!(
        (shown.board.title.as_str(), shown.recipient.as_str(), shown.sharer.as_str()),
        ("Own", "Gu Cheng", "Lin")
    );
    let mut links = 0;
    shown.board.each_href(&mut |href| links += i32::from(href.is_some()));
    assert_eq!(links, 0, "no link is left");
    assert!(
        shown
            .board
            .tiles
            .iter()
            .all(|tile| tile.acts.is_empty() && tile.lines.iter().all(|line| line.action.is_none()))
    );
    let listed = list(&exec).await.unwrap();
    assert_eq!((listed.len(), listed[0].openings), (1, 1));
    assert_eq!(listed[0].opened_at.as_deref(), Some("2026-11-23 10:00"));
}

#[tokio::test]
async fn a_link_that_ended_was_called_back_or_guessed_and_one_of_somebody_who_left_read_alike() {
    let (exec, system, account) = world().await;
    let board = format!("/account/{account}");
    let token = offer(&exec, &board, "Gu", 1).await.unwrap();
    let guessed = open(&exec.store, exec.now, "guess", "").await.unwrap_err();
    let ended = open(&exec.store, later(&exec, 24), &token, "").await.unwrap_err();
    revoke(&exec, &list(&exec).await.unwrap()[0].share.id).await.unwrap();
    let called_back = open(&exec.store, exec.now, &token, "").await.unwrap_err();
    let again = revoke(&exec, &list(&exec).await.unwrap()[0].share.id).await.unwrap_err();
    assert_eq!(again.kind, ProblemKind::NotFound);

    let token = offer(&exec, "/?region=east", "Gu", 30).await.unwrap();
    assert!(open(&exec.store, exec.now, &token, "").await.is_ok());
    let user = exec.who.user_id.clone().unwrap();
    let row = record::get(&system, User::SPEC, &user).await.unwrap();
    let change: Draft = [("is_active".to_owned(), "0".to_owned())].into();
    record::update(&system, User::SPEC, &user, row.row.version, &change).await.unwrap();
    let left = open(&exec.store, exec.now, &token, "").await.unwrap_err();
    for problem in [&ended, &called_back, &left] {
        assert_eq!((problem.kind, &problem.en, &problem.zh), (guessed.kind, &guessed.en, &guessed.zh));
    }
}

#[tokio::test]
async fn only_who_may_take_data_out_shares_and_only_boards_with_a_name_on_them() {
    let (exec, _, account) = world().await;
    let board = format!("/account/{account}");
    for role in [Role::ExecutiveSponsor, Role::Partner, Role::Wall] {
        let who = Who { role, account_id: Some(account.clone()), ..exec.who.clone() };
        let ctx = Ctx { who, ..exec.clone() };
        assert!(offer(&ctx, &board, "Gu", 7).await.is_err() && list(&ctx).await.is_err(), "{role:?}");
    }
    for (at, recipient, days) in [
        ("/register/account", "Gu", 7),
        ("https://x.example/", "Gu", 7),
        (board.as_str(), " ", 7),
        (board.as_str(), "Gu", 365),
    ] {
        assert_eq!(
            offer(&exec, at, recipient, days).await.unwrap_err().kind,
            ProblemKind::Invalid,
            "{at} {days}"
        );
    }
    let other = Ctx { who: Who { user_id: Some("other".to_owned()), ..exec.who.clone() }, ..exec.clone() };
    offer(&exec, &board, "Gu", 7).await.unwrap();
    assert!(list(&other).await.unwrap().is_empty(), "one sees one's own");
}
