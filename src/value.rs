//! One cell of a record. Integers and text only: money is minor units, percentages are basis
//! points, dates are ISO text, instants RFC 3339 UTC text. So the same value sorts and compares
//! alike in Rust, in SQL and in the browser.

use serde::{Deserialize, Serialize};

/// A stored value.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// Nothing was recorded.
    #[default]
    Null,
    /// A count, a flag (0 or 1), money in minor units, a percentage in basis points.
    Int(i64),
    /// Text, a choice's key, a reference's id, a date, an instant.
    Text(String),
}

impl Value {
    /// The text, or the empty string.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Null | Self::Int(_) => "",
        }
    }

    /// The integer, when it is one.
    pub const fn as_int(&self) -> Option<i64> {
        match self {
            Self::Int(int) => Some(*int),
            Self::Null | Self::Text(_) => None,
        }
    }

    /// Whether nothing was recorded.
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}

impl From<i64> for Value {
    fn from(int: i64) -> Self {
        Self::Int(int)
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Self::Int(i64::from(flag))
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<jiff::civil::Date> for Value {
    fn from(date: jiff::civil::Date) -> Self {
        Self::Text(date.to_string())
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// Reads a typed field back out of a cell.
pub trait FromValue: Sized {
    /// The typed value, or nothing when the cell holds something else.
    fn from_value(value: &Value) -> Option<Self>;
}

impl FromValue for String {
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Text(text) => Some(text.clone()),
            Value::Null | Value::Int(_) => None,
        }
    }
}

impl FromValue for i64 {
    fn from_value(value: &Value) -> Option<Self> {
        value.as_int()
    }
}

impl FromValue for bool {
    fn from_value(value: &Value) -> Option<Self> {
        value.as_int().map(|int| int != 0)
    }
}

impl FromValue for jiff::civil::Date {
    fn from_value(value: &Value) -> Option<Self> {
        value.as_str().parse().ok()
    }
}

impl<T: FromValue> FromValue for Option<T> {
    fn from_value(value: &Value) -> Option<Self> {
        if value.is_null() { Some(None) } else { T::from_value(value).map(Some) }
    }
}
