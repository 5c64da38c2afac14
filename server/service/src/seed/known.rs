//! What is known of the customers: profiles in drafts, who else they buy from, what was seen in the five layers; for the
//! stories, a champion's success and a conversation word for word.

use domain::calendar::plus_days;
use domain::value::Value;
use jiff::civil::Date;

use super::World;
use super::care::workday;
use super::dice::Dice;
use super::life::Life;
use super::people::People;
use super::sheet::Sheets;
use super::story::Story;

/// Invented competitors, each with what they are good at and where they hurt.
const RIVALS: &[(&str, &str, &str)] = &[
    ("岚图云软", "价格低，签约快", "报表固定，改一处要排三个月"),
    ("启衡数科", "行业模板多", "实施团队外包，交付后换人"),
    ("信阔系统", "在位十年，和 IT 部门熟", "老架构，手机端几乎不能用"),
    ("墨川智能", "演示漂亮，会讲 AI", "没有同规模的成功案例"),
    ("拓维达", "集成能力强", "按人天计费，预算年年超"),
];

const BUSINESS: &[&str] = &[
    "三块业务，老业务占营收七成、增速个位数；新业务两年翻倍，但还没有利润。",
    "区域龙头，六个子公司各自为政，集团今年第一次要求统一经营口径。",
    "订单波动大，旺季产能不够、淡季人员闲置，毛利率三年降了 4 个百分点。",
];
const STRATEGY: &[&str] = &[
    "三年规划的头一条是“现金流优先”，一切投入都要说清多久回本。",
    "明年要完成两起并购，要求新公司 90 天内纳入集团看板。",
    "董事会定了“效率年”：人员不增，产出增 15%。",
];
const ORGANISATION: &[&str] = &[
    "总裁拍板，CFO 与信息部联合提案；采购只管商务，分管副总一票否决。",
    "信息部归 CFO 管，业务部门有各自预算，50 万以下自己能定。",
    "集团与子公司两级决策：标准由集团定，钱由子公司出。",
];
const FINANCE: &[&str] = &[
    "年度信息化预算 9 月启动、11 月上会；今年已用六成，余额可在 12 月前追加。",
    "经营性现金流转负一个季度，资本性支出冻结，运维类可走费用。",
    "预算按项目制，须有可核算的收益；财务认“少压的钱”和“少用的人”。",
];
const SYSTEMS: &[&str] = &[
    "ERP 用了十二年，接口文档缺失；数据仓库去年上线，报表仍靠人工拼。",
    "三套客户系统并存，主数据没有统一编码。",
    "核心系统在本地机房，明年合同到期，正在讨论上云。",
];
const PAINS: &[&str] = &[
    "“月报出来已经二十号，问题早过去了。” 一线说系统是给领导填的。",
    "跨部门的数对不上，每次经营会先吵半小时口径。",
    "关键人一走，项目就停；知识都在人脑子里。",
];
const BUYING: &[&str] = &[
    "100 万以上公开招标，从立项到合同约五个月；续约可走单一来源。",
    "先试点后推广：试点满三个月看两项指标，达标才进年度预算。",
    "采购评分里“同行案例”占 20 分，必须有同规模的证明。",
];
const SOURCES: &[&str] =
    &["2025 年报", "与 CFO 面谈", "信息部负责人电话", "启动会纪要", "招标公告", "强C 口述，待核实", ""];

/// What is seen in the layers, and what they need because of it.
const SEEN: &[(i64, &str, &str)] = &[
    (1, "明年规划里有三个新区域，没有对应的经营看板", "新区域开业即上看板的模板"),
    (1, "集团要求子公司按周报现金流，目前靠表格汇总", "现金流周报自动汇总"),
    (2, "月末结账期间看板打开要 14 秒", "结账期的专用汇总与错峰"),
    (2, "手机端高峰并发不足，店长早会打不开", "手机端扩容与离线可看"),
    (3, "五套系统各有客户编码，靠人工对照表", "主数据统一编码与接口"),
    (4, "每年运维外包费 120 万，一半用在改报表", "业务人员自助改报表的培训与工具"),
    (5, "数据平台三年后要换国产化底座", "国产数据库适配与迁移评估"),
];

/// What makes a champion succeed.
const GOALS: &[(&str, &str, i64)] = &[
    ("management", "部门周会改用看板开，准备时间从半天到二十分钟", 8_000),
    ("position", "年底述职把三单匹配的成果讲给董事会", 4_000),
    ("experience", "带两名骨干参加标杆企业互访，写成内部教材", 5_000),
    ("results", "本年度重复付款归零、逾期应收少 3,000 万", 6_500),
];

const fn talk(story: Story) -> (&'static str, &'static str) {
    match story {
        Story::RedCarpet => (
            "与顾承岳谈明年的数据资产",
            "00:01:12 这三年你们的看板我每天早上都看，看完再开会。\n00:04:38 我现在最想知道的不是回款，是这些数据能不能变成资产，入到表里去。\n00:09:05 集团有六家子公司，口径还没有统一，谁来定、什么时候定完？\n00:15:47 明年上半年我要向董事会讲一次，你们帮我把数准备到能审计的程度。",
        ),
        Story::QuietSponsor => (
            "与陆怀骞谈交期",
            "00:02:20 交期分段我认，但是采购那一段为什么还是黑的？\n00:07:41 我不反对续，我要先看到省了多少钱，财务认的那种。",
        ),
        Story::LovedUnpaid => (
            "与苏亦禾谈开店",
            "00:03:10 店长现在离不开这个东西。\n00:08:26 明年新开六十家，培训一定要两小时以内，不然我开不起来。",
        ),
        Story::LateProject => (
            "与秦立川谈延期",
            "00:00:55 我只问一件事：到底哪天能用。\n00:05:32 每周给我一页纸，写清楚做完了什么、还差什么、谁负责。",
        ),
    }
}

/// Writes what is known of one customer.
pub fn settle(sheets: &mut Sheets, life: &Life, people: &People, world: &World<'_>) {
    let mut dice = Dice::new(world.plan.rng ^ 0x6B6E_6F77, u64::from(life.index));
    let depth = match (life.story, life.tier) {
        (Some(Story::RedCarpet), _) => 11,
        (Some(_), _) => 4,
        (None, "strategic") => 3,
        (None, "key") => 1,
        (None, _) => 0,
    };
    let mut known = Vec::new();
    for number in 1..=depth {
        let on = workday(plus_days(world.today, -(depth - number) * 24 - dice.days(6, 140) / depth));
        learn(&mut dice, &mut known);
        profile(&mut dice, sheets, life, people, (i64::from(number), on, &known));
    }
    if depth > 0 {
        vendors(&mut dice, sheets, life, world.today);
        layers(&mut dice, sheets, life, world.today, depth);
    }
    let Some(story) = life.story else { return };
    for (dimension, goal, progress) in GOALS {
        let cells = [
            ("account_id", Value::from(life.id.clone())),
            ("stakeholder_id", people.champion.id.clone().into()),
            ("dimension", (*dimension).into()),
            ("goal", (*goal).into()),
            ("progress_bp", (*progress - dice.between(0, 20) * 100).into()),
            ("due_on", plus_days(world.today, dice.days(20, 120)).into()),
        ];
        sheets.add("success_goal", dice.id(plus_days(world.today, -90)), &cells);
    }
    let (subject, body) = talk(story);
    let on = workday(plus_days(world.today, -dice.days(12, 40)));
    let cells = [
        ("account_id", Value::from(life.id.clone())),
        ("subject", subject.into()),
        ("stakeholder_id", people.sponsor.id.clone().into()),
        ("recorded_on", on.into()),
        ("consent", true.into()),
        ("consent_note", "会前当面征得同意，只在内部使用".into()),
        ("body", body.into()),
    ];
    sheets.add("transcript", dice.id(on), &cells);
}

/// One section more is known with every draft, and an old one better.
fn learn(dice: &mut Dice, known: &mut Vec<(&'static str, &'static str, String)>) {
    const ORDER: [(&str, &[&str]); 7] = [
        ("business", BUSINESS),
        ("systems", SYSTEMS),
        ("organisation", ORGANISATION),
        ("pains", PAINS),
        ("strategy", STRATEGY),
        ("finance", FINANCE),
        ("buying", BUYING),
    ];
    for _ in 0..3 {
        let Some((key, words)) = ORDER.get(known.len()) else { break };
        known.push((key, dice.word(words), dice.word(SOURCES).to_owned()));
    }
    let missing = known.iter_mut().find(|(.., source)| source.is_empty());
    if let Some((.., source)) = missing {
        "销售例会核实".clone_into(source);
    }
}

fn profile(
    dice: &mut Dice,
    sheets: &mut Sheets,
    life: &Life,
    people: &People,
    (number, on, known): (i64, Date, &[(&'static str, &'static str, String)]),
) {
    let headline = match life.story {
        Some(Story::RedCarpet) => "要从“看得见”走到“数据成资产”的地产集团，董事长亲自推动".to_owned(),
        Some(Story::QuietSponsor) => "交期就是竞争力的精工厂，总经理只认财务能核的数".to_owned(),
        Some(Story::LovedUnpaid) => "一年开六十家店的连锁，一线爱用，价格没谈过".to_owned(),
        Some(Story::LateProject) => "货主催、司机催、总裁更催的供应链公司，先要一个准日子".to_owned(),
        None => format!(
            "{}行业，{}",
            life.industry.name,
            dice.word(&["先要现金流再谈增长", "集团要管子公司，缺统一口径", "人不增而产出要增"])
        ),
    };
    let rival =
        RIVALS.get(usize::try_from(life.index).unwrap_or(0) % RIVALS.len()).map_or("", |(name, ..)| name);
    let rivals = format!("{rival}在接触，主打价格；我们强在手机端和一把手看板。");
    let mut cells = vec![
        ("account_id", Value::from(life.id.clone())),
        ("headline", headline.into()),
        ("number", number.into()),
        ("drafted_on", on.into()),
        ("author_id", people.ar.clone().into()),
    ];
    for (key, words, source) in known {
        cells.push((key, (*words).into()));
        let slot = domain::profile::SECTIONS.iter().find(|(section, _)| section == key);
        if let (Some((_, slot)), false) = (slot, source.is_empty()) {
            cells.push((slot, source.clone().into()));
        }
    }
    if known.len() > 5 {
        cells.push(("rivals", rivals.into()));
        cells.push(("rivals_source", "强C 口述".into()));
    }
    sheets.add("profile", dice.id(on), &cells);
}

fn vendors(dice: &mut Dice, sheets: &mut Sheets, life: &Life, today: Date) {
    let first = usize::try_from(life.index).unwrap_or(0);
    for (place, standing) in ["competitor", "incumbent"].into_iter().enumerate() {
        let Some((name, strengths, issues)) = RIVALS.get((first + place * 2) % RIVALS.len()) else {
            continue;
        };
        let seen = workday(plus_days(today, -dice.days(10, 150)));
        let cells = [
            ("account_id", Value::from(life.id.clone())),
            ("name", (*name).into()),
            ("standing", standing.into()),
            ("share_bp", (dice.between(4, 45) * 100).into()),
            ("strengths", (*strengths).into()),
            ("issues", (*issues).into()),
            ("ends_on", plus_days(today, dice.days(40, 420)).into()),
            ("source", dice.word(&["招标公告", "强C 口述", "客户官网"]).into()),
            ("seen_on", seen.into()),
        ];
        sheets.add("vendor", dice.id(seen), &cells);
    }
}

fn layers(dice: &mut Dice, sheets: &mut Sheets, life: &Life, today: Date, depth: i32) {
    let most = if depth > 1 { 100 } else { 45 };
    for (layer, finding, need) in SEEN.iter().filter(|_| dice.chance(most)).collect::<Vec<_>>() {
        let on = workday(plus_days(today, -dice.days(8, 120)));
        let cells = [
            ("account_id", Value::from(life.id.clone())),
            ("layer", (*layer).into()),
            ("finding", (*finding).into()),
            ("need", (*need).into()),
            ("scanned_on", on.into()),
            ("source", dice.word(&["现场走访", "与信息部座谈", "工单回看"]).into()),
        ];
        sheets.add("scan", dice.id(on), &cells);
    }
}
