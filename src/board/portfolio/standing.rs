//! How all customers stand on a day: the three lights, health and who changed its colour, the quadrant, the
//! sponsors, the loop. Everything comes from the day's scores; a past day is read as it was scored then.

mod screens;
mod sentence;

use std::collections::BTreeMap;

use jiff::civil::Date;
pub use screens::Screens;

use crate::board::{Figure, Lamp, Line, Size, Tile};
use crate::chart::{self, Axis, Chart, Corner, Distribution, Frame, Heat, HeatRow, Loop, Mark, Tone, Unit};
use crate::format::{self, Currency, count, percent_or_dash};
use crate::light::{PortfolioEdges, Share, Side, Tally};
use crate::noun::account::STAGES;
use crate::noun::score::lamp_key;
use crate::quadrant::{Plot, Quadrant, Thresholds};
use crate::query::{Op, Query};
use crate::ratio::Ratio;
use crate::text::{Locale, Text, text};
use crate::transition::Transition;

/// What the store counted of a day's scores.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The day that was scored.
    pub on: Date,
    /// Whether that is today: then links lead to the accounts themselves.
    pub is_today: bool,
    /// The scored day the colours are compared with, usually the opening day.
    pub since_on: Option<Date>,
    /// The scored day a week before.
    pub week_on: Option<Date>,
    /// By lamp.
    pub lamps: Lamps,
    /// From which lamp to which since then.
    pub transition: Transition,
    /// Whose colour changed this week: those that fell first.
    pub movers: Vec<Place>,
    /// Everybody on the plane of warmth and willingness.
    pub plot: Plot,
    /// Where its axes cross.
    pub crossing: Thresholds,
    /// Those whose sponsor nobody reaches, the largest first.
    pub silent: Vec<Place>,
    /// How far the sponsors have come with our screens.
    pub screens: Screens,
    /// Stage of the loop to customers and their ARR in cents.
    pub stages: BTreeMap<String, (i64, i64)>,
    /// When the whole portfolio counts as watched or red.
    pub edges: PortfolioEdges,
    /// The currency of every amount.
    pub currency: Currency,
}

/// How all customers stand on a day, counted by lamp.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lamps {
    /// Whether the customer succeeds: the health score's lamp.
    pub customer: Tally,
    /// Whether the project succeeds.
    pub project: Tally,
    /// Whether our own organisation succeeds.
    pub own: Tally,
    /// How the sponsors fare.
    pub sponsor: Tally,
}

/// An account named on a board.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The account.
    pub account_id: String,
    /// Its name.
    pub name: String,
    /// Its ARR in cents.
    pub arr_cents: i64,
    /// Its lamp before, where two days are compared.
    pub before: Option<Lamp>,
    /// Its lamp.
    pub lamp: Option<Lamp>,
}

const SIDES: [(Side, &str); 3] =
    [(Side::Customer, "health_lamp"), (Side::Project, "project_lamp"), (Side::Own, "own_lamp")];

impl Standing {
    /// The customers of which a field of the scores says this. Today they are accounts, where the account shows
    /// the field; any other day they are that day's snapshots.
    fn rows(&self, conditions: &[(&str, &str)]) -> String {
        let on_account = ["health_lamp", "quadrant", "sponsor_lamp"];
        let is_shown = conditions.iter().all(|(field, _)| on_account.contains(field));
        let (table, query) = if self.is_today && is_shown && !conditions.is_empty() {
            ("account", Query::default())
        } else {
            ("score_day", Query::default().filter("day_on", Op::Eq, self.on.to_string()))
        };
        conditions
            .iter()
            .fold(query, |query, (field, value)| query.filter(field, Op::Eq, *value))
            .sort("-mrr_cents")
            .href(table)
    }

    fn everybody(&self) -> String {
        self.rows(&[])
    }

    fn tally(&self, side: Side) -> &Tally {
        match side {
            Side::Customer => &self.lamps.customer,
            Side::Project => &self.lamps.project,
            Side::Own => &self.lamps.own,
        }
    }

    /// Accounts that were scored.
    fn accounts(&self) -> i64 {
        let Tally { good, watch, act, unknown } = self.lamps.customer;
        good.accounts + watch.accounts + act.accounts + unknown.accounts
    }

    /// ARR whose sponsor is reached ÷ all ARR.
    fn coverage(&self) -> Option<Ratio> {
        let Tally { good, watch, act, unknown } = self.lamps.sponsor;
        let reached = good.arr_cents + watch.arr_cents;
        Ratio::new(reached, reached + act.arr_cents + unknown.arr_cents)
    }

    fn money(&self, cents: i64, locale: Locale) -> String {
        format::money(cents, self.currency, locale).to_string()
    }
}

/// The tiles, in the order they are read.
pub fn tiles(standing: &Standing, locale: Locale) -> Vec<Tile> {
    vec![
        lights(standing, locale),
        health(standing, locale),
        transition(standing, locale),
        quadrant(standing, locale),
        sponsors(standing, locale),
        stages(standing, locale),
        week(standing, locale),
    ]
}

fn tile(key: &str, size: Size, label: Text, locale: Locale) -> Tile {
    Tile { key: key.to_owned(), size, label: label.in_(locale).to_owned(), ..Tile::default() }
}

/// A lamp's colour on a chart.
pub(crate) const fn tone(lamp: Option<Lamp>) -> Tone {
    match lamp {
        Some(Lamp::Good) => Tone::Good,
        Some(Lamp::Watch) => Tone::Watch,
        Some(Lamp::Act) => Tone::Act,
        None => Tone::Muted,
    }
}

fn word(lamp: Option<Lamp>, locale: Locale) -> &'static str {
    lamp.map_or(text("数据不足", "too little known"), Lamp::word).in_(locale)
}

/// How many accounts have which lamp, each a link.
fn bands(standing: &Standing, tally: &Tally, field: &str, locale: Locale) -> Vec<Mark> {
    let band = |lamp: Lamp, share: Share| {
        Mark::new(lamp.word().in_(locale), share.accounts, count(share.accounts))
            .href(standing.rows(&[(field, lamp_key(lamp))]))
            .tone(tone(Some(lamp)))
    };
    let mut bands =
        vec![band(Lamp::Good, tally.good), band(Lamp::Watch, tally.watch), band(Lamp::Act, tally.act)];
    if tally.unknown.accounts > 0 {
        let unknown = tally.unknown.accounts;
        bands.push(Mark::new(word(None, locale), unknown, count(unknown)).tone(Tone::Muted));
    }
    bands
}

pub(in crate::board) fn lights(standing: &Standing, locale: Locale) -> Tile {
    let light = |(side, field): (Side, &str)| {
        let tally = standing.tally(side);
        let light = tally.light(standing.edges);
        chart::Light {
            mark: Mark {
                label: side.label().in_(locale).to_owned(),
                display: word(light.lamp, locale).to_owned(),
                tone: tone(light.lamp),
                ..Mark::default()
            },
            reasons: light
                .reasons
                .iter()
                .map(|reason| Mark { label: reason.in_(locale).to_owned(), ..Mark::default() })
                .collect(),
            bands: if light.lamp.is_some() { bands(standing, tally, field, locale) } else { Vec::new() },
        }
    };
    let frame = Frame::new(
        text("三盏灯", "The three lights").in_(locale),
        text("哪一侧", "Side").in_(locale),
        Unit::count(text("家", "accounts").in_(locale)),
    );
    let worst = SIDES.iter().filter_map(|(side, _)| standing.tally(*side).light(standing.edges).lamp).max();
    Tile {
        headline: sentence::lights(standing, locale),
        lamp: worst,
        chart: Some(Chart::Lights(chart::Lights { frame, lights: SIDES.map(light).into() })),
        ..tile(
            "lights",
            Size::Half,
            text("三个成功：客户、项目、自身", "Three successes: customer, project, our own"),
            locale,
        )
    }
}

fn health(standing: &Standing, locale: Locale) -> Tile {
    let frame = Frame::new(
        text("健康分分布", "Health distribution").in_(locale),
        text("灯", "Lamp").in_(locale),
        Unit::count(text("家", "accounts").in_(locale)),
    );
    let bands = bands(standing, &standing.lamps.customer, "health_lamp", locale);
    Tile {
        headline: sentence::health(standing, locale),
        chart: Some(Chart::Distribution(Distribution { frame, bands })),
        href: Some(standing.everybody()),
        ..tile(
            "health",
            Size::Half,
            text("健康分分布（家数）", "Health score distribution (accounts)"),
            locale,
        )
    }
}

fn transition(standing: &Standing, locale: Locale) -> Tile {
    let labels: Vec<String> = Lamp::ALL.iter().map(|lamp| lamp.word().in_(locale).to_owned()).collect();
    let row = |from: Lamp| HeatRow {
        label: from.word().in_(locale).to_owned(),
        href: None,
        cells: Lamp::ALL
            .iter()
            .map(|to| {
                let accounts = standing.transition.count(Some(from), Some(*to));
                let tone = match from.cmp(to) {
                    std::cmp::Ordering::Equal => Tone::Neutral,
                    std::cmp::Ordering::Greater => Tone::Good,
                    std::cmp::Ordering::Less => Tone::Act,
                };
                let label = format!("{} → {}", from.word().in_(locale), to.word().in_(locale));
                let mark = Mark::new(label, accounts, count(accounts)).tone(tone);
                if accounts > 0 { mark.href(standing.rows(&[("health_lamp", lamp_key(*to))])) } else { mark }
            })
            .collect(),
    };
    let frame = Frame::new(
        text("灯的迁移：从（行）到（列）", "Lamps: from (row) to (column)").in_(locale),
        text("原来", "Before").in_(locale),
        Unit::count(text("家", "accounts").in_(locale)),
    );
    let chart = standing
        .since_on
        .map(|_| Chart::Heat(Heat { frame, labels, rows: Lamp::ALL.into_iter().map(row).collect() }));
    Tile {
        headline: sentence::transition(standing, locale),
        chart,
        ..tile("transition", Size::Half, text("健康灯迁移", "Who changed colour"), locale)
    }
}

fn quadrant(standing: &Standing, locale: Locale) -> Tile {
    let corner = |corner: Quadrant| {
        let tally = standing.plot.corners.iter().find(|tally| tally.corner == corner);
        let accounts = tally.map_or(0, |tally| tally.accounts);
        Corner {
            mark: Mark::new(corner.label().in_(locale), accounts, count(accounts))
                .href(standing.rows(&[("quadrant", corner.key())])),
            play: corner.play().in_(locale).to_owned(),
        }
    };
    let spot = |one: &crate::quadrant::Notable| {
        let arr = standing.money(one.spot.arr_cents, locale);
        chart::Spot {
            mark: Mark::new(&one.spot.account, one.spot.arr_cents, arr)
                .href(format!("/account/{}", one.spot.account_id)),
            x: one.spot.warmth_bp,
            y: one.spot.willingness_bp,
            trail: one.trail.clone(),
        }
    };
    let cell = |cell: &crate::quadrant::DensityCell| chart::Cell {
        column: cell.column,
        row: cell.row,
        mark: Mark::new(text("家", "accounts").in_(locale), cell.accounts, count(cell.accounts)),
    };
    let frame = Frame::new(
        text("温度 × 健康度", "Warmth × willingness").in_(locale),
        text("客户", "Account").in_(locale),
        Unit {
            word: text("分", "points").in_(locale).to_owned(),
            divisor: 100,
            decimals: 0,
            suffix: String::new(),
        },
    );
    let axis = |label: Text, crossing: i64| Axis { label: label.in_(locale).to_owned(), crossing };
    let plane = chart::Quadrant {
        frame,
        right: axis(text("温度", "Warmth"), standing.crossing.warmth_bp),
        up: axis(text("健康度", "Willingness"), standing.crossing.willingness_bp),
        size: "ARR".to_owned(),
        corner: text("象限", "Corner").in_(locale).to_owned(),
        corners: Quadrant::ALL.map(corner).into(),
        grid: 20,
        cells: standing.plot.cells.iter().map(cell).collect(),
        spots: standing.plot.notable.iter().map(spot).collect(),
    };
    Tile {
        headline: sentence::quadrant(standing, locale),
        chart: Some(Chart::Quadrant(plane)),
        ..tile(
            "quadrant",
            Size::Wide,
            text("四象限：温度 × 健康度", "Quadrant: warmth × willingness"),
            locale,
        )
    }
}

fn sponsors(standing: &Standing, locale: Locale) -> Tile {
    let silent = |place: &Place| Line {
        title: place.name.clone(),
        href: Some(format!("/account/{}", place.account_id)),
        detail: text("1W 没有触达", "Nobody reaches the sponsor").in_(locale).to_owned(),
        value: standing.money(place.arr_cents, locale),
        lamp: place.lamp,
        action: Some(crate::board::Span::number(
            text("约 1W", "Meet the sponsor").in_(locale),
            format!("/register/touchpoint/new?account_id={}", place.account_id),
        )),
    };
    let coverage = standing.coverage();
    Tile {
        headline: sentence::sponsors(standing, locale),
        figure: Some(Figure {
            value: percent_or_dash(coverage, 1).to_string(),
            href: Some(standing.rows(&[("sponsor_lamp", "act")])),
            measure: percent_or_dash(coverage, 1).measure,
            ..Figure::default()
        }),
        lamp: standing.lamps.sponsor.light(standing.edges).lamp,
        lines: standing.silent.iter().map(silent).chain(standing.screens.lines(locale)).collect(),
        href: Some(standing.rows(&[("sponsor_lamp", "act")])),
        ..tile("sponsors", Size::Half, text("1W 覆盖率（按 ARR）", "Sponsor coverage (by ARR)"), locale)
    }
}

fn stages(standing: &Standing, locale: Locale) -> Tile {
    let stage = |choice: &crate::record::Choice| {
        let (accounts, arr) = standing.stages.get(choice.key).copied().unwrap_or_default();
        Mark::new(choice.label.in_(locale), accounts, count(accounts)).note(standing.money(arr, locale)).href(
            if standing.is_today {
                Query::default().filter("stage", Op::Eq, choice.key).sort("-mrr_cents").href("account")
            } else {
                standing.rows(&[("stage", choice.key)])
            },
        )
    };
    let frame = Frame::new(
        text("闭环各阶段的客户", "Customers along the loop").in_(locale),
        text("阶段", "Stage").in_(locale),
        Unit::count(text("家", "accounts").in_(locale)),
    );
    let stages = STAGES.iter().filter(|choice| choice.key != "lost").map(stage).collect();
    Tile {
        headline: sentence::stages(standing, locale),
        chart: Some(Chart::Loop(Loop { frame, stages })),
        ..tile("loop", Size::Wide, text("闭环：客户走到哪一步", "The loop: where customers stand"), locale)
    }
}

fn week(standing: &Standing, locale: Locale) -> Tile {
    let line = |place: &Place| Line {
        title: place.name.clone(),
        href: standing.week_on.map(|week| format!("/account/{}?since={week}", place.account_id)),
        detail: format!("{} → {}", word(place.before, locale), word(place.lamp, locale)),
        value: standing.money(place.arr_cents, locale),
        lamp: place.lamp,
        action: None,
    };
    Tile {
        headline: sentence::week(standing, locale),
        lines: standing.movers.iter().map(line).collect(),
        ..tile("week", Size::Half, text("本周变化", "What changed this week"), locale)
    }
}
