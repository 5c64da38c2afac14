//! Scoring: readings in, a score with its contributions out.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Card, FULL_BP, Hit, Input, Line};
use crate::apportion::{apportion, share_out};
use crate::board::Lamp;
use crate::calendar::days_between;
use crate::ratio::round_div;
use crate::text::Words;

/// Weights are shared out in parts per billion: far below what a score can show.
const PARTS: i64 = 1_000_000_000;

/// What was measured of one account on one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Readings {
    /// The day the score speaks of.
    pub on: Date,
    /// The readings; what could not be measured is not in it.
    pub of: BTreeMap<Input, Reading>,
}

/// One measured value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// In the input's unit.
    pub value: i64,
    /// The day it was true: today for a count, the day of the answer for a judgement.
    pub on: Date,
}

/// A score that explains itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scored {
    /// The card it was made with.
    pub card: String,
    /// The score in basis points of full marks; nothing when nothing was measured.
    pub points_bp: Option<i64>,
    /// Share of the weights that was backed by readings; basis points, rounded down.
    pub coverage_bp: i64,
    /// What the points alone say; nothing under the card's least coverage.
    pub band_by_points: Option<Lamp>,
    /// The lamp, bounded by the limits that hold.
    pub band: Option<Lamp>,
    /// What each input gave, in the card's order. They add up to the score.
    pub contributions: Vec<Contribution>,
    /// What was on the card and not measured, or too old, in the card's order.
    pub missing: Vec<Missing>,
    /// The knock-outs and caps that hold, the hardest first.
    pub limits: Vec<Hit>,
}

/// What one input gave. `points_bp + drag_bp` is what it could have given at most; over all inputs that
/// adds up to full marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contribution {
    /// What was measured.
    pub input: Input,
    /// Its value, in its unit.
    pub reading: i64,
    /// What the curve made of it, 0 to 10,000.
    pub raw_bp: i64,
    /// What it gave to the score.
    pub points_bp: i64,
    /// How much it drags the score below full marks.
    pub drag_bp: i64,
}

/// What one group gave, of what it could have given at most; 0 of 0 when nothing in it was measured.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupPoints {
    /// The group's name.
    pub name: Words,
    /// What it gave to the score, basis points.
    pub points_bp: i64,
    /// Its effective weight, basis points.
    pub full_bp: i64,
}

/// An input that could not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missing {
    /// What was not measured.
    pub input: Input,
    /// How much of the weights it would have carried, basis points.
    pub weight_bp: i64,
    /// The day of a judgement that has grown too old; nothing when there is none at all.
    pub stale_on: Option<Date>,
}

impl Contribution {
    /// What it could have given: its effective weight, basis points.
    pub const fn full_bp(self) -> i64 {
        self.points_bp + self.drag_bp
    }
}

impl Scored {
    /// The limits to “act” that hold: why the account is knocked out.
    pub fn knocked_out(&self) -> impl Iterator<Item = &Hit> {
        self.limits.iter().filter(|hit| hit.limit.at_best == Lamp::Act)
    }

    /// The limits to “watch” that hold: why the lamp cannot be green.
    pub fn capped(&self) -> impl Iterator<Item = &Hit> {
        self.limits.iter().filter(|hit| hit.limit.at_best == Lamp::Watch)
    }

    /// What drags the score down, the heaviest first.
    pub fn drags(&self) -> Vec<Contribution> {
        let mut drags: Vec<_> =
            self.contributions.iter().copied().filter(|given| given.drag_bp > 0).collect();
        drags.sort_by_key(|given| std::cmp::Reverse(given.drag_bp));
        drags
    }
}

impl Readings {
    /// An account of which nothing is known that day.
    pub const fn none(on: Date) -> Self {
        Self { on, of: BTreeMap::new() }
    }

    /// Adds a value that is true on the day itself.
    #[must_use]
    pub fn with(self, input: Input, value: i64) -> Self {
        let on = self.on;
        self.with_on(input, value, on)
    }

    /// Adds a judgement of an earlier day.
    #[must_use]
    pub fn with_on(mut self, input: Input, value: i64, on: Date) -> Self {
        self.of.insert(input, Reading { value, on });
        self
    }
}

impl Card {
    /// The score: `Σ group weight × Σ input weight × curve(reading)`, weights of what is missing shared
    /// among what is there. Unit: basis points of full marks, 0 to 10,000. Source: formulas §2.
    ///
    /// ```
    /// use domain::{board::Lamp, scorecard::{Input, Kind, Readings, for_stage, presets}};
    /// let cards = presets();
    /// let card = for_stage(&cards, Kind::Warmth, "service").expect("a card for warmth");
    /// let readings = Readings::none(jiff::civil::date(2026, 11, 22))
    ///     .with(Input::ActiveSeats, 7_000)
    ///     .with(Input::ActiveDays, 20)
    ///     .with(Input::CoreBreadth, 5_000);
    /// let scored = card.score(&readings);
    /// let sum: i64 = scored.contributions.iter().map(|given| given.points_bp).sum();
    /// assert_eq!(scored.points_bp, Some(sum));
    /// assert_eq!((scored.coverage_bp, scored.missing[0].input), (8_000, Input::CoreUses));
    /// ```
    pub fn score(&self, readings: &Readings) -> Scored {
        let read = |input: Input| self.fresh(readings, input);
        let nominal = self.parts(&|_| true);
        let parts = self.parts(&|line| read(line.input).is_some());
        let (mut given, mut missing, mut covered) = (Vec::new(), Vec::new(), 0_i64);
        for ((line, part), nominal) in self.lines().zip(parts).zip(nominal) {
            match read(line.input) {
                Some(reading) => {
                    covered += nominal;
                    given.push((line.input, reading, line.curve.at(reading), part));
                }
                None => missing.push(Missing {
                    input: line.input,
                    weight_bp: nominal / (PARTS / FULL_BP),
                    stale_on: readings.of.get(&line.input).map(|reading| reading.on),
                }),
            }
        }
        let points_bp = points(&given);
        let contributions = contributions(&given, points_bp.unwrap_or(0));
        let coverage_bp = covered / (PARTS / FULL_BP);
        let limits = self.hits(&read);
        let band_by_points =
            points_bp.filter(|_| coverage_bp >= self.coverage_min_bp).map(|bp| self.bands.lamp(bp));
        let band = bounded(band_by_points, limits.first().map(|hit| hit.limit.at_best));
        Scored {
            card: self.key.clone(),
            points_bp,
            coverage_bp,
            band_by_points,
            band,
            contributions: if points_bp.is_some() { contributions } else { Vec::new() },
            missing,
            limits,
        }
    }

    /// The value of an input, unless it is a judgement that has grown too old.
    fn fresh(&self, readings: &Readings, input: Input) -> Option<i64> {
        let reading = readings.of.get(&input)?;
        let age = i64::from(days_between(reading.on, readings.on));
        (!input.is_human() || (0..=self.human_days_max).contains(&age)).then_some(reading.value)
    }

    /// The limits that hold, the hardest first. Of several on the same inputs the hardest says it all.
    fn hits(&self, read: &dyn Fn(Input) -> Option<i64>) -> Vec<Hit> {
        let mut hits: Vec<Hit> = self.limits.iter().filter_map(|limit| limit.check(read)).collect();
        hits.sort_by_key(|hit| std::cmp::Reverse(hit.limit.at_best));
        let mut said: Vec<Vec<Input>> = Vec::new();
        hits.retain(|hit| {
            let inputs: Vec<Input> = hit.limit.when.iter().map(|condition| condition.input).collect();
            let is_new = !said.contains(&inputs);
            said.push(inputs);
            is_new
        });
        hits
    }

    /// A score of this card, group by group, in the card's order. The groups add up to the score as the
    /// contributions do.
    ///
    /// ```
    /// use domain::scorecard::{Input, Kind, Readings, for_stage, presets};
    /// let cards = presets();
    /// let card = for_stage(&cards, Kind::Sponsor, "service").expect("a sponsor card");
    /// let readings = Readings::none(jiff::civil::date(2026, 11, 22)).with(Input::SponsorSilence, 7).with(Input::DemandsKept, 5_000);
    /// let parts = card.by_group(&card.score(&readings));
    /// assert_eq!(parts.iter().map(|part| part.points_bp).collect::<Vec<_>>(), [5_454, 2_273, 0, 0, 0]);
    /// assert_eq!((parts[1].full_bp, parts[2].full_bp), (4_546, 0));
    /// ```
    pub fn by_group(&self, scored: &Scored) -> Vec<GroupPoints> {
        self.groups
            .iter()
            .map(|group| {
                let has = |given: &&Contribution| group.lines.iter().any(|line| line.input == given.input);
                let given = || scored.contributions.iter().filter(has);
                GroupPoints {
                    name: group.name.clone(),
                    points_bp: given().map(|given| given.points_bp).sum(),
                    full_bp: given().map(|given| given.full_bp()).sum(),
                }
            })
            .collect()
    }

    /// The share of each line in parts per billion, when only the lines that `has` count.
    fn parts(&self, has: &dyn Fn(&Line) -> bool) -> Vec<i64> {
        let weight = |line: &Line| if has(line) { line.weight.max(0) } else { 0 };
        let groups: Vec<i64> = self
            .groups
            .iter()
            .map(|group| if group.lines.iter().any(|line| weight(line) > 0) { group.weight } else { 0 })
            .collect();
        let mut parts = Vec::new();
        for (group, share) in self.groups.iter().zip(share_out(PARTS, &groups)) {
            parts.extend(share_out(share, &group.lines.iter().map(weight).collect::<Vec<_>>()));
        }
        parts
    }
}

/// Input, reading, raw points, share in parts per billion.
type Given = (Input, i64, i64, i64);

fn points(given: &[Given]) -> Option<i64> {
    let weighed: i64 = given.iter().map(|(_, _, _, part)| part).sum();
    let sum: i128 = given.iter().map(|(_, _, raw, part)| i128::from(*raw) * i128::from(*part)).sum();
    (weighed > 0).then(|| round_div(sum, i128::from(weighed)) as i64)
}

fn contributions(given: &[Given], points_bp: i64) -> Vec<Contribution> {
    let exact = |of: &dyn Fn(i64) -> i64| -> Vec<i128> {
        given.iter().map(|(_, _, raw, part)| i128::from(of(*raw)) * i128::from(*part)).collect()
    };
    let gained = apportion(points_bp, &exact(&|raw| raw), PARTS.into());
    let dragged = apportion(FULL_BP - points_bp, &exact(&|raw| FULL_BP - raw), PARTS.into());
    given
        .iter()
        .zip(gained)
        .zip(dragged)
        .map(|((&(input, reading, raw_bp, _), points_bp), drag_bp)| Contribution {
            input,
            reading,
            raw_bp,
            points_bp,
            drag_bp,
        })
        .collect()
}

/// A lamp under a limit. Where the points say nothing, only a knock-out can speak.
fn bounded(band: Option<Lamp>, at_best: Option<Lamp>) -> Option<Lamp> {
    match (band, at_best) {
        (Some(band), Some(at_best)) => Some(band.max(at_best)),
        (None, Some(Lamp::Act)) => Some(Lamp::Act),
        (band, _) => band,
    }
}

#[cfg(test)]
mod tests;
