//! 拼接 · a wall of several panels: the frames between them hide what lies beneath, so every tile keeps to one panel.

use super::Canvas;

/// Columns of the grid within one panel.
const ACROSS: u32 = 12;
/// Rows of it: so many that two to six tiles share a panel evenly.
const DOWN: u32 = 60;
/// What the wall's edge takes, and its head and foot with it where there are several rows, in shares of the whole.
const EDGE: f64 = 0.03;
const HEAD: f64 = 0.10;

/// Where a tile stands: lines of the grid, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its first column.
    pub column: u32,
    /// Its first row.
    pub row: u32,
    /// How many columns it is wide.
    pub across: u32,
    /// How many rows it is high.
    pub down: u32,
}

/// A tile's place within its panel: column, row, across, down, counted from 0.
type Within = (u32, u32, u32, u32);

impl Canvas {
    /// Whether it is made of several panels.
    pub const fn has_panels(self) -> bool {
        self.columns > 1 || self.rows > 1
    }

    /// The share of the width that one panel shows.
    pub fn panel(self) -> f64 {
        visible(self.width, self.columns, self.gap)
    }

    /// How much smaller everything is drawn where panels stand above each other, so that one holds what it shows.
    pub fn shrink(self) -> f64 {
        (1.6 / f64::from(self.rows.max(1))).min(1.0)
    }

    /// What the frames hide, as x, y, width and height in pixels.
    pub fn frames(self) -> Vec<(f64, f64, f64, f64)> {
        let (width, height, gap) = (f64::from(self.width), f64::from(self.height), f64::from(self.gap));
        let start = |of: u32, size: f64, panels: u32| {
            f64::from(of) * visible_px(size, panels, gap) + f64::from(of - 1) * gap
        };
        let down = (1..self.columns).map(|at| (start(at, width, self.columns), 0.0, gap, height));
        let across = (1..self.rows).map(|at| (0.0, start(at, height, self.rows), width, gap));
        down.chain(across).collect()
    }

    /// The grid's columns and rows, in shares of the board.
    pub fn tracks(self) -> (Vec<f64>, Vec<f64>) {
        let head = if self.rows > 1 { HEAD } else { 0.0 };
        (
            tracks(self.width, self.columns, self.gap, EDGE, ACROSS),
            tracks(self.height, self.rows, self.gap, head, DOWN),
        )
    }

    /// Gives every tile its place, by its seat and in reading order; none to those that are not shown.
    pub fn lay(self, seats: &[&str]) -> Vec<Option<Place>> {
        let mut places = vec![None; seats.len()];
        for (at, block) in (0..).zip(blocks(seats, self.columns * self.rows)) {
            let (column, row) = (at % self.columns, at / self.columns);
            let kinds: Vec<&str> = block.iter().filter_map(|tile| seats.get(*tile).copied()).collect();
            for (tile, (left, top, across, down)) in block.iter().zip(within(&kinds, self.rows > 1)) {
                if let Some(place) = places.get_mut(*tile) {
                    *place = Some(Place {
                        column: column * (ACROSS + 1) + left + 1,
                        row: row * (DOWN + 1) + top + 1,
                        across,
                        down,
                    });
                }
            }
        }
        places
    }
}

fn visible_px(size: f64, panels: u32, gap: f64) -> f64 {
    let panels = f64::from(panels.max(1));
    ((size - (panels - 1.0) * gap) / panels).max(0.0)
}

fn visible(size: u32, panels: u32, gap: u32) -> f64 {
    visible_px(f64::from(size), panels, f64::from(gap)) / f64::from(size.max(1))
}

/// One panel after another, a frame between two of them; the first and the last are shorter by the wall's edge.
fn tracks(size: u32, panels: u32, gap: u32, edge: f64, parts: u32) -> Vec<f64> {
    let (panel, frame) = (visible(size, panels, gap), f64::from(gap) / f64::from(size.max(1)));
    let mut tracks = Vec::new();
    for at in 0..panels {
        let edges = u32::from(at == 0) + u32::from(at + 1 == panels);
        if at > 0 {
            tracks.push(frame);
        }
        let part = (panel - f64::from(edges) * edge).max(0.0) / f64::from(parts);
        tracks.extend(std::iter::repeat_n(part, parts as usize));
    }
    tracks
}

/// Which tiles share a panel, for so many panels: what belongs together stays together while panels are few, and is
/// taken apart while there are more of them.
fn blocks(seats: &[&str], panels: u32) -> Vec<Vec<usize>> {
    let of = |names: &[&str]| -> Vec<usize> {
        let mine = (0..).zip(seats).filter(|(_, seat)| names.contains(seat));
        mine.map(|(at, _)| at).collect()
    };
    let panels = panels as usize;
    let (mut lead, mut figures) = (of(&["lead"]), of(&["strip", "figure"]));
    // The lamps are read first, wherever they stand on the desk.
    figures.sort_by_key(|at| seats.get(*at) != Some(&"strip"));
    let (mut under, mut side, mut far) = (of(&["under"]), of(&["side"]), of(&["far"]));
    if panels < 5 {
        far.clear();
    }
    if panels < 4 {
        lead.append(&mut under);
    }
    if panels < 3 {
        figures.append(&mut side);
    }
    if panels < 2 {
        lead.append(&mut figures);
    }
    let all = [lead, figures, under, side, far];
    let mut blocks: Vec<Vec<usize>> = all.into_iter().filter(|block| !block.is_empty()).collect();
    while blocks.len() < panels {
        let fullest = (0..).zip(&blocks).max_by_key(|(at, block)| (block.len(), usize::MAX - at));
        let Some((at, _)) = fullest.filter(|(_, block)| block.len() > 1) else { break };
        let Some(block) = blocks.get_mut(at) else { break };
        let rest = block.split_off(block.len().div_ceil(2));
        blocks.insert(at + 1, rest);
    }
    blocks
}

/// How tiles share one panel.
fn within(kinds: &[&str], is_low: bool) -> Vec<Within> {
    let count = |kind: &str| kinds.iter().filter(|one| **one == kind).count();
    let (strips, figures) = (count("strip"), count("figure"));
    let large = kinds.len() - strips - figures;
    // Lamps need the same height, whatever the panel has.
    let band = if is_low { DOWN * 3 / 10 } else { DOWN / 5 };
    let top = if strips > 0 && kinds.len() > strips { band } else { 0 };
    let side = if figures > 0 && large > 0 { 5 } else { 0 };
    let is_led = large == 2 && kinds.contains(&"lead");
    let (mut figure, mut other) = (0, 0);
    let place = |kind: &&str| match *kind {
        "strip" => (0, 0, ACROSS, if top > 0 { top } else { DOWN }),
        "figure" => {
            let at = figure;
            figure += 1;
            figure_at(at, figures, side, top)
        }
        _ => {
            let at = other;
            other += 1;
            let (from, to) = if is_led { split(at, top) } else { share(at, large, top) };
            (side, from, ACROSS - side, to - from)
        }
    };
    kinds.iter().map(place).collect()
}

/// Figures stand in one column beside something large, and in two where they have the panel.
fn figure_at(at: usize, figures: usize, side: u32, top: u32) -> Within {
    if side > 0 || figures < 3 {
        let (from, to) = share(at, figures, top);
        return (0, from, if side > 0 { side } else { ACROSS }, to - from);
    }
    let (from, to) = share(at / 2, figures.div_ceil(2), top);
    let is_alone = at + 1 == figures && figures % 2 == 1;
    let left = if at % 2 == 1 { ACROSS / 2 } else { 0 };
    (left, from, if is_alone { ACROSS } else { ACROSS / 2 }, to - from)
}

/// The hero has a little more than half.
const fn split(at: usize, top: u32) -> (u32, u32) {
    let cut = top + (DOWN - top) * 34 / 60;
    if at == 0 { (top, cut) } else { (cut, DOWN) }
}

/// The rows of one of several that stand above each other.
fn share(at: usize, of: usize, top: u32) -> (u32, u32) {
    let line = |at: usize| {
        let (at, of) = (u32::try_from(at).unwrap_or(0), u32::try_from(of).unwrap_or(1).max(1));
        top + (DOWN - top) * at / of
    };
    (line(at), line(at + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    const WALLS: &[&[&str]] = &[
        &["lead", "figure", "figure", "figure", "figure", "strip", "side", "far", "far", "under", "spare"],
        &["lead", "figure", "figure", "figure", "figure", "figure", "side", "side", "far", "under"],
        &["lead", "under", "side"],
        &["strip"],
        &[],
    ];

    fn canvas(columns: u32, rows: u32) -> Canvas {
        Canvas { width: 1920 * columns, height: 1080 * rows, columns, rows, gap: 24 }
    }

    #[test]
    fn no_tile_lies_beneath_a_frame_and_none_over_another() {
        for (columns, rows) in (1..=8).flat_map(|columns| (1..=4).map(move |rows| (columns, rows))) {
            for seats in WALLS {
                let canvas = canvas(columns, rows);
                let (across, down) = canvas.tracks();
                let mut taken = vec![vec![false; across.len()]; down.len()];
                for place in canvas.lay(seats).into_iter().flatten() {
                    let (left, right) = (place.column - 1, place.column + place.across - 2);
                    let (top, bottom) = (place.row - 1, place.row + place.down - 2);
                    assert_eq!(left / (ACROSS + 1), right / (ACROSS + 1), "{columns}×{rows} {place:?}");
                    assert_eq!(top / (DOWN + 1), bottom / (DOWN + 1), "{columns}×{rows} {place:?}");
                    assert!(right % (ACROSS + 1) < ACROSS && bottom % (DOWN + 1) < DOWN);
                    for row in &mut taken[top as usize..=bottom as usize] {
                        for cell in &mut row[left as usize..=right as usize] {
                            assert!(!std::mem::replace(cell, true), "{columns}×{rows} {seats:?} {place:?}");
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn the_tracks_lie_where_the_panels_do() {
        let canvas = canvas(3, 2);
        let (across, down) = canvas.tracks();
        let edge =
            EDGE * f64::from(canvas.width) + across[..12].iter().sum::<f64>() * f64::from(canvas.width);
        assert!((edge - canvas.frames()[0].0).abs() < 0.01, "{edge} {:?}", canvas.frames());
        let edge = (HEAD + down[..60].iter().sum::<f64>()) * f64::from(canvas.height);
        assert!((edge - canvas.frames()[2].1).abs() < 0.01);
        assert_eq!((across.len(), down.len(), canvas.frames().len()), (38, 121, 3));
    }

    #[test]
    fn what_leads_has_a_panel_of_its_own_where_there_are_four() {
        let shown = |columns, rows| {
            canvas(columns, rows).lay(WALLS[0]).iter().filter(|place| place.is_some()).count()
        };
        assert_eq!((shown(2, 1), shown(2, 2), shown(3, 2)), (8, 8, 10));
        let four = canvas(2, 2).lay(WALLS[0]);
        assert_eq!(four[0], Some(Place { column: 1, row: 1, across: ACROSS, down: DOWN }));
        assert_eq!(four[9], Some(Place { column: 1, row: DOWN + 2, across: ACROSS, down: DOWN }));
        assert_eq!(four[10], None);
    }
}
