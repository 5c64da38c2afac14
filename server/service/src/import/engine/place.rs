//! One row put where it belongs: a new record, a changed one, one that is there already, or a bad row.

use std::collections::BTreeMap;

use domain::import::{Fault, Key, TODO_CELL, TODO_MAP, TODO_REF, TODO_TWICE};
use domain::problem::Problem;
use domain::record::{Kind, Row, Spec};
use domain::value::Value;
use store::Conn;

use super::{Candidate, Engine, is_own};
use crate::ctx::new_id;
use crate::fault::of_store;
use crate::hook;
use crate::import::{trace, word};

impl Engine<'_> {
    /// Puts one row where it belongs: new, changed, unchanged or bad.
    pub(super) async fn place(
        &mut self,
        conn: &mut Conn,
        candidate: Candidate,
        met: &BTreeMap<Vec<Value>, Vec<Row>>,
        taken: &BTreeMap<(usize, Value), String>,
        news: &mut Vec<(String, Vec<Value>)>,
        audits: &mut Vec<(String, Vec<Value>)>,
    ) -> Result<(), Problem> {
        let plan = self.plan;
        let before = match met.get(&candidate.key).map(Vec::as_slice) {
            None | Some([]) => None,
            Some([row]) => Some(row),
            Some(rows) => {
                let fault = Fault::new(
                    candidate.number,
                    self.key_column(),
                    "",
                    word::meets_several(rows.len()),
                    TODO_TWICE,
                );
                return self.refuse(vec![fault]);
            }
        };
        if before.is_none() && plan.key == Key::Id && candidate.id.is_some() {
            let fault = Fault::new(
                candidate.number,
                domain::import::ID,
                candidate.id.as_deref().unwrap_or_default(),
                word::no_such_id(plan.spec),
                TODO_REF,
            );
            return self.refuse(vec![fault]);
        }
        let mut cells = before.map_or_else(|| blank(plan.spec), |row| row.cells.clone());
        for (cell, value) in cells.iter_mut().zip(&candidate.cells) {
            if let Some(value) = value {
                cell.clone_from(value);
            }
        }
        self.remember_names(&cells);
        if before.is_some_and(|row| row.cells == cells) {
            self.report.rows += 1;
            self.report.unchanged += 1;
            return Ok(());
        }
        let mut faults = self.misfits(&candidate, before, &cells, taken, news);
        if faults.is_empty()
            && let Err(problems) = hook::before_write(self.ctx, conn, plan.spec, before, &mut cells).await
        {
            faults
                .extend(problems.into_iter().map(|problem| self.fault_of(candidate.number, problem, &cells)));
        }
        if faults.is_empty() {
            faults = self.missing(candidate.number, &cells);
        }
        if !faults.is_empty() {
            return self.refuse(faults);
        }
        self.report.rows += 1;
        if before.is_some_and(|row| row.cells == cells) {
            self.report.unchanged += 1;
            return Ok(());
        }
        let Some(row) = before else {
            self.report.new += 1;
            news.push((new_id(), cells));
            return Ok(());
        };
        self.report.changed += 1;
        if self.writes {
            let stamp = self.ctx.stamp();
            store::record::update(conn, plan.spec, &row.id, row.version, &cells, &stamp)
                .await
                .map_err(of_store)?;
            audits.push((new_id(), trace::change(self.ctx, plan.spec, row, &cells)));
            self.stored.add(row.id.clone(), Some(row.cells.clone()), cells);
        }
        Ok(())
    }

    /// Values another record has already, here or further up in the file.
    fn misfits(
        &self,
        candidate: &Candidate,
        before: Option<&Row>,
        cells: &[Value],
        taken: &BTreeMap<(usize, Value), String>,
        news: &[(String, Vec<Value>)],
    ) -> Vec<Fault> {
        let mut faults = Vec::new();
        for (place, field) in self.plan.spec.fields.iter().enumerate() {
            let Some(value) = cells.get(place).filter(|value| field.unique && !value.is_null()) else {
                continue;
            };
            let owner = taken.get(&(place, value.clone())).map(String::as_str);
            let is_taken = owner.is_some_and(|owner| before.is_none_or(|row| row.id != owner))
                || news.iter().any(|(_, other)| other.get(place) == Some(value));
            if is_taken {
                let problem = word::taken(self.plan.spec, field);
                faults.push(Fault::new(
                    candidate.number,
                    self.plan.column_of(place),
                    value.as_str(),
                    problem,
                    TODO_CELL,
                ));
            }
        }
        faults
    }

    /// Required fields that are still empty.
    fn missing(&self, row: u64, cells: &[Value]) -> Vec<Fault> {
        let plan = self.plan;
        let empty = plan
            .spec
            .fields
            .iter()
            .zip(cells)
            .enumerate()
            .filter(|(_, (field, cell))| field.required && cell.is_null());
        empty
            .map(|(place, (field, _))| {
                Fault::new(
                    row,
                    plan.column_of(place),
                    "",
                    word::missing(field),
                    if plan.fills(place) { TODO_CELL } else { TODO_MAP },
                )
            })
            .collect()
    }

    fn fault_of(&self, row: u64, problem: Problem, cells: &[Value]) -> Fault {
        let found = problem.field.as_deref().and_then(|name| self.plan.spec.field(name));
        let (column, value) = found.map_or(("", String::new()), |(place, field)| {
            let value = cells.get(place).map(|value| crate::export::plain(field, value)).unwrap_or_default();
            (self.plan.column_of(place), value)
        });
        let column = column.to_owned();
        Fault::new(row, &column, &value, problem, TODO_CELL)
    }

    pub(super) fn key_column(&self) -> &str {
        match &self.plan.key {
            Key::Fields(places) => places.first().map_or("", |place| self.plan.column_of(*place)),
            Key::Id => domain::import::ID,
        }
    }

    /// What later rows of the same file may call this record.
    fn remember_names(&mut self, cells: &[Value]) {
        let spec = self.plan.spec;
        if self.writes || !self.plan.fields.iter().any(|filled| is_own(filled, spec)) {
            return;
        }
        for name in [spec.title, "external_id"] {
            if let Some(value) =
                spec.field(name).and_then(|(place, _)| cells.get(place)).filter(|value| !value.is_null())
            {
                self.names.insert(value.as_str().to_owned());
            }
        }
    }
}

fn blank(spec: &Spec) -> Vec<Value> {
    spec.fields
        .iter()
        .map(|field| if matches!(field.kind, Kind::Flag) { Value::Int(0) } else { Value::Null })
        .collect()
}
