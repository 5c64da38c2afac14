//! The statutory days of 2025 and 2026 in mainland China, as the State Council's office announced them
//! (国办发明电〔2024〕12号, 〔2025〕7号): days off, and the weekend days worked instead.

use domain::calendar::plus_days;
use jiff::civil::Date;

use super::dice::Dice;
use super::sheet::Sheets;

/// A name, its first day off, how many days, and the days worked instead.
type Feast = (&'static str, (i16, i8, i8), i32, &'static [(i8, i8)]);

const FEASTS: &[Feast] = &[
    ("元旦", (2025, 1, 1), 1, &[]),
    ("春节", (2025, 1, 28), 8, &[(1, 26), (2, 8)]),
    ("清明节", (2025, 4, 4), 3, &[]),
    ("劳动节", (2025, 5, 1), 5, &[(4, 27)]),
    ("端午节", (2025, 5, 31), 3, &[]),
    ("国庆节、中秋节", (2025, 10, 1), 8, &[(9, 28), (10, 11)]),
    ("元旦", (2026, 1, 1), 3, &[(1, 4)]),
    ("春节", (2026, 2, 15), 9, &[(2, 14), (2, 28)]),
    ("清明节", (2026, 4, 4), 3, &[]),
    ("劳动节", (2026, 5, 1), 5, &[(5, 9)]),
    ("端午节", (2026, 6, 19), 3, &[]),
    ("中秋节", (2026, 9, 25), 3, &[]),
    ("国庆节", (2026, 10, 1), 7, &[(9, 20), (10, 10)]),
];

/// Every day of the table: what it is called, whether it is off.
pub fn days() -> impl Iterator<Item = (Date, &'static str, &'static str)> {
    FEASTS.iter().flat_map(|(name, (year, month, day), length, worked)| {
        let first = Date::new(*year, *month, *day).unwrap_or_default();
        let off = (0..*length).map(move |n| (plus_days(first, n), "off", *name));
        let worked = worked.iter().filter_map(|(month, day)| Date::new(*year, *month, *day).ok());
        off.chain(worked.map(|day| (day, "working", *name)))
    })
}

/// Adds the table.
pub fn settle(dice: &mut Dice, sheets: &mut Sheets, opening: Date) {
    for (day, kind, name) in days() {
        let id = dice.id(opening);
        sheets.add("holiday", id, &[("falls_on", day.into()), ("kind", kind.into()), ("name", name.into())]);
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::Weekday;

    use super::*;

    #[test]
    fn only_weekend_days_are_worked_instead_and_no_day_is_named_twice() {
        let mut seen = std::collections::BTreeSet::new();
        for (day, kind, name) in days() {
            assert!(seen.insert(day), "{day} {name}");
            if kind == "working" {
                assert!(matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday), "{day} {name}");
            }
        }
        let count =
            |year: i16, kind: &str| days().filter(|(day, k, _)| day.year() == year && *k == kind).count();
        assert_eq!([count(2025, "off"), count(2025, "working")], [28, 5]);
        assert_eq!([count(2026, "off"), count(2026, "working")], [33, 6]);
    }
}
