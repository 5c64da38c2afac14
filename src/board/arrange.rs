//! A board as its owner has arranged it: which tiles, in which order, how wide. The board itself is composed for
//! everybody alike; an arrangement is laid over it, and taken away it leaves nothing behind.
//!
//! An arrangement speaks of tiles by their keys. One that names a tile that is not there is silent about it, and a tile
//! it does not know stands where the board has it: beside the one before it.

use std::fmt;

use super::{Board, Size, Tile};
use crate::text::{Text, text};

/// The most tiles an arrangement speaks of.
pub const TILES_MOST: usize = 60;
/// The longest key of a tile.
const KEY_MOST: usize = 40;

/// The screen a board is arranged for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Screen {
    /// In the hand.
    Phone,
    /// On a table.
    Desk,
    /// On a wall, which cannot be scrolled.
    Wall,
}

impl Screen {
    /// All of them, the smallest first.
    pub const ALL: [Self; 3] = [Self::Phone, Self::Desk, Self::Wall];

    /// Its name in addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Desk => "desk",
            Self::Wall => "wall",
        }
    }

    /// What the reader holds, as their browser says: a narrow window on a desk is a desk.
    pub fn held(agent: &str) -> Self {
        if agent.contains("Mobi") { Self::Phone } else { Self::Desk }
    }

    /// The screen an address names.
    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.key() == key)
    }

    /// What it is called.
    pub const fn word(self) -> Text {
        match self {
            Self::Phone => text("手机", "Phone"),
            Self::Desk => text("电脑", "Desk"),
            Self::Wall => text("大屏", "Wall"),
        }
    }
}

/// How much room its owner gives a tile.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Room {
    /// What it asks for by itself.
    #[default]
    Usual,
    /// Half of a row.
    Half,
    /// A whole row.
    Wide,
}

impl Room {
    /// Its name in forms.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Usual => "",
            Self::Half => "half",
            Self::Wide => "wide",
        }
    }

    /// The room a form names.
    pub fn of(key: &str) -> Option<Self> {
        [Self::Usual, Self::Half, Self::Wide].into_iter().find(|one| one.key() == key)
    }

    /// What it is called.
    pub const fn word(self) -> Text {
        match self {
            Self::Usual => text("原来的大小", "Usual size"),
            Self::Half => text("半行", "Half a row"),
            Self::Wide => text("整行", "A whole row"),
        }
    }

    /// What a tile of this size may be given on a screen. A wall gives every tile the seat it has; on a phone
    /// everything but a number has the whole row already.
    pub fn offered(screen: Screen, size: Size) -> &'static [Self] {
        match (screen, size) {
            (Screen::Wall, _) | (Screen::Phone, Size::Half | Size::Wide | Size::Hero) => &[Self::Usual],
            (Screen::Phone, Size::Figure) | (Screen::Desk, Size::Half | Size::Hero) => {
                &[Self::Usual, Self::Wide]
            }
            (Screen::Desk, Size::Figure) => &[Self::Usual, Self::Half, Self::Wide],
            (Screen::Desk, Size::Wide) => &[Self::Usual, Self::Half],
        }
    }

    const fn size(self) -> Option<Size> {
        match self {
            Self::Usual => None,
            Self::Half => Some(Size::Half),
            Self::Wide => Some(Size::Wide),
        }
    }
}

/// One tile of an arrangement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Which.
    pub key: String,
    /// Whether it is shown.
    pub is_shown: bool,
    /// How much room it is given.
    pub room: Room,
}

impl Placed {
    /// As the board has it.
    pub fn usual(key: &str) -> Self {
        Self { key: key.to_owned(), is_shown: true, room: Room::Usual }
    }
}

/// What an arrangement may not be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// Nothing would be left to see.
    Empty,
    /// It speaks of more tiles than any board has.
    Long,
    /// What it calls a tile is none, or it says something twice, or of a room there is none.
    Unknown,
}

/// How a board is arranged; as the board has it when it says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arrangement(Vec<Placed>);

impl Arrangement {
    /// Of these tiles.
    ///
    /// # Errors
    /// When it names what cannot be a tile, one tile twice, too many, or shows none.
    pub fn new(tiles: Vec<Placed>) -> Result<Self, Flaw> {
        if tiles.len() > TILES_MOST {
            return Err(Flaw::Long);
        }
        let is_twice = |(at, one): (usize, &Placed)| tiles.iter().take(at).any(|other| other.key == one.key);
        if tiles.iter().any(|one| !is_key(&one.key)) || tiles.iter().enumerate().any(is_twice) {
            return Err(Flaw::Unknown);
        }
        if !tiles.is_empty() && !tiles.iter().any(|one| one.is_shown) {
            return Err(Flaw::Empty);
        }
        Ok(Self(tiles))
    }

    /// As it was written down; nothing when that does not hold.
    ///
    /// ```
    /// use domain::board::arrange::Arrangement;
    /// let kept = "due:wide -months growth";
    /// assert_eq!(Arrangement::parse(kept).unwrap().to_string(), kept);
    /// assert_eq!(Arrangement::parse("due due"), None, "one tile twice");
    /// assert_eq!(Arrangement::parse("-due"), None, "nothing to see");
    /// ```
    pub fn parse(written: &str) -> Option<Self> {
        let read = |one: &str| {
            let (is_shown, one) = one.strip_prefix('-').map_or((true, one), |rest| (false, rest));
            let (key, room) = one.split_once(':').unwrap_or((one, ""));
            Some(Placed { key: key.to_owned(), is_shown, room: Room::of(room)? })
        };
        Self::new(written.split_ascii_whitespace().map(read).collect::<Option<_>>()?).ok()
    }

    /// Every tile of a board in the order of the arrangement, those it hides among them.
    pub fn order(&self, keys: &[&str]) -> Vec<Placed> {
        let known = self.0.iter().filter(|one| keys.contains(&one.key.as_str())).cloned().collect();
        woven(known, keys.iter().map(|key| Placed::usual(key)).collect())
    }

    /// With what an earlier arrangement said of tiles that are not on the board just now.
    #[must_use]
    pub fn remembering(self, earlier: &Self) -> Self {
        let mut tiles = woven(self.0, earlier.0.clone());
        tiles.truncate(TILES_MOST);
        Self(tiles)
    }

    /// Lays the arrangement over a board.
    #[must_use]
    pub fn apply(&self, mut board: Board, screen: Screen) -> Board {
        if self.0.is_empty() {
            return board;
        }
        let order = self.order(&reading(&board, screen));
        // What was left may have gone since, or may not be for this reader's eyes.
        if !order.iter().any(|one| one.is_shown) {
            return board;
        }
        let shown: Vec<Tile> = order
            .iter()
            .filter(|one| one.is_shown)
            .filter_map(|one| {
                let tile = board.tiles.iter().find(|tile| tile.key == one.key)?.clone();
                let is_offered = Room::offered(screen, tile.size).contains(&one.room);
                let size = one.room.size().filter(|_| is_offered).unwrap_or(tile.size);
                Some(Tile { size, ..tile })
            })
            .collect();
        board.tiles = shown;
        board.is_arranged = true;
        // Two that arranged it alike are sent the same drawing, and nobody else is.
        if !board.kept_as.is_empty() {
            board.kept_as = format!("{} arranged for a {} as {self}", board.kept_as, screen.key());
        }
        board
    }
}

impl fmt::Display for Arrangement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, Placed { key, is_shown, room }) in self.0.iter().enumerate() {
            let gap = if at == 0 { "" } else { " " };
            let hidden = if *is_shown { "" } else { "-" };
            let colon = if *room == Room::Usual { "" } else { ":" };
            write!(f, "{gap}{hidden}{key}{colon}{}", room.key())?;
        }
        Ok(())
    }
}

/// The tiles of a board by their keys, as they are read on a screen. A phone begins the portfolio with what leads, the
/// lights and what is red.
pub fn reading(board: &Board, screen: Screen) -> Vec<&str> {
    let rank = |tile: &Tile| match (tile.size, tile.key.as_str()) {
        _ if screen != Screen::Phone || board.key != "portfolio" => 0,
        (Size::Hero, _) => 0,
        (_, "lights") => 1,
        (_, "at_risk") => 2,
        _ => 3,
    };
    let mut tiles: Vec<&Tile> = board.tiles.iter().collect();
    tiles.sort_by_key(|tile| rank(tile));
    tiles.into_iter().map(|tile| tile.key.as_str()).collect()
}

/// Whether this may be the key of a tile.
fn is_key(key: &str) -> bool {
    let is_sign = |sign: u8| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == b'_';
    (1..=KEY_MOST).contains(&key.len()) && key.bytes().all(is_sign)
}

/// The tiles in their order, and each of the others that is not among them after the one it follows there.
fn woven(mut tiles: Vec<Placed>, others: Vec<Placed>) -> Vec<Placed> {
    let mut before: Option<String> = None;
    for one in others {
        let key = one.key.clone();
        if !tiles.iter().any(|tile| tile.key == key) {
            let at = before.and_then(|before| tiles.iter().position(|tile| tile.key == before));
            tiles.insert(at.map_or(0, |at| at + 1), one);
        }
        before = Some(key);
    }
    tiles
}

#[cfg(test)]
mod tests;
