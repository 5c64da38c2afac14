use jiff::civil::date;

use super::*;
use crate::board::sentence::Sentence;

const THEN: &str = "ARR 为 1.17亿，比期初多 12%。";

fn headline(words: &str, said: Option<&str>) -> Headline {
    Headline {
        id: "h".to_owned(),
        version: 3,
        board: "portfolio".to_owned(),
        tile: "arr".to_owned(),
        words_zh: words.to_owned(),
        words_en: words.to_owned(),
        opens_on: None,
        from_on: date(2026, 11, 1),
        until_on: date(2026, 11, 30),
        state: "shown".to_owned(),
        author_id: None,
        written_at: None,
        said_zh: said.map(str::to_owned),
        said_en: said.map(str::to_owned),
    }
}

fn shown(words: &str, said: Option<&str>, now: (&str, &str), locale: Locale) -> Tile {
    let spans = Sentence::default()
        .say("ARR 为 ")
        .number(now.0, "/a")
        .say("，比期初多 ")
        .number(now.1, "/b")
        .say("。")
        .done();
    let mut tile = Tile { headline: spans, ..Tile::default() };
    let headline = headline(words, said);
    let signed = Signed { headline: &headline, author: "陈远", on: Some(date(2026, 11, 20)) };
    put(&mut tile, &signed, date(2026, 11, 22), locale);
    tile
}

#[test]
fn words_are_signed_and_keep_the_links_of_the_numbers_that_still_hold() {
    let tile = shown("三家大客户占了 62%，ARR 已到 1.17亿。", Some(THEN), ("1.17亿", "12%"), Locale::Zh);
    assert_eq!(tile.sentence(), "三家大客户占了 62%，ARR 已到 1.17亿。");
    let links: Vec<_> =
        tile.headline.iter().filter(|span| span.href.is_some()).map(|span| span.text.as_str()).collect();
    assert_eq!(links, ["1.17亿"], "62% is the writer's own");
    let worded = tile.worded.unwrap();
    assert_eq!((worded.signed.as_str(), worded.now.len()), ("陈远改写 · 11月20日 周五", 0));
    let pinned = shown(THEN, Some(THEN), ("1.17亿", "12%"), Locale::En).worded.unwrap();
    assert_eq!(pinned.signed, "Pinned by 陈远 · Fri 20 Nov");
}

#[test]
fn words_say_when_the_numbers_they_speak_of_have_moved() {
    for (words, said, now, expected) in [
        ("ARR 已到 1.17亿。", Some(THEN), ("1.17亿", "13%"), false),
        ("ARR 已到 1.17亿。", Some(THEN), ("1.18亿", "12%"), true),
        ("增长来自华东的 3 家。", Some(THEN), ("1.17亿", "12%"), false),
        ("增长来自华东的 3 家。", Some(THEN), ("1.17亿", "13%"), true),
        ("ARR 已到 1.17亿。", None, ("1.17亿", "13%"), false),
        ("ARR 已到 1.15亿。", None, ("1.17亿", "13%"), true),
    ] {
        let worded = shown(words, said, now, Locale::Zh).worded.unwrap();
        assert_eq!(!worded.now.is_empty(), expected, "{words} {said:?} {now:?}");
        assert!(worded.now.is_empty() || worded.now.iter().any(|span| span.href.is_some()), "with its links");
    }
}

#[test]
fn a_number_is_no_part_of_a_longer_one() {
    let own = Sentence::default().number("12", "/a").number("12%", "/b").number("1,012", "/c").done();
    for (words, expected) in [
        ("有 12 家", vec![("12", "/a")]),
        ("占 12%。", vec![("12%", "/b")]),
        ("共 1,012 家", vec![("1,012", "/c")]),
        ("共 112 家，3.12 分，12.5 分，121 家，1,012,000 元", vec![]),
        ("12, 12.", vec![("12", "/a"), ("12", "/a")]),
    ] {
        let spans = linked(words, &own);
        assert_eq!(spans.iter().map(|span| span.text.as_str()).collect::<String>(), words);
        let links: Vec<_> =
            spans.iter().filter_map(|span| Some((span.text.as_str(), span.href.as_deref()?))).collect();
        assert_eq!(links, expected, "{words}");
    }
}

#[test]
fn the_form_begins_with_what_is_said_and_offers_how_long_it_holds() {
    let said = [THEN.to_owned(), "ARR is 117.".to_owned()];
    let place = Place { board: "portfolio", tile: "arr", opens: None, day: date(2026, 11, 22) };
    let forms_of = |held: Option<&Headline>| forms(place, held, &said, Locale::Zh);
    let fresh = forms_of(None);
    assert_eq!(fresh.len(), 1, "nothing to take down");
    let values: Vec<_> = fresh[0].asks.iter().map(|asked| asked.value.as_str()).collect();
    assert_eq!(values, [THEN, "ARR is 117.", "2026-11-30"]);
    let ends: Vec<_> = fresh[0].asks[2].choices.iter().map(|(end, _)| end.as_str()).collect();
    assert_eq!(ends, ["2026-11-22", "2026-11-30", "2026-12-31"], "the quarter ends with the year");
    let held = Headline { until_on: date(2027, 1, 5), ..headline("已到 9 家。", Some(THEN)) };
    let again = forms_of(Some(&held));
    assert_eq!((again.len(), again[0].record.as_str(), again[0].version), (2, "h", 3));
    assert_eq!(again[0].asks[0].value, "已到 9 家。");
    assert_eq!(again[0].asks[2].value, "2027-01-05");
    assert_eq!(again[1].set, [("state".to_owned(), "withdrawn".to_owned())]);
}
