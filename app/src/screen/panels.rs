//! Lays a drawn board out on a wall of several panels, in the browser that shows it: the wall's own, or the preview's.

use domain::wall::{Canvas, Place};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement};

/// Tells the wall around a board what it is made of.
pub fn frame(wall: &HtmlElement, canvas: Canvas) {
    if canvas.has_panels() {
        let _ = wall.set_attribute("data-panels", if canvas.rows > 1 { "rows" } else { "columns" });
        let style = wall.style();
        let _ = style.set_property("--panel", &canvas.panel().to_string());
        let _ = style.set_property("--shrink", &canvas.shrink().to_string());
    }
}

/// Gives the tiles of the board in this place their panels.
pub fn lay(place: &Element, canvas: Canvas) {
    if !canvas.has_panels() {
        return;
    }
    let Ok(Some(board)) = place.query_selector(".board") else { return };
    let Ok(board) = board.dyn_into::<HtmlElement>() else { return };
    let (columns, rows) = canvas.tracks();
    let _ = board.set_attribute("data-panels", "");
    let style = board.style();
    let _ = style.set_property("grid-template-columns", &template(&columns));
    let _ = style.set_property("grid-template-rows", &template(&rows));
    let mut tiles = Vec::new();
    let mut next = board.first_element_child();
    while let Some(tile) = next {
        next = tile.next_element_sibling();
        if let Ok(tile) = tile.dyn_into::<HtmlElement>() {
            tiles.push(tile);
        }
    }
    let seats: Vec<String> =
        tiles.iter().map(|tile| tile.get_attribute("data-seat").unwrap_or_default()).collect();
    let names: Vec<&str> = seats.iter().map(String::as_str).collect();
    for (tile, place) in tiles.iter().zip(canvas.lay(&names)) {
        let style = tile.style();
        let Some(Place { column, row, across, down }) = place else {
            let _ = style.set_property("display", "none");
            continue;
        };
        let _ = style.set_property("display", "flex");
        let _ = style.set_property("grid-area", &format!("{row} / {column} / span {down} / span {across}"));
    }
}

/// Shares as a grid's tracks: what is left over is given out by them.
fn template(shares: &[f64]) -> String {
    shares.iter().map(|share| format!("minmax(0, {:.4}fr)", share * 1000.0)).collect::<Vec<_>>().join(" ")
}
