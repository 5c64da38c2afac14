//! 权力地图 · the power map as a drawing: boxes in their places, reporting lines square, influence lines bent and as wide as they
//! are strong. Power is a ruler of five, stance a lamp with its shape and word. No units of a screen are in it but its own.

use std::collections::BTreeMap;

use domain::board::Lamp;
use domain::noun::stakeholder::ROLES;
use domain::power::layout::{Place, places};
use domain::power::{Influence, Person};
use domain::text::{Locale, Text, text};

use crate::component::lamp;
use crate::markup::{Markup, when};

/// A box, and the room around it.
const BOX: (i64, i64) = (176, 68);
const STEP: (i64, i64) = (190, 124);
const EDGE: i64 = 16;

/// How somebody stands to us, as a lamp.
pub const fn stance(person: &Person) -> (Option<Lamp>, Text) {
    match person.stance {
        Some(2..) => (Some(Lamp::Good), text("力挺", "For us, openly")),
        Some(1) => (Some(Lamp::Good), text("支持", "For us")),
        Some(0) => (Some(Lamp::Watch), text("中立", "Neutral")),
        Some(-1) => (Some(Lamp::Act), text("不支持", "Against us")),
        Some(_) => (Some(Lamp::Act), text("反对", "Against us, openly")),
        None => (None, text("立场不明", "Stance unknown")),
    }
}

/// What somebody is to the decision.
pub fn role(person: &Person, locale: Locale) -> &'static str {
    ROLES.iter().find(|choice| choice.key == person.role).map_or("", |choice| choice.label.in_(locale))
}

/// Everything a box says, in words.
pub fn spoken(person: &Person, locale: Locale) -> String {
    let between = if locale == Locale::Zh { "，" } else { ", " };
    [person.name.clone(), about(person, locale)].join(between)
}

/// What is known of somebody, in words, without their name.
pub fn about(person: &Person, locale: Locale) -> String {
    let power = person.power.map_or_else(
        || text("权力不明", "power unknown").in_(locale).to_owned(),
        |power| match locale {
            Locale::Zh => format!("权力 {power}/5"),
            Locale::En => format!("power {power} of 5"),
        },
    );
    let silent = match (person.silent_days, locale) {
        (None, _) => text("从未接触", "never met").in_(locale).to_owned(),
        (Some(days), Locale::Zh) => format!("{days} 天前接触"),
        (Some(days), Locale::En) => format!("met {days} days ago"),
    };
    let leans = person.leans_to.as_ref().map(|name| match locale {
        Locale::Zh => format!("倾向{name}"),
        Locale::En => format!("leans to {name}"),
    });
    let mut parts = vec![
        person.job_title.clone(),
        role(person, locale).to_owned(),
        power,
        stance(person).1.in_(locale).to_owned(),
        silent,
    ];
    parts.extend(leans);
    parts.retain(|part| !part.is_empty());
    parts.join(if locale == Locale::Zh { "，" } else { ", " })
}

/// The drawing: as wide and as high as the people need.
pub fn map(people: &[Person], influences: &[Influence], locale: Locale) -> String {
    let (places, columns, rows) = places(people);
    let (width, height) = (columns.max(1) * STEP.0 + EDGE, rows.max(1) * STEP.1 - STEP.1 + BOX.1 + EDGE * 2);
    let label = match locale {
        Locale::Zh => format!("权力地图，{} 人", people.len()),
        Locale::En => format!("Power map, {} people", people.len()),
    };
    let mut page = Markup::new();
    let frame = [
        ("class", "power"),
        ("role", "group"),
        ("aria-label", label.as_str()),
        ("viewBox", &format!("0 0 {width} {height}")),
        ("width", &width.to_string()),
        ("height", &height.to_string()),
    ];
    page.element("svg", &frame, |page| {
        lines(page, people, &places);
        bends(page, influences, &places);
        for person in people {
            if let Some(place) = places.get(&person.id) {
                node(page, person, *place, locale);
            }
        }
    });
    page.finish()
}

const fn corner(place: Place) -> (i64, i64) {
    (EDGE + place.x * STEP.0 / 2, EDGE + place.y * STEP.1)
}

/// Who reports to whom.
fn lines(page: &mut Markup, people: &[Person], places: &BTreeMap<String, Place>) {
    for person in people {
        let above = person.reports_to.as_ref().and_then(|id| places.get(id));
        let (Some(above), Some(own)) = (above, places.get(&person.id)) else { continue };
        // A line that leads in a circle is not drawn: neither of them is above.
        if above.y >= own.y {
            continue;
        }
        let ((from_x, from_y), (to_x, to_y)) = (corner(*above), corner(*own));
        let (from, to) = (from_x + BOX.0 / 2, to_x + BOX.0 / 2);
        let bend = to_y - (STEP.1 - BOX.1) / 2;
        let path = format!("M{from} {}V{bend}H{to}V{to_y}", from_y + BOX.1);
        page.empty("path", &[("class", "power-line"), ("d", &path)]);
    }
}

/// Who is listened to by whom.
fn bends(page: &mut Markup, influences: &[Influence], places: &BTreeMap<String, Place>) {
    for one in influences {
        let (Some(from), Some(to)) = (places.get(&one.from), places.get(&one.to)) else { continue };
        let ((from_x, from_y), (to_x, to_y)) = (corner(*from), corner(*to));
        let is_right = to_x >= from_x;
        let start = (if is_right { from_x + BOX.0 } else { from_x }, from_y + BOX.1 / 2);
        let end = (if is_right { to_x } else { to_x + BOX.0 }, to_y + BOX.1 / 2);
        let (end, pull) =
            if from_x == to_x { ((to_x + BOX.0, end.1), 48) } else { (end, if is_right { 40 } else { -40 }) };
        let toward = if from_x == to_x { end.0 + pull } else { end.0 - pull };
        let path = format!(
            "M{} {}C{} {} {toward} {} {} {}",
            start.0,
            start.1,
            start.0 + pull,
            start.1,
            end.1,
            end.0,
            end.1
        );
        let strength = one.strength.clamp(1, 3).to_string();
        page.empty("path", &[("class", "power-bend"), ("data-strength", &strength), ("d", &path)]);
        page.empty(
            "circle",
            &[("class", "power-end"), ("cx", &end.0.to_string()), ("cy", &end.1.to_string()), ("r", "4")],
        );
    }
}

fn node(page: &mut Markup, person: &Person, place: Place, locale: Locale) {
    let (x, y) = corner(place);
    let href = format!("/register/stakeholder/{}?edit=1", person.id);
    let (lamp, word) = stance(person);
    let (key, shape) = lamp.map_or(("none", lamp::CIRCLE), |lamp| (lamp::parts(lamp).0, lamp::parts(lamp).1));
    let label = spoken(person, locale);
    let frame = [
        ("class", "power-node"),
        ("href", href.as_str()),
        ("data-lamp", key),
        when(!person.is_covered(), ("data-uncovered", "")),
        when(matches!(person.role.as_str(), "executive_sponsor" | "champion"), ("data-lead", "")),
    ];
    page.element("a", &frame, |page| {
        page.words("title", &[], &label);
        let (left, top) = (x.to_string(), y.to_string());
        let (wide, high) = (BOX.0.to_string(), BOX.1.to_string());
        let outer =
            [("x", left.as_str()), ("y", top.as_str()), ("width", wide.as_str()), ("height", high.as_str())];
        page.element("svg", &outer, |page| {
            page.empty(
                "rect",
                &[
                    ("class", "power-box"),
                    ("x", "1"),
                    ("y", "1"),
                    ("width", "174"),
                    ("height", "66"),
                    ("rx", "3"),
                ],
            );
            // Power, on a ruler of five.
            for tick in 1..=5_i64 {
                let is_on = person.power.is_some_and(|power| power >= tick);
                let at = (62 - tick * 11).to_string();
                page.empty(
                    "rect",
                    &[
                        ("class", "power-tick"),
                        ("x", "7"),
                        ("y", &at),
                        ("width", "5"),
                        ("height", "8"),
                        when(is_on, ("data-on", "")),
                    ],
                );
            }
            page.element(
                "svg",
                &[("x", "20"), ("y", "9"), ("width", "12"), ("height", "12"), ("viewBox", "0 0 12 12")],
                |page| {
                    page.empty("path", &[("class", "power-lamp"), ("d", shape)]);
                },
            );
            page.words("text", &[("class", "power-name"), ("x", "38"), ("y", "20")], &person.name);
            page.words(
                "text",
                &[("class", "power-note"), ("x", "20"), ("y", "38")],
                &short(&person.job_title, 24),
            );
            let told = format!("{} · {}", role(person, locale), word.in_(locale));
            page.words("text", &[("class", "power-note"), ("x", "20"), ("y", "56")], &short(&told, 24));
        });
    });
}

/// As much of the words as fits, wide signs counted twice.
fn short(words: &str, most: usize) -> String {
    let wide = |sign: char| if sign.is_ascii() { 1 } else { 2 };
    let mut room = most;
    let mut kept = String::new();
    for sign in words.chars() {
        let Some(left) = room.checked_sub(wide(sign)) else { return kept + "…" };
        room = left;
        kept.push(sign);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_is_drawn_once_and_every_line_and_bend_that_has_two_ends() {
        let person = |id: &str, above: Option<&str>| Person {
            id: id.into(),
            name: format!("<{id}>"),
            reports_to: above.map(str::to_owned),
            ..Person::default()
        };
        let people =
            [person("1", None), person("2", Some("1")), person("3", Some("1")), person("4", Some("9"))];
        let bend = |from: &str, to: &str| Influence { from: from.into(), to: to.into(), strength: 2 };
        let drawn = map(&people, &[bend("2", "3"), bend("2", "9")], Locale::En);
        assert_eq!(drawn.matches("power-node").count(), 4);
        assert_eq!(drawn.matches("power-line").count(), 2);
        assert_eq!(drawn.matches("power-bend").count(), 1);
        assert!(drawn.contains("&lt;1&gt;") && !drawn.contains("<1>"), "names are words");
    }

    #[test]
    fn a_box_says_in_words_what_it_shows() {
        let person = Person {
            name: "沈舟".into(),
            role: "champion".into(),
            power: Some(4),
            stance: Some(-1),
            leans_to: Some("岚图云软".into()),
            ..Person::default()
        };
        assert_eq!(spoken(&person, Locale::Zh), "沈舟，强C，权力 4/5，不支持，从未接触，倾向岚图云软");
        assert_eq!(
            spoken(&person, Locale::En),
            "沈舟, Champion, power 4 of 5, Against us, never met, leans to 岚图云软"
        );
        assert_eq!(short("财务共享中心主任", 10), "财务共享中…");
    }
}
