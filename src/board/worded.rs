//! A tile's sentence in a writer's own words, signed. A number in them that the board would say too leads to its rows.
//! What the board said when they were written is kept: when the numbers they speak of have moved since, that is said,
//! with the sentence as it would read now.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::act::{Act, Asked};
use super::lint::numbers;
use super::{Span, Tile};
use crate::format::date_near;
use crate::noun::headline::Headline;
use crate::text::{Locale, Text, text};

/// What is said where the numbers have moved away from the words.
pub const MOVED: Text = text("数字已变", "The numbers have moved");

/// Who worded a sentence, and whether it still fits.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Worded {
    /// Who, and when.
    pub signed: String,
    /// The board's own sentence, where the numbers have moved away from the words; empty while they have not.
    pub now: Vec<Span>,
}

/// What was written by whom on which day.
#[derive(Clone, Debug)]
pub struct Signed<'a> {
    /// The words.
    pub headline: &'a Headline,
    /// Its author's name; empty when it came from a file.
    pub author: &'a str,
    /// When it was written.
    pub on: Option<Date>,
}

/// Puts somebody's words in place of the tile's own.
pub fn put(tile: &mut Tile, signed: &Signed<'_>, today: Date, locale: Locale) {
    let Headline { words_zh, words_en, said_zh, said_en, .. } = signed.headline;
    let (words, said) = match locale {
        Locale::Zh => (words_zh, said_zh),
        Locale::En => (words_en, said_en),
    };
    let own = std::mem::take(&mut tile.headline);
    let now: String = own.iter().map(|span| span.text.as_str()).collect();
    let is_kept = said.as_deref() == Some(words.as_str());
    let moved = has_moved(words, said.as_deref().unwrap_or_default(), &now);
    tile.headline = linked(words, &own);
    let on = signed.on.map(|on| date_near(on, today, locale)).unwrap_or_default();
    let (how, between) = match locale {
        Locale::Zh => (if is_kept { "钉住" } else { "改写" }, ""),
        Locale::En => (if is_kept { "Pinned by" } else { "Worded by" }, " "),
    };
    let who = match locale {
        Locale::Zh => format!("{}{between}{how}", signed.author),
        Locale::En => format!("{how}{between}{}", signed.author),
    };
    let parts = [who.as_str(), on.as_str()];
    let signed = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    tile.worded = Some(Worded { signed, now: if moved { own } else { Vec::new() } });
}

/// Whether the numbers have moved away from the words: one that was taken from the board is not there any more; or,
/// where none was taken, any of the board's.
pub fn has_moved(words: &str, said: &str, now: &str) -> bool {
    let (then, now, own) = (numbers(said), numbers(now), numbers(words));
    if said.is_empty() {
        return own.iter().any(|number| !now.contains(number));
    }
    let mut taken = own.iter().filter(|number| then.contains(number)).peekable();
    if taken.peek().is_none() { then != now } else { taken.any(|number| !now.contains(number)) }
}

/// The words, with every number in them that the board says too leading to its rows.
fn linked(words: &str, own: &[Span]) -> Vec<Span> {
    let numbers: Vec<(&str, &str)> = own
        .iter()
        .filter_map(|span| Some((span.text.trim(), span.href.as_deref()?)))
        .filter(|(text, _)| !text.is_empty())
        .collect();
    let (mut spans, mut said, mut at) = (Vec::new(), String::new(), 0);
    while let Some(letter) = words.get(at..).and_then(|rest| rest.chars().next()) {
        let found =
            numbers.iter().filter(|(text, _)| stands(words, at, text)).max_by_key(|(text, _)| text.len());
        if let Some((text, href)) = found {
            if !said.is_empty() {
                spans.push(Span::words(std::mem::take(&mut said)));
            }
            spans.push(Span::number(*text, *href));
            at += text.len();
        } else {
            said.push(letter);
            at += letter.len_utf8();
        }
    }
    if !said.is_empty() {
        spans.push(Span::words(said));
    }
    spans
}

/// Whether this number stands at this place, and is no part of a longer one.
fn stands(words: &str, at: usize, number: &str) -> bool {
    let is_digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
    let (before, rest) = (words.get(..at).unwrap_or_default(), words.get(at..).unwrap_or_default());
    let Some(after) = rest.strip_prefix(number) else { return false };
    let mut last = before.chars().rev();
    let is_begun = match last.next() {
        Some('.' | ',') => is_digit(last.next()),
        other => is_digit(other),
    };
    let mut next = after.chars();
    let is_on = match next.next() {
        Some('.' | ',') => is_digit(next.next()),
        Some('%') => true,
        other => is_digit(other) && number.ends_with(|letter: char| letter.is_ascii_digit()),
    };
    let is_part = is_begun && number.starts_with(|letter: char| letter.is_ascii_digit());
    !is_part && !is_on
}

/// A board's sentences, one of which is being written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Writing {
    /// The tile whose sentence is being written; empty while none is.
    pub tile: String,
    /// What the sentence would be, in Chinese and in English.
    pub said: [String; 2],
    /// What can be done: write, and take down.
    pub acts: Vec<Act>,
    /// The rest of the page's URL: what is asked of the board.
    pub rest: Vec<(String, String)>,
}

/// For which closing days words may hold, on the day: only that one, its month, its quarter, its year.
pub fn spans(day: Date, locale: Locale) -> Vec<(String, String)> {
    let month = day.last_of_month();
    let quarter =
        (0..3).map(|ahead| day.first_of_month().saturating_add(jiff::ToSpan::months(ahead)).last_of_month());
    let quarter = quarter.into_iter().find(|end| end.month() % 3 == 0).unwrap_or(month);
    let year = jiff::civil::Date::new(day.year(), 12, 31).unwrap_or(quarter);
    let named = [
        (day, text("只在这一天", "This day only")),
        (month, text("到月底", "To the end of the month")),
        (quarter, text("到季度末", "To the end of the quarter")),
        (year, text("到年底", "To the end of the year")),
    ];
    let mut spans: Vec<(String, String)> = Vec::new();
    for (end, words) in named {
        let end = end.to_string();
        if !spans.iter().any(|(known, _)| *known == end) {
            let words = words.in_(locale);
            let words = match locale {
                Locale::Zh => format!("{words}（{end}）"),
                Locale::En => format!("{words} ({end})"),
            };
            spans.push((end, words));
        }
    }
    spans
}

/// Where words would be put: the board, the tile, the opening day unless it is the usual one, the closing day.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The board's key.
    pub board: &'a str,
    /// The tile's key.
    pub tile: &'a str,
    /// The opening day, unless it is the usual one.
    pub opens: Option<Date>,
    /// The closing day.
    pub day: Date,
}

/// The forms: write or write anew, and take down what somebody wrote.
pub fn forms(place: Place<'_>, held: Option<&Headline>, said: &[String; 2], locale: Locale) -> Vec<Act> {
    let save = text("写下，署上我的名字", "Put it in, signed by me").in_(locale);
    let done = text("导读已改写，署了您的名字", "The headline is yours, signed").in_(locale);
    let [zh, en] = said;
    let (act, words) = match held {
        Some(held) => {
            let act = Act::change("headline", &held.id, held.version, save, done);
            (act, (held.words_zh.as_str(), held.words_en.as_str()))
        }
        None => {
            let act = Act::add("headline", save, done)
                .set("board", place.board)
                .set("tile", place.tile)
                .set("from_on", place.day.to_string())
                .set("opens_on", place.opens.map(|day| day.to_string()).unwrap_or_default());
            (act, (zh.as_str(), en.as_str()))
        }
    };
    let hint = text("一句完整的话，带上最要紧的数字", "A whole sentence with the number that matters most")
        .in_(locale);
    let ask = |field: &str, label: &str, value: &str| Asked {
        field: field.to_owned(),
        label: label.to_owned(),
        hint: hint.to_owned(),
        required: true,
        value: value.to_owned(),
        ..Asked::default()
    };
    let mut choices = spans(place.day, locale);
    let until = held.map(|held| held.until_on.to_string());
    if let Some(until) = until.as_ref().filter(|until| !choices.iter().any(|(known, _)| known == *until)) {
        choices.push((until.clone(), until.clone()));
    }
    let month = choices.get(1).or(choices.first()).map(|(end, _)| end.clone()).unwrap_or_default();
    let mut write = act;
    write.is_open = true;
    write.is_main = true;
    write.asks = vec![ask("words_zh", "中文", words.0), ask("words_en", "English", words.1)];
    write.asks.push(Asked {
        field: "until_on".to_owned(),
        label: text("用到哪个截至日", "For closing days up to").in_(locale).to_owned(),
        required: true,
        value: until.unwrap_or(month),
        choices,
        ..Asked::default()
    });
    let off = held.map(|held| {
        let words = text("撤下，换回自动导读", "Take it down, let the board speak").in_(locale);
        let done = text("已撤下，换回自动导读", "Taken down; the board speaks again").in_(locale);
        Act::change("headline", &held.id, held.version, words, done).set("state", "withdrawn")
    });
    std::iter::once(write).chain(off).collect()
}

#[cfg(test)]
mod tests;
