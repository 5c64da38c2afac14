//! A board drawn whole, with what it may be asked: as charts, or as an article. Only a server draws: a
//! browser puts the drawing in its place, and knows neither tiles nor charts.

use domain::board::brief::brief;
use domain::board::worded::{Worded, Writing};
use domain::board::{Ask, AskPart, Board};
use domain::query::joined;
use domain::text::{Locale, Text, text};
use leptos::prelude::*;

use super::{BoardView, Container};
use crate::component::tile::{signed, span};

const ASK: Text = text("期间与筛选", "Period and filters");
const EVERY: Text = text("全部", "All");
const FROM: Text = text("期初", "Opening");
const TO: Text = text("截至", "As of");
const BRIEF: Text = text("发到群里的文字", "As a message for the team’s chat");
const COPY: Text = text("复制", "Copy");
const SHOW: Text = text("查看", "Show");
const WRITE: Text = text("改写", "Reword");
const SAID: Text = text("看板自己会说：", "The board itself would say: ");
const RULE: Text = text(
    "看这块看板的每个人都会读到您的话和署名，大屏和分享出去的也是。只对全部客户、这一段期间有效；数字变了会标出来。",
    "Everybody who reads this board will read your words and your name, on walls and shared links too. They hold for all customers and this period; when the numbers move, that is marked.",
);
const AUTHORS: Text = text("按作者看", "By author");
const USUAL: Text = text("全部客户，近 12 个月", "All customers, last 12 months");

/// The drawing.
pub fn drawn(board: Board, container: Container, locale: Locale) -> String {
    let ask = board.ask.clone().filter(|_| container != Container::Wall);
    let key = board.key.clone();
    let arranged = board.is_arranged.then_some("");
    let ask = ask.map(|ask| {
        let path = domain::board::named::path(&key);
        view! { <AskView ask path is_text={container == Container::Text} locale/> }
    });
    let shown = match container {
        Container::Text => match board.write.clone() {
            Some(writing) => write(board, writing, locale),
            None => view! { <Article board locale/> }.into_any(),
        },
        Container::Desk | Container::Wall => view! { <BoardView board container locale/> }.into_any(),
    };
    view! { <div class="board-drawn" data-board=key data-arranged=arranged>{ask}{shown}</div> }.to_html()
}

/// The sentences in their order, as one text of a few paragraphs; every number in it stays a link.
#[component]
fn Article(board: Board, locale: Locale) -> impl IntoView {
    let message = brief(&board, locale);
    let sentences: Vec<_> = board.tiles.into_iter().filter(|tile| !tile.headline.is_empty()).collect();
    let paragraphs = sentences.chunks(4).map(|some| {
        let words = some.iter().map(|tile| {
            let spans = tile.headline.iter().chain(&tile.beside).cloned().map(span).collect_view();
            view! { {spans} " " }
        });
        // Whose words they are stands beneath them.
        let signed = some.iter().filter_map(|tile| {
            let Worded { signed: by, now } = tile.worded.clone()?;
            Some(signed(Worded { signed: format!("{} · {by}", tile.label), now }, locale))
        });
        view! { <p>{words.collect_view()}</p>{signed.collect_view()} }
    });
    view! {
        <article class="board-text">
            {paragraphs.collect_view()}
            <section class="board-brief">
                <details>
                    <summary>{BRIEF.in_(locale)}</summary>
                    <pre id="brief">{message}</pre>
                    <button class="button" type="button" data-copy="brief">{COPY.in_(locale)}</button>
                </details>
            </section>
        </article>
    }
}

/// The sentences one by one, each with the way to put it into one's own words; and the form where that is being done.
fn write(board: Board, writing: Writing, locale: Locale) -> AnyView {
    let path = domain::board::named::path(&board.key);
    let Writing { tile: at, said, acts, rest } = writing;
    let href = |key: &str| {
        let mut asked = rest.clone();
        asked.extend([("view".to_owned(), "text".to_owned()), ("write".to_owned(), key.to_owned())]);
        format!("{path}?{}#{key}", joined(&asked))
    };
    let rows = board.tiles.into_iter().filter(|tile| !tile.headline.is_empty()).map(|tile| {
        let is_here = tile.key == at;
        let spans = tile.headline.into_iter().map(span).collect_view();
        let form = if is_here {
            let [zh, en] = said.clone();
            view! {
                <p class="signed">{SAID.in_(locale)}<span lang="zh-CN">{zh}</span><span lang="en">{en}</span></p>
                {crate::component::act::row(acts.clone(), locale)}
                <p class="signed">{RULE.in_(locale)}</p>
            }
            .into_any()
        } else {
            let words = WRITE.in_(locale);
            let label = format!("{words}: {}", tile.label);
            view! { <a class="button" href=href(&tile.key) aria-label=label>{words}</a> }.into_any()
        };
        view! {
            <li id=tile.key>
                <p class="tile-label">{tile.label}</p>
                <p>{spans}</p>
                {tile.worded.map(|worded| signed(worded, locale))}
                {form}
            </li>
        }
    });
    view! {
        <ol class="board-text">{rows.collect_view()}</ol>
        <p><a class="button" data-kind="quiet" href="/headline" rel="external">{AUTHORS.in_(locale)}</a></p>
    }
    .into_any()
}

/// What a board may be asked, as a plain form: the URL it makes can be sent to somebody.
#[component]
fn AskView(ask: Ask, path: String, is_text: bool, locale: Locale) -> impl IntoView {
    let part = |part: AskPart| {
        let AskPart { key, label, held, choices, usual } = part;
        let usual = if usual.is_empty() { EVERY.in_(locale).to_owned() } else { usual };
        let options = choices.into_iter().map(|(value, words)| {
            let selected = value == held;
            view! { <option value=value selected=selected>{words}</option> }
        });
        view! {
            <label class="field" data-inline>
                <span class="field-label">{label}</span>
                <select class="input" name=key>
                    <option value="">{usual}</option>
                    {options.collect_view()}
                </select>
            </label>
        }
    };
    let day = |name: &'static str, label: Text, value: String| {
        view! {
            <label class="field" data-inline>
                <span class="field-label">{label.in_(locale)}</span>
                <input class="input" type="date" name=name value=value max=ask.last.clone()/>
            </label>
        }
    };
    let periods = periods(&ask, &path, is_text);
    let (from, to) = (day("from", FROM, ask.from), day("to", TO, ask.to));
    let usual = if is_text { format!("{path}?view=text") } else { path.clone() };
    view! {
        <details class="board-ask" open=ask.is_changed>
            <summary>{ASK.in_(locale)}</summary>
            <p class="cluster">{periods}</p>
            <form class="cluster" method="get" action=path aria-label=ASK.in_(locale)>
                {is_text.then(|| view! { <input type="hidden" name="view" value="text"/> })}
                {from}
                {to}
                {ask.parts.into_iter().map(part).collect_view()}
                <button class="button" type="submit">{SHOW.in_(locale)}</button>
                {ask.is_changed.then(|| view! { <a class="button" data-kind="quiet" href=usual>{USUAL.in_(locale)}</a> })}
            </form>
        </details>
    }
}

/// The periods that have a name, each a link that keeps the filters.
fn periods(ask: &Ask, path: &str, is_text: bool) -> impl IntoView + use<> {
    let filters = ask.parts.iter().filter(|part| !part.held.is_empty());
    let mut kept: Vec<_> = filters.map(|part| (part.key.clone(), part.held.clone())).collect();
    if is_text {
        kept.push(("view".to_owned(), "text".to_owned()));
    }
    let link = |(key, label): &(String, String)| {
        let mut asked = kept.clone();
        asked.push(("period".to_owned(), key.clone()));
        let held = if *key == ask.period { "true" } else { "false" };
        let href = format!("{path}?{}", joined(&asked));
        view! { <a class="chip" aria-current=held href=href>{label.clone()}</a> " " }
    };
    ask.periods.iter().map(link).collect_view()
}
