//! The formulas against RavenStack, a public synthetic data set whose figures were computed by other means.
//!
//! The oracle works at customer level and calls everything new that comes from a customer with nothing on
//! the opening day. In its first row 9,943 of the new MRR come from customers that had paid before.

use super::{Bridge, Interval, ledger, mrr_on, positions};
use crate::survey_score::{Csat, response_rate};
use jiff::civil::{Date, date};
use std::collections::BTreeMap;

fn rows(file: &str) -> Vec<BTreeMap<String, String>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/end2end/data/ravenstack");
    let mut reader = csv::Reader::from_path(format!("{folder}/ravenstack_{file}.csv")).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

fn day(text: &str) -> Option<Date> {
    (!text.is_empty()).then(|| Date::strptime("%d-%m-%Y", text).unwrap())
}

fn subscriptions() -> Vec<Interval<String>> {
    let read = |row: BTreeMap<String, String>| Interval {
        account: row["account_id"].clone(),
        start_on: day(&row["start_date"]).unwrap(),
        end_on: day(&row["end_date"]),
        mrr_cents: row["mrr_amount"].parse::<i64>().unwrap() * 100,
        is_trial: row["is_trial"] == "TRUE",
    };
    rows("subscriptions").into_iter().map(read).collect()
}

#[test]
fn retention_equals_the_oracle_row_by_row() {
    let subscriptions = subscriptions();
    let check = |from, expected: [i64; 5], nrr: &str, grr: &str| {
        let positions = positions(&subscriptions, from, date(2024, 12, 31));
        let b = Bridge::between(positions.into_values());
        let found = [b.opening_cents, b.new_cents, b.expansion_cents, b.contraction_cents, b.churn_cents];
        assert_eq!(found, expected.map(|dollars| dollars * 100), "from {from}");
        assert_eq!(b.closing_cents, 1_015_960_800);
        assert_eq!(b.nrr().unwrap().six_decimals(), nrr);
        assert_eq!(b.grr().unwrap().six_decimals(), grr);
        assert!(b.is_balanced());
    };
    check(date(2024, 9, 30), [6_035_345, 1_690_305, 2_589_496, 155_538, 0], "1.403284", "0.974229");
    check(date(2024, 11, 30), [8_460_824, 496_667, 1_365_101, 162_984, 0], "1.142080", "0.980737");
}

#[test]
fn annual_revenue_and_counts_equal_the_oracle_at_the_end_of_2024() {
    let (subscriptions, last) = (subscriptions(), date(2024, 12, 31));
    let paid = mrr_on(&subscriptions, last);
    assert_eq!(super::arr_cents(paid.values().sum()), 12_191_529_600);
    assert_eq!(subscriptions.iter().filter(|s| s.is_active_on(last)).count(), 4_514);
    assert_eq!(paid.len(), 500);
}

#[test]
fn the_ledger_of_every_account_leads_to_the_same_revenue() {
    let mut accounts: BTreeMap<String, Vec<Interval<String>>> = BTreeMap::new();
    for subscription in subscriptions() {
        accounts.entry(subscription.account.clone()).or_default().push(subscription);
    }
    let events: Vec<_> = accounts.values().flat_map(|own| ledger(own)).collect();
    let (from, to) = (date(2024, 9, 30), date(2024, 12, 31));
    let quarter = ledger::Movements::within(events.iter().copied(), from, to);
    assert_eq!(quarter.net_cents(), (10_159_608 - 6_035_345) * 100);
    assert_eq!(events.iter().filter(|e| e.on <= to).map(|e| e.delta_cents).sum::<i64>(), 1_015_960_800);
}

#[test]
fn customers_that_are_back_are_part_of_what_the_oracle_calls_new() {
    let positions = positions(&subscriptions(), date(2024, 9, 30), date(2024, 12, 31));
    let split = Bridge::with_reactivation(positions.into_values());
    assert_eq!((split.new_cents, split.reactivation_cents), (168_036_200, 994_300));
}

#[test]
fn satisfaction_equals_the_oracle() {
    let tickets = rows("supports_ticket");
    let scores: Vec<u8> = tickets
        .iter()
        .filter_map(|row| row["satisfaction_score"].parse::<f64>().ok())
        .map(|s| s as u8)
        .collect();
    let csat = Csat::of(scores);
    assert_eq!((csat.satisfied, csat.answers), (779, 1175));
    assert_eq!(csat.share().unwrap().display_pct(2), "66.30%");
    assert_eq!(csat.mean().unwrap().decimal(4), "3.9813");
    assert_eq!(response_rate(csat.answers, tickets.len() as u32).unwrap().display_pct(2), "58.75%");
}
