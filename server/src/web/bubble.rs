//! Growth against profit: at each crossing of two scores one bubble a verdict, its area the space that lies there. A table
//! of the same says it in words.

use domain::format::Currency;
use domain::sandbox::Card;
use domain::text::{Locale, text};
use leptos::prelude::*;

use super::sandbox::figure;

/// The distance between two scores, in the drawing's own units.
const STEP: f64 = 100.0;
/// The largest radius.
const LARGEST: f64 = 30.0;
const VERDICTS: [(&str, f64); 3] = [("chosen", -24.0), ("", 0.0), ("abandoned", 24.0)];

/// The chart.
pub fn chart(cards: &[Card], currency: Currency, locale: Locale) -> AnyView {
    let mut spots: Vec<(i64, i64, usize, i64, Vec<&Card>)> = Vec::new();
    for card in cards {
        let (Some(growth), Some(profit)) = (card.scores[1], card.scores[2]) else { continue };
        let verdict = VERDICTS.iter().position(|(key, _)| *key == card.verdict).unwrap_or(1);
        match spots.iter_mut().find(|(x, y, of, ..)| (*x, *y, *of) == (growth, profit, verdict)) {
            Some((_, _, _, cents, held)) => {
                *cents += card.space_cents;
                held.push(card);
            }
            None => spots.push((growth, profit, verdict, card.space_cents, vec![card])),
        }
    }
    let most = spots.iter().map(|(_, _, _, cents, _)| *cents).max().unwrap_or(1).max(1);
    let bubbles = spots.iter().map(|(growth, profit, verdict, cents, held)| {
        let (key, aside) = VERDICTS.get(*verdict).copied().unwrap_or(("", 0.0));
        let share = number(*cents) / number(most);
        let radius = (share.max(0.0).sqrt() * LARGEST).max(5.0);
        let (x, y) = (number(*growth) * STEP + aside, 600.0 - number(*profit) * STEP - aside);
        let names: Vec<&str> = held.iter().map(|card| card.name.as_str()).take(6).collect();
        let more = if held.len() > names.len() { "…" } else { "" };
        let title = format!("{} · {}{more}", figure(*cents, currency, locale), names.join(", "));
        view! {
            <circle class="bubble" data-verdict=key cx=format!("{x:.0}") cy=format!("{y:.0}") r=format!("{radius:.1}")><title>{title}</title></circle>
        }
    });
    let lines = (1..=5).map(|score| {
        let at = f64::from(score) * STEP;
        let (x, y) = (format!("{at:.0}"), format!("{:.0}", 600.0 - at));
        view! {
            <line class="bubble-line" x1=x.clone() x2=x.clone() y1="60" y2="560"/>
            <line class="bubble-line" x1="50" x2="560" y1=y.clone() y2=y.clone()/>
            <text class="bubble-tick" x=x y="584">{score}</text>
            <text class="bubble-tick" x="30" y=y>{score}</text>
        }
    });
    let label = text("增长与利润，面积为空间", "Growth and profit, area is space").in_(locale);
    let (growth, profit) =
        (text("增长速度 →", "Growth →").in_(locale), text("利润水平 ↑", "Profit ↑").in_(locale));
    view! {
        <svg class="bubbles" viewBox="0 0 620 620" role="img" aria-label=label>
            {lines.collect_view()}
            <text class="bubble-name" x="560" y="608">{growth}</text>
            <text class="bubble-name" data-at="start" x="14" y="36">{profit}</text>
            {bubbles.collect_view()}
        </svg>
    }
    .into_any()
}

/// A drawing needs no cents.
#[expect(clippy::cast_precision_loss, reason = "a drawing's own units")]
fn number(n: i64) -> f64 {
    n as f64
}
