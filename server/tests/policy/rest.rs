//! Everything that is no register: boards, reports, search, saved views, files in and out, people.

use std::path::{Path, PathBuf};

use domain::noun;
use domain::policy::{Action, Grant, Role, grant};
use domain::problem::ProblemKind;
use domain::query::Query;
use service::export::{Columns, Format, to_file};
use service::{board, import, record, report, saved_view, search, session, user};

use super::world::{World, kind, kinds};

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("policy-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

#[tokio::test]
async fn the_portfolio_and_reports_are_closed_to_a_customers_people_and_account_boards_to_strangers() {
    let world = World::new().await;
    let accounts = &world.rows["account"];
    for (role, ctx) in &world.people {
        let sponsor = *role == Role::ExecutiveSponsor;
        let expected = sponsor.then_some(ProblemKind::NotFound);
        assert_eq!(kind(board::portfolio(ctx, "").await), expected, "{role:?} portfolio");
        for name in report::NAMES {
            assert_eq!(
                kind(report::print(ctx, name, report::Ask::default()).await),
                expected,
                "{role:?} reports {name}"
            );
        }
        assert_eq!(kind(board::account(ctx, &accounts[0], "").await), None, "{role:?} own account");
        let other = (!role.is_internal()).then_some(ProblemKind::NotFound);
        assert_eq!(kind(board::account(ctx, &accounts[1], "").await), other, "{role:?} another's account");
    }
}

#[tokio::test]
async fn a_sponsors_board_says_nothing_of_what_is_not_shared() {
    let world = World::new().await;
    let ctx = world.person(Role::ExecutiveSponsor);
    let board = board::account(&ctx, &world.rows["account"][0], "").await.unwrap();
    let told = serde_json::to_string(&board).unwrap();
    assert!(!told.contains("inner-"), "{told}");
}

#[tokio::test]
async fn search_finds_what_the_registers_show_and_no_more() {
    let world = World::new().await;
    for (role, ctx) in &world.people {
        for word in ["inner-", "shared-"] {
            for hit in search::search(ctx, word).await.unwrap() {
                let spec = noun::spec(&hit.table).unwrap();
                assert_eq!(kind(record::get(ctx, spec, &hit.id).await), None, "{role:?} finds {hit:?}");
                assert!(
                    !role.sees_shared_only() || !hit.title.starts_with("inner-"),
                    "{role:?} finds {hit:?}"
                );
                assert!(!role.sees_shared_only() || word != "inner-", "{role:?} searches inner words");
            }
        }
    }
}

#[tokio::test]
async fn taking_files_out_is_as_the_table_says_and_carries_only_what_is_seen() {
    let world = World::new().await;
    let folder = folder("export");
    for (role, ctx) in &world.people {
        for table in world.rows.keys() {
            let spec = noun::spec(table).unwrap();
            let expected = match grant(*role, Action::Export, spec) {
                Grant::None if grant(*role, Action::Read, spec) == Grant::None => Some(ProblemKind::NotFound),
                Grant::None => Some(ProblemKind::Forbidden),
                Grant::Own | Grant::All => None,
            };
            let made = to_file(ctx, spec, &Query::default(), Format::Csv, Columns::All, &folder).await;
            assert_eq!(kind(made.clone()), expected, "{role:?} exports {table}");
            if let Ok(made) = made {
                std::fs::remove_file(made.path).unwrap();
            }
        }
    }
}

#[tokio::test]
async fn bringing_files_in_is_as_the_table_says() {
    let world = World::new().await;
    let file = folder("import").join("accounts.csv");
    std::fs::write(&file, "name,stage\nImported,service\n").unwrap();
    for (role, ctx) in &world.people {
        for table in world.rows.keys() {
            let spec = noun::spec(table).unwrap();
            let granted = grant(*role, Action::Import, spec);
            let refused = if grant(*role, Action::Read, spec) == Grant::None {
                ProblemKind::NotFound
            } else {
                ProblemKind::Forbidden
            };
            let looked = kind(import::inspect_path(ctx, table, &file).await);
            let mapping = domain::import::Mapping { table: (*table).to_owned(), ..Default::default() };
            let run = kinds(import::run_path(ctx, &mapping, &file, true, None).await);
            let listed = kind(import::profiles(ctx, table).await);
            let saved = kind(import::save_profile(ctx, "mine", &mapping).await);
            if granted == Grant::None {
                assert_eq!(looked, Some(refused), "{role:?} looks at a file for {table}");
                assert_eq!(run, Some(refused), "{role:?} imports {table}");
                assert_eq!(listed, Some(refused), "{role:?} lists profiles of {table}");
                assert_eq!(saved, Some(refused), "{role:?} saves a profile of {table}");
            } else {
                assert!(
                    !matches!(looked, Some(ProblemKind::Forbidden | ProblemKind::NotFound)),
                    "{role:?} {table}"
                );
                assert_eq!(listed, None, "{role:?} lists profiles of {table}");
            }
        }
        for name in ["no-such-upload", "../../etc/passwd", ""] {
            assert_eq!(kind(import::progress(ctx, name)), Some(ProblemKind::NotFound), "{role:?}");
            assert_eq!(kind(import::error_file(ctx, name)), Some(ProblemKind::NotFound), "{role:?}");
        }
    }
}

#[tokio::test]
async fn saved_views_are_ones_own() {
    let world = World::new().await;
    let (mine, other) = (world.person(Role::Csm), world.person(Role::AccountLead));
    let id = saved_view::save(&mine, "account", "Mine", "s=-name").await.unwrap();
    assert!(saved_view::list(&other, "account").await.unwrap().is_empty());
    assert_eq!(kind(saved_view::rename(&other, &id, "Theirs").await), Some(ProblemKind::NotFound));
    assert_eq!(kind(saved_view::remove(&other, &id).await), Some(ProblemKind::NotFound));
    assert_eq!(saved_view::list(&mine, "account").await.unwrap().len(), 1);
    for (role, ctx) in &world.people {
        for table in world.rows.keys() {
            let expected = (grant(*role, Action::Read, noun::spec(table).unwrap()) == Grant::None)
                .then_some(ProblemKind::NotFound);
            assert_eq!(kind(saved_view::list(ctx, table).await), expected, "{role:?} lists views of {table}");
            assert_eq!(
                kind(saved_view::save(ctx, table, "View", "").await),
                expected,
                "{role:?} saves a view of {table}"
            );
        }
    }
}

#[tokio::test]
async fn only_an_administrator_gives_passwords_and_adds_people() {
    let world = World::new().await;
    let user_id = &world.rows["user"][0];
    let draft: domain::record::Draft =
        [("name", "New Person"), ("email", "new@example.com"), ("role", "csm"), ("is_active", "1")]
            .map(|(name, text)| (name.to_owned(), text.to_owned()))
            .into();
    for (role, ctx) in &world.people {
        let reads = grant(*role, Action::Read, noun::spec("user").unwrap()) != Grant::None;
        let expected = match (role, reads) {
            (Role::Administrator, _) => None,
            (_, true) => Some(ProblemKind::Forbidden),
            (_, false) => Some(ProblemKind::NotFound),
        };
        assert_eq!(
            kind(user::set_password(ctx, user_id, "a long enough sentence").await),
            expected,
            "{role:?} gives a password"
        );
        assert_eq!(
            kind(user::give_demo_password(ctx, user_id, "anything", user::Next::Free).await),
            expected,
            "{role:?}"
        );
        assert_eq!(
            kinds(user::add(ctx, &draft, "a long enough sentence").await),
            expected,
            "{role:?} adds somebody"
        );
        assert_eq!(
            kind(user::set_locale(ctx, domain::text::Locale::En).await),
            None,
            "{role:?} chooses a language"
        );
        assert_eq!(kind(session::sign_out(ctx).await), None, "{role:?} signs out");
        let own = user::change_password(ctx, "whatever", "a long enough sentence").await;
        assert_eq!(kind(own), Some(ProblemKind::SignedOut), "{role:?} has no password yet");
    }
}

#[tokio::test]
async fn only_an_administrator_seeds_or_empties_a_demonstration() {
    let world = World::new().await;
    for (role, ctx) in &world.people {
        let seeded =
            kind(service::seed::run(ctx, &service::seed::Plan { accounts: 1, days: 1, rng: 1 }).await);
        let expected =
            if *role == Role::Administrator { ProblemKind::Conflict } else { ProblemKind::Forbidden };
        assert_eq!(seeded, Some(expected), "{role:?} seeds");
        assert!(import::replace_demo(ctx).await.is_err(), "{role:?} empties what is no demonstration");
    }
}
