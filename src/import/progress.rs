//! What the wizard shows: what a file holds, how far an import is, and what came of it.

use serde::{Deserialize, Serialize};

use super::{Fault, Mapping};
use crate::problem::Problems;

/// How many faults travel to a screen; the error file has them all.
pub const FAULTS_SHOWN: usize = 200;

/// What a file holds, and what it is taken for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inspection {
    /// The upload's id.
    pub upload: String,
    /// The file's name.
    pub file: String,
    /// What kind of file it is, as people say it: `CSV · GB18030 · ;`.
    pub shape: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// The headers.
    pub headers: Vec<String>,
    /// The first rows.
    pub samples: Vec<Vec<String>>,
    /// The noun and mapping it is taken for.
    pub mapping: Mapping,
    /// The headers whose dates could be read in more than one way.
    pub doubtful: Vec<String>,
    /// The mappings remembered for the noun.
    pub profiles: Vec<Profile>,
    /// The nouns this reader may import, the likeliest first.
    pub tables: Vec<String>,
}

/// A remembered mapping.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The mapping.
    pub mapping: Mapping,
}

/// Where an import stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Phase {
    /// The file is there and nothing was asked of it.
    #[default]
    Ready,
    /// Rows are read and compared; nothing is written.
    Checking,
    /// Rows are read and written.
    Writing,
    /// The last thing asked for is done: see the report.
    Done,
    /// It could not be done: see the problems. Nothing was changed.
    Failed,
}

/// How far an import is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Where it stands.
    pub phase: Phase,
    /// Rows read so far.
    pub rows: u64,
    /// The share of the file read, in basis points.
    pub done_bp: i64,
    /// Rows a second.
    pub rows_per_second: u64,
    /// Seconds it will most likely take still; nothing before that can be told.
    pub rest_seconds: Option<u64>,
    /// What came of it.
    pub report: Option<Report>,
    /// Why it could not be done.
    pub problems: Problems,
}

/// What came, or would come, of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The noun.
    pub table: String,
    /// Whether this was only tried.
    pub is_dry_run: bool,
    /// Whether it is stored now.
    pub is_stored: bool,
    /// Rows in the file, empty ones not counted.
    pub rows: u64,
    /// Rows that make a record.
    pub new: u64,
    /// Rows that change one.
    pub changed: u64,
    /// Rows that are there already, as they are.
    pub unchanged: u64,
    /// Rows that cannot be stored.
    pub bad: u64,
    /// Referred records made on the way.
    pub made: u64,
    /// Everything that is wrong, up to [`FAULTS_SHOWN`].
    pub faults: Vec<Fault>,
    /// How many faults there are in all.
    pub faults_all: u64,
    /// How long it took.
    pub millis: u64,
}
