//! How accounts moved between the bands of their health score (G21): from danger to health, and back.
//!
//! Measured between two days, or between two settings of the same day: a preview of new weights is a
//! transition too. An account without a band (not measured, not yet or no longer a customer) is kept apart.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::board::Lamp;

/// Accounts counted by where they were and where they are. Lamps count; nothing is a band of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transition {
    /// The cells that are not empty, ordered by from and to.
    pub cells: Vec<Cell>,
}

/// One cell of the matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// The band then.
    pub from: Option<Lamp>,
    /// The band now.
    pub to: Option<Lamp>,
    /// How many accounts; 1 or more.
    pub accounts: i64,
}

/// An account that changed its band.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mover {
    /// The account.
    pub account_id: String,
    /// The band then.
    pub from: Option<Lamp>,
    /// The band now.
    pub to: Option<Lamp>,
}

/// The lamp of each account that has one.
pub type Lamps = BTreeMap<String, Lamp>;

impl Transition {
    /// Counts the accounts of two days. Unit: accounts.
    ///
    /// ```
    /// use domain::{board::Lamp, transition::Transition};
    /// let day = |lamps: &[(&str, Lamp)]| lamps.iter().map(|(id, lamp)| ((*id).to_owned(), *lamp)).collect();
    /// let then = day(&[("a", Lamp::Act), ("b", Lamp::Good), ("c", Lamp::Act)]);
    /// let now = day(&[("a", Lamp::Good), ("b", Lamp::Good), ("c", Lamp::Watch), ("d", Lamp::Watch)]);
    /// let moved = Transition::between(&then, &now);
    /// assert_eq!((moved.red_to_green(), moved.net(), moved.improved(), moved.worsened()), (1, 1, 2, 0));
    /// assert_eq!(moved.count(None, Some(Lamp::Watch)), 1);
    /// ```
    pub fn between(before: &Lamps, after: &Lamps) -> Self {
        Self::of(pairs(before, after).map(|(_, from, to)| (from, to, 1)))
    }

    /// From counts made elsewhere; equal cells are added up.
    pub fn of(counts: impl IntoIterator<Item = (Option<Lamp>, Option<Lamp>, i64)>) -> Self {
        let mut cells: BTreeMap<_, i64> = BTreeMap::new();
        for (from, to, accounts) in counts {
            *cells.entry((from, to)).or_default() += accounts;
        }
        let cells = cells.into_iter().filter(|(_, accounts)| *accounts > 0);
        Self { cells: cells.map(|((from, to), accounts)| Cell { from, to, accounts }).collect() }
    }

    /// The accounts of one cell.
    pub fn count(&self, from: Option<Lamp>, to: Option<Lamp>) -> i64 {
        self.sum(|cell| cell.from == from && cell.to == to)
    }

    /// Brought from danger to health: the retention figure of a CSM (G21).
    pub fn red_to_green(&self) -> i64 {
        self.count(Some(Lamp::Act), Some(Lamp::Good))
    }

    /// Lost from health to danger.
    pub fn green_to_red(&self) -> i64 {
        self.count(Some(Lamp::Good), Some(Lamp::Act))
    }

    /// Brought from danger to health, less those that went the other way.
    pub fn net(&self) -> i64 {
        self.red_to_green() - self.green_to_red()
    }

    /// In a better band than before; both bands known.
    pub fn improved(&self) -> i64 {
        self.sum(|cell| cell.to.is_some() && cell.from > cell.to)
    }

    /// In a worse band than before; both bands known.
    pub fn worsened(&self) -> i64 {
        self.sum(|cell| cell.from.is_some() && cell.from < cell.to)
    }

    fn sum(&self, pick: impl Fn(&Cell) -> bool) -> i64 {
        self.cells.iter().filter(|cell| pick(cell)).map(|cell| cell.accounts).sum()
    }
}

/// The accounts that changed their band, the worst now first, at most so many.
pub fn movers(before: &Lamps, after: &Lamps, limit: u32) -> Vec<Mover> {
    let mut movers: Vec<Mover> = pairs(before, after)
        .filter(|(_, from, to)| from != to)
        .map(|(account_id, from, to)| Mover { account_id: account_id.clone(), from, to })
        .collect();
    movers.sort_by(|left, right| right.to.cmp(&left.to).then(left.from.cmp(&right.from)));
    movers.truncate(limit as usize);
    movers
}

/// Each account of either day once, in order of its id.
fn pairs<'a>(
    before: &'a Lamps,
    after: &'a Lamps,
) -> impl Iterator<Item = (&'a String, Option<Lamp>, Option<Lamp>)> {
    let known = before.iter().map(|(id, lamp)| (id, Some(*lamp), after.get(id).copied()));
    let new = after.iter().filter(|(id, _)| !before.contains_key(*id));
    known.chain(new.map(|(id, lamp)| (id, None, Some(*lamp))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use Lamp::{Act, Good, Watch};
    use proptest::prelude::*;

    #[test]
    fn what_is_better_and_what_is_worse() {
        for (from, to, improved, worsened, net) in [
            (Some(Act), Some(Good), 1, 0, 1),
            (Some(Good), Some(Act), 0, 1, -1),
            (Some(Act), Some(Watch), 1, 0, 0),
            (Some(Good), Some(Watch), 0, 1, 0),
            (Some(Watch), Some(Watch), 0, 0, 0),
            (None, Some(Good), 0, 0, 0),
            (Some(Act), None, 0, 0, 0),
        ] {
            let moved = Transition::of([(from, to, 1)]);
            assert_eq!(
                (moved.improved(), moved.worsened(), moved.net()),
                (improved, worsened, net),
                "{moved:?}"
            );
        }
    }

    fn lamps() -> impl Strategy<Value = Lamps> {
        let lamp = prop_oneof![Just(Good), Just(Watch), Just(Act)];
        proptest::collection::btree_map("[a-f]", lamp, 0..6)
    }

    proptest! {
        #[test]
        fn every_account_is_counted_once_and_the_way_back_is_the_mirror(then in lamps(), now in lamps()) {
            let (there, back) = (Transition::between(&then, &now), Transition::between(&now, &then));
            let all: std::collections::BTreeSet<_> = then.keys().chain(now.keys()).collect();
            prop_assert_eq!(there.sum(|_| true), all.len() as i64);
            prop_assert_eq!((there.improved(), there.net()), (back.worsened(), -back.net()));
            let stayed = there.sum(|cell| cell.from == cell.to);
            prop_assert_eq!(movers(&then, &now, 99).len() as i64, all.len() as i64 - stayed);
        }
    }
}
