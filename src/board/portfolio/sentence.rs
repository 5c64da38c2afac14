//! The portfolio's sentences. Read in order they are a one-page article; every number in them is a
//! link to the rows it was counted from.

use super::PortfolioFacts;
use crate::board::Span;
use crate::board::revenue::{Revenue, due};
use crate::board::sentence::Sentence;
use crate::delta::{Change, change_of_rate};
use crate::format::{self, count, percent_or_dash};
use crate::query::{Op, Query};
use crate::ratio::Ratio;
use crate::retention::{Kind, arr_cents};
use crate::text::Locale;

/// The links of the board, so that a sentence and its chart lead to the same rows.
pub struct Links<'a>(pub &'a PortfolioFacts);

impl Links<'_> {
    fn revenue(&self) -> Revenue {
        Revenue { from: self.0.from, to: self.0.to, today: self.0.today }
    }

    /// The ledger lines of one kind in the period.
    pub fn movements(&self, kind: Kind) -> String {
        self.revenue().movements(kind)
    }

    /// What was lost of what there was: reductions and departures.
    pub fn lost(&self) -> String {
        self.revenue().lost()
    }

    /// All ledger lines of the period.
    pub fn period(&self) -> String {
        self.revenue().period()
    }

    /// What recurring revenue consists of on the closing day.
    pub fn arr(&self) -> String {
        self.revenue().arr()
    }

    /// The ledger up to the opening day.
    pub fn opening(&self) -> String {
        self.revenue().opening()
    }

    /// Rated tickets; satisfied ones only when asked.
    pub fn rated(&self, satisfied: bool) -> String {
        let from = self.0.to.saturating_sub(jiff::ToSpan::years(2));
        let query = Query::default().filter("submitted_at", Op::Gt, format!("{from}T24")).filter(
            "submitted_at",
            Op::Lt,
            format!("{}T24", self.0.to),
        );
        let query = if satisfied {
            query.filter("score", Op::Ge, "4")
        } else {
            query.filter("score", Op::Filled, "")
        };
        query.sort("-submitted_at").href("ticket")
    }

    /// Core use in the window.
    pub fn usage(&self) -> String {
        let from = crate::calendar::plus_days(self.0.to, -27);
        Query::default()
            .filter("used_on", Op::Ge, from.to_string())
            .filter("used_on", Op::Le, self.0.to.to_string())
            .sort("-used_on")
            .href("usage")
    }

    /// Accounts due for renewal within a year.
    pub fn renewals(&self) -> String {
        let last = self.0.renewals.last().map(|month| month.month_on.last_of_month());
        let until = last.unwrap_or_else(|| crate::calendar::plus_days(self.0.to, 365));
        due(self.0.to, until).href("account")
    }

    /// Open alerts.
    pub fn alerts() -> String {
        Query::default()
            .filter("state", Op::Ne, "resolved")
            .filter("severity", Op::In, "act|watch")
            .sort("-raised_on")
            .href("alert")
    }
}

/// How the base holds.
pub fn nrr(facts: &PortfolioFacts, locale: Locale) -> Vec<Span> {
    let links = Links(facts);
    let Some(nrr) = facts.bridge.nrr() else { return nothing_yet(locale) };
    let shown = percent_or_dash(Some(nrr), 1);
    let grows = Ratio::new(1, 1).is_some_and(|one| nrr >= one);
    let moved = change_of_rate(Some(nrr), facts.before.nrr());
    match locale {
        Locale::Zh => {
            let said =
                Sentence::default().say("期初的客户如今带来的收入是当初的 ").number(shown, &links.period());
            let said = against(facts, said, moved, locale);
            said.say(if grows { "，存量在增长。" } else { "，存量在缩水。" })
        }
        Locale::En => {
            let said = Sentence::default().say("The customers we started with now pay ");
            let said = said.number(shown, &links.period()).say(" of what they paid then");
            let said = against(facts, said, moved, locale);
            said.say(if grows { ": the base is growing." } else { ": the base is shrinking." })
        }
    }
    .done()
}

/// Adds against which period it moved, and how far; nothing where there is no base.
fn against(facts: &PortfolioFacts, sentence: Sentence, moved: Change, locale: Locale) -> Sentence {
    let label = facts.comparison().label().in_(locale);
    let (by, rows) = (moved.figure(locale).to_string(), Links(facts).period());
    match (moved, locale) {
        (Change::Unknown, _) => sentence,
        (_, Locale::Zh) => sentence.say(format!("，{label} ")).number(by, &rows),
        (_, Locale::En) => sentence.say(", ").number(by, &rows).say(format!(" {label}")),
    }
}

/// Where recurring revenue stands.
pub fn arr(facts: &PortfolioFacts, locale: Locale) -> Vec<Span> {
    let links = Links(facts);
    let bridge = facts.bridge.annual();
    let amount = |cents| format::money(cents, facts.currency, locale);
    let rises = bridge.closing_cents >= bridge.opening_cents;
    let change = bridge.closing_cents.saturating_sub(bridge.opening_cents).abs();
    match locale {
        Locale::Zh => Sentence::default()
            .say("因此年度经常性收入为 ")
            .number(amount(bridge.closing_cents), &links.arr())
            .say(if rises { "，比期初多 " } else { "，比期初少 " })
            .number(amount(change), &links.period())
            .say("。"),
        Locale::En => Sentence::default()
            .say("As a result, annual recurring revenue is ")
            .number(amount(bridge.closing_cents), &links.arr())
            .say(if rises { ", up " } else { ", down " })
            .number(amount(change), &links.period())
            .say("."),
    }
    .done()
}

/// What was kept without counting growth.
pub fn grr(facts: &PortfolioFacts, locale: Locale) -> Vec<Span> {
    let links = Links(facts);
    let shown = percent_or_dash(facts.bridge.grr(), 1);
    match locale {
        Locale::Zh => {
            Sentence::default().say("其中不计扩展，守住的收入占 ").number(shown, &links.lost()).say("。")
        }
        Locale::En => Sentence::default()
            .say("Leaving growth aside, we kept ")
            .number(shown, &links.lost())
            .say(" of it."),
    }
    .done()
}

/// Who left.
pub fn churn(facts: &PortfolioFacts, locale: Locale) -> Vec<Span> {
    let links = Links(facts);
    let bridge = &facts.bridge;
    let lost = count(i64::from(bridge.churn_customers));
    let of = count(i64::from(bridge.opening_customers));
    match locale {
        Locale::Zh if bridge.churn_customers == 0 => {
            Sentence::default().say("同时，").number(of, &links.opening()).say(" 家期初客户一家也没有流失。")
        }
        Locale::En if bridge.churn_customers == 0 => Sentence::default()
            .say("At the same time, none of the ")
            .number(of, &links.opening())
            .say(" customers left."),
        Locale::Zh => Sentence::default()
            .say("同时，")
            .number(of, &links.opening())
            .say(" 家期初客户中流失了 ")
            .number(lost, &links.movements(Kind::Churn))
            .say(" 家。"),
        Locale::En => Sentence::default()
            .say("At the same time, ")
            .number(lost, &links.movements(Kind::Churn))
            .say(" of ")
            .number(of, &links.opening())
            .say(" customers left."),
    }
    .done()
}

/// How service is rated.
pub fn csat(facts: &PortfolioFacts, locale: Locale) -> Vec<Span> {
    let links = Links(facts);
    let counted = facts.csat;
    if counted.answers == 0 {
        return Sentence::default()
            .say(if locale == Locale::Zh {
                "近 24 个月还没有收到工单评价。"
            } else {
                "No ticket was rated in the last 24 months."
            })
            .done();
    }
    let (satisfied, answers) = (count(counted.satisfied), count(counted.answers));
    match locale {
        Locale::Zh => Sentence::default()
            .say("服务上，近 24 个月的 ")
            .number(answers, &links.rated(false))
            .say(" 份评价里有 ")
            .number(satisfied, &links.rated(true))
            .say(" 份满意。"),
        Locale::En => Sentence::default()
            .say("In service, ")
            .number(satisfied, &links.rated(true))
            .say(" of ")
            .number(answers, &links.rated(false))
            .say(" ratings in 24 months were satisfied."),
    }
    .done()
}

/// Who uses what they pay for.
pub fn adoption(facts: &PortfolioFacts, locale: Locale) -> Vec<Span> {
    let links = Links(facts);
    let (active, paying) = (count(facts.adoption.0), count(facts.adoption.1));
    match locale {
        Locale::Zh => Sentence::default()
            .say("使用上，")
            .number(paying, &links.arr())
            .say(" 家付费客户中有 ")
            .number(active, &links.usage())
            .say(" 家在近 28 天用过核心功能。"),
        Locale::En => Sentence::default()
            .say("In use, ")
            .number(active, &links.usage())
            .say(" of ")
            .number(paying, &links.arr())
            .say(" paying customers touched a core feature in 28 days."),
    }
    .done()
}

/// What moved revenue most.
pub fn bridge(facts: &PortfolioFacts, locale: Locale) -> Vec<Span> {
    let links = Links(facts);
    let Some((kind, cents, customers)) = largest(facts).filter(|(_, cents, _)| *cents != 0) else {
        return Sentence::default()
            .say(if locale == Locale::Zh {
                "这段时间收入没有变动。"
            } else {
                "Recurring revenue did not move in this period."
            })
            .done();
    };
    let amount = format::money(arr_cents(cents).abs(), facts.currency, locale);
    match locale {
        Locale::Zh => Sentence::default()
            .say(format!("推动变化最大的是{}，", kind.label().zh))
            .number(count(i64::from(customers)), &links.movements(kind))
            .say(" 家客户合计 ")
            .number(amount, &links.movements(kind))
            .say("。"),
        Locale::En => Sentence::default()
            .say(format!("What moved it most was {}: ", kind.label().en.to_lowercase()))
            .number(amount, &links.movements(kind))
            .say(" from ")
            .number(count(i64::from(customers)), &links.movements(kind))
            .say(" customers."),
    }
    .done()
}

/// The largest movement.
pub fn largest(facts: &PortfolioFacts) -> Option<(Kind, i64, u32)> {
    facts.bridge.steps().into_iter().max_by_key(|(_, cents, _)| cents.abs())
}

/// Where retention is heading.
pub fn trend(facts: &PortfolioFacts, locale: Locale) -> Vec<Span> {
    let known: Vec<Ratio> =
        facts.trend.iter().filter_map(|month| Ratio::new(month.end_cents, month.base_cents)).collect();
    let (Some(first), Some(last)) = (known.first(), known.last()) else {
        return Sentence::default()
            .say(if locale == Locale::Zh {
                "满十二个月后，这里会显示留存的走势。"
            } else {
                "After twelve months of history, the course of retention appears here."
            })
            .done();
    };
    let links = Links(facts);
    let (a, b) = (format::percent(*first, 1), format::percent(*last, 1));
    let rises = last >= first;
    match locale {
        Locale::Zh => Sentence::default()
            .say("按滚动十二个月看，净留存从 ")
            .number(a, &links.opening())
            .say(if rises { " 升到 " } else { " 降到 " })
            .number(b, &links.period())
            .say("。"),
        Locale::En => Sentence::default()
            .say("Over rolling twelve months, net retention went ")
            .say(if rises { "up from " } else { "down from " })
            .number(a, &links.opening())
            .say(" to ")
            .number(b, &links.period())
            .say("."),
    }
    .done()
}

/// What comes up for renewal.
pub fn renewals(facts: &PortfolioFacts, locale: Locale) -> Vec<Span> {
    let links = Links(facts);
    let due: i64 = facts.renewals.iter().map(|month| month.due_cents).sum();
    let risk: i64 = facts.renewals.iter().map(|month| month.at_risk_cents).sum();
    let accounts: i64 = facts.renewals.iter().map(|month| month.accounts).sum();
    if accounts == 0 {
        return Sentence::default()
            .say(if locale == Locale::Zh {
                "未来 12 个月没有登记待续约的客户。"
            } else {
                "No renewal is recorded for the next 12 months."
            })
            .done();
    }
    let amount = |cents| format::money(arr_cents(cents), facts.currency, locale);
    let head = match locale {
        Locale::Zh => Sentence::default()
            .say("接下来 12 个月有 ")
            .number(count(accounts), &links.renewals())
            .say(" 家、")
            .number(amount(due), &links.renewals())
            .say(" 待续约"),
        Locale::En => Sentence::default()
            .say("Within a year ")
            .number(count(accounts), &links.renewals())
            .say(" customers worth ")
            .number(amount(due), &links.renewals())
            .say(" renew"),
    };
    match (locale, risk) {
        (Locale::Zh, 0) => head.say("，目前都没有预警。"),
        (Locale::En, 0) => head.say(", none of them under alert."),
        (Locale::Zh, _) => head.say("，其中 ").number(amount(risk), &Links::alerts()).say(" 带着预警。"),
        (Locale::En, _) => {
            head.say("; ").number(amount(risk), &Links::alerts()).say(" of it is under alert.")
        }
    }
    .done()
}

/// Who needs somebody now.
pub fn at_risk(facts: &PortfolioFacts, locale: Locale) -> Vec<Span> {
    let Some(worst) = facts.at_risk.first() else {
        return Sentence::default()
            .say(if locale == Locale::Zh {
                "目前没有客户处于预警。"
            } else {
                "No customer is under alert."
            })
            .done();
    };
    let amount = format::money(arr_cents(facts.at_risk_cents), facts.currency, locale);
    let account = format!("/account/{}", worst.account_id);
    let owner = worst.owner.as_deref();
    match locale {
        Locale::Zh => Sentence::default()
            .say("但是有 ")
            .number(count(facts.at_risk_accounts), &Links::alerts())
            .say(" 家、合计 ")
            .number(amount, &Links::alerts())
            .say(" 的客户处于预警，最急的是")
            .number(&worst.account, &account)
            .say(owner.map_or_else(|| "，还没有人负责。".to_owned(), |name| format!("，由{name}负责。"))),
        Locale::En => {
            Sentence::default()
                .say("However, ")
                .number(count(facts.at_risk_accounts), &Links::alerts())
                .say(" customers worth ")
                .number(amount, &Links::alerts())
                .say(" are under alert; most urgent is ")
                .number(&worst.account, &account)
                .say(owner.map_or_else(
                    || ", which nobody has taken on.".to_owned(),
                    |name| format!(", with {name}."),
                ))
        }
    }
    .done()
}

fn nothing_yet(locale: Locale) -> Vec<Span> {
    Sentence::default()
        .say(match locale {
            Locale::Zh => "期初还没有付费客户，导入订阅后这里会给出净收入留存。",
            Locale::En => {
                "There were no paying customers at the opening; import subscriptions to see net retention."
            }
        })
        .done()
}
