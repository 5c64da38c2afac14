//! What travels between a register and its screen: pages of rows, single records, histories, and
//! what the reader may do. Cells under a declaration, however many nouns there are.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::query::Cursor;
use crate::record::Row;
use crate::value::Value;

/// One page of a register.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// The noun.
    pub table: String,
    /// Its rows, cells in the order of the declaration; what may not be seen is null.
    pub rows: Vec<Row>,
    /// What the referred records are called: id to title.
    pub titles: BTreeMap<String, String>,
    /// How many rows match; more than 10,000 is 10,001.
    pub total: i64,
    /// Where the next page starts, if there is one.
    pub next: Option<Cursor>,
    /// What the reader may do here.
    pub may: May,
}

/// What the reader may do with a register.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct May {
    /// Make new records.
    pub create: bool,
    /// Change records.
    pub update: bool,
    /// Put records away.
    pub archive: bool,
    /// Bring in files.
    pub import: bool,
    /// Take out files.
    pub export: bool,
    /// Sees only fields shared with customers.
    pub shared_only: bool,
}

/// One record on its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Detail {
    /// The noun.
    pub table: String,
    /// The record.
    pub row: Row,
    /// What the referred records are called.
    pub titles: BTreeMap<String, String>,
    /// What is computed from the record at this moment, in the reader's language.
    pub derived: Vec<Derived>,
    /// What the reader may do here.
    pub may: May,
}

/// Something computed from a record: a clock, a sum.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Derived {
    /// What it is.
    pub label: String,
    /// What it says.
    pub text: String,
    /// How it stands, when it can stand badly.
    pub lamp: Option<crate::board::Lamp>,
}

/// One entry of a record's history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// When, RFC 3339 UTC.
    pub happened_at: String,
    /// Whose hand.
    pub who: String,
    /// The action's key.
    pub action: String,
    /// Field name, old and new value as stored.
    pub changes: Vec<(String, Value, Value)>,
}

/// What became of an update.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Updated {
    /// Stored; the new version.
    Stored(i64),
    /// Somebody else was first: their record, so that both can be compared. Nothing was changed.
    Conflict(Box<Detail>),
}

/// What somebody looks at often, under a name of their own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The register's URL query.
    pub url_query: String,
}

/// One answer of a search across registers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hit {
    /// The noun.
    pub table: String,
    /// The record.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Whose it is; empty when it is nobody's, or an account itself.
    pub account: String,
}
