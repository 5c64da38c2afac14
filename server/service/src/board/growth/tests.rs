use domain::board::named::Named;
use domain::board::{Board, Which};
use domain::noun;
use domain::noun::account::Account;
use domain::query::Query;
use domain::record::Record;
use jiff::civil::date;
use store::Store;
use store::record::list;

use super::super::board;
use super::*;
use crate::board::named::about;
use crate::seed::{Plan, run};

async fn company_of(accounts: u32) -> Ctx {
    let ctx = Ctx::system(Store::in_memory().await.unwrap(), "2026-11-22T02:00:00Z".parse().unwrap());
    if accounts > 0 {
        run(&ctx, &Plan { accounts, days: 400, rng: 7 }).await.unwrap();
    }
    ctx
}

async fn shown(ctx: &Ctx, url: &str) -> Board {
    board(ctx, &Which::Named(Named::Growth, url.to_owned())).await.unwrap()
}

/// How many rows a register shows under this address.
async fn behind(ctx: &Ctx, href: &str) -> i64 {
    let (table, url) = href.strip_prefix("/register/").unwrap().split_once('?').unwrap();
    let spec = noun::spec(table).unwrap();
    let (query, left_out) = Query::read(spec, false, url);
    assert!(left_out.is_empty(), "{href}: {left_out:?}");
    let conn = &mut *ctx.store.read().await.unwrap();
    i64::try_from(list(conn, spec, &Cut::All, &query, 100_000).await.unwrap().len()).unwrap()
}

#[tokio::test]
async fn what_is_due_is_as_many_rows_as_its_links_show() {
    let ctx = company_of(30).await;
    for url in ["", "region=%E5%8D%8E%E4%B8%9C", "tier=key&from=2026-01-01&to=2026-06-30"] {
        let board = shown(&ctx, url).await;
        for (tile, places) in [("due", &[0][..]), ("at_risk", &[0]), ("decided", &[0, 1]), ("months", &[0])] {
            let found = board.tiles.iter().find(|one| one.key == tile).unwrap();
            let numbers: Vec<_> = found.headline.iter().filter(|span| span.href.is_some()).collect();
            for place in places {
                let number: i64 = numbers[*place].text.replace(',', "").parse().unwrap();
                let href = numbers[*place].href.as_deref().unwrap();
                assert_eq!(behind(&ctx, href).await, number, "{tile} {url} {href}");
            }
        }
    }
}

#[tokio::test]
async fn the_parts_add_up_to_the_whole_and_movers_to_what_customers_pay() {
    let ctx = company_of(30).await;
    for (from, to) in [(date(2025, 11, 22), date(2026, 11, 22)), (date(2026, 3, 1), date(2026, 7, 15))] {
        let facts = facts(&ctx, &Cut::All, about(&ctx, (from, to)).await.unwrap()).await.unwrap();
        for parts in [&facts.regions, &facts.industries] {
            assert_eq!(parts.iter().map(|part| part.closing_cents).sum::<i64>(), facts.bridge.closing_cents);
            assert_eq!(parts.iter().map(|part| part.opening_cents).sum::<i64>(), facts.bridge.opening_cents);
            let kept: i64 = parts.iter().map(|part| part.kept_cents).sum();
            assert_eq!(domain::ratio::Ratio::new(kept, facts.bridge.opening_cents), facts.bridge.nrr());
        }
        assert!(facts.grown.len() <= 6 && facts.grown.iter().all(|m| m.closing_cents > m.opening_cents));
        assert!(facts.shrunk.iter().all(|m| m.closing_cents < m.opening_cents && m.opening_cents > 0));
        let expected = (facts.bridge.contraction_customers + facts.bridge.churn_customers).min(6);
        assert_eq!(facts.shrunk.len(), expected as usize);
    }
    let today =
        facts(&ctx, &Cut::All, about(&ctx, (date(2025, 11, 22), ctx.today)).await.unwrap()).await.unwrap();
    let conn = &mut *ctx.store.read().await.unwrap();
    let rows = list(conn, Account::SPEC, &Cut::All, &Query::default(), 100).await.unwrap();
    let accounts: Vec<_> = rows.iter().filter_map(Account::from_row).collect();
    for mover in today.grown.iter().chain(&today.shrunk) {
        let account = accounts.iter().find(|account| account.id == mover.account_id).unwrap();
        assert_eq!(account.mrr_cents.unwrap_or(0), mover.closing_cents, "{}", mover.account);
    }
}

#[tokio::test]
async fn a_company_without_customers_still_reads_as_sentences() {
    let ctx = company_of(0).await;
    for tile in shown(&ctx, "").await.tiles {
        assert!(tile.sentence().ends_with(['。', '.']), "{}: {}", tile.key, tile.sentence());
        assert!(tile.headline.iter().any(|span| span.href.is_some()), "{}", tile.key);
    }
}
