use domain::noun;
use domain::record::{Draft, Spec};
use jiff::civil::date;
use store::Store;
use store::record::Cut;

use super::*;
use crate::record::{archive, create, restore, update};

async fn desk() -> Ctx {
    Ctx::system(Store::in_memory().await.unwrap(), "2026-11-22T02:00:00Z".parse().unwrap())
}

fn spec(table: &str) -> &'static Spec {
    noun::spec(table).unwrap()
}

fn draft(cells: &[(&str, &str)]) -> Draft {
    cells.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

async fn account(ctx: &Ctx, name: &str) -> String {
    create(ctx, spec("account"), &draft(&[("name", name), ("stage", "service")])).await.unwrap()
}

async fn subscribe(ctx: &Ctx, account: &str, start: &str, end: &str, mrr: &str) -> String {
    let cells = draft(&[
        ("account_id", account),
        ("plan", "标准版"),
        ("starts_on", start),
        ("ends_on", end),
        ("mrr_cents", mrr),
    ]);
    create(ctx, spec("subscription"), &cells).await.unwrap()
}

async fn by_hand(ctx: &Ctx, account: &str, day: &str, kind: &str, delta: &str) -> String {
    let cells = [
        ("account_id", account),
        ("happened_on", day),
        ("kind", kind),
        ("delta_cents", delta),
        ("after_cents", "0"),
        ("source", "manual"),
    ];
    create(ctx, spec("arr_event"), &draft(&cells)).await.unwrap()
}

/// All that the ledger keeps: events, standings, months of every account, months of the portfolio.
async fn kept(ctx: &Ctx) -> (Vec<Vec<Value>>, Vec<Standing>, Vec<Vec<(Date, i64)>>, Vec<(Date, Bridge)>) {
    let mut conn = ctx.store.read().await.unwrap();
    let all = domain::query::Query::default().sort("happened_on");
    let events = store::record::list(&mut conn, spec("arr_event"), &Cut::All, &all, 900).await.unwrap();
    let standings = store::ledger::standings(&mut conn, None).await.unwrap();
    let mut months = Vec::new();
    for standing in &standings {
        months.push(store::ledger::months(&mut conn, &standing.account_id).await.unwrap());
    }
    let portfolio = store::ledger::portfolio(&mut conn, date(1970, 1, 1)).await.unwrap();
    let events = events.into_iter().map(|row| [vec![Value::from(row.id)], row.cells].concat()).collect();
    (events, standings, months, portfolio)
}

/// Every month against the one a year before: kept for those who see everything, counted for all others.
async fn years_of(ctx: &Ctx, cut: &Cut) -> Vec<MonthRetention> {
    let mut conn = ctx.store.read().await.unwrap();
    store::board::trend(&mut conn, cut, date(2026, 11, 30)).await.unwrap()
}

async fn kinds(ctx: &Ctx) -> Vec<(String, String, i64, i64)> {
    let place = |name| spec("arr_event").field(name).unwrap().0 + 1;
    let read = |cells: Vec<Value>| {
        let text = |name| cells[place(name)].as_str().to_owned();
        let int = |name| cells[place(name)].as_int().unwrap() / 100;
        (text("happened_on"), text("kind"), int("delta_cents"), int("after_cents"))
    };
    kept(ctx).await.0.into_iter().map(read).collect()
}

/// Three accounts with a history: growth, a return, an entry by hand.
async fn history(ctx: &Ctx) -> (String, String) {
    let (first, second, third) =
        (account(ctx, "甲").await, account(ctx, "乙").await, account(ctx, "丙").await);
    subscribe(ctx, &first, "2025-03-10", "2026-03-10", "20000").await;
    let renewed = subscribe(ctx, &first, "2026-03-10", "2027-03-10", "26000.50").await;
    subscribe(ctx, &second, "2025-01-05", "2025-01-25", "9000").await;
    subscribe(ctx, &second, "2026-05-01", "", "7000").await;
    by_hand(ctx, &second, "2026-08-15", "contraction", "-1500").await;
    subscribe(ctx, &third, "2026-02-01", "2026-10-01", "30000").await;
    (first, renewed)
}

#[tokio::test]
async fn subscriptions_tell_the_events_and_the_account_keeps_what_is_paid() {
    let ctx = desk().await;
    let (first, renewed) = history(&ctx).await;
    let told = kinds(&ctx).await;
    let row = |day: &str, kind: &str, delta, after| (day.to_owned(), kind.to_owned(), delta, after);
    assert_eq!(
        told,
        [
            row("2025-01-05", "new", 9_000, 9_000),
            row("2025-01-25", "churn", -9_000, 0),
            row("2025-03-10", "new", 20_000, 20_000),
            row("2026-02-01", "new", 30_000, 30_000),
            row("2026-03-10", "expansion", 6_000, 26_000),
            row("2026-05-01", "reactivation", 7_000, 7_000),
            row("2026-08-15", "contraction", -1_500, 5_500),
            row("2026-10-01", "churn", -30_000, 0),
        ]
    );
    let standings = kept(&ctx).await.1;
    let of_first = standings.iter().find(|standing| standing.account_id == first).unwrap();
    assert_eq!((of_first.mrr_cents, of_first.renewal_on), (Some(2_600_050), Some(date(2027, 3, 10))));
    let Ok(domain::register::Updated::Stored(version)) = update(
        &ctx,
        spec("subscription"),
        &renewed,
        1,
        &draft(&[("mrr_cents", "15000"), ("ends_on", "2027-06-30")]),
    )
    .await
    else {
        panic!("nobody else was there");
    };
    assert!(kinds(&ctx).await.contains(&row("2026-03-10", "contraction", -5_000, 15_000)));
    archive(&ctx, spec("subscription"), &renewed, version).await.unwrap();
    assert!(kinds(&ctx).await.contains(&row("2026-03-10", "churn", -20_000, 0)));
    let standings = kept(&ctx).await.1;
    let of_first = standings.iter().find(|standing| standing.account_id == first).unwrap();
    assert_eq!((of_first.mrr_cents, of_first.renewal_on), (Some(0), None));
}

#[tokio::test]
async fn keeping_one_account_after_another_equals_rebuilding_everything() {
    let ctx = desk().await;
    let (_, renewed) = history(&ctx).await;
    for step in 0..5 {
        match step {
            1 => drop(
                update(&ctx, spec("subscription"), &renewed, 1, &draft(&[("starts_on", "2024-12-24")]))
                    .await
                    .unwrap(),
            ),
            2 => drop(archive(&ctx, spec("subscription"), &renewed, 2).await.unwrap()),
            3 => drop(restore(&ctx, spec("subscription"), &renewed, 3).await.unwrap()),
            4 => drop(
                update(&ctx, spec("subscription"), &renewed, 4, &draft(&[("starts_on", "2026-03-10")]))
                    .await
                    .unwrap(),
            ),
            _ => {}
        }
        let one_by_one = kept(&ctx).await;
        let years_kept = years_of(&ctx, &Cut::All).await;
        let mut write = ctx.store.write().await.unwrap();
        rebuild_all(&ctx, write.conn()).await.unwrap();
        write.commit().await.unwrap();
        let mut rebuilt = kept(&ctx).await;
        assert_eq!(years_kept, years_of(&ctx, &Cut::All).await, "after step {step}");
        assert_eq!(years_kept, years_of(&ctx, &Cut::Open("nobody".into())).await, "after step {step}");
        assert!(years_kept.len() >= 9, "after step {step}");
        rebuilt.3.iter_mut().for_each(|(_, bridge)| assert!(bridge.is_balanced()));
        assert_eq!(one_by_one, rebuilt, "after step {step}");
    }
}

#[tokio::test]
async fn the_portfolio_months_are_what_the_ledger_says_at_both_ends() {
    let ctx = desk().await;
    history(&ctx).await;
    let (events, standings, _, portfolio) = kept(&ctx).await;
    let place = |name| spec("arr_event").field(name).unwrap().0 + 1;
    let paid = |account: &str, end: Date| -> i64 {
        let mine = events.iter().filter(|cells| cells[place("account_id")].as_str() == account);
        mine.filter(|cells| cells[place("happened_on")].as_str() <= end.to_string().as_str())
            .map(|cells| cells[place("delta_cents")].as_int().unwrap())
            .sum()
    };
    let had = |account: &str, end: Date| {
        let mine = events.iter().filter(|cells| cells[place("account_id")].as_str() == account);
        mine.into_iter().any(|cells| cells[place("happened_on")].as_str() <= end.to_string().as_str())
    };
    assert_eq!(portfolio.first().unwrap().0, date(2025, 1, 31));
    assert_eq!(portfolio.last().unwrap().0, date(2026, 11, 30));
    assert_eq!(portfolio.len(), 23);
    for (month, bridge) in &portfolio {
        let (from, to) = (month.first_of_month().yesterday().unwrap(), *month);
        let expected =
            Bridge::with_reactivation(standings.iter().map(|standing| domain::retention::Position {
                opening_cents: paid(&standing.account_id, from),
                closing_cents: paid(&standing.account_id, to),
                had_before: had(&standing.account_id, from),
            }));
        let unnamed = Bridge {
            new_customers: 0,
            expansion_customers: 0,
            contraction_customers: 0,
            reactivation_customers: 0,
            ..expected
        };
        assert_eq!(*bridge, unnamed, "{month}");
    }
}

#[tokio::test]
async fn time_alone_moves_the_books() {
    let ctx = desk().await;
    let id = account(&ctx, "甲").await;
    subscribe(&ctx, &id, "2026-01-01", "2026-11-25", "100").await;
    assert!(!catch_up(&ctx).await.unwrap());
    let later = |at: &str| Ctx::system(ctx.store.clone(), at.parse().unwrap());
    assert!(!catch_up(&later("2026-11-24T02:00:00Z")).await.unwrap());
    assert!(catch_up(&later("2026-11-25T02:00:00Z")).await.unwrap());
    assert_eq!(kinds(&ctx).await.last().map(|event| event.1.clone()).as_deref(), Some("churn"));
    // The day it ends it is still due for renewal; the day after nobody waits for it any more.
    assert!(catch_up(&later("2026-11-26T02:00:00Z")).await.unwrap());
    assert!(!catch_up(&later("2026-11-27T02:00:00Z")).await.unwrap());
    assert!(catch_up(&later("2026-12-01T02:00:00Z")).await.unwrap());
    assert_eq!(kept(&ctx).await.3.last().unwrap().0, date(2026, 12, 31));
}

#[tokio::test]
async fn an_edit_in_a_new_month_brings_the_whole_portfolio_into_it() {
    let ctx = desk().await;
    history(&ctx).await;
    let december = Ctx::system(ctx.store.clone(), "2026-12-03T02:00:00Z".parse().unwrap());
    let id = account(&december, "丁").await;
    subscribe(&december, &id, "2026-12-02", "", "100").await;
    let portfolio = kept(&december).await.3;
    let (month, bridge) = portfolio.last().unwrap();
    assert_eq!((*month, bridge.new_cents, bridge.opening_customers), (date(2026, 12, 31), 10_000, 2));
}

#[test]
fn ids_of_derived_events_stay_and_are_in_order_of_time() {
    let (early, late) = (event_id("a", date(2026, 1, 1)), event_id("a", date(2026, 1, 2)));
    assert_eq!(early, event_id("a", date(2026, 1, 1)));
    assert_ne!(early, event_id("b", date(2026, 1, 1)));
    assert!(early < late, "{early} {late}");
    assert_eq!(early.len(), 36);
}
