//! Where a tile sits on a wall, which cannot be scrolled: what does not fit is left to the desk.

use domain::board::{Size, Tile};
use domain::chart::Chart;

use crate::chart::fit::width;

/// A tile's place on a wall.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seat {
    /// The hero.
    Lead,
    /// Beneath the hero, or beside it on a very wide wall: who acts, where the board says so.
    Under,
    /// Lamps that are read together, over the figures and the last column.
    Strip,
    /// One of at most five in the column of figures; of four beneath lamps.
    Figure,
    /// The last column: the plane of all customers, or the first and the last that were left and fit any height.
    Side,
    /// Shown only on a very wide wall.
    Far,
    /// Not shown.
    Spare,
}

impl Seat {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::Under => "under",
            Self::Strip => "strip",
            Self::Figure => "figure",
            Self::Side => "side",
            Self::Far => "far",
            Self::Spare => "spare",
        }
    }
}

/// Gives every tile of a board its seat, by its size, its list and its place in the reading order.
pub fn seats(tiles: &[Tile]) -> Vec<Seat> {
    let lead = tiles.iter().position(|tile| tile.size == Size::Hero);
    let is_large = |tile: &Tile| matches!(tile.size, Size::Wide | Size::Half);
    let strip = tiles.iter().position(|tile| matches!(tile.chart, Some(Chart::Lights(_))));
    let plane = tiles.iter().position(|tile| matches!(tile.chart, Some(Chart::Quadrant(_))));
    let figures_most = if strip.is_some() { 4 } else { 5 };
    // Boards say who acts last.
    let under = tiles
        .iter()
        .rposition(|tile| is_large(tile) && !tile.lines.is_empty())
        .or((0..).zip(tiles).position(|(index, tile)| tile.size == Size::Wide && Some(index) != plane))
        .or(tiles.iter().position(|tile| is_large(tile) && fits_any_height(tile)));
    let is_rest = |index: usize, tile: &Tile| {
        tile.size != Size::Figure && Some(index) != lead && Some(index) != under && fits_any_height(tile)
    };
    let rest: Vec<usize> =
        (0..).zip(tiles).filter(|(index, tile)| is_rest(*index, tile)).map(|(index, _)| index).collect();
    let mut figures = 0;
    let seat = |(index, tile): (usize, &Tile)| {
        if Some(index) == lead {
            return Seat::Lead;
        }
        if Some(index) == under {
            return Seat::Under;
        }
        if tile.size == Size::Figure {
            figures += 1;
            return if figures <= figures_most { Seat::Figure } else { Seat::Spare };
        }
        if Some(index) == strip {
            return Seat::Strip;
        }
        if Some(index) == plane {
            return Seat::Side;
        }
        match rest.iter().position(|one| *one == index) {
            // Beneath lamps there is height for one.
            Some(0) if plane.is_none() => Seat::Side,
            Some(place) if plane.is_none() && strip.is_none() && place + 1 == rest.len() => Seat::Side,
            Some(place) if plane.is_some() && (place == 0 || place + 1 == rest.len()) => Seat::Far,
            Some(1 | 2) if plane.is_none() => Seat::Far,
            _ => Seat::Spare,
        }
    };
    tiles.iter().enumerate().map(seat).collect()
}

/// Whether a tile's chart is drawn as tall as there is room for; one made of rows or of words would be cut.
fn fits_any_height(tile: &Tile) -> bool {
    matches!(tile.chart, Some(Chart::Trend(_) | Chart::Bars(_) | Chart::Distribution(_) | Chart::Loop(_)))
}

/// How many lines of its list a tile has room for, beneath its sentence. In units of the wall's canvas.
pub fn lines(seat: Seat, is_shared: bool, sentence: &str) -> usize {
    let (height, letters, line) = match (seat, is_shared) {
        (Seat::Under, _) => (330, 18, 84),
        (Seat::Side, true) => (340, 12, 118),
        (Seat::Side, false) => (760, 12, 118),
        _ => (300, 12, 118),
    };
    // Words break before the end of a line: a tenth more.
    let rows = (width(sentence) * 11 / 10).div_ceil(letters * 1_000);
    (height - (rows * 47).min(height)) / line
}

#[cfg(test)]
mod tests {
    use super::*;
    use Seat::{Far, Figure, Lead, Side, Spare, Strip, Under};
    use domain::board::Line;
    use domain::chart::{Lights, Quadrant, Trend};

    fn tile(size: Size, list: bool) -> Tile {
        let lines = if list { vec![Line::default()] } else { vec![] };
        let chart = (!list && size != Size::Figure).then(|| Chart::Trend(Trend::default()));
        Tile { size, lines, chart, ..Tile::default() }
    }

    #[test]
    fn a_wall_seats_the_hero_the_figures_and_the_list_that_says_who_acts() {
        let (h, f) = (tile(Size::Hero, false), tile(Size::Figure, false));
        let (half, list, wide) = (tile(Size::Half, false), tile(Size::Half, true), tile(Size::Wide, false));
        let of = |tiles: &[&Tile]| seats(&tiles.iter().map(|tile| (*tile).clone()).collect::<Vec<_>>());
        for (tiles, wanted) in [
            (
                vec![&h, &f, &f, &half, &half, &half, &list],
                vec![Lead, Figure, Figure, Side, Far, Side, Under],
            ),
            (vec![&h, &f, &wide, &half], vec![Lead, Figure, Under, Side]),
            (vec![&h, &half, &half], vec![Lead, Under, Side]),
            (vec![&list, &half, &list], vec![Spare, Side, Under]),
            (vec![&f; 6], [vec![Figure; 5], vec![Spare]].concat()),
            (vec![], vec![]),
        ] {
            assert_eq!(of(&tiles), wanted);
        }
    }

    #[test]
    fn lamps_stand_over_the_figures_and_the_plane_of_all_customers_beside_them() {
        let of = |chart| Tile { size: Size::Half, chart: Some(chart), ..Tile::default() };
        let (lights, plane) =
            (of(Chart::Lights(Lights::default())), of(Chart::Quadrant(Quadrant::default())));
        let (trend, list) = (tile(Size::Half, false), tile(Size::Half, true));
        let figures = vec![tile(Size::Figure, false); 5];
        let tiles = [
            vec![tile(Size::Hero, false)],
            figures,
            vec![trend.clone(), lights.clone(), trend.clone(), plane, trend.clone(), list.clone()],
        ];
        assert_eq!(
            seats(&tiles.concat()),
            [Lead, Figure, Figure, Figure, Figure, Spare, Far, Strip, Spare, Side, Far, Under]
        );
        let beneath = [tile(Size::Hero, false), lights, trend.clone(), trend, list];
        assert_eq!(seats(&beneath), [Lead, Strip, Side, Far, Under], "one chart has the height beneath them");
    }

    #[test]
    fn a_longer_sentence_leaves_room_for_fewer_lines() {
        let words = |count: usize| "客".repeat(count);
        assert_eq!(lines(Under, true, &words(20)), 2);
        assert!(lines(Under, true, &words(90)) < 2);
        assert_eq!(lines(Side, true, &words(400)), 0);
    }
}
