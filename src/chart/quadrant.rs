//! Many accounts on one plane of two scores, cut into four corners: each with its name, its count and its play.
//! A few accounts are spots; ten thousand are cells, with the notable ones over them.

use serde::{Deserialize, Serialize};

use super::{Frame, Mark};

/// The plane. Places run from 0 to 10,000 on both axes; `frame.unit` writes them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quadrant {
    /// What is drawn; `across` is what one spot stands for.
    pub frame: Frame,
    /// The axis from left to right.
    pub right: Axis,
    /// The axis from below to above.
    pub up: Axis,
    /// What the size of a spot stands for, in a word: “ARR”.
    pub size: String,
    /// What the corners are called together: “象限”, “Corner”.
    pub corner: String,
    /// Four: upper right, upper left, lower left, lower right.
    pub corners: Vec<Corner>,
    /// How many cells lie along each axis; 1 or more where there are cells.
    pub grid: u32,
    /// The density; empty where every account is a spot.
    pub cells: Vec<Cell>,
    /// The weightiest first: where names do not all fit, the last go without.
    pub spots: Vec<Spot>,
}

/// One axis.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Axis {
    /// “温度”, “Warmth”.
    pub label: String,
    /// Where the other axis crosses it. What stands on the line is beyond it.
    pub crossing: i64,
}

/// One of the four.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corner {
    /// Its name, its count and the rows behind the count.
    pub mark: Mark,
    /// What to do there, in a sentence.
    pub play: String,
}

/// Accounts that stand close together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// From the left, from 0.
    pub column: u32,
    /// From below, from 0.
    pub row: u32,
    /// How many; the more, the darker.
    pub mark: Mark,
}

/// One account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spot {
    /// Its name, its size and its record.
    pub mark: Mark,
    /// From the left.
    pub x: i64,
    /// From below.
    pub y: i64,
    /// Where it stood before, oldest first, without where it stands now.
    pub trail: Vec<(i64, i64)>,
}

impl Quadrant {
    /// The corner of a place.
    ///
    /// ```
    /// use domain::chart::{Axis, Corner, Mark, Quadrant};
    /// let corner = |name: &str| Corner { mark: Mark::new(name, 0, "0"), ..Corner::default() };
    /// let axis = |label: &str| Axis { label: label.into(), crossing: 6_000 };
    /// let chart = Quadrant { right: axis("Warmth"), up: axis("Willingness"), corners: ["1", "2", "3", "4"].map(corner).into(), ..Quadrant::default() };
    /// let name = |x, y| chart.corner(x, y).map(|corner| corner.mark.label.as_str());
    /// assert_eq!([name(6_000, 6_000), name(0, 9_000), name(0, 0), name(9_000, 5_999)], [Some("1"), Some("2"), Some("3"), Some("4")]);
    /// ```
    pub fn corner(&self, x: i64, y: i64) -> Option<&Corner> {
        self.corners.get(match (x >= self.right.crossing, y >= self.up.crossing) {
            (true, true) => 0,
            (false, true) => 1,
            (false, false) => 2,
            (true, false) => 3,
        })
    }
}
