use domain::noun;
use domain::query::Query;
use domain::record::Draft;
use store::Store;

use super::*;
use crate::{Who, record};

async fn made(ctx: &Ctx, table: &str, fields: &[(&str, &str)]) -> String {
    let draft: Draft = fields.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    record::create(ctx, noun::spec(table).unwrap(), &draft).await.unwrap()
}

/// Our side, the sponsor of an account, and the account.
async fn world() -> (Ctx, Ctx, String) {
    let ours = Ctx::system(Store::in_memory().await.unwrap(), "2026-11-22T02:00:00Z".parse().unwrap());
    let account = made(&ours, "account", &[("name", "Own"), ("stage", "service")]).await;
    made(&ours, "stakeholder", &[("account_id", &account), ("name", "Gu"), ("role", "executive_sponsor")])
        .await;
    let user = [
        ("name", "Gu"),
        ("email", "gu@example.com"),
        ("role", "executive_sponsor"),
        ("account_id", account.as_str()),
        ("is_active", "1"),
    ];
    let user_id = Some(made(&ours, "user", &user).await);
    let who = Who {
        user_id,
        name: "Gu".to_owned(),
        role: Role::ExecutiveSponsor,
        account_id: Some(account.clone()),
    };
    (ours.clone(), Ctx { who, ..ours }, account)
}

fn later(ctx: &Ctx, minutes: i64) -> Ctx {
    let now = ctx.now.checked_add(SignedDuration::from_mins(minutes)).unwrap();
    Ctx { now, today: crate::ctx::day_at(now, 8), ..ctx.clone() }
}

fn sign(path: &str, seen: i64) -> Sign {
    Sign { path: path.to_owned(), screen: "phone".to_owned(), seen, tiles: 5, numbers: 0 }
}

async fn rows(ctx: &Ctx, table: &str) -> Vec<domain::record::Row> {
    record::list(ctx, noun::spec(table).unwrap(), &Query::default()).await.unwrap().rows
}

#[tokio::test]
async fn a_look_is_noted_once_as_deep_as_it_went_and_wakes_nobody() {
    let (ours, sponsor, account) = world().await;
    let revision = ours.store.revision();
    note(&sponsor, &sign("/", 0)).await.unwrap();
    note(&later(&sponsor, 1), &sign("/", 3)).await.unwrap();
    note(&later(&sponsor, 20), &sign("/?view=text", 2)).await.unwrap();
    note(&later(&sponsor, 21), &sign("/register/demand", 9)).await.unwrap();
    let spec = noun::spec("board_view").unwrap();
    let looks = rows(&ours, "board_view").await;
    assert_eq!(looks.len(), 1, "within half an hour it is one look");
    assert_eq!(spec.cell(&looks[0], "tiles_seen").unwrap().as_int(), Some(3));
    assert_eq!(spec.cell(&looks[0], "account_id").unwrap().as_str(), account);
    note(&later(&sponsor, 90), &sign("/", 1)).await.unwrap();
    assert_eq!(rows(&ours, "board_view").await.len(), 2);
    assert_eq!(ours.store.revision(), revision, "no open screen is told");
    let windows = store::view::windows(ours.today);
    let opens = store::view::opens(&mut ours.store.read().await.unwrap(), &account, &windows.0, &windows.1)
        .await
        .unwrap();
    assert_eq!((opens.week, opens.depth), (2, Some(40)));
    let readings =
        crate::score::explain::at(&mut ours.store.read().await.unwrap(), &account, ours.today).await.unwrap();
    let opened =
        readings.unwrap().readings.of.get(&domain::scorecard::Input::SponsorOpened).map(|one| one.value);
    assert_eq!(opened, Some(0), "the score hears of it");
}

#[tokio::test]
async fn nobody_notes_a_look_at_a_board_they_may_not_see() {
    let (ours, sponsor, _) = world().await;
    let other = made(&ours, "account", &[("name", "Other"), ("stage", "service")]).await;
    let path = format!("/account/{other}");
    assert_eq!(
        note(&sponsor, &sign(&path, 1)).await.unwrap_err().kind,
        domain::problem::ProblemKind::NotFound
    );
    assert!(note(&ours, &sign("/", 1)).await.is_err(), "the product itself looks at nothing");
    assert!(rows(&ours, "board_view").await.is_empty());
}

#[tokio::test]
async fn fourteen_silent_days_make_one_task_a_silence() {
    let (ours, sponsor, account) = world().await;
    assert_eq!(
        catch_up(&later(&ours, 60 * 24 * 60)).await.unwrap(),
        0,
        "who never looked has nothing to forget"
    );
    note(&sponsor, &sign("/", 2)).await.unwrap();
    let day = 60 * 24;
    for (days, made, why) in
        [(13, 0, "not yet"), (16, 1, "silent"), (17, 0, "told once"), (40, 0, "still the same silence")]
    {
        assert_eq!(catch_up(&later(&ours, days * day)).await.unwrap(), made, "{why}");
    }
    let spec = noun::spec("task").unwrap();
    let task = rows(&ours, "task").await.remove(0);
    assert_eq!(spec.cell(&task, "account_id").unwrap().as_str(), account);
    note(&later(&sponsor, 41 * day), &sign("/", 2)).await.unwrap();
    assert_eq!(catch_up(&later(&ours, 60 * day)).await.unwrap(), 1, "a new silence");
}
