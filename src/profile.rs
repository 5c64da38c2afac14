//! 客户档案 · how much of a customer is known, from where and how lately; what two drafts differ in; and whether a draft may
//! be called final (H05, H07, H08). The names of the five layers of the scan are here too (H10).

use jiff::civil::Date;

use crate::noun::profile::{Profile, ScanLayer};
use crate::ratio::Ratio;
use crate::record::{Record as _, Row};
use crate::text::{Text, text};

/// The sections: the field of the text, the field of its source.
pub const SECTIONS: [(&str, &str); 8] = [
    ("business", "business_source"),
    ("strategy", "strategy_source"),
    ("organisation", "organisation_source"),
    ("finance", "finance_source"),
    ("systems", "systems_source"),
    ("pains", "pains_source"),
    ("buying", "buying_source"),
    ("rivals", "rivals_source"),
];

/// As many drafts make a good final one (H07).
pub const DRAFTS: i64 = 10;
/// After so many days a profile begins to be old, and after so many it is.
pub const AGES: (i64, i64) = (90, 180);

/// A section of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The field its text is in.
    pub key: &'static str,
    /// What it is called.
    pub label: Text,
    /// What is known; empty when nothing is.
    pub body: String,
    /// Where it is known from; empty when nobody says.
    pub source: String,
}

/// The sections of a draft, in their order.
pub fn sections(row: &Row) -> Vec<Section> {
    let held = |name: &str| Profile::SPEC.cell(row, name).map_or("", |cell| cell.as_str()).trim().to_owned();
    SECTIONS
        .iter()
        .map(|(key, source)| Section {
            key,
            label: Profile::SPEC.field(key).map_or(text("", ""), |(_, field)| field.label),
            body: held(key),
            source: held(source),
        })
        .collect()
}

/// How complete a draft is: half a section is its text, the other half where it is known from. 0 to 1.
///
/// ```
/// use domain::profile::{Section, completeness};
/// use domain::text::text;
/// let section = |body: &str, source: &str| Section {
///     key: "business", label: text("业务概况", "Their business"), body: body.into(), source: source.into(),
/// };
/// let known = completeness(&[section("中型制造", "年报 2025"), section("三年规划", ""), section("", "")]);
/// assert_eq!(known.display_pct(0), "50%");
/// ```
pub fn completeness(sections: &[Section]) -> Ratio {
    let known: usize = sections
        .iter()
        .map(|one| {
            usize::from(!one.body.is_empty()) + usize::from(!one.body.is_empty() && !one.source.is_empty())
        })
        .sum();
    let all = (sections.len() * 2).max(1);
    Ratio::new(known as i128, all as i128).unwrap_or(Ratio::whole(0))
}

/// How old what is known is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Age {
    /// Written lately.
    Fresh,
    /// To be looked at again.
    Ageing,
    /// Nobody should rely on it.
    Stale,
}

/// How old a draft of that day is today, and in days.
pub fn age(drafted_on: Date, today: Date) -> (Age, i64) {
    let days = i64::from(crate::calendar::days_between(drafted_on, today)).max(0);
    let age = match days {
        days if days <= AGES.0 => Age::Fresh,
        days if days <= AGES.1 => Age::Ageing,
        _ => Age::Stale,
    };
    (age, days)
}

/// What a section became from one draft to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The same words.
    Same,
    /// It was empty.
    Added,
    /// It is empty now.
    Removed,
    /// Other words.
    Reworded,
}

/// What each section became.
pub fn compare(then: &[Section], now: &[Section]) -> Vec<Change> {
    let pairs = then.iter().zip(now);
    pairs
        .map(|(then, now)| match (then.body.is_empty(), now.body.is_empty()) {
            _ if then.body == now.body && then.source == now.source => Change::Same,
            (true, false) => Change::Added,
            (false, true) => Change::Removed,
            _ => Change::Reworded,
        })
        .collect()
}

/// What knowing a customer came to (H08): how many of each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Yield {
    /// Opportunities found.
    pub opportunities: i64,
    /// Risks seen.
    pub risks: i64,
    /// Values stated.
    pub values: i64,
}

impl Yield {
    /// What it has not come to yet.
    pub fn missing(self) -> Vec<Text> {
        [
            (self.opportunities, text("一个商机", "an opportunity")),
            (self.risks, text("一个风险", "a risk")),
            (self.values, text("一个价值", "a value")),
        ]
        .into_iter()
        .filter_map(|(count, words)| (count == 0).then_some(words))
        .collect()
    }
}

/// Whether a draft may be called final, and what is to be said before it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finish {
    /// Nothing stands against it.
    Ready,
    /// It may, once somebody has read this: it is the first draft, or one of few.
    Warned(Text),
    /// It may not: this is missing.
    Short(Vec<Text>),
}

/// May the draft be called final? A final one that is the first draft was not thought about (H07); one that found no
/// opportunity, no risk and no value was not looked for (H08).
///
/// ```
/// use domain::profile::{Finish, Yield, finish};
/// let found = Yield { opportunities: 3, risks: 1, values: 2 };
/// assert_eq!(finish(10, found), Finish::Ready);
/// assert!(matches!(finish(1, found), Finish::Warned(_)));
/// assert!(matches!(finish(10, Yield { risks: 0, ..found }), Finish::Short(missing) if missing.len() == 1));
/// ```
pub fn finish(drafts: i64, found: Yield) -> Finish {
    let missing = found.missing();
    match drafts {
        _ if !missing.is_empty() => Finish::Short(missing),
        ..=1 => Finish::Warned(text(
            "这是第一稿：好的定稿通常打过十遍草稿。确定就此定稿吗？",
            "This is the first draft; a good final one usually took ten. Call it final all the same?",
        )),
        2..DRAFTS => Finish::Warned(text(
            "草稿还不到十遍。可以定稿，也可以再找一个人挑一遍毛病。",
            "Fewer than ten drafts so far. It can be final, or somebody else could find fault with it first.",
        )),
        _ => Finish::Ready,
    }
}

/// What the five layers are called where nobody renamed them (H10).
pub const LAYERS: [Text; 5] = [
    text("业务规划", "Business planning"),
    text("系统性能", "System performance"),
    text("系统架构", "Architecture"),
    text("建设与维护成本", "Cost to build and to run"),
    text("技术演进", "Where the technology goes"),
];

/// What a layer is called at a customer of that industry: as it was renamed there, as it was renamed for everybody, or
/// as it comes.
pub fn layer_name(
    layer: i64,
    industry: Option<&str>,
    renamed: &[ScanLayer],
    locale: crate::text::Locale,
) -> String {
    let named = |of: Option<&str>| {
        renamed
            .iter()
            .find(|one| one.layer == layer && one.industry.as_deref() == of)
            .map(|one| one.name.clone())
    };
    let own = industry.and_then(|industry| named(Some(industry)));
    let built_in = || {
        let index = usize::try_from(layer - 1).ok()?;
        LAYERS.get(index).map(|words| words.in_(locale).to_owned())
    };
    own.or_else(|| named(None)).or_else(built_in).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Locale;

    fn section(body: &str, source: &str) -> Section {
        Section { key: "business", label: text("", ""), body: body.into(), source: source.into() }
    }

    #[test]
    fn a_section_is_whole_with_its_source_and_a_source_without_words_is_worth_nothing() {
        let cases = [
            (vec![], "0%"),
            (vec![section("", "年报")], "0%"),
            (vec![section("制造", "")], "50%"),
            (vec![section("制造", "年报")], "100%"),
            (vec![section("制造", "年报"), section("", "")], "50%"),
        ];
        for (sections, expected) in cases {
            assert_eq!(completeness(&sections).display_pct(0), expected, "{sections:?}");
        }
    }

    #[test]
    fn drafts_are_compared_section_by_section() {
        let then = [section("制造", "年报"), section("", ""), section("旧", ""), section("同", "甲")];
        let now = [section("制造", "年报"), section("新", ""), section("", ""), section("同", "乙")];
        assert_eq!(compare(&then, &now), [Change::Same, Change::Added, Change::Removed, Change::Reworded]);
    }

    #[test]
    fn a_profile_ages_by_the_day_it_was_drafted() {
        let on = |days: i32| {
            age(
                crate::calendar::plus_days(jiff::civil::date(2026, 11, 23), -days),
                jiff::civil::date(2026, 11, 23),
            )
        };
        assert_eq!(on(90), (Age::Fresh, 90));
        assert_eq!(on(91), (Age::Ageing, 91));
        assert_eq!(on(181), (Age::Stale, 181));
        assert_eq!(on(-3), (Age::Fresh, 0), "a draft dated tomorrow is not negative");
    }

    #[test]
    fn a_layer_is_called_as_its_industry_calls_it() {
        let renamed = |layer, industry: Option<&str>, name: &str| ScanLayer {
            id: String::new(),
            version: 1,
            layer,
            industry: industry.map(str::to_owned),
            name: name.to_owned(),
        };
        let all = [renamed(2, None, "应用性能"), renamed(2, Some("制造"), "产线节拍")];
        assert_eq!(layer_name(2, Some("制造"), &all, Locale::Zh), "产线节拍");
        assert_eq!(layer_name(2, Some("零售"), &all, Locale::Zh), "应用性能");
        assert_eq!(layer_name(3, Some("制造"), &all, Locale::En), "Architecture");
        assert_eq!(layer_name(9, None, &all, Locale::En), "");
    }
}
