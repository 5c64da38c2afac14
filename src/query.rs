//! What a register is asked for: search words, filters, order, page. It has one spelling in URLs,
//! so that every number on a board is a link to exactly the rows it was computed from.

mod check;
pub mod related;

use serde::{Deserialize, Serialize};

use crate::value::Value;

/// How many rows a page may have at most.
pub const LIMIT_MAX: u32 = 500;

/// A question to a register.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Query {
    /// Words to look for in the searchable fields.
    pub words: String,
    /// All of these must hold.
    pub filters: Vec<Filter>,
    /// The field to order by; the newest first when absent.
    pub sort: Option<Sort>,
    /// Where the page starts: just after this row.
    pub after: Option<Cursor>,
    /// Rows a page; 0 means the default of 50.
    pub limit: u32,
    /// Show what was put away instead of what is in use.
    pub archived: bool,
    /// The columns to show; the declaration's own choice when empty.
    pub columns: Vec<String>,
}

/// One condition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    /// The field.
    pub field: String,
    /// The comparison.
    pub op: Op,
    /// The value as stored (a choice's key, an id, minor units, an ISO date).
    pub value: String,
}

/// A comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Op {
    /// Equal.
    Eq,
    /// Different, or not recorded.
    Ne,
    /// Less.
    Lt,
    /// At most.
    Le,
    /// More.
    Gt,
    /// At least.
    Ge,
    /// Contains the text.
    Has,
    /// One of several, separated by `|`.
    In,
    /// Nothing recorded.
    Empty,
    /// Something recorded.
    Filled,
}

/// An order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sort {
    /// The field.
    pub field: String,
    /// Largest first.
    pub descending: bool,
}

/// The last row of the page before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// Its value in the order's field.
    pub value: Value,
    /// Its id.
    pub id: String,
}

impl Op {
    const ALL: [(Self, &'static str); 10] = [
        (Self::Eq, "eq"),
        (Self::Ne, "ne"),
        (Self::Lt, "lt"),
        (Self::Le, "le"),
        (Self::Gt, "gt"),
        (Self::Ge, "ge"),
        (Self::Has, "has"),
        (Self::In, "in"),
        (Self::Empty, "empty"),
        (Self::Filled, "filled"),
    ];

    /// Its spelling in URLs.
    pub fn key(self) -> &'static str {
        Self::ALL.iter().find(|(op, _)| *op == self).map_or("eq", |(_, key)| key)
    }

    /// Reads its spelling.
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, k)| *k == key).map(|(op, _)| *op)
    }
}

impl Query {
    /// The rows of the page, bounded.
    pub fn page_size(&self) -> u32 {
        if self.limit == 0 { 50 } else { self.limit.min(LIMIT_MAX) }
    }

    /// Adds a condition.
    #[must_use]
    pub fn filter(mut self, field: &str, op: Op, value: impl Into<String>) -> Self {
        self.filters.push(Filter { field: field.to_owned(), op, value: value.into() });
        self
    }

    /// Orders by a field, smallest first; `-field` for largest first.
    #[must_use]
    pub fn sort(mut self, by: &str) -> Self {
        self.sort = sort_of(by);
        self
    }

    /// The URL of a noun's register showing exactly this.
    ///
    /// ```
    /// use domain::query::{Op, Query};
    /// let query = Query::default().filter("tier", Op::Eq, "strategic").sort("-renewal_on");
    /// assert_eq!(query.href("account"), "/register/account?f=tier%3Aeq%3Astrategic&sort=-renewal_on");
    /// assert_eq!(Query::parse("f=tier%3Aeq%3Astrategic&sort=-renewal_on"), query);
    /// ```
    pub fn href(&self, table: &str) -> String {
        let text = self.to_url();
        if text.is_empty() { format!("/register/{table}") } else { format!("/register/{table}?{text}") }
    }

    /// The part of the URL after `?`.
    pub fn to_url(&self) -> String {
        let mut pairs: Vec<(&str, String)> = Vec::new();
        if !self.words.is_empty() {
            pairs.push(("q", self.words.clone()));
        }
        for Filter { field, op, value } in &self.filters {
            pairs.push(("f", format!("{field}:{}:{value}", op.key())));
        }
        if let Some(Sort { field, descending }) = &self.sort {
            pairs.push(("sort", format!("{}{field}", if *descending { "-" } else { "" })));
        }
        if self.archived {
            pairs.push(("archived", "1".to_owned()));
        }
        if !self.columns.is_empty() {
            pairs.push(("cols", self.columns.join(",")));
        }
        if self.limit != 0 {
            pairs.push(("limit", self.limit.to_string()));
        }
        if let Some(after) = &self.after {
            pairs.push(("after", serde_json::to_string(&(&after.value, &after.id)).unwrap_or_default()));
        }
        let encoded: Vec<_> = pairs.iter().map(|(key, value)| format!("{key}={}", encode(value))).collect();
        encoded.join("&")
    }

    /// Reads the part of a URL after `?`. What it cannot read it leaves out: a link that has grown
    /// old still opens.
    pub fn parse(text: &str) -> Self {
        let mut query = Self::default();
        for (key, value) in pairs(text) {
            match key.as_str() {
                "q" => query.words = value,
                "f" => query.filters.extend(filter_of(&value)),
                "sort" => query.sort = sort_of(&value),
                "archived" => query.archived = value == "1",
                "cols" => {
                    query.columns = value.split(',').filter(|c| !c.is_empty()).map(str::to_owned).collect()
                }
                "limit" => query.limit = value.parse().unwrap_or(0),
                "after" => {
                    query.after = serde_json::from_str(&value).ok().map(|(value, id)| Cursor { value, id })
                }
                _ => {}
            }
        }
        query
    }
}

fn filter_of(text: &str) -> Option<Filter> {
    let mut parts = text.splitn(3, ':');
    let (field, op, value) = (parts.next()?, parts.next()?, parts.next().unwrap_or_default());
    Some(Filter { field: field.to_owned(), op: Op::parse(op)?, value: value.to_owned() })
}

fn sort_of(text: &str) -> Option<Sort> {
    let (descending, field) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    (!field.is_empty()).then(|| Sort { field: field.to_owned(), descending })
}

/// The pairs of a URL's query part, decoded.
pub fn pairs(text: &str) -> Vec<(String, String)> {
    text.trim_start_matches('?')
        .split('&')
        .filter(|part| !part.is_empty())
        .map(|part| {
            let (key, value) = part.split_once('=').unwrap_or((part, ""));
            (decode(key), decode(value))
        })
        .collect()
}

/// A URL's query part of these pairs; [`pairs`] reads it back.
pub fn joined(pairs: &[(String, String)]) -> String {
    pairs
        .iter()
        .map(|(key, value)| format!("{}={}", encode(key), encode(value)))
        .collect::<Vec<_>>()
        .join("&")
}

/// Percent-encodes everything but the unreserved characters.
pub fn encode(text: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~' | b',') {
            out.push(byte as char);
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// Undoes [`encode`]; also reads `+` as a space. Bytes that are no UTF-8 become the replacement sign.
pub fn decode(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'+' => out.push(b' '),
            b'%' => {
                let hex: Vec<u8> = bytes.clone().take(2).collect();
                match std::str::from_utf8(&hex)
                    .ok()
                    .and_then(|h| u8::from_str_radix(h, 16).ok())
                    .filter(|_| hex.len() == 2)
                {
                    Some(decoded) => {
                        out.push(decoded);
                        let _ = bytes.nth(1);
                    }
                    None => out.push(b'%'),
                }
            }
            other => out.push(other),
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_survives_its_url_whatever_is_typed() {
        let query = Query {
            words: "华东 100% & more=+".to_owned(),
            archived: true,
            columns: vec!["name".to_owned(), "tier".to_owned()],
            after: Some(Cursor { value: Value::Int(-5), id: "018f".to_owned() }),
            limit: 20,
            ..Query::default()
                .filter("industry", Op::In, "a|b:c")
                .filter("owner", Op::Empty, "")
                .sort("-name")
        };
        assert_eq!(Query::parse(&query.to_url()), query);
    }

    #[test]
    fn a_broken_url_is_read_as_far_as_it_goes() {
        let query = Query::parse("f=tier&f=a:zz:1&sort=&limit=x&after=%7B&q=%E5%8D%8");
        assert_eq!(query.filters, vec![]);
        assert_eq!((query.sort, query.after, query.limit), (None, None, 0));
    }
}
