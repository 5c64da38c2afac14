//! How far the company's targets are done, beside how much of their time has passed.

use super::words::ledger;
use super::{Aim, CompanyFacts};
use crate::board::portfolio::tiles::{figure, lamp, tile};
use crate::board::revenue::round_up;
use crate::board::sentence::Sentence;
use crate::board::{Size, Tile};
use crate::chart::{Chart, Frame, Mark, Ruler, Tone};
use crate::delta::attainment;
use crate::format::{percent, percent_or_dash};
use crate::noun::target::MEASURES;
use crate::query::{Op, Query};
use crate::ratio::Ratio;
use crate::text::{Locale, Text, text};

/// One target.
pub fn aim(aim: &Aim, facts: &CompanyFacts, locale: Locale) -> Option<Tile> {
    let (key, measure) = match aim.measure.as_str() {
        "signed" => ("target_signed", 0),
        "contracts" => ("target_contracts", 1),
        _ => ("target_collected", 2),
    };
    let label = MEASURES.get(measure)?.label;
    let done = attainment(aim.actual_cents, aim.amount_cents)?;
    let passed = aim.period.progress(facts.about.to)?;
    let pace = ahead(done, passed);
    let href = rows(aim, facts);
    let target = match locale {
        Locale::Zh => format!("目标：{}", label.zh),
        Locale::En => format!("Target: {}", label.en),
    };
    Some(Tile {
        headline: says(aim, (done, passed), facts, locale),
        figure: Some(figure(percent_or_dash(Some(done), 1), href.clone(), None)),
        lamp: lamp(Ratio::new(pace.num() + pace.den(), pace.den()), 100, 90),
        chart: Some(ruler(aim, passed, href, facts, locale)),
        href: Some(format!("/register/target/{}", aim.id)),
        ..tile(key, Size::Half, Text { zh: "目标", en: "Target" }, locale)
    })
    .map(|tile| Tile { label: target, ..tile })
}

/// By how much of the whole a target is ahead of its time; negative when behind.
fn ahead(done: Ratio, passed: Ratio) -> Ratio {
    done.minus(passed).unwrap_or(Ratio::whole(0))
}

fn says(
    aim: &Aim,
    (done, passed): (Ratio, Ratio),
    facts: &CompanyFacts,
    locale: Locale,
) -> Vec<crate::board::Span> {
    let gap = ahead(done, passed);
    let size = Ratio::new(gap.num().abs(), gap.den()).map_or_else(String::new, |gap| gap.percent(1));
    let words = match gap.num().signum() {
        1 => text(
            "“{3}”完成了 {0}，即 {1} 中的 {2}；时间过去 {4}，进度领先 {5} 个百分点。",
            "“{3}” stands at {2}: {0} of {1}, with {4} of its time gone, so it is {5} points ahead.",
        ),
        -1 => text(
            "“{3}”完成了 {0}，即 {1} 中的 {2}；但时间已过去 {4}，进度落后 {5} 个百分点。",
            "“{3}” stands at {2}: {0} of {1}, but {4} of its time is gone, so it is {5} points behind.",
        ),
        _ => text(
            "“{3}”完成了 {0}，即 {1} 中的 {2}；时间过去 {4}，进度正好跟上。",
            "“{3}” stands at {2}: {0} of {1}, with {4} of its time gone, so it is on pace.",
        ),
    };
    let target = format!("/register/target/{}", aim.id);
    let money = |cents| facts.about.money(cents, locale);
    let numbers = [
        (money(aim.actual_cents), rows(aim, facts)),
        (money(aim.amount_cents), target.clone()),
        (percent(done, 1).to_string(), rows(aim, facts)),
        (aim.name.clone(), target.clone()),
        (percent(passed, 0).to_string(), target.clone()),
        (size, target),
    ];
    Sentence::of(words.in_(locale), &numbers)
}

/// What has been reached, what time alone would ask for, and the target.
fn ruler(aim: &Aim, passed: Ratio, href: String, facts: &CompanyFacts, locale: Locale) -> Chart {
    let mark =
        |label: Text, cents: i64| Mark::new(label.in_(locale), cents, facts.about.money(cents, locale));
    let asked = i128::from(aim.amount_cents) * passed.num() / passed.den().max(1);
    let most = aim.amount_cents.max(aim.actual_cents);
    Chart::Ruler(Box::new(Ruler {
        frame: Frame::new(
            text("完成与时间进度", "Done, and time passed").in_(locale),
            text("时点", "Point").in_(locale),
            facts.about.money_unit(locale),
        ),
        from: 0,
        to: round_up(most),
        now: mark(text("已完成", "Done"), aim.actual_cents).href(href).tone(Tone::Accent).named(),
        then: Some(mark(text("按时间应完成", "Due by now"), i64::try_from(asked).unwrap_or(i64::MAX))),
        target: Some(mark(text("目标", "Target"), aim.amount_cents)),
    }))
}

/// The rows that add up to what has been reached.
fn rows(aim: &Aim, facts: &CompanyFacts) -> String {
    let (from, to) = (aim.period.opening_on(), facts.about.to.min(aim.period.to));
    let within = |query: Query, day: &str, amount: &str| {
        query
            .filter(day, Op::Gt, from.to_string())
            .filter(day, Op::Le, to.to_string())
            .sort(&format!("-{amount}"))
    };
    match aim.measure.as_str() {
        "signed" => ledger(from, to, "new|expansion|reactivation").href("arr_event"),
        "contracts" => {
            within(Query::default().filter("state", Op::In, "active|ended"), "signed_on", "amount_cents")
                .href("contract")
        }
        _ => {
            within(Query::default().filter("state", Op::Eq, "paid"), "paid_on", "paid_cents").href("payment")
        }
    }
}
