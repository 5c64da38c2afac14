//! The adoption board's sentences and where their numbers lead.

use jiff::civil::Date;

use super::{Action, AdoptionFacts, KEPT_DAYS, Kept, WINDOW_DAYS, window};
use crate::board::Span;
use crate::board::sentence::Sentence;
use crate::calendar::plus_days;
use crate::format::{count, percent, percent_or_dash};
use crate::query::{Op, Query};
use crate::ratio::Ratio;
use crate::text::{Locale, text};

/// Customers who pay.
pub fn paying() -> Query {
    Query::default().filter("mrr_cents", Op::Gt, "0")
}

/// Those of them who used one of the features in the 28 days to a day; or who did not.
pub fn used(query: Query, word: &str, features: &str, to: Date) -> Query {
    let (from, to) = window(to);
    let field = |name: &str| format!("{word}.usage.{name}");
    // Of no feature at all nobody has used one.
    let features = if features.is_empty() { "-" } else { features };
    query
        .filter(&field("feature_id"), Op::In, features)
        .filter(&field("used_on"), Op::Ge, from.to_string())
        .filter(&field("used_on"), Op::Le, to.to_string())
        .filter(&field("uses"), Op::Gt, "0")
}

/// Paying customers who used a core feature in the 28 days to a day.
pub fn active(facts: &AdoptionFacts, to: Date) -> Query {
    used(paying(), "with", &facts.core.join("|"), to).sort("-mrr_cents")
}

/// Paying customers who did not.
pub fn idle(facts: &AdoptionFacts) -> Query {
    used(paying(), "without", &facts.core.join("|"), facts.about.to).sort("-mrr_cents")
}

/// Paying customers who did in the 28 days before and not since.
pub fn stopped(facts: &AdoptionFacts) -> Query {
    let (core, to) = (facts.core.join("|"), facts.about.to);
    used(used(paying(), "with", &core, plus_days(to, -WINDOW_DAYS)), "without", &core, to).sort("-mrr_cents")
}

/// Paying customers who have seats.
pub fn seated() -> Query {
    paying().filter("seats", Op::Gt, "0").sort("-seats")
}

/// Customers who did these actions.
pub fn did(actions: &[Action], to: Date) -> Query {
    actions
        .iter()
        .fold(paying(), |query, action| used(query, "with", &action.feature_id, to))
        .sort("-mrr_cents")
}

/// Customers who used a feature twelve weeks earlier; and those of them who use it still.
pub fn kept(feature: &Kept, to: Date) -> (Query, Query) {
    let then = used(Query::default(), "with", &feature.id, plus_days(to, -KEPT_DAYS));
    (then.clone(), used(then, "with", &feature.id, to))
}

/// How many of those who pay do what makes them stay?
pub fn share(facts: &AdoptionFacts, locale: Locale) -> Vec<Span> {
    let all = (count(facts.paying), paying().href("account"));
    if facts.paying == 0 {
        let words = text(
            "付费客户为 {0} 家，有客户付费后，这里说明谁在使用。",
            "There are {0} paying customers; once one pays, this says who uses the product.",
        );
        return Sentence::of(words.in_(locale), &[all]);
    }
    let share = percent_or_dash(Ratio::new(facts.active, facts.paying), 1).to_string();
    let active = active(facts, facts.about.to).href("account");
    let without = facts.paying - facts.active;
    if without == 0 {
        let words = text(
            "28 天里 {0} 家付费客户都用过核心功能。",
            "Each of {0} paying [0|customer|customers] used a core feature in the 28 days.",
        );
        return Sentence::of(words.in_(locale), &[all]);
    }
    let words = text(
        "28 天里 {0} 家付费客户有 {1} 用过核心功能，{2} 家没有，涉及 ARR {3}。",
        "Of {0} paying [0|customer|customers] {1} used a core feature in the 28 days; {2} did not, with {3} of ARR.",
    );
    let href = idle(facts).href("account");
    let arr = facts.about.money(facts.idle_arr_cents, locale);
    Sentence::of(words.in_(locale), &[all, (share, active), (count(without), href.clone()), (arr, href)])
}

/// How many people are at work?
pub fn people(facts: &AdoptionFacts, locale: Locale) -> Vec<Span> {
    let seats = &facts.seats;
    let href = seated().href("account");
    let words = if seats.paid == 0 {
        text("登记了席位的付费客户有 {0} 家。", "We know the seats of {0} paying customers.")
    } else {
        text(
            "客户付费的 {1} 个席位，最忙的一天坐了 {2} 个人，占 {3}。",
            "On each customer’s busiest day {2} of {1} paid [1|seat was|seats were] taken, {3}.",
        )
    };
    let share =
        percent_or_dash(Ratio::new(seats.taken, seats.paid).filter(|_| seats.paid > 0), 1).to_string();
    let numbers = [count(seats.accounts), count(seats.paid), count(seats.taken), share];
    Sentence::of(words.in_(locale), &numbers.map(|number| (number, href.clone())))
}

/// How many actions does a customer get to?
pub fn funnel(facts: &AdoptionFacts, locale: Locale) -> Vec<Span> {
    let to = facts.about.to;
    let (Some(first), Some(last)) = (facts.actions.first(), facts.actions.last()) else {
        let words = text(
            "登记的核心动作有 {0} 个，登记后这里显示漏斗。",
            "There are {0} core actions on record; once there are some, their funnel is here.",
        );
        return Sentence::of(words.in_(locale), &[("0".to_owned(), "/register/core_action".to_owned())]);
    };
    let start = (count(first.accounts), did(facts.actions.get(..1).unwrap_or_default(), to).href("account"));
    let end = (count(last.accounts), did(&facts.actions, to).href("account"));
    let Some((name, lost)) = steepest(facts).filter(|(_, lost)| *lost > 0) else {
        let words = match locale {
            Locale::Zh => format!("{{0}} 家客户做了“{}”，{{1}} 家做完了全部核心动作。", first.name),
            Locale::En => {
                format!("{{0}} [0|customer|customers] did “{}” and {{1}} did all core actions.", first.name)
            }
        };
        return Sentence::of(&words, &[start, end]);
    };
    let words = match locale {
        Locale::Zh => format!(
            "{{0}} 家客户做了“{}”，做完全部核心动作的有 {{1}} 家；断得最多的是“{name}”，{lost} 家没有接着做。",
            first.name
        ),
        Locale::En => format!(
            "{{0}} [0|customer|customers] did “{}” and {{1}} did all core actions; most stop before “{name}”: {lost}.",
            first.name
        ),
    };
    Sentence::of(&words, &[start, end])
}

/// The action before which most customers stop, and how many.
pub fn steepest(facts: &AdoptionFacts) -> Option<(&str, i64)> {
    let pairs = facts.actions.iter().zip(facts.actions.iter().skip(1));
    let lost = pairs.map(|(before, after)| (after.name.as_str(), before.accounts - after.accounts));
    // Of two as steep the earlier one.
    lost.fold(None, |most, one| if most.is_some_and(|(_, lost)| lost >= one.1) { most } else { Some(one) })
}

/// Is it more than it was?
pub fn trend(facts: &AdoptionFacts, locale: Locale) -> Vec<Span> {
    let (Some((then, before)), Some((_, now))) = (facts.months.first(), facts.months.last()) else {
        let words = text(
            "28 天里用过核心功能的客户有 {0} 家。",
            "{0} [0|customer|customers] used a core feature in the 28 days.",
        );
        return Sentence::of(
            words.in_(locale),
            &[(count(facts.active), active(facts, facts.about.to).href("account"))],
        );
    };
    let numbers = [
        (count(*before), active(facts, *then).href("account")),
        (count(*now), active(facts, facts.months.last().map_or(*then, |(on, _)| *on)).href("account")),
    ];
    let words = match (locale, now.cmp(before)) {
        (Locale::Zh, std::cmp::Ordering::Equal) => format!(
            "今天的付费客户里，{} 年 {} 月底有 {{0}} 家在用核心功能，如今仍是 {{1}} 家。",
            then.year(),
            then.month()
        ),
        (Locale::Zh, order) => format!(
            "今天的付费客户里，用核心功能的从 {} 年 {} 月底的 {{0}} 家{} {{1}} 家。",
            then.year(),
            then.month(),
            if order.is_gt() { "增加到" } else { "减少到" }
        ),
        (Locale::En, order) => format!(
            "Of today’s customers {{0}} used a core feature in {} and {{1}} do now, {}.",
            then.strftime("%B %Y"),
            match order {
                std::cmp::Ordering::Greater => "more",
                std::cmp::Ordering::Equal => "as many",
                std::cmp::Ordering::Less => "fewer",
            }
        ),
    };
    Sentence::of(&words, &numbers)
}

/// What keeps people?
pub fn features(facts: &AdoptionFacts, locale: Locale) -> Vec<Span> {
    let to = facts.about.to;
    let share = |one: &Kept| {
        Ratio::new(one.kept, one.then).map(|share| percent(share, 0).to_string()).unwrap_or_default()
    };
    let (Some(best), Some(worst)) = (facts.features.first(), facts.features.last()) else {
        let words = text("十二周前有人用过的功能有 {0} 个。", "{0} features were in use twelve weeks ago.");
        return Sentence::of(words.in_(locale), &[("0".to_owned(), "/register/feature".to_owned())]);
    };
    let numbers = [
        (count(best.then), kept(best, to).0.href("account")),
        (share(best), kept(best, to).1.href("account")),
        (share(worst), kept(worst, to).1.href("account")),
    ];
    let words = match (locale, facts.features.len()) {
        (Locale::Zh, 1) => format!("十二周前用“{}”的 {{0}} 家客户里有 {{1}} 还在用。", best.name),
        (Locale::En, 1) => format!(
            "Of {{0}} [0|customer|customers] who used “{}” twelve weeks ago {{1}} still do.",
            best.name
        ),
        (Locale::Zh, _) => format!(
            "十二周前用“{}”的 {{0}} 家客户里有 {{1}} 还在用，留存最高；最低的“{}”是 {{2}}。",
            best.name, worst.name
        ),
        (Locale::En, _) => format!(
            "“{}” keeps most: of {{0}} [0|customer|customers] twelve weeks ago {{1}} still use it; “{}” keeps {{2}}.",
            best.name, worst.name
        ),
    };
    Sentence::of(&words, &numbers)
}

/// Who pays and does not use?
pub fn unused(facts: &AdoptionFacts, locale: Locale) -> Vec<Span> {
    let href = idle(facts).href("account");
    let number = (count(facts.paying - facts.active), href.clone());
    let Some(first) = facts.idle.first() else {
        let words = text(
            "28 天里付费却没有用核心功能的客户有 {0} 家。",
            "{0} customers pay and used no core feature in the 28 days.",
        );
        return Sentence::of(words.in_(locale), &[number]);
    };
    let arr = (facts.about.money(first.arr_cents, locale), href);
    let words = match locale {
        Locale::Zh => {
            format!("{{0}} 家客户付了费，28 天里却没有用核心功能，其中最大的是{}，ARR {{1}}。", first.account)
        }
        Locale::En => format!(
            "{{0}} [0|customer pays|customers pay] and used no core feature in the 28 days; the largest is {} with {{1}} of ARR.",
            first.account
        ),
    };
    Sentence::of(&words, &[number, arr])
}

/// Which seats stand empty?
pub fn empty_seats(facts: &AdoptionFacts, locale: Locale) -> Vec<Span> {
    let seats = &facts.seats;
    let href = seated().href("account");
    let number = (count(seats.paid - seats.taken), href.clone());
    let Some(first) = seats.spare.first() else {
        let words = text("付费却空着的席位有 {0} 个。", "{0} paid seats stand empty.");
        return Sentence::of(words.in_(locale), &[number]);
    };
    let words = match locale {
        Locale::Zh => {
            format!("{{1}} 家客户一共空着 {{0}} 个付费席位，{}为空席付得最多，每年 {{2}}。", first.account)
        }
        Locale::En => format!(
            "{{0}} paid [0|seat stands|seats stand] empty at {{1}} [1|customer|customers]; {} pays most for them, {{2}} a year.",
            first.account
        ),
    };
    Sentence::of(
        &words,
        &[
            number,
            (count(seats.spare_accounts), href.clone()),
            (facts.about.money(first.arr_cents, locale), href),
        ],
    )
}
