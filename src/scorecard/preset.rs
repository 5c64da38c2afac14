//! The cards a company starts with. All weights, curves and thresholds are defaults of ours, to be changed:
//! the method names the inputs (J17, J18, M06, M15, M63), the field the usual weights (formulas §2).

use super::{Bands, Card, Condition, Curve, Group, Input, Input::*, Kind, Limit, Line, Test};
use crate::board::Lamp;
use crate::text::{Text, Words, text};

/// The cards a company starts with: health for three parts of the loop, and one of each other kind.
pub fn presets() -> Vec<Card> {
    vec![
        card("health", Kind::Health, text("健康分·服务期", "Health, in service"), &[], service(), running()),
        card(
            "health_delivery",
            Kind::Health,
            text("健康分·交付期", "Health, in delivery"),
            &["contracting", "delivery", "acceptance"],
            delivery(),
            common(),
        ),
        card(
            "health_renewal",
            Kind::Health,
            text("健康分·续约期", "Health, at renewal"),
            &["renewal"],
            renewal(),
            running(),
        ),
        card("willingness", Kind::Willingness, Kind::Willingness.label(), &[], willingness(), Vec::new()),
        card("warmth", Kind::Warmth, Kind::Warmth.label(), &[], warmth(), Vec::new()),
        card("sponsor", Kind::Sponsor, Kind::Sponsor.label(), &[], sponsor(), silent()),
        card("project", Kind::Project, Kind::Project.label(), &[], project(), Vec::new()),
        card("own", Kind::Own, Kind::Own.label(), &[], own(), own_limits()),
    ]
}

fn card(key: &str, kind: Kind, name: Text, stages: &[&str], groups: Vec<Group>, limits: Vec<Limit>) -> Card {
    Card {
        key: key.to_owned(),
        kind,
        name: name.into(),
        stages: stages.iter().map(|stage| (*stage).to_owned()).collect(),
        groups,
        bands: Bands::default(),
        limits,
        human_days_max: 90,
        coverage_min_bp: 3_000,
    }
}

fn service() -> Vec<Group> {
    vec![
        usage(40),
        relation(20),
        group(
            "renewal",
            text("续约信号", "Renewal signals"),
            20,
            &[(RenewalIntent, 40), (PaidOnTime, 30), (ArrChange, 30)],
        ),
        support(20),
    ]
}

fn delivery() -> Vec<Group> {
    vec![
        relation(40),
        group("project", text("项目", "Project"), 25, &[(TeamFilled, 40), (GoLiveDelay, 60)]),
        group("payment", text("回款", "Payment"), 20, &[(PaidOnTime, 60), (OverdueDays, 40)]),
        group("usage", text("使用", "Usage"), 15, &[(CoreBreadth, 50), (ActiveSeats, 50)]),
    ]
}

fn renewal() -> Vec<Group> {
    let signals = [(RenewalIntent, 30), (AutoRenew, 10), (PaidOnTime, 20), (ArrChange, 15), (Budget, 25)];
    vec![
        group("renewal", text("续约信号", "Renewal signals"), 40, &signals),
        usage(30),
        relation(20),
        support(10),
    ]
}

/// J17: what they would pay for, never mixed with health.
fn willingness() -> Vec<Group> {
    vec![
        group("payment", text("付款", "Payment"), 35, &[(PaidOnTime, 60), (OverdueDays, 40)]),
        group(
            "intent",
            text("意向与预算", "Intent and budget"),
            30,
            &[(RenewalIntent, 50), (AutoRenew, 20), (Budget, 30)],
        ),
        group("expansion", text("扩展", "Expansion"), 15, &[(ArrChange, 100)]),
        group(
            "sponsor",
            text("1W 支持", "Sponsor's support"),
            20,
            &[(SponsorStance, 60), (SponsorPulse, 40)],
        ),
    ]
}

/// J18: share, frequency, depth, breadth.
fn warmth() -> Vec<Group> {
    vec![
        group("reach", text("活跃比例", "Share active"), 35, &[(ActiveSeats, 100)]),
        group("frequency", text("频次", "Frequency"), 20, &[(ActiveDays, 100)]),
        group("depth", text("深度", "Depth"), 20, &[(CoreUses, 100)]),
        group("breadth", text("广度", "Breadth"), 25, &[(CoreBreadth, 100)]),
    ]
}

/// M06: touch, demands, attendance, own use, satisfaction.
fn sponsor() -> Vec<Group> {
    vec![
        group("touch", text("触点", "Touch"), 30, &[(SponsorSilence, 60), (SponsorTouches, 40)]),
        group("demand", text("诉求", "Demands"), 25, &[(DemandsKept, 100)]),
        group("attendance", text("出席", "Attendance"), 15, &[(SponsorAttendance, 100)]),
        group("screens", text("使用报表", "Use of the screens"), 10, &[(SponsorOpened, 100)]),
        group("pulse", text("满意度", "Satisfaction"), 20, &[(SponsorPulse, 100)]),
    ]
}

/// M02: only what is known; scope, cost and quality join when somebody measures them.
fn project() -> Vec<Group> {
    vec![group("time", text("时间", "Time"), 100, &[(GoLiveDelay, 100)])]
}

/// M02: collection, renewal, growth; margin joins when somebody measures it.
fn own() -> Vec<Group> {
    vec![
        group("payment", text("回款", "Collection"), 45, &[(PaidOnTime, 60), (OverdueDays, 40)]),
        group("renewal", text("续约", "Renewal"), 25, &[(RenewalIntent, 70), (AutoRenew, 30)]),
        group("growth", text("增长", "Growth"), 30, &[(ArrChange, 100)]),
    ]
}

fn usage(weight: i64) -> Group {
    let lines = [(ActiveSeats, 35), (CoreBreadth, 25), (UsageChange, 20), (ActiveDays, 20)];
    group("usage", text("使用", "Usage"), weight, &lines)
}

fn relation(weight: i64) -> Group {
    let lines = [
        (SponsorSilence, 30),
        (SponsorTouches, 15),
        (SponsorPulse, 20),
        (DemandsKept, 25),
        (SponsorAttendance, 10),
    ];
    group("relation", text("1W 关系", "Sponsor relation"), weight, &lines)
}

fn support(weight: i64) -> Group {
    let lines = [(Csat, 35), (UrgentTickets, 25), (SlaBreaches, 20), (Recommendation, 20)];
    group("support", text("服务", "Support"), weight, &lines)
}

fn group(key: &str, name: Text, weight: i64, lines: &[(Input, i64)]) -> Group {
    let lines = lines
        .iter()
        .map(|(input, weight)| Line { input: *input, weight: *weight, curve: curve(*input) })
        .collect();
    Group { key: key.to_owned(), name: name.into(), weight, lines }
}

/// How a value of each input becomes 0 to 100, unless a card says otherwise.
pub(super) fn curve(input: Input) -> Curve {
    Curve::of(match input {
        // Active users: under half red, from 80 % green (GitLab, formulas §2).
        ActiveSeats => &[(0, 0), (5_000, 60), (8_000, 100)],
        UsageChange => &[(-5_000, 0), (0, 80), (1_000, 100)],
        ActiveDays => &[(0, 0), (8, 60), (20, 100)],
        CoreBreadth | DemandsKept | AutoRenew | Budget | TeamFilled => &[(0, 0), (10_000, 100)],
        CoreUses => &[(0, 0), (3_000, 60), (9_000, 100)],
        IdleDays => &[(3, 100), (14, 0)],
        SponsorNamed => &[(0, 0), (1, 100)],
        SponsorSilence => &[(14, 100), (30, 80), (60, 0)],
        SponsorStance => &[(-2, 0), (0, 50), (2, 100)],
        SponsorPulse => &[(100, 0), (400, 80), (500, 100)],
        SponsorAttendance => &[(0, 0), (7_500, 80), (10_000, 100)],
        SponsorOpened => &[(7, 100), (14, 60), (45, 0)],
        SponsorTouches | DemandsRaised | BenefitEvidence => &[(0, 0), (3, 100)],
        Recommendation => &[(0, 0), (600, 40), (900, 100)],
        Csat => &[(4_000, 0), (7_000, 70), (9_000, 100)],
        UrgentTickets => &[(0, 100), (1, 60), (3, 0)],
        SlaBreaches => &[(0, 100), (2, 60), (6, 0)],
        Complaints => &[(0, 100), (3, 0)],
        PaidOnTime => &[(5_000, 0), (8_000, 60), (10_000, 100)],
        OverdueDays => &[(0, 100), (30, 40), (60, 0)],
        RenewalDays => &[(0, 0), (90, 100)],
        RenewalIntent => &[(-100, 0), (0, 50), (150, 100)],
        ArrChange => &[(-3_000, 0), (0, 70), (2_000, 100)],
        GoLiveDelay => &[(0, 100), (14, 60), (60, 0)],
    })
}

/// M15, M63 and two knock-outs seen in the field: for every stage. What is not on record has not been felt:
/// M15 holds for accounts nobody measured, too.
fn common() -> Vec<Limit> {
    vec![
        limit(
            Lamp::Act,
            text("没有 1W，就没有客户成功", "Without a sponsor nobody can say it succeeded"),
            &[(SponsorNamed, Test::Lacks(0))],
        ),
        limit(
            Lamp::Watch,
            text(
                "没有让 1W 感受到受益，不算客户成功",
                "The sponsor has felt no benefit, so it is no success yet",
            ),
            &[(BenefitEvidence, Test::Lacks(0))],
        ),
        limit(
            Lamp::Act,
            text("1W 没出面、也没提诉求", "The sponsor came to no meeting and asked for nothing"),
            &[(SponsorAttendance, Test::Below(1)), (DemandsRaised, Test::Below(1))],
        ),
        limit(Lamp::Act, text("投诉过多", "Too many complaints"), &[(Complaints, Test::Above(3))]),
        limit(
            Lamp::Act,
            text("回款逾期过久", "A payment is too long overdue"),
            &[(OverdueDays, Test::Above(30))],
        ),
    ]
}

/// For accounts that should be using the product.
fn running() -> Vec<Limit> {
    let mut limits = common();
    limits.extend([
        limit(Lamp::Act, text("无人使用", "Nobody uses it"), &[(IdleDays, Test::Above(13))]),
        limit(Lamp::Act, text("使用量骤降", "Usage collapsed"), &[(UsageChange, Test::Below(-5_000))]),
        limit(
            Lamp::Act,
            text("临近到期，尚无续约意向", "The end is near and nobody has said they will renew"),
            &[
                (RenewalDays, Test::Below(30)),
                (RenewalIntent, Test::Lacks(0)),
                (AutoRenew, Test::Lacks(4_999)),
            ],
        ),
    ]);
    limits
}

/// M07, M10, M12, M63: the limits of sponsor coverage.
fn silent() -> Vec<Limit> {
    vec![
        limit(Lamp::Act, text("没有确定 1W", "No sponsor is named"), &[(SponsorNamed, Test::Lacks(0))]),
        limit(
            Lamp::Act,
            text("从未接触过 1W", "Nobody has ever spoken with the sponsor"),
            &[(SponsorNamed, Test::Above(0)), (SponsorSilence, Test::Absent)],
        ),
        limit(
            Lamp::Act,
            text("1W 沉默太久", "The sponsor has been silent too long"),
            &[(SponsorSilence, Test::Above(60))],
        ),
        limit(
            Lamp::Act,
            text("1W 没出面、也没提诉求", "The sponsor came to no meeting and asked for nothing"),
            &[(SponsorAttendance, Test::Below(1)), (DemandsRaised, Test::Below(1))],
        ),
        limit(
            Lamp::Watch,
            text("1W 触点变少", "The sponsor hears from us too seldom"),
            &[(SponsorSilence, Test::Above(30))],
        ),
        limit(
            Lamp::Watch,
            text("触点未达目标", "Fewer touches than planned"),
            &[(SponsorNamed, Test::Above(0)), (SponsorTouches, Test::Below(2))],
        ),
        limit(
            Lamp::Watch,
            text("1W 很久没打开报表", "The sponsor has not opened a screen"),
            &[(SponsorOpened, Test::Above(14))],
        ),
        limit(
            Lamp::Watch,
            text("1W 缺席里程碑", "The sponsor misses milestones"),
            &[(SponsorAttendance, Test::Below(5_000))],
        ),
    ]
}

fn own_limits() -> Vec<Limit> {
    vec![
        limit(
            Lamp::Act,
            text("回款逾期过久", "A payment is too long overdue"),
            &[(OverdueDays, Test::Above(60))],
        ),
        limit(Lamp::Watch, text("回款已逾期", "A payment is overdue"), &[(OverdueDays, Test::Above(0))]),
    ]
}

fn limit(at_best: Lamp, why: Text, when: &[(Input, Test)]) -> Limit {
    let when = when.iter().map(|(input, test)| Condition { input: *input, test: *test }).collect();
    Limit { at_best, when, why: Words::from(why) }
}
