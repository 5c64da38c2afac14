use super::date::{DateOrder, day, detect, instant};
use super::*;
use crate::noun;
use crate::value::Value;

fn strings(list: &[&str]) -> Vec<String> {
    list.iter().map(|text| (*text).to_owned()).collect()
}

#[test]
fn days_are_read_only_in_the_order_the_column_says() {
    use DateOrder::{Dmy, Mdy, Serial, Ymd};
    let rows: &[(&str, DateOrder, Option<&str>)] = &[
        ("2026-11-22", Ymd, Some("2026-11-22")),
        ("2026/1/2", Ymd, Some("2026-01-02")),
        ("20261122", Ymd, Some("2026-11-22")),
        ("2026年11月2日", Ymd, Some("2026-11-02")),
        ("2026-11-22 09:30:00", Ymd, Some("2026-11-22")),
        ("16-10-2024", Dmy, Some("2024-10-16")),
        ("16.10.2024", Dmy, Some("2024-10-16")),
        ("3/4/2024", Dmy, Some("2024-04-03")),
        ("3/4/2024", Mdy, Some("2024-03-04")),
        ("2024-04-03", Mdy, Some("2024-04-03")),
        ("45581", Serial, Some("2024-10-16")),
        ("1", Serial, Some("1900-01-01")),
        ("61", Serial, Some("1900-03-01")),
        ("16-10-2024", Ymd, None),
        ("16-10-2024", Mdy, None),
        ("31-02-2024", Dmy, None),
        ("16-10-24", Dmy, None),
        ("45581", Ymd, None),
        ("-5", Serial, None),
        ("tomorrow", Ymd, None),
        ("", Ymd, None),
    ];
    for (typed, order, expected) in rows {
        assert_eq!(day(typed, *order).map(|d| d.to_string()).as_deref(), *expected, "{typed:?} {order:?}");
    }
}

#[test]
fn moments_keep_their_time_and_their_zone() {
    let rows: &[(&str, DateOrder, i64, Option<&str>)] = &[
        ("28-07-2023 03:00", DateOrder::Dmy, 0, Some("2023-07-28T03:00:00Z")),
        ("28-07-2023 03:00", DateOrder::Dmy, 8, Some("2023-07-27T19:00:00Z")),
        ("2023/7/28 3:05 PM", DateOrder::Ymd, 0, Some("2023-07-28T15:05:00Z")),
        ("2023-07-28T03:00:00+08:00", DateOrder::Dmy, 0, Some("2023-07-27T19:00:00Z")),
        ("2023-07-28 03:00:09.5", DateOrder::Ymd, 0, Some("2023-07-28T03:00:09Z")),
        ("45581.5", DateOrder::Serial, 0, Some("2024-10-16T12:00:00Z")),
        ("28-07-2023 25:00", DateOrder::Dmy, 0, None),
        ("28-07-2023 13:00 PM", DateOrder::Dmy, 0, None),
    ];
    for (typed, order, offset, expected) in rows {
        assert_eq!(
            instant(typed, *order, *offset).map(|at| at.to_string()).as_deref(),
            *expected,
            "{typed:?}"
        );
    }
}

#[test]
fn the_order_of_dates_is_guessed_from_samples_and_doubt_is_told() {
    type Guess = Option<(DateOrder, bool)>;
    let rows: &[(&[&str], Guess)] = &[
        (&["2024-01-02", ""], Some((DateOrder::Ymd, false))),
        (&["01-02-2024", "16-10-2024"], Some((DateOrder::Dmy, false))),
        (&["01/02/2024", "10/16/2024"], Some((DateOrder::Mdy, false))),
        (&["01-02-2024"], Some((DateOrder::Dmy, true))),
        (&["01/02/2024"], Some((DateOrder::Mdy, true))),
        (&["45581"], Some((DateOrder::Serial, false))),
        (&["soon"], None),
        (&["", ""], None),
    ];
    for (samples, expected) in rows {
        assert_eq!(detect(samples.iter().copied()), *expected, "{samples:?}");
    }
}

#[test]
fn numbers_and_choices_are_met_half_way_but_never_guessed() {
    let cell = |table: &str, name: &str, typed: &str| {
        let (_, field) = noun::spec(table).unwrap().field(name).unwrap();
        coerce(field, typed, DateOrder::Ymd, 0).ok()
    };
    let rows: &[(&str, &str, &str, Option<Value>)] = &[
        ("ticket", "score", "4.0", Some(Value::Int(4))),
        ("ticket", "score", "4.5", None),
        ("account", "seats", "1,234", Some(Value::Int(1_234))),
        ("account", "seats", "12,34", None),
        ("subscription", "mrr_cents", "2786", Some(Value::Int(278_600))),
        ("subscription", "mrr_cents", "1,234,567.80", Some(Value::Int(123_456_780))),
        ("subscription", "mrr_cents", "(12.50)", Some(Value::Int(-1_250))),
        ("subscription", "mrr_cents", "12.500", Some(Value::Int(1_250))),
        ("subscription", "mrr_cents", "12.505", None),
        ("subscription", "mrr_cents", "1234,56", None),
        ("subscription", "mrr_cents", "1.234,56", None),
        ("account", "tier", "LONG TAIL", Some(Value::from("long_tail"))),
        ("account", "tier", "战略", Some(Value::from("strategic"))),
        ("account", "tier", "platinum", None),
        ("ticket", "is_escalated", "TRUE", Some(Value::Int(1))),
    ];
    for (table, name, typed, expected) in rows {
        assert_eq!(cell(table, name, typed), *expected, "{table}.{name} {typed:?}");
    }
}

#[test]
fn columns_and_nouns_are_recognised_in_both_languages_and_by_other_systems_words() {
    let nouns: &[(&[&str], &str)] = &[
        (&["客户名称", "行业", "分级", "区域"], "account"),
        (&["account_id", "account_name", "industry", "country"], "account"),
        (&["ticket_id", "account_id", "submitted_at", "priority"], "ticket"),
        (&["subscription_id", "account_id", "start_date", "mrr_amount"], "subscription"),
        (&["usage_id", "subscription_id", "usage_date", "feature_name", "usage_count"], "usage"),
        (&["churn_event_id", "account_id", "churn_date", "reason_code"], "churn_event"),
    ];
    for (headers, table) in nouns {
        assert_eq!(guess_noun(&strings(headers)).first().map(|found| found.0), Some(*table), "{headers:?}");
    }
    let headers = strings(&["account_id", "客户名称", "Industry", "country", "signup_date", "unheard of"]);
    let samples = vec![strings(&["A-1", "Acme", "EdTech", "US", "16-10-2024", "?"])];
    let mapping = guess(noun::spec("account").unwrap(), &headers, &samples, 8);
    let fields: Vec<_> =
        mapping.columns.iter().map(|column| column.field.as_deref().unwrap_or("-")).collect();
    assert_eq!(fields, ["external_id", "name", "industry", "region", "signed_up_on", "-"]);
    assert_eq!(mapping.columns.get(4).map(|column| column.dates), Some(DateOrder::Dmy));
    assert_eq!(mapping.key, ["external_id"]);
    assert_eq!(mapping.constants.get("stage").map(String::as_str), Some("service"));
}

#[test]
fn every_shipped_mapping_fits_its_noun_and_knows_its_own_headers() {
    for file in profile::ravenstack() {
        let spec = noun::spec(&file.mapping.table).unwrap();
        let headers: Vec<String> = file.mapping.columns.iter().map(|column| column.header.clone()).collect();
        let plan = Plan::new(spec, &file.mapping, &headers).unwrap();
        assert!(plan.fields.len() > 4, "{}", file.file);
        assert_eq!(profile::recognise(&headers), Some(file.mapping));
    }
}

#[test]
fn a_mapping_that_does_not_fit_is_refused_with_everything_that_is_wrong() {
    let spec = noun::spec("account").unwrap();
    let column = |header: &str, field: &str| Column {
        header: header.to_owned(),
        field: Some(field.to_owned()),
        ..Column::default()
    };
    let mapping = Mapping {
        columns: vec![
            column("a", "name"),
            column("b", "name"),
            column("gone", "industry"),
            column("c", "mrr_cents"),
            column("d", "nmae"),
        ],
        key: strings(&["external_id"]),
        ..Mapping::default()
    };
    let problems = Plan::new(spec, &mapping, &strings(&["a", "b", "c", "d"])).unwrap_err();
    let all: String = problems.iter().map(|problem| problem.en.as_str()).collect();
    for words in [
        "Both “a” and “b”",
        "no column “gone”",
        "computed by the product",
        "no field “nmae”",
        "No column fills the key",
    ] {
        assert!(all.contains(words), "{words}: {all}");
    }
}

#[test]
fn a_row_reads_into_values_references_and_faults() {
    let spec = noun::spec("ticket").unwrap();
    let tickets = profile::ravenstack().into_iter().find(|file| file.mapping.table == "ticket").unwrap();
    let headers: Vec<String> = tickets.mapping.columns.iter().map(|column| column.header.clone()).collect();
    let plan = Plan::new(spec, &tickets.mapping, &headers).unwrap();
    let row = ["T-1", "A-1", "27-07-2023", "28-07-2023 03:00", "27", "High", "74", "9", "FALSE"];
    let parsed = plan.read(7, |index| row.get(index).copied());
    let get = |name: &str| spec.field(name).and_then(|(place, _)| parsed.cells.get(place).cloned().flatten());
    assert_eq!(get("subject"), Some(Value::from("Ticket T-1")));
    assert_eq!(get("priority"), Some(Value::from("high")));
    assert_eq!(get("submitted_at"), Some(Value::from("2023-07-27T00:00:00Z")));
    assert_eq!(get("owner_id"), None);
    assert_eq!(parsed.refs.iter().map(|pending| pending.text.as_str()).collect::<Vec<_>>(), ["A-1"]);
    let faults: Vec<_> =
        parsed.faults.iter().map(|fault| (fault.row, fault.column.as_str(), fault.value.as_str())).collect();
    assert_eq!(faults, [(7, "satisfaction_score", "9")]);
}

#[test]
fn a_mapping_survives_being_remembered_and_old_ones_still_open() {
    for file in profile::ravenstack() {
        let text = serde_json::to_string(&file.mapping).unwrap();
        assert_eq!(serde_json::from_str::<Mapping>(&text).unwrap(), file.mapping);
    }
    let old: Mapping = serde_json::from_str(
        r#"{"table":"account","columns":[{"header":"a","field":"name"}],"key":["name"]}"#,
    )
    .unwrap();
    assert_eq!(old.mode, Mode::AllOrNothing);
}
