//! 合作蓝图 · a blueprint: module by module, what a customer has, what is planned and what is white space (M19, M36, H02). It is
//! shown in every report (M41); its versions are the record's history.

use crate::record::{Choice, choice};

/// Where a module stands.
pub const STATES: &[Choice] = &[
    choice("have", "已有", "In use"),
    choice("planned", "规划中", "Planned"),
    choice("white", "空白", "White space"),
];

crate::record! {
    /// One module of a customer's blueprint.
    pub struct Blueprint in "blueprint" as "蓝图模块" / "Blueprint module" / "Blueprint", scope By("account_id"), title "module" {
        account_id: Ref("account"), "客户" / "Account", required list;
        module: Line(80), "模块" / "Module", required list search;
        state: Choice(STATES), "状态" / "State", required list = With("white");
        fit: Int(1, 5), "匹配度 (1–5)" / "Fit (1–5)", list;
        since_on: Date, "起始日期" / "Since", list;
        planned_on: Date, "计划上线" / "Planned for";
        owner_id: Ref("user"), "蓝图负责人" / "Blueprint owner";
        opportunity_id: Ref("opportunity"), "对应商机" / "Opportunity";
        note: Long, "说明" / "Note";
    }
}
