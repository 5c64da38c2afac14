use std::collections::BTreeMap;

use domain::noun;
use domain::record::{Kind, parse_cell};
use domain::retention::{Bridge, Position};
use jiff::civil::date;
use store::Store;

use super::*;
use crate::hook::fits;

const TODAY: Date = date(2026, 11, 22);

async fn made(accounts: u32, days: u32, rng: u64) -> Ctx {
    let ctx = Ctx::system(Store::in_memory().await.unwrap(), "2026-11-22T02:00:00Z".parse().unwrap());
    run(&ctx, &Plan { accounts, days, rng }).await.unwrap();
    ctx
}

/// Every record of a noun: cells by name, the id among them.
async fn rows(ctx: &Ctx, table: &str) -> Vec<BTreeMap<&'static str, Value>> {
    let spec = noun::spec(table).unwrap();
    let mut conn = ctx.store.read().await.unwrap();
    let rows = store::record::list(&mut conn, spec, &Cut::All, &Query::default(), 1_000_000).await.unwrap();
    rows.into_iter()
        .map(|row| {
            spec.fields
                .iter()
                .map(|field| field.name)
                .zip(row.cells)
                .chain([("id", Value::from(row.id))])
                .collect()
        })
        .collect()
}

fn text<'a>(row: &'a BTreeMap<&'static str, Value>, name: &str) -> &'a str {
    row[name].as_str()
}

fn int(row: &BTreeMap<&'static str, Value>, name: &str) -> i64 {
    row[name].as_int().unwrap_or(0)
}

fn day(row: &BTreeMap<&'static str, Value>, name: &str) -> Option<Date> {
    text(row, name).parse().ok()
}

#[tokio::test]
async fn the_same_plan_on_the_same_day_gives_the_same_records() {
    let (one, same, other) = (made(9, 45, 7).await, made(9, 45, 7).await, made(9, 45, 8).await);
    let mut differs = false;
    for spec in noun::ALL {
        let records = rows(&one, spec.table).await;
        assert_eq!(records, rows(&same, spec.table).await, "{}", spec.table);
        differs |= records != rows(&other, spec.table).await;
    }
    assert!(differs);
}

#[tokio::test]
async fn every_record_could_have_been_typed_in() {
    let ctx = made(34, 60, 42).await;
    for spec in noun::ALL {
        let mut conn = ctx.store.read().await.unwrap();
        let rows = store::record::list(&mut conn, spec, &Cut::All, &Query::default(), 100_000).await.unwrap();
        for row in rows {
            for (field, value) in spec.fields.iter().zip(&row.cells) {
                let typed = match value {
                    Value::Null => String::new(),
                    Value::Int(int) if matches!(field.kind, Kind::Money | Kind::Percent) => {
                        format!("{}.{:02}", int / 100, int % 100)
                    }
                    Value::Int(int) if matches!(field.kind, Kind::Flag) => {
                        (if *int == 0 { "no" } else { "yes" }).to_owned()
                    }
                    Value::Int(int) => int.to_string(),
                    Value::Text(text) => text.clone(),
                };
                let money_below_zero = matches!((field.kind, value), (Kind::Money, Value::Int(..0)));
                assert!(
                    money_below_zero || parse_cell(field, &typed).as_ref() == Ok(value),
                    "{}.{} {value:?}",
                    spec.table,
                    field.name
                );
            }
            let derived = spec.table == "arr_event";
            assert!(derived || fits(spec, None, &row.cells).is_empty(), "{} {:?}", spec.table, row.cells);
        }
    }
}

#[tokio::test]
async fn it_refuses_where_accounts_are_and_changes_nothing() {
    let ctx = made(3, 20, 1).await;
    let before = ctx.store.revision();
    let problem = run(&ctx, &Plan::default()).await.unwrap_err();
    assert_eq!((problem.kind, ctx.store.revision()), (ProblemKind::Conflict, before));
    assert_eq!(rows(&ctx, "account").await.len(), 3);
}

#[tokio::test]
async fn the_portfolio_looks_like_a_healthy_company_with_a_few_worries() {
    let ctx = made(60, 60, 42).await;
    let accounts = rows(&ctx, "account").await;
    let mrr: i64 = accounts.iter().map(|row| int(row, "mrr_cents")).sum();
    let events: i64 = rows(&ctx, "arr_event").await.iter().map(|row| int(row, "delta_cents")).sum();
    assert_eq!(mrr, events);
    assert!((10_000_000_000..15_000_000_000).contains(&(mrr * 12)), "ARR {mrr}");

    let mut conn = ctx.store.read().await.unwrap();
    let mut positions = Vec::new();
    for row in &accounts {
        let months = store::ledger::months(&mut conn, text(row, "id")).await.unwrap();
        let at = |month| months.iter().find(|(on, _)| *on == month).map_or(0, |(_, cents)| *cents);
        positions.push(Position {
            opening_cents: at(date(2025, 11, 30)),
            closing_cents: at(date(2026, 11, 30)),
            had_before: false,
        });
    }
    let bridge = Bridge::between(positions);
    let percent = |ratio: Option<domain::ratio::Ratio>| {
        ratio.unwrap().display_pct(1).trim_end_matches('%').parse::<f64>().unwrap()
    };
    let (nrr, grr) = (percent(bridge.nrr()), percent(bridge.grr()));
    assert!((104.0..=114.0).contains(&nrr), "NRR {nrr}");
    assert!((89.0..=95.0).contains(&grr), "GRR {grr}");
    for (month, bridge) in store::ledger::portfolio(&mut conn, date(1970, 1, 1)).await.unwrap() {
        assert!(bridge.is_balanced(), "{month}");
    }
    drop(conn);

    let renewals = accounts.iter().filter_map(|row| day(row, "renewal_on"));
    let months: BTreeSet<i8> = renewals.map(Date::month).collect();
    assert!(months.len() >= 10, "renewals in {months:?}");
    let alerts = rows(&ctx, "alert").await;
    let serious =
        alerts.iter().filter(|row| text(row, "state") != "resolved" && text(row, "severity") != "info");
    let at_risk: BTreeSet<&str> = serious.map(|row| text(row, "account_id")).collect();
    assert!((5..=16).contains(&at_risk.len()), "{} at risk", at_risk.len());
    let totals = store::rollup::usage_totals(&mut ctx.store.read().await.unwrap()).await.unwrap();
    assert!(totals[0] > 0);
    assert_eq!(totals[0], totals[1]);
}

#[tokio::test]
async fn customers_are_mostly_content_with_their_tickets() {
    let ctx = made(60, 240, 42).await;
    let tickets = rows(&ctx, "ticket").await;
    let scores: Vec<i64> = tickets.iter().filter_map(|row| row["score"].as_int()).collect();
    let happy = scores.iter().filter(|score| **score >= 4).count() * 1_000 / scores.len();
    assert!((830..=920).contains(&happy), "CSAT {happy} of 1000 in {}", scores.len());
    for ticket in &tickets {
        assert!(
            text(ticket, "closed_at").is_empty() || text(ticket, "closed_at") > text(ticket, "submitted_at")
        );
        assert!(text(ticket, "submitted_at") < "2026-11-22");
    }
}

#[tokio::test]
async fn the_sponsor_is_silent_exactly_where_an_alert_says_so() {
    let ctx = made(60, 130, 42).await;
    let (people, touchpoints, alerts) =
        (rows(&ctx, "stakeholder").await, rows(&ctx, "touchpoint").await, rows(&ctx, "alert").await);
    for account in rows(&ctx, "account").await.iter().filter(|row| int(row, "mrr_cents") > 0) {
        let id = text(account, "id");
        let sponsor = people
            .iter()
            .find(|row| text(row, "account_id") == id && text(row, "role") == "executive_sponsor")
            .unwrap();
        let met = touchpoints.iter().filter(|row| text(row, "stakeholder_id") == text(sponsor, "id"));
        let last = met.filter_map(|row| day(row, "happened_on")).max().unwrap();
        let told = alerts.iter().any(|row| {
            text(row, "account_id") == id
                && text(row, "rule") == "sponsor_silent"
                && text(row, "state") != "resolved"
        });
        assert_eq!((TODAY - last).get_days() > 60, told, "{} last met {last}", text(account, "name"));
    }
}

#[tokio::test]
async fn the_four_stories_are_told_in_the_records() {
    let ctx = made(6, 730, 42).await;
    let accounts = rows(&ctx, "account").await;
    let of = |story: story::Story| accounts.iter().find(|row| text(row, "name") == story.account()).unwrap();
    let alerts = rows(&ctx, "alert").await;
    let warned = |account: &BTreeMap<&'static str, Value>, rule: &str| {
        alerts.iter().any(|row| {
            text(row, "account_id") == text(account, "id")
                && text(row, "rule") == rule
                && text(row, "state") != "resolved"
        })
    };

    let red = of(story::Story::RedCarpet);
    assert!(int(red, "mrr_cents") >= 50_000_000);
    assert!(!alerts.iter().any(|row| text(row, "account_id") == text(red, "id")
        && text(row, "state") != "resolved"
        && text(row, "severity") != "info"));
    let events = rows(&ctx, "arr_event").await;
    let grew = events
        .iter()
        .filter(|row| text(row, "account_id") == text(red, "id") && text(row, "kind") == "expansion")
        .count();
    assert_eq!(grew, 3);
    let users = rows(&ctx, "user").await;
    let sponsor = users.iter().find(|row| text(row, "email") == "sponsor@demo.example").unwrap();
    assert_eq!(text(sponsor, "account_id"), text(red, "id"));

    let quiet = of(story::Story::QuietSponsor);
    assert!(warned(quiet, "sponsor_silent") && warned(quiet, "renewal_near"));
    assert!(day(quiet, "renewal_on").unwrap() < domain::calendar::plus_days(TODAY, 60));

    let loved = of(story::Story::LovedUnpaid);
    let usage = rows(&ctx, "usage").await;
    let busiest = usage
        .iter()
        .filter(|row| text(row, "account_id") == text(loved, "id"))
        .map(|row| int(row, "users"))
        .max()
        .unwrap();
    assert!(busiest > int(loved, "seats"), "{busiest} people on {} seats", int(loved, "seats"));
    assert!(int(loved, "mrr_cents") < 2_000_000 && warned(loved, "manual"));

    let late = of(story::Story::LateProject);
    assert_eq!(text(late, "stage"), "delivery");
    assert!(warned(late, "payment_overdue") && warned(late, "vacancy") && warned(late, "ticket_breach"));
    let payments = rows(&ctx, "payment").await;
    let overdue = payments.iter().filter(|row| {
        text(row, "account_id") == text(late, "id")
            && text(row, "state") != "paid"
            && day(row, "due_on").is_some_and(|on| on < TODAY)
    });
    assert!(overdue.map(|row| int(row, "amount_cents")).sum::<i64>() > 100_000_000);
    assert!(
        !usage.iter().any(|row| text(row, "account_id") == text(late, "id")),
        "nobody uses what is not delivered"
    );
}

#[tokio::test]
async fn everybody_of_the_demonstration_can_be_found_by_role() {
    let ctx = made(2, 10, 42).await;
    let users = rows(&ctx, "user").await;
    for (email, role) in DEMO_USERS {
        let user = users.iter().find(|row| text(row, "email") == *email).unwrap();
        assert_eq!(text(user, "role"), *role);
        assert!(Role::parse(role).is_some());
    }
    let company = rows(&ctx, "company").await;
    assert_eq!((text(&company[0], "name"), int(&company[0], "is_demo")), (COMPANY, 1));
}
