//! Where the numbers of recurring revenue lead, wherever they are shown: the lines of the ledger in a period, the
//! accounts that pay, the accounts that are due.

use jiff::civil::Date;

use crate::chart::Unit;
use crate::format::Currency;
use crate::query::{Op, Query};
use crate::retention::Kind;
use crate::text::Locale;

/// The links of one period.
#[derive(Clone, Copy, Debug)]
pub struct Revenue {
    /// The opening day: the period starts when it ends.
    pub from: Date,
    /// The closing day.
    pub to: Date,
    /// The day it is.
    pub today: Date,
}

impl Revenue {
    /// The ledger's lines within the period that also say this.
    pub fn within(&self, query: Query) -> Query {
        query.filter("happened_on", Op::Gt, self.from.to_string()).filter(
            "happened_on",
            Op::Le,
            self.to.to_string(),
        )
    }

    /// The ledger's lines of one kind. Who comes back counts as new, as in a bridge between two days.
    pub fn movements(&self, kind: Kind) -> String {
        let kinds = if kind == Kind::New { "new|reactivation" } else { kind.key() };
        self.within(Query::default().filter("kind", Op::In, kinds)).sort("-delta_cents").href("arr_event")
    }

    /// What was lost of what there was: reductions and departures.
    pub fn lost(&self) -> String {
        self.within(Query::default().filter("kind", Op::In, "contraction|churn"))
            .sort("delta_cents")
            .href("arr_event")
    }

    /// All lines of the period.
    pub fn period(&self) -> String {
        self.within(Query::default()).sort("-happened_on").href("arr_event")
    }

    /// What recurring revenue consists of on the closing day: paying accounts today, the ledger up to the day
    /// otherwise.
    pub fn arr(&self) -> String {
        if self.to >= self.today {
            Query::default().filter("mrr_cents", Op::Gt, "0").sort("-mrr_cents").href("account")
        } else {
            Self::ledger_to(self.to).href("arr_event")
        }
    }

    /// The same of the accounts of which a field says this; nothing recorded where it is empty.
    pub fn arr_where(&self, field: &str, value: &str) -> String {
        let told = |query: Query, field: &str| match value {
            "" => query.filter(field, Op::Empty, ""),
            _ => query.filter(field, Op::Eq, value),
        };
        if self.to >= self.today {
            told(Query::default().filter("mrr_cents", Op::Gt, "0"), field).sort("-mrr_cents").href("account")
        } else {
            told(Self::ledger_to(self.to), &format!("account.{field}")).href("arr_event")
        }
    }

    /// The ledger up to the opening day.
    pub fn opening(&self) -> String {
        Self::ledger_to(self.from).href("arr_event")
    }

    fn ledger_to(day: Date) -> Query {
        Query::default().filter("happened_on", Op::Le, day.to_string()).sort("-happened_on")
    }
}

/// Accounts due for renewal within two days, both included.
pub fn due(from: Date, to: Date) -> Query {
    Query::default()
        .filter("renewal_on", Op::Ge, from.to_string())
        .filter("renewal_on", Op::Le, to.to_string())
        .sort("renewal_on")
}

/// The next amount of one, two or five and noughts.
pub fn round_up(amount: i64) -> i64 {
    let mut step = 1_i64;
    while step < amount {
        let next =
            [step, step.saturating_mul(2), step.saturating_mul(5)].into_iter().find(|one| *one >= amount);
        match next {
            Some(next) => return next,
            None => step = step.saturating_mul(10),
        }
    }
    step
}

/// Amounts on an axis: 万 in Chinese, millions in English.
pub fn money_unit(currency: Currency, locale: Locale) -> Unit {
    match locale {
        Locale::Zh => {
            Unit { word: "万元".to_owned(), divisor: 1_000_000, decimals: 0, suffix: "万".to_owned() }
        }
        Locale::En => Unit {
            word: currency.code().to_owned(),
            divisor: 100_000_000,
            decimals: 1,
            suffix: "M".to_owned(),
        },
    }
}

/// A month on an axis.
pub fn month_label(month_on: Date, locale: Locale) -> String {
    match locale {
        Locale::Zh => format!("{}月", month_on.month()),
        Locale::En => month_on.strftime("%b").to_string(),
    }
}
