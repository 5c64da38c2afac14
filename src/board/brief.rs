//! A board as a message for the team's chat: its name, its day and as many of its sentences, in their order, as fit.
//! Chats cut longer messages wherever it falls; here it is cut between two sentences.

use super::Board;
use crate::text::Locale;

/// A message has fewer bytes than this: what the strictest of the usual chats takes.
pub const BYTES_MOST: usize = 2_048;

/// The message.
///
/// ```
/// use domain::{board::{Board, Span, Tile, brief::brief}, text::Locale};
/// let tile = |words: &str| Tile { headline: vec![Span::words(words)], ..Tile::default() };
/// let board = Board { title: "服务看板".into(), as_of: "2026-11-23".into(), tiles: vec![tile("满意度为 86%。"), tile("")], ..Board::default() };
/// assert_eq!(brief(&board, Locale::Zh), "服务看板 · 2026-11-23\n满意度为 86%。");
/// ```
pub fn brief(board: &Board, locale: Locale) -> String {
    let mut message = format!("{} · {}", board.title, board.as_of);
    for sentence in
        board.tiles.iter().filter(|tile| !tile.sentence().is_empty()).map(|tile| tile.told(locale))
    {
        if message.len() + 1 + sentence.len() >= BYTES_MOST {
            break;
        }
        message.push('\n');
        message.push_str(&sentence);
    }
    message
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::board::{Span, Tile};

    proptest! {
        #[test]
        fn a_message_is_short_enough_and_ends_where_a_sentence_ends(lengths in prop::collection::vec(0_usize..400, 0..40)) {
            let sentences: Vec<String> = lengths.iter().map(|&length| format!("{}。", "字".repeat(length))).collect();
            let tiles = sentences.iter().map(|words| Tile { headline: vec![Span::words(words)], ..Tile::default() });
            let board = Board { title: "看板".to_owned(), as_of: "2026-11-23".to_owned(), tiles: tiles.collect(), ..Board::default() };
            let message = brief(&board, Locale::Zh);
            prop_assert!(message.len() < BYTES_MOST);
            let said: Vec<&str> = message.lines().skip(1).collect();
            prop_assert_eq!(&said[..], &sentences[..said.len()]);
            if let Some(next) = sentences.get(said.len()) {
                prop_assert!(message.len() + 1 + next.len() >= BYTES_MOST, "as much as fits");
            }
        }
    }
}
