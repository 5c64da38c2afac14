//! Reports: what the boards show, from the same code, as text or JSON for a terminal or a script.

use domain::format::count;
use domain::problem::Problem;
use domain::ratio::Ratio;
use domain::retention::arr_cents;
use jiff::ToSpan as _;
use jiff::civil::Date;
use serde_json::{Value, json};

use crate::Ctx;
use crate::board;
use crate::fault::of_store;

/// The reports there are.
pub const NAMES: &[&str] = &["retention", "arr", "csat", "adoption", "portfolio"];

/// What a report is asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ask {
    /// The day to speak of, for reports about a day.
    pub as_of: Option<Date>,
    /// The opening day, for reports about a period.
    pub from: Option<Date>,
    /// The closing day.
    pub to: Option<Date>,
    /// JSON instead of lines.
    pub json: bool,
}

/// Prints a report.
///
/// # Errors
/// When there is no such report, or the period is empty, or the store fails.
pub async fn print(ctx: &Ctx, name: &str, ask: Ask) -> Result<String, Problem> {
    let cut = board::reach(ctx)?;
    let to = ask.to.or(ask.as_of).unwrap_or(ctx.today);
    let from = ask.from.unwrap_or_else(|| to.saturating_sub(1.year()));
    if from >= to {
        return Err(Problem::invalid(
            "from",
            "期初必须早于期末。",
            "The opening day must be before the closing day.",
        ));
    }
    if name == "portfolio" {
        return article(ctx, from, to, ask.json).await;
    }
    let mut conn = ctx.store.read().await.map_err(of_store)?;
    let fields = match name {
        "retention" => {
            let bridge = store::board::bridge(&mut conn, &cut, from, to).await.map_err(of_store)?;
            vec![
                ("from", json!(from.to_string())),
                ("to", json!(to.to_string())),
                ("basis", json!("MRR, customer level")),
                ("opening", amount(bridge.opening_cents)),
                ("new", amount(bridge.new_cents)),
                ("expansion", amount(bridge.expansion_cents)),
                ("contraction", amount(bridge.contraction_cents)),
                ("churn", amount(bridge.churn_cents)),
                ("closing", amount(bridge.closing_cents)),
                ("closing_arr", amount(arr_cents(bridge.closing_cents))),
                ("nrr", ratio(bridge.nrr())),
                ("grr", ratio(bridge.grr())),
                ("logo_churn", ratio(bridge.logo_churn())),
                ("opening_customers", json!(bridge.opening_customers)),
                ("lost_customers", json!(bridge.churn_customers)),
                ("closing_customers", json!(bridge.closing_customers)),
            ]
        }
        "arr" => {
            let bridge = store::board::bridge(&mut conn, &cut, from, to).await.map_err(of_store)?;
            vec![
                ("as_of", json!(to.to_string())),
                ("arr", amount(arr_cents(bridge.closing_cents))),
                ("mrr", amount(bridge.closing_cents)),
                ("customers", json!(bridge.closing_customers)),
            ]
        }
        "csat" => {
            let counted = store::board::csat(&mut conn, &cut, to).await.map_err(of_store)?;
            vec![
                ("as_of", json!(to.to_string())),
                ("satisfied", json!(counted.satisfied)),
                ("answers", json!(counted.answers)),
                ("asked", json!(counted.asked)),
                ("csat", ratio(Ratio::new(counted.satisfied, counted.answers))),
                ("response_rate", ratio(Ratio::new(counted.answers, counted.asked))),
            ]
        }
        "adoption" => {
            let (active, paying) = store::board::adoption(&mut conn, &cut, to).await.map_err(of_store)?;
            vec![
                ("as_of", json!(to.to_string())),
                ("active_accounts", json!(active)),
                ("paying_accounts", json!(paying)),
                ("adoption", ratio(Ratio::new(active, paying))),
            ]
        }
        _ => {
            let names = NAMES.join(", ");
            return Err(Problem::invalid(
                "name",
                format!("没有名为“{name}”的报告，可用：{names}。"),
                format!("There is no report “{name}”; there are: {names}."),
            ));
        }
    };
    Ok(if ask.json { as_json(fields) } else { as_lines(&fields) })
}

/// The portfolio board's sentences, one a line.
async fn article(ctx: &Ctx, from: Date, to: Date, json: bool) -> Result<String, Problem> {
    let board = board::portfolio(ctx, &format!("from={from}&to={to}")).await?;
    if json {
        return serde_json::to_string_pretty(&board).map_err(|error| crate::fault::internal(&error));
    }
    let sentences: Vec<String> = board.tiles.iter().map(domain::board::Tile::sentence).collect();
    Ok(format!("{}\n{}\n\n{}\n", board.title, board.subtitle, sentences.join("\n")))
}

/// An amount in whole units where it is whole, so that a script may compare it with a ledger.
fn amount(cents: i64) -> Value {
    if cents % 100 == 0 { json!(cents / 100) } else { json!(cents as f64 / 100.0) }
}

/// A share to six decimals.
fn ratio(share: Option<Ratio>) -> Value {
    share.and_then(|share| share.six_decimals().parse::<f64>().ok()).map_or(Value::Null, |share| json!(share))
}

fn as_json(fields: Vec<(&str, Value)>) -> String {
    let object: serde_json::Map<String, Value> =
        fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    format!("{:#}\n", Value::Object(object))
}

fn as_lines(fields: &[(&str, Value)]) -> String {
    fields
        .iter()
        .map(|(name, value)| {
            let shown = match value {
                Value::Number(number) => number.as_i64().map_or_else(|| number.to_string(), count),
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            format!("{name:>20}  {shown}\n")
        })
        .collect()
}
