//! The settings of scores as people change them: one card at a time as a form, tried on the whole portfolio,
//! saved with a reason, and any older version brought back into the form.

use std::collections::{BTreeMap, BTreeSet};

use domain::board::Lamp;
use domain::calendar::working::{CHINA_OFFSET_MINUTES, local};
use domain::format::{clock, date_iso};
use domain::noun::account::{Account, STAGES};
use domain::problem::{Problem, ProblemKind, Problems};
use domain::quadrant::Quadrant;
use domain::record::Record as _;
use domain::scorecard::edit::{
    Change, Entry, Outcome, PORTFOLIO, Past, Sheet, Shifted, apply, apply_edges, edge_sections, removes,
    sections,
};
use domain::scorecard::{Card, Kind, Preview, Shift};
use domain::text::{Locale, Text, Words, text};
use store::score::Setting;
use store::{Conn, Error};

use super::{Steering, get, in_force, may_change, measured, of_version, require_change, save, try_out};
use crate::Ctx;
use crate::fault::of_store;
use crate::score::Scores;

const UNKNOWN: Text = text("数据不足", "too little known");

/// A card as a form, with the values in force or those of an older version; without a key, the first card.
///
/// # Errors
/// `NotFound` for who is none of ours, and for a card or a version that never was.
pub async fn sheet(ctx: &Ctx, card: &str, from: Option<i64>) -> Result<Sheet, Problem> {
    let now = get(ctx).await?;
    let shown = match from {
        Some(version) => version_of(&mut *ctx.store.read().await.map_err(of_store)?, version).await?,
        None => now.clone(),
    };
    let locale = ctx.locale;
    let mut cards: Vec<Entry> = now.cards.iter().map(|card| entry(card, locale)).collect();
    cards.push(edges_entry(locale));
    let wanted = if card.is_empty() { cards.first().map_or("", |first| first.key.as_str()) } else { card };
    let (chosen, sections) = if wanted == PORTFOLIO {
        (edges_entry(locale), edge_sections(shown.crossing, shown.edges, locale))
    } else {
        let card = find(&shown, wanted).ok_or_else(Problem::not_found)?;
        (entry(card, locale), sections(card, locale))
    };
    let history = super::history(ctx).await?;
    let first = Past {
        note: text("产品初始设置", "As the product came").in_(locale).to_owned(),
        ..Past::default()
    };
    let history = history.into_iter().map(past).chain(std::iter::once(first)).collect();
    let may_change = may_change(ctx.who.role);
    Ok(Sheet { version: now.version, from, cards, card: chosen, sections, may_change, history })
}

/// What a change would do to today's whole portfolio. Nothing is stored.
///
/// # Errors
/// Every problem of what was typed, at its row.
pub async fn preview(ctx: &Ctx, change: &Change) -> Result<Outcome, Problems> {
    require_change(ctx).await.map_err(|problem| vec![problem])?;
    let (new, kind) = built(ctx, change).await?;
    match kind {
        Some(kind) => {
            let tried = try_out(ctx, &new, kind).await.map_err(|found| placed(found, change))?;
            scores_outcome(ctx, kind, tried).await.map_err(|problem| vec![problem])
        }
        None => corners_outcome(ctx, &new).await,
    }
}

/// Saves a change, with the reason for it; everybody is scored anew. The new version.
///
/// # Errors
/// As [`preview`]; `Conflict` when somebody saved since the form was opened.
pub async fn change(ctx: &Ctx, change: &Change, note: &str) -> Result<i64, Problems> {
    require_change(ctx).await.map_err(|problem| vec![problem])?;
    let (new, _) = built(ctx, change).await?;
    if note.trim().is_empty() {
        return Err(vec![Problem::invalid(
            "note",
            "请写下为什么改，日后查历史时用得上。",
            "Say why you change it; whoever reads the history will want to know.",
        )]);
    }
    save(ctx, &new, note).await.map_err(|found| placed(found, change))
}

/// The settings in force with the change made, and the kind of the card that was changed.
async fn built(ctx: &Ctx, change: &Change) -> Result<(Steering, Option<Kind>), Problems> {
    let Change { card: key, version, from, typed } = change;
    let one = |problem: Problem| vec![problem];
    let conn = &mut *ctx.store.read().await.map_err(|error| one(of_store(error)))?;
    let now = in_force(conn).await.map_err(|error| one(of_store(error)))?;
    let base = match from {
        Some(version) => version_of(conn, *version).await.map_err(one)?,
        None => now.clone(),
    };
    let mut new = Steering { version: *version, ..now };
    if key == PORTFOLIO {
        (new.crossing, new.edges) = apply_edges(base.crossing, base.edges, typed)?;
        return Ok((new, None));
    }
    let card = find(&base, key).ok_or_else(|| one(Problem::not_found()))?;
    let kind = card.kind;
    let place = new.cards.iter().position(|known| known.key == *key);
    match (apply(card, typed)?, place.and_then(|place| new.cards.get_mut(place))) {
        (Some(card), Some(held)) => *held = card,
        (Some(card), None) => new.cards.push(card),
        (None, _) => new.cards.retain(|known| known.key != *key),
    }
    Ok((new, Some(kind)))
}

/// A card that may not go says so where one asked for it.
fn placed(problems: Problems, change: &Change) -> Problems {
    let is_going = removes(&change.typed);
    let place = |problem: Problem| match problem {
        Problem { kind: ProblemKind::Conflict, field: None, .. } if is_going => {
            Problem { field: Some("remove".to_owned()), ..problem }
        }
        other => other,
    };
    problems.into_iter().map(place).collect()
}

async fn version_of(conn: &mut Conn, version: i64) -> Result<Steering, Problem> {
    let steering = of_version(conn, Some(version)).await.map_err(of_store)?;
    if steering.version == version { Ok(steering) } else { Err(Problem::not_found()) }
}

fn find<'a>(steering: &'a Steering, key: &str) -> Option<&'a Card> {
    steering.cards.iter().find(|card| card.key == key)
}

fn entry(card: &Card, locale: Locale) -> Entry {
    let stage = |key: &String| {
        let known = STAGES.iter().find(|stage| stage.key == key.as_str());
        known.map_or_else(|| key.clone(), |stage| stage.label.in_(locale).to_owned())
    };
    let named: Vec<String> = card.stages.iter().map(stage).collect();
    let stages = match (named.is_empty(), locale) {
        (true, _) => text("其余所有阶段", "All other stages").in_(locale).to_owned(),
        (false, Locale::Zh) => named.join("、"),
        (false, Locale::En) => named.join(", "),
    };
    Entry {
        key: card.key.clone(),
        name: card.name.in_(locale).to_owned(),
        kind: card.kind.label().in_(locale).to_owned(),
        stages,
    }
}

fn edges_entry(locale: Locale) -> Entry {
    let say = |text: Text| text.in_(locale).to_owned();
    Entry {
        key: PORTFOLIO.to_owned(),
        name: say(text("四象限与组合", "Quadrant and portfolio")),
        kind: say(text("分界线", "Edges")),
        stages: say(text("所有阶段", "All stages")),
    }
}

fn past(setting: Setting) -> Past {
    let at = setting.saved_at.parse().map(|stamp| local(stamp, CHINA_OFFSET_MINUTES));
    let saved_at =
        at.map_or_else(|_| setting.saved_at.clone(), |at| format!("{} {}", date_iso(at.date()), clock(at)));
    Past {
        version: setting.version,
        saved_at,
        saved_by: setting.saved_by.unwrap_or_default(),
        note: setting.note,
    }
}

async fn scores_outcome(ctx: &Ctx, kind: Kind, tried: Preview) -> Result<Outcome, Problem> {
    let Preview { lamps, changed, shifts } = tried;
    let locale = ctx.locale;
    let all = [Some(Lamp::Good), Some(Lamp::Watch), Some(Lamp::Act), None];
    let name = |lamp: Option<Lamp>| lamp.map_or(UNKNOWN, Lamp::word).in_(locale).to_owned();
    let rows = all.map(|from| (name(from), all.map(|to| lamps.count(from, to)).to_vec()));
    let accounts = lamps.cells.iter().map(|cell| cell.accounts).sum();
    let (better, worse, label) = (lamps.improved(), lamps.worsened(), kind.label());
    let lead = Words::new(
        format!(
            "{}：{accounts} 家客户中 {changed} 家会变；灯色变好 {better} 家，变差 {worse} 家。",
            label.zh
        ),
        format!(
            "{}: {changed} of {accounts} accounts would change; {better} to a better lamp, {worse} to a worse one.",
            label.en
        ),
    );
    let names = names(ctx, shifts.iter().map(|shift| shift.account_id.clone()).collect()).await?;
    let shifted = |shift: Shift| Shifted {
        name: names.get(&shift.account_id).cloned().unwrap_or_default(),
        before: points(shift.points_bp.0),
        after: points(shift.points_bp.1),
        change: signed(shift.change_bp()),
        lamps: shift.lamps,
        id: shift.account_id,
    };
    Ok(Outcome {
        lead: lead.in_(locale).to_owned(),
        accounts,
        changed,
        heads: all.map(name).to_vec(),
        rows: rows.to_vec(),
        shifts: shifts.into_iter().map(shifted).collect(),
    })
}

/// Where the accounts would stand on the quadrant with other axes.
async fn corners_outcome(ctx: &Ctx, new: &Steering) -> Result<Outcome, Problems> {
    let problems = new.problems();
    if !problems.is_empty() {
        return Err(problems);
    }
    let (now, measured) = measured(ctx).await.map_err(|error| vec![of_store(error)])?;
    let locale = ctx.locale;
    let mut counts: BTreeMap<(Option<Quadrant>, Option<Quadrant>), i64> = BTreeMap::new();
    let mut moved = Vec::new();
    for (id, stage, readings) in measured {
        let scores = Scores::of(&now.cards, &stage, &readings);
        let points = |kind: Kind| scores.get(kind)?.points_bp;
        let corner = |steering: &Steering| {
            Some(steering.crossing.corner(points(Kind::Warmth)?, points(Kind::Willingness)?))
        };
        let (from, to) = (corner(&now), corner(new));
        *counts.entry((from, to)).or_default() += 1;
        if from != to {
            moved.push((id, from, to));
        }
    }
    let changed = i64::try_from(moved.len()).unwrap_or(i64::MAX);
    moved.truncate(20);
    let accounts = counts.values().sum();
    let seen: BTreeSet<Option<Quadrant>> = counts.keys().flat_map(|(from, to)| [*from, *to]).collect();
    let all: Vec<Option<Quadrant>> =
        Quadrant::ALL.into_iter().map(Some).chain(seen.contains(&None).then_some(None)).collect();
    let name = |corner: Option<Quadrant>| corner.map_or(UNKNOWN, Quadrant::label).in_(locale).to_owned();
    let count = |from, to| counts.get(&(from, to)).copied().unwrap_or(0);
    let rows = all.iter().map(|from| (name(*from), all.iter().map(|to| count(*from, *to)).collect()));
    let lead = Words::new(
        format!("四象限：{accounts} 家客户中 {changed} 家会换象限。组合的亮灯界线从保存起生效。"),
        format!(
            "Quadrant: {changed} of {accounts} accounts would change their corner. The portfolio's edges take effect when saved."
        ),
    );
    let names = names(ctx, moved.iter().map(|(id, ..)| id.clone()).collect())
        .await
        .map_err(|problem| vec![problem])?;
    let shifted = |(id, from, to): &(String, _, _)| Shifted {
        id: id.clone(),
        name: names.get(id).cloned().unwrap_or_default(),
        before: name(*from),
        after: name(*to),
        ..Shifted::default()
    };
    Ok(Outcome {
        lead: lead.in_(locale).to_owned(),
        accounts,
        changed,
        heads: all.iter().map(|corner| name(*corner)).collect(),
        rows: rows.collect(),
        shifts: moved.iter().map(shifted).collect(),
    })
}

async fn names(ctx: &Ctx, ids: Vec<String>) -> Result<BTreeMap<String, String>, Problem> {
    let cut = super::reads_accounts(ctx)?;
    let titles =
        async { store::record::titles(&mut *ctx.store.read().await?, Account::SPEC, &cut, &ids).await };
    titles.await.map_err(|error: Error| of_store(error))
}

/// A score as people read it: 6,254 is 62.5.
fn points(points_bp: Option<i64>) -> String {
    points_bp.map_or_else(
        || "—".to_owned(),
        |bp| domain::ratio::Ratio::new(bp, 100).map_or_else(String::new, |score| score.decimal(1)),
    )
}

fn signed(change_bp: i64) -> String {
    let sign = if change_bp > 0 { "+" } else { "" };
    format!("{sign}{}", points(Some(change_bp)))
}

#[cfg(test)]
mod tests;
