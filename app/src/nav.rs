//! Where a reader may go: made on the server with the page (see `frame::around`), so that the browser carries neither the
//! declarations of all nouns nor their pictures.

use domain::board::named::{Named, path};
use domain::policy::{Action, Grant, Role, grant};
use domain::text::{Text, text};

use crate::reader::Reader;

/// A heading and the links under it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// The heading; empty for the first group.
    pub label: String,
    /// Its links.
    pub links: Vec<Link>,
}

/// A place to go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// Where.
    pub href: String,
    /// What it is called.
    pub label: String,
    /// The outline of its picture.
    pub icon: String,
    /// Under the thumb on a phone.
    pub is_bar: bool,
}

const PORTFOLIO: Text = text("经营总览", "Portfolio");
const HOME: Text = text("首页", "Start");
const OWN: Text = text("我的公司", "My company");
const WALL: Text = text("大屏", "Wall");
const SCORES: Text = text("评分设置", "Score settings");
/// Where the calendar is.
pub const CALENDAR_AT: &str = "/calendar";
/// Pages of the server's own.
pub const OUTSIDE: &[&str] = &[CALENDAR_AT, "/sandbox", "/work-plan"];
const CALENDAR: Text = text("财务日历", "Fiscal calendar");
const WALLS: Text = text("大屏设置", "Walls");
const IMPORT: Text = text("导入", "Import");

/// The groups of the rail: a heading and the nouns under it.
const GROUPS: &[(Text, &[&str])] = &[
    (
        text("客户经营", "Accounts"),
        &["account", "stakeholder", "touchpoint", "demand", "meeting", "value_statement", "team_member"],
    ),
    (
        text("商机与关系", "Opportunities"),
        &[
            "opportunity",
            "selection",
            "decision",
            "goal",
            "account_plan",
            "profile",
            "scan",
            "vendor",
            "influence",
            "rival_stance",
            "decision_step",
            "executive_pair",
            "success_goal",
            "briefing",
            "transcript",
        ],
    ),
    (text("关系经营", "Relationships"), RELATION),
    (text("收入", "Revenue"), &["subscription", "arr_event", "contract", "payment", "churn_event"]),
    (
        text("使用与服务", "Usage and service"),
        &["usage", "ticket", "survey_response", "feature", "core_action", "sponsor_setup", "board_view"],
    ),
    (text("待办", "Work"), &["alert", "task", "headline"]),
    (text("系统", "System"), &["user", "company", "target", "holiday", "scan_layer", "competence", "audit"]),
];

/// What relationships are planned, kept and measured with.
const RELATION: &[&str] = &[
    "activity",
    "relation_score",
    "relation_budget",
    "blueprint",
    "salon",
    "salon_guest",
    "knowledge",
    "knowledge_use",
    "benchmark",
    "reference_event",
    "gift",
    "activity_type",
];

/// What a thumb reaches, in order of worth; the first two a reader may open are shown, the rest is under More.
const BAR: &[&str] = &["account", "alert", "task", "demand", "value_statement", "ticket"];

/// Every group this reader may open.
pub fn groups(reader: &Reader) -> Vec<Group> {
    let Some(role) = reader.role else { return Vec::new() };
    let locale = reader.locale;
    let link = |href: &str, label: Text, icon: icondata_core::Icon| Link {
        href: href.to_owned(),
        label: label.in_(locale).to_owned(),
        icon: icon.data.to_owned(),
        is_bar: false,
    };
    let is_own = role.sees_shared_only();
    let home = if is_own { HOME } else { PORTFOLIO };
    let mut first = vec![Link { is_bar: true, ..link("/", home, icondata_lu::LuGauge) }];
    if let Some(account) = reader.account_id.as_ref().filter(|_| is_own) {
        first.push(link(&format!("/account/{account}"), OWN, icondata_lu::LuBuilding2));
    }
    if role.is_internal() {
        first.push(link("/wall/portfolio", WALL, icondata_lu::LuMonitor));
    }
    if role.is_internal() {
        let boards = Named::ALL.into_iter().filter(|board| may(role, Action::Read, board.noun()));
        first.extend(boards.map(|board| link(&path(board.key()), board.title(), picture(board))));
    }
    if may(role, Action::Import, "account") {
        first.push(link("/import", IMPORT, icondata_lu::LuUpload));
    }
    let mut groups = vec![Group { label: String::new(), links: first }];
    let bar: Vec<&str> = BAR
        .iter()
        .copied()
        .filter(|table| may(role, Action::Read, table))
        .skip(usize::from(is_own))
        .take(2)
        .collect();
    for (label, tables) in GROUPS {
        let mut links: Vec<Link> = tables
            .iter()
            .filter(|table| may(role, Action::Read, table))
            .filter_map(|table| {
                let spec = domain::noun::spec(table)?;
                Some(Link {
                    is_bar: bar.contains(table),
                    ..link(&format!("/register/{table}"), spec.plural, icon_of(table))
                })
            })
            .collect();
        if tables.contains(&"opportunity") && may(role, Action::Read, "opportunity") {
            links.insert(
                0,
                link("/work-plan", text("年度工作规划", "Annual work plan"), icondata_lu::LuCalendarCheck),
            );
            links.insert(0, link("/sandbox", text("战略沙盘", "Strategic sandbox"), icondata_lu::LuGrid3x3));
        }
        if role.is_internal() && tables.contains(&"company") {
            links.push(link(CALENDAR_AT, CALENDAR, icondata_lu::LuCalendarCog));
            links.push(link("/setting/score", SCORES, icondata_lu::LuSlidersHorizontal));
        }
        if tables.contains(&"company") && may(role, Action::Update, "company") {
            links.push(link("/setting/wall", WALLS, icondata_lu::LuMonitorCog));
        }
        if !links.is_empty() {
            groups.push(Group { label: label.in_(locale).to_owned(), links });
        }
    }
    groups
}

/// The nouns this reader may make new records of.
pub fn creates(reader: &Reader) -> Vec<String> {
    let Some(role) = reader.role else { return Vec::new() };
    domain::noun::ALL
        .iter()
        .filter(|spec| grant(role, Action::Create, spec) != Grant::None && !spec.is_single())
        .map(|spec| spec.table.to_owned())
        .collect()
}

fn may(role: Role, action: Action, table: &str) -> bool {
    domain::noun::spec(table).is_some_and(|spec| grant(role, action, spec) != Grant::None)
}

/// The picture beside a board.
fn picture(board: Named) -> icondata_core::Icon {
    match board {
        Named::Growth => icondata_lu::LuSprout,
        Named::Lifecycle => icondata_lu::LuRoute,
        Named::Service => icondata_lu::LuHeadphones,
        Named::Sponsor => icondata_lu::LuCrown,
        Named::Adoption => icondata_lu::LuChartNoAxesColumn,
        Named::Company => icondata_lu::LuLandmark,
        Named::Strategy => icondata_lu::LuSwords,
    }
}

/// The picture beside a noun.
fn icon_of(table: &str) -> icondata_core::Icon {
    match table {
        "account" => icondata_lu::LuBuilding2,
        "stakeholder" => icondata_lu::LuNetwork,
        "touchpoint" => icondata_lu::LuMessageSquare,
        "demand" => icondata_lu::LuQuote,
        "team_member" => icondata_lu::LuUsers,
        "subscription" => icondata_lu::LuRepeat,
        "arr_event" => icondata_lu::LuTrendingUp,
        "contract" => icondata_lu::LuHandshake,
        "meeting" => icondata_lu::LuCalendarDays,
        "value_statement" => icondata_lu::LuGem,
        "opportunity" => icondata_lu::LuLightbulb,
        "profile" => icondata_lu::LuBookUser,
        "scan" | "scan_layer" => icondata_lu::LuLayers,
        "success_goal" => icondata_lu::LuTrophy,
        "briefing" => icondata_lu::LuClipboardList,
        "transcript" => icondata_lu::LuMic,
        "competence" => icondata_lu::LuSpeech,
        "influence" | "rival_stance" => icondata_lu::LuWaypoints,
        "decision_step" => icondata_lu::LuLink,
        "vendor" => icondata_lu::LuSwords,
        "selection" => icondata_lu::LuGavel,
        "decision" => icondata_lu::LuScale,
        "goal" => icondata_lu::LuFlag,
        "account_plan" => icondata_lu::LuMap,
        "executive_pair" => icondata_lu::LuEqual,
        "activity" => icondata_lu::LuCalendarHeart,
        "activity_type" => icondata_lu::LuShapes,
        "relation_budget" => icondata_lu::LuWallet,
        "relation_score" => icondata_lu::LuHeartHandshake,
        "salon" => icondata_lu::LuCoffee,
        "salon_guest" => icondata_lu::LuUserPlus,
        "blueprint" => icondata_lu::LuDraftingCompass,
        "knowledge" => icondata_lu::LuBookOpen,
        "knowledge_use" => icondata_lu::LuMegaphone,
        "benchmark" => icondata_lu::LuMedal,
        "reference_event" => icondata_lu::LuAward,
        "gift" => icondata_lu::LuGift,
        "sponsor_setup" => icondata_lu::LuSmartphone,
        "board_view" => icondata_lu::LuEye,
        "payment" => icondata_lu::LuCoins,
        "churn_event" => icondata_lu::LuUserX,
        "usage" => icondata_lu::LuActivity,
        "ticket" => icondata_lu::LuTicket,
        "survey_response" => icondata_lu::LuStar,
        "feature" => icondata_lu::LuBoxes,
        "core_action" => icondata_lu::LuZap,
        "alert" => icondata_lu::LuBell,
        "task" => icondata_lu::LuListTodo,
        "headline" => icondata_lu::LuPenLine,
        "user" => icondata_lu::LuUserCog,
        "company" => icondata_lu::LuSettings,
        "target" => icondata_lu::LuTarget,
        "holiday" => icondata_lu::LuCalendarOff,
        "audit" => icondata_lu::LuScrollText,
        _ => icondata_lu::LuFileText,
    }
}
