//! 遥控 · what a remote makes of a wall: which page, held or not, what is pointed at, and who holds the remote.
//!
//! One person holds it at a time; the room is told who. Somebody else asks for it and is given it, or takes it when
//! the holder has been idle or has not answered.

use serde::{Deserialize, Serialize};

use crate::problem::{Problem, ProblemKind};

/// After so many idle seconds a holder has put the remote down.
pub const IDLE_MOST: i64 = 300;
/// A holder has so many seconds to answer somebody who asks.
pub const ANSWER_MOST: i64 = 15;
/// A note stays so many seconds.
pub const NOTE_MOST: i64 = 60;
/// The most signs of a note.
const NOTE_SIGNS: usize = 80;

/// What a wall is told to do. All times are seconds since 1970.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stage {
    /// Counts up with each press.
    pub count: u64,
    /// The page to go to, and with which press that was asked.
    pub page: u32,
    /// The press that asked for the page.
    pub page_count: u64,
    /// The page stays.
    pub is_held: bool,
    /// The tile everybody should look at.
    pub focus: String,
    /// Where the remote points, in thousandths across and down.
    pub point: Option<(u16, u16)>,
    /// A line written over the board.
    pub note: String,
    /// Until when the note and the point stay.
    pub until: i64,
    /// The agenda is walked.
    pub is_meeting: bool,
    /// Who holds the remote: id and name.
    pub holder: Option<(String, String)>,
    /// When they last pressed anything.
    pub pressed: i64,
    /// Who asks for it: id, name, and since when.
    pub asking: Option<(String, String, i64)>,
}

/// What a remote can do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Press {
    /// The next page.
    Next,
    /// The one before.
    Previous,
    /// This page, by its place.
    Jump(u32),
    /// Stay, or go on.
    Hold(bool),
    /// Look at this tile; empty for the whole board.
    Focus(String),
    /// Look here.
    Point(u16, u16),
    /// Write this over the board for a minute.
    Note(String),
    /// Begin or end the meeting.
    Meeting(bool),
    /// Ask for the remote.
    Ask,
    /// Give it to who asks.
    Give,
    /// Put it down; the wall goes on by itself.
    Leave,
}

impl Stage {
    /// Whether somebody holds the remote now.
    pub fn is_taken(&self, now: i64) -> bool {
        self.holder.is_some() && now - self.pressed < IDLE_MOST
    }

    /// What is left of it as time goes by: notes end, and a remote nobody presses is put down.
    #[must_use]
    pub fn at(mut self, now: i64) -> Self {
        if now >= self.until {
            self.note.clear();
            self.point = None;
        }
        if self.holder.is_some() && !self.is_taken(now) {
            self = self.left();
        }
        self
    }

    /// The same after a press of somebody, on a wall that shows page `at` of `count`.
    ///
    /// # Errors
    /// `Conflict` while somebody else holds the remote.
    pub fn press(
        self,
        who: (&str, &str),
        press: Press,
        (at, pages): (u32, u32),
        now: i64,
    ) -> Result<Self, Problem> {
        let mut stage = self.at(now);
        let is_mine = stage.holder.as_ref().is_some_and(|(id, _)| id == who.0);
        let me = || (who.0.to_owned(), who.1.to_owned());
        if press == Press::Ask {
            return Ok(stage.ask(who, now));
        }
        if let (Some((_, name)), false) = (&stage.holder, is_mine) {
            return Err(taken(name));
        }
        stage.count += 1;
        stage.pressed = now;
        if !is_mine {
            stage.holder = Some(me());
        }
        match press {
            Press::Next => stage.go((at + 1) % pages.max(1)),
            Press::Previous => stage.go((at + pages.max(1) - 1) % pages.max(1)),
            Press::Jump(page) => stage.go(page.min(pages.saturating_sub(1))),
            Press::Hold(is_held) => stage.is_held = is_held,
            Press::Focus(tile) => stage.focus = tile.chars().take(60).collect(),
            Press::Point(across, down) => {
                stage.point = Some((across.min(1000), down.min(1000)));
                stage.until = now + NOTE_MOST;
            }
            Press::Note(words) => {
                stage.note =
                    words.trim().chars().filter(|sign| !sign.is_control()).take(NOTE_SIGNS).collect();
                stage.until = now + NOTE_MOST;
            }
            Press::Meeting(is_meeting) => {
                stage.is_meeting = is_meeting;
                stage.is_held = is_meeting;
                stage.go(0);
            }
            Press::Give => {
                if let Some((id, name, _)) = stage.asking.take() {
                    stage.holder = Some((id, name));
                }
            }
            Press::Leave => stage = stage.left(),
            Press::Ask => {}
        }
        Ok(stage)
    }

    fn go(&mut self, page: u32) {
        self.page = page;
        self.page_count = self.count;
        self.focus.clear();
        self.point = None;
    }

    /// Nobody holds it: the wall turns its pages again.
    fn left(self) -> Self {
        let Self { count, page, page_count, .. } = self;
        Self { count: count + 1, page, page_count, ..Self::default() }
    }

    fn ask(mut self, (id, name): (&str, &str), now: i64) -> Self {
        let is_mine = self.holder.as_ref().is_some_and(|(holder, _)| holder == id);
        let unanswered =
            self.asking.as_ref().is_some_and(|(asker, _, since)| asker == id && now - since >= ANSWER_MOST);
        self.count += 1;
        if self.holder.is_none() || unanswered {
            self.holder = Some((id.to_owned(), name.to_owned()));
            self.asking = None;
            self.pressed = now;
        } else if !is_mine && self.asking.as_ref().is_none_or(|(_, _, since)| now - since >= ANSWER_MOST * 2)
        {
            self.asking = Some((id.to_owned(), name.to_owned(), now));
        }
        self
    }
}

fn taken(name: &str) -> Problem {
    Problem::new(
        ProblemKind::Conflict,
        format!("{name}正在遥控这块屏。请先请求接手。"),
        format!("{name} holds the remote of this wall. Ask for it first."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANNA: (&str, &str) = ("a", "Anna");
    const BERT: (&str, &str) = ("b", "Bert");

    fn press(stage: &Stage, who: (&str, &str), press: Press, now: i64) -> Stage {
        stage.clone().press(who, press, (2, 3), now).unwrap()
    }

    #[test]
    fn pages_go_round() {
        let check =
            |one: Press, expected: u32| assert_eq!(press(&Stage::default(), ANNA, one, 0).page, expected);
        check(Press::Next, 0);
        check(Press::Previous, 1);
        check(Press::Jump(1), 1);
        check(Press::Jump(9), 2);
    }

    #[test]
    fn two_remotes_do_not_fight() {
        let held = press(&Stage::default(), ANNA, Press::Hold(true), 0);
        assert!(held.clone().press(BERT, Press::Next, (0, 3), 1).is_err());
        let asked = press(&held, BERT, Press::Ask, 1);
        assert_eq!(asked.holder, Some(("a".into(), "Anna".into())));
        assert_eq!(asked.asking.as_ref().unwrap().1, "Bert");
        let given = press(&asked, ANNA, Press::Give, 2);
        assert_eq!((given.holder.unwrap().1.as_str(), given.asking), ("Bert", None));
        let early = press(&asked, BERT, Press::Ask, 10);
        assert_eq!(early.holder.unwrap().1, "Anna");
        let late = press(&asked, BERT, Press::Ask, 16);
        assert_eq!(late.holder.unwrap().1, "Bert");
    }

    #[test]
    fn a_remote_nobody_presses_is_put_down_and_the_wall_goes_on() {
        let held = press(&Stage::default(), ANNA, Press::Meeting(true), 0);
        assert!(held.is_held && held.is_meeting);
        let later = held.at(IDLE_MOST);
        assert_eq!((later.holder, later.is_held, later.is_meeting), (None, false, false));
    }

    #[test]
    fn a_note_stays_for_a_minute_in_one_line() {
        let noted = press(&Stage::default(), ANNA, Press::Note(format!(" a\nb{}", "c".repeat(200))), 0);
        assert_eq!((noted.note.chars().count(), noted.note.starts_with("abc")), (80, true));
        assert!(!noted.clone().at(59).note.is_empty());
        assert!(noted.at(60).note.is_empty());
    }
}
