//! 客户 · an account: a customer company, whole, from the first presales question to the renewal.
//! Accounts belong to the company, not to a person (H01). Its current MRR and next renewal are
//! kept here by the ledger, so that lists and boards need not add up history.

use super::score::{LAMPS, QUADRANTS};
use crate::province::PROVINCES;
use crate::record::{Choice, choice};

/// The loop (M01, T03): where the account stands between first contact and renewal.
pub const STAGES: &[Choice] = &[
    choice("lead", "线索", "Lead"),
    choice("presales", "售前", "Presales"),
    choice("contracting", "签约", "Contracting"),
    choice("delivery", "交付", "Delivery"),
    choice("acceptance", "验收", "Acceptance"),
    choice("service", "服务", "Service"),
    choice("renewal", "续约", "Renewal"),
    choice("lost", "流失", "Lost"),
];

/// How much of our attention the account is planned to get (J26).
pub const TIERS: &[Choice] = &[
    choice("strategic", "战略", "Strategic"),
    choice("key", "重点", "Key"),
    choice("standard", "标准", "Standard"),
    choice("long_tail", "长尾", "Long tail"),
];

/// Three levels of cooperation (J27).
pub const LEVELS: &[Choice] = &[
    choice("president", "总裁级", "President level"),
    choice("domain", "业务领域级", "Business-domain level"),
    choice("personal", "个性化服务", "Personal service"),
];

/// Who may see it (H01): open to the whole company unless there is a reason.
pub const VISIBILITIES: &[Choice] =
    &[choice("open", "全公司可见", "Open to the company"), choice("team", "仅团队可见", "Team only")];

crate::record! {
    /// A customer company.
    pub struct Account in "account" as "客户" / "Account" / "Accounts", scope Itself, title "name" {
        name: Line(120), "客户名称" / "Name", required list shared search;
        external_id: Line(80), "外部编号" / "External id", search;
        industry: Line(60), "行业" / "Industry", list shared search;
        region: Line(60), "区域" / "Region", list shared;
        province: Choice(PROVINCES), "省份" / "Province", shared;
        tier: Choice(TIERS), "分级" / "Tier", list;
        stage: Choice(STAGES), "阶段" / "Stage", required list shared;
        owner_id: Ref("user"), "负责人" / "Owner", list;
        mrr_cents: Money, "当前月费 MRR" / "Current MRR", list fixed;
        renewal_on: Date, "下次续约" / "Next renewal", list shared;
        health_bp: Percent, "健康分" / "Health score", list fixed;
        health_lamp: Choice(LAMPS), "客户成功灯" / "Customer light", list fixed;
        quadrant: Choice(QUADRANTS), "象限" / "Quadrant", fixed;
        sponsor_lamp: Choice(LAMPS), "1W 灯" / "Sponsor light", fixed;
        level: Choice(LEVELS), "合作层级" / "Cooperation level";
        parent_id: Ref("account"), "上级客户" / "Parent account";
        visibility: Choice(VISIBILITIES), "可见范围" / "Visibility";
        is_long_cycle: Flag, "长周期客户" / "Long-cycle account", required;
        plan: Line(60), "方案版本" / "Plan", shared;
        seats: Int(0, 10_000_000), "席位数" / "Seats", shared;
        signed_up_on: Date, "建档日期" / "Signed up on";
        referral_source: Line(60), "来源" / "Referral source";
        is_trial: Flag, "试用中" / "On trial", required;
        is_churned: Flag, "已流失标记" / "Churn flag", required;
        note: Long, "内部备注" / "Internal note";
    }
}
