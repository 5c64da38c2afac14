//! Periods by name, fiscal years, progress.

use super::*;
use crate::text::Locale;
use jiff::civil::date;
use proptest::prelude::*;

#[test]
fn a_period_is_read_printed_and_resolved() {
    let today = date(2026, 11, 22);
    let check = |typed: &str, start_month, expected: Option<(Date, Date)>| {
        let key = typed.parse::<PeriodKey>().ok();
        let found = key.map(|key| key.resolve(Fiscal::starting(start_month), today));
        assert_eq!(found.map(|p| (p.from, p.to)), expected, "{typed} from month {start_month}");
        if let Some(key) = key {
            assert_eq!(key.to_string().parse(), Ok(key));
        }
    };
    check("2026", 1, Some((date(2026, 1, 1), date(2026, 12, 31))));
    check("2026", 7, Some((date(2025, 7, 1), date(2026, 6, 30))));
    check("2026Q3", 1, Some((date(2026, 7, 1), date(2026, 9, 30))));
    check("2026q1", 4, Some((date(2025, 4, 1), date(2025, 6, 30))));
    check("2026Q4", 4, Some((date(2026, 1, 1), date(2026, 3, 31))));
    check("2024-02", 4, Some((date(2024, 2, 1), date(2024, 2, 29))));
    check(" last-1d ", 1, Some((today, today)));
    check("last-90d", 1, Some((date(2026, 8, 25), today)));
    check("this-month", 4, Some((date(2026, 11, 1), date(2026, 11, 30))));
    check("last-month", 4, Some((date(2026, 10, 1), date(2026, 10, 31))));
    check("this-quarter", 2, Some((date(2026, 11, 1), date(2027, 1, 31))));
    check("last-quarter", 2, Some((date(2026, 8, 1), date(2026, 10, 31))));
    check("this-year", 7, Some((date(2026, 7, 1), date(2027, 6, 30))));
    check("last-year", 7, Some((date(2025, 7, 1), date(2026, 6, 30))));
    check("2026-01-05..2026-02-01", 1, Some((date(2026, 1, 5), date(2026, 2, 1))));
    for typed in [
        "",
        "26",
        "2026Q5",
        "2026Q0",
        "2026Q",
        "2026-13",
        "2026-0",
        "last-0d",
        "this-week",
        "this-90d",
        "last-",
        "last-d",
        "last--3d",
        "+202",
        "0001",
        "2026-02-30..2026-03-01",
        "2026-03-01..2026-02-01",
        "2026-09-01",
        "三季度",
        "2026Q+1",
    ] {
        check(typed, 1, None);
    }
}

#[test]
fn the_base_of_a_comparison_is_the_period_before_or_a_year_before() {
    let (fiscal, today) = (Fiscal::default(), date(2026, 11, 22));
    let check = |key: &str, previous: &str, year_before: &str| {
        let key: PeriodKey = key.parse().unwrap();
        assert_eq!(key.previous(fiscal, today).to_string(), previous);
        assert_eq!(key.year_before(fiscal, today).to_string(), year_before);
    };
    check("2026", "2025", "2025");
    check("2026Q1", "2025Q4", "2025Q1");
    check("2026Q4", "2026Q3", "2025Q4");
    check("2026-01", "2025-12", "2025-01");
    check("last-10d", "2026-11-03..2026-11-12", "2025-11-13..2025-11-22");
    check("2024-02-29..2024-02-29", "2024-02-28..2024-02-28", "2023-02-28..2023-02-28");
}

#[test]
fn progress_counts_today_and_stays_within_zero_and_one() {
    let month = Fiscal::default().month(2026, 11);
    let check = |today, expected: &str| {
        assert_eq!(month.progress(today).unwrap().percent(1), expected, "{today}");
    };
    check(date(2026, 10, 31), "0.0");
    check(date(2026, 11, 1), "3.3");
    check(date(2026, 11, 30), "100.0");
    check(date(2027, 1, 1), "100.0");
    assert_eq!(Period { from: date(2026, 2, 1), to: date(2026, 1, 1) }.progress(date(2026, 1, 1)), None);
}

#[test]
fn the_month_end_window_is_the_25th_to_the_30th() {
    let check = |day, expected| assert_eq!(is_month_end(day), expected, "{day}");
    check(date(2026, 11, 24), false);
    check(date(2026, 11, 25), true);
    check(date(2026, 11, 30), true);
    check(date(2026, 12, 31), false);
    check(date(2024, 2, 29), true);
}

#[test]
fn labels_say_fiscal_year_only_where_it_differs() {
    let check = |key: &str, start_month, zh: &str, en: &str| {
        let (key, fiscal) = (key.parse::<PeriodKey>().unwrap(), Fiscal::starting(start_month));
        assert_eq!(
            (key.label(fiscal, Locale::Zh).as_str(), key.label(fiscal, Locale::En).as_str()),
            (zh, en)
        );
    };
    check("2026", 1, "2026年", "2026");
    check("2026", 4, "2026财年", "FY2026");
    check("2026Q1", 4, "2026财年一季度", "Q1 FY2026");
    check("2026-09", 4, "2026年9月", "Sep 2026");
    check("last-90d", 1, "近90天", "last 90 days");
    check("this-quarter", 1, "本季度", "This quarter");
    check("last-year", 1, "去年", "Last year");
    check("last-year", 4, "上财年", "Last fiscal year");
    check("2026-01-05..2026-02-01", 1, "2026-01-05 至 2026-02-01", "2026-01-05 to 2026-02-01");
}

proptest! {
    #[test]
    fn every_day_lies_in_its_own_year_quarter_and_week(n in 0..40_000_i32, start_month in 1..=12_u8) {
        let (day, fiscal) = (plus_days(date(1950, 1, 1), n), Fiscal::starting(start_month));
        let (year, quarter) = fiscal.quarter_of(day);
        prop_assert!(fiscal.year(year).contains(day));
        prop_assert!(fiscal.quarter(year, quarter).contains(day));
        prop_assert!(week_of(day).contains(day) && week_of(day).days() == 7);
        let quarters: u32 = (1..=4).map(|q| fiscal.quarter(year, q).days()).sum();
        prop_assert_eq!(quarters, fiscal.year(year).days());
    }
}
