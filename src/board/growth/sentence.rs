//! The growth board's sentences and where their numbers lead.

use std::cmp::Ordering;

use super::{GrowthFacts, Mover, Part};
use crate::board::Span;
use crate::board::revenue::due;
use crate::board::sentence::Sentence;
use crate::format::{self, count, percent_or_dash};
use crate::query::{Op, Query};
use crate::ratio::Ratio;
use crate::retention::{Kind, arr_cents};
use crate::text::Locale;

/// A monthly amount as its ARR in words.
pub fn arr(facts: &GrowthFacts, mrr_cents: i64, locale: Locale) -> String {
    format::money(arr_cents(mrr_cents), facts.about.currency, locale).to_string()
}

/// Accounts due in the months ahead.
pub fn due_ahead(facts: &GrowthFacts) -> Query {
    due(facts.today, facts.until())
}

/// Of these, those with a warning lamp.
pub fn at_risk_ahead(facts: &GrowthFacts) -> Query {
    due_ahead(facts).filter("health_lamp", Op::In, "act|watch")
}

/// Subscriptions that end in the months ahead.
pub fn ending(facts: &GrowthFacts) -> Query {
    Query::default()
        .filter("ends_on", Op::Ge, facts.today.to_string())
        .filter("ends_on", Op::Le, facts.until().to_string())
        .filter("starts_on", Op::Le, facts.today.to_string())
        .filter("is_trial", Op::Eq, "0")
        .filter("is_churned", Op::Eq, "0")
        .sort("ends_on")
}

fn one(locale: Locale, number: i64, one: &'static str, many: &'static str) -> &'static str {
    if locale == Locale::En && number == 1 { one } else { many }
}

/// How recurring revenue grew, and of what.
pub fn growth(facts: &GrowthFacts, locale: Locale) -> Vec<Span> {
    let (links, bridge) = (facts.links(), &facts.bridge);
    let net = bridge.closing_cents - bridge.opening_cents;
    let lost = bridge.contraction_cents + bridge.churn_cents;
    let amount = |cents: i64| arr(facts, cents, locale);
    if bridge.opening_cents == 0 && bridge.closing_cents == 0 {
        let head = match locale {
            Locale::Zh => Sentence::default().say("本期的经常性收入为 "),
            Locale::En => Sentence::default().say("Recurring revenue of this period comes to "),
        };
        return head
            .number(amount(0), &links.period())
            .say(match locale {
                Locale::Zh => "，登记订阅后这里会说明增长从何而来。",
                Locale::En => "; once subscriptions are recorded, this says where growth comes from.",
            })
            .done();
    }
    let grown = links.movements(Kind::Expansion);
    let relation = match (locale, bridge.expansion_cents.cmp(&lost)) {
        (Locale::Zh, Ordering::Greater) => "，多于流失与减购的 ",
        (Locale::Zh, Ordering::Less) => "，少于流失与减购的 ",
        (Locale::Zh, Ordering::Equal) => "，恰好等于流失与减购的 ",
        (Locale::En, Ordering::Greater) => " outweighed the ",
        (Locale::En, Ordering::Less) => " fell short of the ",
        (Locale::En, Ordering::Equal) => " matched the ",
    };
    match locale {
        Locale::Zh => Sentence::default()
            .say(if net < 0 {
                "年度经常性收入本期净减 "
            } else {
                "年度经常性收入本期净增 "
            })
            .number(amount(net.abs()), &links.period())
            .say("：老客户增购 ")
            .number(amount(bridge.expansion_cents), &grown)
            .say(relation)
            .number(amount(lost), &links.lost())
            .say("，新客户带来 ")
            .number(amount(bridge.new_cents), &links.movements(Kind::New))
            .say("。"),
        Locale::En => Sentence::default()
            .say(if net < 0 { "Recurring revenue shrank by " } else { "Recurring revenue grew by " })
            .number(amount(net.abs()), &links.period())
            .say(": expansion of ")
            .number(amount(bridge.expansion_cents), &grown)
            .say(relation)
            .number(amount(lost), &links.lost())
            .say(" lost, and new customers brought ")
            .number(amount(bridge.new_cents), &links.movements(Kind::New))
            .say("."),
    }
    .done()
}

/// A share of what was there, against the period before.
fn share(
    facts: &GrowthFacts,
    (zh, en): (&'static str, &'static str),
    (now, then): (Option<Ratio>, Option<Ratio>),
    href: &str,
    locale: Locale,
) -> Vec<Span> {
    let (said, opening) = (percent_or_dash(now, 1), facts.links().opening());
    let customers = i64::from(facts.bridge.opening_customers);
    let head = match locale {
        Locale::Zh => Sentence::default().say("期初的 ").number(count(customers), &opening).say(zh),
        Locale::En => Sentence::default()
            .say("The ")
            .number(count(customers), &opening)
            .say(one(locale, customers, " customer of the opening day ", " customers of the opening day "))
            .say(en),
    };
    let head = head.number(said, href);
    match (locale, then) {
        (Locale::Zh, None) => head.say("。"),
        (Locale::En, None) => head.say(" of what they paid."),
        (Locale::Zh, Some(_)) => head.say("，上一期是 ").number(percent_or_dash(then, 1), &opening).say("。"),
        (Locale::En, Some(_)) => head
            .say(" of what they paid, after ")
            .number(percent_or_dash(then, 1), &opening)
            .say(" in the period before."),
    }
    .done()
}

/// How the base holds, growth counted.
pub fn nrr(facts: &GrowthFacts, locale: Locale) -> Vec<Span> {
    let words = (" 家客户如今付的是当初的 ", "now pay ");
    share(facts, words, (facts.bridge.nrr(), facts.before.nrr()), &facts.links().period(), locale)
}

/// How it holds without growth.
pub fn grr(facts: &GrowthFacts, locale: Locale) -> Vec<Span> {
    let words = (" 家客户不计增购还守住了 ", "without growth still pay ");
    share(facts, words, (facts.bridge.grr(), facts.before.grr()), &facts.links().lost(), locale)
}

/// How much of what is due is in danger.
pub fn at_risk(facts: &GrowthFacts, locale: Locale) -> Vec<Span> {
    let accounts: i64 = facts.due.iter().map(|month| month.at_risk).sum();
    let cents = facts.due.iter().map(super::Due::risk_cents).sum();
    let link = at_risk_ahead(facts).href("account");
    match locale {
        Locale::Zh => Sentence::default()
            .say("要到期的客户里有 ")
            .number(count(accounts), &link)
            .say(" 家亮着黄灯或红灯，涉及 ")
            .number(arr(facts, cents, locale), &link)
            .say("。"),
        Locale::En => Sentence::default()
            .say("Of the customers due, ")
            .number(count(accounts), &link)
            .say(one(
                locale,
                accounts,
                " shows a warning lamp and is worth ",
                " show a warning lamp and are worth ",
            ))
            .number(arr(facts, cents, locale), &link)
            .say("."),
    }
    .done()
}

/// How much of what is due renews by itself.
pub fn decided(facts: &GrowthFacts, locale: Locale) -> Vec<Span> {
    let all = ending(facts).href("subscription");
    let alone = ending(facts).filter("is_auto_renew", Op::Eq, "1").href("subscription");
    let open = facts.ending.cents - facts.ending.automatic_cents;
    let negotiated = ending(facts).filter("is_auto_renew", Op::Eq, "0").href("subscription");
    let (ends, renews) = (facts.ending.subscriptions, facts.ending.automatic);
    match locale {
        Locale::Zh => Sentence::default()
            .say("要到期的 ")
            .number(count(ends), &all)
            .say(" 份订阅里 ")
            .number(count(renews), &alone)
            .say(" 份约定自动续约，还有 ")
            .number(arr(facts, open, locale), &negotiated)
            .say(" 要谈。"),
        Locale::En => Sentence::default()
            .say("Of ")
            .number(count(ends), &all)
            .say(" subscriptions that end, ")
            .number(count(renews), &alone)
            .say(one(locale, renews, " renews by itself; ", " renew by themselves; "))
            .number(arr(facts, open, locale), &negotiated)
            .say(" is still to be agreed."),
    }
    .done()
}

/// How many pay.
pub fn customers(facts: &GrowthFacts, locale: Locale) -> Vec<Span> {
    let (links, bridge) = (facts.links(), &facts.bridge);
    let [closing, new, left] =
        [bridge.closing_customers, bridge.new_customers, bridge.churn_customers].map(i64::from);
    match locale {
        Locale::Zh => Sentence::default()
            .say("期末有 ")
            .number(count(closing), &links.arr())
            .say(" 家客户付费：来了 ")
            .number(count(new), &links.movements(Kind::New))
            .say(" 家，走了 ")
            .number(count(left), &links.movements(Kind::Churn))
            .say(" 家。"),
        Locale::En => Sentence::default()
            .number(count(closing), &links.arr())
            .say(one(locale, closing, " customer pays at the closing: ", " customers pay at the closing: "))
            .number(count(new), &links.movements(Kind::New))
            .say(" came and ")
            .number(count(left), &links.movements(Kind::Churn))
            .say(" left."),
    }
    .done()
}

/// What comes up.
pub fn due_by_month(facts: &GrowthFacts, locale: Locale) -> Vec<Span> {
    let accounts: i64 = facts.due.iter().map(|month| month.accounts).sum();
    let cents: i64 = facts.due.iter().map(super::Due::cents).sum();
    let link = due_ahead(facts).href("account");
    match locale {
        Locale::Zh => Sentence::default()
            .say("接下来四个季度有 ")
            .number(count(accounts), &link)
            .say(" 家客户到期，合计 ")
            .number(arr(facts, cents, locale), &link)
            .say("。"),
        Locale::En => Sentence::default()
            .number(count(accounts), &link)
            .say(one(locale, accounts, " customer renews ", " customers renew "))
            .number(arr(facts, cents, locale), &link)
            .say(" in the next four quarters."),
    }
    .done()
}

/// How often customers bought more.
pub fn months(facts: &GrowthFacts, locale: Locale) -> Vec<Span> {
    let lines: i64 = facts.months.iter().map(|month| month.expansions).sum();
    let cents = facts.months.iter().map(|month| month.expansion_cents).sum();
    let first = facts.months.first().map_or(facts.about.from, |month| month.month_on);
    let rows = Query::default()
        .filter("kind", Op::Eq, "expansion")
        .filter("happened_on", Op::Ge, first.to_string())
        .filter("happened_on", Op::Le, facts.about.to.to_string())
        .sort("-delta_cents")
        .href("arr_event");
    match locale {
        Locale::Zh => Sentence::default()
            .say("十二个月里客户增购了 ")
            .number(count(lines), &rows)
            .say(" 次，合计 ")
            .number(arr(facts, cents, locale), &rows)
            .say("。"),
        Locale::En => Sentence::default()
            .say("In twelve months customers bought more ")
            .number(count(lines), &rows)
            .say(one(locale, lines, " time, ", " times, "))
            .number(arr(facts, cents, locale), &rows)
            .say(" in all."),
    }
    .done()
}

/// What a region or an industry is called.
pub fn part_label(part: &Part, locale: Locale) -> String {
    match (part.value.as_str(), locale) {
        ("", Locale::Zh) => "未填写".to_owned(),
        ("", Locale::En) => "not recorded".to_owned(),
        (value, _) => value.to_owned(),
    }
}

/// Which part is the largest, and which holds worst.
pub fn parts(facts: &GrowthFacts, field: &'static str, parts: &[Part], locale: Locale) -> Vec<Span> {
    let links = facts.links();
    let href = |part: &Part| links.arr_where(field, &part.value);
    let Some(first) = parts.first().filter(|part| part.closing_cents > 0) else {
        let (start, end) = match (locale, field) {
            (Locale::Zh, "region") => ("还没有区域带来收入，期末付费客户为 ", " 家。"),
            (Locale::Zh, _) => ("还没有行业带来收入，期末付费客户为 ", " 家。"),
            (Locale::En, "region") => ("No region brings revenue yet: ", " customers pay at the closing."),
            (Locale::En, _) => ("No industry brings revenue yet: ", " customers pay at the closing."),
        };
        let paying = count(i64::from(facts.bridge.closing_customers));
        return Sentence::default().say(start).number(paying, &links.arr()).say(end).done();
    };
    let name = part_label(first, locale);
    let amount = arr(facts, first.closing_cents, locale);
    let head = match locale {
        Locale::Zh => Sentence::default().say(format!("{name}贡献最多，为 ")).number(amount, &href(first)),
        Locale::En => Sentence::default().say(format!("{name} brings most, ")).number(amount, &href(first)),
    };
    let worst = parts.iter().filter_map(|part| Some((part.nrr()?, part))).min_by_key(|(nrr, _)| nrr.as_ppm());
    let Some((nrr, worst)) = worst else {
        return head.say(if locale == Locale::Zh { "。" } else { "." }).done();
    };
    let name = part_label(worst, locale);
    match locale {
        Locale::Zh => head.say(format!("；{name}的净留存最低，为 ")),
        Locale::En => head.say(format!("; {name} retains least, ")),
    }
    .number(percent_or_dash(Some(nrr), 1), &href(worst))
    .say(if locale == Locale::Zh { "。" } else { " net." })
    .done()
}

/// Who grew most.
pub fn grown(facts: &GrowthFacts, locale: Locale) -> Vec<Span> {
    let (links, many) = (facts.links(), i64::from(facts.bridge.expansion_customers));
    let link = links.movements(Kind::Expansion);
    let head = match locale {
        Locale::Zh => Sentence::default().say("本期有 ").number(count(many), &link).say(" 家客户付得更多"),
        Locale::En => Sentence::default().number(count(many), &link).say(one(
            locale,
            many,
            " customer pays more than before",
            " customers pay more than before",
        )),
    };
    most(facts, head, facts.grown.first(), locale)
}

/// Who shrank or left.
pub fn shrunk(facts: &GrowthFacts, locale: Locale) -> Vec<Span> {
    let links = facts.links();
    let [less, left] = [facts.bridge.contraction_customers, facts.bridge.churn_customers].map(i64::from);
    let (less_rows, left_rows) = (links.movements(Kind::Contraction), links.movements(Kind::Churn));
    let head = match locale {
        Locale::Zh => Sentence::default()
            .say("同时有 ")
            .number(count(less), &less_rows)
            .say(" 家付得更少，")
            .number(count(left), &left_rows)
            .say(" 家离开"),
        Locale::En => Sentence::default()
            .say("At the same time ")
            .number(count(less), &less_rows)
            .say(one(locale, less, " pays less and ", " pay less and "))
            .number(count(left), &left_rows)
            .say(" left"),
    };
    most(facts, head, facts.shrunk.first(), locale)
}

/// Adds who moved most.
fn most(facts: &GrowthFacts, head: Sentence, mover: Option<&Mover>, locale: Locale) -> Vec<Span> {
    let Some(mover) = mover else {
        return head.say(if locale == Locale::Zh { "。" } else { "." }).done();
    };
    let rows = of_account(facts, mover);
    let amount = arr(facts, (mover.closing_cents - mover.opening_cents).abs(), locale);
    match locale {
        Locale::Zh => head.say(format!("，变动最大的是{}，", mover.account)).number(amount, &rows).say("。"),
        Locale::En => {
            head.say(format!("; most of all {}, by ", mover.account)).number(amount, &rows).say(".")
        }
    }
    .done()
}

/// The ledger's lines of one customer in the period.
pub fn of_account(facts: &GrowthFacts, mover: &Mover) -> String {
    let query = Query::default().filter("account_id", Op::Eq, &mover.account_id);
    facts.links().within(query).sort("-happened_on").href("arr_event")
}
