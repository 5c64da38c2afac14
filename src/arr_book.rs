//! One account's book of recurring revenue: the ledger its subscriptions tell, with what was entered by
//! hand merged in, and what it paid at the end of every month since its first payment.
//!
//! Invariants: the changes of a book add up to what is paid today; months are without a gap from the first
//! payment to the current month, so a missing month before means *never paid before*; nothing of it lies
//! in the future, since a contract that ends next year may yet be renewed.

use crate::board::portfolio::MonthRetention;
use crate::retention::{Bridge, Interval, Kind, Position, ledger};
use jiff::{ToSpan, civil::Date};

/// No book reaches further back than this, so that a mistyped year cannot fill the store.
const YEARS_MOST: i64 = 50;

/// A change entered by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manual {
    /// The record it is.
    pub id: String,
    /// The first day on which it holds.
    pub on: Date,
    /// What the person called it.
    pub kind: Kind,
    /// By how much a month, in cents.
    pub delta_cents: i64,
    /// What the record says is paid afterwards; the book knows better.
    pub after_cents: i64,
}

/// One line of the book, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The first day on which it holds.
    pub on: Date,
    /// What happened.
    pub kind: Kind,
    /// By how much a month, in cents.
    pub delta_cents: i64,
    /// What is paid a month from then on, in cents.
    pub after_cents: i64,
    /// The record entered by hand; none when subscriptions tell it.
    pub manual_id: Option<String>,
}

/// One account's recurring revenue through time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Book {
    /// Every change up to today, the oldest first.
    pub lines: Vec<Line>,
    /// The last day of each month and what was paid then, in cents; of the current month, what is paid today.
    pub months: Vec<(Date, i64)>,
    /// What is paid a month today, in cents; never below zero.
    pub mrr_cents: i64,
    /// The next day a running paid subscription ends.
    pub renewal_on: Option<Date>,
}

impl Book {
    /// The book of **one** account as of today. Of one day, what subscriptions tell comes first, then what
    /// was entered by hand, the older record first.
    ///
    /// ```
    /// use domain::{arr_book::Book, retention::Interval};
    /// use jiff::civil::date;
    /// let year = Interval {
    ///     account: (), start_on: date(2026, 9, 15), end_on: Some(date(2027, 9, 15)), mrr_cents: 700, is_trial: false,
    /// };
    /// let book = Book::of(&[year], &[], date(2026, 11, 22));
    /// assert_eq!((book.lines.len(), book.mrr_cents, book.renewal_on), (1, 700, Some(date(2027, 9, 15))));
    /// let months: Vec<_> = book.months.iter().map(|(month, paid)| (month.month(), *paid)).collect();
    /// assert_eq!(months, [(9, 700), (10, 700), (11, 700)]);
    /// ```
    pub fn of<A>(intervals: &[Interval<A>], manual: &[Manual], today: Date) -> Self {
        let lines = lines(intervals, manual, today);
        let mrr_cents = lines.last().map_or(0, |line| line.after_cents.max(0));
        let months = months(&lines, today);
        Self { lines, months, mrr_cents, renewal_on: renewal_on(intervals, today) }
    }
}

/// Each month of an account against the one before, ready for [`Bridge::with_reactivation`]. The first month
/// is new; a payment after a month without one is a return.
///
/// ```
/// use domain::{arr_book::movements, retention::Kind};
/// use jiff::civil::date;
/// let months = [(date(2026, 1, 31), 50), (date(2026, 2, 28), 0), (date(2026, 3, 31), 80)];
/// let kinds: Vec<_> = movements(&months).map(|(_, p)| p.movement().map(|(kind, _)| kind)).collect();
/// assert_eq!(kinds, [Some(Kind::New), Some(Kind::Churn), Some(Kind::Reactivation)]);
/// ```
pub fn movements(months: &[(Date, i64)]) -> impl Iterator<Item = (Date, Position)> {
    let before = std::iter::once(None).chain(months.iter().map(|(_, paid)| Some(*paid)));
    months.iter().zip(before).map(|((month, paid), before)| {
        let position = Position {
            opening_cents: before.unwrap_or(0),
            closing_cents: *paid,
            had_before: before.is_some(),
        };
        (*month, position)
    })
}

/// Each month of an account against the one twelve months before, where something was paid then.
///
/// ```
/// use domain::arr_book::years;
/// use jiff::civil::date;
/// let months: Vec<_> = (0..14).map(|n| (date(2026, 1, 31), 100 + 10 * n)).collect();
/// let paid: Vec<_> = years(&months).map(|year| (year.base_cents, year.end_cents, year.kept_cents)).collect();
/// assert_eq!(paid, [(100, 220, 100), (110, 230, 110)]);
/// ```
pub fn years(months: &[(Date, i64)]) -> impl Iterator<Item = MonthRetention> {
    let pairs = months.iter().zip(months.iter().skip(12)).filter(|((_, base), _)| *base > 0);
    pairs.map(|((_, base), (month, end))| MonthRetention {
        month_on: *month,
        base_cents: *base,
        end_cents: *end,
        kept_cents: *end.min(base),
    })
}

/// The last day of a day's month: the name a month is stored under.
pub fn month_of(day: Date) -> Date {
    day.last_of_month()
}

/// Two bridges of the same month together.
pub fn plus(a: Bridge, b: Bridge) -> Bridge {
    Bridge {
        opening_cents: a.opening_cents.saturating_add(b.opening_cents),
        new_cents: a.new_cents.saturating_add(b.new_cents),
        expansion_cents: a.expansion_cents.saturating_add(b.expansion_cents),
        contraction_cents: a.contraction_cents.saturating_add(b.contraction_cents),
        churn_cents: a.churn_cents.saturating_add(b.churn_cents),
        reactivation_cents: a.reactivation_cents.saturating_add(b.reactivation_cents),
        closing_cents: a.closing_cents.saturating_add(b.closing_cents),
        opening_customers: a.opening_customers.saturating_add(b.opening_customers),
        new_customers: a.new_customers.saturating_add(b.new_customers),
        expansion_customers: a.expansion_customers.saturating_add(b.expansion_customers),
        contraction_customers: a.contraction_customers.saturating_add(b.contraction_customers),
        churn_customers: a.churn_customers.saturating_add(b.churn_customers),
        reactivation_customers: a.reactivation_customers.saturating_add(b.reactivation_customers),
        closing_customers: a.closing_customers.saturating_add(b.closing_customers),
    }
}

fn lines<A>(intervals: &[Interval<A>], manual: &[Manual], today: Date) -> Vec<Line> {
    let derived = ledger(intervals).into_iter().map(|event| Line {
        on: event.on,
        kind: event.kind,
        delta_cents: event.delta_cents,
        after_cents: 0,
        manual_id: None,
    });
    let by_hand = manual.iter().map(|entry| Line {
        on: entry.on,
        kind: entry.kind,
        delta_cents: entry.delta_cents,
        after_cents: 0,
        manual_id: Some(entry.id.clone()),
    });
    let mut lines: Vec<Line> = derived.chain(by_hand).filter(|line| line.on <= today).collect();
    lines.sort_by(|a, b| (a.on, &a.manual_id).cmp(&(b.on, &b.manual_id)));
    let (mut paid, mut had_before) = (0_i64, false);
    for line in &mut lines {
        let after = paid.saturating_add(line.delta_cents);
        if line.manual_id.is_none() {
            let step = Position { opening_cents: paid, closing_cents: after, had_before };
            line.kind = step.movement().map_or(line.kind, |(kind, _)| kind);
        }
        line.after_cents = after;
        paid = after;
        had_before |= after > 0;
    }
    lines
}

fn months(lines: &[Line], today: Date) -> Vec<(Date, i64)> {
    let earliest = month_of(today.saturating_sub(YEARS_MOST.years()));
    let Some(first) = lines.iter().find(|line| line.after_cents > 0) else { return Vec::new() };
    let (mut month, last) = (month_of(first.on).max(earliest), month_of(today));
    let (mut months, mut paid, mut rest) = (Vec::new(), 0, lines.iter().peekable());
    while month <= last {
        while let Some(line) = rest.next_if(|line| line.on <= month) {
            paid = line.after_cents.max(0);
        }
        months.push((month, paid));
        month = month_of(month.saturating_add(1.month()));
    }
    months
}

fn renewal_on<A>(intervals: &[Interval<A>], today: Date) -> Option<Date> {
    intervals
        .iter()
        .filter(|interval| !interval.is_trial && interval.start_on <= today)
        .filter_map(|interval| interval.end_on.filter(|end| *end >= today && *end > interval.start_on))
        .min()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn plan(start_on: Date, end_on: Option<Date>, mrr_cents: i64) -> Interval<()> {
        Interval { account: (), start_on, end_on, mrr_cents, is_trial: false }
    }

    fn by_hand(id: &str, on: Date, kind: Kind, delta_cents: i64) -> Manual {
        Manual { id: id.to_owned(), on, kind, delta_cents, after_cents: 0 }
    }

    const TODAY: Date = date(2026, 11, 22);

    #[test]
    fn what_is_entered_by_hand_stands_in_order_among_what_subscriptions_tell() {
        let plans = [plan(date(2026, 1, 1), Some(date(2026, 6, 1)), 100), plan(date(2026, 8, 1), None, 150)];
        let manual = [
            by_hand("m2", date(2026, 6, 1), Kind::Contraction, -10),
            by_hand("m1", date(2026, 3, 1), Kind::Expansion, 30),
        ];
        let book = Book::of(&plans, &manual, TODAY);
        let told: Vec<_> = book.lines.iter().map(|l| (l.kind, l.delta_cents, l.after_cents)).collect();
        assert_eq!(
            told,
            [
                (Kind::New, 100, 100),
                (Kind::Expansion, 30, 130),
                (Kind::Contraction, -100, 30), // still pays what was entered by hand
                (Kind::Contraction, -10, 20),
                (Kind::Expansion, 150, 170),
            ]
        );
        assert_eq!(book.mrr_cents, 170);
    }

    #[test]
    fn the_future_is_not_in_the_book() {
        let plans = [plan(date(2026, 1, 1), Some(date(2027, 1, 1)), 100), plan(date(2027, 1, 1), None, 150)];
        let book = Book::of(&plans, &[by_hand("m", date(2026, 11, 23), Kind::Expansion, 5)], TODAY);
        assert_eq!((book.lines.len(), book.mrr_cents, book.renewal_on), (1, 100, Some(date(2027, 1, 1))));
    }

    #[test]
    fn the_next_renewal_is_the_earliest_end_of_a_running_paid_subscription() {
        let check = |plans: &[Interval<()>], expected| {
            assert_eq!(Book::of(plans, &[], TODAY).renewal_on, expected, "{plans:?}");
        };
        let (past, soon, late) = (date(2026, 11, 21), date(2026, 12, 1), date(2027, 5, 1));
        let start = date(2026, 1, 1);
        check(&[], None);
        check(&[plan(start, None, 1)], None);
        check(&[plan(start, Some(past), 1)], None);
        check(&[plan(start, Some(TODAY), 1)], Some(TODAY));
        check(&[plan(start, Some(late), 1), plan(start, Some(soon), 1)], Some(soon));
        check(&[plan(soon, Some(late), 1)], None);
        check(
            &[Interval { is_trial: true, ..plan(start, Some(soon), 1) }, plan(start, Some(late), 1)],
            Some(late),
        );
    }

    #[test]
    fn a_mistyped_year_does_not_fill_the_store() {
        let book = Book::of(&[plan(date(202, 1, 1), None, 9)], &[], TODAY);
        assert_eq!(book.months.len(), 601);
        assert_eq!(book.months.first(), Some(&(date(1976, 11, 30), 9)));
    }

    fn plans() -> impl Strategy<Value = Vec<Interval<()>>> {
        let one =
            (0..700_i64, prop::option::of(1..500_i64), 0..5_000_i64).prop_map(|(start, length, cents)| {
                let start_on = date(2025, 1, 1) + start.days();
                plan(start_on, length.map(|l| start_on + l.days()), cents)
            });
        prop::collection::vec(one, 0..8)
    }

    proptest! {
        #[test]
        fn a_book_adds_up_to_what_is_paid_today(plans in plans(), extra in prop::collection::vec((0..600_i64, 1..900_i64), 0..3)) {
            let manual: Vec<_> = extra
                .iter()
                .enumerate()
                .map(|(n, (day, cents))| by_hand(&n.to_string(), date(2025, 1, 1) + day.days(), Kind::Expansion, *cents))
                .collect();
            let book = Book::of(&plans, &manual, TODAY);
            prop_assert_eq!(book.lines.iter().map(|line| line.delta_cents).sum::<i64>(), book.mrr_cents);
            prop_assert_eq!(book.months.last().map_or(0, |(_, paid)| *paid), book.mrr_cents);
            let paid_by_hand: i64 = extra.iter().map(|(_, cents)| cents).sum();
            let running: i64 = plans.iter().filter(|p| p.is_active_on(TODAY)).map(Interval::paid_cents).sum();
            prop_assert_eq!(book.mrr_cents, running + paid_by_hand);
        }

        #[test]
        fn months_are_without_a_gap_and_their_movements_balance(plans in plans()) {
            let book = Book::of(&plans, &[], TODAY);
            for pair in book.months.windows(2) {
                prop_assert_eq!(month_of(pair[0].0.tomorrow().unwrap()), pair[1].0);
            }
            for (month, position) in movements(&book.months) {
                let end = month.min(TODAY);
                let paid: i64 = plans.iter().filter(|p| p.is_active_on(end)).map(Interval::paid_cents).sum();
                prop_assert_eq!(position.closing_cents, paid);
                prop_assert!(Bridge::with_reactivation([position]).is_balanced());
            }
        }
    }
}
