//! Drawings kept until the next committed change, so that everybody who may see the same board is sent the same
//! drawing. What tells boards apart is said by who composed them: rights, what was asked, day and language.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use domain::board::Board;
use domain::text::Locale;
use ui::board::Container;

/// How many bytes of drawings are kept at most.
const KEPT_MOST: usize = 8 << 20;

static KEPT: LazyLock<Mutex<Kept>> = LazyLock::new(Mutex::default);

#[derive(Debug, Default)]
struct Kept {
    revision: i64,
    bytes: usize,
    drawings: BTreeMap<String, Arc<str>>,
}

impl Kept {
    fn get(&self, revision: i64, key: &str) -> Option<Arc<str>> {
        if self.revision == revision { self.drawings.get(key).cloned() } else { None }
    }

    /// A drawing of an older revision is not kept, and takes nothing from those of a newer one.
    fn keep(&mut self, revision: i64, key: String, drawing: &Arc<str>) {
        if revision < self.revision {
            return;
        }
        if revision > self.revision || self.bytes + drawing.len() > KEPT_MOST {
            *self = Self { revision, ..Self::default() };
        }
        if drawing.len() <= KEPT_MOST && self.drawings.insert(key, drawing.clone()).is_none() {
            self.bytes += drawing.len();
        }
    }
}

/// The board, drawn or as it was drawn before.
pub fn drawn(board: Board, container: Container, locale: Locale) -> Arc<str> {
    if board.kept_as.is_empty() {
        return ui::board::drawn(board, container, locale).into();
    }
    let (revision, key) = (board.revision, format!("{container:?} {locale:?} {}", board.kept_as));
    let kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner).get(revision, &key);
    kept.unwrap_or_else(|| {
        let drawing: Arc<str> = ui::board::drawn(board, container, locale).into();
        KEPT.lock().unwrap_or_else(PoisonError::into_inner).keep(revision, key, &drawing);
        drawing
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_is_kept_for_its_own_board_and_revision() {
        let mut kept = Kept::default();
        let drawing: Arc<str> = "<p>".into();
        kept.keep(7, "executive".to_owned(), &drawing);
        assert_eq!(kept.get(7, "executive"), Some(drawing.clone()));
        assert_eq!(kept.get(7, "partner"), None, "another reader sees other tiles");
        assert_eq!(kept.get(8, "executive"), None, "something has changed since");
        kept.keep(6, "late".to_owned(), &drawing);
        assert_eq!(kept.get(7, "executive"), Some(drawing.clone()), "a late drawing takes nothing away");
        assert_eq!(kept.get(6, "late"), None);
        kept.keep(8, "partner".to_owned(), &drawing);
        assert_eq!((kept.get(7, "executive"), kept.drawings.len()), (None, 1));
    }

    #[test]
    fn drawings_never_take_more_than_their_room() {
        let mut kept = Kept::default();
        let drawing: Arc<str> = "x".repeat(KEPT_MOST / 3).into();
        for number in 0..10 {
            kept.keep(1, number.to_string(), &drawing);
            assert!(kept.bytes <= KEPT_MOST && kept.bytes == kept.drawings.len() * drawing.len());
        }
        assert_eq!(kept.get(1, "9"), Some(drawing));
        kept.keep(1, "huge".to_owned(), &"x".repeat(KEPT_MOST + 1).into());
        assert_eq!(kept.get(1, "huge"), None);
    }

    #[test]
    fn who_reads_what_is_drawn_apart() {
        let board = |kept_as: &str, title: &str| Board {
            kept_as: kept_as.to_owned(),
            key: title.to_owned(),
            revision: i64::MAX,
            ..Board::default()
        };
        let draw = |kept_as, title| drawn(board(kept_as, title), Container::Desk, Locale::Zh);
        assert!(draw("drawn apart: one", "portfolio").contains("portfolio"));
        assert!(draw("drawn apart: one", "not drawn again").contains("portfolio"));
        assert!(draw("drawn apart: other", "other").contains("other"));
        assert!(draw("", "unkept").contains("unkept"));
    }
}
