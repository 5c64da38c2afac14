use domain::board::named::Named;
use domain::board::{Board, Which};
use domain::noun::account::Account;
use domain::query::Query;
use domain::record::{Draft, Record};
use store::Store;
use store::record::list;

use super::super::board;
use super::*;
use crate::record::{get, update};
use crate::seed::{Plan, run};

async fn company_of(accounts: u32) -> Ctx {
    let ctx = Ctx::system(Store::in_memory().await.unwrap(), "2026-11-22T02:00:00Z".parse().unwrap());
    if accounts > 0 {
        run(&ctx, &Plan { accounts, days: 200, rng: 7 }).await.unwrap();
    }
    ctx
}

async fn shown(ctx: &Ctx, url: &str) -> Board {
    board(ctx, &Which::Named(Named::Lifecycle, url.to_owned())).await.unwrap()
}

#[tokio::test]
async fn who_changes_stage_is_counted_on_the_way_they_went() {
    let ctx = company_of(20).await;
    let period = (domain::calendar::plus_days(ctx.today, -100), ctx.today);
    let about = super::super::named::about(&ctx, period).await.unwrap();
    let before = facts(&ctx, &Cut::All, about.clone()).await.unwrap();
    assert!(before.days.is_some());
    let mut conn = ctx.store.read().await.unwrap();
    let query = Query::default().filter("stage", domain::query::Op::Eq, "service");
    let id = list(&mut conn, Account::SPEC, &Cut::All, &query, 1).await.unwrap().remove(0).id;
    drop(conn);
    let version = get(&ctx, Account::SPEC, &id).await.unwrap().row.version;
    let draft: Draft = [("stage".to_owned(), "renewal".to_owned())].into_iter().collect();
    update(&ctx, Account::SPEC, &id, version, &draft).await.unwrap();
    let after = facts(&ctx, &Cut::All, about).await.unwrap();
    let all = |facts: &LifecycleFacts| facts.steps.iter().map(|step| step.accounts).sum::<i64>();
    let renewing = |facts: &LifecycleFacts| {
        let went = facts.steps.iter().find(|step| step.before == "service" && step.stage == "renewal");
        went.map_or(0, |step| step.accounts)
    };
    assert_eq!((all(&after), renewing(&after)), (all(&before), renewing(&before) + 1));
}

#[tokio::test]
async fn a_company_without_customers_still_reads_as_sentences() {
    let ctx = company_of(0).await;
    for tile in shown(&ctx, "").await.tiles {
        assert!(tile.sentence().ends_with(['。', '.']), "{}: {}", tile.key, tile.sentence());
        assert!(tile.headline.iter().any(|span| span.href.is_some()), "{}", tile.key);
    }
}
