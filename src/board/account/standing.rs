//! How an account stands, why, and what moved since another day: the loop, the three lights with their
//! reasons, the score with its parts, the corner it is in, the sponsor's health.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::tiles::tile;
use super::{AccountFacts, label};
use crate::board::portfolio::standing::tone;
use crate::board::sentence::Sentence;
use crate::board::{Delta, Figure, Lamp, Size, Span, Tile};
use crate::chart::{self, Axis, Chart, Corner, Frame, Loop, Mark, Ranked, Tone, Unit};
use crate::light::{Lights, Side};
use crate::noun::account::STAGES;
use crate::quadrant::{Place, Quadrant, Thresholds};
use crate::ratio::{fixed, round_div};
use crate::scorecard::{Cause, Contribution, Kind, Moved, Scored};
use crate::text::{Locale, Text, text};

/// The account's scores.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The day they are of.
    pub on: Date,
    /// Every kind of score.
    pub scores: BTreeMap<Kind, Scored>,
    /// The day they are compared with, and what moved the health score since.
    pub moved: Option<(Date, Moved)>,
    /// Where it stood on the quadrant month by month, oldest first, the day itself last.
    pub trail: Vec<Place>,
    /// Where the quadrant's axes cross.
    pub crossing: Thresholds,
}

/// Points as people read them: 6,254 is 62.5.
fn points(bp: i64) -> String {
    fixed(round_div(bp.into(), 10), 1)
}

fn signed(bp: i64) -> String {
    let sign = if bp > 0 { "+" } else { "" };
    format!("{sign}{}", points(bp))
}

fn points_unit(locale: Locale) -> Unit {
    Unit {
        word: text("分", "points").in_(locale).to_owned(),
        divisor: 100,
        decimals: 0,
        suffix: String::new(),
    }
}

/// Where along the loop the account is (T09).
pub(super) fn stages(facts: &AccountFacts, locale: Locale) -> Tile {
    let here = facts.account.stage.as_str();
    let stages = STAGES
        .iter()
        .filter(|stage| stage.key != "lost" || here == "lost")
        .map(|stage| {
            let mark = Mark { label: stage.label.in_(locale).to_owned(), ..Mark::default() };
            if stage.key == here { mark.named().tone(Tone::Accent) } else { mark }
        })
        .collect();
    let frame = Frame::new(
        text("闭环中的位置", "Place in the loop").in_(locale),
        text("阶段", "Stage").in_(locale),
        Unit::default(),
    );
    let record = format!("/register/account/{}", facts.account.id);
    let stage = label(STAGES, here, locale);
    let headline = match locale {
        Locale::Zh => Sentence::default().say("这个客户正处在“").number(stage, &record).say("”阶段。"),
        Locale::En => {
            Sentence::default().say("This customer is at “").number(stage.to_lowercase(), &record).say("”.")
        }
    };
    Tile {
        headline: headline.done(),
        chart: Some(Chart::Loop(Loop { frame, stages })),
        ..tile("loop", Size::Wide, text("闭环位置", "Place in the loop"), locale)
    }
}

/// The tiles of the scores, in reading order.
pub(super) fn tiles(facts: &AccountFacts, standing: &Standing, locale: Locale) -> Vec<Tile> {
    let of = |kind| standing.scores.get(&kind);
    let lights = match (of(Kind::Health), of(Kind::Project), of(Kind::Own)) {
        (Some(health), Some(project), Some(own)) => Some(lights(&Lights::of(health, project, own), locale)),
        _ => None,
    };
    [
        lights,
        of(Kind::Health).map(|scored| health(facts, standing, scored, locale)),
        standing.moved.as_ref().map(|(since, moved)| since_then(facts, *since, moved, locale)),
        place(facts, standing, locale),
        of(Kind::Sponsor).map(|scored| sponsor(facts, standing, scored, locale)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn lights(lights: &Lights, locale: Locale) -> Tile {
    let word = |lamp: Option<Lamp>| lamp.map_or(text("数据不足", "too little known"), Lamp::word).in_(locale);
    let one = |side: Side| {
        let light = lights.get(side);
        chart::Light {
            mark: Mark {
                label: side.label().in_(locale).to_owned(),
                display: word(light.lamp).to_owned(),
                tone: tone(light.lamp),
                ..Mark::default()
            },
            reasons: light
                .reasons
                .iter()
                .map(|reason| Mark { label: reason.in_(locale).to_owned(), ..Mark::default() })
                .collect(),
            bands: Vec::new(),
        }
    };
    let customer = lights.get(Side::Customer);
    let reason = customer.reasons.first().map_or("", |reason| reason.in_(locale));
    let headline = match (lights.divergence().filter(|part| part.is_alert()), locale) {
        (Some(part), Locale::Zh) => format!("三盏灯不一致：{}，先看差的一侧。", part.words().zh),
        (Some(part), Locale::En) => {
            format!("The three lights part: {}. Look at the darker side first.", part.words().en)
        }
        (None, Locale::Zh) => format!("客户成功为“{}”，因为{reason}。", word(customer.lamp)),
        (None, Locale::En) => format!("Customer success says “{}”: {reason}.", word(customer.lamp)),
    };
    let frame = Frame::new(
        text("三盏灯", "The three lights").in_(locale),
        text("哪一侧", "Side").in_(locale),
        Unit::default(),
    );
    Tile {
        headline: vec![Span::words(headline)],
        lamp: Side::ALL.into_iter().filter_map(|side| lights.get(side).lamp).max(),
        chart: Some(Chart::Lights(chart::Lights { frame, lights: Side::ALL.map(one).into() })),
        ..tile("lights", Size::Half, text("三个成功", "Three successes"), locale)
    }
}

/// The score's parts: what each gave, of what it could have given, and what it was read from.
fn parts(facts: &AccountFacts, on: Date, scored: &Scored, caption: Text, locale: Locale) -> Chart {
    let part = |given: &Contribution| {
        let mark = Mark::new(given.input.label().in_(locale), given.points_bp, points(given.points_bp))
            .of(given.full_bp())
            .note(given.input.measure().show(given.reading).in_(locale))
            .tone(if given.drag_bp * 2 > given.full_bp() { Tone::Act } else { Tone::Accent });
        match given.input.rows(&facts.account.id, on) {
            Some(rows) => mark.href(rows),
            None => mark,
        }
    };
    let missing = scored.missing.iter().map(|missing| {
        let note = match missing.stale_on {
            Some(day) => text("过期：", "too old: ").in_(locale).to_owned() + &day.to_string(),
            None => text("没有数据", "not measured").in_(locale).to_owned(),
        };
        Mark { note, ..Mark::missing(missing.input.label().in_(locale)) }
    });
    Chart::Ranked(Ranked {
        frame: Frame::new(caption.in_(locale), text("输入项", "Input").in_(locale), points_unit(locale)),
        marks: scored.contributions.iter().map(part).chain(missing).collect(),
    })
}

fn health(facts: &AccountFacts, standing: &Standing, scored: &Scored, locale: Locale) -> Tile {
    let snapshot = super::tiles::rows(facts).sort("-day_on").href("score_day");
    let shown = scored.points_bp.map_or_else(|| "—".to_owned(), points);
    let coverage = points(scored.coverage_bp);
    let drag = scored.drags().into_iter().next();
    let head = match locale {
        Locale::Zh => Sentence::default().say("健康分为 ").number(&shown, &snapshot),
        Locale::En => Sentence::default().say("The health score is ").number(&shown, &snapshot),
    };
    let head = match (drag, locale) {
        (None, Locale::Zh) => head.say("，没有一项在拖后腿"),
        (None, Locale::En) => head.say(" and nothing drags it down"),
        (Some(drag), _) => {
            let rows = drag.input.rows(&facts.account.id, standing.on).unwrap_or_else(|| snapshot.clone());
            let (input, lost) = (drag.input.label().in_(locale), points(drag.drag_bp));
            match locale {
                Locale::Zh => {
                    head.say(format!("，被“{input}”拉低最多，少了 ")).number(lost, &rows).say(" 分")
                }
                Locale::En => head.say(format!("; “{input}” drags it down most, by ")).number(lost, &rows),
            }
        }
    };
    let headline = match locale {
        Locale::Zh => head.say(format!("；依据覆盖了 {coverage}% 的权重。")),
        Locale::En => head.say(format!("; {coverage}% of the weights are backed by data.")),
    };
    let delta = standing.moved.as_ref().map(|(since, moved)| Delta {
        text: signed(moved.change_bp),
        since: match locale {
            Locale::Zh => format!("较 {since}"),
            Locale::En => format!("since {since}"),
        },
        direction: i8::try_from(moved.change_bp.signum()).unwrap_or_default(),
    });
    Tile {
        headline: headline.done(),
        figure: Some(Figure { value: shown, delta, href: Some(snapshot), ..Figure::default() }),
        lamp: scored.band,
        chart: Some(parts(
            facts,
            standing.on,
            scored,
            text("健康分的组成", "What the health score is made of"),
            locale,
        )),
        ..tile("health", Size::Half, text("健康分（综合）", "Health score (composite)"), locale)
    }
}

fn since_then(facts: &AccountFacts, since: Date, moved: &Moved, locale: Locale) -> Tile {
    let rows = |input: crate::scorecard::Input| input.rows(&facts.account.id, facts.today);
    let cause = |one: &crate::scorecard::Move| {
        let show = |value: Option<i64>| {
            value.map_or_else(
                || "—".to_owned(),
                |value| one.input.measure().show(value).in_(locale).to_owned(),
            )
        };
        let note = match one.cause {
            Cause::Weight => text("权重变了", "its weight changed").in_(locale).to_owned(),
            _ => format!("{} → {}", show(one.before), show(one.after)),
        };
        let mark = Mark::new(one.input.label().in_(locale), one.change_bp, signed(one.change_bp))
            .note(note)
            .tone(if one.change_bp >= 0 { Tone::Good } else { Tone::Act });
        match rows(one.input) {
            Some(rows) => mark.href(rows),
            None => mark,
        }
    };
    let moves: Vec<&crate::scorecard::Move> = moved.moves.iter().filter(|one| one.change_bp != 0).collect();
    let Some(first) = moves.first() else {
        let words = match locale {
            Locale::Zh => format!("与 {since} 相比，健康分没有变化。"),
            Locale::En => format!("Since {since} the health score did not move."),
        };
        return Tile {
            headline: vec![Span::words(words)],
            ..tile("moved", Size::Half, text("什么变了", "What moved"), locale)
        };
    };
    let (change, most) = (signed(moved.change_bp), signed(first.change_bp));
    let name = first.input.label().in_(locale);
    let link = rows(first.input).unwrap_or_else(|| format!("/register/account/{}", facts.account.id));
    let headline = match locale {
        Locale::Zh => Sentence::default()
            .say(format!("与 {since} 相比，健康分变化 {change} 分，影响最大的是“{name}”，"))
            .number(most, &link)
            .say(" 分。"),
        Locale::En => Sentence::default()
            .say(format!("Since {since} the health score moved by {change}; most of it came from “{name}”, "))
            .number(most, &link)
            .say("."),
    };
    Tile {
        headline: headline.done(),
        chart: Some(Chart::Ranked(Ranked {
            frame: Frame::new(
                text("各项使健康分变化了多少", "By how much each moved the score").in_(locale),
                text("输入项", "Input").in_(locale),
                points_unit(locale),
            ),
            marks: moves.into_iter().map(cause).collect(),
        })),
        ..tile("moved", Size::Half, text("什么变了，为什么", "What moved, and why"), locale)
    }
}

fn place(facts: &AccountFacts, standing: &Standing, locale: Locale) -> Option<Tile> {
    let now = standing.trail.last()?;
    let corner = standing.crossing.corner(now.warmth_bp, now.willingness_bp);
    let from =
        standing.trail.first().map(|then| standing.crossing.corner(then.warmth_bp, then.willingness_bp));
    let snapshots = super::tiles::rows(facts).sort("-day_on").href("score_day");
    let (name, play) = (corner.label().in_(locale), corner.play().in_(locale));
    let moved = from.filter(|from| *from != corner).map(|from| match locale {
        Locale::Zh => format!("，由“{}”而来", from.label().zh),
        Locale::En => format!(", coming from “{}”", from.label().en),
    });
    let headline = match locale {
        Locale::Zh => Sentence::default()
            .say("在象限里它属于“")
            .number(name, &snapshots)
            .say(format!("”{}：{play}", moved.unwrap_or_default())),
        Locale::En => Sentence::default()
            .say("On the quadrant it is “")
            .number(name, &snapshots)
            .say(format!("”{}: {play}", moved.unwrap_or_default())),
    };
    let corners = Quadrant::ALL.map(|one| Corner {
        mark: Mark { label: one.label().in_(locale).to_owned(), named: one == corner, ..Mark::default() },
        play: one.play().in_(locale).to_owned(),
    });
    let axis = |label: Text, crossing| Axis { label: label.in_(locale).to_owned(), crossing };
    let arr = crate::retention::arr_cents(facts.account.mrr_cents.unwrap_or_default());
    let before = standing.trail.len().saturating_sub(1);
    let spot = chart::Spot {
        mark: Mark::new(
            &facts.account.name,
            arr,
            crate::format::money(arr, facts.currency, locale).to_string(),
        )
        .href(snapshots)
        .named(),
        x: now.warmth_bp,
        y: now.willingness_bp,
        trail: standing.trail.iter().take(before).map(|then| (then.warmth_bp, then.willingness_bp)).collect(),
    };
    let plane = chart::Quadrant {
        frame: Frame::new(
            text("温度 × 健康度，及走过的路", "Warmth × willingness, and the way it came").in_(locale),
            text("客户", "Account").in_(locale),
            points_unit(locale),
        ),
        right: axis(text("温度", "Warmth"), standing.crossing.warmth_bp),
        up: axis(text("健康度", "Willingness"), standing.crossing.willingness_bp),
        size: "ARR".to_owned(),
        corner: text("象限", "Corner").in_(locale).to_owned(),
        corners: corners.into(),
        grid: 1,
        cells: Vec::new(),
        spots: vec![spot],
    };
    Some(Tile {
        headline: headline.done(),
        chart: Some(Chart::Quadrant(plane)),
        ..tile("quadrant", Size::Half, text("象限与打法", "Corner and play"), locale)
    })
}

/// The sponsor's card (M06).
fn sponsor(facts: &AccountFacts, standing: &Standing, scored: &Scored, locale: Locale) -> Tile {
    let people =
        crate::scorecard::Input::SponsorNamed.rows(&facts.account.id, standing.on).unwrap_or_default();
    let shown = scored.points_bp.map_or_else(|| "—".to_owned(), points);
    let reason = scored.limits.first().map(|hit| hit.words().in_(locale).to_owned());
    let headline = match (reason, locale) {
        (Some(reason), Locale::Zh) => Sentence::default()
            .say("1W 的健康为 ")
            .number(&shown, &people)
            .say(format!(" 分，而且{reason}。")),
        (Some(reason), Locale::En) => Sentence::default()
            .say("The sponsor's health is ")
            .number(&shown, &people)
            .say(format!(", and moreover: {reason}.")),
        (None, Locale::Zh) => {
            Sentence::default().say("1W 的健康为 ").number(&shown, &people).say(" 分，没有失联的迹象。")
        }
        (None, Locale::En) => Sentence::default()
            .say("The sponsor's health is ")
            .number(&shown, &people)
            .say(" and nothing says they are out of reach."),
    };
    Tile {
        headline: headline.done(),
        figure: Some(Figure { value: shown, href: Some(people), ..Figure::default() }),
        lamp: scored.band,
        chart: Some(parts(
            facts,
            standing.on,
            scored,
            text("1W 健康的组成", "What the sponsor's health is made of"),
            locale,
        )),
        ..tile("sponsor_card", Size::Half, text("1W 健康", "Sponsor health"), locale)
    }
}
