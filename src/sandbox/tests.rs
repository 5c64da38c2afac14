use super::knapsack::{Item, best};
use super::sensitivity::{shifts, turning};
use super::table::{Table, cost_of, lay, worth};
use super::*;
use crate::format::Currency;
use crate::text::Locale;

fn card(name: &str, scores: [i64; 4], space: i64, request: i64) -> Card {
    Card {
        id: name.to_owned(),
        name: name.to_owned(),
        scores: scores.map(Some),
        space_cents: space * 1_000_000,
        request_cents: Some(request * 1_000_000),
        ..Card::default()
    }
}

fn named(cards: &[Card], set: &[usize]) -> String {
    set.iter().map(|place| cards[*place].name.as_str()).collect()
}

#[test]
fn attractiveness_is_the_weighted_mean_with_competition_reversed() {
    for (scores, weights, expected) in [
        ([5, 5, 5, 1], Weights::default(), "5.00"),
        ([1, 1, 1, 5], Weights::default(), "1.00"),
        ([4, 3, 5, 2], Weights::default(), "4.00"),
        ([4, 3, 5, 2], Weights([0, 0, 0, 7]), "4.00"),
        ([5, 1, 1, 3], Weights([100, 0, 0, 0]), "5.00"),
        ([5, 1, 1, 3], Weights([1, 1, 1, 0]), "2.33"),
    ] {
        let points = card("a", scores, 1, 1).points(&weights).unwrap();
        assert_eq!(attraction(points, &weights).unwrap().decimal(2), expected, "{scores:?} {weights:?}");
    }
}

#[test]
fn weights_that_leave_nothing_to_rank_by_are_explained() {
    for (weights, is_good) in [
        ([30, 25, 25, 20], true),
        ([0, 0, 0, 1], true),
        ([0; 4], false),
        ([101, 0, 0, 0], false),
        ([-1, 5, 5, 5], false),
    ] {
        assert_eq!(Weights(weights).check().is_ok(), is_good, "{weights:?}");
    }
}

#[test]
fn what_is_not_scored_whole_is_listed_apart_with_what_is_missing() {
    let mut half = card("b", [5; 4], 1, 1);
    half.scores[1] = None;
    half.scores[3] = None;
    let names: Vec<_> = half.missing().iter().map(|name| name.en).collect();
    assert_eq!(names, ["Growth", "Competition (reversed)"]);
    let cards = [half, card("a", [1; 4], 1, 1)];
    let ranking = rank(&cards, &Weights::default());
    assert_eq!((ranking.order.len(), ranking.missing), (1, vec![0]));
}

#[test]
fn equals_stand_by_space_and_then_by_name() {
    let cards = [card("b", [3; 4], 5, 1), card("a", [3; 4], 5, 1), card("c", [3; 4], 9, 1)];
    let order: Vec<usize> = rank(&cards, &Weights::default()).order.iter().map(|(place, _)| *place).collect();
    assert_eq!(named(&cards, &order), "cab");
}

fn four() -> Vec<Card> {
    vec![
        card("a", [5, 5, 5, 1], 300, 90),
        card("b", [4, 4, 4, 2], 500, 60),
        card("c", [4, 3, 4, 2], 450, 40),
        card("d", [2, 2, 2, 4], 900, 95),
    ]
}

#[test]
fn the_line_takes_from_the_top_and_the_best_set_says_what_it_trades() {
    let cards = four();
    let weights = Weights::default();
    let table = lay(&cards, &weights, 100_000_000);
    assert_eq!((named(&cards, &table.line).as_str(), named(&cards, &table.best).as_str()), ("a", "bc"));
    assert!(cost_of(&cards, &table.best) <= 100_000_000);
    assert!(worth(&cards, &weights, &table.best) > worth(&cards, &weights, &table.line));
    let said = table.trade(&cards, &weights, Currency::CNY, Locale::En);
    assert!(said.starts_with("It passes over a, ranked higher, for b, c"), "{said}");
    let said = table.trade(&cards, &weights, Currency::CNY, Locale::Zh);
    assert!(said.starts_with("不取名次靠前的a，改取b、c"), "{said}");
    let all = lay(&cards, &weights, 1_000_000_000);
    assert_eq!(all.best.len(), 4);
    assert!(all.trade(&cards, &weights, Currency::CNY, Locale::En).contains("already takes the best set"));
}

#[test]
fn a_budget_below_every_candidate_is_explained_and_takes_nothing() {
    let cards = four();
    let table: Table = lay(&cards, &Weights::default(), 39_999_999);
    assert!(table.line.is_empty() && table.best.is_empty());
    for (locale, words) in [(Locale::Zh, "最少的一个也要"), (Locale::En, "the smallest asks for")] {
        let said = table.too_little(&cards, 39_999_999, Currency::CNY, locale).unwrap();
        assert!(said.contains(words), "{said}");
        assert_eq!(table.too_little(&cards, 40_000_000, Currency::CNY, locale), None);
    }
}

#[test]
fn moving_a_weight_tells_what_changes_places_and_where_the_line_turns() {
    let cards = [card("a", [5, 1, 3, 3], 100, 50), card("b", [1, 5, 3, 3], 100, 50)];
    let weights = Weights([30, 25, 25, 20]);
    let found = shifts(&cards, &weights, 50_000_000);
    assert_eq!(found.len(), 8);
    let less_space = found.iter().find(|shift| shift.criterion == 0 && shift.to == 20).unwrap();
    assert_eq!(less_space.moved, [(1, 2, 1), (0, 1, 2)]);
    assert_eq!(
        (less_space.enters.as_slice(), less_space.leaves.as_slice()),
        ([1].as_slice(), [0].as_slice())
    );
    let turns = turning(&cards, &weights, 50_000_000);
    assert_eq!(turns[0].as_ref().map(|shift| shift.to), Some(24), "at 25 they are equal and stand by name");
    assert_eq!(turns[1].as_ref().map(|shift| shift.to), Some(31));
    assert_eq!(turns[2], None, "both are as profitable");
}

/// Chance that repeats itself (xorshift), as tests need it.
fn chance(state: &mut u64) -> i64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    i64::try_from(*state >> 2).unwrap()
}

#[test]
fn the_best_set_is_as_good_as_trying_every_set() {
    let mut state = 0x2545_F491_4F6C_DD1D;
    for round in 0..400 {
        let many = usize::try_from(chance(&mut state) % 12).unwrap();
        let range = if round % 2 == 0 { 12 } else { 1_000 };
        let items: Vec<Item> = (0..many)
            .map(|_| {
                let cost = chance(&mut state) % range;
                let value = if round % 3 == 0 { cost + 2 } else { chance(&mut state) % range };
                Item { cost, value: i128::from(value) }
            })
            .collect();
        let budget = chance(&mut state) % (range * 4);
        let sum = |set: &[usize]| {
            (
                set.iter().map(|n| items[*n].cost).sum::<i64>(),
                set.iter().map(|n| items[*n].value).sum::<i128>(),
            )
        };
        let brute = (0..1_usize << many)
            .map(|mask| (0..many).filter(|n| mask >> n & 1 == 1).collect::<Vec<_>>())
            .map(|set| sum(&set))
            .filter(|(cost, _)| *cost <= budget)
            .map(|(_, value)| value)
            .max()
            .unwrap_or_default();
        let (cost, value) = sum(&best(&items, budget));
        assert!(cost <= budget.max(0), "{items:?} {budget}");
        assert_eq!(value, brute, "{items:?} {budget}");
    }
}

#[test]
fn two_hundred_candidates_are_chosen_among_whatever_they_ask_for() {
    let mut state = 0x9E37_79B9_7F4A_7C15;
    for kind in 0..3 {
        let cards: Vec<Card> = (0..200)
            .map(|_| {
                let scores = [(); 4].map(|()| chance(&mut state) % 5 + 1);
                let space = chance(&mut state) % 1_000 + 20;
                let mut card = card("x", scores, space, chance(&mut state) % 200 + 5);
                card.request_cents = match kind {
                    0 => card.request_cents,
                    1 => Some(card.space_cents / 6 + chance(&mut state) % 5_000_000),
                    _ => Some(card.space_cents / 10),
                };
                card
            })
            .collect();
        let budget = cards.iter().filter_map(|card| card.request_cents).sum::<i64>() / 4;
        let start = std::time::Instant::now();
        let table = lay(&cards, &Weights::default(), budget);
        println!("kind {kind}: {:?}", start.elapsed());
        assert!(cost_of(&cards, &table.best) <= budget);
        let (line, best) = (
            worth(&cards, &Weights::default(), &table.line),
            worth(&cards, &Weights::default(), &table.best),
        );
        assert!(best >= line, "{kind}: {best} {line}");
    }
}
