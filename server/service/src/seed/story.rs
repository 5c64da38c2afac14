//! Four customers an executive recognises: one on the red carpet, one whose decision maker went quiet before
//! the renewal, one that loves the product and hardly pays, one whose project is late with the money behind it.

use std::collections::BTreeSet;

use domain::calendar::plus_days;
use jiff::civil::Date;

use super::dice::Dice;
use super::life::{Arc, FALLBACK, Life, Project, Term, ladder, years_later};
use super::names::INDUSTRIES;

/// A story told on purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Story {
    /// Everything as it should be, and growing.
    RedCarpet,
    /// Use is fine, the decision maker is gone, the renewal is near.
    QuietSponsor,
    /// Used far beyond what is paid.
    LovedUnpaid,
    /// Acceptance slips, payments wait for it.
    LateProject,
}

/// A demand told in a story.
#[derive(Debug)]
pub struct Said {
    /// In their words.
    pub quote: &'static str,
    /// How far it has come.
    pub state: &'static str,
    /// How pressing it is.
    pub priority: &'static str,
    /// What we answered; empty when nothing yet.
    pub answer: &'static str,
    /// Where it was heard.
    pub source: &'static str,
    /// How many days ago.
    pub days_ago: i32,
}

impl Story {
    /// The first four accounts have stories.
    pub fn of(index: u32) -> Option<Self> {
        [Self::RedCarpet, Self::QuietSponsor, Self::LovedUnpaid, Self::LateProject]
            .get(index as usize)
            .copied()
    }

    /// The customer's name.
    pub const fn account(self) -> &'static str {
        match self {
            Self::RedCarpet => "澜庭置业集团",
            Self::QuietSponsor => "霖川精工股份",
            Self::LovedUnpaid => "禾屿连锁零售",
            Self::LateProject => "珩越供应链管理",
        }
    }

    /// The decision maker's name.
    pub const fn sponsor(self) -> &'static str {
        match self {
            Self::RedCarpet => "顾承岳",
            Self::QuietSponsor => "陆怀骞",
            Self::LovedUnpaid => "苏亦禾",
            Self::LateProject => "秦立川",
        }
    }

    /// The decision maker's place.
    pub const fn sponsor_title(self) -> &'static str {
        match self {
            Self::RedCarpet => "董事长",
            Self::QuietSponsor => "总经理",
            Self::LovedUnpaid => "创始人兼CEO",
            Self::LateProject => "总裁",
        }
    }

    /// What we note on the account.
    pub const fn note(self) -> &'static str {
        match self {
            Self::RedCarpet => "红毯客户：1W 每天用看板，三年三次增购，愿做案例。下一步：集团数据资产项目。",
            Self::QuietSponsor => "使用正常但 1W 三个月没有露面，续约在即。强C 说“老板在看别家”，尚未证实。",
            Self::LovedUnpaid => {
                "门店天天用、口碑最好，但仍按试点价付费，实际使用远超席位。价格谈判一直没有开始。"
            }
            Self::LateProject => "项目延期，进度款未付，验收款压后。原 FR 已调离，客户总裁点名要说法。",
        }
    }

    /// What somebody noticed without a rule.
    pub const fn watch(self) -> Option<&'static str> {
        match self {
            Self::LovedUnpaid => Some(
                "每日使用人数已超出席位，人均使用是同类客户的数倍，仍按试点价付费；离续约还早，但应在年度预算前开始谈价。",
            ),
            _ => None,
        }
    }

    /// What the decision maker asked for.
    pub const fn demands(self) -> &'static [Said] {
        match self {
            Self::RedCarpet => RED_CARPET,
            Self::QuietSponsor => QUIET,
            Self::LovedUnpaid => LOVED,
            Self::LateProject => LATE,
        }
    }
}

const RED_CARPET: &[Said] = &[
    Said {
        quote: "我不要看二十张报表，我要早上八点打开手机就知道昨天哪个项目的回款没到、卡在谁手里。",
        state: "accepted",
        priority: "high",
        answer: "经营看板手机端已上线，每日 7:50 更新；董事长连续使用 400 余天。",
        source: "启动会",
        days_ago: 640,
    },
    Said {
        quote: "合同台账今年必须跟付款打通，不能再出现付了两次款才发现的事。",
        state: "accepted",
        priority: "high",
        answer: "合同、发票、付款三单匹配已运行，全年拦截重复付款 11 笔。",
        source: "方案汇报会",
        days_ago: 520,
    },
    Said {
        quote: "三季度前把项目节点延期的预警做出来，提前两周告诉我，不是事后告诉我。",
        state: "accepted",
        priority: "high",
        answer: "两级预警上线，平均提前 16 天，延期项目由 9 个降到 3 个。",
        source: "季度经营复盘",
        days_ago: 330,
    },
    Said {
        quote: "集团对城市公司的授权，系统里要一眼看得清，谁批的、批了多少、超没超。",
        state: "delivered",
        priority: "medium",
        answer: "授权地图已交付，待十二月董事会上正式确认。",
        source: "年度战略会",
        days_ago: 150,
    },
    Said {
        quote: "明年把物业和商管也放进来，口径要跟地产一套，我好在一张图上看集团。",
        state: "planned",
        priority: "high",
        answer: "已纳入明年联合计划，一期蓝图一月评审。",
        source: "高层拜访",
        days_ago: 32,
    },
];

const QUIET: &[Said] = &[
    Said {
        quote: "我们的交期承诺老是兑不了现，我要知道是采购慢、排产慢还是质检慢，别给我平均数。",
        state: "delivered",
        priority: "high",
        answer: "交期分段看板已上线，生产部每周在用。",
        source: "方案汇报会",
        days_ago: 410,
    },
    Said {
        quote: "上了这么久，省下来的钱在哪里？下次来先把这笔账给我算清楚。",
        state: "open",
        priority: "high",
        answer: "",
        source: "高层拜访",
        days_ago: 97,
    },
];

const LOVED: &[Said] = &[
    Said {
        quote: "门店店长平均二十六岁，超过三步的操作他们就不用了，你们按这个标准做。",
        state: "accepted",
        priority: "high",
        answer: "店长端全部操作不超过三步，日活率 96%。",
        source: "启动会",
        days_ago: 380,
    },
    Said {
        quote: "东西是真好，先按试点的价格用着，等我们融完这一轮再谈。",
        state: "open",
        priority: "medium",
        answer: "",
        source: "季度经营复盘",
        days_ago: 58,
    },
];

const LATE: &[Said] = &[
    Said {
        quote: "回单回不来钱就回不来，我要按天看到每个承运商欠了多少回单。",
        state: "planned",
        priority: "high",
        answer: "依赖承运商接口联调，预计下月中旬演示。",
        source: "启动会",
        days_ago: 205,
    },
    Said {
        quote: "说好的九月上线，现在是什么时候了？没上线之前，后面的款一分不付。",
        state: "open",
        priority: "high",
        answer: "",
        source: "电话沟通",
        days_ago: 12,
    },
];

/// The outline of a story's account.
pub fn life(dice: &mut Dice, story: Story, index: u32, today: Date, taken: &mut BTreeSet<String>) -> Life {
    let (industry, tier, arc) = match story {
        Story::RedCarpet => ("房地产", "strategic", Arc::Grower),
        Story::QuietSponsor => ("制造业", "key", Arc::Steady),
        Story::LovedUnpaid => ("零售", "long_tail", Arc::Steady),
        Story::LateProject => ("物流", "key", Arc::Newcomer),
    };
    let terms = match story {
        Story::RedCarpet => red_carpet(dice, today),
        Story::QuietSponsor => ladder(dice, arc, plus_days(today, 47), 3, 32_000_000),
        Story::LovedUnpaid => ladder(dice, arc, plus_days(today, 164), 2, 1_800_000),
        Story::LateProject => ladder(dice, arc, plus_days(today, 152), 1, 19_500_000),
    };
    let industry = INDUSTRIES.iter().find(|known| known.name == industry).unwrap_or(&FALLBACK);
    let mut life = Life::blank(dice, index, industry, tier, arc, terms, today, taken);
    taken.insert(story.account().to_owned());
    story.account().clone_into(&mut life.name);
    life.story = Some(story);
    life.region = if story == Story::QuietSponsor { "华南" } else { "华东" };
    match story {
        Story::RedCarpet => {
            (life.quiet_days, life.use_level) = (6, 1_350);
            life.project = life.terms.first().map(|term| Project {
                start: plus_days(term.start, 7),
                cents: 260_000_000,
                late_days: 0,
            });
        }
        Story::QuietSponsor => (life.quiet_days, life.use_level) = (96, 950),
        Story::LovedUnpaid => (life.quiet_days, life.use_level, life.overdue_days) = (27, 4_200, 44),
        Story::LateProject => {
            life.quiet_days = 12;
            life.project = Some(Project { start: plus_days(today, -206), cents: 480_000_000, late_days: 62 });
            life.vacant.push("fr");
        }
    }
    life
}

/// Two renewals, each higher, and a purchase in between.
fn red_carpet(dice: &mut Dice, today: Date) -> Vec<Term> {
    let end = plus_days(today, 208);
    let term = |dice: &mut Dice, years: i32, cents: i64| {
        let (start, end) = (years_later(end, -years), years_later(end, 1 - years));
        Term { id: dice.id(start), start, end, cents, is_trial: false, is_addition: false }
    };
    let mut terms = vec![term(dice, 3, 31_000_000), term(dice, 2, 38_000_000), term(dice, 1, 49_000_000)];
    let start = plus_days(today, -74);
    terms.push(Term { id: dice.id(start), start, end, cents: 9_000_000, is_trial: false, is_addition: true });
    terms
}
