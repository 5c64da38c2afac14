//! A sponsor's way in by an invitation, and what a wrong one is told.

use axum::http::StatusCode;
use domain::noun;
use domain::policy::Role;
use service::{invite, record};

use super::harness::{Server, typed};

async fn invited(server: &Server) -> String {
    let sponsor =
        typed(&[("account_id", &server.accounts[0]), ("name", "Gu Cheng"), ("role", "executive_sponsor")]);
    let sponsor = record::create(&server.ctx, noun::spec("stakeholder").unwrap(), &sponsor).await.unwrap();
    invite::invite(&server.ctx, &sponsor).await.unwrap()
}

#[tokio::test]
async fn one_tap_signs_a_telephone_in_and_it_stays_in() {
    let server = Server::new().await;
    let path = format!("/join/{}", invited(&server).await);
    let mut phone = server.visitor();
    for _ in 0..2 {
        let page = phone.get(&path).await;
        assert_eq!(page.status, StatusCode::OK, "looking uses nothing up");
        assert!(page.text.contains("Gu Cheng"));
    }
    let answer = phone.post(&path, &[]).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/"));
    assert!(phone.get("/").await.text.contains("Own Company"));
    phone.cookies.remove("yardstick");
    assert!(phone.get("/").await.text.contains("Own Company"), "the device comes back by itself");
    let mut thief = server.visitor();
    assert_eq!(thief.post(&path, &[]).await.status, StatusCode::CONFLICT);
    assert_eq!(thief.get("/").await.status, StatusCode::SEE_OTHER);
    let stolen = phone.clone();
    phone.post("/session/end", &[]).await;
    assert_eq!(phone.get("/").await.status, StatusCode::SEE_OTHER, "signed out is signed out");
    let mut stolen = stolen;
    assert_eq!(stolen.get("/").await.status, StatusCode::SEE_OTHER, "and its secret is worth nothing");
}

#[tokio::test]
async fn guessing_is_told_nothing_and_soon_to_wait() {
    let server = Server::new().await;
    let real = invited(&server).await;
    let mut thief = server.visitor();
    let mut last = StatusCode::OK;
    for number in 0..60 {
        let answer = thief.get(&format!("/join/guess{number}")).await;
        assert!(!answer.text.contains("Own Company") && !answer.text.contains("Gu Cheng"));
        last = answer.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(thief.get(&format!("/join/{real}")).await.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn an_invitation_is_shown_to_who_may_invite_and_to_nobody_else() {
    let server = Server::new().await;
    let sponsor =
        typed(&[("account_id", &server.accounts[0]), ("name", "Gu Cheng"), ("role", "executive_sponsor")]);
    let sponsor = record::create(&server.ctx, noun::spec("stakeholder").unwrap(), &sponsor).await.unwrap();
    let path = format!("/invite/{sponsor}");
    let mut admin = server.signed_in(Role::Administrator).await;
    let made = admin.post(&path, &[]).await;
    assert_eq!(made.status, StatusCode::OK);
    assert!(made.text.contains("/join/") && made.text.contains("<svg"), "a link and its code");
    assert!(!admin.get(&path).await.text.contains("/join/"), "told once");
    for role in [Role::Executive, Role::Partner, Role::ExecutiveSponsor] {
        let mut other = server.signed_in(role).await;
        for answer in [other.get(&path).await, other.post(&path, &[]).await] {
            assert!(matches!(answer.status, StatusCode::FORBIDDEN | StatusCode::NOT_FOUND), "{role:?}");
            assert!(!answer.text.contains("Gu Cheng"));
        }
    }
}
