//! What is wrong with a card before it is saved, all at once, in both languages.

use std::collections::BTreeSet;

use super::{Bands, Card, Curve, FULL_BP, Group, Input, Kind};
use crate::board::Lamp;
use crate::noun::account::STAGES;
use crate::problem::{Problem, ProblemKind, Problems};

/// The heaviest weight, so that no sum can overflow.
const WEIGHT_MAX: i64 = 10_000;
/// More knots than anybody can read.
const KNOTS_MAX: usize = 20;

impl Card {
    /// Reads a stored card. A card that names something this version does not know is explained, not guessed.
    ///
    /// ```
    /// use domain::scorecard::{Card, presets};
    /// let card = presets().remove(0);
    /// let stored = serde_json::to_string(&card).expect("a card is plain data");
    /// assert_eq!(Card::read(&stored).as_ref(), Ok(&card));
    /// let unknown = stored.replace("active_seats", "moon_phase");
    /// assert!(Card::read(&unknown).expect_err("an input nobody knows").en.contains("uses “moon_phase”"));
    /// ```
    pub fn read(stored: &str) -> Result<Self, Problem> {
        serde_json::from_str(stored).map_err(|error| {
            let error = error.to_string();
            let unknown = error.strip_prefix("unknown variant `").and_then(|rest| rest.split('`').next());
            match unknown {
                Some(word) => Problem::invalid(
                    "card",
                    format!("评分卡用到了“{word}”，这里没有这一项。请改用列表中的选项，或恢复上一版本。"),
                    format!("The scorecard uses “{word}”, which is not known here. Choose from the lists, or restore the previous version."),
                ),
                None => invalid(
                    "card",
                    "这张评分卡不完整，无法读取。请恢复上一版本。",
                    "This scorecard is incomplete and cannot be read. Restore the previous version.",
                ),
            }
        })
    }

    /// All that is wrong with the card; nothing when it may be saved.
    pub fn validate(&self) -> Problems {
        let Self { key, kind: _, name, stages, groups, bands, limits, human_days_max, coverage_min_bp } =
            self;
        let mut found = Problems::new();
        if key.is_empty() || !key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_') {
            found.push(invalid(
                "key",
                "标识只能用小写字母、数字和下划线。",
                "Use lower-case letters, digits and _ for the key.",
            ));
        }
        if name.zh.trim().is_empty() || name.en.trim().is_empty() {
            found.push(invalid("name", "请填写中文和英文名称。", "Give the card a name in both languages."));
        }
        for stage in stages.iter().filter(|stage| !STAGES.iter().any(|known| known.key == stage.as_str())) {
            found.push(Problem::invalid(
                "stages",
                format!("没有“{stage}”这个阶段，请从列表中选择。"),
                format!("There is no stage “{stage}”. Choose one from the list."),
            ));
        }
        weights(groups, &mut found);
        check_bands(*bands, &mut found);
        for (place, limit) in (1..).zip(limits) {
            if limit.when.is_empty() || limit.at_best == Lamp::Good {
                found.push(Problem::invalid(
                    "limits",
                    format!("第 {place} 条限制需要至少一个条件，并且限制为关注或预警。"),
                    format!("Limit {place} needs a condition, and must limit the lamp to watch or act."),
                ));
            }
        }
        if !(1..=730).contains(human_days_max) {
            found.push(invalid(
                "human_days_max",
                "人工判断的有效期应为 1 至 730 天。",
                "Judgements may stay valid for 1 to 730 days.",
            ));
        }
        if !(0..=FULL_BP).contains(coverage_min_bp) {
            found.push(invalid(
                "coverage_min_bp",
                "最低覆盖率应在 0% 至 100% 之间。",
                "The least coverage must be between 0 % and 100 %.",
            ));
        }
        found
    }
}

fn weights(groups: &[Group], found: &mut Problems) {
    if groups.iter().map(|group| group.weight.max(0)).fold(0, i64::saturating_add) == 0 {
        found.push(invalid("groups", "各组权重之和为零，分数无从算起。请至少给一组大于零的权重。", "The group weights add up to zero, so there is nothing to score. Give at least one group a weight above zero."));
    }
    let mut keys = BTreeSet::new();
    let mut inputs: BTreeSet<Input> = BTreeSet::new();
    for group in groups {
        let Group { key, name, weight, lines } = group;
        if key.is_empty() || !keys.insert(key) {
            found.push(Problem::invalid(
                "groups",
                format!("分组标识“{key}”为空或重复，请改名。"),
                format!("The group key “{key}” is empty or used twice. Rename one."),
            ));
        }
        if name.zh.trim().is_empty() || name.en.trim().is_empty() {
            found.push(at(key, "请填写中文和英文的分组名称。", "Give the group a name in both languages."));
        }
        if *weight > 0 && lines.iter().all(|line| line.weight <= 0) {
            found.push(at(key, "这一组的指标权重之和为零。请给至少一个指标大于零的权重，或把组权重设为零。", "The weights in this group add up to zero. Give an input a weight above zero, or set the group's weight to zero."));
        }
        for weight in std::iter::once(weight).chain(lines.iter().map(|line| &line.weight)) {
            if !(0..=WEIGHT_MAX).contains(weight) {
                found.push(Problem::invalid(
                    &format!("groups.{key}"),
                    format!("权重 {weight} 超出范围，应在 0 至 10,000 之间。"),
                    format!("The weight {weight} is out of range: use 0 to 10,000."),
                ));
            }
        }
        for line in lines {
            let label = line.input.label();
            let field = format!("groups.{key}.{}", line.input.key());
            if !inputs.insert(line.input) {
                found.push(Problem::invalid(
                    &field,
                    format!("“{}”在卡上出现了两次，请删去一处。", label.zh),
                    format!("“{}” stands on the card twice. Remove one.", label.en),
                ));
            }
            if let Some((zh, en)) = fault(&line.curve) {
                found.push(Problem::invalid(
                    &field,
                    format!("“{}”：{zh}", label.zh),
                    format!("“{}”: {en}", label.en),
                ));
            }
        }
    }
}

/// What is wrong with a curve, in both languages.
pub(super) fn fault(curve: &Curve) -> Option<(&'static str, &'static str)> {
    let Curve(knots) = curve;
    if knots.is_empty() || knots.len() > KNOTS_MAX {
        Some(("曲线需要 1 至 20 个节点。", "a curve needs 1 to 20 knots."))
    } else if !knots.is_sorted_by(|left, right| left.0 < right.0) {
        Some(("阈值必须从小到大、不得重复。", "the thresholds must rise, none twice."))
    } else if knots.iter().any(|(_, points)| !(0..=FULL_BP).contains(points)) {
        Some(("得分必须在 0 至 100 之间。", "points must be between 0 and 100."))
    } else {
        None
    }
}

fn check_bands(bands: Bands, found: &mut Problems) {
    let Bands { watch_from_bp, good_from_bp } = bands;
    if [watch_from_bp, good_from_bp].iter().any(|edge| !(0..=FULL_BP).contains(edge)) {
        found.push(invalid(
            "bands",
            "分档界线必须在 0 至 100 之间。",
            "The edges of the bands must be between 0 and 100.",
        ));
    } else if watch_from_bp >= good_from_bp {
        found.push(invalid(
            "bands",
            "“关注”的界线必须低于“正常”的界线。",
            "“Watch” must begin below “on track”.",
        ));
    }
}

fn invalid(field: &str, zh: &str, en: &str) -> Problem {
    Problem::invalid(field, zh, en)
}

fn at(group: &str, zh: &str, en: &str) -> Problem {
    Problem::invalid(&format!("groups.{group}"), zh, en)
}

/// All that is wrong with the cards together: each by itself, keys used twice, a stage claimed by two cards
/// of a kind, a kind left without the card for all other stages (a card deleted while in use).
pub fn validate_all(cards: &[Card]) -> Problems {
    let mut found: Problems = cards.iter().flat_map(Card::validate).collect();
    let mut keys = BTreeSet::new();
    for card in cards.iter().filter(|card| !keys.insert(&card.key)) {
        found.push(Problem::invalid(
            "key",
            format!("标识“{}”已被另一张评分卡使用，请换一个。", card.key),
            format!("Another scorecard has the key “{}”. Choose a different one.", card.key),
        ));
    }
    for kind in Kind::ALL {
        let of_kind = || cards.iter().filter(move |card| card.kind == kind);
        let label = kind.label();
        let mut claimed = BTreeSet::new();
        for stage in of_kind().flat_map(|card| &card.stages).filter(|stage| !claimed.insert(*stage)) {
            found.push(Problem::invalid(
                "stages",
                format!("“{}”有两张评分卡都用于阶段“{stage}”，请只留一张。", label.zh),
                format!("Two scorecards for “{}” claim the stage “{stage}”. Leave it to one.", label.en),
            ));
        }
        if of_kind().filter(|card| card.stages.is_empty()).count() != 1 {
            found.push(Problem::new(
                ProblemKind::Conflict,
                format!("“{}”必须恰好有一张适用于其余阶段的评分卡：它正在使用，不能删除，也不能有两张。", label.zh),
                format!("“{}” needs exactly one scorecard for all other stages: it is in use and cannot be removed or doubled.", label.en),
            ));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scorecard::presets;

    #[test]
    fn the_presets_are_sound() {
        assert_eq!(validate_all(&presets()), vec![]);
    }

    #[test]
    fn each_fault_is_explained_in_both_languages_at_its_field() {
        type Break = fn(&mut Card);
        let cases: [(Break, &str, &str); 14] = [
            (|card| card.groups.iter_mut().for_each(|group| group.weight = 0), "groups", "add up to zero"),
            (|card| card.groups.clear(), "groups", "add up to zero"),
            (|card| card.groups[0].weight = -1, "groups.usage", "out of range"),
            (|card| card.groups[0].lines[0].weight = 10_001, "groups.usage", "out of range"),
            (
                |card| card.groups[0].lines.iter_mut().for_each(|l| l.weight = 0),
                "groups.usage",
                "add up to zero",
            ),
            (|card| card.groups[0].lines[0].curve.0.reverse(), "groups.usage.active_seats", "must rise"),
            (
                |card| card.groups[0].lines[0].curve.0[0].1 = 10_001,
                "groups.usage.active_seats",
                "between 0 and 100",
            ),
            (|card| card.groups[0].lines[0].curve.0.clear(), "groups.usage.active_seats", "knots"),
            (|card| card.groups[0].lines[1].input = Input::ActiveSeats, "groups.usage.active_seats", "twice"),
            (|card| card.bands = Bands { watch_from_bp: 8_000, good_from_bp: 6_000 }, "bands", "below"),
            (|card| card.bands.good_from_bp = 10_001, "bands", "between 0 and 100"),
            (|card| card.limits[0].when.clear(), "limits", "needs a condition"),
            (|card| card.stages.push("moon".into()), "stages", "no stage"),
            (|card| card.name.en.clear(), "name", "both languages"),
        ];
        for (break_it, field, words) in cases {
            let mut card = presets().into_iter().find(|card| card.key == "health").unwrap();
            break_it(&mut card);
            let found = card.validate();
            let problem = found.iter().find(|problem| problem.en.contains(words));
            assert_eq!(problem.and_then(|p| p.field.as_deref()), Some(field), "{words}: {found:?}");
            assert!(found.iter().all(|problem| !problem.zh.is_empty()));
        }
    }

    #[test]
    fn a_card_in_use_cannot_be_deleted_and_no_stage_has_two() {
        let without = |key: &str| presets().into_iter().filter(|card| card.key != key).collect::<Vec<_>>();
        assert_eq!(validate_all(&without("health"))[0].kind, ProblemKind::Conflict);
        assert_eq!(validate_all(&without("health_renewal")), vec![], "its stage falls to the general card");
        let mut twice = presets();
        let mut copy = twice.iter().find(|card| card.key == "health_renewal").unwrap().clone();
        copy.key = "health_second".into();
        twice.push(copy);
        assert!(validate_all(&twice).iter().any(|p| p.en.contains("claim the stage")));
    }
}
