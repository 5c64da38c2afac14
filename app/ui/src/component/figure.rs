//! A number to be read from afar: the figure, its lighter unit, and how it moved.

use domain::board::{Delta, Figure};
use leptos::prelude::*;

use super::tile::span;

/// A number that is a link when there are rows behind it.
#[component]
pub fn FigureView(
    figure: Figure,
    /// `hero`, `tile` or `line`.
    #[prop(optional)]
    size: Option<&'static str>,
) -> impl IntoView {
    let Figure { value, unit, delta, href, measure: _, then } = figure;
    let inside = view! {
        <span class="figure-value">
            {value}
            {(!unit.is_empty()).then(|| view! { <small class="figure-unit">{unit}</small> })}
        </span>
    };
    let value = match href {
        Some(href) => view! { <a href=href>{inside}</a> }.into_any(),
        None => inside.into_any(),
    };
    view! {
        <p class="tile-value figure" data-size=size.unwrap_or("tile")>
            {value}
            {delta.map(|delta| view! { <DeltaView delta/> })}
            {then.map(|(label, was)| view! { <span class="figure-then">{label}" "{span(was)}</span> })}
        </p>
    }
}

/// How a number moved: an arrow and words. Colour follows the reader's red-up or green-up setting.
#[component]
pub fn DeltaView(delta: Delta) -> impl IntoView {
    let Delta { text, since, direction } = delta;
    let (moved, path) = match direction {
        1.. => ("rise", "M6 1 11 11H1z"),
        0 => ("flat", "M1 5h10v2H1z"),
        _ => ("fall", "M6 11 1 1h10z"),
    };
    view! {
        <span class="figure-delta" data-move=moved>
            <svg viewBox="0 0 12 12" aria-hidden="true"><path d=path></path></svg>
            <span class="figure-moved">{text}</span>
            {(!since.is_empty()).then(|| view! { <span class="figure-since">{since}</span> })}
        </span>
    }
}
