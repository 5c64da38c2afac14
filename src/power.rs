//! 权力地图 · the power map of a customer: who is there, who reports to whom and listens to whom, how they stand to us, what we
//! do not know yet, and the weakest link of every decision (H24). [`layout`] gives everybody a place that a small change
//! does not move.

pub mod layout;

use crate::text::{Text, text};

/// After so many days without a contact somebody is not covered by us.
pub const COVERED_DAYS: i64 = 90;

/// A person on the map.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// Their record.
    pub id: String,
    /// Their name.
    pub name: String,
    /// What they do there.
    pub job_title: String,
    /// What they are to the decision: a key of `noun::stakeholder::ROLES`.
    pub role: String,
    /// Who they report to; nobody is above the head.
    pub reports_to: Option<String>,
    /// 1 to 5.
    pub power: Option<i64>,
    /// −2 to +2.
    pub stance: Option<i64>,
    /// Days since anybody of ours was in touch; nothing when nobody ever was.
    pub silent_days: Option<i64>,
    /// The competitor they lean to, if any.
    pub leans_to: Option<String>,
    /// An executive of ours keeps up with them.
    pub has_peer: bool,
}

impl Person {
    /// Whether we are in touch with them.
    pub fn is_covered(&self) -> bool {
        self.silent_days.is_some_and(|days| days <= COVERED_DAYS)
    }
}

/// Who is listened to by whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Influence {
    /// Who.
    pub from: String,
    /// Whom they influence.
    pub to: String,
    /// 1 to 3.
    pub strength: i64,
}

/// Something nobody knows yet, about one person or about the customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// Whom it is about; nobody for the customer as a whole.
    pub person: Option<String>,
    /// What is not known.
    pub what: Text,
}

const POWER: Text = text("权力多大", "how much power they have");
const STANCE: Text = text("对我们的立场", "how they stand to us");
const LINE: Text = text("向谁汇报", "who they report to");
const TOUCH: Text = text("近 90 天没有接触", "nobody has been in touch for 90 days");
const SPONSOR: Text = text("谁是 1W（最高决策者）", "who the executive sponsor is");
const CHAMPION: Text = text("谁是强C", "who our champion is");
const PEER: Text = text("没有我方高层对平", "no executive of ours is their peer");

/// From so much power on a person wants a peer of ours (M17).
pub const PEER_POWER: i64 = 4;

/// What is not known yet, and how many things there are to know: of every person their power, their stance, their line and
/// whether we are in touch, of the powerful their peer, of the customer a sponsor and a champion.
///
/// ```
/// use domain::power::{Person, completeness};
/// let head = Person { id: "1".into(), role: "executive_sponsor".into(), power: Some(5), stance: Some(1), silent_days: Some(10), has_peer: true, ..Person::default() };
/// let (unknown, all) = completeness(&[head]);
/// assert_eq!((unknown.len(), all), (1, 6), "a champion is missing; the head reports to nobody");
/// ```
pub fn completeness(people: &[Person]) -> (Vec<Unknown>, i64) {
    let mut unknown = Vec::new();
    let mut all = 2;
    let heads = people.iter().filter(|one| one.reports_to.is_none()).count();
    for (role, what) in [("executive_sponsor", SPONSOR), ("champion", CHAMPION)] {
        if !people.iter().any(|one| one.role == role) {
            unknown.push(Unknown { person: None, what });
        }
    }
    for one in people {
        // One head is as it should be; with several, the less powerful of them have a line nobody drew yet.
        let is_head = one.reports_to.is_none() && (heads == 1 || one.role == "executive_sponsor");
        let wants_peer = one.power.is_some_and(|power| power >= PEER_POWER);
        let facts = [
            (one.power.is_some(), POWER, true),
            (one.stance.is_some(), STANCE, true),
            (one.reports_to.is_some(), LINE, !is_head),
            (one.is_covered(), TOUCH, true),
            (one.has_peer, PEER, wants_peer),
        ];
        for (is_known, what, counts) in facts {
            all += i64::from(counts);
            if counts && !is_known {
                unknown.push(Unknown { person: Some(one.id.clone()), what });
            }
        }
    }
    (unknown, all)
}

/// Why a link is weak.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weakness {
    /// They are against us.
    Against,
    /// Nobody knows how they stand.
    Unknown,
    /// Nobody of ours is in touch.
    Silent,
    /// They are neither for nor against.
    Neutral,
}

impl Weakness {
    /// In words.
    pub const fn words(self) -> Text {
        match self {
            Self::Against => text("反对我们", "is against us"),
            Self::Unknown => text("立场不明", "nobody knows where they stand"),
            Self::Silent => text("近 90 天没有接触", "nobody has been in touch for 90 days"),
            Self::Neutral => text("立场中立", "is neutral"),
        }
    }
}

/// Why somebody is a weak place in a decision, if they are.
pub fn weakness(person: &Person) -> Option<Weakness> {
    match person.stance {
        Some(stance) if stance < 0 => Some(Weakness::Against),
        None => Some(Weakness::Unknown),
        Some(_) if !person.is_covered() => Some(Weakness::Silent),
        Some(0) => Some(Weakness::Neutral),
        Some(_) => None,
    }
}

/// The weakest link of a chain: the gravest reason first, among equals whoever has more power, then whoever comes first.
///
/// ```
/// use domain::power::{Person, Weakness, weakest};
/// let person = |id: &str, stance, power| Person { id: id.into(), stance: Some(stance), power: Some(power), silent_days: Some(3), ..Person::default() };
/// let chain = [person("buyer", 0, 2), person("cfo", -1, 4), person("ceo", 2, 5)];
/// let chain: Vec<_> = chain.iter().collect();
/// assert_eq!(weakest(&chain).map(|(one, why)| (one.id.as_str(), why)), Some(("cfo", Weakness::Against)));
/// ```
pub fn weakest<'a>(chain: &[&'a Person]) -> Option<(&'a Person, Weakness)> {
    let weak = chain.iter().filter_map(|one| Some((*one, weakness(one)?)));
    weak.min_by_key(|(one, why)| (*why, -one.power.unwrap_or(0)))
}

/// What stands between a map and the approval of a project (H25); nothing when it is ready.
///
/// ```
/// use domain::power::ready;
/// assert_eq!(ready(&[], 0).len(), 3);
/// ```
pub fn ready(people: &[Person], steps: usize) -> Vec<Text> {
    let has = |role: &str| people.iter().any(|one| one.role == role);
    [
        (has("executive_sponsor"), SPONSOR),
        (has("champion"), CHAMPION),
        (steps > 0, text("这件事的决策链", "the decision chain of this opportunity")),
    ]
    .into_iter()
    .filter_map(|(is_there, what)| (!is_there).then_some(what))
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(id: &str) -> Person {
        Person {
            id: id.into(),
            role: "user".into(),
            power: Some(2),
            stance: Some(1),
            silent_days: Some(5),
            ..Person::default()
        }
    }

    #[test]
    fn everything_that_is_not_known_is_named_once() {
        let sponsor = Person { role: "executive_sponsor".into(), power: Some(5), ..person("1") };
        let champion = Person { role: "champion".into(), reports_to: Some("1".into()), ..person("2") };
        let stray = Person { power: None, stance: None, silent_days: None, ..person("3") };
        let (unknown, all) = completeness(&[sponsor, champion, stray]);
        let told: Vec<_> =
            unknown.iter().map(|one| (one.person.as_deref().unwrap_or(""), one.what)).collect();
        assert_eq!(told, [("1", PEER), ("3", POWER), ("3", STANCE), ("3", LINE), ("3", TOUCH)]);
        assert_eq!(all, 2 + 4 + 4 + 4);
    }

    #[test]
    fn the_gravest_weakness_counts_and_power_breaks_the_tie() {
        let cases = [
            (Person { stance: Some(-2), silent_days: None, ..person("a") }, Some(Weakness::Against)),
            (Person { stance: None, ..person("a") }, Some(Weakness::Unknown)),
            (Person { stance: Some(2), silent_days: Some(91), ..person("a") }, Some(Weakness::Silent)),
            (Person { stance: Some(0), ..person("a") }, Some(Weakness::Neutral)),
            (person("a"), None),
        ];
        for (one, expected) in &cases {
            assert_eq!(weakness(one), *expected, "{one:?}");
        }
        let (low, high) = (
            Person { stance: Some(0), ..person("low") },
            Person { stance: Some(0), power: Some(5), ..person("high") },
        );
        assert_eq!(weakest(&[&low, &high]).unwrap().0.id, "high");
        assert!(weakest(&[]).is_none());
    }

    #[test]
    fn a_project_waits_for_sponsor_champion_and_chain() {
        let all = [
            Person { role: "executive_sponsor".into(), ..person("1") },
            Person { role: "champion".into(), ..person("2") },
        ];
        assert!(ready(&all, 3).is_empty());
        assert_eq!(ready(&all, 0).len(), 1);
    }
}
