//! One declaration a noun. A noun states its fields once — name, type, bounds, labels, who may see
//! them — and the typed struct, the validation, the SQL, the register, the form, the import, the
//! export and the history all follow from that declaration.
//!
//! Invariants: names are static and lower case, so SQL made from a [`Spec`] never carries input;
//! a field is internal unless it is marked `shared`. Absent on purpose: formulas and boards.

mod draft;

use serde::{Deserialize, Serialize};

pub use draft::{parse, parse_cell};

use crate::text::Text;
use crate::value::Value;

/// A noun's declaration.
#[derive(Debug)]
pub struct Spec {
    /// The table's name, which is also the noun's key in URLs.
    pub table: &'static str,
    /// What one of them is called.
    pub noun: Text,
    /// What many of them are called.
    pub plural: Text,
    /// By which account rights cut the rows.
    pub scope: Scope,
    /// The field that names a record to a reader.
    pub title: &'static str,
    /// The fields, in the order a form shows them.
    pub fields: &'static [Field],
}

/// By which account rights cut a noun's rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The record is an account itself.
    Itself,
    /// This field names the account.
    By(&'static str),
    /// It belongs to the company, to no account.
    Company,
}

/// One field of a noun.
#[derive(Debug)]
pub struct Field {
    /// The column.
    pub name: &'static str,
    /// What people call it.
    pub label: Text,
    /// Its type and bounds.
    pub kind: Kind,
    /// A record cannot do without it.
    pub required: bool,
    /// Shown in the list by default.
    pub list: bool,
    /// A customer's own people may see it.
    pub shared: bool,
    /// The search box looks here.
    pub search: bool,
    /// No two records of the noun may share it.
    pub unique: bool,
    /// Set by the product, never typed in.
    pub fixed: bool,
    /// A customer's own people read it, but only our side writes it.
    pub ours: bool,
    /// What it holds in a new record until something else is said.
    pub begins: Begins,
}

/// What a field of a new record begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begins {
    /// Nothing.
    Blank,
    /// The day, in the company's time zone.
    Today,
    /// The moment.
    Now,
    /// This, as it would be typed.
    With(&'static str),
}

impl Field {
    /// A field of which nothing more is said.
    pub const fn plain(name: &'static str, label: Text, kind: Kind) -> Self {
        Self {
            name,
            label,
            kind,
            required: false,
            list: false,
            shared: false,
            search: false,
            unique: false,
            fixed: false,
            ours: false,
            begins: Begins::Blank,
        }
    }

    /// Whether it is typed in by a customer's own people, or else by ours.
    pub const fn is_typed(&self, by_customer: bool) -> bool {
        !self.fixed && !(by_customer && (self.ours || !self.shared))
    }
}

/// A field's type and bounds.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// One line, at most so many characters.
    Line(u32),
    /// Several lines, at most 8,000 characters.
    Long,
    /// A whole number within bounds, both included.
    Int(i64, i64),
    /// Money in minor units; its column ends in `_cents`.
    Money,
    /// A percentage in basis points (0 to 10,000); its column ends in `_bp`.
    Percent,
    /// A day; its column ends in `_on`.
    Date,
    /// A moment in UTC; its column ends in `_at`.
    Instant,
    /// Yes or no.
    Flag,
    /// One of a set.
    Choice(&'static [Choice]),
    /// Another record: the table it is in.
    Ref(&'static str),
}

/// One of a set.
#[derive(Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is stored.
    pub key: &'static str,
    /// What people read.
    pub label: Text,
}

/// Declares a choice set's member.
pub const fn choice(key: &'static str, zh: &'static str, en: &'static str) -> Choice {
    Choice { key, label: crate::text::text(zh, en) }
}

/// A stored record as it travels: its cells stand in the order of the declaration.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Its id.
    pub id: String,
    /// How often it was written; the second of two writers is told.
    pub version: i64,
    /// When it was put away, if it was.
    pub archived_at: Option<String>,
    /// One value a field.
    pub cells: Vec<Value>,
}

/// What somebody typed: field name to text, unchecked.
pub type Draft = std::collections::BTreeMap<String, String>;

/// A typed noun: what `record!` implements.
pub trait Record: Sized {
    /// The declaration.
    const SPEC: &'static Spec;
    /// The typed record, or nothing when the row does not fit the declaration.
    fn from_row(row: &Row) -> Option<Self>;
}

impl Spec {
    /// The field of that name and its place.
    pub fn field(&self, name: &str) -> Option<(usize, &'static Field)> {
        self.fields.iter().enumerate().find(|(_, field)| field.name == name)
    }

    /// What a new record begins with, as it would be typed.
    pub fn begin(&self, today: &str, now: &str) -> Draft {
        let typed = |field: &Field| match field.begins {
            Begins::Blank => None,
            Begins::Today => Some(today.to_owned()),
            Begins::Now => Some(now.to_owned()),
            Begins::With(text) => Some(text.to_owned()),
        };
        let fields = self.fields.iter();
        fields.filter_map(|field| typed(field).map(|text| (field.name.to_owned(), text))).collect()
    }

    /// The place of the title field.
    pub fn title_index(&self) -> usize {
        self.field(self.title).map_or(0, |(index, _)| index)
    }

    /// What names this row to a reader.
    pub fn title_of<'a>(&self, row: &'a Row) -> &'a str {
        row.cells.get(self.title_index()).map_or("", Value::as_str)
    }

    /// So many of them, as English counts: `1 audit entry`, `75 audit entries`, whatever their register is called.
    pub fn counted(&self, n: i64) -> String {
        let one = self.noun.en;
        let before_y = one.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u']));
        match before_y {
            _ if n == 1 => one.to_owned(),
            Some(stem) => format!("{stem}ies"),
            None if one.ends_with(['s', 'x']) || one.ends_with("ch") => format!("{one}es"),
            None => format!("{one}s"),
        }
    }

    /// Whether there is only ever one of them, made with the database: our own company.
    pub fn is_single(&self) -> bool {
        self.table == "company"
    }

    /// Whether any of it may be seen by a customer's own people.
    pub fn is_shared(&self) -> bool {
        self.fields.iter().any(|field| field.shared)
    }

    /// The value of a field in a row of this noun.
    pub fn cell<'a>(&self, row: &'a Row, name: &str) -> Option<&'a Value> {
        self.field(name).and_then(|(index, _)| row.cells.get(index))
    }
}

impl Kind {
    /// The label of a choice's key, or nothing.
    pub fn choice_label(&self, key: &str) -> Option<Text> {
        match self {
            Self::Choice(set) => set.iter().find(|choice| choice.key == key).map(|choice| choice.label),
            _ => None,
        }
    }

    /// Whether cells of this type are integers in the store.
    pub const fn is_integer(&self) -> bool {
        matches!(self, Self::Int(..) | Self::Money | Self::Percent | Self::Flag)
    }
}

/// Declares a noun: see the module's words.
///
/// Each field reads `name: Kind, "中文" / "English", flag flag;` with the flags
/// `required`, `list`, `shared`, `search`, `unique`, `fixed`, `ours` in any order, and may end in what a new
/// record begins with: `= Today`, `= Now`, `= With("open")`.
#[macro_export]
macro_rules! record {
    (
        $(#[$meta:meta])*
        pub struct $name:ident in $table:literal as $zh:literal / $en:literal / $plural:literal,
        scope $scope:expr, title $title:literal {
            $( $field:ident : $kind:ident $(($($arg:expr),*))?, $fzh:literal / $fen:literal $(, $($flag:ident)+)? $(= $begins:expr)? ; )+
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name {
            /// The record's id.
            pub id: String,
            /// How often it was written.
            pub version: i64,
            $(
                #[doc = concat!($fen, " (", $fzh, ").")]
                pub $field: $crate::field_type!($kind $($($flag)+)?),
            )+
        }

        impl $crate::record::Record for $name {
            const SPEC: &'static $crate::record::Spec = &$crate::record::Spec {
                table: $table,
                noun: $crate::text::text($zh, $en),
                plural: $crate::text::text($zh, $plural),
                scope: { use $crate::record::Scope::*; $scope },
                title: $title,
                fields: &[ $(
                    $crate::record::Field {
                        name: stringify!($field),
                        label: $crate::text::text($fzh, $fen),
                        kind: $crate::record::Kind::$kind $(($($arg),*))?,
                        required: $crate::has_flag!(required $($($flag)+)?),
                        list: $crate::has_flag!(list $($($flag)+)?),
                        shared: $crate::has_flag!(shared $($($flag)+)?),
                        search: $crate::has_flag!(search $($($flag)+)?),
                        unique: $crate::has_flag!(unique $($($flag)+)?),
                        fixed: $crate::has_flag!(fixed $($($flag)+)?),
                        ours: $crate::has_flag!(ours $($($flag)+)?),
                        begins: $crate::begins!($($begins)?),
                    },
                )+ ],
            };

            fn from_row(row: &$crate::record::Row) -> Option<Self> {
                let mut cells = row.cells.iter();
                Some(Self {
                    id: row.id.clone(),
                    version: row.version,
                    $( $field: $crate::value::FromValue::from_value(cells.next()?)?, )+
                })
            }
        }
    };
}

/// The Rust type of a field: bare when required, optional otherwise.
#[macro_export]
#[doc(hidden)]
macro_rules! field_type {
    ($kind:ident required $($rest:ident)*) => { $crate::field_base!($kind) };
    ($kind:ident $other:ident $($rest:ident)*) => { $crate::field_type!($kind $($rest)*) };
    ($kind:ident) => { Option<$crate::field_base!($kind)> };
}

/// The Rust type behind a kind.
#[macro_export]
#[doc(hidden)]
macro_rules! field_base {
    (Int) => {
        i64
    };
    (Money) => {
        i64
    };
    (Percent) => {
        i64
    };
    (Flag) => {
        bool
    };
    (Date) => {
        jiff::civil::Date
    };
    ($other:ident) => {
        String
    };
}

/// What a field begins with: as said after its flags, or nothing.
#[macro_export]
#[doc(hidden)]
macro_rules! begins {
    () => {
        $crate::record::Begins::Blank
    };
    ($begins:expr) => {{
        use $crate::record::Begins::*;
        $begins
    }};
}

/// Whether a flag is among the flags.
#[macro_export]
#[doc(hidden)]
macro_rules! has_flag {
    (required required $($r:ident)*) => { true };
    (list list $($r:ident)*) => { true };
    (shared shared $($r:ident)*) => { true };
    (search search $($r:ident)*) => { true };
    (unique unique $($r:ident)*) => { true };
    (fixed fixed $($r:ident)*) => { true };
    (ours ours $($r:ident)*) => { true };
    ($want:ident $other:ident $($r:ident)*) => { $crate::has_flag!($want $($r)*) };
    ($want:ident) => { false };
}
