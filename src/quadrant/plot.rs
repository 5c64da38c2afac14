//! The quadrant of a whole portfolio: a few accounts are drawn one by one, ten thousand as density plus the
//! notable ones. The same accounts give the same picture, in whatever order they come.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Quadrant, Thresholds};
use crate::scorecard::FULL_BP;

/// One account on the plane.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spot {
    /// The account.
    pub account_id: String,
    /// Its name.
    pub account: String,
    /// Stickiness, 0 to 10,000.
    pub warmth_bp: i64,
    /// Willingness to pay, 0 to 10,000.
    pub willingness_bp: i64,
    /// What it pays a year: the size of its mark.
    pub arr_cents: i64,
    /// Warmth and willingness on the day compared with, if known.
    pub before: Option<(i64, i64)>,
}

/// How much a picture can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Room {
    /// Up to so many accounts, each is drawn.
    pub each_max: u32,
    /// Above that, so many are drawn over the density.
    pub notable_max: u32,
    /// Density cells along each axis; 1 or more.
    pub grid: u32,
}

impl Default for Room {
    fn default() -> Self {
        Self { each_max: 80, notable_max: 24, grid: 20 }
    }
}

/// The picture.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plot {
    /// The density, row by row from below; empty when every account is drawn.
    pub cells: Vec<DensityCell>,
    /// The accounts drawn one by one, largest first.
    pub notable: Vec<Notable>,
    /// The four corners in the method's order, all accounts counted.
    pub corners: Vec<Tally>,
}

/// How many accounts stand in one cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DensityCell {
    /// From the left, from 0.
    pub column: u32,
    /// From below, from 0.
    pub row: u32,
    /// How many; 1 or more.
    pub accounts: i64,
    /// What they pay a year.
    pub arr_cents: i64,
}

/// An account drawn one by one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notable {
    /// The account.
    pub spot: Spot,
    /// Its corner.
    pub corner: Quadrant,
    /// The corner it came from, when it changed.
    pub from: Option<Quadrant>,
    /// Where it stood at month ends, oldest first, without the day itself; for whoever draws it to fill in.
    pub trail: Vec<(i64, i64)>,
}

/// One corner in figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Which corner.
    pub corner: Quadrant,
    /// How many accounts.
    pub accounts: i64,
    /// What they pay a year.
    pub arr_cents: i64,
}

/// Draws the portfolio. Up to [`Room::each_max`] accounts are all drawn; of more, half of the room goes to
/// the largest that changed their corner, the rest to the largest of all, and everybody is in the density.
///
/// ```
/// use domain::quadrant::{Quadrant, Room, Spot, Thresholds, plot};
/// let spot = |id: &str, warmth_bp, arr_cents| Spot { account_id: id.into(), warmth_bp, willingness_bp: 8_000, arr_cents, ..Spot::default() };
/// let spots = [spot("a", 9_000, 5), spot("b", 100, 9), spot("c", 150, 1)];
/// let few = plot(&spots, Thresholds::default(), Room::default());
/// assert_eq!((few.notable.len(), few.cells.len(), few.notable[0].corner), (3, 0, Quadrant::CloseFast));
/// let many = plot(&spots, Thresholds::default(), Room { each_max: 2, notable_max: 1, grid: 10 });
/// assert_eq!((many.notable[0].spot.account_id.as_str(), many.cells.len(), many.cells[0].accounts), ("b", 2, 2));
/// ```
pub fn plot(spots: &[Spot], crossing: Thresholds, room: Room) -> Plot {
    let mut all: Vec<Notable> = spots.iter().map(|spot| notable(spot, crossing)).collect();
    all.sort_by(largest_first);
    let corners = Quadrant::ALL.map(|corner| {
        let mut tally = Tally { corner, accounts: 0, arr_cents: 0 };
        for one in all.iter().filter(|one| one.corner == corner) {
            tally.accounts += 1;
            tally.arr_cents += one.spot.arr_cents;
        }
        tally
    });
    let is_few = all.len() <= room.each_max as usize;
    let cells = if is_few { Vec::new() } else { density(spots, room.grid.max(1)) };
    Plot { cells, notable: if is_few { all } else { chosen(all, room.notable_max) }, corners: corners.into() }
}

/// The same of many accounts that were counted where they are kept: the largest of them, and how many stand in
/// which cell and corner, in any order. What came from another corner is not known there.
pub fn gathered(
    largest: &[Spot],
    counted: &[(Quadrant, DensityCell)],
    crossing: Thresholds,
    room: Room,
) -> Plot {
    let mut cells: BTreeMap<(u32, u32), DensityCell> = BTreeMap::new();
    for (_, one) in counted {
        let cell =
            cells.entry((one.row, one.column)).or_insert(DensityCell { accounts: 0, arr_cents: 0, ..*one });
        cell.accounts += one.accounts;
        cell.arr_cents += one.arr_cents;
    }
    let corners = Quadrant::ALL.map(|corner| {
        let of = || counted.iter().filter(|(held, _)| *held == corner).map(|(_, cell)| cell);
        Tally {
            corner,
            accounts: of().map(|cell| cell.accounts).sum(),
            arr_cents: of().map(|cell| cell.arr_cents).sum(),
        }
    });
    let mut all: Vec<Notable> = largest.iter().map(|spot| notable(spot, crossing)).collect();
    all.sort_by(largest_first);
    Plot {
        cells: cells.into_values().collect(),
        notable: chosen(all, room.notable_max),
        corners: corners.into(),
    }
}

fn notable(spot: &Spot, crossing: Thresholds) -> Notable {
    let corner = crossing.corner(spot.warmth_bp, spot.willingness_bp);
    let before = spot.before.map(|(warmth, willingness)| crossing.corner(warmth, willingness));
    Notable { spot: spot.clone(), corner, from: before.filter(|before| *before != corner), trail: Vec::new() }
}

fn largest_first(left: &Notable, right: &Notable) -> Ordering {
    let (left, right) = (&left.spot, &right.spot);
    right.arr_cents.cmp(&left.arr_cents).then_with(|| left.account_id.cmp(&right.account_id))
}

/// The largest that changed their corner, for half of the room, then the largest; largest first.
fn chosen(all: Vec<Notable>, room: u32) -> Vec<Notable> {
    let mut movers_left = room / 2;
    let (movers, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|one| {
        let is_chosen = one.from.is_some() && movers_left > 0;
        movers_left -= u32::from(is_chosen);
        is_chosen
    });
    let rest = (room as usize).saturating_sub(movers.len());
    let mut chosen: Vec<Notable> = movers.into_iter().chain(others.into_iter().take(rest)).collect();
    chosen.sort_by(largest_first);
    chosen
}

fn density(spots: &[Spot], grid: u32) -> Vec<DensityCell> {
    // Full marks stand in the last cell: the plane has no cell beyond it.
    let place = |bp: i64| ((bp.clamp(0, FULL_BP) * i64::from(grid) / FULL_BP) as u32).min(grid - 1);
    let mut cells: BTreeMap<(u32, u32), (i64, i64)> = BTreeMap::new();
    for spot in spots {
        let cell = cells.entry((place(spot.willingness_bp), place(spot.warmth_bp))).or_default();
        *cell = (cell.0 + 1, cell.1 + spot.arr_cents);
    }
    cells
        .into_iter()
        .map(|((row, column), (accounts, arr_cents))| DensityCell { column, row, accounts, arr_cents })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn half_of_the_room_is_kept_for_those_that_changed_their_corner() {
        let spot = |id: &str, arr_cents, before| Spot {
            account_id: id.into(),
            warmth_bp: 9_000,
            willingness_bp: 9_000,
            arr_cents,
            before,
            ..Spot::default()
        };
        let spots = [
            spot("big", 900, None),
            spot("large", 800, Some((9_000, 9_000))),
            spot("medium", 700, None),
            spot("fell", 10, Some((9_000, 0))),
            spot("rose", 20, Some((0, 9_000))),
            spot("came", 5, Some((0, 0))),
        ];
        let plot = plot(&spots, Thresholds::default(), Room { each_max: 5, notable_max: 4, grid: 4 });
        let drawn: Vec<_> = plot.notable.iter().map(|one| (one.spot.account_id.as_str(), one.from)).collect();
        assert_eq!(
            drawn,
            [
                ("big", None),
                ("large", None),
                ("rose", Some(Quadrant::CloseFast)),
                ("fell", Some(Quadrant::FindOut))
            ]
        );
        assert_eq!(plot.cells, [DensityCell { column: 3, row: 3, accounts: 6, arr_cents: 2_435 }]);
    }

    proptest! {
        #[test]
        fn everybody_is_counted_once_and_the_order_of_the_accounts_does_not_matter(
            places in proptest::collection::vec((0_i64..=10_000, 0_i64..=10_000, 0_i64..50), 0..60),
            each_max in 0_u32..60,
        ) {
            let spots: Vec<Spot> = (0..).zip(places).map(|(id, (warmth_bp, willingness_bp, arr_cents)): (u32, _)| Spot {
                account_id: format!("{id:03}"), warmth_bp, willingness_bp, arr_cents, ..Spot::default()
            }).collect();
            let room = Room { each_max, notable_max: 7, grid: 9 };
            let drawn = plot(&spots, Thresholds::default(), room);
            prop_assert_eq!(drawn.corners.iter().map(|tally| tally.accounts).sum::<i64>(), spots.len() as i64);
            let counted: i64 = drawn.cells.iter().map(|cell| cell.accounts).sum();
            prop_assert_eq!(counted, if spots.len() <= each_max as usize { 0 } else { spots.len() as i64 });
            prop_assert!(drawn.notable.len() <= (each_max as usize).max(7));
            let mut turned = spots;
            turned.reverse();
            prop_assert_eq!(plot(&turned, Thresholds::default(), room), drawn);
        }

        #[test]
        fn accounts_counted_where_they_are_kept_give_the_same_picture(
            places in proptest::collection::vec((0_i64..=10_000, 0_i64..=10_000, 0_i64..50), 1..60),
        ) {
            let spots: Vec<Spot> = (0..).zip(places).map(|(id, (warmth_bp, willingness_bp, arr_cents)): (u32, _)| Spot {
                account_id: format!("{id:03}"), warmth_bp, willingness_bp, arr_cents, ..Spot::default()
            }).collect();
            let (room, crossing) = (Room { each_max: 0, notable_max: 7, grid: 9 }, Thresholds::default());
            let counted: Vec<_> = spots.iter().map(|spot| {
                let cell = density(std::slice::from_ref(spot), room.grid).pop().unwrap();
                (crossing.corner(spot.warmth_bp, spot.willingness_bp), cell)
            }).collect();
            prop_assert_eq!(gathered(&spots, &counted, crossing, room), plot(&spots, crossing, room));
        }
    }
}
