//! The service board's sentences and where their numbers lead.

use jiff::civil::Date;

use super::ServiceFacts;
use crate::board::Span;
use crate::board::sentence::Sentence;
use crate::calendar::plus_days;
use crate::format::{count, decimal, percent_or_dash, points};
use crate::query::{Op, Query};
use crate::ratio::Ratio;
use crate::text::Locale;

/// Tickets handed in after one day and up to another.
pub fn within(from: Date, to: Date) -> Query {
    Query::default()
        .filter("submitted_at", Op::Gt, format!("{from}T24"))
        .filter("submitted_at", Op::Lt, format!("{to}T24"))
        .sort("-submitted_at")
}

/// Tickets of the period.
pub fn period(facts: &ServiceFacts) -> Query {
    within(facts.about.from, facts.about.to)
}

/// Rated ones.
pub fn rated(facts: &ServiceFacts) -> Query {
    period(facts).filter("score", Op::Filled, "")
}

/// Badly rated ones.
pub fn low(facts: &ServiceFacts) -> Query {
    period(facts).filter("score", Op::Le, "2")
}

/// Answered ones.
pub fn answered(facts: &ServiceFacts) -> Query {
    period(facts).filter("first_response_minutes", Op::Filled, "")
}

/// The tickets of the period before.
fn before(facts: &ServiceFacts) -> Query {
    let days = crate::calendar::days_between(facts.about.from, facts.about.to);
    within(plus_days(facts.about.from, -days), facts.about.from)
}

/// A length of time in the unit it is best read in: number and unit.
pub fn duration(minutes: i64, locale: Locale) -> (String, &'static str) {
    let is_zh = locale == Locale::Zh;
    if minutes < 120 {
        let unit = match (is_zh, minutes) {
            (true, _) => "分钟",
            (false, 1) => "minute",
            (false, _) => "minutes",
        };
        return (minutes.to_string(), unit);
    }
    let hours = Ratio::new(minutes, 60).map(|hours| decimal(hours, 1).to_string()).unwrap_or_default();
    (hours, if is_zh { "小时" } else { "hours" })
}

/// Number and unit in one.
pub fn duration_in_words(minutes: i64, locale: Locale) -> String {
    let (number, unit) = duration(minutes, locale);
    format!("{number} {unit}")
}

/// Are customers content, and more so than before?
pub fn csat(facts: &ServiceFacts, locale: Locale) -> Vec<Span> {
    let (now, then) = (facts.now.csat, facts.before.csat);
    let is_zh = locale == Locale::Zh;
    let Some(share) = Ratio::new(now.satisfied, now.answers).filter(|_| now.answers > 0) else {
        let start = if is_zh { "本期提交的 " } else { "Of the " };
        let end = if is_zh {
            " 个工单还没有一个被评价。"
        } else {
            " tickets of this period none has been rated."
        };
        return Sentence::default()
            .say(start)
            .number(count(now.asked), &period(facts).href("ticket"))
            .say(end)
            .done();
    };
    let satisfied = rated(facts).filter("score", Op::Ge, "4").href("ticket");
    let sentence = if is_zh {
        Sentence::default()
            .say("客户给出的 ")
            .number(count(now.answers), &rated(facts).href("ticket"))
            .say(" 份评价里有 ")
            .number(percent_or_dash(Some(share), 1), &satisfied)
            .say(" 表示满意")
    } else {
        Sentence::default()
            .say("Customers were satisfied in ")
            .number(percent_or_dash(Some(share), 1), &satisfied)
            .say(" of ")
            .number(count(now.answers), &rated(facts).href("ticket"))
            .say(" ratings")
    };
    let moved = Ratio::new(then.satisfied, then.answers)
        .filter(|_| then.answers > 0)
        .map(|then| share.as_ppm() - then.as_ppm());
    let Some(moved) = moved.filter(|moved| moved.abs() >= 500) else {
        return sentence.say(if is_zh { "。" } else { "." }).done();
    };
    let by =
        Ratio::new(moved.abs(), 1_000_000).map(|by| points(by, 1, locale).to_string()).unwrap_or_default();
    let by = by.trim_start_matches('+').to_owned();
    let link = before(facts).filter("score", Op::Filled, "").href("ticket");
    let (start, end) = match (is_zh, moved > 0) {
        (true, true) => ("，比上一期高 ", "。"),
        (true, false) => ("，比上一期低 ", "。"),
        (false, true) => (", up ", " on the period before."),
        (false, false) => (", down ", " on the period before."),
    };
    sentence.say(start).number(by, &link).say(end).done()
}

/// How much was asked of us.
pub fn volume(facts: &ServiceFacts, locale: Locale) -> Vec<Span> {
    let (now, then) = (facts.now.csat.asked, facts.before.csat.asked);
    let (here, there) = (period(facts).href("ticket"), before(facts).href("ticket"));
    let relation = match (locale, now.cmp(&then)) {
        (Locale::Zh, std::cmp::Ordering::Greater) => " 个工单，多于上一期的 ",
        (Locale::Zh, std::cmp::Ordering::Less) => " 个工单，少于上一期的 ",
        (Locale::Zh, std::cmp::Ordering::Equal) => " 个工单，与上一期持平，上一期也是 ",
        (Locale::En, std::cmp::Ordering::Greater) => " tickets, more than the ",
        (Locale::En, std::cmp::Ordering::Less) => " tickets, fewer than the ",
        (Locale::En, std::cmp::Ordering::Equal) => " tickets, as many as the ",
    };
    let (start, end) = match locale {
        Locale::Zh => ("客户本期提交了 ", " 个。"),
        Locale::En => ("Customers handed in ", " of the period before."),
    };
    Sentence::default()
        .say(start)
        .number(count(now), &here)
        .say(relation)
        .number(count(then), &there)
        .say(end)
        .done()
}

/// How soon we answer.
pub fn response(facts: &ServiceFacts, locale: Locale) -> Vec<Span> {
    let link = answered(facts).href("ticket");
    let many = count(facts.now.answered);
    match (locale, facts.now.median_minutes) {
        (Locale::Zh, Some(minutes)) => Sentence::default()
            .say("有响应的 ")
            .number(many, &link)
            .say(" 个工单里，一半在 ")
            .number(duration_in_words(minutes, locale), &link)
            .say("内得到首次响应。"),
        (Locale::En, Some(minutes)) => Sentence::default()
            .say("Half of the ")
            .number(many, &link)
            .say(" answered tickets had a first response within ")
            .number(duration_in_words(minutes, locale), &link)
            .say("."),
        (Locale::Zh, None) => {
            Sentence::default().say("本期有首次响应记录的工单为 ").number(many, &link).say(" 个。")
        }
        (Locale::En, None) => Sentence::default()
            .say("This period ")
            .number(many, &link)
            .say(" tickets have a first response on record."),
    }
    .done()
}

/// What is still waiting.
pub fn open(facts: &ServiceFacts, locale: Locale) -> Vec<Span> {
    let link = period(facts).filter("state", Op::Ne, "closed").href("ticket");
    let number = count(facts.now.open);
    match (locale, facts.now.open) {
        (Locale::Zh, _) => {
            Sentence::default().say("本期提交的工单如今还有 ").number(number, &link).say(" 个没有关闭。")
        }
        (Locale::En, 1) => {
            Sentence::default().number(number, &link).say(" ticket of this period is still open today.")
        }
        (Locale::En, _) => {
            Sentence::default().number(number, &link).say(" tickets of this period are still open today.")
        }
    }
    .done()
}

/// When the work came in.
pub fn months(facts: &ServiceFacts, locale: Locale) -> Vec<Span> {
    let Some(most) = facts.months.iter().max_by_key(|month| month.pressing + month.others) else {
        return Vec::new();
    };
    let last = most.month_on.last_of_month().min(facts.about.to);
    let query = within(plus_days(most.month_on, -1), last);
    let all = count(most.pressing + most.others);
    let pressing = query.clone().filter("priority", Op::In, "urgent|high").href("ticket");
    match locale {
        Locale::Zh => Sentence::default()
            .say(format!(
                "十二个月里 {} 年 {} 月最忙：客户提交了 ",
                most.month_on.year(),
                most.month_on.month()
            ))
            .number(all, &query.href("ticket"))
            .say(" 个工单，其中 ")
            .number(count(most.pressing), &pressing)
            .say(" 个紧急或高优先级。"),
        Locale::En => Sentence::default()
            .say(format!("{} was the busiest of twelve months with ", most.month_on.strftime("%B %Y")))
            .number(all, &query.href("ticket"))
            .say(" tickets, of which ")
            .number(count(most.pressing), &pressing)
            .say(" were urgent or high."),
    }
    .done()
}

/// Who is not content.
pub fn unhappy(facts: &ServiceFacts, locale: Locale) -> Vec<Span> {
    let link = low(facts).href("ticket");
    let number = count(facts.unhappy_accounts);
    match (locale, facts.unhappy_accounts) {
        (Locale::Zh, _) => {
            Sentence::default().say("本期有 ").number(number, &link).say(" 家客户给过 1 分或 2 分。")
        }
        (Locale::En, 1) => {
            Sentence::default().number(number, &link).say(" customer rated a ticket 1 or 2 in this period.")
        }
        (Locale::En, _) => {
            Sentence::default().number(number, &link).say(" customers rated a ticket 1 or 2 in this period.")
        }
    }
    .done()
}
