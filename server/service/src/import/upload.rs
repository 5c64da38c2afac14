//! A file on its way in: written to the data directory as it arrives, never larger than allowed,
//! and gone again when it does not arrive whole.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use base64::Engine as _;
use domain::policy::{Action, Grant, grant};
use domain::problem::{Problem, ProblemKind};

use super::file;
use super::job::{self, Job};
use crate::{Ctx, fault};

/// The largest file that is taken.
pub const BYTES_MOST: u64 = 200 << 20;

/// A file on its way in.
#[derive(Debug)]
pub struct Upload {
    id: String,
    name: String,
    path: PathBuf,
    out: Option<BufWriter<File>>,
    bytes: u64,
}

/// Begins to take a file into `directory`.
///
/// # Errors
/// `Forbidden` when this person may import nothing at all.
pub fn begin(ctx: &Ctx, directory: &Path, name: &str) -> Result<Upload, Problem> {
    let may = domain::noun::ALL.iter().any(|spec| grant(ctx.who.role, Action::Import, spec) != Grant::None);
    if !may {
        return Err(Problem::forbidden());
    }
    std::fs::create_dir_all(directory).map_err(|error| fault::internal(&error))?;
    let id = random_id()?;
    let path = directory.join(format!("{id}.upload"));
    let out = BufWriter::new(File::create_new(&path).map_err(|error| fault::internal(&error))?);
    let name: String = name
        .rsplit(['/', '\\'])
        .next()
        .unwrap_or_default()
        .chars()
        .filter(|c| !c.is_control())
        .take(120)
        .collect();
    Ok(Upload { id, name, path, out: Some(out), bytes: 0 })
}

impl Upload {
    /// Takes the next piece.
    ///
    /// # Errors
    /// When the file grows larger than allowed, or the disk is full.
    pub fn write(&mut self, piece: &[u8]) -> Result<(), Problem> {
        self.bytes += piece.len() as u64;
        if self.bytes > BYTES_MOST {
            return Err(too_large());
        }
        self.out.as_mut().map_or(Ok(()), |out| out.write_all(piece)).map_err(|error| fault::internal(&error))
    }

    /// The file is whole: finds out what it is and keeps it; its id.
    ///
    /// # Errors
    /// When it is nothing we can read.
    pub fn finish(mut self, ctx: &Ctx) -> Result<String, Problem> {
        if let Some(mut out) = self.out.take() {
            out.flush().map_err(|error| fault::internal(&error))?;
        }
        let shape = file::detect(&self.path)?;
        file::head(&self.path, shape, 1)?;
        let path = std::mem::take(&mut self.path);
        let id = self.id.clone();
        job::keep(id.clone(), Job::new(ctx, self.name.clone(), path, self.bytes, shape));
        Ok(id)
    }
}

impl Drop for Upload {
    fn drop(&mut self) {
        if !self.path.as_os_str().is_empty() {
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

/// The file is larger than is taken.
pub fn too_large() -> Problem {
    Problem::new(
        ProblemKind::Invalid,
        "文件超过 200 MB。请拆成几个文件分别导入。",
        "The file is larger than 200 MB. Split it into several files and import them one after the other.",
    )
}

/// Removes what uploads an earlier process left behind. Call when the server starts.
pub fn clean(directory: &Path) {
    let Ok(entries) = std::fs::read_dir(directory) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.ends_with(".upload") || name.ends_with(".errors.csv") || name.ends_with(".export") {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// An id nobody can guess.
pub(crate) fn random_id() -> Result<String, Problem> {
    let mut bytes = [0_u8; 18];
    getrandom::fill(&mut bytes).map_err(|error| fault::internal(&error))?;
    Ok(base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes))
}
