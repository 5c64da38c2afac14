//! The words of relationship work in the demonstration: about nobody.

/// A type of activity: name, budget, what is counted, measured and assessed, how to do it well.
type Kind = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

/// Types of activities (H28); the last one has no value metric yet.
pub const KINDS: &[Kind] = &[
    (
        "邀请客户高层参观",
        "relation",
        "参观次数与层级",
        "参观后 30 天内的高层会面",
        "参观带动的商机金额",
        "参观前先问清对方最想看的一件事，只安排那一件；参观后 48 小时内发出纪要。",
    ),
    (
        "部门对口交流",
        "business",
        "交流次数与人数",
        "形成的需求条数",
        "需求进入方案的比例",
        "一次只谈一个业务环节，双方各带一个会动手的人。",
    ),
    (
        "高层拜访",
        "relation",
        "拜访次数",
        "1W 立场变化",
        "续约与增购的推进",
        "带三个业务点、两个故事、一个请求；不带产品手册。",
    ),
    (
        "联合方案共创",
        "business",
        "共创场次",
        "方案采纳条数",
        "方案带来的价值金额",
        "让客户的人写白板，我们的人记。",
    ),
    ("节日问候", "relation", "问候人次", "回应率", "", "提一件对方上次说过的具体的事，比礼品管用。"),
];

/// What is done: which type, the words, what it costs from and to in hundreds.
pub const ACTIVITIES: &[(usize, &str, i64, i64)] = &[
    (0, "请董事长一行参观标杆园区", 120, 380),
    (0, "邀请财务条线参观共享中心", 80, 220),
    (1, "与财务部交流月结流程", 5, 40),
    (1, "与采购部交流供应商对账", 5, 40),
    (1, "与信息部交流接口规划", 5, 30),
    (2, "拜访分管副总，谈明年投入", 20, 90),
    (2, "拜访总经理，汇报半年成效", 20, 110),
    (3, "共创授权地图第二版", 30, 120),
    (3, "共创预算滚动预测口径", 30, 100),
    (4, "中秋问候", 2, 12),
    (4, "新年问候", 2, 12),
];

/// What raters write.
pub const COMMENTS: &[&str] = &[
    "谈到了明年的预算，对方主动约了下一次。",
    "准备充分，但没有问出决策节奏。",
    "人到齐了，话题散，下次先发提纲。",
    "对方带了业务负责人来，收获三条需求。",
    "到场的人级别不够，效果一般。",
];

/// Competitors, all invented.
pub const RIVALS: &[&str] = &["云澈软件", "致禾信息", "博衍数科", "恒图科技"];

/// What a score rests on.
pub const BASES: &[&str] =
    &["季度关系盘点会", "高层会面次数与层级", "干系人立场盘点", "决策链覆盖与对方评价"];

/// Planted opportunities and the words that planted them.
pub const HOOKS: &[(&str, &str)] = &[
    ("集团司库平台", "等资金都看得见了，下一步就是统一调度，我们可以先留好口子。"),
    ("供应链协同平台", "对账省下来的人手，正好去管供应商的交期。"),
    ("经营分析一体化", "这些数每天都有了，缺的是一张能让董事会看的图。"),
    ("海外子公司复制", "国内跑通的授权口径，海外三家公司可以直接用。"),
];

/// Where things are told and talked about.
pub const SETTINGS: &[&str] = &[
    "对方总经理办公会前的小范围交流",
    "方案汇报会开场",
    "与分管副总的一对一",
    "招标答疑之后的沟通",
    "年度规划与数字化投入",
];

/// A story: title, kind, industry, size, topic, story, worth in ten thousands, permission.
type Told =
    (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str, i64, &'static str);

/// The library.
pub const STORIES: &[Told] = &[
    (
        "上线当天拦下一笔重复付款",
        "success",
        "房地产",
        "large",
        "三单匹配 付款",
        "集团付款靠人工核对，合同、发票、付款各在一处。三单匹配上线当天就拦下一笔重复付款，全年共 11 笔。财务总监第二天把截图发进了集团群。",
        386,
        "named",
    ),
    (
        "交期说不清，先别急着上看板",
        "pit",
        "制造业",
        "large",
        "交期 口径",
        "第一次做交期看板时没有先统一口径，三个部门三个数，上线一个月没人看。后来停下来用两周定口径，第二版一周就被厂长用起来。",
        0,
        "anonymous",
    ),
    (
        "店长三步以内做完盘点",
        "success",
        "零售",
        "medium",
        "门店 盘点",
        "店长平均 26 岁，超过三步的操作就不用。把盘点压到三步，单店从 3 小时减到 50 分钟。",
        74,
        "named",
    ),
    (
        "采购周期从七十天压到三十八天",
        "success",
        "医疗健康",
        "large",
        "采购 周期",
        "设备采购要过 14 个签字。把并行的签字并行起来，把超时亮出来，周期少了 32 天。",
        210,
        "anonymous",
    ),
    (
        "回单晚到，钱就晚到",
        "lesson",
        "物流",
        "medium",
        "回单 回款",
        "把回单按承运商、按天亮出来之后，回单平均早到 6 天。早做这一步，第一年就能收回投入。",
        158,
        "named",
    ),
    (
        "检查来了，十分钟拿出审批链",
        "success",
        "金融",
        "large",
        "审批 合规",
        "监管检查当天，科技部没有通宵：每一笔的审批链十分钟内都能打开。",
        0,
        "internal",
    ),
    (
        "集团管控蓝图方法",
        "solution",
        "",
        "large",
        "蓝图 规划",
        "从授权、合同、资金三条线画清已有、规划与空白，作为每次汇报的第一页。",
        0,
        "anonymous",
    ),
    (
        "《经营看得见》内部课程",
        "course",
        "",
        "medium",
        "看板 经营",
        "六节课，讲怎样把一个数字写成一句话。",
        0,
        "internal",
    ),
];

/// A salon: name, topic, days from today, place, host.
pub const SALONS: &[(&str, &str, i32, &str, &str)] = &[
    ("付款与授权闭门会", "付款 合同 授权 审批", -75, "杭州", "一家地产集团的财务总监"),
    ("交期与对账沙龙", "交期 对账 供应商", -20, "苏州", "一家制造集团的运营总监"),
    ("明年投入怎么定", "预算 投入 毛利", 24, "上海", "一家零售集团的总裁办主任"),
];

/// What the benchmark customer did: words, kind, who came, business helped along in ten thousands, days ago.
pub const REFERENCES: &[(&str, &str, &str, i64, i32)] = &[
    ("接待两家同行参观共享中心", "visit", "两家地产集团的财务团队，共 14 人", 420, 210),
    ("在行业年会上讲授权地图", "talk", "约 260 位财务负责人", 300, 120),
    ("授权使用三单匹配案例", "case", "三家潜在客户的评审会", 160, 60),
];
