//! Something to be done on a board: one button that writes one record, with what has to be said first.
//!
//! An act is a plain form, so it works before and without WebAssembly, and can wait on a phone until there is a
//! line again. What it may write is decided where records are written, not here.

use serde::{Deserialize, Serialize};

/// One thing to do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// The line of the tile's list it is about; none for the tile itself.
    pub of: Option<usize>,
    /// The words on its button.
    pub words: String,
    /// What is said once it is done.
    pub done: String,
    /// Whether it is what is hoped for.
    pub is_main: bool,
    /// The noun it writes.
    pub table: String,
    /// The record it changes; empty for a new one.
    pub record: String,
    /// The version that was looked at.
    pub version: i64,
    /// What it writes: field and value.
    pub set: Vec<(String, String)>,
    /// What has to be said or chosen first.
    pub asks: Vec<Asked>,
    /// The form stands open: it is what the page was asked for.
    pub is_open: bool,
}

/// Something to say or to choose.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The field.
    pub field: String,
    /// What people call it.
    pub label: String,
    /// An example, shown until something is typed.
    pub hint: String,
    /// It cannot be left out.
    pub required: bool,
    /// Value and words to choose from; a text when there are none.
    pub choices: Vec<(String, String)>,
    /// What it begins with.
    pub value: String,
}

impl Act {
    /// Adds a record of this noun.
    pub fn add(table: &str, words: &str, done: &str) -> Self {
        Self { table: table.to_owned(), words: words.to_owned(), done: done.to_owned(), ..Self::default() }
    }

    /// Changes a record, as it was looked at.
    pub fn change(table: &str, record: &str, version: i64, words: &str, done: &str) -> Self {
        Self { record: record.to_owned(), version, ..Self::add(table, words, done) }
    }

    /// About this line of the tile's list.
    #[must_use]
    pub fn of(mut self, line: usize) -> Self {
        self.of = Some(line);
        self
    }

    /// What is hoped for.
    #[must_use]
    pub fn main(mut self) -> Self {
        self.is_main = true;
        self
    }

    /// Writes this value.
    #[must_use]
    pub fn set(mut self, field: &str, value: impl Into<String>) -> Self {
        self.set.push((field.to_owned(), value.into()));
        self
    }

    /// Asks for words first.
    #[must_use]
    pub fn ask(mut self, field: &str, label: &str, hint: &str, required: bool) -> Self {
        let (field, label, hint) = (field.to_owned(), label.to_owned(), hint.to_owned());
        self.asks.push(Asked { field, label, hint, required, ..Asked::default() });
        self
    }

    /// Asks for a choice first.
    #[must_use]
    pub fn choose(mut self, field: &str, label: &str, choices: Vec<(String, String)>) -> Self {
        let (field, label) = (field.to_owned(), label.to_owned());
        self.asks.push(Asked { field, label, required: true, choices, ..Asked::default() });
        self
    }
}
