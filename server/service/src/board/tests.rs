use domain::noun;
use domain::noun::account::Account;
use domain::noun::score::ScoreDay;
use domain::quadrant::{Room, Spot, plot};
use domain::query::Query;
use domain::record::Draft;
use jiff::civil::date;
use store::Store;

use super::*;
use crate::record::{archive, create, get, update};
use crate::seed::{Plan, run};

async fn company_of(accounts: u32) -> Ctx {
    let ctx = Ctx::system(Store::in_memory().await.unwrap(), "2026-11-22T02:00:00Z".parse().unwrap());
    run(&ctx, &Plan { accounts, days: 200, rng: 7 }).await.unwrap();
    ctx
}

async fn ids(ctx: &Ctx, table: &str, most: u32) -> Vec<String> {
    let mut conn = ctx.store.read().await.unwrap();
    let rows =
        store::record::list(&mut conn, noun::spec(table).unwrap(), &Cut::All, &Query::default(), most).await;
    rows.unwrap().into_iter().map(|row| row.id).collect()
}

fn draft(cells: &[(&str, &str)]) -> Draft {
    cells.iter().map(|(name, typed)| ((*name).to_owned(), (*typed).to_owned())).collect()
}

/// Every part of the board as it is kept is what counting it anew gives.
async fn holds(ctx: &Ctx, after: &str) {
    let user = ids(ctx, "user", 1).await.remove(0);
    let within = |url| Cut::Within(Box::new(Cut::Open(user.clone())), domain::board::slice::Slice::of(url));
    for cut in [Cut::All, Cut::Team(user.clone()), within("tier=key")] {
        for to in [ctx.today, date(2026, 9, 15)] {
            let from = domain::calendar::plus_days(to, -100);
            let kept = portfolio_facts(ctx, &cut, from, to).await.unwrap();
            let slice = domain::board::slice::Slice::default();
            let asked = portfolio::ask(ctx, &cut, &slice, (from, to), "").await.unwrap();
            part::forget();
            let counted = portfolio_facts(ctx, &cut, from, to).await.unwrap();
            assert_eq!(format!("{kept:?}"), format!("{counted:?}"), "{cut:?} to {to} after {after}");
            assert_eq!(asked, portfolio::ask(ctx, &cut, &slice, (from, to), "").await.unwrap(), "{after}");
        }
    }
}

#[tokio::test]
async fn what_is_kept_of_a_board_is_what_counting_anew_gives_after_any_write() {
    let ctx = company_of(25).await;
    holds(&ctx, "the beginning").await;
    let accounts = ids(&ctx, "account", 25).await;
    let of = ("account_id", accounts[0].as_str());
    let feature = ids(&ctx, "feature", 1).await.remove(0);
    let used = |day| [of, ("feature_id", feature.as_str()), ("used_on", day), ("uses", "9")];
    for (table, cells) in [
        (
            "touchpoint",
            vec![
                of,
                ("happened_on", "2026-11-22"),
                ("subject", "回访"),
                ("line", "account"),
                ("channel", "visit"),
                ("effect", "1"),
            ],
        ),
        (
            "subscription",
            vec![
                of,
                ("plan", "P"),
                ("mrr_cents", "900000"),
                ("starts_on", "2026-05-01"),
                ("ends_on", "2027-05-01"),
            ],
        ),
        (
            "ticket",
            vec![of, ("subject", "慢"), ("priority", "urgent"), ("submitted_at", "2026-11-21T02:00:00Z")],
        ),
        ("usage", used("2026-09-01").to_vec()),
    ] {
        create(&ctx, noun::spec(table).unwrap(), &draft(&cells)).await.unwrap();
        holds(&ctx, table).await;
    }
    let alert = ids(&ctx, "alert", 1).await.remove(0);
    let user = ids(&ctx, "user", 1).await.remove(0);
    for (table, id, cells) in [
        ("account", &accounts[1], [("tier", "key"), ("region", "新区")]),
        ("alert", &alert, [("severity", "act"), ("message", "另一句")]),
        ("user", &user, [("name", "改名"), ("title", "")]),
        ("feature", &feature, [("name", "改名"), ("is_core", "true")]),
    ] {
        let spec = noun::spec(table).unwrap();
        let version = get(&ctx, spec, id).await.unwrap().row.version;
        let cells: Vec<_> = cells.into_iter().filter(|(name, _)| spec.field(name).is_some()).collect();
        update(&ctx, spec, id, version, &draft(&cells)).await.unwrap();
        holds(&ctx, table).await;
    }
    let spec = noun::spec("account").unwrap();
    let version = get(&ctx, spec, &accounts[2]).await.unwrap().row.version;
    archive(&ctx, spec, &accounts[2], version).await.unwrap();
    holds(&ctx, "a customer put away").await;
    let mut write = ctx.store.write().await.unwrap();
    crate::ledger::rebuild_all(&ctx, write.conn()).await.unwrap();
    store::rollup::rebuild_usage(write.conn()).await.unwrap();
    crate::score::take(&ctx, write.conn(), ctx.today).await.unwrap();
    write.commit().await.unwrap();
    holds(&ctx, "everything derived anew").await;
}

#[tokio::test]
async fn adoption_of_any_day_is_what_the_days_of_use_say() {
    let ctx = company_of(12).await;
    let conn = &mut *ctx.store.read().await.unwrap();
    let spec = Account::SPEC;
    let rows = store::record::list(conn, spec, &Cut::All, &Query::default(), 50).await.unwrap();
    let paying: Vec<_> =
        rows.iter().filter_map(Account::from_row).filter(|a| a.mrr_cents > Some(0)).collect();
    let mut days = Vec::new();
    for account in &paying {
        days.push(store::rollup::usage_days(conn, &account.id, "2026-01-01", "2027-01-01").await.unwrap());
    }
    for back in (0..260).step_by(3) {
        let to = domain::calendar::plus_days(ctx.today, -back);
        let (from, until) = (domain::calendar::plus_days(to, -27).to_string(), to.to_string());
        let used = days.iter().filter(|days| {
            days.iter().any(|day| day.core_features > 0 && (&from..=&until).contains(&&day.used_on))
        });
        let counted = (i64::try_from(used.count()).unwrap(), i64::try_from(paying.len()).unwrap());
        assert_eq!(store::board::adoption(conn, &Cut::All, to).await.unwrap(), counted, "{to}");
    }
}

#[tokio::test]
async fn a_quadrant_counted_in_the_store_is_the_one_drawn_from_everybody() {
    let ctx = company_of(30).await;
    let conn = &mut *ctx.store.read().await.unwrap();
    let rows =
        store::record::list(conn, ScoreDay::SPEC, &Cut::All, &Query::default(), 100_000).await.unwrap();
    let today = ctx.today.to_string();
    let int = |row: &domain::record::Row, name| ScoreDay::SPEC.cell(row, name).unwrap().as_int();
    let spots: Vec<Spot> = rows
        .iter()
        .filter(|row| ScoreDay::SPEC.cell(row, "day_on").unwrap().as_str() == today)
        .filter_map(|row| {
            Some(Spot {
                account_id: ScoreDay::SPEC.cell(row, "account_id").unwrap().as_str().to_owned(),
                warmth_bp: int(row, "warmth_bp")?,
                willingness_bp: int(row, "willingness_bp")?,
                arr_cents: domain::retention::arr_cents(int(row, "mrr_cents")?),
                ..Spot::default()
            })
        })
        .collect();
    assert!(spots.len() > 10);
    let crossing = crate::score::setting::in_force(conn).await.unwrap().crossing;
    for room in [Room::default(), Room { each_max: 5, notable_max: 4, grid: 20 }] {
        let mut counted = store::score::plane(conn, &Cut::All, ctx.today, crossing, room).await.unwrap();
        for one in &mut counted.notable {
            assert!(!std::mem::take(&mut one.spot.account).is_empty(), "who is drawn has a name");
        }
        assert_eq!(counted, plot(&spots, crossing, room), "{room:?}");
    }
}
