//! 供应商档案 · a vendor at the customer: who else they buy from, how much, and until when (H06). A competitor is a vendor
//! we fight, whether they have a contract yet or not.

use crate::record::{Choice, choice};

/// What they are to us there.
pub const STANDINGS: &[Choice] = &[
    choice("competitor", "竞争对手", "Competitor"),
    choice("incumbent", "在位供应商", "Incumbent"),
    choice("partner", "合作伙伴", "Partner"),
];

crate::record! {
    /// Somebody else the customer buys from.
    pub struct Vendor in "vendor" as "供应商" / "Vendor" / "Vendors", scope By("account_id"), title "name" {
        account_id: Ref("account"), "客户" / "Account", required list;
        name: Line(80), "供应商名称" / "Name", required list search;
        standing: Choice(STANDINGS), "关系" / "Standing", required list = With("competitor");
        share_bp: Percent, "钱包份额" / "Share of wallet", list;
        strengths: Long, "长处" / "Strengths";
        issues: Long, "问题" / "Issues";
        ends_on: Date, "合同到期" / "Contract ends on", list;
        source: Line(160), "出处" / "Source";
        seen_on: Date, "核实日期" / "Checked on", required list = Today;
    }
}
