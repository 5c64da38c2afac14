//! Sentences made of Chinese words, Latin words and figures.
//!
//! Where Han meets Latin letters a thin space stands between them. Digits are set apart only at the seams
//! between parts, so that a figure or a date handed in as one part (`123.45万`, `11月22日`) stays whole.

/// The thin space, U+2009.
pub const THIN_SPACE: char = '\u{2009}';

/// Joins the parts of a sentence, with thin spaces where scripts meet.
///
/// ```
/// use domain::format::prose_join;
/// assert_eq!(prose_join(&["净收入留存", "140.33%", ",新增", "123.45万", "。"]), "净收入留存\u{2009}140.33%,新增\u{2009}123.45万。");
/// assert_eq!(prose_join(&["给CEO看"]), "给\u{2009}CEO\u{2009}看");
/// ```
pub fn prose_join(parts: &[&str]) -> String {
    let mut sentence = String::with_capacity(parts.iter().map(|part| part.len() + 3).sum());
    let mut last = None;
    for part in parts {
        for (at, char) in part.char_indices() {
            if last.is_some_and(|last| is_border(last, char, at == 0)) {
                sentence.push(THIN_SPACE);
            }
            sentence.push(char);
            last = Some(char);
        }
    }
    sentence
}

fn is_border(left: char, right: char, at_seam: bool) -> bool {
    let other = |char: char| is_latin(char) || (at_seam && is_figure(char));
    (is_han(left) && other(right)) || (other(left) && is_han(right))
}

/// Unified ideographs and their extension A: what sentences are written in.
const fn is_han(char: char) -> bool {
    matches!(char, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}')
}

/// Letters of the Latin script, with accents.
fn is_latin(char: char) -> bool {
    char.is_ascii_alphabetic() || (matches!(char, '\u{c0}'..='\u{24f}') && char.is_alphabetic())
}

const fn is_figure(char: char) -> bool {
    char.is_ascii_digit() || matches!(char, '%' | '+' | '-' | '¥' | '$' | '€' | '£')
}
