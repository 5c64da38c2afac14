//! The company board's sentences and where their numbers lead.

use jiff::civil::Date;

use super::{CompanyFacts, Portfolio, Recovery, Signed};
use crate::board::Span;
use crate::board::sentence::Sentence;
use crate::delta::{Direction, change};
use crate::format::{count, percent};
use crate::query::{Op, Query};
use crate::ratio::Ratio;
use crate::retention::arr_cents;
use crate::text::{Locale, text};

/// Lines of the ledger after the end of one day and up to another.
pub fn ledger(from: Date, to: Date, kinds: &str) -> Query {
    Query::default()
        .filter("kind", Op::In, kinds)
        .filter("happened_on", Op::Gt, from.to_string())
        .filter("happened_on", Op::Le, to.to_string())
        .sort("-delta_cents")
}

/// All that was won.
pub fn won(facts: &CompanyFacts) -> Query {
    ledger(facts.about.from, facts.about.to, "new|expansion|reactivation")
}

/// Contracts of the period.
pub fn contracts(facts: &CompanyFacts) -> Query {
    Query::default()
        .filter("state", Op::In, "active|ended")
        .filter("signed_on", Op::Gt, facts.about.from.to_string())
        .filter("signed_on", Op::Le, facts.about.to.to_string())
        .sort("-amount_cents")
}

/// Payments due after one day and up to another.
pub fn due(from: Date, to: Date) -> Query {
    Query::default()
        .filter("state", Op::Ne, "written_off")
        .filter("due_on", Op::Gt, from.to_string())
        .filter("due_on", Op::Le, to.to_string())
        .sort("-amount_cents")
}

/// Payments past due.
pub fn overdue(facts: &CompanyFacts) -> Query {
    Query::default()
        .filter("state", Op::In, "planned|invoiced")
        .filter("due_on", Op::Lt, facts.about.to.to_string())
        .sort("due_on")
}

/// Customers whose light was not good on the earlier day and is on the later one.
pub fn recovered(recovery: &Recovery) -> Query {
    Query::default()
        .filter("with.score_day.day_on", Op::Eq, recovery.since_on.to_string())
        .filter("with.score_day.health_lamp", Op::In, "watch|act")
        .filter("with.score_day.day_on", Op::Eq, recovery.on.to_string())
        .filter("with.score_day.health_lamp", Op::Eq, "good")
        .sort("-mrr_cents")
}

/// The customers of a part, by the account's field.
pub fn of(field: &str, part: &Portfolio) -> Query {
    let query = Query::default().filter("mrr_cents", Op::Gt, "0");
    let query = match part.key.as_str() {
        "" => query.filter(field, Op::Empty, ""),
        key => query.filter(field, Op::Eq, key),
    };
    query.sort("-mrr_cents")
}

/// What did we win?
pub fn signed(facts: &CompanyFacts, locale: Locale) -> Vec<Span> {
    let Signed { new, expansion, back } = facts.signed;
    let (now, then) = (facts.signed.mrr_cents(), facts.signed_before.mrr_cents());
    let (from, to) = (facts.about.from, facts.about.to);
    let numbers = [
        (count(new.1), ledger(from, to, "new").href("arr_event")),
        (count(expansion.1), ledger(from, to, "expansion").href("arr_event")),
        (facts.about.money(arr_cents(now), locale), won(facts).href("arr_event")),
        (count(back.1), ledger(from, to, "reactivation").href("arr_event")),
    ];
    let (zh_back, en_back) =
        if back.1 > 0 { ("、回流 {3} 笔", ", {3} [3|return|returns]") } else { ("", "") };
    let moved = change(Some(now), Some(then));
    let by = moved.figure(locale).to_string().trim_start_matches(['+', '-', '−']).to_owned();
    let relation = match (moved.direction(), locale) {
        (Direction::Up, Locale::Zh) => format!("，比上一期多 {by}"),
        (Direction::Down, Locale::Zh) => format!("，比上一期少 {by}"),
        (Direction::Up, Locale::En) => format!(", {by} more than the period before"),
        (Direction::Down, Locale::En) => format!(", {by} less than the period before"),
        _ => String::new(),
    };
    let words = match locale {
        Locale::Zh => format!("本期新签 {{0}} 笔、扩展 {{1}} 笔{zh_back}，一共带来 ARR {{2}}{relation}。"),
        Locale::En => format!(
            "We won {{2}} of ARR with {{0}} new [0|signing|signings]{en_back} and {{1}} [1|expansion|expansions]{relation}."
        ),
    };
    Sentence::of(&words, &numbers)
}

/// What is it worth on paper?
pub fn papers(facts: &CompanyFacts, locale: Locale) -> Vec<Span> {
    let words = text(
        "本期签下 {0} 份合同，合同金额 {1}。",
        "We signed {0} [0|contract|contracts] in this period, worth {1}.",
    );
    let href = contracts(facts).href("contract");
    let (many, cents) = facts.contracts;
    Sentence::of(words.in_(locale), &[(count(many), href.clone()), (facts.about.money(cents, locale), href)])
}

/// What came in?
pub fn collected(facts: &CompanyFacts, locale: Locale) -> Vec<Span> {
    let cash = facts.cash;
    let all = due(facts.about.from, facts.about.to);
    let numbers = [
        (count(cash.due.1), all.clone().href("payment")),
        (facts.about.money(cash.came.0, locale), all.filter("state", Op::Eq, "paid").href("payment")),
        (count(cash.overdue.1), overdue(facts).href("payment")),
        (facts.about.money(cash.overdue.0, locale), overdue(facts).href("payment")),
    ];
    let words = match (cash.due.1, cash.overdue.1) {
        (0, 0) => text("本期到期的款项有 {0} 笔。", "{0} payments fell due in this period."),
        (_, 0) => text(
            "本期到期的 {0} 笔款项已到账 {1}，没有逾期。",
            "Of {0} [0|payment|payments] due in this period {1} came in and nothing is overdue.",
        ),
        _ => text(
            "本期到期的 {0} 笔款项已到账 {1}；还有 {2} 笔逾期未到，共 {3}。",
            "Of {0} [0|payment|payments] due in this period {1} came in; {2} [2|is|are] overdue, {3} in all.",
        ),
    };
    Sentence::of(words.in_(locale), &numbers)
}

/// When did we win most?
pub fn months(facts: &CompanyFacts, locale: Locale) -> Vec<Span> {
    let best = facts.months.iter().max_by_key(|month| month.signed.mrr_cents());
    let Some((best, last)) = best.zip(facts.months.last()) else { return signed(facts, locale) };
    let href = |month: &super::Month| {
        let end = month.month_on.last_of_month().min(facts.about.to);
        ledger(crate::calendar::plus_days(month.month_on, -1), end, "new|expansion|reactivation")
            .href("arr_event")
    };
    let money = |month: &super::Month| facts.about.money(arr_cents(month.signed.mrr_cents()), locale);
    let numbers = [(money(last), href(last)), (money(best), href(best))];
    let words = match (locale, best.month_on == last.month_on) {
        (Locale::Zh, true) => "本月签下 ARR {0}，是十二个月里最多的一个月。".to_owned(),
        (Locale::En, true) => "This month brought {0} of ARR, the most of twelve months.".to_owned(),
        (Locale::Zh, false) => format!("本月签下 ARR {{0}}，{} 月最多，为 {{1}}。", best.month_on.month()),
        (Locale::En, false) => format!(
            "This month brought {{0}} of ARR; {} brought most, {{1}}.",
            best.month_on.strftime("%B %Y")
        ),
    };
    Sentence::of(&words, &numbers)
}

/// Which months are still owed?
pub fn cash(facts: &CompanyFacts, locale: Locale) -> Vec<Span> {
    let open: i64 = facts.months.iter().map(|month| month.open_cents).sum();
    let came: i64 = facts.months.iter().map(|month| month.came_cents).sum();
    let first = facts.months.first().map_or(facts.about.from, |month| month.month_on);
    let all = due(crate::calendar::plus_days(first, -1), facts.about.to);
    let numbers = [
        (facts.about.money(came + open, locale), all.clone().href("payment")),
        (facts.about.money(came, locale), all.clone().filter("state", Op::Eq, "paid").href("payment")),
        (facts.about.money(open, locale), all.filter("state", Op::Ne, "paid").href("payment")),
    ];
    let words = text(
        "十二个月里到期 {0}，已到账 {1}，还欠 {2}。",
        "Of {0} due in twelve months {1} came in and {2} is still owed.",
    );
    Sentence::of(words.in_(locale), &numbers)
}

/// What a part is called.
pub fn name(part: &Portfolio, locale: Locale) -> &str {
    if part.name.is_empty() { text("未登记", "not recorded").in_(locale) } else { &part.name }
}

/// Who keeps best?
pub fn parts(parts: &[Portfolio], field: &str, locale: Locale) -> Vec<Span> {
    let known: Vec<(&Portfolio, Ratio)> = parts.iter().filter_map(|part| Some((part, part.nrr()?))).collect();
    let share = |ratio: Ratio| percent(ratio, 1).to_string();
    let href = |part: &Portfolio| of(field, part).href("account");
    let (Some((best, high)), Some((worst, low))) = (known.first(), known.last()) else {
        let customers = parts.iter().map(|part| part.customers).sum();
        let words = text(
            "可比的期初客户不足，目前有 {0} 家付费客户。",
            "There is no opening to compare with yet: {0} [0|customer pays|customers pay] today.",
        );
        let all = Query::default().filter("mrr_cents", Op::Gt, "0").href("account");
        return Sentence::of(words.in_(locale), &[(count(customers), all)]);
    };
    let numbers = [(share(*high), href(best)), (share(*low), href(worst))];
    let words = match (locale, known.len()) {
        (Locale::Zh, 1) => format!("{}的净收入留存是 {{0}}。", name(best, locale)),
        (Locale::En, 1) => format!("{} keeps {{0}} of its revenue.", name(best, locale)),
        (Locale::Zh, _) => format!(
            "{}的净收入留存最高，为 {{0}}；{}最低，为 {{1}}。",
            name(best, locale),
            name(worst, locale)
        ),
        (Locale::En, _) => {
            format!("{} retains most, {{0}}; {} least, {{1}}.", name(best, locale), name(worst, locale))
        }
    };
    Sentence::of(&words, &numbers)
}

/// Who recovered?
pub fn recovery(recovery: &Recovery, locale: Locale) -> Vec<Span> {
    let number = (count(recovery.accounts), recovered(recovery).href("account"));
    let words = match (locale, recovery.largest.first()) {
        (Locale::Zh, Some(first)) => format!("28 天里有 {{0}} 家客户恢复到正常，最大的是{}。", first.account),
        (Locale::En, Some(first)) => format!(
            "{{0}} [0|customer is|customers are] on track again after 28 days; the largest is {}.",
            first.account
        ),
        (Locale::Zh, None) => "28 天里恢复到正常的客户有 {0} 家。".to_owned(),
        (Locale::En, None) => "{0} customers came back on track in 28 days.".to_owned(),
    };
    Sentence::of(&words, &[number])
}
