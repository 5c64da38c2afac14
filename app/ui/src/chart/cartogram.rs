//! Places of one size on a grid: each a link that says its name and its amount, darker for more; a place with nothing is
//! an outline.

use domain::chart::{Cartogram, Tile};

use super::heat::level;
use super::scale::Scale;
use crate::markup::{Markup, when};

/// The side of a place and the step to the next, in the drawing's own measure.
const SIDE: u32 = 46;
const STEP: u32 = 50;

pub(crate) fn draw(page: &mut Markup, chart: &Cartogram) {
    let values = || chart.tiles.iter().filter_map(|tile| tile.mark.value);
    let (Some(low), Some(high)) = (values().min(), values().max()) else { return };
    let scale = Scale::new(low.min(0), high);
    let (columns, rows) = chart.grid;
    let view =
        format!("0 0 {} {}", u32::from(columns) * STEP - STEP + SIDE, u32::from(rows) * STEP - STEP + SIDE);
    let frame = [
        ("class", "cartogram"),
        ("viewBox", view.as_str()),
        ("role", "group"),
        ("aria-label", &chart.frame.caption),
    ];
    page.element("svg", &frame, |page| {
        for tile in &chart.tiles {
            match &tile.mark.href {
                Some(href) if tile.mark.value.is_some() => {
                    let name = format!("{} {} {}", tile.short, tile.mark.label, tile.mark.display);
                    page.element("a", &[("href", href), ("aria-label", &name)], |page| {
                        place(page, tile, scale)
                    });
                }
                _ => page.element("g", &[("aria-hidden", "true")], |page| place(page, tile, scale)),
            }
        }
    });
}

fn place(page: &mut Markup, tile: &Tile, scale: Scale) {
    let (x, y) = (u32::from(tile.column) * STEP, u32::from(tile.row) * STEP);
    let shade = tile.mark.value.map(|value| level(value, scale).to_string());
    let level = shade.as_deref().map_or(("", ""), |level| ("data-level", level));
    let named = when(tile.mark.named, ("data-named", ""));
    let (side, left, top) = (SIDE.to_string(), x.to_string(), y.to_string());
    page.words("title", &[], &format!("{} {}", tile.mark.label, tile.mark.display));
    let bounds = [("x", left.as_str()), ("y", &top), ("width", &side), ("height", &side)];
    page.empty("rect", &[&[level, named], &bounds[..]].concat());
    let (middle, base) = ((x + SIDE / 2).to_string(), (y + SIDE / 2 + 6).to_string());
    page.words("text", &[level, ("x", &middle), ("y", &base), ("text-anchor", "middle")], &tile.short);
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::chart::{Frame, Mark};

    #[test]
    fn a_place_with_an_amount_is_a_link_that_says_it_and_one_without_is_silent() {
        let tile = |column, short: &str, mark| Tile { column, row: 0, short: short.into(), mark };
        let mark =
            |label: &str, value| Mark::new(label, value, format!("{value}万")).href("/register/account");
        let empty = Mark { label: "西藏".into(), ..Mark::default() };
        let chart = Cartogram {
            frame: Frame { caption: "各省 ARR".into(), ..Frame::default() },
            grid: (8, 8),
            tiles: vec![
                tile(0, "沪", mark("上海", 900)),
                tile(1, "浙", mark("浙江", 10)),
                tile(2, "藏", empty),
            ],
        };
        let mut page = Markup::new();
        draw(&mut page, &chart);
        let drawn = page.finish();
        assert_eq!(drawn.matches("<a ").count(), 2);
        assert!(
            drawn.contains("aria-label=\"沪 上海 900万\"") && drawn.contains("data-level=\"5\""),
            "{drawn}"
        );
        assert!(drawn.contains("data-level=\"1\"") && drawn.contains(">藏<"), "{drawn}");
    }
}
