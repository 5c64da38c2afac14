use std::collections::BTreeMap;

use domain::noun::goal::Goal;
use domain::noun::selection::Decision;
use domain::noun::task::Task;
use domain::noun::user::User;
use domain::policy::Role;
use domain::query::Op;
use domain::record::Spec;
use store::Store;

use super::selection::{Said, close, reopen, sitting};
use super::*;
use crate::Who;
use crate::ctx::new_id;
use crate::record::{archive, create, list};
use crate::seed::{Plan, run};

async fn company_of(accounts: u32) -> Ctx {
    let ctx = Ctx::system(Store::in_memory().await.unwrap(), "2026-11-22T02:00:00Z".parse().unwrap());
    run(&ctx, &Plan { accounts, days: 40, rng: 42 }).await.unwrap();
    ctx
}

fn typed(fields: &[(&str, &str)]) -> Draft {
    fields.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

async fn person(ctx: &Ctx, role: Role) -> Ctx {
    let email = format!("{}@x.example", new_id());
    let fields = [("name", role.key()), ("email", email.as_str()), ("role", role.key()), ("is_active", "1")];
    let id = create(ctx, User::SPEC, &typed(&fields)).await.unwrap();
    let who = Who { user_id: Some(id), name: role.key().to_owned(), role, account_id: None };
    Ctx { who, ..ctx.clone() }
}

async fn open(ctx: &Ctx) -> Selection {
    lay(ctx).await.unwrap().selections.into_iter().find(|one| one.closed_on.is_none()).unwrap()
}

async fn count(ctx: &Ctx, spec: &'static Spec, field: &str, value: &str) -> usize {
    let query = Query::default().filter(field, Op::Eq, value);
    list(ctx, spec, &query).await.unwrap().rows.len()
}

fn said(verdict: &str, reason: &str) -> Said {
    Said { verdict: verdict.to_owned(), reason: reason.to_owned() }
}

/// The suggested set is chosen, all else is let go.
async fn suggested(ctx: &Ctx, id: &str) -> BTreeMap<String, Said> {
    let shown = sitting(ctx, id).await.unwrap();
    let each = shown.cards.iter().enumerate().map(|(place, card)| {
        let is_best = shown.table.best.contains(&place);
        (card.id.clone(), if is_best { said("chosen", "") } else { said("abandoned", "今年不做") })
    });
    each.collect()
}

#[tokio::test]
async fn ten_candidates_and_a_budget_for_about_three_become_goals_tasks_and_a_log() {
    let system = company_of(24).await;
    let exec = person(&system, Role::Executive).await;
    let selection = open(&exec).await;
    let shown = sitting(&exec, &selection.id).await.unwrap();
    assert_eq!(shown.cards.len(), 10);
    let (line, best) = (shown.table.line.len(), shown.table.best.len());
    assert!((2..=5).contains(&line) && (2..=6).contains(&best), "{line} {best}");

    let said = suggested(&exec, &selection.id).await;
    close(&exec, &selection.id, selection.version, &said).await.unwrap();
    let after = sitting(&exec, &selection.id).await.unwrap();
    assert_eq!((after.log.len(), after.goals.len(), after.cards.len()), (10, best, 0));
    assert_eq!(after.selection.closed_on, Some(exec.today));
    let abandoned = after.log.iter().filter(|(line, _)| line.verdict == "abandoned");
    assert!(abandoned.clone().all(|(line, _)| line.reason.as_deref() == Some("今年不做")));
    assert_eq!(abandoned.count(), 10 - best);
    let cards = lay(&exec).await.unwrap().cards;
    assert_eq!(cards.iter().filter(|card| said.contains_key(&card.id) && card.verdict.is_empty()).count(), 0);
    let goal = &after.goals[0];
    assert_eq!(count(&system, Task::SPEC, "title", &format!("确认客户目标：{}", goal.name)).await, 1);

    let again = close(&exec, &selection.id, after.selection.version, &said).await.unwrap_err();
    assert_eq!(again[0].kind, ProblemKind::Conflict, "it is over");
    assert!(archive(&system, Selection::SPEC, &selection.id, after.selection.version).await.is_err());
}

#[tokio::test]
async fn what_is_wrong_with_a_decision_is_said_and_nothing_is_written() {
    let system = company_of(24).await;
    let exec = person(&system, Role::Executive).await;
    let selection = open(&exec).await;
    let good = suggested(&exec, &selection.id).await;
    let all = |verdict: &str, reason: &str| -> BTreeMap<String, Said> {
        good.keys().map(|id| (id.clone(), said(verdict, reason))).collect()
    };
    let stranger = BTreeMap::from([("nobody".to_owned(), said("chosen", ""))]);
    for (said, words) in [
        (BTreeMap::new(), "还没有对任何商机作出取舍"),
        (all("chosen", ""), "超出预算"),
        (all("abandoned", "  "), "要写明理由"),
        (stranger, "刚刚有了变化"),
    ] {
        let problems = close(&exec, &selection.id, selection.version, &said).await.unwrap_err();
        assert!(problems[0].zh.contains(words), "{problems:?}");
    }
    let late = close(&exec, &selection.id, selection.version + 1, &good).await.unwrap_err();
    assert_eq!(late[0].kind, ProblemKind::Conflict);
    assert_eq!(count(&system, Decision::SPEC, "selection_id", &selection.id).await, 0);
    assert_eq!(count(&system, Goal::SPEC, "selection_id", &selection.id).await, 0);
}

#[tokio::test]
async fn only_the_board_role_chooses_and_nobody_writes_the_log_or_a_verdict_by_hand() {
    let system = company_of(24).await;
    let selection = open(&system).await;
    let good = suggested(&system, &selection.id).await;
    for role in Role::ALL {
        let who = person(&system, Role::AccountLead).await;
        let who = Ctx { who: Who { role, ..who.who }, ..who };
        let may = matches!(role, Role::Administrator | Role::Executive);
        assert_eq!(crate::policy::require(&who, Action::Update, Selection::SPEC).is_ok(), may, "{role:?}");
        if !may {
            assert!(close(&who, &selection.id, selection.version, &good).await.is_err(), "{role:?}");
            assert!(reopen(&who, &selection.id, selection.version, "x").await.is_err(), "{role:?}");
        }
        for spec in [Decision::SPEC, Goal::SPEC] {
            assert!(create(&who, spec, &Draft::new()).await.is_err(), "{role:?} {}", spec.table);
        }
    }
    let card = lay(&system).await.unwrap().cards.remove(0);
    let verdict = typed(&[("verdict", "chosen")]);
    assert!(update(&system, Opportunity::SPEC, &card.id, card.version, &verdict).await.is_err());
}

#[tokio::test]
async fn a_selection_without_weights_or_budget_is_explained() {
    let system = company_of(3).await;
    let draft = |budget: &str, weight: &str| {
        let mut draft = typed(&[("name", "x"), ("year", "2026"), ("budget_cents", budget)]);
        for name in ["space_weight", "growth_weight", "profit_weight", "competition_weight"] {
            draft.insert(name.to_owned(), weight.to_owned());
        }
        draft
    };
    for (budget, weight, words) in [("100", "0", "四项权重都是 0"), ("0", "25", "预算必须大于 0")]
    {
        let problems = create(&system, Selection::SPEC, &draft(budget, weight)).await.unwrap_err();
        assert!(problems[0].zh.contains(words), "{problems:?}");
    }
    let id = create(&system, Selection::SPEC, &draft("0.01", "25")).await.unwrap();
    let shown = sitting(&system, &id).await.unwrap();
    assert!(shown.table.line.is_empty() && shown.table.best.is_empty());
    let told = shown.table.too_little(&shown.cards, 1, shown.currency, domain::text::Locale::En);
    assert!(told.unwrap().contains("below what every candidate asks for"));
}

#[tokio::test]
async fn a_selection_is_taken_up_again_until_the_front_line_has_acknowledged() {
    let system = company_of(24).await;
    let exec = person(&system, Role::Executive).await;
    let selection = open(&exec).await;
    let said = suggested(&exec, &selection.id).await;
    close(&exec, &selection.id, selection.version, &said).await.unwrap();
    let closed = sitting(&exec, &selection.id).await.unwrap();
    assert!(reopen(&exec, &selection.id, closed.selection.version, " ").await.is_err(), "a reason is needed");
    reopen(&exec, &selection.id, closed.selection.version, "预算变了").await.unwrap();
    let reopened = sitting(&exec, &selection.id).await.unwrap();
    assert_eq!((reopened.cards.len(), reopened.goals.len(), reopened.log.len()), (10, 0, 20));
    let task = Query::default()
        .filter("title", Op::Eq, format!("确认客户目标：{}", closed.goals[0].name))
        .filter("state", Op::Eq, "dropped");
    assert_eq!(list(&system, Task::SPEC, &task).await.unwrap().rows.len(), 1);

    close(&exec, &selection.id, reopened.selection.version, &said).await.unwrap();
    let closed = sitting(&exec, &selection.id).await.unwrap();
    let goal = &closed.goals[0];
    assert_eq!(
        acknowledge(&exec, &goal.id).await.unwrap_err().kind,
        ProblemKind::Forbidden,
        "they issue goals"
    );
    let owner = Who { user_id: goal.owner_id.clone(), role: Role::AccountLead, ..exec.who.clone() };
    let owner = Ctx { who: owner, ..exec.clone() };
    acknowledge(&owner, &goal.id).await.unwrap();
    acknowledge(&owner, &goal.id).await.unwrap();
    let after = sitting(&exec, &selection.id).await.unwrap();
    assert_eq!(after.goals.iter().filter(|goal| goal.acknowledged_on.is_some()).count(), 1);
    assert_eq!(count(&system, Task::SPEC, "title", &format!("确认客户目标：{}", goal.name)).await, 2);
    let problem = reopen(&exec, &selection.id, after.selection.version, "x").await.unwrap_err();
    assert!(problem.en.contains("work has begun"), "{problem:?}");
}

#[tokio::test]
async fn an_opportunity_moves_between_horizons_and_the_slower_of_two_is_told() {
    let system = company_of(9).await;
    let card = lay(&system).await.unwrap().cards.remove(0);
    let to = if card.horizon == "long" { "short" } else { "long" };
    assert_eq!(shift(&system, &card.id, card.version, to).await.unwrap(), card.horizon);
    assert_eq!(
        shift(&system, &card.id, card.version, "medium").await.unwrap_err().kind,
        ProblemKind::Conflict
    );
    assert_eq!(
        shift(&system, &card.id, card.version + 1, "never").await.unwrap_err().kind,
        ProblemKind::Invalid
    );
    let sponsor =
        Who { role: Role::ExecutiveSponsor, account_id: Some(card.account_id), ..system.who.clone() };
    let sponsor = Ctx { who: sponsor, ..system.clone() };
    assert_eq!(lay(&sponsor).await.unwrap_err().kind, ProblemKind::NotFound);
    assert_eq!(work_plan(&sponsor, None).await.unwrap_err().kind, ProblemKind::NotFound);
}

#[tokio::test]
async fn an_empty_sandbox_blocks_the_insight_and_the_steps_after_it() {
    let system = company_of(3).await;
    let account = create(
        &system,
        domain::noun::spec("account").unwrap(),
        &typed(&[("name", "新客户"), ("stage", "lead")]),
    )
    .await
    .unwrap();
    let spec = domain::noun::spec("account_plan").unwrap();
    let plan = |done: &str, stage: &str| {
        typed(&[
            ("name", "x"),
            ("account_id", &account),
            ("year", "2026"),
            ("stage", stage),
            ("insight_done", done),
        ])
    };
    for (done, stage, words) in [("1", "understand", "一个商机也没有"), ("0", "plan", "洞察还没有完成")]
    {
        let problems = create(&system, spec, &plan(done, stage)).await.unwrap_err();
        assert!(problems[0].zh.contains(words), "{problems:?}");
    }
    create(&system, spec, &plan("0", "understand")).await.unwrap();
    let found = typed(&[("account_id", &account), ("name", "新商机"), ("space_cents", "100")]);
    create(&system, Opportunity::SPEC, &found).await.unwrap();
    create(&system, spec, &plan("1", "plan")).await.unwrap();
}

#[tokio::test]
async fn a_years_plan_holds_its_goals_by_customer_and_no_other_years() {
    let system = company_of(24).await;
    let (year, parts, _) = work_plan(&system, None).await.unwrap();
    assert_eq!((year, parts.iter().map(|part| part.goals.len()).sum::<usize>()), (2026, 3));
    assert!(parts.windows(2).all(|two| two[0].amount_cents() >= two[1].amount_cents()));
    assert!(work_plan(&system, Some(2025)).await.unwrap().1.is_empty());
    assert_eq!(work_plan(&system, Some(1)).await.unwrap_err().kind, ProblemKind::Invalid);
}
