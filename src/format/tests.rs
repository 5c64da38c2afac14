//! Figures, ages and prose, at the borders of their rules.

use super::*;
use jiff::civil::date;
use proptest::prelude::*;

#[test]
fn amounts_change_their_unit_after_rounding() {
    let check = |cents, zh: &str, en: &str| {
        assert_eq!(money(cents, Currency::CNY, Locale::Zh).to_string(), zh, "{cents}");
        assert_eq!(money(cents, Currency::CNY, Locale::En).to_string(), en, "{cents}");
    };
    check(0, "0元", "¥0");
    check(49, "0元", "¥0");
    check(-49, "0元", "¥0");
    check(50, "1元", "¥1");
    check(987_600, "9,876元", "¥9,876");
    check(999_949, "9,999元", "¥9,999");
    check(999_950, "1.00万", "¥10.0K");
    check(1_234_500, "1.23万", "¥12.3K");
    check(12_345_600, "12.35万", "¥123K");
    check(99_950_000, "99.95万", "¥1.00M");
    check(123_450_000, "123.45万", "¥1.23M");
    check(9_999_994_999, "9,999.99万", "¥100M");
    check(9_999_995_000, "1.00亿", "¥100M");
    check(-12_300_000_000, "-1.23亿", "-¥123M");
    check(i64::MAX, "922,337,203.69亿", "¥92,233,720B");
    check(i64::MIN, "-922,337,203.69亿", "-¥92,233,720B");
}

#[test]
fn another_currency_keeps_its_name() {
    let check = |code: &str, cents, zh: &str, en: &str| {
        let currency: Currency = code.parse().unwrap();
        assert_eq!(money(cents, currency, Locale::Zh).to_string(), zh);
        assert_eq!(money(cents, currency, Locale::En).to_string(), en);
    };
    check("USD", 987_600, "9,876美元", "$9,876");
    check("usd", 123_450_000, "123.45万美元", "$1.23M");
    check("CHF", 123_450_000, "123.45万CHF", "CHF\u{a0}1.23M");
    for code in ["", "US", "USDT", "U5D", "元"] {
        assert!(code.parse::<Currency>().is_err(), "{code}");
    }
}

#[test]
fn a_figure_comes_in_parts() {
    let figure = money(-123_450_000, Currency::CNY, Locale::Zh);
    assert_eq!((figure.before.as_str(), figure.number.as_str(), figure.unit.as_str()), ("-", "123.45", "万"));
    let figure = money(123_450_000, Currency::CNY, Locale::En);
    assert_eq!((figure.before.as_str(), figure.number.as_str(), figure.unit.as_str()), ("¥", "1.23", "M"));
}

#[test]
fn a_table_has_one_unit_and_two_decimals() {
    let check = |largest, zh, en| {
        assert_eq!(TableUnit::fitting(largest, Locale::Zh), zh, "{largest}");
        assert_eq!(TableUnit::fitting(largest, Locale::En), en, "{largest}");
    };
    check(9_999_999, TableUnit::One, TableUnit::One);
    check(-10_000_000, TableUnit::Wan, TableUnit::Thousand);
    check(10_000_000_000, TableUnit::Wan, TableUnit::Million);
    check(100_000_000_000, TableUnit::Yi, TableUnit::Million);
    assert_eq!(TableUnit::One.cell(-123_456), "-1,234.56");
    assert_eq!(TableUnit::Yi.cell(12_191_529_600), "1.22");
}

#[test]
fn ages_step_from_seconds_to_years() {
    let check = |seconds, zh: &str, en: &str| {
        assert_eq!((age(seconds, Locale::Zh).as_str(), age(seconds, Locale::En).as_str()), (zh, en));
    };
    check(0, "刚刚", "just now");
    check(59, "刚刚", "just now");
    check(60, "1 分钟前", "1 min ago");
    check(3_599, "59 分钟前", "59 min ago");
    check(3_600, "1 小时前", "1 h ago");
    check(86_400 * 29, "29 天前", "29 d ago");
    check(86_400 * 30, "1 个月前", "1 mo ago");
    check(86_400 * 800, "2 年前", "2 y ago");
    check(-86_400, "1 天后", "in 1 d");
}

#[test]
fn days_are_told_from_today() {
    let today = date(2026, 11, 22);
    let check = |day, zh: &str, en: &str| {
        assert_eq!(days_apart(day, today, Locale::Zh), zh);
        assert_eq!(days_apart(day, today, Locale::En), en);
    };
    check(today, "今天", "today");
    check(date(2026, 11, 21), "昨天", "yesterday");
    check(date(2026, 11, 24), "2 天后", "in 2 days");
    check(date(2025, 11, 22), "365 天前", "365 days ago");
    assert_eq!(clock(today.at(9, 5, 59, 0)), "09:05");
}

#[test]
fn file_sizes_step_by_1024() {
    let check = |bytes, expected: &str| assert_eq!(file_size(bytes), expected);
    check(0, "0 B");
    check(1_023, "1023 B");
    check(1_024, "1.0 KB");
    check(1_048_575, "1.0 MB");
    check(150 * 1_024, "150 KB");
    check(5 * 1_024 * 1_024 * 1_024 * 1_024, "5.0 TB");
}

#[test]
fn scripts_are_parted_by_a_thin_space_and_figures_stay_whole() {
    let check =
        |parts: &[&str], expected: &str| assert_eq!(prose_join(parts).replace('\u{2009}', "|"), expected);
    check(&[], "");
    check(&["NRR", "升至", "140%"], "NRR|升至|140%");
    check(&["新增", "123.45万", "来自", "3", "家"], "新增|123.45万来自|3|家");
    check(&["截至", "11月22日", ",良好"], "截至|11月22日,良好");
    check(&["", "升", "", "3", "%"], "升|3%");
    check(&["Nothing", " to part"], "Nothing to part");
}

proptest! {
    #[test]
    fn grouping_only_adds_commas(n in any::<i64>()) {
        prop_assert_eq!(count(n).replace(',', ""), n.to_string());
    }

    #[test]
    fn a_short_amount_is_within_half_a_step_of_the_amount(cents in 0..i64::MAX / 4) {
        let figure = money(cents, Currency::CNY, Locale::Zh);
        let number: f64 = figure.number.replace(',', "").parse().unwrap();
        let (size, step) = match figure.unit.as_str() { "万" => (1e6, 1e4), "亿" => (1e10, 1e8), _ => (1e2, 1e2) };
        prop_assert!((number * size - cents as f64).abs() <= step / 2.0 + cents as f64 * 1e-12);
    }
}
