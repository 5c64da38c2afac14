//! A chart as a table, with the same words and the same links: what a screen reader, a printer or a
//! doubter reads.

use serde::{Deserialize, Serialize};

use super::{Bars, Chart, Heat, Lights, Mark, Quadrant, Trend};

/// The same chart as words: what a screen reader, a printer or a doubter reads.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    pub caption: String,
    pub headers: Vec<String>,
    pub rows: Vec<TableRow>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableRow {
    /// As many as there are headers.
    pub cells: Vec<String>,
    pub href: Option<String>,
}

impl Chart {
    /// The chart as a table with the same words and the same links.
    pub fn table(&self) -> Table {
        let frame = self.frame();
        let pair = || vec![frame.across.clone(), frame.unit.word.clone()];
        let (headers, rows) = match self {
            Self::Waterfall(chart) => (pair(), chart.steps.iter().map(|step| row(step.mark())).collect()),
            Self::Ranked(chart) => (pair(), chart.marks.iter().map(row).collect()),
            Self::Spark(chart) => (pair(), chart.points.iter().map(row).collect()),
            Self::Distribution(chart) => (pair(), chart.bands.iter().map(row).collect()),
            Self::Ruler(chart) => {
                let marks = [Some(&chart.now), chart.then.as_ref(), chart.target.as_ref()];
                (pair(), marks.into_iter().flatten().map(row).collect())
            }
            Self::Cartogram(chart) => {
                let known = chart.tiles.iter().map(|tile| &tile.mark).filter(|mark| mark.value.is_some());
                (pair(), known.map(row).collect())
            }
            Self::Trend(chart) => trend_table(chart),
            Self::Bars(chart) => bars_table(chart),
            Self::Heat(chart) => heat_table(chart),
            Self::Quadrant(chart) => quadrant_table(chart),
            Self::Lights(chart) => lights_table(chart),
            Self::Loop(chart) => (pair(), chart.stages.iter().map(row).collect()),
        };
        Table { caption: frame.caption.clone(), headers, rows }
    }
}

fn row(mark: &Mark) -> TableRow {
    let Mark { label, note, display, href, .. } = mark;
    let label = if note.is_empty() { label.clone() } else { format!("{label} · {note}") };
    TableRow { cells: vec![label, display.clone()], href: href.clone() }
}

fn quadrant_table(chart: &Quadrant) -> (Vec<String>, Vec<TableRow>) {
    let Quadrant { frame, right, up, size, corner, spots, .. } = chart;
    let headers =
        vec![frame.across.clone(), corner.clone(), right.label.clone(), up.label.clone(), size.clone()];
    let rows = spots.iter().map(|spot| {
        let corner =
            chart.corner(spot.x, spot.y).map_or_else(String::new, |corner| corner.mark.label.clone());
        let [x, y] = [spot.x, spot.y].map(|place| frame.unit.show(place));
        TableRow {
            cells: vec![spot.mark.label.clone(), corner, x, y, spot.mark.display.clone()],
            href: spot.mark.href.clone(),
        }
    });
    (headers, rows.collect())
}

fn lights_table(chart: &Lights) -> (Vec<String>, Vec<TableRow>) {
    let bands = chart.lights.iter().map(|light| &light.bands).max_by_key(|bands| bands.len());
    let labels: Vec<String> = bands.into_iter().flatten().map(|band| band.label.clone()).collect();
    let rows = chart.lights.iter().map(|light| {
        let shown =
            (0..labels.len()).map(|at| light.bands.get(at).map_or("—".into(), |b| b.display.clone()));
        TableRow {
            cells: [light.mark.label.clone(), light.mark.display.clone()].into_iter().chain(shown).collect(),
            href: light.mark.href.clone(),
        }
    });
    let rows = rows.collect();
    ([chart.frame.across.clone(), chart.frame.unit.word.clone()].into_iter().chain(labels).collect(), rows)
}

fn trend_table(chart: &Trend) -> (Vec<String>, Vec<TableRow>) {
    let headers = std::iter::once(chart.frame.across.clone())
        .chain(chart.series.iter().map(|series| series.label.clone()))
        .collect();
    let rows = chart.labels.iter().enumerate().map(|(index, label)| {
        let points = || chart.series.iter().map(move |series| series.points.get(index));
        let shown = points().map(|point| point.map_or_else(|| "—".into(), |mark| mark.display.clone()));
        TableRow {
            cells: std::iter::once(label.clone()).chain(shown).collect(),
            href: points().flatten().find_map(|mark| mark.href.clone()),
        }
    });
    (headers, rows.collect())
}

fn bars_table(chart: &Bars) -> (Vec<String>, Vec<TableRow>) {
    let most = chart.columns.iter().max_by_key(|column| column.parts.len());
    let parts: Vec<String> =
        most.map(|c| c.parts.iter().map(|p| p.label.clone()).collect()).unwrap_or_default();
    let mut headers = vec![chart.frame.across.clone(), chart.frame.unit.word.clone()];
    let split = parts.len() > 1;
    if split {
        headers.extend(parts.iter().cloned());
    }
    let rows = chart.columns.iter().map(|column| {
        let mut cells = vec![column.label.clone(), column.display.clone()];
        if split {
            cells.extend(
                (0..parts.len()).map(|at| column.parts.get(at).map_or("—".into(), |p| p.display.clone())),
            );
        }
        TableRow { cells, href: column.parts.iter().find_map(|part| part.href.clone()) }
    });
    (headers, rows.collect())
}

fn heat_table(chart: &Heat) -> (Vec<String>, Vec<TableRow>) {
    let headers = std::iter::once(chart.frame.across.clone()).chain(chart.labels.iter().cloned()).collect();
    let rows = chart.rows.iter().map(|row| TableRow {
        cells: std::iter::once(row.label.clone())
            .chain(
                (0..chart.labels.len())
                    .map(|at| row.cells.get(at).map_or("—".into(), |c| c.display.clone())),
            )
            .collect(),
        href: row.href.clone(),
    });
    (headers, rows.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::{
        Axis, Column, Corner, Frame, HeatRow, Light, Series, Spark, Spot, Step, Unit, Waterfall,
    };

    fn month(label: &str, value: i64) -> Mark {
        Mark::new(label, value, format!("{value}%"))
    }

    #[test]
    fn every_row_of_a_chart_table_has_a_cell_for_every_header() {
        let frame = Frame::new("c", "Month", Unit::count("%"));
        let charts = [
            Chart::Waterfall(Waterfall {
                frame: frame.clone(),
                steps: vec![Step::Level(month("open", 1)), Step::Change(month("new", 2))],
            }),
            Chart::Trend(Trend {
                frame: frame.clone(),
                labels: vec!["a".into(), "b".into()],
                series: vec![
                    Series { label: "NRR".into(), points: vec![month("a", 1)], ..Series::default() },
                    Series {
                        label: "GRR".into(),
                        points: vec![month("a", 1), month("b", 2)],
                        ..Series::default()
                    },
                ],
                target: None,
            }),
            Chart::Bars(Bars {
                frame: frame.clone(),
                columns: vec![
                    Column {
                        label: "a".into(),
                        display: "3".into(),
                        parts: vec![month("x", 1), month("y", 2)],
                    },
                    Column { label: "b".into(), display: "1".into(), parts: vec![month("x", 1)] },
                ],
                target: None,
            }),
            Chart::Quadrant(Quadrant {
                frame: frame.clone(),
                right: Axis { label: "Warmth".into(), crossing: 50 },
                corners: vec![Corner::default(); 4],
                spots: vec![Spot { mark: month("a", 1), x: 10, y: 20, trail: vec![] }],
                ..Quadrant::default()
            }),
            Chart::Lights(Lights {
                frame: frame.clone(),
                lights: vec![
                    Light { mark: month("customer", 1), bands: vec![month("act", 1)], ..Light::default() },
                    Light { mark: month("own", 1), ..Light::default() },
                ],
            }),
            Chart::Heat(Heat {
                frame,
                labels: vec!["a".into(), "b".into()],
                rows: vec![HeatRow { label: "r".into(), href: None, cells: vec![month("a", 1)] }],
            }),
        ];
        for chart in charts {
            let table = chart.table();
            assert!(!table.rows.is_empty(), "{chart:?}");
            for row in &table.rows {
                assert_eq!(row.cells.len(), table.headers.len(), "{chart:?}");
            }
        }
    }

    #[test]
    fn a_missing_value_reads_as_a_dash_and_not_as_a_zero() {
        let spark = Spark { frame: Frame::default(), points: vec![Mark::missing("Jan")] };
        let chart = Chart::Spark(spark);
        assert!(chart.is_empty());
        assert_eq!(chart.table().rows[0].cells, ["Jan", "—"]);
    }
}
