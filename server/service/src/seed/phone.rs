//! What the stories' sponsors meet on their phones: meetings held and to come, what things were worth, and whether
//! they look. Only stories have sponsors with a sign-in.

use domain::calendar::plus_days;
use domain::value::Value;
use jiff::civil::Date;

use super::World;
use super::dice::Dice;
use super::life::Life;
use super::people::People;
use super::sheet::{self, Sheets};
use super::story::Story;
use super::{care::workday, staff};

/// What something was worth: words, ten thousands, evidence, the sponsor's answer, days ago.
type Said = (&'static str, i64, &'static str, &'static str, i32);

/// A meeting: words, kind, what is to be decided, place, days from today, the hour, the sponsor's answer.
type Met = (&'static str, &'static str, &'static str, &'static str, i32, u8, &'static str);

const fn worth(story: Story) -> &'static [Said] {
    match story {
        Story::RedCarpet => &[
            (
                "合同、发票、付款三单匹配，全年拦下重复付款 11 笔",
                386,
                "财务共享中心 2026 年对账清单，11 笔付款单号可查",
                "acknowledged",
                96,
            ),
            (
                "项目节点提前 16 天预警，六个项目没有延期，少付违约金",
                1_240,
                "工程管理部节点台账与 2025 年同期违约金支出对比",
                "acknowledged",
                61,
            ),
            (
                "回款每天看得见，逾期应收比去年少压了 4,200 万，省下资金成本",
                168,
                "资金部月报，按 4.0% 年化资金成本折算",
                "pending",
                8,
            ),
        ],
        Story::QuietSponsor => &[(
            "交期分段看清以后，采购等待少了 2.6 天，旺季多交付 3 批订单",
            215,
            "生产部周报第 18–34 周，订单毛利按财务口径",
            "pending",
            20,
        )],
        Story::LovedUnpaid => &[(
            "店长盘点从 3 小时减到 50 分钟，118 家门店每月省 1,000 多个工时",
            74,
            "门店排班系统工时记录，按店均时薪折算",
            "acknowledged",
            35,
        )],
        Story::LateProject => &[],
    }
}

const fn meetings(story: Story) -> &'static [Met] {
    match story {
        Story::RedCarpet => &[
            ("经营看板启动会", "kickoff", "定下董事长每天要看的七个数", "总部 18 楼", -642, 10, "attended"),
            (
                "三单匹配方案汇报",
                "solution_review",
                "定下匹配口径与例外审批",
                "总部 18 楼",
                -515,
                14,
                "attended",
            ),
            ("预警上线汇报", "go_live_review", "看两级预警的第一个月", "腾讯会议", -322, 15, "attended"),
            ("授权地图验收会", "acceptance", "确认城市公司授权口径", "总部 18 楼", -140, 10, "absent"),
            (
                "年度经营复盘",
                "business_review",
                "看全年价值，定明年物业与商管纳入的范围",
                "总部 18 楼小会议室",
                9,
                9,
                "pending",
            ),
            (
                "董事会前演示",
                "visit",
                "过一遍授权地图的最终口径，约 20 分钟",
                "腾讯会议",
                17,
                16,
                "confirmed",
            ),
        ],
        Story::QuietSponsor => &[
            ("交期看板启动会", "kickoff", "定下交期的三段口径", "霖川总部", -420, 10, "attended"),
            ("交期看板上线汇报", "go_live_review", "看第一个月的分段结果", "线上", -300, 14, "absent"),
            ("价值核算与续约沟通", "business_review", "当面把省下来的钱算清楚", "霖川总部", 6, 10, "pending"),
        ],
        Story::LovedUnpaid => &[
            ("店长端启动会", "kickoff", "定下三步以内的操作清单", "禾屿总部", -384, 10, "attended"),
            (
                "明年门店扩张沟通",
                "business_review",
                "新开 60 家门店怎么一起上线",
                "禾屿总部",
                13,
                11,
                "pending",
            ),
        ],
        Story::LateProject => &[
            ("回单平台启动会", "kickoff", "定下上线日期与付款节点", "珩越总部", -204, 9, "attended"),
            ("延期原因与新计划", "visit", "讲清延期原因，给出每周可看的进度", "珩越总部", 4, 15, "pending"),
        ],
    }
}

/// How many days ago the sponsor last looked, how many days they look back, and out of a hundred days how many.
const fn habit(story: Story) -> Option<(i32, i32, i64)> {
    match story {
        Story::RedCarpet => Some((0, 150, 82)),
        Story::QuietSponsor => Some((38, 200, 25)),
        Story::LovedUnpaid => Some((2, 120, 55)),
        Story::LateProject => None,
    }
}

/// Writes what a story's sponsor meets; `user` is their sign-in when they have one already.
pub fn settle(sheets: &mut Sheets, life: &Life, people: &People, world: &World<'_>, user: Option<String>) {
    let Some(story) = life.story else { return };
    let mut dice = Dice::new(world.plan.rng ^ 0x70_686F_6E65, u64::from(life.index));
    for (statement, ten_thousands, evidence, answer, ago) in worth(story) {
        let on = workday(plus_days(world.today, -ago));
        let id = dice.id(on);
        let answered = (*answer != "pending").then(|| plus_days(on, 2));
        let cells = [
            ("account_id", Value::from(life.id.clone())),
            ("statement", (*statement).into()),
            ("amount_cents", (ten_thousands * 1_000_000).into()),
            ("evidence", (*evidence).into()),
            ("stated_on", on.into()),
            ("answer", (*answer).into()),
            ("answered_on", answered.map_or(Value::Null, Value::from)),
        ];
        sheets.add("value_statement", id, &cells);
    }
    for (subject, kind, purpose, place, days, hour, reply) in meetings(story) {
        meeting(&mut dice, sheets, life, world, (subject, kind, purpose, place), (*days, *hour, reply));
    }
    looks(&mut dice, sheets, life, people, world, (story, user));
}

fn meeting(
    dice: &mut Dice,
    sheets: &mut Sheets,
    life: &Life,
    world: &World<'_>,
    (subject, kind, purpose, place): (&str, &str, &str, &str),
    (days, hour, reply): (i32, u8, &str),
) {
    let on = workday(plus_days(world.today, days));
    let is_past = days < 0;
    let made = plus_days(on.min(world.today), -12);
    let id = dice.id(made);
    let cells = [
        ("account_id", Value::from(life.id.clone())),
        ("subject", subject.into()),
        ("kind", kind.into()),
        ("meets_at", at(on, hour).into()),
        ("place", place.into()),
        ("purpose", purpose.into()),
        ("state", if is_past { "held" } else { "planned" }.into()),
        ("reply", if is_past { "confirmed" } else { reply }.into()),
        ("attendance", is_past.then(|| reply.to_owned()).into()),
    ];
    sheets.add("meeting", id, &cells);
}

/// The moment a clock where the company is shows that hour.
fn at(on: Date, hour: u8) -> String {
    let hour = i8::try_from(hour).unwrap_or(9);
    store::home::offset(8).to_timestamp(on.at(hour, 0, 0, 0)).map(|at| at.to_string()).unwrap_or_default()
}

fn looks(
    dice: &mut Dice,
    sheets: &mut Sheets,
    life: &Life,
    people: &People,
    world: &World<'_>,
    (story, user): (Story, Option<String>),
) {
    let Some((last, back, chance)) = habit(story) else { return };
    let first = plus_days(world.today, -back);
    let user = user.unwrap_or_else(|| {
        let id = dice.id(first);
        let email = format!("sponsor{}@demo.example", life.index + 1);
        let account = Value::from(life.id.clone());
        sheets.add(
            sheet::SPONSOR,
            id.clone(),
            &staff::user(&email, "executive_sponsor", story.sponsor(), account),
        );
        id
    });
    let trainer = people.csm.clone().or_else(|| people.ar.clone());
    let trained = trainer.is_some().then(|| plus_days(first, 3));
    let id = dice.id(first);
    let cells = [
        ("name", Value::from(story.sponsor())),
        ("account_id", life.id.clone().into()),
        ("stakeholder_id", people.sponsor.id.clone().into()),
        ("user_id", user.clone().into()),
        ("invited_at", at(plus_days(first, -1), 17).into()),
        ("signed_in_at", at(first, 8).into()),
        ("installed_at", (story != Story::LovedUnpaid).then(|| at(first, 9)).into()),
        ("trained_on", trained.map_or(Value::Null, Value::from)),
        ("trainer_id", trainer.into()),
    ];
    sheets.add("sponsor_setup", id, &cells);
    for ago in last..back {
        if ago != last && !dice.chance(chance) {
            continue;
        }
        let on = plus_days(world.today, -ago);
        let tiles = 5;
        let seen = dice.weigh(&[(5, 55), (4, 20), (3, 15), (2, 10)]);
        let numbers = dice.weigh(&[(0, 50), (1, 25), (2, 15), (4, 10)]);
        let id = dice.id(on);
        // Never later than the day's beginning, which is when the company is made.
        let opened = if ago == 0 { at(plus_days(on, -1), 22) } else { at(on, 8) };
        let cells = [
            ("account_id", Value::from(life.id.clone())),
            ("user_id", user.clone().into()),
            ("board", "home".into()),
            ("screen", "phone".into()),
            ("opened_at", opened.into()),
            ("tiles_seen", seen.into()),
            ("tiles", tiles.into()),
            ("numbers_opened", numbers.into()),
        ];
        sheets.add("board_view", id, &cells);
    }
}
