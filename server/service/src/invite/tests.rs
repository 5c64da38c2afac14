use domain::noun;
use domain::policy::Role;
use domain::record::Draft;

use super::*;
use crate::{Who, record, session};

async fn made(ctx: &Ctx, table: &str, fields: &[(&str, &str)]) -> String {
    let draft: Draft = fields.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    record::create(ctx, noun::spec(table).unwrap(), &draft).await.unwrap()
}

/// Our side, the account and its sponsor.
async fn world() -> (Ctx, String, String) {
    let ours = Ctx::system(Store::in_memory().await.unwrap(), "2026-11-22T02:00:00Z".parse().unwrap());
    let account = made(&ours, "account", &[("name", "Own"), ("stage", "service")]).await;
    let sponsor = [("account_id", account.as_str()), ("name", "Gu"), ("role", "executive_sponsor")];
    let sponsor = made(&ours, "stakeholder", &sponsor).await;
    (ours, account, sponsor)
}

fn hours(ctx: &Ctx, hours: i64) -> Timestamp {
    ctx.now.checked_add(SignedDuration::from_hours(hours)).unwrap()
}

#[tokio::test]
async fn an_invitation_lets_one_device_in_once_and_leaves_its_evidence() {
    let (ours, account, sponsor) = world().await;
    let token = invite(&ours, &sponsor).await.unwrap();
    assert_eq!(whom(&ours.store, ours.now, &token).await.unwrap(), "Gu");
    let (secret, claim) = accept(&ours.store, ours.now, &token, "iPhone").await.unwrap();
    let session = session::resume(&ours.store, ours.now, &claim).await.unwrap().unwrap();
    assert_eq!(session.ctx.who.role, Role::ExecutiveSponsor);
    assert_eq!(session.ctx.who.account_id, Some(account));
    assert!(!session.must_change);
    let again = accept(&ours.store, ours.now, &token, "thief").await.unwrap_err();
    assert_eq!(again.kind, ProblemKind::Conflict, "used once");
    let seen = sight(&ours, &sponsor).await.unwrap();
    assert_eq!((seen.devices.len(), seen.devices[0].name.as_str()), (1, "iPhone"));
    let setup = seen.setup.unwrap();
    assert!(setup.signed_in_at.is_some() && setup.invited_at.is_some() && setup.installed_at.is_none());
    installed(&session.ctx).await.unwrap();
    installed(&session.ctx).await.unwrap();
    assert!(sight(&ours, &sponsor).await.unwrap().setup.unwrap().installed_at.is_some());

    let late = hours(&ours, 24 * 60);
    assert!(session::resume(&ours.store, late, &claim).await.unwrap().is_none(), "a session ends");
    let back = come_back(&ours.store, late, &secret).await.unwrap().unwrap();
    assert!(session::resume(&ours.store, late, &back).await.unwrap().is_some(), "its device comes back");
    revoke(&ours, &sponsor, &seen.devices[0].id).await.unwrap();
    assert!(session::resume(&ours.store, late, &back).await.unwrap().is_none(), "shut out at once");
    assert!(come_back(&ours.store, late, &secret).await.unwrap().is_none());
    assert_eq!(revoke(&ours, &sponsor, &seen.devices[0].id).await.unwrap_err().kind, ProblemKind::NotFound);
}

#[tokio::test]
async fn a_link_that_is_old_replaced_or_guessed_opens_nothing() {
    let (ours, _, sponsor) = world().await;
    let first = invite(&ours, &sponsor).await.unwrap();
    let second = invite(&ours, &sponsor).await.unwrap();
    for (why, now, token, kind) in [
        ("replaced", ours.now, first.as_str(), ProblemKind::Conflict),
        ("expired", hours(&ours, 73), second.as_str(), ProblemKind::Conflict),
        ("guessed", ours.now, "guess", ProblemKind::NotFound),
        ("empty", ours.now, "", ProblemKind::NotFound),
    ] {
        assert_eq!(whom(&ours.store, now, token).await.unwrap_err().kind, kind, "{why}");
        assert_eq!(accept(&ours.store, now, token, "x").await.unwrap_err().kind, kind, "{why}");
    }
    let mut conn = ours.store.read().await.unwrap();
    assert!(store::device::invitation(&mut conn, &second).await.unwrap().is_none(), "only a hash is kept");
}

#[tokio::test]
async fn only_who_looks_after_the_account_invites_and_only_its_sponsor() {
    let (ours, account, sponsor) = world().await;
    let user = [("name", "Buyer"), ("account_id", account.as_str()), ("role", "buyer")];
    let buyer = made(&ours, "stakeholder", &user).await;
    assert_eq!(invite(&ours, &buyer).await.unwrap_err().kind, ProblemKind::Invalid);
    for (role, kind) in [
        (Role::AccountLead, ProblemKind::NotFound),
        (Role::Executive, ProblemKind::Forbidden),
        (Role::ExecutiveSponsor, ProblemKind::NotFound),
        (Role::Partner, ProblemKind::NotFound),
    ] {
        let who = Who {
            user_id: Some("somebody".to_owned()),
            name: "S".to_owned(),
            role,
            account_id: (role == Role::ExecutiveSponsor).then(|| account.clone()),
        };
        let ctx = Ctx { who, ..ours.clone() };
        assert_eq!(invite(&ctx, &sponsor).await.unwrap_err().kind, kind, "{role:?}");
    }
}
