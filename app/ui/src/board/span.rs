//! How wide each tile stands, so that every row is full and the eye reads in the board's own order.
//!
//! A row holds twelve columns. A figure likes four, a half six, everything else all twelve; where the likings do
//! not add up, the rows are cut so that tiles are stretched or squeezed as little as may be.

use domain::board::Size;

/// A tile's columns of twelve, and how many rows it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub columns: u8,
    pub rows: u8,
}

const ROW: u8 = 12;

/// On a desk. The hero stands two rows tall beside the two figures that follow it, or beside the one.
pub fn desk(sizes: &[Size]) -> Vec<Span> {
    let beside = |index: usize| {
        let follow = sizes.iter().skip(index + 1).take(2);
        follow.take_while(|size| **size == Size::Figure).count()
    };
    let mut spans = Vec::new();
    let mut rest = Vec::new();
    let mut index = 0;
    while let Some(size) = sizes.get(index) {
        let figures = if *size == Size::Hero { beside(index) } else { 0 };
        if figures == 0 {
            rest.push(*size);
            index += 1;
            continue;
        }
        spans.extend(rows(&rest, liking_on_desk));
        rest.clear();
        spans.push(Span { columns: 8, rows: figures as u8 });
        spans.extend(std::iter::repeat_n(Span { columns: 4, rows: 1 }, figures));
        index += 1 + figures;
    }
    spans.extend(rows(&rest, liking_on_desk));
    spans
}

/// Where it is narrow: figures share rows, everything else has its own.
pub fn narrow(sizes: &[Size]) -> Vec<Span> {
    rows(sizes, |size| match size {
        Size::Figure => (4, 4),
        Size::Half | Size::Wide | Size::Hero => (ROW, ROW),
    })
}

/// The columns a tile likes, and the fewest it can live with.
fn liking_on_desk(size: Size) -> (u8, u8) {
    match size {
        Size::Figure => (4, 3),
        Size::Half => (6, 6),
        Size::Wide | Size::Hero => (ROW, ROW),
    }
}

/// Cuts the tiles into full rows with the least stretching, in their order.
fn rows(sizes: &[Size], liking: fn(Size) -> (u8, u8)) -> Vec<Span> {
    // The best way to lay the first so many tiles: its strain, and where its last row begins.
    let mut best: Vec<(u32, usize)> = vec![(0, 0)];
    for end in 1..=sizes.len() {
        let cuts = (end.saturating_sub(4)..end).filter_map(|start| {
            let strain = strain(sizes.get(start..end)?, liking)?;
            // Of two ways as good, the one with the longer rows first.
            Some((best.get(start)?.0.saturating_add(strain), std::cmp::Reverse(start)))
        });
        let (strain, start) = cuts.min().unwrap_or((u32::MAX, std::cmp::Reverse(end - 1)));
        best.push((strain, start.0));
    }
    let mut ends = vec![sizes.len()];
    while let Some(start) = ends.last().and_then(|end| best.get(*end)).map(|(_, start)| *start)
        && ends.last() != Some(&0)
    {
        ends.push(start);
    }
    let cuts = ends.iter().rev().zip(ends.iter().rev().skip(1));
    cuts.filter_map(|(start, end)| sizes.get(*start..*end)).flat_map(|row| full(row, liking)).collect()
}

/// How far a row is from what its tiles like; nothing when they cannot share it.
fn strain(row: &[Size], liking: fn(Size) -> (u8, u8)) -> Option<u32> {
    let (liked, least) = row
        .iter()
        .map(|size| liking(*size))
        .fold((0, 0), |sum: (u8, u8), one| (sum.0.saturating_add(one.0), sum.1.saturating_add(one.1)));
    // A figure beside a chart leaves a hole under it.
    let is_mixed = row.contains(&Size::Figure) && row.iter().any(|size| *size != Size::Figure);
    (least <= ROW).then(|| u32::from(liked.abs_diff(ROW)).pow(2) + u32::from(is_mixed) * 20)
}

/// The columns of one row: what its tiles like, then one more or one less for each in turn, the widest first.
fn full(row: &[Size], liking: fn(Size) -> (u8, u8)) -> Vec<Span> {
    let mut columns: Vec<u8> = row.iter().map(|size| liking(*size).0).collect();
    let widest = columns.iter().copied().max().unwrap_or(0);
    let mut turn = 0;
    while columns.iter().sum::<u8>() != ROW && turn < 99 {
        let is_short = columns.iter().sum::<u8>() < ROW;
        let count = columns.len().max(1);
        if let (Some(one), Some(size)) = (columns.get_mut(turn % count), row.get(turn % count)) {
            let (liked, least) = liking(*size);
            if is_short && liked == widest {
                *one += 1;
            } else if !is_short && *one > least {
                *one -= 1;
            }
        }
        turn += 1;
    }
    columns.into_iter().map(|columns| Span { columns, rows: 1 }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const F: Size = Size::Figure;
    const H: Size = Size::Half;
    const W: Size = Size::Wide;
    const HERO: Size = Size::Hero;

    fn columns(spans: &[Span]) -> Vec<u8> {
        spans.iter().map(|span| span.columns).collect()
    }

    #[test]
    fn rows_are_full_with_the_least_stretching() {
        for (sizes, on_desk) in [
            (vec![HERO, F, F, H, H, F, F, F, H, H], vec![8, 4, 4, 6, 6, 4, 4, 4, 6, 6]),
            (vec![HERO, F, H], vec![8, 4, 12]),
            (vec![HERO, H, H], vec![12, 6, 6]),
            (vec![H, F], vec![8, 4]),
            (vec![F, F], vec![6, 6]),
            (vec![F, F, F, F], vec![3, 3, 3, 3]),
            (vec![H, W, H], vec![12, 12, 12]),
            (vec![F, H, F, F, F], vec![4, 8, 4, 4, 4]),
            (vec![HERO, F, F, F, F, F, H, H, H], vec![8, 4, 4, 4, 4, 4, 6, 6, 12]),
            (vec![], vec![]),
        ] {
            assert_eq!(columns(&desk(&sizes)), on_desk, "{sizes:?}");
        }
        assert_eq!(desk(&[HERO, F, F])[0].rows, 2);
        assert_eq!(columns(&narrow(&[F, F, F, F, F, H])), [4, 4, 4, 6, 6, 12]);
        assert_eq!(columns(&narrow(&[F])), [12]);
    }

    #[test]
    fn no_board_has_a_hole() {
        for many in 0..3_usize.pow(8) {
            let pick = |place: u32| [F, H, W][many / 3_usize.pow(place) % 3];
            let sizes: Vec<Size> = (0..(many % 9) as u32).map(pick).collect();
            for spans in [desk(&sizes), narrow(&sizes)] {
                assert_eq!(spans.len(), sizes.len());
                let mut used = 0;
                for span in &spans {
                    used += span.columns;
                    assert!(used <= ROW, "{sizes:?}: {spans:?}");
                    used %= ROW;
                }
                assert_eq!(used, 0, "{sizes:?}: {spans:?}");
            }
        }
    }
}
