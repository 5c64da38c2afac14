//! 评分快照 · how an account stood on a day: its scores, its lamps, its corner of the quadrant. Written by the
//! product, one a day and account, so that any two days can be compared; nobody writes it by hand.

use super::account::STAGES;
use crate::board::Lamp;
use crate::quadrant::Quadrant;
use crate::record::{Choice, choice};

/// The three lamps.
pub const LAMPS: &[Choice] = &[
    choice("good", "● 正常", "● On track"),
    choice("watch", "▲ 关注", "▲ Watch"),
    choice("act", "■ 预警", "■ Act"),
];

/// The four corners.
pub const QUADRANTS: &[Choice] = &[
    choice("red_carpet", "① 红地毯", "① Red carpet"),
    choice("close_fast", "② 促成单", "② Close fast"),
    choice("encourage", "③ 鼓励使用", "③ Encourage use"),
    choice("find_out", "④ 了解原因", "④ Find out why"),
];

/// What is stored for a lamp.
pub const fn lamp_key(lamp: Lamp) -> &'static str {
    match lamp {
        Lamp::Good => "good",
        Lamp::Watch => "watch",
        Lamp::Act => "act",
    }
}

/// Reads what is stored for a lamp.
pub fn lamp_of(key: &str) -> Option<Lamp> {
    Lamp::ALL.into_iter().find(|lamp| lamp_key(*lamp) == key)
}

/// Reads what is stored for a corner.
pub fn corner_of(key: &str) -> Option<Quadrant> {
    Quadrant::ALL.into_iter().find(|corner| corner.key() == key)
}

crate::record! {
    /// How an account stood on a day.
    pub struct ScoreDay in "score_day" as "评分快照" / "Score snapshot" / "Score snapshots", scope By("account_id"), title "day_on" {
        account_id: Ref("account"), "客户" / "Account", required list fixed;
        day_on: Date, "日期" / "Day", required list fixed;
        stage: Choice(STAGES), "阶段" / "Stage", required list fixed;
        mrr_cents: Money, "月费 MRR" / "MRR", required list fixed;
        health_bp: Percent, "健康分" / "Health score", list fixed;
        health_lamp: Choice(LAMPS), "客户成功灯" / "Customer light", list fixed;
        coverage_bp: Percent, "数据覆盖" / "Coverage", required fixed;
        willingness_bp: Percent, "健康度（购买意愿）" / "Willingness", list fixed;
        warmth_bp: Percent, "温度（黏度）" / "Warmth", list fixed;
        quadrant: Choice(QUADRANTS), "象限" / "Quadrant", list fixed;
        sponsor_bp: Percent, "1W 健康" / "Sponsor health", fixed;
        sponsor_lamp: Choice(LAMPS), "1W 灯" / "Sponsor light", list fixed;
        project_lamp: Choice(LAMPS), "项目成功灯" / "Project light", fixed;
        own_lamp: Choice(LAMPS), "自身成功灯" / "Own light", list fixed;
        cards: Int(0, 1_000_000_000), "评分卡版本" / "Version of the cards", required fixed;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lamps_and_corners_are_read_back_as_they_are_stored() {
        for lamp in Lamp::ALL {
            assert_eq!(lamp_of(lamp_key(lamp)), Some(lamp));
            assert!(LAMPS.iter().any(|choice| choice.key == lamp_key(lamp)));
        }
        for corner in Quadrant::ALL {
            assert_eq!(corner_of(corner.key()), Some(corner));
            assert!(QUADRANTS.iter().any(|choice| choice.key == corner.key()));
        }
    }
}
