//! Where faults go: the first of them to the screen, all of them to a file people open in Excel.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;

use domain::import::{FAULTS_SHOWN, Fault};
use domain::problem::Problem;

use crate::export::guarded;
use crate::fault;

/// The header of the error file.
const HEADER: [&str; 7] = ["行 Row", "列 Column", "值 Value", "问题", "怎么办", "Problem", "What to do"];

/// Takes faults as they are found.
#[derive(Debug, Default)]
pub struct Sink {
    file: Option<csv::Writer<BufWriter<File>>>,
    /// The first of them.
    pub first: Vec<Fault>,
    /// How many there are.
    pub count: u64,
}

impl Sink {
    /// Takes faults into a new file, in place of the one that is there.
    ///
    /// # Errors
    /// When the file cannot be made.
    pub fn to_file(path: &Path) -> Result<Self, Problem> {
        let mut file = BufWriter::new(File::create(path).map_err(|error| fault::internal(&error))?);
        file.write_all("\u{FEFF}".as_bytes()).map_err(|error| fault::internal(&error))?;
        let mut file = csv::Writer::from_writer(file);
        file.write_record(HEADER).map_err(|error| fault::internal(&error))?;
        Ok(Self { file: Some(file), ..Self::default() })
    }

    /// Takes one.
    ///
    /// # Errors
    /// When the disk is full.
    pub fn add(&mut self, one: Fault) -> Result<(), Problem> {
        self.count += 1;
        if let Some(file) = &mut self.file {
            let Fault { row, column, value, problem, todo_zh, todo_en } = &one;
            let row = row.to_string();
            let (column, value) = (guarded(column), guarded(value));
            file.write_record([row.as_str(), &column, &value, &problem.zh, todo_zh, &problem.en, todo_en])
                .map_err(|error| fault::internal(&error))?;
        }
        if self.first.len() < FAULTS_SHOWN {
            self.first.push(one);
        }
        Ok(())
    }

    /// The last of them is on the disk.
    ///
    /// # Errors
    /// When the disk is full.
    pub fn finish(&mut self) -> Result<(), Problem> {
        self.file.as_mut().map_or(Ok(()), csv::Writer::flush).map_err(|error| fault::internal(&error))
    }
}
