use domain::noun;
use domain::policy::Role;
use store::Store;

use super::*;
use crate::Who;

fn typed(fields: &[(&str, &str)]) -> Draft {
    fields.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

async fn made(ctx: &Ctx, table: &str, fields: &[(&str, &str)]) -> String {
    record::create(ctx, noun::spec(table).unwrap(), &typed(fields)).await.unwrap()
}

/// Our side, a sponsor of the first of two accounts, and the accounts.
async fn world() -> (Ctx, Ctx, [String; 2]) {
    let ours = Ctx::system(Store::in_memory().await.unwrap(), "2026-11-22T02:00:00Z".parse().unwrap());
    let mut accounts = Vec::new();
    for name in ["Own", "Other"] {
        let account = made(&ours, "account", &[("name", name), ("stage", "service")]).await;
        let sponsor = [("account_id", account.as_str()), ("name", "Gu"), ("role", "executive_sponsor")];
        made(&ours, "stakeholder", &sponsor).await;
        accounts.push(account);
    }
    let user = [
        ("name", "Gu"),
        ("email", "gu@example.com"),
        ("role", "executive_sponsor"),
        ("account_id", accounts[0].as_str()),
        ("is_active", "1"),
    ];
    let user_id = Some(made(&ours, "user", &user).await);
    let account_id = Some(accounts[0].clone());
    let who = Who { user_id, name: "Gu".to_owned(), role: Role::ExecutiveSponsor, account_id };
    (ours.clone(), Ctx { who, ..ours }, [accounts[0].clone(), accounts[1].clone()])
}

async fn meeting(ours: &Ctx, account: &str) -> String {
    let fields = [
        ("account_id", account),
        ("subject", "Review"),
        ("kind", "business_review"),
        ("meets_at", "2026-12-01T01:00:00Z"),
        ("our_note", "inner"),
    ];
    made(ours, "meeting", &fields).await
}

async fn cell(ours: &Ctx, table: &str, id: &str, name: &str) -> String {
    let spec = noun::spec(table).unwrap();
    let row = record::get(ours, spec, id).await.unwrap().row;
    spec.cell(&row, name).unwrap().as_str().to_owned()
}

fn deed(key: &str, table: &str, record: &str, version: i64, fields: &[(&str, &str)]) -> Deed {
    let (key, table, record) = (key.to_owned(), table.to_owned(), record.to_owned());
    Deed { key, table, record, version, draft: typed(fields) }
}

#[tokio::test]
async fn what_is_sent_twice_is_done_once_and_can_be_undone_once() {
    let (ours, sponsor, [own, _]) = world().await;
    let asks = deed("k1", "demand", "", 0, &[("account_id", &own), ("quote", "More light")]);
    let first = perform(&sponsor, &asks).await.unwrap();
    let again = perform(&sponsor, &asks).await.unwrap();
    assert!(!first.again && again.again);
    assert_eq!(first.record, again.record);
    let count =
        record::list(&ours, noun::spec("demand").unwrap(), &domain::query::Query::default()).await.unwrap();
    assert_eq!(count.rows.len(), 1, "two sendings, one demand");
    assert!(
        !cell(&ours, "demand", &first.record, "stakeholder_id").await.is_empty(),
        "who asked is filled in"
    );
    undo(&sponsor, "k1").await.unwrap();
    undo(&sponsor, "k1").await.unwrap();
    let left =
        record::list(&ours, noun::spec("demand").unwrap(), &domain::query::Query::default()).await.unwrap();
    assert!(left.rows.is_empty());
    assert!(perform(&sponsor, &asks).await.unwrap().again, "a late copy does not bring it back");
}

#[tokio::test]
async fn an_answer_is_written_and_taken_back_to_what_it_was() {
    let (ours, sponsor, [own, _]) = world().await;
    let id = meeting(&ours, &own).await;
    let yes = deed("k1", "meeting", &id, 1, &[("reply", "confirmed")]);
    perform(&sponsor, &yes).await.unwrap();
    assert_eq!(cell(&ours, "meeting", &id, "reply").await, "confirmed");
    undo(&sponsor, "k1").await.unwrap();
    assert_eq!(cell(&ours, "meeting", &id, "reply").await, "pending");
    let worth = [
        ("account_id", own.as_str()),
        ("statement", "Saved"),
        ("evidence", "Ledger"),
        ("amount_cents", "100"),
    ];
    let worth = made(&ours, "value_statement", &worth).await;
    perform(&sponsor, &deed("k2", "value_statement", &worth, 1, &[("answer", "acknowledged")]))
        .await
        .unwrap();
    assert_eq!(cell(&ours, "value_statement", &worth, "answered_on").await, "2026-11-22");
    undo(&sponsor, "k2").await.unwrap();
    assert_eq!(cell(&ours, "value_statement", &worth, "answered_on").await, "");
}

#[tokio::test]
async fn what_changed_meanwhile_is_not_overwritten() {
    let (ours, sponsor, [own, _]) = world().await;
    let id = meeting(&ours, &own).await;
    let spec = noun::spec("meeting").unwrap();
    record::update(&ours, spec, &id, 1, &typed(&[("state", "cancelled")])).await.unwrap();
    let late = perform(&sponsor, &deed("k1", "meeting", &id, 1, &[("reply", "confirmed")])).await;
    assert_eq!(late.unwrap_err()[0].kind, ProblemKind::Conflict);
    perform(&sponsor, &deed("k2", "meeting", &id, 2, &[("reply", "declined")])).await.unwrap();
    record::update(&ours, spec, &id, 3, &typed(&[("place", "Here")])).await.unwrap();
    assert_eq!(undo(&sponsor, "k2").await.unwrap_err().kind, ProblemKind::Conflict);
    let later =
        Ctx { now: sponsor.now.checked_add(SignedDuration::from_mins(16)).unwrap(), ..sponsor.clone() };
    perform(&sponsor, &deed("k3", "demand", "", 0, &[("account_id", &own), ("quote", "x")])).await.unwrap();
    assert_eq!(undo(&later, "k3").await.unwrap_err().kind, ProblemKind::Conflict, "too late");
}

#[tokio::test]
async fn a_sponsor_reaches_neither_other_companies_nor_what_is_ours_to_say() {
    let (ours, sponsor, [own, other]) = world().await;
    let (mine, theirs) = (meeting(&ours, &own).await, meeting(&ours, &other).await);
    let yes: &[(&str, &str)] = &[("reply", "confirmed")];
    let demand: &[(&str, &str)] = &[("account_id", &other), ("quote", "x")];
    let nps: &[(&str, &str)] = &[("account_id", &own), ("kind", "nps"), ("score", "9")];
    for (what, refused, kind) in [
        ("another company's meeting", deed("a", "meeting", &theirs, 1, yes), ProblemKind::NotFound),
        ("a demand for another", deed("b", "demand", "", 0, demand), ProblemKind::Invalid),
        (
            "when we meet",
            deed("c", "meeting", &mine, 1, &[("meets_at", "2026-12-02T01:00:00Z")]),
            ProblemKind::Invalid,
        ),
        ("our own note", deed("d", "meeting", &mine, 1, &[("our_note", "x")]), ProblemKind::Invalid),
        ("another question", deed("e", "survey_response", "", 0, nps), ProblemKind::Invalid),
        (
            "an alert",
            deed("f", "alert", "", 0, &[("account_id", &own), ("message", "x")]),
            ProblemKind::NotFound,
        ),
        ("no noun", deed("g", "credential", "", 0, &[]), ProblemKind::NotFound),
        ("a strange key", deed("../../x", "demand", "", 0, &[]), ProblemKind::NotFound),
    ] {
        assert_eq!(perform(&sponsor, &refused).await.unwrap_err()[0].kind, kind, "{what}");
    }
    perform(&sponsor, &deed("mine", "meeting", &mine, 1, yes)).await.unwrap();
    assert_eq!(undo(&ours, "mine").await.unwrap_err().kind, ProblemKind::SignedOut);
    let thief = Who { user_id: Some("somebody".to_owned()), ..sponsor.who.clone() };
    let thief = Ctx { who: thief, ..sponsor.clone() };
    assert_eq!(undo(&thief, "mine").await.unwrap_err().kind, ProblemKind::NotFound);
}
