//! Names beside spots, none over another: a place is tried on every side, then further off with a leader line;
//! where none is free the name is left to the hand that points at the spot.
//!
//! Everything is a box hung on a point of the plane, measured in thousandths of a letter. The plane stretches,
//! the boxes do not, so a place is taken only if it is free in the least, a middle and the greatest room.

use crate::chart::scale::At;

/// A plane, in thousandths of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    pub width: i64,
    pub height: i64,
}

const fn room(width: i64, height: i64) -> Room {
    Room { width, height }
}

/// A phone, a third of a desk, or a column of a wall.
pub const NARROW: [Room; 3] = [room(21_000, 16_000), room(30_000, 23_000), room(41_000, 30_000)];
/// From 520 px up.
pub const WIDE: [Room; 3] = [room(42_000, 26_000), room(60_000, 30_000), room(96_000, 40_000)];

/// A box hung on a point: `x` from the left, `y` from the top, the sides from the point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    pub x: At,
    pub y: At,
    pub left: i32,
    pub top: i32,
    pub right: i32,
    pub bottom: i32,
}

/// A spot that wants its name beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dot {
    pub x: At,
    pub y: At,
    pub radius: i32,
    /// How wide its name is.
    pub width: i32,
    /// Served before the others.
    pub named: bool,
}

/// Where the name begins, stands in the middle, or ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

/// A name's place, from the spot: its anchor and baseline, and the leader line's end if it stands off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label {
    pub dx: i32,
    pub dy: i32,
    pub anchor: Anchor,
    pub leader: Option<(i32, i32)>,
}

const LINE: i32 = 1_200;
const GAP: i32 = 300;
/// The smallest radius of a spot that may have a leader line.
const LEADER_LEAST: i32 = 400;
/// From the middle of a line of text down to its baseline.
const BASE: i32 = 350;

/// The places of at most so many names, the named first, then in the given order.
pub fn place(dots: &[Dot], taken: &[Area], rooms: &[Room], most: usize) -> Vec<Option<Label>> {
    let mut order: Vec<(usize, &Dot)> = dots.iter().enumerate().collect();
    order.sort_by_key(|(_, dot)| !dot.named);
    let mut areas: Vec<Area> = taken.iter().copied().chain(dots.iter().map(Dot::area)).collect();
    let mut labels: Vec<Option<Label>> = vec![None; dots.len()];
    let mut left = most;
    for (index, dot) in order {
        if left == 0 {
            break;
        }
        let free = |label: &Label| {
            let area = label.area(dot);
            rooms.iter().all(|room| area.is_inside(*room) && !areas.iter().any(|one| one.meets(area, *room)))
        };
        let Some(label) = candidates(dot).into_iter().find(free) else { continue };
        areas.push(label.area(dot));
        left -= 1;
        if let Some(slot) = labels.get_mut(index) {
            *slot = Some(label);
        }
    }
    labels
}

/// On the right, on the left, above, below; then off to the four sides and further off.
fn candidates(dot: &Dot) -> Vec<Label> {
    let near = dot.radius + GAP;
    let beside = |dx, anchor| Label { dx, dy: BASE, anchor, leader: None };
    let over = |dy| Label { dx: 0, dy: dy + BASE, anchor: Anchor::Middle, leader: None };
    let mut all = vec![
        beside(near, Anchor::Start),
        beside(-near, Anchor::End),
        over(-near - LINE / 2),
        over(near + LINE / 2),
    ];
    // A leader line is worth its ink only for what weighs something.
    if !dot.named && dot.radius < LEADER_LEAST {
        return all;
    }
    for (out, rise) in [(900, 1_500), (1_800, 2_700), (3_000, 3_900)] {
        let (out, rise) = (out + dot.radius, rise + dot.radius);
        for (side, anchor) in [(1, Anchor::Start), (-1, Anchor::End)] {
            for level in [-1, 1] {
                let (dx, dy) = (side * out, level * rise);
                let leader = Some((dx - side * 150, dy));
                all.push(Label { dx, dy: dy + BASE, anchor, leader });
            }
        }
    }
    all
}

impl Dot {
    fn area(&self) -> Area {
        let Self { x, y, radius, .. } = *self;
        Area { x, y, left: -radius, top: -radius, right: radius, bottom: radius }
    }
}

impl Label {
    fn area(self, dot: &Dot) -> Area {
        let left = match self.anchor {
            Anchor::Start => self.dx,
            Anchor::Middle => self.dx - dot.width / 2,
            Anchor::End => self.dx - dot.width,
        };
        let top = self.dy - BASE - LINE / 2;
        Area { x: dot.x, y: dot.y, left, top, right: left + dot.width, bottom: top + LINE }
    }
}

impl Area {
    /// Its sides in a room: left, top, right, bottom.
    fn sides(self, room: Room) -> (i64, i64, i64, i64) {
        let x = i64::from(self.x.0) * room.width / 10_000;
        let y = i64::from(self.y.0) * room.height / 10_000;
        let [left, top, right, bottom] = [self.left, self.top, self.right, self.bottom].map(i64::from);
        (x + left, y + top, x + right, y + bottom)
    }

    fn is_inside(self, room: Room) -> bool {
        let (left, top, right, bottom) = self.sides(room);
        left >= 0 && top >= 0 && right <= room.width && bottom <= room.height
    }

    pub fn meets(self, other: Self, room: Room) -> bool {
        let (one, two) = (self.sides(room), other.sides(room));
        one.0 < two.2 && two.0 < one.2 && one.1 < two.3 && two.1 < one.3
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dot(x: i32, y: i32, named: bool) -> Dot {
        Dot { x: At(x), y: At(y), radius: 500, width: 4_000, named }
    }

    /// Places spread by a fixed recurrence: many, some of them crowded.
    fn crowd(count: i32) -> Vec<Dot> {
        (0..count)
            .map(|n| dot(n * 7_919 % 10_000, (n * n * 31 + n * 1_237) % 10_000 / 2 + 2_000, n % 17 == 3))
            .collect()
    }

    #[test]
    fn no_name_lies_over_another_or_over_a_spot_at_any_width_of_its_room() {
        let taken = [Area { x: At::END, y: At(4_000), left: -2_000, top: -1_200, right: 0, bottom: 0 }];
        for rooms in [NARROW, WIDE] {
            for count in [1, 5, 24, 80] {
                let dots = crowd(count);
                let labels = place(&dots, &taken, &rooms, 14);
                let boxes: Vec<Area> = dots
                    .iter()
                    .zip(&labels)
                    .filter_map(|(dot, label)| Some(label.as_ref()?.area(dot)))
                    .collect();
                assert!(!boxes.is_empty());
                for room in rooms {
                    for (index, one) in boxes.iter().enumerate() {
                        assert!(one.is_inside(room));
                        assert!(boxes.iter().skip(index + 1).all(|other| !one.meets(*other, room)));
                        assert!(dots.iter().all(|dot| !dot.area().meets(*one, room)));
                        assert!(!taken[0].meets(*one, room));
                    }
                }
            }
        }
    }

    #[test]
    fn the_named_spot_is_served_first_and_a_crowd_leaves_names_out() {
        let mut dots = vec![dot(5_000, 5_000, false); 12];
        dots.push(dot(5_000, 5_000, true));
        let labels = place(&dots, &[], &NARROW, 3);
        assert!(labels[12].is_some());
        assert_eq!(labels.iter().flatten().count(), 3);
        assert_eq!(labels, place(&dots, &[], &NARROW, 3), "the same spots give the same picture");
    }

    #[test]
    fn a_spot_at_the_right_edge_has_its_name_on_the_left() {
        let labels = place(&[dot(9_900, 5_000, false)], &[], &WIDE, 1);
        assert_eq!(labels[0].map(|label| label.anchor), Some(Anchor::End));
    }
}
