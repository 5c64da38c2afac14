//! From the bytes of a text file to signs: which encoding they are in, and a reader that turns any
//! of them into UTF-8 as it goes. Bytes that mean nothing become the replacement sign, which the
//! reading of rows then refuses, with the row's number.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use encoding_rs::{Decoder, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How much of a file that is not UTF-8 is looked at to tell what it is.
const LOOK_BYTES: usize = 8 << 20;
const CHUNK: usize = 64 << 10;

/// The encoding of a text file, or nothing when it is no text.
///
/// # Errors
/// When the file cannot be read.
pub fn sniff(path: &Path) -> io::Result<Option<&'static Encoding>> {
    let mut head = vec![0; 4_096];
    let read = fill(&mut File::open(path)?, &mut head)?;
    head.truncate(read);
    if let Some((encoding, _)) = Encoding::for_bom(&head) {
        return Ok(Some(encoding));
    }
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    if even + odd > 0 {
        // Latin letters in UTF-16 have every other byte zero; anything else with zeros is no text.
        let mostly = |one: usize, other: usize| one * 5 > head.len() && other * 20 < one;
        return Ok(if mostly(odd, even) {
            Some(UTF_16LE)
        } else if mostly(even, odd) {
            Some(UTF_16BE)
        } else {
            None
        });
    }
    if is_clean(path, UTF_8, usize::MAX)? {
        return Ok(Some(UTF_8));
    }
    Ok(Some(if is_clean(path, GB18030, LOOK_BYTES)? { GB18030 } else { WINDOWS_1252 }))
}

/// Whether the file's first bytes mean something, all of them, in the encoding.
fn is_clean(path: &Path, encoding: &'static Encoding, most: usize) -> io::Result<bool> {
    let mut file = File::open(path)?;
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut bytes = vec![0; CHUNK];
    let mut out = vec![0; CHUNK * 3 + 16];
    let mut seen = 0;
    loop {
        let read = fill(&mut file, &mut bytes)?;
        seen += read;
        let last = read < bytes.len();
        let (_, _, _, had_errors) =
            decoder.decode_to_utf8(bytes.get(..read).unwrap_or_default(), &mut out, last);
        if had_errors {
            return Ok(false);
        }
        if last || seen >= most {
            return Ok(true);
        }
    }
}

fn fill(file: &mut File, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while let Some(rest) = buffer.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match file.read(rest)? {
            0 => break,
            read => filled += read,
        }
    }
    Ok(filled)
}

/// Reads a file of some encoding as UTF-8, counting the bytes it has taken.
pub struct Transcoder {
    file: File,
    decoder: Decoder,
    raw: Vec<u8>,
    raw_from: usize,
    raw_to: usize,
    out: Vec<u8>,
    out_from: usize,
    out_to: usize,
    is_done: bool,
    taken: Arc<AtomicU64>,
}

impl Transcoder {
    /// Opens the file; `taken` is told how many bytes of it were read.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub fn open(path: &Path, encoding: &'static Encoding, taken: Arc<AtomicU64>) -> io::Result<Self> {
        Ok(Self {
            file: File::open(path)?,
            decoder: encoding.new_decoder_with_bom_removal(),
            raw: vec![0; CHUNK],
            raw_from: 0,
            raw_to: 0,
            out: vec![0; CHUNK * 3 + 16],
            out_from: 0,
            out_to: 0,
            is_done: false,
            taken,
        })
    }

    fn decode_more(&mut self) -> io::Result<()> {
        let mut last = false;
        if self.raw_from == self.raw_to {
            self.raw_to = self.file.read(&mut self.raw)?;
            self.raw_from = 0;
            last = self.raw_to == 0;
            self.taken.fetch_add(self.raw_to as u64, Ordering::Relaxed);
        }
        let raw = self.raw.get(self.raw_from..self.raw_to).unwrap_or_default();
        let (_, read, written, _) = self.decoder.decode_to_utf8(raw, &mut self.out, last);
        self.raw_from += read;
        self.out_from = 0;
        self.out_to = written;
        self.is_done = last;
        Ok(())
    }
}

impl Read for Transcoder {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.out_from == self.out_to && !self.is_done {
            self.decode_more()?;
        }
        let ready = self.out.get(self.out_from..self.out_to).unwrap_or_default();
        let count = ready.len().min(buffer.len());
        if let (Some(to), Some(from)) = (buffer.get_mut(..count), ready.get(..count)) {
            to.copy_from_slice(from);
        }
        self.out_from += count;
        Ok(count)
    }
}

/// The sign that parts the cells: the one the first lines hold most evenly, outside quotes.
pub fn delimiter(head: &str) -> u8 {
    let mut best = (0_usize, b',');
    for candidate in [b',', b';', b'\t', b'|'] {
        let counts = counts(head, candidate);
        let least = counts.iter().copied().min().unwrap_or(0);
        let even = counts.iter().all(|count| *count == least);
        let worth = least * if even { 4 } else { 1 };
        if worth > best.0 {
            best = (worth, candidate);
        }
    }
    best.1
}

/// How often the sign parts cells in each of the first lines.
fn counts(head: &str, sign: u8) -> Vec<usize> {
    let (mut counts, mut count, mut quoted, mut blank) = (Vec::new(), 0, false, true);
    for byte in head.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => {
                if !blank {
                    counts.push(count);
                }
                (count, blank) = (0, true);
                if counts.len() == 20 {
                    return counts;
                }
            }
            b'\r' => {}
            byte => {
                blank = false;
                count += usize::from(byte == sign && !quoted);
            }
        }
    }
    // The last line may be cut off in its middle, so it only counts when it is all there is.
    if counts.is_empty() {
        counts.push(count);
    }
    counts
}
