//! 目标 · a target: how much is to be reached from one day to another. Boards show how far it is done beside how much of
//! its time has passed, so that a good percentage late in the year deceives nobody (formulas §10).

use crate::record::{Choice, choice};

/// What is aimed at: amounts that add up over the period.
pub const MEASURES: &[Choice] = &[
    choice("signed", "签下的 ARR", "ARR won"),
    choice("contracts", "签订的合同额", "Contracts signed"),
    choice("collected", "到账金额", "Cash collected"),
];

crate::record! {
    /// What is to be reached, and by when.
    pub struct Target in "target" as "目标" / "Target" / "Targets", scope Company, title "name" {
        name: Line(80), "目标名称" / "Name", required list search;
        measure: Choice(MEASURES), "指标" / "Measure", required list;
        starts_on: Date, "开始日期" / "Starts on", required list;
        ends_on: Date, "结束日期" / "Ends on", required list;
        amount_cents: Money, "目标金额" / "Target", required list;
        note: Long, "说明" / "Note";
    }
}
