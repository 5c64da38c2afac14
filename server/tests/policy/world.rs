//! Two accounts, ten people, and a record of every noun in both accounts.

use std::collections::BTreeMap;

use domain::noun;
use domain::policy::{Action, Grant, Role, grant};
use domain::problem::{Problem, ProblemKind};
use domain::record::{Draft, Field, Kind, Scope, Spec};
use jiff::Timestamp;
use service::{Ctx, Who, record};
use store::Store;

/// Two accounts, somebody of each role on the team of the first, and a record of each noun in both.
pub struct World {
    pub system: Ctx,
    pub people: Vec<(Role, Ctx)>,
    /// For each noun, a record of the first and one of the second account (or of the company, twice).
    pub rows: BTreeMap<&'static str, [String; 2]>,
    /// Somebody else at each customer, for whoever influences another.
    others: Option<[String; 2]>,
    count: u32,
}

impl World {
    pub async fn new() -> Self {
        let store = Store::in_memory().await.unwrap();
        let now: Timestamp = "2026-11-22T08:00:00Z".parse().unwrap();
        let mut world = Self {
            system: Ctx::system(store, now),
            people: Vec::new(),
            rows: BTreeMap::new(),
            others: None,
            count: 0,
        };
        // What the product writes itself, nobody can make here.
        let by_hand = |spec: &&'static Spec| grant(Role::Administrator, Action::Create, spec) != Grant::None;
        let mut left: Vec<&'static Spec> = noun::ALL.iter().copied().filter(by_hand).collect();
        while !left.is_empty() {
            let before = left.len();
            for spec in std::mem::take(&mut left) {
                let ready = spec.fields.iter().all(|field| match field.kind {
                    Kind::Ref(table) if field.required => {
                        table == spec.table || world.rows.contains_key(table)
                    }
                    _ => true,
                });
                if ready { world.add(spec).await } else { left.push(spec) }
            }
            assert!(
                left.len() < before,
                "nouns that need each other: {:?}",
                left.iter().map(|spec| spec.table).collect::<Vec<_>>()
            );
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
            ids.push(
                record::create(&self.system, spec, &draft)
                    .await
                    .unwrap_or_else(|problems| panic!("{}: {problems:?}", spec.table)),
            );
        }
        self.rows.insert(spec.table, [ids[0].clone(), ids[1].clone()]);
        if spec.table == "stakeholder" {
            self.add_others(spec).await;
        }
    }

    async fn add_others(&mut self, spec: &'static Spec) {
        let mut ids = Vec::new();
        for side in 0..2 {
            let draft = self.draft(spec, side);
            ids.push(record::create(&self.system, spec, &draft).await.unwrap());
        }
        self.others = Some([ids[0].clone(), ids[1].clone()]);
    }

    async fn join(&mut self, role: Role) {
        let user = noun::spec("user").unwrap();
        let mut draft = self.draft(user, 0);
        draft.insert("role".to_owned(), role.key().to_owned());
        if role == Role::ExecutiveSponsor {
            draft.insert("account_id".to_owned(), self.rows["account"][0].clone());
        }
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
    pub fn draft(&mut self, spec: &Spec, side: usize) -> Draft {
        self.count += 1;
        let count = self.count;
        let mut draft = Draft::new();
        // Only a sponsor belongs to an account; `hire` says which.
        let is_typed = |field: &&Field| !field.fixed && (spec.table, field.name) != ("user", "account_id");
        for field in spec.fields.iter().filter(is_typed) {
            let text = match field.kind {
                Kind::Line(_) if field.name == "email" => format!("p{count}@example.com"),
                Kind::Line(_) if (spec.table, field.name) == ("headline", "tile") => "arr".to_owned(),
                Kind::Long if field.name == "words_zh" => format!("这里有 {count} 家客户。"),
                Kind::Long if field.name == "words_en" => format!("There are {count} customers."),
                Kind::Line(_) | Kind::Long => {
                    format!("{}-{count}", if field.shared { "shared" } else { "inner" })
                }
                // Who does something does not rate it: see the rules of activities.
                _ if spec.table == "activity"
                    && matches!(
                        field.name,
                        "quality" | "effect" | "second_quality" | "second_effect" | "second_rater_id"
                    ) =>
                {
                    continue;
                }
                Kind::Int(..) if spec.table == "survey_response" => "3".to_owned(),
                Kind::Choice(_) if spec.table == "survey_response" => "sponsor_pulse".to_owned(),
                Kind::Int(min, max) => (min + i64::from(count)).clamp(min, max).to_string(),
                Kind::Money => format!("{count}00"),
                Kind::Percent => "10".to_owned(),
                Kind::Date if field.name == "opens_on" => continue,
                Kind::Date => jiff::civil::date(2026, 1, 1)
                    .checked_add(jiff::Span::new().days(i64::from(count)))
                    .unwrap()
                    .to_string(),
                Kind::Instant => format!("2026-01-01T00:{:02}:{:02}Z", count / 60 % 60, count % 60),
                Kind::Flag if field.name == "consent" => "1".to_owned(),
                Kind::Flag => "0".to_owned(),
                Kind::Choice(_) if field.name == "visibility" => "open".to_owned(),
                Kind::Choice(_) if spec.table == "arr_event" && field.name == "source" => "manual".to_owned(),
                Kind::Choice(set) => set[0].key.to_owned(),
                Kind::Ref(table) if table == spec.table => continue,
                Kind::Ref(_) if field.name == "to_id" => match &self.others {
                    Some(ids) => ids[side].clone(),
                    None => continue,
                },
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

pub fn reaches(granted: Grant, spec: &Spec, side: usize) -> bool {
    match granted {
        Grant::None => false,
        Grant::All => true,
        Grant::Own => matches!(spec.scope, Scope::Company) || side == 0,
    }
}

pub fn kind<T>(outcome: Result<T, Problem>) -> Option<ProblemKind> {
    outcome.err().map(|problem| problem.kind)
}

pub fn kinds<T>(outcome: Result<T, Vec<Problem>>) -> Option<ProblemKind> {
    outcome.err().map(|problems| problems.first().unwrap_or_else(|| panic!("an empty refusal")).kind)
}

/// What refuses a write: not knowing of it, or knowing but not touching it. Who may write none of a
/// noun is told so whatever record they name, so the answer says nothing about it.
pub fn refusal(role: Role, action: Action, spec: &Spec, side: usize) -> ProblemKind {
    let reads = grant(role, Action::Read, spec);
    let knows = if grant(role, action, spec) == Grant::None {
        reads != Grant::None
    } else {
        reaches(reads, spec, side)
    };
    if knows { ProblemKind::Forbidden } else { ProblemKind::NotFound }
}

impl World {
    /// Somebody of that role.
    pub fn person(&self, role: Role) -> Ctx {
        self.people.iter().find(|(known, _)| *known == role).unwrap().1.clone()
    }
}
