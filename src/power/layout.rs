//! Everybody's place on the map: a forest of reporting lines from above, each person in the middle over those who report to
//! them. Brothers stand in the order they were written down, so that somebody new comes last and a changed stance, power
//! or name moves nobody.

use std::collections::{BTreeMap, BTreeSet};

use super::Person;

/// A place: columns from the left in halves of a person's width, rows from above.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// In halves of a column.
    pub x: i64,
    /// The row; the head is in row 0.
    pub y: i64,
}

/// Where everybody stands, and how many columns and rows that takes. A line that leads in a circle or to somebody who is
/// not there is taken as none.
pub fn places(people: &[Person]) -> (BTreeMap<String, Place>, i64, i64) {
    let ids: BTreeSet<&str> = people.iter().map(|one| one.id.as_str()).collect();
    let above: BTreeMap<&str, &str> = people
        .iter()
        .filter_map(|one| Some((one.id.as_str(), one.reports_to.as_deref().filter(|id| ids.contains(id))?)))
        .collect();
    let mut under: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut heads = Vec::new();
    for id in &ids {
        match above.get(id).filter(|_| !is_in_circle(id, &above)) {
            Some(head) => under.entry(head).or_default().push(id),
            None => heads.push(*id),
        }
    }
    let mut drawn = Drawn { under, places: BTreeMap::new(), next: 0, rows: 0 };
    for head in heads {
        drawn.put(head, 0);
    }
    let Drawn { places, next, rows, .. } = drawn;
    (places.into_iter().map(|(id, place)| (id.to_owned(), place)).collect(), next, rows)
}

struct Drawn<'a> {
    under: BTreeMap<&'a str, Vec<&'a str>>,
    places: BTreeMap<&'a str, Place>,
    /// The next free column.
    next: i64,
    rows: i64,
}

impl<'a> Drawn<'a> {
    /// Places a person and everybody under them; returns where they stand.
    fn put(&mut self, id: &'a str, row: i64) -> i64 {
        self.rows = self.rows.max(row + 1);
        let under = self.under.get(id).cloned().unwrap_or_default();
        let beneath: Vec<i64> = under.into_iter().map(|one| self.put(one, row + 1)).collect();
        let x = match (beneath.first(), beneath.last()) {
            (Some(first), Some(last)) => i64::midpoint(*first, *last),
            _ => {
                self.next += 1;
                (self.next - 1) * 2
            }
        };
        self.places.insert(id, Place { x, y: row });
        x
    }
}

/// Whether the line from somebody comes back to them, or never ends.
fn is_in_circle(id: &str, above: &BTreeMap<&str, &str>) -> bool {
    let mut at = id;
    for _ in 0..=above.len() {
        match above.get(at) {
            Some(next) if *next == id => return true,
            Some(next) => at = next,
            None => return false,
        }
    }
    // It leads into a circle of others, who are heads for it.
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(id: usize, above: Option<usize>) -> Person {
        Person {
            id: format!("{id:04}"),
            reports_to: above.map(|above| format!("{above:04}")),
            ..Person::default()
        }
    }

    /// Everybody but the first reports to somebody before them.
    fn forest(rng: &mut fastrand::Rng, many: usize) -> Vec<Person> {
        (0..many).map(|at| person(at, (at > 0 && rng.u8(0..10) > 0).then(|| rng.usize(0..at)))).collect()
    }

    #[test]
    fn nobody_stands_where_somebody_else_does_and_heads_are_in_the_middle() {
        for seed in 0..60 {
            let mut rng = fastrand::Rng::with_seed(seed);
            let many = rng.usize(1..200);
            let people = forest(&mut rng, many);
            let (places, columns, _) = places(&people);
            assert_eq!(places.len(), people.len());
            let mut taken: Vec<Place> = places.values().copied().collect();
            taken.sort_unstable();
            for pair in taken.windows(2) {
                let apart = pair[0].y != pair[1].y || pair[1].x - pair[0].x >= 2;
                assert!(apart || pair[0].x / 2 != pair[1].x / 2, "seed {seed}: {pair:?}");
            }
            assert!(places.values().all(|place| place.x >= 0 && place.x < columns * 2), "seed {seed}");
        }
    }

    #[test]
    fn somebody_new_moves_nobody_who_stands_before_their_line() {
        for seed in 0..60 {
            let mut rng = fastrand::Rng::with_seed(seed);
            let many = rng.usize(2..120);
            let mut people = forest(&mut rng, many);
            let (before, columns, _) = places(&people);
            let under = rng.usize(0..people.len());
            people.push(person(people.len(), Some(under)));
            let (after, now, _) = places(&people);
            let rows = before.iter().all(|(id, place)| after[id].y == place.y);
            assert!(rows, "seed {seed}: everybody keeps their row");
            assert!((columns..=columns + 1).contains(&now), "seed {seed}: at most one column more");
            let order = |places: &BTreeMap<String, Place>| {
                let mut all: Vec<_> =
                    before.keys().map(|id| (places[id].y, places[id].x, id.clone())).collect();
                all.sort();
                all.into_iter().map(|(.., id)| id).collect::<Vec<_>>()
            };
            assert_eq!(order(&before), order(&after), "seed {seed}: nobody passes anybody");
            // Whoever they stand under comes to the middle over one more; everybody else makes room at most.
            let mut above = BTreeSet::new();
            let mut at = people.last().and_then(|one| one.reports_to.clone());
            while let Some(id) = at {
                at = people.iter().find(|one| one.id == id).and_then(|one| one.reports_to.clone());
                above.insert(id);
            }
            for (id, place) in before.iter().filter(|(id, _)| !above.contains(*id)) {
                let moved = after[id].x - place.x;
                assert!((0..=2).contains(&moved), "seed {seed}: {id} moved by {moved} from {place:?}");
            }
        }
    }

    #[test]
    fn a_circle_and_a_line_to_nobody_end_where_they_are() {
        let people = [person(1, Some(2)), person(2, Some(1)), person(3, Some(9)), person(4, Some(1))];
        let (places, columns, rows) = places(&people);
        assert_eq!(places.len(), 4);
        assert_eq!((columns, rows), (3, 2));
    }
}
