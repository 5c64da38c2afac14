//! The period a board's URL names: two days, or a name such as `2026Q3` or `this-quarter`, which follows the company's
//! fiscal calendar and moves on by itself.

use domain::calendar::{Fiscal, PeriodKey, Stretch};
use domain::problem::Problem;
use domain::query::pairs;
use jiff::ToSpan as _;
use jiff::civil::Date;

use super::company;
use crate::Ctx;

/// The periods a board offers by name.
const OFFERED: [PeriodKey; 6] = [
    PeriodKey::This(Stretch::Month),
    PeriodKey::Last(Stretch::Month),
    PeriodKey::This(Stretch::Quarter),
    PeriodKey::Last(Stretch::Quarter),
    PeriodKey::This(Stretch::Year),
    PeriodKey::Last(Stretch::Year),
];

/// The opening and closing day of the period a URL names: `period`, or `from` and `to`, ISO days; the twelve months to
/// today by default.
///
/// # Errors
/// When it cannot be read, is empty or has not begun.
pub async fn period_of(ctx: &Ctx, url: &str) -> Result<(Date, Date), Problem> {
    match value(url, "period") {
        Some(typed) => Ok(by_name(ctx, "period", &typed).await?.1),
        None => between(url, ctx.today),
    }
}

/// What the period of this name is called, its opening day and its closing day.
///
/// # Errors
/// At the field, when it cannot be read or has not begun.
pub(super) async fn by_name(ctx: &Ctx, field: &str, typed: &str) -> Result<(String, (Date, Date)), Problem> {
    let (key, fiscal) = (parse(field, typed)?, fiscal(ctx).await?);
    let period = key.resolve(fiscal, ctx.today);
    if period.from > ctx.today {
        return Err(to_come(field, period.from, ctx.today));
    }
    Ok((key.label(fiscal, ctx.locale), (period.opening_on(), period.to_date(ctx.today).to)))
}

/// Whether the URL asks for another period than the usual.
pub(super) fn is_dated(url: &str) -> Result<bool, Problem> {
    Ok(named(url)?.is_some() || day_in(url, "from")?.is_some() || day_in(url, "to")?.is_some())
}

/// The period by name that a URL holds, and those a board offers: how a URL spells them, and their names.
pub(super) async fn offered(ctx: &Ctx, url: &str) -> Result<(String, Vec<(String, String)>), Problem> {
    let fiscal = fiscal(ctx).await?;
    let offered = OFFERED.map(|key| (key.to_string(), key.label(fiscal, ctx.locale)));
    Ok((named(url)?.map(|key| key.to_string()).unwrap_or_default(), offered.into()))
}

/// The period by name that a URL holds, with the company's fiscal calendar.
pub(super) async fn key_of(ctx: &Ctx, url: &str) -> Result<Option<(PeriodKey, Fiscal)>, Problem> {
    let Some(key) = named(url)? else { return Ok(None) };
    Ok(Some((key, fiscal(ctx).await?)))
}

async fn fiscal(ctx: &Ctx) -> Result<Fiscal, Problem> {
    Ok(company(ctx).await?.map(|company| company.fiscal()).unwrap_or_default())
}

fn named(url: &str) -> Result<Option<PeriodKey>, Problem> {
    value(url, "period").map(|typed| parse("period", &typed)).transpose()
}

fn parse(field: &str, typed: &str) -> Result<PeriodKey, Problem> {
    let days = typed.split_once("..").and_then(|(from, to)| Some((from.parse().ok()?, to.parse().ok()?)));
    if days.is_some_and(|(from, to): (Date, Date)| to < from) {
        return Err(Problem::invalid(
            field,
            format!("期间“{typed}”还没开始就结束了，请把两个日期对调。"),
            format!("The period “{typed}” ends before it starts; please swap its two days."),
        ));
    }
    typed.parse().map_err(|problem: domain::calendar::PeriodError| {
        let words = problem.message();
        Problem::invalid(field, format!("“{typed}”：{}", words.zh), format!("“{typed}”: {}", words.en))
    })
}

fn between(url: &str, today: Date) -> Result<(Date, Date), Problem> {
    let to = day_in(url, "to")?.unwrap_or(today);
    let from = day_in(url, "from")?.unwrap_or_else(|| to.saturating_sub(1.year()));
    if to > today {
        return Err(to_come("to", to, today));
    }
    if from >= to {
        return Err(Problem::invalid(
            "from",
            "期初必须早于期末，请调整日期。",
            "The opening day must be before the closing day; please change the dates.",
        ));
    }
    Ok((from, to))
}

fn to_come(field: &str, day: Date, today: Date) -> Problem {
    Problem::invalid(
        field,
        format!("{day} 还没有到，看板最晚只能看到今天（{today}）。"),
        format!("{day} is still to come; the board can be read as of today ({today}) at the latest."),
    )
}

/// A day a URL names.
///
/// # Errors
/// When it cannot be read.
pub(super) fn day_in(url: &str, name: &str) -> Result<Option<Date>, Problem> {
    let Some(text) = value(url, name) else { return Ok(None) };
    text.parse::<Date>().map(Some).map_err(|_| {
        Problem::invalid(
            name,
            format!("“{text}”不是日期，请写成 2026-11-22 的样子。"),
            format!("“{text}” is not a date; please write it like 2026-11-22."),
        )
    })
}

pub(super) fn value(url: &str, name: &str) -> Option<String> {
    let (_, value) = pairs(url).into_iter().find(|(key, _)| key == name)?;
    Some(value.trim().to_owned()).filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::update;
    use crate::seed::{Plan, run};
    use domain::record::Record as _;
    use jiff::civil::date;
    use store::Store;

    #[tokio::test]
    async fn a_period_by_name_follows_the_fiscal_year_and_ends_today_at_the_latest() {
        let ctx = Ctx::system(Store::in_memory().await.unwrap(), "2026-11-22T02:00:00Z".parse().unwrap());
        run(&ctx, &Plan { accounts: 3, days: 40, rng: 7 }).await.unwrap();
        let check = async |url: &str, from, to| {
            assert_eq!(
                period_of(&ctx, url).await.map_err(|problem| problem.to_string()),
                Ok((from, to)),
                "{url}"
            );
        };
        check("", date(2025, 11, 22), ctx.today).await;
        check("period=&from=2026-01-01", date(2026, 1, 1), ctx.today).await;
        check("period=this-quarter", date(2026, 9, 30), ctx.today).await;
        check("period=2026Q3&tier=key", date(2026, 6, 30), date(2026, 9, 30)).await;
        let company = company(&ctx).await.unwrap().unwrap();
        let cells = [("fiscal_year_start_month".to_owned(), "4".to_owned())].into();
        update(&ctx, domain::noun::company::Company::SPEC, &company.id, company.version, &cells)
            .await
            .unwrap();
        check("period=this-year", date(2026, 3, 31), ctx.today).await;
        check("period=last-year", date(2025, 3, 31), date(2026, 3, 31)).await;
        assert!(offered(&ctx, "period=last-year").await.unwrap().1.iter().any(|(_, name)| name == "本财年"));
        for url in [
            "period=soon",
            "period=2028",
            "from=2026-12-01",
            "to=2026-13-01",
            "period=2026-05-02..2026-05-01",
        ] {
            let problem = period_of(&ctx, url).await.unwrap_err();
            assert!(problem.to_string().chars().count() > 10, "{url}: {problem}");
        }
    }
}
