use domain::noun;
use domain::policy::Role;
use domain::problem::{Problem, ProblemKind};
use domain::record::Draft;
use store::Store;

use crate::record::{archive, create, update};
use crate::{Ctx, Who};

fn draft(cells: &[(&str, &str)]) -> Draft {
    cells.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

async fn made(ctx: &Ctx, table: &str, cells: &[(&str, &str)]) -> String {
    create(ctx, noun::spec(table).unwrap(), &draft(cells)).await.unwrap()
}

/// The field the first problem belongs to, or nothing when all is well.
async fn refused(ctx: &Ctx, table: &str, cells: &[(&str, &str)]) -> Option<String> {
    create(ctx, noun::spec(table).unwrap(), &draft(cells))
        .await
        .err()
        .map(|problems| problems[0].field.clone().unwrap())
}

async fn desk() -> (Ctx, String) {
    let ctx = Ctx::system(Store::in_memory().await.unwrap(), "2026-11-22T02:00:00Z".parse().unwrap());
    let account = made(&ctx, "account", &[("name", "甲"), ("stage", "service")]).await;
    (ctx, account)
}

#[tokio::test]
async fn what_does_not_fit_together_is_refused_at_its_field() {
    let (ctx, account) = desk().await;
    let a = ("account_id", account.as_str());
    let sub = |end| [a, ("plan", "P"), ("mrr_cents", "1"), ("starts_on", "2026-05-01"), ("ends_on", end)];
    let survey = |kind, score| [a, ("kind", kind), ("score", score), ("answered_on", "2026-05-01")];
    let entry = |kind, delta, source| {
        [
            a,
            ("happened_on", "2026-05-01"),
            ("kind", kind),
            ("delta_cents", delta),
            ("after_cents", "0"),
            ("source", source),
        ]
    };
    let check = async |table: &str, cells: &[(&str, &str)], expected: Option<&str>| {
        assert_eq!(refused(&ctx, table, cells).await.as_deref(), expected, "{table} {cells:?}");
    };
    check("subscription", &sub("2026-04-30"), Some("ends_on")).await;
    check("subscription", &sub("2026-05-01"), None).await;
    check("subscription", &sub(""), None).await;
    check("survey_response", &survey("nps", "0"), None).await;
    check("survey_response", &survey("csat", "0"), Some("score")).await;
    check("survey_response", &survey("csat", "6"), Some("score")).await;
    check("survey_response", &survey("ces", "7"), None).await;
    check("survey_response", &survey("sponsor_pulse", "6"), Some("score")).await;
    let person = |role, account| {
        [
            ("name", "丁"),
            ("email", "d@example.com"),
            ("role", role),
            ("is_active", "1"),
            ("account_id", account),
        ]
    };
    check("user", &person("executive_sponsor", ""), Some("account_id")).await;
    check("user", &person("csm", &account), Some("account_id")).await;
    check("user", &person("csm", ""), None).await;
    check("arr_event", &entry("new", "5", "derived"), Some("source")).await;
    check("arr_event", &entry("churn", "5", "manual"), Some("delta_cents")).await;
    check("arr_event", &entry("new", "0", "manual"), Some("delta_cents")).await;
    check("arr_event", &entry("new", "5", "manual"), None).await;
}

#[tokio::test]
async fn a_reporting_line_and_a_parent_company_never_go_in_circles() {
    let (ctx, account) = desk().await;
    let person = |name| [("account_id", account.as_str()), ("name", name), ("role", "user")];
    let boss = made(&ctx, "stakeholder", &person("王总")).await;
    let middle =
        made(&ctx, "stakeholder", &[&person("李工")[..], &[("reports_to_id", &boss)]].concat()).await;
    let spec = noun::spec("stakeholder").unwrap();
    for above in [&boss, &middle] {
        let problems = update(&ctx, spec, &boss, 1, &draft(&[("reports_to_id", above)])).await.unwrap_err();
        assert_eq!(problems[0].field.as_deref(), Some("reports_to_id"));
    }
    let parent =
        update(&ctx, noun::spec("account").unwrap(), &account, 1, &draft(&[("parent_id", &account)])).await;
    assert_eq!(parent.unwrap_err()[0].field.as_deref(), Some("parent_id"));
}

#[tokio::test]
async fn an_administrator_never_locks_themselves_out_and_the_last_one_stays() {
    let (ctx, _) = desk().await;
    let spec = noun::spec("user").unwrap();
    let person = |email| [("name", "丁"), ("email", email), ("role", "administrator"), ("is_active", "1")];
    let first = made(&ctx, "user", &person("first@example.com")).await;
    let field = |problem: &Problem| problem.field.clone().unwrap_or_default();
    let refused = async |who: &Ctx, id: &str| {
        let version = crate::record::get(&ctx, spec, id).await.unwrap().row.version;
        for (at, to) in [("role", "csm"), ("is_active", "0")] {
            let problems = update(who, spec, id, version, &draft(&[(at, to)])).await.unwrap_err();
            assert_eq!(field(&problems[0]), at);
        }
        let problem = archive(who, spec, id, version).await.unwrap_err();
        assert_eq!(problem.kind, ProblemKind::Invalid);
    };
    refused(&ctx, &first).await;
    let named = update(&ctx, spec, &first, 1, &draft(&[("name", "戊")])).await;
    assert!(named.is_ok(), "all else may change");
    let second = made(&ctx, "user", &person("second@example.com")).await;
    let who = Who {
        user_id: Some(first.clone()),
        name: String::new(),
        role: Role::Administrator,
        account_id: None,
    };
    let own = Ctx { who, ..ctx.clone() };
    refused(&own, &first).await;
    let done = update(&own, spec, &second, 1, &draft(&[("role", "csm")])).await;
    assert!(done.is_ok(), "one of two may go: {done:?}");
    refused(&ctx, &first).await;
    update(&own, spec, &second, 2, &draft(&[("role", "administrator")])).await.unwrap();
    archive(&own, spec, &second, 3).await.unwrap();
    refused(&ctx, &first).await;
}

#[tokio::test]
async fn use_is_summed_by_account_and_day_with_every_write() {
    let (ctx, account) = desk().await;
    let core = made(&ctx, "feature", &[("name", "排班"), ("is_core", "true")]).await;
    let other = made(&ctx, "feature", &[("name", "主题")]).await;
    let used = |feature, day, uses| {
        [("account_id", account.as_str()), ("feature_id", feature), ("used_on", day), ("uses", uses)]
    };
    let first = made(&ctx, "usage", &used(&core, "2026-11-02", "40")).await;
    made(&ctx, "usage", &used(&other, "2026-11-02", "2")).await;
    let sums = async || {
        let mut conn = ctx.store.read().await.unwrap();
        store::rollup::usage_totals(&mut conn).await.unwrap()
    };
    assert_eq!(sums().await, [42, 42]);
    let usage = noun::spec("usage").unwrap();
    update(&ctx, usage, &first, 1, &draft(&[("used_on", "2026-11-03"), ("uses", "41")])).await.unwrap();
    assert_eq!(sums().await, [43, 43]);
    archive(&ctx, usage, &first, 2).await.unwrap();
    assert_eq!(sums().await, [2, 2]);
    let days = async || {
        let mut conn = ctx.store.read().await.unwrap();
        store::rollup::usage_days(&mut conn, &account, "2026-11-01", "2026-11-30").await.unwrap()
    };
    let kept = days().await;
    assert_eq!(
        kept.iter()
            .map(|day| (day.used_on.as_str(), day.uses, day.features, day.core_features))
            .collect::<Vec<_>>(),
        [("2026-11-02", 2, 1, 0)]
    );
    update(&ctx, noun::spec("feature").unwrap(), &other, 1, &draft(&[("is_core", "true")])).await.unwrap();
    assert_eq!(days().await[0].core_features, 1);
    let mut write = ctx.store.write().await.unwrap();
    store::rollup::rebuild_usage(write.conn()).await.unwrap();
    write.commit().await.unwrap();
    assert_eq!(days().await.len(), 1);
}

mod relation;
