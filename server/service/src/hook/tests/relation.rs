//! The rules around people at a customer: who rates, what may be given, who meets whom, who has a customer to themselves.

use domain::query::{Op, Query};
use domain::record::Row;
use store::record::Cut;

use super::*;

async fn rows(ctx: &Ctx, table: &str, field: &str, value: &str) -> Vec<Row> {
    let conn = &mut *ctx.store.read().await.unwrap();
    let asked = Query::default().filter(field, Op::Eq, value).sort(field);
    store::record::list(conn, noun::spec(table).unwrap(), &Cut::All, &asked, 50).await.unwrap()
}

fn cell(table: &str, row: &Row, field: &str) -> String {
    noun::spec(table).unwrap().cell(row, field).unwrap().as_str().to_owned()
}

async fn person(ctx: &Ctx, name: &str) -> (String, Ctx) {
    let email = format!("{name}@example.com");
    let cells = [("name", name), ("email", email.as_str()), ("role", "account_lead"), ("is_active", "1")];
    let id = made(ctx, "user", &cells).await;
    let who =
        Who { user_id: Some(id.clone()), name: name.to_owned(), role: Role::AccountLead, account_id: None };
    (id, Ctx { who, ..ctx.clone() })
}

async fn join(ctx: &Ctx, account: &str, user: &str) {
    made(ctx, "team_member", &[("account_id", account), ("user_id", user), ("role", "ar")]).await;
}

/// Changes a record; the field of the first problem when it is refused.
async fn set(ctx: &Ctx, table: &str, id: &str, cells: &[(&str, &str)]) -> Option<String> {
    let spec = noun::spec(table).unwrap();
    let version = {
        let conn = &mut *ctx.store.read().await.unwrap();
        store::record::get(conn, spec, &Cut::All, id).await.unwrap().unwrap().version
    };
    update(ctx, spec, id, version, &draft(cells))
        .await
        .err()
        .map(|problems| problems[0].field.clone().unwrap_or_default())
}

#[tokio::test]
async fn an_activity_is_rated_once_done_by_who_asked_for_it_and_by_a_third_never_by_who_did_it() {
    let (ctx, account) = desk().await;
    let (asks, asker) = person(&ctx, "asker").await;
    let (does, doer) = person(&ctx, "doer").await;
    let (third, other) = person(&ctx, "third").await;
    for user in [&asks, &does, &third] {
        join(&ctx, &account, user).await;
    }
    let kind = made(&ctx, "activity_type", &[("name", "高层参观"), ("budget", "relation")]).await;
    let cells = [
        ("account_id", account.as_str()),
        ("subject", "请总经理参观"),
        ("activity_type_id", kind.as_str()),
        ("planned_on", "2026-11-10"),
        ("assignee_id", does.as_str()),
    ];
    let id = made(&asker, "activity", &cells).await;
    let rated = [("quality", "4"), ("effect", "5")];
    let again = [("second_quality", "3"), ("second_effect", "4")];
    assert_eq!(set(&asker, "activity", &id, &rated).await.as_deref(), Some("quality"), "not done yet");
    assert_eq!(set(&doer, "activity", &id, &[("done_on", "2026-11-12")]).await, None);
    assert_eq!(set(&doer, "activity", &id, &rated).await.as_deref(), Some("quality"), "one's own");
    assert_eq!(set(&doer, "activity", &id, &again).await.as_deref(), Some("second_quality"), "one's own");
    assert_eq!(set(&other, "activity", &id, &rated).await.as_deref(), Some("quality"), "not the asker");
    assert_eq!(set(&asker, "activity", &id, &rated).await, None);
    assert_eq!(set(&asker, "activity", &id, &again).await.as_deref(), Some("second_rater_id"), "twice");
    assert_eq!(set(&other, "activity", &id, &again).await, None);
    let row = rows(&ctx, "activity", "account_id", &account).await.remove(0);
    assert_eq!(cell("activity", &row, "assigner_id"), asks);
    assert_eq!(cell("activity", &row, "second_rater_id"), third);
}

#[tokio::test]
async fn gifts_over_the_years_limit_are_blocked_and_compliance_is_told() {
    let (ctx, account) = desk().await;
    let person = [("account_id", account.as_str()), ("name", "王总"), ("role", "decision_maker")];
    let person = made(&ctx, "stakeholder", &person).await;
    let given = async |value: &str, on: &str| {
        let cells = [
            ("account_id", account.as_str()),
            ("stakeholder_id", person.as_str()),
            ("what", "茶"),
            ("kind", "gift"),
            ("value_cents", value),
            ("given_on", on),
            ("occasion", "中秋"),
        ];
        create(&ctx, noun::spec("gift").unwrap(), &draft(&cells)).await
    };
    assert_eq!(given("0", "2026-01-02").await.unwrap_err()[0].field.as_deref(), Some("value_cents"));
    // The limit is 500 a person and year; what was blocked was not given.
    for (value, on, expected, alerts) in [
        ("300", "2026-01-02", "allowed", 0),
        ("200.01", "2026-03-02", "blocked", 1),
        ("200", "2026-03-02", "allowed", 1),
        ("1", "2026-12-30", "blocked", 2),
        ("500", "2027-01-01", "allowed", 2),
    ] {
        let id = given(value, on).await.unwrap();
        let row = {
            let conn = &mut *ctx.store.read().await.unwrap();
            store::record::get(conn, noun::spec("gift").unwrap(), &Cut::All, &id).await.unwrap().unwrap()
        };
        assert_eq!(cell("gift", &row, "verdict"), expected, "{value} {on}");
        assert_eq!(rows(&ctx, "alert", "rule", "gift_limit").await.len(), alerts, "{value} {on}");
        let forbidden = archive(&ctx, noun::spec("gift").unwrap(), &id, 1).await.unwrap_err();
        assert_eq!(forbidden.kind, ProblemKind::Forbidden);
    }
}

#[tokio::test]
async fn a_pair_that_has_not_met_is_an_alert_and_a_reminder_until_it_meets() {
    let (mut ctx, account) = desk().await;
    let (exec, _) = person(&ctx, "exec").await;
    let peer = [("account_id", account.as_str()), ("name", "李董"), ("role", "decision_maker")];
    let peer = made(&ctx, "stakeholder", &peer).await;
    let cells = [
        ("account_id", account.as_str()),
        ("user_id", exec.as_str()),
        ("stakeholder_id", peer.as_str()),
        ("cadence_days", "30"),
        ("topic", "数字化投入"),
    ];
    made(&ctx, "executive_pair", &cells).await;
    assert_eq!(crate::hook::pair::catch_up(&ctx).await.unwrap(), 0, "just agreed upon");
    ctx.today = domain::calendar::plus_days(ctx.today, 31);
    assert_eq!(crate::hook::pair::catch_up(&ctx).await.unwrap(), 1);
    assert_eq!(crate::hook::pair::catch_up(&ctx).await.unwrap(), 0, "it was told");
    assert_eq!(rows(&ctx, "task", "owner_id", &exec).await.len(), 1);
    let met = [
        ("account_id", account.as_str()),
        ("happened_on", "2026-12-20"),
        ("subject", "见面"),
        ("line", "account"),
        ("channel", "visit"),
        ("stakeholder_id", peer.as_str()),
        ("user_id", exec.as_str()),
    ];
    made(&ctx, "touchpoint", &met).await;
    let alert = rows(&ctx, "alert", "rule", "pair_overdue").await.remove(0);
    assert_eq!(cell("alert", &alert, "state"), "resolved");
}

#[tokio::test]
async fn who_has_a_customer_alone_for_years_is_told_of_and_a_handover_has_its_task() {
    let (ctx, account) = desk().await;
    let (lord, _) = person(&ctx, "lord").await;
    let (next, _) = person(&ctx, "next").await;
    let member = [
        ("account_id", account.as_str()),
        ("user_id", lord.as_str()),
        ("role", "ar"),
        ("from_on", "2024-11-01"),
    ];
    made(&ctx, "team_member", &member).await;
    assert_eq!(set(&ctx, "account", &account, &[("owner_id", &lord)]).await, None);
    assert_eq!(crate::hook::keeper::catch_up(&ctx).await.unwrap(), 1);
    assert_eq!(set(&ctx, "account", &account, &[("owner_id", &next)]).await, None);
    let alert = rows(&ctx, "alert", "rule", "landlord").await.remove(0);
    assert_eq!(cell("alert", &alert, "state"), "resolved");
    let tasks = rows(&ctx, "task", "owner_id", &next).await;
    assert_eq!(tasks.len(), 1);
    assert!(cell("task", &tasks[0], "title").starts_with("交接客户"));
}

#[tokio::test]
async fn a_salon_suggests_who_speaks_of_its_topic_once() {
    let (ctx, account) = desk().await;
    let person = [
        ("account_id", account.as_str()),
        ("name", "赵总"),
        ("role", "executive_sponsor"),
        ("job_title", "董事长"),
    ];
    let person = made(&ctx, "stakeholder", &person).await;
    let demand = [
        ("account_id", account.as_str()),
        ("quote", "合同和付款必须打通"),
        ("stakeholder_id", person.as_str()),
        ("raised_on", "2026-05-01"),
        ("priority", "high"),
    ];
    made(&ctx, "demand", &demand).await;
    let salon = [("name", "秋季沙龙"), ("topic", "付款 合同 库存"), ("held_on", "2026-12-01")];
    let salon = made(&ctx, "salon", &salon).await;
    let guests = rows(&ctx, "salon_guest", "salon_id", &salon).await;
    assert_eq!(guests.len(), 1);
    assert_eq!(cell("salon_guest", &guests[0], "reason"), "关心：付款、合同");
    assert_eq!(set(&ctx, "salon", &salon, &[("place", "杭州")]).await, None);
    assert_eq!(rows(&ctx, "salon_guest", "salon_id", &salon).await.len(), 1);
}
