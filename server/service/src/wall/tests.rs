use std::collections::BTreeMap;

use domain::policy::Role;
use domain::problem::ProblemKind;
use domain::wall::stage::Press;
use domain::wall::typed;

use super::*;

const HERE: &str = "http://wall.example";

fn ctx(store: &Store, minutes: i64) -> Ctx {
    let start: Timestamp = "2026-11-22T08:00:00Z".parse().unwrap();
    Ctx::system(store.clone(), start + SignedDuration::from_mins(minutes))
}

async fn sit(ctx: &Ctx, token: &str) -> Seat {
    let here = (HERE.to_owned(), "b1".to_owned());
    seat(&ctx.store, ctx.now, token, here).await.unwrap().unwrap()
}

async fn code_of(ctx: &Ctx, token: &str) -> String {
    match open(&sit(ctx, token).await).await.unwrap() {
        Opening::Waiting { code, link, drawing } => {
            assert_eq!(link, format!("{HERE}/setting/wall?code={}", code.replace('-', "")));
            assert!(drawing.starts_with("<svg"));
            code
        }
        other => panic!("{other:?}"),
    }
}

fn somebody(ctx: &Ctx, role: Role, id: &str) -> Ctx {
    let who = Who { user_id: Some(id.to_owned()), name: id.to_uppercase(), role, account_id: None };
    Ctx { who, ..ctx.clone() }
}

/// A store with one wall that was let in; its token and id.
async fn lobby(ctx: &Ctx) -> (String, String) {
    let token = begin(&ctx.store, ctx.now).await.unwrap();
    let code = code_of(ctx, &token).await;
    admin::approve(ctx, &code.to_lowercase(), "Lobby", "").await.unwrap();
    let id = admin::list(ctx).await.unwrap().walls[0].id.clone();
    (token, id)
}

#[tokio::test]
async fn a_wall_is_let_in_by_its_code_shows_its_profile_alone_and_is_sent_away() {
    let store = Store::in_memory().await.unwrap();
    let ctx = ctx(&store, 0);
    let (token, id) = lobby(&ctx).await;
    let wall = sit(&ctx, &token).await;
    assert!(matches!(open(&wall).await.unwrap(), Opening::Showing(programme) if programme.name == "Lobby"));
    assert_eq!(page(&wall, "/portfolio").await.unwrap().key, "portfolio");
    assert_eq!(page(&wall, "/portfolio?tier=b").await.unwrap_err().kind, ProblemKind::NotFound);
    let said = Beat { at: 0, build: "b0".into(), screen: "1920×1080".into(), news_of: -1 };
    assert_eq!(beat(&wall, &said).await.unwrap().build, "b1");
    let listed = admin::list(&ctx).await.unwrap().walls.remove(0);
    assert_eq!(
        (listed.showing.as_str(), listed.build.as_str(), listed.silent),
        ("/portfolio", "b0", Some(0))
    );
    admin::revoke(&ctx, &id).await.unwrap();
    let wall = sit(&ctx, &token).await;
    assert_eq!(open(&wall).await.unwrap(), Opening::Revoked);
    assert_eq!(page(&wall, "/portfolio").await.unwrap_err().kind, ProblemKind::SignedOut);
    assert_eq!(beat(&wall, &said).await.unwrap_err().kind, ProblemKind::SignedOut);
    assert_eq!(remote::look(&ctx, &id).await.unwrap_err().kind, ProblemKind::Forbidden);
    assert_eq!(admin::revoke(&ctx, &id).await.unwrap_err().kind, ProblemKind::NotFound);
}

#[tokio::test]
async fn a_code_runs_out_and_the_wall_shows_another() {
    let store = Store::in_memory().await.unwrap();
    let (early, late) = (ctx(&store, 0), ctx(&store, 11));
    let token = begin(&store, early.now).await.unwrap();
    let first = code_of(&early, &token).await;
    assert_eq!(code_of(&early, &token).await, first);
    let refused = admin::approve(&late, &first, "Lobby", "").await.unwrap_err();
    assert_eq!((refused.kind, refused.field.as_deref()), (ProblemKind::Invalid, Some("code")));
    let second = code_of(&late, &token).await;
    assert_ne!(first, second);
    admin::approve(&late, &second, "Lobby", "usual").await.unwrap();
}

#[tokio::test]
async fn guessed_codes_and_tokens_open_nothing() {
    let store = Store::in_memory().await.unwrap();
    let ctx = ctx(&store, 0);
    let here = (HERE.to_owned(), String::new());
    assert!(seat(&store, ctx.now, "guessed", here).await.unwrap().is_none());
    let admin = somebody(&ctx, Role::Administrator, "guesser");
    for _ in 0..10 {
        let refused = admin::approve(&admin, "AAAA-AAAA", "Lobby", "").await.unwrap_err();
        assert_eq!(refused.kind, ProblemKind::Invalid);
    }
    let refused = admin::approve(&admin, "AAAA-AAAA", "Lobby", "").await.unwrap_err();
    assert_eq!(refused.kind, ProblemKind::TooMany);
}

#[tokio::test]
async fn walls_are_for_administrators_and_remotes_for_our_own_people() {
    let store = Store::in_memory().await.unwrap();
    let ctx = ctx(&store, 0);
    let (_, id) = lobby(&ctx).await;
    for role in Role::ALL {
        let who = somebody(&ctx, role, "somebody");
        assert_eq!(admin::list(&who).await.is_ok(), role == Role::Administrator, "{role:?}");
        assert_eq!(
            admin::revoke(&who, "no").await.unwrap_err().kind == ProblemKind::NotFound,
            role == Role::Administrator || !role.is_internal(),
            "{role:?}"
        );
        assert_eq!(remote::look(&who, &id).await.is_ok(), role.is_internal(), "{role:?}");
        assert_eq!(remote::press(&who, &id, Press::Leave).await.is_ok(), role.is_internal(), "{role:?}");
    }
}

#[tokio::test]
async fn a_profile_is_kept_version_by_version_and_a_page_that_is_gone_is_told() {
    let store = Store::in_memory().await.unwrap();
    let ctx = ctx(&store, 0);
    let (token, _) = lobby(&ctx).await;
    let mut form: BTreeMap<_, _> = typed(&Profile::usual("Usual"));
    form.insert("pages".into(), "10 /portfolio\n10 /account/gone".into());
    assert_eq!(admin::save(&ctx, &form).await.unwrap().version, 1);
    assert_eq!(admin::save(&ctx, &form).await.unwrap_err()[0].kind, ProblemKind::Conflict);
    let wall = sit(&ctx, &token).await;
    match open(&wall).await.unwrap() {
        Opening::Showing(programme) => {
            assert_eq!((programme.missing, programme.profile.version), (vec![1], 1))
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(page(&wall, "/account/gone").await.unwrap_err().kind, ProblemKind::NotFound);
    form.insert("key".into(), "new".into());
    form.insert("name".into(), "Second".into());
    admin::save(&ctx, &form).await.unwrap();
    let names: Vec<_> = admin::list(&ctx).await.unwrap().profiles.into_iter().map(|one| one.name).collect();
    assert_eq!(names, ["Usual", "Second"]);
}

#[tokio::test]
async fn a_remote_turns_the_page_and_another_is_told_who_holds_it() {
    let store = Store::in_memory().await.unwrap();
    let ctx = ctx(&store, 0);
    let (token, id) = lobby(&ctx).await;
    let (anna, bert) = (somebody(&ctx, Role::Csm, "anna"), somebody(&ctx, Role::Executive, "bert"));
    remote::press(&anna, &id, Press::Hold(true)).await.unwrap();
    let refused = remote::press(&bert, &id, Press::Next).await.unwrap_err();
    assert_eq!(refused.kind, ProblemKind::Conflict);
    assert!(refused.en.contains("ANNA"));
    let told = beat(&sit(&ctx, &token).await, &Beat::default()).await.unwrap();
    assert!(told.stage.is_held);
    let looked = remote::look(&bert, &id).await.unwrap();
    assert_eq!((looked.is_mine, looked.pages.len(), looked.tiles.is_empty()), (false, 1, false));
}

#[tokio::test]
async fn news_name_customers_only_where_the_profile_says_so() {
    let store = Store::in_memory().await.unwrap();
    let ctx = ctx(&store, 0);
    let typed = |fields: &[(&str, &str)]| -> domain::record::Draft {
        fields.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    };
    let make = async |table: &str, fields: &[(&str, &str)]| {
        crate::record::create(&ctx, domain::noun::spec(table).unwrap(), &typed(fields)).await.unwrap()
    };
    let account = make(
        "account",
        &[("name", "Secret Ltd"), ("stage", "service"), ("tier", "key"), ("visibility", "open")],
    )
    .await;
    let alert =
        [("account_id", account.as_str()), ("message", "They may leave"), ("raised_on", "2026-11-20")];
    make("alert", &alert).await;
    let (token, _) = lobby(&ctx).await;
    let wall = sit(&ctx, &token).await;
    let told = beat(&wall, &Beat { news_of: -1, ..Beat::default() }).await.unwrap();
    let news = told.news.unwrap();
    assert_eq!(news.len(), 1);
    assert!(
        !news[0].contains("Secret") && !news[0].contains("leave") && news[0].contains("重点"),
        "{news:?}"
    );
    let again = beat(&wall, &Beat { news_of: told.revision, ..Beat::default() }).await.unwrap();
    assert_eq!(again.news, None);
    let mut form: BTreeMap<_, _> = domain::wall::typed(&Profile::usual("Usual"));
    form.insert("names_customers".into(), "1".into());
    admin::save(&ctx, &form).await.unwrap();
    let told = beat(&wall, &Beat { news_of: -1, ..Beat::default() }).await.unwrap();
    assert!(told.news.unwrap()[0].contains("Secret Ltd"));
}

#[tokio::test]
async fn every_version_of_a_profile_stays_and_is_taken_back_as_a_new_one() {
    let store = Store::in_memory().await.unwrap();
    let ctx = ctx(&store, 0);
    let mut form: BTreeMap<_, _> = typed(&Profile::usual("Usual"));
    form.insert("pages".into(), "10 /portfolio".into());
    admin::save(&ctx, &form).await.unwrap();
    form.insert("version".into(), "1".into());
    form.insert("pages".into(), "20 /board/service".into());
    admin::save(&ctx, &form).await.unwrap();
    let numbers = async || {
        let versions = version::list(&ctx, USUAL).await.unwrap();
        versions.into_iter().map(|one| (one.number, one.profile.pages[0].seconds)).collect::<Vec<_>>()
    };
    assert_eq!(numbers().await, [(2, 20), (1, 10), (0, 30)]);
    let back = version::take_back(&ctx, USUAL, 1, 2).await.unwrap();
    assert_eq!((back.version, back.pages[0].seconds), (3, 10));
    assert_eq!(numbers().await, [(3, 10), (2, 20), (1, 10), (0, 30)]);
    assert!(!version::list(&ctx, USUAL).await.unwrap()[0].note.is_empty());
    for (key, number, seen, kind) in [
        (USUAL, 1, 2, ProblemKind::Conflict),
        (USUAL, 9, 3, ProblemKind::NotFound),
        ("none", 1, 0, ProblemKind::NotFound),
    ] {
        assert_eq!(version::take_back(&ctx, key, number, seen).await.unwrap_err()[0].kind, kind, "{key}");
    }
    let lead = somebody(&ctx, Role::Csm, "lead");
    assert_eq!(version::list(&lead, USUAL).await.unwrap_err().kind, ProblemKind::Forbidden);
    assert_eq!(version::take_back(&lead, USUAL, 1, 3).await.unwrap_err()[0].kind, ProblemKind::Forbidden);
}

#[tokio::test]
async fn a_remote_is_woken_by_presses_and_by_pages_and_looks_again_when_time_alone_matters() {
    let store = Store::in_memory().await.unwrap();
    let ctx = ctx(&store, 0);
    let (token, id) = lobby(&ctx).await;
    let (anna, bert) = (somebody(&ctx, Role::Csm, "anna"), somebody(&ctx, Role::Executive, "bert"));
    let mut signals = signal::Signals::of(id.clone());
    remote::press(&anna, &id, Press::Hold(true)).await.unwrap();
    assert_eq!(signals.next().await, signal::Wake::Stage);
    let wall = sit(&ctx, &token).await;
    beat(&wall, &Beat { at: 1, ..Beat::default() }).await.unwrap();
    assert_eq!(signals.next().await, signal::Wake::Turn);
    assert_eq!(remote::look(&bert, &id).await.unwrap().due, Some(61), "the wall may fall silent");
    remote::press(&bert, &id, Press::Ask).await.unwrap();
    assert_eq!(remote::look(&bert, &id).await.unwrap().due, Some(15), "nobody answers");
    admin::revoke(&ctx, &id).await.unwrap();
    assert_eq!((signals.next().await, signals.next().await), (signal::Wake::Stage, signal::Wake::Stage));
}

#[tokio::test]
async fn a_record_is_a_page_while_it_is_there_and_open_and_says_no_more_than_the_profile_allows() {
    let store = Store::in_memory().await.unwrap();
    let ctx = ctx(&store, 0);
    let (token, _) = lobby(&ctx).await;
    let make = async |table: &str, fields: &[(&str, &str)]| {
        let draft: domain::record::Draft =
            fields.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        crate::record::create(&ctx, domain::noun::spec(table).unwrap(), &draft).await.unwrap()
    };
    let account = async |visibility: &str| {
        let name = format!("Secret {visibility} Ltd");
        make("account", &[("name", &name), ("stage", "service"), ("tier", "key"), ("visibility", visibility)])
            .await
    };
    let (open_one, closed) = (account("open").await, account("team").await);
    let demand = async |account: &str| {
        make("demand", &[("account_id", account), ("quote", "Secret words"), ("raised_on", "2026-11-20")])
            .await
    };
    let (shown, hidden) = (demand(&open_one).await, demand(&closed).await);
    let mut form: BTreeMap<_, _> = typed(&Profile::usual("Usual"));
    for (address, kind) in [
        (format!("/register/demand/{hidden}"), "not open"),
        ("/register/demand/guessed".to_owned(), "not there"),
        (format!("/register/account/{closed}"), "not open"),
        ("/register/user/7".to_owned(), "not for walls"),
    ] {
        form.insert("pages".into(), format!("10 {address}"));
        let refused = admin::save(&ctx, &form).await.unwrap_err();
        assert_eq!(refused[0].field.as_deref(), Some("pages"), "{kind}");
    }
    form.insert("pages".into(), format!("10 /account/{open_one}"));
    let refused = admin::save(&ctx, &form).await.unwrap_err();
    assert_eq!(
        refused[0].kind,
        ProblemKind::Forbidden,
        "a board about one customer cannot leave the name out"
    );
    let url = format!("/register/demand/{shown}");
    form.insert("pages".into(), format!("10 https://cs.example{url}\n10 /portfolio"));
    admin::save(&ctx, &form).await.unwrap();
    let told = async || serde_json::to_string(&page(&sit(&ctx, &token).await, &url).await.unwrap()).unwrap();
    assert!(!told().await.contains("Secret"), "{}", told().await);
    form.insert("version".into(), "1".into());
    form.insert("names_customers".into(), "1".into());
    admin::save(&ctx, &form).await.unwrap();
    assert!(told().await.contains("Secret words") && told().await.contains("Secret open Ltd"));
    let other = format!("/register/demand/{hidden}");
    assert_eq!(page(&sit(&ctx, &token).await, &other).await.unwrap_err().kind, ProblemKind::NotFound);
    let spec = domain::noun::spec("demand").unwrap();
    crate::record::archive(&ctx, spec, &shown, 1).await.unwrap();
    assert_eq!(page(&sit(&ctx, &token).await, &url).await.unwrap_err().kind, ProblemKind::NotFound);
    match open(&sit(&ctx, &token).await).await.unwrap() {
        Opening::Showing(programme) => assert_eq!(programme.missing, [0], "the others go on"),
        other => panic!("{other:?}"),
    }
}
