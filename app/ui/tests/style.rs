//! The style sheets keep their promises: contrast in every theme, colour only in the themes, no
//! spaced or slanted Chinese, no web fonts.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

type Theme = BTreeMap<String, String>;

fn style() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../style")
}

fn read(name: &str) -> String {
    fs::read_to_string(style().join(name)).unwrap()
}

fn sheets() -> Vec<(String, String)> {
    let mut folders = vec![style()];
    let mut sheets = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ext| ext == "css") {
                let name = path.strip_prefix(style()).unwrap().display().to_string();
                sheets.push((name, without_comments(&fs::read_to_string(&path).unwrap())));
            }
        }
    }
    sheets.sort();
    sheets
}

fn without_comments(sheet: &str) -> String {
    sheet
        .split("/*")
        .enumerate()
        .map(|(n, part)| if n == 0 { part } else { part.split_once("*/").unwrap().1 })
        .collect()
}

/// The `--name: #hex;` pairs of each rule in a theme file, in order.
fn themes(name: &str) -> Vec<Theme> {
    let sheet = without_comments(&read(name));
    let rules = sheet.split('}').map(|rule| {
        let pairs = rule.lines().filter_map(|line| line.trim().strip_prefix("--")?.split_once(": #"));
        pairs.map(|(name, hex)| (name.to_owned(), format!("#{}", hex.trim_end_matches(';')))).collect()
    });
    rules.filter(|theme: &Theme| !theme.is_empty()).collect()
}

fn luminance(hex: &str) -> f64 {
    let channel = |at: usize| {
        let value = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.03928 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

fn contrast(one: &str, other: &str) -> f64 {
    let (a, b) = (luminance(one), luminance(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn text_and_marks_stand_out_in_every_theme() {
    let grounds = ["paper", "surface", "sunken"];
    let mut wanted: Vec<(&str, &str, f64)> = Vec::new();
    for text in ["ink", "soft", "quiet", "accent", "good", "watch", "act", "red", "green"] {
        wanted.extend(grounds.map(|ground| (text, ground, 4.5)));
    }
    for mark in ["edge", "cat1", "cat2", "cat3", "cat4", "cat5", "cat6", "seq4", "seq5", "seq6"] {
        wanted.extend(grounds.map(|ground| (mark, ground, 3.0)));
    }
    for (wash, text) in
        [("good-wash", "good"), ("watch-wash", "watch"), ("act-wash", "act"), ("accent-wash", "accent")]
    {
        wanted.extend([(text, wash, 4.5), ("ink", wash, 4.5)]);
    }
    wanted.extend([("on-accent", "accent", 4.5), ("paper", "ink", 7.0)]);
    wanted.extend(["seq1", "seq2", "seq3"].map(|light| ("ink", light, 4.5)));
    wanted.extend(["seq5", "seq6"].map(|dark| ("surface", dark, 4.5)));
    for name in ["theme/day.css", "theme/night.css", "theme/wall.css"] {
        let theme = &themes(name)[0];
        for (fore, ground, least) in &wanted {
            let measured = contrast(&theme[*fore], &theme[*ground]);
            assert!(measured >= *least, "{name}: {fore} on {ground} is {measured:.2}, wants {least}");
        }
    }
}

#[test]
fn night_by_choice_and_night_by_the_system_are_the_same() {
    let nights = themes("theme/night.css");
    assert_eq!(nights.len(), 2);
    assert_eq!(nights[0], nights[1]);
}

#[test]
fn every_theme_defines_the_same_colours() {
    let names = |sheet| themes(sheet)[0].keys().cloned().collect::<Vec<_>>();
    assert_eq!(names("theme/day.css"), names("theme/night.css"));
    assert_eq!(names("theme/day.css"), names("theme/wall.css"));
}

#[test]
fn colour_is_written_only_in_the_themes() {
    for (name, sheet) in sheets().iter().filter(|(name, _)| !name.starts_with("theme") && name != "print.css")
    {
        for line in sheet.lines() {
            let value = line.split_once(": ").map_or("", |(_, value)| value);
            let raw = value.contains('#') && !value.contains("url(\"#");
            let function = ["rgb(", "rgba(", "hsl(", "oklch(", "lab("].iter().any(|f| value.contains(f));
            assert!(!raw && !function, "{name}: {line}");
        }
    }
}

#[test]
fn chinese_is_never_spaced_out_or_slanted_and_no_font_is_fetched() {
    for (name, sheet) in sheets() {
        for banned in ["font-style: italic", "@font-face", "text-transform: uppercase"] {
            assert!(!sheet.contains(banned), "{name}: {banned}");
        }
        for line in sheet.lines().filter(|line| line.contains("letter-spacing")) {
            assert!(line.contains("inherit"), "{name}: {line}");
        }
    }
}

#[test]
fn every_sheet_is_part_of_the_bundle_and_every_import_exists() {
    let both = [read("main.css"), read("more.css")].concat();
    let imported: Vec<&str> =
        both.split("@import \"").skip(1).filter_map(|rest| Some(rest.split_once('"')?.0)).collect();
    let mut found: Vec<String> = sheets()
        .into_iter()
        .map(|(name, _)| name)
        .filter(|name| !["main.css", "more.css"].contains(&name.as_str()))
        .collect();
    let mut imported: Vec<String> = imported.into_iter().map(String::from).collect();
    found.sort();
    imported.sort();
    assert_eq!(found, imported);
}

#[test]
fn every_variable_that_is_used_is_defined() {
    let all: String = sheets().into_iter().map(|(_, sheet)| sheet).collect();
    let defined =
        |name: &str| all.contains(&format!("{name}:")) || all.contains(&format!("@property {name} "));
    for used in all.split("var(").skip(1) {
        let name = used.split([')', ',']).next().unwrap().trim();
        assert!(defined(name), "{name} is used but nowhere defined");
    }
}
