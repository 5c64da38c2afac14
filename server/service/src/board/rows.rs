//! A number on a board leads to as many rows as it says: every count of the boards with a name of their own is held
//! against the register its link opens, for all customers and for a part, today and on an earlier day.

use domain::board::named::Named;
use domain::board::{Board, Which};
use domain::chart::Chart;
use domain::query::Query;
use store::Store;

use crate::Ctx;
use crate::seed::{Plan, run};

/// Marks of a chart that count rows: words, number, link.
fn counted(chart: &Chart) -> Vec<(String, i64, String)> {
    let marks: Vec<&domain::chart::Mark> = match chart {
        Chart::Bars(chart) => chart.columns.iter().flat_map(|column| &column.parts).collect(),
        Chart::Ranked(chart) if chart.frame.unit.suffix.is_empty() => chart.marks.iter().collect(),
        Chart::Distribution(chart) => chart.bands.iter().collect(),
        Chart::Heat(chart) => chart.rows.iter().flat_map(|row| &row.cells).collect(),
        Chart::Trend(chart) if chart.frame.unit.suffix.is_empty() => {
            chart.series.iter().flat_map(|series| &series.points).collect()
        }
        _ => Vec::new(),
    };
    let read = |mark: &&domain::chart::Mark| Some((mark.label.clone(), mark.value?, mark.href.clone()?));
    marks.iter().filter_map(read).collect()
}

/// Everything on the board that counts rows. Days, seats and amounts are no counts of rows.
fn counts(board: &Board) -> Vec<(String, i64, String)> {
    let is_no_count = |tile: &str| {
        matches!(tile, "longest" | "people" | "spare" | "seats" | "months" | "cash" | "money" | "horizons")
    };
    let mut counts = Vec::new();
    for tile in board.tiles.iter().filter(|tile| !is_no_count(&tile.key)) {
        let said = tile.headline.iter().filter_map(|span| Some((span.text.clone(), span.href.clone()?)));
        let whole =
            tile.figure.iter().filter(|figure| figure.unit.is_empty() || "位家笔个".contains(&figure.unit));
        let figure = whole.filter_map(|figure| Some((figure.value.clone(), figure.href.clone()?)));
        for (text, href) in said.chain(figure) {
            if let Ok(number) = text.replace(',', "").parse() {
                counts.push((tile.key.clone(), number, href));
            }
        }
        counts.extend(tile.chart.iter().flat_map(counted));
    }
    counts
}

async fn holds(ctx: &Ctx, named: Named, url: &str) -> usize {
    let board = super::board(ctx, &Which::Named(named, url.to_owned())).await.unwrap();
    let counts = counts(&board);
    for (what, number, href) in &counts {
        let Some((table, ask)) =
            href.strip_prefix("/register/").map(|rest| rest.split_once('?').unwrap_or((rest, "")))
        else {
            continue;
        };
        let spec = domain::noun::spec(table).unwrap();
        let (query, left_out) = Query::read(spec, false, ask);
        assert!(left_out.is_empty(), "{href}: {left_out:?}");
        let conn = &mut *ctx.store.read().await.unwrap();
        let rows = store::record::count(conn, spec, &store::record::Cut::All, &query, 10_000).await.unwrap();
        assert_eq!(rows, *number, "{named:?} {url}: {what} {}", domain::query::decode(href));
    }
    counts.len()
}

#[tokio::test]
async fn every_count_of_a_board_is_as_many_rows_as_its_link_opens() {
    let ctx = Ctx::system(Store::in_memory().await.unwrap(), "2026-11-22T02:00:00Z".parse().unwrap());
    run(&ctx, &Plan { accounts: 20, days: 200, rng: 7 }).await.unwrap();
    for named in [Named::Company, Named::Strategy, Named::Lifecycle, Named::Sponsor, Named::Adoption] {
        for url in ["", "tier=key", "from=2026-03-01&to=2026-09-10"] {
            assert!(holds(&ctx, named, url).await > 4, "{named:?} {url}");
        }
    }
}

#[tokio::test]
async fn an_empty_company_has_boards_that_count_nothing() {
    let ctx = Ctx::system(Store::in_memory().await.unwrap(), "2026-11-22T02:00:00Z".parse().unwrap());
    for named in Named::ALL {
        holds(&ctx, named, "").await;
    }
}
