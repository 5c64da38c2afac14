//! The company's calendar as it is looked at and kept: a fiscal year with its workdays, one day made free or worked,
//! the month the year begins with. All of it are records and a setting like any other, written with their history.

use domain::calendar::Fiscal;
use domain::calendar::sheet::Sheet;
use domain::noun::company::Company;
use domain::noun::holiday::{self, Holiday};
use domain::policy::Action;
use domain::problem::Problem;
use domain::query::{Op, Query};
use domain::record::{Draft, Record as _};
use jiff::civil::Date;
use store::record::Cut;

use crate::Ctx;
use crate::board::company;
use crate::fault::of_store;
use crate::policy::require;
use crate::record::{archive, create, first, restore, update};

/// The most days of the table a year can have.
const DAYS_MOST: u32 = 800;

/// A year as somebody sees it.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The year.
    pub sheet: Sheet,
    /// The calendar it follows.
    pub fiscal: Fiscal,
    /// Whether they may change its days.
    pub may_set_days: bool,
    /// Whether they may change the month it begins with.
    pub may_set_start: bool,
}

/// The fiscal year of that name, or the one that runs today.
///
/// # Errors
/// Rights; `Invalid` for a year that is none of ours; the store's failures.
pub async fn year(ctx: &Ctx, name: Option<i16>) -> Result<Shown, Problem> {
    require(ctx, Action::Read, Holiday::SPEC)?;
    let fiscal = company(ctx).await?.map(|company| company.fiscal()).unwrap_or_default();
    let name = name.unwrap_or_else(|| fiscal.year_of(ctx.today));
    if !(2000..=2100).contains(&name) {
        return Err(Problem::invalid(
            "year",
            "请选择 2000 到 2100 之间的年份。",
            "Please choose a year between 2000 and 2100.",
        ));
    }
    let period = fiscal.year(name);
    let asked = Query::default().filter("falls_on", Op::Ge, period.from.to_string()).filter(
        "falls_on",
        Op::Le,
        period.to.to_string(),
    );
    let conn = &mut *ctx.store.read().await.map_err(of_store)?;
    let rows =
        store::record::list(conn, Holiday::SPEC, &Cut::All, &asked, DAYS_MOST).await.map_err(of_store)?;
    let table: Vec<Holiday> = rows.iter().filter_map(Holiday::from_row).collect();
    Ok(Shown {
        sheet: Sheet::of(fiscal, name, &table, ctx.today),
        fiscal,
        may_set_days: require(ctx, Action::Create, Holiday::SPEC).is_ok(),
        may_set_start: require(ctx, Action::Update, Company::SPEC).is_ok(),
    })
}

/// Makes a day free or worked, or what its weekday says again (an empty kind).
///
/// # Errors
/// Rights, and what is wrong with the words.
pub async fn set_day(ctx: &Ctx, on: Date, kind: &str, name: &str) -> Result<(), Problem> {
    let is_known = kind.is_empty() || holiday::KINDS.iter().any(|one| one.key == kind);
    if !is_known {
        return Err(Problem::invalid(
            "kind",
            "请选择放假、上班或按星期。",
            "Please choose a day off, a workday, or what its weekday says.",
        ));
    }
    if !kind.is_empty() && name.trim().is_empty() {
        return Err(Problem::invalid(
            "name",
            "请写上名称，例如“国庆节”，大家才知道这天为什么不同。",
            "Please name the day, such as “National Day”, so that everybody knows why it differs.",
        ));
    }
    let held = held(ctx, on).await?;
    match (held, kind) {
        (None | Some((_, _, false)), "") => {}
        (Some((id, version, true)), "") => {
            archive(ctx, Holiday::SPEC, &id, version).await?;
        }
        (None, _) => {
            create(
                ctx,
                Holiday::SPEC,
                &draft(&[("falls_on", &on.to_string()), ("kind", kind), ("name", name)]),
            )
            .await
            .map_err(first)?;
        }
        (Some((id, mut version, is_held)), _) => {
            if !is_held {
                version = restore(ctx, Holiday::SPEC, &id, version).await?;
            }
            update(ctx, Holiday::SPEC, &id, version, &draft(&[("kind", kind), ("name", name)]))
                .await
                .map_err(first)?;
        }
    }
    Ok(())
}

/// The record of a day: its id, its version, and whether it holds (it may have been put away).
async fn held(ctx: &Ctx, on: Date) -> Result<Option<(String, i64, bool)>, Problem> {
    require(ctx, Action::Update, Holiday::SPEC)?;
    let conn = &mut *ctx.store.read().await.map_err(of_store)?;
    for archived in [false, true] {
        let asked = Query { archived, ..Query::default() }.filter("falls_on", Op::Eq, on.to_string());
        let rows = store::record::list(conn, Holiday::SPEC, &Cut::All, &asked, 1).await.map_err(of_store)?;
        if let Some(row) = rows.into_iter().next() {
            return Ok(Some((row.id, row.version, row.archived_at.is_none())));
        }
    }
    Ok(None)
}

/// Makes the fiscal year begin with that month.
///
/// # Errors
/// Rights; a month that is none.
pub async fn start_with(ctx: &Ctx, month: u8) -> Result<(), Problem> {
    require(ctx, Action::Update, Company::SPEC)?;
    let Some(company) = company(ctx).await? else { return Err(Problem::not_found()) };
    if !(1..=12).contains(&month) {
        return Err(Problem::invalid(
            "month",
            "财年从 1 月到 12 月中的一个月开始。",
            "A fiscal year begins with one of the twelve months.",
        ));
    }
    let cells = draft(&[("fiscal_year_start_month", &month.to_string())]);
    update(ctx, Company::SPEC, &company.id, company.version, &cells).await.map_err(first)?;
    Ok(())
}

fn draft(cells: &[(&str, &str)]) -> Draft {
    cells.iter().map(|(name, typed)| ((*name).to_owned(), (*typed).to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seed::{Plan, run};
    use domain::calendar::sheet::DayKind;
    use domain::policy::Role;
    use jiff::civil::date;
    use store::Store;

    async fn company_of() -> Ctx {
        let ctx = Ctx::system(Store::in_memory().await.unwrap(), "2026-11-22T02:00:00Z".parse().unwrap());
        run(&ctx, &Plan { accounts: 3, days: 40, rng: 7 }).await.unwrap();
        ctx
    }

    #[tokio::test]
    async fn a_day_is_made_free_named_again_and_what_its_weekday_says() {
        let ctx = company_of().await;
        let day = date(2026, 12, 24);
        let kind = async || {
            let shown = year(&ctx, Some(2026)).await.unwrap();
            shown.sheet.day(day).map(|day| (day.kind, day.why.clone()))
        };
        assert_eq!(kind().await, Some((DayKind::Workday, String::new())));
        for _ in 0..2 {
            set_day(&ctx, day, "off", "年会").await.unwrap();
            set_day(&ctx, day, "off", "公司年会").await.unwrap();
            assert_eq!(kind().await, Some((DayKind::Off, "公司年会".to_owned())));
            set_day(&ctx, day, "", "").await.unwrap();
            set_day(&ctx, day, "", "").await.unwrap();
            assert_eq!(kind().await, Some((DayKind::Workday, String::new())));
        }
        assert!(set_day(&ctx, day, "off", "").await.is_err(), "a day off has a name");
        assert!(set_day(&ctx, day, "holiday", "年会").await.is_err());
        assert_eq!(kind().await, Some((DayKind::Workday, String::new())));
    }

    #[tokio::test]
    async fn the_year_begins_with_the_month_that_was_chosen_and_only_an_administrator_chooses() {
        let ctx = company_of().await;
        start_with(&ctx, 4).await.unwrap();
        let shown = year(&ctx, None).await.unwrap();
        assert_eq!((shown.sheet.name, shown.sheet.period.from), (2027, date(2026, 4, 1)));
        for month in [0, 13] {
            assert!(start_with(&ctx, month).await.is_err(), "{month}");
        }
        assert!(year(&ctx, Some(1600)).await.is_err());
        let mut csm = ctx.clone();
        csm.who.role = Role::Csm;
        csm.who.user_id = Some("u".to_owned());
        assert!(
            start_with(&csm, 1).await.is_err()
                && set_day(&csm, date(2026, 12, 24), "off", "x").await.is_err()
        );
        assert!(!year(&csm, None).await.unwrap().may_set_days);
        csm.who.role = Role::ExecutiveSponsor;
        assert!(year(&csm, None).await.is_err());
    }
}
