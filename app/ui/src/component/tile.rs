//! A tile: sentence, number, chart or names, in that order. It only places what the board composed.

use domain::board::worded::{MOVED, Worded};
use domain::board::{Line, Size, Span, Tile};
use domain::text::{Locale, Text, text};
use leptos::prelude::*;

use super::figure::FigureView;
use super::icon::Icon;
use super::lamp::LampView;
use crate::chart::ChartView;

const NOW: Text = text("现在是：", "It would now read: ");

#[component]
pub fn TileView(
    tile: Tile,
    /// Where it sits on a wall; see `ui::board::Seat`.
    #[prop(optional_no_strip)]
    seat: Option<&'static str>,
    /// Its columns of twelve where it is narrow and on a desk, and its rows there; see `ui::board::span`.
    #[prop(optional)]
    place: Place,
    locale: Locale,
) -> impl IntoView {
    let bare = is_bare(&tile).then_some("");
    let Tile { key, size, label, headline, figure, lamp, chart, lines, href, acts, worded, beside } = tile;
    // A wall is looked at; nothing is done on it.
    let acts = if seat.is_some() { Vec::new() } else { acts };
    // There the ruler says what it was, and there is room for one sentence.
    let beside = if seat.is_some() { Vec::new() } else { beside };
    // A number among others has no room for a sentence there, nor for its signature.
    let is_silent = seat == Some("figure");
    let (of_lines, own): (Vec<_>, Vec<_>) = acts.into_iter().partition(|act| act.of.is_some());
    let below = (!own.is_empty()).then(|| super::act::row(own, locale));
    let (size, figure_size) = match size {
        Size::Hero => ("hero", "hero"),
        Size::Figure => ("figure", "tile"),
        Size::Half => ("half", "tile"),
        Size::Wide => ("wide", "tile"),
    };
    // Names and nothing else need no row each.
    let is_compact =
        lines.iter().all(|line| line.value.is_empty() && line.lamp.is_none() && line.action.is_none());
    let compact = is_compact.then_some("");
    let more = href.map(|href| {
        // Pages of the server's own: the browser goes there, not the app.
        let is_own = ["/sandbox", "/work-plan"].iter().any(|own| href.starts_with(own));
        let rel = is_own.then_some("external");
        view! {
            <a class="tile-more" href=href rel=rel aria-label=label.clone()>
                <Icon icon=icondata_lu::LuArrowUpRight/>
            </a>
        }
    });
    let Place { narrow, desk, rows, lines: room } = place;
    let is_far = move |index: usize| room.is_some_and(|room| index >= room).then_some("");
    let tall = (rows > 1).then_some("");
    view! {
        <article class="tile" id=key data-size=size data-seat=seat data-bare=bare data-narrow=narrow data-desk=desk data-tall=tall>
            <h2 class="tile-headline">{headline.into_iter().chain(beside).map(span).collect_view()}</h2>
            {worded.filter(|_| !is_silent).map(|worded| signed(worded, locale))}
            {more}
            <div class="tile-body">
                <p class="tile-label">
                    <span>{label}</span>
                    {lamp.map(|lamp| view! { <LampView lamp locale/> })}
                </p>
                {figure.map(|figure| view! { <FigureView figure size=figure_size/> })}
                {chart.filter(|chart| !chart.is_empty()).map(|chart| view! { <ChartView chart locale/> })}
                {(!lines.is_empty())
                    .then(|| view! {
                        <ol class="tile-list" data-compact=compact>
                            {lines
                                .into_iter()
                                .enumerate()
                                .map(|(index, one)| {
                                    let acts: Vec<_> = of_lines.iter().filter(|act| act.of == Some(index)).cloned().collect();
                                    let acts = (!acts.is_empty()).then(|| super::act::row(acts, locale));
                                    // What is done here needs no way to elsewhere; nobody rings from a wall.
                                    let is_call = one.action.as_ref().and_then(|action| action.href.as_deref()).is_some_and(|href| href.starts_with("tel:"));
                                    let one = if acts.is_some() || (seat.is_some() && is_call) { Line { action: None, ..one } } else { one };
                                    view! { <li data-far=is_far(index)>{line(one, locale)}{acts}</li> }
                                })
                                .collect_view()}
                        </ol>
                    })}
                {below}
            </div>
        </article>
    }
}

/// Whether a tile is but a sentence: it is a line, not a box.
pub(crate) fn is_bare(tile: &Tile) -> bool {
    tile.figure.is_none()
        && tile.lines.is_empty()
        && tile.chart.as_ref().is_none_or(domain::chart::Chart::is_empty)
}

/// How wide a tile stands, where it is narrow and on a desk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    pub narrow: Option<u8>,
    pub desk: Option<u8>,
    pub rows: u8,
    /// How many of its lines an ordinary wall has room for; the others are for a very wide one.
    pub lines: Option<usize>,
}

/// Whose words they are, and what they would be now.
pub(crate) fn signed(Worded { signed, now }: Worded, locale: Locale) -> AnyView {
    let moved = (!now.is_empty()).then(|| {
        let now = now.into_iter().map(span).collect_view();
        view! { " · "<b>{MOVED.in_(locale)}</b><span>{NOW.in_(locale)}{now}</span> }
    });
    view! { <p class="signed">{signed}{moved}</p> }.into_any()
}

/// Words, or a number that leads to its rows.
pub(crate) fn span(Span { text, href }: Span) -> AnyView {
    match href {
        Some(href) => view! { <a href=href>{text}</a> }.into_any(),
        None => text.into_any(),
    }
}

fn line(Line { title, href, detail, value, lamp, action }: Line, locale: Locale) -> AnyView {
    let inside = view! {
        <span class="tile-list-name">
            {lamp.map(|lamp| view! { <LampView lamp locale/> })}
            <span>{title}</span>
        </span>
        <span class="tile-list-value">{value}</span>
        <span class="tile-list-note">{detail}</span>
    };
    let inside = match href {
        Some(href) => view! { <a href=href>{inside}</a> }.into_any(),
        None => view! { <div>{inside}</div> }.into_any(),
    };
    let action = action.map(|Span { text, href }| view! { <a class="tile-list-action" href=href>{text}</a> });
    view! { {inside} {action} }.into_any()
}
