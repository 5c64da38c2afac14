//! Registers: reading, writing, and what a sponsor never meets.

use domain::noun;
use domain::policy::{Action, Grant, Role, grant};
use domain::problem::ProblemKind;
use domain::query::{Op, Query};
use domain::record::{Draft, Kind, Scope};
use domain::register::Updated;
use domain::value::Value;
use service::record;

use super::world::{World, kind, kinds, reaches, refusal};

const ACTIONS: [Action; 6] =
    [Action::Read, Action::Create, Action::Update, Action::Archive, Action::Import, Action::Export];

#[test]
fn the_table_is_printed_whole() {
    let sign = |granted: Grant| match granted {
        Grant::None => '·',
        Grant::Own => 'o',
        Grant::All => 'A',
    };
    println!("read create update archive import export: A all, o own accounts, · not at all");
    for spec in noun::ALL {
        print!("{:<16}", spec.table);
        for role in Role::ALL {
            let row: String = ACTIONS.iter().map(|action| sign(grant(role, *action, spec))).collect();
            print!(" {row}");
        }
        println!();
    }
    for role in Role::ALL {
        for spec in noun::ALL {
            let reads = grant(role, Action::Read, spec);
            for action in ACTIONS {
                let granted = grant(role, action, spec);
                let sponsor_asks = role == Role::ExecutiveSponsor && spec.table == "demand";
                assert!(
                    granted <= reads || sponsor_asks,
                    "{role:?} may {action:?} more {} than they may read",
                    spec.table
                );
            }
        }
    }
}

#[tokio::test]
async fn reading_is_as_the_table_says() {
    let world = World::new().await;
    for (role, ctx) in &world.people {
        for (table, ids) in &world.rows {
            let spec = noun::spec(table).unwrap();
            let granted = grant(*role, Action::Read, spec);
            let listed = record::list(ctx, spec, &Query { limit: 500, ..Query::default() }).await;
            let options = record::options(ctx, spec, "").await;
            if granted == Grant::None {
                assert_eq!(kind(listed), Some(ProblemKind::NotFound), "{role:?} lists {table}");
                assert_eq!(kind(options), Some(ProblemKind::NotFound), "{role:?} chooses {table}");
            } else {
                let rows = listed.unwrap().rows;
                let others =
                    grant(*role, Action::Read, spec) == Grant::Own && !matches!(spec.scope, Scope::Company);
                assert!(
                    !others || options.unwrap().iter().all(|(id, _)| *id != ids[1]),
                    "{role:?} chooses {table}"
                );
                for (side, id) in ids.iter().enumerate() {
                    assert_eq!(
                        rows.iter().any(|row| row.id == *id),
                        reaches(granted, spec, side),
                        "{role:?} lists {table} {side}"
                    );
                }
            }
            for (side, id) in ids.iter().enumerate() {
                let expected = (!reaches(granted, spec, side)).then_some(ProblemKind::NotFound);
                assert_eq!(kind(record::get(ctx, spec, id).await), expected, "{role:?} gets {table} {side}");
                assert_eq!(
                    kind(record::history(ctx, spec, id).await),
                    expected,
                    "{role:?} reads the history of {table} {side}"
                );
            }
        }
    }
}

#[tokio::test]
async fn who_may_read_a_noun_is_told_without_reading_it() {
    let world = World::new().await;
    for (role, ctx) in &world.people {
        for table in world.rows.keys() {
            let granted = grant(*role, Action::Read, noun::spec(table).unwrap());
            assert_eq!(service::policy::may_read(ctx, table), granted != Grant::None, "{role:?} {table}");
        }
        assert!(!service::policy::may_read(ctx, "nonsense"));
    }
    let partner = &world.person(Role::Partner);
    for table in ["subscription", "arr_event", "usage", "survey_response", "alert", "payment"] {
        assert!(!service::policy::may_read(partner, table), "{table}");
    }
}

#[tokio::test]
async fn creating_is_as_the_table_says() {
    let mut world = World::new().await;
    let people = world.people.clone();
    for (role, ctx) in &people {
        for table in world.rows.keys().copied().collect::<Vec<_>>() {
            let spec = noun::spec(table).unwrap();
            let granted = grant(*role, Action::Create, spec);
            for side in 0..2 {
                let mut draft = world.draft(spec, side);
                if role.sees_shared_only() {
                    draft.retain(|name, _| spec.field(name).unwrap().1.is_typed(true));
                }
                let expected = match granted {
                    Grant::None if grant(*role, Action::Read, spec) == Grant::None => {
                        Some(ProblemKind::NotFound)
                    }
                    Grant::None => Some(ProblemKind::Forbidden),
                    Grant::Own if !reaches(granted, spec, side) => Some(ProblemKind::Invalid),
                    _ => None,
                };
                assert_eq!(
                    kinds(record::create(ctx, spec, &draft).await),
                    expected,
                    "{role:?} creates {table} {side}"
                );
            }
        }
    }
}

#[tokio::test]
async fn changing_and_archiving_are_as_the_table_says() {
    let world = World::new().await;
    for (role, ctx) in &world.people {
        for (table, ids) in &world.rows {
            let spec = noun::spec(table).unwrap();
            for (side, id) in ids.iter().enumerate() {
                let version = || async { record::get(&world.system, spec, id).await.unwrap().row.version };
                let expected = |action| {
                    (!reaches(grant(*role, action, spec), spec, side))
                        .then(|| refusal(*role, action, spec, side))
                };
                let changed = record::update(ctx, spec, id, version().await, &Draft::new()).await;
                assert!(!matches!(changed, Ok(Updated::Conflict(_))), "{role:?} {table}");
                assert_eq!(kinds(changed), expected(Action::Update), "{role:?} changes {table} {side}");
                let archived = record::archive(ctx, spec, id, version().await).await;
                assert_eq!(
                    kind(archived.clone()),
                    expected(Action::Archive),
                    "{role:?} archives {table} {side}"
                );
                let restored = record::restore(ctx, spec, id, version().await).await;
                assert_eq!(kind(restored), expected(Action::Archive), "{role:?} restores {table} {side}");
            }
        }
    }
}

#[tokio::test]
async fn a_sponsor_never_meets_an_inner_value_by_any_way() {
    let world = World::new().await;
    let ctx = &world.person(Role::ExecutiveSponsor);
    for (table, ids) in &world.rows {
        let spec = noun::spec(table).unwrap();
        let Ok(page) = record::list(ctx, spec, &Query::default()).await else { continue };
        let detail = record::get(ctx, spec, &ids[0]).await.unwrap();
        for row in page.rows.iter().chain([&detail.row]) {
            for (field, cell) in spec.fields.iter().zip(&row.cells) {
                assert!(field.shared || cell.is_null(), "{table}.{} is shown", field.name);
            }
        }
        for change in
            record::history(ctx, spec, &ids[0]).await.unwrap().iter().flat_map(|entry| &entry.changes)
        {
            assert!(spec.field(&change.0).unwrap().1.shared, "{table}.{} is in the history", change.0);
        }
        let truth = record::get(&world.system, spec, &ids[0]).await.unwrap().row;
        let plain: Vec<_> = page.rows.iter().map(|row| row.id.clone()).collect();
        for field in spec.fields.iter().filter(|field| !field.shared) {
            let value = spec.cell(&truth, field.name).unwrap();
            let text = match value {
                Value::Int(int) => int.to_string(),
                other => other.as_str().to_owned(),
            };
            for op in [Op::Eq, Op::Ne, Op::Ge, Op::Has, Op::Filled, Op::Empty] {
                let found = record::list(ctx, spec, &Query::default().filter(field.name, op, text.clone()))
                    .await
                    .unwrap();
                assert_eq!(
                    (found.rows.len(), found.total),
                    (0, 0),
                    "{table}.{} can be found out by {op:?}",
                    field.name
                );
            }
            let sorted = record::list(ctx, spec, &Query::default().sort(field.name)).await.unwrap();
            assert_eq!(
                sorted.rows.iter().map(|row| row.id.clone()).collect::<Vec<_>>(),
                plain,
                "{table} is ordered by {}",
                field.name
            );
            if matches!(field.kind, Kind::Line(_) | Kind::Long) && text.starts_with("inner-") {
                let chosen = record::options(ctx, spec, &text).await.unwrap();
                let unknown = record::options(ctx, spec, "no such words anywhere").await.unwrap();
                let unfiltered = record::options(ctx, spec, "").await.unwrap();
                assert_eq!(chosen, unknown, "{table}.{} can be searched", field.name);
                let listed = async |words: &str| {
                    record::list(ctx, spec, &Query { words: words.to_owned(), ..Query::default() })
                        .await
                        .unwrap()
                        .total
                };
                assert_eq!(
                    listed(&text).await,
                    listed("no such words anywhere").await,
                    "{table}.{} can be searched",
                    field.name
                );
                assert!(
                    unfiltered.iter().all(|(_, title)| !title.starts_with("inner-")),
                    "{table}.{} is offered as a title",
                    field.name
                );
            }
        }
        for (id, title) in &page.titles {
            assert!(!title.starts_with("inner-"), "{table} names {id} by an inner value");
        }
        let by_account =
            record::list(ctx, spec, &Query::default().filter("account.tier", Op::Filled, "")).await.unwrap();
        assert!(
            by_account.rows.is_empty() || spec.field("account.tier").is_some(),
            "{table} can be cut by the account's tier"
        );
    }
}

#[tokio::test]
async fn a_sponsor_cannot_write_what_they_cannot_see() {
    let mut world = World::new().await;
    let ctx = world.person(Role::ExecutiveSponsor);
    let spec = noun::spec("demand").unwrap();
    let mut draft = world.draft(spec, 0);
    draft.retain(|name, _| spec.field(name).unwrap().1.is_typed(true));
    assert_eq!(kinds(record::create(&ctx, spec, &draft).await), None);
    for (name, text) in [("source", "from the sponsor"), ("no_such_field", "x")] {
        let mut more = draft.clone();
        more.insert(name.to_owned(), text.to_owned());
        let refused = record::create(&ctx, spec, &more).await.unwrap_err();
        assert_eq!(refused[0].en, format!("There is no field “{name}”."), "and nothing tells the two apart");
    }
}

#[tokio::test]
async fn every_noun_names_its_account_or_belongs_to_the_company() {
    for spec in noun::ALL {
        if let Scope::By(field) = spec.scope {
            assert!(
                spec.field(field).unwrap().1.required,
                "{}: a row without an account would escape the cut",
                spec.table
            );
        }
    }
}

#[tokio::test]
async fn an_account_kept_to_its_team_is_open_only_to_them_and_to_who_runs_the_company() {
    let mut world = World::new().await;
    let spec = noun::spec("account").unwrap();
    let mut draft = world.draft(spec, 0);
    draft.insert("visibility".to_owned(), "team".to_owned());
    let closed = record::create(&world.system, spec, &draft).await.unwrap();
    let task = noun::spec("task").unwrap();
    let mut draft = world.draft(task, 0);
    draft.insert("account_id".to_owned(), closed.clone());
    let within = record::create(&world.system, task, &draft).await.unwrap();
    for (role, ctx) in &world.people {
        let open = matches!(role, Role::Administrator | Role::Executive | Role::CsOps);
        let expected = (!open).then_some(ProblemKind::NotFound);
        assert_eq!(kind(record::get(ctx, spec, &closed).await), expected, "{role:?}");
        assert_eq!(kind(record::get(ctx, task, &within).await), expected, "{role:?} reads a task of it");
        assert_eq!(
            kind(service::board::account(ctx, &closed, "").await),
            expected,
            "{role:?} opens its board"
        );
        let listed = record::list(ctx, spec, &Query { limit: 500, ..Query::default() }).await.unwrap();
        assert_eq!(listed.rows.iter().any(|row| row.id == closed), open, "{role:?} lists it");
    }
}

#[tokio::test]
async fn a_sponsor_says_what_they_want_and_we_say_how_far_it_has_come() {
    let mut world = World::new().await;
    let ctx = world.person(Role::ExecutiveSponsor);
    let spec = noun::spec("demand").unwrap();
    let mut draft = world.draft(spec, 0);
    draft.retain(|name, _| spec.field(name).unwrap().1.is_typed(true) && name != "raised_on");
    for name in ["state", "answer"] {
        let mut more = draft.clone();
        more.insert(name.to_owned(), "accepted".to_owned());
        let refused = record::create(&ctx, spec, &more).await.unwrap_err();
        assert_eq!(refused[0].field.as_deref(), Some(name), "{refused:?}");
    }
    let id = record::create(&ctx, spec, &draft).await.unwrap();
    let row = record::get(&ctx, spec, &id).await.unwrap().row;
    assert_eq!(spec.cell(&row, "state").unwrap().as_str(), "open");
    assert_eq!(spec.cell(&row, "raised_on").unwrap().as_str(), ctx.today.to_string());
}
