use std::collections::BTreeMap;

use super::*;

fn form(changes: &[(&str, &str)]) -> BTreeMap<String, String> {
    let mut form = typed(&Profile::usual("Lobby"));
    form.extend(changes.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    form
}

#[test]
fn a_profile_survives_its_form() {
    let profile = Profile {
        pages: vec![
            Page { url: "/portfolio?region=east".into(), seconds: 20 },
            Page { url: "/account/7".into(), seconds: 40 },
        ],
        hours: Hours { day_from: 8, day_to: 18, off_from: 22, off_to: 6 },
        canvas: Canvas { width: 3840, height: 2160, columns: 2, rows: 2, gap: 24 },
        names_customers: true,
        ..Profile::usual("Lobby")
    };
    assert_eq!(parse(&typed(&profile)), Ok(profile));
}

#[test]
fn what_was_typed_wrongly_is_named_by_its_field() {
    let check = |name: &str, value: &str| {
        let problems = parse(&form(&[(name, value)])).unwrap_err();
        assert!(problems.iter().all(|problem| problem.field.as_deref() == Some(name)), "{problems:?}");
        assert_eq!(problems.len(), 1);
    };
    check("name", " ");
    check("pages", "");
    check("pages", "30 /setting/score");
    check("pages", "2 /portfolio");
    check("pages", "soon /portfolio");
    check("pages", "/portfolio");
    check("pages", "30 /register/demand");
    check("pages", "30 /register/user/7");
    check("pages", "30 /register/nothing/7");
    check("pages", &"30 /portfolio\n".repeat(31));
    check("off_from", "24");
    check("width", "10");
    check("columns", "0");
    check("rows", "5");
    check("gap", "-1");
}

#[test]
fn frames_that_hide_the_picture_are_refused() {
    let problems = parse(&form(&[("width", "640"), ("columns", "8"), ("gap", "60")])).unwrap_err();
    assert_eq!(problems.iter().filter_map(|one| one.field.as_deref()).collect::<Vec<_>>(), ["gap"]);
}

#[test]
fn an_address_copied_whole_is_taken_by_its_path() {
    let profile = parse(&form(&[("pages", "30 https://cs.example/account/7?since=2026-01-01")])).unwrap();
    assert_eq!(profile.pages[0].url, "/account/7?since=2026-01-01");
}

#[test]
fn hours_may_pass_midnight_and_equal_ones_are_never() {
    let check = |from, to, hour, expected| {
        let hours = Hours { off_from: from, off_to: to, ..Hours::default() };
        assert_eq!(hours.at(hour) == Light::Off, expected, "{from}–{to} at {hour}");
    };
    check(22, 6, 23, true);
    check(22, 6, 5, true);
    check(22, 6, 6, false);
    check(0, 0, 0, false);
    check(1, 3, 2, true);
    let hours = Hours { day_from: 8, day_to: 18, off_from: 0, off_to: 9 };
    assert_eq!((hours.at(8), hours.at(9), hours.at(18)), (Light::Off, Light::Day, Light::Own));
}

#[test]
fn a_silent_wall_is_stale_and_then_offline() {
    let check = |silent, expected| assert_eq!(Presence::of(silent), expected, "{silent:?}");
    check(Some(0), Presence::Online);
    check(Some(60), Presence::Online);
    check(Some(61), Presence::Stale);
    check(Some(901), Presence::Offline);
    check(None, Presence::Offline);
}

#[test]
fn every_step_of_the_meeting_is_a_board() {
    assert!(AGENDA.iter().all(|(_, url, _)| which(url).is_some()));
}
