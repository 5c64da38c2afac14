//! What bounds a band whatever the points say. A knock-out is a limit to “act”, a cap is a limit to
//! “watch”: one rule, one table (formulas §2; M15, M63).

use serde::{Deserialize, Serialize};

use super::Input;
use crate::board::Lamp;
use crate::text::Words;

/// When all conditions hold, the lamp is at best this one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limit {
    /// The best lamp left: `Watch` (a cap) or `Act` (a knock-out).
    pub at_best: Lamp,
    /// All of these must hold; without any, the limit never holds.
    pub when: Vec<Condition>,
    /// Why, in words; the readings are added to it.
    pub why: Words,
}

/// One condition on one input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition {
    /// What is looked at.
    pub input: Input,
    /// How.
    pub test: Test,
}

/// A test of a reading. What was not measured is neither below nor above anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Test {
    /// Measured, and less.
    Below(i64),
    /// Measured, and more.
    Above(i64),
    /// Not measured, or at most so much: what should be there and is not.
    Lacks(i64),
    /// Not measured.
    Absent,
}

/// A limit that holds for an account, with the readings that made it hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hit {
    /// The limit.
    pub limit: Limit,
    /// The reading of each of its conditions, in order.
    pub readings: Vec<Option<i64>>,
}

impl Test {
    /// Whether it holds.
    ///
    /// ```
    /// use domain::scorecard::Test;
    /// assert!(Test::Below(1).holds(Some(0)) && !Test::Below(1).holds(None));
    /// assert!(Test::Lacks(0).holds(None) && Test::Lacks(0).holds(Some(0)) && !Test::Lacks(0).holds(Some(1)));
    /// ```
    pub const fn holds(self, reading: Option<i64>) -> bool {
        match (self, reading) {
            (Self::Below(edge), Some(value)) => value < edge,
            (Self::Above(edge), Some(value)) => value > edge,
            (Self::Lacks(edge), Some(value)) => value <= edge,
            (Self::Lacks(_) | Self::Absent, None) => true,
            (Self::Below(_) | Self::Above(_), None) | (Self::Absent, Some(_)) => false,
        }
    }
}

impl Limit {
    /// Whether it holds, given what was measured.
    pub(super) fn check(&self, read: &dyn Fn(Input) -> Option<i64>) -> Option<Hit> {
        let readings: Vec<_> = self.when.iter().map(|condition| read(condition.input)).collect();
        let holds = !self.when.is_empty()
            && self.when.iter().zip(&readings).all(|(condition, reading)| condition.test.holds(*reading));
        holds.then(|| Hit { limit: self.clone(), readings })
    }
}

impl Condition {
    /// The reading against the edge: “回款逾期 45 天，高于 30 天”.
    fn words(self, reading: Option<i64>) -> Words {
        let (label, measure) = (self.input.label(), self.input.measure());
        let Some(value) = reading else {
            return Words::new(format!("{}：无记录", label.zh), format!("{}: none on record", label.en));
        };
        let shown = measure.show(value);
        let edge = match self.test {
            _ if measure == super::Measure::Flag => None,
            Test::Below(edge) => Some(("低于", "below", edge)),
            Test::Above(edge) => Some(("高于", "above", edge)),
            Test::Lacks(_) | Test::Absent => None,
        };
        match edge {
            None => Words::new(format!("{}：{}", label.zh, shown.zh), format!("{}: {}", label.en, shown.en)),
            Some((zh, en, edge)) => {
                let edge = measure.show(edge);
                Words::new(
                    format!("{} {}，{zh} {}", label.zh, shown.zh, edge.zh),
                    format!("{} {}, {en} {}", label.en, shown.en, edge.en),
                )
            }
        }
    }
}

impl Hit {
    /// Why the lamp is no better, with the readings, in both languages.
    pub fn words(&self) -> Words {
        let parts: Vec<Words> = self
            .limit
            .when
            .iter()
            .zip(&self.readings)
            .map(|(condition, reading)| condition.words(*reading))
            .collect();
        let join =
            |pick: fn(&Words) -> &str, mark: &str| parts.iter().map(pick).collect::<Vec<_>>().join(mark);
        let (zh, en) = (join(|words| &words.zh, "；"), join(|words| &words.en, "; "));
        let Words { zh: why_zh, en: why_en } = &self.limit.why;
        Words {
            zh: if why_zh.is_empty() { zh } else { format!("{why_zh}（{zh}）") },
            en: if why_en.is_empty() { en } else { format!("{why_en} ({en})") },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_says_why_with_the_readings() {
        let limit = |why: Words, when: &[(Input, Test)]| Limit {
            at_best: Lamp::Act,
            when: when.iter().map(|(input, test)| Condition { input: *input, test: *test }).collect(),
            why,
        };
        for (limit, reading, zh, en) in [
            (
                limit(
                    Words::new("回款严重逾期", "Payment is badly late"),
                    &[(Input::OverdueDays, Test::Above(30))],
                ),
                Some(45),
                "回款严重逾期（回款逾期 45 天，高于 30 天）",
                "Payment is badly late (Payment overdue 45 days, above 30 days)",
            ),
            (
                limit(Words::default(), &[(Input::SponsorNamed, Test::Below(1))]),
                Some(0),
                "已确定 1W：否",
                "Sponsor named: no",
            ),
            (
                limit(Words::default(), &[(Input::RenewalIntent, Test::Lacks(0))]),
                None,
                "续约意向（−2…+2，90 天）：无记录",
                "Renewal intent (−2…+2), 90 days: none on record",
            ),
        ] {
            let hit = limit.check(&|_| reading).unwrap();
            assert_eq!(hit.words(), Words::new(zh, en));
        }
        assert_eq!(limit(Words::default(), &[]).check(&|_| None), None, "no condition, no limit");
    }
}
