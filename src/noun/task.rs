//! 任务 · a task: who does what until when, for which account.

use crate::record::{Choice, choice};

/// How far it is.
pub const STATES: &[Choice] = &[
    choice("open", "待办", "To do"),
    choice("doing", "进行中", "Doing"),
    choice("done", "已完成", "Done"),
    choice("dropped", "不做了", "Dropped"),
];

crate::record! {
    /// A piece of work with an owner and a day.
    pub struct Task in "task" as "任务" / "Task" / "Tasks", scope By("account_id"), title "title" {
        title: Line(160), "任务" / "Task", required list search;
        account_id: Ref("account"), "客户" / "Account", required list;
        owner_id: Ref("user"), "责任人" / "Owner", list;
        due_on: Date, "截止日期" / "Due on", list;
        state: Choice(STATES), "状态" / "State", required list = With("open");
        alert_id: Ref("alert"), "来自预警" / "From alert";
        note: Long, "备注" / "Note";
    }
}
