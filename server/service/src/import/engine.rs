//! One file into one noun, a batch at a time: read, look up references, meet records by the key,
//! compare, write. A dry run is the same walk without the writing, so it promises what the run keeps.
//!
//! Invariants: an unchanged row is not written; two rows of one file never write the same record; a
//! row that names a record further down in the same file waits for it.

mod place;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{Hash as _, Hasher as _};
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use domain::import::{Fault, Key, Plan, Report, TODO_KEY, TODO_REF, TODO_SEVERAL, TODO_TWICE};
use domain::noun::audit::Audit;
use domain::policy::Action;
use domain::problem::Problem;
use domain::record::{Kind, Record as _, Row, Scope, Spec};
use domain::value::Value;
use store::Conn;
use store::record::Cut;
use tokio::sync::mpsc;

use super::file::{self, Line, Shape};
use super::job::Meter;
use super::resolve::{Answer, Meant, Resolver};
use super::sink::Sink;
use super::trace::Stored;
use super::word;
use crate::Ctx;
use crate::fault::of_store;
use crate::policy::require;

/// Rows a batch.
const BATCH: usize = 500;
/// How many rows may wait for a record further down in the file.
const WAITING_MOST: usize = 100_000;

/// A file on its way into a noun.
pub struct Engine<'a> {
    ctx: &'a Ctx,
    plan: &'a Plan,
    cut: Cut,
    writes: bool,
    meter: &'a Meter,
    sink: &'a mut Sink,
    resolver: Resolver,
    seen: HashMap<u64, u64>,
    names: BTreeSet<String>,
    waiting: Vec<Line>,
    is_last_pass: bool,
    report: Report,
    stored: Stored,
}

/// A row that has been read and whose references are known.
struct Candidate {
    number: u64,
    id: Option<String>,
    cells: Vec<Option<Value>>,
    key: Vec<Value>,
}

/// Reads the file into the noun over `conn`; writes only when `writes`.
///
/// # Errors
/// When the person may not, the file cannot be read, or the store fails: then nothing may be committed.
pub async fn run(
    ctx: &Ctx,
    conn: &mut Conn,
    plan: &Plan,
    (path, shape): (&Path, Shape),
    writes: bool,
    meter: &Meter,
    sink: &mut Sink,
) -> Result<(Report, Stored), Problem> {
    let started = Instant::now();
    let cut = require(ctx, Action::Import, plan.spec)?;
    let report = Report { table: plan.spec.table.to_owned(), is_dry_run: !writes, ..Report::default() };
    let mut engine = Engine {
        ctx,
        plan,
        cut,
        writes,
        meter,
        sink,
        resolver: Resolver::default(),
        seen: HashMap::new(),
        names: BTreeSet::new(),
        waiting: Vec::new(),
        is_last_pass: false,
        report,
        stored: Stored::default(),
    };
    let (sender, mut batches) = mpsc::channel::<Vec<Line>>(4);
    let (path, taken) = (path.to_owned(), Arc::clone(&meter.taken));
    let reading = tokio::task::spawn_blocking(move || read(&path, shape, &taken, &sender));
    while let Some(lines) = batches.recv().await {
        engine.batch(conn, lines).await?;
    }
    reading.await.map_err(|error| crate::fault::internal(&error))??;
    engine.settle_waiting(conn).await?;
    engine.sink.finish()?;
    let Engine { resolver, mut report, sink, stored, .. } = engine;
    report.made = resolver.made;
    report.faults.clone_from(&sink.first);
    report.faults_all = sink.count;
    report.millis = started.elapsed().as_millis() as u64;
    Ok((report, stored))
}

/// Hands the file's rows over, some hundreds at a time, without the header.
fn read(
    path: &Path,
    shape: Shape,
    taken: &Arc<std::sync::atomic::AtomicU64>,
    sender: &mpsc::Sender<Vec<Line>>,
) -> Result<(), Problem> {
    use std::ops::ControlFlow::{Break, Continue};
    let mut lines = Vec::with_capacity(BATCH);
    let mut is_header = true;
    file::walk(path, shape, taken, &mut |line| {
        if std::mem::take(&mut is_header) {
            return Continue(());
        }
        lines.push(line);
        if lines.len() < BATCH {
            return Continue(());
        }
        let full = std::mem::replace(&mut lines, Vec::with_capacity(BATCH));
        if sender.blocking_send(full).is_err() { Break(()) } else { Continue(()) }
    })?;
    let _ = sender.blocking_send(lines);
    Ok(())
}

impl Engine<'_> {
    async fn batch(&mut self, conn: &mut Conn, lines: Vec<Line>) -> Result<(), Problem> {
        if self.meter.is_cancelled() {
            return Err(word::cancelled());
        }
        let (count, waiting) = (lines.len(), self.waiting.len());
        let candidates = self.candidates(conn, lines).await?;
        let waiting = self.waiting.len().saturating_sub(waiting);
        let met = self.meet(conn, &candidates).await?;
        let taken = self.taken_values(conn, &candidates).await?;
        let mut news = Vec::new();
        let mut audits = Vec::new();
        for candidate in candidates {
            self.place(conn, candidate, &met, &taken, &mut news, &mut audits).await?;
        }
        if self.writes {
            store::record::insert_many(conn, self.plan.spec, &news, &self.ctx.stamp())
                .await
                .map_err(of_store)?;
            store::record::insert_many(conn, Audit::SPEC, &audits, &self.ctx.stamp())
                .await
                .map_err(of_store)?;
            for (id, cells) in news {
                self.stored.add(id, None, cells);
            }
        }
        self.meter.add_rows(count.saturating_sub(waiting) as u64);
        Ok(())
    }

    /// Reads the lines and looks up what they refer to; what is bad goes to the sink.
    async fn candidates(&mut self, conn: &mut Conn, lines: Vec<Line>) -> Result<Vec<Candidate>, Problem> {
        let width = self.plan.headers.len();
        let mut read = Vec::with_capacity(lines.len());
        let mut wanted = BTreeSet::new();
        for line in lines {
            let surplus = line.cells.iter().skip(width).any(|cell| !cell.trim().is_empty());
            let is_short = line.cells.len() < width && line.cells.len() < self.columns_least();
            if surplus || is_short {
                self.refuse(vec![word::uneven(&line, width)])?;
                continue;
            }
            let parsed = self.plan.read(line.number, |index| line.cells.get(index));
            wanted.extend(parsed.refs.iter().map(|pending| (pending.filled, pending.text.clone())));
            read.push((line, parsed));
        }
        self.resolver.learn(self.ctx, conn, self.plan, self.writes, wanted).await?;
        let mut candidates = Vec::with_capacity(read.len());
        for (line, mut parsed) in read {
            let mut faults = std::mem::take(&mut parsed.faults);
            let mut waits = false;
            self.refer(&line, &parsed.refs, &mut parsed.cells, &mut faults, &mut waits);
            if waits && faults.is_empty() {
                if self.waiting.len() < WAITING_MOST {
                    self.waiting.push(line);
                    continue;
                }
                faults.push(Fault::new(line.number, "", "", word::too_many_wait(), TODO_REF));
            }
            let candidate =
                Candidate { number: line.number, id: parsed.id, key: Vec::new(), cells: parsed.cells };
            if let Some(candidate) = self.keyed(candidate, faults)? {
                candidates.push(candidate);
            }
        }
        Ok(candidates)
    }

    /// A row may only be short of columns nothing is read from; a workbook leaves out empty cells at its end.
    fn columns_least(&self) -> usize {
        if self.meter.counts_rows() { 0 } else { self.plan.headers.len() }
    }

    /// Puts what the references mean into the cells.
    fn refer(
        &self,
        line: &Line,
        refs: &[domain::import::Pending],
        cells: &mut [Option<Value>],
        faults: &mut Vec<Fault>,
        waits: &mut bool,
    ) {
        let mut account: Option<String> = None;
        let mut open = Vec::new();
        for pending in refs {
            let Some(filled) = self.plan.fields.get(pending.filled) else { continue };
            match self.resolver.answer(pending.filled, &pending.text) {
                Answer::One(meant) => {
                    set(cells, filled.place, &meant.id);
                    if Scope::By(filled.field.name) == self.plan.spec.scope || account.is_none() {
                        account.clone_from(&meant.account_id);
                    }
                }
                Answer::Several(meant) => open.push((filled, &pending.text, meant.as_slice())),
                Answer::Nothing
                    if is_own(filled, self.plan.spec)
                        && (!self.is_last_pass || self.names.contains(&pending.text)) =>
                {
                    if !self.writes && self.names.contains(&pending.text) {
                        set(cells, filled.place, &format!("new:{}", pending.text));
                    } else {
                        *waits = true;
                    }
                }
                Answer::Nothing => faults.push(Fault::new(
                    line.number,
                    &filled.column,
                    &pending.text,
                    word::no_such(filled.field),
                    TODO_REF,
                )),
            }
        }
        for (filled, text, meant) in open {
            let own: Vec<&Meant> =
                meant.iter().filter(|one| account.is_some() && one.account_id == account).collect();
            match own.as_slice() {
                [one] => set(cells, filled.place, &one.id),
                _ => faults.push(Fault::new(
                    line.number,
                    &filled.column,
                    text,
                    word::several(filled.field, meant.len()),
                    TODO_SEVERAL,
                )),
            }
        }
        if let (Scope::By(name), Some(account)) = (self.plan.spec.scope, account)
            && let Some((place, _)) = self.plan.spec.field(name)
            && !self.plan.fills(place)
        {
            set(cells, place, &account);
        }
    }

    /// The row with its key, unless it is bad or its key came before.
    fn keyed(
        &mut self,
        mut candidate: Candidate,
        mut faults: Vec<Fault>,
    ) -> Result<Option<Candidate>, Problem> {
        let row = candidate.number;
        match &self.plan.key {
            Key::Id => candidate.key.extend(candidate.id.clone().map(Value::from)),
            Key::Fields(places) => {
                for place in places {
                    let value = candidate.cells.get(*place).cloned().flatten().unwrap_or_default();
                    let column = self.plan.column_of(*place);
                    if value.is_null() && !faults.iter().any(|fault| fault.column == column) {
                        faults.push(Fault::new(row, column, "", word::key_empty(), TODO_KEY));
                    }
                    candidate.key.push(value);
                }
            }
        }
        if faults.is_empty() && !candidate.key.is_empty() {
            let first = *self.seen.entry(hash(&candidate.key)).or_insert(row);
            if first != row {
                let value = candidate.key.first().map_or("", Value::as_str);
                faults.push(Fault::new(row, self.key_column(), value, word::twice(first), TODO_TWICE));
            }
        }
        if faults.is_empty() {
            return Ok(Some(candidate));
        }
        self.refuse(faults)?;
        Ok(None)
    }

    /// The records the keys meet.
    async fn meet(
        &self,
        conn: &mut Conn,
        candidates: &[Candidate],
    ) -> Result<BTreeMap<Vec<Value>, Vec<Row>>, Problem> {
        let spec = self.plan.spec;
        let keys: Vec<Vec<Value>> =
            candidates.iter().map(|candidate| candidate.key.clone()).filter(|key| !key.is_empty()).collect();
        let names: Vec<&'static str> = match &self.plan.key {
            Key::Id => vec![domain::import::ID],
            Key::Fields(places) => {
                places.iter().filter_map(|place| spec.fields.get(*place)).map(|field| field.name).collect()
            }
        };
        let mut met: BTreeMap<Vec<Value>, Vec<Row>> = BTreeMap::new();
        for row in store::import::find(conn, spec, &self.cut, &names, &keys).await.map_err(of_store)? {
            let key = match &self.plan.key {
                Key::Id => vec![Value::from(row.id.as_str())],
                Key::Fields(places) => {
                    places.iter().map(|place| row.cells.get(*place).cloned().unwrap_or_default()).collect()
                }
            };
            met.entry(key).or_default().push(row);
        }
        Ok(met)
    }

    /// Who has the values no two records may share: place in the declaration and value to id.
    async fn taken_values(
        &self,
        conn: &mut Conn,
        candidates: &[Candidate],
    ) -> Result<BTreeMap<(usize, Value), String>, Problem> {
        let mut taken = BTreeMap::new();
        for (place, field) in self.plan.spec.fields.iter().enumerate() {
            if !field.unique || !self.plan.fills(place) {
                continue;
            }
            let values: Vec<Vec<Value>> = candidates
                .iter()
                .filter_map(|one| one.cells.get(place).cloned().flatten())
                .map(|value| vec![value])
                .collect();
            for row in store::import::find(conn, self.plan.spec, &Cut::All, &[field.name], &values)
                .await
                .map_err(of_store)?
            {
                if let Some(value) = row.cells.get(place) {
                    taken.insert((place, value.clone()), row.id.clone());
                }
            }
        }
        Ok(taken)
    }

    /// Rows that waited for a record further down: again and again until nothing moves.
    async fn settle_waiting(&mut self, conn: &mut Conn) -> Result<(), Problem> {
        loop {
            let waiting = std::mem::take(&mut self.waiting);
            if waiting.is_empty() {
                return Ok(());
            }
            let before = waiting.len();
            for lines in waiting.chunks(BATCH) {
                self.batch(conn, lines.to_vec()).await?;
            }
            self.is_last_pass = self.waiting.len() == before;
        }
    }

    fn refuse(&mut self, faults: Vec<Fault>) -> Result<(), Problem> {
        self.report.rows += 1;
        self.report.bad += 1;
        faults.into_iter().try_for_each(|fault| self.sink.add(fault))
    }
}

/// Whether the field refers to another record of the same noun.
fn is_own(filled: &domain::import::Filled, spec: &Spec) -> bool {
    matches!(filled.field.kind, Kind::Ref(table) if table == spec.table)
}

fn set(cells: &mut [Option<Value>], place: usize, id: &str) {
    if let Some(slot) = cells.get_mut(place) {
        *slot = Some(Value::from(id));
    }
}

fn hash(key: &[Value]) -> u64 {
    let mut hasher = std::hash::DefaultHasher::new();
    for value in key {
        match value {
            Value::Null => 0_u8.hash(&mut hasher),
            Value::Int(int) => (1_u8, int).hash(&mut hasher),
            Value::Text(text) => (2_u8, text).hash(&mut hasher),
        }
    }
    hasher.finish()
}
