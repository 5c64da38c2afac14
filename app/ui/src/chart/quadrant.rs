//! Accounts on a plane: the four corners with their counts and plays around it, spots or density in it.

mod label;

use domain::chart::{Corner, Quadrant, Spot};

use self::label::{Anchor, Area, Dot, Label, NARROW, WIDE, place};
use super::fit::width;
use super::scale::{At, Scale};
use super::{Words, mark, svg, tone};
use crate::markup::{Markup, when};

/// How large the spots of the five sizes are; the style sheet has the same.
const RADII: [i32; 5] = [320, 430, 560, 720, 900];
/// More names than these would be a list.
const NAMES: (usize, usize) = (7, 14);
/// How wide a name may be.
const NAME_WIDEST: usize = 12_000;

/// Of five steps by area: the largest is 5, and a quarter of it is half as wide.
pub fn step(value: i64, most: i64) -> u8 {
    let (value, most) = (i128::from(value.max(0)) * 25, i128::from(most.max(1)));
    (1..=5).rev().find(|step| value >= most * step * step).unwrap_or(1) as u8
}

/// Where a place of the plane is drawn, from the left and from the top.
pub fn at(x: i64, y: i64) -> (At, At) {
    let scale = Scale::new(0, 10_000);
    (scale.at(x), scale.at(y).flipped())
}

pub(crate) fn draw(page: &mut Markup, chart: &Quadrant) {
    let corner = |index: usize| chart.corners.get(index);
    draw_corners(page, [corner(1), corner(0)]);
    let marks = chart.corners.iter().map(|one| (one.mark.label.as_str(), one.mark.display.as_str()));
    let words = Words::new(&chart.frame.caption, marks);
    page.element("div", &[("class", "chart-plot")], |page| {
        svg(page, &words, true, |page| {
            draw_cells(page, chart);
            draw_plane(page, chart);
            draw_spots(page, chart);
        });
    });
    draw_corners(page, [corner(2), corner(3)]);
}

fn draw_corners(page: &mut Markup, corners: [Option<&Corner>; 2]) {
    page.element("ul", &[("class", "quadrant-corners")], |page| {
        for Corner { mark, play } in corners.into_iter().flatten() {
            page.element("li", &[when(mark.named, ("data-named", ""))], |page| {
                let words = |page: &mut Markup| {
                    page.words("span", &[], &mark.label);
                    page.words("b", &[], &format!(" {}", mark.display));
                };
                match &mark.href {
                    Some(href) => page.element("a", &[("href", href)], words),
                    None => page.element("span", &[], words),
                }
                page.words("p", &[], play);
            });
        }
    });
}

/// The crossing, where each axis crosses, and what each axis is.
fn draw_plane(page: &mut Markup, chart: &Quadrant) {
    let (x, y) = at(chart.right.crossing, chart.up.crossing);
    let far = At(10_000 - x.0).to_string();
    let (x, y) = (x.to_string(), y.to_string());
    let good = [("class", "quadrant-good"), ("x", x.as_str()), ("width", &far), ("height", &y)];
    page.empty("rect", &good);
    page.empty("rect", &[("class", "quadrant-plane"), ("width", "100%"), ("height", "100%")]);
    page.empty("line", &[("class", "quadrant-axis"), ("x2", "100%"), ("y1", &y), ("y2", &y)]);
    page.empty("line", &[("class", "quadrant-axis"), ("x1", &x), ("x2", &x), ("y2", "100%")]);
    let unit = &chart.frame.unit;
    let tick = |page: &mut Markup, place: [(&'static str, &str); 4], words: &str| {
        page.words("text", &[&[("class", "chart-tick")], &place[..]].concat(), words);
    };
    let right = [("x", x.as_str()), ("y", "0"), ("dy", "-0.5em"), ("text-anchor", "middle")];
    tick(page, right, &unit.show(chart.right.crossing));
    let up = [("x", "100%"), ("y", y.as_str()), ("dy", "-0.4em"), ("text-anchor", "end")];
    tick(page, up, &unit.show(chart.up.crossing));
    let right = [("x", "100%"), ("y", "100%"), ("dy", "1.4em"), ("text-anchor", "end")];
    tick(page, right, &format!("{} →", chart.right.label));
    let up = [("x", "0"), ("y", "0"), ("dy", "-0.5em"), ("text-anchor", "start")];
    tick(page, up, &format!("↑ {}", chart.up.label));
}

fn draw_cells(page: &mut Markup, chart: &Quadrant) {
    let grid = i64::from(chart.grid.max(1));
    let most = chart.cells.iter().filter_map(|cell| cell.mark.value).max().unwrap_or(1);
    let side = |index: u32| Scale::new(0, grid).at(i64::from(index));
    for cell in &chart.cells {
        let Some(value) = cell.mark.value else { continue };
        let (x, y) = (side(cell.column), side(cell.row + 1).flipped());
        let (wide, high) = (x.to(side(cell.column + 1)), y.to(side(cell.row).flipped()));
        let middle = (At(x.0 + wide.0 / 2).to_string(), At(y.0 + high.0 / 2).to_string());
        page.element(
            "g",
            &[("class", "chart-mark"), ("data-level", &step(value, most).to_string())],
            |page| {
                let place = [("x", &*x.to_string()), ("y", &y.to_string()), ("width", &wide.to_string())];
                let high = high.to_string();
                let cell_box =
                    [&[("class", "quadrant-cell")], &place[..], &[("height", high.as_str())]].concat();
                page.empty("rect", &cell_box);
                let (x, y) = (middle.0.as_str(), middle.1.as_str());
                let place = [
                    ("class", "chart-value"),
                    ("x", x),
                    ("y", y),
                    ("dy", "0.35em"),
                    ("text-anchor", "middle"),
                ];
                page.words("text", &place, &cell.mark.display);
            },
        );
    }
}

/// The spots as the placing of names sees them.
fn dots(chart: &Quadrant) -> Vec<Dot> {
    let most = chart.spots.iter().filter_map(|spot| spot.mark.value).max().unwrap_or(1);
    let dot = |spot: &Spot| {
        let (x, y) = at(spot.x, spot.y);
        let size = usize::from(step(spot.mark.value.unwrap_or(0), most)) - 1;
        let radius = RADII.get(size).copied().unwrap_or_default();
        Dot { x, y, radius, width: width(&spot.mark.label) as i32, named: spot.mark.named }
    };
    chart.spots.iter().map(dot).collect()
}

/// Where each name stands in a narrow place and in a wide one.
fn names(chart: &Quadrant, dots: &[Dot]) -> Vec<(Option<Label>, Option<Label>)> {
    let (_, y) = at(0, chart.up.crossing);
    let tick = width(&chart.frame.unit.show(chart.up.crossing)) as i32;
    let taken = [Area { x: At::END, y, left: -tick - 300, top: -1_500, right: 0, bottom: 0 }];
    let fits = |label: &&Spot| width(&label.mark.label) <= NAME_WIDEST;
    let is_short: Vec<bool> = chart.spots.iter().map(|spot| fits(&spot)).collect();
    let within = |rooms, most| {
        // A name too long for any place is as wide as the plane: it finds none and takes none away.
        let asked: Vec<Dot> = dots
            .iter()
            .zip(&is_short)
            .map(|(dot, is_short)| if *is_short { *dot } else { Dot { width: i32::MAX / 4, ..*dot } })
            .collect();
        place(&asked, &taken, rooms, most)
    };
    within(&NARROW, NAMES.0).into_iter().zip(within(&WIDE, NAMES.1)).collect()
}

fn draw_spots(page: &mut Markup, chart: &Quadrant) {
    let dots = dots(chart);
    let names = names(chart, &dots);
    for ((spot, dot), (narrow, wide)) in chart.spots.iter().zip(&dots).zip(names) {
        let Spot { mark: told, x, y, trail } = spot;
        let unit = &chart.frame.unit;
        let figure = format!(
            "{} {} · {} {} · {}",
            chart.right.label,
            unit.show(*x),
            chart.up.label,
            unit.show(*y),
            told.display
        );
        mark(page, told.href.as_deref(), &format!("{} {figure}", told.label), told.named, |page| {
            draw_trail(page, trail, (*x, *y));
            let (x, y) = (dot.x.to_string(), dot.y.to_string());
            page.element("svg", &[("class", "quadrant-spot"), ("x", &x), ("y", &y)], |page| {
                page.empty("circle", &[("class", "chart-hit")]);
                let size = RADII.iter().position(|radius| *radius == dot.radius).unwrap_or(0) + 1;
                let size = size.to_string();
                page.empty("circle", &[("class", "quadrant-dot"), tone(told.tone), ("data-size", &size)]);
                let pointed = pointed(dot);
                if narrow == wide {
                    draw_name(page, told.label.as_str(), &figure, (narrow, pointed), ("", ""));
                } else {
                    draw_name(page, &told.label, &figure, (narrow, pointed), ("data-fit", "narrow"));
                    draw_name(page, &told.label, &figure, (wide, pointed), ("data-fit", "wide"));
                }
            });
        });
    }
}

/// Where it stood, as a line that ends in the spot.
fn draw_trail(page: &mut Markup, trail: &[(i64, i64)], now: (i64, i64)) {
    if trail.is_empty() {
        return;
    }
    let mut points =
        trail.iter().copied().chain([now]).map(|(x, y)| at(x, y)).map(|(x, y)| (x.milli(), y.milli()));
    let Some(mut last) = points.next() else { return };
    let mut path = format!("M{} {}l", last.0, last.1);
    for point in points {
        // Steps are short where places are long: there is a trail for every customer.
        path.push_str(&format!("{} {} ", point.0 - last.0, point.1 - last.1));
        last = point;
    }
    let path = path.trim_end();
    let frame = [
        ("viewBox", "0 0 1000 1000"),
        ("preserveAspectRatio", "none"),
        ("width", "100%"),
        ("height", "100%"),
    ];
    page.element("svg", &frame, |page| page.empty("path", &[("class", "quadrant-trail"), ("d", path)]));
}

/// Where the words of a spot without a place appear when the hand points at it: away from the edges.
fn pointed(dot: &Dot) -> Label {
    let (dx, anchor) = match dot.x.0 {
        ..3_500 => (0, Anchor::Start),
        3_500..6_500 => (0, Anchor::Middle),
        _ => (0, Anchor::End),
    };
    let dy = if dot.y.0 < 2_000 { dot.radius + 1_300 } else { -dot.radius - 1_800 };
    Label { dx, dy, anchor, leader: None }
}

/// The name where it has a place, and the reading beneath it for the hand and the keyboard.
fn draw_name(
    page: &mut Markup,
    name: &str,
    figure: &str,
    (placed, pointed): (Option<Label>, Label),
    fit: (&'static str, &'static str),
) {
    let Label { dx, dy, anchor, leader } = placed.unwrap_or(pointed);
    if let Some((x, y)) = leader {
        page.empty("line", &[("class", "quadrant-leader"), fit, ("x2", &em(x)), ("y2", &em(y))]);
    }
    let anchor = match anchor {
        Anchor::Start => "start",
        Anchor::Middle => "middle",
        Anchor::End => "end",
    };
    let class = if placed.is_some() { "chart-label" } else { "chart-value" };
    super::told(
        page,
        &[("class", class), fit, ("x", &em(dx)), ("y", &em(dy)), ("text-anchor", anchor)],
        name,
    );
    // The reading is longer than the name: it stands to the side where there is room.
    let reading = match pointed.anchor {
        Anchor::Start => "start",
        Anchor::Middle => "middle",
        Anchor::End => "end",
    };
    let place = [("class", "chart-value"), fit, ("x", "0"), ("y", &em(dy + 1_250)), ("text-anchor", reading)];
    page.words("text", &place, figure);
}

/// Thousandths of a letter as a length.
fn em(thousandths: i32) -> String {
    let sign = if thousandths < 0 { "-" } else { "" };
    let size = thousandths.unsigned_abs();
    format!("{sign}{}.{:02}em", size / 1_000, size % 1_000 / 10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::chart::{Axis, Cell, Mark};

    fn chart() -> Quadrant {
        let spot = |name: &str, value, x, y| Spot {
            mark: Mark::new(name, value, format!("{value}")).href("/account/1"),
            x,
            y,
            trail: vec![(1_000, 2_000)],
        };
        Quadrant {
            right: Axis { label: "Warmth".into(), crossing: 6_000 },
            up: Axis { label: "Willingness".into(), crossing: 5_000 },
            corners: vec![Corner::default(); 4],
            grid: 20,
            spots: vec![spot("Polar", 900, 9_000, 8_000), spot("Aurora", 100, 9_000, 8_010)],
            ..Quadrant::default()
        }
    }

    #[test]
    fn the_size_of_a_spot_goes_by_area() {
        let sizes: Vec<u8> = [0, 1, 40, 160, 360, 640, 1_000].map(|value| step(value, 1_000)).to_vec();
        assert_eq!(sizes, [1, 1, 1, 2, 3, 4, 5]);
    }

    #[test]
    fn warm_is_on_the_right_and_willing_is_above() {
        assert_eq!(at(10_000, 10_000), (At::END, At::START));
        assert_eq!(at(0, 2_500), (At::START, At(7_500)));
    }

    #[test]
    fn every_spot_is_a_link_called_by_its_name_and_its_reading() {
        let mut page = Markup::new();
        draw(&mut page, &chart());
        let drawn = page.finish();
        assert!(drawn.contains("aria-label=\"Polar Warmth 9,000 · Willingness 8,000 · 900\""), "{drawn}");
        assert_eq!(drawn.matches("href=\"/account/1\"").count(), 2);
    }

    #[test]
    fn cells_meet_and_stay_on_the_plane() {
        let cell = |column, row| Cell { column, row, mark: Mark::new("", 3, "3") };
        let chart = Quadrant { cells: vec![cell(0, 0), cell(19, 19)], spots: vec![], ..chart() };
        let mut page = Markup::new();
        draw(&mut page, &chart);
        let drawn = page.finish();
        assert!(drawn.contains("x=\"0%\" y=\"95%\" width=\"5%\" height=\"5%\""), "{drawn}");
        assert!(drawn.contains("x=\"95%\" y=\"0%\" width=\"5%\" height=\"5%\""), "{drawn}");
    }
}
