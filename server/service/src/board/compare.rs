//! A board beside itself in another period: `against` in the URL is `year` (the same period a year before), `before` (the
//! one just before) or any period by name, as `period` has it.

use domain::board::compare::{self, Against};
use domain::board::{AskPart, Board, Which};
use domain::calendar::{days_between, plus_days};
use domain::delta::Comparison;
use domain::problem::Problem;
use domain::query::{joined, pairs};
use domain::text::text;
use jiff::ToSpan as _;
use jiff::civil::Date;

use super::in_own_words;
use super::period::{by_name, key_of, offered, period_of, value};
use crate::Ctx;

/// Puts what the board was beside what it is when the URL asks for it, and among what the board may be asked. Says
/// whether it did.
///
/// # Errors
/// `Invalid` for another period that cannot be read, has not begun or is the board's own.
pub(super) async fn put(ctx: &Ctx, which: &Which, board: &mut Board) -> Result<bool, Problem> {
    let (Which::Portfolio(url) | Which::Named(_, url)) = which else { return Ok(false) };
    let asked = value(url, "against");
    let period = period_of(ctx, url).await?;
    let against = match &asked {
        Some(asked) => Some(other(ctx, url, asked, period).await?),
        None => None,
    };
    ask(ctx, url, asked, board).await?;
    let Some((against, called)) = against else { return Ok(false) };
    let then = in_own_words(ctx, &at(which, url, &against)).await?;
    compare::put(board, &then, &against, called, ctx.locale);
    board.kept_as = format!("{} against {} {}", board.kept_as, against.from, against.to);
    Ok(true)
}

/// The same board in the other period, for the same customers.
fn at(which: &Which, url: &str, against: &Against) -> Which {
    let is_kept =
        |name: &str| !matches!(name, "period" | "from" | "to" | "against" | "write" | "view" | "done");
    let mut asked: Vec<_> = pairs(url).into_iter().filter(|(name, _)| is_kept(name)).collect();
    asked.push(("from".to_owned(), against.from.to_string()));
    asked.push(("to".to_owned(), against.to.to_string()));
    match which {
        Which::Named(board, _) => Which::Named(*board, joined(&asked)),
        _ => Which::Portfolio(joined(&asked)),
    }
}

/// The other period, and what comparing with it is called where that has a name.
async fn other(
    ctx: &Ctx,
    url: &str,
    asked: &str,
    (from, to): (Date, Date),
) -> Result<(Against, Option<Comparison>), Problem> {
    let usual = match asked {
        "year" => Some(Comparison::YearOnYear),
        "before" => Some(Comparison::PeriodOnPeriod),
        _ => None,
    };
    let (against, called) = match usual {
        Some(comparison) => (earlier(ctx, url, comparison, (from, to)).await?, usual),
        None => {
            let (label, (opens, closes)) = by_name(ctx, "against", asked).await?;
            let against = Against { label, from: opens, to: closes };
            let called = against.comparison(from, to);
            (against, called)
        }
    };
    if (against.from, against.to) == (from, to) {
        return Err(Problem::invalid(
            "against",
            format!("两段期间是同一段（{from} 至 {to}），没有可比的：请换一段来比。"),
            format!("Both periods are the same ({from} to {to}): please choose another one to compare with."),
        ));
    }
    Ok((against, called))
}

/// The same period a year earlier, or the one just before: by the calendar where the period has a name, as far as it
/// has run; by its days otherwise.
async fn earlier(
    ctx: &Ctx,
    url: &str,
    comparison: Comparison,
    (from, to): (Date, Date),
) -> Result<Against, Problem> {
    let Some((key, fiscal)) = key_of(ctx, url).await? else {
        let (label, opens, closes) = match comparison {
            Comparison::YearOnYear => (
                text("上年同期", "the year before"),
                from.saturating_sub(1.year()),
                to.saturating_sub(1.year()),
            ),
            Comparison::PeriodOnPeriod => {
                (text("上一期", "the period before"), comparison.earlier(from, to), from)
            }
        };
        return Ok(Against { label: label.in_(ctx.locale).to_owned(), from: opens, to: closes });
    };
    let key = comparison.base_of(key.settled(fiscal, ctx.today), fiscal, ctx.today);
    let (period, mut label) = (key.resolve(fiscal, ctx.today), key.label(fiscal, ctx.locale));
    let (opens, mut closes) = (period.opening_on(), period.to);
    if to == ctx.today {
        let as_far = plus_days(opens, days_between(from, to));
        if as_far < closes {
            closes = as_far;
            label.push_str(text("同期", " to date").in_(ctx.locale));
        }
    }
    Ok(Against { label, from: opens, to: closes })
}

/// What there is to compare with.
async fn ask(ctx: &Ctx, url: &str, asked: Option<String>, board: &mut Board) -> Result<(), Problem> {
    let Some(ask) = board.ask.as_mut() else { return Ok(()) };
    let mut choices = vec![
        ("year".to_owned(), text("上年同期（同比）", "The year before").in_(ctx.locale).to_owned()),
        ("before".to_owned(), text("上一期（环比）", "The period before").in_(ctx.locale).to_owned()),
    ];
    let (_, named) = offered(ctx, url).await?;
    choices.extend(named.into_iter().filter(|(key, _)| *key != ask.period));
    if let Some(asked) = asked.as_ref().filter(|asked| !choices.iter().any(|(key, _)| key == *asked)) {
        let (label, _) = by_name(ctx, "against", asked).await?;
        choices.push((asked.clone(), label));
    }
    ask.is_changed |= asked.is_some();
    ask.parts.push(AskPart {
        key: "against".to_owned(),
        label: text("对比", "Compare with").in_(ctx.locale).to_owned(),
        held: asked.unwrap_or_default(),
        choices,
        usual: text("不对比", "Nothing").in_(ctx.locale).to_owned(),
    });
    Ok(())
}

#[cfg(test)]
mod tests {
    use domain::board::named::Named;
    use store::Store;

    use super::*;
    use crate::board::board;
    use crate::seed::{Plan, run};

    #[tokio::test]
    async fn every_board_stands_beside_itself_in_another_period() {
        let ctx = Ctx::system(Store::in_memory().await.unwrap(), "2026-11-22T02:00:00Z".parse().unwrap());
        run(&ctx, &Plan { accounts: 20, days: 200, rng: 7 }).await.unwrap();
        let mut all = vec![Which::Portfolio("against=year&tier=key".to_owned())];
        all.push(Which::Portfolio("period=2026Q3&against=2026Q2".to_owned()));
        // The lifecycle and the sandbox are of today: no period moves their figures.
        let still = [Named::Lifecycle, Named::Strategy];
        let moving = Named::ALL.into_iter().filter(|one| !still.contains(one));
        all.extend(moving.map(|one| Which::Named(one, "period=last-quarter&against=before".to_owned())));
        for which in all {
            let shown = board(&ctx, &which).await.unwrap();
            let beside: Vec<_> = shown
                .tiles
                .iter()
                .filter_map(|tile| Some((tile, tile.figure.as_ref()?.then.as_ref()?)))
                .collect();
            assert!(!beside.is_empty(), "{which:?}");
            for (tile, (label, was)) in beside {
                let is_told = tile.whole().contains(label.as_str()) || tile.beside.is_empty();
                assert!(is_told && was.href.is_some(), "{which:?} {}", tile.key);
                assert!(tile.figure.as_ref().unwrap().delta.is_some(), "{which:?} {}", tile.key);
            }
            assert!(
                shown.subtitle.contains("对比") && shown.kept_as.contains("against"),
                "{}",
                shown.subtitle
            );
            let ask = shown.ask.unwrap();
            assert!(
                ask.is_changed && ask.parts.iter().any(|part| part.key == "against" && !part.held.is_empty())
            );
        }
        let named = board(&ctx, &Which::Portfolio("period=2026Q3&against=2026Q2".to_owned())).await.unwrap();
        let nrr = named.tiles.iter().find(|tile| tile.key == "nrr").unwrap();
        assert_eq!(nrr.figure.as_ref().unwrap().delta.as_ref().unwrap().since, "环比", "{nrr:?}");
        let running = Which::Portfolio("period=this-quarter&against=before".to_owned());
        let running = board(&ctx, &running).await.unwrap();
        assert!(
            running.subtitle.contains("对比2026年三季度同期（2026-06-30 至 2026-08-22）"),
            "{}",
            running.subtitle
        );
        let days = board(&ctx, &Which::Portfolio("against=year".to_owned())).await.unwrap();
        assert!(days.subtitle.contains("对比上年同期（2024-11-22 至 2025-11-22）"), "{}", days.subtitle);
        let plain = board(&ctx, &Which::Portfolio("period=2026Q3".to_owned())).await.unwrap();
        assert!(
            plain.tiles.iter().all(|tile| tile.figure.as_ref().is_none_or(|figure| figure.then.is_none()))
        );
    }

    #[tokio::test]
    async fn what_cannot_be_compared_says_why() {
        let ctx = Ctx::system(Store::in_memory().await.unwrap(), "2026-11-22T02:00:00Z".parse().unwrap());
        run(&ctx, &Plan { accounts: 3, days: 40, rng: 7 }).await.unwrap();
        for (url, expected) in [
            ("against=soon", "soon"),
            ("against=2028", "still to come"),
            ("against=2026-05-02..2026-05-01", "ends before it starts"),
            ("period=2026Q3&against=2026Q3", "the same"),
            ("from=2026-06-30&to=2026-09-30&against=2026Q3", "the same"),
            ("against=%3Cscript%3E", "script"),
        ] {
            let problem = board(&ctx, &Which::Portfolio(url.to_owned())).await.unwrap_err();
            assert_eq!(problem.field.as_deref(), Some("against"), "{url}");
            assert!(problem.en.contains(expected), "{url}: {problem}");
        }
    }
}
