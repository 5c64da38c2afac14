//! Who asks, when, and of which store: the first argument of every use case.

use domain::policy::Role;
use domain::text::Locale;
use jiff::Timestamp;
use jiff::civil::Date;
use store::Store;

/// The circumstances of one request.
#[derive(Clone, Debug)]
pub struct Ctx {
    /// The open database.
    pub store: Store,
    /// Who asks.
    pub who: Who,
    /// The moment, in UTC.
    pub now: Timestamp,
    /// The day, in the company's time zone.
    pub today: Date,
    /// The language answers are composed in.
    pub locale: Locale,
}

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    /// The user's id; the product itself has none.
    pub user_id: Option<String>,
    /// The name shown.
    pub name: String,
    /// What they are to Yardstick.
    pub role: Role,
    /// The one account of an executive sponsor.
    pub account_id: Option<String>,
}

impl Ctx {
    /// The product itself at work: migrations, seeds, imports and reports from the command line.
    pub fn system(store: Store, now: Timestamp) -> Self {
        let who =
            Who { user_id: None, name: "Yardstick".to_owned(), role: Role::Administrator, account_id: None };
        Self { store, who, now, today: day_at(now, 8), locale: Locale::Zh }
    }

    /// The instant as it is stored.
    pub fn stamp(&self) -> String {
        stamp(self.now)
    }
}

/// An instant as it is stored: RFC 3339, UTC, whole seconds.
pub fn stamp(now: Timestamp) -> String {
    let whole = Timestamp::from_second(now.as_second()).unwrap_or(now);
    whole.to_string()
}

/// The day it is at an offset of so many hours from UTC.
pub fn day_at(now: Timestamp, utc_offset_hours: i8) -> Date {
    let offset = jiff::tz::Offset::from_hours(utc_offset_hours).unwrap_or(jiff::tz::Offset::UTC);
    offset.to_datetime(now).date()
}

/// An instant as people read it, where the company is: `2026-11-23 13:51`.
pub fn minute_at(stamp: &str, utc_offset_hours: i8) -> String {
    let offset = jiff::tz::Offset::from_hours(utc_offset_hours).unwrap_or(jiff::tz::Offset::UTC);
    let read =
        |at: Timestamp| offset.to_datetime(at).to_string().replace('T', " ").chars().take(16).collect();
    stamp.parse().map_or_else(|_| stamp.to_owned(), read)
}

/// A new id: time-ordered, so that the newest record is the largest.
pub fn new_id() -> String {
    uuid::Uuid::now_v7().to_string()
}
