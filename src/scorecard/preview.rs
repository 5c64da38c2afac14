//! New weights, bands and thresholds tried on the whole portfolio before they are saved: who would change
//! colour, and by how much each score would move. Nothing is stored.

use serde::{Deserialize, Serialize};

use super::{Card, Kind, Readings, for_stage};
use crate::board::Lamp;
use crate::transition::Transition;

/// One account as measured on one day.
#[derive(Clone, Copy, Debug)]
pub struct Measured<'a> {
    /// The account.
    pub account_id: &'a str,
    /// Its stage, which chooses the card.
    pub stage: &'a str,
    /// What was measured.
    pub readings: &'a Readings,
}

/// What a change of settings would do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// From the lamps under the settings in force to those under the new ones; every account once.
    pub lamps: Transition,
    /// How many accounts' scores, coverage or lamps would change.
    pub changed: i64,
    /// The accounts that would change: those that change colour first, then the largest moves; at most so
    /// many as asked.
    pub shifts: Vec<Shift>,
}

/// What it would do to one account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shift {
    /// The account.
    pub account_id: String,
    /// The score in force and the new one, basis points.
    pub points_bp: (Option<i64>, Option<i64>),
    /// The lamp in force and the new one.
    pub lamps: (Option<Lamp>, Option<Lamp>),
}

impl Shift {
    /// By how much the score would move; a score that begins or ends counts whole.
    pub fn change_bp(&self) -> i64 {
        self.points_bp.1.unwrap_or(0) - self.points_bp.0.unwrap_or(0)
    }
}

/// Scores the same readings with the cards in force and with the new ones.
///
/// ```
/// use domain::{board::Lamp, scorecard::{Input, Kind, Measured, Readings, presets, preview}};
/// let readings = Readings::none(jiff::civil::date(2026, 11, 22)).with(Input::ActiveSeats, 5_500);
/// let account = Measured { account_id: "a", stage: "service", readings: &readings };
/// let (cards, mut stricter) = (presets(), presets());
/// for card in &mut stricter { card.bands.watch_from_bp = 7_000; }
/// let preview = preview(&cards, &stricter, Kind::Warmth, &[account], 10);
/// assert_eq!(preview.lamps.count(Some(Lamp::Watch), Some(Lamp::Act)), 1);
/// assert_eq!((preview.changed, preview.shifts[0].change_bp()), (1, 0));
/// ```
pub fn preview(now: &[Card], new: &[Card], kind: Kind, accounts: &[Measured<'_>], limit: u32) -> Preview {
    let mut shifts: Vec<Shift> = Vec::new();
    let mut lamps = Vec::new();
    for account in accounts {
        let score = |cards: &[Card]| {
            for_stage(cards, kind, account.stage)
                .map(|card| card.score(account.readings))
                .map_or((None, None, 0), |scored| (scored.points_bp, scored.band, scored.coverage_bp))
        };
        let (before, after) = (score(now), score(new));
        lamps.push((before.1, after.1, 1));
        if before != after {
            shifts.push(Shift {
                account_id: account.account_id.to_owned(),
                points_bp: (before.0, after.0),
                lamps: (before.1, after.1),
            });
        }
    }
    shifts.sort_by(|left, right| {
        let key = |one: &Shift| (one.lamps.0 == one.lamps.1, std::cmp::Reverse(one.change_bp().abs()));
        key(left).cmp(&key(right)).then_with(|| left.account_id.cmp(&right.account_id))
    });
    let changed = shifts.len() as i64;
    shifts.truncate(limit as usize);
    Preview { lamps: Transition::of(lamps), changed, shifts }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scorecard::{Input, presets};
    use jiff::civil::date;

    #[test]
    fn the_same_settings_change_nobody_and_new_ones_show_colour_changes_first() {
        let readings = |seats, days| {
            Readings::none(date(2026, 11, 22)).with(Input::ActiveSeats, seats).with(Input::ActiveDays, days)
        };
        let (low, edge, high) = (readings(4_000, 20), readings(5_000, 12), readings(9_000, 20));
        let account = |account_id, readings| Measured { account_id, stage: "service", readings };
        let accounts = [account("low", &low), account("edge", &edge), account("high", &high)];
        let cards = presets();
        let same = preview(&cards, &cards, Kind::Warmth, &accounts, 9);
        assert_eq!((same.changed, same.shifts.len(), same.lamps.worsened()), (0, 0, 0));

        let mut new = presets();
        let warmth = new.iter_mut().find(|card| card.kind == Kind::Warmth).unwrap();
        warmth.groups.iter_mut().find(|group| group.key == "frequency").unwrap().weight = 0;
        let tried = preview(&cards, &new, Kind::Warmth, &accounts, 9);
        let order: Vec<_> = tried.shifts.iter().map(|shift| shift.account_id.as_str()).collect();
        // All lose coverage; without frequency, “low” loses most, and only it loses its colour.
        assert_eq!((tried.changed, order), (3, vec!["low", "edge", "high"]));
        assert_eq!(tried.lamps.worsened(), 1);
        assert_eq!(preview(&cards, &new, Kind::Warmth, &accounts, 1).shifts.len(), 1);
    }
}
