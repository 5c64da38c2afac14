//! 大屏 · the wall: what an unattended screen shows, in which order, for how long and in which light.
//!
//! A wall shows a profile: pages named by their address, so that a board made later joins by itself. Scaled,
//! never stretched; its day is the company's, not the device's.

mod draft;
mod panel;
pub mod stage;

use serde::{Deserialize, Serialize};

use crate::board::Which;
use crate::policy::{Action, Grant, Role, grant};
use crate::record::Spec;
use crate::text::{Text, text};

pub use draft::{parse, typed};
pub use panel::Place;

/// The key of the profile every wall may have: one nobody can lose.
pub const USUAL: &str = "usual";
/// The most pages a profile has.
pub const PAGES_MOST: usize = 30;
/// The shortest and the longest a page stays, in seconds.
pub const SECONDS: (u32, u32) = (5, 3600);

/// One page of a profile.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// Its address on this site, filters and all: `/portfolio?region=east`, `/account/ID`.
    pub url: String,
    /// How long it stays.
    pub seconds: u32,
}

/// The hours of the company's day at which a wall is dark or off; equal hours mean never.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hours {
    /// The day's light from this hour …
    pub day_from: u8,
    /// … to this one; otherwise the profile's own theme.
    pub day_to: u8,
    /// Off from this hour …
    pub off_from: u8,
    /// … to this one.
    pub off_to: u8,
}

/// What a wall is drawn on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Canvas {
    /// Pixels across, all panels together.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Panels side by side.
    pub columns: u32,
    /// Panels above each other.
    #[serde(default = "one")]
    pub rows: u32,
    /// Pixels the frames between two panels hide; what is drawn keeps clear of them.
    pub gap: u32,
}

impl Default for Canvas {
    fn default() -> Self {
        Self { width: 1920, height: 1080, columns: 1, rows: 1, gap: 0 }
    }
}

const fn one() -> u32 {
    1
}

/// What walls of one kind show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Counts up with each change; 0 for the usual one, never changed.
    pub version: i64,
    /// Its pages, in order.
    pub pages: Vec<Page>,
    /// `wall`, `night` or `day`.
    pub theme: String,
    /// When it is light, and when it is off.
    pub hours: Hours,
    /// What it is drawn on.
    pub canvas: Canvas,
    /// Customers may be named in the line of news; otherwise only their kind is.
    pub names_customers: bool,
}

impl Profile {
    /// The one there always is: the portfolio.
    pub fn usual(name: &str) -> Self {
        Self {
            key: USUAL.to_owned(),
            name: name.to_owned(),
            version: 0,
            pages: vec![Page { url: "/portfolio".to_owned(), seconds: 30 }],
            theme: "wall".to_owned(),
            hours: Hours::default(),
            canvas: Canvas::default(),
            names_customers: false,
        }
    }

    /// Whether this address is one of its pages.
    pub fn shows(&self, url: &str) -> bool {
        self.pages.iter().any(|page| page.url == url)
    }
}

/// The board an address of this site stands for, or none.
///
/// ```
/// use domain::{board::Which, wall::which};
/// assert_eq!(which("/portfolio?tier=a"), Some(Which::Portfolio("tier=a".into())));
/// assert_eq!(which("/wall/account/7"), Some(Which::Account { id: "7".into(), url: String::new() }));
/// assert_eq!(which("/board/service"), which("/wall/service"));
/// assert!(which("/wall/service").is_some());
/// assert_eq!(which("https://evil.example/portfolio"), None);
/// ```
pub fn which(url: &str) -> Option<Which> {
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    let path = path.strip_prefix("/wall").unwrap_or(path);
    let parts: Vec<&str> = path.strip_prefix('/')?.split('/').collect();
    match *parts.as_slice() {
        [""] | ["portfolio", ""] => Some(Which::Portfolio(query.to_owned())),
        ["board", name] => Which::named(&[name], query),
        _ => Which::named(&parts, query),
    }
}

/// The record an address of this site stands for, or none: what it is, and its id.
///
/// ```
/// use domain::wall::record_at;
/// assert_eq!(record_at("/register/demand/7").map(|(spec, id)| (spec.table, id)), Some(("demand", "7".into())));
/// assert!(record_at("/register/demand").is_none() && record_at("/register/nothing/7").is_none());
/// ```
pub fn record_at(url: &str) -> Option<(&'static Spec, String)> {
    let path = url.split('?').next().unwrap_or_default();
    let (table, id) = path.strip_prefix("/register/")?.split_once('/')?;
    let is_one = !id.is_empty() && !id.contains('/');
    crate::noun::spec(table).filter(|_| is_one).map(|spec| (spec, crate::query::decode(id)))
}

/// Whether walls may show records of this noun at all.
pub fn may_show(spec: &Spec) -> bool {
    grant(Role::Wall, Action::Read, spec) != Grant::None
}

/// How a wall shines at an hour of the company's day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Light {
    /// The light theme.
    Day,
    /// The profile's own theme.
    Own,
    /// Nothing but black.
    Off,
}

impl Hours {
    /// The light at an hour, 0 to 23.
    pub fn at(self, hour: u8) -> Light {
        if within(hour, self.off_from, self.off_to) {
            Light::Off
        } else if within(hour, self.day_from, self.day_to) {
            Light::Day
        } else {
            Light::Own
        }
    }
}

/// Whether an hour lies in a span that may pass midnight; a span of equal ends is empty.
fn within(hour: u8, from: u8, to: u8) -> bool {
    if from <= to { (from..to).contains(&hour) } else { hour >= from || hour < to }
}

/// Whether a wall is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Presence {
    /// It spoke within the last minute.
    Online,
    /// It was silent for minutes: its network, most likely.
    Stale,
    /// It was silent for long, or never spoke.
    Offline,
}

impl Presence {
    /// By how long it has been silent, in seconds.
    pub fn of(silent: Option<i64>) -> Self {
        match silent {
            Some(..=60) => Self::Online,
            Some(..=900) => Self::Stale,
            _ => Self::Offline,
        }
    }

    /// After how many seconds of silence it will be another, when it has been silent for so many.
    pub const fn changes(silent: i64) -> Option<i64> {
        match silent {
            ..=60 => Some(61),
            61..=900 => Some(901),
            _ => None,
        }
    }

    /// Its word.
    pub const fn word(self) -> Text {
        match self {
            Self::Online => text("在线", "online"),
            Self::Stale => text("失联", "silent"),
            Self::Offline => text("离线", "offline"),
        }
    }
}

/// What a wall's browser is told when it opens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Opening {
    /// It waits to be let in.
    Waiting {
        /// What an administrator types.
        code: String,
        /// What a phone opens.
        link: String,
        /// The same as a drawing.
        drawing: String,
    },
    /// It shows this.
    Showing(Box<Programme>),
    /// It was sent away.
    Revoked,
}

/// What a wall shows, with what it needs to do so by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Programme {
    /// The wall's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it shows.
    pub profile: Profile,
    /// The company's hours from UTC.
    pub utc_offset_hours: i8,
    /// Where a phone finds its remote.
    pub remote: String,
    /// The same as a drawing.
    pub drawing: String,
    /// The build the wall should run.
    pub build: String,
    /// Pages that are not there any more, by their place in the profile.
    pub missing: Vec<u32>,
    /// The agenda of the monthly meeting, in order: what each step is called, and its page.
    pub agenda: Vec<(String, Page)>,
}

impl Programme {
    /// The address at a place: of the profile, or of the agenda while there is a meeting.
    pub fn page(&self, at: u32, is_meeting: bool) -> Option<&Page> {
        let at = at as usize;
        if is_meeting { self.agenda.get(at).map(|(_, page)| page) } else { self.profile.pages.get(at) }
    }

    /// How many there are.
    pub fn count(&self, is_meeting: bool) -> u32 {
        let count = if is_meeting { self.agenda.len() } else { self.profile.pages.len() };
        u32::try_from(count).unwrap_or(u32::MAX)
    }
}

/// What a wall says of itself every few seconds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beat {
    /// The page it shows, by its place.
    pub at: u32,
    /// The build it runs.
    pub build: String,
    /// Its screen in pixels.
    pub screen: String,
    /// The revision its news are of; -1 when it has none.
    pub news_of: i64,
}

/// What it is told in return.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// Changes when what it shows was changed: it then opens anew.
    pub programme: String,
    /// The build it should run.
    pub build: String,
    /// The store's revision.
    pub revision: i64,
    /// What its remote wants.
    pub stage: stage::Stage,
    /// What happened lately, the newest first, when that is of another revision.
    pub news: Option<Vec<String>>,
}

/// The steps of the monthly meeting (M100): results are public, then what is at risk, then what is next.
pub const AGENDA: &[(Text, &str, u32)] = &[
    (text("业绩公开：签约与回款", "Results: signings and collections"), "/portfolio", 600),
    (text("战略客户", "Strategic accounts"), "/portfolio?tier=strategic", 600),
    (text("重点客户", "Key accounts"), "/portfolio?tier=key", 600),
];

/// One wall as the settings list it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The key of its profile.
    pub profile: String,
    /// Whether it is there.
    pub presence: Presence,
    /// Seconds since it last spoke.
    pub silent: Option<i64>,
    /// Its screen and build.
    pub screen: String,
    /// The build it runs.
    pub build: String,
    /// The address it shows.
    pub showing: String,
}

/// A wall as its remote sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remote {
    /// The wall's name.
    pub name: String,
    /// Whether it is there.
    pub presence: Presence,
    /// What it is told to do.
    pub stage: stage::Stage,
    /// The page it shows, by its place.
    pub at: u32,
    /// Its pages: what each is called.
    pub pages: Vec<String>,
    /// The tiles of the page it shows: key and what each is called.
    pub tiles: Vec<(String, String)>,
    /// Whether this person holds the remote.
    pub is_mine: bool,
    /// Whether this person has asked for it, and for how many seconds.
    pub asking: Option<i64>,
    /// Seconds until time alone makes something else of it, if it ever does.
    pub due: Option<i64>,
    /// Width by height of what it is drawn on.
    pub canvas: (u32, u32),
}

/// One version of a profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// Counts up; 0 is how the product came.
    pub number: i64,
    /// When it was saved, where the company is; empty for the first.
    pub saved_at: String,
    /// By whom.
    pub saved_by: String,
    /// Why, where it says so.
    pub note: String,
    /// What walls showed with it.
    pub profile: Profile,
}

/// The settings of walls.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Admin {
    /// The walls, by name.
    pub walls: Vec<Listed>,
    /// The profiles, the usual one first.
    pub profiles: Vec<Profile>,
}

#[cfg(test)]
mod tests;
