//! The policy table, whole: every use case of the registers × every role × one's own and another's
//! account, on a database with both. What is expected comes from the table alone.

use std::collections::BTreeMap;

use domain::noun;
use domain::policy::{Action, Grant, Role, grant};
use domain::problem::{Problem, ProblemKind};
use domain::query::{Op, Query};
use domain::record::{Draft, Kind, Scope, Spec};
use domain::register::Updated;
use domain::value::Value;
use jiff::Timestamp;
use service::{Ctx, Who, record};
use store::Store;

const ACTIONS: [Action; 6] = [Action::Read, Action::Create, Action::Update, Action::Archive, Action::Import, Action::Export];

/// Two accounts, somebody of each role on the team of the first, and a record of each noun in both.
struct World {
    system: Ctx,
    people: Vec<(Role, Ctx)>,
    /// For each noun, a record of the first and one of the second account (or of the company, twice).
    rows: BTreeMap<&'static str, [String; 2]>,
    count: u32,
}

impl World {
    async fn new() -> Self {
        let store = Store::in_memory().await.unwrap();
        let now: Timestamp = "2026-11-22T08:00:00Z".parse().unwrap();
        let mut world = Self { system: Ctx::system(store, now), people: Vec::new(), rows: BTreeMap::new(), count: 0 };
        let mut left: Vec<&'static Spec> = noun::ALL.iter().copied().filter(|spec| spec.table != "audit").collect();
        while !left.is_empty() {
            let before = left.len();
            for spec in std::mem::take(&mut left) {
                let ready = spec.fields.iter().all(|field| match field.kind {
                    Kind::Ref(table) if field.required => table == spec.table || world.rows.contains_key(table),
                    _ => true,
                });
                if ready { world.add(spec).await } else { left.push(spec) }
            }
            assert!(left.len() < before, "nouns that need each other: {:?}", left.iter().map(|spec| spec.table).collect::<Vec<_>>());
        }
        for role in Role::ALL {
            world.join(role).await;
        }
        world
    }

    async fn add(&mut self, spec: &'static Spec) {
        let mut ids = Vec::new();
        for side in 0..2 {
            let draft = self.draft(spec, side);
            ids.push(record::create(&self.system, spec, &draft).await.unwrap_or_else(|problems| panic!("{}: {problems:?}", spec.table)));
        }
        self.rows.insert(spec.table, [ids[0].clone(), ids[1].clone()]);
    }

    async fn join(&mut self, role: Role) {
        let user = noun::spec("user").unwrap();
        let mut draft = self.draft(user, 0);
        draft.insert("role".to_owned(), role.key().to_owned());
        let id = record::create(&self.system, user, &draft).await.unwrap();
        let team = noun::spec("team_member").unwrap();
        let mut seat = self.draft(team, 0);
        seat.insert("user_id".to_owned(), id.clone());
        record::create(&self.system, team, &seat).await.unwrap();
        let account_id = (role == Role::ExecutiveSponsor).then(|| self.rows["account"][0].clone());
        let who = Who { user_id: Some(id), name: role.key().to_owned(), role, account_id };
        self.people.push((role, Ctx { who, ..self.system.clone() }));
    }

    /// A draft that fills every field a person may fill, in the account of that side.
    fn draft(&mut self, spec: &Spec, side: usize) -> Draft {
        self.count += 1;
        let count = self.count;
        let mut draft = Draft::new();
        for field in spec.fields.iter().filter(|field| !field.fixed) {
            let text = match field.kind {
                Kind::Line(_) if field.name == "email" => format!("p{count}@example.com"),
                Kind::Line(_) | Kind::Long => format!("{}-{count}", if field.shared { "shared" } else { "inner" }),
                Kind::Int(min, max) => (min + i64::from(count)).clamp(min, max).to_string(),
                Kind::Money => format!("{count}00"),
                Kind::Percent => "10".to_owned(),
                Kind::Date => jiff::civil::date(2026, 1, 1).checked_add(jiff::Span::new().days(i64::from(count))).unwrap().to_string(),
                Kind::Instant => format!("2026-01-01T00:{:02}:{:02}Z", count / 60 % 60, count % 60),
                Kind::Flag => "0".to_owned(),
                Kind::Choice(_) if field.name == "visibility" => "open".to_owned(),
                Kind::Choice(_) if spec.table == "arr_event" && field.name == "source" => "manual".to_owned(),
                Kind::Choice(set) => set[0].key.to_owned(),
                Kind::Ref(table) if table == spec.table => continue,
                Kind::Ref(table) => match self.rows.get(table) {
                    Some(ids) => ids[side].clone(),
                    None => continue,
                },
            };
            draft.insert(field.name.to_owned(), text);
        }
        draft
    }
}

fn reaches(granted: Grant, spec: &Spec, side: usize) -> bool {
    match granted {
        Grant::None => false,
        Grant::All => true,
        Grant::Own => matches!(spec.scope, Scope::Company) || side == 0,
    }
}

fn kind<T>(outcome: Result<T, Problem>) -> Option<ProblemKind> {
    outcome.err().map(|problem| problem.kind)
}

fn kinds<T>(outcome: Result<T, Vec<Problem>>) -> Option<ProblemKind> {
    outcome.err().map(|problems| problems.first().unwrap_or_else(|| panic!("an empty refusal")).kind)
}

/// What refuses a write: not knowing of it, or knowing but not touching it. Who may write none of a
/// noun is told so whatever record they name, so the answer says nothing about it.
fn refusal(role: Role, action: Action, spec: &Spec, side: usize) -> ProblemKind {
    let reads = grant(role, Action::Read, spec);
    let knows = if grant(role, action, spec) == Grant::None { reads != Grant::None } else { reaches(reads, spec, side) };
    if knows { ProblemKind::Forbidden } else { ProblemKind::NotFound }
}

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
                assert!(granted <= reads || sponsor_asks, "{role:?} may {action:?} more {} than they may read", spec.table);
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
                let others = grant(*role, Action::Read, spec) == Grant::Own && !matches!(spec.scope, Scope::Company);
                assert!(!others || options.unwrap().iter().all(|(id, _)| *id != ids[1]), "{role:?} chooses {table}");
                for (side, id) in ids.iter().enumerate() {
                    assert_eq!(rows.iter().any(|row| row.id == *id), reaches(granted, spec, side), "{role:?} lists {table} {side}");
                }
            }
            for (side, id) in ids.iter().enumerate() {
                let expected = (!reaches(granted, spec, side)).then_some(ProblemKind::NotFound);
                assert_eq!(kind(record::get(ctx, spec, id).await), expected, "{role:?} gets {table} {side}");
                assert_eq!(kind(record::history(ctx, spec, id).await), expected, "{role:?} reads the history of {table} {side}");
            }
        }
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
                    draft.retain(|name, _| spec.field(name).unwrap().1.shared);
                }
                let expected = match granted {
                    Grant::None if grant(*role, Action::Read, spec) == Grant::None => Some(ProblemKind::NotFound),
                    Grant::None => Some(ProblemKind::Forbidden),
                    Grant::Own if !reaches(granted, spec, side) => Some(ProblemKind::Invalid),
                    _ => None,
                };
                assert_eq!(kinds(record::create(ctx, spec, &draft).await), expected, "{role:?} creates {table} {side}");
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
                let expected = |action| (!reaches(grant(*role, action, spec), spec, side)).then(|| refusal(*role, action, spec, side));
                let changed = record::update(ctx, spec, id, version().await, &Draft::new()).await;
                assert!(!matches!(changed, Ok(Updated::Conflict(_))), "{role:?} {table}");
                assert_eq!(kinds(changed), expected(Action::Update), "{role:?} changes {table} {side}");
                let archived = record::archive(ctx, spec, id, version().await).await;
                assert_eq!(kind(archived.clone()), expected(Action::Archive), "{role:?} archives {table} {side}");
                let restored = record::restore(ctx, spec, id, version().await).await;
                assert_eq!(kind(restored), expected(Action::Archive), "{role:?} restores {table} {side}");
            }
        }
    }
}

#[tokio::test]
async fn a_sponsor_never_meets_an_inner_value_by_any_way() {
    let world = World::new().await;
    let (_, ctx) = world.people.iter().find(|(role, _)| *role == Role::ExecutiveSponsor).unwrap();
    for (table, ids) in &world.rows {
        let spec = noun::spec(table).unwrap();
        let Ok(page) = record::list(ctx, spec, &Query::default()).await else { continue };
        let detail = record::get(ctx, spec, &ids[0]).await.unwrap();
        for row in page.rows.iter().chain([&detail.row]) {
            for (field, cell) in spec.fields.iter().zip(&row.cells) {
                assert!(field.shared || cell.is_null(), "{table}.{} is shown", field.name);
            }
        }
        for change in record::history(ctx, spec, &ids[0]).await.unwrap().iter().flat_map(|entry| &entry.changes) {
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
                let found = record::list(ctx, spec, &Query::default().filter(field.name, op, text.clone())).await.unwrap();
                assert_eq!((found.rows.len(), found.total), (0, 0), "{table}.{} can be found out by {op:?}", field.name);
            }
            let sorted = record::list(ctx, spec, &Query::default().sort(field.name)).await.unwrap();
            assert_eq!(sorted.rows.iter().map(|row| row.id.clone()).collect::<Vec<_>>(), plain, "{table} is ordered by {}", field.name);
            if matches!(field.kind, Kind::Line(_) | Kind::Long) && text.starts_with("inner-") {
                let chosen = record::options(ctx, spec, &text).await.unwrap();
                let unfiltered = record::options(ctx, spec, "").await.unwrap();
                assert!(chosen.is_empty() || chosen == unfiltered, "{table}.{} can be searched", field.name);
                assert!(unfiltered.iter().all(|(_, title)| !title.starts_with("inner-")), "{table}.{} is offered as a title", field.name);
            }
        }
        for (id, title) in &page.titles {
            assert!(!title.starts_with("inner-"), "{table} names {id} by an inner value");
        }
        let by_account = record::list(ctx, spec, &Query::default().filter("account.tier", Op::Filled, "")).await.unwrap();
        assert!(by_account.rows.is_empty() || spec.field("account.tier").is_some(), "{table} can be cut by the account's tier");
    }
}

#[tokio::test]
async fn a_sponsor_cannot_write_what_they_cannot_see() {
    let mut world = World::new().await;
    let (_, ctx) = world.people.iter().find(|(role, _)| *role == Role::ExecutiveSponsor).unwrap().clone();
    let spec = noun::spec("demand").unwrap();
    let mut draft = world.draft(spec, 0);
    draft.retain(|name, _| spec.field(name).unwrap().1.shared);
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
            assert!(spec.field(field).unwrap().1.required, "{}: a row without an account would escape the cut", spec.table);
        }
    }
}
