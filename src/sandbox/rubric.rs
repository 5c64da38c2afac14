//! What a score of 1 to 5 means, criterion by criterion, so that two people who score the same opportunity agree.

use crate::text::{Text, text};

/// The five steps of each criterion, from 1 to 5. Competition is written as it is met: 5 is the fiercest.
pub const RUBRIC: [[Text; 5]; 4] = [
    [
        text("不到 20 万，做完即止", "Under ¥200k, and done once it is done"),
        text("20–50 万，一个部门", "¥200–500k, one department"),
        text("50–150 万，多个部门", "¥0.5–1.5m, several departments"),
        text("150–500 万，全公司", "¥1.5–5m, the whole company"),
        text("500 万以上，或带出一个行业", "Over ¥5m, or it opens an industry"),
    ],
    [
        text("需求在缩小", "Demand shrinks"),
        text("持平，年增不到 5%", "Flat: under 5% a year"),
        text("随行业增长，5–15%", "With its industry: 5–15%"),
        text("快于行业，15–30%", "Faster than its industry: 15–30%"),
        text("30% 以上，预算已列入规划", "Over 30%, and in the customer's own plans"),
    ],
    [
        text("亏本，靠后续补", "At a loss, made good later if at all"),
        text("毛利不到 20%", "Gross margin under 20%"),
        text("毛利 20–35%", "Gross margin 20–35%"),
        text("毛利 35–50%", "Gross margin 35–50%"),
        text("毛利 50% 以上，可复制", "Over 50%, and repeatable"),
    ],
    [
        text("没有对手，客户只找我们", "Nobody else is asked"),
        text("有一家，明显弱于我们", "One other, plainly weaker"),
        text("两三家，各有长短", "Two or three, each with strengths"),
        text("有强对手在位", "A strong incumbent"),
        text("对手高层绑定，或拼最低价", "An incumbent tied to the top, or lowest price wins"),
    ],
];
