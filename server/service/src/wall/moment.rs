//! What walls tell of in a line of news: signings, collections, growth and alerts of the last weeks, the newest first.
//! Customers are named only where the wall's profile says so; otherwise their tier is.

use std::collections::BTreeMap;

use domain::format::{days_apart, money};
use domain::noun::account::Account;
use domain::noun::alert::Alert;
use domain::noun::company::Company;
use domain::noun::payment::Payment;
use domain::noun::subscription::ArrEvent;
use domain::policy::Action;
use domain::problem::Problem;
use domain::query::{Op, Query};
use domain::record::{Choice, Record};
use domain::text::{Locale, Text, text};
use jiff::ToSpan as _;
use jiff::civil::Date;
use store::Conn;

use crate::Ctx;
use crate::fault::of_store;
use crate::policy::require;
use crate::record::typed_list;

/// How many are told of, and how far back.
const MOST: usize = 8;
const DAYS: i32 = 30;

/// One thing that happened.
struct Moment {
    on: Date,
    what: &'static str,
    account: String,
    amount: Option<i64>,
}

/// The sentences, the newest first.
///
/// # Errors
/// When the store fails; what this reader may not read is not told.
pub async fn news(
    ctx: &Ctx,
    company: Option<&Company>,
    names_customers: bool,
) -> Result<Vec<String>, Problem> {
    let conn = &mut *ctx.store.read().await.map_err(of_store)?;
    let locale = ctx.locale;
    let mut moments = Vec::new();
    for event in recent::<ArrEvent>(ctx, conn, "happened_on").await? {
        if let Some(words) = event_words(&event.kind) {
            let amount = Some(event.delta_cents.saturating_mul(12));
            moments.push(Moment {
                on: event.happened_on,
                what: words.in_(locale),
                account: event.account_id,
                amount,
            });
        }
    }
    for payment in recent::<Payment>(ctx, conn, "paid_on").await? {
        if let Some(on) = payment.paid_on {
            let what = text("回款", "Collected").in_(locale);
            moments.push(Moment { on, what, account: payment.account_id, amount: payment.paid_cents });
        }
    }
    for alert in recent::<Alert>(ctx, conn, "raised_on").await? {
        let what = label(domain::noun::alert::RULES, &alert.rule, locale);
        moments.push(Moment { on: alert.raised_on, what, account: alert.account_id, amount: None });
    }
    moments.sort_by_key(|moment| std::cmp::Reverse(moment.on));
    // One kind does not crowd the others out.
    let mut told: BTreeMap<&str, usize> = BTreeMap::new();
    moments.retain(|moment| {
        let count = told.entry(moment.what).or_default();
        *count += 1;
        *count <= 3
    });
    moments.truncate(MOST);
    let currency = Company::currency_of(company);
    let mut sentences = Vec::new();
    for moment in &moments {
        let who = who(ctx, conn, &moment.account, names_customers).await?;
        let when = days_apart(moment.on, ctx.today, locale);
        let amount = moment.amount.map(|cents| money(cents, currency, locale).to_string());
        let parts = [Some(when), Some(moment.what.to_owned()), Some(who), amount];
        sentences.push(parts.into_iter().flatten().collect::<Vec<_>>().join(" · "));
    }
    Ok(sentences)
}

fn event_words(kind: &str) -> Option<Text> {
    match kind {
        "new" => Some(text("新签", "Signed")),
        "expansion" => Some(text("扩展", "Expanded")),
        "reactivation" => Some(text("回流", "Came back")),
        _ => None,
    }
}

/// The latest records of a noun by a day of theirs that is not in the future.
async fn recent<R: Record>(ctx: &Ctx, conn: &mut Conn, day: &str) -> Result<Vec<R>, Problem> {
    let since = ctx.today.saturating_sub(DAYS.days());
    let ask = Query::default()
        .filter(day, Op::Ge, since.to_string())
        .filter(day, Op::Le, ctx.today.to_string())
        .sort(&format!("-{day}"));
    typed_list(ctx, conn, &ask, 20).await
}

/// Whose it is: by name, or by what kind of customer they are.
async fn who(ctx: &Ctx, conn: &mut Conn, id: &str, names_customers: bool) -> Result<String, Problem> {
    let cut = require(ctx, Action::Read, Account::SPEC)?;
    let row = store::record::get(conn, Account::SPEC, &cut, id).await.map_err(of_store)?;
    let account = row.as_ref().and_then(Account::from_row);
    let kind = |tier: &str| {
        let tier = label(domain::noun::account::TIERS, tier, ctx.locale);
        match (ctx.locale, tier.is_empty()) {
            (Locale::Zh, false) => format!("一家{tier}客户"),
            (Locale::Zh, true) => "一家客户".to_owned(),
            (Locale::En, false) => format!("an account of the tier “{tier}”"),
            (Locale::En, true) => "an account".to_owned(),
        }
    };
    Ok(match account {
        Some(account) if names_customers => account.name,
        Some(account) => kind(account.tier.as_deref().unwrap_or_default()),
        None => kind(""),
    })
}

fn label(choices: &[Choice], key: &str, locale: Locale) -> &'static str {
    choices.iter().find(|choice| choice.key == key).map_or("", |choice| choice.label.in_(locale))
}
