//! What comes to a card and what goes: an input from the closed list, and the card itself.

use super::unit::WEIGHT;
use super::{Row, Section, Typed, choose};
use crate::problem::Problem;
use crate::scorecard::preset::curve;
use crate::scorecard::{Card, Group, Input, Line};
use crate::text::{Locale, Text, text};

/// Paths this form has beside those of the card's values.
pub const PATHS: &[&str] = &["add.input", "add.group", "add.weight", REMOVE];
const REMOVE: &str = "remove";
const KEEP: &str = "no";
const GO: &str = "yes";

/// Whether the card is to be removed.
pub fn is_leaving(typed: &Typed) -> bool {
    typed.get(REMOVE).map(String::as_str) == Some(GO)
}

/// The section by which an input joins the card.
pub fn joining(card: &Card, locale: Locale) -> Section {
    let chosen = |path: &str, label: Text, choices: Vec<(String, String)>| Row {
        path: path.to_owned(),
        label: label.in_(locale).to_owned(),
        choices: std::iter::once((String::new(), "—".to_owned())).chain(choices).collect(),
        ..Row::default()
    };
    let fresh = Input::ALL.iter().filter(|input| card.lines().all(|line| line.input != **input));
    let inputs = fresh.map(|input| (input.key().to_owned(), input.label().in_(locale).to_owned())).collect();
    let group = |group: &Group| (group.key.clone(), group.name.in_(locale).to_owned());
    let weight = text("权重", "Weight");
    Section {
        path: "add".to_owned(),
        title: text("加入一项", "Add an input").in_(locale).to_owned(),
        help: text(
            "从测得的项目中选一项，放进一组；换算先用常用值，保存后可改。",
            "Choose something that is measured and the group it joins; it begins with the usual conversion, which can be changed once saved.",
        )
        .in_(locale)
        .to_owned(),
        lines: vec![vec![
            chosen("add.input", text("测什么", "What is measured"), inputs),
            chosen("add.group", text("放进哪一组", "Into which group"), card.groups.iter().map(group).collect()),
            Row {
                path: "add.weight".to_owned(),
                label: weight.in_(locale).to_owned(),
                is_number: true,
                ..Row::default()
            },
        ]],
    }
}

/// Lets the input that was chosen join its group.
pub fn join(card: &mut Card, typed: &Typed) -> Result<(), Problem> {
    let of = |path: &str| typed.get(path).map_or("", |text| text.trim());
    if of("add.input").is_empty() {
        return Ok(());
    }
    let input = Input::parse(of("add.input")).ok_or_else(|| choose("add.input"))?;
    let weight = WEIGHT.read_at("add.weight", &text("权重", "Weight").into(), of("add.weight"))?;
    let group = card.groups.iter_mut().find(|group| group.key == of("add.group"));
    let group = group.ok_or_else(|| choose("add.group"))?;
    group.lines.push(Line { input, weight, curve: curve(input) });
    Ok(())
}

/// The section by which the card itself goes.
pub fn leaving(locale: Locale) -> Section {
    let words = [(KEEP, text("保留", "Keep it")), (GO, text("删除", "Remove it"))];
    Section {
        path: "card".to_owned(),
        title: text("这张卡", "This scorecard").in_(locale).to_owned(),
        help: text(
            "只用于某些阶段的卡可以删除，这些阶段改用同类的通用卡；通用卡正在使用，不能删除。",
            "A card for some stages may be removed: they fall to the general card of its kind. The general card is in use and stays.",
        )
        .in_(locale)
        .to_owned(),
        lines: vec![vec![Row {
            path: REMOVE.to_owned(),
            label: text("删除", "Removal").in_(locale).to_owned(),
            value: KEEP.to_owned(),
            choices: words.map(|(key, words)| (key.to_owned(), words.in_(locale).to_owned())).to_vec(),
            ..Row::default()
        }]],
    }
}
