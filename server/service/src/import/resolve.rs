//! From what a file says to the record it means: by id, external id or name, a batch at a time. A
//! name that fits several records is settled by the row's account, and else by nobody.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::import::{Find, Plan};
use domain::policy::Action;
use domain::problem::Problem;
use domain::record::{Field, Kind, Scope, Spec};
use domain::value::Value;
use store::Conn;
use store::record::Cut;

use crate::Ctx;
use crate::ctx::new_id;
use crate::fault::of_store;
use crate::policy::require;

/// How many answers are kept before they are forgotten.
const KEPT_MOST: usize = 200_000;
/// How many texts are asked for at once.
const ASKED_MOST: usize = 200;

/// A record meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meant {
    /// Its id.
    pub id: String,
    /// The account it is filed under; itself for an account.
    pub account_id: Option<String>,
}

/// What a text means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// This record.
    One(Meant),
    /// One of these; the row's account may tell.
    Several(Vec<Meant>),
    /// Nothing there.
    Nothing,
}

/// Answers, kept while a file is read.
#[derive(Debug, Default)]
pub struct Resolver {
    kept: HashMap<(usize, String), Answer>,
    /// How many records were made on the way.
    pub made: u64,
}

impl Resolver {
    /// Looks up what is not known yet. `wanted` pairs a field of the plan with what the file says.
    ///
    /// # Errors
    /// When the store fails, or a record to be made may not be.
    pub async fn learn(
        &mut self,
        ctx: &Ctx,
        conn: &mut Conn,
        plan: &Plan,
        writes: bool,
        wanted: BTreeSet<(usize, String)>,
    ) -> Result<(), Problem> {
        if self.kept.len() > KEPT_MOST {
            self.kept.clear();
        }
        let mut by_field: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for (filled, text) in wanted {
            if !self.kept.contains_key(&(filled, text.clone())) {
                by_field.entry(filled).or_default().push(text);
            }
        }
        for (index, texts) in by_field {
            let Some(filled) = plan.fields.get(index) else { continue };
            let Kind::Ref(table) = filled.field.kind else { continue };
            let spec = domain::noun::spec(table).ok_or_else(Problem::not_found)?;
            // The account decides whose record this becomes, so there the narrower right counts.
            let is_scope = Scope::By(filled.field.name) == plan.spec.scope;
            let cut = if is_scope {
                require(ctx, Action::Import, plan.spec)?
            } else {
                require(ctx, Action::Read, spec)?
            };
            let mut found = look_up(conn, spec, &cut, filled.find, &texts).await?;
            for text in texts {
                let mut answer = found.remove(&text).unwrap_or(Answer::Nothing);
                if answer == Answer::Nothing && filled.make {
                    answer = Answer::One(self.make(ctx, conn, spec, &text, writes).await?);
                }
                // A record of the same noun may still come further down in the file.
                if answer != Answer::Nothing || table != plan.spec.table {
                    self.kept.insert((index, text), answer);
                }
            }
        }
        Ok(())
    }

    /// What a text means.
    pub fn answer(&self, filled: usize, text: &str) -> &Answer {
        self.kept.get(&(filled, text.to_owned())).unwrap_or(&Answer::Nothing)
    }

    /// Makes a record that has only its name.
    async fn make(
        &mut self,
        ctx: &Ctx,
        conn: &mut Conn,
        spec: &'static Spec,
        text: &str,
        writes: bool,
    ) -> Result<Meant, Problem> {
        require(ctx, Action::Create, spec)?;
        let mut cells = Vec::with_capacity(spec.fields.len());
        for field in spec.fields {
            cells.push(if field.name == spec.title {
                domain::record::parse_cell(field, text)?
            } else {
                blank(field)?
            });
        }
        self.made += 1;
        if !writes {
            return Ok(Meant { id: format!("new:{text}"), account_id: None });
        }
        let id = new_id();
        store::record::insert(conn, spec, &id, &cells, &ctx.stamp()).await.map_err(of_store)?;
        Ok(Meant { id, account_id: None })
    }
}

/// Whether records of the noun can be made of nothing but a name.
pub fn can_make(spec: &Spec) -> bool {
    spec.scope == Scope::Company
        && spec.fields.iter().all(|field| field.name == spec.title || blank(field).is_ok())
}

fn blank(field: &Field) -> Result<Value, Problem> {
    domain::record::parse_cell(field, "")
}

async fn look_up(
    conn: &mut Conn,
    spec: &'static Spec,
    cut: &Cut,
    find: Find,
    texts: &[String],
) -> Result<BTreeMap<String, Answer>, Problem> {
    let external = spec.field("external_id").map(|(_, field)| field.name);
    let ways: Vec<&'static str> = match find {
        Find::Id => vec!["id"],
        Find::ExternalId => external.into_iter().collect(),
        Find::Title => vec![spec.title],
        Find::Any => ["id"].into_iter().chain(external).chain([spec.title]).collect(),
    };
    let mut answers: BTreeMap<String, Answer> = BTreeMap::new();
    for way in ways {
        let open: Vec<String> = texts.iter().filter(|text| !answers.contains_key(*text)).cloned().collect();
        for asked in open.chunks(ASKED_MOST) {
            let mut by_text: BTreeMap<String, Vec<store::import::Pointed>> = BTreeMap::new();
            for pointed in store::import::point(conn, spec, cut, way, asked).await.map_err(of_store)? {
                by_text.entry(pointed.text.clone()).or_default().push(pointed);
            }
            answers.extend(by_text.into_iter().map(|(text, pointed)| (text, settle(pointed))));
        }
    }
    Ok(answers)
}

/// What is in use goes before what was put away.
fn settle(pointed: Vec<store::import::Pointed>) -> Answer {
    let in_use = pointed.iter().any(|one| !one.is_archived);
    let mut meant: Vec<Meant> = pointed
        .into_iter()
        .filter(|one| !in_use || !one.is_archived)
        .map(|one| Meant { id: one.id, account_id: one.account_id })
        .collect();
    match meant.len() {
        1 => meant.pop().map_or(Answer::Nothing, Answer::One),
        _ => Answer::Several(meant),
    }
}
