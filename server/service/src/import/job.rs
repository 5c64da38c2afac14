//! Imports under way in this process: which upload is whose, how far its reading is, what came of
//! it. Kept in memory only: after a restart a file is simply uploaded again.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use domain::import::{Phase, Progress, Report};
use domain::problem::{Problem, Problems};

use super::file::Shape;
use crate::Ctx;

/// How long an upload is kept.
const KEPT: Duration = Duration::from_hours(12);
/// How many uploads one person has at most; the oldest goes.
const OWN_MOST: usize = 4;

static JOBS: Mutex<BTreeMap<String, Job>> = Mutex::new(BTreeMap::new());

/// One upload and what is being done with it.
#[derive(Clone, Debug)]
pub struct Job {
    /// Whose it is.
    pub owner: Option<String>,
    /// The file's name as the person knows it.
    pub name: String,
    /// Where it lies.
    pub path: PathBuf,
    /// Its size.
    pub bytes: u64,
    /// What kind of file it is.
    pub shape: Shape,
    /// Where its faults are listed.
    pub errors: PathBuf,
    phase: Phase,
    report: Option<Report>,
    problems: Problems,
    meter: Arc<Meter>,
    born: Instant,
}

/// How far the reading of a file is.
#[derive(Debug)]
pub struct Meter {
    /// Bytes read of a text file, rows read of a workbook.
    pub taken: Arc<AtomicU64>,
    total: u64,
    counts_rows: bool,
    rows: AtomicU64,
    is_cancelled: AtomicBool,
    started: Instant,
}

impl Meter {
    /// A meter for a file of so many bytes, or so many rows when it is a workbook.
    pub fn new(total: u64, shape: Shape) -> Self {
        Self {
            taken: Arc::default(),
            total,
            counts_rows: matches!(shape, Shape::Xlsx),
            rows: AtomicU64::new(0),
            is_cancelled: AtomicBool::new(false),
            started: Instant::now(),
        }
    }

    /// Whether it counts rows of a workbook rather than bytes of a text.
    pub fn counts_rows(&self) -> bool {
        self.counts_rows
    }

    /// Somebody no longer wants it.
    pub fn cancel(&self) {
        self.is_cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether somebody no longer wants it.
    pub fn is_cancelled(&self) -> bool {
        self.is_cancelled.load(Ordering::Relaxed)
    }

    /// So many rows more are done.
    pub fn add_rows(&self, count: u64) {
        self.rows.fetch_add(count, Ordering::Relaxed);
    }

    fn read_out(&self, progress: &mut Progress) {
        let seconds = self.started.elapsed().as_secs_f64();
        let share = (self.taken.load(Ordering::Relaxed) as f64 / self.total.max(1) as f64).clamp(0.0, 1.0);
        progress.rows = self.rows.load(Ordering::Relaxed);
        progress.done_bp = (share * 10_000.0) as i64;
        progress.rows_per_second = (progress.rows as f64 / seconds.max(0.001)) as u64;
        progress.rest_seconds =
            (share > 0.02 && seconds > 0.5).then(|| (seconds * (1.0 - share) / share).ceil() as u64);
    }
}

impl Job {
    /// A file that has arrived.
    pub fn new(ctx: &Ctx, name: String, path: PathBuf, bytes: u64, shape: Shape) -> Self {
        let errors = path.with_extension("errors.csv");
        Self {
            owner: ctx.who.user_id.clone(),
            name,
            path,
            bytes,
            shape,
            errors,
            phase: Phase::Ready,
            report: None,
            problems: Vec::new(),
            meter: Arc::new(Meter::new(bytes, shape)),
            born: Instant::now(),
        }
    }

    fn is_busy(&self) -> bool {
        matches!(self.phase, Phase::Checking | Phase::Writing)
    }

    fn progress(&self) -> Progress {
        let mut progress = Progress {
            phase: self.phase,
            report: self.report.clone(),
            problems: self.problems.clone(),
            ..Progress::default()
        };
        if self.is_busy() {
            self.meter.read_out(&mut progress);
        } else if self.phase == Phase::Done {
            progress.done_bp = 10_000;
            progress.rows = self.report.as_ref().map_or(0, |report| report.rows);
        }
        progress
    }

    fn remove_files(&self) {
        for file in [&self.path, &self.errors] {
            let _ = std::fs::remove_file(file);
        }
    }
}

fn with<T>(act: impl FnOnce(&mut BTreeMap<String, Job>) -> T) -> T {
    act(&mut JOBS.lock().unwrap_or_else(PoisonError::into_inner))
}

/// Keeps an upload under a random id; what is too old or too much goes.
pub fn keep(id: String, job: Job) {
    with(|jobs| {
        let mut own: Vec<(Instant, String)> = jobs
            .iter()
            .filter(|(_, other)| other.owner == job.owner && !other.is_busy())
            .map(|(id, other)| (other.born, id.clone()))
            .collect();
        own.sort();
        let surplus = own.len().saturating_sub(OWN_MOST - 1);
        let mut gone: Vec<String> = own.into_iter().take(surplus).map(|(_, id)| id).collect();
        gone.extend(
            jobs.iter()
                .filter(|(_, other)| other.born.elapsed() > KEPT && !other.is_busy())
                .map(|(id, _)| id.clone()),
        );
        for id in gone {
            if let Some(job) = jobs.remove(&id) {
                job.remove_files();
            }
        }
        jobs.insert(id, job);
    });
}

/// The upload, when it is this person's.
///
/// # Errors
/// `NotFound` otherwise.
pub fn own(ctx: &Ctx, id: &str) -> Result<Job, Problem> {
    with(|jobs| jobs.get(id).filter(|job| job.owner == ctx.who.user_id).cloned()).ok_or_else(gone)
}

/// Marks the upload as being worked on.
///
/// # Errors
/// When it is being worked on already, or is not this person's.
pub fn begin(ctx: &Ctx, id: &str, phase: Phase, total: u64) -> Result<(Job, Arc<Meter>), Problem> {
    with(|jobs| {
        let job = jobs.get_mut(id).filter(|job| job.owner == ctx.who.user_id).ok_or_else(gone)?;
        if job.is_busy() {
            return Err(Problem::new(
                domain::problem::ProblemKind::Conflict,
                "这个文件正在处理中，请等它完成，或先取消。",
                "This file is being worked on. Wait until it is done, or cancel it first.",
            ));
        }
        job.phase = phase;
        job.report = None;
        job.problems = Vec::new();
        job.meter = Arc::new(Meter::new(total, job.shape));
        Ok((job.clone(), Arc::clone(&job.meter)))
    })
}

/// Writes down what came of it.
pub fn end(id: &str, outcome: Result<Report, Problems>) {
    with(|jobs| {
        let Some(job) = jobs.get_mut(id) else { return };
        match outcome {
            Ok(report) => {
                job.phase = Phase::Done;
                job.report = Some(report);
            }
            Err(problems) => {
                job.phase = Phase::Failed;
                job.problems = problems;
            }
        }
    });
}

/// How far it is.
///
/// # Errors
/// `NotFound` when it is not this person's.
pub fn progress(ctx: &Ctx, id: &str) -> Result<Progress, Problem> {
    own(ctx, id).map(|job| job.progress())
}

/// Stops what is being done with it; nothing is changed then.
///
/// # Errors
/// `NotFound` when it is not this person's.
pub fn cancel(ctx: &Ctx, id: &str) -> Result<(), Problem> {
    own(ctx, id).map(|job| job.meter.cancel())
}

/// Stops it and removes the file.
///
/// # Errors
/// `NotFound` when it is not this person's.
pub fn discard(ctx: &Ctx, id: &str) -> Result<(), Problem> {
    let job = own(ctx, id)?;
    job.meter.cancel();
    job.remove_files();
    with(|jobs| jobs.remove(id));
    Ok(())
}

fn gone() -> Problem {
    Problem::new(
        domain::problem::ProblemKind::NotFound,
        "上传的文件已不在服务器上（可能超过 12 小时，或服务器已重启）。请重新选择文件。",
        "The uploaded file is no longer on the server (after 12 hours or a restart). Please choose the file again.",
    )
}
