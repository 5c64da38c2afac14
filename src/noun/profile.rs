//! 客户档案 CP · a customer profile: what we know of a customer, section by section, each with where we know it from (H05).
//! It is written in drafts and compared with them (H07); the five-layer scan (H10) is kept beside it.

use crate::record::{Choice, choice};

/// Whether it is still worked on: nothing until it is the final one.
pub const STATES: &[Choice] = &[choice("final", "定稿", "Final")];

crate::record! {
    /// One draft of what we know of a customer.
    pub struct Profile in "profile" as "客户档案" / "Customer profile" / "Customer profiles", scope By("account_id"), title "headline" {
        account_id: Ref("account"), "客户" / "Account", required list;
        headline: Line(160), "一句话看懂他们" / "The customer in one sentence", required list search;
        number: Int(1, 9_999), "第几稿" / "Draft", list fixed;
        state: Choice(STATES), "状态" / "State", list fixed;
        drafted_on: Date, "日期" / "Drafted on", required list = Today;
        author_id: Ref("user"), "执笔人" / "Author", list;
        business: Long, "业务概况" / "Their business";
        business_source: Line(160), "业务概况 · 出处" / "Their business · source";
        strategy: Long, "战略与规划" / "Strategy and plans";
        strategy_source: Line(160), "战略与规划 · 出处" / "Strategy and plans · source";
        organisation: Long, "组织与决策" / "Organisation and decisions";
        organisation_source: Line(160), "组织与决策 · 出处" / "Organisation and decisions · source";
        finance: Long, "经营与预算" / "Results and budgets";
        finance_source: Line(160), "经营与预算 · 出处" / "Results and budgets · source";
        systems: Long, "现有系统" / "Systems they run";
        systems_source: Line(160), "现有系统 · 出处" / "Systems they run · source";
        pains: Long, "痛点与抱怨" / "Pains and complaints";
        pains_source: Line(160), "痛点与抱怨 · 出处" / "Pains and complaints · source";
        buying: Long, "采购计划与流程" / "Buying plans and process";
        buying_source: Line(160), "采购计划与流程 · 出处" / "Buying plans and process · source";
        rivals: Long, "竞争格局" / "Competition";
        rivals_source: Line(160), "竞争格局 · 出处" / "Competition · source";
    }
}

crate::record! {
    /// What somebody saw in one of the five layers, and what the customer needs because of it.
    pub struct Scan in "scan" as "五层扫描" / "Scan finding" / "Five-layer scan", scope By("account_id"), title "finding" {
        account_id: Ref("account"), "客户" / "Account", required list;
        layer: Int(1, 5), "第几层 (1–5)" / "Layer (1–5)", required list;
        finding: Long, "看到什么" / "What was seen", required list search;
        need: Long, "由此的需要" / "What they need because of it";
        scanned_on: Date, "日期" / "Scanned on", required list = Today;
        source: Line(160), "出处" / "Source";
        opportunity_id: Ref("opportunity"), "形成的商机" / "Opportunity made of it", list;
    }
}

crate::record! {
    /// What a layer is called, for everybody or in one industry.
    pub struct ScanLayer in "scan_layer" as "扫描层名" / "Scan layer" / "Scan layers", scope Company, title "name" {
        layer: Int(1, 5), "第几层 (1–5)" / "Layer (1–5)", required list;
        industry: Line(60), "行业" / "Industry", list search;
        name: Line(60), "名称" / "Name", required list search;
    }
}
