//! Records waiting to be written, table by table, in an order in which every reference already exists.

use std::collections::BTreeMap;

use domain::noun;
use domain::record::Spec;
use domain::value::Value;
use store::{Conn, Error};

/// The order of writing.
const ORDER: &[&str] = &[
    "company",
    "holiday",
    "target",
    "activity_type",
    "knowledge",
    "salon",
    "user",
    "feature",
    "core_action",
    "account",
    SPONSOR,
    "stakeholder",
    "team_member",
    "contract",
    "subscription",
    "payment",
    "touchpoint",
    "demand",
    "meeting",
    "value_statement",
    "sponsor_setup",
    "board_view",
    "ticket",
    "opportunity",
    "selection",
    "decision",
    "goal",
    "account_plan",
    "vendor",
    "executive_pair",
    "influence",
    "rival_stance",
    "decision_step",
    "profile",
    "scan",
    "success_goal",
    "briefing",
    "transcript",
    "activity",
    "relation_budget",
    "relation_score",
    "salon_guest",
    "blueprint",
    "knowledge_use",
    "benchmark",
    "reference_event",
    "gift",
    "survey_response",
    "churn_event",
    "alert",
    "task",
    "usage",
];

/// The users who belong to an account: written after it.
pub const SPONSOR: &str = "sponsor";

/// Records waiting to be written.
#[derive(Debug, Default)]
pub struct Sheets {
    rows: BTreeMap<&'static str, Vec<(String, Vec<Value>)>>,
}

impl Sheets {
    /// Adds a record: what is not named is nothing, or no.
    pub fn add(&mut self, table: &'static str, id: String, cells: &[(&str, Value)]) {
        let Some(spec) = spec(table) else { return };
        debug_assert!(cells.iter().all(|(name, _)| spec.field(name).is_some()), "{table}: {cells:?}");
        let row = fill(spec, cells);
        self.rows.entry(table).or_default().push((id, row));
    }

    /// Adds a record whose cells are already in order.
    pub fn push(&mut self, table: &'static str, id: String, cells: Vec<Value>) {
        self.rows.entry(table).or_default().push((id, cells));
    }

    /// How many records wait.
    pub fn len(&self) -> usize {
        self.rows.values().map(Vec::len).sum()
    }

    /// The waiting records of a table.
    pub fn of(&self, table: &str) -> &[(String, Vec<Value>)] {
        self.rows.get(table).map_or(&[], Vec::as_slice)
    }

    /// Writes all of them; returns how many of each table.
    ///
    /// # Errors
    /// When the store refuses one.
    pub async fn write(&mut self, conn: &mut Conn, now: &str) -> Result<BTreeMap<&'static str, u64>, Error> {
        let mut counts = BTreeMap::new();
        for table in ORDER {
            let (Some(rows), Some(spec)) = (self.rows.remove(table), spec(table)) else { continue };
            store::record::insert_many(conn, spec, &rows, now).await?;
            *counts.entry(spec.table).or_insert(0) += rows.len() as u64;
        }
        Ok(counts)
    }
}

fn spec(table: &str) -> Option<&'static Spec> {
    noun::spec(if table == SPONSOR { "user" } else { table })
}

fn fill(spec: &Spec, cells: &[(&str, Value)]) -> Vec<Value> {
    let cell = |field: &domain::record::Field| match cells.iter().find(|(name, _)| *name == field.name) {
        Some((_, value)) => value.clone(),
        None if field.required && field.kind.is_integer() => Value::Int(0),
        None => Value::Null,
    };
    spec.fields.iter().map(cell).collect()
}
