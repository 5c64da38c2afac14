use super::*;
use crate::scorecard::{Input, Test, presets, validate_all};

fn typed(cells: &[(&str, &str)]) -> Typed {
    cells.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

fn health() -> Card {
    presets().remove(0)
}

fn rows(sections: &[Section]) -> impl Iterator<Item = &Row> {
    sections.iter().flat_map(|section| section.lines.iter().flatten())
}

#[test]
fn a_form_sent_back_untouched_changes_nothing() {
    for card in presets() {
        for locale in [Locale::Zh, Locale::En] {
            let sections = sections(&card, locale);
            let same: Typed = rows(&sections).map(|row| (row.path.clone(), row.value.clone())).collect();
            assert_eq!(same.len(), rows(&sections).count(), "{}: each path once", card.key);
            assert!(rows(&sections).all(|row| !row.label.is_empty()), "{}: each row is named", card.key);
            assert_eq!(apply(&card, &same), Ok(Some(card.clone())), "{}", card.key);
        }
    }
    let (crossing, edges) = (Thresholds::default(), PortfolioEdges::default());
    let sections = edge_sections(crossing, edges, Locale::Zh);
    let same: Typed = rows(&sections).map(|row| (row.path.clone(), row.value.clone())).collect();
    assert_eq!(apply_edges(crossing, edges, &same), Ok((crossing, edges)));
}

#[test]
fn what_is_typed_arrives_in_its_unit() {
    type Read = fn(&Card) -> i64;
    let cases: [(&str, &str, Read, i64); 7] = [
        ("groups.usage.weight", "55", |card| card.groups[0].weight, 55),
        ("groups.usage.active_seats", "1,000", |card| card.groups[0].lines[0].weight, 1_000),
        ("bands.watch_from_bp", "62.5", |card| card.bands.watch_from_bp, 6_250),
        ("human_days_max", "120", |card| card.human_days_max, 120),
        ("coverage_min_bp", "45%", |card| card.coverage_min_bp, 4_500),
        (
            "limits.5.1",
            "45",
            |card| match card.limits[4].when[0].test {
                Test::Above(days) => days,
                _ => 0,
            },
            45,
        ),
        (
            "groups.usage.active_seats.curve",
            "0=0，40=50.5；90→100",
            |card| card.groups[0].lines[0].curve.at(4_000),
            5_050,
        ),
    ];
    for (path, text, read, expected) in cases {
        let card = apply(&health(), &typed(&[(path, text)])).unwrap().unwrap();
        assert_eq!(read(&card), expected, "{path} = {text}");
    }
    let softer = apply(&health(), &typed(&[("limits.1", "watch"), ("limits.2", "good")])).unwrap().unwrap();
    assert_eq!((softer.limits.len(), softer.limits[0].at_best), (health().limits.len() - 1, Lamp::Watch));
}

#[test]
fn what_cannot_be_read_is_told_at_its_row_in_both_languages() {
    for (path, text, words) in [
        ("groups.usage.weight", "heavy", "whole number from 0 to 10000"),
        ("groups.usage.weight", "-1", "whole number"),
        ("groups.usage.active_seats", "1.5", "whole number"),
        ("bands.good_from_bp", "101", "from 0 to 100 points"),
        ("bands.good_from_bp", "80.123", "two decimals"),
        ("human_days_max", "0", "from 1 to 730 days"),
        ("coverage_min_bp", "", "from 0 to 100 %"),
        ("groups.usage.active_seats.curve", "80=100, 50=60", "must rise"),
        ("groups.usage.active_seats.curve", "50=101", "between 0 and 100"),
        ("groups.usage.active_seats.curve", "a lot", "0=0, 50=60, 80=100"),
        ("groups.usage.active_seats.curve", "", "knots"),
        ("limits.1", "purple", "from the list"),
        ("groups.nothing.weight", "1", "There is no"),
    ] {
        let problems = apply(&health(), &typed(&[(path, text)])).unwrap_err();
        assert_eq!(problems.len(), 1, "{path} = {text}: {problems:?}");
        assert_eq!(problems[0].field.as_deref(), Some(path));
        assert!(problems[0].en.contains(words) && !problems[0].zh.is_empty(), "{}", problems[0].en);
    }
}

#[test]
fn an_input_joins_from_the_list_and_only_once() {
    let sections = sections(&health(), Locale::En);
    let row = rows(&sections).find(|row| row.path == "add.input").unwrap();
    assert!(row.choices.iter().any(|(key, _)| key == "idle_days"));
    assert!(row.choices.iter().all(|(key, _)| key != "active_seats"), "it is on the card");
    let add = |input: &str, group: &str, weight: &str| {
        apply(&health(), &typed(&[("add.input", input), ("add.group", group), ("add.weight", weight)]))
    };
    let card = add("idle_days", "usage", "15").unwrap().unwrap();
    let line = card.groups[0].lines.last().unwrap();
    assert_eq!((line.input, line.weight), (Input::IdleDays, 15));
    assert_eq!(card.validate(), vec![]);
    for (input, group, weight, field) in [
        ("moon_phase", "usage", "15", "add.input"),
        ("idle_days", "", "15", "add.group"),
        ("idle_days", "usage", "", "add.weight"),
    ] {
        assert_eq!(add(input, group, weight).unwrap_err()[0].field.as_deref(), Some(field));
    }
    assert!(!add("active_seats", "usage", "1").unwrap().unwrap().validate().is_empty(), "twice is refused");
}

#[test]
fn problems_of_the_whole_card_belong_to_a_section_or_a_row_of_its_form() {
    let faults = [
        typed(&[
            ("groups.usage.weight", "0"),
            ("groups.relation.weight", "0"),
            ("groups.renewal.weight", "0"),
            ("groups.support.weight", "0"),
        ]),
        typed(&[("bands.watch_from_bp", "90")]),
        typed(&[
            ("groups.renewal.renewal_intent", "0"),
            ("groups.renewal.paid_on_time", "0"),
            ("groups.renewal.arr_change", "0"),
        ]),
    ];
    let sections = sections(&health(), Locale::Zh);
    for fault in faults {
        let card = apply(&health(), &fault).unwrap().unwrap();
        let problems = card.validate();
        assert_eq!(problems.len(), 1, "{problems:?}");
        let field = problems[0].field.clone().unwrap();
        let known = sections.iter().any(|section| section.path == field)
            || rows(&sections).any(|row| row.path == field);
        assert!(known, "{field} is shown somewhere");
    }
}

#[test]
fn a_card_that_is_removed_is_no_card_and_shares_follow_what_is_typed() {
    assert_eq!(apply(&health(), &typed(&[("remove", "yes")])), Ok(None));
    assert!(!validate_all(&presets().split_off(1)).is_empty(), "and the general one may not go");
    let sections = sections(&health(), Locale::Zh);
    let share = |cells: &[(&str, &str)], path: &str| shares(&sections, &typed(cells))[path].clone();
    for (cells, path, expected) in [
        (&[][..], "groups.usage.weight", "40%"),
        (&[("groups.usage.weight", "20")], "groups.usage.weight", "25%"),
        (&[("groups.usage.weight", "oops")], "groups.usage.weight", "0%"),
        (&[("groups.usage.weight", "5")], "groups.usage.weight", "7.7%"),
        (&[], "groups.usage.active_seats", "35%"),
    ] {
        assert_eq!(share(cells, path), expected, "{cells:?}");
    }
}
