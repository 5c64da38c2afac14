//! The best set under a budget: an exact 0/1 knapsack.
//!
//! Opportunities are taken up one after another, the most worth for their money first. Of all sets made so far only those
//! are kept that no other beats with less money, and whose most hopeful completion (the rest, the last of it in part) is
//! better than the best set known. So the answer is exact, in whole cents, and quick because little is left to try.

/// Something to take or leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it takes of the budget; nothing and less is free.
    pub cost: i64,
    /// What it is worth.
    pub value: i128,
}

/// A set that was made: what it costs, what it is worth, and the last thing taken.
#[derive(Clone, Copy, Debug)]
struct Made {
    cost: i64,
    value: i128,
    trail: Option<usize>,
}

/// Sets as chains: what was taken last, and what before it.
type Trail = Vec<(Option<usize>, usize)>;

/// How many of the most hopeful sets are completed greedily at each step, to know early what is hard to beat.
const COMPLETED: usize = 4;

/// The places of the items that together are worth most within the budget, in order.
///
/// ```
/// use domain::sandbox::knapsack::{Item, best};
/// let items = [(6, 60), (5, 45), (5, 45)].map(|(cost, value)| Item { cost, value });
/// assert_eq!(best(&items, 10), [1, 2]);
/// assert_eq!(best(&items, 4), [] as [usize; 0]);
/// ```
pub fn best(items: &[Item], budget: i64) -> Vec<usize> {
    let mut taken: Vec<usize> = items
        .iter()
        .enumerate()
        .filter(|(_, item)| item.value > 0 && item.cost <= 0)
        .map(|(n, _)| n)
        .collect();
    let mut open: Vec<(usize, Item)> = items
        .iter()
        .copied()
        .enumerate()
        .filter(|(_, item)| item.value > 0 && (1..=budget).contains(&item.cost))
        .collect();
    open.sort_by(|(left, a), (right, b)| {
        (b.value * i128::from(a.cost)).cmp(&(a.value * i128::from(b.cost))).then(left.cmp(right))
    });
    taken.extend(search(&open, budget));
    taken.sort_unstable();
    taken
}

fn search(open: &[(usize, Item)], budget: i64) -> Vec<usize> {
    let mut trail = Trail::new();
    let start = Made { cost: 0, value: 0, trail: None };
    let (mut made, mut winner) = (vec![start], start);
    for (place, (_, item)) in open.iter().enumerate() {
        made = widened(&made, place, *item, budget, &mut trail);
        let rest = open.get(place + 1..).unwrap_or_default();
        let mut hopes: Vec<(i128, Made)> = made.iter().map(|one| (hope(one, rest, budget), *one)).collect();
        if let Some(leader) = made.iter().max_by_key(|one| one.value).filter(|one| one.value > winner.value) {
            winner = *leader;
        }
        let mut hopeful: Vec<&(i128, Made)> = hopes.iter().collect();
        if hopeful.len() > COMPLETED {
            hopeful.select_nth_unstable_by(COMPLETED - 1, |left, right| right.0.cmp(&left.0));
        }
        for (_, one) in hopeful.into_iter().take(COMPLETED) {
            winner = completed(*one, rest, place + 1, budget, winner, &mut trail);
        }
        hopes.retain(|(hope, _)| *hope > winner.value);
        made = hopes.into_iter().map(|(_, one)| one).collect();
        if made.is_empty() {
            break;
        }
    }
    let mut places = Vec::new();
    let mut at = winner.trail;
    while let Some((before, place)) = at.and_then(|index| trail.get(index)).copied() {
        places.extend(open.get(place).map(|(original, _)| *original));
        at = before;
    }
    places
}

/// Every set with and without the item, in the order of their cost, without those that cost more for no more.
fn widened(made: &[Made], place: usize, item: Item, budget: i64, trail: &mut Trail) -> Vec<Made> {
    let mut without = made.iter().copied().peekable();
    let with = made.iter().filter(|one| one.cost <= budget - item.cost);
    let mut with = with
        .map(|one| {
            (one.trail, Made { cost: one.cost + item.cost, value: one.value + item.value, trail: None })
        })
        .peekable();
    let mut all: Vec<Made> = Vec::with_capacity(made.len() * 2);
    loop {
        let old_first = match (without.peek(), with.peek()) {
            (None, None) => return all,
            (Some(_), None) => true,
            (None, Some(_)) => false,
            (Some(old), Some((_, new))) => (old.cost, -old.value) <= (new.cost, -new.value),
        };
        let best = all.last().map_or(-1, |last| last.value);
        if old_first {
            all.extend(without.next().filter(|one| one.value > best));
        } else if let Some((before, one)) = with.next().filter(|(_, one)| one.value > best) {
            trail.push((before, place));
            all.push(Made { trail: Some(trail.len() - 1), ..one });
        }
    }
}

/// The most a set can come to: the rest by worth for money, the last of it in part.
fn hope(one: &Made, rest: &[(usize, Item)], budget: i64) -> i128 {
    let (mut left, mut value) = (budget - one.cost, one.value);
    for (_, item) in rest {
        if item.cost > left {
            return value + item.value * i128::from(left) / i128::from(item.cost);
        }
        left -= item.cost;
        value += item.value;
    }
    value
}

/// The set with whatever else fits, if that beats the winner.
fn completed(
    one: Made,
    rest: &[(usize, Item)],
    from: usize,
    budget: i64,
    winner: Made,
    trail: &mut Trail,
) -> Made {
    let (mut full, mut added) = (one, Vec::new());
    for (offset, (_, item)) in rest.iter().enumerate() {
        if item.cost <= budget - full.cost {
            full.cost += item.cost;
            full.value += item.value;
            added.push(from + offset);
        }
    }
    if full.value <= winner.value {
        return winner;
    }
    for place in added {
        trail.push((full.trail, place));
        full.trail = Some(trail.len() - 1);
    }
    full
}
