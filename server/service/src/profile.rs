//! What is known of one customer on one page: the draft in force beside another one, what it came to, who else they buy from,
//! the five layers. Drafts are begun from the one before and called final here.

use domain::noun::account::Account;
use domain::noun::alert::Alert;
use domain::noun::opportunity::Opportunity;
use domain::noun::profile::{Profile, Scan, ScanLayer};
use domain::noun::value_statement::ValueStatement;
use domain::noun::vendor::Vendor;
use domain::policy::Action;
use domain::problem::{Problem, ProblemKind};
use domain::profile::{Finish, Yield, finish};
use domain::query::{Op, Query};
use domain::record::{Draft, Record, Row};
use domain::text::Text;
use domain::value::Value;
use store::Conn;
use store::record::Cut;

use crate::Ctx;
use crate::fault::of_store;
use crate::policy::require;
use crate::record::{create, first, history, typed, typed_list};

/// The most of anything the page shows.
const MOST: u32 = 200;

/// What is known of a customer.
#[derive(Clone, Debug)]
pub struct Shown {
    /// Who.
    pub account: Account,
    /// Every draft, the latest first.
    pub drafts: Vec<Row>,
    /// Who else they buy from.
    pub vendors: Vec<Vendor>,
    /// What was seen in the five layers.
    pub scan: Vec<Scan>,
    /// How the layers are called.
    pub layers: Vec<ScanLayer>,
    /// What it came to.
    pub found: Yield,
    /// Whether this person may write drafts.
    pub may_write: bool,
}

impl Shown {
    /// Whether the latest draft may be called final.
    pub fn finish(&self) -> Finish {
        finish(i64::try_from(self.drafts.len()).unwrap_or(i64::MAX), self.found)
    }
}

/// What a profile has not come to yet, in words.
pub fn short(missing: &[Text]) -> Problem {
    let words = |pick: fn(&Text) -> &'static str, between: &str| {
        missing.iter().map(pick).collect::<Vec<_>>().join(between)
    };
    let (zh, en) = (words(|one| one.zh, "、"), words(|one| one.en, ", "));
    Problem::invalid(
        "state",
        format!("还不能定稿：看懂客户至少要得出一个商机、一个风险、一个价值，现在还缺{zh}。"),
        format!(
            "Not final yet: knowing a customer comes to at least one opportunity, one risk and one value. Missing: {en}."
        ),
    )
}

/// What is known of a customer.
///
/// # Errors
/// `NotFound` when the account is not there for this person.
pub async fn look(ctx: &Ctx, account_id: &str) -> Result<Shown, Problem> {
    let drafts = require(ctx, Action::Read, Profile::SPEC)?;
    let conn = &mut *ctx.store.read().await.map_err(of_store)?;
    let account: Account = typed(ctx, conn, account_id).await?;
    let asked = Query::default().filter("account_id", Op::Eq, account_id).sort("-number");
    let drafts = store::record::list(conn, Profile::SPEC, &drafts, &asked, MOST).await.map_err(of_store)?;
    let of = |sort: &str| Query::default().filter("account_id", Op::Eq, account_id).sort(sort);
    let vendors = typed_list(ctx, conn, &of("-share_bp"), MOST).await?;
    let scan = typed_list(ctx, conn, &of("layer"), MOST).await?;
    let layers = typed_list(ctx, conn, &Query::default().sort("layer"), MOST).await?;
    let found = found(conn, account_id).await.map_err(of_store)?;
    let may_write = require(ctx, Action::Create, Profile::SPEC).is_ok();
    Ok(Shown { account, drafts, vendors, scan, layers, found, may_write })
}

/// What knowing the customer came to so far.
async fn found(conn: &mut Conn, account_id: &str) -> Result<Yield, store::Error> {
    let of = Query::default().filter("account_id", Op::Eq, account_id);
    Ok(Yield {
        opportunities: store::record::count(conn, Opportunity::SPEC, &Cut::All, &of, MOST).await?,
        risks: store::record::count(conn, Alert::SPEC, &Cut::All, &of, MOST).await?,
        values: store::record::count(conn, ValueStatement::SPEC, &Cut::All, &of, MOST).await?,
    })
}

/// Begins another draft from the latest; returns its id.
///
/// # Errors
/// Rights, and that the account is not there.
pub async fn draft(ctx: &Ctx, account_id: &str) -> Result<String, Problem> {
    let shown = look(ctx, account_id).await?;
    let mut begun = Draft::new();
    begun.insert("account_id".to_owned(), account_id.to_owned());
    begun.insert("headline".to_owned(), shown.account.name.clone());
    if let Some(latest) = shown.drafts.first() {
        let kept = Profile::SPEC.fields.iter().zip(&latest.cells);
        let kept =
            kept.filter(|(field, _)| !field.fixed && !matches!(field.name, "drafted_on" | "author_id"));
        begun.extend(kept.map(|(field, cell)| (field.name.to_owned(), cell.as_str().to_owned())));
    }
    create(ctx, Profile::SPEC, &begun).await.map_err(first)
}

/// Calls a draft final. Whoever does has read what speaks against it (`knowing`).
///
/// # Errors
/// `Conflict` with what is to be read first; `Invalid` with what it has not come to; rights.
pub async fn settle(ctx: &Ctx, id: &str, version: i64, knowing: bool) -> Result<String, Problem> {
    let cut = require(ctx, Action::Update, Profile::SPEC)?;
    let mut write = ctx.store.write().await.map_err(of_store)?;
    let row = store::record::get(write.conn(), Profile::SPEC, &cut, id).await.map_err(of_store)?;
    let row = row.filter(|row| row.archived_at.is_none()).ok_or_else(Problem::not_found)?;
    let held = Profile::from_row(&row).ok_or_else(Problem::not_found)?;
    if row.version != version || held.state.is_some() {
        return Err(Problem::new(
            ProblemKind::Conflict,
            "这一稿刚被他人修改，或已经定稿。请重新打开再看。",
            "Somebody has just changed this draft, or it is final already. Please open it again.",
        ));
    }
    let drafts = Query::default().filter("account_id", Op::Eq, &held.account_id);
    let drafts = store::record::count(write.conn(), Profile::SPEC, &Cut::All, &drafts, MOST)
        .await
        .map_err(of_store)?;
    let found = found(write.conn(), &held.account_id).await.map_err(of_store)?;
    match finish(drafts, found) {
        Finish::Short(missing) => return Err(short(&missing)),
        Finish::Warned(words) if !knowing => {
            return Err(Problem::new(ProblemKind::Conflict, words.zh, words.en));
        }
        Finish::Warned(_) | Finish::Ready => {}
    }
    let mut cells = row.cells.clone();
    if let Some(slot) = Profile::SPEC.field("state").and_then(|(at, _)| cells.get_mut(at)) {
        *slot = Value::from("final");
    }
    store::record::update(write.conn(), Profile::SPEC, id, version, &cells, &ctx.stamp())
        .await
        .map_err(of_store)?;
    history::write(ctx, write.conn(), "update", Profile::SPEC, id, &row.cells, &cells)
        .await
        .map_err(of_store)?;
    write.commit().await.map_err(of_store)?;
    Ok(held.account_id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::update;

    fn typed(cells: &[(&str, &str)]) -> Draft {
        cells.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    async fn customer() -> (Ctx, String) {
        let store = store::Store::in_memory().await.unwrap();
        let ctx = Ctx::system(store, "2026-11-22T02:00:00Z".parse().unwrap());
        let account =
            create(&ctx, Account::SPEC, &typed(&[("name", "澄野乳业"), ("stage", "service")])).await.unwrap();
        (ctx, account)
    }

    #[tokio::test]
    async fn a_draft_begins_from_the_one_before_and_a_final_one_stays_as_it_is() {
        let (ctx, account) = customer().await;
        let first = draft(&ctx, &account).await.unwrap();
        let known = typed(&[("business", "三座工厂，年营收 42 亿"), ("business_source", "2025 年报")]);
        update(&ctx, Profile::SPEC, &first, 1, &known).await.unwrap();
        let second = draft(&ctx, &account).await.unwrap();
        let shown = look(&ctx, &account).await.unwrap();
        let numbers: Vec<_> =
            shown.drafts.iter().filter_map(Profile::from_row).map(|one| one.number).collect();
        assert_eq!(numbers, [Some(2), Some(1)]);
        let latest = Profile::from_row(&shown.drafts[0]).unwrap();
        assert_eq!((latest.id, latest.business.as_deref()), (second.clone(), Some("三座工厂，年营收 42 亿")));

        let short = settle(&ctx, &second, 1, true).await.unwrap_err();
        assert_eq!(short.kind, ProblemKind::Invalid);
        assert!(short.zh.contains("一个商机、一个风险、一个价值"), "{}", short.zh);
        let of = ("account_id", account.as_str());
        create(&ctx, Opportunity::SPEC, &typed(&[of, ("name", "二期"), ("space_cents", "100")]))
            .await
            .unwrap();
        create(&ctx, Alert::SPEC, &typed(&[of, ("message", "预算被砍")])).await.unwrap();
        create(
            &ctx,
            ValueStatement::SPEC,
            &typed(&[of, ("statement", "少压货 300 万"), ("evidence", "台账")]),
        )
        .await
        .unwrap();

        assert_eq!(
            settle(&ctx, &second, 1, false).await.unwrap_err().kind,
            ProblemKind::Conflict,
            "few drafts: said first"
        );
        assert_eq!(settle(&ctx, &second, 1, true).await.unwrap(), account);
        let late =
            update(&ctx, Profile::SPEC, &second, 2, &typed(&[("business", "改写")])).await.unwrap_err();
        assert!(late[0].zh.contains("已经定稿"), "{}", late[0].zh);
        let third = draft(&ctx, &account).await.unwrap();
        assert!(update(&ctx, Profile::SPEC, &third, 1, &typed(&[("business", "改写")])).await.is_ok());
    }
}
